//! What a text asks to be left out: comments for connote, as a reader found them.

use crate::span::Span;

/// The comments for connote in a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ignores {
    /// In text order.
    pub found: Vec<Ignore>,
    /// Where they stand in the running text, each with its line end where it has a line of its own; sorted and disjoint. Only those that the
    /// format does not tell from text itself.
    pub comments: Vec<Span>,
}

/// One comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignore {
    /// 1-based line of the source on which it begins; of the text, where that is the cell of a table.
    pub line: usize,
    /// What it asks for.
    pub request: Request,
}

/// What a comment asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// To leave out the hits of these entries or lexicons in the whole document.
    Document(Vec<String>),
    /// To leave out the hits that begin in this stretch, the next line with text; of these entries or lexicons, or all where none is named.
    Line(Span, Vec<String>),
    /// Nothing that can be understood; why, in words.
    Unclear(String),
}
