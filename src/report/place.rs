//! The comparison of one article with a reference in words: what was found, how often, beside what, how sure.

use super::cell::printable;
use super::figures::{counted, range, rate, thousands, two_digits};
use crate::compare::flag::SHORT_TEXT_BELOW;
use crate::compare::{CompareFlag, Compared, Direction, Place, Rank};
use crate::measure::Tally;
use crate::measure::interval::garwood;

/// "Beside world-2024 (news ..., 2024)".
#[must_use]
pub fn heading(place: &Place) -> String {
    let described = if place.described.is_empty() { String::new() } else { format!(" ({})", place.described) };
    format!("Beside {}{}", printable(&place.reference), printable(&described))
}

/// Whether several references say the same, in a sentence; that another one gives other numbers.
#[must_use]
pub fn caution(places: &[Place]) -> String {
    let several = agreement(places);
    if several.is_empty() { "Another reference gives other numbers.".to_owned() } else { several }
}

/// Whether several references say the same, in a sentence; empty for a single one.
fn agreement(places: &[Place]) -> String {
    let verdict = match Place::agree(places) {
        _ if places.len() < 2 => return String::new(),
        None => return "There is too little here for the references to agree or differ on. Another reference gives other numbers.".to_owned(),
        Some(true) => "The references agree",
        Some(false) => "The references differ",
    };
    let said = places.iter().filter_map(|place| Some((place, place.compared.as_ref()?.clear_direction()?)));
    let said: Vec<String> = said.map(|(place, direction)| format!("{} beside {}", direction_words(direction), printable(&place.reference))).collect();
    let noted = if places.iter().any(|place| !place.note.is_empty()) { " Mind what stands under each of them." } else { "" };
    format!("{verdict}: {}.{noted} Another reference gives other numbers.", said.join(", "))
}

fn direction_words(direction: Direction) -> &'static str {
    match direction {
        Direction::Over => "more often",
        Direction::Under => "less often",
        Direction::Equal => "no clear difference",
    }
}

/// Why there is no comparison.
#[must_use]
pub fn not_compared(place: &Place) -> String {
    if place.not_covered > 0 {
        "It was counted without any of the loaded entries in use, so there is nothing to compare.".to_owned()
    } else {
        "It has no text to compare with.".to_owned()
    }
}

/// The lines of a comparison, each with its name.
#[must_use]
pub fn lines(compared: &Compared) -> Vec<(&'static str, String)> {
    let mut lines = vec![("this text", found(compared)), ("reference", reference(compared))];
    // With so little to go by, a rank or a ratio would only look like an answer.
    if compared.is_weak() {
        return lines;
    }
    lines.extend(compared.rank.filter(|rank| rank.documents() > 1).map(|rank| ("rank", place_among(rank))));
    lines.extend(ratio(compared).map(|text| ("ratio", text)));
    lines
}

/// "higher than 1,742 of 1,808 reference texts; 66 have as high a rate or a higher one".
fn place_among(rank: Rank) -> String {
    let as_high = match rank.equal + rank.above {
        0 => "none has a rate as high".to_owned(),
        1 => "1 has as high a rate or a higher one".to_owned(),
        many => format!("{} have as high a rate or a higher one", thousands(many)),
    };
    format!("higher than {} of {} reference texts; {as_high}", thousands(rank.below), thousands(rank.documents()))
}

fn ratio(compared: &Compared) -> Option<String> {
    match (compared.ratio, compared.ratio_interval) {
        (Some(ratio), Some(interval)) => {
            let verdict = compared.clear_direction().map_or("", direction_words);
            let range = range(interval);
            Some(format!("{verdict}: {} times the reference rate ({range}, counting uncertainty only)", two_digits(ratio)))
        }
        _ => (compared.focus.hits > 0 && compared.summary.pooled.hits == 0).then(|| "none: not found in the reference".to_owned()),
    }
}

/// "5 loaded terms in its own voice in 400 words = 12.5 per 1,000 (4.1 to 29.2; one hit = 2.5)".
fn found(compared: &Compared) -> String {
    let focus = compared.focus;
    let words = counted(focus.words, "word", "words");
    let terms = if focus.hits == 0 { "no loaded term".to_owned() } else { counted(focus.hits, "loaded term", "loaded terms") };
    let text = format!("{terms} in its own voice in {words}");
    match (focus.rate(), garwood(focus.hits, focus.words)) {
        (Some(per), Some(interval)) if !compared.is_weak() => {
            let one = Tally::new(1, focus.words).rate().unwrap_or_default();
            format!("{text} = {per:.1} per 1,000 ({:.1} to {:.1} compatible with the count; one hit = {one:.1})", interval.low, interval.high)
        }
        (Some(_), Some(interval)) if focus.hits == 0 && focus.words >= SHORT_TEXT_BELOW => {
            format!("{text}; up to {:.1} per 1,000 would still be compatible", interval.high)
        }
        _ => text + ": too little for a rate",
    }
}

/// "1,524 of 1,802 texts have none, one in ten more than 1.1 per 1,000; all together 382 hits in 1,376,220 words = 0.3".
fn reference(compared: &Compared) -> String {
    let summary = &compared.summary;
    let texts = counted(summary.documents as u64, "text", "texts");
    let words = counted(summary.pooled.words, "word", "words");
    if summary.pooled.hits == 0 {
        let high = garwood(0, summary.pooled.words).map_or(0.0, |interval| interval.high);
        return format!("none in {texts} of {words} (compatible with up to {high:.2} per 1,000)");
    }
    let without = thousands((summary.documents - summary.documents_with_hit) as u64);
    let [pooled, p90] = [summary.rate, summary.p90].map(|figure| rate(figure.unwrap_or_default()));
    let tail = if summary.p90.is_some_and(|p90| p90 > 0.0) { format!(", one in ten more than {p90} per 1,000") } else { String::new() };
    format!("{without} of {texts} have none{tail}; all together {} in {words} = {pooled} per 1,000", counted(summary.pooled.hits, "hit", "hits"))
}

/// What weakens the comparison, in words.
#[must_use]
pub fn mind(place: &Place) -> Vec<String> {
    let flags = place.compared.iter().flat_map(|compared| &compared.flags);
    let mut mind: Vec<String> = flags.map(|flag| flag_words(*flag).to_owned()).collect();
    if !place.note.is_empty() {
        mind.push(printable(&place.note));
    }
    if place.left_out > 0 {
        let texts = counted(place.left_out as u64, "text", "texts");
        mind.push(format!("{texts} left out of the reference: the article itself or near copies of it"));
    }
    if place.not_covered > 0 && place.compared.is_some() {
        let entries = counted(place.not_covered as u64, "entry", "entries");
        mind.push(format!("{entries} left out of the comparison: the reference was counted without them"));
    }
    mind
}

fn flag_words(flag: CompareFlag) -> &'static str {
    match flag {
        CompareFlag::FewHits => "fewer than 5 hits, one more or less changes the picture",
        CompareFlag::ShortText => "fewer than 150 words, a single hit makes a high rate",
        CompareFlag::LengthMismatch => "most reference texts are much shorter or longer",
        CompareFlag::BurstyReference => "hits come in bursts in the reference, so the range of the ratio is too narrow",
    }
}
