//! Names of those who speak: runs of capitalised words, without titles and offices.

use std::ops::Range;

use super::verbs::{gap, word};
use crate::span::Span;
use crate::tokenize::Layout;

/// Capitalised words that are no names: they begin a sentence, or are days and months.
const NO_NAMES: [&str; 138] = [
    "the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your", "some", "any", "no", "every", "each",
    "all", "both", "many", "most", "few", "several", "one", "two", "three", "another", "other", "others", "such", "he", "she", "it", "they", "we",
    "i", "you", "who", "which", "what", "someone", "nobody", "everybody", "everyone", "people", "but", "and", "or", "so", "yet", "nor", "in", "on",
    "at", "as", "by", "for", "from", "of", "to", "with", "after", "before", "when", "while", "where", "if", "although", "though", "since", "because",
    "until", "during", "despite", "among", "then", "later", "now", "here", "there", "today", "yesterday", "meanwhile", "however", "earlier",
    "afterwards", "instead", "also", "still", "once", "even", "only", "just", "not", "never", "asked", "speaking", "monday", "tuesday", "wednesday",
    "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "june", "july", "august", "september", "october",
    "november", "december", "officials", "residents", "police", "critics", "protesters", "lawmakers", "experts", "witnesses", "authorities",
    "supporters", "opponents", "campaigners", "activists", "doctors", "ministers", "soldiers", "investigators", "prosecutors", "analysts", "sources",
    "observers",
];

/// Titles and offices before a name. What stands before the last of them belongs to it ("Defence Minister Jo Doe").
const TITLES: [&str; 68] = [
    "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "baroness", "president", "premier", "minister",
    "chancellor", "secretary", "general", "gen", "colonel", "col", "captain", "capt", "major", "maj", "lieutenant", "lt", "sergeant", "sgt",
    "admiral", "commander", "mayor", "governor", "gov", "senator", "sen", "representative", "rep", "congressman", "congresswoman", "councillor",
    "cllr", "judge", "justice", "father", "bishop", "archbishop", "pope", "king", "queen", "prince", "princess", "inspector", "superintendent",
    "constable", "chief", "director", "chairman", "chairwoman", "spokesman", "spokeswoman", "spokesperson", "ambassador", "speaker", "rev", "pastor",
    "rabbi", "imam",
];

/// Small words inside a name ("Ministry of Defence", "Ursula von der Leyen").
const PARTICLES: [&str; 16] = ["of", "de", "van", "von", "der", "den", "al", "bin", "ibn", "el", "la", "le", "da", "di", "du", "for"];

/// Whether the word may be part of a name.
pub(super) fn is_name(layout: &Layout<'_>, index: usize) -> bool {
    let Some(item) = layout.words.get(index) else { return false };
    let text = item.span.of(layout.content());
    let folded = layout.word_text(item);
    text.starts_with(char::is_uppercase) && !NO_NAMES.contains(&folded) && !is_possessive(folded) && !folded.starts_with("i'")
}

fn is_possessive(folded: &str) -> bool {
    folded.ends_with("'s") && !matches!(folded, "people's" | "women's" | "men's" | "children's")
}

/// Whether the first word belongs with the next: nothing but a space, a hyphen, the stop of an initial or the apostrophe of a plural
/// ("Seafarers' League") stands between.
fn joined(layout: &Layout<'_>, first: usize) -> bool {
    let gap = gap(layout, first, first + 1);
    let plural = matches!(gap, "' " | "’ ") && word(layout, first).is_some_and(|word| word.ends_with('s'));
    plural || gap.chars().all(|c| c.is_whitespace() || "-.\u{2010}\u{2011}&".contains(c))
}

/// The run of name words that ends at this index.
pub(super) fn run_to(layout: &Layout<'_>, last: usize, first: usize) -> Range<usize> {
    let mut start = last;
    while start > first && joined(layout, start - 1) {
        let particle = |index: usize| word(layout, index).is_some_and(|word| PARTICLES.contains(&word));
        let before = start - 1;
        if is_name(layout, before) {
            start = before;
        } else if particle(before) && before > first && joined(layout, before - 1) && is_name(layout, before - 1) {
            start = before - 1;
        } else if particle(before) && before > first + 1 && particle(before - 1) && joined(layout, before - 2) && is_name(layout, before - 2) {
            start = before - 2;
        } else {
            break;
        }
    }
    start..last + 1
}

/// The run of name words that begins at this index.
pub(super) fn run_from(layout: &Layout<'_>, first: usize, end: usize) -> Range<usize> {
    let mut last = first;
    while last + 1 < end && joined(layout, last) {
        let particle = |index: usize| word(layout, index).is_some_and(|word| PARTICLES.contains(&word));
        let next = last + 1;
        if is_name(layout, next) {
            last = next;
        } else if particle(next) && next + 1 < end && joined(layout, next) && is_name(layout, next + 1) {
            last = next + 1;
        } else if particle(next) && next + 2 < end && particle(next + 1) && joined(layout, next + 1) && is_name(layout, next + 2) {
            last = next + 2;
        } else {
            break;
        }
    }
    first..last + 1
}

/// The first run of name words in a range that holds more than titles.
pub(super) fn first_in(layout: &Layout<'_>, words: Range<usize>) -> Option<Range<usize>> {
    let mut index = words.start;
    while index < words.end {
        if !is_name(layout, index) {
            index += 1;
            continue;
        }
        let run = run_from(layout, index, words.end);
        index = run.end;
        if let Some(name) = without_titles(layout, run) {
            return Some(name);
        }
    }
    None
}

/// What of a run stands after its last title; `None` where there is nothing.
pub(super) fn without_titles(layout: &Layout<'_>, run: Range<usize>) -> Option<Range<usize>> {
    let title = |index: &usize| word(layout, *index).is_some_and(|word| TITLES.contains(&word));
    let start = run.clone().rev().find(title).map_or(run.start, |index| index + 1);
    // A title after the name, or within that of a body ("Chief of Staff"), leaves the small words behind.
    let start = (start..run.end).find(|&index| is_name(layout, index))?;
    Some(start..run.end)
}

/// A name as the text writes it, white space folded.
pub(super) fn text(layout: &Layout<'_>, name: Range<usize>) -> String {
    let Some(words) = layout.words.get(name).filter(|words| !words.is_empty()) else { return String::new() };
    let span = Span::new(words[0].span.start, words[words.len() - 1].span.end);
    span.of(layout.content()).split_whitespace().collect::<Vec<_>>().join(" ")
}
