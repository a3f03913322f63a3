//! By which of its words a form is found: the rarest one, so that few places have to be looked at.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

use crate::span::Span;
use crate::tokenize::key::{STEM, Side, Words};

/// The most frequent words of English news, the most frequent first: of 1987, of 2004 and of 2024, each with the same weight.
static COMMON: LazyLock<Words<usize>> = LazyLock::new(|| include_str!("common.txt").lines().zip(0..).collect());

/// What has to stand in a text for a form to be there. Spans are spans of the folded form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Anchor {
    /// This word alone.
    Word(Span),
    /// This word, and another one beside it.
    Pair(Span, Span, Side),
    /// A word that begins with this.
    Stem(Span),
}

/// The anchor of a folded form; `None` for a form without a whole word or a long enough beginning of one.
pub(super) fn anchor(folded: &str) -> Option<Anchor> {
    let words = pieces(folded);
    let whole =
        words.iter().enumerate().filter(|(_, piece)| piece.is_whole()).max_by_key(|(index, piece)| (piece.rarity(folded), std::cmp::Reverse(*index)));
    let stem = words.iter().filter(|piece| piece.is_stem()).max_by_key(|piece| piece.span.len());
    match (whole, stem) {
        (Some((_, word)), Some(stem)) if word.is_common(folded) => Some(Anchor::Stem(stem.span)),
        (Some((index, word)), _) => Some(beside(folded, &words, index).unwrap_or(Anchor::Word(word.span))),
        (None, stem) => stem.map(|stem| Anchor::Stem(stem.span)),
    }
}

/// The words of a folded form.
fn pieces(folded: &str) -> Vec<Piece> {
    // Most forms are letters, spaces and hyphens, of which no rule makes more than meets the eye.
    if folded.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b' ' | b'-')) {
        let start = |word: &str| word.as_ptr().addr() - folded.as_ptr().addr();
        let words = folded.split([' ', '-']).filter(|word| !word.is_empty());
        return words.map(|word| Piece::new(folded, start(word), word)).collect();
    }
    folded.unicode_word_indices().map(|(start, word)| Piece::new(folded, start, word)).collect()
}

/// A word with the rarer of its whole neighbours.
fn beside(folded: &str, words: &[Piece], index: usize) -> Option<Anchor> {
    let left = index.checked_sub(1).map(|left| (&words[left], Side::Left));
    let right = words.get(index + 1).map(|right| (right, Side::Right));
    let whole = left.into_iter().chain(right).filter(|(piece, _)| piece.is_whole());
    whole.max_by_key(|(piece, _)| piece.rarity(folded)).map(|(piece, side)| Anchor::Pair(words[index].span, piece.span, side))
}

/// A word of a form, or a part of one beside a `*`.
struct Piece {
    span: Span,
    star_before: bool,
    star_after: bool,
}

impl Piece {
    fn new(folded: &str, start: usize, word: &str) -> Self {
        let end = start + word.len();
        Self { span: Span::new(start, end), star_before: folded[..start].ends_with('*'), star_after: folded[end..].starts_with('*') }
    }

    fn is_whole(&self) -> bool {
        !self.star_before && !self.star_after
    }

    fn is_stem(&self) -> bool {
        !self.star_before && self.star_after && self.span.len() >= STEM
    }

    fn is_common(&self, folded: &str) -> bool {
        COMMON.contains(self.span.of(folded))
    }

    /// The higher the rarer: rank among the common words, or else length.
    fn rarity(&self, folded: &str) -> usize {
        COMMON.get(self.span.of(folded)).copied().unwrap_or(usize::from(u16::MAX) + self.span.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rarest_word_is_looked_for() {
        let told = |folded: &str| match anchor(folded) {
            None => String::new(),
            Some(Anchor::Word(word)) => word.of(folded).to_owned(),
            Some(Anchor::Pair(word, beside, Side::Left)) => format!("{} after {}", word.of(folded), beside.of(folded)),
            Some(Anchor::Pair(word, beside, Side::Right)) => format!("{} before {}", word.of(folded), beside.of(folded)),
            Some(Anchor::Stem(stem)) => format!("{}*", stem.of(folded)),
        };
        assert_eq!(told("regime"), "regime");
        assert_eq!(told("the kleptocracy of the city"), "kleptocracy before of");
        assert_eq!(told("so-called government"), "called after so");
        assert_eq!(told("de-nazif*"), "nazif*");
        assert_eq!(told("to murder*"), "murder*");
        assert_eq!(told("kleptocrat murder*"), "kleptocrat");
        assert_eq!(told("*gate"), "");
        assert_eq!(told("non*"), "");
    }
}
