//! H5P: a package that sites with its libraries play. One content type where one is enough, else a question set.
//!
//! `star` marks words, `labels` are the words on buttons, `content` makes the parameters of each content type, `set` puts them together, `package` writes the file.

mod content;
mod labels;
mod package;
mod set;
mod star;

use std::io;

use hmac_sha256::Hash;

use self::content::{Content, Contents};
use super::Written;
use crate::exercise::Exercise;
use crate::exercise::texts::Texts;

/// The version of the question set to ask for. A site takes a package whose version it has, and an older one that it knows how to raise; never a newer
/// one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum QuestionSet {
    /// On sites since 2022.
    #[default]
    V1_20,
    /// Of 2025 and later.
    V1_21,
}

/// What can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Star only one word of each wording to be marked.
    pub head_only: bool,
    /// The version of the question set.
    pub question_set: QuestionSet,
}

/// A content type and its version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Library {
    name: &'static str,
    minor: u8,
    /// What the platform calls it.
    title: &'static str,
}

const MARK_THE_WORDS: Library = Library { name: "H5P.MarkTheWords", minor: 11, title: "Mark the Words" };
const DRAG_TEXT: Library = Library { name: "H5P.DragText", minor: 10, title: "Drag the Words" };
const BLANKS: Library = Library { name: "H5P.Blanks", minor: 14, title: "Fill in the Blanks" };
const MULTI_CHOICE: Library = Library { name: "H5P.MultiChoice", minor: 16, title: "Multiple Choice" };
const TRUE_FALSE: Library = Library { name: "H5P.TrueFalse", minor: 8, title: "True/False Question" };

impl QuestionSet {
    fn library(self) -> Library {
        let minor = if self == Self::V1_20 { 20 } else { 21 };
        Library { name: "H5P.QuestionSet", minor, title: "Question Set" }
    }
}

/// The exercise as an H5P package without libraries.
///
/// # Errors
/// None of its own: writing into memory does not fail.
pub fn h5p(exercise: &Exercise, texts: &Texts, options: Options) -> io::Result<Written> {
    let Contents { mut contents, left } = content::contents(exercise, texts, options.head_only);
    let asked = contents.len();
    let main = match (contents.pop(), asked) {
        (Some(only), 1) => only,
        (last, _) => {
            contents.extend(last);
            let uuids = (0..contents.len()).map(|number| uuid(exercise, number)).collect::<Vec<_>>();
            set::set(exercise, texts, options.question_set, &contents, &uuids)
        }
    };
    let mut libraries = vec![main.library];
    for content in &contents {
        if !libraries.contains(&content.library) {
            libraries.push(content.library);
        }
    }
    let bytes = package::package(exercise, &main, &libraries)?;
    Ok(Written { bytes, asked, left })
}

/// A UUID of version 4 in which the random bits come from the exercise: the same exercise has the same ones, and two exercises on one page differ.
fn uuid(exercise: &Exercise, number: usize) -> String {
    let passages = exercise.passages.iter().map(|passage| passage.sha256.as_str()).collect::<Vec<_>>().join(" ");
    let kinds = exercise.tasks.iter().map(|task| task.kind().as_str()).collect::<Vec<_>>().join(" ");
    let digest = Hash::hash(format!("connote h5p {} {} {passages} {kinds} {number}", exercise.seed, exercise.level.as_str()).as_bytes());
    let mut hex: Vec<char> = digest[..16].iter().flat_map(|byte| format!("{byte:02x}").chars().collect::<Vec<_>>()).collect();
    hex[12] = '4';
    hex[16] = match hex[16] {
        '0'..='3' => '8',
        '4'..='7' => '9',
        '8'..='b' => 'a',
        _ => 'b',
    };
    let part = |from: usize, to: usize| hex[from..to].iter().collect::<String>();
    [part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32)].join("-")
}
