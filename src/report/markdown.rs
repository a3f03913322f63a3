//! Markdown tables, for issues, newsletters and notebooks.

use super::cell::printable;
use super::column::{Column, Table};

/// Rows as a Markdown table with the named columns, or with all of them.
#[must_use]
pub fn table<R>(table: &Table<R>, names: Option<&[&str]>, rows: &[R]) -> String {
    head(table, names) + &lines(table, names, rows)
}

/// The names of the columns, and the line under them.
#[must_use]
pub fn head<R>(table: &Table<R>, names: Option<&[&str]>) -> String {
    line(chosen(table, names).map(|column| column.name.replace('_', " ")))
        + &line(chosen(table, names).map(|column| if column.kind.is_number() { "---:" } else { "---" }.to_owned()))
}

/// The rows alone.
#[must_use]
pub fn lines<R>(table: &Table<R>, names: Option<&[&str]>, rows: &[R]) -> String {
    rows.iter().map(|row| line(chosen(table, names).map(|column| escaped(&column.shown(row))))).collect()
}

fn chosen<'t, R>(table: &'t Table<R>, names: Option<&'t [&'t str]>) -> impl Iterator<Item = &'t Column<R>> {
    table.columns.iter().filter(move |column| names.is_none_or(|names| names.contains(&column.name)))
}

fn line(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
}

/// Text that no Markdown reader takes for markup.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in printable(text).chars() {
        match character {
            '&' => shown.push_str("&amp;"),
            '<' => shown.push_str("&lt;"),
            '>' => shown.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '!' | '$' => {
                shown.push('\\');
                shown.push(character);
            }
            _ => shown.push(character),
        }
    }
    shown
}
