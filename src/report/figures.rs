//! Numbers as people read them in sentences.

use crate::measure::Interval;

/// A count with commas: 1,808.
#[must_use]
pub fn thousands(count: u64) -> String {
    let digits = count.to_string();
    let mut shown = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

/// "1 term", "3,000 terms".
#[must_use]
pub fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{} {}", thousands(count), if count == 1 { one } else { many })
}

/// A rate per 1,000 words: one decimal, one or two more where one would show nothing.
#[must_use]
pub fn rate(rate: f64) -> String {
    match rate {
        0.095.. => format!("{rate:.1}"),
        0.0095.. => format!("{rate:.2}"),
        _ if rate > 0.0 => format!("{rate:.3}"),
        _ => "0".to_owned(),
    }
}

/// A ratio with two significant digits, without an exponent as long as that can be read.
#[must_use]
pub fn two_digits(ratio: f64) -> String {
    if ratio == 0.0 {
        return "0".to_owned();
    }
    if !(1e-3..1e6).contains(&ratio) {
        return format!("{ratio:.1e}");
    }
    // Rounded first, so that 0.996 is 1.0 and not 1.00.
    let rounded: f64 = format!("{ratio:.1e}").parse().unwrap_or(ratio);
    let decimals = (1.0 - libm::floor(libm::log10(rounded) + 1e-9)).clamp(0.0, 5.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 5")]
    let decimals = decimals as usize;
    format!("{rounded:.decimals$}")
}

/// "3.9 to 31", "3.9 or more".
#[must_use]
pub fn range(interval: Interval) -> String {
    if interval.high.is_infinite() {
        return format!("{} or more", two_digits(interval.low));
    }
    format!("{} to {}", two_digits(interval.low), two_digits(interval.high))
}

/// A p-value with its sign: "< 0.001", "= 0.034", "= 0.41".
#[must_use]
pub fn p_value(p: f64) -> String {
    if p < 0.001 {
        return "< 0.001".to_owned();
    }
    let decimals = if p < 0.1 { 3 } else { 2 };
    format!("= {p:.decimals$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_have_two_digits() {
        let shown = [
            (12.5, "12"),
            (5.024, "5.0"),
            (0.4, "0.40"),
            (0.996, "1.0"),
            (99.6, "100"),
            (134.2, "130"),
            (0.0123, "0.012"),
            (0.0, "0"),
            (1.0, "1.0"),
            (9.96, "10"),
            (3e7, "3.0e7"),
            (1e-5, "1.0e-5"),
            (34.156, "34"),
            (100.0, "100"),
            (0.1, "0.10"),
        ];
        for (ratio, expected) in shown {
            assert_eq!(two_digits(ratio), expected, "{ratio}");
        }
    }

    #[test]
    fn counts_have_commas() {
        assert_eq!([0, 12, 999, 1_000, 1_808, 1_376_234].map(thousands), ["0", "12", "999", "1,000", "1,808", "1,376,234"]);
    }

    #[test]
    fn small_rates_and_p_values_are_not_zero() {
        assert_eq!([0.0, 0.0034, 0.04, 0.098, 0.4, 13.26].map(rate), ["0", "0.003", "0.04", "0.1", "0.4", "13.3"]);
        assert_eq!([0.0, 0.0004, 0.001, 0.034, 0.41, 1.0].map(p_value), ["< 0.001", "< 0.001", "= 0.001", "= 0.034", "= 0.41", "= 1.00"]);
    }
}
