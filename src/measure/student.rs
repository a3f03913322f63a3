//! Student's t: tails and the quantile behind a 95 % interval, for any degrees of freedom.
//!
//! The tail is an incomplete beta function, `P(|T| >= t) = I(ν/(ν + t²); ν/2, 1/2)`. Far out it is its leading power times
//! Gauss's continued fraction, in the form in which all terms are positive: it loses no digits, and goes over into Laplace's
//! continued fraction of the normal tail as ν grows, so that no other formula is needed for large ν. Near the middle a power
//! series gives the probability of the inside.

use std::f64::consts::PI;

use super::interval::{MAX_STEPS, STEP_DONE, Z};

/// Where `t²` is below this, the series of the inside is the shorter way.
const SERIES_BELOW: f64 = 2.0;

/// What both ends of a 95 % interval leave outside.
const OUTSIDE: f64 = 0.05;

/// A relative change that no longer moves a sum or fraction.
const NEGLIGIBLE: f64 = f64::EPSILON / 4.0;

/// Terms of a series or continued fraction; a few hundred are needed at most.
const MAX_TERMS: usize = 10_000;

/// From this argument on the ratio of gamma functions is its asymptotic series to the last digit.
const RATIO_SERIES_FROM: f64 = 32.0;

/// `P(|T| >= |t|)`, the two-sided p-value of a t statistic with `df` degrees of freedom, which need not be whole.
///
/// A probability; 1 at 0, 0 where it is below 1e-308. `None` where `df` is not positive and finite, or `t` is no number. Relative error below
/// 1e-13 as far as it was checked (df from 1 to 1e9; a p of 1e-300 included).
#[must_use]
pub fn two_sided_p(t: f64, df: f64) -> Option<f64> {
    (df > 0.0 && df.is_finite() && !t.is_nan()).then(|| tail(t.abs(), df).clamp(0.0, 1.0))
}

/// The 0.975 quantile of Student's t: 12.706 for one degree of freedom, falling to 1.960.
///
/// `None` where `df` is not positive and finite. Relative error below 1e-13 for df from 1 to 1e9. Newton's method on the logarithms of both; the logarithm of
/// the tail is concave in the logarithm of t, so that it approaches from one side after the first step.
#[must_use]
pub fn quantile_975(df: f64) -> Option<f64> {
    if !(df > 0.0 && df.is_finite()) {
        return None;
    }
    let mut t = Z;
    for _ in 0..MAX_STEPS {
        let p = tail(t, df);
        let step = libm::log(p / OUTSIDE) * p / (2.0 * t * density(t, df));
        t *= libm::exp(step);
        if step.abs() < STEP_DONE {
            break;
        }
    }
    t.is_finite().then_some(t)
}

/// `P(|T| >= t)` for `t >= 0`.
fn tail(t: f64, df: f64) -> f64 {
    if t.is_infinite() {
        return 0.0;
    }
    let square = t * t;
    // x^(ν/2), x = ν/(ν + t²)
    let power = libm::exp(-0.5 * df * libm::log1p(square / df));
    let scale = gamma_ratio(0.5 * df) * power / libm::sqrt(PI);
    if square < SERIES_BELOW {
        // y^(1/2) / (1/2), y = t²/(ν + t²)
        let root = t / libm::sqrt(df + square);
        return 1.0 - 2.0 * scale * root * inside_series(square, df);
    }
    // y^(-1/2) / (ν/2)
    scale * libm::sqrt(df / square + 1.0) / (0.5 * df) * gauss_fraction(df / square, 0.5 * df + 1.0)
}

/// The density at `t`.
fn density(t: f64, df: f64) -> f64 {
    gamma_ratio(0.5 * df) / libm::sqrt(PI * df) * libm::exp(-0.5 * (df + 1.0) * libm::log1p(t * t / df))
}

/// `Γ(a + 1/2)/Γ(a)`: an asymptotic series for large `a`, to which smaller ones are led by the recurrence of the gamma function.
fn gamma_ratio(a: f64) -> f64 {
    let (mut shifted, mut factor) = (a, 1.0);
    while shifted < RATIO_SERIES_FROM {
        factor *= shifted / (shifted + 0.5);
        shifted += 1.0;
    }
    // Coefficients of Tricomi and Erdélyi (1951, Pacific Journal of Mathematics 1) for this pair of arguments; the next is 399/4194304.
    let terms = [1.0, -1.0 / 8.0, 1.0 / 128.0, 5.0 / 1024.0, -21.0 / 32_768.0, -399.0 / 262_144.0, 869.0 / 4_194_304.0, 39_325.0 / 33_554_432.0];
    let s = 1.0 / shifted;
    factor * libm::sqrt(shifted) * terms.iter().rev().fold(0.0, |sum, term| sum * s + term)
}

/// `2F1(1, (ν+1)/2; 3/2; y)` with `y = t²/(ν + t²)`: a series of positive terms.
fn inside_series(square: f64, df: f64) -> f64 {
    let y = square / (df + square);
    let (mut sum, mut term, mut n) = (1.0, 1.0, 0.0);
    for _ in 0..MAX_TERMS {
        term *= (0.5 * (df + 1.0) + n) / (1.5 + n) * y;
        sum += term;
        if term < sum * NEGLIGIBLE {
            break;
        }
        n += 1.0;
    }
    sum
}

/// `2F1(1, 1/2; c; -w)` as Gauss's continued fraction `1/(1 + p1/(1 + p2/(1 + ...)))`, all `p` positive; evaluated forward
/// by the method of Lentz as changed by Thompson and Barnett (1986, Journal of Computational Physics 64).
fn gauss_fraction(w: f64, c: f64) -> f64 {
    let (mut value, mut numerators, mut denominators) = (1.0, 1.0, 0.0);
    let mut k = 0.0;
    for index in 0..MAX_TERMS {
        let p = if index % 2 == 0 {
            (0.5 + k) * (c + k - 1.0) / ((c + 2.0 * k - 1.0) * (c + 2.0 * k)) * w
        } else {
            k += 1.0;
            k * (c + k - 1.5) / ((c + 2.0 * k - 2.0) * (c + 2.0 * k - 1.0)) * w
        };
        denominators = 1.0 / (1.0 + p * denominators);
        numerators = 1.0 + p / numerators;
        let change = numerators * denominators;
        value *= change;
        if (change - 1.0).abs() <= f64::EPSILON {
            break;
        }
    }
    1.0 / value
}
