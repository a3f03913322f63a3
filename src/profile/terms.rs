//! Words and phrases of a document in its own voice, as folded text.
//!
//! Phrases are counted as steps from word to word: "the", "the so", "the so-called" are three steps, each from the one before. A step is two numbers;
//! phrases are written out once, when a vocabulary is made of all of them.

use std::hash::Hash;
use std::ops::Range;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::TermTexts;
use crate::context::Voices;
use crate::tokenize::Layout;

/// How often which word or phrase stands in a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    /// Words, each once.
    pub(super) words: TermTexts,
    /// Phrases by their last step, each after the one it goes on from, with how often they stand there: never for what merely begins others.
    pub(super) steps: Vec<(Step, u32)>,
}

/// Terms counted elsewhere, each once.
impl<'t> FromIterator<(&'t str, u32)> for Terms {
    fn from_iter<I: IntoIterator<Item = (&'t str, u32)>>(terms: I) -> Self {
        let mut counts = Counts::default();
        for (term, count) in terms {
            let last = pieces(term).fold(Step::FIRST, |before, (word, hyphen)| {
                let word = counts.words.of(word);
                counts.step(Step::new(before, word, hyphen))
            });
            counts.steps[last as usize].1 += count;
        }
        counts.terms()
    }
}

/// The words of a term, and whether they stand behind a hyphen.
pub(super) fn pieces(term: &str) -> impl Iterator<Item = (&str, bool)> {
    let mut rest = Some((term, false));
    std::iter::from_fn(move || {
        let (text, hyphen) = rest.take()?;
        let end = text.find([' ', '-']);
        rest = end.map(|end| (&text[end + 1..], text.as_bytes()[end] == b'-'));
        Some((&text[..end.unwrap_or(text.len())], hyphen))
    })
}

/// One word more: after which phrase, and which word, behind what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Step {
    /// The number of the phrase before; [`Step::FIRST`] before a first word.
    pub(super) before: u32,
    /// The number of the word, doubled; odd behind a hyphen.
    word: u32,
}

impl Step {
    /// Before the first word of a phrase.
    pub(super) const FIRST: u32 = u32::MAX;

    pub(super) fn new(before: u32, word: u32, hyphen: bool) -> Self {
        Self { before, word: word << 1 | u32::from(hyphen) }
    }

    pub(super) fn word(self) -> u32 {
        self.word >> 1
    }

    pub(super) fn hyphen(self) -> bool {
        self.word & 1 == 1
    }
}

/// Things by numbers, which they are given as they come.
#[derive(Debug)]
pub(super) struct Numbers<K>(FxHashMap<K, u32>);

impl<K> Default for Numbers<K> {
    fn default() -> Self {
        Self(FxHashMap::default())
    }
}

impl Numbers<String> {
    /// The number of a word, as [`Numbers::of`]: written down only where it has not come yet.
    pub(super) fn of_word(&mut self, word: &str) -> u32 {
        let known = self.0.get(word).copied();
        known.unwrap_or_else(|| self.of(word.to_owned()))
    }
}

impl<K: Eq + Hash> Numbers<K> {
    /// With room for so many.
    fn with_capacity(things: usize) -> Self {
        Self(FxHashMap::with_capacity_and_hasher(things, FxBuildHasher))
    }

    /// The number of a thing: as many as came before it, where it has not come yet.
    pub(super) fn of(&mut self, thing: K) -> u32 {
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        *self.0.entry(thing).or_insert(next)
    }

    /// The things in the order of their numbers.
    pub(super) fn in_order(self) -> Vec<K> {
        let mut things: Vec<(K, u32)> = self.0.into_iter().collect();
        things.sort_unstable_by_key(|(_, number)| *number);
        things.into_iter().map(|(thing, _)| thing).collect()
    }
}

/// The words and phrases of up to `longest` words outside quotations.
///
/// A phrase is of words with nothing but a space or a hyphen between; it never crosses a sentence or a quotation mark. A possessive 's at the end is
/// left out, as in matching.
#[must_use]
pub(super) fn terms(layouts: &[Layout<'_>], voices: &[Voices<'_>], longest: usize) -> Terms {
    if longest == 0 {
        return Terms::default();
    }
    let words: usize = layouts.iter().map(|layout| layout.words.len()).sum();
    let mut counts = Counts::with_capacity(words, longest);
    for (layout, voices) in layouts.iter().zip(voices) {
        runs(layout, voices).into_iter().for_each(|run| counts.add(layout, run, longest));
    }
    counts.terms()
}

/// Words and lengths of phrases that room is made for at once; for more as they come.
const ARTICLE: usize = 5_000;
const PHRASES: usize = 3;

#[derive(Default)]
struct Counts<'l> {
    words: Numbers<&'l str>,
    numbers: Numbers<Step>,
    steps: Vec<(Step, u32)>,
}

/// A word of a run, and without a possessive, by their numbers.
struct Numbered {
    whole: u32,
    bare: u32,
    hyphen: bool,
}

impl<'l> Counts<'l> {
    /// With room for the phrases of an article of so many words: about as many of each length, most of them once; of words half as many. Of a long text
    /// most come again.
    fn with_capacity(words: usize, longest: usize) -> Self {
        let words = words.min(ARTICLE);
        let phrases = words * longest.min(PHRASES);
        Self { words: Numbers::with_capacity(words / 2), numbers: Numbers::with_capacity(phrases), steps: Vec::with_capacity(phrases) }
    }

    /// Counts the phrases of words that stand next to each other.
    fn add(&mut self, layout: &'l Layout<'_>, run: Range<usize>, longest: usize) {
        let text = layout.folded.text.as_str();
        let numbered = |index: usize| {
            let span = layout.words[index].folded();
            let whole = self.words.of(span.of(text));
            let bare = span.of(text).strip_suffix("'s").map_or(whole, |bare| self.words.of(bare));
            Numbered { whole, bare, hyphen: text[..span.start].ends_with('-') }
        };
        let words: Vec<Numbered> = run.map(numbered).collect();
        for first in 0..words.len() {
            let phrase = &words[first..words.len().min(first + longest)];
            let mut before = Step::FIRST;
            for (place, word) in phrase.iter().enumerate() {
                let hyphen = word.hyphen && place > 0;
                let term = self.step(Step::new(before, word.bare, hyphen));
                self.steps[term as usize].1 += 1;
                let goes_on = place + 1 < phrase.len();
                before = if goes_on && word.whole != word.bare { self.step(Step::new(before, word.whole, hyphen)) } else { term };
            }
        }
    }

    fn terms(self) -> Terms {
        let mut words = TermTexts::default();
        self.words.in_order().into_iter().for_each(|word| words.push(word));
        Terms { words, steps: self.steps }
    }

    fn step(&mut self, step: Step) -> u32 {
        let number = self.numbers.of(step);
        if number as usize == self.steps.len() {
            self.steps.push((step, 0));
        }
        number
    }
}

/// Hands over each term with the range of its words in the layout.
pub fn each_term<'l>(layout: &'l Layout<'_>, voices: &Voices<'_>, longest: usize, mut each: impl FnMut(&'l str, Range<usize>)) {
    if longest == 0 {
        return;
    }
    let text = layout.folded.text.as_str();
    for run in runs(layout, voices) {
        for first in run.clone() {
            for end in first + 1..=(first + longest).min(run.end) {
                let term = &text[layout.words[first].folded().start..layout.words[end - 1].folded().end];
                each(term.strip_suffix("'s").unwrap_or(term), first..end);
            }
        }
    }
}

/// Ranges of words that stand next to each other outside quotations.
fn runs(layout: &Layout<'_>, voices: &Voices<'_>) -> Vec<Range<usize>> {
    let mut outside = Vec::new();
    let mut next = 0;
    for quotation in &voices.quotations.found {
        let inside = layout.words_in(quotation.span);
        outside.push(next..inside.start.max(next));
        next = next.max(inside.end);
    }
    outside.push(next..layout.words.len());
    outside.into_iter().flat_map(|range| adjacent(layout, range)).collect()
}

/// Cuts a range of words wherever more than a space or a hyphen stands between two of them.
fn adjacent(layout: &Layout<'_>, range: Range<usize>) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut first = range.start;
    for word in range.clone().skip(1) {
        let between = &layout.folded.text[layout.words[word - 1].folded().end..layout.words[word].folded().start];
        if !matches!(between, " " | "-") {
            runs.push(first..word);
            first = word;
        }
    }
    if first < range.end {
        runs.push(first..range.end);
    }
    runs
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::document::{Document, Field};
    use crate::tokenize::layouts;

    /// The terms, written out.
    fn written(terms: &Terms) -> Vec<(String, u32)> {
        let mut phrases: Vec<String> = Vec::new();
        for (step, _) in &terms.steps {
            let gap = if step.hyphen() { "-" } else { " " };
            let before = phrases.get(step.before as usize).map_or(String::new(), |before| format!("{before}{gap}"));
            phrases.push(before + terms.words.term(step.word() as usize));
        }
        let counts = terms.steps.iter().map(|(_, count)| *count);
        phrases.into_iter().zip(counts).filter(|(_, count)| *count > 0).collect()
    }

    fn terms_of(text: &str, longest: usize) -> Vec<String> {
        let document = Document { text: Field::plain(text), ..Document::default() };
        let layouts = layouts(&document);
        let voices: Vec<Voices<'_>> = layouts.iter().map(Voices::new).collect();
        let shown = |(term, count): (String, u32)| if count == 1 { term } else { format!("{term} ({count})") };
        let mut counted = written(&terms(&layouts, &voices, longest));
        // The same, the long way round.
        let mut each: BTreeMap<&str, u32> = BTreeMap::new();
        for (layout, voices) in layouts.iter().zip(&voices) {
            each_term(layout, voices, longest, |term, _| *each.entry(term).or_default() += 1);
        }
        counted.sort_unstable();
        assert_eq!(counted, each.into_iter().map(|(term, count)| (term.to_owned(), count)).collect::<Vec<_>>());
        counted.into_iter().map(shown).collect()
    }

    #[test]
    fn phrases_stay_within_punctuation_and_outside_quotations() {
        assert_eq!(
            terms_of("The so-called vote, held in May.", 2).join("|"),
            "called|called vote|held|held in|in|in may|may|so|so-called|the|the so|vote"
        );
        assert_eq!(terms_of("He called it “a sham vote” twice.", 2).join("|"), "called|called it|he|he called|it|twice");
        assert_eq!(terms_of("Kyiv's vote. Kyiv’s Vote", 2).join("|"), "kyiv (2)|kyiv's vote (2)|vote (2)");
        assert!(terms_of("Nothing counted", 0).is_empty());
    }
}
