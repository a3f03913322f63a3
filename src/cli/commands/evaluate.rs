//! `connote evaluate`: hits and voices held against annotated texts.

use std::io::Read;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::analysis::Options;
use crate::cli::args::{EvaluateArgs, TableFormat};
use crate::cli::exit::{Status, Stop};
use crate::cli::message;
use crate::cli::output::{Output, table_format, width};
use crate::cli::setup::Lexicons;
use crate::evaluate::{Agreement, Evaluation, Gold, GoldFile, Offsets, Positive, RowLevel, Settings, evaluate, read_gold};
use crate::reader::SIZE_LIMIT;
use crate::report::agreement_page::{View, page};
use crate::report::csv::CsvWriter;
use crate::report::run::Run;
use crate::report::{agreement, markdown, tables};

/// Columns of the Markdown table.
const SHOWN: [&str; 9] = ["level", "item", "unit", "gold", "found", "precision", "recall", "f1", "kappa"];

/// How many texts all resamples together may hold: two bytes of memory each.
const MOST_DRAWS: usize = 500_000_000;

/// How many bad lines of one file are named.
const PROBLEMS_NAMED: usize = 20;

pub(super) fn run(args: &EvaluateArgs) -> Result<Status, Stop> {
    let (gold, status) = read_all(args);
    if gold.is_empty() {
        return Err(Stop::Error("no annotated texts; expected JSON Lines with id, text and spans, or CSV; check the paths".to_owned()));
    }
    if gold.len().saturating_mul(args.bootstrap as usize) > MOST_DRAWS {
        let (texts, resamples) = (gold.len(), args.bootstrap);
        return Err(Stop::Error(format!("{resamples} resamples of {texts} texts; expected at most {MOST_DRAWS} texts in all; lower --bootstrap")));
    }
    let lexicons = Lexicons::new(&args.lexicons)?;
    let selected = lexicons.options();
    let analyzer = lexicons.analyzer(Options::default())?;
    let settings = settings(args);
    warn_of_unknown_labels(args, &gold);
    let evaluation = evaluate(&gold, &settings, analyzer);
    let run = Run::new(analyzer.lexicons(), Vec::new(), [selected, options(args, &evaluation)].concat());
    let format = table_format(args.format, &args.output);
    Output::refuse_inputs(&args.output, args.gold.iter().chain(&args.lexicons.lexicon).map(PathBuf::as_path))?;
    let mut output = Output::open(&args.output)?;
    write(&evaluation, gold.len(), &run, format, args, &mut output)?;
    output.finish((format == TableFormat::Csv).then_some(&run))?;
    Ok(status)
}

fn write(evaluation: &Evaluation, texts: usize, run: &Run, format: TableFormat, args: &EvaluateArgs, output: &mut Output) -> Result<(), Stop> {
    let declared = tables::evaluate();
    match format {
        TableFormat::Json => {
            let mut document = serde_json::Map::from_iter([("run".to_owned(), json!(run))]);
            document.extend(agreement::document(evaluation, texts));
            output.json(&Value::Object(document))
        }
        TableFormat::Csv => {
            let mut writer = CsvWriter::new(&declared, &mut *output, args.output.raw_cells)?;
            for row in &evaluation.agreement {
                writer.row(row)?;
            }
            Ok(writer.finish()?)
        }
        TableFormat::Table => {
            let view = View { levels: levels(args), examples: args.examples, resamples: args.bootstrap as usize, width: width() };
            Ok(output.page(&page(evaluation, &view))?)
        }
        TableFormat::Markdown => {
            let levels = levels(args);
            let shown = |row: &&Agreement| row.level == RowLevel::All || levels.contains(&row.level);
            let rows: Vec<Agreement> = evaluation.agreement.iter().filter(shown).cloned().collect();
            Ok(output.page(&markdown::table(&declared, Some(&SHOWN), &rows))?)
        }
    }
}

/// The levels that tables for people show.
fn levels(args: &EvaluateArgs) -> Vec<RowLevel> {
    args.by.map_or_else(|| vec![RowLevel::Technique, RowLevel::Lexicon], |level| vec![level.into()])
}

fn settings(args: &EvaluateArgs) -> Settings {
    Settings {
        labels: args.label.clone(),
        positive: Positive { named: args.positive.clone() },
        loaded: args.loaded,
        min_strength: args.min_strength,
        resamples: args.bootstrap as usize,
        seed: args.seed,
    }
}

/// Options that change the figures. The labels that count as loaded are those that were taken, named or not.
fn options(args: &EvaluateArgs, evaluation: &Evaluation) -> Vec<String> {
    let loaded: Vec<&str> = evaluation.labels.iter().filter(|label| label.loaded).map(|label| label.label.as_str()).collect();
    let offsets = Offsets::from(args.offsets);
    [
        (offsets != Offsets::default()).then(|| format!("--offsets={}", offsets.as_str())),
        (!args.label.is_empty()).then(|| format!("--label={}", args.label.join(","))),
        (!evaluation.labels.is_empty()).then(|| format!("--positive={}", loaded.join(","))),
        args.loaded.then(|| "--loaded".to_owned()),
        (args.min_strength > 1).then(|| format!("--min-strength={}", args.min_strength)),
        Some(format!("--bootstrap={}", args.bootstrap)),
        (args.bootstrap > 0).then(|| format!("--seed={}", args.seed)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A label that was named and that nothing has is mostly a slip of the hand.
fn warn_of_unknown_labels(args: &EvaluateArgs, gold: &[Gold]) {
    let of_spans = |name: &str| gold.iter().flat_map(|text| &text.spans).any(|span| span.label.as_deref() == Some(name));
    let of_texts = |name: &str| gold.iter().filter_map(|text| text.label.as_deref()).any(|label| label.trim().eq_ignore_ascii_case(name));
    let unknown = args.label.iter().filter(|name| !of_spans(name)).map(|name| ("--label", "span", name));
    let unknown = unknown.chain(args.positive.iter().filter(|name| !of_texts(name)).map(|name| ("--positive", "text", name)));
    for (option, thing, name) in unknown.filter(|_| !args.output.quiet) {
        message::warning(&format!("{option} {name}: no {thing} has this label; expected one of the gold files; check its spelling"));
    }
}

fn read_all(args: &EvaluateArgs) -> (Vec<Gold>, Status) {
    let mut all = Vec::new();
    let mut failed = false;
    for path in &args.gold {
        let name = path.display().to_string();
        match read_limited(path) {
            Ok(content) => {
                let GoldFile { texts, problems } = read_gold(&name, &content, args.offsets.into());
                failed |= !problems.is_empty();
                problems.iter().take(PROBLEMS_NAMED).for_each(message::error);
                if problems.len() > PROBLEMS_NAMED {
                    message::error(&format!("{name}: {} more lines with problems; correct those named first", problems.len() - PROBLEMS_NAMED));
                }
                all.extend(texts);
            }
            Err(problem) => {
                failed = true;
                message::error(&format!("{name}: cannot be read ({problem}); expected JSON Lines or CSV in UTF-8; check the path"));
            }
        }
    }
    (all, Status::failed_if(failed))
}

fn read_limited(path: &Path) -> std::io::Result<String> {
    let mut content = String::new();
    std::fs::File::open(path)?.take(SIZE_LIMIT + 1).read_to_string(&mut content)?;
    if content.len() as u64 > SIZE_LIMIT {
        return Err(std::io::Error::other(format!("more than {SIZE_LIMIT} bytes: split the file")));
    }
    Ok(content)
}
