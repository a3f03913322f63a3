//! Log-odds with an informative Dirichlet prior: for discovery only, since the size of the prior decides everything.

use crate::measure::Tally;
use crate::measure::probability::float;

/// A difference of log-odds and how far it is from 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogOdds {
    /// The difference, in natural logarithms; positive where the focus has the word more often.
    pub delta: f64,
    /// Its variance by the two terms of the word itself.
    pub variance: f64,
    /// `delta` over the root of `variance`: what most programs print. Overstated for a word that is more than 5 % of the text.
    pub z: f64,
    /// `delta` over the root of all four terms.
    pub z_four_terms: f64,
}

/// The log-odds of a word in two texts, `ln[(a+A)/(n1+A0-a-A)] - ln[(b+A)/(n2+A0-b-A)]` (Monroe, Colaresi and Quinn 2008, "Fightin' words",
/// Political Analysis 16).
///
/// `prior` (A) is the word's part of the prior, `prior_total` (A0) all of it, both in words. The difference of the logarithms is taken
/// from the exact difference of the counts. `None` where a count plus its prior, or the rest plus its prior, is not positive, or a side has more hits than words.
#[must_use]
pub fn log_odds(focus: Tally, reference: Tally, prior: f64, prior_total: f64) -> Option<LogOdds> {
    let rest_of_prior = prior_total - prior;
    let cells = |tally: Tally| Some([float(tally.hits) + prior, float(tally.words.checked_sub(tally.hits)?) + rest_of_prior]);
    let ([a, c], [b, d]) = (cells(focus)?, cells(reference)?);
    if ![a, b, c, d].iter().all(|cell| cell.is_finite() && *cell > 0.0) {
        return None;
    }
    let odds = a / c * (d / b);
    // Near 1 the logarithm of the quotient would keep only the digits that the quotient has beyond its 1.
    let delta =
        if (0.5..2.0).contains(&odds) { libm::log1p(cross_difference(focus, reference, prior, rest_of_prior) / (b * c)) } else { libm::log(odds) };
    let variance = 1.0 / a + 1.0 / b;
    Some(LogOdds { delta, variance, z: delta / libm::sqrt(variance), z_four_terms: delta / libm::sqrt(variance + 1.0 / c + 1.0 / d) })
}

/// `(a+A)(d+B) - (b+A)(c+B)`, expanded so that the whole numbers are subtracted from one another before anything is rounded.
fn cross_difference(focus: Tally, reference: Tally, prior: f64, rest_of_prior: f64) -> f64 {
    // N times the excess is a n2 - b n1 = a d - b c.
    let words = float(focus.words) + float(reference.words);
    let others = |tally: Tally| tally.words - tally.hits;
    focus.excess_over(reference) * words
        + difference(focus.hits, reference.hits) * rest_of_prior
        + difference(others(reference), others(focus)) * prior
}

/// `a - b`, exact before it becomes a float.
fn difference(a: u64, b: u64) -> f64 {
    let size = float(a.abs_diff(b));
    if a < b { -size } else { size }
}
