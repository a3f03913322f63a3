//! What is in a text but is not text: links, addresses, datelines, bylines. Nothing in it is counted or matched.

use linkify::{Link, LinkFinder, LinkKind};
use memchr::{memchr2_iter, memmem};

use super::paragraphs::Paragraph;
use crate::document::Zone;
use crate::span::{Span, floor_boundary};

/// Longest dateline, in bytes. "WASHINGTON, March 3 (Some Long Agency Name) -" has about fifty.
const DATELINE_LIMIT: usize = 100;
/// Longest byline, in bytes.
const BYLINE_LIMIT: usize = 80;
/// Datelines and bylines stand in the first paragraphs only.
const GUARDED_PARAGRAPHS: usize = 4;

/// URLs and e-mail addresses, sorted.
#[must_use]
pub(super) fn links(content: &str) -> Vec<Span> {
    let bytes = content.as_bytes();
    let www = memmem::find_iter(bytes, "www.");
    let mut hints: Vec<usize> = memchr2_iter(b'@', b'/', bytes).chain(www).collect();
    if hints.is_empty() {
        return Vec::new();
    }
    hints.sort_unstable();
    let mut finder = LinkFinder::new();
    finder.url_must_have_scheme(false);
    let mut found = Vec::new();
    let mut done = 0;
    for hint in hints {
        if hint < done {
            continue;
        }
        // No link goes on over white space.
        let start = bytes[..hint].iter().rposition(u8::is_ascii_whitespace).map_or(0, |space| space + 1);
        done = bytes[hint..].iter().position(u8::is_ascii_whitespace).map_or(content.len(), |space| hint + space);
        let links = finder.links(&content[start..done]).filter(is_link);
        found.extend(links.map(|link| Span::new(start + link.start(), start + link.end())));
    }
    found
}

fn is_link(link: &Link<'_>) -> bool {
    let text = link.as_str();
    // Without a scheme or a path "regime.Next" would pass for a host name.
    *link.kind() == LinkKind::Email || text.contains("://") || text.starts_with("www.") || has_path(text)
}

/// `host.tld/path` with a top-level domain that is common in news.
fn has_path(text: &str) -> bool {
    const DOMAINS: [&str; 30] = [
        "com", "org", "net", "edu", "gov", "int", "mil", "info", "co", "io", "uk", "us", "eu", "de", "fr", "pl", "ua", "ru", "cn", "tw", "il", "ps",
        "ca", "au", "in", "me", "ly", "tv", "news", "be",
    ];
    text.split_once('/').and_then(|(host, _)| host.rsplit_once('.')).is_some_and(|(_, domain)| DOMAINS.contains(&domain))
}

/// Datelines and bylines of an article, sorted.
#[must_use]
pub(super) fn datelines(content: &str, paragraphs: &[Paragraph]) -> Vec<Span> {
    let running = paragraphs.iter().filter(|paragraph| paragraph.zone != Zone::Headline);
    let mut found = Vec::new();
    for paragraph in running.take(GUARDED_PARAGRAPHS) {
        let text = paragraph.span.of(content);
        if is_byline(text) {
            found.push(paragraph.span);
        } else {
            if let Some(length) = dateline(text) {
                found.push(Span::new(paragraph.span.start, paragraph.span.start + length));
            }
            break;
        }
    }
    found.extend(paragraphs.last().filter(|last| paragraphs.len() > 1 && is_sign_off(last.span.of(content))).map(|last| last.span));
    found
}

/// "(Some Wire/jd)" at the end of an article.
fn is_sign_off(text: &str) -> bool {
    text.len() <= BYLINE_LIMIT && text.starts_with('(') && text.ends_with(')') && !text.contains(". ") && text.split_whitespace().count() <= 6
}

/// "By Jane Doe and John Roe, Some Agency": capitalised words, no final stop.
fn is_byline(text: &str) -> bool {
    const SMALL: [&str; 9] = ["and", "in", "of", "for", "the", "de", "van", "von", "at"];
    let Some(rest) = text.strip_prefix("By ").or_else(|| text.strip_prefix("BY ")) else { return false };
    text.len() <= BYLINE_LIMIT
        && !text.ends_with('.')
        && rest.split_whitespace().all(|word| SMALL.contains(&word) || word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '|'))
}

/// Length in bytes of the dateline a paragraph begins with.
///
/// Three shapes: a place, a date or nothing, then an agency in parentheses ("KYIV (Some Wire). ", "(Some Wire) - "); or a place and a
/// date, then a dash ("LONDON, March 3 — "); or an agency or nothing, a place in capitals, a date or nothing, a colon
/// ("(Some Wire) LONDON, Sunday: ").
fn dateline(text: &str) -> Option<usize> {
    agency_dateline(text).or_else(|| place_dateline(text)).or_else(|| colon_dateline(text))
}

fn colon_dateline(text: &str) -> Option<usize> {
    let colon = beginning(text).find(": ").filter(|&at| at < DATELINE_LIMIT)?;
    let head = &text[..colon];
    let agency = head.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let place = agency.map_or(head, |(_, place)| place).trim_start();
    let end = colon + 2;
    let capitals = place.split([',', ' ']).next().is_some_and(is_all_capitals);
    (capitals && is_place_and_date(place) && !place.contains('(') && text[end..].starts_with(starts_sentence)).then_some(end)
}

fn agency_dateline(text: &str) -> Option<usize> {
    let open = text.find('(').filter(|&at| at < DATELINE_LIMIT)?;
    let close = open + text[open..].find(')').filter(|&at| at < DATELINE_LIMIT)? + 1;
    if !is_place_and_date(&text[..open]) {
        return None;
    }
    let end = close + separator(&text[close..]);
    // "(This is a story.)" and "Paris (and only Paris) agreed" are no datelines.
    let ends_guard = end > close + leading_spaces(&text[close..]) || (open > 0 && is_all_capitals(first_word(text)));
    (ends_guard && text[end..].starts_with(starts_sentence)).then_some(end)
}

fn place_dateline(text: &str) -> Option<usize> {
    let (dash, length) = ["—", "–", " - ", "--"].iter().filter_map(|dash| beginning(text).find(dash).map(|at| (at, dash.len()))).min()?;
    let place = &text[..dash];
    let end = dash + length + leading_spaces(&text[dash + length..]);
    let capitals = is_all_capitals(first_word(place));
    let short = place.contains(',') || place.split_whitespace().count() <= 3;
    let named = capitals || (short && text[end..].starts_with(starts_sentence) && place.ends_with(' '));
    (dash > 0 && dash < DATELINE_LIMIT && is_place_and_date(place) && named).then_some(end)
}

/// As much of a text as what ends a dateline may begin in, and a little more.
fn beginning(text: &str) -> &str {
    &text[..floor_boundary(text, text.len().min(DATELINE_LIMIT + 4))]
}

fn starts_sentence(character: char) -> bool {
    character.is_uppercase() || character.is_ascii_digit() || "“\"‘'«„".contains(character)
}

/// Length of the stop, colon or dash, with spaces, that ends a dateline.
fn separator(text: &str) -> usize {
    let spaces = leading_spaces(text);
    let rest = &text[spaces..];
    let mark = [". ", ": ", "—", "–", "--", "- ", "."].iter().find(|mark| rest.starts_with(**mark)).map_or(0, |mark| mark.len());
    spaces + mark + leading_spaces(&rest[mark..])
}

fn leading_spaces(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default()
}

fn is_all_capitals(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().all(char::is_uppercase)
}

/// Only capitalised words, numbers, "of" and the like, with commas and dots between: a place and perhaps a date.
fn is_place_and_date(text: &str) -> bool {
    const SMALL: [&str; 8] = ["of", "the", "on", "de", "la", "near", "and", "al"];
    text.split_whitespace().all(|word| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        bare.is_empty() || SMALL.contains(&bare) || bare.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    }) && !text.contains(['"', '“', '!', '?', ';'])
        && text.split_whitespace().count() <= 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_are_recognised() {
        for (dateline_text, rest) in [
            ("WASHINGTON (Some Agency). ", "The talks ended."),
            ("TAIPEI, March 3 (Straits Ledger) - ", "Ferries stopped."),
            ("KYIV — ", "The regime fell."),
            ("PARIS (AP) ", "The talks"),
            ("Kyiv, Ukraine (News) — ", "Talks"),
            ("(Some Agency) - ", "Talks ended."),
            ("London – ", "Talks ended."),
            ("(SWA) BRACKWATER: ", "Talks ended."),
            ("UPPER TARROW, Sunday: ", "Talks ended."),
            ("NEW YORK, Nov. 24, 2026 --", "“We won,” he said."),
        ] {
            assert_eq!(dateline(&format!("{dateline_text}{rest}")), Some(dateline_text.len()), "{dateline_text}");
        }
    }

    #[test]
    fn running_text_is_no_dateline() {
        for text in [
            "Police – not the army – fired first.",
            "The regime (in power since 1999) fell.",
            "Paris (and only Paris) agreed.",
            "President Doe (Labour). He spoke of the plan and of the regime",
            "(This is a story about the regime.)",
            "The minister said — again — no.",
            "“Never” — that was the reply.",
            "WARNING: the regime is listening.",
            "",
        ] {
            let found = dateline(text).unwrap_or(0);
            assert!(!text[..found].contains("regime"), "{text}: {found}");
        }
        assert_eq!(dateline("Police – not the army – fired first."), None);
        assert_eq!(dateline("The minister said — again — no."), None);
    }

    #[test]
    fn bylines_and_links() {
        assert!(is_byline("By Jane Doe and John Roe, Some Agency"));
        assert!(!is_byline("By Monday the regime had fallen."));
        assert!(!is_byline("By then it was late"));
        let text = "See https://example.com/regime, www.regime.org, a.b@regime.net or example.com/regime. The regime.Next";
        let found: Vec<&str> = links(text).iter().map(|span| span.of(text)).collect();
        assert_eq!(found, ["https://example.com/regime", "www.regime.org", "a.b@regime.net", "example.com/regime"]);
    }
}
