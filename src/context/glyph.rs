//! What is written where a quotation mark may be, whatever it does: one character, two for one, an entity, a mark that was misread.

use super::mark::Family;
use crate::document::Role;
use crate::span::Span;
use crate::tokenize::Layout;
use crate::tokenize::signs::Sign;

/// The longest piece of code between backticks, in bytes and in marks.
const CODE_LIMIT: usize = 200;
const CODE_MARKS: usize = 16;

/// What is written, whatever it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shape {
    /// “ « ‹ and `` for “: made to open.
    Opening(Pair),
    /// ” » ›: made to close.
    Closing(Pair),
    /// „ and ,, for it.
    Low,
    /// "
    Straight,
    /// ″ for it
    Prime,
    /// ‘
    SingleOpening,
    /// ‚
    SingleLow,
    /// ’
    SingleClosing,
    /// ' and ´
    SingleStraight,
    /// `
    Backtick,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Pair {
    Double,
    Guillemet,
    SingleGuillemet,
}

impl Pair {
    pub(super) fn family(self) -> Family {
        match self {
            Self::Double => Family::Curly,
            Self::Guillemet => Family::Guillemet,
            Self::SingleGuillemet => Family::SingleGuillemet,
        }
    }
}

/// Marks in UTF-8 that were read as Latin-1 or Windows-1252 on their way here.
const MISREAD: [(&str, char); 8] = [
    ("â\u{80}\u{9C}", '“'),
    ("â\u{80}\u{9D}", '”'),
    ("â\u{80}\u{98}", '‘'),
    ("â\u{80}\u{99}", '’'),
    ("â€œ", '“'),
    ("â€\u{9D}", '”'),
    ("â€˜", '‘'),
    ("â€™", '’'),
];

/// The character that a text begins with, as meant, and the bytes it takes.
fn first_character(text: &str) -> (char, usize) {
    let misread = || MISREAD.into_iter().find(|(written, _)| text.starts_with(written)).map(|(written, meant)| (meant, written.len()));
    let plain = text.chars().next().unwrap_or_default();
    if plain == 'â' { misread().unwrap_or((plain, plain.len_utf8())) } else { (plain, plain.len_utf8()) }
}

impl Shape {
    fn of(character: char) -> Option<Self> {
        Some(match character {
            '“' | '‟' | '❝' => Self::Opening(Pair::Double),
            '”' | '❞' => Self::Closing(Pair::Double),
            '«' => Self::Opening(Pair::Guillemet),
            '»' => Self::Closing(Pair::Guillemet),
            '‹' => Self::Opening(Pair::SingleGuillemet),
            '›' => Self::Closing(Pair::SingleGuillemet),
            '„' => Self::Low,
            '"' | '＂' => Self::Straight,
            '″' => Self::Prime,
            '‘' | '‛' => Self::SingleOpening,
            '‚' => Self::SingleLow,
            '’' => Self::SingleClosing,
            '\'' | '´' | '＇' => Self::SingleStraight,
            '`' => Self::Backtick,
            _ => return None,
        })
    }

    /// Two single marks in a row stand for a double one.
    fn doubled(self) -> Option<Self> {
        match self {
            Self::SingleStraight => Some(Self::Straight),
            Self::SingleOpening | Self::Backtick => Some(Self::Opening(Pair::Double)),
            Self::SingleClosing => Some(Self::Closing(Pair::Double)),
            Self::SingleLow => Some(Self::Low),
            _ => None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Glyph {
    pub(super) span: Span,
    pub(super) shape: Shape,
}

/// Puts everything in a paragraph that may be a mark, entities such as `&quot;` included, in order, in the place of what was found in the one before.
pub(super) fn glyphs(layout: &Layout<'_>, paragraph: Span, found: &mut Vec<Glyph>) {
    let content = layout.content();
    found.clear();
    let mut done = paragraph.start;
    for at in layout.signs.within_any(paragraph, &[Sign::Mark, Sign::Wide]) {
        if at < done || !content.is_char_boundary(at) {
            continue;
        }
        let (character, length) = first_character(&content[at..paragraph.end]);
        let end = at + length;
        let mark = &content[at..end];
        let twice = content[end..paragraph.end].starts_with(mark);
        let glyph = |shape, end| Glyph { span: Span::new(at, end), shape };
        let double_end = end + length;
        match Shape::of(character) {
            // Three in a row are no pair.
            Some(shape) if twice && !content[double_end..].starts_with(mark) => {
                let doubled = shape.doubled().map(|shape| glyph(shape, double_end));
                found.push(doubled.unwrap_or_else(|| glyph(shape, end)));
            }
            Some(shape) => found.push(glyph(shape, end)),
            None if character == ',' && twice && content[double_end..].starts_with(char::is_alphabetic) => {
                found.push(glyph(Shape::Low, double_end));
            }
            None => {}
        }
        done = found.last().map_or(end, |last| last.span.end.max(end));
    }
    let plain = found.len();
    found.extend(entities(layout, paragraph));
    if found.len() > plain {
        found.sort_unstable();
    }
}

/// Marks that the source wrote as entities.
fn entities<'a>(layout: &'a Layout<'_>, paragraph: Span) -> impl Iterator<Item = Glyph> + 'a {
    let all = &layout.field.regions;
    let first = all.partition_point(|region| region.span.start < paragraph.start);
    all[first..].iter().take_while(move |region| region.span.start < paragraph.end).filter_map(|region| match region.role {
        Role::Entity(character) => Shape::of(character).map(|shape| Glyph { span: region.span, shape }),
        _ => None,
    })
}

/// The end of code between two backticks, in texts without markup.
pub(super) fn end_of_code(content: &str, glyphs: &[Glyph]) -> Option<usize> {
    let (first, rest) = glyphs.split_first()?;
    if first.shape != Shape::Backtick || content[first.span.end..].starts_with(char::is_whitespace) {
        return None;
    }
    let mut near = rest.iter().take(CODE_MARKS).take_while(|glyph| glyph.span.start - first.span.start <= CODE_LIMIT);
    let second = near.find(|glyph| glyph.shape == Shape::Backtick)?;
    // `like this': the second one opens as well.
    let opens = content[..second.span.start].ends_with(char::is_whitespace) || content[second.span.end..].starts_with(char::is_alphanumeric);
    (!opens).then_some(second.span.end)
}
