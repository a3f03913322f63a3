//! `connote hits`: every hit in its context.

use std::io::Write;
use std::path::PathBuf;

use serde_json::{Value, json};

use unicode_width::UnicodeWidthStr;

use super::{IgnoredHits, inputs_and_problems, remark, remark_ignores};
use crate::analysis::{Analysis, Analyzer, Options};
use crate::cli::args::{HitsArgs, HitsFormat, ReportFormat};
use crate::cli::corpus::each_document_or;
use crate::cli::exit::{Status, Stop};
use crate::cli::input::{Input, Inputs};
use crate::cli::message;
use crate::cli::output::{Output, report_format, width};
use crate::cli::setup::Lexicons;
use crate::report::cell::printable;
use crate::report::column::Table;
use crate::report::csv::CsvWriter;
use crate::report::json::hits_document;
use crate::report::run::Run;
use crate::report::table::last_columns;
use crate::report::tables::{self, HitContext, HitRow, RejectedRow};
use crate::report::{github, html, markdown, methods, sarif, table};

/// Room for a document's name beside a concordance line.
const NAME_WIDTH: usize = 18;

/// Columns of the Markdown table.
const SHOWN: [&str; 8] = ["document", "hit", "left", "text", "right", "entry", "technique", "voice"];
const SHOWN_REJECTED: [&str; 6] = ["document", "left", "text", "right", "entry", "reason"];

pub(super) fn run(args: &HitsArgs) -> Result<Status, Stop> {
    let Inputs { found: inputs, mut problems } = inputs_and_problems(&args.input)?;
    let lexicons = Lexicons::new(&args.lexicons)?;
    let options = lexicons.options().into_iter().chain(args.ignores.option()).collect();
    let honour_ignores = args.ignores.honour_ignores;
    let options_of_analysis = Options { near_misses: args.rejected, honour_ignores, ..Options::default() };
    let analyzer = lexicons.analyzer(options_of_analysis)?;
    let run = Run::new(analyzer.lexicons(), Vec::new(), options);
    let format = format(args)?;
    let read = inputs.iter().filter_map(Input::path).chain(args.lexicons.lexicon.iter().map(PathBuf::as_path));
    Output::refuse_inputs(&args.output, read)?;
    let mut output = Output::open(&args.output)?;
    let mut all = Vec::new();
    let mut gate = Status::Done;
    let mut ignored = IgnoredHits::default();
    let keep = |analysis: Analysis| {
        remark(&analysis.document.id, &analysis.warnings, args.output.quiet);
        remark_ignores(&analysis, args.output.quiet);
        ignored.add(&analysis);
        gate = gate.and(args.gates.status(&analysis));
        all.push(analysis);
        Ok(())
    };
    let reading = args.input.how.reading(args.output.quiet);
    // That something failed is said by what it was; rows past those that are told have no words.
    let analyzed = each_document_or(
        &inputs,
        &reading,
        |document| analyzer.analyze(document),
        keep,
        |problem| {
            message::error(&problem);
            problems.push(problem);
        },
    )?;
    ignored.report(args.output.quiet);
    let whole = Whole { all: &all, analyzer: &analyzer, run: &run, problems: &problems, args };
    if whole.is_nothing(format) {
        output.discard();
    } else {
        whole.write(format, &mut output)?;
        output.finish((format == HitsFormat::Csv).then_some(&run))?;
    }
    Ok(Status::failed_if(!problems.is_empty()).and(gate).and(analyzed))
}

/// The format asked for; else the one that the ending of the output file stands for.
fn format(args: &HitsArgs) -> Result<HitsFormat, Stop> {
    let is_sarif = args.output.output.as_ref().is_some_and(|path| path.extension().is_some_and(|ending| ending == "sarif"));
    let format = args.format.unwrap_or_else(|| if is_sarif { HitsFormat::Sarif } else { report_format(None, &args.output).into() });
    if args.rejected && matches!(format, HitsFormat::Sarif | HitsFormat::Github) {
        return Err(Stop::Error("--rejected lists what is no hit; expected the format table, csv, json, markdown or html; choose one".to_owned()));
    }
    Ok(format)
}

/// All that a result is made of.
struct Whole<'a> {
    all: &'a [Analysis],
    analyzer: &'a Analyzer,
    run: &'a Run,
    problems: &'a [String],
    args: &'a HitsArgs,
}

impl Whole<'_> {
    /// Whether there is nothing to write; a log says what could not be read.
    fn is_nothing(&self, format: HitsFormat) -> bool {
        self.all.is_empty() && format != HitsFormat::Sarif
    }

    fn write(&self, format: HitsFormat, output: &mut Output) -> Result<(), Stop> {
        let Self { all, analyzer, run, problems, args } = *self;
        match format {
            HitsFormat::Json => {
                let documents: Vec<Value> = all.iter().map(|analysis| hits_document(analysis, analyzer, args.rejected)).collect();
                output.json(&json!({ "run": run, "documents": documents }))
            }
            HitsFormat::Sarif => {
                let parts = sarif::Parts { analyzer, run, problems, honour_ignores: args.ignores.honour_ignores };
                output.json(&serde_json::to_value(sarif::log(all, &parts)).map_err(Stop::error)?)
            }
            HitsFormat::Github => {
                let commands: String = all.iter().map(|analysis| github::commands(&HitContext::new(analysis, analyzer))).collect();
                Ok(write!(output, "{commands}")?)
            }
            HitsFormat::Html => Ok(output.write_all(page_of_hits(all, analyzer, run, args).as_bytes())?),
            HitsFormat::Table => self.rows(ReportFormat::Table, output),
            HitsFormat::Csv => self.rows(ReportFormat::Csv, output),
            HitsFormat::Markdown => self.rows(ReportFormat::Markdown, output),
        }
    }

    fn rows(&self, format: ReportFormat, output: &mut Output) -> Result<(), Stop> {
        if self.args.rejected {
            rejected(self.all, self.analyzer, format, self.args, output)
        } else {
            found(self.all, self.analyzer, format, self.args, output)
        }
    }
}

fn found(all: &[Analysis], analyzer: &Analyzer, format: ReportFormat, args: &HitsArgs, output: &mut Output) -> Result<(), Stop> {
    let contexts: Vec<HitContext<'_>> = all.iter().map(|analysis| HitContext::new(analysis, analyzer)).collect();
    let rows: Vec<HitRow<'_>> = contexts
        .iter()
        .zip(all)
        .flat_map(|(context, analysis)| (1..).zip(&analysis.hits).map(move |(number, hit)| HitRow { context, number, hit }))
        .collect();
    if format == ReportFormat::Table {
        let lines = rows.iter().map(|row| {
            concordance(&document_of(all, row.context), row.number, &row.hit.left, &span_text(row), &row.hit.right, row.hit.voice.as_str())
        });
        return page(lines.collect(), output);
    }
    write_rows(&tables::hits(), &SHOWN, &rows, format, args, output)
}

fn rejected(all: &[Analysis], analyzer: &Analyzer, format: ReportFormat, args: &HitsArgs, output: &mut Output) -> Result<(), Stop> {
    let contexts: Vec<HitContext<'_>> = all.iter().map(|analysis| HitContext::new(analysis, analyzer)).collect();
    let rows: Vec<RejectedRow<'_>> =
        contexts.iter().zip(all).flat_map(|(context, analysis)| analysis.near_misses.iter().map(move |miss| RejectedRow { context, miss })).collect();
    write_rows(&tables::rejected(), &SHOWN_REJECTED, &rows, format, args, output)
}

fn write_rows<R>(declared: &Table<R>, shown: &[&str], rows: &[R], format: ReportFormat, args: &HitsArgs, output: &mut Output) -> Result<(), Stop> {
    match format {
        ReportFormat::Csv => {
            let mut writer = CsvWriter::new(declared, &mut *output, args.output.raw_cells)?;
            for row in rows {
                writer.row(row)?;
            }
            Ok(writer.finish()?)
        }
        ReportFormat::Markdown => Ok(output.page(&markdown::table(declared, Some(shown), rows))?),
        _ => Ok(output.page(&table::table(declared, shown, rows, width()))?),
    }
}

fn page_of_hits(all: &[Analysis], analyzer: &Analyzer, run: &Run, args: &HitsArgs) -> String {
    let mut texts = methods::Texts::default();
    for analysis in all {
        texts.documents += 1;
        texts.words += analysis.words as u64;
        texts.words_editorial += analysis.words_editorial() as u64;
    }
    html::concordance(all, analyzer, args.rejected, html::Making { run, methods: &methods::of_score(run, texts) })
}

fn document_of(all: &[Analysis], context: &HitContext<'_>) -> String {
    if all.len() == 1 { String::new() } else { context.document().to_owned() }
}

fn span_text(row: &HitRow<'_>) -> String {
    row.text().to_owned()
}

/// One concordance line: the hit in the middle, as much context as fits.
fn concordance(document: &str, number: usize, left: &str, text: &str, right: &str, voice: &str) -> String {
    let label = if document.is_empty() {
        format!("{number:>3}")
    } else {
        format!("{:<NAME_WIDTH$} {number:>3}", last_columns(&printable(document), NAME_WIDTH))
    };
    let room = width().saturating_sub(label.width() + 14);
    let text = printable(text);
    // The hits stand under each other; what follows gets the rest of the line.
    let before = room * 2 / 5;
    let after = room.saturating_sub(before + text.width());
    let left = last_characters(&printable(left), before);
    let right = first_characters(&printable(right), after);
    format!("{label} {voice:<9} {left:>before$}[{text}]{right}")
}

fn last_characters(text: &str, count: usize) -> String {
    text.chars().skip(text.chars().count().saturating_sub(count)).collect()
}

fn first_characters(text: &str, count: usize) -> String {
    text.chars().take(count).collect()
}

fn page(lines: Vec<String>, output: &mut Output) -> Result<(), Stop> {
    let page = if lines.is_empty() { "No listed term was found.\n".to_owned() } else { lines.join("\n") + "\n" };
    Ok(output.page(&page)?)
}
