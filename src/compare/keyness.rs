//! Evidence of a difference of rates as if words were independent: G² and chi². Descriptive columns that people know, never a headline: with words
//! that come in bursts they call every third true equality a difference.
//!
//! All three are unsigned (see [`super::direction`] for the sign), 0 exactly where the rates are equal, and take the deviations from exact whole
//! numbers; the textbook sum of `O ln(O/E)` loses every digit for large corpora.

use crate::measure::Tally;
use crate::measure::probability::{deviance_unit, float, float_wide};

/// Two tallies laid out as a table of two rows: hits above, the other words below.
struct Margins {
    /// Words of the focus and of the reference.
    words: [f64; 2],
    /// All words.
    all: f64,
    /// Hits of both.
    hits: f64,
    /// Words of both that are no hits. `None` where a side has more hits than words.
    others: Option<f64>,
    /// Hits of the focus above what equal rates would give.
    excess: f64,
}

impl Margins {
    /// `None` where either side has no words.
    fn of(focus: Tally, reference: Tally) -> Option<Self> {
        let [all, hits] = [[focus.words, reference.words], [focus.hits, reference.hits]].map(|[one, other]| u128::from(one) + u128::from(other));
        let within = focus.hits <= focus.words && reference.hits <= reference.words;
        (focus.words > 0 && reference.words > 0).then(|| Self {
            words: [float(focus.words), float(reference.words)],
            all: float_wide(all),
            hits: float_wide(hits),
            others: within.then(|| float_wide(all - hits)),
            excess: focus.excess_over(reference),
        })
    }

    /// The deviance of one row of the table with the sum `row`.
    fn deviance(&self, row: f64, excess: f64) -> f64 {
        if row <= 0.0 {
            return 0.0;
        }
        let [first, second] = self.words.map(|words| words / self.all * row);
        2.0 * (first * deviance_unit(excess / first) + second * deviance_unit(-excess / second))
    }
}

/// G² over the two cells of hits: `2 [a ln(a/E1) + b ln(b/E2)]`, the likelihood-ratio statistic of two Poisson rates (Rayson
/// and Garside 2000, "Comparing corpora using frequency profiling"), computed from the deviations.
///
/// At least 0. No hits at all: 0. `None` where either side has no words. Relative error below 1e-13 as far as it was checked, up to 1e18 words.
#[must_use]
pub fn g2(focus: Tally, reference: Tally) -> Option<f64> {
    let margins = Margins::of(focus, reference)?;
    Some(margins.deviance(margins.hits, margins.excess))
}

/// G² over all four cells, hits and other words: the binomial form (Dunning 1993, "Accurate methods for the statistics of surprise and
/// coincidence", Computational Linguistics 19), which most corpus software computes.
///
/// At least 0. `None` where either side has no words, or more hits than words.
#[must_use]
pub fn g2_four_cell(focus: Tally, reference: Tally) -> Option<f64> {
    let margins = Margins::of(focus, reference)?;
    let others = margins.others?;
    Some(margins.deviance(margins.hits, margins.excess) + margins.deviance(others, -margins.excess))
}

/// Pearson's chi² of the four cells, without correction: `N (ad - bc)²` over the product of the margins (Pearson 1900).
///
/// At least 0. 0 where a margin is empty (no hits at all, or nothing but hits). `None` where either side has no words, or more hits than words.
/// Its p-value is far too small where few hits are expected: never the only figure.
#[must_use]
pub fn chi2(focus: Tally, reference: Tally) -> Option<f64> {
    let margins = Margins::of(focus, reference)?;
    let others = margins.others?;
    if margins.hits <= 0.0 || others <= 0.0 {
        return Some(0.0);
    }
    let [first, second] = margins.words.map(|words| margins.all / words);
    Some(margins.excess * first * (margins.excess / margins.hits) * second * (margins.all / others))
}
