//! A passage in paragraphs, and each of them in pieces: plain text and marks of the key.

use crate::context::Voice;
use crate::exercise::model::Passage;
use crate::exercise::{Answer, KeySpan};
use crate::report::html::group::group;

/// A paragraph.
pub(super) struct Paragraph<P> {
    /// Whether it is the headline.
    pub(super) headline: bool,
    pub(super) pieces: Vec<P>,
}

/// A piece of a paragraph.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    Mark(Mark),
}

/// A marked piece.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// 1-based, as in the key.
    pub(super) number: usize,
    pub(super) text: String,
    /// Underline by group, frame by voice.
    pub(super) class: String,
    pub(super) answer: Answer,
}

/// Where each paragraph of a passage is, in code points.
pub(super) fn paragraphs(passage: &Passage) -> Vec<Paragraph<(usize, String)>> {
    let mut start = 0;
    let mut paragraphs = Vec::new();
    for text in passage.text.split("\n\n") {
        let headline = start == 0 && passage.headline_end.is_some();
        paragraphs.push(Paragraph { headline, pieces: vec![(start, text.to_owned())] });
        start += text.chars().count() + 2;
    }
    paragraphs
}

/// The paragraphs with the marks of the key.
pub(super) fn marked(passage: &Passage) -> Vec<Paragraph<Piece>> {
    let of = |paragraph: Paragraph<(usize, String)>| {
        let pieces = paragraph.pieces.iter().flat_map(|(start, text)| pieces(passage, *start, text)).collect();
        Paragraph { headline: paragraph.headline, pieces }
    };
    paragraphs(passage).into_iter().map(of).collect()
}

fn pieces(passage: &Passage, start: usize, text: &str) -> Vec<Piece> {
    let letters: Vec<char> = text.chars().collect();
    let end = start + letters.len();
    let cut = |from: usize, to: usize| letters[from - start..to - start].iter().collect::<String>();
    let mut pieces = Vec::new();
    let mut at = start;
    for (span, number) in passage.key.iter().zip(1..).filter(|(span, _)| span.start < end && start < span.end) {
        // Spans are sorted and disjoint; one that goes on in the next paragraph is marked in both.
        let (from, to) = (span.start.clamp(at, end), span.end.clamp(at, end));
        if at < from {
            pieces.push(Piece::Text(cut(at, from)));
        }
        pieces.push(Piece::Mark(Mark { number, text: cut(from, to), class: class(span), answer: span.answer }));
        at = to;
    }
    if at < end {
        pieces.push(Piece::Text(cut(at, end)));
    }
    pieces
}

fn class(span: &KeySpan) -> String {
    let voiced = if span.voice == Voice::Editorial { "" } else { " voiced" };
    format!("{}{voiced}", group(&span.technique).class)
}
