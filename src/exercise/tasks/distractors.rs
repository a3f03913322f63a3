//! Wrong answers for the question which wording is neutral: from the article first, then from the lexicon.
//!
//! Wrong means: it judges as well, or it means something else. So a distractor is never a neutral wording of the same target.

use super::super::mask::is_slur;
use super::super::task::{Choice, Origin};
use super::{Asked, Making, near};
use crate::lexicon::Entry;

/// Distractors for a key span, the best first: wordings of its kind before others, so that grammar does not give the answer away.
pub(super) fn distractors(making: &Making<'_>, asked: Asked<'_>, items: &[Asked<'_>]) -> Vec<Choice> {
    let neutral = items.iter().copied().filter(|other| means_another(asked, *other));
    let neutral = neutral.filter_map(|other| Some((is_verb(other), other.span.neutral.first()?.clone())));
    let loaded = making.spans().filter(|other| super::is_clear(other.span) && !is_same_entry(asked, *other));
    let loaded = loaded.map(|other| (is_verb(other), other.span.text.clone()));
    let fits = |(_, wording): &(bool, String)| is_wrong(asked, wording);
    let mut article = interleaved(neutral.filter(fits).collect(), loaded.filter(fits).collect());
    article.extend(making.prepared.iter().flat_map(|prepared| &prepared.names).map(|name| (false, name.clone())).filter(fits));
    let lexicon = of_lexicon(making, asked).into_iter().map(|wording| (is_verb(asked), wording)).filter(fits);
    let all = article.into_iter().map(|found| (found, Origin::Article)).chain(lexicon.map(|found| (found, Origin::Lexicon)));
    let (alike, others): (Vec<_>, Vec<_>) = all.partition(|((verb, _), _)| *verb == is_verb(asked));
    let choice = |((_, text), from): ((bool, String), Origin)| Choice { text, id: None, meaning: None, from };
    super::without_repetition(alike.into_iter().chain(others).map(choice).collect())
}

/// One of each in turn, so that both traps are set: another meaning, another judgement.
fn interleaved<T>(a: Vec<T>, b: Vec<T>) -> Vec<T> {
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

fn is_verb(asked: Asked<'_>) -> bool {
    asked.span.technique.is_attribution() || asked.span.technique.id() == "loaded_verb"
}

fn is_same_entry(a: Asked<'_>, b: Asked<'_>) -> bool {
    a.span.entry == b.span.entry && a.span.lexicon == b.span.lexicon
}

/// Whether another item is surely about something else.
fn means_another(a: Asked<'_>, b: Asked<'_>) -> bool {
    !is_same_entry(a, b) && (a.span.target.is_none() || a.span.target != b.span.target)
}

/// Whether a wording is no neutral wording of these words, nor nearly one, and not these words themselves.
fn is_wrong(asked: Asked<'_>, wording: &str) -> bool {
    let mut right = asked.span.neutral.iter().chain([&asked.span.text]);
    !wording.trim().is_empty() && !right.any(|right| near(right, wording))
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
