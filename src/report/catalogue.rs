//! The catalogue of the built-in lexicons as a Markdown page: every entry with what it presupposes, a neutral wording and who says so.

use std::fmt::Write;

use super::markdown::escaped;
use crate::lexicon::{Entry, Lexicon, Loaded, Status};

/// The page.
#[must_use]
pub fn catalogue(lexicons: &[Loaded]) -> String {
    let mut page = "# Lexicons: the catalogue\n\nMade from the files under `lexicons/en` (`CONNOTE_BLESS=1 cargo test --test generated`). An entry is about a wording, never about who is\n\
        right. *Off*: listed, not looked for unless you ask (`--enable ENTRY`). *Candidate*: no source yet, never on by default. Forms, conditions, examples and the\n\
        sources in full: `connote lexicon show ENTRY`. Something is wrong or unfair? [How to challenge an entry](disputes.md).\n\n"
        .to_owned();
    let _ = writeln!(page, "| lexicon | version | entries | on by default | referents |\n|---|---|---:|---:|---:|");
    let mut totals = [0; 3];
    for lexicon in lexicons.iter().map(|loaded| loaded.lexicon()) {
        let counts = [lexicon.entries.len(), on(lexicon), lexicon.referents.len()];
        let header = &lexicon.header;
        let _ = writeln!(page, "| [{0}](#{0}) | {1} | {2} | {3} | {4} |", header.id, header.version, counts[0], counts[1], counts[2]);
        totals.iter_mut().zip(counts).for_each(|(total, count)| *total += count);
    }
    let _ = writeln!(page, "| all | | {} | {} | {} |", totals[0], totals[1], totals[2]);
    for loaded in lexicons {
        section(&mut page, loaded.lexicon());
    }
    page
}

fn on(lexicon: &Lexicon) -> usize {
    lexicon.entries.iter().filter(|entry| entry.on_by_default).count()
}

fn section(page: &mut String, lexicon: &Lexicon) {
    let header = &lexicon.header;
    let _ = writeln!(page, "\n## {}\n\n{}. {} Licence {}.", header.id, header.title, header.description, header.license);
    if header.is_themed() {
        let side = |side: &String| {
            let entries = || lexicon.entries.iter().filter(|entry| entry.serves == *side);
            format!("{side} {} ({} on by default)", entries().count(), entries().filter(|entry| entry.on_by_default).count())
        };
        let _ = writeln!(page, "\nSides: {}.", header.sides.iter().map(side).collect::<Vec<_>>().join(", "));
    }
    let _ = writeln!(page, "\n| term | technique | serves | state | presupposes | neutral | sources |\n|---|---|---|---|---|---|---|");
    for entry in &lexicon.entries {
        let _ = writeln!(
            page,
            "| {} <br>`{}` | {} | {} | {} | {} | {} | {} |",
            escaped(&entry.term),
            entry.id,
            entry.technique.id().replace('_', " "),
            entry.serves,
            state(entry),
            escaped(&entry.why),
            escaped(&neutral(entry)),
            escaped(&sources(lexicon, entry))
        );
    }
    if lexicon.referents.is_empty() {
        return;
    }
    let names: Vec<String> = lexicon.referents.iter().map(|referent| escaped(&referent.name)).collect();
    let _ = writeln!(page, "\nNaming choice is counted for: {}.", names.join("; "));
}

/// "2, on"; "1, off"; "candidate".
fn state(entry: &Entry) -> String {
    match entry.status {
        Status::Candidate => "candidate".to_owned(),
        Status::Established => format!("{}, {}", entry.strength, if entry.on_by_default { "on" } else { "off" }),
    }
}

fn neutral(entry: &Entry) -> String {
    if entry.neutral.is_empty() {
        return "(leave out)".to_owned();
    }
    entry.neutral.join("; ").replace("{forms}", "")
}

fn sources(lexicon: &Lexicon, entry: &Entry) -> String {
    let source = |key: &String| lexicon.sources.get(key).map_or_else(|| key.clone(), |source| format!("{} {}", source.publisher, source.year));
    let mut all: Vec<String> = entry.evidence.iter().map(|evidence| source(&evidence.source)).collect();
    all.dedup();
    all.join("; ")
}
