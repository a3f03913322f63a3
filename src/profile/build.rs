//! Making profiles of documents, and of other profiles.

use std::cmp::Ordering;

use super::copies::later_copies;
use super::document::{Observed, ProfiledDocument};
use super::inventory::Item;
use super::terms::{Numbers, Step, pieces};
use super::{About, Profile, TermList, TermSums, TermTexts, Vocabulary};
use crate::error::ProfileProblem;

/// Takes documents one by one, in any order, and makes a profile of them.
#[derive(Debug)]
pub struct Builder {
    items: Vec<Item>,
    longest: usize,
    words: Numbers<String>,
    phrases: Numbers<Step>,
    documents: Vec<(ProfiledDocument, TermList)>,
}

impl Builder {
    /// For documents counted by an inventory with these items, with phrases of up to `longest` words (0: no terms).
    #[must_use]
    pub fn new(items: Vec<Item>, longest: usize) -> Self {
        Self { items, longest, words: Numbers::default(), phrases: Numbers::default(), documents: Vec::new() }
    }

    /// Adds a document.
    pub fn add(&mut self, observed: Observed) {
        let words: Vec<u32> = observed.terms.words.iter().map(|word| self.words.of_word(word)).collect();
        let mut phrases: Vec<u32> = Vec::with_capacity(observed.terms.steps.len());
        let mut list = Vec::new();
        for (step, count) in observed.terms.steps {
            let before = phrases.get(step.before as usize).copied().unwrap_or(Step::FIRST);
            let phrase = self.phrases.of(Step::new(before, words[step.word() as usize], step.hyphen()));
            phrases.push(phrase);
            if count > 0 {
                list.push(together(phrase, count));
            }
        }
        self.documents.push((observed.document, packed(list)));
    }

    /// The number of a term as it is written.
    fn number(&mut self, term: &str) -> u32 {
        pieces(term).fold(Step::FIRST, |before, (word, hyphen)| {
            let word = self.words.of_word(word);
            self.phrases.of(Step::new(before, word, hyphen))
        })
    }

    /// Adds the documents of another profile.
    ///
    /// # Errors
    /// [`ProfileProblem::Unlike`] where it was counted in another way, or trimmed.
    pub fn add_profile(&mut self, profile: Profile) -> Result<(), ProfileProblem> {
        let unlike = |found: &str, advice: &str| Err(ProfileProblem::Unlike { found: found.to_owned(), advice: advice.to_owned() });
        if profile.is_trimmed() {
            return unlike("a trimmed profile", "merge the profiles as they were built and trim the result");
        }
        if profile.items != self.items {
            return unlike("another set of entries than in the first profile", "build all parts with the same lexicons and options");
        }
        let (longest, terms, lists) = match profile.vocabulary {
            Some(Vocabulary { longest, terms, lists: Some(lists), .. }) => (longest, terms, lists),
            _ => (0, TermTexts::default(), vec![TermList::default(); profile.documents.len()]),
        };
        if longest != self.longest {
            return unlike("phrases of another length than in the first profile", "build all parts with the same --phrases");
        }
        let numbers: Vec<u32> = terms.iter().map(|term| self.number(term)).collect();
        let lists = lists.iter().map(|list| renumbered(list, &numbers));
        self.documents.extend(profile.documents.into_iter().zip(lists));
        Ok(())
    }

    /// The profile: near copies found, everything in an order that does not depend on that of adding.
    #[must_use]
    pub fn finish(mut self, about: About) -> Profile {
        let mut terms = self.sort_terms();
        self.documents.sort_unstable_by(order);
        let sketches: Vec<_> = self.documents.iter().map(|(document, _)| document.sketch).collect();
        let mut left_out = false;
        for ((document, list), copy) in self.documents.iter_mut().zip(later_copies(&sketches)) {
            if copy || document.copy {
                document.leave_out();
                left_out |= !list.is_empty();
                *list = TermList::default();
            }
        }
        self.documents.sort_unstable_by(order);
        let (documents, mut lists): (Vec<_>, Vec<_>) = self.documents.into_iter().unzip();
        if left_out {
            drop_unused(&mut terms, &mut lists);
        }
        let vocabulary =
            (self.longest > 0).then(|| Vocabulary { longest: self.longest, floor: 0, sums: sums(terms.len(), &lists), terms, lists: Some(lists) });
        Profile { about, items: self.items, documents, vocabulary }
    }

    /// Numbers the terms in their order; gives them sorted.
    fn sort_terms(&mut self) -> TermTexts {
        let words = std::mem::take(&mut self.words).in_order();
        let phrases = std::mem::take(&mut self.phrases).in_order();
        let mut used = vec![false; phrases.len()];
        for (number, _) in self.documents.iter().flat_map(|(_, list)| list.iter()) {
            used[number as usize] = true;
        }
        let written = written(&words, &phrases, &used);
        drop((words, phrases));
        let sorted = sorted(&written);
        let mut places = vec![0; used.len()];
        for (&number, place) in sorted.iter().zip(0_u32..) {
            places[number as usize] = place;
        }
        for (_, list) in &mut self.documents {
            *list = renumbered(list, &places);
        }
        let mut terms = TermTexts::default();
        sorted.into_iter().for_each(|number| terms.push(written.term(number as usize)));
        terms
    }
}

/// All phrases written out by their number; nothing for one that is not used.
fn written(words: &[String], phrases: &[Step], used: &[bool]) -> TermTexts {
    let mut terms = TermTexts::default();
    let mut steps = Vec::new();
    let mut term = String::new();
    for (number, used) in (0..).zip(used) {
        let mut at = if *used { number } else { Step::FIRST };
        while let Some(step) = phrases.get(at as usize) {
            steps.push(step);
            at = step.before;
        }
        term.clear();
        for step in steps.drain(..).rev() {
            if !term.is_empty() {
                term.push(if step.hyphen() { '-' } else { ' ' });
            }
            term.push_str(&words[step.word() as usize]);
        }
        terms.push(&term);
    }
    terms
}

/// The numbers of the terms that are used, in the order of the terms.
fn sorted(terms: &TermTexts) -> Vec<u32> {
    let all = (0..).zip(terms.iter()).filter(|(_, term)| !term.is_empty());
    let mut sorted: Vec<(u64, u32)> = all.map(|(number, term)| (first_eight(term.as_bytes()), number)).collect();
    let term = |number: u32| terms.term(number as usize);
    // Most are told apart by their first letters, without a look at the terms.
    sorted.sort_unstable_by(|(first, a), (second, b)| first.cmp(second).then_with(|| term(*a).cmp(term(*b))));
    sorted.into_iter().map(|(_, number)| number).collect()
}

/// The first eight bytes as a number that sorts as they do; zeros where there are fewer.
fn first_eight(bytes: &[u8]) -> u64 {
    let mut first = [0; 8];
    let length = bytes.len().min(8);
    first[..length].copy_from_slice(&bytes[..length]);
    u64::from_be_bytes(first)
}

fn order(a: &(ProfiledDocument, TermList), b: &(ProfiledDocument, TermList)) -> Ordering {
    a.0.order(&b.0).then_with(|| a.1.cmp(&b.1))
}

/// A number and a count in one, which is compared faster than the two.
fn together(number: u32, count: u32) -> u64 {
    u64::from(number) << 32 | u64::from(count)
}

/// A list of terms in whatever order.
fn packed(mut list: Vec<u64>) -> TermList {
    list.sort_unstable();
    list.into_iter().map(|one| ((one >> 32) as u32, one as u32)).collect()
}

/// The same terms under other numbers.
fn renumbered(list: &TermList, numbers: &[u32]) -> TermList {
    let mut all = Vec::with_capacity(list.len());
    all.extend(list.iter().map(|(number, count)| together(numbers[number as usize], count)));
    packed(all)
}

/// Terms that only copies had are gone with them.
fn drop_unused(terms: &mut TermTexts, lists: &mut [TermList]) {
    let mut used = vec![false; terms.len()];
    for (number, _) in lists.iter().flat_map(TermList::iter) {
        used[number as usize] = true;
    }
    let mut places = vec![0; terms.len()];
    let mut next = 0;
    for (place, used) in places.iter_mut().zip(&used) {
        *place = next;
        next += u32::from(*used);
    }
    for list in lists {
        *list = renumbered(list, &places);
    }
    terms.retain(&used);
}

pub(super) fn sums(terms: usize, lists: &[TermList]) -> Vec<TermSums> {
    let mut sums = vec![TermSums::default(); terms];
    for (number, count) in lists.iter().flat_map(TermList::iter) {
        let sum = &mut sums[number as usize];
        sum.hits += u64::from(count);
        sum.documents += 1;
    }
    sums
}
