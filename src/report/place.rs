//! The comparison of one article with a reference in words: what was found, how often, beside what, how sure.

use std::fmt::Write;

use super::cell::printable;
use super::figures::{counted, range, rate, thousands, two_digits};
use crate::compare::{CompareFlag, Compared, Direction, Place};
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

/// Whether several references say the same, in a sentence.
fn agreement(places: &[Place]) -> String {
    let said = places.iter().filter_map(|place| Some((place, place.compared.as_ref()?.clear_direction()?)));
    let said: Vec<String> = said.map(|(place, direction)| format!("{} beside {}", direction_words(direction), printable(&place.reference))).collect();
    let verdict = if Place::agree(places) { "The references agree" } else { "The references differ" };
    if said.len() < 2 { String::new() } else { format!("{verdict}: {}. Another reference gives other numbers.", said.join(", ")) }
}

fn direction_words(direction: Direction) -> &'static str {
    match direction {
        Direction::Over => "more",
        Direction::Under => "less",
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

/// The lines about a comparison, each with its name.
#[must_use]
pub fn lines(compared: &Compared) -> Vec<(&'static str, String)> {
    let summary = &compared.summary;
    let mut lines = vec![("this text", found(compared.focus)), ("reference", reference(compared))];
    if let Some(rank) = compared.rank.filter(|rank| rank.documents() > 1) {
        let n = rank.documents();
        let mut text = format!("higher than {} of {} reference texts", thousands(rank.below), thousands(n));
        let as_high = 1 + rank.equal + rank.above;
        if compared.focus.hits == 0 {
            let _ = write!(text, "; {} have no such term either", thousands(rank.equal));
        } else if rank.p_rank.is_some() {
            let _ = write!(text, "; as high or higher: {} of {} such texts, this one included", thousands(as_high), thousands(n + 1));
        }
        lines.push(("rank", text));
    }
    if let (Some(ratio), Some(interval)) = (compared.ratio, compared.ratio_interval) {
        let verdict = compared.clear_direction().map_or("", direction_words);
        let range = range(interval);
        lines.push(("ratio", format!("{} times the reference rate ({range}, counting uncertainty only): {verdict}", two_digits(ratio))));
    } else if compared.focus.hits > 0 && summary.pooled.hits == 0 {
        lines.push(("ratio", "none: not found in the reference".to_owned()));
    }
    lines
}

/// "5 loaded terms in its own voice in 400 words = 12.5 per 1,000 (4.1 to 29.2; one hit = 2.5)".
fn found(focus: Tally) -> String {
    let words = thousands(focus.words);
    match (focus.rate(), garwood(focus.hits, focus.words)) {
        (Some(rate), Some(interval)) if focus.hits > 0 => {
            let one = Tally::new(1, focus.words).rate().unwrap_or_default();
            let terms = counted(focus.hits, "loaded term", "loaded terms");
            let range = format!("{:.1} to {:.1} compatible with the count; one hit = {one:.1}", interval.low, interval.high);
            format!("{terms} in its own voice in {words} words = {rate:.1} per 1,000 ({range})")
        }
        (Some(_), Some(interval)) => {
            format!("no loaded term in its own voice in {words} words; up to {:.1} per 1,000 would still be compatible", interval.high)
        }
        _ => "no word of its own, so no rate".to_owned(),
    }
}

/// "6 in 16,395 words, 30 texts, in 4 of them = 0.4 per 1,000; median 0.0, nine in ten below 1.9".
fn reference(compared: &Compared) -> String {
    let summary = &compared.summary;
    let texts = counted(summary.documents as u64, "text", "texts");
    let words = thousands(summary.pooled.words);
    if summary.pooled.hits == 0 {
        let high = garwood(0, summary.pooled.words).map_or(0.0, |interval| interval.high);
        return format!("none in {words} words, {texts} (compatible with up to {high:.2} per 1,000)");
    }
    let [pooled, median, p90] = [summary.rate, summary.median, summary.p90].map(|figure| rate(figure.unwrap_or_default()));
    format!(
        "{} in {words} words, {texts}, in {} of them = {pooled} per 1,000; median {median}, one in ten above {p90}",
        counted(summary.pooled.hits, "hit", "hits"),
        thousands(summary.documents_with_hit as u64)
    )
}

/// What weakens the comparison, in words.
#[must_use]
pub fn mind(place: &Place) -> Vec<String> {
    let flags = place.compared.iter().flat_map(|compared| &compared.flags);
    let mut mind: Vec<String> = flags.map(|flag| flag_words(*flag).to_owned()).collect();
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
