//! What a profile holds, on one page.

use std::fmt::Write;

use super::cell::printable;
use super::figures::{counted, thousands};
use super::profile::{ProfileRow, warnings, words_editorial};
use super::table::fitted;
use crate::profile::{Kind, Profile};

/// How many entries are shown.
const MOST_FREQUENT: usize = 12;

/// The view for people.
#[must_use]
pub fn page(name: &str, profile: &Profile, rows: &[ProfileRow], width: usize) -> String {
    let about = &profile.about;
    let count = |number: usize| thousands(number as u64);
    let mut facts = vec![
        ("profile", if about.name.is_empty() { name.to_owned() } else { about.name.clone() }),
        ("texts", [counted(profile.kept().count() as u64, "text", "texts"), near_copies(profile)].join(" ").trim_end().to_owned()),
        (
            "words",
            format!("{}, {} outside quotations", thousands(profile.kept().map(|document| document.words).sum()), thousands(words_editorial(profile))),
        ),
        (
            "counted",
            format!(
                "{} entries and {} things with rival names, by connote {}",
                count(of_kind(rows, Kind::Entry)),
                count(of_kind(rows, Kind::Referent)),
                about.version
            ),
        ),
        ("language", about.language.clone()),
    ];
    facts.extend(
        [("title", &about.title), ("period", &about.period), ("topics", &about.topics), ("mind", &about.note)]
            .map(|(label, text)| (label, text.clone())),
    );
    facts.push((
        "terms",
        profile.vocabulary.as_ref().map_or(String::new(), |vocabulary| {
            format!("{} words and phrases, of up to {}", count(vocabulary.terms.len()), counted(vocabulary.longest as u64, "word", "words"))
        }),
    ));
    facts.push((
        "noticed",
        warnings(profile)
            .iter()
            .map(|(name, count)| format!("{} in {}", name.replace('_', " "), counted(*count as u64, "text", "texts")))
            .collect::<Vec<_>>()
            .join(", "),
    ));
    let mut page = String::new();
    for (label, text) in facts.iter().filter(|(_, text)| !text.is_empty()) {
        let first = format!("{label:<10}");
        let options = textwrap::Options::new(width).initial_indent(&first).subsequent_indent("          ");
        for line in textwrap::wrap(&printable(text), options) {
            let _ = writeln!(page, "{line}");
        }
    }
    page.push('\n');
    let mut frequent: Vec<&ProfileRow> = rows.iter().filter(|row| row.item.kind == Kind::Entry && row.hits.editorial > 0).collect();
    frequent.sort_by(|a, b| b.hits.editorial.cmp(&a.hits.editorial).then_with(|| a.item.cmp(&b.item)));
    let cells = |row: &&ProfileRow| {
        let rate = row.editorial().rate().unwrap_or_default();
        vec![row.item.id.clone(), thousands(row.hits.editorial), thousands(row.hits.quoted), thousands(row.documents), format!("{rate:.3}")]
    };
    let headers = ["most frequent entries", "own voice", "quoted", "texts", "per 1,000"];
    page.push_str(&fitted(&headers, frequent.iter().take(MOST_FREQUENT).map(cells).collect(), 1, width));
    page
}

fn near_copies(profile: &Profile) -> String {
    match profile.copies() {
        0 => String::new(),
        copies => format!("({} left out)", counted(copies, "near copy", "near copies")),
    }
}

fn of_kind(rows: &[ProfileRow], kind: Kind) -> usize {
    rows.iter().filter(|row| row.item.kind == kind).count()
}
