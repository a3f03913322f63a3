//! Pupils' marks held against an answer key and against each other.
//!
//! `key` reads the exercise, `marks` what was handed in, `sheet` puts marks in their places and refuses what has none; `grid` takes a passage
//! apart into what can be marked, `score` counts one pupil, `agreement` each two and the class, `items` finds the words to talk about.
//! No figure here says that a pupil is wrong: a key is one reading, and a reason counts more than a hit.

mod agreement;
mod grid;
mod items;
mod key;
mod marks;
mod refusal;
mod score;
mod sheet;

pub use agreement::{Agreement, FIRM, Metric, TENTATIVE, band};
pub use grid::Unit;
pub use items::{Item, Split};
pub use key::{Answer, Key, KeyLexicon, KeySpan, Passage, read_key};
pub use marks::{Column, MarksFile, Row, read_marks};
pub use refusal::Refusal;
pub use score::{Answered, Outcome, Score};
pub use sheet::{Mark, NOT_READ, Pupil, Sheet};

use agreement::agreement;
use grid::Grid;
use items::{items, splits};
use score::score;
use sheet::{HandedIn, hand_in};

/// What the key has, summed over its passages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct KeyCounts {
    /// Words.
    pub words: u64,
    /// Right answers: different places to be marked.
    pub mark: u64,
    /// Places in quotations.
    pub quoted: u64,
    /// Places to be discussed.
    pub discuss: u64,
}

/// A class graded.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Grading {
    /// What the key has.
    pub key: KeyCounts,
    /// Pupils by name, with all that they handed in.
    pub pupils: Vec<Pupil>,
    /// Their counts, in the same order.
    pub class: Vec<Score>,
    /// The class, then each two pupils.
    pub agreement: Vec<Agreement>,
    /// Word by word.
    pub items: Vec<Item>,
    /// Where the class split, the most even first.
    pub splits: Vec<Split>,
    /// What is not graded, by file and line.
    pub refused: Vec<Refusal>,
    /// What was noticed.
    pub notices: Vec<String>,
    /// Rows that could be told apart, graded or not.
    pub rows: u64,
    /// Rows that repeat another.
    pub repeated: u64,
    /// Rows that say that nothing was marked, or something not read.
    pub without_mark: u64,
}

impl Grading {
    /// Rows that are not graded, as far as they can be counted.
    #[must_use]
    pub fn rows_refused(&self) -> u64 {
        self.refused.iter().map(|refusal| refusal.rows).sum()
    }

    /// Marks at different places.
    #[must_use]
    pub fn marks(&self) -> u64 {
        self.class.iter().map(|score| score.marked).sum()
    }

    /// Every mark with its pupil's number, the number of its passage, and what came of it.
    pub fn marks_with_outcomes(&self) -> impl Iterator<Item = (usize, usize, &Mark, Outcome)> + '_ {
        self.pupils.iter().zip(&self.class).enumerate().flat_map(|(number, (pupil, score))| {
            let marks = pupil.sheets.iter().flat_map(|(passage, sheet)| sheet.marks.iter().map(move |mark| (*passage, mark)));
            marks.zip(&score.outcomes).map(move |((passage, mark), outcome)| (number, passage, mark, *outcome))
        })
    }
}

/// Grades all that was handed in. The order of files, rows and pupils changes no figure.
#[must_use]
pub fn grade(key: &Key, files: &[MarksFile]) -> Grading {
    let grids: Vec<Grid> = key.passages.iter().map(Grid::new).collect();
    let HandedIn { pupils, refused, notices, repeated, without_mark } = hand_in(key, &grids, files);
    let said = agreement::Said::new(Unit::Token, &pupils, &grids);
    let unread = files.iter().flat_map(|file| &file.refused).map(|refusal| refusal.rows).sum::<u64>();
    Grading {
        key: counts(key, &grids),
        class: pupils.iter().map(|pupil| score(pupil, key, &grids)).collect(),
        agreement: agreement(&pupils, &grids, &said),
        items: items(key, &grids, &pupils, &said),
        splits: splits(key, &grids, &pupils, &said),
        rows: files.iter().map(|file| file.rows.len() as u64).sum::<u64>() + unread,
        pupils,
        refused,
        notices,
        repeated,
        without_mark,
    }
}

fn counts(key: &Key, grids: &[Grid]) -> KeyCounts {
    let of = |answer: Answer| {
        let of_passage = |passage: &Passage| {
            let mut places: Vec<_> = passage.spans.iter().filter(|span| span.answer == answer).map(|span| span.span).collect();
            places.dedup();
            places.len() as u64
        };
        key.passages.iter().map(of_passage).sum()
    };
    let words = grids.iter().map(|grid| grid.words.len() as u64).sum();
    KeyCounts { words, mark: of(Answer::Mark), quoted: of(Answer::Quoted), discuss: of(Answer::Discuss) }
}
