//! The building blocks of exact binomial and Poisson probabilities, in Loader's form.
//!
//! A probability written with factorials loses digits as the counts grow, because large logarithms are
//! subtracted from one another. Loader (2000, "Fast and accurate computation of binomial probabilities")
//! splits it into a deviance and two Stirling remainders, all of them small and of known sign: the
//! relative error then stays near 1e-15 for any count.

/// Half of `ln(2π)`.
const HALF_LN_TWO_PI: f64 = 0.918_938_533_204_672_8;

/// A count as a float. Exact up to 2^53, the nearest float above.
#[expect(clippy::cast_precision_loss, reason = "counts above 2^53 may round: the relative error is 1e-16")]
pub(crate) fn float(count: u64) -> f64 {
    count as f64
}

/// A sum or product of counts as a float. Exact up to 2^53, the nearest float above.
#[expect(clippy::cast_precision_loss, reason = "products above 2^53 may round: the relative error is 1e-16")]
pub(crate) fn float_wide(count: u128) -> f64 {
    count as f64
}

/// What Stirling's formula leaves out: `ln n! - [(n + 1/2) ln n - n + ln(2π)/2]`, for `n >= 1`.
pub(crate) fn stirling_remainder(n: f64) -> f64 {
    if n < 16.0 {
        return libm::lgamma(n + 1.0) - (n + 0.5) * libm::log(n) + n - HALF_LN_TWO_PI;
    }
    // The first term left out is 0.0019/n^11, below 2e-16 from n = 16 on.
    let s = 1.0 / (n * n);
    (1.0 / 12.0 - s * (1.0 / 360.0 - s * (1.0 / 1260.0 - s * (1.0 / 1680.0 - s * (1.0 / 1188.0))))) / n
}

/// `(1 + u) ln(1 + u) - u`, for `u >= -1`: how far an observed count lies from an expected one, where
/// `u = observed/expected - 1`. Never negative, 0 only at `u = 0`, 1 at `u = -1` (nothing observed).
///
/// Near 0 the two parts of the formula cancel, so the power series takes over there.
pub(crate) fn deviance_unit(u: f64) -> f64 {
    if u <= -1.0 {
        return 1.0;
    }
    if u.abs() >= 0.1 {
        return (1.0 + u) * libm::log1p(u) - u;
    }
    // sum over k >= 2 of (-u)^k / (k (k - 1)); at |u| = 0.1 the terms fall below 1e-17 at k = 15.
    let mut power = u * u;
    let mut sum = 0.0;
    let mut k = 2.0;
    while k < 20.0 {
        sum += power / (k * (k - 1.0));
        power *= -u;
        k += 1.0;
    }
    sum
}

/// `ln P(X = k)` for a Poisson count with mean `mean > 0`, `k >= 1`.
pub(crate) fn ln_poisson(k: f64, mean: f64) -> f64 {
    -stirling_remainder(k) - mean * deviance_unit((k - mean) / mean) - HALF_LN_TWO_PI - 0.5 * libm::log(k)
}

/// `ln P(X = a)` for a binomial count of `a + b` trials, both `>= 1`, given the half deviance
/// `n p u(x) + n q u(-y)` that the caller has worked out (see [`half_deviance`]).
pub(crate) fn ln_binomial(a: f64, b: f64, half_deviance: f64) -> f64 {
    let n = a + b;
    stirling_remainder(n) - stirling_remainder(a) - stirling_remainder(b) - half_deviance - HALF_LN_TWO_PI - 0.5 * libm::log(a / n * b)
}

/// Half the two-cell deviance (G²/2) of a split of `n` into two cells with shares `p` and `q`, where
/// `excess` is the first cell's count minus `n p`. The excess is passed in because a caller who has
/// whole numbers can work it out without cancellation.
pub(crate) fn half_deviance(n: f64, p: f64, q: f64, excess: f64) -> f64 {
    let (first, second) = (n * p, n * q);
    first * deviance_unit(excess / first) + second * deviance_unit(-excess / second)
}

/// The upper tail of the standard normal distribution, and its density, at `w`.
pub(crate) fn normal_tail_and_density(w: f64) -> (f64, f64) {
    let tail = 0.5 * libm::erfc(w * std::f64::consts::FRAC_1_SQRT_2);
    let density = libm::exp(-0.5 * w * w - HALF_LN_TWO_PI);
    (tail, density)
}
