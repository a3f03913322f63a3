//! What an entry or a referent counts, as a digest: the same as long as the same texts give the same counts.
//!
//! Reasons, sources, neutral wordings, examples and the like can change without changing a count; they are left out.

use std::collections::BTreeMap;

use serde::Serialize;

use super::model::{Case, Condition, Entry, Inflect, Lexicon, Referent};
use super::set::digest;

/// Digits of a digest that are kept: 64 bits tell a few thousand entries apart.
const DIGITS: usize = 16;

/// Everything of an entry that decides what it finds and where it counts.
#[derive(Serialize)]
struct Counted<'a> {
    patterns: Vec<&'a str>,
    inflect: Inflect,
    case: Case,
    technique: &'a str,
    also: Vec<&'a str>,
    only_if: &'a [Condition],
    unless: &'a [Condition],
    since: Option<&'a str>,
    until: Option<&'a str>,
    slots: BTreeMap<&'a str, &'a [String]>,
    names: Option<&'a BTreeMap<String, Vec<String>>>,
    cues: Vec<String>,
}

/// The digest of an entry: the first 16 hexadecimal digits of a SHA-256. `selected` says which other entries are looked for: where a condition
/// rests on one of them, the counts depend on that too.
#[must_use]
pub fn of_entry(lexicon: &Lexicon, entry: &Entry, selected: impl Fn(&Entry) -> bool) -> String {
    let cues = cues(lexicon, entry).filter(|cue| selected(cue)).map(|cue| short(&counted(lexicon, cue, Vec::new()))).collect();
    short(&counted(lexicon, entry, cues))
}

/// The digest of a referent, its neutral names alone: its loaded ones are entries with digests of their own.
#[must_use]
pub fn of_referent(lexicon: &Lexicon, referent: &Referent) -> String {
    short(&named(lexicon, referent))
}

/// Everything of a referent that decides what it finds.
fn named<'a>(lexicon: &'a Lexicon, referent: &'a Referent) -> impl Serialize + 'a {
    let slots = used_slots(&lexicon.slots, referent.neutral.iter().map(String::as_str));
    (&referent.neutral, &referent.loaded, slots)
}

/// Whether the digest of an entry depends on another one that is looked for.
#[must_use]
pub fn rests_on_others(lexicon: &Lexicon, entry: &Entry, selected: impl Fn(&Entry) -> bool) -> bool {
    cues(lexicon, entry).any(selected)
}

/// The entries of the same lexicon on whose presence in the document the conditions of an entry rest.
fn cues<'a>(lexicon: &'a Lexicon, entry: &'a Entry) -> impl Iterator<Item = &'a Entry> {
    let named = conditions(entry).filter_map(|condition| condition.in_document.as_ref()).flatten();
    named.filter_map(|id| lexicon.entries.iter().find(|other| other.id == *id))
}

fn conditions(entry: &Entry) -> impl Iterator<Item = &Condition> {
    entry.only_if.iter().chain(&entry.unless)
}

fn counted<'a>(lexicon: &'a Lexicon, entry: &'a Entry, cues: Vec<String>) -> Counted<'a> {
    let patterns: Vec<&str> = if entry.forms.is_empty() { vec![&entry.term] } else { entry.forms.iter().map(String::as_str).collect() };
    let texts = || patterns.iter().copied().chain(conditions(entry).flat_map(texts_of));
    let mut slots = used_slots(&lexicon.slots, texts());
    slots.extend(used_slots(&entry.slots, texts()));
    Counted {
        inflect: entry.inflect,
        case: entry.case,
        technique: entry.technique.id(),
        also: entry.also.iter().map(super::Technique::id).collect(),
        only_if: &entry.only_if,
        unless: &entry.unless,
        since: entry.since.as_deref(),
        until: entry.until.as_deref(),
        slots,
        names: conditions(entry).any(|condition| condition.part_of_name.is_some()).then_some(&lexicon.names),
        cues,
        patterns,
    }
}

fn texts_of(condition: &Condition) -> impl Iterator<Item = &str> {
    let lists = [&condition.next, &condition.prev, &condition.after_next, &condition.in_sentence, &condition.in_document];
    let near = condition.near.iter().flat_map(|near| &near.words);
    lists.into_iter().flatten().flatten().chain(near).map(String::as_str)
}

/// The slots that texts name, as `{slot}`.
fn used_slots<'a, 't>(slots: &'a BTreeMap<String, Vec<String>>, texts: impl Iterator<Item = &'t str>) -> BTreeMap<&'a str, &'a [String]> {
    let mut used = BTreeMap::new();
    for text in texts.filter(|text| text.contains('{')) {
        let named = slots
            .iter()
            .filter(|(name, _)| text.split('{').skip(1).any(|rest| rest.strip_prefix(name.as_str()).is_some_and(|rest| rest.starts_with('}'))));
        used.extend(named.map(|(name, values)| (name.as_str(), values.as_slice())));
    }
    used
}

fn short(content: &impl Serialize) -> String {
    // Writing to memory cannot fail.
    let mut digest = digest(&postcard::to_allocvec(content).unwrap_or_default());
    digest.truncate(DIGITS);
    digest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::builtin;

    fn sample() -> (Lexicon, usize) {
        let lexicon =
            builtin::lexicons().into_iter().map(crate::lexicon::Loaded::into_lexicon).find(|lexicon| lexicon.header.id == "ru-ua").expect("built in");
        let entry = lexicon.entries.iter().position(|entry| !entry.unless.is_empty()).expect("an entry with conditions");
        (lexicon, entry)
    }

    #[test]
    fn what_changes_no_count_changes_no_digest() {
        let (mut lexicon, index) = sample();
        let before = of_entry(&lexicon, &lexicon.entries[index], |_| true);
        let entry = &mut lexicon.entries[index];
        entry.why.push_str(" More.");
        entry.neutral.clear();
        entry.strength = 3;
        entry.accept.clear();
        lexicon.slots.insert("unused".to_owned(), vec!["x".to_owned()]);
        assert_eq!(of_entry(&lexicon, &lexicon.entries[index], |_| true), before);
        assert_eq!(before.len(), DIGITS);
    }

    #[test]
    fn what_can_change_a_count_changes_the_digest() {
        let (lexicon, index) = sample();
        let before = of_entry(&lexicon, &lexicon.entries[index], |_| true);
        let changes: [fn(&mut Entry); 5] = [
            |entry| entry.forms.push("another".to_owned()),
            |entry| entry.case = if entry.case == Case::Smart { Case::Sensitive } else { Case::Smart },
            |entry| entry.unless.clear(),
            |entry| entry.since = Some("2020-01-01".to_owned()),
            |entry| entry.technique = "hedge".to_owned().try_into().expect("listed"),
        ];
        for change in changes {
            let mut changed = lexicon.clone();
            change(&mut changed.entries[index]);
            assert_ne!(of_entry(&changed, &changed.entries[index], |_| true), before);
        }
    }
}
