//! Quotation marks and what only looks like them: apostrophes, '90s, feet and inches.

use crate::document::{Region, Role};
use crate::span::{Span, containing};
use crate::tokenize::{Layout, Paragraph};

/// Marks that pair with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// “ ” and „ “ ”
    Curly,
    /// "
    Straight,
    /// ‘ ’
    SingleCurly,
    /// '
    SingleStraight,
    /// « »
    Guillemet,
}

impl Family {
    /// Whether the other is the same mark in its other shape, straight or curly.
    pub(super) fn is_twin_of(self, other: Self) -> bool {
        let pair = (self, other);
        matches!(
            pair,
            (Self::Curly, Self::Straight)
                | (Self::Straight, Self::Curly)
                | (Self::SingleCurly, Self::SingleStraight)
                | (Self::SingleStraight, Self::SingleCurly)
        )
    }

    pub(super) fn is_single(self) -> bool {
        matches!(self, Self::SingleCurly | Self::SingleStraight)
    }
}

/// What a mark does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    Opens,
    Closes,
    Neither,
}

/// A mark, and what it can do by its shape and neighbours.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    pub(super) family: Family,
    pub(super) at: usize,
    pub(super) end: usize,
    opens: bool,
    closes: bool,
    /// It closes, or is the apostrophe of a possessive ("players' ").
    possessive: bool,
}

impl Mark {
    /// What the mark does while one of its family is open (or not).
    pub(super) fn turn(&self, is_open: bool) -> Turn {
        match (self.opens, self.closes) {
            (true, true) if is_open => Turn::Closes,
            (true, _) => Turn::Opens,
            // A single mark that closes nothing is an apostrophe.
            (false, true) if is_open || !self.family.is_single() => Turn::Closes,
            _ => Turn::Neither,
        }
    }

    /// The family of the mark that a paragraph begins with.
    pub(super) fn opening(content: &str, at: usize) -> Option<Family> {
        match content[at..].chars().next()? {
            '“' | '„' | '‟' | '”' => Some(Family::Curly),
            '"' => Some(Family::Straight),
            '‘' => Some(Family::SingleCurly),
            '\'' => Some(Family::SingleStraight),
            '«' | '»' => Some(Family::Guillemet),
            _ => None,
        }
    }
}

/// Words that begin with an apostrophe for letters left out.
const ELISIONS: [&str; 14] = ["tis", "twas", "em", "til", "till", "cause", "bout", "n", "nuff", "cos", "round", "hood", "ere", "twill"];

/// The quotation marks of a paragraph, in order; apostrophes, primes and marks inside code or markup are left out.
pub(super) fn marks(layout: &Layout<'_>, paragraph: Span, next: Option<&Paragraph>) -> Vec<Mark> {
    let content = layout.content();
    let hidden: Vec<Span> =
        regions(layout, paragraph).iter().filter(|region| matches!(region.role, Role::Code | Role::Markup)).map(|region| region.span).collect();
    let mut found = Vec::new();
    let mut double_open = false;
    for (at, end, character) in quotes(layout, paragraph) {
        if containing(&hidden, at).is_some() {
            continue;
        }
        let place = Place::new(content, paragraph, Span::new(at, end), character);
        if let Some(mark) = place.mark(double_open) {
            if mark.family == Family::Straight {
                double_open = mark.turn(double_open) == Turn::Opens;
            }
            found.push(mark);
        }
    }
    let continued = next.is_some_and(|next| Mark::opening(content, next.span.start) == Some(Family::SingleStraight));
    drop_lone_single_marks(&mut found, continued);
    found
}

/// The regions that begin in a paragraph; they are sorted.
fn regions<'a>(layout: &Layout<'a>, paragraph: Span) -> &'a [Region] {
    let all = &layout.field.regions;
    let start = all.partition_point(|region| region.span.start < paragraph.start);
    let end = all.partition_point(|region| region.span.start < paragraph.end);
    &all[start..end.max(start)]
}

/// Start, end and character of everything in a paragraph that may be a mark, entities such as `&quot;` included, in order.
fn quotes(layout: &Layout<'_>, paragraph: Span) -> Vec<(usize, usize, char)> {
    let is_quote = |c: char| "“”„‟\"‘’‚'«»".contains(c);
    let plain = paragraph.of(layout.content()).char_indices().filter(|(_, c)| is_quote(*c));
    let mut found: Vec<_> = plain.map(|(at, c)| (paragraph.start + at, paragraph.start + at + c.len_utf8(), c)).collect();
    let plain_count = found.len();
    found.extend(regions(layout, paragraph).iter().filter_map(|region| match region.role {
        Role::Entity(c) if is_quote(c) => Some((region.span.start, region.span.end, c)),
        _ => None,
    }));
    if found.len() > plain_count {
        found.sort_unstable();
    }
    found
}

/// A straight single mark opens only where one that can close follows in its paragraph; else it is an apostrophe.
fn drop_lone_single_marks(marks: &mut Vec<Mark>, continued: bool) {
    let mut closer_follows = continued;
    for index in (0..marks.len()).rev() {
        let mark = &mut marks[index];
        if mark.family == Family::SingleStraight {
            mark.opens &= closer_follows;
            closer_follows |= mark.closes;
        }
    }
    marks.retain(|mark| mark.opens || mark.closes);
    possessives(marks);
}

/// "players' " can close a quotation or be a possessive: it is one where another mark that can close follows before the next opening.
fn possessives(marks: &mut [Mark]) {
    let mut closer_follows = [false, false];
    for mark in marks.iter_mut().rev().filter(|mark| mark.family.is_single()) {
        let follows = &mut closer_follows[usize::from(mark.family == Family::SingleCurly)];
        if mark.possessive {
            mark.closes = !*follows;
            *follows = true;
        } else {
            *follows = mark.closes;
        }
    }
}

/// A mark and its neighbours.
struct Place<'a> {
    character: char,
    at: usize,
    end: usize,
    before: &'a str,
    after: &'a str,
    previous: Option<char>,
    following: Option<char>,
}

impl<'a> Place<'a> {
    fn new(content: &'a str, paragraph: Span, mark: Span, character: char) -> Self {
        let Span { start: at, end } = mark;
        let before = &content[paragraph.start..at];
        let after = &content[end..paragraph.end];
        Self { character, at, end, before, after, previous: before.chars().next_back(), following: after.chars().next() }
    }

    fn mark(&self, double_open: bool) -> Option<Mark> {
        let make = |family, opens, closes| Some(Mark { family, at: self.at, end: self.end, opens, closes, possessive: false });
        match self.character {
            '„' | '‟' => make(Family::Curly, true, false),
            // Closes a quotation that „ opened, and where it was set wrongly at the end of a word.
            '“' => make(Family::Curly, true, !self.begins_word() && self.ends_word()),
            '”' => make(Family::Curly, self.begins_word() && !self.ends_word(), true),
            '«' => make(Family::Guillemet, true, !self.begins_word() && self.ends_word()),
            '»' => make(Family::Guillemet, self.begins_word() && !self.ends_word(), true),
            '"' if self.is_inches(double_open) => None,
            '"' => match (self.begins_word(), self.ends_word()) {
                (true, false) => make(Family::Straight, true, false),
                (false, true) => make(Family::Straight, false, true),
                _ => make(Family::Straight, true, true),
            },
            '‘' | '‚' if self.is_elision() => None,
            '‘' | '‚' => make(Family::SingleCurly, true, false),
            '’' => self.closing_single(Family::SingleCurly),
            _ => self.straight_single(),
        }
    }

    fn straight_single(&self) -> Option<Mark> {
        if self.begins_word() && self.following.is_some_and(|c| !c.is_whitespace()) && !self.is_elision() && !self.ends_word() {
            return Some(Mark { family: Family::SingleStraight, at: self.at, end: self.end, opens: true, closes: false, possessive: false });
        }
        self.closing_single(Family::SingleStraight)
    }

    fn closing_single(&self, family: Family) -> Option<Mark> {
        let joins_letters = self.previous.is_some_and(char::is_alphanumeric) && self.following.is_some_and(char::is_alphanumeric);
        let feet = self.previous.is_some_and(|c| c.is_ascii_digit());
        if joins_letters || feet || self.begins_word() || !self.ends_word() {
            return None;
        }
        let possessive = self.previous == Some('s') && self.after.trim_start().starts_with(char::is_alphabetic);
        Some(Mark { family, at: self.at, end: self.end, opens: false, closes: true, possessive })
    }

    /// Nothing, a space, an opening bracket, a dash or another opening mark stands before it.
    fn begins_word(&self) -> bool {
        self.previous.is_none_or(|c| c.is_whitespace() || "([{—–-/“‘„«\"'…".contains(c) || c == '\u{FEFF}')
    }

    /// Nothing, a space, punctuation or another closing mark stands after it.
    fn ends_word(&self) -> bool {
        self.following.is_none_or(|c| c.is_whitespace() || ".,;:!?)]}—–-/”’»\"'…".contains(c))
    }

    /// '90s, 'tis, rock 'n' roll.
    fn is_elision(&self) -> bool {
        let word: String = self.after.chars().take_while(|c| c.is_alphanumeric()).take(12).collect();
        let decade = matches!(word.as_bytes(), [tens, units] | [tens, units, b's'] if tens.is_ascii_digit() && units.is_ascii_digit());
        decade || ELISIONS.contains(&word.to_lowercase().as_str()) && !(word.len() > 1 && self.after[word.len()..].starts_with(['\'', '’']))
    }

    /// 6'2" always; 5" where no quotation is open.
    fn is_inches(&self, double_open: bool) -> bool {
        let digits = self.before.len() - self.before.trim_end_matches(|c: char| c.is_ascii_digit() || "½¼¾.".contains(c)).len();
        let feet = self.before[..self.before.len() - digits].ends_with(['\'', '’', '′']);
        digits > 0 && (feet || !double_open)
    }
}
