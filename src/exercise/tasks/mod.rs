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
use super::wording::{is_verbal, small};
use crate::analysis::Analyzer;
use crate::lexicon::{Entry, Inflect, TargetKind};

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

    /// The entry of a span; none where its id is masked.
    fn entry(&self, span: &KeySpan) -> Option<&'a Entry> {
        let loaded = self.analyzer.lexicons().iter().find(|loaded| loaded.lexicon().header.id == span.lexicon)?;
        loaded.lexicon().entries.iter().find(|entry| entry.id == span.entry)
    }

    /// Whether a span is a verb, or begins with one: choices of another kind would give the answer away.
    fn is_verb(&self, span: &KeySpan) -> bool {
        let by_technique = span.technique.is_attribution() || span.technique.id() == "loaded_verb";
        by_technique
            || span.neutral.first().is_some_and(|wording| is_verbal(wording))
            || self.entry(span).is_some_and(|entry| entry.inflect == Inflect::Verb)
    }

    /// Whether two spans could be about the same sort of thing: both about somebody, or both about something done. Where a target is not known
    /// they could.
    fn alike(&self, a: &KeySpan, b: &KeySpan) -> bool {
        let done = |span: &KeySpan| {
            let loaded = self.analyzer.lexicons().iter().find(|loaded| loaded.lexicon().header.id == span.lexicon)?;
            let target = loaded.lexicon().targets.get(span.target.as_ref()?)?;
            Some(matches!(target.kind, TargetKind::Event | TargetKind::Action))
        };
        match (done(a), done(b)) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        }
    }

    /// What a fair colleague could say against a neutral wording.
    fn wording_dispute(&self, span: &KeySpan) -> Option<String> {
        let facts = span.open_wording.then(|| self.texts.label("wording_depends").to_owned());
        let parts: Vec<String> = span.reason.iter().cloned().chain(facts).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    /// The sentence a span stands in.
    fn sentence(&self, asked: Asked<'_>) -> Stretch {
        let prepared = &self.prepared[asked.passage];
        prepared.stretch(prepared.sentences_around((asked.span.start, asked.span.end)))
    }

    fn too_few(&self, kind: Kind, found: usize, of: &'static str) -> Result<(), TooFew> {
        let needed = self.settings.least.min(self.settings.items).max(1);
        if found < needed { Err(TooFew { kind, found, needed, of }) } else { Ok(()) }
    }
}

/// Whether a pupil can read the words, and it is certain what they mean here: a question on them has an answer.
fn is_readable(span: &KeySpan) -> bool {
    !span.masked && is_clear(span)
}

/// Whether it is certain what the words mean here.
fn is_clear(span: &KeySpan) -> bool {
    let unclear = [Doubt::UncertainVoice, Doubt::ScareQuotes, Doubt::Mention, Doubt::LowConfidence, Doubt::Elsewhere];
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

/// Whether two wordings are the same but for capitals and spaces.
fn same(a: &str, b: &str) -> bool {
    small(a) == small(b)
}

/// Choices without those whose text stands there already.
fn without_repetition(choices: Vec<Choice>) -> Vec<Choice> {
    let mut seen = BTreeSet::new();
    choices.into_iter().filter(|choice| seen.insert(small(&choice.text))).collect()
}
