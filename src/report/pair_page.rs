//! Two texts side by side in the terminal.

use std::fmt::Write;

use super::attribution;
use super::cell::printable;
use super::figures::{counted, thousands};
use super::pair::{Pair, PairRow, Users};
use super::pair_names::{NamedByBoth, NamesOfText};
use super::pair_words::{CAUTION, LETTERS, own_voice, ratio};
use super::place_page::{blocks, wrap};
use super::table::{fitted, grid};
use super::tables::ScoreRow;
use crate::measure::{ByVoice, by_speaker};

/// The page at this width.
#[must_use]
pub fn page(pair: &Pair<'_>, naming: &[NamedByBoth], width: usize) -> String {
    let mut page = String::new();
    for (letter, text) in LETTERS.iter().zip(&pair.texts) {
        head(&mut page, letter, text, width);
    }
    page.push('\n');
    page.push_str(&counts(pair, width));
    page.push('\n');
    for (letter, text) in LETTERS.iter().zip(&pair.texts) {
        wrap(&mut page, letter, &own_voice(text), width);
    }
    wrap(&mut page, "ratio", &ratio(pair), width);
    techniques(&mut page, pair, width);
    for users in Users::ALL {
        entries(&mut page, pair, users, width);
    }
    names(&mut page, naming, width);
    for (letter, text) in LETTERS.iter().zip(&pair.texts) {
        let table = attribution::table(&by_speaker(text.analysis), width);
        if !table.is_empty() {
            let _ = write!(page, "\nWho speaks in {letter}\n{table}");
        }
    }
    for (letter, text) in LETTERS.iter().zip(&pair.texts).filter(|(_, text)| !text.places.is_empty()) {
        let _ = write!(page, "\n{letter} among reference texts\n{}", blocks(text.places, width));
    }
    page.push('\n');
    wrap(&mut page, "", CAUTION, width);
    page
}

fn head(page: &mut String, letter: &str, text: &ScoreRow<'_>, width: usize) {
    let document = &text.analysis.document;
    let facts = [&document.meta.outlet, &document.meta.date].into_iter().flatten().cloned();
    let named: Vec<String> = std::iter::once(document.id.clone()).chain(facts).collect();
    wrap(page, letter, &printable(&named.join(" · ")), width);
    if let Some(headline) = super::headline::headline(text.analysis) {
        wrap(page, " ", &printable(&headline), width);
    }
}

fn counts(pair: &Pair<'_>, width: usize) -> String {
    let row = |name: &str, of: fn(&ScoreRow<'_>) -> u64| {
        std::iter::once(name.to_owned()).chain(pair.texts.iter().map(|text| thousands(of(text)))).collect::<Vec<String>>()
    };
    let mut rows = vec![
        row("words", |text| text.counts.words),
        row("of them in quotations", |text| text.counts.words_quoted),
        row("loaded terms in its own voice", |text| text.counts.loaded.editorial),
        row("loaded terms in quotations", |text| text.counts.loaded.quoted),
        row("loaded terms in scare quotes", |text| text.counts.loaded.scare),
    ];
    if pair.texts.iter().any(|text| text.counts.loaded.uncertain > 0) {
        rows.push(row("loaded terms in unclosed quotations", |text| text.counts.loaded.uncertain));
    }
    fitted(&["", "A", "B"], rows, 1, width)
}

fn techniques(page: &mut String, pair: &Pair<'_>, width: usize) {
    let techniques = pair.techniques();
    if techniques.is_empty() {
        return;
    }
    let rows = techniques.into_iter().map(|(technique, [a, b])| {
        let loaded = if technique.is_loaded() { "" } else { "not counted as loaded" };
        vec![technique.id().replace('_', " "), thousands(a), thousands(b), loaded.to_owned()]
    });
    let headers = ["technique", "A", "B", ""].map(str::to_owned);
    let _ = write!(page, "\nBy technique, hits in any voice\n{}", grid(&headers, &[false, true, true, false], rows, width));
}

fn entries(page: &mut String, pair: &Pair<'_>, users: Users, width: usize) {
    let rows: Vec<&PairRow> = pair.used_by(users).map(|(_, row)| row).collect();
    let of = counted(rows.len() as u64, "entry", "entries");
    let title = match users {
        Users::Both => format!("Both use ({of})"),
        Users::OnlyA => format!("Only A uses ({of})"),
        Users::OnlyB => format!("Only B uses ({of})"),
    };
    let _ = writeln!(page, "\n{title}");
    if rows.is_empty() {
        return;
    }
    let terms = |row: &PairRow, side: usize| printable(&row.terms[side].join(" / "));
    let technique = |row: &PairRow| row.technique.id().replace('_', " ");
    let table = match users {
        Users::Both => {
            let headers = ["words in A", "A", "words in B", "B", "technique"].map(str::to_owned);
            let cells = |row: &PairRow| vec![terms(row, 0), voices(row.counts[0]), terms(row, 1), voices(row.counts[1]), technique(row)];
            grid(&headers, &[false; 5], rows.iter().map(|row| cells(row)), width)
        }
        Users::OnlyA | Users::OnlyB => {
            let side = usize::from(users == Users::OnlyB);
            let headers = ["words", LETTERS[side], "technique", "entry"].map(str::to_owned);
            let cells = |row: &PairRow| vec![terms(row, side), voices(row.counts[side]), technique(row), row.entry.clone()];
            grid(&headers, &[false; 4], rows.iter().map(|row| cells(row)), width)
        }
    };
    page.push_str(&table);
}

/// Naming choice of what both name.
fn names(page: &mut String, naming: &[NamedByBoth], width: usize) {
    if naming.is_empty() {
        return;
    }
    let side = |names: &NamesOfText| {
        let listed: Vec<String> =
            names.names.iter().map(|(name, loaded, count)| format!("{}{} {count}", printable(name), if *loaded { "*" } else { "" })).collect();
        let tally = names.tally();
        format!("{} of {} loaded: {}", tally.hits, tally.words, listed.join(", "))
    };
    let rows = naming.iter().map(|thing| vec![thing.name.clone(), side(&thing.sides[0]), side(&thing.sides[1])]);
    let headers = ["thing named by both", "A", "B"].map(str::to_owned);
    let _ = writeln!(page, "\nWhich names they choose (* a loaded name)");
    page.push_str(&grid(&headers, &[false; 3], rows, width));
}

/// "2 own, 1 quoted"; a dash for none.
fn voices(counts: ByVoice) -> String {
    let parts = [(counts.editorial, "own"), (counts.quoted, "quoted"), (counts.scare, "scare"), (counts.uncertain, "unclosed")];
    let parts: Vec<String> = parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, voice)| format!("{count} {voice}")).collect();
    if parts.is_empty() { "–".to_owned() } else { parts.join(", ") }
}
