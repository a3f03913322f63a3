//! Flags: labels on a hit that never remove it.

use serde::{Deserialize, Serialize};

use super::reporting::Report;
use super::voice::Voice;
use crate::span::Span;
use crate::tokenize::{Layout, Word};

/// A label on a hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// In indirect speech: the writer's wording of what somebody said.
    Reported,
    /// "is not a ...": still loaded.
    Negated,
    /// The text speaks of the word: "the word 'regime'".
    Mention,
    /// Given to somebody: "what Moscow calls the ...".
    Attributed,
    /// A sense condition could not be decided: listed, not counted.
    LowConfidence,
    /// Written with look-alike letters of another script.
    Homoglyph,
}

impl Flag {
    /// The name used in columns and JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Negated => "negated",
            Self::Mention => "mention",
            Self::Attributed => "attributed",
            Self::LowConfidence => "low_confidence",
            Self::Homoglyph => "homoglyph",
        }
    }
}

const NEGATIONS: [&str; 7] = ["not", "never", "no", "nor", "neither", "without", "hardly"];
const MENTIONS: [&str; 9] = ["word", "words", "term", "terms", "phrase", "phrases", "expression", "label", "wording"];
const CALLING: [&str; 16] = [
    "calls", "call", "called", "calling", "terms", "termed", "describes", "described", "labels", "labelled", "labeled", "dubs", "dubbed", "brands",
    "branded", "styles",
];

/// Marks beyond which nothing is negated.
const BOUNDS: [char; 12] = [',', ';', ':', '.', '“', '”', '"', '«', '»', '—', '(', ')'];

/// How many words before a hit are looked at for each flag.
const NEGATION_REACH: usize = 3;
const CALLING_REACH: usize = 6;

/// The flags that the words around a hit give it, in the order of [`Flag`].
#[must_use]
pub(super) fn flags(layout: &Layout<'_>, span: Span, voice: Voice, report: Option<&Report>) -> Vec<Flag> {
    let sentence = layout.words_in(layout.sentence_span(span.start));
    let first = layout.words.partition_point(|word| word.span.end <= span.start).max(sentence.start);
    let before = |reach: usize| (sentence.start.max(first.saturating_sub(reach))..first).rev().map(|index| layout.word_text(&layout.words[index]));
    let mut found = Vec::new();
    if voice == Voice::Editorial && report.is_some_and(|report| report.clause.covers(span)) {
        found.push(Flag::Reported);
    }
    let negation = |word: &str| NEGATIONS.contains(&word) || word.ends_with("n't");
    let near = (sentence.start.max(first.saturating_sub(NEGATION_REACH))..first).rev().map(|index| &layout.words[index]);
    // A negation beyond a comma or a quotation mark belongs to something else.
    let same_clause = |word: &&Word| !layout.content()[word.span.end..span.start].contains(BOUNDS);
    if near.take_while(same_clause).any(|word| negation(layout.word_text(word))) {
        found.push(Flag::Negated);
    }
    if before(1).any(|word| MENTIONS.contains(&word)) {
        found.push(Flag::Mention);
    }
    let calling = before(CALLING_REACH).any(|word| CALLING.contains(&word));
    if calling && before(CALLING_REACH + 4).any(|word| matches!(word, "what" | "as" | "whom" | "which")) {
        found.push(Flag::Attributed);
    }
    found
}
