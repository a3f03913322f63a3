//! JSON Lines: one annotated text a line.

use serde::Deserialize;
use serde_json::Value;

use super::offsets::{Offsets, Ruler};
use super::{Gold, Problem, WrittenSpan, document, voice_of};
use crate::context::{Flag, Voice};

const EXPECTED: &str = "expected {\"id\": ..., \"text\": ..., \"spans\": [[start, end, label, voice], ...], \"label\": ...}; correct the line";

/// A line as written: `{"id": ..., "text": ..., "spans": [[start, end, label, voice], ...]}`, offsets half-open.
#[derive(Deserialize)]
struct Line {
    id: Option<Value>,
    title: Option<String>,
    text: String,
    spans: Option<Vec<RawSpan>>,
    label: Option<Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum RawSpan {
    Row(Vec<Value>),
    Named(NamedSpan),
}

/// A span as an object. `hit` or `text` repeats the words, for people; they are checked.
#[derive(Deserialize)]
struct NamedSpan {
    start: usize,
    end: usize,
    hit: Option<String>,
    text: Option<String>,
    label: Option<String>,
    technique: Option<String>,
    voice: Option<Voice>,
    speaker: Option<String>,
    flags: Option<Vec<Flag>>,
}

/// Reads all lines. Blank ones are left out; keys that are not known are ignored.
pub(super) fn read(content: &str, offsets: Offsets) -> (Vec<Gold>, Vec<Problem>) {
    let (mut texts, mut problems) = (Vec::new(), Vec::new());
    for (written, line) in content.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty()) {
        match read_line(written, line, offsets) {
            Ok(text) => texts.push(text),
            Err(problem) => problems.push(Problem { line, problem }),
        }
    }
    (texts, problems)
}

fn read_line(line: &str, number: usize, offsets: Offsets) -> Result<Gold, String> {
    // The parser sees one line; the number of that line is said by who asked.
    let broken = |error: serde_json::Error| format!("{}; {EXPECTED}", error.to_string().replace(" at line 1 column ", " at column "));
    let line: Line = serde_json::from_str(line).map_err(broken)?;
    let label = scalar(line.label)?;
    let marked = line.spans.is_some() || label.is_none();
    let ruler = Ruler::new(&line.text);
    let place = |raw: RawSpan| written(raw)?.placed(&ruler, offsets);
    let spans = line.spans.unwrap_or_default().into_iter().map(place).collect::<Result<_, _>>()?;
    drop(ruler);
    Ok(Gold { document: document(scalar(line.id)?, number, line.title, line.text), spans, label, marked })
}

/// A label or id, which some files write as a number or as true and false.
fn scalar(value: Option<Value>) -> Result<Option<String>, String> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(other @ (Value::Number(_) | Value::Bool(_))) => Ok(Some(other.to_string())),
        Some(Value::Array(_) | Value::Object(_)) => Err(format!("a list or an object as id or label; {EXPECTED}")),
    }
}

fn written(raw: RawSpan) -> Result<WrittenSpan, String> {
    match raw {
        RawSpan::Named(span) => {
            let NamedSpan { start, end, hit, text, label, technique, voice, speaker, flags } = span;
            let words = hit.map(|words| ("hit", words)).or(text.map(|words| ("text", words)));
            Ok(WrittenSpan { start, end, words, label: label.or(technique), voice, speaker, flags })
        }
        RawSpan::Row(row) => row_span(&row).ok_or_else(|| format!("a span that is no [start, end, label, voice]; {EXPECTED}"))?,
    }
}

/// A span as a list; `None` without two whole numbers at its beginning.
fn row_span(row: &[Value]) -> Option<Result<WrittenSpan, String>> {
    let number = |index: usize| row.get(index).and_then(Value::as_u64).and_then(|number| usize::try_from(number).ok());
    let text = |index: usize| row.get(index).and_then(Value::as_str);
    let (start, end) = (number(0)?, number(1)?);
    let label = text(2).map(str::to_owned);
    Some(text(3).map(voice_of).transpose().map(|voice| WrittenSpan { start, end, label, voice, ..WrittenSpan::default() }))
}

#[cfg(test)]
mod tests {
    use super::super::{GoldFile, read_gold};
    use super::*;

    fn read_one(line: &str) -> GoldFile {
        read_gold("g.jsonl", &format!("\n{line}"), Offsets::CodePoints)
    }

    #[test]
    fn spans_are_code_points_in_either_shape() {
        let file = read_one(
            r#"{"id":7,"text":"“Kyiv regime” fell","spans":[[1,12,"labeling","quoted"],{"start":1,"end":5,"technique":"toponym","text":"Kyiv"}]}"#,
        );
        let gold = &file.texts[0];
        assert_eq!(gold.document.id, "7");
        assert_eq!(gold.spans[0].span.of(&gold.document.text.content), "Kyiv regime");
        assert_eq!(gold.spans[0].voice, Some(Voice::Quoted));
        assert_eq!(gold.spans[1].label.as_deref(), Some("toponym"));
    }

    #[test]
    fn labels_of_texts() {
        let lines = ["{\"text\":\"a\",\"label\":\"Biased\"}", "{\"text\":\"a\",\"label\":0,\"spans\":[]}", "{\"text\":\"a\"}"];
        let read = |content: &str| -> Vec<(Option<String>, bool)> {
            read_gold("g.jsonl", content, Offsets::CodePoints).texts.into_iter().map(|text| (text.label, text.marked)).collect()
        };
        let (biased, zero) = (Some("Biased".to_owned()), Some("0".to_owned()));
        assert_eq!(read(&lines.join("\n")), [(biased.clone(), false), (zero.clone(), false), (None, true)], "no span in the file");
        let with_span = format!("{}\n{{\"text\":\"a\",\"spans\":[[0,1]]}}", lines.join("\n"));
        assert_eq!(read(&with_span), [(biased, false), (zero, true), (None, true), (None, true)]);
    }

    #[test]
    fn broken_lines_are_named_and_the_others_read() {
        for (line, part) in [
            ("{", "EOF while parsing an object at column 1"),
            (r#"{"text":"abc","spans":[[0,9]]}"#, "outside the text of 3"),
            (r#"{"text":"abc","spans":[[2,2]]}"#, "is empty"),
            (r#"{"text":"abc","spans":[[2,1]]}"#, "ends before it starts"),
            (r#"{"text":"abc","spans":[["x",2]]}"#, "expected"),
            (r#"{"text":"abc","spans":[[-1,2]]}"#, "expected"),
            (r#"{"text":"abc","spans":[[0,1,"l","loud"]]}"#, "unknown voice \"loud\"; expected editorial, quoted, scare, uncertain"),
            (r#"{"text":"abc","spans":[{"start":0,"end":1,"hit":"b"}]}"#, "holds \"a\"; expected \"b\""),
            (r#"{"text":"abc","spans":[{"start":0,"end":1,"flags":["shouted"]}]}"#, "expected"),
            (r#"{"text":"abc","label":["a"]}"#, "a list or an object"),
            (r#"{"spans":[]}"#, "missing field `text`"),
        ] {
            let file = read_one(&format!("{line}\n{{\"text\":\"fine\"}}"));
            let problem = file.problems[0].to_string();
            assert!(problem.starts_with("g.jsonl:2: ") && problem.contains(part), "{problem}");
            assert_eq!((file.problems.len(), file.texts.len()), (1, 1), "{line}");
        }
    }
}
