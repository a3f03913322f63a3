//! From what was typed to what it means here and now: lexicons, selection, references, the analyzer.

use std::path::Path;

use super::args::LexiconArgs;
use super::config::Config;
use super::exit::Stop;
use crate::analysis::{Analyzer, Options};
use crate::lexicon::{Loaded, Selection, builtin, compose};

/// The lexicons in use and which of their entries.
pub(super) struct Lexicons {
    pub(super) loaded: Vec<Loaded>,
    pub(super) selection: Selection,
}

impl Lexicons {
    /// Built-in lexicons, those of `connote.toml` and those named on the command line.
    pub(super) fn new(args: &LexiconArgs) -> Result<Self, Stop> {
        let config = Config::find()?;
        let own: Vec<(String, Loaded)> = config.lexicons.iter().chain(&args.lexicon).map(|path| load(path)).collect::<Result<_, _>>()?;
        let loaded = compose(builtin::lexicons(), own)?;
        let selection = Selection {
            only: if args.only.is_empty() { config.only } else { args.only.clone() },
            enable: [config.enable, args.enable.clone()].concat(),
            disable: [config.disable, args.disable.clone()].concat(),
        };
        selection.check(&loaded).map_err(Stop::Error)?;
        Ok(Self { loaded, selection })
    }

    /// The lexicons with all their entries switched on, so that any selection of them can be compared later; unless some were named.
    pub(super) fn everything(args: &LexiconArgs) -> Result<Self, Stop> {
        let mut lexicons = Self::new(args)?;
        if lexicons.selection.only.is_empty() {
            lexicons.selection.enable.extend(lexicons.loaded.iter().map(|loaded| loaded.lexicon().header.id.clone()));
        }
        Ok(lexicons)
    }

    /// Which entries are looked for, as options, wherever they were set.
    pub(super) fn options(&self) -> Vec<String> {
        self.selection.as_options()
    }

    /// An analyzer for these lexicons and their selection, for as long as the program runs: to take it apart at the end would be a tenth of the time
    /// that one article takes.
    pub(super) fn analyzer(self, options: Options) -> Result<&'static Analyzer, Stop> {
        Ok(Box::leak(Box::new(Analyzer::new(self.loaded, &Options { selection: self.selection, ..options })?)))
    }
}

/// Reads a lexicon file.
pub(super) fn load(path: &Path) -> Result<(String, Loaded), Stop> {
    let name = path.display().to_string();
    let toml = std::fs::read_to_string(path)
        .map_err(|error| Stop::Error(format!("{name}: cannot be read as a lexicon ({error}); expected a TOML file in UTF-8; check the path")))?;
    let loaded = Loaded::from_toml(&name, &toml)?;
    Ok((name, loaded))
}
