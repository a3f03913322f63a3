//! The words of a field in order, found by their place in the text or in the folded text.

use std::ops::Deref;

use super::Word;
use super::bits::{BLOCK, set_bits};
use super::fold::{Folded, Originals};
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

impl FieldWords {
    /// Reads the words off all blocks of the folded text: of each the bits of the places where words begin, and of those where words have ended.
    pub(super) fn new(blocks: &[[u64; 3]], folded: &Folded) -> Self {
        // Room for all of them at once: to ask for each whether there is some takes as long as to find it.
        let count = blocks.iter().map(|[_, ends, _]| ends.count_ones() as usize).sum();
        let mut words = Reader::new(blocks.len(), count, folded);
        for (block, &[starts, ends, _]) in blocks.iter().enumerate() {
            words.read(block * BLOCK, starts, ends);
        }
        words.read
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

/// Reads words block by block.
struct Reader<'a> {
    text: &'a [u8],
    originals: Originals<'a>,
    /// Whether the last block left a word open, and where that begins.
    open: bool,
    start: usize,
    /// How many words have been read.
    count: usize,
    read: FieldWords,
}

impl<'a> Reader<'a> {
    fn new(blocks: usize, words: usize, folded: &'a Folded) -> Self {
        let starts = || Starts(Vec::with_capacity(blocks));
        let read = FieldWords { list: vec![Word::default(); words], keys: vec![0; words], in_text: starts(), in_folded: starts() };
        Self { text: folded.text.as_bytes(), originals: folded.originals(), open: false, start: 0, count: 0, read }
    }

    /// Reads what ends in the block that begins here. Starts and ends take turns.
    fn read(&mut self, base: usize, mut starts: u64, ends: u64) {
        let FieldWords { list, keys, in_text, in_folded } = &mut self.read;
        in_folded.0.push(narrow(self.count + usize::from(self.open)));
        let mut next = || {
            let start = (starts != 0, base + starts.trailing_zeros() as usize);
            starts &= starts.wrapping_sub(1);
            start
        };
        let (mut open, mut start) = if self.open { (true, self.start) } else { next() };
        let first = self.count;
        for ((end, word), key) in set_bits(ends).zip(&mut list[first..]).zip(&mut keys[first..]) {
            let span = Span { start, end: base + end };
            let original = self.originals.of(span);
            in_text.note(original.start, self.count);
            (*word, *key) = (Word::new(span, original), word_key(self.text, span.start, span.end));
            self.count += 1;
            (open, start) = next();
        }
        (self.open, self.start) = (open, start);
    }
}

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
        if self.0.len() <= start / BLOCK {
            self.fill(start / BLOCK, number);
        }
    }

    #[inline(never)]
    fn fill(&mut self, block: usize, number: usize) {
        self.0.resize(block + 1, narrow(number));
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
