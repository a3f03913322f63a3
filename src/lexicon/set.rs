//! The lexicons in use: built-in ones and a person's own, with entries switched on and off.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::load::load;
use super::model::{Entry, Lexicon};
use crate::error::{Error, LexiconError};

/// A lexicon and where it came from.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Loaded {
    lexicon: Lexicon,
    /// SHA-256 of the file's bytes, in hexadecimal digits.
    pub digest: String,
    /// Its place among the built-in lexicons, if it is one of them and nobody changed it.
    #[serde(skip)]
    built_in: Option<usize>,
}

/// Two are the same where their contents are.
impl PartialEq for Loaded {
    fn eq(&self, other: &Self) -> bool {
        (&self.lexicon, &self.digest) == (&other.lexicon, &other.digest)
    }
}

impl Loaded {
    /// A lexicon and the digest of its file.
    #[must_use]
    pub fn new(lexicon: Lexicon, digest: String) -> Self {
        Self { lexicon, digest, built_in: None }
    }

    /// The same as one of the built-in lexicons, with its place among them.
    pub(super) fn built_in(self, place: usize) -> Self {
        Self { built_in: Some(place), ..self }
    }

    /// Its content.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Its content, to be changed: it is no built-in lexicon then, and nothing that was made ready of one holds for it.
    pub fn lexicon_mut(&mut self) -> &mut Lexicon {
        self.built_in = None;
        &mut self.lexicon
    }

    /// Its content alone.
    #[must_use]
    pub fn into_lexicon(self) -> Lexicon {
        self.lexicon
    }

    /// Its place among the built-in lexicons; `None` for any other, and for one that was changed.
    #[must_use]
    pub fn place_among_built_in(&self) -> Option<usize> {
        self.built_in
    }

    /// Reads a lexicon file.
    ///
    /// # Errors
    /// As [`load`].
    pub fn from_toml(file: &str, toml: &str) -> Result<Self, Error> {
        Ok(Self::new(load(file, toml)?, digest(toml.as_bytes())))
    }
}

/// SHA-256 in hexadecimal digits.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    hmac_sha256::Hash::hash(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Which entries are looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Only these lexicons or entries; all where empty.
    pub only: Vec<String>,
    /// On although off by default.
    pub enable: Vec<String>,
    /// Off.
    pub disable: Vec<String>,
}

impl Selection {
    /// Whether an entry of a lexicon is looked for. Entry ids win over lexicon ids.
    #[must_use]
    pub fn includes(&self, lexicon: &str, entry: &Entry) -> bool {
        let names = |list: &[String], name: &str| list.iter().any(|item| item == name);
        if names(&self.disable, &entry.id) {
            return false;
        }
        if names(&self.enable, &entry.id) || names(&self.only, &entry.id) {
            return true;
        }
        let chosen = self.only.is_empty() || names(&self.only, lexicon);
        chosen && !names(&self.disable, lexicon) && (entry.on_by_default || names(&self.enable, lexicon))
    }

    /// The names in the selection that are neither a lexicon nor an entry.
    #[must_use]
    pub fn unknown<'a>(&'a self, lexicons: &[Loaded]) -> Vec<&'a str> {
        let known: HashSet<&str> = lexicons
            .iter()
            .flat_map(|loaded| loaded.lexicon().entries.iter().map(|entry| entry.id.as_str()).chain([loaded.lexicon().header.id.as_str()]))
            .collect();
        let all = self.only.iter().chain(&self.enable).chain(&self.disable);
        all.map(String::as_str).filter(|name| !known.contains(name)).collect()
    }

    /// Refuses names that are neither a lexicon nor an entry.
    ///
    /// # Errors
    /// Names the first of them, what was expected and what to do.
    pub fn check(&self, lexicons: &[Loaded]) -> Result<(), String> {
        let unknown = self.unknown(lexicons);
        let refused = |name: &&str| {
            format!("{name:?} is neither a lexicon nor an entry; expected one of the ids that `connote lexicon list` shows; correct it")
        };
        unknown.first().map(refused).map_or(Ok(()), Err)
    }

    /// As the options of the command line that stand for it, for provenance.
    #[must_use]
    pub fn as_options(&self) -> Vec<String> {
        let list = |name: &str, ids: &[String]| (!ids.is_empty()).then(|| format!("--{name}={}", ids.join(",")));
        [list("only", &self.only), list("enable", &self.enable), list("disable", &self.disable)].into_iter().flatten().collect()
    }
}

/// Adds a person's own lexicons to the built-in ones. One with the id of a built-in lexicon takes its place.
///
/// # Errors
/// Two of the person's own lexicons have one id.
pub fn compose(built_in: Vec<Loaded>, own: Vec<(String, Loaded)>) -> Result<Vec<Loaded>, Error> {
    let mut all = built_in;
    let mut seen = HashSet::new();
    for (file, loaded) in own {
        let id = loaded.lexicon().header.id.clone();
        if !seen.insert(id.clone()) {
            return Err(Error::Lexicon(Box::new(LexiconError {
                file,
                line: Some(1),
                item: None,
                found: format!("a second lexicon with the id {id:?}"),
                expected: "every lexicon id once".to_owned(),
                advice: "rename one of the two".to_owned(),
            })));
        }
        match all.iter_mut().find(|other| other.lexicon().header.id == id) {
            Some(place) => *place = loaded,
            None => all.push(loaded),
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::builtin;

    #[test]
    fn a_selection_says_what_it_is_and_what_of_it_is_unknown() {
        let ids = |ids: &[&str]| ids.iter().map(|&id| id.to_owned()).collect();
        let selection = Selection { only: ids(&["labels"]), enable: Vec::new(), disable: ids(&["climate", "nobody"]) };
        assert_eq!(selection.as_options(), ["--only=labels", "--disable=climate,nobody"]);
        assert!(selection.check(&builtin::lexicons()).is_err_and(|said| said.starts_with("\"nobody\" is neither")));
        assert_eq!(Selection::default().check(&builtin::lexicons()), Ok(()));
        assert!(Selection::default().as_options().is_empty());
    }
}
