//! Rates and shares, each with the 95 % interval that belongs to it.

use std::sync::OnceLock;

use super::probability::{float, ln_poisson};

/// Rates are hits per this many words.
pub const PER: f64 = 1000.0;

/// The 0.975 quantile of the standard normal distribution.
pub(crate) const Z: f64 = 1.959_963_984_540_054;

/// What each end of a 95 % interval leaves outside: `ln 0.025`.
pub(crate) const LN_TAIL: f64 = -3.688_879_454_113_936_3;

/// From this many hits on, the quantile expansion is exact to the last digits of a float.
const EXPANSION_FROM: u64 = 10_000;

/// The smallest term of a tail sum that still moves the sum.
const NEGLIGIBLE: f64 = f64::EPSILON / 8.0;

/// A step of Newton's method after which nothing further is to be gained.
pub(crate) const STEP_DONE: f64 = 1e-10;

/// Newton's method needs three to seven steps here; the limit only guarantees an end.
pub(crate) const MAX_STEPS: usize = 60;

/// A closed interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower bound, finite and at least 0.
    pub low: f64,
    /// The upper bound; `f64::INFINITY` where the counts set none.
    pub high: f64,
}

impl Interval {
    /// Whether `value` lies within, bounds included.
    #[must_use]
    pub fn contains(self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}

/// Hits per 1,000 words: `1000 h / w`.
///
/// 0 hits give 0.0. `None` where there are no words.
#[must_use]
pub fn rate(hits: u64, words: u64) -> Option<f64> {
    (words > 0).then(|| PER * float(hits) / float(words))
}

/// The exact (Garwood) 95 % interval of a rate, in hits per 1,000 words.
///
/// The hits are taken as a Poisson count. The bounds are the means under which so many hits or more, or
/// so few or fewer, would turn up in 2.5 % of all texts: `low = chi2(0.025; 2h)/2` and
/// `high = chi2(0.975; 2h + 2)/2`, times `1000/w` (Garwood 1936, "Fiducial limits for the Poisson
/// distribution", Biometrika 28). It never covers less than 95 %.
///
/// 0 hits: low is exactly 0, high is 3.689 hits. `None` where there are no words. More hits than words
/// are accepted: whether that makes sense is for the caller to know.
///
/// Relative error below 1e-13, checked up to 1e7 hits.
#[must_use]
pub fn garwood(hits: u64, words: u64) -> Option<Interval> {
    if words == 0 {
        return None;
    }
    let per = PER / float(words);
    let Interval { low, high } = poisson(hits);
    Some(Interval { low: low * per, high: high * per })
}

/// The bounds of the mean of a count. Those of small counts are worked out once: a row of a table asks for some of them, and there are millions of rows.
fn poisson(hits: u64) -> Interval {
    static KNOWN: [OnceLock<Interval>; 256] = [const { OnceLock::new() }; 256];
    let bounds = || Interval { low: poisson_low(hits), high: poisson_high(hits) };
    usize::try_from(hits).ok().and_then(|hits| KNOWN.get(hits)).map_or_else(bounds, |known| *known.get_or_init(bounds))
}

/// The Wilson 95 % interval of a share, a number between 0 and 1.
///
/// `(2s + z² ± z sqrt(z² + 4 s (n-s)/n)) / (2 (n + z²))` (Wilson 1927, "Probable inference, the law of
/// succession, and statistical inference", JASA 22), the lower bound in the form that does not cancel.
///
/// No success: low is exactly 0. Nothing but successes: high is exactly 1. `None` where there are no
/// trials, or more successes than trials. Relative error below 1e-14.
#[must_use]
pub fn wilson(successes: u64, trials: u64) -> Option<Interval> {
    let failures = trials.checked_sub(successes)?;
    if trials == 0 {
        return None;
    }
    let (s, f, n) = (float(successes), float(failures), float(trials));
    let z2 = Z * Z;
    let sum = 2.0 * s + z2 + Z * libm::sqrt(z2 + 4.0 * s * (f / n));
    // The two roots of the quadratic have the product s²/(n (n + z²)).
    let low = 2.0 * s * (s / n) / sum;
    let high = if failures == 0 { 1.0 } else { sum / (2.0 * (n + z2)) };
    Some(Interval { low, high })
}

/// The Poisson mean under which `hits` or more have the probability 0.025; 0 for no hits.
fn poisson_low(hits: u64) -> f64 {
    if hits == 0 {
        return 0.0;
    }
    let k = float(hits);
    if hits >= EXPANSION_FROM {
        return gamma_quantile(k, -Z);
    }
    solve_ln_mean(wilson_hilferty(k, -Z), |mean| {
        let sum = tail_sum(|i| mean / (k + i));
        (ln_poisson(k, mean) + libm::log(sum), k / sum)
    })
}

/// The Poisson mean under which `hits` or fewer have the probability 0.025.
fn poisson_high(hits: u64) -> f64 {
    if hits == 0 {
        return -LN_TAIL;
    }
    let k = float(hits);
    if hits >= EXPANSION_FROM {
        return gamma_quantile(k + 1.0, Z);
    }
    solve_ln_mean(wilson_hilferty(k + 1.0, Z), |mean| {
        let sum = tail_sum(|i| (k + 1.0 - i) / mean);
        (ln_poisson(k, mean) + libm::log(sum), -mean / sum)
    })
}

/// `1 + r(1) + r(1) r(2) + ...` up to the last term that counts: a tail as a multiple of its first term.
/// The ratios have to fall below 1 and stay there.
pub(crate) fn tail_sum(ratio: impl Fn(f64) -> f64) -> f64 {
    let (mut sum, mut term, mut i) = (1.0, 1.0, 1.0);
    while term > sum * NEGLIGIBLE {
        term *= ratio(i);
        sum += term;
        i += 1.0;
    }
    sum
}

/// The mean at which a tail is 0.025, by Newton's method on the logarithms of both.
///
/// `tail` gives the tail's logarithm and its slope. The logarithm of a Poisson tail is concave in the
/// logarithm of the mean, so that after the first step all the others approach from one side: no bracket is needed.
fn solve_ln_mean(start: f64, tail: impl Fn(f64) -> (f64, f64)) -> f64 {
    let mut mean = start;
    for _ in 0..MAX_STEPS {
        let (ln_tail, slope) = tail(mean);
        let step = (LN_TAIL - ln_tail) / slope;
        mean *= libm::exp(step);
        if step.abs() < STEP_DONE {
            break;
        }
    }
    mean
}

/// A start for the gamma quantile (Wilson and Hilferty 1931), good to a factor of two at a shape of 1.
fn wilson_hilferty(shape: f64, z: f64) -> f64 {
    let root = 1.0 - 1.0 / (9.0 * shape) + z / (3.0 * libm::sqrt(shape));
    shape * root * root * root
}

/// The gamma quantile at the normal quantile `z`, for a large shape: the Cornish-Fisher expansion as
/// worked out for chi square by Goldberg and Levine (1946, Annals of Mathematical Statistics 17).
fn gamma_quantile(shape: f64, z: f64) -> f64 {
    let s = 1.0 / libm::sqrt(shape);
    let z2 = z * z;
    let terms =
        [z, (z2 - 1.0) / 3.0, z * (z2 - 7.0) / 36.0, -((3.0 * z2 + 7.0) * z2 - 16.0) / 810.0, z * ((9.0 * z2 + 256.0) * z2 - 433.0) / 38_880.0];
    // terms[0]/s + terms[1] + terms[2] s + terms[3] s² + ...
    let correction = terms.iter().rev().fold(0.0, |sum, term| sum * s + term);
    shape + correction / s
}
