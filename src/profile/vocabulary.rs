//! The words and phrases of a profile. There are millions of them in a large one, and as many again in its documents: both are kept packed.

use std::cmp::Ordering;
use std::fmt;

use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// How often which words and phrases stand in the documents' own voice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// Words of the longest phrases.
    pub longest: usize,
    /// Phrases (of two words or more) with fewer hits than this were dropped; 0 for none. Single words are all there.
    pub floor: u64,
    /// The terms, sorted, as folded text.
    pub terms: TermTexts,
    /// For each term its sums.
    pub sums: Vec<TermSums>,
    /// For each document its terms; `None` in a trimmed profile.
    pub lists: Option<Vec<TermList>>,
}

/// How often a term stands in documents that are no copies, and in how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermSums {
    /// Occurrences.
    pub hits: u64,
    /// Documents.
    pub documents: u64,
}

impl Vocabulary {
    /// The sums of a term, zeros where it does not occur. `None` where that is not known: a phrase that may have been dropped, or one that is longer than
    /// those counted.
    #[must_use]
    pub fn sums_of(&self, term: &str) -> Option<TermSums> {
        match self.terms.number(term) {
            Some(number) => Some(self.sums[number]),
            None if self.floor > 1 && is_phrase(term) || words_of(term) > self.longest => None,
            None => Some(TermSums::default()),
        }
    }

    /// Drops phrases with fewer hits than `floor`.
    pub(super) fn drop_below(&mut self, floor: u64) {
        let is_kept: Vec<bool> = self.terms.iter().zip(&self.sums).map(|(term, sums)| sums.hits >= floor || !is_phrase(term)).collect();
        self.terms.retain(&is_kept);
        let mut kept = is_kept.iter();
        self.sums.retain(|_| kept.next().copied().unwrap_or(false));
        self.floor = self.floor.max(floor);
    }
}

/// Whether a term has more than one word: no word has a space or a hyphen in it.
#[must_use]
pub fn is_phrase(term: &str) -> bool {
    words_of(term) > 1
}

/// How many words a term has.
#[must_use]
pub fn words_of(term: &str) -> usize {
    1 + term.bytes().filter(|byte| matches!(byte, b' ' | b'-')).count()
}

/// Terms by number, each a line of one text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TermTexts {
    lines: String,
    /// Where each term ends.
    ends: Vec<usize>,
}

impl TermTexts {
    /// The lines of a text; none of an empty one.
    #[must_use]
    pub fn of_lines(lines: String) -> Self {
        let mut ends: Vec<usize> = memchr::memchr_iter(b'\n', lines.as_bytes()).collect();
        if !lines.is_empty() {
            ends.push(lines.len());
        }
        Self { lines, ends }
    }

    /// The text whose lines they are.
    #[must_use]
    pub fn lines(&self) -> &str {
        &self.lines
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// A term. Empty for a number that none has.
    #[must_use]
    pub fn term(&self, number: usize) -> &str {
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| end + 1);
        self.ends.get(number).and_then(|&end| self.lines.get(start..end)).unwrap_or_default()
    }

    /// All terms, in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        (0..self.len()).map(|number| self.term(number))
    }

    /// The number of a term, where they are sorted.
    #[must_use]
    pub fn number(&self, term: &str) -> Option<usize> {
        let (mut first, mut end) = (0, self.len());
        while first < end {
            let middle = first.midpoint(end);
            match self.term(middle).cmp(term) {
                Ordering::Less => first = middle + 1,
                Ordering::Equal => return Some(middle),
                Ordering::Greater => end = middle,
            }
        }
        None
    }

    /// Puts a term behind the others.
    pub(super) fn push(&mut self, term: &str) {
        if !self.ends.is_empty() {
            self.lines.push('\n');
        }
        self.lines.push_str(term);
        self.ends.push(self.lines.len());
    }

    /// Leaves only those of which `kept` is true.
    pub(super) fn retain(&mut self, kept: &[bool]) {
        let mut left = Self::default();
        self.iter().zip(kept).filter(|(_, kept)| **kept).for_each(|(term, _)| left.push(term));
        *self = left;
    }
}

/// The terms of a document, as numbers that rise, with how often each stands in it (at least once). Kept as steps from one number to the next, each
/// with its count, in as few bytes as they need.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct TermList {
    length: usize,
    packed: Box<[u8]>,
}

impl TermList {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Numbers and counts.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u32)> {
        let mut number = 0_u32;
        self.steps().map(move |(step, count)| {
            number = number.wrapping_add(step);
            (number, count)
        })
    }

    /// How far each number is from the one before, the first one from zero, and its count.
    pub(super) fn steps(&self) -> impl Iterator<Item = (u32, u32)> {
        let mut rest = self.packed.iter();
        std::iter::from_fn(move || Some((take_varint(&mut rest)?, take_varint(&mut rest)?)))
    }

    /// Steps and counts as they stand in a file: each in seven bits a byte, the lowest first, as postcard writes numbers.
    pub(super) fn packed(&self) -> &[u8] {
        &self.packed
    }
}

fn push_varint(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn take_varint<'b>(bytes: &mut impl Iterator<Item = &'b u8>) -> Option<u32> {
    let mut number = 0;
    for shift in (0..u32::BITS).step_by(7) {
        let byte = *bytes.next()?;
        number |= u32::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

/// Of numbers that rise; of others the steps wrap around, and the numbers come out as they were.
impl FromIterator<(u32, u32)> for TermList {
    fn from_iter<I: IntoIterator<Item = (u32, u32)>>(terms: I) -> Self {
        let terms = terms.into_iter();
        // Nearly all take three bytes.
        let mut packing = Packing { packed: Vec::with_capacity(3 * terms.size_hint().0), ..Packing::default() };
        let mut last = 0;
        terms.for_each(|(number, count)| packing.add(number.wrapping_sub(std::mem::replace(&mut last, number)), count));
        packing.list()
    }
}

/// As the terms one by one.
impl Ord for TermList {
    fn cmp(&self, other: &Self) -> Ordering {
        self.iter().cmp(other.iter())
    }
}

impl PartialOrd for TermList {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Debug for TermList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// A list while it is packed.
#[derive(Default)]
struct Packing {
    length: usize,
    packed: Vec<u8>,
}

impl Packing {
    fn add(&mut self, step: u32, count: u32) {
        push_varint(&mut self.packed, step);
        push_varint(&mut self.packed, count);
        self.length += 1;
    }

    fn list(self) -> TermList {
        TermList { length: self.length, packed: self.packed.into_boxed_slice() }
    }
}

impl<'de> Deserialize<'de> for TermList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Steps;
        impl<'de> Visitor<'de> for Steps {
            type Value = TermList;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("steps and counts")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut steps: A) -> Result<TermList, A::Error> {
                let mut packing = Packing::default();
                while let Some((step, count)) = steps.next_element()? {
                    packing.add(step, count);
                }
                Ok(packing.list())
            }
        }
        deserializer.deserialize_seq(Steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_found_by_number_and_by_text() {
        let terms = TermTexts::of_lines("alpha\nbeta\nbeta gamma\ndelta".to_owned());
        assert_eq!(terms.iter().collect::<Vec<_>>(), ["alpha", "beta", "beta gamma", "delta"]);
        for (number, term) in terms.iter().enumerate() {
            assert_eq!(terms.number(term), Some(number));
        }
        assert_eq!(["", "a", "bet", "beta gammas", "zeta"].map(|term| terms.number(term)), [None; 5]);
        let mut kept = terms.clone();
        kept.retain(&[false, true, false, true]);
        assert_eq!(kept, TermTexts::of_lines("beta\ndelta".to_owned()));
        kept.retain(&[false, false]);
        assert!(kept.is_empty() && kept == TermTexts::of_lines(String::new()));
    }

    #[test]
    fn a_list_is_what_was_put_in() {
        let terms = [(0, 1), (1, 300), (127, 1), (128, 2), (70_000, 1), (u32::MAX, u32::MAX)];
        let list: TermList = terms.into_iter().collect();
        assert_eq!(list.iter().collect::<Vec<_>>(), terms);
        let steps: Vec<(u32, u32)> = list.steps().collect();
        let written = postcard::to_allocvec(&steps).expect("can be written");
        assert_eq!((list.len(), list.packed()), (6, &written[1..]));
        assert_eq!(postcard::from_bytes(&written), Ok(list.clone()));
        assert!(list < [(0, 1), (2, 1)].into_iter().collect() && list > [(0, 1), (1, 299), (500, 1)].into_iter().collect());
    }
}
