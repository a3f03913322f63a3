//! A sketch of a text's words, from which near copies are told: the same report of an agency in two newspapers.
//!
//! A text is the set of its runs of five folded words. A hash function puts each run into one of 32 bins, and of each bin the smallest value is
//! kept (16 bits of it): one permutation hashing (Li, Owen and Zhang 2012, "One permutation hashing"). For a bin that no run falls into, as
//! in short texts, it is the smallest value over all runs of a hash function of the bin's own (Broder 1997, "On the resemblance and containment
//! of documents"). Two texts agree in a value with the probability that a run of either is in both: where the bin is empty in one of them
//! only, its runs are not in the other. Every run of a longer text is hashed once, not once for each value. No word can be read from a sketch.

use serde::{Deserialize, Serialize};

/// Values of a sketch.
pub const VALUES: usize = 32;

/// Words of a run.
pub const RUN: usize = 5;

/// From so many equal values on two texts are near copies: about half of their runs are in both. One more than half of all values, so that of the
/// 16 pairs of neighbouring values at least one pair is equal.
pub const ALIKE: usize = 17;

/// The sketch of a text with words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Sketch(pub [u16; VALUES]);

impl Sketch {
    /// The sketch of folded words in their order. A text of fewer than five words is one run. `None` without words.
    #[must_use]
    pub fn of<'w>(words: impl Iterator<Item = &'w str>) -> Option<Self> {
        let hashes: Vec<u64> = words.map(|word| hash(word.as_bytes())).collect();
        if hashes.is_empty() {
            return None;
        }
        let length = RUN.min(hashes.len());
        let (first, rest) = hashes.split_at(length);
        // Each run in two steps from the one before: a polynomial of its words, of which the first goes and a new one comes.
        let mut run = first.iter().fold(0_u64, |run, word| run.wrapping_mul(BASE).wrapping_add(*word));
        let mut runs = vec![run];
        for (gone, new) in hashes.iter().zip(rest) {
            run = run.wrapping_mul(BASE).wrapping_add(*new).wrapping_sub(gone.wrapping_mul(BASE_OF_RUN));
            runs.push(run);
        }
        Some(Self(smallest(&runs).map(|value| u16::try_from(value & 0xFFFF).unwrap_or_default())))
    }

    /// Whether two texts are near copies.
    #[must_use]
    pub fn is_near_copy(&self, other: &Self) -> bool {
        // Summed up in 16 bits, as wide as the values: an article is held against every text of a reference, and so eight go at a time.
        let equal: u16 = self.0.iter().zip(&other.0).map(|(a, b)| u16::from(a == b)).sum();
        usize::from(equal) >= ALIKE
    }

    /// The 16 pairs of neighbouring values: near copies have at least one pair in common.
    pub(super) fn pairs(&self) -> [(u16, u16); VALUES / 2] {
        std::array::from_fn(|pair| (self.0[2 * pair], self.0[2 * pair + 1]))
    }
}

/// The base of the polynomial of a run, and its power for the word that leaves a run of five.
const BASE: u64 = 0xD6E8_FEB8_6659_FD93;
const BASE_OF_RUN: u64 = BASE.wrapping_pow(RUN as u32);

/// The smallest value of each bin.
fn smallest(runs: &[u64]) -> [u64; VALUES] {
    let mut smallest = [u64::MAX; VALUES];
    for run in runs {
        // All bits set stands for a bin without a run.
        let value = mixed(*run) & !(1 << 32);
        let bin = &mut smallest[usize::try_from(value >> 59).unwrap_or_default()];
        *bin = (*bin).min(value);
    }
    for (bin, value) in (1_u64..).zip(&mut smallest).filter(|(_, value)| **value == u64::MAX) {
        let salt = mixed(bin.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        *value = runs.iter().map(|run| mixed(run ^ salt)).min().unwrap_or_default();
    }
    smallest
}

/// The output function of `SplitMix64` (Steele, Lea and Flood 2014): every bit of the input moves half of those of the output.
const fn mixed(state: u64) -> u64 {
    let state = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    state ^ (state >> 31)
}

/// A word as a number, eight bytes at a time, the same on every system.
#[inline]
fn hash(word: &[u8]) -> u64 {
    let (chunks, rest) = word.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let whole = chunks.iter().fold(word.len() as u64, |hash, chunk| product(hash ^ u64::from_le_bytes(*chunk)));
    product(whole ^ u64::from_le_bytes(last))
}

/// A multiplication moves what differs upwards, the shift brings it down again.
#[inline]
const fn product(number: u64) -> u64 {
    let product = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    product ^ product >> 29
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sketch(text: &str) -> Sketch {
        Sketch::of(text.split(' ')).expect("words")
    }

    /// So many different words.
    fn words(from: usize, count: usize) -> String {
        (from..from + count).map(|word| format!("w{word}")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_copy_with_another_ending_is_near_and_another_text_is_not() {
        let text = words(0, 300);
        assert!(sketch(&text).is_near_copy(&sketch(&text)));
        assert!(sketch(&text).is_near_copy(&sketch(&format!("{} {}", words(0, 260), words(900, 40)))));
        assert!(!sketch(&text).is_near_copy(&sketch(&format!("{} {}", words(0, 60), words(900, 240)))), "a quoted paragraph in common");
        assert!(!sketch(&text).is_near_copy(&sketch(&words(300, 300))));
    }

    #[test]
    fn equal_values_estimate_the_share_of_common_runs() {
        // 200 of 600 runs in common: a third. 32 values vary by about 0.083 around it; the mean of 40 pairs by 0.013.
        let equal: usize = (0..40)
            .map(|pair| {
                let (a, b) = (words(pair * 1000, 404), format!("{} {}", words(pair * 1000 + 200, 204), words(pair * 1000 + 600, 200)));
                sketch(&a).0.iter().zip(sketch(&b).0).filter(|(x, y)| **x == *y).count()
            })
            .sum();
        let runs_in_common = 200.0 / 600.0;
        #[expect(clippy::cast_precision_loss, reason = "a small count")]
        let share = equal as f64 / (40.0 * 32.0);
        assert!((share - runs_in_common).abs() < 0.05, "{share}");
    }

    #[test]
    fn short_texts_are_told_apart_as_well_as_long_ones() {
        // 2 of 8 runs in common, 400 pairs: by chance 17 of 32 values are equal in one pair of two thousand.
        let alike = (0..400).filter(|pair| {
            let (a, b) = (words(pair * 100, 9), format!("{} {}", words(pair * 100 + 3, 6), words(pair * 100 + 60, 3)));
            sketch(&a).is_near_copy(&sketch(&b))
        });
        assert!(alike.count() <= 3);
    }

    #[test]
    fn short_texts_are_one_run() {
        assert_eq!(Sketch::of(std::iter::empty()), None);
        assert!(sketch("no comment").is_near_copy(&sketch("no comment")));
        assert!(!sketch("no comment").is_near_copy(&sketch("no answer")));
    }
}
