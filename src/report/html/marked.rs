//! The text of an article as a stream of pieces: text, the beginning of a mark, its end. Marks are balanced whatever the hits are: one
//! inside another is nested, one across another is cut in two, and every hit has one beginning and one end with its number.

use super::group::{group, technique_name, voice_letter, voice_name};
use super::shown::visible;
use crate::analysis::{Analysis, Hit};
use crate::context::Voice;
use crate::document::{FieldName, Role, Zone};
use crate::span::Span;
use crate::tokenize::layouts;

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block<P> {
    /// Class in the style sheet, or nothing.
    pub(super) class: &'static str,
    pub(super) pieces: Vec<P>,
}

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    Begin(Begin),
    End(End),
}

/// A mark begins, or goes on after a cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Begin {
    pub(super) number: usize,
    /// The first piece of its hit: the target of links.
    pub(super) first: bool,
    /// The last piece of its hit.
    pub(super) ends: bool,
    pub(super) class: String,
    /// For those who do not see it.
    pub(super) said: String,
}

/// A mark ends, or is cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct End {
    pub(super) number: usize,
    /// The last piece of its hit: the number stands here.
    pub(super) last: bool,
    /// Another number stands right before: room between them, so that both can be hit with a finger.
    pub(super) beside: bool,
    pub(super) letter: &'static str,
}

/// A paragraph of a field, and what it looks like.
pub(super) struct Place {
    pub(super) field: FieldName,
    pub(super) span: Span,
    pub(super) class: &'static str,
}

/// The paragraphs of an article, title first, as they were counted.
pub(super) fn places(analysis: &Analysis) -> Vec<Place> {
    let mut places = Vec::new();
    for layout in layouts(&analysis.document) {
        let of_role = |role, span: Span| layout.field.regions_of(role).any(|region| region.overlaps(span));
        for paragraph in &layout.paragraphs {
            let class = if paragraph.zone == Zone::Headline || of_role(Role::Heading, paragraph.span) {
                "headline"
            } else if of_role(Role::BlockQuote, paragraph.span) {
                "block"
            } else {
                ""
            };
            places.push(Place { field: layout.name, span: paragraph.span, class });
        }
    }
    places
}

/// The text with its hits.
pub(super) fn marked(analysis: &Analysis) -> Vec<Block<Piece>> {
    places(analysis).into_iter().map(|place| Block { class: place.class, pieces: pieces(analysis, place.field, place.span) }).collect()
}

/// What stands in a span, without markup of the source, fit to be shown.
pub(super) fn text_of(analysis: &Analysis, field: FieldName, span: Span) -> String {
    let whole = match field {
        FieldName::Title => analysis.document.title.as_ref(),
        FieldName::Text => Some(&analysis.document.text),
    };
    let Some(whole) = whole else { return String::new() };
    let mut text = String::new();
    let mut at = span.start;
    for markup in whole.regions_of(Role::Markup).filter(|markup| markup.overlaps(span)) {
        text.push_str(whole.content.get(at..markup.start.max(at)).unwrap_or_default());
        at = at.max(markup.end);
    }
    text.push_str(whole.content.get(at..span.end.max(at)).unwrap_or_default());
    visible(&text)
}

fn pieces(analysis: &Analysis, field: FieldName, paragraph: Span) -> Vec<Piece> {
    let hits: Vec<(usize, &Hit)> = (1..).zip(&analysis.hits).filter(|(_, hit)| hit.field == field && hit.span.overlaps(paragraph)).collect();
    let mut edges: Vec<usize> = hits.iter().flat_map(|(_, hit)| [hit.span.start.max(paragraph.start), hit.span.end.min(paragraph.end)]).collect();
    edges.extend([paragraph.start, paragraph.end]);
    edges.sort_unstable();
    edges.dedup();
    let mut pieces = Vec::new();
    let mut open: Vec<(usize, &Hit)> = Vec::new();
    let mut coming = hits.iter().copied().peekable();
    for (index, &edge) in edges.iter().enumerate() {
        close(&mut pieces, &mut open, edge, paragraph);
        while let Some(hit) = coming.next_if(|(_, hit)| hit.span.start.max(paragraph.start) <= edge) {
            pieces.push(Piece::Begin(begin(hit, hit.1.span.start >= paragraph.start)));
            open.push(hit);
        }
        if let Some(&next) = edges.get(index + 1) {
            pieces.push(Piece::Text(text_of(analysis, field, Span::new(edge, next))));
        }
    }
    note_ends(&mut pieces);
    pieces
}

/// Says of each mark whether it is the last piece of its hit, so that a frame is closed there.
fn note_ends(pieces: &mut [Piece]) {
    let mut open = Vec::new();
    for index in 0..pieces.len() {
        match &pieces[index] {
            Piece::Begin(_) => open.push(index),
            Piece::End(end) => {
                let last = end.last;
                if let Some(Piece::Begin(begin)) = open.pop().and_then(|begin: usize| pieces.get_mut(begin)) {
                    begin.ends = last;
                }
            }
            Piece::Text(_) => {}
        }
    }
}

/// Ends what ends here. What was opened later and goes on is cut and opened again.
fn close<'a>(pieces: &mut Vec<Piece>, open: &mut Vec<(usize, &'a Hit)>, edge: usize, paragraph: Span) {
    let ends = |hit: &Hit| hit.span.end.min(paragraph.end) <= edge;
    let Some(deepest) = open.iter().position(|(_, hit)| ends(hit)) else { return };
    let cut: Vec<(usize, &'a Hit)> = open.drain(deepest..).collect();
    for (number, hit) in cut.iter().rev() {
        let last = ends(hit) && hit.span.end <= paragraph.end;
        let beside = matches!(pieces.last(), Some(Piece::End(_)));
        pieces.push(Piece::End(End { number: *number, last, beside, letter: voice_letter(hit.voice) }));
    }
    for hit in cut.into_iter().filter(|(_, hit)| !ends(hit)) {
        pieces.push(Piece::Begin(begin(hit, false)));
        open.push(hit);
    }
}

fn begin((number, hit): (usize, &Hit), first: bool) -> Begin {
    let mut class = group(&hit.technique).class.to_owned();
    if hit.voice != Voice::Editorial {
        class.push_str(" voiced");
    } else if hit.counts_as_loaded() {
        class.push_str(" counted");
    }
    let said = format!("mark {number}, {}, {}:", technique_name(&hit.technique), voice_name(hit.voice));
    Begin { number, first, ends: false, class, said }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Analyzer, Options};
    use crate::lexicon::builtin;
    use crate::reader::{Format, read};

    fn analysis(text: &str, spans: &[(usize, usize)]) -> Analysis {
        let analyzer = Analyzer::new(builtin::lexicons(), &Options::default()).expect("an analyzer");
        let mut analysis = analyzer.analyze(read("test", text.as_bytes(), Format::Text).expect("a document"));
        let model = analysis.hits.first().expect("a hit to copy").clone();
        analysis.hits = spans.iter().map(|&(start, end)| Hit { span: Span::new(start, end), ..model.clone() }).collect();
        analysis
    }

    /// `[1 ` where a hit begins, `[1+ ` where it goes on after a cut, `]1` where it ends, `]` where it is cut.
    fn drawn(pieces: &[Piece]) -> String {
        let drawn = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Begin(begin) => format!("[{}{} ", begin.number, if begin.first { "" } else { "+" }),
            Piece::End(end) if end.last => format!("]{}", end.number),
            Piece::End(_) => "]".to_owned(),
        };
        pieces.iter().map(drawn).collect()
    }

    #[test]
    fn hits_inside_and_across_each_other_lose_nothing() {
        let text = "The Kyiv regime fell.";
        let cases: [(&[(usize, usize)], &str); 6] = [
            (&[(4, 15)], "The [1 Kyiv regime]1 fell."),
            (&[(4, 15), (9, 15)], "The [1 Kyiv [2 regime]2]1 fell."),
            (&[(4, 15), (4, 8)], "The [1 [2 Kyiv]2 regime]1 fell."),
            (&[(0, 8), (4, 15)], "[1 The [2 Kyiv]]1[2+  regime]2 fell."),
            (&[(4, 15), (4, 15)], "The [1 [2 Kyiv regime]2]1 fell."),
            (&[(0, 8), (4, 15), (9, 21)], "[1 The [2 Kyiv]]1[2+  [3 regime]]2[3+  fell.]3"),
        ];
        for (spans, expected) in cases {
            let pieces = pieces(&analysis(text, spans), FieldName::Text, Span::new(0, text.len()));
            assert_eq!(drawn(&pieces), expected, "{spans:?}");
        }
    }

    #[test]
    fn a_hit_across_two_paragraphs_begins_once_and_ends_once() {
        let analysis = analysis("The Kyiv regime fell.", &[(4, 15)]);
        let parts = [Span::new(0, 8), Span::new(9, 21)].map(|paragraph| drawn(&pieces(&analysis, FieldName::Text, paragraph)));
        assert_eq!(parts, ["The [1 Kyiv]", "[1+ regime]1 fell."]);
    }
}
