//! The comparison of articles with references in the terminal: blocks of named lines.

use std::fmt::Write;

use super::cell::printable;
use super::place::{caution, heading, lines, mind, not_compared};
use super::tables::ScoreRow;
use crate::compare::Place;

/// Width of the names of the lines.
const LABEL: usize = 11;

/// The block at this width; every line ends.
fn block(place: &Place, width: usize) -> String {
    let mut page = String::new();
    wrap(&mut page, "", &heading(place), width);
    match &place.compared {
        None => wrap(&mut page, "", &not_compared(place), width),
        Some(compared) => {
            for (label, text) in lines(compared) {
                wrap(&mut page, label, &text, width);
            }
        }
    }
    let mind = mind(place);
    if !mind.is_empty() {
        wrap(&mut page, "mind", &mind.join("; "), width);
    }
    page
}

/// The blocks of articles beside every reference, and whether the references agree.
#[must_use]
pub fn page(rows: &[ScoreRow<'_>], width: usize) -> String {
    let mut page = String::new();
    for row in rows {
        if !page.is_empty() {
            page.push('\n');
        }
        wrap(&mut page, "", &printable(&row.analysis.document.id), width);
        page.push_str(&blocks(row.places, width));
    }
    page
}

/// The blocks of one article, and whether the references agree.
#[must_use]
pub fn blocks(places: &[Place], width: usize) -> String {
    let mut page: String = places.iter().map(|place| block(place, width) + "\n").collect();
    wrap(&mut page, "", &caution(places), width);
    page
}

pub(super) fn wrap(page: &mut String, label: &str, text: &str, width: usize) {
    let indent = if label.is_empty() { String::new() } else { " ".repeat(LABEL) };
    let first = if label.is_empty() { String::new() } else { format!("{label:<LABEL$}") };
    let options = textwrap::Options::new(width).initial_indent(&first).subsequent_indent(&indent).break_words(false);
    for line in textwrap::wrap(text, options) {
        let _ = writeln!(page, "{}", line.trim_end());
    }
}
