//! Slurs are masked unless they are asked for: the first letter stays, stars take the place of the others, one for one, so that offsets stay.
//!
//! What is a slur is said by the lexicon: `slur = true` of the entry, or its technique `slur` (imported lists have only that).

use std::collections::BTreeSet;

use super::model::{KeySpan, Passage};
use crate::analysis::{Analysis, Analyzer, Hit};
use crate::lexicon::Entry;

/// Whether an entry is a slur.
pub(super) fn is_slur(entry: &Entry) -> bool {
    entry.slur || entry.technique.id() == "slur"
}

/// The slurs that stand in some articles, to be masked wherever they stand.
#[derive(Debug, Default)]
pub(super) struct Slurs {
    /// In small letters, white space as single spaces, the longest first.
    phrases: Vec<String>,
}

impl Slurs {
    /// The slurs of the articles, also such as gave way to a longer hit.
    pub(super) fn of(articles: &[Analysis], analyzer: &Analyzer) -> Self {
        let mut phrases = BTreeSet::new();
        for analysis in articles {
            let hits = analysis.hits.iter().chain(&analysis.overruled).filter(|hit| is_slur(analyzer.entry(hit.entry)));
            for hit in hits {
                phrases.extend([written(analysis, hit), hit.term.clone()].iter().map(|phrase| small(phrase)));
                phrases.extend(analyzer.entry(hit.entry).term.split(", ").map(small));
            }
        }
        phrases.remove("");
        let mut phrases: Vec<String> = phrases.into_iter().collect();
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.chars().count()));
        Self { phrases }
    }

    /// A text with its slurs masked; as many code points as before.
    pub(super) fn masked(&self, text: &str) -> String {
        if self.phrases.is_empty() {
            return text.to_owned();
        }
        let mut letters: Vec<char> = text.chars().collect();
        // One small letter for each letter, so that places agree; what has none that is one letter stays as it is.
        let mut small: Vec<char> = letters.iter().map(|&letter| small_letter(letter)).collect();
        for phrase in &self.phrases {
            let phrase: Vec<char> = phrase.chars().collect();
            let mut at = 0;
            while at + phrase.len() <= small.len() {
                if small[at..].starts_with(&phrase) {
                    let place = at..at + phrase.len();
                    mask(&mut letters[place.clone()]);
                    small[place].fill('*');
                    at += phrase.len();
                } else {
                    at += 1;
                }
            }
        }
        letters.into_iter().collect()
    }

    /// Masks whatever a passage says.
    pub(super) fn mask_passage(&self, passage: &mut Passage) {
        if self.phrases.is_empty() {
            return;
        }
        let Passage { article_id: _, title, outlet, date: _, url, permission, source_line, text, quotations, key, .. } = passage;
        let optional = [title, outlet, url, permission].into_iter().flatten();
        let texts = optional.chain([source_line, text]).chain(quotations.iter_mut().map(|quotation| &mut quotation.text));
        texts.for_each(|text| *text = self.masked(text));
        key.iter_mut().for_each(|span| self.mask_span(span));
    }

    fn mask_span(&self, span: &mut KeySpan) {
        let before = span.text.clone();
        let texts = [&mut span.text, &mut span.term, &mut span.entry, &mut span.why].into_iter().chain(&mut span.neutral);
        let texts = texts.chain(&mut span.speaker).chain(span.sources.iter_mut().map(|source| &mut source.label));
        texts.for_each(|text| *text = self.masked(text));
        span.masked = span.text != before;
    }
}

fn written(analysis: &Analysis, hit: &Hit) -> String {
    hit.span.of(analysis.content(hit.field)).to_owned()
}

fn small(phrase: &str) -> String {
    let single = phrase.split_whitespace().collect::<Vec<_>>().join(" ");
    single.chars().map(small_letter).collect()
}

fn small_letter(letter: char) -> char {
    let mut small = letter.to_lowercase();
    match (small.next(), small.next()) {
        (Some(only), None) => only,
        _ => letter,
    }
}

/// The first letter of each word stays.
fn mask(letters: &mut [char]) {
    let mut inside = false;
    for letter in letters {
        let is_letter = letter.is_alphanumeric();
        if is_letter && inside {
            *letter = '*';
        }
        inside = is_letter;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_of_each_word_stays_and_so_do_places() {
        let slurs = Slurs { phrases: vec!["white trash".to_owned(), "vatnik".to_owned()] };
        let cases = [
            ("A Vatnik, two vatniks", "A V*****, two v*****s"),
            ("WHITE TRASH and white paint", "W**** T**** and white paint"),
            ("ruua-people-vatnik", "ruua-people-v*****"),
            ("İ vatnik", "İ v*****"),
            ("nothing", "nothing"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(slurs.masked(text), expected, "{text}");
            assert_eq!(slurs.masked(text).chars().count(), text.chars().count(), "{text}");
        }
    }
}
