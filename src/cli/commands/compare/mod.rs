//! `connote compare`: two corpora beside each other, or two texts.

mod counts;
mod documents;
mod pair;
mod sheet;
mod texts;

use serde_json::{Map, Value, json};

use crate::cli::args::{CompareArgs, ReportFormat};
use crate::cli::exit::{Status, Stop};
use crate::cli::output::{Output, report_format};
use crate::report::column::Table;
use crate::report::lines::Lines;
use crate::report::markdown;
use crate::report::run::Run;

pub(super) fn run(args: &CompareArgs) -> Result<Status, Stop> {
    match (&args.counts, &args.documents) {
        (Some(path), _) => counts::run(path, args),
        (None, Some(path)) => documents::run(path, args),
        (None, None) => args.with.as_deref().map_or_else(|| texts::run(args), |with| pair::run(with, args)),
    }
}

/// What a kind of comparison writes, in whatever format.
struct Outcome<'a, R> {
    table: Table<R>,
    rows: &'a [R],
    /// Columns of the Markdown table.
    shown: &'a [&'a str],
    /// The page for people.
    page: &'a dyn Fn() -> String,
    /// What JSON has beside the rows.
    more: Map<String, Value>,
    /// Options that change the figures.
    options: Vec<String>,
}

impl<R> Outcome<'_, R> {
    fn write(self, read: &std::path::Path, args: &CompareArgs) -> Result<(), Stop> {
        Output::refuse_inputs(&args.output, std::iter::once(read))?;
        let run = Run::new(&[], Vec::new(), self.options);
        let format = report_format(args.format, &args.output);
        if format == ReportFormat::Html {
            return Err(Stop::Error(
                "--format html: there is a page for texts only; expected table, csv, jsonl, json or markdown with counts made elsewhere".to_owned(),
            ));
        }
        let mut output = Output::open(&args.output)?;
        match format {
            ReportFormat::Json => {
                let rows: Vec<Value> = self.rows.iter().map(|row| Value::Object(self.table.json(row))).collect();
                let mut document = Map::from_iter([("run".to_owned(), json!(run)), (self.table.name.to_owned(), rows.into())]);
                document.extend(self.more);
                output.json(&Value::Object(document))?;
            }
            ReportFormat::Csv | ReportFormat::Jsonl => write_lines(&self.table, self.rows, format, args, &mut output)?,
            ReportFormat::Table | ReportFormat::Html => output.page(&(self.page)())?,
            ReportFormat::Markdown => output.page(&markdown::table(&self.table, Some(self.shown), self.rows))?,
        }
        output.finish(matches!(format, ReportFormat::Csv | ReportFormat::Jsonl).then_some(&run))
    }
}

/// Writes rows as CSV or as JSON Lines.
fn write_lines<'r, R: 'r>(
    table: &Table<R>,
    rows: impl IntoIterator<Item = &'r R>,
    format: ReportFormat,
    args: &CompareArgs,
    output: &mut Output,
) -> Result<(), Stop> {
    let lines = if format == ReportFormat::Jsonl { Lines::Jsonl } else { Lines::Csv { raw_cells: args.output.raw_cells } };
    output.rows(&lines.head(table))?;
    output.rows(&lines.rows(table, rows)?)
}
