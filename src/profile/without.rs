//! Taking texts out of a reference that are being compared with it.

use super::build::sums;
use super::copies::CopyIndex;
use super::{Profile, ProfiledDocument, TermList};

/// The near copies of other texts that a profile holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct NearCopies {
    /// How many of its documents.
    pub found: usize,
    /// Whether they were taken out. The words of one document of a trimmed profile cannot be: only sums are known.
    pub taken_out: bool,
}

impl Profile {
    /// Takes out the documents that are texts of another profile or near copies of them, with their words; a trimmed profile stays as it is. What
    /// that one left out as a copy counts too.
    pub fn take_out(&mut self, other: &Self) -> NearCopies {
        let index: CopyIndex = other.documents.iter().map(|document| document.sketch).collect();
        let is_copy = |document: &ProfiledDocument| !document.copy && document.sketch.is_some_and(|sketch| index.has_near_copy(&sketch));
        let places: Vec<usize> = (0..self.documents.len()).filter(|&place| is_copy(&self.documents[place])).collect();
        let taken_out = !self.is_trimmed();
        if taken_out && !places.is_empty() {
            self.leave_out(&places);
        }
        NearCopies { found: places.len(), taken_out }
    }

    fn leave_out(&mut self, places: &[usize]) {
        for &place in places {
            self.documents[place].leave_out();
        }
        let Some(vocabulary) = &mut self.vocabulary else { return };
        let Some(lists) = &mut vocabulary.lists else { return };
        for &place in places {
            lists[place] = TermList::default();
        }
        vocabulary.sums = sums(vocabulary.terms.len(), lists);
    }
}
