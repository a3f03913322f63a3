//! The page of one text, as `connote score --format html` writes it, or of two, as `connote compare A --with B --format html` does.

use connote::analysis::{Analysis, Analyzer};
use connote::compare::Place;
use connote::report::html::{self, Making};
use connote::report::methods::{self, Texts};
use connote::report::pair::Pair;
use connote::report::pair_names::named_by_both;
use connote::report::run::Run;
use connote::report::tables::ScoreRow;
use serde_json::{Value, json};

use crate::lists::{Analyzers, Asked};
use crate::reading::document;
use crate::reference::Beside;
use crate::request::Request;

pub(crate) fn report(analyzers: &mut Analyzers, request: &Request<'_>) -> Result<Value, String> {
    let options = &request.options;
    let documents = request.files.iter().map(|file| document(file, options)).collect::<Result<Vec<_>, _>>()?;
    // As the command line asks: with two texts always for what gives way.
    let overruled = options.reference().is_some() || documents.len() == 2;
    let lists = analyzers.get(options, Asked { reporting_verbs: true, overruled, near_misses: false })?;
    let beside = Beside::new(&lists, options)?;
    let texts: Vec<(Analysis, Vec<Place>)> = documents.into_iter().map(|document| beside.placed(document)).collect();
    let rows: Vec<ScoreRow<'_>> = texts.iter().map(|(analysis, places)| ScoreRow::new(analysis, places)).collect();
    let html = page(rows, &lists.analyzer, &beside.run())?;
    let mut warnings = crate::warnings(texts.iter().map(|(analysis, _)| analysis));
    warnings.extend(beside.warning);
    let titles: Vec<Option<&str>> = texts.iter().map(|(analysis, _)| analysis.document.title.as_ref().map(|title| title.content.as_str())).collect();
    Ok(json!({ "html": html, "titles": titles, "warnings": warnings, "documents": texts.len() }))
}

fn page(mut rows: Vec<ScoreRow<'_>>, analyzer: &Analyzer, run: &Run) -> Result<String, String> {
    let sum = |of: fn(&ScoreRow<'_>) -> u64| rows.iter().map(of).sum();
    let documents = rows.len() as u64;
    let texts = Texts { documents, words: sum(|row| row.counts.words), words_editorial: sum(|row| row.counts.words_editorial()) };
    match (rows.pop(), rows.pop(), rows.pop()) {
        (Some(only), None, None) => Ok(html::article(&only, analyzer, Making { run, methods: &methods::of_score(run, texts) })),
        (Some(second), Some(first), None) => {
            let naming = named_by_both([first.analysis, second.analysis], analyzer);
            let pair = Pair::new([first, second], analyzer);
            Ok(html::pair(&pair, &naming, analyzer, Making { run, methods: &methods::of_pair(run, texts) }))
        }
        _ => Err(format!("{documents} texts; expected one or two")),
    }
}
