//! `connote score`: the main job.

mod kept;
mod layout;

use std::path::PathBuf;

use super::heard::{Facts, Heard};
use super::{inputs, many_texts, refuse_inputs};
use crate::analysis::{Analysis, Analyzer, Options};
use crate::cli::args::{ReportFormat, ScoreArgs};
use crate::cli::corpus::{Taker, each_document};
use crate::cli::exit::{Status, Stop};
use crate::cli::input::Inputs;
use crate::cli::output::{Output, report_format, width};
use crate::cli::reference::{Ahead, Counting, Reference};
use crate::cli::setup::Lexicons;
use crate::compare::{Place, Places};
use crate::document::Document;
use crate::profile::{Inventory, bundled, observe};
use crate::report::methods;
use crate::report::run::{Run, RunReference};
use layout::{Layout, Made, Setting};

/// Columns of the Markdown tables.
const SHOWN: [&str; 9] = ["document", "words", "hits", "editorial", "quoted", "scare", "editorial_rate", "rate_ratio", "flags"];
const SHOWN_PLACES: [&str; 9] =
    ["document", "reference", "editorial", "editorial_rate", "rate_reference", "ref_below", "reference_documents", "rate_ratio", "flags"];
const SHOWN_BY: [&str; 9] = ["document", "item", "hits", "editorial", "quoted", "rate", "rate_low", "rate_high", "mentions"];
const SHOWN_GROUPS: [&str; 7] = ["group", "docs", "words", "editorial", "quoted", "scare", "editorial_rate"];

pub(super) fn run(args: &ScoreArgs) -> Result<Status, Stop> {
    let Inputs { found: sources, problems } = inputs(&args.input)?;
    let ahead = wants_default_reference(args).then(Ahead::begin);
    let lexicons = Lexicons::new(&args.lexicons)?;
    let format = report_format(args.format, &args.output);
    refuse_page(args, format)?;
    let grouped = args.group_by.as_ref().filter(|_| format != ReportFormat::Html);
    let of_groups = grouped.map(|column| format!("--group-by={column}"));
    let options = lexicons.options().into_iter().chain(args.ignores.option()).chain(of_groups).collect();
    let honour_ignores = args.ignores.honour_ignores;
    // For JSON, and for the view of one article: of a few inputs, all but one may turn out to be no texts.
    let many_texts = many_texts(&sources, &args.input.how);
    let of_one = matches!(format, ReportFormat::Table | ReportFormat::Html) && !many_texts;
    let reporting_verbs = args.by.is_none() && grouped.is_none() && (format == ReportFormat::Json || of_one);
    let overruled = !args.no_reference;
    let counts_only = matches!(format, ReportFormat::Csv | ReportFormat::Jsonl);
    let analyzer = lexicons.analyzer(Options { counts_only, reporting_verbs, overruled, honour_ignores, ..Options::default() })?;
    let inventory = Inventory::new(analyzer);
    let mut reading = args.input.how.reading(args.output.quiet);
    reading.tables.keep.extend(args.group_by.clone());
    let counting = Counting { analyzer, inventory: &inventory, longest: 0, reading: &reading, quiet: args.output.quiet };
    let (references, of_references) = if grouped.is_some() { (Vec::new(), Status::Done) } else { references(args, &counting, ahead)? };
    let places: Vec<Places<'_>> =
        references.into_iter().map(|Reference { name, profile }| Places::new(name, &profile, analyzer, &inventory)).collect();
    let run = Run::new(analyzer.lexicons(), places.iter().map(RunReference::of_places).collect(), options);
    refuse_inputs(&args.output, &sources, args.against.against.iter().chain(&args.lexicons.lexicon))?;
    let setting = Setting { analyzer, args, run: &run, format };
    let mut output = Output::open(&args.output)?;
    reading.progress &= !(setting.by_row() && output.is_terminal());
    let mut taker = ScoreTaker { layout: Layout::new(setting)?, output: &mut output, heard: Heard::new(&args.output) };
    problems.iter().for_each(|problem| taker.heard.summary.skipped.add(problem.kind));
    let score = |document| {
        let scored = scored(document, analyzer, &inventory, &places);
        (Facts::of(&scored.analysis, &args.gates), setting.made(scored))
    };
    let read = each_document(&sources, &reading, score, &mut taker);
    taker.heard.end_of_reading(&read);
    let ScoreTaker { layout, heard, .. } = taker;
    let written = read
        .and_then(|_| layout.finish(&mut output))
        .and_then(|()| if args.methods { Ok(output.paragraph(&methods::of_score(&run, heard.texts), width())?) } else { Ok(()) });
    match written {
        Ok(()) if heard.texts.documents > 0 => {
            let by_itself = matches!(format, ReportFormat::Csv | ReportFormat::Jsonl) && !args.methods;
            output.finish(by_itself.then_some(&run))?;
        }
        Ok(()) => output.discard(),
        Err(stop) => return Err(output.abandon(stop, setting.by_row())),
    }
    heard.report();
    Ok(Status::failed_if(!heard.summary.skipped.is_empty()).and(of_references).and(heard.gate))
}

/// The page shows whole articles.
fn refuse_page(args: &ScoreArgs, format: ReportFormat) -> Result<(), Stop> {
    if format == ReportFormat::Html && !args.methods && (args.by.is_some() || args.places) {
        let option = if args.places { "--places" } else { "--by" };
        return Err(Stop::Error(format!(
            "{option}: not with a page; expected --format table, csv, jsonl, json or markdown; the page shows this without the option"
        )));
    }
    Ok(())
}

/// Whether articles are compared with anything.
fn compares(args: &ScoreArgs) -> bool {
    !args.no_reference && args.by.is_none()
}

/// Whether it is worth while to unpack the bundled reference of recent news ahead.
fn wants_default_reference(args: &ScoreArgs) -> bool {
    compares(args) && args.group_by.is_none() && !args.places && args.against.against.is_empty()
}

/// The references named; without any the bundled one of recent news, and all bundled ones for a table of places.
fn references(args: &ScoreArgs, counting: &Counting<'_>, ahead: Option<Ahead>) -> Result<(Vec<Reference>, Status), Stop> {
    if !compares(args) {
        return Ok((Vec::new(), Status::Done));
    }
    match &args.against.against[..] {
        [] if args.places => counting.references(&bundled::names().map(PathBuf::from).collect::<Vec<_>>()),
        [] => Ok((counting.default_reference(ahead), Status::Done)),
        named => counting.references(named),
    }
}

/// A document with its places.
struct Scored {
    analysis: Analysis,
    places: Vec<Place>,
}

fn scored(document: Document, analyzer: &Analyzer, inventory: &Inventory, places: &[Places<'_>]) -> Scored {
    if places.is_empty() {
        return Scored { analysis: analyzer.analyze(document), places: Vec::new() };
    }
    let (analysis, observed) = observe(analyzer, inventory, document, 0);
    Scored { analysis, places: places.iter().map(|reference| reference.place(&observed.document)).collect() }
}

/// Takes what was made of the documents.
struct ScoreTaker<'o, 'a> {
    layout: Layout<'a>,
    output: &'o mut Output,
    heard: Heard,
}

impl Taker<(Facts, Made)> for ScoreTaker<'_, '_> {
    fn take(&mut self, (facts, made): (Facts, Made)) -> Result<(), Stop> {
        self.heard.add(&facts);
        self.layout.take(made, self.output)
    }

    fn pause(&mut self) -> Result<(), Stop> {
        self.output.flush_rows()
    }
}
