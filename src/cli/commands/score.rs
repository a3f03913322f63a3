//! `connote score`: the main job.

use std::io::Write;
use std::path::PathBuf;

use super::{MANY, analyze_each, inputs, many_texts};
use crate::analysis::{Analysis, Analyzer, Options};
use crate::cli::args::{ScoreArgs, TableFormat};
use crate::cli::corpus::Reading;
use crate::cli::exit::{Status, Stop};
use crate::cli::input::Input;
use crate::cli::output::{Output, table_format, width};
use crate::cli::setup::{Lexicons, references};
use crate::compare::{Place, Places};
use crate::measure::{DocumentCounts, Level};
use crate::profile::{Profile, fingerprint};
use crate::report::csv::CsvWriter;
use crate::report::run::Run;
use crate::report::tables::{self, ByRow, ScoreRow};
use crate::report::{article, json, markdown, overview, sentence};

/// Columns of the Markdown tables.
const SHOWN: [&str; 9] = ["document", "words", "hits", "editorial", "quoted", "scare", "editorial_rate", "rate_ratio", "flags"];
const SHOWN_BY: [&str; 9] = ["document", "item", "hits", "editorial", "quoted", "rate", "rate_low", "rate_high", "mentions"];

pub(super) fn run(args: &ScoreArgs) -> Result<Status, Stop> {
    let (inputs, status) = inputs(&args.input)?;
    let lexicons = Lexicons::new(&args.lexicons)?;
    let options = lexicons.options();
    let format = table_format(args.format, &args.output);
    // For JSON, and for the view of one article: of a few inputs, all but one may turn out to be no texts.
    let reporting_verbs = args.by.is_none() && (format == TableFormat::Json || format == TableFormat::Table && inputs.len() < MANY);
    let analyzer = lexicons.analyzer(Options { many_texts: many_texts(&inputs), reporting_verbs, ..Options::default() })?;
    let reading = Reading::new(&args.input.tables, args.input.threads, args.output.quiet);
    let (references, reference_failed) = references(&args.against, &analyzer, &reading)?;
    let status = status.and(Status::failed_if(reference_failed));
    let profiles: Vec<&Profile> = references.iter().map(Places::profile).collect();
    let run = Run::new(analyzer.lexicons(), &profiles, options);
    let mut results = Results { analyzer: &analyzer, place: references.first(), args, run: &run, kept: Vec::new() };
    let read = inputs.iter().filter_map(Input::path).chain(args.against.iter().chain(&args.lexicons.lexicon).map(PathBuf::as_path));
    Output::refuse_inputs(&args.output, read)?;
    let mut output = Output::open(&args.output)?;
    let mut gate = Status::Done;
    let mut scored = 0;
    let analyzed = {
        let mut sink = results.sink(format, &mut output)?;
        let analyzed = analyze_each(&inputs, &analyzer, &args.input, args.output.quiet, |analysis| {
            scored += 1;
            gate = gate.and(gate_crossed(args, &analysis));
            sink.document(analysis)
        })?;
        sink.finish()?;
        analyzed
    };
    if scored > 0 {
        output.finish((format == TableFormat::Csv).then_some(&run))?;
    } else {
        output.discard();
    }
    Ok(status.and(gate).and(analyzed))
}

fn gate_crossed(args: &ScoreArgs, analysis: &Analysis) -> Status {
    let tally = DocumentCounts::of(analysis).editorial_tally();
    let too_high = args.max_rate.is_some_and(|limit| tally.rate().is_some_and(|rate| rate > limit));
    let too_many = args.fail_on.is_some_and(|limit| tally.hits >= limit);
    if too_high || too_many { Status::Gate } else { Status::Done }
}

/// What every format needs.
struct Results<'a> {
    analyzer: &'a Analyzer,
    place: Option<&'a Places>,
    args: &'a ScoreArgs,
    run: &'a Run,
    /// Documents of the formats that are laid out as a whole.
    kept: Vec<(Analysis, Option<Place>)>,
}

impl<'a> Results<'a> {
    fn sink<'s>(&'s mut self, format: TableFormat, output: &'s mut Output) -> Result<Box<dyn Sink + 's>, Stop> {
        let level = self.args.by.map(Level::from);
        Ok(match format {
            TableFormat::Csv => {
                write!(output, "{}", header(level.is_some()))?;
                Box::new(CsvSink { results: self, level, output })
            }
            TableFormat::Json => {
                let key = if level.is_some() { "by" } else { "documents" };
                let run = serde_json::to_string(self.run).map_err(Stop::error)?;
                write!(output, "{{\"run\":{run},\n\"{key}\":[")?;
                Box::new(JsonSink { results: self, level, output, first: true })
            }
            TableFormat::Table | TableFormat::Markdown => Box::new(PageSink { results: self, level, output, format }),
        })
    }

    fn place(&self, analysis: &Analysis) -> Option<Place> {
        self.place.map(|places| places.place(DocumentCounts::of(analysis).editorial_tally(), &fingerprint(&analysis.document)))
    }

    fn by<'d>(&self, analysis: &'d Analysis, level: Level) -> Vec<ByRow<'d>> {
        tables::by_rows(analysis, self.analyzer, level, self.args.zeros)
    }
}

fn header(by: bool) -> String {
    let names: Vec<&str> = if by { tables::by().header().collect() } else { tables::score().header().collect() };
    names.join(",") + "\n"
}

/// Takes documents as they come and writes them in one format.
trait Sink {
    fn document(&mut self, analysis: Analysis) -> Result<(), Stop>;
    fn finish(self: Box<Self>) -> Result<(), Stop>;
}

struct CsvSink<'s, 'a> {
    results: &'s Results<'a>,
    level: Option<Level>,
    output: &'s mut Output,
}

impl Sink for CsvSink<'_, '_> {
    fn document(&mut self, analysis: Analysis) -> Result<(), Stop> {
        let raw = self.results.args.output.raw_cells;
        if let Some(level) = self.level {
            let table = tables::by();
            let mut writer = CsvWriter::without_header(&table, &mut *self.output, raw);
            for row in self.results.by(&analysis, level) {
                writer.row(&row)?;
            }
            return Ok(writer.finish()?);
        }
        let place = self.results.place(&analysis);
        let table = tables::score();
        let mut writer = CsvWriter::without_header(&table, &mut *self.output, raw);
        writer.row(&ScoreRow::new(&analysis, place.as_ref()))?;
        Ok(writer.finish()?)
    }

    fn finish(self: Box<Self>) -> Result<(), Stop> {
        Ok(())
    }
}

struct JsonSink<'s, 'a> {
    results: &'s Results<'a>,
    level: Option<Level>,
    output: &'s mut Output,
    first: bool,
}

impl JsonSink<'_, '_> {
    fn item(&mut self, item: &serde_json::Value) -> Result<(), Stop> {
        let text = serde_json::to_string_pretty(item).map_err(Stop::error)?;
        let comma = if self.first { "" } else { "," };
        self.first = false;
        Ok(write!(self.output, "{comma}\n{text}")?)
    }
}

impl Sink for JsonSink<'_, '_> {
    fn document(&mut self, analysis: Analysis) -> Result<(), Stop> {
        if let Some(level) = self.level {
            let table = tables::by();
            for row in self.results.by(&analysis, level) {
                self.item(&serde_json::Value::Object(table.json(&row)))?;
            }
            return Ok(());
        }
        let place = self.results.place(&analysis);
        let row = ScoreRow::new(&analysis, place.as_ref());
        self.item(&json::score_document(&row, self.results.analyzer))
    }

    fn finish(self: Box<Self>) -> Result<(), Stop> {
        Ok(writeln!(self.output, "\n]}}")?)
    }
}

/// Formats for people are laid out when all documents are known.
struct PageSink<'s, 'a> {
    results: &'s mut Results<'a>,
    level: Option<Level>,
    output: &'s mut Output,
    format: TableFormat,
}

impl Sink for PageSink<'_, '_> {
    fn document(&mut self, analysis: Analysis) -> Result<(), Stop> {
        let place = self.results.place(&analysis);
        self.results.kept.push((analysis, place));
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<(), Stop> {
        let Self { results, level, output, format } = *self;
        if results.kept.is_empty() {
            return Ok(());
        }
        let analyzer = results.analyzer;
        if let Some(level) = level {
            let rows: Vec<ByRow<'_>> = results.kept.iter().flat_map(|(analysis, _)| results.by(analysis, level)).collect();
            let page = match format {
                TableFormat::Markdown => markdown::table(&tables::by(), Some(&SHOWN_BY), &rows),
                _ => overview::items(&rows, width()),
            };
            return Ok(output.page(&page)?);
        }
        let rows: Vec<ScoreRow<'_>> = results.kept.iter().map(|(analysis, place)| ScoreRow::new(analysis, place.as_ref())).collect();
        let page = match (format, &rows[..]) {
            (TableFormat::Markdown, _) => {
                let sentences: Vec<String> = rows
                    .iter()
                    .map(|row| format!("- {}: {}\n", markdown::escaped(&row.analysis.document.id), sentence::sentence(row, analyzer)))
                    .collect();
                format!("{}\n{}", markdown::table(&tables::score(), Some(&SHOWN), &rows), sentences.concat())
            }
            (_, [row]) => article::article(row, analyzer, width()),
            _ => overview::overview(&rows, width()),
        };
        Ok(output.page(&page)?)
    }
}
