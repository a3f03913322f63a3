//! The tasks, one file per type. Each says what it takes for an item to be fair; what is not fair is no item.

mod compare;
mod distractors;
mod mark;
mod matching;
mod rewrite;
mod technique;
mod voice;

use std::collections::BTreeSet;

use super::build::{Settings, TooFew};
use super::mask::Slurs;
use super::model::{Doubt, KeySpan, Stretch};
use super::passage::Prepared;
use super::task::{Choice, EmotionItem, Kind, Task, Work};
use super::texts::{LevelTexts, Texts};
use crate::analysis::Analyzer;

/// What tasks are made of.
pub(super) struct Making<'a> {
    pub(super) prepared: &'a [Prepared],
    pub(super) analyzer: &'a Analyzer,
    pub(super) settings: &'a Settings,
    pub(super) texts: &'a Texts,
    pub(super) level: &'a LevelTexts,
    pub(super) slurs: &'a Slurs,
}

/// A key span and where it is.
#[derive(Clone, Copy)]
struct Asked<'a> {
    passage: usize,
    key: usize,
    span: &'a KeySpan,
}

impl<'a> Making<'a> {
    /// All key spans, in text order.
    fn spans(&self) -> impl Iterator<Item = Asked<'a>> + use<'a> {
        let passages = self.prepared.iter().enumerate();
        passages.flat_map(|(passage, prepared)| prepared.passage.key.iter().enumerate().map(move |(key, span)| Asked { passage, key, span }))
    }

    /// Those that hold, the first of each entry: the same question is not asked twice.
    fn firsts(&self, holds: impl Fn(Asked<'a>) -> bool) -> Vec<Asked<'a>> {
        let mut seen = BTreeSet::new();
        let holding = self.spans().filter(|asked| holds(*asked));
        holding.filter(|asked| seen.insert((&asked.span.lexicon, &asked.span.entry))).collect()
    }

    /// The sentence a span stands in.
    fn sentence(&self, asked: Asked<'_>) -> Stretch {
        let prepared = &self.prepared[asked.passage];
        prepared.stretch(prepared.sentences_around((asked.span.start, asked.span.end)))
    }

    fn too_few(&self, kind: Kind, found: usize, of: &'static str) -> Result<(), TooFew> {
        let needed = self.settings.least.max(1);
        if found < needed { Err(TooFew { kind, found, needed, of }) } else { Ok(()) }
    }
}

/// Whether it is certain what the words mean here: a question on them has an answer.
fn is_clear(span: &KeySpan) -> bool {
    let unclear = [Doubt::UncertainVoice, Doubt::ScareQuotes, Doubt::Mention, Doubt::LowConfidence];
    !span.doubts.iter().any(|doubt| unclear.contains(doubt)) && !span.flags.iter().any(|flag| flag == "mention" || flag == "low_confidence")
}

/// Makes a task of one type.
pub(super) fn make(kind: Kind, making: &Making<'_>) -> Result<Task, TooFew> {
    let (work, choices) = match kind {
        Kind::Emotion => (Work::Emotion(emotions(making)), Vec::new()),
        Kind::Mark => (mark::items(making)?, Vec::new()),
        Kind::Voice => (voice::items(making)?, Vec::new()),
        Kind::Match => matching::items(making)?,
        Kind::Technique => technique::items(making)?,
        Kind::Rewrite => (rewrite::items(making)?, Vec::new()),
        Kind::Compare => (compare::items(making)?, Vec::new()),
    };
    let (title, instructions) = making.level.task(kind).map(|task| (task.title.clone(), task.steps.clone())).unwrap_or_default();
    Ok(Task { work, title, instructions, choices })
}

fn emotions(making: &Making<'_>) -> Vec<EmotionItem> {
    let item = |text: &super::texts::EmotionTexts| EmotionItem { prompt: text.prompt.clone(), low: text.low.clone(), high: text.high.clone() };
    making.level.emotions.iter().map(item).collect()
}

/// Whether two neutral wordings could stand for one another: they are the same, or one is what the other is about ("government", "Norland's
/// government", "government of Norland"). "Norland" and "President of Norland" are two things.
fn near(a: &str, b: &str) -> bool {
    let (a, b) = (small(a), small(b));
    is_tail(&a, head(&b)) || is_tail(&b, head(&a)) || a == b
}

/// The part of a wording that says what it is about.
fn head(wording: &str) -> &str {
    const AFTER: [&str; 11] = [" of ", " in ", " on ", " at ", " for ", " from ", " by ", " with ", " who ", " that ", " to "];
    let end = AFTER.iter().filter_map(|word| wording.find(word)).min().unwrap_or(wording.len());
    &wording[..end]
}

fn is_tail(tail: &str, of: &str) -> bool {
    of.strip_suffix(tail).is_some_and(|before| before.is_empty() || before.ends_with(' '))
}

/// Whether two wordings are the same but for capitals and spaces.
fn same(a: &str, b: &str) -> bool {
    small(a) == small(b)
}

fn small(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Choices without those whose text stands there already.
fn without_repetition(choices: Vec<Choice>) -> Vec<Choice> {
    let mut seen = BTreeSet::new();
    choices.into_iter().filter(|choice| seen.insert(small(&choice.text))).collect()
}
