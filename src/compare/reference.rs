//! Reference documents, made ready once for any number of articles to be placed among them.

use super::RateBins;
use crate::measure::documents::pooled;
use crate::measure::probability::float;
use crate::measure::quantile::quantile;
use crate::measure::{Tally, interval};

/// The documents of a reference corpus, sorted once so that placing an article costs two binary searches.
///
/// Documents without words have no rate and are left out. The article in question must not be among
/// them: taking it (and near-copies of it) out is up to the caller.
#[derive(Clone, Debug)]
pub struct Reference {
    /// By rising rate.
    by_rate: Vec<Tally>,
    /// Their words, rising.
    lengths: Vec<u64>,
    summary: Summary,
}

/// What a reference corpus looks like as a whole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    /// Documents with words: a count.
    pub documents: usize,
    /// Documents with at least one hit: a count.
    pub documents_with_hit: usize,
    /// All hits and all words (saturating, where 64 bits do not hold them).
    pub pooled: Tally,
    /// All hits per 1,000 of all words. `None` without documents.
    pub rate: Option<f64>,
    /// The median of the documents' rates per 1,000 words (type 7). `None` without documents.
    pub median: Option<f64>,
    /// The 0.9 quantile of the documents' rates per 1,000 words (type 7). `None` without documents.
    pub p90: Option<f64>,
    /// The highest rate per 1,000 words of a document. `None` without documents.
    pub max: Option<f64>,
    /// The quasi-Poisson dispersion, see [`dispersion`].
    pub phi: Option<f64>,
    /// How many documents have a rate in which bin.
    pub bins: RateBins,
}

impl Reference {
    /// Makes the documents ready, in any order.
    #[must_use]
    pub fn new(documents: impl IntoIterator<Item = Tally>) -> Self {
        let mut by_rate: Vec<Tally> = documents.into_iter().filter(|d| d.words > 0).collect();
        // Where rates are equal, by length: the sums below must not depend on the order that came in.
        by_rate.sort_unstable_by(|a, b| a.order_of_rate(*b).then(a.words.cmp(&b.words)));
        let mut lengths: Vec<u64> = by_rate.iter().map(|d| d.words).collect();
        lengths.sort_unstable();
        let summary = summarise(&by_rate);
        Self { by_rate, lengths, summary }
    }

    /// The documents with words, by rising rate.
    #[must_use]
    pub fn documents(&self) -> &[Tally] {
        &self.by_rate
    }

    /// The figures for the whole corpus.
    #[must_use]
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// How many of the documents have from half of `words` to twice `words`, bounds included: a count.
    #[must_use]
    pub fn of_similar_length(&self, words: u64) -> usize {
        let too_short = self.lengths.partition_point(|&l| l < words.div_ceil(2));
        let not_too_long = self.lengths.partition_point(|&l| l <= words.saturating_mul(2));
        not_too_long - too_short
    }
}

/// The quasi-Poisson dispersion of documents that share one rate: `phi = Σ (h - R w)²/(R w) / (n - 1)`, where `R` is
/// the pooled rate (Wedderburn 1974, "Quasi-likelihood functions", Biometrika 61; Pearson's estimate).
///
/// 1 is what independent words would give; 4 means that standard errors are twice as large as counting
/// hits suggests. Not floored. Documents without words are left out. `None` where there are no hits, or fewer than two documents.
#[must_use]
pub fn dispersion(documents: &[Tally]) -> Option<f64> {
    let counted = || documents.iter().filter(|d| d.words > 0);
    let pooled = pooled(documents);
    let others = counted().count().checked_sub(1)?;
    if pooled.hits == 0 || others == 0 {
        return None;
    }
    let rate = float(pooled.hits) / float(pooled.words);
    let squares: f64 = counted()
        .map(|d| {
            let expected = rate * float(d.words);
            let gap = float(d.hits) - expected;
            gap * gap / expected
        })
        .sum();
    Some(squares / float(others.try_into().ok()?))
}

/// The summary of documents with words, by rising rate.
fn summarise(by_rate: &[Tally]) -> Summary {
    let rates: Vec<f64> = by_rate.iter().filter_map(|d| interval::rate(d.hits, d.words)).collect();
    let pooled = pooled(by_rate);
    Summary {
        documents: by_rate.len(),
        documents_with_hit: by_rate.iter().filter(|d| d.hits > 0).count(),
        pooled,
        rate: pooled.rate(),
        median: quantile(&rates, 0.5),
        p90: quantile(&rates, 0.9),
        max: rates.last().copied(),
        phi: dispersion(by_rate),
        bins: by_rate.iter().copied().collect(),
    }
}
