//! Tables for the terminal, laid out by comfy-table.

use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table as Grid, TableStyle};

use super::cell::Kind;
use super::column::Table;

/// A rule under the header and nothing else, so that it reads well in black and white and in a pipe.
const RULED: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// Lays out cells under headers. `right` says which columns are numbers.
#[must_use]
pub fn grid(headers: &[String], right: &[bool], rows: impl IntoIterator<Item = Vec<String>>, width: usize) -> String {
    let mut grid = Grid::new();
    grid.load_style(RULED).set_content_arrangement(ContentArrangement::Dynamic);
    grid.set_width(u16::try_from(width).unwrap_or(u16::MAX));
    grid.set_header(headers.to_vec());
    for row in rows {
        grid.add_row(row);
    }
    for (index, right) in right.iter().enumerate() {
        if let Some(column) = grid.column_mut(index) {
            column.set_padding((0, 2));
            if *right {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
    }
    let lines: Vec<String> = grid.lines().map(|line| line.trim_end().to_owned()).collect();
    lines.join("\n") + "\n"
}

/// Rows of a declared table with the named columns.
#[must_use]
pub fn table<R>(table: &Table<R>, names: &[&str], rows: &[R], width: usize) -> String {
    let chosen: Vec<_> = table.columns.iter().filter(|column| names.contains(&column.name)).collect();
    let headers: Vec<String> = chosen.iter().map(|column| column.name.replace('_', " ")).collect();
    let right: Vec<bool> = chosen.iter().map(|column| matches!(column.kind, Kind::Integer | Kind::Number)).collect();
    grid(&headers, &right, rows.iter().map(|row| chosen.iter().map(|column| (column.value)(row).shown()).collect()), width)
}
