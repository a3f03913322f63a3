//! The page of `hits`: every hit in its line, to be searched, filtered and sorted; or every near miss with its reason.

use askama::Template;

use super::figure::Figure;
use super::filters::{Filter, filters};
use super::frame::{FIRST, Frame, Making, rendered};
use super::group::{GROUPS, Group, group, technique_name, voice_name};
use super::shown::visible;
use crate::analysis::{Analysis, Analyzer, Hit, NearMiss};
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

/// The page of hits, or of near misses, as documents come. Of each it keeps the lines that the page will show, and no text.
pub struct Concordance<'a> {
    analyzer: &'a Analyzer,
    rejected: bool,
    /// Of a sample: how many hits it was drawn from.
    sampled_of: Option<u64>,
    documents: usize,
    /// The name of the only document, while there is one.
    only: String,
    /// Hits or near misses.
    count: usize,
    /// The hits of the lines.
    hits: Vec<Hit>,
    rows: Vec<Line>,
}

impl<'a> Concordance<'a> {
    /// An empty page of hits, or of near misses; of a sample with the number of hits it was drawn from.
    #[must_use]
    pub fn new(analyzer: &'a Analyzer, rejected: bool, sampled_of: Option<u64>) -> Self {
        Self { analyzer, rejected, sampled_of, documents: 0, only: String::new(), count: 0, hits: Vec::new(), rows: Vec::new() }
    }

    /// Adds a document: its near misses, or those of its hits that are `wanted` by their index.
    pub fn add(&mut self, analysis: &Analysis, wanted: impl Fn(usize) -> bool) {
        let index = self.documents;
        self.documents += 1;
        analysis.document.id.clone_into(&mut self.only);
        let room = LINES - self.rows.len();
        if self.rejected {
            self.count += analysis.near_misses.len();
            self.rows.extend(misses(index, analysis, self.analyzer).into_iter().take(room));
            return;
        }
        let wanted: Vec<usize> = (0..analysis.hits.len()).filter(|&hit| wanted(hit)).collect();
        self.count += wanted.len();
        self.hits.extend(wanted.iter().take(room).map(|&hit| analysis.hits[hit].clone()));
        self.rows.extend(wanted.iter().take(room).map(|&hit| line(index, hit, analysis, self.analyzer)));
    }

    /// The page.
    #[must_use]
    pub fn page(self, making: Making<'_>) -> String {
        let Self { analyzer, rejected, sampled_of, documents, only, count, hits, rows } = self;
        let hits: Vec<&Hit> = hits.iter().collect();
        let title = match (documents, rejected) {
            _ if sampled_of.is_some() => "A sample of hits in their lines".to_owned(),
            (1, false) => format!("Every hit in {}", visible(&only)),
            (1, true) => format!("Every near miss in {}", visible(&only)),
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
            lead: match sampled_of {
                Some(all) => format!("{what} in {}, drawn at random from {}.", counted(documents as u64, "text", "texts"), thousands(all)),
                None => format!("{what} in {}.", counted(documents as u64, "text", "texts")),
            },
            left_out,
            groups: GROUPS.into_iter().filter(|one| hits.iter().any(|hit| group(&hit.technique) == *one)).collect(),
            filters: if hits.is_empty() { Vec::new() } else { filters(&hits, analyzer) },
            several: documents > 1,
            rejected,
            first: FIRST,
            rows,
        };
        rendered(&page)
    }
}

/// The lines of a document.
pub(super) fn lines<'a>(index: usize, analysis: &'a Analysis, analyzer: &'a Analyzer) -> impl Iterator<Item = Line> + 'a {
    (0..analysis.hits.len()).map(move |hit| line(index, hit, analysis, analyzer))
}

fn line(index: usize, number: usize, analysis: &Analysis, analyzer: &Analyzer) -> Line {
    let hit = &analysis.hits[number];
    Line {
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
    }
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

fn misses(index: usize, analysis: &Analysis, analyzer: &Analyzer) -> Vec<Line> {
    let context = HitContext::new(analysis, analyzer);
    let line = |(number, miss): (usize, &NearMiss)| {
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
            reason: visible(&RejectedRow { context: &context, miss }.reason()),
        }
    };
    analysis.near_misses.iter().enumerate().map(line).collect()
}
