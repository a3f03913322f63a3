//! The words of a field in order, found by their place in the text or in the folded text.

use std::ops::Deref;

use super::Word;
use crate::span::Span;

/// Bytes of text to a place of an index: some ten words, which are looked through.
const STRIDE: usize = 64;

/// FieldWords in order, none overlapping another. Where a place is, an index says nearly; a search by halves would look all over a long text.
#[derive(Debug)]
pub struct FieldWords {
    list: Vec<Word>,
    in_text: Starts,
    in_folded: Starts,
}

impl FieldWords {
    pub(super) fn new(list: Vec<Word>) -> Self {
        Self { in_text: Starts::new(&list, Word::span), in_folded: Starts::new(&list, Word::folded), list }
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

impl Deref for FieldWords {
    type Target = [Word];

    fn deref(&self) -> &[Word] {
        &self.list
    }
}

/// For every so many bytes, how many words begin before them.
#[derive(Debug)]
struct Starts(Vec<u32>);

impl Starts {
    fn new(words: &[Word], span: impl Fn(&Word) -> Span) -> Self {
        let last = words.last().map_or(0, |word| span(word).start);
        let mut starts = Vec::with_capacity(last / STRIDE + 1);
        for (word, number) in words.iter().zip(0_u32..) {
            // As many as fit 32 bits: see `Word`.
            while starts.len() <= span(word).start / STRIDE {
                starts.push(number);
            }
        }
        Self(starts)
    }

    #[inline]
    fn before(&self, words: &[Word], span: impl Fn(&Word) -> Span, position: usize) -> usize {
        let from = self.0.get(position / STRIDE).map_or(words.len(), |&before| before as usize);
        from + words[from..].iter().take_while(|word| span(word).start < position).count()
    }
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
