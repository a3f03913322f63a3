//! Where in a text the characters stand that say something about its structure: ends of lines and sentences, marks, what is not ASCII.

use super::bits::{BLOCK, classes, is, set_bits, wide, within};
use crate::span::Span;

/// A kind of character.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Sign {
    /// Full stop, exclamation mark, question mark.
    Stop,
    /// Bytes of characters outside ASCII.
    Wide,
    /// `"`, `'`, the backtick, and a comma that another one follows.
    Mark,
    /// Line feed, carriage return, vertical tab, form feed.
    LineEnd,
}

/// The signs of a text, by their kind, and in the last place its commas.
#[derive(Debug)]
pub(crate) struct Signs {
    blocks: Vec<[u64; 5]>,
}

impl Signs {
    /// Looks through a text once.
    pub(crate) fn new(text: &str) -> Self {
        let mut blocks = classes(text.as_bytes(), |lanes| {
            let stops = is(lanes, b'.') | is(lanes, b'!') | is(lanes, b'?');
            let marks = is(lanes, b'"') | is(lanes, b'\'') | is(lanes, b'`');
            [stops, wide(lanes), marks, within(lanes, 0x0A, 0x0D), is(lanes, b',')]
        });
        // From the last block on, so that a comma at the end of one sees the first byte of the next.
        let mut next = 0;
        for [_, _, marks, _, commas] in blocks.iter_mut().rev() {
            *marks |= *commas & (*commas >> 1 | next << 63);
            next = *commas & 1;
        }
        Self { blocks }
    }

    /// The positions of the signs of one kind inside a span, in order.
    pub(crate) fn within(&self, span: Span, sign: Sign) -> impl Iterator<Item = usize> + '_ {
        self.within_any(span, &[sign])
    }

    /// The positions of the signs of any of these kinds inside a span, in order.
    pub(crate) fn within_any<'s>(&'s self, span: Span, signs: &[Sign]) -> impl Iterator<Item = usize> + use<'s> {
        let mask = |sign: Sign| if signs.iter().any(|wanted| *wanted as usize == sign as usize) { u64::MAX } else { 0 };
        let masks = [Sign::Stop, Sign::Wide, Sign::Mark, Sign::LineEnd].map(mask);
        let first = span.start / BLOCK;
        let last = span.end.div_ceil(BLOCK).min(self.blocks.len()).max(first.min(self.blocks.len()));
        self.blocks[first.min(last)..last].iter().enumerate().flat_map(move |(offset, block)| {
            let base = (first + offset) * BLOCK;
            let mut bits = block.iter().zip(masks).fold(0, |bits, (class, mask)| bits | class & mask);
            if base < span.start {
                bits &= u64::MAX << (span.start - base);
            }
            if base + BLOCK > span.end {
                bits &= u64::MAX >> (base + BLOCK - span.end).min(BLOCK - 1);
            }
            set_bits(bits).map(move |bit| base + bit)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_found_wherever_the_blocks_end() {
        let text = "a.b!?“c”, d,, e`f'g\"\r\n\u{B}h".repeat(40);
        let signs = Signs::new(&text);
        let bytes = text.as_bytes();
        for (start, end) in [(0, text.len()), (0, 0), (5, 5), (3, 64), (63, 65), (64, 128), (1, 700), (text.len(), text.len())] {
            let slow = |is: &dyn Fn(usize) -> bool| (start..end).filter(|&at| is(at)).collect::<Vec<_>>();
            let found = |sign| signs.within(Span::new(start, end), sign).collect::<Vec<_>>();
            assert_eq!(found(Sign::Stop), slow(&|at| b".!?".contains(&bytes[at])));
            assert_eq!(found(Sign::Wide), slow(&|at| !bytes[at].is_ascii()));
            assert_eq!(found(Sign::Mark), slow(&|at| b"\"'`".contains(&bytes[at]) || bytes[at..].starts_with(b",,")));
            assert_eq!(found(Sign::LineEnd), slow(&|at| matches!(bytes[at], 0x0A..=0x0D)));
        }
    }
}
