//! The pages of an exercise: worksheet, answer key, blind copy, self-check. Each is one file that asks nothing of any network and works nothing out:
//! whatever it says stands in the exercise, or in the texts of its language.
//!
//! `view` is an exercise as the templates want it (`templates/exercise`), `key` its answers grouped by entry, `text` a passage in pieces, `words` a
//! passage in words that can be chosen, `answers` what the script of the self-check page knows.

mod answers;
mod frame;
mod key;
mod text;
mod view;
mod words;

pub(in crate::report) use self::view::{counts, letter};

use askama::Template;

use self::answers::answers;
use self::frame::Frame;
use self::text::Piece;
use self::view::View;
use super::frame::rendered;
use crate::exercise::task::{CompareAbout, VoiceAnswer};
use crate::exercise::{Answer, Exercise, Kind, Work};

/// Which page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// Texts and tasks, to be printed.
    Worksheet,
    /// Every answer with its reason.
    AnswerKey,
    /// Texts with room to mark and write, and nothing that gives answers away.
    BlindCopy,
    /// All tasks in a browser.
    SelfCheck,
}

impl Page {
    /// All pages, each a file of a lesson folder.
    pub const ALL: [Self; 4] = [Self::Worksheet, Self::AnswerKey, Self::BlindCopy, Self::SelfCheck];

    /// Name of its file without ending.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Worksheet => "worksheet",
            Self::AnswerKey => "answer-key",
            Self::BlindCopy => "blind-copy",
            Self::SelfCheck => "self-check",
        }
    }
}

/// Which parts a printed page has.
#[derive(Clone, Copy)]
struct Parts {
    sheet: bool,
    blind: bool,
    key: bool,
}

impl Parts {
    /// Numbers of the rows to write marks into.
    fn rows(self) -> std::ops::RangeInclusive<usize> {
        1..=if self.blind { 14 } else { 8 }
    }
}

#[derive(Template)]
#[template(path = "exercise/page.html")]
struct Printed<'a> {
    frame: Frame,
    view: View<'a>,
    parts: Parts,
}

#[derive(Template)]
#[template(path = "exercise/check.html")]
struct SelfCheck<'a> {
    frame: Frame,
    view: View<'a>,
    answers: String,
}

/// A page of an exercise.
#[must_use]
pub fn page(exercise: &Exercise, page: Page) -> String {
    match page {
        Page::Worksheet => printed(exercise, Parts { sheet: true, blind: false, key: false }, "worksheet"),
        Page::AnswerKey => printed(exercise, Parts { sheet: false, blind: false, key: true }, "key"),
        Page::BlindCopy => printed(exercise, Parts { sheet: true, blind: true, key: false }, "worksheet"),
        Page::SelfCheck => self_check(exercise),
    }
}

/// Worksheet and key in one file; on paper the key begins on a page of its own.
#[must_use]
pub fn worksheet_with_key(exercise: &Exercise) -> String {
    printed(exercise, Parts { sheet: true, blind: false, key: true }, "worksheet")
}

fn printed(exercise: &Exercise, parts: Parts, name: &str) -> String {
    let view = View::new(exercise);
    let frame = Frame::printed(&exercise.title, view.texts.label(name), &exercise.language);
    rendered(&Printed { frame, view, parts })
}

fn self_check(exercise: &Exercise) -> String {
    let view = View::new(exercise);
    let frame = Frame::with_script(&exercise.title, view.texts.check("title"), &exercise.language);
    let answers = answers(exercise, &view.texts);
    rendered(&SelfCheck { frame, view, answers })
}
