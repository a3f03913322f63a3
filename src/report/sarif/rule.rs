//! An entry of a lexicon as a rule.

use serde_json::json;

use super::in_message;
use super::model::{Configuration, Message, Rule};
use crate::analysis::{Analyzer, EntryIndex};
use crate::report::lexicon::evidence_lines;
use crate::report::markdown;

/// The rule of an entry.
pub(super) fn rule(analyzer: &Analyzer, index: EntryIndex) -> Rule {
    let lexicon = analyzer.lexicons()[index.lexicon].lexicon();
    let entry = analyzer.entry(index);
    let mut tags: Vec<&str> = Vec::new();
    for tag in [lexicon.header.id.as_str(), entry.technique.id()].into_iter().chain(entry.tags.iter().map(String::as_str)) {
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    Rule {
        id: entry.id.clone(),
        name: joined(&entry.id),
        short_description: Message::plain(in_message(&format!("“{}”: {}, {}", entry.term, entry.technique, entry.technique.meaning()))),
        full_description: Message::plain(in_message(&entry.why)),
        help: help(analyzer, index),
        default_configuration: Configuration { level: if entry.technique.is_loaded() { "warning" } else { "note" } },
        properties: json!({
            "lexicon": lexicon.header.id, "technique": entry.technique.id(), "target": entry.target, "serves": entry.serves,
            "polarity": entry.polarity.as_str(), "strength": entry.strength, "loaded": entry.technique.is_loaded(), "tags": tags,
        }),
    }
}

/// What else one needs to judge a result and to answer it.
fn help(analyzer: &Analyzer, index: EntryIndex) -> Message {
    let entry = analyzer.entry(index);
    let neutral = if entry.neutral.is_empty() && entry.omit { vec!["leave it out".to_owned()] } else { entry.neutral.clone() };
    let neutral: Vec<String> = neutral.iter().map(|wording| wording.replace("{forms}", "")).collect();
    let sources = evidence_lines(analyzer.lexicons()[index.lexicon].lexicon(), entry);
    let off = format!("--disable {}", entry.id);
    let explain = "It is about a wording, not about who is right.";
    let parts = [("Neutral wording", neutral), ("Who calls it contested", sources)];
    let plain: String = parts.iter().filter(|(_, items)| !items.is_empty()).map(|(name, items)| format!("{name}: {}.\n", items.join("; "))).collect();
    let list = |items: &[String]| items.iter().map(|item| format!("- {}\n", markdown::escaped(item))).collect::<String>();
    let marked: String =
        parts.iter().filter(|(_, items)| !items.is_empty()).map(|(name, items)| format!("**{name}**\n\n{}\n", list(items))).collect();
    let text = format!("{}\n{plain}{explain} Switch it off with: {off}", entry.why);
    let markdown = format!("{}\n\n{marked}{explain} Switch it off with `{off}`.", markdown::escaped(&entry.why));
    Message { text: in_message(&text), markdown: Some(braced(&markdown)) }
}

/// Braces in a message hold numbers of arguments unless they are doubled.
fn braced(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

/// "kyiv-regime" as "KyivRegime".
fn joined(id: &str) -> String {
    id.split('-')
        .map(|part| {
            let mut characters = part.chars();
            characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
        })
        .collect()
}
