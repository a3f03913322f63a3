//! From the stored counts of documents to those that a selection of entries asks for.

use std::collections::BTreeMap;

use super::document::{Placed, ProfiledDocument, Single};
use super::inventory::{Inventory, Item, ItemId, Kind, Owner};
use crate::analysis::{Analyzer, Contender, EntryIndex, Mention, longest_mentions, resolve};
use crate::context::Voice;
use crate::document::FieldName;
use crate::lexicon::Technique;
use crate::measure::{DocumentCounts, ItemCounts, Sighting, firsts_of_stretches};
use crate::span::Span;

/// The counts of a document: totals, and per item of the inventory.
#[derive(Debug, Clone, Default)]
pub struct Counts {
    /// Of the whole document (without sentences, which profiles do not keep).
    pub totals: DocumentCounts,
    /// Items with a hit; for a referent `mentions` are all names and `hits.editorial` the loaded ones.
    pub items: Items,
}

/// Counts documents whose items are numbered in one way for an analyzer's inventory.
pub struct Counter<'a> {
    analyzer: &'a Analyzer,
    inventory: &'a Inventory,
    /// For each item of the documents the one of the inventory; `None` for what is not asked for.
    items: Vec<Option<ItemId>>,
}

impl<'a> Counter<'a> {
    /// For documents that were counted by an inventory with these items; `asked` says which items of the analyzer's inventory are counted.
    #[must_use]
    pub fn new(analyzer: &'a Analyzer, inventory: &'a Inventory, items: &[Item], asked: impl Fn(ItemId) -> bool) -> Self {
        let items = inventory.find_all(items).into_iter().map(|item| item.filter(|item| asked(*item))).collect();
        Self { analyzer, inventory, items }
    }

    /// Counts a document.
    #[must_use]
    pub fn count(&self, document: &ProfiledDocument) -> Counts {
        let mut counts = Counts::default();
        self.add(document, &mut Sums { totals: &mut counts.totals, items: Some(&mut counts.items) });
        counts
    }

    /// The totals of a document alone.
    #[must_use]
    pub fn totals(&self, document: &ProfiledDocument) -> DocumentCounts {
        let mut totals = DocumentCounts::default();
        self.add(document, &mut Sums { totals: &mut totals, items: None });
        totals
    }

    fn add(&self, document: &ProfiledDocument, sums: &mut Sums<'_>) {
        sums.totals.words = document.words;
        sums.totals.words_quoted = document.words_quoted;
        document.singles.iter().for_each(|single| self.single(single, sums));
        document.clusters.iter().for_each(|cluster| self.cluster(cluster, sums));
    }

    fn entry(&self, item: ItemId) -> Option<EntryIndex> {
        match self.inventory.owner(item) {
            Owner::Entry(entry) => Some(entry),
            Owner::Referent { .. } => None,
        }
    }

    fn technique(&self, entry: EntryIndex) -> &'a Technique {
        &self.analyzer.entry(entry).technique
    }

    /// The referents, as indices of lexicon and referent, for which an entry is a loaded name.
    fn names(&self, entry: EntryIndex) -> impl Iterator<Item = (usize, usize)> + use<'a> {
        let id = &self.analyzer.entry(entry).id;
        let lexicon = self.analyzer.lexicons()[entry.lexicon].lexicon();
        lexicon.loaded_name_of(id).map(move |referent| (entry.lexicon, referent))
    }

    fn name(&self, referent: (usize, usize), loaded: bool, count: u64, items: &mut Items) {
        let Some(item) = self.inventory.referent(referent.0, referent.1) else { return };
        let names = items.entry(item).or_default();
        *names.mentions.get_or_insert(0) += count;
        names.hits.editorial += if loaded { count } else { 0 };
    }

    fn single(&self, single: &Single, sums: &mut Sums<'_>) {
        let Some(item) = self.items[single.item as usize] else { return };
        match self.inventory.owner(item) {
            Owner::Referent { lexicon, referent } => {
                if let Some(items) = &mut sums.items {
                    self.name((lexicon, referent), false, single.count, items);
                }
            }
            Owner::Entry(entry) => {
                let hit = self.sighting(entry, single.manner);
                sums.add_hit(item, hit, single.count);
                if hit.technique.is_loaded() && !hit.open {
                    sums.totals.add_stretch(hit, single.count);
                }
                // Two things cannot be named by the same words: the first of them is.
                if let Some(items) = &mut sums.items
                    && let Some(referent) = self.names(entry).next().filter(|_| counts_as_name(hit))
                {
                    self.name(referent, true, single.count, items);
                }
            }
        }
    }

    fn cluster(&self, cluster: &[Placed], sums: &mut Sums<'_>) {
        let asked: Vec<Rival<'_>> = cluster.iter().filter_map(|placed| self.rival(placed)).collect();
        let (winners, _) = resolve(&asked);
        let mut hits: Vec<&Rival<'_>> = winners.iter().map(|&index| &asked[index]).collect();
        hits.sort_by_key(|rival| (rival.placed.start, std::cmp::Reverse(rival.placed.end), rival.entry));
        for rival in &hits {
            sums.add_hit(rival.item, rival.hit, 1);
        }
        let loaded: Vec<&Rival<'_>> = hits.iter().copied().filter(|rival| rival.hit.technique.is_loaded() && !rival.hit.open).collect();
        for first in firsts_of_stretches(loaded.iter(), |rival| (FieldName::Text, rival.placed.span())) {
            sums.totals.add_stretch(first.hit, 1);
        }
        if let Some(items) = &mut sums.items {
            for mention in longest_mentions(self.mentions(cluster, &hits)) {
                self.name((mention.lexicon, mention.referent), mention.loaded, 1, items);
            }
        }
    }

    fn rival<'p>(&self, placed: &'p Placed) -> Option<Rival<'p>>
    where
        'a: 'p,
    {
        let item = self.items[placed.item as usize]?;
        let entry = self.entry(item)?;
        Some(Rival { placed, item, entry, hit: self.sighting(entry, placed.manner) })
    }

    /// The neutral names of a cluster, and the hits of it that are loaded ones.
    fn mentions(&self, cluster: &[Placed], hits: &[&Rival<'_>]) -> Vec<Mention> {
        let mention = |span: Span, (lexicon, referent): (usize, usize), loaded| Mention { field: FieldName::Text, span, lexicon, referent, loaded };
        let neutral = cluster.iter().filter_map(|placed| match self.inventory.owner(self.items[placed.item as usize]?) {
            Owner::Referent { lexicon, referent } => Some(mention(placed.span(), (lexicon, referent), false)),
            Owner::Entry(_) => None,
        });
        let named = hits.iter().filter(|rival| counts_as_name(rival.hit));
        let loaded = named.flat_map(|rival| self.names(rival.entry).map(move |referent| mention(rival.placed.span(), referent, true)));
        neutral.chain(loaded).collect()
    }

    fn sighting(&self, entry: EntryIndex, manner: super::document::Manner) -> Sighting<'a> {
        Sighting { technique: self.technique(entry), voice: manner.voice, reported: manner.reported, headline: manner.headline, open: manner.open }
    }
}

type Items = BTreeMap<ItemId, ItemCounts>;

/// Where counts are added.
struct Sums<'c> {
    totals: &'c mut DocumentCounts,
    /// `None` where nobody asks for them.
    items: Option<&'c mut Items>,
}

impl Sums<'_> {
    fn add_hit(&mut self, item: ItemId, hit: Sighting<'_>, count: u64) {
        self.totals.add_hit(hit, count);
        if let Some(items) = &mut self.items
            && !hit.open
        {
            let own = items.entry(item).or_default();
            own.hits.add(hit.voice, count);
            own.reported += if hit.reported && hit.voice == Voice::Editorial { count } else { 0 };
        }
    }
}

fn counts_as_name(hit: Sighting<'_>) -> bool {
    !hit.open && hit.voice == Voice::Editorial
}

/// A match that competes with those that it overlaps.
struct Rival<'p> {
    placed: &'p Placed,
    item: ItemId,
    entry: EntryIndex,
    hit: Sighting<'p>,
}

impl Contender for Rival<'_> {
    fn place(&self) -> (usize, Span) {
        (0, self.placed.span())
    }

    fn rank(&self) -> (bool, std::cmp::Reverse<usize>) {
        (self.hit.open, std::cmp::Reverse(self.placed.weight as usize))
    }

    fn group(&self) -> (usize, &str) {
        (self.entry.lexicon, self.hit.technique.id())
    }
}

/// Which items of an inventory a profile with these items has counted in the same way.
#[must_use]
pub fn coverage(inventory: &Inventory, items: &[Item]) -> Vec<bool> {
    let mut covered = vec![false; inventory.items().len()];
    for item in inventory.find_all(items).into_iter().flatten() {
        covered[item as usize] = true;
    }
    covered
}

/// The entries of an inventory that are not covered.
pub fn not_covered<'a>(inventory: &'a Inventory, covered: &'a [bool]) -> impl Iterator<Item = ItemId> + 'a {
    let entries = (0..).zip(inventory.items()).filter(|(_, item)| item.kind == Kind::Entry).map(|(number, _): (ItemId, _)| number);
    entries.filter(|&number| !covered[number as usize])
}
