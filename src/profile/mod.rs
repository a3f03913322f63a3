//! Reference texts, counted: what a comparison needs of them, and no text.
//!
//! A profile is a function of the set of its documents: the order in which they came, and whether they came in one go or were merged from parts,
//! changes no byte of it.

mod build;
pub mod bundled;
mod copies;
mod count;
mod document;
mod format;
mod inventory;
mod language;
mod sketch;
mod terms;
mod vocabulary;
mod without;

pub use build::Builder;
pub use copies::{CopyIndex, later_copies};
pub use count::{Counter, Counts, coverage, not_covered};
pub use document::{Manner, Observed, Placed, ProfiledDocument, Single, observe, sketch};
pub use format::{FORMAT, Reading, is_profile};
pub use inventory::{Inventory, Item, ItemId, Kind, Owner};
pub use language::{check_language, languages};
pub use sketch::{ALIKE, RUN, Sketch, VALUES as SKETCH_VALUES};
pub use terms::{Terms, each_term};
pub use vocabulary::{TermList, TermSums, TermTexts, Vocabulary, is_phrase, words_of};
pub use without::NearCopies;

use serde::{Deserialize, Serialize};

use crate::error::ProfileProblem;

/// Counts of reference texts, with where they come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Where the counts come from.
    pub about: About,
    /// What was counted.
    pub items: Vec<Item>,
    /// The documents in their own order, near copies of others among them (marked, without counts).
    pub documents: Vec<ProfiledDocument>,
    /// Words and phrases; `None` where they were not counted or not read.
    pub vocabulary: Option<Vocabulary>,
}

/// Where the counts of a profile come from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Short name; empty where nobody gave one.
    pub name: String,
    /// What the texts are, in a few words.
    pub title: String,
    /// From when they are.
    pub period: String,
    /// What they are about.
    pub topics: String,
    /// What to mind in a comparison.
    pub note: String,
    /// BCP 47 tag of the texts the lexicons are for.
    pub language: String,
    /// Version of connote that counted.
    pub version: String,
    /// The lexicons counted with, sorted.
    pub lexicons: Vec<AboutLexicon>,
    /// Near copies that were left out before the profile was trimmed.
    pub copies_removed: u64,
}

impl About {
    /// What two parts of a corpus have in common; words that differ become empty.
    ///
    /// # Errors
    /// [`ProfileProblem::Unlike`] where they were counted for another language, or by another version.
    pub fn common(&self, other: &Self) -> Result<Self, ProfileProblem> {
        if (&self.language, &self.version) != (&other.language, &other.version) {
            return Err(ProfileProblem::Unlike {
                found: format!(
                    "counted by connote {} for {:?}, where another part was counted by connote {} for {:?}",
                    self.version, self.language, other.version, other.language
                ),
                advice: "build all parts with the same version".to_owned(),
            });
        }
        let same = |mine: &String, theirs: &String| if mine == theirs { mine.clone() } else { String::new() };
        let mut lexicons = [self.lexicons.clone(), other.lexicons.clone()].concat();
        lexicons.sort_unstable();
        lexicons.dedup();
        Ok(Self {
            name: same(&self.name, &other.name),
            title: same(&self.title, &other.title),
            period: same(&self.period, &other.period),
            topics: same(&self.topics, &other.topics),
            note: same(&self.note, &other.note),
            language: self.language.clone(),
            version: self.version.clone(),
            lexicons,
            copies_removed: 0,
        })
    }

    /// What the texts are, from when, about what: "news of two outlets, 2024; war, elections". Empty where nobody said.
    #[must_use]
    pub fn description(&self) -> String {
        let what: Vec<&str> = [&self.title, &self.period].into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        [what.join(", "), self.topics.clone()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
    }
}

/// A lexicon that a profile was counted with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AboutLexicon {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of its file.
    pub digest: String,
}

impl Profile {
    /// The documents that are no copies of others.
    pub fn kept(&self) -> impl Iterator<Item = &ProfiledDocument> {
        self.documents.iter().filter(|document| !document.copy)
    }

    /// How many near copies were left out, now or before it was trimmed.
    #[must_use]
    pub fn copies(&self) -> u64 {
        self.about.copies_removed + self.documents.iter().filter(|document| document.copy).count() as u64
    }

    /// Makes it small for shipping: copies and the term lists of documents go, the sums stay, but for those of phrases with fewer hits than `floor`. A
    /// trimmed profile cannot be merged any more.
    pub fn trim(&mut self, floor: u64) {
        self.about.copies_removed = self.copies();
        self.documents.retain(|document| !document.copy);
        if let Some(vocabulary) = &mut self.vocabulary {
            vocabulary.lists = None;
            if floor > 1 {
                vocabulary.drop_below(floor);
            }
        }
    }

    /// Whether documents can still be told apart by their terms, so that merging can leave out copies.
    #[must_use]
    pub fn is_trimmed(&self) -> bool {
        self.about.copies_removed > 0 || self.vocabulary.as_ref().is_some_and(|vocabulary| vocabulary.lists.is_none())
    }
}
