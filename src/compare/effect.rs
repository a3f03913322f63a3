//! How large a difference is, on a logarithmic scale.

use std::f64::consts::LN_2;

use super::ratio::{exact_conditional_at, rate_ratio};
use crate::measure::Tally;
use crate::measure::probability::float;

/// What a 95 % interval leaves outside at each end.
const TAIL: f64 = 0.025;

/// The binary logarithm of the rate ratio ("Log Ratio", Hardie 2014): 1 is twice as often, -1 half as often.
///
/// `None` where either side has no hits (no half hit is put in its place: in a short text that can turn the sign round) or no words. Relative error below
/// 1e-14 also for ratios next to 1, where the logarithm is taken from the exact difference of the counts.
#[must_use]
pub fn log2_ratio(focus: Tally, reference: Tally) -> Option<f64> {
    let ratio = rate_ratio(focus, reference)?;
    if !(0.5..2.0).contains(&ratio) {
        return Some(libm::log2(ratio));
    }
    // a n2 / (b n1) = 1 + excess (n1 + n2) / (b n1)
    let words = float(focus.words) + float(reference.words);
    let above_one = focus.excess_over(reference) / float(reference.hits) * (words / float(focus.words));
    Some(libm::log1p(above_one) / LN_2)
}

/// Evert's conservative log ratio (LRC): the binary logarithm of that bound of the exact conditional interval which is nearer to a ratio of 1, and 0
/// where the interval covers 1 (Evert 2022, "Measuring keyness", Digital Humanities 2022). "At least so many doublings."
///
/// `tests` is how many items are looked at: the interval leaves 0.025/tests outside at each end (Bonferroni), 1 for a single item, or to look at each on its own.
/// Positive for over-use, negative for under-use; defined where one count is zero. `None` for no hits at all, where either side has no words, and for no tests.
#[must_use]
pub fn lrc(focus: Tally, reference: Tally, tests: u64) -> Option<f64> {
    let interval = exact_conditional_at(focus, reference, TAIL / float(tests))?;
    Some(if interval.low > 1.0 {
        libm::log2(interval.low)
    } else if interval.high < 1.0 {
        libm::log2(interval.high)
    } else {
        0.0
    })
}

/// The odds ratio `a (n2 - b) / (b (n1 - a))`, for shares: hits among opportunities. For rates of words it is the rate ratio to a thousandth.
///
/// `None` where any of the four cells is empty (hits, or opportunities not taken), or a side has more hits than opportunities.
#[must_use]
pub fn odds_ratio(focus: Tally, reference: Tally) -> Option<f64> {
    let cells = |tally: Tally| Some((tally.hits, tally.words.checked_sub(tally.hits)?));
    let ((a, c), (b, d)) = (cells(focus)?, cells(reference)?);
    [a, b, c, d].iter().all(|&cell| cell > 0).then(|| (float(a) / float(b)) * (float(d) / float(c)))
}
