//! A passage in units that can be marked or not: words, code points, sentences; and what the key says of its words.

use std::ops::Range;

use super::key::{Answer, Passage};
use crate::document::{Field, FieldName};
use crate::span::Span;
use crate::tokenize::Layout;

/// What a person said of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// Nothing: did not read it.
    Missing,
    /// Not loaded.
    No,
    /// Loaded.
    Yes,
}

/// What agreement is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Words of the passage, as everywhere in connote.
    Token,
    /// Code points of the passage, blanks and punctuation included.
    Char,
    /// Sentences of the passage.
    Sentence,
}

impl Unit {
    /// All units.
    pub const ALL: [Self; 3] = [Self::Token, Self::Char, Self::Sentence];

    /// The name used in columns.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Char => "char",
            Self::Sentence => "sentence",
        }
    }
}

/// A passage taken apart.
pub(super) struct Grid {
    pub(super) words: Vec<Span>,
    characters: Vec<Span>,
    sentences: Vec<Span>,
    /// Per word what the key says of it.
    pub(super) answers: Vec<Option<Answer>>,
    /// Per span of the key the words it touches.
    pub(super) key_words: Vec<Range<usize>>,
}

impl Grid {
    pub(super) fn new(passage: &Passage) -> Self {
        let field = Field::plain(passage.text.as_str());
        let layout = Layout::new(FieldName::Text, &field, false);
        let words: Vec<Span> = layout.words.iter().map(|word| word.span()).collect();
        let characters = passage.text.char_indices().map(|(at, character)| Span::new(at, at + character.len_utf8())).collect();
        let key_words: Vec<Range<usize>> = passage.spans.iter().map(|key| touching(&words, key.span)).collect();
        let mut answers: Vec<Option<Answer>> = vec![None; words.len()];
        for (key, range) in passage.spans.iter().zip(&key_words) {
            for answer in &mut answers[range.clone()] {
                // The order of the answers: what is right to mark for one reason is right, whatever else stands across it.
                *answer = Some(answer.map_or(key.answer, |other| other.min(key.answer)));
            }
        }
        Self { words, characters, sentences: layout.sentences.clone(), answers, key_words }
    }

    /// The words that a span touches.
    pub(super) fn touched(&self, span: Span) -> Range<usize> {
        touching(&self.words, span)
    }

    /// The sentence at a place, or the span itself outside any.
    pub(super) fn sentence_at(&self, span: Span) -> Span {
        let range = touching(&self.sentences, span);
        let ends = self.sentences.get(range.start).zip(self.sentences.get(range.end.saturating_sub(1)));
        ends.filter(|_| !range.is_empty()).map_or(span, |(first, last)| Span::new(first.start.min(span.start), last.end.max(span.end)))
    }

    fn units(&self, unit: Unit) -> &[Span] {
        match unit {
            Unit::Token => &self.words,
            Unit::Char => &self.characters,
            Unit::Sentence => &self.sentences,
        }
    }

    /// What somebody said of each unit: yes where a mark touches it; else nothing where a stretch that was not read touches it; else no.
    pub(super) fn labels(&self, unit: Unit, marked: impl Iterator<Item = Span>, unread: impl Iterator<Item = Span>) -> Vec<Label> {
        let units = self.units(unit);
        let mut labels = vec![Label::No; units.len()];
        unread.for_each(|span| labels[touching(units, span)].fill(Label::Missing));
        marked.for_each(|span| labels[touching(units, span)].fill(Label::Yes));
        labels
    }

    /// The labels of somebody who did not hand it in.
    pub(super) fn nothing(&self, unit: Unit) -> Vec<Label> {
        vec![Label::Missing; self.units(unit).len()]
    }
}

/// The sorted, disjoint `units` that share a byte with a span.
fn touching(units: &[Span], span: Span) -> Range<usize> {
    let start = units.partition_point(|unit| unit.end <= span.start);
    let end = units.partition_point(|unit| unit.start < span.end);
    start..end.max(start)
}
