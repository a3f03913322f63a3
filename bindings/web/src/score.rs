//! What `connote score --format json` says of a text.

use connote::report::json;
use connote::report::tables::ScoreRow;

use crate::lists::{Analyzers, Asked};
use crate::reading::document;
use crate::reference::Beside;
use crate::request::Request;

pub(crate) fn score(analyzers: &mut Analyzers, request: &Request<'_>) -> Result<String, String> {
    let options = &request.options;
    let text = document(request.only_file()?, options)?;
    // As the command line asks, which keeps what gives way only where there is a reference.
    let asked = Asked { reporting_verbs: true, overruled: options.reference().is_some(), near_misses: false };
    let lists = analyzers.get(options, asked)?;
    let beside = Beside::new(&lists, options)?;
    let (analysis, places) = beside.placed(text);
    let row = ScoreRow::new(&analysis, &places);
    crate::laid_out(&beside.run(), "documents", &json::score_document(&row, &lists.analyzer))
}
