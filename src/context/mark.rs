//! Quotation marks by shape, and what only looks like one: apostrophes, '90s, feet and inches.
//!
//! A mark is judged here by its character and its neighbours alone. What it does (open, close, neither) depends on what is open
//! where it stands, and is decided by `pairing`.

use super::glyph::{Shape, end_of_code, glyphs};
use super::quotation::outermost;
use crate::document::Role;
use crate::span::{Span, containing};
use crate::tokenize::Layout;

/// Marks that pair with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// “ ” and „ “ ”
    Curly,
    /// " and '' for it
    Straight,
    /// ‘ ’ and ‚ ‘
    SingleCurly,
    /// '
    SingleStraight,
    /// « »
    Guillemet,
    /// ‹ ›
    SingleGuillemet,
}

impl Family {
    /// Whether the other is the same mark in its other shape, straight or curly.
    pub(super) fn is_twin_of(self, other: Self) -> bool {
        matches!(
            (self, other),
            (Self::Curly, Self::Straight)
                | (Self::Straight, Self::Curly)
                | (Self::SingleCurly, Self::SingleStraight)
                | (Self::SingleStraight, Self::SingleCurly)
        )
    }

    /// Whether the mark is also an apostrophe.
    pub(super) fn is_single(self) -> bool {
        matches!(self, Self::SingleCurly | Self::SingleStraight)
    }
}

/// How sure a mark is to close a quotation, where one is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Closing {
    /// It cannot close.
    Never,
    /// A possessive ("the players' union"), a dropped letter ("goin' home") or feet, if a better mark follows.
    Weak,
    /// After a word.
    Plain,
    /// After punctuation: no apostrophe stands there.
    Strong,
}

/// A mark, and what it can do by its shape and neighbours.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    pub(super) family: Family,
    pub(super) at: usize,
    pub(super) end: usize,
    /// Index of its paragraph.
    pub(super) paragraph: usize,
    pub(super) opens: bool,
    pub(super) closes: Closing,
    /// It follows a number: inches, unless a quotation is open.
    pub(super) after_number: bool,
}

impl Mark {
    /// Whether it closes while one of its kind is open: it does where its shape allows both.
    pub(super) fn can_close(&self) -> bool {
        self.closes != Closing::Never
    }
}

/// Where a mark stands between its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// At the beginning of a word.
    Left,
    /// At the end of one.
    Right,
    /// Space on both sides.
    Alone,
    /// Text on both sides.
    Inside,
}

/// Words that begin with an apostrophe for letters left out.
const ELISIONS: [&str; 32] = [
    "bot", "bots", "tis", "twas", "twere", "twill", "em", "til", "till", "cause", "bout", "n", "nuff", "cos", "coz", "round", "hood", "ere", "er",
    "im", "ave", "ow", "kay", "neath", "gainst", "cept", "scuse", "fraid", "burbs", "un", "uns", "ndrangheta",
];

/// Words that end in an apostrophe for letters left out, beside those in -in'.
const CLIPPED: [&str; 9] = ["n", "o", "an", "th", "ol", "wi", "lil", "mo", "po"];

/// What stands before an opening mark, beside white space.
const BEFORE_OPENING: [char; 16] = ['(', '[', '{', '—', '–', '-', '/', '“', '‘', '„', '‚', '«', '‹', '`', '…', '\u{FEFF}'];

/// What stands after a closing mark, beside white space.
const AFTER_CLOSING: [char; 18] = ['.', ',', ';', ':', '!', '?', ')', ']', '}', '—', '–', '-', '/', '”', '’', '»', '›', '…'];

/// The quotation marks of a field, in order; apostrophes, primes and marks inside code or markup are left out.
pub(super) fn marks(layout: &Layout<'_>) -> Vec<Mark> {
    let regions = |role| layout.field.regions_of(role).collect::<Vec<Span>>();
    let (code, markup, comments) = (regions(Role::Code), regions(Role::Markup), regions(Role::Comment));
    // Block quotations are quotations as a whole.
    let blocks = outermost(regions(Role::BlockQuote));
    // Room for many of them is made at once.
    let mut found = Vec::with_capacity(layout.words.len() / 16);
    let mut all = Vec::with_capacity(16);
    for (index, paragraph) in layout.paragraphs.iter().enumerate() {
        let mut code_end = 0;
        glyphs(layout, paragraph.span, &mut all);
        for (number, glyph) in all.iter().enumerate() {
            let hidden = [&code, &markup, &comments, &blocks].into_iter().any(|spans| containing(spans, glyph.span.start).is_some());
            if hidden || glyph.span.start < code_end || found.last().is_some_and(|last: &Mark| glyph.span.start < last.end) {
                continue;
            }
            if let Some(end) = end_of_code(layout.content(), &all[number..]) {
                code_end = end;
                continue;
            }
            let place = Place::new(layout.content(), paragraph.span, glyph.span, &markup);
            found.extend(place.mark(glyph.shape, index));
        }
    }
    found
}

/// A glyph and its neighbours; markup is looked through.
struct Place<'a> {
    span: Span,
    before: &'a str,
    after: &'a str,
    previous: Option<char>,
    following: Option<char>,
}

impl<'a> Place<'a> {
    fn new(content: &'a str, paragraph: Span, span: Span, markup: &[Span]) -> Self {
        let (mut start, mut end) = (span.start, span.end);
        while let Some(index) = start.checked_sub(1).and_then(|at| containing(markup, at)) {
            start = markup[index].start;
        }
        while let Some(index) = containing(markup, end) {
            end = markup[index].end;
        }
        let before = &content[paragraph.start.min(start)..start];
        let after = &content[end..paragraph.end.max(end)];
        Self { span, before, after, previous: before.chars().next_back(), following: after.chars().next() }
    }

    fn mark(&self, shape: Shape, paragraph: usize) -> Option<Mark> {
        if self.is_contraction() {
            return None;
        }
        let side = self.side();
        let (family, opens, closes) = match shape {
            Shape::Low => (Family::Curly, true, Closing::Never),
            Shape::Opening(pair) => match side {
                Side::Left | Side::Alone => (pair.family(), true, Closing::Never),
                // The closing mark of „ “ and » «, or one that was turned wrongly.
                Side::Right => (pair.family(), false, self.closing()),
                // "the end.“And now": it lost its space.
                Side::Inside if self.ends_sentence() => (pair.family(), true, Closing::Never),
                Side::Inside => (pair.family(), true, Closing::Plain),
            },
            Shape::Closing(pair) => (pair.family(), side == Side::Left, self.closing()),
            Shape::Prime if self.follows_number() => return None,
            Shape::Straight | Shape::Prime => {
                let opens = side != Side::Right;
                let closes = if side == Side::Left { Closing::Never } else { self.closing() };
                (Family::Straight, opens, closes)
            }
            _ => return self.single(shape, side, paragraph),
        };
        Some(Mark {
            family,
            at: self.span.start,
            end: self.span.end,
            paragraph,
            opens,
            closes,
            after_number: shape == Shape::Straight && self.follows_number(),
        })
    }

    fn single(&self, shape: Shape, side: Side, paragraph: usize) -> Option<Mark> {
        let family = if matches!(shape, Shape::SingleStraight | Shape::Backtick) { Family::SingleStraight } else { Family::SingleCurly };
        let make = |opens, closes| Some(Mark { family, at: self.span.start, end: self.span.end, paragraph, opens, closes, after_number: false });
        let before_text = self.following.is_some_and(|c| !c.is_whitespace());
        match side {
            Side::Left if self.is_elision() => None,
            Side::Left if before_text => make(true, Closing::Never),
            Side::Left | Side::Alone => None,
            Side::Right if shape == Shape::Backtick || shape == Shape::SingleLow => None,
            Side::Right => make(false, self.closing_single()),
            Side::Inside if self.previous == Some(':') => make(true, Closing::Never),
            // "…, 'x.'Next" lost its space; between letters, or after a bracket, it is an apostrophe.
            Side::Inside if self.after_punctuation() && shape != Shape::Backtick => make(false, Closing::Strong),
            Side::Inside => None,
        }
    }

    fn closing(&self) -> Closing {
        if self.after_punctuation() { Closing::Strong } else { Closing::Plain }
    }

    fn closing_single(&self) -> Closing {
        if self.after_punctuation() {
            return Closing::Strong;
        }
        let goes_on = self.after.trim_start().starts_with(char::is_alphabetic);
        let word = self.before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let clipped = || (word.len() > 3 && word.ends_with("in")) || CLIPPED.contains(&word.to_lowercase().as_str());
        let weak = self.follows_number() || goes_on && (word.ends_with(['s', 'z', 'x']) || clipped());
        if weak { Closing::Weak } else { Closing::Plain }
    }

    fn after_punctuation(&self) -> bool {
        self.previous.is_some_and(|c| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…'))
    }

    /// Between a full stop and a capital.
    fn ends_sentence(&self) -> bool {
        self.previous.is_some_and(|c| matches!(c, '.' | '!' | '?')) && self.following.is_some_and(char::is_uppercase)
    }

    fn side(&self) -> Side {
        match (self.begins_word(), self.ends_word()) {
            (true, false) => Side::Left,
            (false, true) => Side::Right,
            (true, true) if self.following.is_none() && self.previous.is_some() => Side::Right,
            (true, true) => Side::Alone,
            (false, false) => Side::Inside,
        }
    }

    /// Nothing, a space, an opening bracket, a dash or another opening mark stands before it.
    fn begins_word(&self) -> bool {
        match self.previous {
            // Between two marks in a row the other side decides.
            Some('"' | '\'') => self.following.is_some_and(|c| c.is_alphanumeric()),
            previous => previous.is_none_or(|c| c.is_whitespace() || BEFORE_OPENING.contains(&c)),
        }
    }

    /// Nothing, a space, punctuation or another closing mark stands after it.
    fn ends_word(&self) -> bool {
        match self.following {
            Some('"' | '\'') => !self.begins_word(),
            // "... and then": the quotation begins with what was left out.
            Some('.' | '…')
                if self.after.trim_start_matches(['.', '…', ' ']).starts_with(char::is_alphabetic)
                    && self.previous.is_none_or(char::is_whitespace) =>
            {
                false
            }
            following => following.is_none_or(|c| c.is_whitespace() || AFTER_CLOSING.contains(&c)),
        }
    }

    /// "India's", "L.A.'s" and "isn't", with whatever mark for the apostrophe, and also where a space was put before it.
    fn is_contraction(&self) -> bool {
        // No ending has three letters.
        let letters = || self.after.chars().take(3).take_while(|c| c.is_alphanumeric()).count();
        let ends_with = |endings: &[&str]| {
            let letters = letters();
            endings.iter().any(|ending| ending.len() == letters && self.after.starts_with(ending))
        };
        match self.previous {
            Some(' ') => ends_with(&["s"]),
            Some(previous) => (previous.is_alphanumeric() || matches!(previous, '.' | ')')) && ends_with(&["s", "t", "re", "ve", "ll", "d", "m"]),
            None => false,
        }
    }

    /// '90s, 'tis, rock 'n' roll.
    fn is_elision(&self) -> bool {
        let word: String = self.after.chars().take_while(|c| c.is_alphanumeric()).take(12).collect();
        let decade = matches!(word.as_bytes(), [tens, units] | [tens, units, b's'] if tens.is_ascii_digit() && units.is_ascii_digit());
        let quoted_alone = word.len() > 1 && self.after[word.len()..].starts_with(['\'', '’']);
        decade || ELISIONS.contains(&word.to_lowercase().as_str()) && !quoted_alone
    }

    fn follows_number(&self) -> bool {
        self.previous.is_some_and(|c| c.is_ascii_digit() || "½¼¾".contains(c))
    }
}

/// Whether a double mark after a number stands for inches whatever is open: 6'2".
pub(super) fn follows_feet(content: &str, at: usize) -> bool {
    let before = content[..at].trim_end_matches(|c: char| c.is_ascii_digit() || "½¼¾.".contains(c));
    before.len() < at && before.ends_with(['\'', '’', '′', '´'])
}
