//! One file per command.

mod audit;
mod compare;
mod discover;
mod evaluate;
mod exchange;
mod exercise;
mod explain;
mod generate;
mod grade;
mod hits;
mod lexicon;
mod profile;
mod score;

use super::args::{Command, InputArgs};
use super::exit::{Status, Stop};
use super::input::{Input, Inputs};
use super::message;
use crate::analysis::Analysis;
use crate::document::Warning;

/// From how many documents on it pays to spend more on the automaton.
const MANY: usize = 500;

/// Runs a command.
pub(super) fn run(command: Command) -> Result<Status, Stop> {
    match command {
        Command::Score(args) => score::run(&args),
        Command::Hits(args) => hits::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Lexicon(command) => lexicon::run(&command),
        Command::Profile(command) => profile::run(&command),
        Command::Compare(args) => compare::run(&args),
        Command::Discover(args) => discover::run(&args),
        Command::Exercise(args) => exercise::run(&args),
        Command::Evaluate(args) => evaluate::run(&args),
        Command::Grade(args) => grade::run(&args),
        Command::Completions { shell } => generate::completions(shell),
        Command::Man { command } => generate::man(command.as_deref()),
    }
}

/// The texts named on the command line; says which paths were no texts.
fn inputs(args: &InputArgs) -> Result<(Vec<Input>, Status), Stop> {
    let Inputs { found, problems } = inputs_and_problems(args)?;
    Ok((found, Status::failed_if(!problems.is_empty())))
}

/// The same with what was said of the others.
fn inputs_and_problems(args: &InputArgs) -> Result<Inputs, Stop> {
    let inputs = Inputs::collect(&args.paths, args.how.input_format.into());
    let failed = inputs.report();
    if inputs.found.is_empty() && !failed {
        return Err(Stop::Error("no texts; expected files, folders or -; name at least one".to_owned()));
    }
    Ok(inputs)
}

/// Says what was noticed about a document.
fn remark(document: &str, warnings: &[Warning], quiet: bool) {
    for warning in warnings.iter().filter(|_| !quiet) {
        message::warning(&format!("{}: {warning}", document));
    }
}

/// So many comments of one text that cannot be followed are told one by one; the others are counted.
const TOLD: usize = 20;

/// Says what is wrong with a document's comments for connote.
fn remark_ignores(analysis: &Analysis, quiet: bool) {
    let (id, problems) = (&analysis.document.id, &analysis.ignore_problems);
    for problem in problems.iter().take(TOLD).filter(|_| !quiet) {
        message::warning(&format!("{id}: {problem}"));
    }
    if let Some(more) = problems.len().checked_sub(TOLD).filter(|&more| more > 0 && !quiet) {
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
    fn add(&mut self, analysis: &Analysis) {
        self.hits += analysis.ignored.len();
        self.documents += usize::from(!analysis.ignored.is_empty());
    }

    /// Says how many there were.
    fn report(&self, quiet: bool) {
        if self.hits > 0 && !quiet {
            let Self { hits, documents } = self;
            let [hits, documents] =
                [(hits, "hit"), (documents, "document")].map(|(count, what)| format!("{count} {what}{}", if *count == 1 { "" } else { "s" }));
            message::note(&format!("{hits} in {documents} left out, as comments in the text ask (--honour-ignores)"));
        }
    }
}
