//! What a profile holds, for people and tables.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::cell::printable;
use super::sentence::thousands;
use crate::analysis::Analyzer;
use crate::document::Warning;
use crate::measure::{ByVoice, Tally};
use crate::profile::{Counter, Inventory, Item, ItemId, Kind, Profile};

#[cfg(feature = "cli")]
use super::table::fitted;

/// How many entries the view for people shows.
#[cfg(feature = "cli")]
const MOST_FREQUENT: usize = 12;

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

fn words_editorial(profile: &Profile) -> u64 {
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
fn warnings(profile: &Profile) -> Vec<(&'static str, usize)> {
    let count = |bit: usize| profile.kept().filter(|document| document.warnings >> bit & 1 == 1).count();
    let counts = Warning::NAMES.into_iter().enumerate().map(|(bit, name)| (name, count(bit)));
    counts.filter(|(_, count)| *count > 0).collect()
}

/// The view for people.
#[cfg(feature = "cli")]
#[must_use]
pub fn page(name: &str, profile: &Profile, rows: &[ProfileRow], width: usize) -> String {
    use std::fmt::Write;
    let about = &profile.about;
    let count = |number: usize| thousands(number as u64);
    let mut facts = vec![
        ("profile", if about.name.is_empty() { name.to_owned() } else { about.name.clone() }),
        ("texts", [count(profile.kept().count()), "texts".to_owned(), near_copies(profile)].join(" ").trim_end().to_owned()),
        (
            "words",
            format!("{}, {} outside quotations", thousands(profile.kept().map(|document| document.words).sum()), thousands(words_editorial(profile))),
        ),
        (
            "counted",
            format!(
                "{} entries and {} things with rival names, by connote {}",
                count(of_kind(rows, Kind::Entry)),
                count(of_kind(rows, Kind::Referent)),
                about.version
            ),
        ),
        ("language", about.language.clone()),
    ];
    facts.extend(
        [("title", &about.title), ("period", &about.period), ("topics", &about.topics), ("mind", &about.note)]
            .map(|(label, text)| (label, text.clone())),
    );
    facts.push((
        "terms",
        profile
            .vocabulary
            .as_ref()
            .map_or(String::new(), |vocabulary| format!("{} words and phrases of up to {} words", count(vocabulary.terms.len()), vocabulary.longest)),
    ));
    facts.push((
        "noticed",
        warnings(profile)
            .iter()
            .map(|(name, count)| format!("{} texts {}", thousands(*count as u64), name.replace('_', " ")))
            .collect::<Vec<_>>()
            .join(", "),
    ));
    let mut page = String::new();
    for (label, text) in facts.iter().filter(|(_, text)| !text.is_empty()) {
        let first = format!("{label:<10}");
        let options = textwrap::Options::new(width).initial_indent(&first).subsequent_indent("          ");
        for line in textwrap::wrap(&printable(text), options) {
            let _ = writeln!(page, "{line}");
        }
    }
    page.push('\n');
    let mut frequent: Vec<&ProfileRow> = rows.iter().filter(|row| row.item.kind == Kind::Entry && row.hits.editorial > 0).collect();
    frequent.sort_by(|a, b| b.hits.editorial.cmp(&a.hits.editorial).then_with(|| a.item.cmp(&b.item)));
    let cells = |row: &&ProfileRow| {
        let rate = row.editorial().rate().unwrap_or_default();
        vec![row.item.id.clone(), thousands(row.hits.editorial), thousands(row.hits.quoted), thousands(row.documents), format!("{rate:.3}")]
    };
    let headers = ["most frequent entries", "own voice", "quoted", "texts", "per 1,000"];
    page.push_str(&fitted(&headers, frequent.iter().take(MOST_FREQUENT).map(cells).collect(), 1, width));
    page
}

#[cfg(feature = "cli")]
fn near_copies(profile: &Profile) -> String {
    match profile.copies() {
        0 => String::new(),
        copies => format!("({} left out)", super::sentence::counted(copies, "near copy", "near copies")),
    }
}

#[cfg(feature = "cli")]
fn of_kind(rows: &[ProfileRow], kind: Kind) -> usize {
    rows.iter().filter(|row| row.item.kind == kind).count()
}
