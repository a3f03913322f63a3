//! Gold files: JSON Lines, one annotated text a line.

use serde::Deserialize;

use crate::context::{Flag, Voice};
use crate::document::{Document, Field};
use crate::error::Error;
use crate::span::{Positions, Span};

/// An annotated text.
#[derive(Debug, Clone)]
pub struct Gold {
    /// The text.
    pub document: Document,
    /// What was annotated in its field `text`.
    pub spans: Vec<GoldSpan>,
}

/// An annotated stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldSpan {
    /// Where.
    pub span: Span,
    /// Technique or other label, if any.
    pub label: Option<String>,
    /// Whose words, if annotated.
    pub voice: Option<Voice>,
    /// The named source, if annotated; empty where there is none.
    pub speaker: Option<String>,
    /// The flags that the words around give, if annotated.
    pub flags: Option<Vec<Flag>>,
}

/// A line as written: `{"id": ..., "text": ..., "spans": [[start, end, label, voice], ...]}`, offsets in code points, half-open.
#[derive(Deserialize)]
struct Line {
    id: Option<String>,
    title: Option<String>,
    text: String,
    #[serde(default)]
    spans: Vec<RawSpan>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum RawSpan {
    Row(Vec<serde_json::Value>),
    Named(NamedSpan),
}

/// A span as an object. `hit` repeats the words, for people; they are checked.
#[derive(Deserialize, Default)]
struct NamedSpan {
    start: usize,
    end: usize,
    hit: Option<String>,
    label: Option<String>,
    technique: Option<String>,
    voice: Option<Voice>,
    speaker: Option<String>,
    flags: Option<Vec<Flag>>,
}

/// Reads a gold file. Blank lines are left out; keys beside `id`, `title`, `text` and `spans` are ignored.
///
/// # Errors
/// [`Error::Gold`] with the line: no JSON of this shape, or a span outside the text.
pub fn read_gold(file: &str, content: &str) -> Result<Vec<Gold>, Error> {
    let lines = content.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
    lines.map(|(line, number)| read_line(line, number).map_err(|problem| Error::Gold { file: file.to_owned(), line: number, problem })).collect()
}

fn read_line(line: &str, number: usize) -> Result<Gold, String> {
    const EXPECTED: &str = "expected {\"id\": ..., \"text\": ..., \"spans\": [[start, end, label, voice], ...]}; correct the line";
    let line: Line = serde_json::from_str(line).map_err(|error| format!("{error}; {EXPECTED}"))?;
    let positions = Positions::new(&line.text);
    let spans = line.spans.into_iter().map(|raw| read_span(raw).ok_or_else(|| EXPECTED.to_owned())).collect::<Result<Vec<_>, _>>()?;
    let resolved = spans.into_iter().map(|span| resolve(span, &line.text, &positions)).collect::<Result<Vec<_>, _>>()?;
    let document = Document {
        id: line.id.unwrap_or_else(|| format!("line {number}")),
        title: line.title.map(Field::plain),
        text: Field::plain(line.text),
        ..Document::default()
    };
    Ok(Gold { document, spans: resolved })
}

/// The place of a span in bytes.
fn resolve(span: NamedSpan, text: &str, positions: &Positions<'_>) -> Result<GoldSpan, String> {
    let NamedSpan { start, end, hit, label, technique, voice, speaker, flags } = span;
    let (Some(from), Some(to)) = (positions.byte(start), positions.byte(end)) else {
        let length = text.chars().count();
        return Err(format!("span {start} to {end} lies outside the text of {length} code points; expected offsets in code points; correct them"));
    };
    if from >= to {
        return Err(format!("span {start} to {end} is empty; expected start before end; correct them"));
    }
    let span = Span::new(from, to);
    if let Some(hit) = hit.filter(|hit| hit != span.of(text)) {
        return Err(format!("span {start} to {end} holds {:?}; expected {hit:?} as its key `hit` says; correct one of them", span.of(text)));
    }
    Ok(GoldSpan { span, label: label.or(technique), voice, speaker, flags })
}

fn read_span(raw: RawSpan) -> Option<NamedSpan> {
    match raw {
        RawSpan::Named(span) => Some(span),
        RawSpan::Row(row) => {
            let number = |index: usize| row.get(index).and_then(serde_json::Value::as_u64).and_then(|number| usize::try_from(number).ok());
            let text = |index: usize| row.get(index).and_then(serde_json::Value::as_str);
            let voice = match text(3) {
                Some(voice) => Some(Voice::ALL.into_iter().find(|known| known.as_str() == voice)?),
                None => None,
            };
            let label = text(2).map(str::to_owned);
            (row.len() >= 2).then_some(NamedSpan { start: number(0)?, end: number(1)?, label, voice, ..NamedSpan::default() })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_code_points_in_either_shape() {
        let content = r#"{"id":"a","text":"“Kyiv regime” fell","spans":[[1,12,"labeling","quoted"],{"start":1,"end":5,"technique":"toponym"}]}"#;
        let gold = read_gold("g.jsonl", content).expect("valid");
        assert_eq!(gold[0].spans[0].span.of(&gold[0].document.text.content), "Kyiv regime");
        assert_eq!(gold[0].spans[0].voice, Some(Voice::Quoted));
        assert_eq!(gold[0].spans[1].label.as_deref(), Some("toponym"));
    }

    #[test]
    fn broken_lines_are_named() {
        for (line, part) in [
            ("{", "EOF"),
            (r#"{"text":"abc","spans":[[0,9]]}"#, "outside the text of 3"),
            (r#"{"text":"abc","spans":[[2,2]]}"#, "is empty"),
            (r#"{"text":"abc","spans":[["x",2]]}"#, "expected"),
            (r#"{"text":"abc","spans":[[0,1,"l","loud"]]}"#, "expected"),
            (r#"{"text":"abc","spans":[{"start":0,"end":1,"hit":"b"}]}"#, "holds \"a\"; expected \"b\""),
            (r#"{"text":"abc","spans":[{"start":0,"end":1,"flags":["shouted"]}]}"#, "expected"),
        ] {
            let error = read_gold("g.jsonl", &format!("\n{line}")).expect_err(line).to_string();
            assert!(error.starts_with("g.jsonl:2: ") && error.contains(part), "{error}");
        }
    }
}
