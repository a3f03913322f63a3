//! The text that pupils read, made of pieces of an article, and where each piece of the article is in it.

use super::excerpt::Unit;
use super::model::Stretch;
use crate::document::{Document, Field, FieldName, Role};
use crate::span::Span;

/// Stands where sentences are left out.
pub(super) const GAP: &str = "[…]";

/// The shown text with the way back into the article.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// What is shown.
    pub(super) text: String,
    /// Where the headline ends, in code points.
    pub(super) headline_end: Option<usize>,
    /// The sentences shown, in code points.
    pub(super) sentences: Vec<(usize, usize)>,
    /// Byte offset of each code point of `text`, and the length of `text`.
    bytes: Vec<usize>,
    /// Field and byte of each code point that comes from the article, and its place here. Sorted.
    map: Vec<(FieldName, usize, usize)>,
}

impl Shown {
    /// Puts the chosen units of a document together.
    pub(super) fn new(document: &Document, units: &[Unit], chosen: &[bool]) -> Self {
        let mut shown = Self::default();
        let mut gap = false;
        let mut last = None;
        for (unit, &chosen) in units.iter().zip(chosen) {
            if !chosen {
                gap = true;
                continue;
            }
            let field = match (unit.field, &document.title) {
                (FieldName::Title, Some(title)) => title,
                _ => &document.text,
            };
            let letters = letters(field, unit.span);
            if letters.is_empty() {
                continue;
            }
            let paragraph = Some((unit.field, unit.paragraph));
            shown.separate(last == paragraph, gap);
            (gap, last) = (false, paragraph);
            let start = shown.len();
            for (byte, letter) in letters {
                shown.map.push((unit.field, byte, shown.len()));
                shown.push(letter);
            }
            shown.sentences.push((start, shown.len()));
            if unit.headline {
                shown.headline_end = Some(shown.len());
            }
        }
        if gap && !shown.text.is_empty() {
            shown.separate(true, true);
            shown.pop();
        }
        shown.bytes.push(shown.text.len());
        shown
    }

    fn len(&self) -> usize {
        self.bytes.len()
    }

    fn push(&mut self, letter: char) {
        self.bytes.push(self.text.len());
        self.text.push(letter);
    }

    fn pop(&mut self) {
        if self.text.pop().is_some() {
            self.bytes.pop();
        }
    }

    /// What stands between one unit and the next; nothing before the first, but the mark of a gap.
    fn separate(&mut self, same_paragraph: bool, gap: bool) {
        let between = match (self.text.is_empty(), same_paragraph) {
            (true, _) => "",
            (false, true) => " ",
            (false, false) => "\n\n",
        };
        between.chars().for_each(|letter| self.push(letter));
        if gap {
            GAP.chars().chain([' ']).for_each(|letter| self.push(letter));
        }
    }

    /// Where a span of the article is shown; none where its ends are not shown, or sentences in it are left out.
    pub(super) fn place(&self, field: FieldName, span: Span) -> Option<(usize, usize)> {
        let first = self.map.partition_point(|&(of, byte, _)| (of, byte) < (field, span.start));
        let end = self.map.partition_point(|&(of, byte, _)| (of, byte) < (field, span.end));
        let inside = self.map.get(first..end)?;
        let (&(_, byte, start), &(_, _, last)) = (inside.first()?, inside.last()?);
        let without_gap = inside.windows(2).all(|pair| !self.between(pair[0].2 + 1, pair[1].2).contains(GAP));
        (byte == span.start && without_gap).then_some((start, last + 1))
    }

    fn between(&self, start: usize, end: usize) -> &str {
        &self.text[self.bytes[start]..self.bytes[end]]
    }

    /// What stands between two offsets.
    pub(super) fn stretch(&self, (start, end): (usize, usize)) -> Stretch {
        Stretch { start, end, text: self.between(start, end).to_owned() }
    }
}

/// The letters of a span as they are read, each with its byte: markup, code and comments are not read, runs of white space are one space.
fn letters(field: &Field, span: Span) -> Vec<(usize, char)> {
    let regions: Vec<_> = field.regions.iter().filter(|region| region.span.overlaps(span)).collect();
    let mut letters: Vec<(usize, char)> = Vec::new();
    for (offset, letter) in span.of(&field.content).char_indices() {
        let byte = span.start + offset;
        let around = regions.iter().filter(|region| region.span.contains(byte));
        let mut read = Some(letter);
        for region in around {
            match region.role {
                Role::Markup | Role::Code => read = None,
                Role::Comment => read = read.and(Some(' ')),
                Role::Entity(character) => read = (region.span.start == byte).then_some(character),
                Role::BlockQuote | Role::Heading | Role::Block => {}
            }
        }
        let Some(read) = read else { continue };
        let after_space = letters.last().is_none_or(|(_, last)| *last == ' ');
        if read.is_whitespace() && !after_space {
            letters.push((byte, ' '));
        } else if !read.is_whitespace() && !steers(read) {
            letters.push((byte, read));
        }
    }
    letters.pop_if(|(_, last)| *last == ' ');
    letters
}

/// What is not seen and changes what is: control characters and the marks of writing direction.
fn steers(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
