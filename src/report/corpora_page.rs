//! Corpus beside corpus, on one page: what is compared, the loaded terms in all, then item by item.

use std::fmt::Write;

use super::cell::printable;
use super::figures::{counted, p_value, range, rate, thousands, two_digits};
use super::table::fitted;
use crate::compare::beside::{BesideRow, Comparison};
use crate::compare::corpora::CiMethod;
use crate::compare::corpus::{CorpusRow, Shuffling, SideFigures};
use crate::compare::flag::{CorpusFlag, FEW_HITS_BELOW};
use crate::compare::items::RowLevel;
use crate::profile::About;

/// From this p-value on nobody should see a difference.
const CHANCE_FROM: f64 = 0.05;

/// A comparison with one reference, and what that is.
pub struct Beside {
    /// Name of the reference.
    pub name: String,
    /// Where its counts come from.
    pub about: About,
    /// The comparison.
    pub comparison: Comparison,
}

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

/// What a comparison leaves out, a sentence each.
#[must_use]
pub fn left_out(name: &str, comparison: &Comparison) -> Vec<String> {
    let texts = |count: u64| counted(count, "text", "texts");
    let mut remarks = Vec::new();
    if comparison.focus_copies > 0 {
        remarks.push(format!("{} of the focus left out: near copies of longer ones", texts(comparison.focus_copies as u64)));
    }
    if comparison.left_out > 0 {
        remarks.push(format!("{} left out of {name}: texts of the focus or near copies of them", texts(comparison.left_out as u64)));
    }
    if comparison.not_covered > 0 {
        let entries = counted(comparison.not_covered as u64, "entry", "entries");
        remarks.push(format!("{entries} left out of the comparison: {name} was counted without them"));
    }
    remarks
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
    let weak: Vec<&str> = row.row.flags.iter().map(|flag| flag_words(*flag)).collect();
    if !weak.is_empty() {
        wrap(page, "mind", &weak.join("; "), width);
    }
}

/// "30 hits in 8 of 10 texts = 5.2 per 1,000 (3.5 to 7.5)".
fn side(side: &SideFigures) -> String {
    let hits = counted(side.tally.hits, "hit", "hits");
    let texts = format!("{} of {}", thousands(side.documents_with_hit as u64), counted(side.documents as u64, "text", "texts"));
    match (side.tally.rate(), side.interval) {
        (Some(per), Some(interval)) => format!("{hits} in {texts} = {} per 1,000 ({} to {})", rate(per), rate(interval.low), rate(interval.high)),
        _ => format!("{hits} in {texts}, no word to count in"),
    }
}

/// "more: 5.0 times as often (95 % 2.2 to 12); texts shuffled 9,999 times, seed 1: p < 0.001".
fn difference(row: &CorpusRow, shuffling: Shuffling) -> String {
    if row.focus.tally.hits == 0 && row.reference.tally.hits == 0 {
        return "no hits in either corpus".to_owned();
    }
    let mut text = verdict(row, row.permuted.p).to_owned();
    if let Some(ratio) = row.ratio {
        if let Some(point) = ratio.ratio {
            let _ = write!(text, ": {} times as often", two_digits(point));
        }
        if let Some(interval) = ratio.interval {
            let how = if ratio.ci_method == Some(CiMethod::Exact) { ", as if words were independent" } else { "" };
            let _ = write!(text, " (95 % {}{how})", range(interval));
        }
    }
    if row.flags.contains(&CorpusFlag::TooFewDocuments) {
        text.push_str("; too few texts to test");
    } else if row.permuted.p.is_none() && row.flags.contains(&CorpusFlag::LengthMismatch) {
        text.push_str("; no texts of like length to be shuffled among");
    } else if let Some(p) = row.permuted.p {
        let count = thousands(row.permuted.permutations);
        let how = if row.permuted.exact { format!("in all {count} ways") } else { format!("{count} times, seed {}", shuffling.seed) };
        let _ = write!(text, "; texts shuffled {how}: p {}", p_value(p));
    }
    text
}

/// "more", "less", or "no clear difference" where the interval covers 1 or the p-value is large.
fn verdict(row: &CorpusRow, p: Option<f64>) -> &'static str {
    let by_interval = row.ratio.and_then(|ratio| ratio.interval).is_none_or(|interval| !interval.contains(1.0));
    let by_p = p.is_none_or(|p| p <= CHANCE_FROM);
    match row.direction {
        Some(crate::compare::Direction::Over) if by_interval && by_p => "more",
        Some(crate::compare::Direction::Under) if by_interval && by_p => "less",
        _ => "no clear difference",
    }
}

fn flag_words(flag: CorpusFlag) -> &'static str {
    match flag {
        CorpusFlag::Bursty => "hits come in bursts; the range allows for that",
        CorpusFlag::OneDocumentDominates => "more than half of the hits of a side stand in one text",
        CorpusFlag::LengthMismatch => "the texts of the two sides differ in length, so each was shuffled among texts of like length",
        CorpusFlag::TooFewDocuments => "so few texts that no shuffling could show a difference",
        CorpusFlag::FewHits => "fewer than 5 hits in the focus",
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

/// "more", "less", or a dash; with fewer than five hits on both sides together, or no p-value, nothing is called either.
fn short(row: &BesideRow) -> &'static str {
    let enough = row.row.focus.tally.hits + row.row.reference.tally.hits >= FEW_HITS_BELOW && row.row.q.is_some();
    match verdict(&row.row, row.row.q) {
        "no clear difference" => "–",
        _ if !enough => "few",
        verdict => verdict,
    }
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
         seems, from fewer than 5 hits; –: no clear difference, which is not the same as none. Frequency is not intent: read the hits (connote \
         hits). Another reference gives other numbers."
    )
}
