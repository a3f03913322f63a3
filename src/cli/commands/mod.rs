//! One file per command.

mod audit;
mod compare;
mod discover;
mod evaluate;
mod exchange;
mod explain;
mod generate;
mod hits;
mod lexicon;
mod profile;
mod score;

use super::args::{Command, InputArgs};
use super::corpus::each_document;
use super::exit::{Status, Stop};
use super::input::{Input, Inputs};
use super::message;
use crate::analysis::{Analysis, Analyzer};
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
        Command::Evaluate(args) => evaluate::run(&args),
        Command::Completions { shell } => generate::completions(shell),
        Command::Man { command } => generate::man(command.as_deref()),
    }
}

/// The texts named on the command line; says which paths were no texts.
fn inputs(args: &InputArgs) -> Result<(Vec<Input>, Status), Stop> {
    let inputs = Inputs::collect(&args.paths, args.how.input_format.into());
    let failed = inputs.report();
    if inputs.found.is_empty() && !failed {
        return Err(Stop::Error("no texts; expected files, folders or -; name at least one".to_owned()));
    }
    Ok((inputs.found, Status::failed_if(failed)))
}

/// Whether it pays to spend more on the automaton: a table is taken to have many rows.
fn many_texts(inputs: &[Input]) -> bool {
    inputs.len() >= MANY || inputs.iter().any(|input| input.table().is_some())
}

/// Reads and analyzes texts on several threads and hands them over in input order. A text that cannot be read is reported, the
/// others are still done.
fn analyze_each(
    inputs: &[Input],
    analyzer: &Analyzer,
    args: &InputArgs,
    quiet: bool,
    mut each: impl FnMut(Analysis) -> Result<(), Stop>,
) -> Result<Status, Stop> {
    each_document(
        inputs,
        &args.how.reading(quiet),
        |document| analyzer.analyze(document),
        |analysis| {
            remark(&analysis.document.id, &analysis.warnings, quiet);
            each(analysis)
        },
    )
}

/// Says what was noticed about a document.
fn remark(document: &str, warnings: &[Warning], quiet: bool) {
    for warning in warnings.iter().filter(|_| !quiet) {
        message::warning(&format!("{}: {warning}", document));
    }
}
