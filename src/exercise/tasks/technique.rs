//! Sort by technique.
//!
//! Fair is a question with one defensible answer: no choice is a second technique of the same words, and none is of a family in which trained
//! people mistake one for another.

use std::collections::BTreeMap;

use super::super::build::TooFew;
use super::super::chance::Chance;
use super::super::model::KeySpan;
use super::super::task::{Choice, Kind, Origin, TechniqueItem, Work};
use super::{Asked, Making, is_readable};
use crate::lexicon::{Polarity, TECHNIQUES, Technique};

/// Families of techniques between which fair people differ.
const FAMILIES: [&[&str]; 6] = [
    &[
        "labeling",
        "title_denial",
        "dysphemism",
        "dehumanisation",
        "presupposition",
        "slur",
        "slogan",
        "loaded_noun",
        "unattributed_judgement",
        "toponym",
    ],
    &["scare_marker", "existence_denial", "hedge", "weasel", "presupposition"],
    &["euphemism", "minimisation", "vagueness", "slogan", "virtue_word"],
    &["puffery", "virtue_word", "modifier", "loaded_modifier", "editorializing", "booster", "unattributed_judgement"],
    &["metaphor", "dehumanisation", "dysphemism", "loaded_noun", "labeling"],
    &["loaded_verb", "attribution_attack", "dysphemism", "unattributed_judgement", "editorializing"],
];

/// Whether fair people could take one for the other. Verbs of saying are told apart by which of them it is, so they are one family.
fn confusable(a: &str, b: &str) -> bool {
    // "Insisted" adds certainty too, "claimed" takes some away.
    let verbs = |id: &str| id.starts_with("attribution_") || id == "booster" || id == "hedge";
    let verb_of_saying = a.starts_with("attribution_") || b.starts_with("attribution_");
    a == b || (verb_of_saying && verbs(a) && verbs(b)) || FAMILIES.iter().any(|family| family.contains(&a) && family.contains(&b))
}

pub(super) fn items(making: &Making<'_>) -> Result<(Work, Vec<Choice>), TooFew> {
    let of = "wordings of two or more techniques that cannot be mistaken for each other";
    let mut asked = making.firsts(|asked| is_readable(asked.span) && is_plain(asked.span) && !is_quoted_in_choice(making, asked.span));
    let categories = categories(&asked);
    asked.retain(|asked| categories.contains(&asked.span.technique) && one_answer(asked, &categories));
    let several = asked.iter().any(|one| one.span.technique != asked[0].span.technique);
    making.too_few(Kind::Technique, if several { asked.len() } else { 0 }, of)?;
    let asked = chosen(asked, &categories, making);
    let used: Vec<&Technique> = categories.iter().filter(|technique| asked.iter().any(|asked| asked.span.technique == **technique)).collect();
    let mut chance = Chance::new(making.settings.seed, "technique choices");
    let items = asked.iter().map(|asked| item(making, *asked, &used, &mut chance)).collect();
    let mut choices: Vec<Choice> = used.iter().map(|technique| choice(making, technique, Origin::Article)).collect();
    chance.shuffle(&mut choices);
    Ok((Work::Technique(items), choices))
}

/// Whether what is said of its technique has the words themselves for an example: the choice would give itself away.
fn is_quoted_in_choice(making: &Making<'_>, span: &KeySpan) -> bool {
    let meaning = super::small(&making.texts.technique(&span.technique).meaning);
    meaning.contains(&format!("“{}”", super::small(&span.text)))
}

/// Whether the technique can be told in plain words: a category of an imported lexicon cannot, nor can a label that does not put down.
fn is_plain(span: &KeySpan) -> bool {
    let id = span.technique.id();
    !id.starts_with("x-") && (id != "labeling" || span.charge == Polarity::Neg)
}

/// Of the techniques of the article those with most wordings, none of which can be mistaken for another; at most four.
fn categories(asked: &[Asked<'_>]) -> Vec<Technique> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for asked in asked {
        *counts.entry(place(asked.span.technique.id())).or_default() += 1;
    }
    let mut ranked: Vec<(usize, usize)> = counts.into_iter().collect();
    ranked.sort_by_key(|&(place, count)| (std::cmp::Reverse(count), place));
    let mut categories: Vec<Technique> = Vec::new();
    for (place, _) in ranked {
        let id = TECHNIQUES.get(place).map_or("", |(id, _)| *id);
        let apart = categories.iter().all(|other| !confusable(other.id(), id));
        if let (true, true, Ok(technique)) = (categories.len() < 4, apart, Technique::try_from(id.to_owned())) {
            categories.push(technique);
        }
    }
    categories
}

fn place(id: &str) -> usize {
    TECHNIQUES.iter().position(|(known, _)| *known == id).unwrap_or(TECHNIQUES.len())
}

/// Whether no other category can be defended for these words.
fn one_answer(asked: &Asked<'_>, categories: &[Technique]) -> bool {
    let others = asked.span.techniques.iter().filter(|technique| **technique != asked.span.technique);
    others
        .into_iter()
        .all(|other| categories.iter().filter(|category| **category != asked.span.technique).all(|category| !confusable(category.id(), other.id())))
}

/// So many as wanted, each category in turn, shuffled.
fn chosen<'a>(asked: Vec<Asked<'a>>, categories: &[Technique], making: &Making<'_>) -> Vec<Asked<'a>> {
    let mut chance = Chance::new(making.settings.seed, "technique");
    let mut groups: Vec<Vec<Asked<'a>>> =
        categories.iter().map(|category| asked.iter().copied().filter(|asked| asked.span.technique == *category).collect()).collect();
    groups.iter_mut().for_each(|group| chance.shuffle(group));
    let mut chosen = Vec::new();
    while chosen.len() < making.settings.items && groups.iter().any(|group| !group.is_empty()) {
        let most = making.settings.items;
        groups.iter_mut().filter_map(Vec::pop).take(most - chosen.len()).collect::<Vec<_>>().into_iter().for_each(|asked| chosen.push(asked));
    }
    chance.shuffle(&mut chosen);
    chosen
}

fn item(making: &Making<'_>, asked: Asked<'_>, used: &[&Technique], chance: &mut Chance) -> TechniqueItem {
    let span = asked.span;
    let mut choices = vec![choice(making, &span.technique, Origin::Answer)];
    let fits = |id: &str| span.techniques.iter().all(|technique| !confusable(technique.id(), id));
    let article = used.iter().filter(|technique| fits(technique.id())).map(|technique| choice(making, technique, Origin::Article));
    let mut listed: Vec<Technique> =
        TECHNIQUES.iter().filter(|(id, _)| fits(id)).filter_map(|(id, _)| Technique::try_from((*id).to_owned()).ok()).collect();
    chance.shuffle(&mut listed);
    for candidate in article.chain(listed.iter().map(|technique| choice(making, technique, Origin::Lexicon))) {
        let id = candidate.id.as_deref().unwrap_or_default();
        let apart = choices.iter().all(|choice| !confusable(choice.id.as_deref().unwrap_or_default(), id));
        if choices.len() < making.settings.level.choices() && apart {
            choices.push(candidate);
        }
    }
    chance.shuffle(&mut choices);
    TechniqueItem {
        passage: asked.passage,
        key: asked.key,
        term: span.text.clone(),
        context: making.sentence(asked),
        answer: span.technique.id().to_owned(),
        choices,
        dispute: span.reason.clone(),
    }
}

fn choice(making: &Making<'_>, technique: &Technique, from: Origin) -> Choice {
    let text = making.texts.technique(technique);
    Choice { text: text.name, id: Some(technique.id().to_owned()), meaning: Some(text.meaning).filter(|meaning| !meaning.is_empty()), from }
}
