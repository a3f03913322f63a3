//! The list beside a text: a card for each entry that was found, with every place where it stands.

use std::collections::BTreeMap;

use super::group::{Group, group, technique_name, voice_letter, voice_name};
use super::marked::text_of;
use super::shown::web_address;
use crate::analysis::{Analysis, Analyzer, EntryIndex};
use crate::lexicon::{Entry, Evidence, Lexicon, Stance, Status};
use crate::report::tables::neutral_wordings;

/// An entry that was found.
pub(super) struct Card {
    /// Its words as they stand first.
    pub(super) words: String,
    pub(super) group: &'static Group,
    pub(super) technique: String,
    pub(super) meaning: &'static str,
    pub(super) loaded: bool,
    pub(super) neutral: Vec<String>,
    pub(super) why: String,
    /// Whose position the wording serves, where it serves one.
    pub(super) serves: Option<String>,
    pub(super) target: Option<String>,
    pub(super) entry: String,
    pub(super) lexicon: String,
    pub(super) sources: Vec<SourceLine>,
    pub(super) candidate: bool,
    pub(super) spots: Vec<Spot>,
}

/// A place where it stands.
pub(super) struct Spot {
    pub(super) number: usize,
    pub(super) letter: &'static str,
    pub(super) voice_id: &'static str,
    pub(super) technique_id: String,
    pub(super) lexicon: String,
    /// Where it is written otherwise than on top of the card.
    pub(super) words: Option<String>,
    /// Voice, speaker, zone, flags, in words.
    pub(super) facts: String,
    /// A hit that it stands in.
    pub(super) within: Option<usize>,
}

/// Who says so.
pub(super) struct SourceLine {
    pub(super) says: &'static str,
    pub(super) text: String,
    pub(super) url: Option<String>,
}

/// The cards in the order of the text.
pub(super) fn cards(analysis: &Analysis, analyzer: &Analyzer) -> Vec<Card> {
    let mut entries: BTreeMap<EntryIndex, Vec<usize>> = BTreeMap::new();
    for (index, hit) in analysis.hits.iter().enumerate() {
        entries.entry(hit.entry).or_default().push(index);
    }
    let mut by_first: Vec<(EntryIndex, Vec<usize>)> = entries.into_iter().collect();
    by_first.sort_by_key(|(_, hits)| hits[0]);
    by_first.into_iter().map(|(entry, hits)| card(analysis, analyzer, entry, &hits)).collect()
}

fn card(analysis: &Analysis, analyzer: &Analyzer, index: EntryIndex, hits: &[usize]) -> Card {
    let entry = analyzer.entry(index);
    let lexicon = analyzer.lexicons()[index.lexicon].lexicon();
    let words = |hit: usize| words_of(analysis, hit);
    let first = words(hits[0]);
    let mut neutral: Vec<String> = Vec::new();
    for wording in hits.iter().flat_map(|&hit| neutral_wordings(entry, &analysis.hits[hit])) {
        if !neutral.contains(&wording) {
            neutral.push(wording);
        }
    }
    let spot = |&hit: &usize| {
        let spot = spot(analysis, hit, &lexicon.header.id);
        let words = words(hit);
        Spot { words: (words.to_lowercase() != first.to_lowercase()).then_some(words), ..spot }
    };
    Card {
        spots: hits.iter().map(spot).collect(),
        words: first,
        group: group(&entry.technique),
        technique: technique_name(&entry.technique),
        meaning: entry.technique.meaning(),
        loaded: entry.technique.is_loaded(),
        neutral,
        why: entry.why.clone(),
        serves: (!["general", "contested"].contains(&entry.serves.as_str())).then(|| entry.serves.clone()),
        target: entry.target.as_ref().map(|id| lexicon.targets.get(id).map_or_else(|| id.clone(), |target| target.name.clone())),
        entry: entry.id.clone(),
        lexicon: lexicon.header.id.clone(),
        sources: sources(entry, lexicon),
        candidate: entry.status == Status::Candidate,
    }
}

/// The words of a hit, in one line.
pub(super) fn words_of(analysis: &Analysis, hit: usize) -> String {
    let hit = &analysis.hits[hit];
    text_of(analysis, hit.field, hit.span).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn spot(analysis: &Analysis, index: usize, lexicon: &str) -> Spot {
    let hit = &analysis.hits[index];
    let mut facts = vec![voice_name(hit.voice).to_owned()];
    facts.extend((!hit.speaker.is_empty()).then(|| format!("speaker {}", crate::report::cell::printable(&hit.speaker))));
    facts.extend((hit.zone == crate::document::Zone::Headline).then(|| "headline".to_owned()));
    facts.extend(hit.flags.iter().map(|flag| flag.as_str().replace('_', " ")));
    Spot {
        number: index + 1,
        letter: voice_letter(hit.voice),
        voice_id: hit.voice.as_str(),
        technique_id: hit.technique.id().to_owned(),
        lexicon: lexicon.to_owned(),
        words: None,
        facts: facts.join(" · "),
        within: hit.within.map(|within| within + 1),
    }
}

/// Who says so of an entry.
pub(super) fn sources(entry: &Entry, lexicon: &Lexicon) -> Vec<SourceLine> {
    entry.evidence.iter().map(|evidence| source(evidence, lexicon)).collect()
}

fn source(evidence: &Evidence, lexicon: &Lexicon) -> SourceLine {
    let says = match evidence.stance {
        Stance::Discourages => "advises against it",
        Stance::AttributeOnly => "only in quotations or with a source",
        Stance::Contested => "calls it contested",
        Stance::Recommends => "recommends it",
    };
    let Some(source) = lexicon.sources.get(&evidence.source) else {
        return SourceLine { says, text: evidence.source.clone(), url: None };
    };
    let locator = evidence.locator.as_ref().map_or(String::new(), |locator| format!(", {locator}"));
    let text = format!("{}, {} ({}){locator}", source.publisher, source.title, source.year);
    SourceLine { says, text, url: source.url.as_deref().and_then(web_address) }
}
