//! Quantiles.

/// The quantile at `share` of values **in ascending order**, by linear interpolation between the two
/// nearest (type 7 of Hyndman and Fan 1996, "Sample quantiles in statistical packages", The American
/// Statistician 50: the default of R and `NumPy`).
///
/// In the unit of the values. 0 gives the smallest, 1 the largest. `None` for no values, or a share
/// outside 0 to 1.
#[must_use]
pub fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    if !(0.0..=1.0).contains(&share) {
        return None;
    }
    let last = sorted.len().checked_sub(1)?;
    let (index, fraction) = position(last, share);
    let low = *sorted.get(index)?;
    let high = sorted.get(index + 1).copied().unwrap_or(low);
    Some(low + fraction * (high - low))
}

/// `share` of the way from 0 to `last`: the whole part and the rest.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a slice's last index is far below 2^53, and a share of it lies between 0 and that index"
)]
fn position(last: usize, share: f64) -> (usize, f64) {
    let place = last as f64 * share;
    let whole = libm::floor(place);
    (whole as usize, place - whole)
}
