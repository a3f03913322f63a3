//! Sets of stretches on a line of whole numbers: of words, or of code points.

use std::ops::Range;

/// Sorted, disjoint, none empty. Stretches that overlap are merged, those that only touch are not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Ranges(Vec<Range<usize>>);

impl Ranges {
    pub(crate) fn new(stretches: impl IntoIterator<Item = Range<usize>>) -> Self {
        let mut sorted: Vec<Range<usize>> = stretches.into_iter().filter(|stretch| !stretch.is_empty()).collect();
        sorted.sort_by_key(|stretch| (stretch.start, stretch.end));
        let mut merged: Vec<Range<usize>> = Vec::with_capacity(sorted.len());
        for stretch in sorted {
            match merged.last_mut() {
                Some(last) if stretch.start < last.end => last.end = last.end.max(stretch.end),
                _ => merged.push(stretch),
            }
        }
        Self(merged)
    }

    /// How many numbers are covered.
    pub(crate) fn covered(&self) -> usize {
        self.0.iter().map(Range::len).sum()
    }

    /// How many stretches there are.
    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    /// Per stretch: its length, and how much of it `other` covers.
    pub(crate) fn covered_by<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = (usize, usize)> + 'a {
        self.0.iter().map(|stretch| {
            let first = other.0.partition_point(|candidate| candidate.end <= stretch.start);
            let meeting = other.0[first..].iter().take_while(|candidate| candidate.start < stretch.end);
            let common = meeting.map(|candidate| candidate.end.min(stretch.end) - candidate.start.max(stretch.start)).sum();
            (stretch.len(), common)
        })
    }

    /// Whether a stretch shares a number with one of these.
    pub(crate) fn touch(&self, stretch: &Range<usize>) -> bool {
        let first = self.0.partition_point(|candidate| candidate.end <= stretch.start);
        self.0.get(first).is_some_and(|candidate| candidate.start < stretch.end)
    }

    /// How many numbers both cover.
    pub(crate) fn common(&self, other: &Self) -> usize {
        self.covered_by(other).map(|(_, common)| common).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_stretches_are_one() {
        let set = Ranges::new([8..9, 0..3, 2..5, 5..6, 4..4]);
        assert_eq!(set.0, [0..5, 5..6, 8..9]);
        assert_eq!((set.covered(), set.count()), (7, 3));
        let other = Ranges::new(std::iter::once(4..9));
        assert_eq!(set.common(&other), 3, "4, 5 and 8");
        assert_eq!(set.covered_by(&other).collect::<Vec<_>>(), [(5, 1), (1, 1), (1, 1)]);
        assert_eq!(other.covered_by(&set).collect::<Vec<_>>(), [(5, 3)]);
        assert_eq!(set.common(&Ranges::default()), 0);
        assert!(set.touch(&(4..5)) && set.touch(&(0..99)) && !set.touch(&(6..8)) && !set.touch(&(9..99)));
    }
}
