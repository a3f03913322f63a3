//! The attribution table: who is said to have said something, and by which verbs.

use std::collections::BTreeMap;
#[cfg(feature = "cli")]
use std::fmt::Write;

#[cfg(feature = "cli")]
use super::cell::printable;
#[cfg(feature = "cli")]
use super::table::grid;
use crate::lexicon::Technique;
use crate::measure::SpeakerVerb;

/// The most speakers the terminal shows; the JSON has all.
#[cfg(feature = "cli")]
const SPEAKERS: usize = 12;

/// What a speaker without a name is called.
pub(super) const NAMELESS: &str = "(no name)";

/// The table at this width; empty where nothing is reported.
#[cfg(feature = "cli")]
#[must_use]
pub fn table(rows: &[SpeakerVerb], width: usize) -> String {
    let speakers: Vec<&[SpeakerVerb]> = rows.chunk_by(|first, second| first.speaker == second.speaker).collect();
    if speakers.is_empty() {
        return String::new();
    }
    let headers = ["who speaks", "neutral verbs", "verbs that colour what was said"].map(str::to_owned);
    let mut page = grid(&headers, &[false, false, false], speakers.iter().take(SPEAKERS).map(|verbs| cells(verbs)), width);
    if speakers.len() > SPEAKERS {
        let _ = writeln!(page, "… and {} more; --format json has all", speakers.len() - SPEAKERS);
    }
    let named = speakers.iter().filter(|verbs| verbs.iter().any(|row| !row.speaker.is_empty())).count();
    for line in textwrap::wrap(&legend(rows, named), width) {
        let _ = writeln!(page, "{line}");
    }
    page
}

#[cfg(feature = "cli")]
fn cells(verbs: &[SpeakerVerb]) -> Vec<String> {
    let speaker = verbs.first().map_or("", |row| row.speaker.as_str());
    let listed = |coloured: bool| {
        let shown: Vec<String> = verbs.iter().filter(|row| row.technique.is_some() == coloured).map(shown).collect();
        shown.join(", ")
    };
    vec![if speaker.is_empty() { NAMELESS.to_owned() } else { printable(speaker) }, listed(false), listed(true)]
}

/// "claim 2 (doubt)".
#[cfg(feature = "cli")]
fn shown(row: &SpeakerVerb) -> String {
    let count = if row.count() == 1 { String::new() } else { format!(" {}", row.count()) };
    let technique = row.technique.as_ref().map_or(String::new(), |technique| format!(" ({})", short(technique)));
    format!("{}{count}{technique}", row.verb)
}

pub(super) fn short(technique: &Technique) -> &str {
    technique.id().strip_prefix("attribution_").unwrap_or(technique.id())
}

/// What the techniques in the table mean, and, where there are several speakers, what to look for.
pub(super) fn legend(rows: &[SpeakerVerb], speakers: usize) -> String {
    let techniques: BTreeMap<&str, &str> =
        rows.iter().filter_map(|row| row.technique.as_ref()).map(|technique| (short(technique), technique.meaning())).collect();
    if techniques.is_empty() {
        return "All of these verbs are neutral.".to_owned();
    }
    let meaning = |(name, meaning): (&str, &str)| format!("{name}: {}", meaning.strip_prefix("reporting verb that ").unwrap_or(meaning));
    let list: Vec<String> = techniques.into_iter().map(meaning).collect();
    let question = if speakers > 1 { " Does one side confirm what the other only claims?" } else { "" };
    format!("{}.{question}", list.join("; "))
}
