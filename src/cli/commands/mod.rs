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
mod groups;
mod heard;
mod hits;
mod lexicon;
mod profile;
mod score;
mod stream;

use std::path::PathBuf;

use super::args::{Command, InputArgs, OutputArgs, ReadingArgs};
use super::exit::{Status, Stop};
use super::input::{Inputs, Source, at_least};
use super::output::Output;

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

/// The texts named on the command line, and what was wrong with the others, which is said.
fn inputs(args: &InputArgs) -> Result<Inputs, Stop> {
    let inputs = Inputs::collect(&args.paths, args.how.input_format.into());
    let failed = inputs.report();
    if inputs.found.is_empty() && !failed {
        return Err(Stop::Error("no texts; expected files, folders or -; name at least one".to_owned()));
    }
    Ok(inputs)
}

/// Whether there are so many texts that none is shown as a whole: a table is taken to have many rows.
fn many_texts(sources: &[Source], how: &ReadingArgs) -> bool {
    at_least(sources, MANY, how.follow_links)
}

/// What is written over and must not be: texts, lexicons, references.
fn refuse_inputs<'a>(output: &'a OutputArgs, sources: &'a [Source], others: impl Iterator<Item = &'a PathBuf>) -> Result<(), Stop> {
    Output::refuse_inputs(output, sources.iter().filter_map(Source::path).chain(others.map(PathBuf::as_path)))
}
