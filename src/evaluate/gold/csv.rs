//! CSV: one span a row; rows of one id and text belong together.

use std::collections::BTreeMap;

use ::csv::{ReaderBuilder, StringRecord};

use super::offsets::{Offsets, Ruler};
use super::{Gold, Problem, WrittenSpan, document, voice_of};

/// Columns that are read; others are ignored.
const COLUMNS: [&str; 8] = ["id", "title", "text", "start", "end", "label", "voice", "span_text"];

/// A text as its rows make it.
struct Group {
    first_line: usize,
    id: String,
    title: String,
    text: String,
    spans: Vec<(usize, WrittenSpan)>,
    label: Option<String>,
    broken: bool,
}

/// Where the known columns stand.
struct Header([Option<usize>; COLUMNS.len()]);

impl Header {
    fn new(record: &StringRecord) -> Result<Self, String> {
        let place = |name: &str| record.iter().position(|column| column.trim() == name);
        let header = Self(COLUMNS.map(place));
        if place("text").is_none() {
            let found: Vec<&str> = record.iter().collect();
            return Err(format!("no column `text` among {found:?}; expected a first row with {}, between commas; add it", COLUMNS.join(",")));
        }
        Ok(header)
    }

    fn cell<'r>(&self, record: &'r StringRecord, name: &str) -> &'r str {
        let known = COLUMNS.iter().position(|column| *column == name);
        known.and_then(|known| self.0[known]).and_then(|place| record.get(place)).unwrap_or_default()
    }
}

/// Reads all rows.
pub(super) fn read(content: &str, offsets: Offsets) -> (Vec<Gold>, Vec<Problem>) {
    let mut problems = Vec::new();
    let groups = groups(content, &mut problems);
    let texts = groups.into_iter().filter_map(|group| finished(group, offsets, &mut problems)).collect();
    problems.sort_by_key(|problem| problem.line);
    (texts, problems)
}

fn groups(content: &str, problems: &mut Vec<Problem>) -> Vec<Group> {
    let mut reader = ReaderBuilder::new().flexible(true).has_headers(true).from_reader(content.as_bytes());
    let header = match reader.headers().map_err(|error| error.to_string()).and_then(Header::new) {
        Ok(header) => header,
        Err(problem) => {
            problems.push(Problem { line: 1, problem });
            return Vec::new();
        }
    };
    let mut groups: Vec<Group> = Vec::new();
    let mut known: BTreeMap<(String, String), usize> = BTreeMap::new();
    for record in reader.records() {
        // The content is text already, and ragged rows are read: nothing else can fail.
        let Ok(record) = record else { continue };
        let line = line_of(content, &record);
        let key = (header.cell(&record, "id").trim().to_owned(), header.cell(&record, "text").to_owned());
        let index = *known.entry(key).or_insert_with_key(|(id, text)| {
            let title = header.cell(&record, "title").to_owned();
            groups.push(Group { first_line: line, id: id.clone(), title, text: text.clone(), spans: Vec::new(), label: None, broken: false });
            groups.len() - 1
        });
        if let Err(problem) = add(&mut groups[index], &header, &record, line) {
            groups[index].broken = true;
            problems.push(Problem { line, problem });
        }
    }
    groups
}

/// The line a record begins in. The reader puts blank lines before a record at its beginning.
fn line_of(content: &str, record: &StringRecord) -> usize {
    let Some(position) = record.position() else { return 0 };
    let usize_of = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let rest = content.as_bytes().get(usize_of(position.byte())..).unwrap_or_default();
    let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| **byte == b'\n').count();
    usize_of(position.line()) + blank
}

/// Adds a row to its text: a span, or the label of the whole text.
fn add(group: &mut Group, header: &Header, record: &StringRecord, line: usize) -> Result<(), String> {
    let cell = |name: &str| header.cell(record, name);
    let filled = |name: &str| Some(cell(name).trim()).filter(|cell| !cell.is_empty()).map(str::to_owned);
    let label = filled("label");
    match (filled("start"), filled("end")) {
        (None, None) => match (&group.label, label) {
            (Some(first), Some(second)) if *first != second => {
                Err(format!("a second label {second:?} of a text that has {first:?}; expected one label a text; correct it"))
            }
            (_, label) => {
                group.label = group.label.take().or(label);
                Ok(())
            }
        },
        (start, end) => {
            let (start, end) = (offset("start", start)?, offset("end", end)?);
            let words = Some(cell("span_text")).filter(|words| !words.is_empty()).map(|words| ("span_text", words.to_owned()));
            let voice = filled("voice").map(|voice| voice_of(&voice)).transpose()?;
            group.spans.push((line, WrittenSpan { start, end, words, label, voice, ..WrittenSpan::default() }));
            Ok(())
        }
    }
}

fn offset(name: &str, cell: Option<String>) -> Result<usize, String> {
    let cell = cell.unwrap_or_default();
    cell.parse().map_err(|_| format!("{name} is {cell:?}; expected a whole number, or both start and end empty; correct it"))
}

/// The text with its spans in place; nothing where a row of it is bad.
fn finished(group: Group, offsets: Offsets, problems: &mut Vec<Problem>) -> Option<Gold> {
    let ruler = Ruler::new(&group.text);
    let mut spans = Vec::with_capacity(group.spans.len());
    let mut broken = group.broken;
    for (line, span) in group.spans {
        match span.placed(&ruler, offsets) {
            Ok(span) => spans.push(span),
            Err(problem) => {
                broken = true;
                problems.push(Problem { line, problem });
            }
        }
    }
    drop(ruler);
    let title = Some(group.title).filter(|title| !title.is_empty());
    let document = document(Some(group.id), group.first_line, title, group.text);
    (!broken).then_some(Gold { document, spans, label: group.label, marked: true })
}

#[cfg(test)]
mod tests {
    use super::super::{GoldFile, read_gold};
    use super::*;

    fn read_all(content: &str) -> GoldFile {
        read_gold("g.CSV", content, Offsets::CodePoints)
    }

    #[test]
    fn rows_of_one_text_belong_together() {
        let file = read_all(
            "\u{FEFF}id,text,start,end,label,voice,span_text\n\
             a,\"An é mob, a \"\"sham\"\"\",5,8,labeling,editorial,mob\n\
             b,Nothing here,,,,,\n\
             a,\"An é mob, a \"\"sham\"\"\",13,17,slur,quoted,sham\n",
        );
        assert!(file.problems.is_empty(), "{:?}", file.problems);
        let [a, b] = &file.texts[..] else { panic!("two texts: {:?}", file.texts) };
        assert_eq!((a.document.id.as_str(), b.document.id.as_str()), ("a", "b"));
        let words: Vec<&str> = a.spans.iter().map(|span| span.span.of(&a.document.text.content)).collect();
        assert_eq!(words, ["mob", "sham"]);
        assert_eq!((a.spans[1].label.as_deref(), a.spans[1].voice), (Some("slur"), Some(Voice::Quoted)));
        assert!(b.spans.is_empty() && b.marked);
    }

    use crate::context::Voice;

    #[test]
    fn a_label_without_a_place_is_that_of_the_text() {
        let file = read_all("text,label\nOne,Biased\nTwo,Non-biased\n");
        let labels: Vec<_> = file.texts.iter().map(|text| (text.document.id.as_str(), text.label.as_deref(), text.marked)).collect();
        assert_eq!(labels, [("line 2", Some("Biased"), false), ("line 3", Some("Non-biased"), false)]);
    }

    #[test]
    fn bad_rows_are_named_by_their_line_and_the_other_texts_read() {
        let start = "id,text,start,end,label,voice\n\n\"a\",\"two\nlines\",0,3,,\n\n";
        for (row, part) in [
            ("b,abc,0,9,,", "outside the text of 3 code points"),
            ("b,abc,2,1,,", "ends before it starts"),
            ("b,abc,2,,,", "end is \"\"; expected a whole number"),
            ("b,abc,-1,2,,", "start is \"-1\""),
            ("b,abc,0,1,,loud", "unknown voice \"loud\""),
        ] {
            let file = read_all(&format!("{start}{row}\nb,abc,0,1,,\nc,abc,0,1,,\n"));
            let problem = file.problems[0].to_string();
            assert!(problem.starts_with("g.CSV:6: ") && problem.contains(part), "{problem}");
            let ids: Vec<&str> = file.texts.iter().map(|text| text.document.id.as_str()).collect();
            assert_eq!((file.problems.len(), ids), (1, vec!["a", "c"]), "the text with the bad row is left out");
        }
        assert!(read_all("id;text;start;end\n").problems[0].to_string().contains("no column `text` among [\"id;text;start;end\"]"));
        let two = read_all("text,label\nabc,Biased\nabc,neutral\n");
        assert!(two.problems[0].to_string().starts_with("g.CSV:3: a second label \"neutral\""), "{:?}", two.problems);
    }
}
