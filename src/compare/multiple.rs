//! Many tests at once. What is undefined stays so and does not count among the tests.

use crate::measure::probability::float;

/// The false discovery rate of Benjamini and Hochberg (1995, Journal of the Royal Statistical Society B 57): `p(k) m/k`, made
/// monotone from the largest down. In the order of the input.
///
/// Each a number from its p-value to 1. `None` where the p-value is, or is no number; `m` counts the others.
#[must_use]
pub fn benjamini_hochberg(p_values: &[Option<f64>]) -> Vec<Option<f64>> {
    let order = rising(p_values);
    let m = count(order.len());
    let mut adjusted = vec![None; p_values.len()];
    let mut least = 1.0_f64;
    for (before, &(index, p)) in order.iter().enumerate().rev() {
        least = least.min(p * (m / count(before + 1)));
        adjusted[index] = Some(least);
    }
    adjusted
}

/// Holm's step-down correction (1979, Scandinavian Journal of Statistics 6): `p(k) (m - k + 1)`, made monotone from the smallest up.
///
/// As [`benjamini_hochberg`] in all else.
#[must_use]
pub fn holm(p_values: &[Option<f64>]) -> Vec<Option<f64>> {
    let order = rising(p_values);
    let mut adjusted = vec![None; p_values.len()];
    let mut most = 0.0_f64;
    for (before, &(index, p)) in order.iter().enumerate() {
        most = most.max((p * count(order.len() - before)).min(1.0));
        adjusted[index] = Some(most);
    }
    adjusted
}

/// Bonferroni's correction: `p m`, 1 at most. As [`benjamini_hochberg`] in all else.
#[must_use]
pub fn bonferroni(p_values: &[Option<f64>]) -> Vec<Option<f64>> {
    let order = rising(p_values);
    let mut adjusted = vec![None; p_values.len()];
    for &(index, p) in &order {
        adjusted[index] = Some((p * count(order.len())).min(1.0));
    }
    adjusted
}

/// The defined p-values from the smallest up, each with its place.
fn rising(p_values: &[Option<f64>]) -> Vec<(usize, f64)> {
    let defined = p_values.iter().enumerate().filter_map(|(index, p)| Some((index, (*p)?)));
    let mut order: Vec<(usize, f64)> = defined.filter(|(_, p)| !p.is_nan()).collect();
    order.sort_by(|(_, one), (_, other)| one.total_cmp(other));
    order
}

fn count(tests: usize) -> f64 {
    float(tests as u64)
}
