//! Sentences: UAX #29, joined again where an abbreviation, an initial or a small letter shows that nothing ended.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use super::signs::{Sign, Signs};
use crate::span::{Span, floor_boundary};

/// Longest sentence, in bytes; about 500 words.
const LENGTH_LIMIT: usize = 3_000;

/// Abbreviations after which a sentence goes on, whatever follows.
const TITLES: [&str; 31] = [
    "Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Lt", "Col", "Sgt", "Capt", "Maj", "Adm", "Cmdr", "Gov", "Sen", "Rep", "Pres", "Rev", "Hon", "St", "Mt",
    "No", "vs", "Jan", "Feb", "Aug", "Sept", "Oct", "Nov", "Dec", "approx",
];

/// Bytes of the longest of them.
const LONGEST_TITLE: usize = 6;

/// Words that begin a sentence after an abbreviation that may end one ("in the U.S. The president").
const STARTERS: [&str; 28] = [
    "The", "A", "An", "In", "On", "At", "He", "She", "It", "They", "We", "I", "But", "And", "This", "That", "These", "Those", "There", "However",
    "Meanwhile", "After", "Before", "When", "While", "If", "As", "For",
];

/// Adds the sentences of one paragraph, in order, without white space at their ends. `signs` are those of `content`.
pub(super) fn sentences(content: &str, signs: &Signs, paragraph: Span, found: &mut Vec<Span>) {
    let first = found.len();
    let mut start = paragraph.start;
    each_bound(content, signs, paragraph, |end| {
        push(content, Span::new(start, end), first, found);
        start = end;
    });
}

/// Adds what stands between two bounds of sentences, or joins it to the sentence before, where that is not the last of another paragraph.
fn push(content: &str, piece: Span, first: usize, found: &mut Vec<Span>) {
    let span = piece.trimmed(content);
    if span.is_empty() {
        return;
    }
    match found[first..].last_mut() {
        Some(last) if span.end - last.start <= LENGTH_LIMIT && goes_on(last.of(content), span.of(content)) => last.end = span.end,
        _ => push_in_pieces(content, span, found),
    }
}

/// Hands over where sentences end by UAX #29, the last one with the paragraph.
fn each_bound(content: &str, signs: &Signs, paragraph: Span, mut each: impl FnMut(usize)) {
    let text = paragraph.of(content);
    let known = |at: usize| !content.is_char_boundary(at) || content[at..].chars().next().is_some_and(|c| Class::of(c).is_some());
    if signs.within(paragraph, Sign::Wide).all(known) {
        signs.within(paragraph, Sign::Stop).filter_map(|at| end_after(text, at - paragraph.start)).for_each(|end| each(paragraph.start + end));
        each(paragraph.end);
    } else {
        unwrapped(text).split_sentence_bound_indices().for_each(|(start, piece)| each(paragraph.start + start + piece.len()));
    }
}

/// What the rules for sentences ask of a character (the property Sentence_Break of UAX #29).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Upper,
    Lower,
    Numeric,
    /// May end an abbreviation as well: the full stop.
    ATerm,
    STerm,
    Close,
    Sp,
    SContinue,
    Other,
}

impl Class {
    /// The class of a character that is common in news; `None` where the full tables have to say.
    fn of(character: char) -> Option<Self> {
        Some(match character {
            'A'..='Z' => Self::Upper,
            'a'..='z' => Self::Lower,
            '0'..='9' => Self::Numeric,
            '.' => Self::ATerm,
            '!' | '?' => Self::STerm,
            '(' | ')' | '[' | ']' | '{' | '}' | '"' | '\'' | '“' | '”' | '‘' | '’' | '«' | '»' => Self::Close,
            // Line breaks inside a paragraph are wrapping.
            ' ' | '\t'..='\r' | '\u{A0}' => Self::Sp,
            ',' | '-' | ':' | ';' | '–' | '—' => Self::SContinue,
            'À'..='Ö' | 'Ø'..='Þ' => Self::Upper,
            'ß'..='ö' | 'ø'..='ÿ' => Self::Lower,
            'Ā'..='ſ' if character.is_lowercase() => Self::Lower,
            'Ā'..='ſ' => Self::Upper,
            // Control characters are what is left of “ and ” in texts decoded wrongly.
            '\0'..='\x7F' | '\u{80}'..='\u{84}' | '\u{86}'..='\u{9F}' | '…' | '•' | '£' | '€' | '©' | '™' | '°' => Self::Other,
            _ => return None,
        })
    }
}

/// Where the sentence ends that this stop may end: rules SB6 to SB11. `None` where it goes on, or ends with the text.
fn end_after(text: &str, stop: usize) -> Option<usize> {
    let skip = |from: usize, class: Class| text[from..].find(|c| Class::of(c) != Some(class)).map_or(text.len(), |length| from + length);
    let closed = skip(stop + 1, Class::Close);
    let end = skip(closed, Class::Sp);
    let next = text[end..].chars().next().and_then(Class::of)?;
    if matches!(next, Class::SContinue | Class::STerm | Class::ATerm) {
        return None;
    }
    if text.as_bytes()[stop] == b'.' {
        let before = || text[..stop].chars().next_back().and_then(Class::of);
        let inside = end == stop + 1 && (next == Class::Numeric || next == Class::Upper && matches!(before(), Some(Class::Upper | Class::Lower)));
        if inside || precedes_small_letter(&text[end..]) {
            return None;
        }
    }
    Some(end)
}

/// Whether a small letter comes before the next capital, and before the next end of a sentence.
fn precedes_small_letter(text: &str) -> bool {
    let decides = |class: &Class| matches!(class, Class::Upper | Class::Lower | Class::STerm | Class::ATerm);
    text.chars().filter_map(Class::of).find(decides) == Some(Class::Lower)
}

/// A sentence that is longer than any sentence is cut, at white space where there is some: what looks around in a sentence must not take
/// for ever.
fn push_in_pieces(content: &str, mut span: Span, found: &mut Vec<Span>) {
    while span.len() > LENGTH_LIMIT {
        let limit = floor_boundary(content, span.start + LENGTH_LIMIT);
        let within = &content[span.start..limit];
        let cut = within.trim_end().rfind(char::is_whitespace).filter(|&cut| cut > 0).map_or(limit, |cut| span.start + cut);
        found.push(Span::new(span.start, span.start + content[span.start..cut].trim_end().len()));
        span.start = cut + (content[cut..span.end].len() - content[cut..span.end].trim_start().len());
    }
    found.push(span);
}

/// Line breaks inside a paragraph are wrapping; UAX #29 would end a sentence at each.
fn unwrapped(text: &str) -> Cow<'_, str> {
    if text.contains(['\n', '\r', '\u{B}', '\u{C}']) { Cow::Owned(text.replace(['\n', '\r', '\u{B}', '\u{C}'], " ")) } else { Cow::Borrowed(text) }
}

fn goes_on(before: &str, after: &str) -> bool {
    if after.starts_with(char::is_lowercase) {
        return true;
    }
    let Some(stem) = before.strip_suffix('.') else { return false };
    let last = stem.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"' | '‘' | '\'' | '—')).next().unwrap_or_default();
    if last.len() <= LONGEST_TITLE && TITLES.contains(&last) {
        return true;
    }
    // Nearly always: a word. What follows asks for initials, and for stops inside.
    if last.len() > 1 && last.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return false;
    }
    let first = || after.trim_start_matches(|c: char| !c.is_alphanumeric());
    if ["a.m", "p.m"].contains(&last) {
        return first().split(|c: char| !c.is_alphanumeric()).next().is_some_and(|next| next.len() > 1 && next.chars().all(char::is_uppercase));
    }
    let letters = last.chars().filter(|c| c.is_alphabetic()).count();
    let initials = letters > 0 && last.split('.').all(|part| part.chars().count() == 1);
    initials && !STARTERS.contains(&first().split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        sentences(text, &Signs::new(text), Span::new(0, text.len()), &mut found);
        found.iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn sentences_end_where_a_reader_would_end_them() {
        assert_eq!(split("Mr. Smith met Gen. Jones. They left."), ["Mr. Smith met Gen. Jones.", "They left."]);
        assert_eq!(split("The U.S. President spoke."), ["The U.S. President spoke."]);
        assert_eq!(split("It left the U.S. The plan failed."), ["It left the U.S.", "The plan failed."]);
        assert_eq!(split("J. K. Doe won! “Stop!” he said. “Go.” She went."), ["J. K. Doe won!", "“Stop!” he said.", "“Go.”", "She went."]);
        assert_eq!(split("It began at 6 a.m. Doe left at 7 a.m. EST on Monday."), ["It began at 6 a.m.", "Doe left at 7 a.m. EST on Monday."]);
        assert_eq!(split("One line\nwrapped here. Two."), ["One line\nwrapped here.", "Two."]);
        assert_eq!(split("  \n "), Vec::<&str>::new());
    }

    #[test]
    fn bounds_are_those_of_uax_29() {
        const PIECES: [&str; 57] = [
            "\u{80}", "\u{93}", "\u{9F}", "a", "B", "word", "Word", "7", ".", ".", ".", "!", "?", " ", " ", " ", "  ", "\n", "\t", ",", ";", ":",
            "-", "(", ")", "[", "}", "\"", "'", "“", "”", "‘", "’", "–", "—", "…", "•", "£", "€", "«", "»", "é", "É", "ß", "\u{A0}", "_", "/", "`",
            "*", "ā", "Ł", "ĸ", "ſ", "й", "\u{301}", "‽", "日",
        ];
        let mut random = oorandom::Rand32::new(11);
        let rounds = if cfg!(debug_assertions) { 4_000 } else { 300_000 };
        for round in 0..rounds {
            // Without the last four, for which the tables are asked.
            let kinds = if round % 4 == 0 { 57 } else { 53 };
            let text: String = (0..random.rand_range(0..30)).map(|_| PIECES[random.rand_range(0..kinds) as usize]).collect();
            let expected: Vec<usize> = unwrapped(&text).split_sentence_bound_indices().map(|(start, piece)| start + piece.len()).collect();
            let mut found: Vec<usize> = Vec::new();
            each_bound(&text, &Signs::new(&text), Span::new(0, text.len()), |end| found.extend((end > 0).then_some(end)));
            assert_eq!(found, expected, "{text:?}");
        }
    }

    #[test]
    fn no_sentence_is_longer_than_any() {
        for text in ["said,mob,".repeat(2_000), "said\u{a0}mob\u{a0}".repeat(2_000), "й".repeat(9_000), "x".repeat(4_000) + &" said mob".repeat(900)]
        {
            let found = split(&text);
            assert!(found.iter().all(|sentence| !sentence.is_empty() && sentence.len() <= LENGTH_LIMIT), "{}", &text[..20]);
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
            assert_eq!(found.iter().map(|sentence| letters(sentence)).sum::<usize>(), letters(&text));
        }
    }
}
