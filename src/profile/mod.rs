//! Reference texts, counted: what a comparison needs of them, and no text.

use crate::analysis::{Analysis, Analyzer};
use crate::document::Document;
use crate::lexicon::digest;
use crate::measure::{DocumentCounts, Tally};

/// A reference: counts per document, with where they come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Name for people: the path as given.
    pub name: String,
    /// In input order.
    pub documents: Vec<ProfiledDocument>,
}

/// The counts of one reference document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfiledDocument {
    /// Its id.
    pub id: String,
    /// Fingerprint of its words, by which an article finds itself in its reference.
    pub fingerprint: String,
    /// Its counts.
    pub counts: DocumentCounts,
}

impl ProfiledDocument {
    /// Counts a document.
    #[must_use]
    pub fn of(analysis: &Analysis) -> Self {
        Self { id: analysis.document.id.clone(), fingerprint: fingerprint(&analysis.document), counts: DocumentCounts::of(analysis) }
    }
}

/// SHA-256 of title and text with white space in one piece: the same for two copies that were wrapped differently.
#[must_use]
pub fn fingerprint(document: &Document) -> String {
    let title = document.title.as_ref().map_or("", |title| &title.content);
    let words: Vec<&str> = title.split_whitespace().chain(document.text.content.split_whitespace()).collect();
    digest(words.join(" ").as_bytes())
}

impl Profile {
    /// Counts reference documents.
    #[must_use]
    pub fn build(name: impl Into<String>, documents: impl IntoIterator<Item = Document>, analyzer: &Analyzer) -> Self {
        let documents = documents.into_iter().map(|document| ProfiledDocument::of(&analyzer.analyze(document))).collect();
        Self { name: name.into(), documents }
    }

    /// The editorial tallies of all documents but those with this fingerprint, and how many were left out.
    #[must_use]
    pub fn tallies_without(&self, fingerprint: &str) -> (Vec<Tally>, usize) {
        let others: Vec<Tally> =
            self.documents.iter().filter(|document| document.fingerprint != fingerprint).map(|document| document.counts.editorial_tally()).collect();
        let left_out = self.documents.len() - others.len();
        (others, left_out)
    }
}
