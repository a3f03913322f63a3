//! Mark the loaded words.

use super::super::build::TooFew;
use super::super::chance::Chance;
use super::super::model::{Answer, Stretch};
use super::super::passage::Prepared;
use super::super::task::{Kind, MarkItem, Work};
use super::Making;

/// Letters of a plain word that can be a decoy.
const LETTERS: std::ops::RangeInclusive<usize> = 6..=14;

pub(super) fn items(making: &Making<'_>) -> Result<Work, TooFew> {
    let found = making.spans().filter(|asked| asked.span.answer == Answer::Mark).count();
    making.too_few(Kind::Mark, found, "loaded wordings in the article's own voice")?;
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

/// First what can be mistaken for loaded, then plain words of the article, as many as there are key spans, at most as many as items.
fn decoys(making: &Making<'_>, passage: usize, prepared: &Prepared) -> Vec<Stretch> {
    let mut plain = plain_words(prepared);
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

/// Longer words in small letters outside the key, the first of each: nobody would think names loaded.
fn plain_words(prepared: &Prepared) -> Vec<Stretch> {
    let passage = &prepared.passage;
    let letters: Vec<char> = passage.text.chars().collect();
    let mut seen = std::collections::BTreeSet::new();
    let mut words = Vec::new();
    let mut start = 0;
    while start < letters.len() {
        let length = letters[start..].iter().take_while(|letter| letter.is_alphabetic()).count();
        let end = start + length.max(1);
        let word: String = letters[start..start + length].iter().collect();
        let alone = |at: Option<&char>| at.is_none_or(|letter| !matches!(letter, '-' | '\'' | '’' | '*' | '.') || letter.is_whitespace());
        let set_off = alone(start.checked_sub(1).and_then(|before| letters.get(before))) && alone(letters.get(end).filter(|letter| **letter != '.'));
        let outside = passage.key.iter().all(|span| span.end <= start || start + length <= span.start);
        let small = word.chars().all(char::is_lowercase);
        if LETTERS.contains(&length) && set_off && small && outside && !looks_loaded(prepared, &word) && seen.insert(word.clone()) {
            words.push(Stretch { start, end: start + length, text: word });
        }
        start = end;
    }
    words
}

/// Whether the word stands in the key elsewhere: it would be a trap without an answer.
fn looks_loaded(prepared: &Prepared, word: &str) -> bool {
    let spans = prepared.passage.key.iter().map(|span| &span.text);
    spans.chain(prepared.innocent.iter().map(|stretch| &stretch.text)).any(|text| super::small(text).contains(word))
}
