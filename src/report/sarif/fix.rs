//! A neutral wording in the place of a hit, offered only where it can be put in as it stands. An editor applies it with one click, so where
//! grammar or meaning could suffer there is none; the message names the neutral wordings all the same.

use super::model::{ArtifactChange, Content, Fix, Message, Replacement};
use super::place::{artifact, region};
use crate::analysis::Hit;
use crate::context::{Flag, Voice};
use crate::document::Zone;
use crate::lexicon::Entry;
use crate::lexicon::inflect::{Inflection, like};
use crate::report::tables::{HitContext, neutral_wordings};

/// The one neutral wording for a hit of the article's own voice.
pub(super) fn fixes(context: &HitContext<'_>, hit: &Hit) -> Vec<Fix> {
    let entry = context.analyzer().entry(hit.entry);
    let content = context.content(hit.field);
    let written = hit.span.of(content);
    // Words in quotations are somebody's words; words about a word are not used; overlapping changes cannot both be made.
    let is_used = hit.voice == Voice::Editorial && hit.counts() && !hit.flags.contains(&Flag::Mention) && hit.within.is_none();
    if !is_used || hit.zone == Zone::Headline {
        return Vec::new();
    }
    let (Some(wording), Some(mut deleted_region)) = (wording(entry, hit, written), region(context, hit)) else { return Vec::new() };
    if !article_fits(&content[..hit.span.start], written, &wording) {
        return Vec::new();
    }
    deleted_region.snippet = None;
    let replacement = Replacement { deleted_region, inserted_content: Content { text: wording.clone() } };
    let change = ArtifactChange { artifact_location: artifact(&context.analysis().document), replacements: vec![replacement] };
    vec![Fix { description: Message::plain(super::in_message(&format!("Write “{wording}”"))), artifact_changes: vec![change] }]
}

/// The neutral wording in the form of the hit, where there is one and no other.
fn wording(entry: &Entry, hit: &Hit, written: &str) -> Option<String> {
    let [pattern] = &entry.neutral[..] else { return None };
    let inflects = pattern.contains("{forms}");
    // A wording without inflection was written for the head form; the form of the lexicon is that of the text where no markup, line end or
    // possessive is in between.
    let agrees = inflects || same(&hit.term, &entry.term);
    let is_open = pattern.split_whitespace().any(is_placeholder);
    if !agrees || !same(written, &hit.term) || is_open || (inflects && is_ambiguous(pattern, hit.inflection)) {
        return None;
    }
    let wording = neutral_wordings(entry, hit).pop()?;
    let first_written = written.chars().next()?;
    let first_term = hit.term.chars().next()?;
    let raised = first_written.is_uppercase() && first_term.is_lowercase();
    if written.chars().filter(|c| c.is_uppercase()).count() > hit.term.chars().filter(|c| c.is_uppercase()).count() + usize::from(raised) {
        return None;
    }
    Some(if raised { with_capital(&wording) } else { wording })
}

/// "leader appointed by X", "abortion at N weeks": a wording that somebody has to fill in.
fn is_placeholder(word: &str) -> bool {
    let letter = word.len() == 1 && word.starts_with(|c: char| c.is_ascii_uppercase());
    (letter && !matches!(word, "A" | "I")) || word.contains(['…', '(', ')', '[', ']', '/'])
}

fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// "claimed" is past and participle in one; where the neutral verb has two forms for that, it cannot be known which one is right.
fn is_ambiguous(pattern: &str, inflection: Inflection) -> bool {
    let verb = pattern.split_once("{forms}").map_or("", |(before, _)| before.rsplit(' ').next().unwrap_or(before));
    inflection == Inflection::Past && like(verb, Inflection::Past) != like(verb, Inflection::Participle)
}

fn with_capital(wording: &str) -> String {
    let mut characters = wording.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// Whether an article before the hit would still be right: "a" or "an" by the sound, and none before what has become a name.
fn article_fits(before: &str, written: &str, wording: &str) -> bool {
    let article = before.split_whitespace().next_back().map(str::to_lowercase).unwrap_or_default();
    let vowel = |text: &str| text.chars().next().is_some_and(|first| "aeiou".contains(first.to_ascii_lowercase()));
    let name = |text: &str| text.starts_with(char::is_uppercase);
    match article.as_str() {
        "a" | "an" => vowel(written) == vowel(wording) && name(written) == name(wording),
        "the" => name(written) == name(wording),
        _ => true,
    }
}
