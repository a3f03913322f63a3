//! The counts of one document: how often what was found, in which voice. Places only where things overlap, and then only relative to
//! each other, because which of them counts depends on the entries that are switched on.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::inventory::{Inventory, ItemId};
use super::sketch::Sketch;
use super::terms::{Terms, terms};
use crate::analysis::{Analysis, Analyzer, Hit};
use crate::context::{Flag, Voice};
use crate::document::{Document, FieldName, Warning, Zone};
use crate::span::Span;
use crate::tokenize::Layout;

/// How something was found: its voice and what counting asks of its flags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Manner {
    /// Whose words.
    pub voice: Voice,
    /// In indirect speech.
    pub reported: bool,
    /// In the headline.
    pub headline: bool,
    /// A sense condition was left open.
    pub open: bool,
}

/// Something that overlaps nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Single {
    /// What.
    pub item: ItemId,
    /// How.
    pub manner: Manner,
    /// How often.
    pub count: u64,
}

/// Something in a cluster of overlapping ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Placed {
    /// Bytes from the beginning of the cluster.
    pub start: u32,
    /// As `start`, half-open.
    pub end: u32,
    /// What.
    pub item: ItemId,
    /// How.
    pub manner: Manner,
    /// Length of the folded match, by which overlaps are decided.
    pub weight: u32,
}

impl Placed {
    /// Its place in the cluster.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// The counts of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfiledDocument {
    /// Words.
    pub words: u64,
    /// Of these in quotations.
    pub words_quoted: u64,
    /// By which near copies are found; `None` without words.
    pub sketch: Option<Sketch>,
    /// A near copy of another one: its counts are left out.
    pub copy: bool,
    /// What was noticed: bits, by the order of [`Warning::NAMES`].
    pub warnings: u16,
    /// What overlaps nothing, sorted.
    pub singles: Vec<Single>,
    /// What overlaps, cluster by cluster, sorted.
    pub clusters: Vec<Vec<Placed>>,
}

/// A document with its terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observed {
    /// The counts.
    pub document: ProfiledDocument,
    /// How often which words and phrases stand in its own voice.
    pub terms: Terms,
}

/// Analyzes a document and counts everything an inventory asks for; `longest` is the number of words of the longest phrases counted, 0 for no terms.
///
/// For exact counts under any part of the selection the analyzer has to keep what gives way ([`crate::analysis::Options::overruled`]).
#[must_use]
pub fn observe(analyzer: &Analyzer, inventory: &Inventory, document: Document, longest: usize) -> (Analysis, Observed) {
    let (analysis, (sketch, terms)) = analyzer.analyze_and(document, |layouts, voices| (sketch(layouts), terms(layouts, voices, longest)));
    let document = ProfiledDocument::new(&analysis, inventory, sketch);
    (analysis, Observed { document, terms })
}

/// The sketch of a document's words, title and text. `None` without words.
#[must_use]
pub fn sketch(layouts: &[Layout<'_>]) -> Option<Sketch> {
    Sketch::of(layouts.iter().flat_map(|layout| layout.words.iter().map(|word| layout.word_text(word))))
}

/// Something found, with its place.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    field: FieldName,
    start: usize,
    end: std::cmp::Reverse<usize>,
    item: ItemId,
    manner: Manner,
    weight: u32,
}

impl ProfiledDocument {
    /// Counts an analysis.
    pub(super) fn new(analysis: &Analysis, inventory: &Inventory, sketch: Option<Sketch>) -> Self {
        let (singles, clusters) = apart(found(analysis, inventory));
        Self {
            words: analysis.words as u64,
            words_quoted: analysis.words_quoted as u64,
            sketch,
            copy: false,
            warnings: analysis.warnings.iter().fold(0, |bits, warning| bits | warning_bit(warning)),
            singles,
            clusters,
        }
    }

    /// Words outside quotations: the denominator of editorial rates.
    #[must_use]
    pub fn words_editorial(&self) -> u64 {
        self.words.saturating_sub(self.words_quoted)
    }

    /// The order of documents in a profile, whatever order they came in: the longer first, so that of near copies the longest is kept.
    #[must_use]
    pub fn order(&self, other: &Self) -> Ordering {
        let by_size = other.words.cmp(&self.words).then_with(|| self.sketch.cmp(&other.sketch)).then_with(|| self.copy.cmp(&other.copy));
        by_size
            .then_with(|| (self.words_quoted, self.warnings).cmp(&(other.words_quoted, other.warnings)))
            .then_with(|| self.singles.cmp(&other.singles))
            .then_with(|| self.clusters.cmp(&other.clusters))
    }

    /// Marks it as a near copy and forgets its counts.
    pub(super) fn leave_out(&mut self) {
        self.copy = true;
        self.singles = Vec::new();
        self.clusters = Vec::new();
    }
}

fn warning_bit(warning: &Warning) -> u16 {
    Warning::NAMES.iter().position(|name| *name == warning.name()).map_or(0, |place| 1 << place)
}

fn found(analysis: &Analysis, inventory: &Inventory) -> Vec<Found> {
    let hits = analysis.hits.iter().chain(&analysis.overruled).filter_map(|hit| of_hit(hit, inventory));
    let names = analysis.neutral_names.iter().filter_map(|name| {
        Some(Found {
            field: name.field,
            start: name.span.start,
            end: std::cmp::Reverse(name.span.end),
            item: inventory.referent(name.lexicon, name.referent)?,
            manner: Manner { voice: Voice::Editorial, reported: false, headline: false, open: false },
            weight: 0,
        })
    });
    let mut found: Vec<Found> = hits.chain(names).collect();
    found.sort_unstable();
    found
}

fn of_hit(hit: &Hit, inventory: &Inventory) -> Option<Found> {
    Some(Found {
        field: hit.field,
        start: hit.span.start,
        end: std::cmp::Reverse(hit.span.end),
        item: inventory.entry(hit.entry)?,
        manner: Manner { voice: hit.voice, reported: hit.flags.contains(&Flag::Reported), headline: hit.zone == Zone::Headline, open: !hit.counts() },
        weight: narrow(hit.weight),
    })
}

/// A length within a cluster, which no text makes longer than 32 bits hold.
fn narrow(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Takes what was found, in text order, apart into what stands alone and clusters of what overlaps.
fn apart(found: Vec<Found>) -> (Vec<Single>, Vec<Vec<Placed>>) {
    let mut groups: Vec<Vec<Found>> = Vec::new();
    let mut reach: Option<(FieldName, usize)> = None;
    for item in found {
        match (&mut groups.last_mut(), reach) {
            (Some(group), Some((field, end))) if field == item.field && item.start < end => {
                reach = Some((field, end.max(item.end.0)));
                group.push(item);
            }
            _ => {
                reach = Some((item.field, item.end.0));
                groups.push(vec![item]);
            }
        }
    }
    let (alone, together): (Vec<_>, Vec<_>) = groups.into_iter().partition(|group| group.len() == 1);
    let mut singles: Vec<(ItemId, Manner)> = alone.into_iter().flatten().map(|one| (one.item, one.manner)).collect();
    singles.sort_unstable();
    let singles = singles.chunk_by(|a, b| a == b).map(|alike| Single { item: alike[0].0, manner: alike[0].1, count: alike.len() as u64 }).collect();
    let mut clusters: Vec<Vec<Placed>> = together.into_iter().map(cluster).collect();
    clusters.sort_unstable();
    (singles, clusters)
}

fn cluster(group: Vec<Found>) -> Vec<Placed> {
    let base = group.first().map_or(0, |first| first.start);
    let placed = |one: Found| Placed {
        start: narrow(one.start - base),
        end: narrow(one.end.0 - base),
        item: one.item,
        manner: one.manner,
        weight: one.weight,
    };
    group.into_iter().map(placed).collect()
}
