//! How many times as often, with the interval and the p-value that belong to the counts alone.
//!
//! Interval and p-value treat every word as independent of its neighbours, which words are not: print them as
//! "counting uncertainty only". They are made of the same tails, so that `p < 0.05` exactly where
//! the interval leaves out 1.

use std::cmp::Ordering;

use super::binomial::{Chance, Mass, Outside, lower_odds, score_lower_odds, upper_tail};
use crate::measure::interval::Z;
use crate::measure::probability::float;
use crate::measure::{Interval, Tally};

/// On which side the rate is higher.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The focus has the higher rate.
    Over,
    /// The focus has the lower rate.
    Under,
    /// The two rates are the same, to the last digit.
    Equal,
}

impl Direction {
    /// The word used in tables: `over`, `under` or `equal`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Over => "over",
            Self::Under => "under",
            Self::Equal => "equal",
        }
    }
}

/// Which rate is higher: the sign of `a n2 - b n1`, in whole numbers of 128 bits.
///
/// No hits on either side: [`Direction::Equal`]. `None` where either side has no words.
#[must_use]
pub fn direction(focus: Tally, reference: Tally) -> Option<Direction> {
    focus.compare_rate(reference).map(|order| match order {
        Ordering::Greater => Direction::Over,
        Ordering::Less => Direction::Under,
        Ordering::Equal => Direction::Equal,
    })
}

/// The rate ratio `(a/n1)/(b/n2)`: 2 means twice as often as in the reference, 0.5 half as often.
///
/// `None` where either side has no hits (no half hit is put in its place) or no words.
#[must_use]
pub fn rate_ratio(focus: Tally, reference: Tally) -> Option<f64> {
    let defined = focus.hits > 0 && reference.hits > 0 && focus.words > 0 && reference.words > 0;
    defined.then(|| (float(focus.hits) / float(reference.hits)) * (float(reference.words) / float(focus.words)))
}

/// The exact conditional 95 % interval of the rate ratio.
///
/// Given `a + b` hits in all, `a` is binomial with odds `ratio * n1/n2`; the central Clopper-Pearson interval
/// of those odds times `n2/n1` is the interval of the ratio (Przyborowski and Wilenski 1940,
/// Biometrika 31; Clopper and Pearson 1934, Biometrika 26). It never covers less than 95 %.
///
/// `a = 0`: low is 0. `b = 0`: high is infinite. `None` for no hits at all, or where either side has no words.
///
/// Relative error below 1e-12 as far as it was checked: up to 1e8 hits on both sides, or any number on one.
#[must_use]
pub fn exact_conditional(focus: Tally, reference: Tally) -> Option<Interval> {
    conditional(focus, reference, Outside::OF_95, Mass::Whole)
}

/// The exact conditional interval as [`exact_conditional`] that leaves the probability `tail` outside at each end: 0.025 for 95 %, less
/// where one of many intervals must not be wrong.
///
/// `None` also where `tail` is not above 0 and at most 0.5.
#[must_use]
pub fn exact_conditional_at(focus: Tally, reference: Tally, tail: f64) -> Option<Interval> {
    conditional(focus, reference, Outside::of(tail)?, Mass::Whole)
}

/// The mid-P conditional 95 % interval of the rate ratio: as [`exact_conditional`], but the observed count has only half its probability in
/// each tail (Lancaster 1961, "Significance tests in discrete distributions", JASA 56).
///
/// Narrower than the exact one and always inside it; covers 95 % on average, not at the least. Undefined and infinite where the exact one is.
#[must_use]
pub fn mid_p_conditional(focus: Tally, reference: Tally) -> Option<Interval> {
    conditional(focus, reference, Outside::OF_95, Mass::Half)
}

/// The score 95 % interval of the rate ratio, in closed form: the ratios that a score test of two Poisson rates would keep, which are
/// Wilson's bounds of `a` among `a + b` as odds (Miettinen and Nurminen 1985, "Comparative analysis of two rates", Statistics in Medicine 4).
///
/// Good on average, too high where one count is small and the other huge. Undefined and infinite where the exact one is. Relative error below 1e-14.
#[must_use]
pub fn score_interval(focus: Tally, reference: Tally) -> Option<Interval> {
    let scale = scale(focus, reference)?;
    let (a, b) = (float(focus.hits), float(reference.hits));
    Some(Interval { low: scale * score_lower_odds(a, b, Z), high: scale / score_lower_odds(b, a, Z) })
}

/// A conditional interval by the tails asked for.
fn conditional(focus: Tally, reference: Tally, outside: Outside, mass: Mass) -> Option<Interval> {
    let scale = scale(focus, reference)?;
    Some(Interval {
        low: scale * lower_odds(focus.hits, reference.hits, outside, mass),
        // 1/0 is the infinite bound of a reference without hits.
        high: scale / lower_odds(reference.hits, focus.hits, outside, mass),
    })
}

/// What turns odds of the hits into a ratio of the rates. `None` for no hits at all, or where either side has no words.
fn scale(focus: Tally, reference: Tally) -> Option<f64> {
    let defined = focus.words > 0 && reference.words > 0 && (focus.hits > 0 || reference.hits > 0);
    defined.then(|| float(reference.words) / float(focus.words))
}

/// The central exact p-value of equal rates: twice the smaller binomial tail, 1 at most.
///
/// "Central" because the interval is (the other rule, of summing all less likely outcomes, can contradict
/// it). A probability; 1 for equal rates and for no hits at all; 0 where it is below 1e-308. `None` where either side has no words.
///
/// Relative error below 1e-11 as far as it was checked: up to 1e8 hits on both sides, or any number on one.
#[must_use]
pub fn exact_p(focus: Tally, reference: Tally) -> Option<f64> {
    // Of the two tails only the one on the side of the direction can be below one half.
    let (above, below) = match direction(focus, reference)? {
        Direction::Equal => return Some(1.0),
        Direction::Over => (focus, reference),
        Direction::Under => (reference, focus),
    };
    let chance = Chance::from_odds(float(above.words) / float(below.words));
    let tail = upper_tail(above.hits, below.hits, chance, above.excess_over(below));
    Some((2.0 * libm::exp(tail.ln)).min(1.0))
}

/// The mid-P version of [`exact_p`]: the observed count has only half its probability in each tail.
///
/// A probability. 1 for no hits at all; not always 1 for equal rates, since the binomial distribution is not symmetric. `None` where either side has no words.
#[must_use]
pub fn mid_p(focus: Tally, reference: Tally) -> Option<f64> {
    let (above, below) = match direction(focus, reference)? {
        _ if focus.hits == 0 && reference.hits == 0 => return Some(1.0),
        Direction::Over | Direction::Equal => (focus, reference),
        Direction::Under => (reference, focus),
    };
    let chance = Chance::from_odds(float(above.words) / float(below.words));
    let tail = upper_tail(above.hits, below.hits, chance, above.excess_over(below)).with(Mass::Half, above.hits, below.hits, chance);
    let upper = libm::exp(tail.ln);
    Some(2.0 * upper.min(1.0 - upper).max(0.0))
}
