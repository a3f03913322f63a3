//! A sample of hits for close reading: each has the same chance, whatever the number of threads.
//!
//! Every hit is dealt a random number as it comes, and the hits with the smallest numbers stay. They come in the order of the input, so the
//! same texts and the same seed give the same sample. Ties of 64 random bits, should there ever be one, go to the hit that came first.

use std::collections::{BTreeMap, BinaryHeap};

use oorandom::Rand64;

/// Hits drawn so far, and the documents `D` that they stand in.
pub(super) struct Sample<D> {
    size: usize,
    random: Rand64,
    /// Number dealt, place of the document, index of the hit: the largest number on top.
    drawn: BinaryHeap<(u64, u64, usize)>,
    /// The documents that a hit was drawn from, by their place.
    documents: BTreeMap<u64, Sampled<D>>,
    documents_seen: u64,
    hits_seen: u64,
}

/// A document and which of its hits were drawn.
pub(super) struct Sampled<D> {
    pub(super) document: D,
    /// Indexes, sorted.
    pub(super) hits: Vec<usize>,
}

impl<D> Sample<D> {
    /// A sample of at most so many hits.
    pub(super) fn new(size: u32, seed: u64) -> Self {
        Self {
            size: size as usize,
            random: Rand64::new(seed.into()),
            drawn: BinaryHeap::new(),
            documents: BTreeMap::new(),
            documents_seen: 0,
            hits_seen: 0,
        }
    }

    /// Deals out numbers to the hits of the next document, which has so many.
    pub(super) fn add(&mut self, document: D, hits: usize) {
        let place = self.documents_seen;
        self.documents_seen += 1;
        self.hits_seen += hits as u64;
        let mut any = false;
        for hit in 0..hits {
            let dealt = (self.random.rand_u64(), place, hit);
            if self.drawn.len() < self.size || self.drawn.peek().is_some_and(|largest| dealt < *largest) {
                self.drawn.push(dealt);
                any = true;
            }
        }
        if any {
            self.documents.insert(place, Sampled { document, hits: Vec::new() });
            self.shrink();
        }
    }

    /// Gives up the hits with the largest numbers, and documents of which none is left.
    fn shrink(&mut self) {
        let mut given_up = false;
        while self.drawn.len() > self.size {
            self.drawn.pop();
            given_up = true;
        }
        // Looking through all is worth it now and then.
        if given_up && self.documents.len() > 2 * self.size {
            let kept: std::collections::BTreeSet<u64> = self.drawn.iter().map(|(_, document, _)| *document).collect();
            self.documents.retain(|document, _| kept.contains(document));
        }
    }

    /// How many hits there were to draw from.
    pub(super) fn hits_seen(&self) -> u64 {
        self.hits_seen
    }

    /// The documents with their drawn hits, in the order of the input. Those without a drawn hit are not there.
    pub(super) fn finish(mut self) -> Vec<Sampled<D>> {
        for (_, document, hit) in self.drawn {
            if let Some(sampled) = self.documents.get_mut(&document) {
                sampled.hits.push(hit);
            }
        }
        let mut documents: Vec<Sampled<D>> = self.documents.into_values().filter(|sampled| !sampled.hits.is_empty()).collect();
        documents.iter_mut().for_each(|sampled| sampled.hits.sort_unstable());
        documents
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Documents with these numbers of hits, called by their place; gives (place, hit) in order.
    fn drawn(sizes: &[usize], size: u32, seed: u64) -> Vec<(usize, usize)> {
        let mut sample = Sample::new(size, seed);
        sizes.iter().enumerate().for_each(|(place, &hits)| sample.add(place, hits));
        assert_eq!(sample.hits_seen(), sizes.iter().sum::<usize>() as u64);
        let documents = sample.finish();
        documents.iter().flat_map(|sampled| sampled.hits.iter().map(|&hit| (sampled.document, hit))).collect()
    }

    #[test]
    fn a_sample_is_as_large_as_asked_in_order_and_the_same_again() {
        let sizes: Vec<usize> = (0..500).map(|place| place % 7).collect();
        for size in [1, 10, 100] {
            let sample = drawn(&sizes, size, 1);
            assert_eq!(sample.len(), size as usize);
            assert!(sample.is_sorted() && sample.windows(2).all(|pair| pair[0] != pair[1]));
            assert_eq!(sample, drawn(&sizes, size, 1));
            assert_ne!(sample, drawn(&sizes, size, 2));
        }
        let all: Vec<(usize, usize)> = (0..3).flat_map(|place| (0..2).map(move |hit| (place, hit))).collect();
        assert_eq!(drawn(&[2, 2, 2, 0], 100, 1), all);
        assert_eq!(drawn(&[0, 0], 5, 1), []);
    }

    /// Chi-squared over 30 hits that should each be drawn 500 times. A fair draw gives (1 - 5/30) times the 29 degrees of freedom on average;
    /// 58.3 is passed by chance once in a thousand, without the factor, and the seeds are fixed.
    #[test]
    fn every_hit_has_the_same_chance() {
        let sizes = [1, 12, 0, 3, 9, 5];
        let mut counts = std::collections::BTreeMap::new();
        for seed in 0..3000 {
            drawn(&sizes, 5, seed).into_iter().for_each(|hit| *counts.entry(hit).or_insert(0.0) += 1.0);
        }
        assert_eq!(counts.len(), 30);
        let chi_squared: f64 = counts.values().map(|count: &f64| (count - 500.0).powi(2) / 500.0).sum();
        assert!(chi_squared < 58.3, "{chi_squared}: {counts:?}");
    }
}
