//! Which marks belong together: one pass over the marks of a field, outermost quotations only.
//!
//! A decision looks at what stands between two marks and at the next few marks, so that one lost mark disturbs no more than its
//! neighbourhood. No look reaches farther than [`LENGTH_LIMIT`], so time grows with the length of the text, whatever marks are in it.

use std::ops::Range;

use super::mark::{Closing, Family, Mark, follows_feet, marks};
use super::verbs;
use crate::span::Span;
use crate::tokenize::Layout;

/// The longest quotation between two marks, in bytes (some 800 words); what is longer has lost a mark.
const LENGTH_LIMIT: usize = 5_000;

/// How far a quotation between single marks may reach when what ends it could be an apostrophe, in bytes.
const PLAIN_LIMIT: usize = 400;

/// How many sentences a quotation may run on before it is opened again in running text (flattened paragraphs), where its sentences
/// are in the first or second person, and where they are not.
const REOPEN_SPOKEN: usize = 12;
const REOPEN_PLAIN: usize = 5;

/// From this many words on a quotation must not hold a tag such as ", he said".
const UNTAGGED_WORDS: usize = 40;

/// How many marks are looked at to see whether a mark of the same kind opens a quotation inside a quotation.
const NESTED_REACH: usize = 8;

/// Which of its marks a quotation has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ends {
    /// Both, or what stands for them: the next paragraph opens it again.
    Both,
    /// The closing one is missing.
    NoClosing,
    /// The opening one is missing.
    NoOpening,
}

/// A stretch of quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Paired {
    pub(super) span: Span,
    pub(super) ends: Ends,
}

/// The outermost quotations of a field, sorted and disjoint.
pub(super) fn pair(layout: &Layout<'_>) -> Vec<Paired> {
    let marks = marks(layout);
    let mut reader = Reader { layout, marks: &marks, found: Vec::new() };
    let mut index = 0;
    while let Some(mark) = marks.get(index) {
        index = if mark.opens && !reader.is_measure(index, false) {
            reader.quotation(index)
        } else {
            reader.unopened(index);
            index + 1
        };
    }
    reader.found
}

struct Reader<'a> {
    layout: &'a Layout<'a>,
    marks: &'a [Mark],
    found: Vec<Paired>,
}

/// What happens at a mark while a quotation is open.
enum Step {
    /// Nothing.
    On,
    /// The quotation ends here.
    Closed,
    /// It is broken off by a mark of its own kind that opens.
    Broken,
}

/// The open quotation: its first mark and the kinds opened inside it.
struct Open {
    /// The outermost kind first.
    families: Vec<Family>,
    /// Whether a mark of another kind has opened inside.
    has_inner: bool,
    /// The first mark of another kind that stands where a closing one would, and closes nothing inside.
    stand_in: Option<usize>,
}

impl Reader<'_> {
    /// Reads the quotation that the mark opens; gives the index of the mark to go on from.
    fn quotation(&mut self, first: usize) -> usize {
        let opening = self.marks[first];
        let mut open = Open { families: vec![opening.family], has_inner: false, stand_in: None };
        let mut index = first + 1;
        while let Some(mark) = self.marks.get(index) {
            if mark.paragraph != opening.paragraph || mark.at - opening.at > LENGTH_LIMIT {
                break;
            }
            match self.step(&mut open, first, index) {
                Step::On => index += 1,
                Step::Closed if self.runs_over_tag(first, index) => return self.unclosed(first, open.stand_in, mark.at),
                Step::Closed => return self.close(first, mark.end, index + 1),
                Step::Broken if open.stand_in.is_none() && self.reopens(first, index) => {
                    return self.close(first, self.trimmed_end(opening.at, mark.at), index);
                }
                Step::Broken => return self.unclosed(first, open.stand_in, mark.at),
            }
        }
        self.at_end_of_paragraph(first, index, open.stand_in)
    }

    fn step(&self, open: &mut Open, first: usize, index: usize) -> Step {
        let mark = &self.marks[index];
        let same = open.families.iter().rposition(|family| *family == mark.family);
        let twin = || open.families.iter().rposition(|family| family.is_twin_of(mark.family));
        if self.is_measure(index, same.or_else(twin).is_some()) {
            return Step::On;
        }
        let closes = mark.can_close() && (!mark.opens || same.is_some());
        if closes {
            return match same.or_else(twin) {
                Some(level) if mark.family.is_single() && !self.single_closes(first, level, index) => Step::On,
                Some(0) => Step::Closed,
                Some(level) => {
                    open.families.truncate(level);
                    Step::On
                }
                None => {
                    if mark.closes == Closing::Strong && !open.has_inner {
                        open.stand_in.get_or_insert(index);
                    }
                    Step::On
                }
            };
        }
        match same {
            // The other shape of the mark may open the same quotation again, or one inside it.
            None if mark.family.is_twin_of(open.families[0]) && !self.nests(index) && self.reopens(first, index) => return Step::Broken,
            None => {
                open.families.push(mark.family);
                open.has_inner = true;
            }
            Some(0) if self.is_doubled(first, index) => {}
            Some(0) if self.closes_late(first, index) => return Step::Closed,
            Some(0) if !self.nests(index) => return Step::Broken,
            Some(0) => open.families.push(mark.family),
            // Opened once more inside: the first lost its mark, and no more hangs on it.
            Some(level) => open.families.truncate(level + 1),
        }
        Step::On
    }

    /// Whether a double mark after a number is one of inches or seconds.
    fn is_measure(&self, index: usize, is_open: bool) -> bool {
        let mark = &self.marks[index];
        mark.after_number && (!is_open || follows_feet(self.layout.content(), mark.at) || self.strong_follows(index))
    }

    /// Whether the next mark of this kind closes beyond doubt.
    fn strong_follows(&self, index: usize) -> bool {
        let mark = &self.marks[index];
        let next = self.marks[index + 1..].iter().take(NESTED_REACH).find(|next| next.family == mark.family);
        next.is_some_and(|next| next.paragraph == mark.paragraph && !next.opens && next.closes == Closing::Strong)
    }

    /// A long quotation with ", he said" in it has lost a mark.
    fn runs_over_tag(&self, first: usize, last: usize) -> bool {
        let words = self.layout.words_in(Span::new(self.marks[first].end, self.marks[last].at));
        words.len() >= UNTAGGED_WORDS && verbs::has_tag(self.layout, words)
    }

    /// Whether a single mark at the end of a word closes what was opened, or is an apostrophe.
    fn single_closes(&self, first: usize, level: usize, index: usize) -> bool {
        let mark = &self.marks[index];
        // An inner one is closed by anything: nothing hangs on it.
        if level > 0 || mark.closes == Closing::Strong {
            return true;
        }
        let near = mark.at - self.marks[first].at <= PLAIN_LIMIT;
        near && (mark.closes == Closing::Plain || self.precedes_tag(index) || !self.better_follows(first, index) && !self.opens_again(first, index))
    }

    /// "…' he said": what follows is the writer's.
    fn precedes_tag(&self, index: usize) -> bool {
        let next = self.layout.words_in(Span::new(self.marks[index].end, self.layout.content().len())).start;
        verbs::begins_tag(self.layout, next)
    }

    /// Whether the next mark opens the same quotation again, so that this one is a possessive.
    fn opens_again(&self, first: usize, index: usize) -> bool {
        let opening = &self.marks[first];
        let Some(next) = self.marks.get(index + 1).filter(|next| next.opens && next.family == opening.family) else { return false };
        if next.paragraph == opening.paragraph {
            return self.is_announced(opening) && self.reopens(first, index + 1);
        }
        next.paragraph == opening.paragraph + 1 && self.layout.paragraphs[next.paragraph].span.start == next.at
    }

    /// Whether a single mark that closes more surely follows before the next one that opens; in direct speech, as surely in the sentence.
    fn better_follows(&self, first: usize, index: usize) -> bool {
        let mark = &self.marks[index];
        let following = self.marks[index + 1..].iter().take_while(|next| next.paragraph == mark.paragraph && next.at - mark.at <= PLAIN_LIMIT);
        let mut closing = following.filter(|next| next.family.is_single()).take_while(|next| !next.opens);
        let sentence = self.layout.sentence_span(mark.at).end;
        let speech = self.is_speech(&self.marks[first]);
        closing.any(|next| next.closes > Closing::Weak || speech && next.at < sentence)
    }

    /// Whether direct speech begins here, or a sentence.
    fn is_speech(&self, opening: &Mark) -> bool {
        let last = self.layout.words_in(Span::new(0, opening.at)).end.checked_sub(1);
        self.is_announced(opening) || last.is_some_and(|last| verbs::reporting(self.layout, last).is_some())
    }

    /// A mark set twice: no word between.
    fn is_doubled(&self, first: usize, index: usize) -> bool {
        let between = Span::new(self.marks[first].end, self.marks[index].at);
        self.layout.words_in(between).is_empty() && !self.nests(index)
    }

    /// "Yes, "he said: the space stands on the wrong side of the closing mark.
    fn closes_late(&self, first: usize, index: usize) -> bool {
        let content = self.layout.content();
        let mark = &self.marks[index];
        let before = &content[self.marks[first].end..mark.at];
        let comma = before.ends_with(char::is_whitespace) && before.trim_end().ends_with([',', '!', '?']);
        let next = self.layout.words_in(Span::new(mark.end, content.len())).start;
        comma && verbs::begins_tag(self.layout, next)
    }

    /// Whether a mark that opens a second time opens a quotation inside the first: the next two marks of its kind close.
    fn nests(&self, index: usize) -> bool {
        let mark = &self.marks[index];
        let following = self.marks[index + 1..].iter().take(NESTED_REACH).take_while(|next| next.paragraph == mark.paragraph);
        let mut same = following.filter(|next| next.family == mark.family || next.family.is_twin_of(mark.family));
        let mut closes = || same.next().filter(|next| next.can_close() && !next.opens);
        let after = |end| self.layout.words_in(Span::new(end, self.layout.content().len())).start;
        // "…,” he said" ends a quotation, not one inside another.
        closes().is_some_and(|inner| !verbs::begins_tag(self.layout, after(inner.end))) && closes().is_some()
    }

    /// Whether the mark opens a quotation again that goes on from the first: flattened text, in which a paragraph began here.
    fn reopens(&self, first: usize, index: usize) -> bool {
        let layout = self.layout;
        let (from, to) = (self.marks[first].end, self.marks[index].at);
        let before = layout.content()[from..to].trim_end();
        if !before.ends_with(|c: char| ".!?…:".contains(c) || "’'”)]".contains(c)) {
            return false;
        }
        let words = layout.words_in(Span::new(from, to));
        if words.is_empty() {
            return false;
        }
        let last = layout.words[words.end - 1].span().start;
        let first_sentence = layout.sentence(layout.words[words.start].span().start);
        let count = layout.sentence(last) - first_sentence + 1;
        if count > REOPEN_SPOKEN || verbs::has_tag(layout, words) {
            return false;
        }
        // The first sentence is quoted whether its mark was lost or the quotation goes on.
        if count == 1 {
            return true;
        }
        // So is what follows, if somebody speaks in it or nothing speaks against it: in news copy, a paragraph that lost its line break
        // is far more frequent than a lost mark.
        let rest = layout.words_in(Span::new(layout.sentences[first_sentence].end, to));
        let spoken = rest.clone().any(|index| verbs::is_speaker_pronoun(layout.word_text(&layout.words[index])));
        spoken || count <= REOPEN_PLAIN && self.is_announced(&self.marks[first]) && !self.names_speaker(rest, index)
    }

    /// Whether these words name whoever speaks in the quotation that begins at this mark: then they are no words of hers.
    fn names_speaker(&self, words: Range<usize>, index: usize) -> bool {
        let layout = self.layout;
        let mark = &self.marks[index];
        let kin = |next: &&Mark| next.family == mark.family || next.family.is_twin_of(mark.family);
        let Some(closing) = self.marks[index + 1..].iter().take(NESTED_REACH).find(kin) else { return false };
        let names = verbs::tag_names(layout, layout.words_in(Span::new(closing.end, layout.content().len())).start);
        !names.is_empty() && words.into_iter().any(|index| names.contains(&layout.word_text(&layout.words[index])))
    }

    /// A quotation that is open at the end of its paragraph.
    fn at_end_of_paragraph(&mut self, first: usize, next: usize, stand_in: Option<usize>) -> usize {
        let opening = self.marks[first];
        let paragraph = self.layout.paragraphs[opening.paragraph].span;
        let apostrophe = |mark: &&Mark| mark.family.is_single() && !mark.opens && mark.closes != Closing::Strong;
        let skipped = self.marks[next..].iter().take(NESTED_REACH).take_while(apostrophe).count();
        let next = next + skipped;
        if let Some(following) = self.marks.get(next) {
            let kin = following.family == opening.family || following.family.is_twin_of(opening.family);
            let begins = self.layout.paragraphs.get(opening.paragraph + 1).is_some_and(|paragraph| paragraph.span.start == following.at);
            let tagged = |end| verbs::has_tag(self.layout, self.layout.words_in(Span::new(opening.end, end)));
            let short = paragraph.end - opening.at <= LENGTH_LIMIT;
            if kin && begins && short && (following.opens || !following.can_close()) && !tagged(paragraph.end) {
                return self.close(first, paragraph.end, next);
            }
            // Paragraphs of one statement that are not opened anew: the next mark of all closes.
            let whole = kin && !following.opens && following.closes == Closing::Strong && !opening.family.is_single();
            if whole && following.at - opening.at <= LENGTH_LIMIT && !tagged(following.at) {
                return self.close(first, following.end, next + 1);
            }
        }
        self.unclosed(first, stand_in, paragraph.end)
    }

    fn close(&mut self, first: usize, mut end: usize, mut next: usize) -> usize {
        // A closing mark set twice.
        while let Some(mark) = self.marks.get(next).filter(|mark| mark.at == end && mark.can_close() && !mark.opens && !mark.family.is_single()) {
            (end, next) = (mark.end, next + 1);
        }
        self.push(Span::new(self.marks[first].at, end), Ends::Both);
        next
    }

    /// Ends a quotation without a closing mark: at a mark of another kind that stands for it, else at the end of its sentence.
    fn unclosed(&mut self, first: usize, stand_in: Option<usize>, limit: usize) -> usize {
        let opening = self.marks[first];
        if let Some(index) = stand_in {
            return self.close(first, self.marks[index].end, index + 1);
        }
        if opening.family.is_single() && self.is_apostrophe(&opening) {
            return first + 1;
        }
        let content = self.layout.content();
        let begins = content[opening.end..].find(|c: char| !c.is_whitespace()).map_or(opening.end, |offset| opening.end + offset);
        let end = self.layout.sentence_span(begins).end.min(limit).max(opening.end);
        self.push(Span::new(opening.at, self.trimmed_end(opening.at, end).max(opening.end)), Ends::NoClosing);
        first + 1 + self.marks[first + 1..].partition_point(|mark| mark.at < end)
    }

    /// A single mark before a name that nothing closes: an apostrophe or a letter of another alphabet ("‘Abbas").
    fn is_apostrophe(&self, opening: &Mark) -> bool {
        let name = self.layout.content()[opening.end..].starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        name && !self.is_announced(opening)
    }

    /// Whether a mark stands where a sentence or direct speech begins.
    fn is_announced(&self, opening: &Mark) -> bool {
        let paragraph = self.layout.paragraphs[opening.paragraph].span.start;
        let before = self.layout.content()[paragraph..opening.at].trim_end();
        before.is_empty() || before.ends_with([',', ':', '.', '!', '?', '…', '”', '"', '’', '\''])
    }

    /// A closing mark alone: what stands before it in its sentence may be quoted.
    fn unopened(&mut self, index: usize) {
        let mark = &self.marks[index];
        let single = mark.family.is_single() && mark.closes != Closing::Strong;
        if !mark.can_close() || single || self.is_measure(index, false) {
            return;
        }
        let content = self.layout.content();
        let before = content[..mark.at].char_indices().next_back().map_or(0, |(at, _)| at);
        let paragraph = self.layout.paragraphs[mark.paragraph].span.start;
        let after_last = self.found.last().map_or(0, |last| last.span.end);
        let start = self.layout.sentence_span(before).start.max(paragraph).max(after_last).min(mark.at);
        // A mark set twice closes nothing more.
        if self.layout.words_in(Span::new(start, mark.at)).is_empty() {
            return;
        }
        let lead = content[start..mark.at].len() - content[start..mark.at].trim_start().len();
        self.push(Span::new(start + lead, mark.end), Ends::NoOpening);
    }

    /// The end of the stretch without white space.
    fn trimmed_end(&self, start: usize, end: usize) -> usize {
        start + self.layout.content()[start..end].trim_end().len()
    }

    fn push(&mut self, span: Span, ends: Ends) {
        debug_assert!(self.found.last().is_none_or(|last| last.span.end <= span.start), "quotations are found in order");
        self.found.push(Paired { span, ends });
    }
}
