//! Discovery: which words and phrases set one corpus apart from another, as candidates for a lexicon.
//!
//! The candidates are chosen by their counts alone, before any difference is looked at; then every one of them is tested, and the conservative
//! log ratio is corrected for all of them (Evert 2022, "Measuring keyness", Digital Humanities 2022).

use std::cmp::Ordering;
use std::collections::HashMap;

use super::effect::{log2_ratio, lrc};
use super::keyness::g2;
use super::multiple::benjamini_hochberg;
use super::ratio::exact_p;
use crate::measure::Tally;
use crate::measure::dispersion::deviation_of_few;
use crate::measure::probability::float;
use crate::profile::{Profile, ProfiledDocument, TermSums, Vocabulary, words_of};

/// From so many documents on each side, documents are what is counted.
pub const DOCUMENTS_FROM: u64 = 20;

/// The level of all tests together.
const LEVEL: f64 = 0.05;

/// DP is given from so many documents on, and from so many hits on: below, it is near 1 by arithmetic alone.
const DP_FROM: (usize, u64) = (5, 10);

/// What the bound and the p-value are taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Documents that use a term, of all documents. A text that repeats a word counts once.
    Documents,
    /// Uses of a term, of all words outside quotations, as if words were independent of one another.
    Words,
}

impl Unit {
    /// As typed and written: `documents` or `words`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::Words => "words",
        }
    }
}

/// How large a corpus is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Size {
    /// Documents with words outside quotations, near copies left out.
    pub documents: u64,
    /// Their words outside quotations.
    pub words: u64,
}

impl Size {
    /// Of a profile.
    #[must_use]
    pub fn of(profile: &Profile) -> Self {
        let words = profile.kept().map(ProfiledDocument::words_editorial).filter(|words| *words > 0);
        words.fold(Self::default(), |size, words| Self { documents: size.documents + 1, words: size.words + words })
    }

    fn tally(self, sums: TermSums, unit: Unit) -> Tally {
        match unit {
            Unit::Documents => Tally::new(sums.documents, self.documents),
            Unit::Words => Tally::new(sums.hits, self.words),
        }
    }
}

/// What is looked at, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// A candidate has at least so many hits in both corpora together.
    pub min_hits: u64,
    /// A candidate stands in at least so many documents of the focus.
    pub min_documents: u64,
    /// `None`: documents where both sides have at least [`DOCUMENTS_FROM`], else words.
    pub unit: Option<Unit>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { min_hits: 5, min_documents: 3, unit: None }
    }
}

/// A corpus made ready: its words and its size.
#[derive(Debug, Clone, Copy)]
pub struct Corpus<'p> {
    vocabulary: &'p Vocabulary,
    /// Its size.
    pub size: Size,
}

impl<'p> Corpus<'p> {
    /// `None` for a profile that was counted, or read, without words.
    #[must_use]
    pub fn of(profile: &'p Profile) -> Option<Self> {
        let vocabulary = profile.vocabulary.as_ref().filter(|vocabulary| vocabulary.longest > 0)?;
        Some(Self { vocabulary, size: Size::of(profile) })
    }

    /// Words of the longest phrases that were counted.
    #[must_use]
    pub fn longest(self) -> usize {
        self.vocabulary.longest
    }

    /// Phrases with fewer hits than this were dropped; 0 or 1 where none was.
    #[must_use]
    pub fn floor(self) -> u64 {
        self.vocabulary.floor
    }

    /// What is known of a term, and the most that it can have: where a phrase was dropped, one hit less than the floor, each in a document of its own.
    fn sums(self, term: &str) -> (Option<TermSums>, TermSums) {
        let known = self.vocabulary.sums_of(term);
        let most = self.floor().saturating_sub(1);
        (known, known.unwrap_or(TermSums { hits: most, documents: most.min(self.size.documents) }))
    }
}

/// A word or phrase that was examined.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate<'p> {
    /// As folded text.
    pub term: &'p str,
    /// In the focus.
    pub focus: TermSums,
    /// In the reference. `None` for a phrase that may have been dropped from it: fewer hits than its floor, how many is not known.
    pub reference: Option<TermSums>,
    /// The conservative log ratio, by the unit: at least so many doublings. 0 is no evidence; negative is under-use. Where the reference is not known, of
    /// the most hits it can have, and never negative.
    pub lrc: f64,
    /// The central exact p-value, by the unit, adjusted over all candidates (Benjamini and Hochberg). `None` where the reference is not known.
    pub q_bh: Option<f64>,
}

impl Candidate<'_> {
    /// Uses and words outside quotations: focus, reference. `None` for a reference that is not known.
    #[must_use]
    pub fn tallies(&self, discovery: &Discovery<'_>) -> (Tally, Option<Tally>) {
        let reference = self.reference.map(|sums| discovery.reference.tally(sums, Unit::Words));
        (discovery.focus.tally(self.focus, Unit::Words), reference)
    }

    /// The binary logarithm of the ratio of the rates per word. `None` where a count is zero or not known.
    #[must_use]
    pub fn log2_ratio(&self, discovery: &Discovery<'_>) -> Option<f64> {
        let (focus, reference) = self.tallies(discovery);
        log2_ratio(focus, reference?)
    }

    /// Two-cell G² of uses among words: descriptive. `None` where a count is not known.
    #[must_use]
    pub fn g2(&self, discovery: &Discovery<'_>) -> Option<f64> {
        let (focus, reference) = self.tallies(discovery);
        g2(focus, reference?)
    }

    /// 0 for evidence of over-use, 1 of under-use, 2 for none: the order of the groups in a list.
    fn group(&self) -> u8 {
        if self.lrc > 0.0 {
            0
        } else if self.lrc < 0.0 {
            1
        } else {
            2
        }
    }

    /// Over-used ones first, then under-used ones, each by falling size of the bound; then those without evidence. Ties by documents, then hits,
    /// then term.
    fn order(&self, other: &Self) -> Ordering {
        let by_size = self.group().cmp(&other.group()).then_with(|| other.lrc.abs().total_cmp(&self.lrc.abs()));
        by_size
            .then_with(|| (other.focus.documents, other.focus.hits).cmp(&(self.focus.documents, self.focus.hits)))
            .then_with(|| self.term.cmp(other.term))
    }
}

/// All candidates, ranked.
#[derive(Debug, Clone, PartialEq)]
pub struct Discovery<'p> {
    /// What the bounds and p-values are taken from.
    pub unit: Unit,
    /// Size of the focus.
    pub focus: Size,
    /// Size of the reference.
    pub reference: Size,
    /// Words of the longest phrases examined.
    pub longest: usize,
    /// The candidates in order: their number is that of the tests.
    pub candidates: Vec<Candidate<'p>>,
}

impl Discovery<'_> {
    /// How many candidates have evidence of over-use, and how many of under-use.
    #[must_use]
    pub fn with_evidence(&self) -> (usize, usize) {
        let count = |group: u8| self.candidates.iter().filter(|candidate| candidate.group() == group).count();
        (count(0), count(1))
    }
}

/// Ranks the words and phrases of the focus.
///
/// Candidates are the terms, of no more words than the reference was counted with, that have at least `min_hits` hits in both corpora together (a
/// dropped phrase counts with the most it can have) and stand in at least `min_documents` documents of the focus. With `m` candidates each bound leaves
/// 0.025/m outside at each end.
///
/// Without candidates, or where a side has no documents or words, nothing is ranked.
#[must_use]
pub fn discover<'p>(focus: Corpus<'p>, reference: Corpus<'_>, settings: &Settings) -> Discovery<'p> {
    let longest = focus.longest().min(reference.longest());
    let counted = counted(focus, reference, settings, longest);
    let unit = settings.unit.unwrap_or_else(|| usual_unit(focus.size, reference.size));
    let mut tests = Tests::new(focus.size, reference.size, unit, counted.len());
    let tested: Vec<(f64, Option<f64>)> = counted.iter().map(|counted| tests.test(counted)).collect();
    let q: Vec<Option<f64>> = benjamini_hochberg(&tested.iter().map(|(_, p)| *p).collect::<Vec<_>>());
    let candidate = |((counted, (lrc, _)), q_bh): ((Counted<'p>, _), _)| {
        let Counted { term, focus, reference, .. } = counted;
        Candidate { term, focus, reference, lrc, q_bh }
    };
    let mut candidates: Vec<Candidate<'p>> = counted.into_iter().zip(tested).zip(q).map(candidate).collect();
    candidates.sort_by(Candidate::order);
    Discovery { unit, focus: focus.size, reference: reference.size, longest, candidates }
}

/// Documents where both sides have enough of them.
#[must_use]
pub fn usual_unit(focus: Size, reference: Size) -> Unit {
    if focus.documents.min(reference.documents) >= DOCUMENTS_FROM { Unit::Documents } else { Unit::Words }
}

/// A candidate before it is tested.
struct Counted<'p> {
    term: &'p str,
    focus: TermSums,
    reference: Option<TermSums>,
    /// As `reference`, or the most that can be.
    most: TermSums,
}

fn counted<'p>(focus: Corpus<'p>, reference: Corpus<'_>, settings: &Settings, longest: usize) -> Vec<Counted<'p>> {
    let terms = focus.vocabulary.terms.iter().zip(&focus.vocabulary.sums);
    let often = terms.filter(|(term, sums)| sums.hits > 0 && sums.documents >= settings.min_documents && words_of(term) <= longest);
    let with_reference = often.map(|(term, sums)| {
        let (known, most) = reference.sums(term);
        Counted { term, focus: *sums, reference: known, most }
    });
    with_reference.filter(|counted| counted.focus.hits.saturating_add(counted.most.hits) >= settings.min_hits).collect()
}

/// Tests the candidates. Many have the same counts, so each pair is worked out once.
struct Tests {
    sizes: (Size, Size),
    unit: Unit,
    tests: u64,
    done: HashMap<(u64, u64), (f64, Option<f64>)>,
}

impl Tests {
    fn new(focus: Size, reference: Size, unit: Unit, tests: usize) -> Self {
        Self { sizes: (focus, reference), unit, tests: tests as u64, done: HashMap::new() }
    }

    /// The bound and the p-value.
    fn test(&mut self, counted: &Counted<'_>) -> (f64, Option<f64>) {
        let focus = self.sizes.0.tally(counted.focus, self.unit);
        let most = self.sizes.1.tally(counted.most, self.unit);
        let tests = self.tests;
        let (lrc, p) = *self.done.entry((focus.hits, most.hits)).or_insert_with(|| bound(focus, most, tests));
        // Of a dropped phrase it is not known that it is more frequent in the reference.
        if counted.reference.is_some() { (lrc, p) } else { (lrc.max(0.0), None) }
    }
}

fn bound(focus: Tally, reference: Tally, tests: u64) -> (f64, Option<f64>) {
    // The interval leaves out 1 exactly where the p-value is below the level, and a p-value costs a hundredth of an interval; the margin is for rounding.
    const NEAR: f64 = 1.001;
    let p = exact_p(focus, reference);
    let worth = p.is_some_and(|p| p * float(tests) <= LEVEL * NEAR);
    let lrc = if worth { lrc(focus, reference, tests) } else { None };
    (lrc.unwrap_or(0.0), p)
}

/// In which documents of a profile a term stands: (place among its documents, uses), by rising place.
pub type Uses = Vec<(u32, u32)>;

/// The uses of terms (as folded text) in the documents of a profile, in their order. Empty for a term that it does not have, and all empty for a trimmed
/// profile, which does not know its documents.
#[must_use]
pub fn uses(profile: &Profile, terms: &[&str]) -> Vec<Uses> {
    let mut uses = vec![Uses::new(); terms.len()];
    let Some(vocabulary) = &profile.vocabulary else { return uses };
    let mut asked: Vec<Option<usize>> = vec![None; vocabulary.terms.len()];
    for (index, term) in terms.iter().enumerate() {
        if let Some(number) = vocabulary.terms.number(term) {
            asked[number] = Some(index);
        }
    }
    for (document, list) in (0..).zip(vocabulary.lists.iter().flatten()) {
        for (number, count) in list.iter() {
            if let Some(index) = asked[number as usize] {
                uses[index].push((document, count));
            }
        }
    }
    uses
}

/// Gries's deviation of proportions of each term, from its uses in the documents of a profile.
///
/// From 0 (as evenly spread as the words) towards 1. `None` for a corpus of fewer than 5 documents with words and for a term with fewer than 10 uses: it
/// would be near 1 whatever the texts.
#[must_use]
pub fn dispersions(profile: &Profile, uses: &[Uses]) -> Vec<Option<f64>> {
    // A left-out copy is no part of the corpus.
    let words_of = |document: &ProfiledDocument| if document.copy { 0 } else { document.words_editorial() };
    let words: Vec<u64> = profile.documents.iter().map(words_of).collect();
    let enough = words.iter().filter(|words| **words > 0).count() >= DP_FROM.0;
    let all_words = words.iter().sum();
    let dispersion = |uses: &Uses| {
        let with_hits: Vec<(u64, u64)> = uses.iter().map(|&(document, count)| (u64::from(count), words[document as usize])).collect();
        let hits: u64 = with_hits.iter().map(|(hits, _)| hits).sum();
        if enough && hits >= DP_FROM.1 { deviation_of_few(&with_hits, all_words) } else { None }
    };
    uses.iter().map(dispersion).collect()
}
