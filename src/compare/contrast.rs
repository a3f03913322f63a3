//! Everything that two counts alone say about two rates, and for many items at once what looking at all of them costs.

use super::multiple::benjamini_hochberg;
use super::ratio::{Direction, direction, exact_conditional, exact_p, mid_p_conditional, rate_ratio, score_interval};
use super::{effect, keyness};
use crate::measure::interval::{Interval, garwood};
use crate::measure::{Tally, chi_square};

/// Two tallies beside each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contrast {
    /// Hits and words of the focus.
    pub focus: Tally,
    /// Hits and words of the reference.
    pub reference: Tally,
    /// Garwood's interval of the focus's rate per 1,000 words.
    pub focus_rate: Option<Interval>,
    /// Garwood's interval of the reference's rate per 1,000 words.
    pub reference_rate: Option<Interval>,
    /// Which rate is higher.
    pub direction: Option<Direction>,
    /// The rate ratio.
    pub ratio: Option<f64>,
    /// Its exact conditional 95 % interval.
    pub exact: Option<Interval>,
    /// Its mid-P conditional 95 % interval.
    pub mid_p: Option<Interval>,
    /// Its score 95 % interval.
    pub score: Option<Interval>,
    /// G² of the two cells of hits.
    pub g2: Option<f64>,
    /// G² of all four cells.
    pub g2_four_cell: Option<f64>,
    /// Chi² without correction.
    pub chi2: Option<f64>,
    /// The central exact p-value.
    pub p_exact: Option<f64>,
    /// The p-value of `g2`.
    pub p_g2: Option<f64>,
    /// The binary logarithm of the ratio.
    pub log2_ratio: Option<f64>,
    /// Evert's conservative log ratio, as if this were the only item.
    pub lrc_unadjusted: Option<f64>,
    /// The same, adjusted for all items looked at (Bonferroni).
    pub lrc: Option<f64>,
    /// False discovery rate of `p_exact` among all items looked at.
    pub q: Option<f64>,
}

/// Each pair of focus and reference by itself, then what depends on how many there are. A pair may be missing: then it is no test.
#[must_use]
pub fn contrasts(pairs: &[Option<(Tally, Tally)>]) -> Vec<Option<Contrast>> {
    let tests = pairs.iter().flatten().count() as u64;
    let mut contrasts: Vec<Option<Contrast>> = pairs.iter().map(|pair| pair.map(|(focus, reference)| contrast(focus, reference, tests))).collect();
    let p_values: Vec<Option<f64>> = contrasts.iter().map(|contrast| contrast.as_ref().and_then(|contrast| contrast.p_exact)).collect();
    for (contrast, q) in contrasts.iter_mut().zip(benjamini_hochberg(&p_values)) {
        if let Some(contrast) = contrast {
            contrast.q = q;
        }
    }
    contrasts
}

fn contrast(focus: Tally, reference: Tally, tests: u64) -> Contrast {
    let g2 = keyness::g2(focus, reference);
    Contrast {
        focus,
        reference,
        focus_rate: garwood(focus.hits, focus.words),
        reference_rate: garwood(reference.hits, reference.words),
        direction: direction(focus, reference),
        ratio: rate_ratio(focus, reference),
        exact: exact_conditional(focus, reference),
        mid_p: mid_p_conditional(focus, reference),
        score: score_interval(focus, reference),
        g2,
        g2_four_cell: keyness::g2_four_cell(focus, reference),
        chi2: keyness::chi2(focus, reference),
        p_exact: exact_p(focus, reference),
        p_g2: g2.and_then(chi_square::p),
        log2_ratio: effect::log2_ratio(focus, reference),
        lrc_unadjusted: effect::lrc(focus, reference, 1),
        lrc: effect::lrc(focus, reference, tests),
        q: None,
    }
}
