//! What an author of a lexicon looks at: entries that hit what nobody marked, and marked words that nothing hits.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::tally::{float, ratio};

/// Contexts kept for an entry.
const ALARM_EXAMPLES: usize = 3;

/// Contexts kept for missed words.
const MISS_EXAMPLES: usize = 2;

/// Words in their context.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// Id of the text.
    pub document: String,
    /// Left context.
    pub left: String,
    /// The words, as they stand there.
    pub text: String,
    /// Right context.
    pub right: String,
}

/// An entry with hits that touch no gold span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FalseAlarm {
    /// Id of the entry.
    pub entry: String,
    /// Its hits in texts with marked spans.
    pub hits: u64,
    /// Of these such that touch no gold span.
    pub wrong: u64,
    /// The first of them.
    pub examples: Vec<Example>,
}

impl FalseAlarm {
    /// Share of the hits that touch a gold span.
    #[must_use]
    pub fn precision(&self) -> Option<f64> {
        ratio(float(self.hits - self.wrong), float(self.hits))
    }
}

/// Marked words that no hit touches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Miss {
    /// The words, folded.
    pub words: String,
    /// How often.
    pub count: u64,
    /// The first of them.
    pub examples: Vec<Example>,
}

/// Collects both over the texts.
#[derive(Default)]
pub(super) struct Errors {
    alarms: BTreeMap<String, FalseAlarm>,
    misses: BTreeMap<String, Miss>,
}

impl Errors {
    /// Notes a hit; `example` is asked for where the hit is wrong.
    pub(super) fn hit(&mut self, entry: &str, wrong: bool, example: impl FnOnce() -> Example) {
        let new = || FalseAlarm { entry: entry.to_owned(), hits: 0, wrong: 0, examples: Vec::new() };
        let alarm = self.alarms.entry(entry.to_owned()).or_insert_with(new);
        alarm.hits += 1;
        alarm.wrong += u64::from(wrong);
        if wrong && alarm.examples.len() < ALARM_EXAMPLES {
            alarm.examples.push(example());
        }
    }

    /// Notes a gold span that no hit touches.
    pub(super) fn miss(&mut self, words: String, example: impl FnOnce() -> Example) {
        let miss = self.misses.entry(words).or_insert_with_key(|words| Miss { words: words.clone(), count: 0, examples: Vec::new() });
        miss.count += 1;
        if miss.examples.len() < MISS_EXAMPLES {
            miss.examples.push(example());
        }
    }

    /// The entries with wrong hits, those with most first; the misses, the most frequent first. Ties by name.
    pub(super) fn ranked(self) -> (Vec<FalseAlarm>, Vec<Miss>) {
        let mut alarms: Vec<FalseAlarm> = self.alarms.into_values().filter(|alarm| alarm.wrong > 0).collect();
        alarms.sort_by_key(|alarm| (Reverse(alarm.wrong), alarm.hits));
        let mut misses: Vec<Miss> = self.misses.into_values().collect();
        misses.sort_by_key(|miss| Reverse(miss.count));
        (alarms, misses)
    }
}
