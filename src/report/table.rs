//! Tables for the terminal, laid out by comfy-table.

use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table as Grid, TableStyle};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::cell::printable;
use super::column::{Column, Table};

/// A rule under the header and nothing else, so that it reads well in black and white and in a pipe.
const RULED: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// Narrowest room for a text in a table whose cells are not broken.
const TEXT_WIDTH: usize = 16;

/// Between two columns.
const GAP: usize = 3;

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
    of_cells(table, names, rows.iter().map(|row| cells(table, names, row)), width)
}

/// The cells of a row in the named columns, as people read them.
#[must_use]
pub fn cells<R>(table: &Table<R>, names: &[&str], row: &R) -> Vec<String> {
    chosen(table, names).map(|column| column.shown(row)).collect()
}

/// Such cells laid out under their headers.
#[must_use]
pub fn of_cells<R>(table: &Table<R>, names: &[&str], cells: impl IntoIterator<Item = Vec<String>>, width: usize) -> String {
    let headers: Vec<String> = chosen(table, names).map(|column| column.name.replace('_', " ")).collect();
    let right: Vec<bool> = chosen(table, names).map(|column| column.kind.is_number()).collect();
    grid(&headers, &right, cells, width)
}

fn chosen<'t, R>(table: &'t Table<R>, names: &'t [&'t str]) -> impl Iterator<Item = &'t Column<R>> {
    table.columns.iter().filter(|column| names.contains(&column.name))
}

/// A table in which only the first `texts` columns give way: each is cut at its beginning, where paths are alike.
#[must_use]
pub fn fitted(headers: &[&str], mut rows: Vec<Vec<String>>, texts: usize, width: usize) -> String {
    let headers: Vec<String> = headers.iter().map(|header| (*header).to_owned()).collect();
    let widest = |column: usize| rows.iter().chain([&headers]).map(|row| row[column].width()).max().unwrap_or(0) + GAP;
    let numbers: usize = (texts..headers.len()).map(widest).sum();
    let room = (width.saturating_sub(numbers) / texts).saturating_sub(GAP).max(TEXT_WIDTH);
    for row in &mut rows {
        for cell in &mut row[..texts] {
            *cell = last_columns(&printable(cell), room);
        }
    }
    let right: Vec<bool> = (0..headers.len()).map(|column| column >= texts).collect();
    grid(&headers, &right, rows, width.max(numbers + (room + GAP) * texts))
}

/// The end of a text that fits so many columns, with an ellipsis where something was cut.
pub(crate) fn last_columns(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut used = 1;
    let mut kept: Vec<char> = Vec::new();
    for character in text.chars().rev() {
        used += character.width().unwrap_or(0);
        if used > columns {
            break;
        }
        kept.push(character);
    }
    std::iter::once('…').chain(kept.into_iter().rev()).collect()
}

/// The beginning of a text that fits so many columns, with an ellipsis where something was cut.
pub(crate) fn first_columns(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut used = 1;
    let fits = |character: &char| {
        used += character.width().unwrap_or(0);
        used <= columns
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_at_their_beginning() {
        assert_eq!(last_columns("fixtures/articles/a.txt", 10), "…les/a.txt");
        assert_eq!(last_columns("a.txt", 10), "a.txt");
    }

    #[test]
    fn no_line_is_wider_than_the_page() {
        let rows = vec![vec!["x".repeat(90), "12".into(), "3.5".into()], vec!["y".into(), "1234567".into(), "–".into()]];
        let page = fitted(&["document", "words", "per 1,000"], rows, 1, 60);
        assert!(page.lines().all(|line| line.width() <= 60), "{page}");
        assert_eq!(page.lines().count(), 4, "{page}");
    }
}
