//! A column is declared once; CSV header, JSON key, tables and the page on formats follow.

use super::cell::{Cell, Kind};

/// One column of a table whose rows are `R`.
pub struct Column<R> {
    /// Name in CSV and JSON.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Unit and meaning.
    pub meaning: &'static str,
    /// The value in a row.
    pub value: fn(&R) -> Cell,
}

impl<R> Column<R> {
    /// The value in a row as people read it: shares with three decimals, other numbers with one.
    #[must_use]
    pub fn shown(&self, row: &R) -> String {
        match ((self.value)(row), self.kind) {
            (Cell::Number(share), Kind::Share) => format!("{share:.3}"),
            (cell, _) => cell.shown(),
        }
    }
}

/// Declares columns: `name: Kind, "meaning", |row| value;`
macro_rules! columns {
    ($row:ty; $($name:ident: $kind:ident, $meaning:literal, |$r:ident| $value:expr;)*) => {
        vec![$($crate::report::column::Column {
            name: stringify!($name),
            kind: $crate::report::cell::Kind::$kind,
            meaning: $meaning,
            value: |$r: &$row| $value.into(),
        }),*]
    };
}
pub(super) use columns;

/// A table: its name and columns.
pub struct Table<R> {
    /// Name used in documentation and JSON.
    pub name: &'static str,
    /// What one row is.
    pub row: &'static str,
    /// The columns in order.
    pub columns: Vec<Column<R>>,
}

impl<R> Table<R> {
    /// The names of the columns.
    pub fn header(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.columns.iter().map(|column| column.name)
    }

    /// The cells of a row.
    pub fn cells<'a>(&'a self, row: &'a R) -> impl Iterator<Item = Cell> + 'a {
        self.columns.iter().map(|column| (column.value)(row))
    }

    /// A row as a JSON object.
    #[must_use]
    pub fn json(&self, row: &R) -> serde_json::Map<String, serde_json::Value> {
        self.columns.iter().map(|column| (column.name.to_owned(), (column.value)(row).json())).collect()
    }

    /// The JSON Schema of a row.
    #[must_use]
    pub fn schema(&self) -> serde_json::Value {
        let properties: serde_json::Map<String, serde_json::Value> = self
            .columns
            .iter()
            .map(|column| {
                let mut schema = column.kind.schema();
                schema["description"] = column.meaning.into();
                (column.name.to_owned(), schema)
            })
            .collect();
        let required: Vec<&str> = self.header().collect();
        serde_json::json!({ "type": "object", "properties": properties, "required": required })
    }

    /// The columns as a Markdown table.
    #[must_use]
    pub fn documentation(&self) -> String {
        let mut page = format!("## Table `{}`\n\nOne row: {}.\n\n| column | type | meaning |\n|---|---|---|\n", self.name, self.row);
        for column in &self.columns {
            page.push_str(&format!("| `{}` | {} | {} |\n", column.name, column.kind.as_str(), column.meaning));
        }
        page
    }
}
