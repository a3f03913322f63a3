//! Texts beside a reference: what is left out of the reference, which entries it covers, the rows of the whole focus and of its groups.

use std::collections::{BTreeMap, BTreeSet};

use super::corpus::{CorpusRow, Shuffling, Side, compare_corpora};
use super::items::{Items, Key, RowLevel};
use super::multiple::benjamini_hochberg;
use crate::analysis::Analyzer;
use crate::profile::{CopyIndex, Counter, Inventory, ItemId, Kind, Profile, ProfiledDocument, coverage};

/// A document of the focus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FocusDocument {
    /// Its counts.
    pub document: ProfiledDocument,
    /// The group it is in; `None` where it has no value, or nobody asked for groups.
    pub group: Option<String>,
}

/// How texts are compared.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// How documents are shuffled.
    pub shuffling: Shuffling,
    /// Whether near copies are kept on both sides.
    pub keep_copies: bool,
    /// Whether items without a hit have rows.
    pub zeros: bool,
}

/// A row of a comparison with one reference.
#[derive(Debug, Clone, PartialEq)]
pub struct BesideRow {
    /// The group of the focus; `None` for the whole focus.
    pub group: Option<String>,
    /// The figures.
    pub row: CorpusRow,
    /// Entries of the row that the reference was counted without; they are in none of its figures.
    pub not_covered: usize,
    /// Whether the reference says nothing of the item at all: then the row has the focus's figures alone, uncovered entries included.
    pub uncovered: bool,
}

/// A comparison with one reference.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The rows: of the whole focus, then group by group.
    pub rows: Vec<BesideRow>,
    /// Documents of the focus that were compared.
    pub focus_documents: usize,
    /// Their words outside quotations.
    pub focus_words: u64,
    /// Near copies within the focus that were left out.
    pub focus_copies: usize,
    /// Documents of the reference that were compared.
    pub reference_documents: usize,
    /// Their words outside quotations.
    pub reference_words: u64,
    /// Near copies within the reference that were left out.
    pub reference_copies: u64,
    /// Documents of the reference that were left out because they are documents of the focus or near copies of them.
    pub left_out: usize,
    /// Entries in use that the reference was counted without.
    pub not_covered: usize,
}

/// What a focus and a reference are compared by.
pub struct Yardstick<'a> {
    analyzer: &'a Analyzer,
    inventory: &'a Inventory,
    items: Items,
}

impl<'a> Yardstick<'a> {
    /// The entries and referents of an analyzer.
    #[must_use]
    pub fn new(analyzer: &'a Analyzer, inventory: &'a Inventory) -> Self {
        Self { analyzer, inventory, items: Items::new(analyzer, inventory) }
    }

    /// Compares the documents of the focus, counted by the inventory, with a reference.
    #[must_use]
    pub fn compare(&self, focus: &[FocusDocument], reference: &Profile, settings: Settings) -> Comparison {
        let covered = coverage(self.inventory, &reference.items);
        let own = self.inventory.items();
        let of_focus = Counter::new(self.analyzer, self.inventory, own, |item| covered[item as usize]);
        let of_all = Counter::new(self.analyzer, self.inventory, own, |_| true);
        let of_reference = Counter::new(self.analyzer, self.inventory, &reference.items, |_| true);
        let side = |documents: &[&ProfiledDocument], counter: &Counter<'_>| Side::new(documents, counter, &self.items, settings.keep_copies);
        let documents = |group: Option<&str>| -> Vec<&ProfiledDocument> {
            let member = |document: &&FocusDocument| group.is_none() || document.group.as_deref() == group;
            focus.iter().filter(member).map(|document| &document.document).collect()
        };
        let everything = documents(None);
        let (others, left_out) = without_copies(reference, &everything);
        let reference_side = side(&others, &of_reference);
        let uncovered = Uncovered::new(&self.items, self.inventory, &covered);
        let mut rows = Vec::new();
        let mut whole = Side::default();
        let groups: BTreeSet<&str> = focus.iter().filter_map(|document| document.group.as_deref()).collect();
        for group in std::iter::once(None).chain(groups.into_iter().map(Some)) {
            let members = documents(group);
            let focus_side = side(&members, &of_focus);
            let compared = compare_corpora(&focus_side, &reference_side, &self.items, settings.shuffling, settings.zeros);
            let alone = if uncovered.is_empty() {
                Vec::new()
            } else {
                compare_corpora(&side(&members, &of_all), &Side::default(), &self.items, settings.shuffling, settings.zeros)
            };
            rows.extend(uncovered.rows(compared, alone).into_iter().map(|row| in_group(row, group)));
            if group.is_none() {
                whole = focus_side;
            }
        }
        adjust_groups(&mut rows);
        Comparison {
            rows,
            focus_documents: whole.len(),
            focus_words: whole.words(),
            focus_copies: whole.copies,
            reference_documents: reference_side.len(),
            reference_words: reference_side.words(),
            reference_copies: reference.copies() + reference_side.copies as u64,
            left_out,
            not_covered: crate::profile::not_covered(self.inventory, &covered).count(),
        }
    }
}

/// Of a group the row of all loaded entries together is the row of the group.
fn in_group(mut row: BesideRow, group: Option<&str>) -> BesideRow {
    if let Some(group) = group {
        row.group = Some(group.to_owned());
        if row.row.level == RowLevel::All {
            row.row.level = RowLevel::Group;
            group.clone_into(&mut row.row.item);
        }
    }
    row
}

/// The false discovery rate over the groups, each of which has been compared on its own.
fn adjust_groups(rows: &mut [BesideRow]) {
    let mut groups: Vec<&mut CorpusRow> = rows.iter_mut().map(|row| &mut row.row).filter(|row| row.level == RowLevel::Group).collect();
    let p_values: Vec<Option<f64>> = groups.iter().map(|row| row.permuted.p).collect();
    for (row, q) in groups.iter_mut().zip(benjamini_hochberg(&p_values)) {
        row.q = q;
    }
}

/// The documents of a reference that are no near copies of the focus, and how many were.
fn without_copies<'r>(reference: &'r Profile, focus: &[&ProfiledDocument]) -> (Vec<&'r ProfiledDocument>, usize) {
    let index: CopyIndex = focus.iter().map(|document| document.sketch).collect();
    let kept: Vec<&ProfiledDocument> = reference.kept().collect();
    let before = kept.len();
    let others: Vec<&ProfiledDocument> =
        kept.into_iter().filter(|document| !document.sketch.is_some_and(|sketch| index.has_near_copy(&sketch))).collect();
    let left_out = before - others.len();
    (others, left_out)
}

/// How far a reference covers an item.
#[derive(Debug, Clone, Copy, Default)]
struct Cover {
    /// Entries that are not covered.
    missing: usize,
    /// Entries in all; of a referent also its neutral names.
    all: usize,
    /// The neutral names of the referent are not covered: a share of loaded names would mean nothing.
    without_neutral: bool,
}

impl Cover {
    fn add(&mut self, missing: bool) {
        self.missing += usize::from(missing);
        self.all += 1;
    }

    fn is_empty(self) -> bool {
        self.without_neutral || self.all > 0 && self.missing == self.all
    }
}

/// How many of the entries of each item a reference was counted without.
struct Uncovered<'i> {
    items: &'i Items,
    by_key: BTreeMap<(RowLevel, &'i str), Cover>,
    any: bool,
}

impl<'i> Uncovered<'i> {
    fn new(items: &'i Items, inventory: &Inventory, covered: &[bool]) -> Self {
        let mut by_key: BTreeMap<(RowLevel, &str), Cover> = BTreeMap::new();
        let mut any = false;
        for (item, own) in (0 as ItemId..).zip(inventory.items()) {
            let missing = !covered[item as usize];
            any |= missing;
            for key in items.keys_of(item).chain(items.named_by(item).iter().copied()) {
                let cover = by_key.entry(items.name(key)).or_default();
                cover.add(missing);
                cover.without_neutral |= missing && own.kind == Kind::Referent;
            }
            // Totals are of loaded entries.
            if items.is_loaded(item) {
                by_key.entry((RowLevel::All, "")).or_default().add(missing);
            }
        }
        Self { items, by_key, any }
    }

    fn is_empty(&self) -> bool {
        !self.any
    }

    /// Rows in the order of the items: those of the comparison, and in place of what the reference does not cover those of the focus alone.
    fn rows(&self, compared: Vec<CorpusRow>, alone: Vec<CorpusRow>) -> Vec<BesideRow> {
        let mut rows: BTreeMap<Key, BesideRow> = BTreeMap::new();
        for (row, from_reference) in compared.into_iter().map(|row| (row, true)).chain(alone.into_iter().map(|row| (row, false))) {
            let Some(key) = self.items.key(row.level, &row.item) else { continue };
            let cover = self.by_key.get(&(row.level, row.item.as_str())).copied().unwrap_or_default();
            let (not_covered, uncovered) = (cover.missing, cover.is_empty());
            if uncovered != from_reference {
                rows.insert(key, BesideRow { group: None, row, not_covered, uncovered });
            }
        }
        rows.into_values().collect()
    }
}
