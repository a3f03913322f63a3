//! Corpus beside corpus, on one page: what is compared, the loaded terms in all, then item by item.

use std::fmt::Write;

use super::cell::printable;
use super::corpora_words::{Beside, difference, flag_words, left_out, short, side};
use super::figures::{counted, p_value, range, rate, thousands};
use super::table::fitted;
use crate::compare::beside::BesideRow;
use crate::compare::corpus::{Shuffling, SideFigures};
use crate::compare::items::RowLevel;

/// The page at this width. `level` is that of the table.
#[must_use]
pub fn page(besides: &[Beside], level: RowLevel, shuffling: Shuffling, width: usize) -> String {
    let mut page = String::new();
    for beside in besides {
        head(&mut page, beside, width);
        let of_level = |wanted: RowLevel| beside.comparison.rows.iter().filter(move |row| row.row.level == wanted);
        for row in of_level(RowLevel::All) {
            totals(&mut page, row, shuffling, width);
        }
        let groups: Vec<&BesideRow> = of_level(RowLevel::Group).collect();
        if !groups.is_empty() {
            let _ = writeln!(page, "\nBy group, all loaded terms");
            page.push_str(&items(&groups, width));
        }
        for group in std::iter::once(None).chain(groups.iter().map(|row| row.group.as_deref())) {
            let rows: Vec<&BesideRow> = of_level(level).filter(|row| row.group.as_deref() == group).collect();
            if rows.is_empty() {
                continue;
            }
            let of_group = group.map_or(String::new(), |group| format!(", {}", printable(group)));
            let _ = writeln!(page, "\nBy {}{of_group}", level.as_str());
            page.push_str(&if level == RowLevel::Referent { names(&rows, width) } else { items(&rows, width) });
        }
        page.push('\n');
    }
    let legend = legend(level);
    for line in textwrap::wrap(&legend, width) {
        let _ = writeln!(page, "{line}");
    }
    page
}

fn wrap(page: &mut String, label: &str, text: &str, width: usize) {
    let first = if label.is_empty() { String::new() } else { format!("{label:<11}") };
    let rest = " ".repeat(first.len());
    for line in textwrap::wrap(text, textwrap::Options::new(width).initial_indent(&first).subsequent_indent(&rest)) {
        let _ = writeln!(page, "{}", line.trim_end());
    }
}

fn head(page: &mut String, beside: &Beside, width: usize) {
    let Beside { name, about, comparison } = beside;
    let texts =
        |documents: usize, words: u64| format!("{}, {} words outside quotations", counted(documents as u64, "text", "texts"), thousands(words));
    wrap(page, "focus", &texts(comparison.focus_documents, comparison.focus_words), width);
    let described = if about.description().is_empty() { String::new() } else { format!(" ({})", about.description()) };
    let reference = format!("{name}{described}: {}", texts(comparison.reference_documents, comparison.reference_words));
    wrap(page, "reference", &printable(&reference), width);
    for remark in left_out(name, comparison) {
        wrap(page, "mind", &printable(&remark), width);
    }
    page.push('\n');
}

fn totals(page: &mut String, row: &BesideRow, shuffling: Shuffling, width: usize) {
    let _ = writeln!(page, "Loaded terms in the texts' own voice");
    if row.uncovered {
        wrap(page, "", "The reference was counted without any of the entries in use: there is nothing to compare.", width);
        return;
    }
    wrap(page, "focus", &side(&row.row.focus), width);
    wrap(page, "reference", &side(&row.row.reference), width);
    wrap(page, "difference", &difference(&row.row, shuffling), width);
    let weak: Vec<&str> = row.row.flags.iter().map(|flag| flag_words(*flag, &row.row)).collect();
    if !weak.is_empty() {
        wrap(page, "mind", &weak.join("; "), width);
    }
}

fn items(rows: &[&BesideRow], width: usize) -> String {
    let cells = |row: &&BesideRow| {
        let side = |side: &SideFigures| side.tally.rate().map_or("–".to_owned(), rate);
        let texts = thousands(row.row.focus.documents_with_hit as u64);
        let name = row.row.item.replace('_', " ");
        let name = if name.is_empty() { "(none)".to_owned() } else { name };
        let mut cells = vec![name, thousands(row.row.focus.tally.hits), texts, side(&row.row.focus)];
        if row.uncovered {
            cells.extend(["–", "–", "–", "not covered"].map(str::to_owned));
            return cells;
        }
        let interval = row.row.ratio.and_then(|ratio| ratio.interval).map_or("–".to_owned(), range);
        let q = row.row.q.map_or("–".to_owned(), |q| p_value(q).trim_start_matches("= ").to_owned());
        cells.extend([side(&row.row.reference), interval, q, short(row).to_owned()]);
        cells
    };
    fitted(&["", "hits", "texts", "rate", "ref.", "times (95 %)", "q", ""], rows.iter().map(cells).collect(), 1, width)
}

/// Naming choice: the loaded share of all names.
fn names(rows: &[&BesideRow], width: usize) -> String {
    let share = |side: &SideFigures| {
        let interval = side.interval.map_or(String::new(), |interval| format!(" ({:.2}–{:.2})", interval.low, interval.high));
        side.tally.share().map_or("–".to_owned(), |share| format!("{share:.2}{interval}"))
    };
    let cells = |row: &&BesideRow| {
        let q = row.row.q.map_or("–".to_owned(), |q| p_value(q).trim_start_matches("= ").to_owned());
        let focus = format!("{} of {}", row.row.focus.tally.hits, row.row.focus.tally.words);
        let of_reference = row.row.reference.tally.share().map_or("–".to_owned(), |share| format!("{share:.2}"));
        let reference = if row.uncovered { "not covered".to_owned() } else { of_reference };
        vec![row.row.item.clone(), focus, share(&row.row.focus), reference, q, short(row).to_owned()]
    };
    fitted(&["", "loaded", "share (95 %)", "ref.", "q", ""], rows.iter().map(cells).collect(), 1, width)
}

fn legend(level: RowLevel) -> String {
    let table = if level == RowLevel::Referent {
        "Loaded: loaded names of all names in the texts' own voice. Share: of these, with the range compatible with the count."
    } else {
        "Hits in the texts' own voice; texts with one; rates per 1,000 words outside quotations. Times: how many times as often as in the reference; \
         the range allows for differences between texts where there are enough of them."
    };
    format!(
        "{table} q: from shuffling the texts, adjusted for the number of rows. More, less: q is at most 0.05 and the range leaves out 1; few: so it \
         seems, from fewer than 5 hits or without a test; –: no clear difference, which is not the same as none. Frequency is not intent: read the hits (connote \
         hits). Another reference gives other numbers."
    )
}
