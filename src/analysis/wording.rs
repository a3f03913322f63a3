//! The neutral wordings of a hit.

use super::Hit;
use crate::lexicon::Entry;
use crate::lexicon::inflect;

/// The neutral wordings of a hit's entry, each in the form of the matched one where the entry asks for it.
#[must_use]
pub fn neutral_wordings(entry: &Entry, hit: &Hit) -> Vec<String> {
    if entry.neutral.is_empty() && entry.omit {
        return vec!["(leave out)".to_owned()];
    }
    entry
        .neutral
        .iter()
        .map(|wording| match wording.split_once("{forms}") {
            Some((before, after)) => {
                let (lead, word) = before.rsplit_once(' ').map_or(("", before), |(lead, word)| (lead, word));
                let space = if lead.is_empty() { "" } else { " " };
                format!("{lead}{space}{}{after}", inflect::like(word, hit.inflection))
            }
            None => wording.clone(),
        })
        .collect()
}
