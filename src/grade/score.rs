//! One pupil against the key.

use std::collections::BTreeSet;
use std::ops::Range;

use super::grid::{Grid, Label, Unit};
use super::key::{Answer, Key, KeySpan};
use super::sheet::{Mark, Pupil, Sheet};
use crate::context::Voice;
use crate::measure::agreement::{Tally, float, ratio};
use crate::measure::ranges::Ranges;

/// What comes of a mark. Each mark has one of these, so their counts add up to all marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// The words of a right answer, no more and no less.
    Right,
    /// Some words of a right answer, or more than them.
    Partial,
    /// To be talked about: the key itself calls the place disputable, or the pupil gives a reason for a mark that the key does not have.
    Discuss,
    /// Loaded words, but in a quotation; no reason given.
    Quoted,
    /// Outside the key, no reason given.
    Wrong,
}

impl Outcome {
    /// The name used in columns.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Right => "true_pos",
            Self::Partial => "partial",
            Self::Discuss => "discuss",
            Self::Quoted => "quoted_marked",
            Self::Wrong => "false_pos",
        }
    }
}

/// Right ones among those that were answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Answered {
    /// Right.
    pub right: u64,
    /// Answered and looked at.
    pub all: u64,
}

impl Answered {
    fn add(&mut self, right: bool) {
        self.right += u64::from(right);
        self.all += 1;
    }

    /// The share that is right; `None` of nothing.
    #[must_use]
    pub fn share(self) -> Option<f64> {
        ratio(float(self.right), float(self.all))
    }
}

/// A pupil's marks counted against the key. A row of `class`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Score {
    /// What tells the pupil from all others.
    pub label: String,
    /// The name; empty where the marks have none.
    pub annotator: String,
    /// The session.
    pub session_id: String,
    /// Articles handed in.
    pub articles: u64,
    /// Marks at different places.
    pub marked: u64,
    /// Of these [`Outcome::Right`].
    pub true_pos: u64,
    /// [`Outcome::Partial`].
    pub partial: u64,
    /// [`Outcome::Wrong`].
    pub false_pos: u64,
    /// [`Outcome::Discuss`].
    pub discuss: u64,
    /// [`Outcome::Quoted`].
    pub quoted_marked: u64,
    /// Right answers of the articles handed in, without those in stretches that were not read.
    pub answers: u64,
    /// Of these without a mark on any of their words.
    pub missed: u64,
    /// Right shares of the marks that count, and of the right answers (`SemEval`-2020 task 11).
    pub overlap: Tally,
    /// The same where only whole answers are right.
    pub strict: Tally,
    /// Words that the key and the pupil both judged, with those marked.
    pub words: Tally,
    /// How many there are.
    pub judged: u64,
    /// Techniques told right.
    pub technique: Answered,
    /// Voices told right.
    pub voice: Answered,
    /// Rows that are not graded.
    pub refused: u64,
    /// Outcomes in the order of the sheets and marks.
    pub outcomes: Vec<Outcome>,
}

impl Score {
    /// Agreement with the key beyond chance, by words.
    #[must_use]
    pub fn kappa(&self) -> Option<f64> {
        self.words.kappa(self.judged)
    }

    /// Why figures are empty or incomplete.
    #[must_use]
    pub fn note(&self) -> String {
        let counted = self.overlap.found;
        let notes = [
            (self.articles == 0, "nothing graded"),
            (self.articles > 0 && self.marked == 0, "no marks"),
            (self.marked > 0 && counted == 0, "every mark is to be discussed: no precision"),
            (self.articles > 0 && self.answers == 0, "the key has no right answer here: no recall"),
            (self.articles > 0 && self.kappa().is_none(), "kappa undefined: pupil and key say one and the same of every word"),
            (self.articles > 0 && self.refused > 0, "some marks not graded"),
        ];
        notes.iter().filter(|(holds, _)| *holds).map(|(_, note)| *note).collect::<Vec<_>>().join("; ")
    }
}

/// Counts a pupil's marks against the key.
pub(super) fn score(pupil: &Pupil, key: &Key, grids: &[Grid]) -> Score {
    let mut score = Score {
        label: pupil.label.clone(),
        annotator: pupil.annotator.clone(),
        session_id: pupil.session_id.clone(),
        articles: pupil.sheets.len() as u64,
        refused: pupil.refused,
        ..Score::default()
    };
    for (passage, sheet) in &pupil.sheets {
        let (spans, grid) = (&key.passages[*passage].spans, &grids[*passage]);
        add_marks(&mut score, sheet, spans, grid);
        add_answers(&mut score, sheet, spans, grid);
        add_words(&mut score, sheet, grid);
    }
    score
}

fn add_marks(score: &mut Score, sheet: &Sheet, spans: &[KeySpan], grid: &Grid) {
    let right = Ranges::new(spans.iter().filter(|key| key.answer == Answer::Mark).map(|key| key.start..key.end));
    for mark in &sheet.marks {
        let outcome = outcome(mark, spans, grid);
        score.outcomes.push(outcome);
        score.marked += 1;
        *match outcome {
            Outcome::Right => &mut score.true_pos,
            Outcome::Partial => &mut score.partial,
            Outcome::Discuss => &mut score.discuss,
            Outcome::Quoted => &mut score.quoted_marked,
            Outcome::Wrong => &mut score.false_pos,
        } += 1;
        // Who says that the loaded words are a quotation is right about them, only not asked for them.
        let told = outcome == Outcome::Quoted && mark.voices.len() == 1 && mark.voices.contains(&Voice::Quoted);
        if outcome != Outcome::Discuss && !told {
            score.overlap.found += 1;
            score.overlap.right_of_found += covered(mark.start..mark.end, &right);
            score.strict.found += 1;
            score.strict.right_of_found += f64::from(u8::from(outcome == Outcome::Right));
        }
        let nearest = nearest(mark, spans);
        if !mark.techniques.is_empty() && !nearest.is_empty() {
            let known: BTreeSet<&str> = nearest.iter().flat_map(|key| key.techniques.iter().map(String::as_str)).collect();
            score.technique.add(mark.techniques.iter().all(|technique| known.contains(technique.as_str())));
        }
        if !mark.voices.is_empty() && !nearest.is_empty() {
            let known: BTreeSet<&str> = nearest.iter().map(|key| key.voice.as_str()).collect();
            score.voice.add(mark.voices.iter().all(|voice| known.contains(voice.as_str())));
        }
    }
}

/// What comes of a mark: right answers first, then what the key disputes, then what it leaves to others.
fn outcome(mark: &Mark, spans: &[KeySpan], grid: &Grid) -> Outcome {
    let touched: Vec<usize> = (0..spans.len()).filter(|key| meet(&grid.key_words[*key], &mark.words)).collect();
    let has = |answer: Answer| touched.iter().any(|key| spans[*key].answer == answer);
    if has(Answer::Mark) {
        let whole = touched.iter().any(|key| spans[*key].answer == Answer::Mark && grid.key_words[*key] == mark.words);
        return if whole { Outcome::Right } else { Outcome::Partial };
    }
    if has(Answer::Discuss) || !mark.notes.is_empty() {
        Outcome::Discuss
    } else if has(Answer::Quoted) {
        Outcome::Quoted
    } else {
        Outcome::Wrong
    }
}

/// The spans of the key that share most with a mark; several where they share as much.
fn nearest<'k>(mark: &Mark, spans: &'k [KeySpan]) -> Vec<&'k KeySpan> {
    let common = |key: &&KeySpan| key.end.min(mark.end).saturating_sub(key.start.max(mark.start));
    let most = spans.iter().map(|key| common(&key)).max().unwrap_or_default();
    spans.iter().filter(|key| most > 0 && common(key) == most).collect()
}

fn add_answers(score: &mut Score, sheet: &Sheet, spans: &[KeySpan], grid: &Grid) {
    let marked = Ranges::new(sheet.marks.iter().map(|mark| mark.start..mark.end));
    let unread = Ranges::new(sheet.unread.iter().map(|span| grid.touched(*span)));
    let mut places = BTreeSet::new();
    for (key, words) in spans.iter().zip(&grid.key_words) {
        if key.answer != Answer::Mark || !places.insert(key.span) {
            continue;
        }
        let met = sheet.marks.iter().any(|mark| meet(&mark.words, words));
        if !met && !words.is_empty() && unread.common(&Ranges::new([words.clone()])) == words.len() {
            continue;
        }
        score.answers += 1;
        score.missed += u64::from(!met);
        score.overlap.gold += 1;
        score.overlap.right_of_gold += covered(key.start..key.end, &marked);
        score.strict.gold += 1;
        score.strict.right_of_gold += f64::from(u8::from(sheet.marks.iter().any(|mark| mark.words == *words)));
    }
}

/// Words that both judged: those of disputed places the key leaves open, those that were not read the pupil.
fn add_words(score: &mut Score, sheet: &Sheet, grid: &Grid) {
    let labels = grid.labels(Unit::Token, sheet.marks.iter().map(|mark| mark.span), sheet.unread.iter().copied());
    for (label, answer) in labels.iter().zip(&grid.answers) {
        if *label == Label::Missing || *answer == Some(Answer::Discuss) {
            continue;
        }
        let (marked, right) = (*label == Label::Yes, *answer == Some(Answer::Mark));
        score.judged += 1;
        score.words = score.words.plus(Tally::whole(right.into(), marked.into(), (marked && right).into()));
    }
}

/// The share of the code points of a stretch that lie in `others`: C(s, t, |s|) of `SemEval`-2020 task 11.
fn covered(stretch: Range<usize>, others: &Ranges) -> f64 {
    let stretch = Ranges::new([stretch]);
    stretch.covered_by(others).map(|(length, common)| float(common as u64) / float(length as u64)).sum()
}

fn meet(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}
