//! Reading a lexicon file: strict, with errors that name file, line, what was found, what was expected and what to do.

use serde::Deserialize;
use toml::Spanned;

use super::model::Lexicon;
use super::validate;
use crate::error::{Error, LexiconError};

/// Largest lexicon file, in bytes.
pub const SIZE_LIMIT: usize = 64 * 1024 * 1024;

/// What to do about a file that is not of the shape.
const ADVICE: &str = "lexicons/README.md has every key with its meaning; correct the line";

/// Reads and validates a lexicon. `file` is its name for messages.
///
/// # Errors
/// [`Error::Toml`] for a file that is not TOML of this shape, [`Error::Lexicon`] for a broken rule.
pub fn load(file: &str, toml: &str) -> Result<Lexicon, Error> {
    if toml.len() > SIZE_LIMIT {
        let problem = crate::error::ReadProblem::TooLarge { bytes: toml.len() as u64, limit: SIZE_LIMIT as u64 };
        return Err(Error::Read { source_name: file.to_owned(), problem });
    }
    let toml = toml.strip_prefix('\u{FEFF}').unwrap_or(toml);
    let lexicon: Lexicon = toml::from_str(toml).map_err(|error| toml_error(file, toml, &error, ADVICE))?;
    validate::validate(&lexicon).map_err(|problem| {
        let lines = Lines::of(toml);
        Error::Lexicon(Box::new(LexiconError {
            file: file.to_owned(),
            line: lines.line(&problem.place),
            item: problem.place.name(&lexicon),
            found: problem.found,
            expected: problem.expected,
            advice: problem.advice,
        }))
    })?;
    Ok(lexicon)
}

/// A TOML error with its line. The parser's own text has the offending line and a caret.
#[must_use]
pub fn toml_error(file: &str, toml: &str, error: &toml::de::Error, advice: &str) -> Error {
    let line = error.span().map(|span| toml[..span.start.min(toml.len())].matches('\n').count() + 1);
    Error::Toml { file: file.to_owned(), line, message: format!("{}\n{advice}", error.to_string().trim_end()) }
}

/// Which part of a lexicon a problem concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The `[lexicon]` table, or the file as a whole.
    Header,
    /// The n-th `[[entry]]`.
    Entry(usize),
    /// The n-th `[[referent]]`.
    Referent(usize),
}

impl Place {
    fn name(self, lexicon: &Lexicon) -> Option<String> {
        match self {
            Self::Header => None,
            Self::Entry(index) => lexicon.entries.get(index).map(|entry| format!("entry {:?}", entry.id)),
            Self::Referent(index) => lexicon.referents.get(index).map(|referent| format!("referent {:?}", referent.id)),
        }
    }
}

/// Where the entries and referents begin; worked out from the file when a rule is broken, since a validated lexicon needs no lines.
struct Lines {
    entries: Vec<usize>,
    referents: Vec<usize>,
}

impl Lines {
    fn of(toml: &str) -> Self {
        #[derive(Deserialize, Default)]
        #[serde(default)]
        struct Items {
            entry: Vec<Spanned<toml::Table>>,
            referent: Vec<Spanned<toml::Table>>,
        }
        let items: Items = toml::from_str(toml).unwrap_or_default();
        let ends: Vec<usize> = toml.match_indices('\n').map(|(at, _)| at).collect();
        let line = |item: &Spanned<toml::Table>| ends.partition_point(|&end| end < item.span().start) + 1;
        Self { entries: items.entry.iter().map(line).collect(), referents: items.referent.iter().map(line).collect() }
    }

    fn line(&self, place: &Place) -> Option<usize> {
        match *place {
            Place::Header => Some(1),
            Place::Entry(index) => self.entries.get(index).copied(),
            Place::Referent(index) => self.referents.get(index).copied(),
        }
    }
}
