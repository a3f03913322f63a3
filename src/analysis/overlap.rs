//! Overlap: within one lexicon and technique the longest wins, then the leftmost. Everything else is kept.

use std::collections::BTreeMap;

use crate::span::Span;

/// Something that competes: its place, and the group in which only one may stand at a place.
pub trait Contender {
    /// Field and place.
    fn place(&self) -> (usize, Span);
    /// What wins: a hit that counts before one left open, then the longer folded form.
    fn rank(&self) -> (bool, std::cmp::Reverse<usize>);
    /// Group: lexicon and technique.
    fn group(&self) -> (usize, &str);
}

/// Indices of the winners, sorted, and for each loser the winner it gave way to.
#[must_use]
pub fn resolve<T: Contender>(contenders: &[T]) -> (Vec<usize>, Vec<(usize, usize)>) {
    let mut order: Vec<usize> = (0..contenders.len()).collect();
    order.sort_by_key(|&index| contenders[index].place());
    let mut winners = Vec::with_capacity(contenders.len());
    let mut losers = Vec::new();
    let mut rest = order.as_slice();
    while let Some(&first) = rest.first() {
        // Nearly everything stands alone; a cluster reaches as far as anything in it.
        let (field, mut reach) = contenders[first].place();
        let mut joins = |&index: &usize| {
            let (at, span) = contenders[index].place();
            let joins = at == field && span.overlaps(reach);
            reach = Span::new(reach.start, reach.end.max(if joins { span.end } else { 0 }));
            joins
        };
        let length = 1 + rest[1..].iter().take_while(|index| joins(index)).count();
        let (cluster, others) = rest.split_at(length);
        rest = others;
        match cluster {
            [alone] => winners.push(*alone),
            _ => resolve_cluster(contenders, cluster, &mut winners, &mut losers),
        }
    }
    winners.sort_unstable();
    losers.sort_unstable();
    (winners, losers)
}

/// Tells who wins among contenders of one field that may overlap.
fn resolve_cluster<T: Contender>(contenders: &[T], cluster: &[usize], winners: &mut Vec<usize>, losers: &mut Vec<(usize, usize)>) {
    let mut members = cluster.to_vec();
    members.sort_by_key(|&index| {
        let span = contenders[index].place().1;
        (contenders[index].group(), contenders[index].rank(), span.start, index)
    });
    for group in members.chunk_by(|&a, &b| contenders[a].group() == contenders[b].group()) {
        // Kept ones are disjoint, so a map by start finds the one that overlaps.
        let mut kept: BTreeMap<usize, usize> = BTreeMap::new();
        for &index in group {
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
        fn group(&self) -> (usize, &str) {
            (0, self.2)
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
