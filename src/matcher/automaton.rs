//! An Aho-Corasick automaton over the folded text, overlapping search, filtered by word boundaries.
//!
//! Leftmost-longest search that is filtered afterwards would lose hits: "war crimes" wins over "war", fails its boundary in
//! "war crimesx", and "war" is never tried. So every overlapping match is looked at, and overlaps are resolved much later.
//!
//! It finds what cannot be filed under a word, and is held against the engine of words in the tests.

use std::collections::HashMap;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::form::{CompiledForm, FormId, FormView};
use super::verify::{extents, fits_case};
use super::{Engine, Match};
use crate::span::Span;
use crate::tokenize::{Layout, on_word_boundaries};

/// Up to so many needles the full table is affordable when many texts are read (about 5 kB a needle).
const TABLE_LIMIT: usize = 2_000;

/// The automaton and what its needles stand for.
#[derive(Debug)]
pub struct Automaton {
    forms: Arc<Vec<CompiledForm>>,
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
    pub fn new(forms: impl Into<Arc<Vec<CompiledForm>>>, many_texts: bool) -> Result<Self, String> {
        let forms = forms.into();
        let all: Vec<FormId> = (0..).zip(forms.iter()).map(|(form, _)| form).collect();
        Self::of(forms, &all, many_texts)
    }

    /// Builds the automaton for some of the forms.
    ///
    /// # Errors
    /// As [`Automaton::new`].
    pub(super) fn of(forms: Arc<Vec<CompiledForm>>, wanted: &[FormId], many_texts: bool) -> Result<Self, String> {
        let mut needles: Vec<String> = Vec::new();
        let mut anchored: Vec<Vec<Anchor>> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        for &form in wanted {
            let (before, needle, after) = split_at_anchor(&forms[form as usize].folded, many_texts);
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
                let extents = extents(text, Span::new(needle.start(), needle.end()), &anchor.before, &anchor.after, &layout.words);
                let near = layout.words.folded_ended_at(needle.start());
                let Some(folded) = extents.into_iter().find(|folded| on_word_boundaries(text, &layout.words, *folded, near)) else { continue };
                let span = layout.folded.original(folded);
                if fits_case(&self.forms[anchor.form as usize].view(), layout, span) {
                    found.push(Match { span, folded, form: anchor.form });
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn form(&self, form: FormId) -> Option<FormView<'_>> {
        self.forms.get(form as usize).map(CompiledForm::view)
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
