//! `connote evaluate`: hits and voices held against annotated texts.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::cli::args::{EvaluateArgs, TableFormat};
use crate::cli::exit::{Status, Stop};
use crate::cli::message;
use crate::cli::output::{Output, table_format, width};
use crate::cli::setup::Lexicons;
use crate::context::Voice;
use crate::evaluate::{Agreement, Gold, VoiceTable, evaluate, read_gold};
use crate::report::csv::CsvWriter;
use crate::report::run::Run;
use crate::report::table::{fitted, grid};
use crate::report::{markdown, tables};

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
    let analyzer = lexicons.analyzer(true, false)?;
    let (rows, voices) = evaluate(&gold, &args.label, &analyzer);
    let run = Run::new(analyzer.lexicons(), &[], options);
    let format = table_format(args.format, &args.output);
    Output::refuse_inputs(&args.output, args.gold.iter().chain(&args.lexicons.lexicon).map(std::path::PathBuf::as_path))?;
    let mut output = Output::open(&args.output)?;
    let declared = tables::evaluate();
    match format {
        TableFormat::Json => {
            let rows: Vec<Value> = rows.iter().map(|row| Value::Object(declared.json(row))).collect();
            let voices = json!({ "voices": Voice::ALL.map(Voice::as_str), "gold_by_found": voices.counts, "accuracy": voices.accuracy() });
            output.json(&json!({ "run": run, "texts": gold.len(), "agreement": rows, "voice": voices }))?;
        }
        TableFormat::Csv => {
            let mut writer = CsvWriter::new(&declared, &mut output, args.output.raw_cells)?;
            for row in &rows {
                writer.row(row)?;
            }
            writer.finish()?;
        }
        TableFormat::Table => output.page(&(agreement_page(&rows) + &voice_page(&voices)))?,
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

/// The confusion table of voices.
fn voice_page(voices: &VoiceTable) -> String {
    let Some(accuracy) = voices.accuracy() else { return String::new() };
    let headers: Vec<String> = std::iter::once("annotated \\ told").chain(Voice::ALL.map(Voice::as_str)).map(str::to_owned).collect();
    let rows = Voice::ALL
        .iter()
        .zip(voices.counts)
        .map(|(voice, counts)| std::iter::once(voice.as_str().to_owned()).chain(counts.map(|count| count.to_string())).collect());
    let mut page = format!("\n{}", grid(&headers, &[false, true, true, true, true], rows, width()));
    let _ = writeln!(page, "Voice told right in {:.1} % of the hits with an annotated voice.", accuracy * 100.0);
    page
}
