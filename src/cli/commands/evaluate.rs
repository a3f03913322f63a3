//! `connote evaluate`: hits and voices held against annotated texts.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::analysis::Options;
use crate::cli::args::{EvaluateArgs, TableFormat};
use crate::cli::exit::{Status, Stop};
use crate::cli::message;
use crate::cli::output::{Output, table_format, width};
use crate::cli::setup::Lexicons;
use crate::context::Voice;
use crate::evaluate::{Agreement, ContextAgreement, FlagAgreement, Gold, WrongVoice, evaluate, read_gold};
use crate::report::cell::printable;
use crate::report::csv::CsvWriter;
use crate::report::run::Run;
use crate::report::table::{fitted, grid};
use crate::report::{markdown, tables};

/// How many of the voices that were told wrong are shown.
const WRONG_SHOWN: usize = 20;

/// Columns of the Markdown table.
const SHOWN: [&str; 9] = ["item", "gold", "found", "exact", "overlapping", "recalled", "precision", "recall", "f1"];

pub(super) fn run(args: &EvaluateArgs) -> Result<Status, Stop> {
    let (gold, status) = read_all(args);
    if gold.is_empty() {
        return Err(Stop::Error("no annotated texts; expected JSON Lines with id, text and spans; check the paths".to_owned()));
    }
    let lexicons = Lexicons::new(&args.lexicons)?;
    let mut options = lexicons.options();
    options.extend((!args.label.is_empty()).then(|| format!("--label={}", args.label.join(","))));
    let analyzer = lexicons.analyzer(Options { many_texts: true, ..Options::default() })?;
    let (rows, context) = evaluate(&gold, &args.label, &analyzer);
    let run = Run::new(analyzer.lexicons(), &[], options);
    let format = table_format(args.format, &args.output);
    Output::refuse_inputs(&args.output, args.gold.iter().chain(&args.lexicons.lexicon).map(std::path::PathBuf::as_path))?;
    let mut output = Output::open(&args.output)?;
    let declared = tables::evaluate();
    match format {
        TableFormat::Json => {
            let rows: Vec<Value> = rows.iter().map(|row| Value::Object(declared.json(row))).collect();
            output.json(&json!({ "run": run, "texts": gold.len(), "agreement": rows, "context": context_json(&context) }))?;
        }
        TableFormat::Csv => {
            let mut writer = CsvWriter::new(&declared, &mut output, args.output.raw_cells)?;
            for row in &rows {
                writer.row(row)?;
            }
            writer.finish()?;
        }
        TableFormat::Table => output.page(&(agreement_page(&rows) + &context_page(&context)))?,
        TableFormat::Markdown => output.page(&markdown::table::<Agreement>(&declared, Some(&SHOWN), &rows))?,
    }
    output.finish((format == TableFormat::Csv).then_some(&run))?;
    Ok(status)
}

fn read_all(args: &EvaluateArgs) -> (Vec<Gold>, Status) {
    let mut status = Status::Done;
    let mut all = Vec::new();
    for path in &args.gold {
        let name = path.display().to_string();
        let read =
            std::fs::read_to_string(path).map_err(|error| format!("{name}: cannot be read ({error}); expected JSON Lines in UTF-8; check the path"));
        match read.and_then(|content| read_gold(&name, &content).map_err(|error| error.to_string())) {
            Ok(gold) => all.extend(gold),
            Err(problem) => {
                message::error(&problem);
                status = Status::Failed;
            }
        }
    }
    (all, status)
}

/// Precision, recall and F1 in per cent.
fn agreement_page(rows: &[Agreement]) -> String {
    let percent = |share: Option<f64>| share.map_or("–".to_owned(), |share| format!("{:.1}", share * 100.0));
    let cells = |row: &Agreement| {
        let counts = [row.gold, row.found, row.exact].map(|count| count.to_string());
        let shares = [row.precision(), row.recall(), row.f1()].map(percent);
        std::iter::once(row.item.clone()).chain(counts).chain(shares).collect()
    };
    fitted(&["item", "gold", "found", "exact", "precision %", "recall %", "F1 %"], rows.iter().map(cells).collect(), 1, width())
}

/// Voices, speakers and flags as annotated and as told.
fn context_json(context: &ContextAgreement) -> Value {
    let flag = |row: &FlagAgreement| json!({ "flag": row.flag.as_str(), "gold": row.gold, "found": row.found, "both": row.both });
    let wrong = |wrong: &WrongVoice| json!({ "document": wrong.document, "gold": wrong.gold, "found": wrong.found, "left": wrong.left, "term": wrong.term, "right": wrong.right });
    json!({
        "voices": Voice::ALL.map(Voice::as_str),
        "gold_by_found": context.voices.counts,
        "accuracy": context.voices.accuracy(),
        "without_hit": context.without_hit,
        "wrong": context.wrong.iter().map(wrong).collect::<Vec<_>>(),
        "speakers": { "right": context.speakers.0, "annotated": context.speakers.1, "accuracy": context.speaker_accuracy() },
        "flags": context.flags.iter().map(flag).collect::<Vec<_>>(),
    })
}

/// The confusion table of voices, what was told wrong, speakers and flags.
fn context_page(context: &ContextAgreement) -> String {
    let mut page = voice_page(context);
    if let Some(accuracy) = context.speaker_accuracy() {
        let _ = writeln!(page, "Speaker told right in {:.1} % of {}.", accuracy * 100.0, context.speakers.1);
    }
    for row in &context.flags {
        let _ = writeln!(page, "Flag {}: annotated {}, told {}, both {}.", row.flag.as_str(), row.gold, row.found, row.both);
    }
    page
}

/// The confusion table of voices.
fn voice_page(context: &ContextAgreement) -> String {
    let Some(accuracy) = context.voices.accuracy() else { return String::new() };
    let headers: Vec<String> = std::iter::once("annotated \\ told").chain(Voice::ALL.map(Voice::as_str)).map(str::to_owned).collect();
    let rows = Voice::ALL
        .iter()
        .zip(context.voices.counts)
        .map(|(voice, counts)| std::iter::once(voice.as_str().to_owned()).chain(counts.map(|count| count.to_string())).collect());
    let mut page = format!("\n{}", grid(&headers, &[false, true, true, true, true], rows, width()));
    let _ = writeln!(page, "Voice told right in {:.1} % of the hits with an annotated voice.", accuracy * 100.0);
    if context.without_hit > 0 {
        let _ = writeln!(page, "At {} annotated places there is no hit: not compared.", context.without_hit);
    }
    for wrong in context.wrong.iter().take(WRONG_SHOWN) {
        let _ = writeln!(page, "\n{}: annotated {}, told {}", printable(&wrong.document), wrong.gold.as_str(), wrong.found.as_str());
        let line = format!("… {}[{}]{} …", printable(&wrong.left), wrong.term, printable(&wrong.right));
        for line in textwrap::wrap(&line, textwrap::Options::new(width()).initial_indent("    ").subsequent_indent("    ")) {
            let _ = writeln!(page, "{line}");
        }
    }
    if context.wrong.len() > WRONG_SHOWN {
        let _ = writeln!(page, "\n… and {} more; --format json has all.", context.wrong.len() - WRONG_SHOWN);
    }
    if !context.wrong.is_empty() {
        page.push('\n');
    }
    page
}
