//! Wrong answers for the question which wording is neutral: from the article first, then from the lexicon.
//!
//! Wrong means: it judges as well, or it means something else. So a distractor is never a neutral wording of the same target.

use super::super::chance::Chance;
use super::super::mask::is_slur;
use super::super::task::{Choice, Origin};
use super::super::wording::{are_kin, is_verbal, near};
use super::{Asked, Making};
use crate::lexicon::Entry;

/// Distractors for a key span, the best first: wordings of its kind before others, so that grammar does not give the answer away.
pub(super) fn distractors(making: &Making<'_>, asked: Asked<'_>, items: &[Asked<'_>], chance: &mut Chance) -> Vec<Choice> {
    let verb = making.is_verb(asked.span);
    let kin = |wording: &str| asked.span.neutral.iter().any(|right| are_kin(right, wording));
    let is_kin = |other: &Asked<'_>| other.span.neutral.first().is_some_and(|wording| kin(wording));
    let apart = |other: &Asked<'_>| !making.alike(asked.span, other.span) || !(asked.span.open_wording || is_kin(other));
    let neutral = items.iter().copied().filter(|other| means_another(asked, *other)).filter(apart);
    let neutral = neutral.filter_map(|other| Some((making.is_verb(other.span), other.span.neutral.first()?.clone())));
    let loaded = making.firsts(|other| super::is_readable(other.span) && !other.span.neutral.is_empty() && !is_same_entry(asked, other));
    let loaded = loaded.into_iter().map(|other| (making.is_verb(other.span), other.span.text.clone()));
    let fits = |(_, wording): &(bool, String)| is_wrong(asked, wording);
    let lists = [neutral.filter(fits).collect::<Vec<_>>(), loaded.filter(fits).collect()].map(|mut list| {
        chance.shuffle(&mut list);
        list.sort_by_key(|(kind, _)| *kind != verb);
        list
    });
    let names = making.prepared.iter().flat_map(|prepared| &prepared.names).filter(|name| !kin(name)).map(|name| (false, name.clone())).filter(fits);
    let article = interleaved(lists).into_iter().chain(names).map(|found| (found, Origin::Article));
    let lexicon =
        of_lexicon(making, asked).into_iter().filter(|wording| !kin(wording)).map(|wording| (is_verbal(&wording) || verb, wording)).filter(fits);
    let mut all: Vec<((bool, String), Origin)> = article.chain(lexicon.map(|found| (found, Origin::Lexicon))).collect();
    all.sort_by_key(|((kind, _), _)| *kind != verb);
    let choice = |((_, text), from): ((bool, String), Origin)| Choice { text, id: None, meaning: None, from };
    super::without_repetition(all.into_iter().map(choice).collect())
}

/// One of each in turn, so that both traps are set: another meaning, another judgement.
fn interleaved<T>([a, b]: [Vec<T>; 2]) -> Vec<T> {
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

/// Neutral wordings of other entries of the same technique and of another target, in the order of the lexicon; none where facts decide between
/// the wordings, since one of these could be right too.
fn of_lexicon(making: &Making<'_>, asked: Asked<'_>) -> Vec<String> {
    if asked.span.open_wording {
        return Vec::new();
    }
    let lexicons = making.analyzer.lexicons().iter();
    let own = lexicons.clone().filter(|loaded| loaded.lexicon().header.id == asked.span.lexicon);
    let others = lexicons.filter(|loaded| loaded.lexicon().header.id != asked.span.lexicon);
    let entries = own.chain(others).flat_map(|loaded| &loaded.lexicon().entries);
    let fits = |entry: &&Entry| entry.technique == asked.span.technique && entry.target != asked.span.target && !is_slur(entry);
    let wordings = entries.filter(fits).filter_map(|entry| entry.neutral.first()).filter(|wording| !wording.contains('{'));
    wordings.map(|wording| making.slurs.masked(wording)).collect()
}
