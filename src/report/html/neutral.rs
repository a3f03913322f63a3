//! The neutral view: the article with the neutral wordings put in, and what they take the place of.
//!
//! Only the article's own words change: a quotation says what somebody said, and another wording in it would be false.

use super::marked::{Block, places, text_of};
use crate::analysis::{Analysis, Analyzer, Hit};
use crate::context::Voice;
use crate::document::FieldName;
use crate::report::tables::neutral_wordings;
use crate::span::Span;

/// A piece of the neutral view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    Change(Change),
}

/// One wording in the place of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) number: usize,
    pub(super) old: String,
    /// Empty where the entry says to leave it out.
    pub(super) new: String,
    /// Other wordings of the entry, at most two.
    pub(super) others: String,
}

/// So many wordings stand behind the first: more would hide the sentence.
const OTHERS: usize = 2;

/// The text with its first neutral wordings.
pub(super) fn neutral(analysis: &Analysis, analyzer: &Analyzer) -> Vec<Block<Piece>> {
    let changed = changed(analysis, analyzer);
    places(analysis)
        .into_iter()
        .map(|place| Block { class: place.class, pieces: pieces(analysis, analyzer, &changed, place.field, place.span) })
        .collect()
}

/// The hits that change: in the article's own voice, counted or of a verb of saying, the first of overlapping ones.
fn changed<'a>(analysis: &'a Analysis, analyzer: &Analyzer) -> Vec<(usize, &'a Hit)> {
    let mut chosen: Vec<(usize, &Hit)> = Vec::new();
    for (number, hit) in (1..).zip(&analysis.hits) {
        let free = chosen.last().is_none_or(|(_, last)| last.field != hit.field || last.span.end <= hit.span.start);
        let has_wording = !neutral_wordings(analyzer.entry(hit.entry), hit).is_empty();
        if free && hit.voice == Voice::Editorial && hit.counts() && has_wording {
            chosen.push((number, hit));
        }
    }
    chosen
}

fn pieces(analysis: &Analysis, analyzer: &Analyzer, changed: &[(usize, &Hit)], field: FieldName, paragraph: Span) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = paragraph.start;
    let within = |hit: &Hit| hit.field == field && hit.span.start >= paragraph.start && hit.span.end <= paragraph.end;
    for (number, hit) in changed.iter().filter(|(_, hit)| within(hit)) {
        pieces.push(Piece::Text(text_of(analysis, field, Span::new(at, hit.span.start))));
        let old = text_of(analysis, field, hit.span);
        let new = wording(analyzer, hit, &old);
        let entry = analyzer.entry(hit.entry);
        let others = neutral_wordings(entry, hit).into_iter().skip(1).take(OTHERS).collect::<Vec<_>>().join(" / ");
        pieces.push(Piece::Change(Change { number: *number, old, new, others }));
        at = hit.span.end;
    }
    pieces.push(Piece::Text(text_of(analysis, field, Span::new(at, paragraph.end))));
    pieces
}

/// The first wording, with a capital where the matched words have one that the entry does not ask for.
fn wording(analyzer: &Analyzer, hit: &Hit, old: &str) -> String {
    let entry = analyzer.entry(hit.entry);
    if entry.neutral.is_empty() {
        return String::new();
    }
    let first = neutral_wordings(entry, hit).into_iter().next().unwrap_or_default();
    let raised = old.starts_with(char::is_uppercase) && hit.term.starts_with(char::is_lowercase);
    let mut letters = first.chars();
    match letters.next() {
        Some(letter) if raised => letter.to_uppercase().chain(letters).collect(),
        _ => first,
    }
}
