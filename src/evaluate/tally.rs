//! The units in which agreement is counted.

pub use crate::measure::agreement::Tally;
pub(super) use crate::measure::agreement::{float, harmonic, ratio};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Words of the text.
    Token,
    /// Code points of the text.
    Character,
    /// Spans, right where both ends are.
    Exact,
    /// Spans, right to the share that is covered.
    Overlap,
    /// Texts with a label.
    Sentence,
}

impl Unit {
    /// Units of texts in which spans are marked.
    pub(super) const OF_SPANS: [Self; 4] = [Self::Token, Self::Character, Self::Exact, Self::Overlap];

    /// The name used in columns.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Character => "character",
            Self::Exact => "exact",
            Self::Overlap => "overlap",
            Self::Sentence => "sentence",
        }
    }
}
