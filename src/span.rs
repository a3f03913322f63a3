//! Places in a text: half-open byte ranges inside, code points, lines and columns at the edge.

use serde::{Deserialize, Serialize};

/// A half-open byte range `start..end` into the text it belongs to. Both ends lie on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span; an end before the start gives the empty span at `start`.
    #[inline]
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// Length in bytes.
    #[inline]
    #[must_use]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    #[inline]
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The span without the white space at both ends of the piece of `text` under it; empty, at its start, where there is nothing else.
    #[must_use]
    pub fn trimmed(self, text: &str) -> Self {
        let piece = self.of(text);
        let rest = piece.trim_start();
        let lead = if rest.is_empty() { 0 } else { piece.len() - rest.len() };
        Self::new(self.start + lead, self.start + lead + rest.trim_end().len())
    }

    /// Whether both spans share at least one byte.
    #[inline]
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies inside this span.
    #[inline]
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte position lies inside this span.
    #[inline]
    #[must_use]
    pub fn contains(self, position: usize) -> bool {
        self.start <= position && position < self.end
    }

    /// The piece of `text` under the span; empty where the span does not fit the text.
    #[inline]
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// The largest character boundary of the text that is not past this byte position.
#[inline]
#[must_use]
pub fn floor_boundary(text: &str, position: usize) -> usize {
    (0..=position.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The index of the first of the sorted, disjoint `spans` that ends after `position`.
#[inline]
#[must_use]
pub fn first_ending_after(spans: &[Span], position: usize) -> usize {
    spans.partition_point(|span| span.end <= position)
}

/// The index of the one of the sorted, disjoint `spans` that contains `position`.
#[inline]
#[must_use]
pub fn containing(spans: &[Span], position: usize) -> Option<usize> {
    let index = first_ending_after(spans, position);
    spans.get(index).filter(|span| span.contains(position)).map(|_| index)
}

/// The one of the sorted, disjoint `items` whose span contains `position`.
#[inline]
#[must_use]
pub fn item_at<T>(items: &[T], position: usize, span: impl Fn(&T) -> Span) -> Option<&T> {
    let index = items.partition_point(|item| span(item).end <= position);
    items.get(index).filter(|item| span(item).contains(position))
}

/// A place for people: line and column, both 1-based, the column in code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Position {
    /// Line number, 1-based.
    pub line: usize,
    /// Column in code points, 1-based.
    pub column: usize,
}

/// Turns byte positions of one text into code points, lines and columns in logarithmic time plus one block.
#[derive(Debug)]
pub struct Positions<'a> {
    text: &'a str,
    line_starts: Vec<usize>,
    /// Code points before each block of `BLOCK` bytes.
    code_points_before: Vec<usize>,
}

const BLOCK: usize = 256;

impl<'a> Positions<'a> {
    /// Indexes a text. Line ends are LF, CRLF and a lone CR.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let mut line_starts = vec![0];
        let mut code_points_before = Vec::with_capacity(bytes.len() / BLOCK + 1);
        let mut code_points = 0;
        for (at, &byte) in bytes.iter().enumerate() {
            if at % BLOCK == 0 {
                code_points_before.push(code_points);
            }
            code_points += usize::from(is_char_start(byte));
            if byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')) {
                line_starts.push(at + 1);
            }
        }
        if bytes.len().is_multiple_of(BLOCK) {
            code_points_before.push(code_points);
        }
        Self { text, line_starts, code_points_before }
    }

    /// Code points before the byte position.
    #[must_use]
    pub fn code_point(&self, position: usize) -> usize {
        let position = position.min(self.text.len());
        let block = position / BLOCK;
        let rest = &self.text.as_bytes()[block * BLOCK..position];
        self.code_points_before[block] + rest.iter().filter(|&&byte| is_char_start(byte)).count()
    }

    /// Line and column of the byte position.
    #[must_use]
    pub fn position(&self, position: usize) -> Position {
        let line = self.line_starts.partition_point(|&start| start <= position);
        let start = self.line_starts[line - 1];
        Position { line, column: self.code_point(position) - self.code_point(start) + 1 }
    }

    /// The byte position of a code point count; `None` past the end of the text.
    #[must_use]
    pub fn byte(&self, code_point: usize) -> Option<usize> {
        let block = self.code_points_before.partition_point(|&before| before <= code_point) - 1;
        let mut seen = self.code_points_before[block];
        for (offset, &byte) in self.text.as_bytes()[block * BLOCK..].iter().enumerate() {
            if is_char_start(byte) {
                if seen == code_point {
                    return Some(block * BLOCK + offset);
                }
                seen += 1;
            }
        }
        (seen == code_point).then_some(self.text.len())
    }
}

fn is_char_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_agree_with_a_slow_count() {
        let text = format!("é1\r\n{}\rz\n“end”", "xé".repeat(400));
        let positions = Positions::new(&text);
        let (mut line, mut column) = (1, 1);
        for (count, (at, character)) in text.char_indices().enumerate() {
            assert_eq!(positions.code_point(at), count);
            assert_eq!(positions.byte(count), Some(at));
            assert_eq!(positions.position(at), Position { line, column });
            let ends_line = character == '\n' || (character == '\r' && !text[at..].starts_with("\r\n"));
            (line, column) = if ends_line { (line + 1, 1) } else { (line, column + 1) };
        }
        assert_eq!(positions.byte(text.chars().count()), Some(text.len()));
        assert_eq!(positions.byte(text.chars().count() + 1), None);
    }

    #[test]
    fn spans_touching_do_not_overlap() {
        assert!(!Span::new(0, 3).overlaps(Span::new(3, 5)));
        assert!(Span::new(0, 4).overlaps(Span::new(3, 5)));
        assert_eq!(Span::new(2, 40).of("short"), "");
    }
}
