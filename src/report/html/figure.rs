//! A number on a page, with its place in the JSON of the same run.

use askama::Template;

use crate::report::cell::Cell;
use crate::report::column::Table;
use crate::report::figures::thousands;

/// A number as it is shown, in full, and where it stands in the JSON: `field` is a path below the nearest `data-row` around it.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(source = r#"<data data-field="{{ field }}" data-value="{{ value }}">{{ shown }}</data>"#, ext = "html")]
pub(in crate::report) struct Figure {
    /// `score/editorial_rate`.
    pub(in crate::report) field: String,
    /// In full; empty where it is undefined.
    pub(in crate::report) value: String,
    /// As people read it.
    pub(in crate::report) shown: String,
}

/// A sum over the documents of the JSON: `field` is a path below each of them.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(source = r#"<data data-sum="{{ field }}" data-value="{{ value }}">{{ shown }}</data>"#, ext = "html")]
pub(in crate::report) struct Sum {
    field: &'static str,
    value: u64,
    shown: String,
}

impl Sum {
    pub(in crate::report) fn new(field: &'static str, value: u64) -> Self {
        Self { field, value, shown: thousands(value) }
    }
}

impl askama::filters::HtmlSafe for Sum {}

/// What it shows is escaped by its own template.
impl askama::filters::HtmlSafe for Figure {}

impl Figure {
    /// A column of a declared table; `within` is the place of the row, with a slash at its end, or empty.
    pub(in crate::report) fn of<R>(table: &Table<R>, row: &R, name: &str, within: &str) -> Self {
        let column = table.columns.iter().find(|column| column.name == name);
        let cell = column.map_or(Cell::Empty, |column| (column.value)(row));
        let shown = match &cell {
            Cell::Integer(count) => thousands(*count),
            _ => column.map_or_else(|| cell.shown(), |column| column.shown(row)),
        };
        Self { field: format!("{within}{name}"), value: cell.csv(), shown }
    }

    /// A count.
    pub(in crate::report) fn count(field: impl Into<String>, count: u64) -> Self {
        Self { field: field.into(), value: count.to_string(), shown: thousands(count) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_escaped() {
        let figure = Figure { field: "\"><b>".to_owned(), value: "1".to_owned(), shown: "<i>".to_owned() };
        assert_eq!(figure.to_string(), r#"<data data-field="&#34;&#62;&#60;b&#62;" data-value="1">&#60;i&#62;</data>"#);
    }
}
