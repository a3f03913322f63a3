//! Words: who marked them, and where the class split.

use std::cmp::Ordering;

use super::agreement::Said;
use super::grid::{Grid, Label};
use super::key::{Answer, Key};
use super::sheet::Pupil;
use crate::measure::agreement::{float, ratio};
use crate::span::{Positions, Span};

/// A word of a passage. A row of `items`.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Number of the passage.
    pub passage: usize,
    /// The word as it stands in the text.
    pub token: String,
    /// Start in code points.
    pub start: usize,
    /// End in code points.
    pub end: usize,
    /// What the key says of it.
    pub key: Option<Answer>,
    /// Pupils who marked it.
    pub marked: u64,
    /// Pupils who read it.
    pub answers: u64,
    /// What they stated as their reasons, each with the pupil's label.
    pub reasons: Vec<(String, String)>,
}

impl Item {
    /// The share of the readers who marked it; `None` where nobody read it.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        ratio(float(self.marked), float(self.answers))
    }
}

/// Neighbouring words that the same pupils marked, where others did not.
#[derive(Debug, Clone, PartialEq)]
pub struct Split {
    /// Number of the passage.
    pub passage: usize,
    /// The sentence up to the words.
    pub left: String,
    /// The words.
    pub text: String,
    /// The sentence after them.
    pub right: String,
    /// Start in code points.
    pub start: usize,
    /// End in code points.
    pub end: usize,
    /// What the key says of them.
    pub key: Option<Answer>,
    /// What the key says why: reasons to discuss first, then what the wording presupposes.
    pub key_says: Vec<String>,
    /// Labels of the pupils who marked them.
    pub marked_by: Vec<String>,
    /// Pupils who read them.
    pub answers: u64,
    /// What was stated as a reason, each with the pupil's label.
    pub reasons: Vec<(String, String)>,
}

impl Split {
    /// The share of the readers who marked it.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        ratio(float(self.marked_by.len() as u64), float(self.answers))
    }

    /// How far from one half, times two and the number of answers.
    fn distance(&self) -> u64 {
        (2 * self.marked_by.len() as u64).abs_diff(self.answers)
    }

    /// Those nearest to one half first; ties in the order of the text. In whole numbers, so that equal shares are equal.
    fn order(&self, other: &Self) -> Ordering {
        let (one, two) = (u128::from(self.distance()) * u128::from(other.answers), u128::from(other.distance()) * u128::from(self.answers));
        one.cmp(&two).then((self.passage, self.start).cmp(&(other.passage, other.start)))
    }
}

/// Every word of every passage.
pub(super) fn items(key: &Key, grids: &[Grid], pupils: &[Pupil], said: &Said) -> Vec<Item> {
    let mut items = Vec::new();
    for (passage, grid) in grids.iter().enumerate() {
        let text = &key.passages[passage].text;
        let positions = Positions::new(text);
        for (word, (span, answer)) in grid.words.iter().zip(&grid.answers).enumerate() {
            let (no, yes) = said.no_and_yes(items.len());
            let reasons = if yes > 0 { reasons(pupils, passage, word..word + 1) } else { Vec::new() };
            items.push(Item {
                passage,
                token: span.of(text).to_owned(),
                start: positions.code_point(span.start),
                end: positions.code_point(span.end),
                key: *answer,
                marked: yes,
                answers: no + yes,
                reasons,
            });
        }
    }
    items
}

/// Where the class split, the most even first.
pub(super) fn splits(key: &Key, grids: &[Grid], pupils: &[Pupil], said: &Said) -> Vec<Split> {
    let mut splits = Vec::new();
    let mut before = 0;
    for (passage, grid) in grids.iter().enumerate() {
        let alike = |one: usize, other: usize| {
            grid.answers[one] == grid.answers[other]
                && said.of(before + one).eq(said.of(before + other))
                && grid.sentence_at(grid.words[one]) == grid.sentence_at(grid.words[other])
        };
        let mut word = 0;
        while word < grid.words.len() {
            let (no, yes) = said.no_and_yes(before + word);
            let first = word;
            word += 1;
            if no == 0 || yes == 0 {
                continue;
            }
            while word < grid.words.len() && alike(first, word) {
                word += 1;
            }
            splits.push(split(key, grid, pupils, passage, first..word, said.of(before + first)));
        }
        before += grid.words.len();
    }
    splits.sort_by(Split::order);
    splits
}

fn split(key: &Key, grid: &Grid, pupils: &[Pupil], passage: usize, words: std::ops::Range<usize>, labels: impl Iterator<Item = Label>) -> Split {
    let text = &key.passages[passage].text;
    let positions = Positions::new(text);
    let span = Span::new(grid.words[words.start].start, grid.words[words.end - 1].end);
    let sentence = grid.sentence_at(span);
    let said: Vec<(&Pupil, Label)> = pupils.iter().zip(labels).collect();
    let touching: Vec<_> = key.passages[passage].spans.iter().filter(|key| key.span.overlaps(span)).collect();
    let mut key_says: Vec<String> = Vec::new();
    let disputes = touching.iter().filter_map(|key| key.reason.as_ref());
    for says in disputes.chain(touching.iter().filter_map(|key| key.why.as_ref())) {
        if !key_says.contains(says) {
            key_says.push(says.clone());
        }
    }
    Split {
        passage,
        left: Span::new(sentence.start, span.start).of(text).to_owned(),
        text: span.of(text).to_owned(),
        right: Span::new(span.end, sentence.end).of(text).to_owned(),
        start: positions.code_point(span.start),
        end: positions.code_point(span.end),
        key: grid.answers[words.start],
        key_says,
        marked_by: said.iter().filter(|(_, label)| *label == Label::Yes).map(|(pupil, _)| pupil.label.clone()).collect(),
        answers: said.iter().filter(|(_, label)| *label != Label::Missing).count() as u64,
        reasons: reasons(pupils, passage, words),
    }
}

/// What pupils stated as reasons for marks on these words, pupil by pupil.
fn reasons(pupils: &[Pupil], passage: usize, words: std::ops::Range<usize>) -> Vec<(String, String)> {
    let mut reasons = Vec::new();
    for pupil in pupils {
        let marks = pupil.sheets.get(&passage).map(|sheet| sheet.marks.as_slice()).unwrap_or_default();
        let touching = marks.iter().filter(|mark| mark.words.start < words.end && words.start < mark.words.end);
        for note in touching.flat_map(|mark| &mark.notes) {
            let reason = (pupil.label.clone(), note.clone());
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
    }
    reasons
}
