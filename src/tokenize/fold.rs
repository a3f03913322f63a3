//! Folding: the form of a text in which terms are looked for, with an exact map back to the text.
//!
//! Folding is for matching only. What it changes: case (full Unicode case folding), apostrophes, hyphens U+2010 to U+2013, soft
//! hyphens, spaces and wrapping line breaks, zero-width characters, ligatures, full-width forms, accents on Latin letters
//! (composed or combining), and look-alike letters of another script inside Latin words.

use caseless::Caseless;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;
use unicode_script::{Script, UnicodeScript};
use unicode_security::skeleton;

use super::bits::{Lanes, is, wide, within};
use crate::span::Span;

/// What stands for the end of a paragraph and for anything no term may reach across.
pub const BREAK: char = '\n';

/// A stretch of the text that is not folded as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// Where.
    pub span: Span,
    /// What stands for it.
    pub fill: Fill,
}

/// What stands for a gap in the folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    /// Nothing: what stands on both sides touches (markup).
    Nothing,
    /// This character (an entity such as `&nbsp;`).
    Character(char),
    /// A break: nothing matches across (code, links, paragraph ends).
    Break,
}

/// Bytes of a short run.
const RUN: usize = 64;

/// A folded text and the way back.
#[derive(Debug, Default)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    runs: Vec<Run>,
    /// The first Latin word with look-alike letters of another script, as a span of the original.
    pub homoglyph: Option<Span>,
}

/// A stretch of folded text and where it comes from: byte for byte (`copy`), or as a whole.
#[derive(Debug, Clone, Copy)]
struct Run {
    folded: usize,
    start: usize,
    end: usize,
    copy: bool,
}

impl Folded {
    /// Folds `content` without its `gaps` (sorted, disjoint). `keep_case` leaves the case of letters alone.
    #[must_use]
    pub fn new(content: &str, gaps: &[Gap], keep_case: bool) -> Self {
        let mut folder = Folder { content, keep_case, ..Folder::default() };
        folder.folded.text.reserve(content.len());
        folder.folded.runs.reserve(content.len() / RUN);
        let mut at = 0;
        for gap in gaps {
            folder.fold(at, gap.span.start);
            match gap.fill {
                Fill::Nothing => {}
                Fill::Character(character) => folder.fold_entity(character, gap.span),
                Fill::Break => folder.push_break(gap.span),
            }
            at = gap.span.end.max(at);
        }
        folder.fold(at, content.len());
        if !keep_case {
            // What is not ASCII has been folded letter by letter.
            folder.folded.text.make_ascii_lowercase();
        }
        folder.folded
    }

    /// The span of the original under a span of the folded text.
    #[must_use]
    pub fn original(&self, folded: Span) -> Span {
        Span::new(self.start_of(folded.start), self.end_of(folded.end))
    }

    /// Tells where words of the folded text, asked for in order, stand in the text.
    pub(super) fn originals(&self) -> Originals<'_> {
        Originals { folded: self, next: 0, within: Span::new(0, 0), shift: 0 }
    }

    fn start_of(&self, position: usize) -> usize {
        let index = self.runs.partition_point(|run| run.folded <= position);
        index.checked_sub(1).map_or(0, |index| self.runs[index].start_of(position))
    }

    fn end_of(&self, position: usize) -> usize {
        let index = self.runs.partition_point(|run| run.folded < position);
        index.checked_sub(1).map_or(0, |index| self.runs[index].end_of(position))
    }
}

/// Where the words of a folded text stand in the text. Nearly all lie in a run that was copied, and what they are moved by is the same for all in it.
pub(super) struct Originals<'a> {
    folded: &'a Folded,
    /// The run after the one asked for last.
    next: usize,
    /// The folded text of that, where it was copied.
    within: Span,
    shift: usize,
}

impl Originals<'_> {
    /// The span in the text of a word of the folded text.
    #[inline]
    pub(super) fn of(&mut self, word: Span) -> Span {
        if word.end > self.within.end {
            self.go_to(word.start);
        }
        if word.start >= self.within.start && word.end <= self.within.end {
            return Span { start: word.start.wrapping_add(self.shift), end: word.end.wrapping_add(self.shift) };
        }
        self.replaced(word)
    }

    /// Of a word that was not copied as it is: one in some hundred.
    #[cold]
    #[inline(never)]
    fn replaced(&self, word: Span) -> Span {
        self.folded.original(word)
    }

    /// Takes up the run that a position lies in.
    #[inline(never)]
    fn go_to(&mut self, position: usize) {
        let Folded { text, runs, .. } = self.folded;
        while let Some(run) = runs.get(self.next).filter(|run| run.folded <= position) {
            self.next += 1;
            let end = runs.get(self.next).map_or(text.len(), |next| next.folded);
            self.within = if run.copy { Span { start: run.folded, end } } else { Span { start: end, end } };
            self.shift = run.start.wrapping_sub(run.folded);
        }
    }
}

impl Run {
    /// Where in the original a position of the folded text lies that begins something.
    fn start_of(&self, position: usize) -> usize {
        if self.copy { (self.start + position - self.folded).min(self.end) } else { self.start }
    }

    /// Where in the original a position of the folded text lies that ends something.
    fn end_of(&self, position: usize) -> usize {
        if self.copy { (self.start + position - self.folded).min(self.end) } else { self.end }
    }
}

/// Folds a term, or any short string: white space at its ends is dropped.
#[must_use]
pub fn fold_term(term: &str) -> String {
    // Most terms are plain words; thousands are folded at every start.
    if !term.is_empty() && plain_length(term.as_bytes()) == term.len() && term.bytes().all(|byte| byte >= b' ') {
        return term.trim().to_ascii_lowercase();
    }
    Folded::new(term, &[], false).text.trim().to_owned()
}

/// Folds everything but case.
#[must_use]
pub fn fold_keeping_case(term: &str) -> String {
    Folded::new(term, &[], true).text.trim().to_owned()
}

#[derive(Default)]
struct Folder<'a> {
    content: &'a str,
    keep_case: bool,
    folded: Folded,
    /// End of the word last examined for look-alikes, and whether it has to be folded to Latin.
    examined: (usize, bool),
}

impl Folder<'_> {
    fn fold(&mut self, from: usize, to: usize) {
        let mut at = from;
        while at < to {
            let end = self.end_of_plain(at, to);
            if end > at {
                self.push_copy(at, end);
                at = end;
            } else {
                at = self.fold_other(at, to);
            }
        }
    }

    /// How far the text from here on is ASCII that folding leaves as long as it is: words with single spaces between them.
    fn end_of_plain(&self, at: usize, to: usize) -> usize {
        let bytes = &self.content.as_bytes()[at..to];
        if bytes[0] == b' ' && self.folded.text.ends_with(' ') {
            return at;
        }
        let length = plain_length(bytes);
        // What follows may be part of the same white space.
        let space = length > 0 && length < bytes.len() && bytes[length - 1] == b' ';
        at + length - usize::from(space)
    }

    fn fold_entity(&mut self, character: char, span: Span) {
        let folded = Folded::new(character.encode_utf8(&mut [0; 4]), &[], self.keep_case).text;
        if !(folded == " " && self.folded.text.ends_with(' ')) {
            self.push_replaced(span.start, span.end, &folded);
        }
    }

    /// Folds one character that is not plain ASCII text, or a run of white space; gives the position after it.
    fn fold_other(&mut self, at: usize, to: usize) -> usize {
        let Some(character) = self.content[at..to].chars().next() else { return to };
        let end = at + character.len_utf8();
        match character {
            '“' | '”' | '—' | '…' | '•' | '£' | '€' => self.push_copy(at, end),
            _ if character.is_whitespace() => return self.fold_spaces(at, to),
            _ if is_invisible(character) => {}
            '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{02BC}' | '\u{FF07}' => self.push_replaced(at, end, "'"),
            '\u{2010}'..='\u{2013}' | '\u{FE63}' | '\u{FF0D}' => self.push_replaced(at, end, "-"),
            _ if canonical_combining_class(character) != 0 && self.follows_latin() => self.extend_last(end),
            _ => self.fold_letter(character, at, end),
        }
        end
    }

    /// Folds a run of white space to one space, or to nothing where a line was wrapped after a hyphen inside a word.
    fn fold_spaces(&mut self, at: usize, to: usize) -> usize {
        let rest = &self.content[at..to];
        let length = rest.find(|c: char| !(c.is_whitespace() || is_invisible(c))).unwrap_or(rest.len());
        let wrapped = rest[..length].contains(['\n', '\r']);
        let wrapped_in_word = wrapped && self.ends_in_word_hyphen() && rest[length..].starts_with(char::is_alphabetic);
        if !wrapped_in_word && !self.folded.text.ends_with(' ') {
            self.push_replaced(at, at + length, " ");
        }
        at + length
    }

    fn ends_in_word_hyphen(&self) -> bool {
        self.folded.text.strip_suffix('-').is_some_and(|word| word.ends_with(char::is_alphabetic))
    }

    fn follows_latin(&self) -> bool {
        self.folded.text.chars().next_back().is_some_and(|last| last.script() == Script::Latin)
    }

    fn fold_letter(&mut self, character: char, at: usize, end: usize) {
        let mut latin = None;
        if character.is_alphabetic() && self.in_disguised_latin_word(at) {
            latin = if character.script() == Script::Latin { None } else { latin_look_alike(character) };
            let word = self.word_around(at);
            self.folded.homoglyph.get_or_insert(word);
        }
        let character = latin.unwrap_or(character);
        let mut folded = String::new();
        let wide = matches!(character, '\u{FF01}'..='\u{FFEF}' | '\u{FB00}'..='\u{FB06}');
        let plain: String = if wide { character.nfkc().collect() } else { character.to_string() };
        let cased: String = if self.keep_case { plain } else { plain.chars().default_case_fold().collect() };
        for part in cased.nfd() {
            let accent = canonical_combining_class(part) != 0;
            let base = folded.chars().next_back();
            if !(accent && base.is_some_and(|base: char| base.script() == Script::Latin)) {
                folded.push(part);
            }
        }
        if folded.len() == end - at && folded == self.content[at..end] {
            self.push_copy(at, end);
        } else {
            self.push_replaced(at, end, &folded);
        }
    }

    fn word_around(&self, at: usize) -> Span {
        let letter = |c: char| c.is_alphabetic() || is_invisible(c) || canonical_combining_class(c) != 0;
        let before = &self.content[..at];
        let start = before.rfind(|c| !letter(c)).map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8));
        let end = self.content[at..].find(|c| !letter(c)).map_or(self.content.len(), |i| at + i);
        Span::new(start, end)
    }

    /// Whether the letter at this position stands in a word that has Latin letters, and whose others all look like Latin ones.
    fn in_disguised_latin_word(&mut self, at: usize) -> bool {
        let (end, disguised) = self.examined;
        if at < end {
            return disguised;
        }
        let word = self.word_around(at);
        let mut latin = 0;
        let mut other = 0;
        let mut all_alike = true;
        for letter in word.of(self.content).chars().filter(|c| c.is_alphabetic()) {
            match letter.script() {
                Script::Latin => latin += 1,
                Script::Common | Script::Inherited => {}
                _ => {
                    other += 1;
                    all_alike &= latin_look_alike(letter).is_some();
                }
            }
        }
        let disguised = latin > 0 && other > 0 && all_alike;
        self.examined = (word.end, disguised);
        disguised
    }

    /// Takes over a stretch as it is, but for the case of its ASCII letters, which is folded last.
    fn push_copy(&mut self, start: usize, end: usize) {
        let before = self.folded.text.len();
        self.folded.text.push_str(&self.content[start..end]);
        self.note_copy(before, start, end);
    }

    fn note_copy(&mut self, folded: usize, start: usize, end: usize) {
        match self.folded.runs.last_mut() {
            Some(run) if run.copy && run.end == start => run.end = end,
            _ => self.folded.runs.push(Run { folded, start, end, copy: true }),
        }
    }

    fn push_replaced(&mut self, start: usize, end: usize, text: &str) {
        let folded = self.folded.text.len();
        self.folded.text.push_str(text);
        if end - start == 1 && text.len() == 1 {
            self.note_copy(folded, start, end);
        } else if !text.is_empty() {
            self.folded.runs.push(Run { folded, start, end, copy: false });
        }
    }

    /// The accent that ends here belongs to the last letter, although nothing of it is left in the folded text.
    fn extend_last(&mut self, end: usize) {
        let letter = self.folded.text.chars().next_back().map_or(0, char::len_utf8);
        let folded = self.folded.text.len() - letter;
        let Some(run) = self.folded.runs.last_mut() else { return };
        if !run.copy {
            run.end = end;
            return;
        }
        let start = run.end - letter;
        run.end = start;
        if run.start == run.end {
            self.folded.runs.pop();
        }
        self.folded.runs.push(Run { folded, start, end, copy: false });
    }

    fn push_break(&mut self, span: Span) {
        let folded = self.folded.text.len();
        self.folded.text.push(BREAK);
        self.folded.runs.push(Run { folded, start: span.start, end: span.end, copy: false });
    }
}

/// How many of the bytes, from the first on, are neither outside ASCII nor white space but single spaces.
fn plain_length(bytes: &[u8]) -> usize {
    let (chunks, rest) = bytes.as_chunks::<16>();
    let mut after_space = false;
    for (number, chunk) in chunks.iter().enumerate() {
        let (odd, space) = odd_bytes(chunk, after_space);
        if odd != 0 {
            return 16 * number + odd.trailing_zeros() as usize;
        }
        after_space = space;
    }
    let mut last = [0; 16];
    last[..rest.len()].copy_from_slice(rest);
    let (odd, _) = odd_bytes(&last, after_space);
    16 * chunks.len() + (odd.trailing_zeros() as usize).min(rest.len())
}

/// The bits of what is not plain in sixteen bytes, and whether they end with a space. NULs are plain.
#[inline]
fn odd_bytes(chunk: &[u8; 16], after_space: bool) -> (u32, bool) {
    let lanes = Lanes::new(*chunk);
    let spaces = is(lanes, b' ').to_bitmask();
    let twice = spaces & (spaces << 1 | u32::from(after_space));
    ((wide(lanes) | within(lanes, 0x09, 0x0D) | is(lanes, 0x7F)).to_bitmask() | twice, spaces >> 15 == 1)
}

/// Characters that take no place on the page and mean nothing for a word: soft hyphen, zero-width and directional characters,
/// variation selectors.
#[must_use]
pub fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// The ASCII letter that a letter of another script looks like, small or capital; `None` where there is none.
///
/// From Unicode's table of confusables (UTS #39): the prototype of the letter itself, or of its other case.
fn latin_look_alike(letter: char) -> Option<char> {
    let prototype = |c: char| {
        let skeleton: Vec<char> = skeleton(c.encode_utf8(&mut [0; 4])).take(2).collect();
        match skeleton[..] {
            [one] if one.is_ascii_alphabetic() => Some(one),
            _ => None,
        }
    };
    let small = letter.to_lowercase().next().and_then(prototype);
    let capital = || letter.to_uppercase().next().and_then(prototype).map(|c| c.to_ascii_lowercase());
    let found = small.or_else(capital)?;
    Some(if letter.is_uppercase() { found.to_ascii_uppercase() } else { found })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_fold_to_one_form() {
        let cases = [
            ("Kyiv  regime", "kyiv regime"),
            ("KYIV\nREGIME", "kyiv regime"),
            ("Kyiv\u{A0}regime", "kyiv regime"),
            ("Kyiv\u{200B} \u{FEFF}regime", "kyiv regime"),
            ("re\u{AD}gime", "regime"),
            ("so\u{2010}called", "so-called"),
            ("so\u{2013}called", "so-called"),
            ("so-\ncalled", "so-called"),
            ("O\u{2019}Neill", "o'neill"),
            ("of\u{FB01}cial", "official"),
            ("Ｋｙｉｖ", "kyiv"),
            ("r\u{435}gime", "regime"),
            ("\u{41A}yiv", "kyiv"),
            ("K\u{456}ev", "kiev"),
            ("re\u{301}gime régime", "regime regime"),
            ("Straße", "strasse"),
            ("Київ й и\u{306}", "київ и\u{306} и\u{306}"),
        ];
        for (text, expected) in cases {
            let expected: String = expected.nfd().collect();
            assert_eq!(fold_term(text), expected, "{text:?}");
        }
    }

    #[test]
    fn whole_words_of_another_script_are_left_alone() {
        assert_eq!(fold_term("сор рос"), "сор рос");
        assert!(Folded::new("сор", &[], false).homoglyph.is_none());
        assert!(Folded::new("the r\u{435}gime", &[], false).homoglyph.is_some());
    }

    #[test]
    fn every_folded_piece_maps_back_to_the_original() {
        let text = "The\u{A0}“KYIV” re\u{AD}gime’s of\u{FB01}cials\n\nＡnd é \u{41A}yiv";
        let gaps = [Gap { span: Span::new(0, 3), fill: Fill::Nothing }];
        let folded = Folded::new(text, &gaps, false);
        for needle in ["kyiv", "regime", "regime's", "officials", "and e", "kyiv"] {
            let at = folded.text.find(needle).expect(needle);
            let original = folded.original(Span::new(at, at + needle.len()));
            assert_eq!(fold_term(original.of(text)), needle);
        }
    }
}
