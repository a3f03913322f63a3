//! Overlap: within one lexicon and technique the longest wins, then the leftmost. Everything else is kept.

use std::collections::HashMap;

use crate::span::Span;

/// Something that competes: its place, and the group in which only one may stand at a place.
pub trait Contender {
    /// Field and place.
    fn place(&self) -> (usize, Span);
    /// What wins: a hit that counts before one left open, then the longer folded form.
    fn rank(&self) -> (bool, std::cmp::Reverse<usize>);
    /// Group: lexicon and technique.
    fn group(&self) -> (usize, String);
}

/// Indices of the winners, sorted, and for each loser the winner it gave way to.
#[must_use]
pub fn resolve<T: Contender>(contenders: &[T]) -> (Vec<usize>, Vec<(usize, usize)>) {
    let mut groups: HashMap<(usize, usize, String), Vec<usize>> = HashMap::new();
    for (index, contender) in contenders.iter().enumerate() {
        let (lexicon, technique) = contender.group();
        groups.entry((contender.place().0, lexicon, technique)).or_default().push(index);
    }
    let mut winners = Vec::new();
    let mut losers = Vec::new();
    for mut members in groups.into_values() {
        members.sort_by_key(|&index| {
            let span = contenders[index].place().1;
            (contenders[index].rank(), span.start, index)
        });
        // Kept ones are disjoint, so a map by start finds the one that overlaps.
        let mut kept: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
        for index in members {
            let span = contenders[index].place().1;
            let rival = kept.range(..span.end).next_back().map(|(_, &other)| other).filter(|&other| contenders[other].place().1.overlaps(span));
            match rival {
                Some(winner) => losers.push((index, winner)),
                None => {
                    kept.insert(span.start, index);
                    winners.push(index);
                }
            }
        }
    }
    winners.sort_unstable();
    losers.sort_unstable();
    (winners, losers)
}

/// For each of the spans (sorted by start, the longer first) the index of one that covers or crosses it: the longest, then the first.
pub(super) fn within(spans: &[Span]) -> Vec<Option<usize>> {
    let mut found = vec![None; spans.len()];
    let mut open: Vec<usize> = Vec::new();
    for (index, span) in spans.iter().enumerate() {
        open.retain(|&other| spans[other].end > span.start);
        for &other in &open {
            // The longer one is the container; of two alike the first.
            let (outer, inner) = if spans[other].len() >= span.len() { (other, index) } else { (index, other) };
            let better = found[inner].is_none_or(|current: usize| spans[outer].len() > spans[current].len());
            if better {
                found[inner] = Some(outer);
            }
        }
        open.push(index);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Item(usize, usize, &'static str);

    impl Contender for Item {
        fn place(&self) -> (usize, Span) {
            (0, Span::new(self.0, self.1))
        }
        fn rank(&self) -> (bool, std::cmp::Reverse<usize>) {
            (false, std::cmp::Reverse(self.1 - self.0))
        }
        fn group(&self) -> (usize, String) {
            (0, self.2.to_owned())
        }
    }

    #[test]
    fn the_longest_then_the_leftmost_wins_within_a_technique() {
        let items = [Item(0, 4, "a"), Item(2, 9, "a"), Item(5, 9, "b"), Item(8, 15, "a"), Item(20, 22, "a"), Item(21, 23, "a")];
        let (winners, losers) = resolve(&items);
        assert_eq!(winners, [1, 2, 4]);
        assert_eq!(losers, [(0, 1), (3, 1), (5, 4)]);
    }

    #[test]
    fn covered_and_crossing_hits_name_the_longer_one() {
        let spans = [Span::new(0, 23), Span::new(12, 23), Span::new(20, 40), Span::new(50, 51), Span::new(50, 51)];
        assert_eq!(within(&spans), [None, Some(0), Some(0), None, Some(3)]);
    }
}
