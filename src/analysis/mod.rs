//! The pipeline for one document: match, sense, overlap, voice; and what comes out of it.

mod analyzer;
mod ignore;
mod overlap;
mod wording;

pub use analyzer::{AnalyzeError, Analyzer, Options, longest_mentions};
pub use ignore::{IgnoreProblem, Ignored};
pub use overlap::{Contender, resolve};
pub use wording::neutral_wordings;

use crate::context::{Flag, Quotation, Voice};
use crate::document::{Document, FieldName, Warning, Zone};
use crate::lexicon::Technique;
use crate::lexicon::inflect::Inflection;
use crate::span::Span;

/// Index of an entry: lexicon, then entry in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryIndex {
    /// Index of the lexicon in [`Analyzer::lexicons`].
    pub lexicon: usize,
    /// Index of the entry in its lexicon.
    pub entry: usize,
}

/// A match with its context: what users see and count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Title or text.
    pub field: FieldName,
    /// Where in the field.
    pub span: Span,
    /// Which entry.
    pub entry: EntryIndex,
    /// The form that matched, as written in the lexicon.
    pub term: String,
    /// Which inflected form of the entry it is.
    pub inflection: Inflection,
    /// How the wording works.
    pub technique: Technique,
    /// Bytes of the match in the folded text: which of overlapping hits is the longer one.
    pub weight: usize,
    /// Whose words.
    pub voice: Voice,
    /// Nearest named source, else empty.
    pub speaker: String,
    /// Headline, lede or body.
    pub zone: Zone,
    /// Number of the sentence in the document, 1-based, the title's first.
    pub sentence: usize,
    /// Labels.
    pub flags: Vec<Flag>,
    /// Index in [`Analysis::hits`] of a hit that covers or crosses it.
    pub within: Option<usize>,
    /// Left context.
    pub left: String,
    /// Right context.
    pub right: String,
}

impl Hit {
    /// Whether it is counted: a sense condition left open only lists it.
    #[must_use]
    pub fn counts(&self) -> bool {
        !self.flags.contains(&Flag::LowConfidence)
    }

    /// Whether it is counted in the figures on loaded language.
    #[must_use]
    pub fn counts_as_loaded(&self) -> bool {
        self.counts() && self.technique.is_loaded()
    }
}

/// A match that is no hit, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearMiss {
    /// Title or text.
    pub field: FieldName,
    /// Where in the field.
    pub span: Span,
    /// Which entry.
    pub entry: EntryIndex,
    /// The form that matched.
    pub term: String,
    /// Why it is none.
    pub reason: Reason,
    /// Left context.
    pub left: String,
    /// Right context.
    pub right: String,
}

/// Why a match is no hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// A sense condition, as written in the lexicon.
    Condition(String),
    /// A longer (or earlier) match of the same lexicon and technique.
    Overlap {
        /// The entry that won.
        winner: EntryIndex,
    },
    /// The document's date lies outside the entry's.
    Date(String),
}

impl Reason {
    /// Whether an exception of the entry (`unless`) told the innocent meaning; `only_if` tells no more than that a sign of the other one is missing.
    #[must_use]
    pub fn is_exception(&self) -> bool {
        matches!(self, Self::Condition(condition) if condition.starts_with("unless "))
    }
}

/// A name used for a thing with rival names, in editorial voice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// Title or text.
    pub field: FieldName,
    /// Where in the field.
    pub span: Span,
    /// Index of the lexicon.
    pub lexicon: usize,
    /// Index of the referent in its lexicon.
    pub referent: usize,
    /// Whether the name is a loaded one.
    pub loaded: bool,
}

/// A reporting verb in the article's own voice: who is said to have said something, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportingVerb {
    /// Title or text.
    pub field: FieldName,
    /// Where in the field.
    pub span: Span,
    /// The verb in its base form, or "according to".
    pub verb: &'static str,
    /// Nearest named source, else empty.
    pub speaker: String,
    /// How the verb colours what was said; `None` for a neutral one.
    pub technique: Option<Technique>,
}

/// The quotations of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldQuotations {
    /// Title or text.
    pub field: FieldName,
    /// Sorted and disjoint.
    pub quotations: Vec<Quotation>,
}

/// Everything found in one document.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// The document itself.
    pub document: Document,
    /// Words in title and text.
    pub words: usize,
    /// Of these inside quotations, scare quotes and block quotes.
    pub words_quoted: usize,
    /// Sentences in title and text.
    pub sentences: usize,
    /// In text order: title first, then by start, the longer first.
    pub hits: Vec<Hit>,
    /// Hits that comments in the text ask to leave out, in text order: counted nowhere. Empty unless that is honoured.
    pub ignored: Vec<Ignored>,
    /// What is wrong with such comments; empty unless they are honoured.
    pub ignore_problems: Vec<IgnoreProblem>,
    /// Matches that gave way to a longer one of their lexicon and technique, in text order; empty where nobody asked for them.
    pub overruled: Vec<Hit>,
    /// In text order.
    pub near_misses: Vec<NearMiss>,
    /// In text order.
    pub mentions: Vec<Mention>,
    /// All neutral names in editorial voice, also those that overlap a longer name; empty where nobody asked for them.
    pub neutral_names: Vec<Mention>,
    /// Per field.
    pub quotations: Vec<FieldQuotations>,
    /// Short quoted phrases the article distances itself from, whether or not a listed term stands in them.
    pub scare_quotes: usize,
    /// In text order; empty where nobody asked for them.
    pub reporting_verbs: Vec<ReportingVerb>,
    /// What the reader and the analysis noticed.
    pub warnings: Vec<Warning>,
}

impl Analysis {
    /// Words outside quotations: the denominator of editorial rates.
    #[must_use]
    pub fn words_editorial(&self) -> usize {
        self.words - self.words_quoted.min(self.words)
    }

    /// The text of a field.
    #[must_use]
    pub fn content(&self, field: FieldName) -> &str {
        match field {
            FieldName::Title => self.document.title.as_ref().map_or("", |title| &title.content),
            FieldName::Text => &self.document.text.content,
        }
    }
}
