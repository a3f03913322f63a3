//! Voice: whose words a hit is made of.

use serde::{Deserialize, Serialize};

use super::flags::{Flag, flags};
use super::quotation::{QuotationKind, Quotations};
use super::reporting::{self, Reporting};
use super::speaker::Speakers;
use crate::span::Span;
use crate::tokenize::Layout;

/// Whose words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Voice {
    /// The article's own.
    Editorial,
    /// Inside quotation marks or a block quotation.
    Quoted,
    /// A short quoted phrase the article distances itself from.
    Scare,
    /// A quotation whose end or beginning is missing.
    Uncertain,
}

impl Voice {
    /// All voices, in the order of the columns.
    pub const ALL: [Self; 4] = [Self::Editorial, Self::Quoted, Self::Scare, Self::Uncertain];

    /// `editorial`, `quoted`, `scare` or `uncertain`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Editorial => "editorial",
            Self::Quoted => "quoted",
            Self::Scare => "scare",
            Self::Uncertain => "uncertain",
        }
    }
}

/// Voice, speaker and flags of a stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// Whose words.
    pub voice: Voice,
    /// Nearest named source, else empty.
    pub speaker: String,
    /// Labels.
    pub flags: Vec<Flag>,
}

/// Tells voice, speaker and flags of spans of one field.
#[derive(Debug)]
pub struct Voices<'a> {
    layout: &'a Layout<'a>,
    /// The quotations of the field.
    pub quotations: Quotations,
}

impl<'a> Voices<'a> {
    /// Reads the quotations of a field.
    #[must_use]
    pub fn new(layout: &'a Layout<'a>) -> Self {
        Self { layout, quotations: Quotations::new(layout) }
    }

    /// The voice at a byte position.
    #[must_use]
    pub fn voice(&self, position: usize) -> Voice {
        match self.quotations.at(position).map(|quotation| quotation.kind) {
            None => Voice::Editorial,
            Some(QuotationKind::Quoted | QuotationKind::Block) => Voice::Quoted,
            Some(QuotationKind::Scare) => Voice::Scare,
            Some(QuotationKind::Unclosed | QuotationKind::Unopened) => Voice::Uncertain,
        }
    }

    /// Voice, speaker and flags of a span.
    #[must_use]
    pub fn attribution(&self, span: Span) -> Attribution {
        let speakers = Speakers::new(self.layout, &self.quotations);
        let voice = self.voice(span.start);
        let report = if voice == Voice::Editorial { reporting::report(self.layout, &speakers, span) } else { None };
        let flags = flags(self.layout, span, voice, report.as_ref());
        let speaker = match (voice, report) {
            (Voice::Editorial, Some(report)) => speakers.name(report.verb),
            (Voice::Quoted | Voice::Uncertain, _) => {
                self.quotations.at(span.start).map(|quotation| speakers.of_quotation(quotation)).unwrap_or_default()
            }
            (Voice::Editorial | Voice::Scare, _) => String::new(),
        };
        Attribution { voice, speaker, flags }
    }

    /// The reporting verbs of the field outside quotations, with their speakers, in text order.
    #[must_use]
    pub fn reporting(&self) -> Vec<Reporting> {
        reporting::all(self.layout, &Speakers::new(self.layout, &self.quotations))
    }

    /// How many words stand inside quotations, scare quotes and block quotes.
    #[must_use]
    pub fn words_quoted(&self) -> usize {
        self.quotations.found.iter().map(|quotation| self.layout.words_in(quotation.span).len()).sum()
    }

    /// How many scare quotes there are.
    #[must_use]
    pub fn scare_quotes(&self) -> usize {
        self.quotations.found.iter().filter(|quotation| quotation.kind == QuotationKind::Scare).count()
    }
}
