//! Quotations: whose words a stretch of text is made of, as far as marks and block quotes tell.
//!
//! One pass over the marks of each paragraph with a stack of open quotations. A quotation that does not close is closed at the end
//! of its sentence, or at the next mark of its kind, and is uncertain; nothing after it is lost.

use std::ops::Range;

use super::mark::{Family, Mark, Turn, marks};
use super::reporting::reports;
use crate::document::{Role, Zone};
use crate::lexicon::is_determiner;
use crate::span::{Span, containing, first_ending_after};
use crate::tokenize::{Layout, Paragraph};

/// Longest scare quotation, in words.
const SCARE_WORDS: usize = 3;

/// Words before a quotation that announce a title.
const TITLE_CUES: [&str; 27] = [
    "album", "article", "book", "campaign", "column", "documentary", "episode", "essay", "exhibition", "film", "game", "hit", "memoir", "movie",
    "musical", "novel", "opera", "painting", "play", "podcast", "poem", "series", "show", "single", "song", "titled", "entitled",
];

/// Words before a quotation that announce a name, however it is written.
const NAME_CUES: [&str; 4] = ["known", "named", "nicknamed", "nickname"];

/// How many words before a quotation are looked at for one of these.
const NAME_REACH: usize = 2;

/// How many words before a quotation are looked at for them.
const TITLE_REACH: usize = 4;

/// How often a paragraph is read again after a quotation that did not close; bounds the time on hostile input.
const REREAD_LIMIT: usize = 16;

/// What a quotation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuotationKind {
    /// Somebody else's words between marks.
    Quoted,
    /// A word or three that the article distances itself from.
    Scare,
    /// A block quotation.
    Block,
    /// One of its marks is missing.
    Uncertain,
}

/// A quotation, outermost only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// From the first byte of the opening mark to the last of the closing one.
    pub span: Span,
    /// What it is.
    pub kind: QuotationKind,
}

/// The quotations of a field.
#[derive(Debug, Default)]
pub struct Quotations {
    /// Sorted and disjoint.
    pub found: Vec<Quotation>,
    spans: Vec<Span>,
    /// Byte positions of marks without a partner.
    pub unpaired: Vec<usize>,
}

impl Quotations {
    /// Finds the quotations of a field.
    #[must_use]
    pub fn new(layout: &Layout<'_>) -> Self {
        let blocks = outermost(layout.field.regions_of(Role::BlockQuote).collect());
        let mut reader = Reader { layout, found: Vec::new(), unpaired: Vec::new() };
        for (index, paragraph) in layout.paragraphs.iter().enumerate() {
            if containing(&blocks, paragraph.span.start).is_none() {
                reader.read_paragraph(paragraph, layout.paragraphs.get(index + 1));
            }
        }
        let Reader { mut found, mut unpaired, .. } = reader;
        found.retain(|quotation| !blocks.get(first_ending_after(&blocks, quotation.span.start)).is_some_and(|block| block.overlaps(quotation.span)));
        found.extend(blocks.iter().map(|&span| Quotation { span, kind: QuotationKind::Block }));
        found.sort_by_key(|quotation| quotation.span);
        unpaired.sort_unstable();
        let spans = found.iter().map(|quotation| quotation.span).collect();
        Self { found, spans, unpaired }
    }

    /// The quotation around a byte position.
    #[must_use]
    pub fn at(&self, position: usize) -> Option<&Quotation> {
        containing(&self.spans, position).map(|index| &self.found[index])
    }
}

/// Block quotations nest; the outermost ones, sorted and disjoint.
fn outermost(mut blocks: Vec<Span>) -> Vec<Span> {
    blocks.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let mut kept: Vec<Span> = Vec::new();
    for block in blocks {
        match kept.last_mut() {
            Some(last) if block.start < last.end => last.end = last.end.max(block.end),
            _ => kept.push(block),
        }
    }
    kept
}

#[derive(Debug, Clone, Copy)]
struct Open {
    family: Family,
    at: usize,
}

struct Reader<'a> {
    layout: &'a Layout<'a>,
    found: Vec<Quotation>,
    unpaired: Vec<usize>,
}

impl Reader<'_> {
    fn read_paragraph(&mut self, paragraph: &Paragraph, next: Option<&Paragraph>) {
        let marks = marks(self.layout, paragraph.span, next);
        let reopened = next.and_then(|next| Mark::opening(self.layout.content(), next.span.start));
        let mut from = 0;
        for reread in 0..=REREAD_LIMIT {
            let open = self.read_marks(&marks[from..]);
            let Some(&outermost) = open.first() else { return };
            if reopened == Some(outermost.family) {
                self.close(outermost, paragraph.span.end);
                return;
            }
            let end = self.close_unclosed(outermost, paragraph.span.end);
            from = marks.partition_point(|mark| mark.at < end);
            if reread == REREAD_LIMIT {
                for open in &open[1..] {
                    self.close_unclosed(*open, paragraph.span.end);
                }
            }
        }
    }

    /// Pairs marks; gives what is still open at the end.
    fn read_marks(&mut self, marks: &[Mark]) -> Vec<Open> {
        let mut open: Vec<Open> = Vec::new();
        for mark in marks {
            let same = open.iter().rposition(|open| open.family == mark.family);
            let turn = mark.turn(same.is_some());
            // Where copy mixes the two shapes of a mark, a closing one closes the other shape.
            let twin = || open.iter().rposition(|open| turn == Turn::Closes && open.family.is_twin_of(mark.family));
            match (turn, same.or_else(twin)) {
                (Turn::Opens, None) => open.push(Open { family: mark.family, at: mark.at }),
                (Turn::Opens, Some(index)) => {
                    // A mark of this kind is open already: it lost its partner.
                    if index == 0 {
                        self.close_unclosed(open[0], mark.at);
                    }
                    open.truncate(index);
                    open.push(Open { family: mark.family, at: mark.at });
                }
                (Turn::Closes, Some(index)) => {
                    if index == 0 {
                        self.close(open[0], mark.end);
                    }
                    open.truncate(index);
                }
                (Turn::Closes, None) => self.close_unopened(mark, open.is_empty()),
                (Turn::Neither, _) => {}
            }
        }
        open
    }

    fn close(&mut self, open: Open, end: usize) {
        let span = Span::new(open.at, end);
        let kind = if self.is_scare(span) { QuotationKind::Scare } else { QuotationKind::Quoted };
        self.push(Quotation { span, kind });
    }

    /// Closes an opened quotation at the end of its sentence or at `limit`; gives the end.
    fn close_unclosed(&mut self, open: Open, limit: usize) -> usize {
        let end = self.layout.sentence_span(open.at).end.min(limit).max(open.at + 1);
        let end = (end..=self.layout.content().len()).find(|&end| self.layout.content().is_char_boundary(end)).unwrap_or(end);
        self.unpaired.push(open.at);
        self.push(Quotation { span: Span::new(open.at, end), kind: QuotationKind::Uncertain });
        end
    }

    /// A closing mark alone: what stands before it in its sentence may be quoted.
    fn close_unopened(&mut self, mark: &Mark, outside: bool) {
        if !outside || mark.family.is_single() {
            return;
        }
        let before = self.layout.content()[..mark.at].char_indices().next_back().map_or(0, |(at, _)| at);
        let sentence = self.layout.sentence_span(before);
        let after_last = self.found.last().map_or(0, |last| last.span.end);
        let start = sentence.start.max(after_last).min(mark.at);
        self.unpaired.push(mark.at);
        self.push(Quotation { span: Span::new(start, mark.end), kind: QuotationKind::Uncertain });
    }

    fn push(&mut self, quotation: Quotation) {
        // Reading a paragraph again gives what was found before the place it is read again from.
        while self.found.last().is_some_and(|last| last.span.start >= quotation.span.start) {
            self.found.pop();
        }
        if let Some(last) = self.found.last_mut() {
            last.span.end = last.span.end.min(quotation.span.start);
        }
        self.found.push(quotation);
    }

    /// One to three words, no title or name of a work, not in a headline, no speaker or reporting verb in the sentence.
    fn is_scare(&self, span: Span) -> bool {
        let layout = self.layout;
        let words = layout.words_in(span);
        if words.is_empty() || words.len() > SCARE_WORDS || layout.zone(span.start) == Zone::Headline {
            return false;
        }
        let sentence = layout.sentence_span(span.start);
        !self.is_title(&words, &layout.words_in(sentence)) && !reports(layout, sentence)
    }

    /// Capitalised like a title or a nickname. "the “People's Council”" is none: titles and nicknames stand without an article.
    fn is_title(&self, words: &Range<usize>, sentence: &Range<usize>) -> bool {
        let layout = self.layout;
        let text = |index: usize| layout.word_text(&layout.words[index]);
        let capital = |index: usize| layout.words[index].span.of(layout.content()).starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        let before = sentence.start.min(words.start)..words.start;
        if before.clone().rev().take(NAME_REACH).any(|index| NAME_CUES.contains(&text(index))) {
            return true;
        }
        if !words.clone().all(|index| capital(index) || text(index).len() <= 3) || !words.clone().any(capital) {
            return false;
        }
        let cued = before.clone().rev().take(TITLE_REACH).any(|index| TITLE_CUES.contains(&text(index)));
        let determined = before.last().is_some_and(|index| is_determiner(text(index)) || text(index).ends_with("'s"));
        cued || !determined
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Field, FieldName};

    /// The text with each quotation in brackets and a letter for its kind.
    fn bracketed(text: &str) -> String {
        let field = Field::plain(text);
        let layout = Layout::new(FieldName::Text, &field, true);
        let mut shown = String::new();
        let mut at = 0;
        for quotation in &Quotations::new(&layout).found {
            let kind = match quotation.kind {
                QuotationKind::Quoted => 'Q',
                QuotationKind::Scare => 'S',
                QuotationKind::Block => 'B',
                QuotationKind::Uncertain => 'U',
            };
            shown += &text[at..quotation.span.start];
            shown += &format!("{kind}[{}]", quotation.span.of(text));
            at = quotation.span.end;
        }
        shown + &text[at..]
    }

    #[test]
    fn quotations_of_all_kinds() {
        let cases = [
            ("He said “yes to all of it” today.", "He said Q[“yes to all of it”] today."),
            ("He said \"yes to all of it\" today.", "He said Q[\"yes to all of it\"] today."),
            ("He said ‘yes to “all” of it’ today.", "He said Q[‘yes to “all” of it’] today."),
            ("He said 'it's players' day, yes' today.", "He said Q['it's players' day, yes'] today."),
            ("Er sagte „ja, das alles hier“ heute.", "Er sagte Q[„ja, das alles hier“] heute."),
            ("Il dit « oui, tout cela ici » hier.", "Il dit Q[« oui, tout cela ici »] hier."),
            ("“One two three four,” he said, “five six.”", "Q[“One two three four,”] he said, Q[“five six.”]"),
            ("The '90s and O'Neill's rock 'n' roll.", "The '90s and O'Neill's rock 'n' roll."),
            ("He is 6'2\" and the pipe 5\" wide.", "He is 6'2\" and the pipe 5\" wide."),
            ("The players' union and ‘tis the ’90s.", "The players' union and ‘tis the ’90s."),
            ("They call it a “special operation” here.", "They call it a Q[“special operation”] here."),
            ("The “special operation” went on.", "The S[“special operation”] went on."),
            ("The film “War and Peace” ran.", "The film Q[“War and Peace”] ran."),
            ("“Equally odd it is to us now,\" Doe said of the regime.", "Q[“Equally odd it is to us now,\"] Doe said of the regime."),
            ("He was known as “the engineer” there.", "He was known as Q[“the engineer”] there."),
            ("Jo “The Rock” Doe left for “Hamlet” in May.", "Jo Q[“The Rock”] Doe left for Q[“Hamlet”] in May."),
            ("The “People’s Council” met.", "The S[“People’s Council”] met."),
        ];
        for (text, expected) in cases {
            assert_eq!(bracketed(text), expected);
        }
    }

    #[test]
    fn quotations_over_paragraphs_reopen() {
        let text = "He said: “One two three four.\n\n“Five six seven eight.”\n\nThe end.";
        assert_eq!(bracketed(text), "He said: Q[“One two three four.]\n\nQ[“Five six seven eight.”]\n\nThe end.");
    }

    #[test]
    fn a_lost_mark_reaches_to_the_end_of_its_sentence() {
        let cases = [
            (
                "He said “yes to it all. The regime fell. “No no no no,” she said.",
                "He said U[“yes to it all.] The regime fell. Q[“No no no no,”] she said.",
            ),
            ("He said \"yes to it. The regime fell.", "He said U[\"yes to it.] The regime fell."),
            ("It fell. Yes to it all,” he said. The end.", "It fell. U[Yes to it all,”] he said. The end."),
            ("“One. ‘Two three’ four. Five.", "U[“One.] S[‘Two three’] four. Five."),
        ];
        for (text, expected) in cases {
            assert_eq!(bracketed(text), expected);
        }
    }

    #[test]
    fn many_marks_take_linear_time() {
        for marks in ["“", "”", "\"", "'", "«", "„ ‘ « \" “ ", "a“b ", "'a ", "“a. ‘b. «c. \"d. "] {
            let text = marks.repeat(10_000);
            let field = Field::plain(text.as_str());
            let layout = Layout::new(FieldName::Text, &field, true);
            let quotations = Quotations::new(&layout);
            assert!(quotations.found.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{marks}");
        }
    }
}
