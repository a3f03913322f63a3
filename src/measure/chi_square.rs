//! The p-value of a chi-square statistic with one degree of freedom (G², chi²).

use std::f64::consts::{FRAC_1_SQRT_2, LN_10};

/// Half of `ln π`.
const HALF_LN_PI: f64 = 0.572_364_942_924_700_1;

/// From this argument on the error function is near enough to underflow for its asymptotic series, which is exact by then.
const SERIES_FROM: f64 = 25.0;

/// Below this argument the p-value is so near 1 that its logarithm has to be taken from the other side.
const NEAR_ONE_BELOW: f64 = 0.5;

/// `P(X >= statistic)` for chi square with one degree of freedom, `erfc(sqrt(x/2))`: never as 1 minus something, so that it
/// keeps all digits down to 1e-308. 0 below that (see [`log10_p`]).
///
/// A probability; 1 for 0. `None` where the statistic is negative or no number. Relative error 1e-15 for the statistic as given.
#[must_use]
pub fn p(statistic: f64) -> Option<f64> {
    (statistic >= 0.0).then(|| libm::erfc(argument(statistic)))
}

/// The decimal logarithm of [`p`], also where `p` itself underflows.
///
/// 0 or negative, negative infinity only for an infinite statistic. `None` where the statistic is negative or no number. Beyond an argument of
/// 25 the asymptotic series of the error function takes over (Abramowitz and Stegun 1964, 7.1.23); its seven terms
/// are exact to 1e-15 there.
#[must_use]
pub fn log10_p(statistic: f64) -> Option<f64> {
    if statistic.is_nan() || statistic < 0.0 {
        return None;
    }
    let z = argument(statistic);
    let ln = if z < NEAR_ONE_BELOW {
        libm::log1p(-libm::erf(z))
    } else if z < SERIES_FROM {
        libm::log(libm::erfc(z))
    } else {
        -statistic / 2.0 - libm::log(z) - HALF_LN_PI + libm::log1p(series(statistic))
    };
    Some(ln / LN_10)
}

/// What the error function is asked for.
fn argument(statistic: f64) -> f64 {
    libm::sqrt(statistic) * FRAC_1_SQRT_2
}

/// `-1/x + 3/x² - 15/x³ + ...`, the part of the asymptotic series after its 1, in `x = 2 z²`.
fn series(x: f64) -> f64 {
    let (mut sum, mut term, mut odd) = (0.0, 1.0, 1.0);
    for _ in 0..7 {
        term *= -odd / x;
        sum += term;
        odd += 2.0;
    }
    sum
}
