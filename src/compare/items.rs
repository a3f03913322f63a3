//! What a comparison of corpora has rows for: every level of every selected entry, numbered, and the counts of a document by these numbers.

use std::collections::BTreeMap;

use crate::analysis::{Analyzer, EntryIndex};
use crate::measure::{Level, items_of_entry};
use crate::profile::{Counts, Inventory, ItemId, Owner};

/// A level of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowLevel {
    /// All loaded entries together.
    All,
    /// By technique.
    Technique,
    /// By lexicon.
    Lexicon,
    /// By whose position the wording serves.
    Serves,
    /// By whom the wording frames.
    Target,
    /// By entry.
    Entry,
    /// Naming choice.
    Referent,
    /// All loaded entries together, in one group of the focus.
    Group,
}

impl RowLevel {
    /// In the order of the rows.
    pub const ALL: [Self; 8] = [Self::All, Self::Group, Self::Technique, Self::Lexicon, Self::Serves, Self::Target, Self::Entry, Self::Referent];

    /// The name used in columns.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Group => "group",
            Self::Technique => Level::Technique.as_str(),
            Self::Lexicon => Level::Lexicon.as_str(),
            Self::Serves => Level::Serves.as_str(),
            Self::Target => Level::Target.as_str(),
            Self::Entry => Level::Entry.as_str(),
            Self::Referent => Level::Referent.as_str(),
        }
    }
}

/// The levels of which an entry has items.
const OF_ENTRIES: [(RowLevel, Level); 5] = [
    (RowLevel::Technique, Level::Technique),
    (RowLevel::Lexicon, Level::Lexicon),
    (RowLevel::Serves, Level::Serves),
    (RowLevel::Target, Level::Target),
    (RowLevel::Entry, Level::Entry),
];

/// Number of an item.
pub type Key = u32;

/// The key of all loaded entries together.
pub const ALL: Key = 0;

/// The items, numbered: first all loaded entries together, then level by level in alphabetical order.
#[derive(Debug)]
pub struct Items {
    names: Vec<(RowLevel, String)>,
    /// For each item of the inventory whether it is a loaded entry.
    loaded: Vec<bool>,
    /// For each item of the inventory that is an entry its keys.
    of_entry: Vec<Vec<Key>>,
    /// For each item of the inventory that is a referent its key.
    of_referent: Vec<Option<Key>>,
    /// For each item of the inventory that is an entry the keys of the referents for which it is a loaded name.
    named_by: Vec<Vec<Key>>,
}

impl Items {
    /// The items of an inventory.
    #[must_use]
    pub fn new(analyzer: &Analyzer, inventory: &Inventory) -> Self {
        let mut keys: BTreeMap<(RowLevel, String), Key> = BTreeMap::from([((RowLevel::All, String::new()), ALL)]);
        let owners = || (0..).take(inventory.items().len()).map(|item| inventory.owner(item));
        let names_of = |owner: Owner| match owner {
            Owner::Entry(entry) => names_of_entry(analyzer, entry),
            Owner::Referent { lexicon, referent } => {
                vec![(RowLevel::Referent, analyzer.lexicons()[lexicon].lexicon().referents[referent].id.clone())]
            }
        };
        keys.extend(owners().flat_map(names_of).map(|name| (name, ALL)));
        for (key, number) in keys.values_mut().zip(0..) {
            *key = number;
        }
        let keys_of = |owner| names_of(owner).into_iter().map(|name| keys[&name]).collect::<Vec<Key>>();
        let of_entry = owners().map(|owner| if matches!(owner, Owner::Entry(_)) { keys_of(owner) } else { Vec::new() }).collect();
        let of_referent = owners().map(|owner| if matches!(owner, Owner::Entry(_)) { None } else { keys_of(owner).first().copied() }).collect();
        let referent_of = |lexicon: usize, referent: usize| {
            let id = analyzer.lexicons()[lexicon].lexicon().referents[referent].id.clone();
            keys.get(&(RowLevel::Referent, id)).copied()
        };
        let named_by = |owner| match owner {
            Owner::Entry(EntryIndex { lexicon, entry }) => {
                let content = analyzer.lexicons()[lexicon].lexicon();
                content.loaded_name_of(&content.entries[entry].id).filter_map(|referent| referent_of(lexicon, referent)).collect()
            }
            Owner::Referent { .. } => Vec::new(),
        };
        let named_by = owners().map(named_by).collect();
        let is_loaded = |owner| matches!(owner, Owner::Entry(entry) if analyzer.entry(entry).technique.is_loaded());
        Self { loaded: owners().map(is_loaded).collect(), names: keys.into_keys().collect(), of_entry, of_referent, named_by }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there are none: never, all loaded entries together are one.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Level and name of an item.
    #[must_use]
    pub fn name(&self, key: Key) -> (RowLevel, &str) {
        let (level, name) = &self.names[key as usize];
        (*level, name)
    }

    /// The number of an item.
    #[must_use]
    pub fn key(&self, level: RowLevel, item: &str) -> Option<Key> {
        let place = self.names.binary_search_by(|(other, name)| (*other, name.as_str()).cmp(&(level, item)));
        place.ok().and_then(|place| Key::try_from(place).ok())
    }

    /// The keys under which an item of the inventory is counted, but for that of all loaded entries together.
    pub fn keys_of(&self, item: ItemId) -> impl Iterator<Item = Key> + '_ {
        self.of_entry[item as usize].iter().copied().chain(self.of_referent[item as usize])
    }

    /// The keys of the referents for which an item of the inventory is a loaded name.
    #[must_use]
    pub fn named_by(&self, item: ItemId) -> &[Key] {
        &self.named_by[item as usize]
    }

    /// Whether an item of the inventory is an entry of a loaded technique.
    #[must_use]
    pub fn is_loaded(&self, item: ItemId) -> bool {
        self.loaded[item as usize]
    }

    /// The editorial counts of a document by key.
    #[must_use]
    pub fn counted(&self, counts: &Counts) -> Counted {
        let mut hits: BTreeMap<Key, u64> = BTreeMap::new();
        let mut names = Vec::new();
        for (item, item_counts) in &counts.items {
            if let (Some(key), Some(mentions)) = (self.of_referent[*item as usize], item_counts.mentions) {
                names.push(Names { key, loaded: item_counts.hits.editorial, mentions });
            }
            for key in &self.of_entry[*item as usize] {
                *hits.entry(*key).or_default() += item_counts.hits.editorial;
            }
        }
        hits.insert(ALL, counts.totals.loaded.editorial);
        Counted { words: counts.totals.words_editorial(), hits: hits.into_iter().filter(|(_, hits)| *hits > 0).collect(), names }
    }
}

fn names_of_entry(analyzer: &Analyzer, entry: EntryIndex) -> Vec<(RowLevel, String)> {
    OF_ENTRIES.into_iter().flat_map(|(row, level)| items_of_entry(analyzer, entry, level).into_iter().map(move |item| (row, item))).collect()
}

/// The editorial counts of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// Words outside quotations.
    pub words: u64,
    /// Hits by key, sorted; none without hits. Of all loaded entries together: stretches.
    pub hits: Vec<(Key, u64)>,
    /// The names of things with rival names.
    pub names: Vec<Names>,
}

/// How often a thing was named, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Names {
    /// Key of the referent.
    pub key: Key,
    /// By a loaded name.
    pub loaded: u64,
    /// By any name.
    pub mentions: u64,
}
