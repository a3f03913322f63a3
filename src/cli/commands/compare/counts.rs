//! `compare --counts`: a table of items, each with its counts in two corpora.

use std::path::Path;

use serde_json::Map;

use super::Outcome;
use super::sheet::{Row, Sheet, tally_problem};
use crate::cli::args::CompareArgs;
use crate::cli::exit::{Status, Stop};
use crate::cli::output::width;
use crate::compare::contrasts;
use crate::measure::Tally;
use crate::report::comparison::{self, CountsRow};
use crate::report::comparison_page::counts_page;

const COLUMNS: [&str; 5] = ["item", "hits_focus", "words_focus", "hits_reference", "words_reference"];

/// Columns of the Markdown table.
const SHOWN: [&str; 9] =
    ["item", "hits_focus", "rate_focus", "hits_reference", "rate_reference", "rate_ratio", "rate_ratio_exact_low", "rate_ratio_exact_high", "flags"];

pub(super) fn run(path: &Path, args: &CompareArgs) -> Result<Status, Stop> {
    let sheet = Sheet::read(path, &COLUMNS)?;
    let mut problems = Vec::new();
    let mut pairs = Vec::with_capacity(sheet.rows.len());
    for row in &sheet.rows {
        let pair = pair(row);
        pairs.push(pair.as_ref().ok().copied());
        problems.extend(pair.err().map(|problem| (row.line(), problem)));
    }
    let failed = sheet.report(&problems);
    let given = sheet.rows.iter().map(|row| (row.text(0).to_owned(), [1, 2, 3, 4].map(|place| row.count(place))));
    let rows: Vec<CountsRow> = given.zip(contrasts(&pairs)).map(|((item, given), contrast)| CountsRow { item, given, contrast }).collect();
    Outcome {
        table: comparison::counts(),
        rows: &rows,
        shown: &SHOWN,
        page: &|| counts_page(&rows, width()),
        more: Map::new(),
        options: vec![format!("--counts={}", path.display())],
    }
    .write(path, args)?;
    Ok(Status::failed_if(failed))
}

/// The counts of a row, or what is wrong with them.
fn pair(row: &Row) -> Result<(Tally, Tally), String> {
    if let Some(problem) = row.problem(&COLUMNS, 1..5) {
        return Err(problem);
    }
    let tally = |hits, words| Tally::new(row.count(hits).unwrap_or_default(), row.count(words).unwrap_or_default());
    let (focus, reference) = (tally(1, 2), tally(3, 4));
    let problem = tally_problem(focus.hits, focus.words, "_focus").or_else(|| tally_problem(reference.hits, reference.words, "_reference"));
    problem.map_or(Ok((focus, reference)), Err)
}
