//! `compare --documents`: a table of documents, each with its corpus, hits and words.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use serde_json::{Map, Value};

use super::Outcome;
use super::sheet::{Row, Sheet, tally_problem};
use crate::cli::args::CompareArgs;
use crate::cli::exit::{Status, Stop};
use crate::cli::message;
use crate::cli::output::width;
use crate::measure::Tally;
use crate::report::comparison::{self, Beside, Corpus, CorpusRow, corpus_rows};
use crate::report::comparison_page::documents_page;
use crate::report::figures::counted;

const COLUMNS: [&str; 4] = ["corpus", "document", "hits", "words"];

/// Columns of the Markdown table.
const SHOWN: [&str; 13] = [
    "corpus",
    "docs",
    "docs_with_hit",
    "hits",
    "words",
    "rate",
    "mean_rate",
    "median_rate",
    "rate_ratio",
    "rate_ratio_low",
    "rate_ratio_high",
    "p_permutation",
    "flags",
];

pub(super) fn run(path: &Path, args: &CompareArgs) -> Result<Status, Stop> {
    let sheet = Sheet::read(path, &COLUMNS)?;
    let mut problems = Vec::new();
    let mut corpora = Corpora::default();
    for row in &sheet.rows {
        match document(row) {
            Ok(tally) => corpora.add(row, tally),
            Err(problem) => problems.push((row.line(), problem)),
        }
    }
    let failed = sheet.report(&problems);
    if !args.output.quiet {
        corpora.warn(path);
    }
    if corpora.all.is_empty() {
        return Err(Stop::Error(format!("{}: no row can be used; expected corpus, document, hits and words in each; correct them", path.display())));
    }
    let rows = corpus_rows(corpora.all, args.shuffles, args.seed);
    let besides = || rows.iter().filter_map(|row| row.beside.as_ref());
    let more = Map::from_iter([
        ("rank_tests".to_owned(), besides().map(Beside::rank_tests).collect::<Value>()),
        ("dispersion".to_owned(), rows.iter().map(CorpusRow::normed_dispersion).collect::<Value>()),
    ]);
    Outcome {
        table: comparison::documents(),
        rows: &rows,
        shown: &SHOWN,
        page: &|| documents_page(&rows, args.seed, width()),
        more,
        options: vec![format!("--documents={}", path.display()), format!("--shuffles={}", args.shuffles), format!("--seed={}", args.seed)],
    }
    .write(path, args)?;
    Ok(Status::failed_if(failed))
}

/// The counts of a document, or what is wrong with them. A document without words is one without hits.
fn document(row: &Row) -> Result<Tally, String> {
    if let Some(problem) = row.problem(&COLUMNS, 2..4) {
        return Err(problem);
    }
    if row.text(0).is_empty() {
        return Err("corpus is empty; expected the name of the corpus; correct it".to_owned());
    }
    let (hits, words) = (row.count(2).unwrap_or_default(), row.count(3).unwrap_or_default());
    let empty = hits == 0 && words == 0;
    let problem = if empty { None } else { tally_problem(hits, words, "") };
    problem.map_or(Ok(Tally::new(hits, words)), Err)
}

/// Corpora in the order in which they are named.
#[derive(Default)]
struct Corpora {
    all: Vec<Corpus>,
    places: HashMap<String, usize>,
    seen: HashSet<(usize, String)>,
    twice: usize,
}

impl Corpora {
    fn add(&mut self, row: &Row, tally: Tally) {
        let name = row.text(0);
        let place = *self.places.entry(name.to_owned()).or_insert_with(|| {
            self.all.push(Corpus { name: name.to_owned(), documents: Vec::new() });
            self.all.len() - 1
        });
        self.all[place].documents.push(tally);
        let document = row.text(1);
        if !document.is_empty() && !self.seen.insert((place, document.to_owned())) {
            self.twice += 1;
        }
    }

    /// Says what is odd and yet was taken as it is.
    fn warn(&self, path: &Path) {
        let name = path.display();
        if self.twice > 0 {
            message::warning(&format!(
                "{name}: {} the document of another of its corpus; each row counts as a document of its own",
                counted(self.twice as u64, "row repeats", "rows repeat")
            ));
        }
        if self.all.len() == 1 {
            message::warning(&format!("{name}: one corpus only; nothing to compare it with"));
        }
        for corpus in &self.all {
            let without = corpus.documents.iter().filter(|document| document.words == 0).count();
            if without > 0 {
                let documents = counted(without as u64, "document", "documents");
                message::warning(&format!("{name}: {} has {documents} without words, left out of all but the number of documents", corpus.name));
            }
        }
    }
}
