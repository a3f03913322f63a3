//! Documents in bins of their rate, for a drawing of how a corpus is spread out.

use crate::measure::Tally;

/// Upper edges of the bins of documents with a hit, in hits per 1,000 words, each edge in its bin. They get wider to the right, since few
/// documents stand there. A bin for documents without a hit comes before them, one for all higher rates after them.
pub(super) const EDGES: [u64; 8] = [1, 2, 3, 5, 10, 20, 50, 100];

/// How many bins there are.
pub const BINS: usize = EDGES.len() + 2;

/// The bin of a rate; `None` where there are no words. Decided in whole numbers, so that a rate on an edge never moves.
#[must_use]
pub fn bin(tally: Tally) -> Option<usize> {
    if tally.words == 0 {
        return None;
    }
    if tally.hits == 0 {
        return Some(0);
    }
    let above = |edge: &&u64| u128::from(tally.hits) * 1000 > u128::from(**edge) * u128::from(tally.words);
    Some(1 + EDGES.iter().take_while(above).count())
}

/// How many documents have a rate in which bin. Documents without words are in none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RateBins {
    /// Documents per bin.
    pub documents: [u64; BINS],
}

impl RateBins {
    /// Rates above this are in the bin, per 1,000 words; `None` for the bin without a hit.
    #[must_use]
    pub fn above(bin: usize) -> Option<u64> {
        match bin {
            0 => None,
            1 => Some(0),
            _ => EDGES.get(bin - 2).copied(),
        }
    }

    /// Rates up to this are in the bin, per 1,000 words; `None` for the last bin.
    #[must_use]
    pub fn up_to(bin: usize) -> Option<u64> {
        if bin == 0 { Some(0) } else { EDGES.get(bin - 1).copied() }
    }

    /// Documents in all bins.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.documents.iter().sum()
    }
}

impl FromIterator<Tally> for RateBins {
    fn from_iter<T: IntoIterator<Item = Tally>>(tallies: T) -> Self {
        let mut bins = Self::default();
        for index in tallies.into_iter().filter_map(bin) {
            bins.documents[index] += 1;
        }
        bins
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_on_an_edge_is_in_the_lower_bin() {
        let cases = [
            ((0, 400), Some(0)),
            ((1, 5000), Some(1)),
            ((1, 1000), Some(1)),
            ((1001, 1_000_000), Some(2)),
            ((2, 1000), Some(2)),
            ((3, 1000), Some(3)),
            ((5, 400), Some(6)),
            ((100, 1000), Some(8)),
            ((101, 1000), Some(9)),
            ((5, 5), Some(9)),
            ((0, 0), None),
        ];
        for ((hits, words), expected) in cases {
            assert_eq!(bin(Tally::new(hits, words)), expected, "{hits} in {words}");
        }
    }

    #[test]
    fn every_document_with_words_is_in_one_bin_and_the_edges_meet() {
        let bins: RateBins = [(0, 9), (1, 10), (1, 1000), (0, 0), (7, 100)].map(|(hits, words)| Tally::new(hits, words)).into_iter().collect();
        assert_eq!(bins.total(), 4);
        for index in 1..BINS {
            assert_eq!(RateBins::above(index), RateBins::up_to(index - 1), "{index}");
        }
        assert_eq!(RateBins::up_to(BINS - 1), None);
    }
}
