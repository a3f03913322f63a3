//! Lexicons for readers: lists, and everything about one entry, referent or lexicon.

use std::fmt::Write;

use serde::Serialize;
use serde_json::{Value, json};

use super::table::{fitted, grid};
use crate::lexicon::pattern::{entry_forms, expand};
use crate::lexicon::{Entry, Evidence, Lexicon, Loaded, Referent, Status};

/// What `lexicon show` was asked for.
#[derive(Clone, Copy)]
pub enum Item<'a> {
    /// A whole lexicon.
    Lexicon(&'a Loaded),
    /// An entry of a lexicon.
    Entry(&'a Lexicon, &'a Entry),
    /// A referent of a lexicon.
    Referent(&'a Lexicon, &'a Referent),
}

/// The item with this id: a lexicon, an entry or a referent, in this order.
#[must_use]
pub fn find<'a>(lexicons: &'a [Loaded], id: &str) -> Option<Item<'a>> {
    let contents = || lexicons.iter().map(|loaded| loaded.lexicon());
    let lexicon = lexicons.iter().find(|loaded| loaded.lexicon().header.id == id).map(Item::Lexicon);
    let entry = || contents().find_map(|content| content.entries.iter().find(|entry| entry.id == id).map(|entry| Item::Entry(content, entry)));
    let referent = || contents().find_map(|content| content.referents.iter().find(|item| item.id == id).map(|item| Item::Referent(content, item)));
    lexicon.or_else(entry).or_else(referent)
}

/// The entries of lexicons, one line each.
#[must_use]
pub fn list(lexicons: &[Loaded], width: usize) -> String {
    let mut page = String::new();
    for loaded in lexicons {
        let lexicon = loaded.lexicon();
        let header = &lexicon.header;
        let on = lexicon.entries.iter().filter(|entry| entry.on_by_default).count();
        let _ = writeln!(
            page,
            "{} {} — {} ({} entries, {on} on by default, {} referents, {})\n",
            header.id,
            header.version,
            header.title,
            lexicon.entries.len(),
            lexicon.referents.len(),
            header.license
        );
        // Ids are there to be copied: the term comes first, because it may be cut.
        let rows = lexicon.entries.iter().map(|entry| vec![entry.term.clone(), state(entry).to_owned(), entry.id.clone()]).collect();
        page.push_str(&fitted(&["term", "state", "entry"], rows, 1, width));
        page.push('\n');
    }
    page
}

fn state(entry: &Entry) -> &'static str {
    match (entry.status, entry.on_by_default) {
        (Status::Candidate, _) => "candidate",
        (Status::Established, true) => "on",
        (Status::Established, false) => "off",
    }
}

/// The entries of lexicons as JSON.
#[must_use]
pub fn list_json(lexicons: &[Loaded]) -> Value {
    let entry = |entry: &Entry| {
        json!({
            "id": entry.id, "term": entry.term, "technique": entry.technique.id(), "target": entry.target, "serves": entry.serves,
            "strength": entry.strength, "state": state(entry),
        })
    };
    let lexicon = |loaded: &Loaded| {
        let header = &loaded.lexicon().header;
        let entries: Vec<Value> = loaded.lexicon().entries.iter().map(entry).collect();
        json!({
            "id": header.id, "version": header.version, "title": header.title, "language": header.language, "sides": header.sides,
            "license": header.license, "digest": loaded.digest, "entries": entries,
        })
    };
    json!({ "lexicons": lexicons.iter().map(lexicon).collect::<Vec<_>>() })
}

/// Everything about an item, for people.
#[must_use]
pub fn show(item: Item<'_>, width: usize) -> String {
    let lines = match item {
        Item::Lexicon(loaded) => return lexicon_page(loaded, width),
        Item::Entry(lexicon, entry) => entry_lines(lexicon, entry),
        Item::Referent(lexicon, referent) => referent_lines(lexicon, referent),
    };
    let mut page = String::new();
    for (name, text) in lines {
        let first = format!("{name:<11} ");
        let options = textwrap::Options::new(width).initial_indent(&first).subsequent_indent("            ").break_words(false);
        for line in textwrap::wrap(&text, options) {
            let _ = writeln!(page, "{}", line.trim_end());
        }
    }
    page
}

fn lexicon_page(loaded: &Loaded, width: usize) -> String {
    let mut page = String::new();
    for line in textwrap::wrap(&loaded.lexicon().header.description, width) {
        let _ = writeln!(page, "{line}");
    }
    let _ = writeln!(page, "\nSHA-256 {}\n", loaded.digest);
    page.push_str(&list(std::slice::from_ref(loaded), width));
    if !loaded.lexicon().referents.is_empty() {
        let headers = ["referent", "name", "loaded names", "neutral names"].map(str::to_owned);
        let rows =
            loaded.lexicon().referents.iter().map(|referent| {
                vec![referent.id.clone(), referent.name.clone(), referent.loaded.len().to_string(), referent.neutral.len().to_string()]
            });
        page.push_str(&grid(&headers, &[false, false, true, true], rows, width));
    }
    page
}

fn entry_lines(lexicon: &Lexicon, entry: &Entry) -> Vec<(&'static str, String)> {
    let target = entry.target.as_ref().and_then(|id| lexicon.targets.get(id)).map(|target| target.name.clone());
    let mut lines = vec![
        ("entry", format!("{} of {} {}", entry.id, lexicon.header.id, lexicon.header.version)),
        ("term", entry.term.clone()),
        ("state", state(entry).to_owned()),
        ("technique", format!("{}: {}", entry.technique, entry.technique.meaning())),
        ("target", target.unwrap_or_else(|| "–".to_owned())),
        ("serves", entry.serves.clone()),
        ("polarity", entry.polarity.as_str().to_owned()),
        ("strength", entry.strength.to_string()),
        ("why", entry.why.clone()),
        ("neutral", if entry.neutral.is_empty() { "(leave out)".to_owned() } else { entry.neutral.join("; ") }),
        ("forms", forms(lexicon, entry).join(", ")),
        ("capitals", word(&entry.case)),
    ];
    lines.extend(entry.only_if.iter().map(|condition| ("only if", condition.to_string())));
    lines.extend(entry.unless.iter().map(|condition| ("unless", condition.to_string())));
    lines.extend(entry.since.iter().map(|date| ("since", date.clone())));
    lines.extend(entry.until.iter().map(|date| ("until", date.clone())));
    lines.extend(entry.mirror.iter().map(|mirror| ("mirror", mirror.clone())));
    lines.extend(entry.mirror_none.iter().map(|reason| ("mirror", format!("none: {reason}"))));
    lines.extend(evidence_lines(lexicon, entry).into_iter().map(|line| ("source", line)));
    lines.extend(entry.accept.iter().map(|sentence| ("accept", sentence.clone())));
    lines.extend(entry.reject.iter().map(|sentence| ("reject", sentence.clone())));
    lines.extend(entry.notes.iter().map(|notes| ("notes", notes.clone())));
    lines
}

fn referent_lines(lexicon: &Lexicon, referent: &Referent) -> Vec<(&'static str, String)> {
    let neutral: Vec<String> = referent.neutral.iter().flat_map(|pattern| expand(pattern, &[&lexicon.slots]).unwrap_or_default()).collect();
    let mut lines = vec![
        ("referent", format!("{} of {} {}", referent.id, lexicon.header.id, lexicon.header.version)),
        ("name", referent.name.clone()),
        ("kind", word(&referent.kind)),
        ("loaded", referent.loaded.join(", ")),
        ("neutral", neutral.join(", ")),
    ];
    if !referent.offices.is_empty() {
        lines.push(("offices", referent.offices.join(", ")));
    }
    lines
}

fn forms(lexicon: &Lexicon, entry: &Entry) -> Vec<String> {
    entry_forms(lexicon, entry).unwrap_or_default().into_iter().map(|form| form.text).collect()
}

/// Who calls the wording contested: publisher, title, year, stance, place.
#[must_use]
pub fn evidence_lines(lexicon: &Lexicon, entry: &Entry) -> Vec<String> {
    if entry.status == Status::Candidate {
        return vec!["none yet: a candidate, never on by default".to_owned()];
    }
    let line = |evidence: &Evidence| {
        let locator = evidence.locator.as_ref().map(|locator| format!(", {locator}")).unwrap_or_default();
        let source = lexicon.sources.get(&evidence.source).map(|source| format!("{}, {} ({})", source.publisher, source.title, source.year));
        format!("{} — {}{locator}", source.unwrap_or_else(|| evidence.source.clone()), word(&evidence.stance))
    };
    entry.evidence.iter().map(line).collect()
}

/// The word by which a closed choice is written in the file.
fn word(choice: &impl Serialize) -> String {
    serde_json::to_value(choice).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Everything about an item, as JSON; an entry with its full list of forms.
///
/// # Errors
/// As the serializer.
pub fn show_json(item: Item<'_>) -> serde_json::Result<Value> {
    match item {
        Item::Lexicon(loaded) => serde_json::to_value(loaded),
        Item::Referent(_, referent) => serde_json::to_value(referent),
        Item::Entry(lexicon, entry) => {
            let mut value = serde_json::to_value(entry)?;
            value["lexicon"] = lexicon.header.id.as_str().into();
            value["all_forms"] = forms(lexicon, entry).into();
            Ok(value)
        }
    }
}

/// An item as TOML, ready for a file of one's own.
///
/// # Errors
/// As the serializer.
pub fn show_toml(item: Item<'_>) -> Result<String, toml::ser::Error> {
    #[derive(Serialize)]
    struct One<'a> {
        #[serde(skip_serializing_if = "Option::is_none")]
        entry: Option<[&'a Entry; 1]>,
        #[serde(skip_serializing_if = "Option::is_none")]
        referent: Option<[&'a Referent; 1]>,
    }
    match item {
        Item::Lexicon(loaded) => toml::to_string(loaded.lexicon()),
        Item::Entry(_, entry) => toml::to_string(&One { entry: Some([entry]), referent: None }),
        Item::Referent(_, referent) => toml::to_string(&One { entry: None, referent: Some([referent]) }),
    }
}
