//! The key to a passage: one span per stretch of hits that share text, with what the key says of it and why a fair colleague could dispute that.

use super::model::{Answer, Doubt, KeySpan, SourceLine};
use super::shown::Shown;
use super::texts::Texts;
use super::wording::{are_open, is_plural, is_template};
use crate::analysis::{Analysis, Analyzer, EntryIndex, Hit, neutral_wordings};
use crate::context::{Flag, Voice};
use crate::lexicon::{Entry, Stance, Status, Technique};

/// A hit that is shown, and where.
struct Placed<'a> {
    hit: &'a Hit,
    start: usize,
    end: usize,
}

/// The key spans of a passage, sorted and disjoint.
pub(super) fn key(analysis: &Analysis, analyzer: &Analyzer, shown: &Shown, texts: &Texts) -> Vec<KeySpan> {
    let placed = analysis.hits.iter().filter_map(|hit| shown.place(hit.field, hit.span).map(|(start, end)| Placed { hit, start, end }));
    let mut placed: Vec<Placed<'_>> = placed.collect();
    placed.sort_by_key(|placed| (placed.start, std::cmp::Reverse(placed.end)));
    let mut stretches: Vec<Vec<Placed<'_>>> = Vec::new();
    let mut reach = 0;
    for hit in placed {
        match stretches.last_mut() {
            Some(stretch) if hit.start < reach => {
                reach = reach.max(hit.end);
                stretch.push(hit);
            }
            _ => {
                reach = hit.end;
                stretches.push(vec![hit]);
            }
        }
    }
    stretches.iter().map(|stretch| key_span(stretch, analyzer, shown, texts)).collect()
}

fn key_span(stretch: &[Placed<'_>], analyzer: &Analyzer, shown: &Shown, texts: &Texts) -> KeySpan {
    let Some(lead) = stretch.iter().max_by_key(|placed| rank(placed, analyzer)) else { unreachable!("a stretch is never empty") };
    let hit = lead.hit;
    let entry = analyzer.entry(hit.entry);
    let start = stretch.iter().map(|placed| placed.start).min().unwrap_or(lead.start);
    let end = stretch.iter().map(|placed| placed.end).max().unwrap_or(lead.end);
    let doubts = doubts(hit, entry);
    let answer = answer(hit, &doubts);
    let shown_doubts: Vec<Doubt> = if answer == Answer::Quoted { Vec::new() } else { doubts };
    let neutral = neutral(entry, hit, &shown.stretch((lead.start, lead.end)).text);
    KeySpan {
        start,
        end,
        text: shown.stretch((start, end)).text,
        lexicon: analyzer.lexicon_id(hit.entry).to_owned(),
        entry: entry.id.clone(),
        term: hit.term.clone(),
        technique: hit.technique.clone(),
        techniques: techniques(hit, stretch, analyzer),
        charge: entry.polarity,
        strength: entry.strength,
        target: entry.target.clone(),
        voice: hit.voice,
        speaker: Some(hit.speaker.clone()).filter(|speaker| !speaker.is_empty()),
        flags: hit.flags.iter().map(|flag| flag.as_str().to_owned()).collect(),
        omit: neutral.is_empty() && entry.omit,
        open_wording: are_open(&neutral),
        neutral,
        why: entry.why.clone(),
        sources: sources(analyzer, hit.entry),
        answer,
        reason: reason(&shown_doubts, texts),
        doubts: shown_doubts,
        masked: false,
    }
}

/// The neutral wordings, without templates ("X, a professor of Y, says") that pupils could not fill; of a plural those first that are plural too.
fn neutral(entry: &Entry, hit: &Hit, text: &str) -> Vec<String> {
    if entry.neutral.is_empty() {
        return Vec::new();
    }
    let mut wordings = neutral_wordings(entry, hit);
    wordings.retain(|wording| !is_template(wording));
    if is_plural(text) {
        wordings.sort_by_key(|wording| !is_plural(wording));
    }
    wordings
}

/// Of hits that share text that one speaks for all which counts as loaded, is the longest, has a wording to offer, and is
/// of a lexicon that knows the theme.
fn rank(placed: &Placed<'_>, analyzer: &Analyzer) -> (bool, usize, bool, bool, std::cmp::Reverse<EntryIndex>) {
    let has_wording = !analyzer.entry(placed.hit.entry).neutral.is_empty();
    let knows_theme = analyzer.lexicons()[placed.hit.entry.lexicon].lexicon().header.is_themed();
    (placed.hit.counts_as_loaded(), placed.end - placed.start, has_wording, knows_theme, std::cmp::Reverse(placed.hit.entry))
}

fn techniques(lead: &Hit, stretch: &[Placed<'_>], analyzer: &Analyzer) -> Vec<Technique> {
    let mut techniques = vec![lead.technique.clone()];
    let others = stretch.iter().flat_map(|placed| [&placed.hit.technique].into_iter().chain(&analyzer.entry(placed.hit.entry).also));
    for technique in others {
        if !techniques.contains(technique) {
            techniques.push(technique.clone());
        }
    }
    techniques
}

/// What a fair colleague could bring forward against a hit, the gravest first.
fn doubts(hit: &Hit, entry: &Entry) -> Vec<Doubt> {
    let flag = |flag| hit.flags.contains(&flag);
    let own = hit.voice == Voice::Editorial;
    [
        (Doubt::UncertainVoice, hit.voice == Voice::Uncertain),
        (Doubt::ScareQuotes, hit.voice == Voice::Scare),
        (Doubt::Mention, flag(Flag::Mention)),
        (Doubt::LowConfidence, flag(Flag::LowConfidence)),
        (Doubt::Reported, own && flag(Flag::Reported)),
        (Doubt::Attributed, own && flag(Flag::Attributed)),
        (Doubt::Contested, entry.serves == "contested"),
        (Doubt::Recommended, entry.evidence.iter().any(|evidence| evidence.stance == Stance::Recommends)),
        (Doubt::NoSource, entry.status == Status::Candidate || entry.evidence.is_empty()),
        (Doubt::NotCounted, !hit.technique.is_loaded()),
    ]
    .into_iter()
    .filter_map(|(doubt, holds)| holds.then_some(doubt))
    .collect()
}

fn answer(hit: &Hit, doubts: &[Doubt]) -> Answer {
    let of_the_word = doubts.iter().any(|doubt| matches!(doubt, Doubt::Mention | Doubt::LowConfidence | Doubt::NotCounted));
    match hit.voice {
        Voice::Quoted if !of_the_word => Answer::Quoted,
        _ if !doubts.is_empty() => Answer::Discuss,
        _ => Answer::Mark,
    }
}

fn reason(doubts: &[Doubt], texts: &Texts) -> Option<String> {
    let said: Vec<&str> = doubts.iter().map(|doubt| texts.doubt(*doubt)).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

fn sources(analyzer: &Analyzer, index: EntryIndex) -> Vec<SourceLine> {
    let lexicon = analyzer.lexicons()[index.lexicon].lexicon();
    let line = |evidence: &crate::lexicon::Evidence| {
        let source = lexicon.sources.get(&evidence.source);
        let label = source.map_or_else(|| evidence.source.clone(), |source| format!("{}: {} ({})", source.publisher, source.title, source.year));
        SourceLine { label, url: source.and_then(|source| source.url.clone()), stance: evidence.stance, kind: evidence.kind }
    };
    analyzer.entry(index).evidence.iter().map(line).collect()
}
