//! `connote lexicon list|show|check`; `audit` has a file of its own, and what brings lexicons in and out is in `exchange`.

use std::io::Write;
use std::path::PathBuf;

use super::exchange;
use crate::authoring::{check, examples};
use crate::cli::args::{LexiconArgs, LexiconCommand, ListFormat, OutputArgs};
use crate::cli::exit::{Status, Stop};
use crate::cli::message;
use crate::cli::output::{Output, width};
use crate::cli::setup::{Lexicons, load};
use crate::lexicon::Loaded;
use crate::report::figures::counted;
use crate::report::lexicon;

pub(super) fn run(command: &LexiconCommand) -> Result<Status, Stop> {
    match command {
        LexiconCommand::List { lexicons, format, output } => list(lexicons, *format, output),
        LexiconCommand::Show { item, lexicons, format, output } => show(item, lexicons, *format, output),
        LexiconCommand::Check { paths, output } => check_all(paths, output),
        LexiconCommand::New { id, output } => exchange::new(id, output),
        LexiconCommand::Import(args) => exchange::import(args),
        LexiconCommand::Export { item, format, output } => exchange::export(item, *format, output),
        LexiconCommand::Audit(args) => super::audit::run(args),
    }
}

fn list(args: &LexiconArgs, format: ListFormat, output: &OutputArgs) -> Result<Status, Stop> {
    let Lexicons { mut loaded, selection } = Lexicons::new(args)?;
    if !selection.only.is_empty() {
        for lexicon in &mut loaded {
            let named = selection.only.contains(&lexicon.lexicon().header.id);
            lexicon.lexicon_mut().entries.retain(|entry| named || selection.only.contains(&entry.id));
        }
        loaded.retain(|lexicon| !lexicon.lexicon().entries.is_empty());
    }
    let mut output = Output::open(output)?;
    match format {
        ListFormat::Table => output.page(&lexicon::list(&loaded, width()))?,
        ListFormat::Json => output.json(&lexicon::list_json(&loaded))?,
        ListFormat::Toml => {
            for loaded in &loaded {
                output.page(&lexicon::show_toml(lexicon::Item::Lexicon(loaded)).map_err(Stop::error)?)?;
            }
        }
    }
    output.finish(None)?;
    Ok(Status::Done)
}

fn show(id: &str, args: &LexiconArgs, format: ListFormat, output: &OutputArgs) -> Result<Status, Stop> {
    let loaded = Lexicons::new(args)?.loaded;
    let item = lexicon::find(&loaded, id).ok_or_else(|| {
        Stop::Error(format!("{id:?} is no lexicon, entry or referent; expected one of the ids that `connote lexicon list` shows; correct it"))
    })?;
    let mut output = Output::open(output)?;
    match format {
        ListFormat::Table => output.page(&lexicon::show(item, width().min(110)))?,
        ListFormat::Json => output.json(&lexicon::show_json(item).map_err(Stop::error)?)?,
        ListFormat::Toml => output.page(&lexicon::show_toml(item).map_err(Stop::error)?)?,
    }
    output.finish(None)?;
    Ok(Status::Done)
}

/// The lexicons of these files, each with its name; without any, those in use. A file that is none is reported, the others are still read.
pub(super) fn named(paths: &[PathBuf]) -> Result<(Vec<(String, Loaded)>, Status), Stop> {
    let mut status = Status::Done;
    let mut named: Vec<(String, Loaded)> = Vec::new();
    if paths.is_empty() {
        let none = LexiconArgs { lexicon: Vec::new(), only: Vec::new(), enable: Vec::new(), disable: Vec::new() };
        named.extend(Lexicons::new(&none)?.loaded.into_iter().map(|loaded| (loaded.lexicon().header.id.clone(), loaded)));
    }
    for path in paths {
        match load(path) {
            Ok(lexicon) => named.push(lexicon),
            Err(Stop::Error(problem)) => {
                message::error(&problem);
                status = Status::Failed;
            }
            Err(stop) => return Err(stop),
        }
    }
    Ok((named, status))
}

/// Every file is checked, also after one that fails.
fn check_all(paths: &[PathBuf], output: &OutputArgs) -> Result<Status, Stop> {
    let (named, mut status) = named(paths)?;
    let mut output = Output::open(output)?;
    for (name, loaded) in &named {
        let failures = check(loaded)?;
        for failure in &failures {
            message::error(&format!("{name}: {failure}"));
        }
        if !failures.is_empty() {
            status = Status::Failed;
        }
        let all = examples(loaded).len();
        let entries = counted(loaded.lexicon().entries.len() as u64, "entry", "entries");
        writeln!(output, "{name}: {entries}, {} of {} hold", all - failures.len(), counted(all as u64, "example", "examples"))?;
    }
    output.finish(None)?;
    Ok(status)
}
