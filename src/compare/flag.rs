//! What makes a comparison of one article weak: said beside the numbers, never in place of them.

use super::Reference;
use crate::measure::Tally;

/// With fewer hits than this, one more or less changes the picture.
pub const FEW_HITS_BELOW: u64 = 5;

/// In a text shorter than this many words, one hit is 6.7 per 1,000 or more.
pub const SHORT_TEXT_BELOW: u64 = 150;

/// Above this dispersion the hits of a reference come in bursts.
pub const BURSTY_ABOVE: f64 = 2.0;

/// A weakness of a comparison of one article with reference articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CompareFlag {
    /// The article has fewer than 5 hits.
    FewHits,
    /// The article has fewer than 150 words (those its rate is divided by).
    ShortText,
    /// Fewer than half of the reference documents have from half to twice the article's words.
    LengthMismatch,
    /// The dispersion (phi) of the reference is above 2.
    BurstyReference,
}

impl CompareFlag {
    /// The word used in tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FewHits => "few_hits",
            Self::ShortText => "short_text",
            Self::LengthMismatch => "length_mismatch",
            Self::BurstyReference => "bursty_reference",
        }
    }
}

/// The flags that apply, in the order of the enum. Those about the reference never apply to an empty one,
/// nor `BurstyReference` where the dispersion is undefined.
#[must_use]
pub fn flags(focus: Tally, reference: &Reference) -> Vec<CompareFlag> {
    let summary = reference.summary();
    let similar = reference.of_similar_length(focus.words);
    let checks = [
        (CompareFlag::FewHits, focus.hits < FEW_HITS_BELOW),
        (CompareFlag::ShortText, focus.words < SHORT_TEXT_BELOW),
        (CompareFlag::LengthMismatch, similar < summary.documents.div_ceil(2)),
        (CompareFlag::BurstyReference, summary.phi.is_some_and(|phi| phi > BURSTY_ABOVE)),
    ];
    checks.into_iter().filter_map(|(flag, applies)| applies.then_some(flag)).collect()
}

/// A weakness of a comparison of two corpora.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CorpusFlag {
    /// The dispersion (phi) is above 2: hits come in bursts.
    Bursty,
    /// More than half of the hits of a side stand in one of its documents.
    OneDocumentDominates,
    /// The documents of the two sides differ in length (of a referent: in how often they name it) more than by chance, and were shuffled among those of like
    /// length; p is undefined where none are.
    LengthMismatch,
    /// No permutation of so few documents can give a p of 0.05 or less.
    TooFewDocuments,
    /// The focus has fewer than 5 hits.
    FewHits,
}

impl CorpusFlag {
    /// The word used in tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Bursty => "bursty",
            Self::OneDocumentDominates => "one_document_dominates",
            Self::LengthMismatch => "length_mismatch",
            Self::TooFewDocuments => "too_few_documents",
            Self::FewHits => "few_hits",
        }
    }
}
