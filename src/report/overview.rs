//! The terminal view of several articles: one row each, no cell broken over lines, then what to mind.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::cell::Cell;
use super::figures::counted;
use super::flags::meaning;
use super::table::fitted;
use super::tables::{self, ByRow, ScoreRow, cell_of};

/// One row for each article at this width.
#[must_use]
pub fn overview(rows: &[ScoreRow<'_>], width: usize) -> String {
    let compared = rows.iter().any(|row| row.compared().is_some());
    let mut headers = vec!["document", "words", "own voice", "quoted", "scare", "per 1,000"];
    headers.extend(compared.then_some("above ref"));
    let cells = |row: &ScoreRow<'_>| {
        let shown = |name| cell_of(&tables::score(), row, name).shown();
        let mut cells = vec![row.analysis.document.id.clone()];
        cells.extend(["words", "editorial", "quoted", "scare", "editorial_rate"].map(shown));
        let rank = row.compared().and_then(|compared| compared.rank);
        cells.extend(compared.then(|| rank.map_or("–".to_owned(), |rank| format!("{} of {}", rank.below, rank.documents()))));
        cells
    };
    let mut page = fitted(&headers, rows.iter().map(cells).collect(), 1, width);
    page.push('\n');
    let mut notes = "Own voice, quoted, scare: loaded terms by voice. Rates: own voice per 1,000 words outside quotations.\n".to_owned();
    if compared {
        notes.push_str("Above ref: how many reference texts have a lower rate. Another reference gives other numbers.\n");
    }
    notes.push_str(&flags(rows));
    for line in textwrap::wrap(&notes, width) {
        let _ = writeln!(page, "{}", line.trim_end());
    }
    page
}

fn flags(rows: &[ScoreRow<'_>]) -> String {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for flag in rows.iter().flat_map(ScoreRow::flags) {
        *counts.entry(flag).or_default() += 1;
    }
    let mut lines = String::new();
    for (flag, count) in counts {
        let meaning = meaning(&flag);
        let _ = writeln!(lines, "Mind, {}: {meaning}.", counted(count, "text", "texts"));
    }
    lines
}

/// One row for each item of a level at this width.
#[must_use]
pub fn items(rows: &[ByRow<'_>], width: usize) -> String {
    let several = rows.windows(2).any(|pair| pair[0].document != pair[1].document);
    let naming = rows.iter().any(|row| row.counts.mentions.is_some());
    let mut headers = vec!["item", "own voice"];
    headers.extend(if naming { ["mentions", "loaded share"] } else { ["quoted", "per 1,000"] });
    headers.push("95 % range");
    if several {
        headers.insert(0, "document");
    }
    let cells = |row: &ByRow<'_>| {
        let cell = |name| cell_of(&tables::by(), row, name);
        let number = |cell: &Cell| match cell {
            Cell::Number(share) if naming => format!("{share:.2}"),
            other => other.shown(),
        };
        let (low, high) = (cell("rate_low"), cell("rate_high"));
        let range = if low == Cell::Empty { "–".to_owned() } else { format!("{} to {}", number(&low), number(&high)) };
        let second = if naming { "mentions" } else { "quoted" };
        let mut cells = vec![row.item.clone(), cell("editorial").shown(), cell(second).shown(), number(&cell("rate")), range];
        if several {
            cells.insert(0, row.document.to_owned());
        }
        cells
    };
    fitted(&headers, rows.iter().map(cells).collect(), if several { 2 } else { 1 }, width)
}
