//! Making profiles of documents, and of other profiles.

use std::cmp::Ordering;

use rustc_hash::FxHashMap;

use super::copies::later_copies;
use super::document::{Observed, ProfiledDocument};
use super::inventory::Item;
use super::{About, Profile, TermSums, Vocabulary};
use crate::error::ProfileProblem;

/// A document's terms as (number, count), by rising number.
type TermList = Vec<(u32, u32)>;

/// Takes documents one by one, in any order, and makes a profile of them.
#[derive(Debug)]
pub struct Builder {
    items: Vec<Item>,
    longest: usize,
    numbers: FxHashMap<String, u32>,
    documents: Vec<(ProfiledDocument, TermList)>,
}

impl Builder {
    /// For documents counted by an inventory with these items, with phrases of up to `longest` words (0: no terms).
    #[must_use]
    pub fn new(items: Vec<Item>, longest: usize) -> Self {
        Self { items, longest, numbers: FxHashMap::default(), documents: Vec::new() }
    }

    /// Adds a document.
    pub fn add(&mut self, observed: Observed) {
        let list = observed.terms.into_iter().map(|(term, count)| (self.number(term), count)).collect();
        self.documents.push((observed.document, list));
    }

    fn number(&mut self, term: String) -> u32 {
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        *self.numbers.entry(term).or_insert(next)
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
            _ => (0, Vec::new(), vec![TermList::new(); profile.documents.len()]),
        };
        if longest != self.longest {
            return unlike("phrases of another length than in the first profile", "build all parts with the same --phrases");
        }
        let numbers: Vec<u32> = terms.into_iter().map(|term| self.number(term)).collect();
        let renumbered = |list: TermList| list.into_iter().map(|(term, count)| (numbers[term as usize], count)).collect();
        self.documents.extend(profile.documents.into_iter().zip(lists.into_iter().map(renumbered)));
        Ok(())
    }

    /// The profile: near copies found, everything in an order that does not depend on that of adding.
    #[must_use]
    pub fn finish(mut self, about: About) -> Profile {
        let mut terms = self.sort_terms();
        self.documents.sort_unstable_by(order);
        let sketches: Vec<_> = self.documents.iter().map(|(document, _)| document.sketch).collect();
        for ((document, list), copy) in self.documents.iter_mut().zip(later_copies(&sketches)) {
            if copy || document.copy {
                document.leave_out();
                *list = TermList::new();
            }
        }
        self.documents.sort_unstable_by(order);
        let (documents, mut lists): (Vec<_>, Vec<_>) = self.documents.into_iter().unzip();
        drop_unused(&mut terms, &mut lists);
        let vocabulary =
            (self.longest > 0).then(|| Vocabulary { longest: self.longest, floor: 0, sums: sums(terms.len(), &lists), terms, lists: Some(lists) });
        Profile { about, items: self.items, documents, vocabulary }
    }

    /// Numbers the terms in their order; gives them sorted.
    fn sort_terms(&mut self) -> Vec<String> {
        let mut terms: Vec<(String, u32)> = std::mem::take(&mut self.numbers).into_iter().collect();
        terms.sort_unstable();
        let mut places = vec![0; terms.len()];
        for ((_, number), place) in terms.iter().zip(0_u32..) {
            places[*number as usize] = place;
        }
        for (_, list) in &mut self.documents {
            for (number, _) in list.iter_mut() {
                *number = places[*number as usize];
            }
            list.sort_unstable();
        }
        terms.into_iter().map(|(term, _)| term).collect()
    }
}

fn order(a: &(ProfiledDocument, TermList), b: &(ProfiledDocument, TermList)) -> Ordering {
    a.0.order(&b.0).then_with(|| a.1.cmp(&b.1))
}

/// Terms that only copies had are gone with them.
fn drop_unused(terms: &mut Vec<String>, lists: &mut [TermList]) {
    let mut used = vec![false; terms.len()];
    for (number, _) in lists.iter().flatten() {
        used[*number as usize] = true;
    }
    let mut places = vec![0; terms.len()];
    let mut next = 0;
    for (place, used) in places.iter_mut().zip(&used) {
        *place = next;
        next += u32::from(*used);
    }
    for (number, _) in lists.iter_mut().flatten() {
        *number = places[*number as usize];
    }
    let mut kept = used.iter();
    terms.retain(|_| kept.next().copied().unwrap_or(false));
}

pub(super) fn sums(terms: usize, lists: &[TermList]) -> Vec<TermSums> {
    let mut sums = vec![TermSums::default(); terms];
    for &(number, count) in lists.iter().flatten() {
        let sum = &mut sums[number as usize];
        sum.hits += u64::from(count);
        sum.documents += 1;
    }
    sums
}
