//! A document: one text with its zones' raw material and its metadata, as a reader made it.

mod ignore;

pub use ignore::{Ignore, Ignores, Request};

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::span::Span;

/// One text with what is known about it.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The path as given, or the value of an id column.
    pub id: String,
    /// The path of the file it was read from, as given, where that is not the id: a row of a table.
    pub table: Option<String>,
    /// The headline where the source keeps it apart from the text (HTML, tables).
    pub title: Option<Field>,
    /// The running text.
    pub text: Field,
    /// What is known about the text.
    pub meta: Metadata,
    /// Whether the text is the source file as it was (.txt, .md), so that lines and columns mean something.
    pub verbatim: bool,
    /// What comments in it ask to be left out. Nothing is, unless the analysis is told to honour them.
    pub ignores: Ignores,
    /// What the reader noticed.
    pub warnings: Vec<Warning>,
}

impl Document {
    /// Takes the comments for connote out of the words of the text.
    pub fn set_comments_aside(&mut self) {
        if self.ignores.comments.is_empty() {
            return;
        }
        let comments = self.ignores.comments.iter().map(|&span| Region { span, role: Role::Comment });
        self.text.regions.extend(comments);
        self.text.regions.sort_by_key(|region| (region.span, matches!(region.role, Role::Block)));
    }
}

/// A stretch of text and what the reader knows of its parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Field {
    /// The text itself.
    pub content: String,
    /// Parts with a role, sorted by start; parts of one role do not overlap.
    pub regions: Vec<Region>,
}

impl Field {
    /// A field of plain text.
    #[must_use]
    pub fn plain(content: impl Into<String>) -> Self {
        Self { content: content.into(), regions: Vec::new() }
    }

    /// The spans of one role, sorted.
    pub fn regions_of(&self, role: Role) -> impl Iterator<Item = Span> + '_ {
        self.regions.iter().filter(move |region| region.role == role).map(|region| region.span)
    }

    /// The text with spaces in the place of comments, byte for byte.
    #[must_use]
    pub fn without_comments(&self) -> Cow<'_, str> {
        let mut shown = Cow::Borrowed(self.content.as_str());
        for span in self.regions_of(Role::Comment) {
            shown.to_mut().replace_range(span.start..span.end, &" ".repeat(span.len()));
        }
        shown
    }
}

/// A part of a field with a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// Where.
    pub span: Span,
    /// What it is.
    pub role: Role,
}

/// What a part of a field is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Markup such as `**` or `](https://...)`: not text, and no gap between what stands on its two sides.
    Markup,
    /// Code or other matter that is not prose: not text, and nothing matches across it.
    Code,
    /// A comment, with its line end where it has a line of its own: not text, and no more of a gap than a space.
    Comment,
    /// A block quotation: somebody else's words.
    BlockQuote,
    /// A heading.
    Heading,
    /// A paragraph, where the format says so and lines do not.
    Block,
    /// One character written as several (`&nbsp;`, `<br>`).
    Entity(char),
}

/// What is known about a text beside the text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Metadata {
    /// Who published it.
    pub outlet: Option<String>,
    /// Date, ISO 8601 only when certain, else as found.
    pub date: Option<String>,
    /// Where it stands on the web.
    pub url: Option<String>,
    /// BCP 47 tag, as declared by the source.
    pub language: Option<String>,
    /// The character encoding the bytes were read in, as its WHATWG name.
    pub encoding: Option<String>,
    /// Other columns of a table that were asked for, by name; empty cells are left out.
    pub columns: BTreeMap<String, String>,
}

impl Metadata {
    /// What the document has under a name: `outlet`, `date`, `url`, `language`, or a column that was kept.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&str> {
        let own = match name {
            "outlet" => &self.outlet,
            "date" => &self.date,
            "url" => &self.url,
            "language" => &self.language,
            _ => &None,
        };
        own.as_deref().or_else(|| self.columns.get(name).map(String::as_str))
    }
}

/// Something noticed about a document that matters for its result.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Warning {
    /// The bytes name no encoding and are not UTF-8; this one was worked out from them.
    EncodingGuessed {
        /// WHATWG name of the encoding assumed.
        encoding: String,
    },
    /// The declared encoding does not fit the bytes; another was used.
    EncodingMisdeclared {
        /// As declared.
        declared: String,
        /// WHATWG name of the encoding used.
        used: String,
    },
    /// A quotation without an end (or without a beginning) at this byte of the field.
    QuoteUnclosed {
        /// `title` or `text`.
        field: FieldName,
        /// Byte position of the mark.
        at: usize,
    },
    /// Some bytes are not valid in the text's encoding; each stands as U+FFFD.
    EncodingDamaged {
        /// How many.
        count: usize,
    },
    /// Latin words with look-alike letters of another script; they were matched as if Latin.
    Homoglyph {
        /// `title` or `text`.
        field: FieldName,
        /// The first such word.
        word: String,
    },
    /// The text is not in the language of the lexicons.
    OtherLanguage {
        /// ISO 639-3 code of the language it seems to be in.
        detected: String,
    },
    /// There is not one word in it.
    NoWords,
}

impl Warning {
    /// The names of all warnings. New ones go to the end: their places are kept in profiles.
    pub const NAMES: [&'static str; 7] =
        ["encoding_guessed", "encoding_misdeclared", "encoding_damaged", "quote_unclosed", "homoglyph", "other_language", "no_words"];

    /// The name used in columns and JSON.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::EncodingGuessed { .. } => "encoding_guessed",
            Self::EncodingMisdeclared { .. } => "encoding_misdeclared",
            Self::EncodingDamaged { .. } => "encoding_damaged",
            Self::QuoteUnclosed { .. } => "quote_unclosed",
            Self::Homoglyph { .. } => "homoglyph",
            Self::OtherLanguage { .. } => "other_language",
            Self::NoWords => "no_words",
        }
    }
}

impl std::fmt::Display for Warning {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::EncodingGuessed { encoding } => {
                write!(f, "no encoding is declared and the bytes are not UTF-8: read as {encoding}; save the file as UTF-8 to be certain")
            }
            Self::EncodingMisdeclared { declared, used } => {
                write!(f, "declared as {declared}, but the bytes do not fit: read as {used}")
            }
            Self::EncodingDamaged { count } => {
                write!(f, "{count} places are not valid UTF-8 and were replaced: the rest was read; check the file")
            }
            Self::QuoteUnclosed { field, .. } => {
                write!(f, "a quotation in the {} lacks one of its marks: hits in that sentence have the voice `uncertain`", field.as_str())
            }
            Self::Homoglyph { word, .. } => {
                write!(f, "look-alike letters of another script in Latin words (first: {word:?}): matched as if Latin")
            }
            Self::OtherLanguage { detected } => {
                write!(f, "the text seems to be in another language ({detected}) than the lexicons: the figures mean little")
            }
            Self::NoWords => write!(f, "there is no word in it: rates are undefined"),
        }
    }
}

/// Which part of a document an offset refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldName {
    /// The headline kept apart.
    Title,
    /// The running text.
    Text,
}

impl FieldName {
    /// `title` or `text`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Text => "text",
        }
    }
}

/// Where in an article a piece of text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Zone {
    /// The headline.
    Headline,
    /// The first paragraph of the running text, where there are several.
    Lede,
    /// The rest.
    Body,
}

impl Zone {
    /// `headline`, `lede` or `body`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Lede => "lede",
            Self::Body => "body",
        }
    }
}
