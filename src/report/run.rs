//! Provenance: what a result was made with, so that it can be made again.

use serde::Serialize;

use crate::compare::Places;
use crate::lexicon::Loaded;
use crate::profile::About;

/// What a result was made with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Run {
    /// Always `connote`.
    pub tool: &'static str,
    /// Its version.
    pub version: &'static str,
    /// The lexicons in use.
    pub lexicons: Vec<RunLexicon>,
    /// The references compared with.
    pub references: Vec<RunReference>,
    /// Options that change results, as given.
    pub options: Vec<String>,
}

/// A lexicon in use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RunLexicon {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of the file.
    pub digest: String,
}

/// A reference compared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RunReference {
    /// As given.
    pub name: String,
    /// What its texts are.
    pub title: String,
    /// From when.
    pub period: String,
    /// About what.
    pub topics: String,
    /// Its documents, without near copies.
    pub documents: usize,
    /// Words outside quotations.
    pub words: u64,
    /// Near copies that were left out when it was counted.
    pub copies_left_out: u64,
    /// Version of connote that counted it.
    pub counted_by: String,
}

impl RunReference {
    /// A reference.
    #[must_use]
    pub fn new(name: &str, about: &About, documents: usize, words: u64, copies_left_out: u64) -> Self {
        let About { title, period, topics, version, .. } = about.clone();
        Self { name: name.to_owned(), title, period, topics, documents, words, copies_left_out, counted_by: version }
    }

    /// One that articles are placed in.
    #[must_use]
    pub fn of_places(places: &Places<'_>) -> Self {
        let summary = places.summary();
        Self::new(places.name(), places.about(), summary.documents, summary.pooled.words, places.copies())
    }
}

impl Run {
    /// What a result is made with.
    #[must_use]
    pub fn new(lexicons: &[Loaded], references: Vec<RunReference>, options: Vec<String>) -> Self {
        let lexicon = |loaded: &Loaded| RunLexicon {
            id: loaded.lexicon().header.id.clone(),
            version: loaded.lexicon().header.version.clone(),
            digest: loaded.digest.clone(),
        };
        Self { tool: "connote", version: env!("CARGO_PKG_VERSION"), lexicons: lexicons.iter().map(lexicon).collect(), references, options }
    }
}
