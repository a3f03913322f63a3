//! Hits and the words they were found in, kept together so that the two cannot be swapped.

use std::cmp::Ordering;

use super::interval::rate;

/// How often something was found in how many words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Tally {
    /// Hits: a count.
    pub hits: u64,
    /// The words searched, the denominator of the rate. For editorial rates: words outside quotations.
    pub words: u64,
}

impl Tally {
    /// A tally of `hits` in `words`.
    #[must_use]
    pub const fn new(hits: u64, words: u64) -> Self {
        Self { hits, words }
    }

    /// Hits per 1,000 words. `None` where there are no words.
    #[must_use]
    pub fn rate(self) -> Option<f64> {
        rate(self.hits, self.words)
    }

    /// Hits as a share of the words: 0 to 1 where hits are some of them. `None` where there are none.
    #[must_use]
    pub fn share(self) -> Option<f64> {
        use super::probability::float;
        (self.words > 0).then(|| float(self.hits) / float(self.words))
    }

    /// Whether this rate is less than, equal to or greater than the other's: the sign of
    /// `h1 w2 - h2 w1`, decided in whole numbers, so that equal rates are never told apart by rounding.
    /// `None` where either has no words.
    #[must_use]
    pub fn compare_rate(self, other: Self) -> Option<Ordering> {
        (self.words > 0 && other.words > 0).then(|| self.order_of_rate(other))
    }

    /// As [`Tally::compare_rate`], for tallies known to have words.
    pub(crate) fn order_of_rate(self, other: Self) -> Ordering {
        cross(self.hits, other.words).cmp(&cross(other.hits, self.words))
    }

    /// How far the hits exceed their share if both rates were equal, `(h1 w2 - h2 w1)/(w1 + w2)`, in hits.
    /// Positive where this rate is the higher one. 0 where neither has words.
    pub(crate) fn excess_over(self, other: Self) -> f64 {
        use super::probability::float_wide;
        let (mine, theirs) = (cross(self.hits, other.words), cross(other.hits, self.words));
        let words = u128::from(self.words) + u128::from(other.words);
        if words == 0 {
            return 0.0;
        }
        let size = float_wide(mine.abs_diff(theirs)) / float_wide(words);
        if mine < theirs { -size } else { size }
    }
}

/// A product of two counts, which 128 bits always hold.
pub(crate) fn cross(a: u64, b: u64) -> u128 {
    u128::from(a) * u128::from(b)
}
