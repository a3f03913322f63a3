//! Voice: whose words a hit is made of.

use serde::{Deserialize, Serialize};

use super::flags::{Flag, flags};
use super::quotation::{QuotationKind, Quotations};
use super::reporting::{self, Report};
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

/// How many sentences away a speaker is looked for.
const SPEAKER_REACH: usize = 5;

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
            Some(QuotationKind::Uncertain) => Voice::Uncertain,
        }
    }

    /// Voice, speaker and flags of a span.
    #[must_use]
    pub fn attribution(&self, span: Span) -> Attribution {
        let voice = self.voice(span.start);
        let sentence = self.layout.sentence_span(span.start);
        let report = if voice == Voice::Editorial { reporting::report(self.layout, sentence, &self.quotations) } else { None };
        let flags = flags(self.layout, span, voice, report.as_ref());
        let speaker = match voice {
            Voice::Editorial if flags.contains(&Flag::Reported) => {
                let named = report.map(|report: Report| report.speaker).filter(|speaker| !speaker.is_empty());
                // "She said": the paragraph has named her before.
                named.unwrap_or_else(|| self.speaker_before(sentence))
            }
            Voice::Quoted | Voice::Uncertain => self.speaker_of_quotation(span),
            Voice::Editorial | Voice::Scare => String::new(),
        };
        Attribution { voice, speaker, flags }
    }

    /// The nearest named source in the sentences before this one in its paragraph.
    fn speaker_before(&self, sentence: Span) -> String {
        let index = self.layout.sentence(sentence.start);
        self.nearest_speaker((0..index).rev().take(SPEAKER_REACH), sentence.start)
    }

    /// The first named source in these sentences, as far as they are of the paragraph at this position.
    fn nearest_speaker(&self, sentences: impl Iterator<Item = usize>, position: usize) -> String {
        let paragraph = self.layout.paragraph(position).map_or(Span::new(position, position), |paragraph| paragraph.span);
        let spans = sentences.filter_map(|index| self.layout.sentences.get(index)).filter(|span| paragraph.covers(**span));
        spans.map(|&span| reporting::speaker(self.layout, span, &self.quotations)).find(|name| !name.is_empty()).unwrap_or_default()
    }

    /// The named source in the sentences that the quotation touches, else in those before and after it in its paragraph.
    fn speaker_of_quotation(&self, span: Span) -> String {
        let quotation = self.quotations.at(span.start).map_or(span, |quotation| quotation.span);
        let first = self.layout.sentence(quotation.start);
        let last = self.layout.sentence(quotation.end.saturating_sub(1)).min(first + SPEAKER_REACH);
        let inside = (first..=last).rev();
        let around = (0..first).rev().take(SPEAKER_REACH).chain(last + 1..=last + SPEAKER_REACH);
        self.nearest_speaker(inside.chain(around), quotation.start)
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
