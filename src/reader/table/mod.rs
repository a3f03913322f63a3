//! Tables with one document a row, read row by row: what is held in memory is one row, however large the table.

mod cells;
mod columns;
mod decode;
mod delimited;
mod jsonl;
mod record;
mod source;

use std::io::{self, Read};

pub use cells::Cells;
use columns::Columns;
use decode::RowEncoding;
use delimited::{Delimited, guess_delimiter};
use jsonl::JsonLines;
use source::{Refused, Source};

use crate::document::Document;
use crate::error::{Error, RowProblem};

/// How the rows of a table are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TableFormat {
    /// One JSON object a line.
    Jsonl,
    /// Cells between commas, or what the first line has in their place.
    Csv,
    /// Cells between tabulators.
    Tsv,
}

impl TableFormat {
    /// The format that a file name's ending stands for, in any case.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, extension) = name.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "csv" => Some(Self::Csv),
            "tsv" | "tab" => Some(Self::Tsv),
            _ => None,
        }
    }
}

/// Which columns of a table are what. Several names stand for the first of them that the table has.
#[derive(Debug, Clone)]
pub struct TableOptions {
    /// Names of the text; the usual ones if empty.
    pub text: Vec<String>,
    /// Names of the title; the usual ones if empty.
    pub title: Vec<String>,
    /// Names of the id; the usual ones if empty. A row without one is called by table and number: `news.csv:7`.
    pub id: Vec<String>,
    /// Columns to keep as metadata. `outlet`, `date`, `url` and `language` are kept anyway; named here, they must be there.
    pub keep: Vec<String>,
    /// What delimits cells (CSV and TSV); worked out if not given.
    pub delimiter: Option<u8>,
    /// Longest row, in bytes as they stand in the table.
    pub max_row_bytes: usize,
}

impl TableOptions {
    /// Longest row if nobody says otherwise: some three million words.
    pub const MAX_ROW_BYTES: usize = 16 * 1024 * 1024;
}

impl Default for TableOptions {
    fn default() -> Self {
        let none = Vec::new;
        Self { text: none(), title: none(), id: none(), keep: none(), delimiter: None, max_row_bytes: Self::MAX_ROW_BYTES }
    }
}

/// The documents of a table, one after the other. A row that is none comes as an error with its line, and the next one follows; after an
/// error that concerns the whole table nothing follows.
pub struct Rows<R> {
    name: String,
    columns: Columns,
    table: Table,
    source: Option<Source<R>>,
    /// What was wrong from the beginning.
    refused: Option<Error>,
    /// Rows so far, those that are no documents included.
    count: usize,
}

enum Table {
    Jsonl(JsonLines),
    Delimited(Delimited),
}

/// The wanted values of a row.
struct Row {
    values: Vec<Option<String>>,
    encoding: RowEncoding,
}

/// One step of reading.
enum Step {
    Row {
        line: usize,
        row: Result<Row, RowProblem>,
    },
    /// About the table, beside its rows.
    Remark {
        line: usize,
        problem: RowProblem,
    },
    /// Nothing follows.
    Last {
        line: usize,
        problem: RowProblem,
    },
    End,
}

impl Step {
    fn broken(line: usize, error: &io::Error) -> Self {
        Self::Last { line, problem: RowProblem::BrokenOff { message: error.to_string() } }
    }
}

impl<R: Read> Rows<R> {
    /// Begins to read a table. `name` stands before every message, and in the ids of rows that have none.
    pub fn new(name: &str, input: R, format: TableFormat, options: &TableOptions) -> Self {
        let columns = Columns::new(options);
        let (mut source, refused) = match Source::new(input) {
            Ok(source) => (Some(source), None),
            Err(Refused::Problem(problem)) => (None, Some(Error::Read { source_name: name.to_owned(), problem })),
            Err(Refused::Io(error)) => (None, Some(broken_off(name, 1, &error))),
        };
        let table = match format {
            TableFormat::Jsonl => Table::Jsonl(JsonLines::new(options.max_row_bytes, &columns)),
            TableFormat::Csv | TableFormat::Tsv => {
                let usual = match (format, source.as_mut().map(Source::fill)) {
                    (TableFormat::Csv, Some(Ok(start))) => guess_delimiter(start),
                    (TableFormat::Csv, _) => b',',
                    _ => b'\t',
                };
                Table::Delimited(Delimited::new(options.delimiter.unwrap_or(usual), options.max_row_bytes))
            }
        };
        Self { name: name.to_owned(), columns, table, source, refused, count: 0 }
    }

    /// The 1-based line in which the next row begins.
    #[must_use]
    pub fn line(&self) -> usize {
        self.source.as_ref().map_or(1, Source::line)
    }

    fn read(&mut self, line: usize, row: Row) -> Result<Document, Error> {
        if row.values.first().is_none_or(|text| text.as_deref().is_none_or(|text| text.trim().is_empty())) {
            let column = match &self.table {
                Table::Jsonl(table) => table.text_name(),
                Table::Delimited(table) => table.text_name(),
            };
            return Err(self.problem(line, RowProblem::EmptyText { column: column.to_owned() }));
        }
        let mut document = self.columns.document(row.values, row.encoding, || format!("{}:{}", self.name, self.count));
        if let Some(encoding) = self.source.as_ref().and_then(Source::encoding) {
            document.meta.encoding = Some(encoding.to_owned());
        }
        document.ignores = super::ignores(&document.text.content);
        document.table = Some(self.name.clone());
        Ok(document)
    }

    fn problem(&self, line: usize, problem: RowProblem) -> Error {
        Error::Row { source_name: self.name.clone(), line, problem }
    }

    fn end(&mut self, last: Option<Error>) -> Option<Result<Document, Error>> {
        let line = self.source.take().map_or(1, |source| source.line());
        let nothing = || (self.count == 0).then(|| self.problem(line, RowProblem::NoRows));
        last.or_else(nothing).map(Err)
    }
}

fn broken_off(name: &str, line: usize, error: &io::Error) -> Error {
    Error::Row { source_name: name.to_owned(), line, problem: RowProblem::BrokenOff { message: error.to_string() } }
}

impl<R: Read> Iterator for Rows<R> {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(refused) = self.refused.take() {
            return Some(Err(refused));
        }
        let source = self.source.as_mut()?;
        let read = match &mut self.table {
            Table::Jsonl(table) => table.next(source, &self.columns),
            Table::Delimited(table) => table.next(source, &self.columns),
        };
        match read {
            Step::Row { line, row } => {
                self.count += 1;
                Some(row.map_err(|problem| self.problem(line, problem)).and_then(|row| self.read(line, row)))
            }
            Step::Remark { line, problem } => Some(Err(self.problem(line, problem))),
            Step::Last { line, problem } => {
                let last = self.problem(line, problem);
                self.end(Some(last))
            }
            Step::End => self.end(None),
        }
    }
}

#[cfg(test)]
mod tests;
