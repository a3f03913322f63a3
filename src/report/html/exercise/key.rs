//! The key to a passage as a table: one row an entry, with all the places where it stands, so that a reason is read once.

use crate::exercise::model::Passage;
use crate::exercise::texts::Texts;
use crate::exercise::{Answer, KeySpan};
use crate::report::html::group::group;
use crate::report::html::shown::web_address;

/// A row of the key.
pub(super) struct KeyRow {
    /// Numbers of its marks: "1, 3".
    pub(super) numbers: String,
    /// The words, each spelling once.
    pub(super) words: String,
    /// Class of its underline.
    pub(super) class: &'static str,
    pub(super) technique: String,
    pub(super) charge: String,
    /// What the key says, with the numbers where it says several things.
    pub(super) answers: Vec<Said>,
    pub(super) neutral: String,
    pub(super) why: String,
    /// What can be said against it; likewise.
    pub(super) against: Vec<Said>,
    pub(super) sources: Vec<Source>,
}

/// Something said of some of the marks.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// Empty where it is said of all.
    pub(super) numbers: String,
    pub(super) text: String,
}

/// A source.
pub(super) struct Source {
    pub(super) label: String,
    pub(super) url: Option<String>,
    /// What it says of the wording.
    pub(super) stance: String,
}

/// The rows, in the order in which entries first stand in the text.
pub(super) fn rows(passage: &Passage, texts: &Texts) -> Vec<KeyRow> {
    let mut entries: Vec<Vec<(usize, &KeySpan)>> = Vec::new();
    for (span, number) in passage.key.iter().zip(1..) {
        let same = |entry: &&mut Vec<(usize, &KeySpan)>| entry.first().is_some_and(|(_, first)| is_same(first, span));
        match entries.iter_mut().find(same) {
            Some(entry) => entry.push((number, span)),
            None => entries.push(vec![(number, span)]),
        }
    }
    entries.iter().filter_map(|entry| row(entry, texts)).collect()
}

fn is_same(a: &KeySpan, b: &KeySpan) -> bool {
    a.lexicon == b.lexicon && a.entry == b.entry && a.neutral == b.neutral && a.techniques == b.techniques
}

fn row(entry: &[(usize, &KeySpan)], texts: &Texts) -> Option<KeyRow> {
    let (_, first) = *entry.first()?;
    let mut words: Vec<&str> = Vec::new();
    for (_, span) in entry {
        if !words.iter().any(|word| word.eq_ignore_ascii_case(&span.text)) {
            words.push(&span.text);
        }
    }
    let names: Vec<String> = first.techniques.iter().map(|technique| texts.technique(technique).name).collect();
    Some(KeyRow {
        numbers: numbers(entry.iter().map(|(number, _)| *number)),
        words: words.join(" / "),
        class: group(&first.technique).class,
        technique: names.join("; "),
        charge: texts.charge(first.charge).to_owned(),
        answers: said(entry, |span| Some(answer(span, texts))),
        neutral: neutral(first, texts),
        why: first.why.clone(),
        against: said(entry, |span| span.reason.clone()),
        sources: first
            .sources
            .iter()
            .map(|source| Source {
                label: source.label.clone(),
                url: source.url.as_deref().and_then(web_address),
                stance: texts.stance(source.stance).to_owned(),
            })
            .collect(),
    })
}

fn numbers(numbers: impl Iterator<Item = usize>) -> String {
    numbers.map(|number| number.to_string()).collect::<Vec<_>>().join(", ")
}

/// What the key says of a mark, with the speaker of a quotation.
fn answer(span: &KeySpan, texts: &Texts) -> String {
    let answer = texts.label(span.answer.as_str());
    match (&span.speaker, span.answer) {
        (Some(speaker), Answer::Quoted) => format!("{answer} ({speaker})"),
        _ => answer.to_owned(),
    }
}

/// The neutral wordings, or what to do instead.
pub(super) fn neutral(span: &KeySpan, texts: &Texts) -> String {
    if !span.neutral.is_empty() {
        return span.neutral.join("; ");
    }
    texts.label(if span.omit { "leave_out" } else { "none" }).to_owned()
}

/// What is said of each of the marks, the same of several once.
fn said(entry: &[(usize, &KeySpan)], of: impl Fn(&KeySpan) -> Option<String>) -> Vec<Said> {
    let mut said: Vec<(Vec<usize>, String)> = Vec::new();
    for (number, span) in entry {
        let Some(text) = of(span) else { continue };
        match said.iter_mut().find(|(_, other)| *other == text) {
            Some((numbers, _)) => numbers.push(*number),
            None => said.push((vec![*number], text)),
        }
    }
    let all = |marks: &[usize]| marks.len() == entry.len();
    let one = |(marks, text): (Vec<usize>, String)| Said { numbers: if all(&marks) { String::new() } else { numbers(marks.into_iter()) }, text };
    said.into_iter().map(one).collect()
}
