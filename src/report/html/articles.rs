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
use crate::compare::{RateBins, bin};
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

/// The page of many articles, in groups by a column or by outlet, as they come. Of each it keeps what the page will show, and no text.
pub struct Articles<'a> {
    analyzer: &'a Analyzer,
    group_by: Option<&'a str>,
    documents: usize,
    hits: usize,
    /// Documents with loaded terms in their own voice, only in others, without any.
    voices: [u64; 3],
    /// Loaded terms in their own voice, in quotations, in scare quotes; words, of them in quotations.
    sums: [u64; 5],
    compared: bool,
    rows: Vec<Row>,
    flags: BTreeSet<String>,
    drawers: Vec<Drawer>,
    /// How many more lines fit.
    room: usize,
    groups: BTreeMap<String, Members>,
}

/// The texts of a group.
#[derive(Default)]
struct Members {
    texts: u64,
    hits: u64,
    words: u64,
    bins: RateBins,
}

impl<'a> Articles<'a> {
    /// An empty page.
    #[must_use]
    pub fn new(analyzer: &'a Analyzer, group_by: Option<&'a str>) -> Self {
        Self {
            analyzer,
            group_by,
            documents: 0,
            hits: 0,
            voices: [0; 3],
            sums: [0; 5],
            compared: false,
            rows: Vec::new(),
            flags: BTreeSet::new(),
            drawers: Vec::new(),
            room: LINES,
            groups: BTreeMap::new(),
        }
    }

    /// Adds an article.
    pub fn add(&mut self, of: &ScoreRow<'_>) {
        self.count(of);
        if self.rows.len() < ROWS {
            let index = self.rows.len();
            let lines = self.drawer(index, of);
            self.rows.push(row(index, of, lines));
            self.flags.extend(of.flags());
        }
    }

    fn count(&mut self, of: &ScoreRow<'_>) {
        let counts = &of.counts;
        self.documents += 1;
        self.hits += of.analysis.hits.len();
        self.compared |= of.compared().is_some();
        self.voices[if counts.loaded.editorial > 0 { 0 } else { usize::from(counts.loaded.total() == 0) + 1 }] += 1;
        let loaded = counts.loaded;
        for (sum, more) in self.sums.iter_mut().zip([loaded.editorial, loaded.quoted, loaded.scare, counts.words, counts.words_quoted]) {
            *sum += more;
        }
        let group = of.analysis.document.meta.column(self.group_by.unwrap_or("outlet")).unwrap_or_default();
        if !self.groups.contains_key(group) {
            self.groups.insert(group.to_owned(), Members::default());
        }
        if let Some(members) = self.groups.get_mut(group) {
            members.add(counts.editorial_tally());
        }
    }

    /// The lines of an article, where they fit: those of the first articles, each article whole.
    fn drawer(&mut self, index: usize, of: &ScoreRow<'_>) -> Option<String> {
        let count = of.analysis.hits.len();
        if count > self.room {
            self.room = 0;
        }
        if count == 0 || count > self.room {
            return None;
        }
        self.room -= count;
        let id = format!("t{}", index + 1);
        let lines = lines(index, of.analysis, self.analyzer).collect();
        self.drawers.push(Drawer { id: id.clone(), title: head(of.analysis).title, count: counted(count as u64, "hit", "hits"), lines });
        Some(id)
    }

    /// The page.
    #[must_use]
    pub fn page(self, making: Making<'_>) -> String {
        let title = counted(self.documents as u64, "text", "texts");
        let lines: usize = self.drawers.iter().map(|drawer| drawer.lines.len()).sum();
        let page = ArticlesPage {
            frame: Frame::new(&title, making),
            title,
            lead: self.lead(),
            keys: self.keys(),
            compared: self.compared,
            caution: "Another reference gives other numbers.",
            rows_left_out: left_out(self.rows.len(), self.documents, "texts"),
            rows: self.rows,
            flags: flags(&self.flags),
            groups: groups(self.groups, self.group_by),
            first: FIRST,
            drawers: self.drawers,
            lines_left_out: left_out(lines, self.hits, "lines"),
        };
        rendered(&page)
    }

    /// Whose voice the terms stand in, by texts.
    fn lead(&self) -> String {
        let [own, other, none] = self.voices.map(thousands);
        format!(
            "Texts with a listed loaded term in their own voice: {own} of {}; only in quotations or scare quotes: {other}; without any: {none}. \
             Frequency is not intent: read the lines.",
            thousands(self.documents as u64),
        )
    }

    fn keys(&self) -> Vec<(&'static str, Sum)> {
        let named = [
            ("loaded terms in their own voice", "score/editorial"),
            ("in quotations", "score/quoted"),
            ("in scare quotes", "score/scare"),
            ("words", "score/words"),
            ("of them in quotations", "score/words_quoted"),
        ];
        named.into_iter().zip(self.sums).map(|((name, field), sum)| (name, Sum::new(field, sum))).collect()
    }
}

impl Members {
    fn add(&mut self, tally: Tally) {
        self.texts += 1;
        self.hits += tally.hits;
        self.words += tally.words;
        if let Some(index) = bin(tally) {
            self.bins.documents[index] += 1;
        }
    }
}

fn left_out(shown: usize, all: usize, what: &str) -> String {
    if shown == all {
        return String::new();
    }
    let [shown, all] = [shown, all].map(|count| thousands(count as u64));
    format!("The first {shown} of {all} {what} are on this page, which would be slow otherwise. --format csv and json have all.")
}

fn row(index: usize, row: &ScoreRow<'_>, lines: Option<String>) -> Row {
    let score = tables::score();
    let figure = |name: &str| Figure::of(&score, row, name, "score/");
    let head = head(row.analysis);
    let rank = row.compared().and_then(|compared| compared.rank).map(|_| (figure("ref_below"), figure("reference_documents")));
    Row {
        row: format!("/documents/{index}"),
        title: head.title,
        facts: head.facts,
        lines,
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

/// The flags of the rows and what they mean.
fn flags(names: &BTreeSet<String>) -> Vec<(String, String)> {
    names.iter().map(|name| (name.replace('_', " "), meaning(name))).filter(|(name, meaning)| name != meaning).collect()
}

/// The articles by a column, or by outlet where at least one is known.
fn groups(members: BTreeMap<String, Members>, group_by: Option<&str>) -> Option<Groups> {
    if group_by.is_none() && members.keys().all(String::is_empty) {
        return None;
    }
    let count = members.len();
    let mut by_size: Vec<(String, Members)> = members.into_iter().collect();
    by_size.sort_by(|(name, one), (other_name, other)| (other.texts, name).cmp(&(one.texts, other_name)));
    by_size.truncate(GROUPS);
    by_size.sort_by(|(name, _), (other, _)| (name.is_empty(), name).cmp(&(other.is_empty(), other)));
    let left_out = if count > GROUPS {
        format!("{} groups in all; the {GROUPS} with the most texts are shown. --format csv has all.", thousands(count as u64))
    } else {
        String::new()
    };
    let groups = by_size.iter().enumerate().map(|(index, (name, members))| group(index, name, members)).collect();
    Some(Groups { column: visible(group_by.unwrap_or("outlet")), groups, left_out })
}

fn group(index: usize, name: &str, members: &Members) -> GroupOf {
    let Members { texts, hits, words, bins } = members;
    let name = if name.is_empty() { "(not known)".to_owned() } else { visible(name) };
    let pooled = Tally::new(*hits, *words).rate();
    let found = format!("{} in {} outside quotations", counted(*hits, "loaded term", "loaded terms"), counted(*words, "word", "words"));
    let per_thousand = pooled.map_or(String::new(), |pooled| format!(", {} per 1,000", rate(pooled)));
    let said = match texts {
        1 => format!("1 text: {found}{per_thousand}. One text says nothing of a group."),
        _ => format!("{}: {found}{per_thousand}.", counted(*texts, "text", "texts")),
    };
    let title = format!("Texts of {name} by their rate of loaded terms");
    GroupOf { spread: (*texts > 1 && bins.total() > 0).then(|| Spread::small(format!("group-{index}"), title, bins)), name, said }
}
