//! What is counted: the selected entries and the referents of an analyzer, numbered, each with the digest of what it finds.

use std::collections::HashMap;

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
    entries: HashMap<EntryIndex, ItemId>,
    referents: HashMap<(usize, usize), ItemId>,
}

impl Inventory {
    /// The selected entries of an analyzer and all its referents, lexicon by lexicon.
    #[must_use]
    pub fn new(analyzer: &Analyzer) -> Self {
        let mut inventory = Self { items: Vec::new(), owners: Vec::new(), entries: HashMap::new(), referents: HashMap::new() };
        for (lexicon, loaded) in analyzer.lexicons().iter().enumerate() {
            let content = &loaded.lexicon;
            let id = &content.header.id;
            let selected = |entry: &crate::lexicon::Entry| analyzer.is_selected(id, entry);
            for (entry, item) in content.entries.iter().enumerate().filter(|(_, entry)| selected(entry)) {
                let known = (!identity::rests_on_others(content, item, selected)).then(|| prepared::entry(content, item)).flatten();
                let digest = known.map_or_else(|| identity::of_entry(content, item, selected), |known| known.digest.to_owned());
                let number = inventory.push(Kind::Entry, id, &item.id, digest, Owner::Entry(EntryIndex { lexicon, entry }));
                inventory.entries.insert(EntryIndex { lexicon, entry }, number);
            }
            for (referent, item) in content.referents.iter().enumerate() {
                let known = prepared::referent(content, item);
                let digest = known.map_or_else(|| identity::of_referent(content, item), |known| known.digest.to_owned());
                let number = inventory.push(Kind::Referent, id, &item.id, digest, Owner::Referent { lexicon, referent });
                inventory.referents.insert((lexicon, referent), number);
            }
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
        self.entries.get(&entry).copied()
    }

    /// The number of a referent.
    #[must_use]
    pub fn referent(&self, lexicon: usize, referent: usize) -> Option<ItemId> {
        self.referents.get(&(lexicon, referent)).copied()
    }

    /// For each of some other items the same one here: same lexicon, id and digest.
    #[must_use]
    pub fn find_all(&self, others: &[Item]) -> Vec<Option<ItemId>> {
        let numbers: HashMap<&Item, ItemId> = self.items.iter().zip(0..).collect();
        others.iter().map(|item| numbers.get(item).copied()).collect()
    }
}
