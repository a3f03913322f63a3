//! What is said of documents beside the result: remarks, gates, the line at the end.

use std::collections::BTreeMap;

use crate::analysis::{Analysis, IgnoreProblem};
use crate::cli::args::{GateArgs, OutputArgs};
use crate::cli::corpus::Read;
use crate::cli::exit::{Status, Stop};
use crate::cli::message;
use crate::cli::summary::Summary;
use crate::document::Warning;
use crate::report::figures::counted;
use crate::report::methods::Texts;

/// So many warnings of one kind are told one by one; the others are counted.
const TOLD: u64 = 20;

/// So many comments of one text that cannot be followed are told one by one; the others are counted.
const TOLD_OF_A_TEXT: usize = 20;

/// What is to be said of a document when it is done. It is made on the thread that looked at the document, and holds no text.
pub(super) struct Facts {
    id: String,
    warnings: Vec<Warning>,
    ignore_problems: Vec<IgnoreProblem>,
    ignored: usize,
    gate: Status,
    words: u64,
    words_editorial: u64,
    hits: u64,
}

impl Facts {
    pub(super) fn of(analysis: &Analysis, gates: &GateArgs) -> Self {
        Self {
            id: analysis.document.id.clone(),
            warnings: analysis.warnings.clone(),
            ignore_problems: analysis.ignore_problems.clone(),
            ignored: analysis.ignored.len(),
            gate: gates.status(analysis),
            words: analysis.words as u64,
            words_editorial: analysis.words_editorial() as u64,
            hits: analysis.hits.len() as u64,
        }
    }
}

/// What was said so far.
pub(super) struct Heard {
    quiet: bool,
    to_file: bool,
    remarks: Remarks,
    ignored: IgnoredHits,
    pub(super) gate: Status,
    pub(super) texts: Texts,
    pub(super) summary: Summary,
}

impl Heard {
    pub(super) fn new(output: &OutputArgs) -> Self {
        Self {
            quiet: output.quiet,
            to_file: output.output.is_some(),
            remarks: Remarks::new(output.quiet),
            ignored: IgnoredHits::default(),
            gate: Status::Done,
            texts: Texts::default(),
            summary: Summary::new(),
        }
    }

    /// Says what is to be said of a document.
    pub(super) fn add(&mut self, facts: &Facts) {
        self.remarks.add(&facts.id, &facts.warnings);
        remark_ignores(&facts.id, &facts.ignore_problems, self.quiet);
        self.ignored.hits += facts.ignored;
        self.ignored.documents += usize::from(facts.ignored > 0);
        self.gate = self.gate.and(facts.gate);
        self.texts.documents += 1;
        self.texts.words += facts.words;
        self.texts.words_editorial += facts.words_editorial;
        self.summary.documents += 1;
        self.summary.words += facts.words;
        self.summary.hits += facts.hits;
    }

    /// Takes note of what could not be read; a run that did not come to its end has counted nothing of it.
    pub(super) fn end_of_reading(&mut self, read: &Result<Read, Stop>) {
        if let Ok(read) = read {
            self.summary.skipped.extend(&read.skipped);
        }
    }

    /// Says what there is to say when all is done.
    pub(super) fn report(&self) {
        self.remarks.report();
        self.ignored.report(self.quiet);
        if let Some(line) = self.summary.line(self.to_file).filter(|_| !self.quiet) {
            message::note(&line);
        }
    }
}

/// Warnings about documents: the first of each kind in words, the others counted.
pub(super) struct Remarks {
    quiet: bool,
    counts: BTreeMap<&'static str, u64>,
}

impl Remarks {
    pub(super) fn new(quiet: bool) -> Self {
        Self { quiet, counts: BTreeMap::new() }
    }

    pub(super) fn add(&mut self, document: &str, warnings: &[Warning]) {
        for warning in warnings.iter().filter(|_| !self.quiet) {
            let count = self.counts.entry(warning.name()).or_default();
            *count += 1;
            if *count <= TOLD {
                message::warning(&format!("{document}: {warning}"));
            }
        }
    }

    /// How many were not told.
    pub(super) fn report(&self) {
        let more: Vec<String> =
            self.counts.iter().filter(|(_, count)| **count > TOLD).map(|(name, count)| format!("{} {name}", count - TOLD)).collect();
        if !more.is_empty() {
            message::warning(&format!(
                "more of the kinds named above: {}; `score` names them for each document in the column flags",
                more.join(", ")
            ));
        }
    }
}

/// Says what is wrong with a document's comments for connote.
pub(super) fn remark_ignores(id: &str, problems: &[IgnoreProblem], quiet: bool) {
    for problem in problems.iter().take(TOLD_OF_A_TEXT).filter(|_| !quiet) {
        message::warning(&format!("{id}: {problem}"));
    }
    if let Some(more) = problems.len().checked_sub(TOLD_OF_A_TEXT).filter(|&more| more > 0 && !quiet) {
        message::warning(&format!("{id}: {more} more comments cannot be followed"));
    }
}

/// Hits that comments asked to leave out, and in how many documents.
#[derive(Default)]
struct IgnoredHits {
    hits: usize,
    documents: usize,
}

impl IgnoredHits {
    /// Says how many there were.
    fn report(&self, quiet: bool) {
        if self.hits > 0 && !quiet {
            let [hits, documents] =
                [(self.hits, "hit", "hits"), (self.documents, "document", "documents")].map(|(count, one, many)| counted(count as u64, one, many));
            message::note(&format!("{hits} in {documents} left out, as comments in the text ask (--honour-ignores)"));
        }
    }
}
