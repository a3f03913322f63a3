//! The page of many articles: a row each, where in it the hits stand, groups side by side, and every line behind the numbers.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;

use super::article::head;
use super::charts::{Spread, Strip};
use super::concordance::{Line, lines};
use super::figure::{Figure, Sum};
use super::frame::{FIRST, Frame, Making, rendered};
use super::shown::visible;
use crate::analysis::Analyzer;
use crate::compare::RateBins;
use crate::measure::Tally;
use crate::report::figures::{counted, rate, thousands};
use crate::report::flags::meaning;
use crate::report::tables::{self, ScoreRow};

/// So many rows are on a page, in the order of the input.
const ROWS: usize = 5_000;

/// So many concordance lines are on a page.
const LINES: usize = 2_000;

/// So many groups have a chart: those with the most texts.
const GROUPS: usize = 60;

#[derive(Template)]
#[template(path = "articles.html")]
struct ArticlesPage<'a> {
    frame: Frame<'a>,
    title: String,
    lead: String,
    keys: Vec<(&'static str, Sum)>,
    compared: bool,
    caution: &'static str,
    rows: Vec<Row>,
    rows_left_out: String,
    flags: Vec<(String, String)>,
    groups: Option<Groups>,
    /// So many rows are drawn at first.
    first: usize,
    drawers: Vec<Drawer>,
    lines_left_out: String,
}

/// A row: one article.
struct Row {
    row: String,
    title: String,
    facts: Vec<String>,
    /// Where its lines stand, if they are on the page.
    lines: Option<String>,
    words: Figure,
    editorial: Figure,
    quoted: Figure,
    scare: Figure,
    rate: Figure,
    low: Figure,
    high: Figure,
    rank: Option<(Figure, Figure)>,
    flags: String,
    strip: Strip,
}

/// Groups side by side.
struct Groups {
    column: String,
    groups: Vec<GroupOf>,
    left_out: String,
}

struct GroupOf {
    name: String,
    said: String,
    spread: Option<Spread>,
}

/// The lines of an article.
struct Drawer {
    id: String,
    title: String,
    count: String,
    lines: Vec<Line>,
}

/// The page of many articles, in groups by a column or by outlet.
#[must_use]
pub fn articles(all: &[ScoreRow<'_>], analyzer: &Analyzer, group_by: Option<&str>, making: Making<'_>) -> String {
    let shown = &all[..all.len().min(ROWS)];
    let drawers = drawers(shown, analyzer);
    let with_lines: BTreeSet<String> = drawers.iter().map(|drawer| drawer.id.clone()).collect();
    let hits: usize = all.iter().map(|row| row.analysis.hits.len()).sum();
    let lines: usize = drawers.iter().map(|drawer| drawer.lines.len()).sum();
    let title = counted(all.len() as u64, "text", "texts");
    let page = ArticlesPage {
        frame: Frame::new(&title, making),
        title,
        lead: lead(all),
        keys: keys(all),
        compared: all.iter().any(|row| row.compared().is_some()),
        caution: "Another reference gives other numbers.",
        rows: shown.iter().enumerate().map(|(index, of)| row(index, of, &with_lines)).collect(),
        rows_left_out: left_out(shown.len(), all.len(), "texts"),
        flags: flags(shown),
        groups: groups(all, group_by),
        first: FIRST,
        drawers,
        lines_left_out: left_out(lines, hits, "lines"),
    };
    rendered(&page)
}

fn left_out(shown: usize, all: usize, what: &str) -> String {
    if shown == all {
        return String::new();
    }
    let [shown, all] = [shown, all].map(|count| thousands(count as u64));
    format!("The first {shown} of {all} {what} are on this page, which would be slow otherwise. --format csv and json have all.")
}

/// Whose voice the terms stand in, by texts.
fn lead(all: &[ScoreRow<'_>]) -> String {
    let count = |holds: fn(&ScoreRow<'_>) -> bool| thousands(all.iter().filter(|row| holds(row)).count() as u64);
    format!(
        "Texts with a listed loaded term in their own voice: {} of {}; only in quotations or scare quotes: {}; without any: {}. Frequency is not \
         intent: read the lines.",
        count(|row| row.counts.loaded.editorial > 0),
        thousands(all.len() as u64),
        count(|row| row.counts.loaded.editorial == 0 && row.counts.loaded.total() > 0),
        count(|row| row.counts.loaded.total() == 0)
    )
}

fn keys(all: &[ScoreRow<'_>]) -> Vec<(&'static str, Sum)> {
    let sum = |field, of: fn(&ScoreRow<'_>) -> u64| Sum::new(field, all.iter().map(of).sum());
    vec![
        ("loaded terms in their own voice", sum("score/editorial", |row| row.counts.loaded.editorial)),
        ("in quotations", sum("score/quoted", |row| row.counts.loaded.quoted)),
        ("in scare quotes", sum("score/scare", |row| row.counts.loaded.scare)),
        ("words", sum("score/words", |row| row.counts.words)),
        ("of them in quotations", sum("score/words_quoted", |row| row.counts.words_quoted)),
    ]
}

fn row(index: usize, row: &ScoreRow<'_>, with_lines: &BTreeSet<String>) -> Row {
    let score = tables::score();
    let figure = |name: &str| Figure::of(&score, row, name, "score/");
    let head = head(row.analysis);
    let id = id_of(index);
    let rank = row.compared().and_then(|compared| compared.rank).map(|_| (figure("ref_below"), figure("reference_documents")));
    Row {
        row: format!("/documents/{index}"),
        title: head.title,
        facts: head.facts,
        lines: with_lines.contains(&id).then_some(id),
        words: figure("words"),
        editorial: figure("editorial"),
        quoted: figure("quoted"),
        scare: figure("scare"),
        rate: figure("editorial_rate"),
        low: figure("editorial_rate_low"),
        high: figure("editorial_rate_high"),
        rank,
        flags: row.flags().join(", ").replace('_', " "),
        strip: Strip::new(row.analysis),
    }
}

fn id_of(index: usize) -> String {
    format!("t{}", index + 1)
}

/// The flags of the rows and what they mean.
fn flags(rows: &[ScoreRow<'_>]) -> Vec<(String, String)> {
    let names: BTreeSet<String> = rows.iter().flat_map(ScoreRow::flags).collect();
    names.into_iter().map(|name| (name.replace('_', " "), meaning(&name))).filter(|(name, meaning)| name != meaning).collect()
}

/// The lines of the first articles, as many as fit, each article whole.
fn drawers(rows: &[ScoreRow<'_>], analyzer: &Analyzer) -> Vec<Drawer> {
    let mut drawers = Vec::new();
    let mut room = LINES;
    for (index, row) in rows.iter().enumerate().filter(|(_, row)| !row.analysis.hits.is_empty()) {
        let count = row.analysis.hits.len();
        if count > room {
            break;
        }
        room -= count;
        let count = counted(count as u64, "hit", "hits");
        drawers.push(Drawer { id: id_of(index), title: head(row.analysis).title, count, lines: lines(index, row.analysis, analyzer).collect() });
    }
    drawers
}

/// The articles by a column, or by outlet where at least one is known.
fn groups(all: &[ScoreRow<'_>], group_by: Option<&str>) -> Option<Groups> {
    let column = group_by.unwrap_or("outlet");
    let mut members: BTreeMap<&str, Vec<Tally>> = BTreeMap::new();
    for row in all {
        let name = row.analysis.document.meta.column(column).unwrap_or_default();
        members.entry(name).or_default().push(row.counts.editorial_tally());
    }
    if group_by.is_none() && members.keys().all(|name| name.is_empty()) {
        return None;
    }
    let count = members.len();
    let mut by_size: Vec<(&str, Vec<Tally>)> = members.into_iter().collect();
    by_size.sort_by_key(|(name, tallies)| (std::cmp::Reverse(tallies.len()), *name));
    by_size.truncate(GROUPS);
    by_size.sort_by_key(|(name, _)| (name.is_empty(), *name));
    let left_out = if count > GROUPS {
        format!("{} groups in all; the {GROUPS} with the most texts are shown. `connote compare --group-by` has all.", thousands(count as u64))
    } else {
        String::new()
    };
    let groups = by_size.iter().enumerate().map(|(index, (name, tallies))| group(index, name, tallies)).collect();
    Some(Groups { column: visible(column), groups, left_out })
}

fn group(index: usize, name: &str, tallies: &[Tally]) -> GroupOf {
    let bins: RateBins = tallies.iter().copied().collect();
    let hits: u64 = tallies.iter().map(|tally| tally.hits).sum();
    let words: u64 = tallies.iter().map(|tally| tally.words).sum();
    let name = if name.is_empty() { "(not known)".to_owned() } else { visible(name) };
    let pooled = Tally::new(hits, words).rate();
    let found = format!("{} in {} outside quotations", counted(hits, "loaded term", "loaded terms"), counted(words, "word", "words"));
    let per_thousand = pooled.map_or(String::new(), |pooled| format!(", {} per 1,000", rate(pooled)));
    let said = match tallies {
        [_] => format!("1 text: {found}{per_thousand}. One text says nothing of a group."),
        _ => format!("{}: {found}{per_thousand}.", counted(tallies.len() as u64, "text", "texts")),
    };
    let title = format!("Texts of {name} by their rate of loaded terms");
    GroupOf { spread: (tallies.len() > 1 && bins.total() > 0).then(|| Spread::small(format!("group-{index}"), title, &bins)), name, said }
}
