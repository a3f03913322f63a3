//! Binomial tails and the exact (Clopper-Pearson) bound, for counts of any size.
//!
//! A tail is its first term times a sum of ratios. The sum has about `9 sqrt(min(a, b))` terms and no
//! more than `b + 1`; above [`SUM_UP_TO`] a saddlepoint formula, by then exact to 1e-10, takes its place.
//! `p` and `q = 1 - p` always travel apart, so that neither is ever formed by subtraction from 1.

use crate::measure::interval::{LN_TAIL, MAX_STEPS, STEP_DONE, Z, tail_sum};
use crate::measure::probability::{float, half_deviance, ln_binomial, normal_tail_and_density};

/// Where the smaller count is above this, the tail is no longer summed term by term.
const SUM_UP_TO: f64 = 1e8;

/// The chance of a hit falling on the first side.
#[derive(Clone, Copy)]
pub(super) struct Chance {
    odds: f64,
    p: f64,
    q: f64,
}

impl Chance {
    /// From the odds `p/q`, positive and finite.
    pub(super) fn from_odds(odds: f64) -> Self {
        Self { odds, p: 1.0 / (1.0 + 1.0 / odds), q: 1.0 / (1.0 + odds) }
    }
}

/// A tail probability near a bound.
pub(super) struct Tail {
    /// Its natural logarithm.
    pub(super) ln: f64,
    /// By how much that grows with the logarithm of the odds.
    slope: f64,
}

/// `P(X >= a)` of a binomial count of `a + b` trials, where `a >= 1` lies above the expected count by `excess`.
///
/// An `a` below the expected count gives a right answer too, but slowly: ask for the other tail instead.
pub(super) fn upper_tail(a: u64, b: u64, chance: Chance, excess: f64) -> Tail {
    let (x, y) = (float(a), float(b));
    if b == 0 {
        let ln_p = -libm::log1p(1.0 / chance.odds);
        return Tail { ln: x * ln_p, slope: x * chance.q };
    }
    let deviance = half_deviance(x + y, chance.p, chance.q, excess);
    let ln_first = ln_binomial(x, y, deviance);
    let ln = if x.min(y) <= SUM_UP_TO {
        ln_first + libm::log(tail_sum(|i| (y + 1.0 - i) / (x + i) * chance.odds))
    } else {
        libm::log(saddlepoint_tail(x, y, chance, excess, deviance))
    };
    // d/dp P(X >= a) = P(X = a) a/p, and d p/d ln(odds) = p q.
    Tail { ln, slope: x * chance.q * libm::exp(ln_first - ln) }
}

/// `P(X >= a)` by the formula of Lugannani and Rice for lattice variables (Daniels 1987, "Tail
/// probability approximations", International Statistical Review 55). Relative error of the order `1/min(x, y)`.
fn saddlepoint_tail(x: f64, y: f64, chance: Chance, excess: f64, half_deviance: f64) -> f64 {
    let w = libm::sqrt(2.0 * half_deviance).copysign(excess);
    let v = excess / chance.q * libm::sqrt(y / x / (x + y));
    let (tail, density) = normal_tail_and_density(w);
    tail + density * (1.0 / v - 1.0 / w)
}

/// The lower Clopper-Pearson bound of `a` among `a + b`, as odds: those under which `a` or more have the
/// probability 0.025. 0 for `a = 0`. The upper bound is `1/lower_odds(b, a)`.
///
/// Newton's method in the logarithm of the odds, on the logarithm of the tail. That function is concave (its
/// slope is `E(X | X >= a) - E(X)`, which shrinks as the odds grow), so that after the first step all
/// the others approach from one side: no bracket is needed.
pub(super) fn lower_odds(a: u64, b: u64) -> f64 {
    if a == 0 {
        return 0.0;
    }
    let (x, y) = (float(a), float(b));
    let mut odds = score_lower_odds(x, y);
    for _ in 0..MAX_STEPS {
        let chance = Chance::from_odds(odds);
        let tail = upper_tail(a, b, chance, x * chance.q - y * chance.p);
        let step = (LN_TAIL - tail.ln) / tail.slope;
        odds *= libm::exp(step);
        if step.abs() < STEP_DONE {
            break;
        }
    }
    odds
}

/// The lower bound of the score interval as odds, in closed form: where the search starts.
fn score_lower_odds(x: f64, y: f64) -> f64 {
    let spread = Z * Z * (x + y);
    let base = 2.0 * x * y + spread;
    2.0 * x * x / (base + libm::sqrt(spread * (4.0 * x * y + spread)))
}
