//! `connote lexicon audit`: is a lexicon fair and tidy?

use std::fmt::Write;

use super::lexicon::named;
use crate::analysis::{Analyzer, Options};
use crate::authoring::{Finding, Frequencies, Verdict, audit, common};
use crate::cli::args::{AuditArgs, TableFormat};
use crate::cli::corpus::{Reading, each_document};
use crate::cli::exit::{Status, Stop};
use crate::cli::input::Inputs;
use crate::cli::output::{Output, table_format, width};
use crate::context::Voice;
use crate::lexicon::Loaded;
use crate::reader::{Format, InputFormat};
use crate::report::csv::CsvWriter;
use crate::report::figures::counted;
use crate::report::run::Run;
use crate::report::{markdown, tables};

/// Columns for people; `detail` says the rest.
const SHOWN: [&str; 6] = ["lexicon", "rule", "item", "value", "verdict", "detail"];

pub(super) fn run(args: &AuditArgs) -> Result<Status, Stop> {
    let (named, status) = named(&args.paths)?;
    let loaded: Vec<Loaded> = named.into_iter().map(|(_, loaded)| loaded).collect();
    let (frequencies, failed) = frequencies(args, &loaded)?;
    let mut findings = Vec::new();
    for lexicon in &loaded {
        findings.extend(audit(lexicon)?);
        findings.extend(frequencies.iter().flat_map(|reference| common(lexicon, reference)));
    }
    let format = table_format(args.format, &args.output);
    let run = Run::new(&loaded, Vec::new(), Vec::new());
    Output::refuse_inputs(&args.output, args.paths.iter().chain(&args.against).map(std::path::PathBuf::as_path))?;
    let mut output = Output::open(&args.output)?;
    let declared = tables::audit();
    match format {
        TableFormat::Json => {
            let rows: Vec<_> = findings.iter().map(|finding| serde_json::Value::Object(declared.json(finding))).collect();
            output.json(&serde_json::json!({ "run": run, "audit": rows }))?;
        }
        TableFormat::Csv => {
            let mut writer = CsvWriter::new(&declared, &mut output, args.output.raw_cells)?;
            for finding in &findings {
                writer.row(finding)?;
            }
            writer.finish()?;
        }
        TableFormat::Table => output.page(&page(&findings))?,
        TableFormat::Markdown => output.page(&markdown::table(&declared, Some(&SHOWN), &findings))?,
    }
    output.finish((format == TableFormat::Csv).then_some(&run))?;
    let broken = findings.iter().any(|finding| finding.verdict == Verdict::Fail);
    Ok(status.and(Status::failed_if(failed)).and(if broken { Status::Gate } else { Status::Done }))
}

/// By lexicon, what is broken first; a sentence sums up.
fn page(findings: &[Finding]) -> String {
    let mut page = String::new();
    let width = width().min(110);
    for lexicon in findings.chunk_by(|first, second| first.lexicon == second.lexicon) {
        let _ = writeln!(page, "{}", lexicon[0].lexicon);
        let mut sorted: Vec<&Finding> = lexicon.iter().collect();
        sorted.sort_by_key(|finding| std::cmp::Reverse(finding.verdict));
        for finding in sorted {
            let first = format!("  {:<5} ", finding.verdict.as_str());
            let options = textwrap::Options::new(width).initial_indent(&first).subsequent_indent("          ").break_words(false);
            for line in textwrap::wrap(&line(finding), options) {
                let _ = writeln!(page, "{}", line.trim_end());
            }
        }
        page.push('\n');
    }
    let count = |verdict| findings.iter().filter(|finding| finding.verdict == verdict).count() as u64;
    let broken = counted(count(Verdict::Fail), "rule", "rules");
    let notes = counted(count(Verdict::Note), "note", "notes");
    let _ = writeln!(page, "{broken} broken, {} kept, {notes} to judge.", count(Verdict::Ok));
    page
}

/// "balance: on by default: pro-a 12, pro-b 11; 0.083 (at most 0.15)".
fn line(finding: &Finding) -> String {
    let item = if finding.item.is_empty() { String::new() } else { format!(", {}", finding.item) };
    let limit = finding.limit.map_or(String::new(), |limit| format!(" (at most {limit})"));
    let value = finding.value.map_or(String::new(), |value| format!("; {value:.3}{limit}"));
    format!("{}{item}: {}{value}", finding.rule.as_str().replace('_', " "), finding.detail)
}

/// How often the entries that are on by default are found in each reference.
fn frequencies(args: &AuditArgs, loaded: &[Loaded]) -> Result<(Vec<Frequencies>, bool), Stop> {
    let mut failed = false;
    let mut found = Vec::new();
    if args.against.is_empty() {
        return Ok((found, failed));
    }
    let analyzer = Analyzer::new(loaded.to_vec(), &Options::default())?;
    let reading = Reading::new(&args.tables, 0, args.output.quiet);
    for path in &args.against {
        let inputs = Inputs::collect(std::slice::from_ref(path), InputFormat::Article(Format::Text));
        failed |= inputs.report();
        let mut frequencies = Frequencies { reference: path.display().to_string(), ..Frequencies::default() };
        let read = each_document(&inputs.found, &reading, |document| analyzer.analyze(document), &mut |analysis| {
            add(&mut frequencies, &analyzer, &analysis);
            Ok(())
        })?;
        failed |= read.status() == Status::Failed;
        found.push(frequencies);
    }
    Ok((found, failed))
}

fn add(frequencies: &mut Frequencies, analyzer: &Analyzer, analysis: &crate::analysis::Analysis) {
    frequencies.words += analysis.words_editorial() as u64;
    for hit in analysis.hits.iter().filter(|hit| hit.counts() && hit.voice == Voice::Editorial) {
        let key = (analyzer.lexicon_id(hit.entry).to_owned(), analyzer.entry(hit.entry).id.clone());
        *frequencies.hits.entry(key).or_default() += 1;
    }
}
