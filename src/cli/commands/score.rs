//! `connote score`: the main job.

use std::io::Write;
use std::path::PathBuf;

use super::{IgnoredHits, MANY, inputs, remark, remark_ignores};
use crate::analysis::{Analysis, Analyzer, Options};
use crate::cli::args::{ReportFormat, ScoreArgs};
use crate::cli::corpus::each_document;
use crate::cli::exit::{Status, Stop};
use crate::cli::input::Input;
use crate::cli::output::{Output, report_format, width};
use crate::cli::reference::{Counting, Reference};
use crate::cli::setup::Lexicons;
use crate::compare::{Place, Places};
use crate::document::Document;
use crate::measure::Level;
use crate::profile::{Inventory, bundled, observe};
use crate::report::column::Table;
use crate::report::csv::CsvWriter;
use crate::report::methods::{self, Texts};
use crate::report::run::{Run, RunReference};
use crate::report::tables::{self, ByRow, PlaceRow, ScoreRow, place_rows};
use crate::report::{article, html, json, markdown, overview, place_page, sentence};

/// Columns of the Markdown tables.
const SHOWN: [&str; 9] = ["document", "words", "hits", "editorial", "quoted", "scare", "editorial_rate", "rate_ratio", "flags"];
const SHOWN_PLACES: [&str; 9] =
    ["document", "reference", "editorial", "editorial_rate", "rate_reference", "ref_below", "reference_documents", "rate_ratio", "flags"];
const SHOWN_BY: [&str; 9] = ["document", "item", "hits", "editorial", "quoted", "rate", "rate_low", "rate_high", "mentions"];

pub(super) fn run(args: &ScoreArgs) -> Result<Status, Stop> {
    let (inputs, status) = inputs(&args.input)?;
    let lexicons = Lexicons::new(&args.lexicons)?;
    let options = lexicons.options().into_iter().chain(args.ignores.option()).collect();
    let honour_ignores = args.ignores.honour_ignores;
    let format = report_format(args.format, &args.output);
    refuse_page(args, format)?;
    // For JSON, and for the view of one article: of a few inputs, all but one may turn out to be no texts.
    let of_one = matches!(format, ReportFormat::Table | ReportFormat::Html) && inputs.len() < MANY;
    let reporting_verbs = args.by.is_none() && (format == ReportFormat::Json || of_one);
    let overruled = !args.no_reference;
    let analyzer =
        lexicons.analyzer(Options { counts_only: format == ReportFormat::Csv, reporting_verbs, overruled, honour_ignores, ..Options::default() })?;
    let inventory = Inventory::new(&analyzer);
    let mut reading = args.input.how.reading(args.output.quiet);
    reading.tables.keep.extend(args.group_by.clone());
    let counting = Counting { analyzer: &analyzer, inventory: &inventory, longest: 0, reading: &reading, quiet: args.output.quiet };
    let (references, of_references) = references(args, &counting)?;
    let places: Vec<Places<'_>> =
        references.into_iter().map(|Reference { name, profile }| Places::new(name, &profile, &analyzer, &inventory)).collect();
    let run = Run::new(analyzer.lexicons(), places.iter().map(RunReference::of_places).collect(), options);
    let mut results = Results { analyzer: &analyzer, args, run: &run, kept: Vec::new() };
    let read = inputs.iter().filter_map(Input::path).chain(args.against.against.iter().chain(&args.lexicons.lexicon).map(PathBuf::as_path));
    Output::refuse_inputs(&args.output, read)?;
    let mut output = Output::open(&args.output)?;
    let mut gate = Status::Done;
    let mut texts = Texts::default();
    let mut ignored = IgnoredHits::default();
    let analyzed = {
        let mut sink = results.sink(format, &mut output)?;
        let score = |document| scored_document(document, &analyzer, &inventory, &places);
        let analyzed = each_document(&inputs, &reading, score, |scored_one| {
            texts.documents += 1;
            texts.words += scored_one.analysis.words as u64;
            texts.words_editorial += scored_one.analysis.words_editorial() as u64;
            remark(&scored_one.analysis.document.id, &scored_one.analysis.warnings, args.output.quiet);
            remark_ignores(&scored_one.analysis, args.output.quiet);
            ignored.add(&scored_one.analysis);
            gate = gate.and(args.gates.status(&scored_one.analysis));
            sink.document(scored_one)
        })?;
        sink.finish()?;
        analyzed
    };
    ignored.report(args.output.quiet);
    if args.methods {
        output.paragraph(&methods::of_score(&run, texts), width())?;
    }
    if texts.documents > 0 {
        output.finish((format == ReportFormat::Csv && !args.methods).then_some(&run))?;
    } else {
        output.discard();
    }
    Ok(status.and(of_references).and(gate).and(analyzed))
}

/// The page shows whole articles; what a chart of groups is asked of must be one.
fn refuse_page(args: &ScoreArgs, format: ReportFormat) -> Result<(), Stop> {
    let page = format == ReportFormat::Html && !args.methods;
    if page && (args.by.is_some() || args.places) {
        let option = if args.places { "--places" } else { "--by" };
        return Err(Stop::Error(format!(
            "{option}: not with a page; expected --format table, csv, json or markdown; the page shows this without the option"
        )));
    }
    if args.group_by.is_some() && !page {
        return Err(Stop::Error(
            "--group-by: groups are shown on a page; expected --format html; for figures of groups see `connote compare --group-by`".to_owned(),
        ));
    }
    Ok(())
}

/// The references named; without any the bundled one of recent news, and all bundled ones for a table of places.
fn references(args: &ScoreArgs, counting: &Counting<'_>) -> Result<(Vec<Reference>, Status), Stop> {
    if args.no_reference || args.by.is_some() {
        return Ok((Vec::new(), Status::Done));
    }
    match &args.against.against[..] {
        [] if args.places => counting.references(&bundled::names().map(PathBuf::from)),
        [] => Ok((counting.default_reference(), Status::Done)),
        named => counting.references(named),
    }
}

/// A document with its places.
struct Scored {
    analysis: Analysis,
    places: Vec<Place>,
}

fn scored_document(document: Document, analyzer: &Analyzer, inventory: &Inventory, places: &[Places<'_>]) -> Scored {
    if places.is_empty() {
        return Scored { analysis: analyzer.analyze(document), places: Vec::new() };
    }
    let (analysis, observed) = observe(analyzer, inventory, document, 0);
    Scored { analysis, places: places.iter().map(|reference| reference.place(&observed.document)).collect() }
}

/// What a row is.
#[derive(Clone, Copy)]
enum Rows {
    Documents,
    Places,
    Items(Level),
}

/// What every format needs.
struct Results<'a> {
    analyzer: &'a Analyzer,
    args: &'a ScoreArgs,
    run: &'a Run,
    /// Documents of the formats that are laid out as a whole.
    kept: Vec<Scored>,
}

impl Results<'_> {
    fn rows(&self) -> Rows {
        match self.args.by {
            Some(level) => Rows::Items(level.into()),
            None if self.args.places => Rows::Places,
            None => Rows::Documents,
        }
    }

    fn sink<'s>(&'s mut self, format: ReportFormat, output: &'s mut Output) -> Result<Box<dyn Sink + 's>, Stop> {
        Ok(match format {
            _ if self.args.methods => Box::new(NoSink),
            ReportFormat::Csv => {
                write!(output, "{}", header(self.rows()))?;
                Box::new(CsvSink { results: self, output })
            }
            ReportFormat::Json => {
                let key = match self.rows() {
                    Rows::Documents => "documents",
                    Rows::Places => "places",
                    Rows::Items(_) => "by",
                };
                let run = serde_json::to_string(self.run).map_err(Stop::error)?;
                write!(output, "{{\"run\":{run},\n\"{key}\":[")?;
                Box::new(JsonSink { results: self, output, first: true })
            }
            ReportFormat::Html => Box::new(HtmlSink { results: self, output }),
            ReportFormat::Table | ReportFormat::Markdown => Box::new(PageSink { results: self, output, format }),
        })
    }

    fn by<'d>(&self, analysis: &'d Analysis, level: Level) -> Vec<ByRow<'d>> {
        tables::by_rows(analysis, self.analyzer, level, self.args.zeros)
    }
}

fn header(rows: Rows) -> String {
    let names: Vec<&str> = match rows {
        Rows::Documents => tables::score().header().collect(),
        Rows::Places => tables::places().header().collect(),
        Rows::Items(_) => tables::by().header().collect(),
    };
    names.join(",") + "\n"
}

/// Takes documents as they come and writes them in one format.
trait Sink {
    fn document(&mut self, scored: Scored) -> Result<(), Stop>;
    fn finish(self: Box<Self>) -> Result<(), Stop>;
}

/// Writes nothing: only the counts are asked for.
struct NoSink;

impl Sink for NoSink {
    fn document(&mut self, _: Scored) -> Result<(), Stop> {
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<(), Stop> {
        Ok(())
    }
}

struct CsvSink<'s, 'a> {
    results: &'s Results<'a>,
    output: &'s mut Output,
}

impl CsvSink<'_, '_> {
    fn write<R>(&mut self, table: &Table<R>, rows: &[R]) -> Result<(), Stop> {
        let mut writer = CsvWriter::without_header(table, &mut *self.output, self.results.args.output.raw_cells);
        for row in rows {
            writer.row(row)?;
        }
        Ok(writer.finish()?)
    }
}

impl Sink for CsvSink<'_, '_> {
    fn document(&mut self, scored: Scored) -> Result<(), Stop> {
        let row = ScoreRow::new(&scored.analysis, &scored.places);
        match self.results.rows() {
            Rows::Documents => self.write(&tables::score(), &[row]),
            Rows::Places => self.write(&tables::places(), &place_rows(&row)),
            Rows::Items(level) => self.write(&tables::by(), &self.results.by(&scored.analysis, level)),
        }
    }

    fn finish(self: Box<Self>) -> Result<(), Stop> {
        Ok(())
    }
}

struct JsonSink<'s, 'a> {
    results: &'s Results<'a>,
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

    fn write<R>(&mut self, table: &Table<R>, rows: &[R]) -> Result<(), Stop> {
        rows.iter().try_for_each(|row| self.item(&serde_json::Value::Object(table.json(row))))
    }
}

impl Sink for JsonSink<'_, '_> {
    fn document(&mut self, scored: Scored) -> Result<(), Stop> {
        let row = ScoreRow::new(&scored.analysis, &scored.places);
        match self.results.rows() {
            Rows::Documents => self.item(&json::score_document(&row, self.results.analyzer)),
            Rows::Places => self.write(&tables::places(), &place_rows(&row)),
            Rows::Items(level) => self.write(&tables::by(), &self.results.by(&scored.analysis, level)),
        }
    }

    fn finish(self: Box<Self>) -> Result<(), Stop> {
        Ok(writeln!(self.output, "\n]}}")?)
    }
}

/// Formats for people are laid out when all documents are known.
struct PageSink<'s, 'a> {
    results: &'s mut Results<'a>,
    output: &'s mut Output,
    format: ReportFormat,
}

impl Sink for PageSink<'_, '_> {
    fn document(&mut self, scored: Scored) -> Result<(), Stop> {
        self.results.kept.push(scored);
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<(), Stop> {
        let Self { results, output, format } = *self;
        if results.kept.is_empty() {
            return Ok(());
        }
        let rows: Vec<ScoreRow<'_>> = results.kept.iter().map(|scored| ScoreRow::new(&scored.analysis, &scored.places)).collect();
        let markdown = format == ReportFormat::Markdown;
        let page = match (results.rows(), &rows[..]) {
            (Rows::Items(level), _) => {
                let items: Vec<ByRow<'_>> = rows.iter().flat_map(|row| results.by(row.analysis, level)).collect();
                if markdown { markdown::table(&tables::by(), Some(&SHOWN_BY), &items) } else { overview::items(&items, width()) }
            }
            (Rows::Places, _) => {
                let places: Vec<PlaceRow<'_>> = rows.iter().flat_map(place_rows).collect();
                if markdown { markdown::table(&tables::places(), Some(&SHOWN_PLACES), &places) } else { place_page::page(&rows, width()) }
            }
            (Rows::Documents, _) if markdown => page_of_documents(&rows, results.analyzer),
            (Rows::Documents, [row]) => article::article(row, results.analyzer, width()),
            (Rows::Documents, _) => overview::overview(&rows, width()),
        };
        Ok(output.page(&page)?)
    }
}

/// The page of one article, or of several.
struct HtmlSink<'s, 'a> {
    results: &'s mut Results<'a>,
    output: &'s mut Output,
}

impl Sink for HtmlSink<'_, '_> {
    fn document(&mut self, scored: Scored) -> Result<(), Stop> {
        self.results.kept.push(scored);
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<(), Stop> {
        let Self { results, output } = *self;
        let rows: Vec<ScoreRow<'_>> = results.kept.iter().map(|scored| ScoreRow::new(&scored.analysis, &scored.places)).collect();
        let making = html::Making { run: results.run, methods: &methods::of_score(results.run, texts_of(&rows)) };
        let page = match &rows[..] {
            [] => return Ok(()),
            [row] if results.args.group_by.is_none() => html::article(row, results.analyzer, making),
            rows => html::articles(rows, results.analyzer, results.args.group_by.as_deref(), making),
        };
        Ok(output.write_all(page.as_bytes())?)
    }
}

fn texts_of(rows: &[ScoreRow<'_>]) -> Texts {
    let mut texts = Texts::default();
    for row in rows {
        texts.documents += 1;
        texts.words += row.counts.words;
        texts.words_editorial += row.counts.words_editorial();
    }
    texts
}

fn page_of_documents(rows: &[ScoreRow<'_>], analyzer: &Analyzer) -> String {
    let sentence = |row: &ScoreRow<'_>| format!("- {}: {}\n", markdown::escaped(&row.analysis.document.id), sentence::sentence(row, analyzer));
    let sentences: String = rows.iter().map(sentence).collect();
    format!("{}\n{sentences}", markdown::table(&tables::score(), Some(&SHOWN), rows))
}
