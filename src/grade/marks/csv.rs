//! Marks as a table: one mark a row, columns by name.

use super::{Column, MarksFile, Row, missing};
use crate::reader::Cells;

/// Reads all rows.
pub(super) fn read(bytes: &[u8], marks: &mut MarksFile) {
    let mut rows = match Cells::new(bytes) {
        Ok(rows) => rows,
        Err(problem) => return marks.refuse_all(1, problem.to_string()),
    };
    let Some(places) = header(&mut rows, marks) else { return };
    for (line, cells) in rows {
        match cells.map_err(|problem| problem.to_string()).and_then(|cells| row(line, &cells, &places)) {
            Ok(row) if row.is_empty() => {}
            Ok(row) => marks.rows.push(row),
            Err(reason) => marks.refuse(line, reason),
        }
    }
}

/// For each cell of a row its column.
fn header(rows: &mut Cells<'_>, marks: &mut MarksFile) -> Option<Vec<Option<Column>>> {
    let (line, names) = rows.next().unwrap_or((1, Ok(Vec::new())));
    let names = match names {
        Ok(names) => names,
        Err(problem) => {
            marks.refuse_all(line, problem.to_string());
            return None;
        }
    };
    if let Some(reason) = missing(&names, "column") {
        marks.refuse_all(line, reason);
        return None;
    }
    let places: Vec<Option<Column>> = names.iter().map(|name| Column::of_name(name)).collect();
    let twice = Column::ALL.into_iter().find(|column| places.iter().filter(|place| **place == Some(*column)).count() > 1);
    if let Some(twice) = twice {
        marks.refuse_all(
            line,
            format!("two columns are called {:?}; expected one, so that it is clear which is meant; rename the other", twice.as_str()),
        );
        return None;
    }
    let unknown: Vec<String> = names.iter().filter(|name| !name.trim().is_empty() && Column::of_name(name).is_none()).cloned().collect();
    marks.ignore(&unknown);
    Some(places)
}

/// Cells missing at the end of a row are empty; one too many puts what stands behind it in the wrong column.
fn row(line: usize, cells: &[String], places: &[Option<Column>]) -> Result<Row, String> {
    if cells.len() > places.len() {
        let (found, expected) = (cells.len(), places.len());
        return Err(format!(
            "a row of {found} cells; expected {expected}, as in the first row; put quotation marks around a cell that holds a comma or semicolon"
        ));
    }
    let mut row = Row::new(line);
    for (cell, place) in cells.iter().zip(places) {
        if let Some(column) = place {
            row.set(*column, cell);
        }
    }
    Ok(row)
}
