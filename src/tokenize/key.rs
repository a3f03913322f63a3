//! Words as numbers: a word is looked up by one multiplication and one look into a table.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use serde::{Deserialize, Serialize};

/// A number for a word, from its first eight bytes and its length. Words of up to eight bytes have different numbers; longer ones may share one.
#[inline]
pub(crate) fn word_key(text: &[u8], start: usize, end: usize) -> u64 {
    let length = end - start;
    let bytes = first_eight(text, start) & MASKS[length.min(8)];
    mixed(bytes ^ (length as u64) << 56)
}

/// A number for the first four bytes of a word; `None` for a shorter one.
#[inline]
pub(crate) fn stem_key(text: &[u8], start: usize, end: usize) -> Option<u64> {
    (end - start >= STEM).then(|| mixed(first_eight(text, start) & MASKS[STEM]))
}

/// Bytes of a stem that are looked at.
pub(crate) const STEM: usize = 4;

/// Which of the eight bytes belong to a word of this length.
const MASKS: [u64; 9] = [0, 0xFF, 0xFFFF, 0xFF_FFFF, 0xFFFF_FFFF, 0xFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF, 0xFF_FFFF_FFFF_FFFF, u64::MAX];

/// The eight bytes from a position on, the first one lowest; zeros past the end.
#[inline]
fn first_eight(text: &[u8], start: usize) -> u64 {
    match text[start..].first_chunk::<8>() {
        Some(bytes) => u64::from_le_bytes(*bytes),
        None => text[start..].iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte)),
    }
}

/// Spreads a number over all bits: a multiplication moves what differs upwards, the shift brings it down again. It can be undone, so different
/// numbers stay different.
#[inline]
pub(crate) const fn mixed(number: u64) -> u64 {
    let product = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    product ^ product >> 32
}

/// The number of a word beside another one, on its left or right.
#[inline]
pub(crate) const fn pair_key(word: u64, neighbour: u64, side: Side) -> u64 {
    mixed(word.rotate_left(side as u32) ^ neighbour)
}

/// On which side a neighbour stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Side {
    Left = 23,
    Right = 41,
}

/// A map by numbers that are mixed already.
pub(crate) type KeyMap<T> = HashMap<u64, T, BuildHasherDefault<Mixed>>;

/// Numbers that are mixed already need no hash.
#[derive(Debug, Default)]
pub(crate) struct Mixed(u64);

impl Hasher for Mixed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = mixed(self.0 ^ u64::from(byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

/// What is known of a list of words.
#[derive(Debug)]
pub(crate) struct Words<T> {
    by_key: KeyMap<Vec<(Box<str>, T)>>,
    /// One bit for the highest fourteen of each number: most words of a text are in no list, and are told so by one look.
    seen: Box<[u64; 256]>,
}

/// Which of 256 numbers of 64 bits, and which of its bits.
#[inline]
const fn place_of(key: u64) -> (usize, u64) {
    ((key >> 56) as usize, 1 << (key >> 50 & 63))
}

impl<T> Words<T> {
    /// What is known of a word.
    #[inline]
    pub(crate) fn get(&self, word: &str) -> Option<&T> {
        self.get_by(word_key(word.as_bytes(), 0, word.len()), || word)
    }

    /// What is known of the word with this number. The word itself is asked for only where the number may be that of a word in the list.
    #[inline]
    pub(crate) fn get_by<'w>(&self, key: u64, word: impl FnOnce() -> &'w str) -> Option<&T> {
        let (place, bit) = place_of(key);
        if self.seen[place] & bit == 0 { None } else { self.look_up(key, word()) }
    }

    #[inline(never)]
    fn look_up(&self, key: u64, word: &str) -> Option<&T> {
        let alike = self.by_key.get(&key)?;
        alike.iter().find(|(known, _)| **known == *word).map(|(_, value)| value)
    }

    /// Whether a word is in the list.
    #[inline]
    pub(crate) fn contains(&self, word: &str) -> bool {
        self.get(word).is_some()
    }
}

/// Of a word that comes twice the last counts.
impl<W: Into<Box<str>>, T> FromIterator<(W, T)> for Words<T> {
    fn from_iter<I: IntoIterator<Item = (W, T)>>(words: I) -> Self {
        let mut by_key: KeyMap<Vec<(Box<str>, T)>> = KeyMap::default();
        let mut seen = Box::new([0; 256]);
        for (word, value) in words {
            let word = word.into();
            let key = word_key(word.as_bytes(), 0, word.len());
            let (place, bit) = place_of(key);
            seen[place] |= bit;
            let alike = by_key.entry(key).or_default();
            alike.retain(|(known, _)| *known != word);
            alike.push((word, value));
        }
        Self { by_key, seen }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_knows_its_words_and_no_others() {
        let list: Words<u8> = [("regime", 1), ("regimental", 2), ("regimentals", 3), ("regime", 4)].into_iter().collect();
        assert_eq!(
            ["regime", "regimental", "regimentals", "regimentas", "regim", ""].map(|word| list.get(word).copied()),
            [Some(4), Some(2), Some(3), None, None, None]
        );
    }

    #[test]
    fn words_of_up_to_eight_bytes_have_numbers_of_their_own() {
        let text = "a ab aba abab ababa ababab abababa abababab ababababa bbabababb";
        let mut keys: Vec<u64> = text.split(' ').map(|word| word_key(word.as_bytes(), 0, word.len())).collect();
        let inside: Vec<u64> = text
            .match_indices(|c| c != ' ')
            .filter(|(at, _)| *at == 0 || text.as_bytes()[at - 1] == b' ')
            .map(|(at, _)| {
                let end = text[at..].find(' ').map_or(text.len(), |length| at + length);
                word_key(text.as_bytes(), at, end)
            })
            .collect();
        assert_eq!(keys, inside, "whatever stands around a word");
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), 10);
    }
}
