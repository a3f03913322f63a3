//! An exercise for school platforms and card programs: one file per format. Each takes an [`Exercise`](crate::exercise::Exercise) and works nothing
//! out; what its format cannot carry it names.
//!
//! `quiz` is what question formats have in common (a question with a stem, a form, a feedback), `explain` says in lines what the key knows of a wording.

pub mod anki;
mod explain;
pub mod gift;
pub mod h5p;
pub mod moodle;
mod quiz;

use std::fmt;

use crate::exercise::Kind;

/// A file of a format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The whole file.
    pub bytes: Vec<u8>,
    /// Questions, contents or cards in it that ask something. Nothing to hand out where it is 0.
    pub asked: usize,
    /// What the format cannot carry.
    pub left: Vec<Left>,
}

/// What a format cannot carry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Of which type of task.
    pub kind: Kind,
    /// What is missing.
    pub what: String,
    /// Why.
    pub why: String,
}

impl Left {
    fn whole(kind: Kind, why: &str) -> Self {
        Self { kind, what: "all items".to_owned(), why: why.to_owned() }
    }
}

impl fmt::Display for Left {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {} ({})", self.kind.as_str(), self.what, self.why)
    }
}

/// What XML 1.0 has no way to write, and what no teacher can see, as U+FFFD; line ends as line feeds.
fn writable(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let keep = |letter: char| matches!(letter, '\n' | '\t') || !(letter.is_control() || matches!(letter, '\u{FFFE}' | '\u{FFFF}'));
    lines.chars().map(|letter| if keep(letter) { letter } else { char::REPLACEMENT_CHARACTER }).collect()
}

/// Text for a page: what HTML would take as markup is escaped. Quotation marks stay: nothing of this goes into an attribute, and some readers write
/// them anew.
fn html(text: &str) -> String {
    writable(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// One line of at most `most` letters, cut between words.
fn line(text: &str, most: usize) -> String {
    let words: Vec<String> = writable(text).split_whitespace().map(str::to_owned).collect();
    let whole = words.join(" ");
    if whole.chars().count() <= most {
        return whole;
    }
    let mut cut = String::new();
    for word in &words {
        if cut.chars().count() + word.chars().count() + 2 > most {
            break;
        }
        cut.push_str(if cut.is_empty() { "" } else { " " });
        cut.push_str(word);
    }
    if cut.is_empty() {
        // A single word that is longer than the line.
        cut = whole.chars().take(most.saturating_sub(1)).collect();
    }
    cut + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cut_between_words_and_never_too_long() {
        for (text, most, expected) in [
            ("one two", 10, "one two"),
            ("one  two\nthree", 20, "one two three"),
            ("one two three", 9, "one two…"),
            ("one two three", 8, "one two…"),
            ("one two three", 7, "one…"),
            ("Donaudampfschiff", 5, "Dona…"),
            ("", 5, ""),
        ] {
            assert_eq!(line(text, most), expected);
            assert!(line(text, most).chars().count() <= most);
        }
    }

    #[test]
    fn what_cannot_be_written_is_shown_as_such() {
        assert_eq!(writable("a\u{0}b\r\nc\rd\te\u{FFFF}\u{1b}"), "a\u{FFFD}b\nc\nd\te\u{FFFD}\u{FFFD}");
        assert_eq!(html("<b>&amp;\"'"), "&lt;b&gt;&amp;amp;\"'");
    }
}
