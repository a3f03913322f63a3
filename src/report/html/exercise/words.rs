//! A passage in words that can be chosen one by one. What a pupil marks are whole words, without the signs around them and without a possessive.

use unicode_segmentation::UnicodeSegmentation;

use super::text::{Paragraph, paragraphs};
use crate::exercise::model::Passage;

/// A word with what stands around it up to its neighbours: all texts of a paragraph put together are the paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Signs before it; only of the first word after a space.
    pub(super) before: String,
    /// The word.
    pub(super) word: String,
    /// Signs after it, and the space.
    pub(super) after: String,
    /// First code point of `word` in the passage.
    pub(super) start: usize,
    /// After its last one.
    pub(super) end: usize,
}

/// The words of each paragraph.
pub(super) fn words(passage: &Passage) -> Vec<Paragraph<Word>> {
    let of = |paragraph: Paragraph<(usize, String)>| {
        let pieces = paragraph.pieces.iter().flat_map(|(start, text)| of_text(*start, text)).collect();
        Paragraph { headline: paragraph.headline, pieces }
    };
    paragraphs(passage).into_iter().map(of).collect()
}

/// The words of a text whose first code point has the offset `start`.
fn of_text(start: usize, text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut before = String::new();
    let mut at = start;
    for (is_word, segment) in segments(text) {
        let end = at + segment.chars().count();
        if is_word {
            words.push(Word { before: std::mem::take(&mut before), word: segment, after: String::new(), start: at, end });
        } else {
            // Signs up to a space belong to the word before, those after it to the next one.
            let split = segment
                .rfind(char::is_whitespace)
                .map_or(segment.len(), |space| segment[space..].chars().next().map_or(space, |c| space + c.len_utf8()));
            let (left, right) = if words.is_empty() { ("", segment.as_str()) } else { segment.split_at(split) };
            if let Some(last) = words.last_mut() {
                last.after.push_str(left);
            }
            before.push_str(right);
        }
        at = end;
    }
    match words.last_mut() {
        Some(last) => last.after.push_str(&before),
        // Signs alone: they can be marked as they are.
        None if !before.is_empty() => words.push(Word { before: String::new(), word: before, after: String::new(), start, end: at }),
        None => {}
    }
    words
}

/// The text in words and what stands between them: words of UAX #29, hyphens and the stars of a masked word inside, a possessive outside.
fn segments(text: &str) -> Vec<(bool, String)> {
    let mut segments: Vec<(bool, String)> = Vec::new();
    let pieces: Vec<&str> = text.split_word_bounds().collect();
    for (index, piece) in pieces.iter().enumerate() {
        let after_word = segments.last().is_some_and(|(is_word, _)| *is_word);
        let joins = after_word
            && (*piece == "*"
                || (matches!(*piece, "-" | "\u{2010}" | "\u{2011}") && pieces.get(index + 1).is_some_and(|next| is_word(next)))
                || (is_word(piece) && segments.last().is_some_and(|(_, last)| last.ends_with(['-', '\u{2010}', '\u{2011}', '*']))));
        let word = is_word(piece);
        match segments.last_mut() {
            Some((_, last)) if joins => last.push_str(piece),
            Some((false, last)) if !word => last.push_str(piece),
            _ => segments.push((word, (*piece).to_owned())),
        }
    }
    segments.into_iter().flat_map(without_possessive).collect()
}

/// Letters, digits, and pictures such as an emoji.
fn is_word(piece: &str) -> bool {
    piece.chars().any(char::is_alphanumeric) || piece.chars().any(|letter| matches!(u32::from(letter), 0x2190..=0x2BFF | 0x1F000..=0x1FAFF))
}

fn without_possessive((is_word, segment): (bool, String)) -> Vec<(bool, String)> {
    let bare = ["'s", "’s", "'S", "’S"].iter().find_map(|end| segment.strip_suffix(end)).filter(|bare| is_word && !bare.is_empty());
    match bare.map(str::len) {
        Some(length) => vec![(true, segment[..length].to_owned()), (false, segment[length..].to_owned())],
        None => vec![(is_word, segment)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_lost_and_signs_stand_outside() {
        let cases = [
            ("“The Kyiv regime’s delays,” he said.", vec!["The", "Kyiv", "regime", "delays", "he", "said"]),
            ("a de-occupation - v***** (so-called)", vec!["a", "de-occupation", "v*****", "so-called"]),
            ("word—next don't 1,000", vec!["word", "next", "don't", "1,000"]),
            ("Wow 🙂! → x", vec!["Wow", "🙂", "→", "x"]),
            ("e\u{301}te\u{301} «שלום» end", vec!["e\u{301}te\u{301}", "שלום", "end"]),
            ("***", vec!["***"]),
            ("", vec![]),
        ];
        for (text, expected) in cases {
            let words = of_text(7, text);
            assert_eq!(words.iter().map(|word| word.word.as_str()).collect::<Vec<_>>(), expected, "{text}");
            let together: String = words.iter().map(|word| [word.before.as_str(), &word.word, &word.after].concat()).collect();
            assert_eq!(together, text);
            for word in words {
                let cut: String = text.chars().skip(word.start - 7).take(word.end - word.start).collect();
                assert_eq!(cut, word.word);
            }
        }
        let words = of_text(0, "He “said” so");
        assert_eq!((words[1].before.as_str(), words[1].after.as_str()), ("“", "” "));
    }
}
