//! Mark the loaded words.

use std::collections::BTreeSet;

use super::super::build::TooFew;
use super::super::chance::Chance;
use super::super::model::{Answer, Stretch};
use super::super::passage::Prepared;
use super::super::task::{Kind, MarkItem, Work};
use super::Making;

/// Letters of a plain word that can be a decoy: shorter ones mostly join others.
const LETTERS: usize = 5;

/// Longer ones that do: nobody would take them for loaded.
const JOINING: [&str; 24] = [
    "about", "above", "after", "again", "against", "among", "around", "because", "before", "between", "could", "during", "first", "other", "since",
    "their", "there", "these", "those", "under", "where", "which", "while", "would",
];

pub(super) fn items(making: &Making<'_>) -> Result<Work, TooFew> {
    let found = making.spans().filter(|asked| asked.span.answer == Answer::Mark).count();
    // An article can be marked and compared with a key that has nothing in it, where that is asked for.
    if making.settings.least > 0 {
        making.too_few(Kind::Mark, found, "loaded wordings in the article's own voice")?;
    }
    Ok(Work::Mark(making.prepared.iter().enumerate().map(|(passage, prepared)| item(making, passage, prepared)).collect()))
}

fn item(making: &Making<'_>, passage: usize, prepared: &Prepared) -> MarkItem {
    let keys = |answer| prepared.passage.key.iter().enumerate().filter(move |(_, span)| span.answer == answer).map(|(index, _)| index).collect();
    MarkItem {
        passage,
        mark: keys(Answer::Mark),
        quoted: keys(Answer::Quoted),
        discuss: keys(Answer::Discuss),
        decoys: decoys(making, passage, prepared),
    }
}

/// First what can be mistaken for loaded, then words that lexicons themselves offer as neutral; as many as there are key spans, at most as many as
/// items. Any other word might be loaded and missed by the lexicons: as a wrong answer it would not be fair.
fn decoys(making: &Making<'_>, passage: usize, prepared: &Prepared) -> Vec<Stretch> {
    let mut plain = plain_words(making, prepared);
    Chance::new(making.settings.seed, &format!("decoys {passage}")).shuffle(&mut plain);
    let most = prepared.passage.key.len().min(making.settings.items);
    let mut decoys: Vec<Stretch> = Vec::new();
    for candidate in prepared.innocent.iter().cloned().chain(plain) {
        let apart = decoys.iter().all(|decoy| candidate.end <= decoy.start || decoy.end <= candidate.start);
        if decoys.len() < most && apart {
            decoys.push(candidate);
        }
    }
    decoys
}

/// Words of the passage that stand in a neutral wording of a lexicon, outside the key, the first of each.
fn plain_words(making: &Making<'_>, prepared: &Prepared) -> Vec<Stretch> {
    let entries = making.analyzer.lexicons().iter().flat_map(|loaded| &loaded.lexicon().entries);
    let wordings = entries.flat_map(|entry| &entry.neutral).flat_map(|wording| wording.split(|letter: char| !letter.is_alphabetic()));
    let neutral: BTreeSet<&str> = wordings.filter(|word| word.chars().count() >= LETTERS && !JOINING.contains(word)).collect();
    let passage = &prepared.passage;
    let mut seen = BTreeSet::new();
    let mut words = Vec::new();
    let mut start = 0;
    for (is_word, word) in runs(&passage.text) {
        let end = start + word.chars().count();
        let outside = passage.key.iter().all(|span| span.end <= start || end <= span.start);
        if is_word && outside && neutral.contains(word) && !looks_loaded(prepared, word) && seen.insert(word) {
            words.push(Stretch { start, end, text: word.to_owned() });
        }
        start = end;
    }
    words
}

/// A text cut into runs of letters (with what joins them: "anti-war" is one) and what stands between.
fn runs(text: &str) -> impl Iterator<Item = (bool, &str)> {
    let inside = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '\'' | '’' | '*' | '_');
    let mut rest = text;
    std::iter::from_fn(move || {
        let is_word = inside(rest.chars().next()?);
        let end = rest.find(|letter| inside(letter) != is_word).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        rest = after;
        Some((is_word, run))
    })
}

/// Whether the word stands in the key elsewhere: it would be a trap without an answer.
fn looks_loaded(prepared: &Prepared, word: &str) -> bool {
    let spans = prepared.passage.key.iter().map(|span| &span.text);
    spans.chain(prepared.innocent.iter().map(|stretch| &stretch.text)).any(|text| super::small(text).contains(word))
}
