//! `connote compare A --with B`: two texts side by side.

use std::io::Write;
use std::path::Path;

use serde_json::{Value, json};

use super::write_lines;
use crate::analysis::{Analysis, Analyzer, Options};
use crate::cli::args::{CompareArgs, ReportFormat};
use crate::cli::commands::heard::Remarks;
use crate::cli::commands::refuse_inputs;
use crate::cli::corpus::{Reading, each_document};
use crate::cli::exit::{Status, Stop};
use crate::cli::input::{Inputs, Source};
use crate::cli::message;
use crate::cli::output::{Output, report_format, width};
use crate::cli::reference::{Counting, Reference};
use crate::cli::setup::Lexicons;
use crate::compare::{Place, Places};
use crate::profile::{Inventory, observe};
use crate::report::methods::{self, Texts};
use crate::report::pair::{self, Pair};
use crate::report::pair_names::named_by_both;
use crate::report::run::{Run, RunReference};
use crate::report::tables::ScoreRow;
use crate::report::{html, json, markdown, pair_page};

/// Columns of the Markdown table.
const SHOWN: [&str; 9] = ["used_by", "entry", "technique", "editorial_a", "quoted_a", "terms_a", "editorial_b", "quoted_b", "terms_b"];

pub(super) fn run(with: &Path, args: &CompareArgs) -> Result<Status, Stop> {
    let Some(inputs) = inputs(with, args)? else { return Ok(Status::Failed) };
    let lexicons = Lexicons::new(&args.lexicons)?;
    let options = lexicons.options();
    let analyzer = lexicons.analyzer(Options { reporting_verbs: true, overruled: true, ..Options::default() })?;
    let inventory = Inventory::new(analyzer);
    let reading = args.reading.reading(args.output.quiet);
    let counting = Counting { analyzer, inventory: &inventory, longest: 0, reading: &reading, quiet: args.output.quiet };
    let named = &args.against.against;
    let (references, status) = if named.is_empty() { (counting.default_reference(None), Status::Done) } else { counting.references(named)? };
    let places: Vec<Places<'_>> =
        references.into_iter().map(|Reference { name, profile }| Places::new(name, &profile, analyzer, &inventory)).collect();
    let [first, second] = inputs.each_ref().map(|input| read(input, &reading, analyzer, &inventory, &places));
    let (Some(first), Some(second)) = (first?, second?) else { return Ok(Status::Failed) };
    let texts = [first, second];
    let mut remarks = Remarks::new(args.output.quiet);
    texts.iter().for_each(|(analysis, _)| remarks.add(&analysis.document.id, &analysis.warnings));
    let run = Run::new(analyzer.lexicons(), places.iter().map(RunReference::of_places).collect(), options);
    refuse_inputs(&args.output, &inputs, named.iter().chain(&args.lexicons.lexicon))?;
    let [(a, of_a), (b, of_b)] = &texts;
    write(args, &Pair::new([ScoreRow::new(a, of_a), ScoreRow::new(b, of_b)], analyzer), analyzer, &run)?;
    Ok(status)
}

/// The two texts: one file each, or standard input for one of them. `None` where one is not there, which was said.
fn inputs(with: &Path, args: &CompareArgs) -> Result<Option<[Source; 2]>, Stop> {
    let [path] = &args.paths[..] else {
        return Err(Stop::Error(format!("--with: {} paths; expected one text before it; to compare many texts use --against", args.paths.len())));
    };
    if path == with {
        if path.as_os_str() == "-" {
            return Err(Stop::Error("--with -: standard input can be read once; expected a file for one of the texts; name one".to_owned()));
        }
        if !args.output.quiet {
            message::warning(&format!("{}: beside itself; expected two texts", path.display()));
        }
    }
    Ok(one(path, args)?.zip(one(with, args)?).map(|(first, second)| [first, second]))
}

fn one(path: &Path, args: &CompareArgs) -> Result<Option<Source>, Stop> {
    let mut inputs = Inputs::collect(&[path.to_path_buf()], args.reading.input_format.into());
    if path.is_dir() {
        return Err(Stop::Error(format!("{}: a folder; expected one text; name a file, or use --against for many", path.display())));
    }
    Ok(if inputs.report() { None } else { inputs.found.pop() })
}

type Found = (Analysis, Vec<Place>);

/// Reads the one document of an input. `None` where it cannot be read, which was said.
fn read(input: &Source, reading: &Reading, analyzer: &Analyzer, inventory: &Inventory, places: &[Places<'_>]) -> Result<Option<Found>, Stop> {
    let mut found: Vec<Found> = Vec::new();
    let mut count = 0;
    let look = |document| {
        let (analysis, observed) = observe(analyzer, inventory, document, 0);
        (analysis, places.iter().map(|reference| reference.place(&observed.document)).collect())
    };
    let read = each_document(std::slice::from_ref(input), reading, look, &mut |text| {
        count += 1;
        // A table may have many: none but the first is kept.
        if found.is_empty() {
            found.push(text);
        }
        Ok(())
    })?;
    match (found.pop(), count) {
        (Some(text), 1) if read.status() == Status::Done => Ok(Some(text)),
        (Some(_), 2..) => Err(Stop::Error(format!("{}: {count} texts; expected one; write it to a file of its own", name(input)))),
        _ => Ok(None),
    }
}

fn name(source: &Source) -> String {
    source.path().map_or_else(|| "-".to_owned(), |path| path.display().to_string())
}

fn write(args: &CompareArgs, pair: &Pair<'_>, analyzer: &Analyzer, run: &Run) -> Result<(), Stop> {
    let naming = named_by_both([pair.texts[0].analysis, pair.texts[1].analysis], analyzer);
    let format = report_format(args.format, &args.output);
    let mut output = Output::open(&args.output)?;
    if args.methods {
        output.paragraph(&methods::of_pair(run, texts_of(pair)), width())?;
        return output.finish(None);
    }
    let declared = pair::with();
    match format {
        ReportFormat::Json => {
            let documents: Vec<Value> = pair.texts.iter().map(|text| json::score_document(text, analyzer)).collect();
            let rows: Vec<Value> = pair.rows.iter().map(|row| Value::Object(declared.json(row))).collect();
            let naming: Vec<Value> = naming.iter().map(|thing| thing.json()).collect();
            output.json(&json!({ "run": run, "documents": documents, "pair": pair.json(), "naming": naming, "with": rows }))?;
        }
        ReportFormat::Csv | ReportFormat::Jsonl => write_lines(&declared, &pair.rows, format, args, &mut output)?,
        ReportFormat::Table => output.page(&pair_page::page(pair, &naming, width()))?,
        ReportFormat::Markdown => output.page(&markdown::table(&declared, Some(&SHOWN), &pair.rows))?,
        ReportFormat::Html => {
            let making = html::Making { run, methods: &methods::of_pair(run, texts_of(pair)) };
            output.write_all(html::pair(pair, &naming, analyzer, making).as_bytes())?;
        }
    }
    output.finish(matches!(format, ReportFormat::Csv | ReportFormat::Jsonl).then_some(run))
}

fn texts_of(pair: &Pair<'_>) -> Texts {
    let sum = |of: fn(&ScoreRow<'_>) -> u64| pair.texts.iter().map(of).sum();
    Texts { documents: 2, words: sum(|text| text.counts.words), words_editorial: sum(|text| text.counts.words_editorial()) }
}
