//! Wrong answers for the question which wording is neutral: from the article first, then from the lexicon.
//!
//! Wrong means: it judges as well, or it means something else. So a distractor is never a neutral wording of the same target.

use super::super::mask::is_slur;
use super::super::task::{Choice, Origin};
use super::{Asked, Making, small};
use crate::lexicon::Entry;

/// Distractors for a key span, the best first.
pub(super) fn distractors(making: &Making<'_>, asked: Asked<'_>, items: &[Asked<'_>]) -> Vec<Choice> {
    let of_items = items.iter().filter(|other| means_another(asked, other)).filter_map(|other| other.span.neutral.first().cloned());
    let loaded = making.spans().filter(|other| other.span.answer != super::super::model::Answer::Discuss || !other.span.technique.is_loaded());
    let loaded = loaded.filter(|other| super::is_clear(other.span) && !is_same_entry(asked, other)).map(|other| other.span.text.clone());
    let names = making.prepared.iter().flat_map(|prepared| prepared.names.iter().cloned());
    let fits = |wording: &String| is_wrong(asked, wording);
    let same_kind = |other: &Asked<'_>| is_verb(other) == is_verb(&asked);
    let _ = same_kind;
    let choice = |from| move |text: String| Choice { text, id: None, meaning: None, from };
    let article = interleaved(of_items.filter(fits).collect(), loaded.filter(fits).collect()).into_iter().chain(names.filter(fits));
    let lexicon = of_lexicon(making, asked).into_iter().filter(fits);
    super::without_repetition(article.map(choice(Origin::Article)).chain(lexicon.map(choice(Origin::Lexicon))).collect())
}

/// One of each in turn, so that both traps are set: another meaning, another judgement.
fn interleaved(a: Vec<String>, b: Vec<String>) -> Vec<String> {
    let mut pairs = Vec::new();
    let (mut a, mut b) = (a.into_iter(), b.into_iter());
    loop {
        let (first, second) = (a.next(), b.next());
        if first.is_none() && second.is_none() {
            return pairs;
        }
        pairs.extend(first.into_iter().chain(second));
    }
}

fn is_verb(asked: &Asked<'_>) -> bool {
    asked.span.technique.is_attribution() || asked.span.technique.id() == "loaded_verb"
}

fn is_same_entry(a: Asked<'_>, b: &Asked<'_>) -> bool {
    a.span.entry == b.span.entry && a.span.lexicon == b.span.lexicon
}

/// Whether another item is surely about something else.
fn means_another(a: Asked<'_>, b: &Asked<'_>) -> bool {
    !is_same_entry(a, b) && (a.span.target.is_none() || a.span.target != b.span.target)
}

/// Whether a wording is no neutral wording of these words, nor nearly one.
fn is_wrong(asked: Asked<'_>, wording: &str) -> bool {
    let wording = small(wording);
    let right = asked.span.neutral.iter().map(|neutral| small(neutral));
    let mut near = right.chain([small(&asked.span.text)]);
    !wording.is_empty() && !near.any(|right| right.contains(&wording) || wording.contains(&right))
}

/// Neutral wordings of other entries of the same technique and of another target, in the order of the lexicon.
fn of_lexicon(making: &Making<'_>, asked: Asked<'_>) -> Vec<String> {
    let lexicons = making.analyzer.lexicons().iter();
    let own = lexicons.clone().filter(|loaded| loaded.lexicon.header.id == asked.span.lexicon);
    let others = lexicons.filter(|loaded| loaded.lexicon.header.id != asked.span.lexicon);
    let entries = own.chain(others).flat_map(|loaded| &loaded.lexicon.entries);
    let fits = |entry: &&Entry| entry.technique == asked.span.technique && entry.target != asked.span.target && !is_slur(entry);
    entries
        .filter(fits)
        .filter_map(|entry| entry.neutral.first())
        .filter(|wording| !wording.contains('{'))
        .map(|wording| making.slurs.masked(wording))
        .collect()
}
