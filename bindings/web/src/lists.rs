//! The lexicons in use and their analyzer. Making one takes longer than looking at an article, so the last ones are kept.

use std::rc::Rc;

use connote::analysis::{Analyzer, Options};
use connote::lexicon::{Selection, builtin, compose};
use connote::profile::Inventory;

use crate::request::{OwnLexicon, RequestOptions};

/// So many are kept: for the report, the lists of hits and the exercise.
const KEPT: usize = 3;

/// An analyzer, what it counts, and the options of the command line that stand for its selection.
pub(crate) struct Lists {
    pub(crate) analyzer: Analyzer,
    pub(crate) inventory: Inventory,
    pub(crate) options: Vec<String>,
}

/// What an analyzer is asked for beside the selection.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) near_misses: bool,
    pub(crate) overruled: bool,
    pub(crate) reporting_verbs: bool,
}

#[derive(PartialEq, Eq)]
struct Key {
    own: Vec<OwnLexicon>,
    selection: Selection,
    asked: Asked,
}

/// The analyzers that were made last, the last one at the end.
#[derive(Default)]
pub(crate) struct Analyzers {
    kept: Vec<(Key, Rc<Lists>)>,
}

impl Analyzers {
    /// The analyzer that a request needs.
    pub(crate) fn get(&mut self, options: &RequestOptions, asked: Asked) -> Result<Rc<Lists>, String> {
        let key = Key { own: options.lexicons.clone(), selection: options.selection(), asked };
        let kept = match self.kept.iter().position(|(known, _)| *known == key) {
            Some(place) => self.kept.remove(place),
            None => {
                let lists = Rc::new(Lists::new(&key)?);
                (key, lists)
            }
        };
        let lists = Rc::clone(&kept.1);
        if self.kept.len() == KEPT {
            self.kept.remove(0);
        }
        self.kept.push(kept);
        Ok(lists)
    }
}

impl Lists {
    fn new(key: &Key) -> Result<Self, String> {
        let own = key.own.iter().map(OwnLexicon::load).collect::<Result<_, _>>()?;
        let loaded = compose(builtin::lexicons(), own).map_err(|error| error.to_string())?;
        key.selection.check(&loaded)?;
        let Asked { near_misses, overruled, reporting_verbs } = key.asked;
        let options = Options { selection: key.selection.clone(), near_misses, overruled, reporting_verbs, ..Options::default() };
        let analyzer = Analyzer::new(loaded, &options).map_err(|error| error.to_string())?;
        let inventory = Inventory::new(&analyzer);
        Ok(Self { analyzer, inventory, options: key.selection.as_options() })
    }
}
