//! Paragraphs and zones of a running text.

use memchr::memmem;

use super::signs::{Sign, Signs};
use crate::document::{Field, FieldName, Role, Zone};
use crate::span::Span;

/// Longest first line, in characters, that can be a headline.
const HEADLINE_LIMIT: usize = 120;

/// Bytes of a short paragraph.
const PARAGRAPH: usize = 128;

/// A paragraph and its zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paragraph {
    /// Where, without white space at its ends.
    pub span: Span,
    /// Headline, lede or body.
    pub zone: Zone,
}

/// The paragraphs of a field, of which `content` is the text without comments, and `signs` its signs. A title field is one headline.
#[must_use]
pub(super) fn paragraphs(name: FieldName, field: &Field, content: &str, signs: &Signs, has_title: bool) -> Vec<Paragraph> {
    // A comment at either end of a block leaves white space.
    let blocks: Vec<Span> = field.regions_of(Role::Block).map(|block| block.trimmed(content)).filter(|block| !block.is_empty()).collect();
    let spans = if blocks.is_empty() { spans(content, signs) } else { blocks };
    if name == FieldName::Title {
        return spans.into_iter().map(|span| Paragraph { span, zone: Zone::Headline }).collect();
    }
    let headline = !has_title && spans.len() > 1 && is_headline(field, spans[0]);
    let mut found: Vec<Paragraph> = spans.into_iter().map(|span| Paragraph { span, zone: Zone::Body }).collect();
    if headline {
        found[0].zone = Zone::Headline;
    }
    found
}

/// Makes the first paragraph of running text the lede, where there are several. `skipped` says which are none (datelines, bylines).
pub(super) fn mark_lede(paragraphs: &mut [Paragraph], skipped: impl Fn(Span) -> bool) {
    let running = |paragraph: &&mut Paragraph| paragraph.zone == Zone::Body && !skipped(paragraph.span);
    if paragraphs.iter_mut().filter(running).count() > 1
        && let Some(first) = paragraphs.iter_mut().find(running)
    {
        first.zone = Zone::Lede;
    }
}

fn is_headline(field: &Field, first: Span) -> bool {
    if let Some(heading) = field.regions_of(Role::Heading).next() {
        return heading.overlaps(first);
    }
    let text = first.of(&field.content);
    let bare = text.trim_end_matches(['"', '\'', '”', '’', ')', '»', '*', '_']);
    text.chars().count() <= HEADLINE_LIMIT && !text.contains('\n') && !bare.ends_with('.')
}

/// Blank lines separate paragraphs. Within what they leave (often the whole text), each line is a paragraph if most lines end in
/// sentence punctuation; else line breaks are wrapping.
fn spans(content: &str, signs: &Signs) -> Vec<Span> {
    let mut found = Vec::with_capacity(content.len() / PARAGRAPH);
    let mut block: Vec<Span> = Vec::with_capacity(content.len() / PARAGRAPH);
    for line in lines(content, signs) {
        if line.is_empty() {
            close_block(content, &mut block, &mut found);
        } else {
            block.push(line);
        }
    }
    close_block(content, &mut block, &mut found);
    found
}

fn close_block(content: &str, block: &mut Vec<Span>, found: &mut Vec<Span>) {
    let ending = block.iter().filter(|line| ends_sentence(line.of(content))).count();
    if ending * 2 > block.len() {
        found.append(block);
    } else if let (Some(first), Some(last)) = (block.first(), block.last()) {
        found.push(Span::new(first.start, last.end));
        block.clear();
    }
}

fn ends_sentence(line: &str) -> bool {
    let bare = line.trim_end_matches(['"', '\'', '”', '’', ')', '»', '*', '_', ']']);
    bare.ends_with(['.', '!', '?', '…'])
}

/// The lines without white space at their ends; blank ones are empty spans.
fn lines<'a>(content: &'a str, signs: &'a Signs) -> impl Iterator<Item = Span> + 'a {
    // The paragraph separator is written by hardly anybody.
    let separators = memmem::find_iter(content.as_bytes(), "\u{2029}").map(|at| at + '\u{2029}'.len_utf8());
    let ends = signs.within(Span::new(0, content.len()), Sign::LineEnd).filter(|&at| content.as_bytes()[at] != 0x0B).map(|at| at + 1);
    let mut all: Vec<usize> = Vec::with_capacity(content.len() / PARAGRAPH);
    all.extend(ends);
    let lines = all.len();
    all.extend(separators);
    if all.len() > lines {
        all.sort_unstable();
    }
    let mut start = 0;
    all.into_iter().chain([content.len()]).filter_map(move |end| {
        let from = std::mem::replace(&mut start, end);
        let line = &content[from..end];
        // The LF of a CRLF is no line of its own; nor is what stands after the last line end, where nothing does.
        if line.is_empty() || line == "\n" && from > 0 && content.as_bytes()[from - 1] == b'\r' {
            return None;
        }
        Some(Span::new(from, end).trimmed(content))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<(Zone, &str)> {
        let mut found = paragraphs(FieldName::Text, &Field::plain(text), text, &Signs::new(text), false);
        mark_lede(&mut found, |_| false);
        found.iter().map(|paragraph| (paragraph.zone, paragraph.span.of(text))).collect()
    }

    #[test]
    fn blank_lines_separate() {
        let expected = [(Zone::Headline, "Talks end"), (Zone::Lede, "One\ntwo three\nfour."), (Zone::Body, "Five.")];
        assert_eq!(split("Talks end\n\nOne\ntwo three\nfour.\n \nFive.\n"), expected);
        assert_eq!(split("Talks end\r\n\r\nOne\r\ntwo.\r\n\r\nThree.")[1].1, "One\r\ntwo.");
    }

    #[test]
    fn lines_are_paragraphs_where_most_end_a_sentence() {
        assert_eq!(split("Talks end\nOne.\nTwo.”").len(), 3);
        assert_eq!(split("Talks\nend in\nParis.").len(), 1);
        assert_eq!(split("Title\n\nOne.\nTwo.\nThree.").len(), 4);
    }

    #[test]
    fn one_paragraph_has_no_lede_and_no_headline() {
        assert_eq!(split("Just a line"), [(Zone::Body, "Just a line")]);
        assert_eq!(split("A stop.\n\nRest.")[0].0, Zone::Lede);
        assert_eq!(split(""), []);
    }
}
