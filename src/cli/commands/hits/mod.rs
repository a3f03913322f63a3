//! `connote hits`: every hit in its context.

mod kwic;
mod layout;

use super::heard::{Facts, Heard};
use super::{inputs, refuse_inputs};
use crate::analysis::Options;
use crate::cli::args::{HitsArgs, HitsFormat};
use crate::cli::corpus::{Taker, each_document};
use crate::cli::exit::{Status, Stop};
use crate::cli::input::Inputs;
use crate::cli::message;
use crate::cli::output::{Output, report_format};
use crate::cli::setup::Lexicons;
use crate::report::run::Run;
use layout::{Layout, Made, Setting};

/// Columns of the Markdown table.
const SHOWN: [&str; 8] = ["document", "hit", "left", "text", "right", "entry", "technique", "voice"];
const SHOWN_REJECTED: [&str; 6] = ["document", "left", "text", "right", "entry", "reason"];
const SHOWN_GROUPS: [&str; 6] = ["group", "entry", "docs_with_hit", "hits", "editorial", "rate"];

pub(super) fn run(args: &HitsArgs) -> Result<Status, Stop> {
    let Inputs { found: sources, problems } = inputs(&args.input)?;
    let lexicons = Lexicons::new(&args.lexicons)?;
    let options = lexicons.options().into_iter().chain(args.ignores.option()).chain(args.options()).collect();
    let honour_ignores = args.ignores.honour_ignores;
    let options_of_analysis = Options { near_misses: args.rejected, honour_ignores, ..Options::default() };
    let analyzer = lexicons.analyzer(options_of_analysis)?;
    let run = Run::new(analyzer.lexicons(), Vec::new(), options);
    let format = format(args)?;
    refuse_inputs(&args.output, &sources, args.lexicons.lexicon.iter())?;
    let setting = Setting { analyzer, run: &run, args, format };
    let mut output = Output::open(&args.output)?;
    let mut reading = args.input.how.reading(args.output.quiet);
    reading.tables.keep.extend(args.group_by.clone());
    // What appears on the terminal line by line shows well enough how far it is.
    reading.progress &= !(setting.by_row() && output.is_terminal());
    let mut taker = HitsTaker { layout: Layout::new(setting)?, output: &mut output, heard: Heard::new(&args.output), problems: Vec::new() };
    problems.iter().for_each(|problem| taker.heard.summary.skipped.add(problem.kind));
    taker.problems.extend(problems.into_iter().map(|problem| problem.message));
    let facts = |document| {
        let analysis = analyzer.analyze(document);
        (Facts::of(&analysis, &args.gates), setting.made(analysis))
    };
    let read = each_document(&sources, &reading, facts, &mut taker);
    taker.heard.end_of_reading(&read);
    let HitsTaker { layout, heard, problems, .. } = taker;
    match read.and_then(|_| layout.finish(heard.texts, &problems, &mut output)) {
        Ok(true) => output.finish(matches!(format, HitsFormat::Csv | HitsFormat::Jsonl).then_some(&run))?,
        Ok(false) => output.discard(),
        Err(stop) => return Err(output.abandon(stop, setting.by_row())),
    }
    heard.report();
    Ok(Status::failed_if(!heard.summary.skipped.is_empty()).and(heard.gate))
}

/// The format asked for; else the one that the ending of the output file stands for.
fn format(args: &HitsArgs) -> Result<HitsFormat, Stop> {
    let is_sarif = args.output.output.as_ref().is_some_and(|path| path.extension().is_some_and(|ending| ending == "sarif"));
    let format = args.format.unwrap_or_else(|| if is_sarif { HitsFormat::Sarif } else { report_format(None, &args.output).into() });
    let for_programs = matches!(format, HitsFormat::Sarif | HitsFormat::Github);
    if args.rejected && for_programs {
        return Err(Stop::Error(
            "--rejected lists what is no hit; expected the format table, csv, jsonl, json, markdown or html; choose one".to_owned(),
        ));
    }
    if args.sample.is_some() && for_programs {
        return Err(Stop::Error("--sample is for reading; expected the format table, csv, jsonl, json, markdown or html; choose one".to_owned()));
    }
    if args.group_by.is_some() && (for_programs || format == HitsFormat::Html) {
        return Err(Stop::Error("--group-by counts hits; expected the format table, csv, jsonl, json or markdown; choose one".to_owned()));
    }
    Ok(format)
}

impl HitsArgs {
    /// Options that change what is listed, for provenance.
    fn options(&self) -> Vec<String> {
        let sample = self.sample.map(|size| [format!("--sample={size}"), format!("--seed={}", self.seed)]);
        sample.into_iter().flatten().chain(self.group_by.as_ref().map(|column| format!("--group-by={column}"))).collect()
    }
}

/// Takes what was made of the documents.
struct HitsTaker<'o, 'a> {
    layout: Layout<'a>,
    output: &'o mut Output,
    heard: Heard,
    /// What could not be read, in words; rows past those that are told have none.
    problems: Vec<String>,
}

impl Taker<(Facts, Made)> for HitsTaker<'_, '_> {
    fn take(&mut self, (facts, made): (Facts, Made)) -> Result<(), Stop> {
        self.heard.add(&facts);
        self.layout.take(made, self.output)
    }

    fn pause(&mut self) -> Result<(), Stop> {
        self.output.flush_rows()
    }

    fn unread(&mut self, problem: String) {
        message::error(&problem);
        self.problems.push(problem);
    }
}
