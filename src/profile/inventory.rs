//! What is counted: the selected entries and the referents of an analyzer, numbered, each with the digest of what it finds.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::analysis::{Analyzer, EntryIndex};
use crate::lexicon::identity;
use crate::matcher::prepared;

/// Number of an item in its inventory.
pub type ItemId = u32;

/// Whether an item is a framing choice or the neutral names of a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// An entry.
    Entry,
    /// The neutral names of a referent.
    Referent,
}

impl Kind {
    /// The word used in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Entry => "entry",
            Self::Referent => "referent",
        }
    }
}

/// Something counted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Item {
    /// What it is.
    pub kind: Kind,
    /// Id of its lexicon.
    pub lexicon: String,
    /// Its id.
    pub id: String,
    /// Digest of what decides its counts.
    pub digest: String,
}

/// Where an item stands in the lexicons of its analyzer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// An entry.
    Entry(EntryIndex),
    /// A referent: indices of the lexicon and of the referent in it.
    Referent {
        /// Index of the lexicon.
        lexicon: usize,
        /// Index of the referent in it.
        referent: usize,
    },
}

/// The items of an analyzer.
#[derive(Debug, Clone)]
pub struct Inventory {
    items: Vec<Item>,
    owners: Vec<Owner>,
    /// Per lexicon and entry; `None` for one that is not selected.
    entries: Vec<Vec<Option<ItemId>>>,
    /// Per lexicon and referent.
    referents: Vec<Vec<ItemId>>,
}

impl Inventory {
    /// The selected entries of an analyzer and all its referents, lexicon by lexicon.
    #[must_use]
    pub fn new(analyzer: &Analyzer) -> Self {
        let mut inventory = Self { items: Vec::new(), owners: Vec::new(), entries: Vec::new(), referents: Vec::new() };
        for (lexicon, loaded) in analyzer.lexicons().iter().enumerate() {
            let content = loaded.lexicon();
            let ready = prepared::lexicon(loaded);
            let id = &content.header.id;
            let selected = |entry: &crate::lexicon::Entry| analyzer.is_selected(id, entry);
            let mut add = |kind, item: &str, digest, owner| inventory.push(kind, id, item, digest, owner);
            let entries = content.entries.iter().enumerate().map(|(entry, item)| {
                let known = || ready.filter(|_| !identity::rests_on_others(content, item, selected)).map(|ready| &ready.entries[entry]);
                let digest = || known().map_or_else(|| identity::of_entry(content, item, selected), |known| known.digest.to_owned());
                selected(item).then(|| add(Kind::Entry, &item.id, digest(), Owner::Entry(EntryIndex { lexicon, entry })))
            });
            let entries = entries.collect();
            let referents = content.referents.iter().enumerate().map(|(referent, item)| {
                let known = ready.map(|ready| &ready.referents[referent]);
                let digest = known.map_or_else(|| identity::of_referent(content, item), |known| known.digest.to_owned());
                add(Kind::Referent, &item.id, digest, Owner::Referent { lexicon, referent })
            });
            let referents = referents.collect();
            inventory.entries.push(entries);
            inventory.referents.push(referents);
        }
        inventory
    }

    fn push(&mut self, kind: Kind, lexicon: &str, id: &str, digest: String, owner: Owner) -> ItemId {
        let number = ItemId::try_from(self.items.len()).unwrap_or(ItemId::MAX);
        self.items.push(Item { kind, lexicon: lexicon.to_owned(), id: id.to_owned(), digest });
        self.owners.push(owner);
        number
    }

    /// The items in order.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Where an item stands.
    #[must_use]
    pub fn owner(&self, item: ItemId) -> Owner {
        self.owners[item as usize]
    }

    /// The number of a selected entry.
    #[must_use]
    pub fn entry(&self, entry: EntryIndex) -> Option<ItemId> {
        *self.entries.get(entry.lexicon)?.get(entry.entry)?
    }

    /// The number of a referent.
    #[must_use]
    pub fn referent(&self, lexicon: usize, referent: usize) -> Option<ItemId> {
        self.referents.get(lexicon)?.get(referent).copied()
    }

    /// For each of some other items the same one here: same lexicon, id and digest.
    #[must_use]
    pub fn find_all(&self, others: &[Item]) -> Vec<Option<ItemId>> {
        let numbers: FxHashMap<&Item, ItemId> = self.items.iter().zip(0..).collect();
        others.iter().map(|item| numbers.get(item).copied()).collect()
    }
}
