//! The page of a comparison: texts beside reference texts, item by item, with the lines behind each.

use std::collections::BTreeSet;

use askama::Template;

use super::charts::{Axis, Scale, Whisker};
use super::evidence::{FocusLine, FocusLines};
use super::figure::Figure;
use super::forest::{Ratio, RatioAxis, Ratios, ShareBar};
use super::frame::{FIRST, Frame, Making};
use super::shown::visible;
use crate::compare::beside::BesideRow;
use crate::compare::corpus::{CorpusRow, Shuffling, SideFigures};
use crate::compare::flag::CorpusFlag;
use crate::compare::items::RowLevel;
use crate::report::corpora::{self, CompareRow};
use crate::report::corpora_words::{Beside, difference, flag_words, left_out, short, side, verdict};
use crate::report::figures::{counted, rate, thousands};

/// So many rows are in the table of all levels.
const ROWS: usize = 5_000;

/// So many groups have a chart.
const GROUPS: usize = 60;

/// So many items of the level are drawn, and have their lines on the page.
const ITEMS: usize = 300;

#[derive(Template)]
#[template(path = "corpora.html")]
struct CorporaPage<'a> {
    frame: Frame<'a>,
    title: String,
    lead: String,
    level: &'static str,
    sections: Vec<Section<'a>>,
    several: bool,
    grouped: bool,
    rows: Vec<Row>,
    rows_left_out: String,
    first: usize,
    flags: Vec<(String, String)>,
}

/// What is said beside one reference.
struct Section<'a> {
    number: usize,
    name: String,
    described: String,
    row: String,
    focus: (Figure, Figure),
    reference: (Figure, Figure),
    mind: Vec<String>,
    totals: Vec<Totals>,
    axis: RatioAxis,
    items: Vec<Item<'a>>,
    items_left_out: String,
    naming: Vec<Naming>,
    groups: Vec<Group>,
    groups_axis: Axis,
    groups_left_out: String,
}

/// All loaded terms together, in words.
struct Totals {
    lines: Vec<(&'static str, String)>,
}

/// An item of the level.
struct Item<'a> {
    figures: Row,
    chart: Ratio,
    verdict: &'static str,
    drawer: Option<Drawer<'a>>,
}

/// The lines of an item.
struct Drawer<'a> {
    id: String,
    count: String,
    more: String,
    lines: &'a [FocusLine],
}

/// The figures of a row, wherever it is shown.
struct Row {
    row: String,
    level: &'static str,
    name: String,
    reference: String,
    group: String,
    hits_focus: Figure,
    rate_focus: Figure,
    rate_focus_range: Option<(Figure, Figure)>,
    hits_reference: Figure,
    rate_reference: Figure,
    rate_reference_range: Option<(Figure, Figure)>,
    ratio: Figure,
    ratio_range: Option<(Figure, Figure)>,
    texts: Figure,
    texts_reference: Figure,
    p: Figure,
    q: Figure,
    flags: String,
}

/// The loaded share of all names of a thing.
struct Naming {
    row: String,
    name: String,
    loaded: Figure,
    mentions: Figure,
    share: Figure,
    range: Option<(Figure, Figure)>,
    reference: Figure,
    reference_range: Option<(Figure, Figure)>,
    q: Figure,
    covered: bool,
    focus_bar: ShareBar,
    reference_bar: ShareBar,
}

/// A group of the focus.
struct Group {
    row: String,
    name: String,
    rate: Figure,
    said: String,
    difference: String,
    chart: Whisker,
    beside: Whisker,
}

/// The page of a comparison with one or more references. `level` is that of the chart.
#[must_use]
pub fn corpora(besides: &[Beside], level: RowLevel, lines: &FocusLines, shuffling: Shuffling, making: Making<'_>) -> String {
    let rows: Vec<CompareRow<'_>> =
        besides.iter().flat_map(|beside| beside.comparison.rows.iter().map(|row| CompareRow { reference: &beside.name, beside: row })).collect();
    let mut sections = Vec::new();
    let mut from = 0;
    for (number, beside) in besides.iter().enumerate() {
        let of_reference = &rows[from..from + beside.comparison.rows.len()];
        sections.push(section(number, beside, of_reference, &Place { from, level, lines, shuffling }));
        from += of_reference.len();
    }
    let documents = besides.first().map_or(0, |beside| beside.comparison.focus_documents);
    let title = format!("{} beside reference texts", counted(documents as u64, "text", "texts"));
    let shown = &rows[..rows.len().min(ROWS)];
    let page = CorporaPage {
        frame: Frame::new(&title, making),
        title,
        lead: lead(besides),
        level: level.as_str(),
        sections,
        several: besides.len() > 1,
        grouped: rows.iter().any(|row| row.beside.group.is_some()),
        rows: shown.iter().enumerate().map(|(index, of)| row(index, of)).collect(),
        rows_left_out: cut(shown.len(), rows.len(), "rows"),
        first: FIRST,
        flags: flags(shown),
    };
    page.render().unwrap_or_default()
}

/// Where the rows of a reference stand, and what is shown of them.
struct Place<'a> {
    from: usize,
    level: RowLevel,
    lines: &'a FocusLines,
    shuffling: Shuffling,
}

fn cut(shown: usize, all: usize, what: &str) -> String {
    if shown == all {
        return String::new();
    }
    let [shown, all] = [shown, all].map(|count| thousands(count as u64));
    format!("The first {shown} of {all} {what} are on this page. --format csv and json have all.")
}

/// What the totals come to beside each reference.
fn lead(besides: &[Beside]) -> String {
    let said = |beside: &Beside| {
        let row = beside.comparison.rows.iter().find(|row| row.row.level == RowLevel::All)?;
        let name = visible(&beside.name);
        Some(match verdict(&row.row, row.row.permuted.p) {
            _ if row.uncovered => format!("nothing to compare with {name}"),
            _ if row.row.flags.contains(&CorpusFlag::FewHits) => format!("fewer than 5 hits to compare with {name}"),
            "more" => format!("more often than in {name}{}", untested(&row.row)),
            "less" => format!("less often than in {name}{}", untested(&row.row)),
            _ => format!("no clear difference from {name}"),
        })
    };
    let said: Vec<String> = besides.iter().filter_map(said).collect();
    format!("Loaded terms in the texts’ own voice: {}. Frequency is not intent: read the lines.", said.join("; "))
}

/// What is added where the counts alone say so.
fn untested(row: &CorpusRow) -> &'static str {
    if row.permuted.p.is_none() { " by the counts alone, without a test" } else { "" }
}

fn section<'a>(number: usize, beside: &Beside, rows: &[CompareRow<'_>], place: &Place<'a>) -> Section<'a> {
    let comparison = &beside.comparison;
    let count = |field: &str, count: u64| Figure::count(field, count);
    let groups: Vec<(usize, &BesideRow)> = of_level(rows, RowLevel::Group).collect();
    let scale = Scale::new(
        groups.iter().flat_map(|(_, row)| [&row.row.focus, &row.row.reference]).filter_map(|side| side.interval.map(|interval| interval.high)),
    );
    let (axis, items, items_left_out) = items(number, rows, place);
    Section {
        number: number + 1,
        name: visible(&beside.name),
        described: visible(&beside.about.description()),
        row: format!("/comparisons/{number}"),
        focus: (count("focus_documents", comparison.focus_documents as u64), count("focus_words", comparison.focus_words)),
        reference: (count("reference_documents", comparison.reference_documents as u64), count("reference_words", comparison.reference_words)),
        mind: left_out(&beside.name, comparison).iter().map(|remark| visible(remark)).collect(),
        totals: of_level(rows, RowLevel::All).map(|(_, row)| totals(row, place.shuffling)).collect(),
        axis,
        items,
        items_left_out,
        naming: of_level(rows, RowLevel::Referent)
            .filter(|(_, row)| row.group.is_none())
            .map(|(index, _)| naming(place.from + index, &rows[index]))
            .collect(),
        groups: groups.iter().take(GROUPS).map(|(index, _)| group(place.from + index, &rows[*index], scale, place.shuffling)).collect(),
        groups_axis: Axis::new(scale),
        groups_left_out: cut(groups.len().min(GROUPS), groups.len(), "groups"),
    }
}

fn of_level<'r>(rows: &'r [CompareRow<'r>], level: RowLevel) -> impl Iterator<Item = (usize, &'r BesideRow)> {
    rows.iter().map(|row| row.beside).enumerate().filter(move |(_, row)| row.row.level == level)
}

fn totals(row: &BesideRow, shuffling: Shuffling) -> Totals {
    if row.uncovered {
        return Totals {
            lines: vec![("result", "The reference was counted without any of the entries in use: there is nothing to compare.".to_owned())],
        };
    }
    let mut lines = vec![("focus", side(&row.row.focus)), ("reference", side(&row.row.reference)), ("difference", difference(&row.row, shuffling))];
    let weak: Vec<&str> = row.row.flags.iter().map(|flag| flag_words(*flag, &row.row)).collect();
    if !weak.is_empty() {
        lines.push(("mind", weak.join("; ")));
    }
    Totals { lines }
}

/// The items of the level for the whole focus, with their axis and what is said of those that are not drawn.
fn items<'a>(number: usize, rows: &[CompareRow<'_>], place: &Place<'a>) -> (RatioAxis, Vec<Item<'a>>, String) {
    let of_level = |row: &BesideRow| row.row.level == RowLevel::All || row.row.level == place.level && place.level != RowLevel::Referent;
    let (drawn, absent): (Vec<_>, Vec<_>) = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.beside.group.is_none() && of_level(row.beside))
        .partition(|(_, row)| row.beside.row.level == RowLevel::All || says_something(row.beside));
    let shown = &drawn[..drawn.len().min(ITEMS)];
    let ratios = || shown.iter().filter(|(_, row)| !row.beside.uncovered).filter_map(|(_, row)| row.beside.row.ratio);
    let ends = ratios().filter_map(|ratio| ratio.interval).flat_map(|interval| [interval.low, interval.high]);
    let axis = Ratios::new(ratios().filter_map(|ratio| ratio.ratio).chain(ends));
    let items = shown.iter().map(|(index, row)| item(number, place.from + index, row, axis, place)).collect();
    let mut left_out = vec![cut(shown.len(), drawn.len(), "items")];
    left_out.extend((!absent.is_empty()).then(|| {
        let items = counted(absent.len() as u64, "item", "items");
        format!(
            "{items} without a hit in the focus, and too few in the reference to say that this is less often, are in the table of all levels only."
        )
    }));
    (RatioAxis::new(axis), items, left_out.join(" ").trim().to_owned())
}

/// Whether an item has a hit in the focus, or so many in the reference that none is clearly less often.
fn says_something(row: &BesideRow) -> bool {
    let less = row.row.ratio.and_then(|ratio| ratio.interval).is_some_and(|interval| interval.high < 1.0);
    row.row.focus.tally.hits > 0 || less
}

fn item<'a>(number: usize, index: usize, of: &CompareRow<'_>, axis: Ratios, place: &Place<'a>) -> Item<'a> {
    let row_of = &of.beside.row;
    let ratio = if of.beside.uncovered { None } else { row_of.ratio };
    Item {
        figures: row(index, of),
        chart: Ratio::new(axis, ratio),
        verdict: if of.beside.uncovered { "not covered" } else { short(of.beside) },
        drawer: (row_of.level != RowLevel::All).then(|| drawer(format!("lines-{}-{index}", number + 1), of.beside, place.lines)).flatten(),
    }
}

fn drawer<'a>(id: String, row: &BesideRow, lines: &'a FocusLines) -> Option<Drawer<'a>> {
    let lines = lines.of(&row.row.item);
    if lines.is_empty() {
        return None;
    }
    let hits = row.row.focus.tally.hits;
    let left = hits.saturating_sub(lines.len() as u64);
    let more = if left > 0 { format!("{} more: connote hits has all.", thousands(left)) } else { String::new() };
    Some(Drawer { id, count: counted(hits, "hit", "hits"), more, lines })
}

fn row(index: usize, of: &CompareRow<'_>) -> Row {
    let table = corpora::compare();
    let figure = |name: &str| Figure::of(&table, of, name, "");
    let pair = |low: &str, high: &str| Some((figure(low), figure(high))).filter(|(low, _)| !low.value.is_empty());
    let named = of.beside.row.level == RowLevel::Referent;
    let prefix = if named { "share" } else { "rate" };
    let side_figure = |side: &str, end: &str| figure(&format!("{prefix}_{side}{end}"));
    let range = |side: &str| Some((side_figure(side, "_low"), side_figure(side, "_high"))).filter(|(low, _)| !low.value.is_empty());
    Row {
        row: format!("/compare/{index}"),
        level: of.beside.row.level.as_str(),
        name: name(of.beside),
        reference: visible(of.reference),
        group: of.beside.group.as_deref().map(visible).unwrap_or_default(),
        hits_focus: figure("hits_focus"),
        rate_focus: side_figure("focus", ""),
        rate_focus_range: range("focus"),
        hits_reference: figure("hits_reference"),
        rate_reference: side_figure("reference", ""),
        rate_reference_range: range("reference"),
        ratio: figure("rate_ratio"),
        ratio_range: pair("rate_ratio_low", "rate_ratio_high"),
        texts: figure("docs_focus_with_hit"),
        texts_reference: figure("docs_reference_with_hit"),
        p: figure("p_permutation"),
        q: figure("q_bh"),
        flags: of.flags().join(" ").replace('_', " "),
    }
}

fn name(row: &BesideRow) -> String {
    match row.row.level {
        RowLevel::All => "loaded, in all".to_owned(),
        RowLevel::Technique => row.row.item.replace('_', " "),
        _ if row.row.item.is_empty() => "(none)".to_owned(),
        _ => visible(&row.row.item),
    }
}

fn naming(index: usize, of: &CompareRow<'_>) -> Naming {
    let figures = row(index, of);
    let table = corpora::compare();
    let bar = |side: &SideFigures, of_focus| ShareBar::new(side.tally.share(), side.interval, of_focus);
    let covered = !of.beside.uncovered;
    Naming {
        row: figures.row,
        name: figures.name,
        loaded: figures.hits_focus,
        mentions: Figure::of(&table, of, "mentions_focus", ""),
        share: figures.rate_focus,
        range: figures.rate_focus_range,
        reference: figures.rate_reference,
        reference_range: figures.rate_reference_range,
        q: figures.q,
        covered,
        focus_bar: bar(&of.beside.row.focus, true),
        reference_bar: if covered { bar(&of.beside.row.reference, false) } else { ShareBar::new(None, None, false) },
    }
}

fn group(index: usize, of: &CompareRow<'_>, scale: Scale, shuffling: Shuffling) -> Group {
    let row = of.beside;
    let whisker = |side: &SideFigures| {
        Whisker::new(scale, side.tally.rate(), side.interval.map(|interval| interval.low), side.interval.map(|interval| interval.high))
    };
    let one = row.row.focus.documents == 1;
    let difference = match (row.uncovered, one) {
        (true, _) => "not covered by the reference".to_owned(),
        (_, true) => format!("reference: {}. One text says nothing of a group.", row.row.reference.tally.rate().map_or("–".to_owned(), rate)),
        _ => difference(&row.row, shuffling),
    };
    Group {
        row: format!("/compare/{index}"),
        name: visible(&row.row.item),
        rate: Figure::of(&corpora::compare(), of, "rate_focus", ""),
        said: side(&row.row.focus),
        difference,
        chart: whisker(&row.row.focus),
        beside: if row.uncovered { Whisker::new(scale, None, None, None) } else { whisker(&row.row.reference) },
    }
}

/// The flags of the rows, and what they mean.
fn flags(rows: &[CompareRow<'_>]) -> Vec<(String, String)> {
    let of_row = |row: &CorpusRow| -> Vec<(String, String)> {
        row.flags.iter().map(|flag| (flag.as_str().replace('_', " "), flag_words(*flag, row).to_owned())).collect()
    };
    let weak = rows.iter().flat_map(|row| of_row(&row.beside.row));
    let mut flags: BTreeSet<(String, String)> = weak.collect();
    if rows.iter().any(|row| row.beside.not_covered > 0 || row.beside.uncovered) {
        flags.insert(("not covered".to_owned(), "entries that the reference was counted without; they are left out on both sides".to_owned()));
    }
    if rows.iter().any(|row| row.beside.row.ratio.and_then(|ratio| ratio.interval).is_some_and(|interval| interval.high.is_infinite())) {
        flags.insert(("unbounded".to_owned(), "no hit in the reference: the ratio has no upper end".to_owned()));
    }
    flags.into_iter().collect()
}
