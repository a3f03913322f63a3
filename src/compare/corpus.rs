//! Corpus beside corpus: a row per item, with the document as the unit wherever there are enough of them.

use super::corpora::{CorpusRatio, corpus_ratio};
use super::flag::{BURSTY_ABOVE, CorpusFlag, FEW_HITS_BELOW};
use super::items::{Counted, Items, Key, Names, RowLevel};
use super::keyness::g2;
use super::multiple::benjamini_hochberg;
use super::permutation::{Permuted, Pool, permutation_of_like_lengths, smallest_p};
use super::{Direction, direction, exact_p};
use crate::measure::dispersion::deviation_of_proportions;
use crate::measure::interval::{garwood, wilson};
use crate::measure::{Interval, Tally};
use crate::profile::{Counter, ProfiledDocument, Sketch, later_copies};

/// From so many documents on a dispersion is given.
pub const DOCUMENTS_FOR_DP: usize = 5;

/// Below this an item would be called unusual by chance too often.
const LEVEL: f64 = 0.05;

/// How the permutation is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shuffling {
    /// Random deals where there are too many for all.
    pub shuffles: u32,
    /// Where the random numbers start.
    pub seed: u64,
}

/// The documents of one side, counted.
#[derive(Debug, Clone, Default)]
pub struct Side {
    /// The documents, in an order of their own.
    documents: Vec<Counted>,
    /// Near copies of others that were left out.
    pub copies: usize,
}

impl Side {
    /// Counts documents. Of near copies only the longest is kept, unless `keep_copies`; documents marked as copies never are.
    #[must_use]
    pub fn new(documents: &[&ProfiledDocument], counter: &Counter<'_>, items: &Items, keep_copies: bool) -> Self {
        let mut sorted: Vec<&ProfiledDocument> = documents.to_vec();
        sorted.sort_unstable_by(|a, b| a.order(b));
        let sketches: Vec<Option<Sketch>> = sorted.iter().map(|document| document.sketch).collect();
        let copies = if keep_copies { vec![false; sorted.len()] } else { later_copies(&sketches) };
        let is_kept = |(document, copy): &(&&ProfiledDocument, bool)| !document.copy && !copy;
        let kept: Vec<Counted> = sorted.iter().zip(copies).filter(is_kept).map(|(document, _)| items.counted(&counter.count(document))).collect();
        Self { copies: sorted.len() - kept.len(), documents: kept }
    }

    /// How many documents there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// Words outside quotations.
    #[must_use]
    pub fn words(&self) -> u64 {
        self.documents.iter().map(|document| document.words).sum()
    }

    /// Per document the hits of an item and the words.
    fn tallies(&self, key: Key) -> Vec<Tally> {
        let hits = |document: &Counted| document.hits.iter().find(|(item, _)| *item == key).map_or(0, |(_, hits)| *hits);
        self.documents.iter().map(|document| Tally::new(hits(document), document.words)).collect()
    }

    /// For each document that names a referent, loaded names of all.
    fn names(&self, key: Key) -> Vec<Tally> {
        let names = |document: &Counted| document.names.iter().find(|names| names.key == key).copied();
        let tally = |Names { loaded, mentions, .. }| Tally::new(loaded, mentions);
        self.documents.iter().filter_map(names).map(tally).collect()
    }
}

/// The figures of one side for one item.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SideFigures {
    /// Hits, and words outside quotations; of a referent loaded names and all names.
    pub tally: Tally,
    /// 95 % interval of the rate (Garwood, per 1,000 words), of a referent of the share (Wilson).
    pub interval: Option<Interval>,
    /// Documents: for a referent those that name it.
    pub documents: usize,
    /// Of these with a hit.
    pub documents_with_hit: usize,
    /// Gries's DP; `None` below 5 documents.
    pub dp: Option<f64>,
    /// The share of the hits that is in the document with most of them.
    pub top_share: Option<f64>,
}

/// A row: one item on both sides.
#[derive(Debug, Clone, PartialEq)]
pub struct CorpusRow {
    /// Level of the item.
    pub level: RowLevel,
    /// The item; empty for all loaded entries together.
    pub item: String,
    /// Figures of the focus.
    pub focus: SideFigures,
    /// Figures of the reference.
    pub reference: SideFigures,
    /// On which side the rate (of a referent the share) is higher.
    pub direction: Option<Direction>,
    /// Ratio of the rates with interval and dispersion; of a referent `None`.
    pub ratio: Option<CorpusRatio>,
    /// The permutation of documents.
    pub permuted: Permuted,
    /// Its p-value adjusted over the items of the level with a hit on either side (Benjamini and Hochberg).
    pub q: Option<f64>,
    /// Two-cell G2, descriptive; of a referent `None`.
    pub g2: Option<f64>,
    /// Central exact p of the counts, descriptive; of a referent `None`.
    pub p_token: Option<f64>,
    /// What makes the comparison weak.
    pub flags: Vec<CorpusFlag>,
}

/// The rows of all items with a hit (of referents: a name) on either side, and of all loaded entries together; with `zeros` of all items.
#[must_use]
pub fn compare_corpora(focus: &Side, reference: &Side, items: &Items, shuffling: Shuffling, zeros: bool) -> Vec<CorpusRow> {
    let (permuted, unlike) = permute_items(focus, reference, items, shuffling);
    let mut rows = Vec::new();
    for (key, permuted) in (0..).zip(permuted) {
        let (level, item) = items.name(key);
        let row = if level == RowLevel::Referent {
            referent_row(item, &focus.names(key), &reference.names(key), shuffling)
        } else {
            item_row(level, item, &focus.tallies(key), &reference.tallies(key), (permuted, unlike))
        };
        if zeros || level == RowLevel::All || row.focus.tally.hits + row.reference.tally.hits > 0 {
            rows.push(row);
        }
    }
    adjust(&mut rows);
    rows
}

fn permute_items(focus: &Side, reference: &Side, items: &Items, shuffling: Shuffling) -> (Vec<Permuted>, bool) {
    let documents = || focus.documents.iter().chain(&reference.documents);
    let words: Vec<u64> = documents().map(|document| document.words).collect();
    let hits: Vec<Vec<(Key, u64)>> = documents().map(|document| document.hits.clone()).collect();
    let pool = Pool { words: &words, focus: focus.len(), hits: &hits, items: items.len() };
    permutation_of_like_lengths(&pool, shuffling.shuffles, shuffling.seed)
}

/// The permutation of a single item, given its documents on both sides.
fn permute(focus: &[Tally], reference: &[Tally], shuffling: Shuffling) -> (Permuted, bool) {
    let documents = || focus.iter().chain(reference);
    let words: Vec<u64> = documents().map(|document| document.words).collect();
    let hits: Vec<Vec<(Key, u64)>> = documents().map(|document| vec![(0, document.hits)]).collect();
    let pool = Pool { words: &words, focus: focus.len(), hits: &hits, items: 1 };
    let (permuted, unlike) = permutation_of_like_lengths(&pool, shuffling.shuffles, shuffling.seed);
    (permuted[0], unlike)
}

fn item_row(level: RowLevel, item: &str, focus: &[Tally], reference: &[Tally], (permuted, unlike): (Permuted, bool)) -> CorpusRow {
    let ratio = corpus_ratio(focus, reference);
    let rate = |tally: Tally| garwood(tally.hits, tally.words);
    let mut row = CorpusRow {
        level,
        item: item.to_owned(),
        focus: figures(focus, ratio.focus, rate),
        reference: figures(reference, ratio.reference, rate),
        direction: direction(ratio.focus, ratio.reference),
        g2: g2(ratio.focus, ratio.reference),
        p_token: exact_p(ratio.focus, ratio.reference),
        ratio: Some(ratio),
        permuted,
        q: None,
        flags: Vec::new(),
    };
    row.flags = flags(&row, unlike);
    row
}

fn referent_row(item: &str, focus: &[Tally], reference: &[Tally], shuffling: Shuffling) -> CorpusRow {
    let [all_focus, all_reference] = [focus, reference].map(crate::measure::documents::pooled);
    let (permuted, unlike) = permute(focus, reference, shuffling);
    let share = |tally: Tally| wilson(tally.hits, tally.words);
    let mut row = CorpusRow {
        level: RowLevel::Referent,
        item: item.to_owned(),
        focus: figures(focus, all_focus, share),
        reference: figures(reference, all_reference, share),
        direction: direction(all_focus, all_reference),
        ratio: None,
        permuted,
        q: None,
        g2: None,
        p_token: None,
        flags: Vec::new(),
    };
    row.flags = flags(&row, unlike);
    row
}

fn figures(documents: &[Tally], tally: Tally, interval: impl Fn(Tally) -> Option<Interval>) -> SideFigures {
    let hits: Vec<u64> = documents.iter().map(|document| document.hits).collect();
    let words: Vec<u64> = documents.iter().map(|document| document.words).collect();
    let top = hits.iter().max().copied().unwrap_or(0);
    SideFigures {
        tally,
        interval: interval(tally),
        documents: documents.len(),
        documents_with_hit: crate::measure::dispersion::range(&hits),
        dp: if documents.len() >= DOCUMENTS_FOR_DP { deviation_of_proportions(&hits, &words) } else { None },
        top_share: Tally::new(top, tally.hits).share(),
    }
}

fn flags(row: &CorpusRow, unlike: bool) -> Vec<CorpusFlag> {
    let dominated = |side: &SideFigures| side.documents > 1 && side.tally.hits > 1 && side.top_share.is_some_and(|share| share > 0.5);
    let smallest = smallest_p(row.focus.documents, row.reference.documents);
    let checks = [
        (CorpusFlag::Bursty, row.ratio.and_then(|ratio| ratio.phi).is_some_and(|phi| phi > BURSTY_ABOVE)),
        (CorpusFlag::OneDocumentDominates, dominated(&row.focus) || dominated(&row.reference)),
        (CorpusFlag::TooFewDocuments, smallest.is_none_or(|p| p > LEVEL)),
        (CorpusFlag::LengthMismatch, unlike),
        (CorpusFlag::FewHits, row.focus.tally.hits < FEW_HITS_BELOW),
    ];
    checks.into_iter().filter(|(_, applies)| *applies).map(|(flag, _)| flag).collect()
}

/// The false discovery rate level by level, over the items with a hit on either side.
fn adjust(rows: &mut [CorpusRow]) {
    for level in RowLevel::ALL {
        let members: Vec<usize> = (0..rows.len()).filter(|&row| rows[row].level == level).collect();
        let p_values: Vec<Option<f64>> = members.iter().map(|&row| rows[row].permuted.p).collect();
        for (row, q) in members.into_iter().zip(benjamini_hochberg(&p_values)) {
            rows[row].q = q;
        }
    }
}
