//! One article beside reference articles: everything that is said about its place among them.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{CompareFlag, Direction, Rank, Reference, Summary, exact_conditional, flags, rank, rate_ratio};
use crate::analysis::Analyzer;
use crate::measure::{Interval, Tally};
use crate::profile::{About, CopyIndex, Counter, Inventory, ItemId, Owner, Profile, ProfiledDocument, Sketch, coverage, not_covered};

/// From so many articles on an index finds their near copies sooner than a look at every document.
const FEW: usize = 20;

/// Where an article stands beside a reference.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Name of the reference.
    pub reference: String,
    /// What its texts are, from when, about what; empty where nobody said.
    pub described: String,
    /// What to mind in a comparison with it; empty where nobody said.
    pub note: String,
    /// The comparison; `None` where the reference has no document left, or was counted without any of the entries in use.
    pub compared: Option<Compared>,
    /// How many of the loaded entries in use the reference was counted without: they are in no figure of the comparison.
    pub not_covered: usize,
    /// How many reference documents were left out because they are the article itself or near copies of it.
    pub left_out: usize,
}

impl Place {
    /// Whether several references say the same of an article: more, less, or no clear difference. Those that say nothing are left out: no comparison, or
    /// fewer than 5 hits or 150 words to compare. `None` where fewer than two say anything.
    #[must_use]
    pub fn agree(places: &[Self]) -> Option<bool> {
        let said = places.iter().filter_map(|place| place.compared.as_ref().filter(|compared| !compared.is_weak())?.clear_direction());
        let directions: Vec<Direction> = said.collect();
        (directions.len() > 1).then(|| directions.iter().all(|direction| *direction == directions[0]))
    }
}

/// The figures of a comparison of one article.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// The article's loaded editorial hits of the entries compared, and its words outside quotations.
    pub focus: Tally,
    /// What the reference looks like as a whole.
    pub summary: Summary,
    /// Documents with a lower, equal, higher rate. `None` where the article has no words.
    pub rank: Option<Rank>,
    /// Rate ratio; `None` where a count is zero.
    pub ratio: Option<f64>,
    /// Exact conditional 95 % interval of the ratio: counting uncertainty only.
    pub ratio_interval: Option<Interval>,
    /// What makes the comparison weak.
    pub flags: Vec<CompareFlag>,
}

impl Compared {
    fn new(focus: Tally, reference: &Reference) -> Option<Self> {
        let summary = *reference.summary();
        (summary.documents > 0).then(|| Self {
            focus,
            summary,
            rank: rank(focus, reference),
            ratio: rate_ratio(focus, summary.pooled),
            ratio_interval: exact_conditional(focus, summary.pooled),
            flags: flags(focus, reference),
        })
    }

    /// Whether there is too little to say more than what was found: fewer than 5 hits in the article, or 150 words.
    #[must_use]
    pub fn is_weak(&self) -> bool {
        self.flags.iter().any(|flag| matches!(flag, CompareFlag::FewHits | CompareFlag::ShortText))
    }

    /// Which rate is higher where the interval of the ratio leaves out 1; [`Direction::Equal`] where it does not: no clear difference. `None`
    /// where there is nothing to compare.
    #[must_use]
    pub fn clear_direction(&self) -> Option<Direction> {
        let interval = self.ratio_interval?;
        Some(if interval.low > 1.0 {
            Direction::Over
        } else if interval.high < 1.0 {
            Direction::Under
        } else {
            Direction::Equal
        })
    }
}

/// A reference made ready for any number of articles.
pub struct Places<'a> {
    name: String,
    about: About,
    copies: u64,
    /// Per document its sketch and its tally.
    documents: Vec<(Option<Sketch>, Tally)>,
    /// By which the near copies of many articles are found.
    index: OnceLock<CopyIndex>,
    /// How many articles have been asked about.
    asked: AtomicUsize,
    reference: Reference,
    /// Counts articles by the entries that the reference covers.
    counter: Counter<'a>,
    covers_any: bool,
    not_covered: usize,
}

impl<'a> Places<'a> {
    /// Makes a reference ready for articles that are counted by `inventory`.
    #[must_use]
    pub fn new(name: String, profile: &Profile, analyzer: &'a Analyzer, inventory: &'a Inventory) -> Self {
        let covered = coverage(inventory, &profile.items);
        let is_loaded = |item: ItemId| matches!(inventory.owner(item), Owner::Entry(entry) if analyzer.entry(entry).technique.is_loaded());
        let in_reference = Counter::new(analyzer, inventory, &profile.items, is_loaded);
        let tally = |document: &ProfiledDocument| (document.sketch, in_reference.totals(document).editorial_tally());
        let documents: Vec<(Option<Sketch>, Tally)> = profile.kept().map(tally).collect();
        Self {
            name,
            about: profile.about.clone(),
            copies: profile.copies(),
            reference: Reference::new(documents.iter().map(|(_, tally)| *tally)),
            documents,
            index: OnceLock::new(),
            asked: AtomicUsize::new(0),
            counter: Counter::new(analyzer, inventory, inventory.items(), |item| is_loaded(item) && covered[item as usize]),
            covers_any: (0..).zip(&covered).any(|(item, covered)| *covered && is_loaded(item)),
            not_covered: not_covered(inventory, &covered).filter(|item| is_loaded(*item)).count(),
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where its counts come from.
    #[must_use]
    pub fn about(&self) -> &About {
        &self.about
    }

    /// How many near copies were left out when it was counted.
    #[must_use]
    pub fn copies(&self) -> u64 {
        self.copies
    }

    /// Its figures as a whole.
    #[must_use]
    pub fn summary(&self) -> &Summary {
        self.reference.summary()
    }

    /// The place of an article that was counted by the inventory. The article itself and near copies of it are taken out of the reference.
    #[must_use]
    pub fn place(&self, article: &ProfiledDocument) -> Place {
        let copies = article.sketch.as_ref().map_or_else(Vec::new, |sketch| self.copies_of(sketch));
        let left_out = copies.len();
        let focus = self.counter.totals(article).editorial_tally();
        let compared = if !self.covers_any {
            None
        } else if left_out == 0 {
            // The reference made ready once serves every article that is not in it.
            Compared::new(focus, &self.reference)
        } else {
            let others = (0..).zip(&self.documents).filter(|(number, _)| copies.binary_search(number).is_err());
            Compared::new(focus, &Reference::new(others.map(|(_, (_, tally))| *tally)))
        };
        Place {
            reference: self.name.clone(),
            described: self.about.description(),
            note: self.about.note.clone(),
            compared,
            not_covered: self.not_covered,
            left_out,
        }
    }

    /// Which documents of the reference are near copies of an article with this sketch, rising.
    fn copies_of(&self, article: &Sketch) -> Vec<usize> {
        let sketches = || self.documents.iter().map(|(sketch, _)| *sketch);
        // To look through all of them takes less than an index does, for a few articles.
        if self.index.get().is_none() && self.asked.fetch_add(1, Ordering::Relaxed) < FEW {
            let near = |sketch: Option<Sketch>| sketch.is_some_and(|sketch| sketch.is_near_copy(article));
            return (0..).zip(sketches()).filter(|(_, sketch)| near(*sketch)).map(|(number, _)| number).collect();
        }
        self.index.get_or_init(|| sketches().collect()).near_copies(article)
    }
}
