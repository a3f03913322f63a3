//! The first engine: an Aho-Corasick automaton over the folded text, overlapping search, filtered by word boundaries.
//!
//! Leftmost-longest search that is filtered afterwards would lose hits: "war crimes" wins over "war", fails its boundary in
//! "war crimesx", and "war" is never tried. So every overlapping match is looked at, and overlaps are resolved much later.

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::form::{CompiledForm, FormId};
use super::{Engine, Match};
use crate::document::Zone;
use crate::lexicon::Case;
use crate::span::Span;
use crate::tokenize::fold::fold_keeping_case;
use crate::tokenize::{Layout, Word, on_word_boundaries};

/// Up to so many needles the full table is affordable when many texts are read (about 5 kB a needle).
const TABLE_LIMIT: usize = 2_000;

/// Most characters of one word that a `*` stands for; longer words are no words.
const WILDCARD_LIMIT: usize = 64;

/// The automaton and what its needles stand for.
#[derive(Debug)]
pub struct Automaton {
    forms: Vec<CompiledForm>,
    searcher: AhoCorasick,
    /// For each needle the forms it anchors.
    anchored: Vec<Vec<Anchor>>,
}

/// A form found through a needle: the text before and after the needle, with `*` for word characters.
#[derive(Debug)]
struct Anchor {
    form: FormId,
    before: String,
    after: String,
}

impl Automaton {
    /// Builds the automaton. `many_texts` spends more time and memory on building for a faster search.
    ///
    /// # Errors
    /// Says what limit of the automaton is exceeded.
    pub fn new(forms: Vec<CompiledForm>, many_texts: bool) -> Result<Self, String> {
        let mut needles: Vec<String> = Vec::new();
        let mut anchored: Vec<Vec<Anchor>> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        for (form, compiled) in (0..).zip(&forms) {
            let (before, needle, after) = split_at_anchor(&compiled.folded, many_texts);
            let index = *known.entry(needle.to_owned()).or_insert_with(|| {
                needles.push(needle.to_owned());
                anchored.push(Vec::new());
                needles.len() - 1
            });
            anchored[index].push(Anchor { form, before: before.to_owned(), after: after.to_owned() });
        }
        let kind = if many_texts && needles.len() <= TABLE_LIMIT {
            AhoCorasickKind::DFA
        } else if many_texts {
            AhoCorasickKind::ContiguousNFA
        } else {
            AhoCorasickKind::NoncontiguousNFA
        };
        let searcher = AhoCorasick::builder().match_kind(MatchKind::Standard).kind(Some(kind)).build(&needles).map_err(|error| error.to_string())?;
        Ok(Self { forms, searcher, anchored })
    }
}

impl Engine for Automaton {
    fn find(&self, layout: &Layout<'_>) -> Vec<Match> {
        let text = layout.folded.text.as_str();
        let mut found = Vec::new();
        for needle in self.searcher.find_overlapping_iter(text) {
            for anchor in &self.anchored[needle.pattern().as_usize()] {
                let extents = extents(text, Span::new(needle.start(), needle.end()), anchor, &layout.words);
                let Some(folded) = extents.into_iter().find(|folded| on_word_boundaries(text, &layout.words, *folded)) else { continue };
                let span = layout.folded.original(folded);
                if fits_case(&self.forms[anchor.form as usize], layout, span) {
                    found.push(Match { span, folded, form: anchor.form });
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn forms(&self) -> &[CompiledForm] {
        &self.forms
    }
}

/// The longest piece without `*`, and what stands before and after it; for a few texts its longest word. Many forms share a word: an
/// automaton of words is soon made, one of phrases has less to compare.
fn split_at_anchor(folded: &str, many_texts: bool) -> (&str, &str, &str) {
    let piece = longest_part(folded, Span::new(0, folded.len()), '*');
    let needle = if many_texts { piece } else { longest_part(folded, piece, ' ') };
    (&folded[..needle.start], needle.of(folded), &folded[needle.end..])
}

/// The longest part of a stretch between separators; of equals the first.
fn longest_part(text: &str, stretch: Span, separator: char) -> Span {
    let mut best = Span::new(stretch.start, stretch.start);
    let mut start = stretch.start;
    for part in stretch.of(text).split(separator) {
        if part.len() > best.len() {
            best = Span::new(start, start + part.len());
        }
        start += part.len() + separator.len_utf8();
    }
    best
}

/// The spans that the whole form can have around its needle, the longest first. There are several only where it has a `*`.
fn extents(text: &str, needle: Span, anchor: &Anchor, words: &[Word]) -> Vec<Span> {
    let ends = ends_of_rest(text, needle.end, &anchor.after, words);
    let starts = if ends.is_empty() { Vec::new() } else { starts_of_rest(text, needle.start, &anchor.before, words) };
    starts.iter().flat_map(|&start| ends.iter().map(move |&end| Span::new(start, end))).collect()
}

/// Where `pattern` can end that begins at `from`, the farthest first.
fn ends_of_rest(text: &str, from: usize, pattern: &str, words: &[Word]) -> Vec<usize> {
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
fn starts_of_rest(text: &str, to: usize, pattern: &str, words: &[Word]) -> Vec<usize> {
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
fn word_to(words: &[Word], position: usize) -> Option<Span> {
    let index = words.partition_point(|word| word.folded.end < position);
    words.get(index).map(|word| word.folded).filter(|word| word.start < position)
}

/// The word that has the character at this position of the folded text.
fn word_from(words: &[Word], position: usize) -> Option<Span> {
    let index = words.partition_point(|word| word.folded.end <= position);
    words.get(index).map(|word| word.folded).filter(|word| word.start <= position)
}

fn fits_case(form: &CompiledForm, layout: &Layout<'_>, span: Span) -> bool {
    let Some(cased) = &form.cased else { return true };
    let found = fold_keeping_case(span.of(layout.content()));
    if cased.contains('*') {
        // Only the first letter is compared: what the wildcard stands for has no written case.
        return first_is_upper(cased) == first_is_upper(&found) || (form.case == Case::Smart && may_begin(layout, span));
    }
    if found == *cased {
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
