//! What texts stand beside, and their places there.

use connote::analysis::Analysis;
use connote::compare::{Place, Places};
use connote::document::Document;
use connote::profile::{Reading, bundled, check_language, observe};
use connote::report::run::{Run, RunReference};

use crate::lists::Lists;
use crate::request::RequestOptions;

/// The reference of a request, made ready for the lexicons in use; none where none is asked for.
pub(crate) struct Beside<'a> {
    lists: &'a Lists,
    places: Vec<Places<'a>>,
    /// Why the default reference is left out.
    pub(crate) warning: Option<String>,
}

impl<'a> Beside<'a> {
    pub(crate) fn new(lists: &'a Lists, options: &RequestOptions) -> Result<Self, String> {
        let mut beside = Self { lists, places: Vec::new(), warning: None };
        let Some(name) = options.reference() else { return Ok(beside) };
        let Some(profile) = bundled::profile(name, Reading::WithoutVocabulary) else {
            let known: Vec<&str> = bundled::names().collect();
            return Err(format!("{name}: no such reference; expected {}", known.join(", ")));
        };
        match check_language(name, &profile.about, &lists.analyzer) {
            Ok(()) => beside.places.push(Places::new(name.to_owned(), &profile, &lists.analyzer, &lists.inventory)),
            Err(problem) if options.reference.is_none() => beside.warning = Some(problem),
            Err(problem) => return Err(problem),
        }
        Ok(beside)
    }

    /// What a result is made with.
    pub(crate) fn run(&self) -> Run {
        let references = self.places.iter().map(RunReference::of_places).collect();
        Run::new(self.lists.analyzer.lexicons(), references, self.lists.options.clone())
    }

    /// Analyzes a document and places it.
    pub(crate) fn placed(&self, document: Document) -> (Analysis, Vec<Place>) {
        if self.places.is_empty() {
            return (self.lists.analyzer.analyze(document), Vec::new());
        }
        let (analysis, observed) = observe(&self.lists.analyzer, &self.lists.inventory, document, 0);
        (analysis, self.places.iter().map(|reference| reference.place(&observed.document)).collect())
    }
}
