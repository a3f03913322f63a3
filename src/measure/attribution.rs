//! Who is said to have said something, and with which verbs: reporting verbs by speaker.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::{Analysis, ReportingVerb};
use crate::document::FieldName;
use crate::lexicon::Technique;
use crate::span::Span;

/// How often one verb reports what one speaker said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpeakerVerb {
    /// The name, in its longest form in the text; empty for speakers without a name.
    pub speaker: String,
    /// The verb in its base form, or "according to".
    pub verb: &'static str,
    /// How the verb colours what was said; `None` for a neutral one.
    pub technique: Option<Technique>,
    /// Where it stands, in text order.
    pub places: Vec<(FieldName, Span)>,
}

impl SpeakerVerb {
    /// How often.
    #[must_use]
    pub fn count(&self) -> usize {
        self.places.len()
    }
}

/// What makes a row: speaker, verb, technique.
type Key<'a> = (&'a str, &'static str, Option<&'a Technique>);

/// Reporting verbs by speaker: who speaks most first, those without a name last; of one speaker the most frequent verb first. Ties by name.
#[must_use]
pub fn by_speaker(analysis: &Analysis) -> Vec<SpeakerVerb> {
    let verbs = &analysis.reporting_verbs;
    let full = full_names(verbs);
    let mut rows: BTreeMap<Key<'_>, Vec<(FieldName, Span)>> = BTreeMap::new();
    let mut totals: BTreeMap<&str, usize> = BTreeMap::new();
    for verb in verbs {
        let speaker = full.get(verb.speaker.as_str()).copied().unwrap_or(&verb.speaker);
        rows.entry((speaker, verb.verb, verb.technique.as_ref())).or_default().push((verb.field, verb.span));
        *totals.entry(speaker).or_default() += 1;
    }
    let mut rows: Vec<_> = rows.into_iter().collect();
    rows.sort_by_key(|((speaker, verb, _), places)| {
        (speaker.is_empty(), std::cmp::Reverse(totals[speaker]), *speaker, std::cmp::Reverse(places.len()), *verb)
    });
    let row =
        |((speaker, verb, technique), places): (Key<'_>, _)| SpeakerVerb { speaker: speaker.to_owned(), verb, technique: technique.cloned(), places };
    rows.into_iter().map(row).collect()
}

/// The most words of a name that are looked at.
const NAME_WORDS: usize = 8;

/// "Doe" is "Jo Doe", and "Qiu" is "Qiu Wenbo", where all the longer names that end (or begin) so are parts of one of them: nobody else
/// of that name speaks in the text.
fn full_names(verbs: &[ReportingVerb]) -> BTreeMap<&str, &str> {
    let names: BTreeSet<&str> = verbs.iter().map(|verb| verb.speaker.as_str()).filter(|name| !name.is_empty()).collect();
    let mut longer: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for name in &names {
        let spaces = || name.match_indices(' ').map(|(at, _)| at);
        let parts = spaces().rev().take(NAME_WORDS).map(|at| &name[at + 1..]).chain(spaces().take(NAME_WORDS).map(|at| &name[..at]));
        for part in parts.filter(|part| names.contains(part)) {
            longer.entry(part).or_default().push(name);
        }
    }
    let mut full = BTreeMap::new();
    for (part, names) in longer {
        let longest = names.iter().copied().max_by_key(|name| name.len()).unwrap_or(part);
        if names.iter().all(|name| longest.ends_with(name) || longest.starts_with(name)) {
            full.insert(part, longest);
        }
    }
    full
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(speaker: &str, verb: &'static str) -> ReportingVerb {
        ReportingVerb { field: FieldName::Text, span: Span::new(0, 1), verb, speaker: speaker.to_owned(), technique: None }
    }

    #[test]
    fn a_short_name_is_the_longest_that_ends_so_unless_two_end_so() {
        let cases = [
            ("Doe, Jo Doe", "Doe = Jo Doe"),
            ("Doe, Jo Doe, Mary Jo Doe", "Doe = Mary Jo Doe, Jo Doe = Mary Jo Doe"),
            ("Doe, Jo Doe, Kim Doe", ""),
            ("Doe, Roedoe, ", ""),
            ("Qiu, Qiu Wenbo", "Qiu = Qiu Wenbo"),
            ("Lo, Lo Chia, Kim Lo", ""),
        ];
        for (names, expected) in cases {
            let verbs: Vec<ReportingVerb> = names.split(", ").map(|name| said(name, "say")).collect();
            let found: Vec<String> = full_names(&verbs).iter().map(|(name, full)| format!("{name} = {full}")).collect();
            assert_eq!(found.join(", "), expected, "{names}");
        }
    }
}
