//! Match loaded words with neutral ones.
//!
//! Fair is a pair whose neutral wording fits no other pair: two terms with the same neutral wording are one item, and so are two names for the same
//! thing.

use super::super::build::TooFew;
use super::super::chance::Chance;
use super::super::model::{Doubt, KeySpan};
use super::super::task::{Choice, Kind, MatchItem, Origin, Work};
use super::super::wording::{are_kin, is_plural, near};
use super::distractors::distractors;
use super::rewrite::is_right_article;
use super::{Asked, Making, is_readable};

/// Choices of the whole task that belong to no item.
const EXTRA: usize = 2;

pub(super) fn items(making: &Making<'_>) -> Result<(Work, Vec<Choice>), TooFew> {
    let mut asked = making.firsts(|asked| is_readable(asked.span) && has_answer(making, asked.span) && fits_article(making, asked));
    Chance::new(making.settings.seed, "match").shuffle(&mut asked);
    // Verbs of saying come last, since nearly all of them mean "said"; before them what the facts decide.
    asked.sort_by_key(|asked| (asked.span.doubts.contains(&Doubt::NotCounted), asked.span.open_wording));
    let mut chosen: Vec<Asked<'_>> = Vec::new();
    for candidate in asked {
        if chosen.iter().all(|other| can_stand_together(making, candidate, *other)) {
            chosen.push(candidate);
        }
    }
    making.too_few(Kind::Match, chosen.len(), "wordings with a neutral one of their own")?;
    chosen.truncate(making.settings.items);
    let mut chance = Chance::new(making.settings.seed, "match choices");
    let items: Vec<MatchItem> = chosen.iter().map(|asked| item(making, *asked, &chosen, &mut chance)).collect();
    let pool = pool(&items, &chosen, making, &mut chance);
    Ok((Work::Match(items), pool))
}

/// Whether the first neutral wording can be told from the passage: not one of many between which facts decide that a pupil does not know, and of
/// the same number.
fn has_answer(making: &Making<'_>, span: &KeySpan) -> bool {
    const MANY: usize = 4;
    let Some(first) = span.neutral.first() else { return false };
    let unlike = !making.is_verb(span) && is_plural(&span.text) && !is_plural(first);
    !(unlike || span.open_wording && span.neutral.len() >= MANY)
}

/// Whether the "a" or "an" before the words can stand before the neutral wording: "an occupying force" is no "an police".
fn fits_article(making: &Making<'_>, asked: Asked<'_>) -> bool {
    let before = making.prepared[asked.passage].passage.cut(0, asked.span.start);
    asked.span.neutral.first().is_none_or(|wording| is_right_article(&before, wording))
}

/// Whether nobody could give one's answer to the other.
fn can_stand_together(making: &Making<'_>, a: Asked<'_>, b: Asked<'_>) -> bool {
    let shared = a.span.neutral.iter().any(|wording| b.span.neutral.iter().any(|other| near(wording, other)));
    let same_thing = a.span.target.is_some() && a.span.target == b.span.target && a.span.technique == b.span.technique;
    // Where facts decide between wordings, another item's wording could be one of them.
    let open = a.span.open_wording || b.span.open_wording;
    let alike = making.is_verb(a.span) == making.is_verb(b.span) && making.alike(a.span, b.span);
    let kin = alike && a.span.neutral.iter().any(|wording| b.span.neutral.iter().any(|other| are_kin(wording, other)));
    !(shared || same_thing || kin || open && alike)
}

fn item(making: &Making<'_>, asked: Asked<'_>, chosen: &[Asked<'_>], chance: &mut Chance) -> MatchItem {
    let span = asked.span;
    let answer = span.neutral.first().cloned().unwrap_or_default();
    let mut choices = vec![Choice { text: answer.clone(), id: None, meaning: None, from: Origin::Answer }];
    choices.extend(distractors(making, asked, chosen, chance));
    choices = super::without_repetition(choices);
    choices.truncate(making.settings.level.choices());
    chance.shuffle(&mut choices);
    MatchItem {
        passage: asked.passage,
        key: asked.key,
        term: span.text.clone(),
        context: making.sentence(asked),
        answer,
        accepted: span.neutral.iter().skip(1).cloned().collect(),
        choices,
        dispute: making.wording_dispute(span),
    }
}

/// All answers and a few wordings that are right for no item.
fn pool(items: &[MatchItem], chosen: &[Asked<'_>], making: &Making<'_>, chance: &mut Chance) -> Vec<Choice> {
    let answers = items.iter().map(|item| Choice { text: item.answer.clone(), id: None, meaning: None, from: Origin::Answer });
    let wrong = items.iter().flat_map(|item| &item.choices).filter(|choice| choice.from != Origin::Answer);
    let for_none = |choice: &&Choice| chosen.iter().all(|asked| asked.span.neutral.iter().all(|right| !near(right, &choice.text)));
    let loaded_first = |choice: &&Choice| !making.spans().any(|asked| asked.span.text == choice.text);
    let mut extra: Vec<&Choice> = wrong.filter(for_none).collect();
    extra.sort_by_key(loaded_first);
    let mut pool = super::without_repetition(answers.chain(extra.into_iter().cloned()).collect());
    pool.truncate(items.len() + EXTRA);
    chance.shuffle(&mut pool);
    pool
}
