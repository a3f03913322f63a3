//! Words: UAX #29 segments with a letter or digit, the denominator of every rate.

use unicode_segmentation::UnicodeSegmentation;

use super::bits::{BLOCK, classes, is, is_letter, set_bits, wide, within};
use super::field_words::FieldWords;
use super::fold::Folded;
use crate::span::Span;

/// One word, in the folded text and in the text itself. There are more words than of anything else, so each takes 16 bytes: no text is so long
/// that 32 bits do not hold its places ([`crate::reader::SIZE_LIMIT`]).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Word {
    folded: (u32, u32),
    span: (u32, u32),
}

impl Word {
    #[inline]
    pub(super) fn new(folded: Span, span: Span) -> Self {
        Self { folded: narrow(folded), span: narrow(span) }
    }

    /// In the folded text.
    #[inline]
    #[must_use]
    pub fn folded(&self) -> Span {
        Span { start: self.folded.0 as usize, end: self.folded.1 as usize }
    }

    /// In the text.
    #[inline]
    #[must_use]
    pub fn span(&self) -> Span {
        Span { start: self.span.0 as usize, end: self.span.1 as usize }
    }
}

#[inline]
fn narrow(span: Span) -> (u32, u32) {
    (span.start as u32, span.end as u32)
}

/// The words of a folded text, in order. A boundary that scraping lost ("the regime.Next") is repaired.
///
/// Bitmaps of letters and digits give the words of plain text at once. What they cannot decide, a stretch between two spaces with an underscore
/// or with a letter outside ASCII, goes to the rules of UAX #29 one by one.
#[must_use]
pub(super) fn words(content: &str, folded: &Folded) -> FieldWords {
    let bytes = folded.text.as_bytes();
    let mut blocks = classes(bytes, |lanes| {
        let digits = within(lanes, b'0', b'9');
        let joints = is(lanes, b'\'') | is(lanes, b'.') | is(lanes, b',') | within(lanes, b':', b';');
        [is_letter(lanes) | digits, joints, wide(lanes) | is(lanes, b'_')]
    });
    // The end of a word that ends with the text stands in the block after the last.
    blocks.push([0; 3]);
    join(content, folded, &mut blocks);
    let odd = odd_words(content, folded, &mut blocks);
    set_bounds(&mut blocks, &odd);
    FieldWords::new(&blocks, folded)
}

/// Of one block: word characters, marks that may join two of them, characters that need a closer look.
type Block = [u64; 3];

/// Makes the marks inside words ("it's", "1,000.5", "U.S") word characters.
fn join(content: &str, folded: &Folded, blocks: &mut [Block]) {
    let bytes = folded.text.as_bytes();
    let mut last = 0;
    for index in 0..blocks.len() {
        let [letters, joints, _] = blocks[index];
        let next = blocks.get(index + 1).map_or(0, |block| block[0]);
        let between = joints & (letters << 1 | last) & (letters >> 1 | next << 63);
        for at in set_bits(between).map(|bit| index * BLOCK + bit) {
            if joins(bytes[at - 1], bytes[at], bytes[at + 1]) && !is_lost_boundary(content, folded, at) {
                blocks[index][0] |= 1 << (at % BLOCK);
            }
        }
        last = letters >> 63;
    }
}

/// WB6, WB7, WB11 and WB12 of UAX #29 for ASCII.
fn joins(before: u8, mark: u8, after: u8) -> bool {
    let letters = before.is_ascii_alphabetic() && after.is_ascii_alphabetic();
    let digits = before.is_ascii_digit() && after.is_ascii_digit();
    match mark {
        b':' => letters,
        b',' | b';' => digits,
        _ => letters || digits,
    }
}

/// Takes what bitmaps cannot decide out of them; gives its words.
fn odd_words(content: &str, folded: &Folded, blocks: &mut [Block]) -> Vec<Span> {
    let text = folded.text.as_str();
    let mut found = Vec::new();
    let mut done = 0;
    for index in 0..blocks.len() {
        for at in set_bits(blocks[index][2]).map(|bit| index * BLOCK + bit) {
            if at < done || !text.is_char_boundary(at) {
                continue;
            }
            if let Some(end) = end_of_plain_sign(text, at) {
                done = end;
                continue;
            }
            let is_gap = |byte: &u8| matches!(byte, b' ' | b'\n');
            let start = text.as_bytes()[..at].iter().rposition(is_gap).map_or(0, |gap| gap + 1);
            let end = text.as_bytes()[at..].iter().position(is_gap).map_or(text.len(), |gap| at + gap);
            clear(blocks, start, end);
            found.extend(words_by_rule(content, folded, start, end));
            done = end;
        }
    }
    found
}

/// The end of a sign outside ASCII that is no part of any word, whatever stands beside it: quotation marks, dashes and the like.
fn end_of_plain_sign(text: &str, at: usize) -> Option<usize> {
    let sign = text[at..].chars().next().filter(|sign| matches!(sign, '“' | '”' | '—' | '…' | '•' | '£' | '€' | '«' | '»'))?;
    Some(at + sign.len_utf8())
}

fn clear(blocks: &mut [Block], start: usize, end: usize) {
    for at in start..end {
        blocks[at / BLOCK][0] &= !(1 << (at % BLOCK));
    }
}

/// The words between two positions of the folded text that are the start and end of it, or beside spaces.
fn words_by_rule(content: &str, folded: &Folded, start: usize, end: usize) -> Vec<Span> {
    let mut found = Vec::new();
    for (offset, segment) in folded.text[start..end].unicode_word_indices() {
        let mut from = start + offset;
        for (mark, _) in segment.match_indices(['.', ':']) {
            let at = start + offset + mark;
            if is_lost_boundary(content, folded, at) {
                found.push(Span::new(from, at));
                from = at + 1;
            }
        }
        found.push(Span::new(from, start + offset + segment.len()));
    }
    found
}

/// Whether the `.` or `:` at this position of the folded text stands between a small letter and a capital followed by a small letter. UAX #29
/// does not break there.
fn is_lost_boundary(content: &str, folded: &Folded, at: usize) -> bool {
    if !matches!(folded.text.as_bytes()[at], b'.' | b':') {
        return false;
    }
    let mark = folded.original(Span::new(at, at + 1));
    let before = content[..mark.start].chars().next_back();
    let mut after = content[mark.end..].chars();
    before.is_some_and(char::is_lowercase) && after.next().is_some_and(char::is_uppercase) && after.next().is_some_and(char::is_lowercase)
}

/// Puts in the place of letters and marks where the words of the bitmaps and the odd ones begin, and where they have ended.
fn set_bounds(blocks: &mut [Block], odd: &[Span]) {
    let mut last = 0;
    for [letters, ends, _] in &mut *blocks {
        let before = *letters << 1 | std::mem::replace(&mut last, *letters >> 63);
        (*letters, *ends) = (*letters & !before, !*letters & before);
    }
    for word in odd {
        blocks[word.start / BLOCK][0] |= 1 << (word.start % BLOCK);
        blocks[word.end / BLOCK][1] |= 1 << (word.end % BLOCK);
    }
}

/// What may follow a term inside its last word: possessives and contractions are looked into.
const CONTRACTIONS: [&str; 8] = ["'s", "'", "'re", "'ve", "'ll", "'d", "'m", "n't"];

/// Whether a term may start and end at these positions of the folded text. The words at its ends are looked for from the word at the index `near`
/// on, whichever that is: from one of the term's own they are not far.
#[must_use]
pub fn on_word_boundaries(folded: &str, words: &FieldWords, span: Span, near: usize) -> bool {
    let starts = match word_around(words, span.start, near) {
        Some(word) => folded[word.folded().start..span.start].bytes().all(|byte| byte == b'_'),
        None => true,
    };
    starts
        && match word_around(words, span.end, near) {
            Some(word) => {
                let rest = folded[span.end..word.folded().end].trim_end_matches('_');
                rest.is_empty() || CONTRACTIONS.contains(&rest)
            }
            None => true,
        }
}

/// Whether a folded word has an apostrophe or an underscore, and so parts that a term may be.
#[must_use]
pub fn is_compound(word: &[u8]) -> bool {
    // Words are short: a search made for long texts takes longer to begin than this to end.
    word.iter().any(|&byte| byte == b'\'' || byte == b'_')
}

/// The parts of a word of the folded text that a term may be: the whole of it, then what is left without underscores at its ends, and without a
/// contraction at the end of that.
pub fn parts_of_word(folded: &str, word: Span) -> impl Iterator<Item = Span> + '_ {
    let text = word.of(folded);
    let compound = is_compound(text.as_bytes());
    let bare = text.trim_end_matches('_');
    let ends = std::iter::once(bare).chain(CONTRACTIONS.iter().filter_map(move |contraction| bare.strip_suffix(contraction)));
    let end = move |part: &str| word.start + part.len();
    let ends = std::iter::once(word.end).chain(ends.map(end).filter(move |end| *end < word.end));
    let first = word.start + text.len() - text.trim_start_matches('_').len();
    let starts = move |end: usize| [word.start, first].into_iter().take(if first > word.start { 2 } else { 1 }).map(move |start| (start, end));
    let all = ends.take(if compound { usize::MAX } else { 1 }).flat_map(starts);
    all.filter(|(start, end)| start < end).map(|(start, end)| Span::new(start, end))
}

/// The word that the position cuts in two, looked for from the word at an index on.
fn word_around(words: &[Word], position: usize, near: usize) -> Option<&Word> {
    let (before, after) = words.split_at(near.min(words.len()));
    let begins_before = |word: &&Word| word.folded().start < position;
    let last = after.iter().take_while(begins_before).last().or_else(|| before.iter().rev().find(begins_before));
    last.filter(|word| word.folded().end > position)
}

#[cfg(test)]
mod tests {
    use super::super::fold::{Fill, Gap};
    use super::*;

    fn texts(content: &str) -> Vec<String> {
        let folded = Folded::new(content, &[], false);
        words(content, &folded).iter().map(|word| word.span().of(content).to_owned()).collect()
    }

    #[test]
    fn words_are_those_of_uax_29() {
        assert_eq!(texts("It's 1,000.5 U.S. so-called O’Neill’s — '90s"), ["It's", "1,000.5", "U.S", "so", "called", "O’Neill’s", "90s"]);
        for text in ["Can’t stop; won't stop.", "x_1 3:4 a:b 日本 e.g. @me", "naïve re\u{AD}gime ½ ﬁn"] {
            assert_eq!(texts(text).len(), text.unicode_words().count(), "{text}");
        }
    }

    /// Strings of pieces that the rules of UAX #29 tell apart, and of pieces that folding changes.
    fn odd_text(random: &mut oorandom::Rand32) -> String {
        const PIECES: [&str; 62] = [
            "a", "b", "regime", "Next", "X", "U", "7", "42", "'", "’", ".", ",", ":", ";", "_", "-", " ", " ", " ", "  ", "\n", "\t", "“", "”", "—",
            "…", "£", "\u{1}", "\u{AD}", "\u{200B}", "\u{200D}", "\u{301}", "é", "ß", "ﬁ", "Ｋ", "½", "²", "й", "Київ", "rе", "ש", "״", "日", "本",
            "カ", "タ", "ー", "ไทย", "한", "👍", "🇺", "🇦", "\u{A0}", "\u{85}", "\u{2028}", "\u{7F}", "@", "/", "(", ")", "\u{FEFF}",
        ];
        let length = random.rand_range(0..40);
        (0..length).map(|_| PIECES[random.rand_range(0..62) as usize]).collect()
    }

    #[test]
    fn bitmaps_find_the_words_that_the_rules_find() {
        let mut random = oorandom::Rand32::new(29);
        let rounds = if cfg!(debug_assertions) { 4_000 } else { 300_000 };
        for _ in 0..rounds {
            let content = odd_text(&mut random).repeat(1 + random.rand_range(0..4) as usize);
            let gaps = [Gap { span: Span::new(0, 0), fill: Fill::Break }];
            let folded = Folded::new(&content, &gaps[..random.rand_range(0..2) as usize], false);
            let expected: Vec<Word> =
                words_by_rule(&content, &folded, 0, folded.text.len()).into_iter().map(|span| Word::new(span, folded.original(span))).collect();
            assert_eq!(*words(&content, &folded), *expected, "{content:?}");
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
            ("and the regimes end the regime there", "regime", false),
            ("and the regime ends the regimes there", "regime", true),
            ("o'neill", "neill", false),
        ];
        for (content, term, expected) in cases {
            let folded = Folded::new(content, &[], false);
            let at = folded.text.find(term).expect(term);
            let words = words(content, &folded);
            for near in 0..words.len() + 2 {
                let found = on_word_boundaries(&folded.text, &words, Span::new(at, at + term.len()), near);
                assert_eq!(found, expected, "{term} in {content}, from {near}");
            }
        }
    }
}
