//! The words of a field in order, found by their place in the text or in the folded text.

use std::ops::Deref;

use super::Word;
use super::bits::{BLOCK, set_bits};
use super::fold::Folded;
use super::key::word_key;
use crate::span::Span;

/// Words in order, none overlapping another. Where a place is, an index says nearly; a search by halves would look all over a long text.
#[derive(Debug)]
pub struct FieldWords {
    list: Vec<Word>,
    /// The number of each word ([`word_key`]).
    keys: Vec<u64>,
    in_text: Starts,
    in_folded: Starts,
}

/// Of a block of the folded text the bits of the places where words begin, and of those where words have ended.
pub(super) type Bounds = [u64; 2];

impl FieldWords {
    /// Reads the words off the bounds of all blocks of the folded text.
    pub(super) fn new(bounds: impl ExactSizeIterator<Item = Bounds>, folded: &Folded) -> Self {
        let text = folded.text.as_bytes();
        let mut list = Vec::with_capacity(text.len() / BYTES_A_WORD);
        let mut keys = Vec::with_capacity(text.len() / BYTES_A_WORD);
        let mut in_folded = Starts(Vec::with_capacity(bounds.len()));
        let mut in_text = Starts(Vec::with_capacity(bounds.len()));
        let mut originals = folded.originals();
        // Where words begin and end: of those of the block before at most one has not ended.
        let mut begun = [0; 2 * BLOCK];
        let mut ended = [0; 2 * BLOCK];
        let mut open = 0;
        for (block, [starts, ends]) in bounds.enumerate() {
            in_folded.0.push(narrow(list.len() + open));
            let first = list.len();
            let all = put(starts, block, &mut begun, open);
            let count = put(ends, block, &mut ended, 0);
            list.extend(begun.iter().zip(&ended[..count]).map(|(&start, &end)| {
                let word = Span { start, end };
                Word::new(word, originals.of(word))
            }));
            keys.extend(begun.iter().zip(&ended[..count]).map(|(&start, &end)| word_key(text, start, end)));
            list[first..].iter().zip(first..).for_each(|(word, number)| in_text.note(word.span().start, number));
            begun[0] = begun[all.saturating_sub(1) % begun.len()];
            open = all - count;
        }
        Self { list, keys, in_text, in_folded }
    }

    /// The number of a word. Words of up to eight bytes have different numbers; longer ones may share one.
    #[inline]
    pub(crate) fn key(&self, index: usize) -> Option<u64> {
        self.keys.get(index).copied()
    }

    /// The numbers of all words.
    #[inline]
    pub(crate) fn keys(&self) -> &[u64] {
        &self.keys
    }

    /// How many words begin before a position of the text.
    #[must_use]
    pub fn starting_before(&self, position: usize) -> usize {
        self.in_text.before(&self.list, Word::span, position)
    }

    /// How many words end at a position of the text or before.
    #[must_use]
    pub fn ended_at(&self, position: usize) -> usize {
        self.ended(self.starting_before(position), Word::span, position)
    }

    /// How many words begin before a position of the folded text.
    #[must_use]
    pub fn folded_starting_before(&self, position: usize) -> usize {
        self.in_folded.before(&self.list, Word::folded, position)
    }

    /// How many words end at a position of the folded text or before.
    #[must_use]
    pub fn folded_ended_at(&self, position: usize) -> usize {
        self.ended(self.folded_starting_before(position), Word::folded, position)
    }

    /// Of the first so many words those that have ended: of words that do not overlap, all but the last at most.
    fn ended(&self, started: usize, span: impl Fn(&Word) -> Span, position: usize) -> usize {
        let open = self.list[..started].iter().rev().take_while(|word| span(word).end > position).count();
        started - open
    }
}

/// Puts the places of the bits of a block behind the first so many in a list; gives how many there are then.
#[inline]
fn put(bits: u64, block: usize, places: &mut [usize; 2 * BLOCK], mut count: usize) -> usize {
    for bit in set_bits(bits) {
        places[count % (2 * BLOCK)] = block * BLOCK + bit;
        count += 1;
    }
    count
}

/// Bytes of text to a word, rather too few: what is made ready for a word that is none costs little.
const BYTES_A_WORD: usize = 5;

impl Deref for FieldWords {
    type Target = [Word];

    fn deref(&self) -> &[Word] {
        &self.list
    }
}

/// For every block of a text, how many words begin before it: some ten words are left to look through.
#[derive(Debug)]
struct Starts(Vec<u32>);

impl Starts {
    /// Takes down that the next word, of this number, begins here.
    #[inline]
    fn note(&mut self, start: usize, number: usize) {
        while self.0.len() <= start / BLOCK {
            self.0.push(narrow(number));
        }
    }

    #[inline]
    fn before(&self, words: &[Word], span: impl Fn(&Word) -> Span, position: usize) -> usize {
        let from = self.0.get(position / BLOCK).map_or(words.len(), |&before| before as usize);
        from + words[from..].iter().take_while(|word| span(word).start < position).count()
    }
}

/// No text is so long that 32 bits do not hold its places: see [`Word`].
#[inline]
fn narrow(number: usize) -> u32 {
    number as u32
}

#[cfg(test)]
mod tests {
    use super::super::fold::Folded;
    use super::super::words::words;

    #[test]
    fn places_are_those_that_a_search_finds() {
        let mut random = oorandom::Rand32::new(64);
        for _ in 0..60 {
            let pieces = ["a", "word", "’s", "…", " ", "\n", "ﬁn", "  ", "É", "x_y", &"long".repeat(40), &"-".repeat(90)];
            let content: String = (0..random.rand_range(0..90)).map(|_| pieces[random.rand_range(0..12) as usize]).collect();
            let folded = Folded::new(&content, &[], false);
            let words = words(&content, &folded);
            for position in 0..content.len() + 130 {
                let told = [
                    words.starting_before(position),
                    words.ended_at(position),
                    words.folded_starting_before(position),
                    words.folded_ended_at(position),
                ];
                let searched = [
                    words.partition_point(|word| word.span().start < position),
                    words.partition_point(|word| word.span().end <= position),
                    words.partition_point(|word| word.folded().start < position),
                    words.partition_point(|word| word.folded().end <= position),
                ];
                assert_eq!(told, searched, "{position} in {content:?}");
            }
        }
    }
}
