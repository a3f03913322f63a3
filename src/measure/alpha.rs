//! Agreement of any number of people who put things under names, some answers missing: Krippendorff's alpha.

use std::collections::BTreeMap;

use super::agreement::{float, ratio};

/// Answers to many things, counted as Krippendorff's alpha needs them: pairs of answers to one thing.
///
/// A thing with one answer or none has no pair and drops out. All counts are whole numbers, so neither the order of the things nor that of
/// the people changes a figure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// By how many answers a thing has: things, and ordered pairs of their answers that differ.
    by_size: BTreeMap<u64, (u64, u128)>,
    /// By name, how often it is given among the things with a pair.
    given: BTreeMap<u32, u64>,
}

impl Answers {
    /// Adds a thing with the names that it was given, in any order.
    pub fn add(&mut self, names: impl IntoIterator<Item = u32>) {
        let mut counts: BTreeMap<u32, u64> = BTreeMap::new();
        names.into_iter().for_each(|name| *counts.entry(name).or_default() += 1);
        self.add_counts(&counts);
    }

    /// Adds a thing to which so many people said no (0) and yes (1).
    pub fn add_yes_no(&mut self, no: u64, yes: u64) {
        self.add_counts(&BTreeMap::from([(0, no), (1, yes)]));
    }

    fn add_counts(&mut self, counts: &BTreeMap<u32, u64>) {
        let size: u64 = counts.values().sum();
        if size < 2 {
            return;
        }
        let square = |count: u64| u128::from(count) * u128::from(count);
        let alike: u128 = counts.values().map(|count| square(*count)).sum();
        let (things, unlike) = self.by_size.entry(size).or_default();
        *things += 1;
        *unlike += square(size) - alike;
        counts.iter().filter(|(_, count)| **count > 0).for_each(|(name, count)| *self.given.entry(*name).or_default() += count);
    }

    /// Things with two answers or more.
    #[must_use]
    pub fn things(&self) -> u64 {
        self.by_size.values().map(|(things, _)| things).sum()
    }

    /// How many different names were given to them.
    #[must_use]
    pub fn names(&self) -> usize {
        self.given.len()
    }

    /// The share of pairs of answers to one thing that are alike, each answer with the same weight (1 less Krippendorff's observed
    /// disagreement); `None` without a pair.
    #[must_use]
    pub fn raw(&self) -> Option<f64> {
        self.observed().map(|unlike| 1.0 - unlike)
    }

    /// Krippendorff's alpha for names: 1 - Do/De. Do is the share of pairs of answers to one thing that differ, De that of pairs of answers to
    /// all things (Krippendorff, Content Analysis). `None` where De is 0: without a pair, or where all answers are one name.
    #[must_use]
    pub fn alpha(&self) -> Option<f64> {
        let all: u64 = self.given.values().sum();
        let pairs = |count: u64| u128::from(count) * u128::from(count.saturating_sub(1));
        let alike: u128 = self.given.values().map(|count| pairs(*count)).sum();
        let unlike = pairs(all) - alike;
        if unlike == 0 {
            return None;
        }
        let expected = ratio(wide(unlike), wide(pairs(all)))?;
        Some(1.0 - self.observed()? / expected)
    }

    /// Krippendorff's observed disagreement: of every thing its unlike ordered pairs divided by one less than its answers, over all answers.
    fn observed(&self) -> Option<f64> {
        let all: u64 = self.given.values().sum();
        let unlike: f64 = self.by_size.iter().map(|(size, (_, unlike))| wide(*unlike) / float(size - 1)).sum();
        ratio(unlike, float(all))
    }
}

#[expect(clippy::cast_precision_loss, reason = "rounded to the nearest: the quotient is right to the last digits")]
fn wide(number: u128) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(things: &[&[u32]]) -> Answers {
        let mut answers = Answers::default();
        things.iter().for_each(|names| answers.add(names.iter().copied()));
        answers
    }

    /// Two things with answers aa and ab: of 4 answers 3 are a. Do = 2/4 (two unlike ordered pairs of the second); De = 3 * 1 * 2 / (4 * 3) = 1/2.
    #[test]
    fn alpha_by_hand() {
        let two = answers(&[&[1, 1], &[1, 2]]);
        assert_eq!((two.things(), two.raw(), two.alpha()), (2, Some(0.5), Some(0.0)));
        // aaa and bb: no pair differs.
        assert_eq!(answers(&[&[1, 1, 1], &[2, 2]]).alpha(), Some(1.0));
        // ab and ba: every pair differs; De = 8/12.
        assert_eq!(answers(&[&[1, 2], &[2, 1]]).alpha(), Some(-0.5));
    }

    #[test]
    fn what_is_undefined() {
        assert_eq!((answers(&[]).alpha(), answers(&[]).raw()), (None, None));
        assert_eq!(answers(&[&[1], &[2], &[]]), Answers::default(), "a thing with one answer has no pair");
        let same = answers(&[&[1, 1], &[1, 1, 1]]);
        assert_eq!((same.alpha(), same.raw()), (None, Some(1.0)), "all answers are one name");
    }

    #[test]
    fn yes_and_no_are_names_too() {
        let mut counted = Answers::default();
        counted.add_yes_no(2, 1);
        counted.add_yes_no(1, 0);
        assert_eq!(counted, answers(&[&[0, 1, 0], &[0]]));
        assert_eq!(counted.names(), 2);
    }
}
