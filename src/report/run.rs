//! Provenance: what a result was made with, so that it can be made again.

use serde::Serialize;

use crate::lexicon::Loaded;
use crate::profile::Profile;

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
    /// Its documents.
    pub documents: usize,
}

impl Run {
    /// What a result is made with.
    #[must_use]
    pub fn new(lexicons: &[Loaded], references: &[&Profile], options: Vec<String>) -> Self {
        let lexicon = |loaded: &Loaded| RunLexicon {
            id: loaded.lexicon.header.id.clone(),
            version: loaded.lexicon.header.version.clone(),
            digest: loaded.digest.clone(),
        };
        let reference = |profile: &&Profile| RunReference { name: profile.name.clone(), documents: profile.documents.len() };
        Self {
            tool: "connote",
            version: env!("CARGO_PKG_VERSION"),
            lexicons: lexicons.iter().map(lexicon).collect(),
            references: references.iter().map(reference).collect(),
            options,
        }
    }
}
