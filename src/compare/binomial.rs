//! Binomial tails and the exact (Clopper-Pearson) bound, for counts of any size.
//!
//! A tail is its first term times a sum of ratios. The sum has about `9 sqrt(min(a, b))` terms and no
//! more than `b + 1`; above [`SUM_UP_TO`] a saddlepoint formula, by then exact to 1e-10, takes its place.
//! `p` and `q = 1 - p` always travel apart, so that neither is ever formed by subtraction from 1.

use std::f64::consts::LN_2;

use crate::measure::interval::{LN_TAIL, MAX_STEPS, STEP_DONE, Z, tail_sum};
use crate::measure::probability::{float, half_deviance, ln_binomial, normal_tail_and_density};

/// Where the smaller count is above this, the tail is no longer summed term by term.
const SUM_UP_TO: f64 = 1e8;

/// So near the expected count, in standard deviations, the saddlepoint formula would lose digits.
const EDGEWORTH_BELOW: f64 = 1e-3;

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

/// How much of the mass of the observed count itself belongs to a tail.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mass {
    /// All of it: the exact tail, never too small.
    Whole,
    /// Half of it: the mid-P tail.
    Half,
}

/// What a bound leaves outside.
#[derive(Clone, Copy)]
pub(super) struct Outside {
    /// The logarithm of the probability, at most that of one half.
    ln: f64,
    /// The normal quantile that belongs to it, for a start of the search: exact at 95 %, else an upper bound.
    z: f64,
}

impl Outside {
    /// One end of a 95 % interval.
    pub(super) const OF_95: Self = Self { ln: LN_TAIL, z: Z };

    /// One end of an interval that leaves the probability `tail` outside there. `None` where that is not above 0 and at most one half.
    pub(super) fn of(tail: f64) -> Option<Self> {
        let ln = libm::log(tail);
        // P(Z >= z) <= exp(-z²/2)/2.
        let z = libm::sqrt((-2.0 * (ln + LN_2)).max(1.0));
        (tail > 0.0 && tail <= 0.5).then_some(Self { ln, z })
    }
}

/// A tail probability near a bound.
pub(super) struct Tail {
    /// Its natural logarithm.
    pub(super) ln: f64,
    /// By how much that grows with the logarithm of the odds.
    slope: f64,
    /// The probability of the observed count as a share of the tail.
    first: f64,
}

impl Tail {
    /// The tail with that part of the observed count's mass.
    pub(super) fn with(self, mass: Mass, a: u64, b: u64, chance: Chance) -> Self {
        if mass == Mass::Whole {
            return self;
        }
        // (P(X >= a) + P(X >= a+1))/2, and the same of the slopes: P(X = a) times a q and b p.
        let half = libm::log1p(-0.5 * self.first);
        let first = self.first / (1.0 - 0.5 * self.first);
        Self { ln: self.ln + half, slope: 0.5 * first * (float(a) * chance.q + float(b) * chance.p), first }
    }
}

/// `P(X >= a)` of a binomial count of `a + b` trials, where `a >= 1` lies above the expected count by `excess`.
///
/// An `a` below the expected count gives a right answer too, but slowly: ask for the other tail instead.
pub(super) fn upper_tail(a: u64, b: u64, chance: Chance, excess: f64) -> Tail {
    let (x, y) = (float(a), float(b));
    if b == 0 {
        let ln_p = -libm::log1p(1.0 / chance.odds);
        return Tail { ln: x * ln_p, slope: x * chance.q, first: 1.0 };
    }
    let deviance = half_deviance(x + y, chance.p, chance.q, excess);
    let ln_first = ln_binomial(x, y, deviance);
    let ln = if x.min(y) <= SUM_UP_TO {
        ln_first + libm::log(tail_sum(|i| (y + 1.0 - i) / (x + i) * chance.odds))
    } else {
        libm::log(saddlepoint_tail(x, y, chance, excess, deviance))
    };
    // d/dp P(X >= a) = P(X = a) a/p, and d p/d ln(odds) = p q.
    let first = libm::exp(ln_first - ln).min(1.0);
    Tail { ln, slope: x * chance.q * first, first }
}

/// `P(X >= a)` by the formula of Lugannani and Rice for lattice variables (Daniels 1987, "Tail
/// probability approximations", International Statistical Review 55). Relative error of the order `1/min(x, y)`.
///
/// Next to the expected count its two large terms cancel, and Edgeworth's expansion takes over, with a point probability split in halves.
fn saddlepoint_tail(x: f64, y: f64, chance: Chance, excess: f64, half_deviance: f64) -> f64 {
    let w = libm::sqrt(2.0 * half_deviance).copysign(excess);
    if w.abs() < EDGEWORTH_BELOW {
        let deviation = libm::sqrt((x + y) * chance.p * chance.q);
        let z = excess / deviation;
        let skewness = (chance.q - chance.p) / deviation;
        let (tail, density) = normal_tail_and_density(z);
        return tail + density * (0.5 / deviation + skewness / 6.0 * (z * z - 1.0));
    }
    let v = excess / chance.q * libm::sqrt(y / x / (x + y));
    let (tail, density) = normal_tail_and_density(w);
    tail + density * (1.0 / v - 1.0 / w)
}

/// The lower bound of `a` among `a + b`, as odds: those under which `a` or more (of `a` itself the part `mass`) have the
/// probability `outside`. With the whole mass this is the Clopper-Pearson bound. 0 for `a = 0`. The upper bound is `1/lower_odds(b, a)`.
///
/// Newton's method in the logarithm of the odds, on the logarithm of the tail. That function is concave (its
/// slope is the mean of the tail's counts less that of all, which shrinks as the odds grow), so that after the first step all
/// the others approach from one side: no bracket is needed.
pub(super) fn lower_odds(a: u64, b: u64, outside: Outside, mass: Mass) -> f64 {
    if a == 0 {
        return 0.0;
    }
    let (x, y) = (float(a), float(b));
    let mut odds = score_lower_odds(x, y, outside.z);
    for _ in 0..MAX_STEPS {
        let chance = Chance::from_odds(odds);
        let tail = upper_tail(a, b, chance, x * chance.q - y * chance.p).with(mass, a, b, chance);
        let step = (outside.ln - tail.ln) / tail.slope;
        odds *= libm::exp(step);
        if step.abs() < STEP_DONE {
            break;
        }
    }
    odds
}

/// The lower bound of the score interval as odds, in closed form. 0 for `x = 0`.
pub(super) fn score_lower_odds(x: f64, y: f64, z: f64) -> f64 {
    let spread = z * z * (x + y);
    let base = 2.0 * x * y + spread;
    2.0 * x * x / (base + libm::sqrt(spread * (4.0 * x * y + spread)))
}
