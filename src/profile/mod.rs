//! Reference texts, counted: what a comparison needs of them, and no text.

use crate::analysis::Analysis;
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
    /// How many documents have this fingerprint.
    #[must_use]
    pub fn count_of(&self, fingerprint: &str) -> usize {
        self.documents.iter().filter(|document| document.fingerprint == fingerprint).count()
    }

    /// The editorial tallies of all documents but those with this fingerprint.
    pub fn tallies_without<'a>(&'a self, fingerprint: &'a str) -> impl Iterator<Item = Tally> + 'a {
        let others = self.documents.iter().filter(move |document| document.fingerprint != fingerprint);
        others.map(|document| document.counts.editorial_tally())
    }
}
