//! A small table that is no list of documents, row by row as cells: encoding, delimiter and quotation marks as everywhere.

use super::TableOptions;
use super::delimited::{Delimited, guess_delimiter};
use super::source::{Refused, Source};
use crate::error::{ReadProblem, RowProblem};

/// The rows of a delimited table, the first one with the names of the columns. A row that is wrong comes as a problem with its line, and the
/// next one follows.
pub struct Cells<'a> {
    source: Source<&'a [u8]>,
    table: Delimited,
    ended: bool,
}

impl<'a> Cells<'a> {
    /// Begins to read. What stands between the cells is what the first line has most of: a comma, a semicolon, a tabulator or a bar.
    ///
    /// # Errors
    /// [`ReadProblem`] for bytes that are no text, or none at all.
    pub fn new(bytes: &'a [u8]) -> Result<Self, ReadProblem> {
        let mut source = Source::new(bytes).map_err(|refused| match refused {
            Refused::Problem(problem) => problem,
            // Bytes in memory do not break off.
            Refused::Io(_) => ReadProblem::Empty,
        })?;
        let delimiter = source.fill().map_or(b',', guess_delimiter);
        Ok(Self { source, table: Delimited::new(delimiter, TableOptions::MAX_ROW_BYTES), ended: false })
    }
}

impl Iterator for Cells<'_> {
    /// The 1-based line in which the row begins, and its cells.
    type Item = (usize, Result<Vec<String>, RowProblem>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        match self.table.read_row(&mut self.source) {
            Ok(Some((line, None))) => Some((line, Ok(self.table.cells()))),
            Ok(Some((line, Some(problem)))) => Some((line, Err(problem))),
            Ok(None) => {
                self.ended = true;
                None
            }
            Err(error) => {
                self.ended = true;
                Some((self.source.line(), Err(RowProblem::BrokenOff { message: error.to_string() })))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_with_their_lines_and_a_bad_one_hides_none() {
        let table = b"\xEF\xBB\xBFa;b\r\n1;\"two\nlines\"\r\n\r\n2;\"open\n3;x\n4;\x93y\x94\n";
        let rows: Vec<(usize, Result<Vec<String>, RowProblem>)> = Cells::new(table).expect("a text").collect();
        let cells = |one: &str, other: &str| Ok(vec![one.to_owned(), other.to_owned()]);
        assert_eq!(
            rows,
            [
                (1, cells("a", "b")),
                (2, cells("1", "two\nlines")),
                (5, Err(RowProblem::QuoteUnclosed { read_on: true })),
                (6, cells("3", "x")),
                (7, cells("4", "“y”")),
            ]
        );
        assert!(Cells::new(b"").is_err() && Cells::new(b"a\0b").is_err());
    }
}
