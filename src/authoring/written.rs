//! Pieces of a lexicon file that is written by the program: strings, ids, example sentences.

use std::collections::{HashMap, HashSet};

use crate::tokenize::fold::fold_term;

/// Reject sentences without a word in common. The first in which the entry is not found is taken.
pub(super) const REJECTS: [&str; 5] = ["Birds sang in the park.", "Ships left at noon.", "We met twice.", "Rain fell.", "42."];

/// Longest piece of an id that is made of one name.
const SLUG_LIMIT: usize = 48;

/// Small letters, digits and hyphens of a name.
pub(super) fn slug(name: &str, otherwise: &str) -> String {
    let folded = fold_term(name).to_lowercase();
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut slug = words.collect::<Vec<_>>().join("-");
    slug.truncate(SLUG_LIMIT);
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { otherwise.to_owned() } else { slug.to_owned() }
}

/// `name`, or `name-2`, `name-3` where it is taken; the next number is kept, so that many alike cost little.
pub(super) fn unique(name: String, taken: &mut HashSet<String>, next: &mut HashMap<String, usize>) -> String {
    if taken.insert(name.clone()) {
        return name;
    }
    let number = next.entry(name.clone()).or_insert(2);
    loop {
        let numbered = format!("{name}-{number}");
        *number += 1;
        if taken.insert(numbered.clone()) {
            return numbered;
        }
    }
}

/// As a TOML string.
pub(super) fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

pub(super) fn list(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.map(|item| quoted(&item)).collect::<Vec<_>>().join(", "))
}
