//! Words: UAX #29 segments with a letter or digit, the denominator of every rate.

use unicode_segmentation::UnicodeSegmentation;

use super::fold::Folded;
use crate::span::Span;

/// One word, in the folded text and in the text itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// In the folded text.
    pub folded: Span,
    /// In the text.
    pub span: Span,
}

/// The words of a folded text, in order. A boundary that scraping lost ("the regime.Next") is repaired.
#[must_use]
pub(super) fn words(content: &str, folded: &Folded) -> Vec<Word> {
    let mut words = Vec::with_capacity(folded.text.len() / 6);
    for (start, segment) in folded.text.unicode_word_indices() {
        let mut from = start;
        for at in lost_boundaries(content, folded, start, segment) {
            words.push(word(folded, from, at));
            from = at + 1;
        }
        words.push(word(folded, from, start + segment.len()));
    }
    words
}

fn word(folded: &Folded, start: usize, end: usize) -> Word {
    let span = Span::new(start, end);
    Word { folded: span, span: folded.original(span) }
}

/// Folded positions of the `.` or `:` between a small letter and a capital followed by a small letter. UAX #29 does not break there.
fn lost_boundaries(content: &str, folded: &Folded, start: usize, segment: &str) -> Vec<usize> {
    if !segment.contains(['.', ':']) {
        return Vec::new();
    }
    let is_lost = |&at: &usize| {
        let mark = folded.original(Span::new(at, at + 1));
        let before = content[..mark.start].chars().next_back();
        let mut after = content[mark.end..].chars();
        before.is_some_and(char::is_lowercase) && after.next().is_some_and(char::is_uppercase) && after.next().is_some_and(char::is_lowercase)
    };
    segment.match_indices(['.', ':']).map(|(at, _)| start + at).filter(is_lost).collect()
}

/// What may follow a term inside its last word: possessives and contractions are looked into.
const CONTRACTIONS: [&str; 8] = ["'s", "'", "'re", "'ve", "'ll", "'d", "'m", "n't"];

/// Whether a term may start and end at these positions of the folded text.
#[must_use]
pub fn on_word_boundaries(folded: &str, words: &[Word], span: Span) -> bool {
    let starts = match word_around(words, span.start) {
        Some(word) => folded[word.folded.start..span.start].bytes().all(|byte| byte == b'_'),
        None => true,
    };
    starts
        && match word_around(words, span.end) {
            Some(word) => {
                let rest = folded[span.end..word.folded.end].trim_end_matches('_');
                rest.is_empty() || CONTRACTIONS.contains(&rest)
            }
            None => true,
        }
}

/// The word that the position cuts in two.
fn word_around(words: &[Word], position: usize) -> Option<&Word> {
    let index = words.partition_point(|word| word.folded.end <= position);
    words.get(index).filter(|word| word.folded.start < position)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(content: &str) -> Vec<String> {
        let folded = Folded::new(content, &[], false);
        words(content, &folded).iter().map(|word| word.span.of(content).to_owned()).collect()
    }

    #[test]
    fn words_are_those_of_uax_29() {
        assert_eq!(texts("It's 1,000.5 U.S. so-called O’Neill’s — '90s"), ["It's", "1,000.5", "U.S", "so", "called", "O’Neill’s", "90s"]);
        for text in ["Can’t stop; won't stop.", "x_1 3:4 a:b 日本 e.g. @me", "naïve re\u{AD}gime ½ ﬁn"] {
            assert_eq!(texts(text).len(), text.unicode_words().count(), "{text}");
        }
    }

    #[test]
    fn a_lost_boundary_is_two_words() {
        assert_eq!(texts("the regime.Next day"), ["the", "regime", "Next", "day"]);
        assert_eq!(texts("e.g. example.com U.S.A Node.JS"), ["e.g", "example.com", "U.S.A", "Node.JS"]);
    }

    #[test]
    fn terms_stand_on_word_boundaries() {
        let cases = [
            ("expressed", "pressed", false),
            ("regime's", "regime", true),
            ("regime’s", "regime", true),
            ("regimes", "regime", false),
            ("_regime_", "regime", true),
            ("the_regime", "regime", false),
            ("regime.next", "regime", false),
            ("regime.Next", "regime", true),
            ("couldn't", "could", true),
            ("anti-regime", "regime", true),
            ("o'neill", "neill", false),
        ];
        for (content, term, expected) in cases {
            let folded = Folded::new(content, &[], false);
            let at = folded.text.find(term).expect(term);
            let found = on_word_boundaries(&folded.text, &words(content, &folded), Span::new(at, at + term.len()));
            assert_eq!(found, expected, "{term} in {content}");
        }
    }
}
