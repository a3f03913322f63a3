//! How far two sides agree: precision, recall, F1, raw agreement, Cohen's kappa.

/// What two sides say of the same things, counted: a key and a finder, or two people. Of things, words or spans.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Tally {
    /// Annotated, or marked by the first.
    pub gold: u64,
    /// Hit, or marked by the second.
    pub found: u64,
    /// Both; nothing where agreement is partial.
    pub both: u64,
    /// What is right of `found`: `both`, or the sum of the covered shares.
    pub right_of_found: f64,
    /// What is right of `gold`: `both`, or the sum of the covered shares.
    pub right_of_gold: f64,
}

impl Tally {
    /// A tally of things that are right or wrong as a whole.
    #[must_use]
    pub fn whole(gold: usize, found: usize, both: usize) -> Self {
        let right = float(both as u64);
        Self { gold: gold as u64, found: found as u64, both: both as u64, right_of_found: right, right_of_gold: right }
    }

    /// Both counts together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            gold: self.gold + other.gold,
            found: self.found + other.found,
            both: self.both + other.both,
            right_of_found: self.right_of_found + other.right_of_found,
            right_of_gold: self.right_of_gold + other.right_of_gold,
        }
    }

    /// What is right of the found, as a share; `None` where nothing is found.
    #[must_use]
    pub fn precision(&self) -> Option<f64> {
        ratio(self.right_of_found, float(self.found))
    }

    /// What is right of the annotated, as a share; `None` where nothing is annotated.
    #[must_use]
    pub fn recall(&self) -> Option<f64> {
        ratio(self.right_of_gold, float(self.gold))
    }

    /// Harmonic mean of the two, 0 where both are 0; `None` where one is undefined.
    #[must_use]
    pub fn f1(&self) -> Option<f64> {
        Some(harmonic(self.precision()?, self.recall()?))
    }

    /// The share of `all` things of which both say the same; `None` of nothing.
    #[must_use]
    pub fn raw(&self, all: u64) -> Option<f64> {
        // Counted in whole numbers first: marks of both are in both counts.
        let same = (all + 2 * self.both).saturating_sub(self.gold + self.found);
        ratio(float(same), float(all))
    }

    /// Cohen's kappa: agreement of two coders on `all` things beyond the agreement expected of their shares (Cohen 1960). `None` where the
    /// expected agreement is complete: nothing there, or both say the same of everything.
    #[must_use]
    pub fn kappa(&self, all: u64) -> Option<f64> {
        let [all, gold, found, both] = [all, self.gold, self.found, self.both].map(i128::from);
        // Agreement times all, and expected agreement times all squared.
        let agreed = all - gold - found + 2 * both;
        let expected = gold * found + (all - gold) * (all - found);
        let (above, room) = (all * agreed - expected, all * all - expected);
        (room > 0).then(|| signed(above) / signed(room))
    }
}

/// A share; `None` of nothing.
pub(crate) fn ratio(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| part / whole)
}

/// Harmonic mean of two shares; 0 where both are 0.
pub(crate) fn harmonic(precision: f64, recall: f64) -> f64 {
    if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
}

#[expect(clippy::cast_precision_loss, reason = "counts of words, code points and spans are far below 2^53")]
pub(crate) fn float(count: u64) -> f64 {
    count as f64
}

#[expect(clippy::cast_precision_loss, reason = "rounded to the nearest: the quotient is right to the last digits")]
fn signed(number: i128) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 50 things, both coders yes on 20, the first alone on 5, the second alone on 10: the textbook case, kappa 0.4.
    #[test]
    fn kappa_of_the_textbook() {
        let tally = Tally::whole(25, 30, 20);
        assert_eq!(tally.kappa(50), Some(0.4));
        assert_eq!(Tally::whole(0, 0, 0).kappa(0), None);
        assert_eq!(Tally::whole(0, 0, 0).kappa(9), None, "both say no to everything");
        assert_eq!(Tally::whole(4, 4, 4).kappa(4), None, "both say yes to everything");
        assert_eq!(Tally::whole(4, 4, 4).kappa(9), Some(1.0));
        assert_eq!(Tally::whole(1, 1, 0).kappa(2), Some(-1.0));
    }

    #[test]
    fn raw_agreement_counts_what_neither_marked() {
        assert_eq!(Tally::whole(25, 30, 20).raw(50), Some(0.7), "20 yes and 15 no of 50");
        assert_eq!((Tally::whole(0, 0, 0).raw(9), Tally::whole(0, 0, 0).raw(0)), (Some(1.0), None));
    }

    #[test]
    fn shares_and_what_is_undefined() {
        let tally = Tally::whole(4, 2, 1);
        assert_eq!((tally.precision(), tally.recall(), tally.f1()), (Some(0.5), Some(0.25), Some(1.0 / 3.0)));
        let nothing_found = Tally::whole(4, 0, 0);
        assert_eq!((nothing_found.precision(), nothing_found.recall(), nothing_found.f1()), (None, Some(0.0), None));
        assert_eq!(Tally::whole(4, 2, 0).f1(), Some(0.0), "found and annotated, and nothing in common");
        assert_eq!(Tally::whole(0, 0, 0).recall(), None);
    }
}
