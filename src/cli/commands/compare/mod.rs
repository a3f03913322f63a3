//! `connote compare`: two corpora beside each other.

mod counts;
mod documents;
mod sheet;
mod texts;

use serde_json::{Map, Value, json};

use crate::cli::args::{CompareArgs, TableFormat};
use crate::cli::exit::{Status, Stop};
use crate::cli::output::{Output, table_format};
use crate::report::column::Table;
use crate::report::csv::CsvWriter;
use crate::report::markdown;
use crate::report::run::Run;

pub(super) fn run(args: &CompareArgs) -> Result<Status, Stop> {
    match (&args.counts, &args.documents) {
        (Some(path), _) => counts::run(path, args),
        (None, Some(path)) => documents::run(path, args),
        (None, None) => texts::run(args),
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
        let format = table_format(args.format, &args.output);
        let mut output = Output::open(&args.output)?;
        match format {
            TableFormat::Json => {
                let rows: Vec<Value> = self.rows.iter().map(|row| Value::Object(self.table.json(row))).collect();
                let mut document = Map::from_iter([("run".to_owned(), json!(run)), (self.table.name.to_owned(), rows.into())]);
                document.extend(self.more);
                output.json(&Value::Object(document))?;
            }
            TableFormat::Csv => {
                let mut writer = CsvWriter::new(&self.table, &mut output, args.output.raw_cells)?;
                for row in self.rows {
                    writer.row(row)?;
                }
                writer.finish()?;
            }
            TableFormat::Table => output.page(&(self.page)())?,
            TableFormat::Markdown => output.page(&markdown::table(&self.table, Some(self.shown), self.rows))?,
        }
        output.finish((format == TableFormat::Csv).then_some(&run))
    }
}
