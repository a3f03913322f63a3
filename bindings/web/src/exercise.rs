//! Marking: the page of `connote exercise --format html` for one or two texts, shown whole, and the exercise itself, which is the key by which
//! `connote grade` reads the marks.

use connote::analysis::Analysis;
use connote::exercise::{Extent, Kind, Run, Settings, build, needed_options};
use connote::report::html::exercise::{Page, page};
use serde_json::{Value, json};

use crate::lists::{Analyzers, Asked};
use crate::reading::document;
use crate::request::Request;

pub(crate) fn exercise(analyzers: &mut Analyzers, request: &Request<'_>) -> Result<Value, String> {
    let options = &request.options;
    let documents = request.files.iter().map(|file| document(file, options)).collect::<Result<Vec<_>, _>>()?;
    if let [first, second] = &request.files[..]
        && first.name == second.name
    {
        return Err(format!("two texts called {:?}; expected a name for each, because marks are kept by it; rename one", first.name));
    }
    let needed = needed_options();
    let asked = Asked { near_misses: needed.near_misses, overruled: needed.overruled, reporting_verbs: needed.reporting_verbs };
    let lists = analyzers.get(options, asked)?;
    let articles: Vec<Analysis> = documents.into_iter().map(|document| lists.analyzer.analyze(document)).collect();
    // Whatever the lexicons find, also nothing, the text can be marked.
    let settings = Settings { kinds: vec![Kind::Mark], least: 0, extent: Extent::Whole, show_slurs: options.show_slurs, ..Settings::default() };
    let slurs = options.show_slurs.then(|| "--show-slurs".to_owned());
    let said = ["--type=mark", "--whole", "--items=10", "--min-items=0"].map(str::to_owned);
    let run = Run::new(lists.analyzer.lexicons(), lists.options.iter().cloned().chain(said).chain(slurs).collect());
    let built = build(&articles, &lists.analyzer, &settings, run).map_err(|problem| problem.to_string())?;
    let exercise = serde_json::to_value(&built.exercise).map_err(|error| error.to_string())?;
    Ok(json!({ "html": page(&built.exercise, Page::SelfCheck), "json": exercise, "warnings": crate::warnings(&articles) }))
}
