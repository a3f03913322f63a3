//! connote for a page in a browser: a request goes in as JSON beside the bytes of its files, a result comes out as JSON.
//!
//! The results are those of the command line, made by the same library: `score` and `hits` give byte for byte what `connote score --format json`
//! and `connote hits --format json` print, `report` and `exercise` the pages that they write. What the page shows and how is in `page/`.
//!
//! `request` is what can be asked, `reading` makes documents of bytes, `lists` the analyzer of the lexicons in use, `reference` what texts stand
//! beside; then a file per request.

mod about;
mod exercise;
mod hits;
mod lists;
mod own_list;
mod reading;
mod reference;
mod report;
mod request;
mod score;

use serde_json::{Value, json};
use wasm_bindgen::prelude::wasm_bindgen;

use lists::Analyzers;
use request::Request;

/// What answers requests. It keeps the analyzers it made, so that a second look at a text is a quick one.
#[wasm_bindgen]
#[derive(Default)]
pub struct Engine {
    analyzers: Analyzers,
}

#[wasm_bindgen]
impl Engine {
    /// An engine with the built-in lexicons.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        // A panic is a bug; what is known of it has to get out before the module stops.
        #[cfg(target_arch = "wasm32")]
        std::panic::set_hook(Box::new(|panic| wasm_bindgen::throw_str(&panic.to_string())));
        Self::default()
    }

    /// Answers a request, a JSON object with `name`, `options` and `files` (each with `name` and `length`), whose files stand in `bytes` one
    /// after the other. The answer is JSON.
    ///
    /// # Errors
    /// What the command line would say: what was found, what was expected, what to do.
    pub fn call(&mut self, request: &str, bytes: &[u8]) -> Result<String, String> {
        let request = Request::new(request, bytes)?;
        match request.name.as_str() {
            "about" => Ok(about::about().to_string()),
            "score" => score::score(&mut self.analyzers, &request),
            "hits" => hits::hits(&mut self.analyzers, &request),
            "report" => report::report(&mut self.analyzers, &request).map(|report| report.to_string()),
            "exercise" => exercise::exercise(&mut self.analyzers, &request).map(|exercise| exercise.to_string()),
            "check_lexicon" => own_list::check(&request).map(|checked| checked.to_string()),
            "template" => own_list::template(&request).map(|template| template.to_string()),
            other => Err(format!("{other:?} can not be asked of the engine")),
        }
    }
}

/// Warnings about documents, as the command line says them.
fn warnings<'a>(analyses: impl IntoIterator<Item = &'a connote::analysis::Analysis>) -> Vec<String> {
    let of = |analysis: &'a connote::analysis::Analysis| {
        let id = &analysis.document.id;
        analysis.warnings.iter().map(move |warning| format!("{id}: {warning}"))
    };
    analyses.into_iter().flat_map(of).collect()
}

/// One JSON document with the provenance and a list of this name, laid out as the command line lays it out.
fn laid_out(run: &connote::report::run::Run, list: &str, document: &Value) -> Result<String, String> {
    let run = serde_json::to_string(run).map_err(|error| error.to_string())?;
    let document = serde_json::to_string_pretty(document).map_err(|error| error.to_string())?;
    Ok(format!("{{\"run\":{run},\n{}:[\n{document}\n]}}\n", json!(list)))
}
