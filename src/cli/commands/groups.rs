//! Documents in groups, by what a column has.

use std::collections::BTreeMap;
use std::io::Write;

use serde_json::Value;

use crate::cli::args::{HitsFormat, OutputArgs};
use crate::cli::exit::Stop;
use crate::cli::message;
use crate::cli::output::{Output, width};
use crate::report::column::Table;
use crate::report::figures::{counted, thousands};
use crate::report::lines::Lines;
use crate::report::run::Run;
use crate::report::{markdown, table};

/// More groups than this are no groups, and would fill the memory.
const MOST: usize = 100_000;

/// Groups with what was counted in each.
pub(super) struct Groups<T> {
    pub(super) column: String,
    groups: BTreeMap<String, T>,
    documents: u64,
    /// Documents without a value.
    without: u64,
}

impl<T: Default> Groups<T> {
    pub(super) fn new(column: &str) -> Self {
        Self { column: column.to_owned(), groups: BTreeMap::new(), documents: 0, without: 0 }
    }

    /// What was counted in the group of the next document.
    pub(super) fn next(&mut self, group: Option<String>) -> Result<&mut T, Stop> {
        self.documents += 1;
        self.without += u64::from(group.is_none());
        let group = group.unwrap_or_default();
        if self.groups.len() >= MOST && !self.groups.contains_key(&group) {
            return Err(Stop::Error(format!(
                "--group-by {}: more than {} values; expected a column with few, such as outlet; name another",
                self.column,
                thousands(MOST as u64)
            )));
        }
        Ok(self.groups.entry(group).or_default())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.documents == 0
    }

    /// Sorted by name, documents without a value last.
    pub(super) fn sorted(&self) -> impl Iterator<Item = (&str, &T)> {
        let named = self.groups.iter().filter(|(name, _)| !name.is_empty());
        named.chain(self.groups.get_key_value("")).map(|(name, counted)| (name.as_str(), counted))
    }

    /// Says what is odd about the groups.
    pub(super) fn check(&self, quiet: bool) -> Result<(), Stop> {
        let column = &self.column;
        if self.documents > 0 && self.without == self.documents {
            return Err(Stop::Error(format!(
                "--group-by {column}: no text has a value; expected a column of the table, or outlet, date, url or language; name one that is filled"
            )));
        }
        if self.without > 0 && !quiet {
            message::warning(&format!(
                "--group-by {column}: {} of {} have no value; they are in the row without a name",
                thousands(self.without),
                counted(self.documents, "text", "texts")
            ));
        }
        Ok(())
    }
}

/// Writes a table that is known as a whole.
pub(super) fn write_table<R>(
    declared: &Table<R>,
    shown: &[&str],
    rows: Vec<R>,
    format: HitsFormat,
    run: &Run,
    args: &OutputArgs,
    output: &mut Output,
) -> Result<(), Stop> {
    let lines = |lines: Lines, rows, output: &mut Output| {
        output.rows(&lines.head(declared))?;
        output.rows(&lines.rows(declared, rows)?)
    };
    match format {
        HitsFormat::Csv => lines(Lines::Csv { raw_cells: args.raw_cells }, rows, output),
        HitsFormat::Jsonl => lines(Lines::Jsonl, rows, output),
        HitsFormat::Json => {
            let rows: Vec<Value> = rows.iter().map(|row| Value::Object(declared.json(row))).collect();
            output.json(&serde_json::json!({ "run": run, declared.name: rows }))
        }
        HitsFormat::Markdown => Ok(write!(output, "{}", markdown::table(declared, Some(shown), &rows))?),
        _ => Ok(output.page(&table::table(declared, shown, &rows, width()))?),
    }
}
