//! A hit as a node with its left and right context.

use crate::span::Span;
use crate::tokenize::Layout;

/// Words of context on each side.
pub const CONTEXT_WORDS: usize = 10;

/// Left and right context of a span, at most `words` words on each side, white space in one piece.
#[must_use]
pub fn context(layout: &Layout<'_>, span: Span, words: usize) -> (String, String) {
    let content = layout.content();
    let node = layout.words_touching(span);
    let paragraph = layout.paragraph(span.start).map_or(Span::new(0, content.len()), |paragraph| paragraph.span);
    let left = layout.words.get(node.start.saturating_sub(words)).filter(|word| word.span().start < span.start);
    let left = left.map_or(span.start, |word| word.span().start).max(paragraph.start.min(span.start));
    let right = node.end.checked_add(words).and_then(|last| layout.words.get(last - 1).or(layout.words.last()));
    let right = right.filter(|word| word.span().end > span.end).map_or(span.end, |word| word.span().end).min(paragraph.end.max(span.end));
    // The punctuation that ends the sentence belongs to the context.
    let tail = content[right..paragraph.end.max(right)].find(|c: char| c.is_alphanumeric() || c.is_whitespace());
    let right = tail.map_or(paragraph.end.max(right), |tail| right + tail);
    (in_one_piece(&content[left..span.start]), in_one_piece(&content[span.end..right]))
}

/// Runs of white space as one space, control characters as spaces; a space at either end is kept as one.
fn in_one_piece(text: &str) -> String {
    let mut piece = String::with_capacity(text.len());
    for character in text.chars() {
        let space = character.is_whitespace() || character.is_control();
        if !(space && piece.ends_with(' ')) {
            piece.push(if space { ' ' } else { character });
        }
    }
    piece
}
