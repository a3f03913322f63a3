//! `connote compare PATH...`: texts beside reference texts.

use std::io::Write;

use serde_json::{Map, Value, json};

use super::write_lines;
use crate::analysis::{Analyzer, Options};
use crate::cli::args::{CompareArgs, ReportFormat};
use crate::cli::commands::heard::Remarks;
use crate::cli::commands::refuse_inputs;
use crate::cli::corpus::each_document;
use crate::cli::exit::{Status, Stop};
use crate::cli::input::{Inputs, Source};
use crate::cli::message;
use crate::cli::output::{Output, report_format, width};
use crate::cli::reference::{Counting, Reference};
use crate::cli::setup::Lexicons;
use crate::compare::beside::{Comparison, FocusDocument, Settings, Yardstick};
use crate::compare::corpus::Shuffling;
use crate::compare::flag::CorpusFlag;
use crate::compare::items::RowLevel;
use crate::document::{Document, Warning};
use crate::profile::{Inventory, observe};
use crate::report::corpora::{self, CompareRow};
use crate::report::corpora_page::page;
use crate::report::corpora_words::{self, Beside};
use crate::report::html::{self, FocusLines, LinesOfText};
use crate::report::run::{Run, RunReference};
use crate::report::{markdown, methods};

/// Columns of the Markdown table.
const SHOWN: [&str; 11] = [
    "level",
    "item",
    "group",
    "reference",
    "hits_focus",
    "rate_focus",
    "rate_reference",
    "rate_ratio",
    "rate_ratio_low",
    "rate_ratio_high",
    "p_permutation",
];

pub(super) fn run(args: &CompareArgs) -> Result<Status, Stop> {
    let inputs = Inputs::collect(&args.paths, args.reading.input_format.into());
    let status = Status::failed_if(inputs.report());
    let lexicons = Lexicons::new(&args.lexicons)?;
    let options = [lexicons.options(), options(args)].concat();
    let analyzer = lexicons.analyzer(Options { overruled: true, ..Options::default() })?;
    let inventory = Inventory::new(analyzer);
    let mut reading = args.reading.reading(args.output.quiet);
    let counting = Counting { analyzer, inventory: &inventory, longest: 0, reading: &reading, quiet: args.output.quiet };
    let named = &args.against.against;
    let (references, of_references) = if named.is_empty() { (counting.default_reference(None), Status::Done) } else { counting.references(named)? };
    if references.is_empty() {
        return Ok(Status::Failed);
    }
    reading.tables.keep.extend(args.group_by.clone());
    // Only the page shows the lines behind the figures.
    let paged = report_format(args.format, &args.output) == ReportFormat::Html && !args.methods;
    let level = level(args);
    let mut lines = FocusLines::new();
    let mut focus = Vec::new();
    let count = |document: Document| {
        let group = args.group_by.as_deref().and_then(|column| document.meta.column(column)).map(str::to_owned);
        let (analysis, observed) = observe(analyzer, &inventory, document, 0);
        let lines = if paged { FocusLines::of_text(&analysis, analyzer, level) } else { LinesOfText::new() };
        (analysis.document.id, analysis.warnings, lines, FocusDocument { document: observed.document, group })
    };
    let mut remarks = Remarks::new(args.output.quiet);
    let read = each_document(&inputs.found, &reading, count, &mut |(id, warnings, of_text, document): Counted| {
        remarks.add(&id, &warnings);
        focus.push(document);
        lines.add(of_text);
        Ok(())
    })?;
    remarks.report();
    read.report(args.output.quiet);
    if focus.is_empty() {
        return Ok(Status::Failed);
    }
    groups(args, &focus)?;
    let settings = Settings { shuffling: Shuffling { shuffles: args.shuffles, seed: args.seed }, keep_copies: args.keep_copies, zeros: args.zeros };
    let yardstick = Yardstick::new(analyzer, &inventory);
    let (besides, empty): (Vec<Beside>, Vec<Beside>) = references
        .into_iter()
        .map(|reference| beside(&yardstick, &focus, reference, settings))
        .partition(|beside| beside.comparison.reference_documents > 0);
    for Beside { name, .. } in &empty {
        message::error(&format!(
            "{name}: no text is left to compare with, all are texts of the focus or near copies of them; name another reference"
        ));
    }
    if !besides.is_empty() {
        write(args, &inputs.found, &besides, &Made { analyzer, lines: &lines, options })?;
    }
    Ok(status.and(of_references).and(read.status()).and(Status::failed_if(!empty.is_empty())))
}

fn options(args: &CompareArgs) -> Vec<String> {
    let mut options = vec![format!("--shuffles={}", args.shuffles), format!("--seed={}", args.seed)];
    options.extend(args.group_by.as_ref().map(|column| format!("--group-by={column}")));
    options.extend(args.keep_copies.then(|| "--keep-copies".to_owned()));
    options
}

/// Says what is odd about the groups.
fn groups(args: &CompareArgs, focus: &[FocusDocument]) -> Result<(), Stop> {
    let Some(column) = &args.group_by else { return Ok(()) };
    let mut values: Vec<&str> = focus.iter().filter_map(|document| document.group.as_deref()).collect();
    let without = focus.len() - values.len();
    values.sort_unstable();
    values.dedup();
    match values.len() {
        0 => Err(Stop::Error(format!(
            "--group-by {column}: no text has a value; expected a column of the table, or outlet, date, url or language; name one that is filled"
        ))),
        _ if args.output.quiet => Ok(()),
        many => {
            if many == 1 {
                message::warning(&format!(
                    "--group-by {column}: all texts have one value, {:?}; its rows repeat those of the whole focus",
                    values[0]
                ));
            }
            if without > 0 {
                message::warning(&format!("--group-by {column}: {without} of {} texts have no value and are in no group", focus.len()));
            }
            Ok(())
        }
    }
}

fn beside(yardstick: &Yardstick<'_>, focus: &[FocusDocument], reference: Reference, settings: Settings) -> Beside {
    let comparison = yardstick.compare(focus, &reference.profile, settings);
    Beside { name: reference.name, about: reference.profile.about, comparison }
}

/// The level of the view for people.
fn level(args: &CompareArgs) -> RowLevel {
    args.by.map_or(RowLevel::Technique, RowLevel::from)
}

/// What is made of a text of the focus: id, warnings, lines, counts.
type Counted = (String, Vec<Warning>, LinesOfText, FocusDocument);

/// What a result is made with.
struct Made<'a> {
    analyzer: &'a Analyzer,
    lines: &'a FocusLines,
    options: Vec<String>,
}

fn write(args: &CompareArgs, inputs: &[Source], besides: &[Beside], made: &Made<'_>) -> Result<(), Stop> {
    let of_reference = |Beside { name, about, comparison }: &Beside| {
        RunReference::new(name, about, comparison.reference_documents, comparison.reference_words, comparison.reference_copies)
    };
    let run = Run::new(made.analyzer.lexicons(), besides.iter().map(of_reference).collect(), made.options.clone());
    refuse_inputs(&args.output, inputs, args.against.against.iter().chain(&args.lexicons.lexicon))?;
    let declared = corpora::compare();
    let rows: Vec<CompareRow<'_>> =
        besides.iter().flat_map(|beside| beside.comparison.rows.iter().map(|row| CompareRow { reference: &beside.name, beside: row })).collect();
    let format = report_format(args.format, &args.output);
    let mut output = Output::open(&args.output)?;
    let shuffling = Shuffling { shuffles: args.shuffles, seed: args.seed };
    let methods = || {
        let compared: Vec<methods::Compared> =
            besides.iter().zip(&run.references).map(|(beside, reference)| compared(&beside.comparison, reference)).collect();
        methods::of_compare(&run, &compared, shuffling, args.keep_copies)
    };
    if args.methods {
        output.paragraph(&methods(), width())?;
        return output.finish(None);
    }
    match format {
        ReportFormat::Json => {
            let comparisons: Vec<Value> = besides.iter().map(|beside| left_out(&beside.name, &beside.comparison)).collect();
            let rows: Vec<Value> = rows.iter().map(|row| Value::Object(declared.json(row))).collect();
            output.json(&json!({ "run": run, "comparisons": comparisons, "compare": rows }))?;
        }
        ReportFormat::Csv | ReportFormat::Jsonl => write_lines(&declared, &rows, format, args, &mut output)?,
        ReportFormat::Table => output.page(&page(besides, level(args), shuffling, width()))?,
        ReportFormat::Html => {
            let making = html::Making { run: &run, methods: &methods() };
            output.write_all(html::corpora(besides, level(args), made.lines, shuffling, making).as_bytes())?;
        }
        ReportFormat::Markdown => output.page(&markdown::table(&declared, Some(&SHOWN), &rows))?,
    }
    if !matches!(format, ReportFormat::Table | ReportFormat::Html) && !args.output.quiet {
        besides.iter().for_each(|beside| say_left_out(&beside.name, &beside.comparison));
    }
    output.finish(matches!(format, ReportFormat::Csv | ReportFormat::Jsonl).then_some(&run))
}

/// What a comparison did, for the paragraph on methods.
fn compared(comparison: &Comparison, reference: &RunReference) -> methods::Compared {
    let of_focus = || comparison.rows.iter().filter(|row| row.group.is_none() && !row.uncovered);
    let tested = |level: RowLevel| (level, of_focus().filter(|row| row.row.level == level && row.row.permuted.p.is_some()).count());
    let totals = of_focus().find(|row| row.row.level == RowLevel::All).map(|row| row.row.permuted);
    methods::Compared {
        focus_documents: comparison.focus_documents as u64,
        focus_words: comparison.focus_words,
        focus_copies: comparison.focus_copies as u64,
        reference: reference.clone(),
        left_out: comparison.left_out as u64,
        not_covered: comparison.not_covered as u64,
        tested: RowLevel::ALL.into_iter().filter(|level| *level != RowLevel::Group).map(tested).collect(),
        permutations: totals.filter(|permuted| permuted.p.is_some()).map(|permuted| (permuted.permutations, permuted.exact)),
        unlike: of_focus().any(|row| row.row.level == RowLevel::All && row.row.flags.contains(&CorpusFlag::LengthMismatch)),
        groups: comparison.rows.iter().filter(|row| row.row.level == RowLevel::Group).count(),
    }
}

/// What a comparison is of.
fn left_out(name: &str, comparison: &Comparison) -> Value {
    let mut object = Map::new();
    object.insert("reference".to_owned(), name.into());
    let counts = [
        ("focus_documents", comparison.focus_documents as u64),
        ("focus_words", comparison.focus_words),
        ("focus_copies_left_out", comparison.focus_copies as u64),
        ("reference_documents", comparison.reference_documents as u64),
        ("reference_words", comparison.reference_words),
        ("reference_copies_left_out", comparison.reference_copies),
        ("reference_left_out_as_focus", comparison.left_out as u64),
        ("entries_not_covered", comparison.not_covered as u64),
    ];
    object.extend(counts.map(|(key, count)| (key.to_owned(), count.into())));
    Value::Object(object)
}

/// The page for people says it in its head.
fn say_left_out(name: &str, comparison: &Comparison) {
    for remark in corpora_words::left_out(name, comparison) {
        message::warning(&remark);
    }
}
