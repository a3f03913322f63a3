//! Who speaks: the subject of a reporting verb, the source of a quotation.

use std::ops::Range;

use super::names;
use super::quotation::{Quotation, QuotationKind, Quotations};
use super::verbs::{self, gap, is_capital, word};
use crate::span::Span;
use crate::tokenize::Layout;

/// How many sentences away a speaker is looked for.
const SENTENCES: usize = 6;

/// How many words after a quotation a tag may begin and end ("…,” the head of the council of Norton said").
const TAG_WORDS: usize = 14;

/// The most words in quotation marks that a tag may hold, as a name.
const NAME_WORDS: usize = 3;

/// How many words before its verb a subject may begin.
const SUBJECT_WORDS: usize = 24;

/// Who is the subject of a reporting verb.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Subject {
    /// A name, as indices of words.
    Named(Range<usize>),
    /// He, she, they: somebody named before.
    Pronoun,
    /// "officials", "the minister"; or there is no subject.
    Nobody,
}

/// Words between a subject and its verb.
const BETWEEN: [&str; 24] = [
    "has", "had", "have", "having", "did", "does", "was", "is", "later", "also", "then", "once", "again", "even", "now", "yesterday", "today",
    "afterwards", "would", "could", "will", "not", "never", "often",
];

/// Finds speakers in one field.
#[derive(Debug, Clone, Copy)]
pub(super) struct Speakers<'a> {
    layout: &'a Layout<'a>,
    quotations: &'a Quotations,
}

impl<'a> Speakers<'a> {
    pub(super) fn new(layout: &'a Layout<'a>, quotations: &'a Quotations) -> Self {
        Self { layout, quotations }
    }

    pub(super) fn is_quoted(&self, index: usize) -> bool {
        self.layout.words.get(index).is_some_and(|word| self.quotations.at(word.span().start).is_some())
    }

    /// The words of a sentence.
    fn sentence(&self, number: usize) -> Range<usize> {
        self.layout.sentences.get(number).map_or(0..0, |&span| self.layout.words_in(span))
    }

    /// The name of whoever speaks by this verb (or "according to"); for a pronoun, whoever spoke before. Empty where nobody is named.
    pub(super) fn name(&self, verb: usize) -> String {
        match self.subject(verb, true) {
            Subject::Named(name) => names::text(self.layout, name),
            Subject::Pronoun => self.speaker_before(verb),
            Subject::Nobody => String::new(),
        }
    }

    /// The subject of the verb at this index. `outside`: words in quotations are left out.
    fn subject(&self, verb: usize, outside: bool) -> Subject {
        let layout = self.layout;
        let sentence = self.sentence(layout.sentence(layout.words[verb].span().start));
        if verbs::is_according(layout, verb) {
            return self.after(verb + 2, sentence.end, outside);
        }
        let hidden = |index: &usize| outside && self.is_quoted(*index);
        let earliest = sentence.start.max(verb.saturating_sub(SUBJECT_WORDS));
        let first = (earliest..verb).rev().find(hidden).map_or(earliest, |index| index + 1);
        let between = |index: usize| word(layout, index).is_some_and(|word| BETWEEN.contains(&word) || word.ends_with("ly") && word.len() > 4);
        let mut head = verb;
        while head > first && between(head - 1) {
            head -= 1;
        }
        if self.is_passive(verb) {
            return self.after(verb + 2, sentence.end, outside);
        }
        if head == first {
            let after_quotation = verb > 0 && verb == first && self.is_quoted(verb - 1);
            return match (word(layout, verb), verbs::reporting(layout, verb)) {
                // "…, adding that …": the subject of the clause before it.
                (Some(form), _) if form.ends_with("ing") => Subject::Pronoun,
                // The hearer stands after these.
                (_, Some("tell" | "inform" | "assure" | "remind")) => Subject::Nobody,
                _ if after_quotation || verbs::inverts(layout, verb) => self.after(verb + 1, sentence.end, outside),
                // After others stands what is called something.
                _ => Subject::Nobody,
            };
        }
        if gap(layout, head - 1, head).contains([',', ';']) {
            let after = if verbs::inverts(layout, verb) { self.after(verb + 1, sentence.end.min(verb + 4), outside) } else { Subject::Nobody };
            return match after {
                Subject::Pronoun => after,
                // "…, said Doe in May": Doe speaks; "Doe, the mayor, said Norton had …": Norton does not.
                Subject::Named(ref name) if self.ends_tag(name.end, sentence.end) => self.after(verb + 1, sentence.end, outside),
                _ => self.apposed(first..head),
            };
        }
        self.before(first, head - 1)
    }

    /// "described by Doe", "called a thug by critics"; not "announced by letter".
    fn is_passive(&self, verb: usize) -> bool {
        let layout = self.layout;
        let Some(source) = layout.words.get(verb + 2).filter(|_| word(layout, verb + 1) == Some("by")) else { return false };
        let text = layout.word_text(source);
        is_capital(layout, verb + 2) || crate::lexicon::is_determiner(text) || text.ends_with('s')
    }

    /// Whether a tag ends before this word, or goes on with a time or place.
    fn ends_tag(&self, next: usize, end: usize) -> bool {
        const ADVERBIAL: [&str; 14] = ["in", "on", "at", "after", "during", "yesterday", "today", "last", "who", "as", "to", "of", "from", "when"];
        next >= end || !gap(self.layout, next - 1, next).trim().is_empty() || word(self.layout, next).is_some_and(|word| ADVERBIAL.contains(&word))
    }

    /// "Jo Doe, head of the office in Paris, said": the subject stands before the apposition; "the mayor, Jo Doe, said": in it.
    fn apposed(&self, words: Range<usize>) -> Subject {
        // What a conjunction begins has a subject of its own.
        let layout = self.layout;
        let conjunction = |index: &usize| matches!(word(layout, *index), Some("while" | "and" | "but" | "as" | "when" | "after"));
        let start = words.clone().rev().filter(conjunction).find(|index| words.end - index > 3).map_or(words.start, |index| index + 1);
        names::first_in(layout, start..words.end).or_else(|| names::first_in(layout, words)).map_or(Subject::Nobody, Subject::Named)
    }

    /// The subject that ends at this word.
    fn before(&self, first: usize, last: usize) -> Subject {
        let layout = self.layout;
        match word(layout, last) {
            Some("he" | "she" | "they" | "it") => return Subject::Pronoun,
            Some("i" | "we" | "you") => return Subject::Nobody,
            Some("who" | "which") => return self.named_before(first, last),
            _ => {}
        }
        if names::is_name(layout, last) {
            let run = names::run_to(layout, last, first);
            return names::without_titles(layout, run).map_or(Subject::Nobody, Subject::Named);
        }
        // "Jo Doe of the league said", not "a resident of Norton said".
        let reach = first.max(last.saturating_sub(7))..last;
        let end = reach
            .rev()
            .take_while(|&index| !gap(layout, index, index + 1).contains([',', ';', ':', '“', '"']))
            .find(|&index| names::is_name(layout, index));
        let Some(end) = end else { return Subject::Nobody };
        let run = names::run_to(layout, end, first);
        let followed = word(layout, end + 1).is_some_and(names::is_preposition);
        if !followed || names::follows_preposition(layout, run.start, first) {
            return Subject::Nobody;
        }
        names::without_titles(layout, run).map_or(Subject::Nobody, Subject::Named)
    }

    /// The last name before a relative pronoun.
    fn named_before(&self, first: usize, pronoun: usize) -> Subject {
        let last = (first..pronoun).rev().find(|&index| names::is_name(self.layout, index));
        let name = last.and_then(|last| names::without_titles(self.layout, names::run_to(self.layout, last, first)));
        name.map_or(Subject::Nobody, Subject::Named)
    }

    /// The subject after its verb: "said Doe", "said the mayor, Jo Doe".
    fn after(&self, first: usize, end: usize, outside: bool) -> Subject {
        let layout = self.layout;
        let end = end.min(first + 8).min(layout.words.len());
        let open = |index: &usize| {
            let before = *index == first || !gap(layout, index - 1, *index).contains(['.', ';', ':', '?', '!']) || names::is_name(layout, index - 1);
            before && !(outside && self.is_quoted(*index))
        };
        let stretch = first..(first..end).take_while(open).last().map_or(first, |last| last + 1);
        if matches!(word(layout, first), Some("he" | "she" | "they")) {
            return Subject::Pronoun;
        }
        names::first_in(layout, stretch).map_or(Subject::Nobody, Subject::Named)
    }

    /// The reporting verbs of a range outside quotations.
    fn verbs(&self, words: Range<usize>) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let speakers = *self;
        words.filter(move |&index| {
            let speaks = verbs::gives_words(speakers.layout, index) || verbs::is_according(speakers.layout, index);
            speaks && !speakers.is_quoted(index)
        })
    }

    /// Whoever was named as speaking last before this word, in its paragraph.
    pub(super) fn speaker_before(&self, before: usize) -> String {
        let position = self.layout.words[before].span().start;
        let sentence = self.layout.sentence(position);
        let start = self.earliest(sentence, position);
        let words = self.sentence(start).start..before;
        self.verbs(words).rev().find_map(|verb| self.named(verb)).unwrap_or_default()
    }

    /// The first sentence that is still near, in the paragraph of the position.
    fn earliest(&self, sentence: usize, position: usize) -> usize {
        let paragraph = self.layout.paragraph(position).map_or(position, |paragraph| paragraph.span.start);
        sentence.saturating_sub(SENTENCES).max(self.layout.sentence(paragraph))
    }

    fn named(&self, verb: usize) -> Option<String> {
        match self.subject(verb, true) {
            Subject::Named(name) => Some(names::text(self.layout, name)),
            Subject::Pronoun | Subject::Nobody => None,
        }
    }

    /// The speaker of a quotation: the tag after it, the verb before it in its sentence, then whoever speaks nearby in the paragraph.
    /// Empty where the text names nobody.
    pub(super) fn of_quotation(&self, quotation: &Quotation) -> String {
        let layout = self.layout;
        let words = layout.words_in(quotation.span);
        if words.is_empty() {
            return String::new();
        }
        if matches!(quotation.kind, QuotationKind::Unclosed | QuotationKind::Unopened)
            && let Some(name) = self.tag_inside(words.clone())
        {
            return name;
        }
        match self.verb_of(quotation) {
            // Whoever it names, or nobody, speaks.
            Some(verb) => self.name(verb),
            None => self.nearby(quotation.span, words),
        }
    }

    /// The verb that gives a quotation: that of the tag after it, else the nearest before it in its sentence. A part of a sentence in
    /// quotation marks has its verb before it.
    pub(super) fn verb_of(&self, quotation: &Quotation) -> Option<usize> {
        let words = self.layout.words_in(quotation.span);
        let first = self.layout.words.get(words.start)?;
        let sentence = self.sentence(self.layout.sentence(first.span().start));
        let before = || self.verbs(sentence.start.min(words.start)..words.start).next_back();
        let after = || self.tag_after(quotation, words.end);
        if self.is_part(quotation, words.end) { before().or_else(after) } else { after().or_else(before) }
    }

    /// Whether the sentence goes on after the quotation without any punctuation.
    fn is_part(&self, quotation: &Quotation, next: usize) -> bool {
        let content = self.layout.content();
        let follows = self.layout.words.get(next).map_or(content.len(), |word| word.span().start);
        let gap = content.get(quotation.span.end..follows).unwrap_or_default();
        gap.trim().is_empty() && !inside(quotation, content).ends_with([',', '.', '!', '?', '…', '—', '–', '-'])
    }

    /// The quotations of the field.
    pub(super) fn quotations(&self) -> &'a Quotations {
        self.quotations
    }

    /// Whether a name or a pronoun is the subject of the verb.
    pub(super) fn has_subject(&self, verb: usize) -> bool {
        self.subject(verb, true) != Subject::Nobody
    }

    /// A quotation that lacks a mark may hold its own tag.
    fn tag_inside(&self, words: Range<usize>) -> Option<String> {
        let layout = self.layout;
        let mut verbs = words.filter(|&index| verbs::reporting(layout, index).is_some());
        verbs.find_map(|verb| match self.subject(verb, false) {
            Subject::Named(name) => Some(names::text(layout, name)),
            _ => None,
        })
    }

    /// The verb of the tag directly after a quotation.
    fn tag_after(&self, quotation: &Quotation, next: usize) -> Option<usize> {
        let layout = self.layout;
        let content = layout.content();
        let paragraph = layout.paragraph(quotation.span.start).map_or(quotation.span.end, |paragraph| paragraph.span.end);
        let first = layout.words.get(next).filter(|word| word.span().start < paragraph)?;
        if self.quotations.at(first.span().start).is_some() {
            return None;
        }
        let end = layout.sentence_span(first.span().start).end;
        let clause = (next..next + TAG_WORDS).take_while(|&index| {
            let Some(word) = layout.words.get(index) else { return false };
            let breaks = index > next && gap(layout, index - 1, index).contains([';', ':', '?', '!']);
            let quoted = self.quotations.at(word.span().start).is_some_and(|other| layout.words_in(other.span).len() > NAME_WORDS);
            word.span().end <= end && !breaks && !quoted
        });
        let verb = clause.into_iter().find(|&index| verbs::gives_words(layout, index) || verbs::is_according(layout, index))?;
        if matches!(word(layout, next), Some("and" | "but" | "while" | "or" | "although" | "whereas")) {
            return None;
        }
        let inside = inside(quotation, content);
        // "…“mob”. Doe said that": the sentence of the quotation is over.
        let over = content.get(quotation.span.end..first.span().start).is_some_and(|gap| gap.contains(['.', '!', '?']));
        if over && !inside.ends_with(['.', '!', '?', '…']) {
            return None;
        }
        // "“…” He said that": a new sentence after a full stop is another statement, unless it only names the speaker.
        let new_sentence = inside.ends_with('.') && is_capital(layout, next);
        (!new_sentence || verb <= next + 4 && self.ends_soon(verb, end)).then_some(verb)
    }

    /// Whether the sentence ends a few words after its verb.
    fn ends_soon(&self, verb: usize, end: usize) -> bool {
        let after = self.layout.words_in(Span::new(self.layout.words[verb].span().end, end));
        after.len() <= 5
    }

    /// Whoever speaks nearest: in the sentences before, then in the next one.
    fn nearby(&self, quotation: Span, words: Range<usize>) -> String {
        let layout = self.layout;
        let before = self.speaker_before(words.start);
        if !before.is_empty() {
            return before;
        }
        let paragraph = layout.paragraph(quotation.start).map_or(quotation.end, |paragraph| paragraph.span.end);
        let next = words.end..layout.words_in(Span::new(quotation.start, paragraph)).end;
        let Some(first) = layout.words.get(next.start).filter(|_| !next.is_empty()) else { return String::new() };
        let number = layout.sentence(first.span().start);
        let end = self.sentence(number + 1).end.max(self.sentence(number).end).min(next.end);
        self.verbs(next.start..end.max(next.start)).find_map(|verb| self.named(verb)).unwrap_or_default()
    }
}

/// A quotation without its closing marks.
fn inside<'a>(quotation: &Quotation, content: &'a str) -> &'a str {
    quotation.span.of(content).trim_end_matches(['”', '"', '’', '\'', '»', '“', '‘', '«'])
}
