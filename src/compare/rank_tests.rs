//! Tests on the ranks of per-document rates. Every document counts once, whatever its length, and rates are compared in whole numbers. Beside the
//! permutation test they lose power where most documents have no hit.

use std::cmp::Ordering;
use std::f64::consts::FRAC_1_SQRT_2;

use crate::measure::probability::float;
use crate::measure::{Tally, student};

/// The rank-sum test of two sets of documents.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MannWhitney {
    /// Pairs in which the focus document has the higher rate, ties counting one half: 0 to n1 n2.
    pub u: f64,
    /// The two-sided p-value of the normal approximation, corrected for ties and continuity. `None` where all rates are equal.
    pub p: Option<f64>,
}

/// The test of Brunner and Munzel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BrunnerMunzel {
    /// The statistic; positive where the reference tends to the higher rates.
    pub w: f64,
    /// Degrees of freedom (Satterthwaite).
    pub df: f64,
    /// The two-sided p-value.
    pub p: f64,
    /// The chance that a document of the focus has a lower rate than one of the reference, ties counting one half.
    pub below: f64,
}

/// A document with words: its side, its rank among all and among its own side.
struct Ranked {
    focus: bool,
    rank: f64,
    own_rank: f64,
}

/// Mann and Whitney's test of per-document rates (1947, Annals of Mathematical Statistics 18).
///
/// Documents without words are left out. `None` where a side has none left. The p-value is two-sided.
#[must_use]
pub fn mann_whitney(focus: &[Tally], reference: &[Tally]) -> Option<MannWhitney> {
    let (n1, n2) = (with_words(focus)?, with_words(reference)?);
    let ranked = ranked(focus, reference);
    let rank_sum: f64 = ranked.iter().filter(|document| document.focus).map(|document| document.rank).sum();
    let u = rank_sum - n1 * (n1 + 1.0) / 2.0;
    let n = n1 + n2;
    let variance = n1 * n2 / 12.0 * (n + 1.0 - ties(&ranked) / (n * (n - 1.0)));
    let distance = ((u - n1 * n2 / 2.0).abs() - 0.5).max(0.0);
    let p = (variance > 0.0).then(|| libm::erfc(distance / libm::sqrt(variance) * FRAC_1_SQRT_2));
    Some(MannWhitney { u, p })
}

/// The test of Brunner and Munzel (2000, "The nonparametric Behrens-Fisher problem", Biometrical Journal 42), which lets the two sides differ in spread.
///
/// Documents without words are left out. `None` with fewer than two left on a side, and where nothing varies (complete separation, all rates
/// equal): the statistic is infinite or 0/0 then.
#[must_use]
pub fn brunner_munzel(focus: &[Tally], reference: &[Tally]) -> Option<BrunnerMunzel> {
    let (n1, n2) = (with_words(focus)?, with_words(reference)?);
    if n1 < 2.0 || n2 < 2.0 {
        return None;
    }
    let ranked = ranked(focus, reference);
    let side = |focus: bool, n: f64| {
        let documents = || ranked.iter().filter(move |document| document.focus == focus);
        let mean = documents().map(|document| document.rank).sum::<f64>() / n;
        let gap = |document: &Ranked| document.rank - document.own_rank - mean + (n + 1.0) / 2.0;
        (mean, documents().map(|document| gap(document) * gap(document)).sum::<f64>() / (n - 1.0))
    };
    let ((mean1, spread1), (mean2, spread2)) = (side(true, n1), side(false, n2));
    let (part1, part2) = (n1 * spread1, n2 * spread2);
    let both = part1 + part2;
    // Ranks are halves of whole numbers; what is left of no variance is rounding.
    if both <= f64::EPSILON * (n1 + n2) * (n1 + n2) {
        return None;
    }
    let w = n1 * n2 * (mean2 - mean1) / ((n1 + n2) * libm::sqrt(both));
    let df = both * both / (part1 * part1 / (n1 - 1.0) + part2 * part2 / (n2 - 1.0));
    Some(BrunnerMunzel { w, df, p: student::two_sided_p(w, df)?, below: (mean2 - (n2 + 1.0) / 2.0) / n1 })
}

/// How many documents have words. `None` for none.
fn with_words(documents: &[Tally]) -> Option<f64> {
    let n = documents.iter().filter(|document| document.words > 0).count();
    (n > 0).then(|| float(n as u64))
}

/// The documents with words by rising rate, with mid-ranks.
fn ranked(focus: &[Tally], reference: &[Tally]) -> Vec<Ranked> {
    let of = |documents: &[Tally], focus: bool| {
        documents.iter().filter(|document| document.words > 0).map(move |&tally| (tally, focus)).collect::<Vec<_>>()
    };
    let mut documents = [of(focus, true), of(reference, false)].concat();
    documents.sort_by(|(one, _), (other, _)| one.order_of_rate(*other));
    let mut ranked = Vec::with_capacity(documents.len());
    // Documents before the present tie: of both sides, of the reference, of the focus.
    let mut before = [0_u64; 2];
    for tie in documents.chunk_by(|(one, _), (other, _)| one.order_of_rate(*other) == Ordering::Equal) {
        let mut size = [0_u64; 2];
        tie.iter().for_each(|&(_, focus)| size[usize::from(focus)] += 1);
        let middle = |before: u64, size: u64| float(before) + (float(size) + 1.0) / 2.0;
        let rank = middle(before.iter().sum(), size.iter().sum());
        let own = [0, 1].map(|side| middle(before[side], size[side]));
        ranked.extend(tie.iter().map(|&(_, focus)| Ranked { focus, rank, own_rank: own[usize::from(focus)] }));
        before = [0, 1].map(|side| before[side] + size[side]);
    }
    ranked
}

/// `Σ (t³ - t)` over the ties.
#[expect(clippy::float_cmp, reason = "documents of one tie were given one and the same rank")]
fn ties(ranked: &[Ranked]) -> f64 {
    let sizes = ranked.chunk_by(|one, other| one.rank == other.rank).map(|tie| float(tie.len() as u64));
    sizes.map(|t| t * t * t - t).sum()
}
