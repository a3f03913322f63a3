//! The place of one article among reference articles.

use std::cmp::Ordering;

use super::Reference;
use crate::measure::Tally;
use crate::measure::probability::float;

/// Below this many reference documents a rank cannot reach 0.05, so that no p-value is given.
pub const DOCUMENTS_FOR_P: u64 = 19;

/// Below this many reference documents there is no percentile.
pub const DOCUMENTS_FOR_PERCENTILE: u64 = 2;

/// Where an article stands among reference articles.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rank {
    /// Reference documents with a lower rate: a count.
    pub below: u64,
    /// Reference documents with the same rate: a count.
    pub equal: u64,
    /// Reference documents with a higher rate: a count.
    pub above: u64,
    /// Mid-rank percentile, `100 (below + equal/2)/n`: 0 to 100. `None` for fewer than 2 documents.
    pub percentile_mid: Option<f64>,
    /// `(1 + equal + above)/(n + 1)`: the chance that the article stands so high if all of them are alike, itself included
    /// (a one-sided permutation p-value; Phipson and Smyth 2010, "Permutation p-values should never be zero"). `None` for fewer than 19 documents.
    pub p_rank: Option<f64>,
}

impl Rank {
    /// How many reference documents there were: a count.
    #[must_use]
    pub const fn documents(&self) -> u64 {
        self.below + self.equal + self.above
    }
}

/// Places the article among the reference documents by its rate. Rates are compared in whole numbers, so that equal
/// ones are always found equal.
///
/// An empty reference gives three zeros and neither percentile nor p-value. `None` where the article has no words.
#[must_use]
pub fn rank(focus: Tally, reference: &Reference) -> Option<Rank> {
    if focus.words == 0 {
        return None;
    }
    let documents = reference.documents();
    let first_equal = documents.partition_point(|d| d.order_of_rate(focus) == Ordering::Less);
    let first_above = documents.partition_point(|d| d.order_of_rate(focus) != Ordering::Greater);
    let below = u64::try_from(first_equal).ok()?;
    let equal = u64::try_from(first_above - first_equal).ok()?;
    let above = u64::try_from(documents.len() - first_above).ok()?;
    let n = below + equal + above;
    Some(Rank {
        below,
        equal,
        above,
        percentile_mid: (n >= DOCUMENTS_FOR_PERCENTILE).then(|| 100.0 * (float(below) + float(equal) / 2.0) / float(n)),
        p_rank: (n >= DOCUMENTS_FOR_P).then(|| float(1 + equal + above) / float(n + 1)),
    })
}
