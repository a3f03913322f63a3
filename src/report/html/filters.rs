//! The switches above hits: voice, technique, lexicon, and only what can be told apart on the page.

use std::collections::BTreeMap;

use super::group::{technique_name, voice_name};
use crate::analysis::{Analyzer, Hit};
use crate::context::Voice;

/// Checkboxes of one kind.
pub(super) struct Filter {
    pub(super) kind: &'static str,
    pub(super) name: &'static str,
    pub(super) choices: Vec<Choice>,
}

/// One checkbox.
pub(super) struct Choice {
    pub(super) id: String,
    pub(super) name: String,
    /// Hits.
    pub(super) count: usize,
}

/// The switches for these hits.
pub(super) fn filters(hits: &[&Hit], analyzer: &Analyzer) -> Vec<Filter> {
    let voice = |voice: Voice| Choice {
        id: voice.as_str().to_owned(),
        name: voice_name(voice).to_owned(),
        count: hits.iter().filter(|hit| hit.voice == voice).count(),
    };
    let voices = Voice::ALL.into_iter().map(voice).filter(|choice| choice.count > 0).collect();
    let techniques = counted(hits, |hit| (hit.technique.id().to_owned(), technique_name(&hit.technique)));
    let lexicons = counted(hits, |hit| (analyzer.lexicon_id(hit.entry).to_owned(), analyzer.lexicon_id(hit.entry).to_owned()));
    vec![
        Filter { kind: "voice", name: "Voice", choices: voices },
        Filter { kind: "technique", name: "Technique", choices: techniques },
        Filter { kind: "lexicon", name: "Lexicon", choices: lexicons },
    ]
}

/// Id and name of each hit, counted, by id.
fn counted(hits: &[&Hit], named: impl Fn(&Hit) -> (String, String)) -> Vec<Choice> {
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    for hit in hits {
        *counts.entry(named(hit)).or_default() += 1;
    }
    counts.into_iter().map(|((id, name), count)| Choice { id, name, count }).collect()
}
