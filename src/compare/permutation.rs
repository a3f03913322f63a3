//! Could shuffling the documents do this? The permutation test of the difference of pooled rates, for any number of items at once.
//!
//! The documents of both corpora are dealt out anew to sides of the same numbers of documents, and the difference `|X1/L1 - X2/L2|` of the pooled
//! rates is compared with the one there is (Pitman 1937; Lijffijt and others 2016 for texts as the unit). Ties count as extreme. Where there are few ways to
//! deal, each is looked at; else so many random ones, with the p-value of Phipson and Smyth (2010), which is never 0.
//!
//! One set of deals serves all items: their p-values vary together, and the cost is that of the hits in the smaller side.

use oorandom::Rand32;

use crate::measure::probability::float_wide;
use crate::measure::tally::cross;

/// Up to so many ways to deal the documents, each is looked at.
pub const EXACT_UP_TO: u64 = 20_000;

/// Two differences are taken for equal where they are nearer than this share: the same deal may be summed up as two different fractions.
const TIE: f64 = 1e-12;

/// The documents of two corpora, and how often each item is in each.
#[derive(Clone, Copy, Debug)]
pub struct Pool<'a> {
    /// Words of each document, those of the focus first.
    pub words: &'a [u64],
    /// How many of the documents are the focus.
    pub focus: usize,
    /// Per document, the items that have hits in it and how many; in any order, an item named twice adds up.
    pub hits: &'a [Vec<(u32, u64)>],
    /// How many items there are; an item with a higher number is passed over.
    pub items: usize,
}

/// What the permutation test says of one item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Permuted {
    /// The two-sided p-value: above 0, at most 1. `None` where the item has no hit, or a side has no document with words, or sums need more than 64 bits.
    pub p: Option<f64>,
    /// How many deals were looked at: all there are, or random ones. 0 where `p` is undefined.
    pub permutations: u64,
    /// Whether these were all.
    pub exact: bool,
}

impl Permuted {
    const UNDEFINED: Self = Self { p: None, permutations: 0, exact: false };
}

/// The test for each item: exact where there are at most 20,000 ways to deal the documents, else by `shuffles` random deals that start at `seed`.
///
/// Documents without words are left out first. The result does not depend on the order of the documents within a side, nor on which side is called the
/// focus. With few documents p cannot be small: 1/3 with 2 beside 2, 0.1 with 3 beside 3. No shuffles, and too many deals for all: undefined. Random deals are
/// drawn by PCG32 (O'Neill 2014), the same on every system.
#[must_use]
pub fn permutation(pool: &Pool<'_>, shuffles: u32, seed: u64) -> Vec<Permuted> {
    deal(&Documents::of(pool), shuffles, seed).0
}

/// The test for each item, and the p-value of the difference in mean length.
fn deal(documents: &Documents, shuffles: u32, seed: u64) -> (Vec<Permuted>, Option<f64>) {
    let undefined = (vec![Permuted::UNDEFINED; documents.items], None);
    let smaller = documents.focus.min(documents.all.len() - documents.focus);
    let Some(mut tally) = Extremes::new(documents).filter(|_| smaller > 0) else { return undefined };
    let all = combinations(documents.all.len(), smaller).filter(|&ways| ways <= EXACT_UP_TO);
    match all {
        Some(ways) => {
            each_combination(documents.all.len(), smaller, |drawn| tally.look_at(drawn));
            (tally.results(ways, true), Some(tally.p_of_length(ways, true)))
        }
        None if shuffles == 0 => undefined,
        None => match u32::try_from(documents.all.len()) {
            Ok(count) => {
                let mut deck = Deck::new(count, seed);
                for _ in 0..shuffles {
                    tally.look_at(deck.draw(smaller));
                }
                (tally.results(u64::from(shuffles), false), Some(tally.p_of_length(u64::from(shuffles), false)))
            }
            Err(_) => undefined,
        },
    }
}

/// The same, and whether the two sides differ in mean length ([`UNLIKE_UP_TO`]), which then moves p too.
#[must_use]
pub fn permutation_and_lengths(pool: &Pool<'_>, shuffles: u32, seed: u64) -> (Vec<Permuted>, bool) {
    let (results, lengths) = deal(&Documents::of(pool), shuffles, seed);
    (results, are_unlike(lengths))
}

fn are_unlike(p_of_length: Option<f64>) -> bool {
    p_of_length.is_some_and(|p| p <= UNLIKE_UP_TO)
}

/// The same where documents may be shuffled among all others, and among others of like length where the sides differ in length; says which.
///
/// A rate has the words below the line. If the documents of one side are shorter than shuffling would make them, a shuffle of all documents changes the
/// words of both sides far more than the hits, and its p-value is one of length. The mean lengths are tested by the same deals; where p is [`UNLIKE_UP_TO`] or
/// less, documents are dealt anew within groups of [`GROUP`] neighbours by length, and compared with the words that the sides really have. Groups of one side only stay
/// as they are; where all are such, p is undefined. That what a document holds depends on its length alone, not on its side, is then what is tested.
#[must_use]
pub fn permutation_of_like_lengths(pool: &Pool<'_>, shuffles: u32, seed: u64) -> (Vec<Permuted>, bool) {
    let undefined = vec![Permuted::UNDEFINED; pool.items];
    let documents = Documents::of(pool);
    let (results, lengths) = deal(&documents, shuffles, seed);
    if !are_unlike(lengths) {
        return (results, false);
    }
    let Some(mut tally) = Extremes::new(&documents) else { return (undefined, true) };
    let mut deck = GroupedDeck::new(&documents, seed);
    if deck.is_fixed() || shuffles == 0 {
        return (undefined, true);
    }
    for _ in 0..shuffles {
        tally.look_at_with_own_words(deck.draw());
    }
    (tally.results(u64::from(shuffles), false), true)
}

/// From this p-value of the difference in mean length on, the sides are taken to differ in it.
pub const UNLIKE_UP_TO: f64 = 0.05;

/// So many documents that are neighbours by length make a group.
pub const GROUP: usize = 10;

/// The smallest p-value that so many documents with words on each side can give: one deal of all, or two where the sides are of one size, since the same
/// documents then come twice. `None` where a side has none, 0 where there are more deals than are looked at.
#[must_use]
pub fn smallest_p(focus: usize, reference: usize) -> Option<f64> {
    if focus == 0 || reference == 0 {
        return None;
    }
    let extreme = if focus == reference { 2.0 } else { 1.0 };
    Some(combinations(focus + reference, focus).map_or(0.0, |deals| extreme / float_wide(deals.into())))
}

/// A document with words.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Document {
    words: u64,
    /// Sorted by item, each once.
    hits: Vec<(u32, u64)>,
    focus: bool,
}

/// The documents with words, in an order that does not depend on the one they came in.
struct Documents {
    all: Vec<Document>,
    focus: usize,
    items: usize,
}

impl Documents {
    fn of(pool: &Pool<'_>) -> Self {
        let documents = pool.words.iter().zip(pool.hits).enumerate().filter(|(_, (words, _))| **words > 0);
        let mut all: Vec<Document> =
            documents.map(|(index, (&words, hits))| Document { words, hits: sorted(hits, pool.items), focus: index < pool.focus }).collect();
        // Which side a document is on comes last, between documents that are the same in all else.
        all.sort_unstable();
        let focus = all.iter().filter(|document| document.focus).count();
        Self { all, focus, items: pool.items }
    }
}

impl Documents {
    /// Which side is drawn where documents are dealt within groups: the smaller one; of two alike the one with the first document, whatever it is called.
    fn draws_focus(&self) -> bool {
        let reference = self.all.len() - self.focus;
        self.focus < reference || self.focus == reference && self.all.first().is_some_and(|document| document.focus)
    }

    /// Whether a document is on the side that is drawn.
    fn is_drawn(&self, document: &Document) -> bool {
        document.focus == self.draws_focus()
    }
}

/// Hits by item, each item once, items without hits and unknown ones left out.
fn sorted(hits: &[(u32, u64)], items: usize) -> Vec<(u32, u64)> {
    let mut sorted: Vec<(u32, u64)> = hits.iter().copied().filter(|&(item, hits)| hits > 0 && (item as usize) < items).collect();
    sorted.sort_unstable();
    sorted.dedup_by(|(item, more), (kept, hits)| {
        let same = item == kept;
        if same {
            *hits = hits.saturating_add(*more);
        }
        same
    });
    sorted
}

/// Counts, per item, the deals that are as extreme as what there is.
struct Extremes<'d> {
    documents: &'d Documents,
    /// Hits of all documents in one piece, and where those of each end: what is read millions of times lies close together.
    hits: Vec<(u32, u64)>,
    ends: Vec<usize>,
    /// Words of each document.
    lengths: Vec<u64>,
    /// All words.
    words: u64,
    /// All hits, per item. `None` where 64 bits do not hold them.
    totals: Vec<Option<u64>>,
    /// The difference there is, per item, a little less for ties.
    observed: Vec<f64>,
    /// Deals as extreme, per item.
    counts: Vec<u64>,
    /// Hits of the present deal, per item.
    drawn: Vec<u64>,
    /// Words of the focus.
    focus_words: u64,
    /// Deals whose sides differ in mean length as much as the focus and the reference.
    unlike: u64,
}

impl<'d> Extremes<'d> {
    /// `None` where 64 bits do not hold the words.
    fn new(documents: &'d Documents) -> Option<Self> {
        let words = documents.all.iter().try_fold(0_u64, |sum, document| sum.checked_add(document.words))?;
        let mut totals = vec![Some(0_u64); documents.items];
        for &(item, hits) in documents.all.iter().flat_map(|document| &document.hits) {
            let total = &mut totals[item as usize];
            *total = total.and_then(|sum| sum.checked_add(hits));
        }
        let zeros = || vec![0; documents.items];
        let hits = documents.all.iter().flat_map(|document| &document.hits).copied().collect();
        let counted = documents.all.iter().scan(0, |end, document| {
            *end += document.hits.len();
            Some(*end)
        });
        let (ends, lengths) = (counted.collect(), documents.all.iter().map(|document| document.words).collect());
        let mut extremes = Self {
            documents,
            hits,
            ends,
            lengths,
            words,
            totals,
            observed: vec![0.0; documents.items],
            counts: zeros(),
            drawn: zeros(),
            focus_words: 0,
            unlike: 0,
        };
        extremes.observe();
        Some(extremes)
    }

    /// Works out the difference there is.
    fn observe(&mut self) {
        let focus: Vec<u32> = (0..).zip(&self.documents.all).filter(|(_, document)| document.focus).map(|(index, _)| index).collect();
        let words = self.sum_up(&focus);
        self.focus_words = words;
        let per = self.product_of_words(words);
        self.observed = (0..self.documents.items).map(|item| self.difference(item, words) / per * (1.0 - TIE)).collect();
    }

    /// Looks at one deal of documents of like length, given the side that stands for the one that [`Documents::is_drawn`]: the words stay as they are.
    fn look_at_with_own_words(&mut self, side: &[u32]) {
        self.sum_up(side);
        let words = if self.documents.draws_focus() { self.focus_words } else { self.words - self.focus_words };
        let per = self.product_of_words(words);
        for item in 0..self.documents.items {
            if self.difference(item, words) / per >= self.observed[item] {
                self.counts[item] += 1;
            }
        }
    }

    /// How far the mean length of a side is from that of all, times both numbers of documents.
    fn length_gap(&self, words: u64, documents: usize) -> u128 {
        cross(words, self.documents.all.len() as u64).abs_diff(cross(self.words, documents as u64))
    }

    /// The share of deals whose sides differ in mean length as much.
    fn p_of_length(&self, permutations: u64, exact: bool) -> f64 {
        let added = u64::from(!exact);
        float_wide((self.unlike + added).into()) / float_wide((permutations + added).into())
    }

    /// Looks at one deal, given one of its sides.
    fn look_at(&mut self, side: &[u32]) {
        let words = self.sum_up(side);
        let gap = self.length_gap(words, side.len());
        self.unlike += u64::from(gap >= self.length_gap(self.focus_words, self.documents.focus));
        let per = self.product_of_words(words);
        for item in 0..self.documents.items {
            if self.difference(item, words) / per >= self.observed[item] {
                self.counts[item] += 1;
            }
        }
    }

    /// Sums up the hits of a side; gives its words.
    fn sum_up(&mut self, side: &[u32]) -> u64 {
        self.drawn.fill(0);
        let mut words = 0;
        for &index in side {
            let index = index as usize;
            words += self.lengths[index];
            let start = if index == 0 { 0 } else { self.ends[index - 1] };
            for &(item, hits) in &self.hits[start..self.ends[index]] {
                let sum = &mut self.drawn[item as usize];
                *sum = sum.wrapping_add(hits);
            }
        }
        words
    }

    /// `|X1/L1 - X2/L2| L1 L2 = |X1 L - X L1|` in whole numbers, for a side with so many words. Of no meaning where the item's total is undefined.
    fn difference(&self, item: usize, words: u64) -> f64 {
        float_wide(cross(self.drawn[item], self.words).abs_diff(cross(self.totals[item].unwrap_or(0), words)))
    }

    /// `L1 L2`, above 0: both sides have documents, and documents have words.
    fn product_of_words(&self, words: u64) -> f64 {
        float_wide(cross(words, self.words - words))
    }

    fn results(&self, permutations: u64, exact: bool) -> Vec<Permuted> {
        let added = u64::from(!exact);
        let result = |(total, &count): (&Option<u64>, &u64)| match total {
            Some(1..) => {
                let p = float_wide((count + added).into()) / float_wide((permutations + added).into());
                Permuted { p: Some(p), permutations, exact }
            }
            _ => Permuted::UNDEFINED,
        };
        self.totals.iter().zip(&self.counts).map(result).collect()
    }
}

/// Draws sides at random, without replacement.
struct Deck {
    random: Rand32,
    documents: Vec<u32>,
}

impl Deck {
    fn new(documents: u32, seed: u64) -> Self {
        Self { random: Rand32::new(seed), documents: (0..documents).collect() }
    }

    /// The first `side` steps of a Fisher-Yates shuffle. The deck is not sorted again between draws: any order it is in is as good.
    fn draw(&mut self, side: usize) -> &[u32] {
        let end = self.documents.len() as u32;
        for (place, from) in (0..side).zip(0..end) {
            self.documents.swap(place, self.random.rand_range(from..end) as usize);
        }
        &self.documents[..side]
    }
}

/// Draws sides within groups of documents of like length.
struct GroupedDeck {
    random: Rand32,
    /// The documents, by rising length, shuffled within their groups.
    documents: Vec<u32>,
    /// Per group where it starts and ends, and how many of it are drawn.
    groups: Vec<(u32, u32, u32)>,
    drawn: Vec<u32>,
}

impl GroupedDeck {
    fn new(documents: &Documents, seed: u64) -> Self {
        let count = documents.all.len();
        let mut groups = Vec::new();
        let mut start = 0;
        while start < count {
            // What is left over is part of the last group.
            let end = if count - start < 2 * GROUP { count } else { start + GROUP };
            let drawn = documents.all[start..end].iter().filter(|document| documents.is_drawn(document)).count();
            groups.push((start as u32, end as u32, drawn as u32));
            start = end;
        }
        Self { random: Rand32::new(seed), documents: (0..count as u32).collect(), groups, drawn: Vec::new() }
    }

    /// Whether there is only one deal.
    fn is_fixed(&self) -> bool {
        self.groups.iter().all(|&(start, end, drawn)| drawn == 0 || drawn == end - start)
    }

    fn draw(&mut self) -> &[u32] {
        self.drawn.clear();
        for &(start, end, drawn) in &self.groups {
            for place in start..start + drawn {
                self.documents.swap(place as usize, self.random.rand_range(place..end) as usize);
                self.drawn.push(self.documents[place as usize]);
            }
        }
        &self.drawn
    }
}

/// How many ways there are to choose `k` of `n`. `None` where they are far more than [`EXACT_UP_TO`].
fn combinations(n: usize, k: usize) -> Option<u64> {
    let mut ways = 1_u64;
    for chosen in 1..=k.min(n - k) {
        ways = ways.checked_mul((n - k.min(n - k) + chosen) as u64)? / chosen as u64;
        if ways > EXACT_UP_TO {
            return None;
        }
    }
    Some(ways)
}

/// Calls `look` with each choice of `k` of `0..n`, in lexicographic order.
fn each_combination(n: usize, k: usize, mut look: impl FnMut(&[u32])) {
    let n = n as u32;
    let mut chosen: Vec<u32> = (0..k as u32).collect();
    loop {
        look(&chosen);
        // The last place that can still be moved on, and all after it close behind.
        let Some(place) = (0..k).rev().find(|&place| chosen[place] < n - (k - place) as u32) else { return };
        let first = chosen[place] + 1;
        for (value, slot) in (first..).zip(&mut chosen[place..]) {
            *slot = value;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_choice_comes_once() {
        for (n, k, ways) in [(4, 2, 6), (5, 5, 1), (5, 1, 5), (10, 3, 120), (16, 8, 12_870)] {
            let mut seen = std::collections::BTreeSet::new();
            each_combination(n, k, |chosen| assert!(seen.insert(chosen.to_vec()) && chosen.is_sorted()));
            assert_eq!((seen.len() as u64, combinations(n, k)), (ways, Some(ways)), "{n} {k}");
        }
        assert_eq!(combinations(20_001, 1), None);
        assert_eq!(combinations(20_000, 1), Some(20_000));
        assert_eq!(combinations(40, 20), None);
    }

    #[test]
    fn a_deck_deals_every_document_equally_often() {
        let mut deck = Deck::new(10, 1);
        let mut drawn = [0_u32; 10];
        for _ in 0..10_000 {
            deck.draw(3).iter().for_each(|&document| drawn[document as usize] += 1);
        }
        // 3,000 expected, standard deviation 46.
        assert!(drawn.iter().all(|count| (2_800..3_200).contains(count)), "{drawn:?}");
    }
}
