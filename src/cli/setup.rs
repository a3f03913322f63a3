//! From what was typed to what it means here and now: lexicons, selection, references, the analyzer.

use std::path::{Path, PathBuf};

use super::args::LexiconArgs;
use super::config::Config;
use super::corpus::{Reading, each_document};
use super::exit::{Status, Stop};
use super::input::Inputs;
use super::message;
use crate::analysis::{Analyzer, Options};
use crate::compare::Places;
use crate::lexicon::{Loaded, Selection, builtin, compose};
use crate::profile::{Profile, ProfiledDocument};
use crate::reader::{Format, InputFormat};

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
        if let Some(name) = selection.unknown(&loaded).first() {
            return Err(Stop::Error(format!(
                "{name:?} is neither a lexicon nor an entry; expected one of the ids that `connote lexicon list` shows; correct it"
            )));
        }
        Ok(Self { loaded, selection })
    }

    /// Which entries are looked for, as options, wherever they were set.
    pub(super) fn options(&self) -> Vec<String> {
        let list = |name: &str, ids: &[String]| (!ids.is_empty()).then(|| format!("--{name}={}", ids.join(",")));
        let Selection { only, enable, disable } = &self.selection;
        [list("only", only), list("enable", enable), list("disable", disable)].into_iter().flatten().collect()
    }

    /// An analyzer for these lexicons and their selection.
    pub(super) fn analyzer(self, options: Options) -> Result<Analyzer, Stop> {
        Ok(Analyzer::new(self.loaded, &Options { selection: self.selection, ..options })?)
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

/// The references, each counted; gives also whether a text of them could not be read.
pub(super) fn references(paths: &[PathBuf], analyzer: &Analyzer, reading: &Reading) -> Result<(Vec<Places>, bool), Stop> {
    let mut failed = false;
    let mut references = Vec::new();
    for path in paths {
        let inputs = Inputs::collect(std::slice::from_ref(path), InputFormat::Article(Format::Text));
        failed |= inputs.report();
        let mut documents = Vec::new();
        let count = |document| ProfiledDocument::of(&analyzer.analyze(document));
        let read = each_document(&inputs.found, reading, count, |document| {
            documents.push(document);
            Ok(())
        })?;
        failed |= read == Status::Failed;
        if documents.is_empty() {
            failed = true;
            let name = path.display();
            message::error(&format!("{name}: no reference text could be read; the articles are scored without it; check the path"));
            continue;
        }
        references.push(Places::new(Profile { name: path.display().to_string(), documents }));
    }
    Ok((references, failed))
}
