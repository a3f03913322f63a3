//! What a profile holds, for people and tables.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::analysis::Analyzer;
use crate::document::Warning;
use crate::measure::{ByVoice, Tally};
use crate::profile::{Counter, Inventory, Item, ItemId, Kind, Profile};

/// The counts of one item in a profile.
#[derive(Debug, Clone)]
pub struct ProfileRow {
    /// What is counted.
    pub item: Item,
    /// Whether the lexicons in use count it in the same way.
    pub covered: bool,
    /// Documents with a hit in editorial voice; for a referent with a name.
    pub documents: u64,
    /// Hits by voice; for a referent the loaded names.
    pub hits: ByVoice,
    /// For a referent all names in editorial voice.
    pub mentions: Option<u64>,
    /// Words of all documents outside quotations.
    pub words: u64,
}

impl ProfileRow {
    /// Editorial hits and words outside quotations.
    #[must_use]
    pub fn editorial(&self) -> Tally {
        Tally::new(self.hits.editorial, self.words)
    }
}

/// The items of a profile in its own order, with the counts of those that the lexicons in use cover.
#[must_use]
pub fn rows(profile: &Profile, analyzer: &Analyzer, inventory: &Inventory) -> Vec<ProfileRow> {
    let counter = Counter::new(analyzer, inventory, &profile.items, |_| true);
    let words = words_editorial(profile);
    let mut sums: BTreeMap<ItemId, (u64, ByVoice, Option<u64>)> = BTreeMap::new();
    for (item, counts) in profile.kept().flat_map(|document| counter.count(document).items) {
        let (documents, hits, mentions) = sums.entry(item).or_default();
        *documents += u64::from(counts.hits.editorial > 0 || counts.mentions.is_some());
        hits.add_all(counts.hits);
        if let Some(count) = counts.mentions {
            *mentions.get_or_insert(0) += count;
        }
    }
    let here = inventory.find_all(&profile.items);
    let row = |(item, here): (&Item, &Option<ItemId>)| {
        let (documents, hits, mentions) = here.and_then(|here| sums.get(&here).copied()).unwrap_or_default();
        let mentions = if item.kind == Kind::Referent { Some(mentions.unwrap_or(0)) } else { None };
        ProfileRow { item: item.clone(), covered: here.is_some(), documents, hits, mentions, words }
    };
    profile.items.iter().zip(&here).map(row).collect()
}

/// Words outside quotations of all documents.
#[must_use]
pub fn words_editorial(profile: &Profile) -> u64 {
    profile.kept().map(crate::profile::ProfiledDocument::words_editorial).sum()
}

/// The figures of the whole profile.
#[must_use]
pub fn summary(profile: &Profile) -> Value {
    let warnings: BTreeMap<&str, usize> = warnings(profile).into_iter().collect();
    json!({
        "documents": profile.kept().count(),
        "copies_left_out": profile.copies(),
        "words": profile.kept().map(|document| document.words).sum::<u64>(),
        "words_editorial": words_editorial(profile),
        "longest_phrase": profile.vocabulary.as_ref().map(|vocabulary| vocabulary.longest),
        "terms": profile.vocabulary.as_ref().map(|vocabulary| vocabulary.terms.len()),
        "trimmed": profile.is_trimmed(),
        "warnings": warnings,
    })
}

/// How many documents have which warning.
#[must_use]
pub fn warnings(profile: &Profile) -> Vec<(&'static str, usize)> {
    let count = |bit: usize| profile.kept().filter(|document| document.warnings >> bit & 1 == 1).count();
    let counts = Warning::NAMES.into_iter().enumerate().map(|(bit, name)| (name, count(bit)));
    counts.filter(|(_, count)| *count > 0).collect()
}
