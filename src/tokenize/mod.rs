//! From text to words: paragraphs and zones, sentences, what is not text, folding.

mod bits;
mod field_words;
pub mod fold;
pub(crate) mod key;
mod paragraphs;
mod sentences;
pub(crate) mod signs;
mod skipped;
mod words;

pub use field_words::FieldWords;
pub use paragraphs::Paragraph;
pub use words::{Word, is_compound, on_word_boundaries, parts_of_word};

use crate::document::{Document, Field, FieldName, Role, Zone};
use crate::span::{Span, containing, first_ending_after, floor_boundary, item_at};
use fold::{Fill, Folded, Gap};
use signs::Signs;

/// Bytes of a short sentence.
const SENTENCE: usize = 100;

/// One field of a document, taken apart. Spans are byte spans into `field.content` unless they say otherwise.
#[derive(Debug)]
pub struct Layout<'a> {
    /// Which field.
    pub name: FieldName,
    /// Its text and regions.
    pub field: &'a Field,
    /// Paragraphs in order.
    pub paragraphs: Vec<Paragraph>,
    /// Sentences in order; none crosses a paragraph.
    pub sentences: Vec<Span>,
    /// The folded text, in which terms are looked for.
    pub folded: Folded,
    /// Where stops, marks and the like stand in the text without comments.
    pub(crate) signs: Signs,
    /// Words in order, without those in datelines, bylines, links, code and markup.
    pub words: FieldWords,
}

impl<'a> Layout<'a> {
    /// Takes a field apart. `has_title` says that the document keeps its headline in a field of its own.
    #[must_use]
    pub fn new(name: FieldName, field: &'a Field, has_title: bool) -> Self {
        let content = field.content.as_str();
        let read = field.without_comments();
        let signs = Signs::new(&read);
        let mut paragraphs = paragraphs::paragraphs(name, field, &read, &signs, has_title);
        let datelines = if name == FieldName::Text { skipped::datelines(&read, &paragraphs) } else { Vec::new() };
        paragraphs::mark_lede(&mut paragraphs, |span| datelines.contains(&span));
        let gaps = gaps(field, &paragraphs, &datelines);
        let folded = Folded::new(content, &gaps, false);
        let words = words::words(content, &folded);
        let mut sentences = Vec::with_capacity(content.len() / SENTENCE);
        paragraphs.iter().for_each(|paragraph| sentences_after(&read, &signs, paragraph.span, &datelines, &mut sentences));
        Self { name, field, paragraphs, sentences, folded, signs, words }
    }

    /// The text of the field.
    #[must_use]
    pub fn content(&self) -> &'a str {
        &self.field.content
    }

    /// The zone of a byte position.
    #[must_use]
    pub fn zone(&self, position: usize) -> Zone {
        self.paragraph(position).map_or(Zone::Body, |paragraph| paragraph.zone)
    }

    /// The paragraph at a byte position.
    #[must_use]
    pub fn paragraph(&self, position: usize) -> Option<&Paragraph> {
        item_at(&self.paragraphs, position, |paragraph| paragraph.span)
    }

    /// The number (0-based) of the sentence at a byte position, or of the next one.
    #[must_use]
    pub fn sentence(&self, position: usize) -> usize {
        first_ending_after(&self.sentences, position)
    }

    /// The span of the sentence at a byte position; the rest of the text where there is none.
    #[must_use]
    pub fn sentence_span(&self, position: usize) -> Span {
        match containing(&self.sentences, position) {
            Some(index) => self.sentences[index],
            // The position may lie inside a character; the span may not.
            None => Span::new(floor_boundary(self.content(), position), self.content().len()),
        }
    }

    /// The folded text of a word.
    #[must_use]
    pub fn word_text(&self, word: &Word) -> &str {
        word.folded().of(&self.folded.text)
    }

    /// Indices of the words with an apostrophe or an underscore, which have parts that a term may be.
    pub fn compound_words(&self) -> impl Iterator<Item = usize> + '_ {
        let mut last = None;
        memchr::memchr2_iter(b'\'', b'_', self.folded.text.as_bytes()).filter_map(move |at| {
            let index = self.words.folded_ended_at(at);
            let inside = self.words.get(index).filter(|word| word.folded().start <= at).map(|_| index);
            let new = inside.filter(|_| inside != last);
            last = inside.or(last);
            new
        })
    }

    /// Indices of the words that lie wholly inside a span of the text.
    #[must_use]
    pub fn words_in(&self, span: Span) -> std::ops::Range<usize> {
        let start = self.words.starting_before(span.start);
        let end = self.words.ended_at(span.end);
        start..end.max(start)
    }

    /// Indices of the words that share a letter with a span of the text, wholly inside it or not. Empty where it lies between words; the
    /// range begins with the first word that ends after the beginning of the span all the same.
    #[must_use]
    pub fn words_touching(&self, span: Span) -> std::ops::Range<usize> {
        let start = self.words.ended_at(span.start);
        let end = self.words.starting_before(span.end);
        start..end.max(start)
    }
}

/// Both fields of a document taken apart, the title first.
#[must_use]
pub fn layouts(document: &Document) -> Vec<Layout<'_>> {
    let has_title = document.title.is_some();
    let title = document.title.iter().map(|field| Layout::new(FieldName::Title, field, has_title));
    title.chain([Layout::new(FieldName::Text, &document.text, has_title)]).collect()
}

fn sentences_after(content: &str, signs: &Signs, paragraph: Span, datelines: &[Span], found: &mut Vec<Span>) {
    let skipped = datelines.iter().find(|dateline| dateline.overlaps(paragraph));
    let start = skipped.map_or(paragraph.start, |dateline| dateline.end.min(paragraph.end));
    sentences::sentences(content, signs, Span::new(start, paragraph.end), found);
}

/// Everything that is not running text, sorted and disjoint: what matches never reach across, and markup, which is seen through.
fn gaps(field: &Field, paragraphs: &[Paragraph], datelines: &[Span]) -> Vec<Gap> {
    let content = field.content.as_str();
    let between = paragraphs.windows(2).map(|pair| Span::new(pair[0].span.end, pair[1].span.start));
    let markup: Vec<Span> = field.regions_of(Role::Markup).collect();
    // The address of a Markdown link is markup already, and words on both sides of it belong together.
    let in_markup = |link: &Span| containing(&markup, link.start).is_some();
    let links = skipped::links(content).into_iter().filter(|link| !in_markup(link));
    let break_at = |span| Gap { span, fill: Fill::Break };
    let mut gaps: Vec<Gap> = between.map(break_at).collect();
    let between = gaps.len();
    gaps.extend(datelines.iter().copied().chain(links).chain(field.regions_of(Role::Code)).map(break_at));
    gaps.extend(field.regions.iter().filter_map(|region| match region.role {
        Role::Markup => Some(Gap { span: region.span, fill: Fill::Nothing }),
        Role::Entity(character) => Some(Gap { span: region.span, fill: Fill::Character(character) }),
        Role::Comment => Some(Gap { span: region.span, fill: Fill::Character(' ') }),
        Role::Code | Role::BlockQuote | Role::Heading | Role::Block => None,
    }));
    if gaps.len() > between {
        gaps.sort_by_key(|gap| (gap.span.start, std::cmp::Reverse(gap.span.end)));
    }
    gaps.retain(|gap| !gap.span.is_empty() && gap.span.end <= content.len());
    gaps.dedup_by(|gap, last| {
        let crosses = gap.span.start < last.span.end;
        if crosses {
            last.span.end = last.span.end.max(gap.span.end);
            if gap.fill == Fill::Break {
                last.fill = Fill::Break;
            }
        }
        crosses
    });
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_links_and_code_hold_no_words() {
        let mut field = Field::plain("Talks\n\nKYIV (Wire). See https://a.example/b now.\n\nRun `x y` twice.");
        let at = field.content.find('`').expect("code");
        field.regions.push(crate::document::Region { span: Span::new(at, at + 5), role: Role::Code });
        let layout = Layout::new(FieldName::Text, &field, false);
        let words: Vec<&str> = layout.words.iter().map(|word| word.span().of(&field.content)).collect();
        assert_eq!(words, ["Talks", "See", "now", "Run", "twice"]);
        assert_eq!(layout.sentences.len(), 3);
        assert_eq!(layout.zone(0), Zone::Headline);
    }
}
