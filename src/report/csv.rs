//! CSV: one row, one observation; names never depend on options; missing is empty.

use std::io::{self, Write};

use super::cell::Kind;
use super::column::Table;

/// Writes rows of one table as CSV (RFC 4180, LF).
pub struct CsvWriter<'t, R, W: Write> {
    table: &'t Table<R>,
    writer: csv::Writer<W>,
    raw_cells: bool,
    /// The field that is written.
    field: String,
}

impl<'t, R, W: Write> CsvWriter<'t, R, W> {
    /// Writes the header. `raw_cells` leaves text cells as they are that a spreadsheet would run as a formula.
    ///
    /// # Errors
    /// As the writer underneath.
    pub fn new(table: &'t Table<R>, output: W, raw_cells: bool) -> io::Result<Self> {
        let mut writer = csv::WriterBuilder::new().from_writer(output);
        writer.write_record(table.header()).map_err(io_error)?;
        Ok(Self { table, writer, raw_cells, field: String::new() })
    }

    /// Goes on with rows under a header that has been written.
    pub fn without_header(table: &'t Table<R>, output: W, raw_cells: bool) -> Self {
        // For one row or a few: the buffer is made anew each time.
        let writer = csv::WriterBuilder::new().buffer_capacity(1 << 10).from_writer(output);
        Self { table, writer, raw_cells, field: String::new() }
    }

    /// Writes a row.
    ///
    /// # Errors
    /// As the writer underneath.
    pub fn row(&mut self, row: &R) -> io::Result<()> {
        for (column, cell) in self.table.columns.iter().zip(self.table.cells(row)) {
            self.field.clear();
            cell.write_csv(&mut self.field);
            if !self.raw_cells && runs(column.kind, &self.field) {
                self.field.insert(0, '\'');
            }
            self.writer.write_field(&self.field).map_err(io_error)?;
        }
        self.writer.write_record(None::<&[u8]>).map_err(io_error)
    }

    /// Writes what is still held back.
    ///
    /// # Errors
    /// As the writer underneath.
    pub fn finish(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// The error of the writer underneath, so that a closed pipe can be told from others.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// Whether a spreadsheet would run a cell as a formula; an apostrophe before it makes it text.
fn runs(kind: Kind, field: &str) -> bool {
    matches!(kind, Kind::Text | Kind::List) && field.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::column::columns;

    #[test]
    fn formulas_are_neutralised_and_missing_is_empty() {
        let table = Table {
            name: "t",
            row: "r",
            columns: columns! { (&str, Option<f64>);
                text: Text, "t", |row| row.0;
                number: Number, "n", |row| row.1;
            },
        };
        let write = |raw| {
            let mut output = Vec::new();
            let mut writer = CsvWriter::new(&table, &mut output, raw).expect("memory");
            for row in [("=1+1", Some(-2.5)), ("a \"b\",\nc", None), ("@x", Some(f64::INFINITY))] {
                writer.row(&row).expect("memory");
            }
            writer.finish().expect("memory");
            String::from_utf8(output).expect("UTF-8")
        };
        assert_eq!(write(false), "text,number\n'=1+1,-2.5\n\"a \"\"b\"\",\nc\",\n'@x,inf\n");
        assert!(write(true).contains("\n=1+1,-2.5\n"));
    }
}
