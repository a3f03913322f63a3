//! Sentences: UAX #29, joined again where an abbreviation, an initial or a small letter shows that nothing ended.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use crate::span::{Span, floor_boundary};

/// Longest sentence, in bytes; about 500 words.
const LENGTH_LIMIT: usize = 3_000;

/// Abbreviations after which a sentence goes on, whatever follows.
const TITLES: [&str; 31] = [
    "Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Lt", "Col", "Sgt", "Capt", "Maj", "Adm", "Cmdr", "Gov", "Sen", "Rep", "Pres", "Rev", "Hon", "St", "Mt",
    "No", "vs", "Jan", "Feb", "Aug", "Sept", "Oct", "Nov", "Dec", "approx",
];

/// Words that begin a sentence after an abbreviation that may end one ("in the U.S. The president").
const STARTERS: [&str; 28] = [
    "The", "A", "An", "In", "On", "At", "He", "She", "It", "They", "We", "I", "But", "And", "This", "That", "These", "Those", "There", "However",
    "Meanwhile", "After", "Before", "When", "While", "If", "As", "For",
];

/// The sentences of one paragraph, sorted, without white space at their ends.
#[must_use]
pub(super) fn sentences(content: &str, paragraph: Span) -> Vec<Span> {
    let text = unwrapped(paragraph.of(content));
    let mut found: Vec<Span> = Vec::new();
    for (start, piece) in text.split_sentence_bound_indices() {
        let lead = piece.len() - piece.trim_start().len();
        let trimmed = piece.trim();
        if trimmed.is_empty() {
            continue;
        }
        let start = paragraph.start + start + lead;
        let span = Span::new(start, start + trimmed.len());
        match found.last_mut() {
            Some(last) if span.end - last.start <= LENGTH_LIMIT && goes_on(last.of(content), trimmed) => last.end = span.end,
            _ => push_in_pieces(content, span, &mut found),
        }
    }
    found
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
    let first = after.trim_start_matches(|c: char| !c.is_alphanumeric());
    if after.starts_with(char::is_lowercase) {
        return true;
    }
    let Some(stem) = before.strip_suffix('.') else { return false };
    let last = stem.rsplit(|c: char| c.is_whitespace() || "(“\"‘'—".contains(c)).next().unwrap_or_default();
    if TITLES.contains(&last) {
        return true;
    }
    if ["a.m", "p.m"].contains(&last) {
        return first.split(|c: char| !c.is_alphanumeric()).next().is_some_and(|next| next.len() > 1 && next.chars().all(char::is_uppercase));
    }
    let letters = last.chars().filter(|c| c.is_alphabetic()).count();
    let initials = letters > 0 && last.split('.').all(|part| part.chars().count() == 1);
    let next = first.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    initials && !STARTERS.contains(&next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text, Span::new(0, text.len())).iter().map(|span| span.of(text)).collect()
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
