//! What `connote hits --format json` says of a text.

use connote::report::json;
use connote::report::run::Run;

use crate::lists::{Analyzers, Asked};
use crate::reading::document;
use crate::request::Request;

pub(crate) fn hits(analyzers: &mut Analyzers, request: &Request<'_>) -> Result<String, String> {
    let text = document(request.only_file()?, &request.options)?;
    let lists = analyzers.get(&request.options, Asked::default())?;
    let analysis = lists.analyzer.analyze(text);
    let run = Run::new(lists.analyzer.lexicons(), Vec::new(), lists.options.clone());
    crate::laid_out(&run, "documents", &json::hits_document(&analysis, &lists.analyzer, false))
}
