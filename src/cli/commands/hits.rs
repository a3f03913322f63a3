//! `connote hits`: every hit in its context.

use std::io::Write;
use std::path::PathBuf;

use serde_json::{Value, json};

use unicode_width::UnicodeWidthStr;

use super::{analyze_each, inputs, many_texts};
use crate::analysis::{Analysis, Analyzer, Options};
use crate::cli::args::{HitsArgs, ReportFormat};
use crate::cli::exit::{Status, Stop};
use crate::cli::input::Input;
use crate::cli::output::{Output, report_format, width};
use crate::cli::setup::Lexicons;
use crate::report::cell::printable;
use crate::report::column::Table;
use crate::report::csv::CsvWriter;
use crate::report::json::hits_document;
use crate::report::run::Run;
use crate::report::table::last_columns;
use crate::report::tables::{self, HitContext, HitRow, RejectedRow};
use crate::report::{html, markdown, methods, table};

/// Room for a document's name beside a concordance line.
const NAME_WIDTH: usize = 18;

/// Columns of the Markdown table.
const SHOWN: [&str; 8] = ["document", "hit", "left", "text", "right", "entry", "technique", "voice"];
const SHOWN_REJECTED: [&str; 6] = ["document", "left", "text", "right", "entry", "reason"];

pub(super) fn run(args: &HitsArgs) -> Result<Status, Stop> {
    let (inputs, status) = inputs(&args.input)?;
    let lexicons = Lexicons::new(&args.lexicons)?;
    let options = lexicons.options();
    let analyzer = lexicons.analyzer(Options { many_texts: many_texts(&inputs), near_misses: args.rejected, ..Options::default() })?;
    let run = Run::new(analyzer.lexicons(), Vec::new(), options);
    let format = report_format(args.format, &args.output);
    let read = inputs.iter().filter_map(Input::path).chain(args.lexicons.lexicon.iter().map(PathBuf::as_path));
    Output::refuse_inputs(&args.output, read)?;
    let mut output = Output::open(&args.output)?;
    let mut all = Vec::new();
    let analyzed = analyze_each(&inputs, &analyzer, &args.input, args.output.quiet, |analysis| {
        all.push(analysis);
        Ok(())
    })?;
    match format {
        ReportFormat::Table | ReportFormat::Markdown | ReportFormat::Html if all.is_empty() => {}
        ReportFormat::Json => {
            let documents: Vec<Value> = all.iter().map(|analysis| hits_document(analysis, &analyzer, args.rejected)).collect();
            output.json(&json!({ "run": run, "documents": documents }))?;
        }
        ReportFormat::Html => output.write_all(page_of_hits(&all, &analyzer, &run, args).as_bytes())?,
        _ if args.rejected => rejected(&all, &analyzer, format, args, &mut output)?,
        _ => found(&all, &analyzer, format, args, &mut output)?,
    }
    if all.is_empty() {
        output.discard();
    } else {
        output.finish((format == ReportFormat::Csv).then_some(&run))?;
    }
    Ok(status.and(analyzed))
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
