//! Ids that come again, noticed in memory that does not grow: all ids of a million documents, and of more an even sample.

use std::collections::HashSet;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use crate::cli::message;
use crate::report::figures::thousands;

/// So many ids are remembered: as many as fit a table of 2^20 places.
const ROOM: usize = (1 << 20) / 8 * 7;

/// The ids so far, as hashes: a few bytes a document, where the ids themselves may be long addresses. When there is no room, those with an odd
/// hash are dropped, then of the others those with an odd half, and so on; equal ids stay or go together.
pub(super) struct Ids {
    seen: HashSet<u64>,
    room: usize,
    /// How often the half was dropped.
    halved: u32,
    first: Option<String>,
    repeated: u64,
}

impl Default for Ids {
    fn default() -> Self {
        Self::with_room(ROOM)
    }
}

impl Ids {
    fn with_room(room: usize) -> Self {
        Self { seen: HashSet::new(), room, halved: 0, first: None, repeated: 0 }
    }

    /// Takes note of an id.
    pub(super) fn note(&mut self, id: &str) {
        let mut hasher = DefaultHasher::new();
        id.hash(&mut hasher);
        let hash = hasher.finish();
        if hash.trailing_zeros() < self.halved {
            return;
        }
        if self.seen.contains(&hash) {
            self.repeated += 1;
            self.first.get_or_insert_with(|| id.to_owned());
            return;
        }
        if self.seen.len() == self.room {
            self.halved += 1;
            let halved = self.halved;
            self.seen.retain(|hash| hash.trailing_zeros() >= halved);
            self.repeated /= 2;
            self.note(id);
            return;
        }
        self.seen.insert(hash);
    }

    /// How many documents have an id that another had before; of a sample about so many.
    fn repeated(&self) -> u64 {
        self.repeated << self.halved
    }

    /// Said once, however many there are.
    pub(super) fn report(&self, quiet: bool) {
        let Some(first) = self.first.as_ref().filter(|_| !quiet) else { return };
        let about = if self.halved > 0 { "about " } else { "" };
        let who = if self.repeated() == 1 { "1 document has".to_owned() } else { format!("{about}{} documents have", thousands(self.repeated())) };
        message::warning(&format!(
            "{who} an id that another one had before (first: {first:?}): all are kept; name a column with --id-column that tells them apart"
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_are_counted_one_by_one_and_many_by_a_sample() {
        let repeated = |room, documents: u32, distinct: u32| {
            let mut ids = Ids::with_room(room);
            (0..documents).for_each(|number| ids.note(&format!("id {}", number % distinct)));
            assert!(ids.seen.len() <= room);
            ids.repeated()
        };
        assert_eq!(repeated(1000, 1000, 1000), 0);
        assert_eq!(repeated(1000, 1000, 999), 1);
        assert_eq!(repeated(1000, 100_000, 100_000), 0);
        // 50,000 ids twice each; the sample holds at least 500 of them, so its share is out by a sixth at most, four times its spread.
        let estimate = repeated(1000, 100_000, 50_000);
        assert!((42_000..58_000).contains(&estimate), "{estimate}");
    }
}
