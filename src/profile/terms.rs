//! Words and phrases of a document in its own voice, as folded text.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::context::Voices;
use crate::tokenize::Layout;

/// How often which term stands in a document, each once, in no order.
pub type Terms = Vec<(String, u32)>;

/// The words and phrases of up to `longest` words outside quotations.
///
/// A phrase is of words with nothing but a space or a hyphen between; it never crosses a sentence or a quotation mark. A possessive 's at the end is
/// left out, as in matching.
#[must_use]
pub(super) fn terms(layouts: &[Layout<'_>], voices: &[Voices<'_>], longest: usize) -> Terms {
    let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
    for (layout, voices) in layouts.iter().zip(voices) {
        each_term(layout, voices, longest, |term, _| *counts.entry(term).or_default() += 1);
    }
    counts.into_iter().map(|(term, count)| (term.to_owned(), count)).collect()
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
    use super::*;
    use crate::document::{Document, Field};
    use crate::tokenize::layouts;

    fn terms_of(text: &str, longest: usize) -> Vec<String> {
        let document = Document { text: Field::plain(text), ..Document::default() };
        let layouts = layouts(&document);
        let voices: Vec<Voices<'_>> = layouts.iter().map(Voices::new).collect();
        let shown = |(term, count): (String, u32)| if count == 1 { term } else { format!("{term} ({count})") };
        let mut terms = terms(&layouts, &voices, longest);
        terms.sort_unstable();
        terms.into_iter().map(shown).collect()
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
