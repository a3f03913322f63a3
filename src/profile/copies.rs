//! Finding near copies among many texts without comparing each with each.

use std::collections::{HashMap, HashSet};

use super::sketch::{Sketch, VALUES};

/// Sketches by the pairs of their values: near copies have one in common.
#[derive(Debug, Default)]
pub struct CopyIndex {
    /// With the numbers their texts were given.
    sketches: Vec<(usize, Sketch)>,
    by_pair: [HashMap<(u16, u16), Vec<u32>>; VALUES / 2],
}

impl CopyIndex {
    /// Adds a text, under a number by which it is told from others.
    pub fn insert(&mut self, number: usize, sketch: Sketch) {
        let place = u32::try_from(self.sketches.len()).unwrap_or(u32::MAX);
        self.sketches.push((number, sketch));
        for (pair, texts) in sketch.pairs().into_iter().zip(&mut self.by_pair) {
            texts.entry(pair).or_default().push(place);
        }
    }

    /// The numbers of the near copies of a text, rising.
    #[must_use]
    pub fn near_copies(&self, sketch: &Sketch) -> Vec<usize> {
        let pairs = sketch.pairs();
        let candidates = pairs.iter().zip(&self.by_pair).filter_map(|(pair, texts)| texts.get(pair)).flatten();
        let near = candidates.map(|&place| &self.sketches[place as usize]).filter(|(_, other)| other.is_near_copy(sketch));
        let mut found: Vec<usize> = near.map(|(number, _)| *number).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether a near copy of the text has been added.
    #[must_use]
    pub fn has_near_copy(&self, sketch: &Sketch) -> bool {
        let alike = |texts: &Vec<u32>| texts.iter().any(|&place| self.sketches[place as usize].1.is_near_copy(sketch));
        sketch.pairs().iter().zip(&self.by_pair).any(|(pair, texts)| texts.get(pair).is_some_and(alike))
    }
}

/// Texts in their order, with their places in it as numbers; those without words have no sketch, and no near copies.
impl FromIterator<Option<Sketch>> for CopyIndex {
    fn from_iter<I: IntoIterator<Item = Option<Sketch>>>(sketches: I) -> Self {
        let mut index = Self::default();
        let with_words = sketches.into_iter().enumerate().filter_map(|(number, sketch)| Some((number, sketch?)));
        with_words.for_each(|(number, sketch)| index.insert(number, sketch));
        index
    }
}

/// For each text whether an earlier one is a near copy of it. Texts without words are nobody's copies.
#[must_use]
pub fn later_copies(sketches: &[Option<Sketch>]) -> Vec<bool> {
    let mut index = CopyIndex::default();
    // Thousands of identical texts are one to compare with.
    let mut seen = HashSet::new();
    let mut copies = Vec::with_capacity(sketches.len());
    for (number, sketch) in sketches.iter().enumerate() {
        let Some(sketch) = sketch else {
            copies.push(false);
            continue;
        };
        let first = seen.insert(*sketch);
        copies.push(!first || index.has_near_copy(sketch));
        if first {
            index.insert(number, *sketch);
        }
    }
    copies
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look random, from a seed.
    fn random(seed: &mut u64) -> u64 {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        *seed >> 33
    }

    #[test]
    fn the_index_finds_what_comparing_each_with_each_finds() {
        let mut seed = 7;
        let mut sketches: Vec<Option<Sketch>> = Vec::new();
        for _ in 0..400 {
            let mut values: [u16; VALUES] = std::array::from_fn(|_| u16::try_from(random(&mut seed) % 5000).expect("small"));
            // A third takes some of its values from an earlier one: from none to all.
            if let Some(Some(earlier)) = random(&mut seed).is_multiple_of(3).then(|| sketches.first().copied().flatten()) {
                let share = usize::try_from(random(&mut seed) % 33).expect("small");
                values[..share].copy_from_slice(&earlier.0[..share]);
            }
            sketches.push((!random(&mut seed).is_multiple_of(20)).then_some(Sketch(values)));
        }
        let expected: Vec<bool> = (0..sketches.len())
            .map(|at| sketches[at].is_some_and(|sketch| sketches[..at].iter().flatten().any(|earlier| earlier.is_near_copy(&sketch))))
            .collect();
        assert!(expected.iter().filter(|copy| **copy).count() > 30);
        assert_eq!(later_copies(&sketches), expected);
        let all: Vec<Sketch> = sketches.into_iter().flatten().collect();
        let index: CopyIndex = all.iter().copied().map(Some).collect();
        for sketch in &all {
            let expected: Vec<usize> = (0..).zip(&all).filter(|(_, other)| sketch.is_near_copy(other)).map(|(number, _)| number).collect();
            assert_eq!(index.near_copies(sketch), expected);
        }
    }
}
