//! Names of those who speak: runs of capitalised words, without titles and offices.

use std::ops::Range;
use std::sync::LazyLock;

use super::verbs::{gap, is_capital, word};
use crate::lexicon::is_determiner;
use crate::span::Span;
use crate::tokenize::Layout;
use crate::tokenize::key::Words;

/// Capitalised words that are no names: they begin a sentence, or are days and months.
static NO_NAMES: LazyLock<Words<()>> = LazyLock::new(|| NOT_NAMES.into_iter().map(|word| (word, ())).collect());

const NOT_NAMES: [&str; 138] = [
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
static TITLES: LazyLock<Words<()>> = LazyLock::new(|| OFFICES.into_iter().map(|word| (word, ())).collect());

const OFFICES: [&str; 68] = [
    "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "baroness", "president", "premier", "minister",
    "chancellor", "secretary", "general", "gen", "colonel", "col", "captain", "capt", "major", "maj", "lieutenant", "lt", "sergeant", "sgt",
    "admiral", "commander", "mayor", "governor", "gov", "senator", "sen", "representative", "rep", "congressman", "congresswoman", "councillor",
    "cllr", "judge", "justice", "father", "bishop", "archbishop", "pope", "king", "queen", "prince", "princess", "inspector", "superintendent",
    "constable", "chief", "director", "chairman", "chairwoman", "spokesman", "spokeswoman", "spokesperson", "ambassador", "speaker", "rev", "pastor",
    "rabbi", "imam",
];

/// Small words inside a person's name ("Ursula von der Leyen").
const PARTICLES: [&str; 14] = ["de", "van", "von", "der", "den", "al", "bin", "ibn", "el", "la", "le", "da", "di", "du"];

/// Words after which "of" or "for" goes on with the name of a body ("Ministry of Defence").
const BODIES: [&str; 26] = [
    "ministry", "department", "board", "bank", "house", "council", "university", "church", "institute", "office", "court", "chamber", "league",
    "party", "republic", "union", "bureau", "committee", "association", "federation", "movement", "agency", "organisation", "organization", "centre",
    "center",
];

/// Whether the word may be part of a name.
pub(super) fn is_name(layout: &Layout<'_>, index: usize) -> bool {
    let Some(item) = layout.words.get(index) else { return false };
    let folded = layout.word_text(item);
    is_capital(layout, index) && !NO_NAMES.contains(folded) && !is_possessive(folded) && !folded.starts_with("i'")
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

/// Whether the small word belongs to the name that ends before it.
fn is_particle(layout: &Layout<'_>, index: usize) -> bool {
    let before = || index.checked_sub(1).and_then(|before| word(layout, before)).unwrap_or_default();
    match word(layout, index) {
        Some("of" | "for") => BODIES.contains(&before()),
        Some(word) => PARTICLES.contains(&word),
        None => false,
    }
}

/// The first word after a name, its particles and the next name word: one past the end of what belongs together from `index` on.
fn joined_next(layout: &Layout<'_>, index: usize, end: usize) -> Option<usize> {
    let next = (index + 1..end.min(index + 4)).find(|&next| !is_particle(layout, next))?;
    (is_name(layout, next) && (index..next).all(|first| joined(layout, first))).then_some(next)
}

/// The run of name words that ends at this index.
pub(super) fn run_to(layout: &Layout<'_>, last: usize, first: usize) -> Range<usize> {
    let mut start = last;
    while let Some(before) = (first.max(start.saturating_sub(3))..start)
        .rev()
        .find(|&before| is_name(layout, before) && joined_next(layout, before, last + 1) == Some(start))
    {
        start = before;
    }
    start..last + 1
}

/// The run of name words that begins at this index.
pub(super) fn run_from(layout: &Layout<'_>, first: usize, end: usize) -> Range<usize> {
    let mut last = first;
    while let Some(next) = joined_next(layout, last, end) {
        last = next;
    }
    first..last + 1
}

/// The first run of name words in a range that holds more than titles and is no place or body that somebody belongs to ("the mayor of
/// Norton, Jo Doe").
pub(super) fn first_in(layout: &Layout<'_>, words: Range<usize>) -> Option<Range<usize>> {
    let mut index = words.start;
    while index < words.end {
        if !is_name(layout, index) {
            index += 1;
            continue;
        }
        let run = run_from(layout, index, words.end);
        index = run.end;
        if let Some(name) = without_titles(layout, run.clone()).filter(|_| !follows_preposition(layout, run.start, words.start)) {
            return Some(name);
        }
    }
    None
}

/// Whether a preposition stands before the word, or before its article.
pub(super) fn follows_preposition(layout: &Layout<'_>, index: usize, first: usize) -> bool {
    let before = |distance: usize| index.checked_sub(distance).filter(|before| *before >= first).and_then(|before| word(layout, before));
    before(1).is_some_and(is_preposition) || before(1).is_some_and(is_determiner) && before(2).is_some_and(is_preposition)
}

/// Words that make a name a place or a body, not the speaker.
pub(super) fn is_preposition(word: &str) -> bool {
    matches!(word, "of" | "from" | "at" | "in" | "for" | "near" | "with" | "by" | "on")
}

/// What of a run stands after its last title; `None` where there is nothing.
pub(super) fn without_titles(layout: &Layout<'_>, run: Range<usize>) -> Option<Range<usize>> {
    let title = |index: &usize| word(layout, *index).is_some_and(|word| TITLES.contains(word));
    let start = run.clone().rev().find(title).map_or(run.start, |index| index + 1);
    // A title after the name, or within that of a body ("Chief of Staff"), leaves the small words behind.
    let start = (start..run.end).find(|&index| is_name(layout, index))?;
    Some(start..run.end)
}

/// A name as the text writes it, white space folded.
pub(super) fn text(layout: &Layout<'_>, name: Range<usize>) -> String {
    let Some(words) = layout.words.get(name).filter(|words| !words.is_empty()) else { return String::new() };
    let span = Span::new(words[0].span().start, words[words.len() - 1].span().end);
    span.of(layout.content()).split_whitespace().collect::<Vec<_>>().join(" ")
}
