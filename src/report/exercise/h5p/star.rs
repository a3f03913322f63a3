//! Stars for Mark the Words. It cuts the text at white space, peels punctuation off, and takes what is left for an answer where it begins and ends
//! with a star: so a wording of several words has stars round each of them, and they stand inside its punctuation.

use std::collections::BTreeSet;

use super::super::html;
use crate::exercise::KeySpan;
use crate::exercise::model::Passage;

/// Peeled off the beginning of a word.
const OPENING: [char; 10] = ['[', '(', '{', '⟨', '¿', '¡', '“', '"', '«', '„'];
/// Peeled off its end.
const CLOSING: [char; 14] = ['"', ',', '…', '.', ':', ';', '?', '!', ']', ')', '}', '⟩', '»', '”'];

/// Techniques whose first word carries the judgement ("so-called Ukraine"); of the others it is the last one ("Kyiv regime").
const FIRST: [&str; 7] = ["scare_marker", "existence_denial", "modifier", "loaded_modifier", "puffery", "booster", "hedge"];

/// A word of the passage without its punctuation, in code points.
#[derive(Debug, Clone, Copy)]
struct Word {
    start: usize,
    end: usize,
}

/// The passage as paragraphs with stars round the words to be marked; the headline is set off. A star of the article becomes `∗`.
pub(super) fn starred(passage: &Passage, mark: &[usize], head_only: bool) -> String {
    let letters: Vec<char> = passage.text.chars().collect();
    let words = words(&letters);
    let spans = mark.iter().filter_map(|&key| passage.key.get(key));
    let starred: BTreeSet<usize> = spans.flat_map(|span| chosen(&words, span, head_only)).collect();
    let starts: BTreeSet<usize> = starred.iter().map(|&word| words[word].start).collect();
    let ends: BTreeSet<usize> = starred.iter().map(|&word| words[word].end).collect();
    let mut text = String::new();
    for (at, &letter) in letters.iter().enumerate() {
        text.push_str(if starts.contains(&at) { "*" } else { "" });
        text.push(if letter == '*' { '∗' } else { letter });
        text.push_str(if ends.contains(&(at + 1)) { "*" } else { "" });
    }
    let paragraphs = text.split("\n\n").enumerate().map(|(number, paragraph)| {
        let paragraph = html(paragraph);
        if number == 0 && passage.headline_end.is_some() { format!("<p><strong>{paragraph}</strong></p>") } else { format!("<p>{paragraph}</p>") }
    });
    paragraphs.collect()
}

/// The words of a wording, by their index.
fn chosen(words: &[Word], span: &KeySpan, head_only: bool) -> Vec<usize> {
    let touched: Vec<usize> = (0..words.len()).filter(|&word| words[word].start < span.end && span.start < words[word].end).collect();
    match (head_only, FIRST.contains(&span.technique.id())) {
        (false, _) => touched,
        (true, true) => touched.first().copied().into_iter().collect(),
        (true, false) => touched.last().copied().into_iter().collect(),
    }
}

/// All words with something left after peeling.
fn words(letters: &[char]) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        if is_space(letters[at]) {
            at += 1;
            continue;
        }
        let end = at + letters[at..].iter().take_while(|letter| !is_space(**letter)).count();
        let start = at + letters[at..end].iter().take_while(|letter| OPENING.contains(letter)).count();
        let peeled = letters[start..end].iter().rev().take_while(|letter| CLOSING.contains(letter)).count();
        if start < end - peeled {
            words.push(Word { start, end: end - peeled });
        }
        at = end;
    }
    words
}

/// What a browser cuts at.
fn is_space(letter: char) -> bool {
    letter.is_whitespace() || letter == '\u{FEFF}'
}
