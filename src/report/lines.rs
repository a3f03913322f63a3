//! Rows as lines of a file, each of them whole by itself, so that they can be made on several threads and written as they come.

use std::borrow::Borrow;
use std::io;

use super::column::Table;
use super::csv::CsvWriter;

/// A format whose rows need to know nothing of each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lines {
    /// CSV under a header.
    Csv {
        /// Leave text cells as they are that a spreadsheet would run as a formula.
        raw_cells: bool,
    },
    /// JSON Lines: one object a row.
    Jsonl,
}

impl Lines {
    /// What stands above the rows.
    #[must_use]
    pub fn head<R>(self, table: &Table<R>) -> Vec<u8> {
        match self {
            Self::Csv { .. } => (table.header().collect::<Vec<_>>().join(",") + "\n").into_bytes(),
            Self::Jsonl => Vec::new(),
        }
    }

    /// The rows, each with its line end.
    ///
    /// # Errors
    /// None in practice: what is written to is memory.
    pub fn rows<R>(self, table: &Table<R>, rows: impl IntoIterator<Item = impl Borrow<R>>) -> io::Result<Vec<u8>> {
        let mut lines = Vec::new();
        match self {
            Self::Csv { raw_cells } => {
                let mut writer = CsvWriter::without_header(table, &mut lines, raw_cells);
                rows.into_iter().try_for_each(|row| writer.row(row.borrow()))?;
                writer.finish()?;
            }
            Self::Jsonl => {
                for row in rows {
                    serde_json::to_writer(&mut lines, &table.json(row.borrow()))?;
                    lines.push(b'\n');
                }
            }
        }
        Ok(lines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::column::columns;

    #[test]
    fn rows_made_apart_are_the_rows_made_together() {
        let table = Table {
            name: "t",
            row: "r",
            columns: columns! { (&str, u64);
                text: Text, "t", |row| row.0;
                number: Integer, "n", |row| row.1;
            },
        };
        let rows = [("=a", 1), ("b \"c\",\nd", 2), ("", 3)];
        for lines in [Lines::Csv { raw_cells: false }, Lines::Csv { raw_cells: true }, Lines::Jsonl] {
            let whole = lines.rows(&table, rows).expect("memory");
            let apart: Vec<u8> = rows.into_iter().flat_map(|row| lines.rows(&table, [row]).expect("memory")).collect();
            assert_eq!(apart, whole);
            assert!(whole.ends_with(b"\n"));
        }
        let json = String::from_utf8(Lines::Jsonl.rows(&table, rows).expect("memory")).expect("UTF-8");
        assert_eq!(json, "{\"text\":\"=a\",\"number\":1}\n{\"text\":\"b \\\"c\\\",\\nd\",\"number\":2}\n{\"text\":null,\"number\":3}\n");
        assert_eq!(Lines::Jsonl.head(&table), b"");
        assert_eq!(Lines::Csv { raw_cells: false }.head(&table), b"text,number\n");
    }
}
