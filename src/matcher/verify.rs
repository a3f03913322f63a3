//! What is asked of a place before a form is found there: its wildcards, the word boundaries, the form's case.

use super::form::FormView;
use crate::document::Zone;
use crate::lexicon::Case;
use crate::span::Span;
use crate::tokenize::fold::fold_keeping_case;
use crate::tokenize::{FieldWords, Layout};

/// Most characters of one word that a `*` stands for; longer words are no words.
const WILDCARD_LIMIT: usize = 64;

/// The spans that the whole form can have around its needle, the longest first. There are several only where it has a `*`.
pub(super) fn extents(text: &str, needle: Span, before: &str, after: &str, words: &FieldWords) -> Vec<Span> {
    let ends = ends_of_rest(text, needle.end, after, words);
    let starts = if ends.is_empty() { Vec::new() } else { starts_of_rest(text, needle.start, before, words) };
    starts.iter().flat_map(|&start| ends.iter().map(move |&end| Span::new(start, end))).collect()
}

/// Where `pattern` can end that begins at `from`, the farthest first.
fn ends_of_rest(text: &str, from: usize, pattern: &str, words: &FieldWords) -> Vec<usize> {
    let (literal, rest) = pattern.split_once('*').map_or((pattern, None), |(literal, rest)| (literal, Some(rest)));
    if !text[from..].starts_with(literal) {
        return Vec::new();
    }
    let at = from + literal.len();
    let Some(rest) = rest else { return vec![at] };
    // `*` stays in its word: the one that ends before it, or begins after it where it leads one.
    let limit = if text[..at].ends_with(' ') { word_from(words, at) } else { word_to(words, at) };
    let letters = text[at..].char_indices().take_while(|(_, c)| c.is_alphanumeric()).take(WILDCARD_LIMIT);
    let ends = letters.map(|(offset, c)| at + offset + c.len_utf8()).filter(|end| limit.is_some_and(|word| *end <= word.end));
    let mut ends: Vec<usize> = std::iter::once(at).chain(ends).collect();
    ends.reverse();
    ends.into_iter().flat_map(|end| ends_of_rest(text, end, rest, words)).collect()
}

/// Where `pattern` can start that ends at `to`, the farthest first.
fn starts_of_rest(text: &str, to: usize, pattern: &str, words: &FieldWords) -> Vec<usize> {
    let (rest, literal) = pattern.rsplit_once('*').map_or((None, pattern), |(rest, literal)| (Some(rest), literal));
    if !text[..to].ends_with(literal) {
        return Vec::new();
    }
    let at = to - literal.len();
    let Some(rest) = rest else { return vec![at] };
    let limit = if text[at..].starts_with(' ') { word_to(words, at) } else { word_from(words, at) };
    let letters = text[..at].char_indices().rev().take_while(|(_, c)| c.is_alphanumeric()).take(WILDCARD_LIMIT);
    let starts = letters.map(|(offset, _)| offset).filter(|start| limit.is_some_and(|word| word.start <= *start));
    let mut starts: Vec<usize> = std::iter::once(at).chain(starts).collect();
    starts.reverse();
    starts.into_iter().flat_map(|start| starts_of_rest(text, start, rest, words)).collect()
}

/// The word that has the character before this position of the folded text.
fn word_to(words: &FieldWords, position: usize) -> Option<Span> {
    let index = words.folded_ended_at(position.saturating_sub(1));
    words.get(index).map(|word| word.folded()).filter(|word| word.start < position)
}

/// The word that has the character at this position of the folded text.
fn word_from(words: &FieldWords, position: usize) -> Option<Span> {
    let index = words.folded_ended_at(position);
    words.get(index).map(|word| word.folded()).filter(|word| word.start <= position)
}

/// Whether the capitals of the text at a place are those that the form asks for.
pub(super) fn fits_case(form: &FormView<'_>, layout: &Layout<'_>, span: Span) -> bool {
    let Some(cased) = form.cased else { return true };
    let found = fold_keeping_case(span.of(layout.content()));
    if cased.contains('*') {
        // Only the first letter is compared: what the wildcard stands for has no written case.
        return first_is_upper(cased) == first_is_upper(&found) || (form.case == Case::Smart && may_begin(layout, span));
    }
    if found == cased {
        return true;
    }
    let is_acronym = cased.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    form.case == Case::Smart
        && !is_acronym
        && (all_capitals(&found) || (may_begin(layout, span) && rest_fits(cased, &found, layout.zone(span.start))))
}

fn first_is_upper(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
}

fn all_capitals(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
}

/// Whether a capital may stand here whatever the word: the start of a sentence, or a headline.
fn may_begin(layout: &Layout<'_>, span: Span) -> bool {
    let sentence = layout.sentence_span(span.start);
    let before = layout.content().get(sentence.start..span.start).unwrap_or_default();
    !before.contains(char::is_alphanumeric) || layout.zone(span.start) == Zone::Headline
}

/// In a headline every word may be capitalised; elsewhere only the first letter.
fn rest_fits(cased: &str, found: &str, zone: Zone) -> bool {
    if zone == Zone::Headline {
        return cased.to_lowercase() == found.to_lowercase();
    }
    let tail = |text: &str| text.chars().skip(1).collect::<String>();
    tail(cased) == tail(found) && cased.to_lowercase() == found.to_lowercase()
}
