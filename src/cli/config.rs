//! `connote.toml`: found from the working directory upward, never from a home directory or beside the texts, so that two
//! people get the same numbers.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::exit::Stop;
use crate::lexicon::toml_error;

/// Name of the file.
const NAME: &str = "connote.toml";

/// What to do about a file that is not of the shape.
const ADVICE: &str = "expected the keys lexicons, only, enable, disable, each a list; correct the line";

/// What `connote.toml` can say.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Config {
    /// Lexicon files, relative to the file.
    pub(super) lexicons: Vec<PathBuf>,
    /// Only these lexicons or entries.
    pub(super) only: Vec<String>,
    /// On although off by default.
    pub(super) enable: Vec<String>,
    /// Off.
    pub(super) disable: Vec<String>,
}

impl Config {
    /// The nearest configuration, or none.
    pub(super) fn find() -> Result<Self, Stop> {
        let Ok(start) = std::env::current_dir() else { return Ok(Self::default()) };
        match start.ancestors().map(|folder| folder.join(NAME)).find(|path| path.is_file()) {
            Some(path) => Self::read(&path),
            None => Ok(Self::default()),
        }
    }

    fn read(path: &Path) -> Result<Self, Stop> {
        let name = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|error| Stop::Error(format!("{name}: cannot be read ({error})")))?;
        let mut config: Self = toml::from_str(&text).map_err(|error| Stop::error(toml_error(&name, &text, &error, ADVICE)))?;
        let folder = path.parent().unwrap_or(Path::new(""));
        for lexicon in &mut config.lexicons {
            *lexicon = folder.join(&*lexicon);
        }
        Ok(config)
    }
}
