//! The page of `hits`: every hit in its line, to be searched, filtered and sorted; or every near miss with its reason.

use askama::Template;

use super::figure::Figure;
use super::filters::{Filter, filters};
use super::frame::{FIRST, Frame, Making, rendered};
use super::group::{GROUPS, Group, group, technique_name, voice_name};
use super::shown::visible;
use crate::analysis::{Analysis, Analyzer, Hit};
use crate::context::Voice;
use crate::report::figures::{counted, thousands};
use crate::report::tables::{HitContext, RejectedRow};

/// So many lines are on a page; more would make it slow, and nobody reads them.
pub(super) const LINES: usize = 5_000;

#[derive(Template)]
#[template(path = "hits.html")]
struct HitsPage<'a> {
    frame: Frame<'a>,
    title: String,
    lead: String,
    /// What was left out, if anything.
    left_out: String,
    filters: Vec<Filter>,
    groups: Vec<&'static Group>,
    several: bool,
    rejected: bool,
    /// So many rows are drawn at first.
    first: usize,
    rows: Vec<Line>,
}

/// A line of a concordance.
pub(super) struct Line {
    pub(super) row: String,
    pub(super) number: Option<Figure>,
    /// Its name, in parts between which a line may break.
    pub(super) document: Vec<String>,
    pub(super) left: String,
    pub(super) text: String,
    pub(super) right: String,
    pub(super) class: String,
    pub(super) technique: String,
    pub(super) technique_id: String,
    pub(super) voice: &'static str,
    pub(super) voice_id: &'static str,
    pub(super) entry: String,
    pub(super) lexicon: String,
    /// Why it is no hit.
    pub(super) reason: String,
}

/// The page of hits, or of near misses.
#[must_use]
pub fn concordance(all: &[Analysis], analyzer: &Analyzer, rejected: bool, making: Making<'_>) -> String {
    let hits: Vec<&Hit> = if rejected { Vec::new() } else { all.iter().flat_map(|analysis| &analysis.hits).take(LINES).collect() };
    let count: usize = all.iter().map(|analysis| if rejected { analysis.near_misses.len() } else { analysis.hits.len() }).sum();
    let rows: Vec<Line> = if rejected { misses(all, analyzer) } else { lines_of_all(all, analyzer) };
    let title = match (all, rejected) {
        ([one], false) => format!("Every hit in {}", visible(&one.document.id)),
        ([one], true) => format!("Every near miss in {}", visible(&one.document.id)),
        (_, false) => "Every hit in its line".to_owned(),
        (_, true) => "Every near miss in its line".to_owned(),
    };
    let what =
        if rejected { counted(count as u64, "match that is no hit", "matches that are no hits") } else { counted(count as u64, "hit", "hits") };
    let left_out = if rows.len() < count {
        format!("The first {} are shown. All of them: --format csv, or fewer texts.", thousands(rows.len() as u64))
    } else {
        String::new()
    };
    let page = HitsPage {
        frame: Frame::new(&title, making),
        title,
        lead: format!("{what} in {}.", counted(all.len() as u64, "text", "texts")),
        left_out,
        groups: GROUPS.into_iter().filter(|one| hits.iter().any(|hit| group(&hit.technique) == *one)).collect(),
        filters: if hits.is_empty() { Vec::new() } else { filters(&hits, analyzer) },
        several: all.len() > 1,
        rejected,
        first: FIRST,
        rows,
    };
    rendered(&page)
}

fn lines_of_all(all: &[Analysis], analyzer: &Analyzer) -> Vec<Line> {
    all.iter().enumerate().flat_map(|(index, analysis)| lines(index, analysis, analyzer)).take(LINES).collect()
}

/// The lines of a document.
pub(super) fn lines<'a>(index: usize, analysis: &'a Analysis, analyzer: &'a Analyzer) -> impl Iterator<Item = Line> + 'a {
    analysis.hits.iter().enumerate().map(move |(number, hit)| Line {
        row: format!("/documents/{index}/hits/{number}"),
        number: Some(Figure::count("hit", number as u64 + 1)),
        document: parts(&analysis.document.id),
        left: visible(&hit.left),
        text: in_line(&visible(hit.span.of(analysis.content(hit.field)))),
        right: visible(&hit.right),
        class: class(hit),
        technique: technique_name(&hit.technique),
        technique_id: hit.technique.id().to_owned(),
        voice: voice_name(hit.voice),
        voice_id: hit.voice.as_str(),
        entry: analyzer.entry(hit.entry).id.clone(),
        lexicon: analyzer.lexicon_id(hit.entry).to_owned(),
        reason: String::new(),
    })
}

/// How a hit is marked.
pub(super) fn class(hit: &Hit) -> String {
    let kind = match hit.voice {
        Voice::Editorial if hit.counts_as_loaded() => " counted",
        Voice::Editorial => "",
        _ => " voiced begins ends",
    };
    format!("{}{kind}", group(&hit.technique).class)
}

fn parts(name: &str) -> Vec<String> {
    visible(name).split_inclusive(['/', '_', '.', '\\', ' ']).map(str::to_owned).collect()
}

fn in_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn misses(all: &[Analysis], analyzer: &Analyzer) -> Vec<Line> {
    let contexts: Vec<HitContext<'_>> = all.iter().map(|analysis| HitContext::new(analysis, analyzer)).collect();
    let rows = contexts.iter().enumerate().flat_map(|(index, context)| {
        context.analysis().near_misses.iter().enumerate().map(move |(number, miss)| {
            let entry = analyzer.entry(miss.entry);
            Line {
                row: format!("/documents/{index}/rejected/{number}"),
                number: None,
                document: parts(context.document()),
                left: visible(&miss.left),
                text: in_line(&visible(miss.span.of(context.content(miss.field)))),
                right: visible(&miss.right),
                class: group(&entry.technique).class.to_owned(),
                technique: technique_name(&entry.technique),
                technique_id: entry.technique.id().to_owned(),
                voice: "",
                voice_id: "",
                entry: entry.id.clone(),
                lexicon: analyzer.lexicon_id(miss.entry).to_owned(),
                reason: visible(&RejectedRow { context, miss }.reason()),
            }
        })
    });
    rows.take(LINES).collect()
}
