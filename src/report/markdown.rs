//! Markdown tables, for issues, newsletters and notebooks.

use super::cell::printable;
use super::column::Table;

/// Rows as a Markdown table with the named columns, or with all of them.
#[must_use]
pub fn table<R>(table: &Table<R>, names: Option<&[&str]>, rows: &[R]) -> String {
    let chosen: Vec<_> = table.columns.iter().filter(|column| names.is_none_or(|names| names.contains(&column.name))).collect();
    let mut page = line(chosen.iter().map(|column| column.name.replace('_', " ")));
    page += &line(chosen.iter().map(|column| if column.kind.is_number() { "---:" } else { "---" }.to_owned()));
    for row in rows {
        page += &line(chosen.iter().map(|column| escaped(&column.shown(row))));
    }
    page
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
