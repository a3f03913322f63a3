//! Sense conditions: whether a match is a hit at all.

use std::collections::HashSet;

use crate::document::Zone;
use crate::lexicon::pattern::expand;
use crate::lexicon::{Condition, Entry, Lexicon, WordClass, is_determiner, is_number_word};
use crate::matcher::Match;
use crate::span::Span;
use crate::tokenize::Layout;
use crate::tokenize::fold::fold_term;
use unicode_segmentation::UnicodeSegmentation;

/// The conditions of an entry, made ready.
#[derive(Debug)]
pub struct Sense {
    only_if: Vec<Compiled>,
    unless: Vec<Compiled>,
    names: Phrases,
}

/// What the conditions say of a match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// A hit.
    Holds,
    /// No hit, because of this condition, as written in the lexicon.
    Rejected(String),
    /// A condition could not be decided: listed, not counted.
    Open(String),
}

/// What conditions on the whole document need.
pub struct DocumentFacts<'a> {
    /// All fields.
    pub layouts: &'a [Layout<'a>],
    /// Ids of the entries with a hit; `None` while these are still being found.
    pub entries: Option<&'a HashSet<&'a str>>,
}

#[derive(Debug)]
struct Compiled {
    source: String,
    next: Option<Phrases>,
    prev: Option<Phrases>,
    after_next: Option<Phrases>,
    near: Option<(Phrases, usize)>,
    in_sentence: Option<Phrases>,
    in_document: Option<(Phrases, Vec<String>)>,
    next_class: Option<WordClass>,
    prev_class: Option<WordClass>,
    in_title: Option<bool>,
    part_of_name: Option<bool>,
}

/// Phrases, and what the first words of them begin with.
#[derive(Debug)]
struct Phrases {
    all: Vec<Phrase>,
    beginnings: Beginnings,
}

impl Phrases {
    fn new(phrases: impl Iterator<Item = Phrase>) -> Self {
        let all: Vec<Phrase> = phrases.filter(|phrase| !phrase.0.is_empty()).collect();
        let mut beginnings = Beginnings([0; 16]);
        all.iter().for_each(|phrase| beginnings.note(&phrase.0[0]));
        Self { all, beginnings }
    }

    /// The phrases that may begin at a word: none, for nearly every word of a text.
    fn at(&self, layout: &Layout<'_>, index: usize) -> impl Iterator<Item = &Phrase> {
        let may = layout.words.get(index).is_some_and(|word| self.beginnings.may_be_of(layout.word_text(word).as_bytes()));
        self.all.iter().filter(move |_| may)
    }
}

/// A bit for every pair of first bytes, of which five bits each are looked at.
#[derive(Debug)]
struct Beginnings([u64; 16]);

impl Beginnings {
    fn note(&mut self, wanted: &Wanted) {
        match wanted {
            Wanted::Word(word) => {
                self.set(word.as_bytes());
                if word.len() == 1 {
                    // A possessive goes on with an apostrophe.
                    self.set(&[word.as_bytes()[0], b'\'']);
                }
            }
            Wanted::Start(start) if start.len() > 1 => self.set(start.as_bytes()),
            _ => self.0 = [u64::MAX; 16],
        }
    }

    fn set(&mut self, bytes: &[u8]) {
        let place = Self::place(bytes);
        self.0[place / 64] |= 1 << (place % 64);
    }

    fn may_be_of(&self, word: &[u8]) -> bool {
        let place = Self::place(word);
        self.0[place / 64] >> (place % 64) & 1 == 1
    }

    fn place(bytes: &[u8]) -> usize {
        let low = |at: usize| usize::from(bytes.get(at).copied().unwrap_or_default() & 31);
        low(0) << 5 | low(1)
    }
}

/// Folded words.
#[derive(Debug)]
struct Phrase(Vec<Wanted>);

/// A word of a phrase.
#[derive(Debug)]
enum Wanted {
    Word(String),
    /// `word*`
    Start(String),
    /// `*word`
    End(String),
    /// `*word*`
    Inside(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Truth {
    Yes,
    No,
    Unknown,
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Self::Yes } else { Self::No }
    }
}

impl Sense {
    /// Makes the conditions of an entry ready.
    #[must_use]
    pub fn new(lexicon: &Lexicon, entry: &Entry) -> Self {
        let compile = |conditions: &[Condition]| conditions.iter().map(|condition| Compiled::new(lexicon, entry, condition)).collect();
        let names = Phrases::new(lexicon.names.values().flatten().map(|name| Phrase::new(name)));
        Self { only_if: compile(&entry.only_if), unless: compile(&entry.unless), names }
    }

    /// Whether a condition asks for a hit of another entry, which has to be known first.
    #[must_use]
    pub fn needs_document_entries(&self) -> bool {
        self.only_if.iter().chain(&self.unless).any(|condition| condition.in_document.as_ref().is_some_and(|(_, entries)| !entries.is_empty()))
    }

    /// What the conditions say of a match.
    #[must_use]
    pub fn verdict(&self, layout: &Layout<'_>, found: &Match, facts: &DocumentFacts<'_>) -> Verdict {
        if self.only_if.is_empty() && self.unless.is_empty() {
            return Verdict::Holds;
        }
        let place = Surroundings::new(layout, found, &self.names, facts);
        let mut open = None;
        for condition in &self.unless {
            match condition.holds(&place) {
                Truth::Yes => return Verdict::Rejected(format!("unless {}", condition.source)),
                Truth::Unknown => open = Some(format!("unless {}", condition.source)),
                Truth::No => {}
            }
        }
        let truths: Vec<Truth> = self.only_if.iter().map(|condition| condition.holds(&place)).collect();
        if !truths.is_empty() && !truths.contains(&Truth::Yes) {
            let sources: Vec<&str> = self.only_if.iter().map(|condition| condition.source.as_str()).collect();
            let source = format!("only_if {}", sources.join(" or "));
            if !truths.contains(&Truth::Unknown) {
                return Verdict::Rejected(source);
            }
            open = Some(source);
        }
        open.map_or(Verdict::Holds, Verdict::Open)
    }
}

impl Phrase {
    fn new(text: &str) -> Self {
        if text == "*'s" {
            // Any possessive; as a word alone it would be an "s".
            return Self(vec![Wanted::End("'s".to_owned())]);
        }
        let folded = fold_term(text);
        let words: Vec<&str> = folded.unicode_words().collect();
        let last = words.len().saturating_sub(1);
        let wanted = |(index, word): (usize, &&str)| {
            let word = (*word).to_owned();
            match (index == 0 && text.starts_with('*'), index == last && text.ends_with('*')) {
                (false, false) => Wanted::Word(word),
                (false, true) => Wanted::Start(word),
                (true, false) => Wanted::End(word),
                (true, true) => Wanted::Inside(word),
            }
        };
        Self(words.iter().enumerate().map(wanted).collect())
    }

    /// Whether the words from this index on are the phrase.
    fn starts_at(&self, layout: &Layout<'_>, index: usize, end: usize) -> bool {
        index + self.0.len() <= end && self.0.iter().zip(&layout.words[index..end]).all(|(wanted, word)| wanted.fits(layout.word_text(word)))
    }

    fn in_one_sentence(&self, layout: &Layout<'_>, index: usize) -> bool {
        let sentence = |index: usize| layout.sentence(layout.words[index].span().start);
        sentence(index) == sentence(index + self.0.len() - 1)
    }
}

impl Wanted {
    fn fits(&self, word: &str) -> bool {
        let fits = |word: &str| match self {
            Self::Word(wanted) => word == wanted,
            Self::Start(start) => word.starts_with(start.as_str()),
            Self::End(end) => word.ends_with(end.as_str()),
            Self::Inside(part) => word.contains(part.as_str()),
        };
        fits(word) || word.strip_suffix("'s").is_some_and(fits)
    }
}

impl Compiled {
    fn new(lexicon: &Lexicon, entry: &Entry, condition: &Condition) -> Self {
        let phrases = |values: &[String]| -> Phrases {
            let expanded = values.iter().flat_map(|value| expand(value, &[&entry.slots, &lexicon.slots]).unwrap_or_default());
            Phrases::new(expanded.map(|text| Phrase::new(&text)))
        };
        let list = |values: &Option<Vec<String>>| values.as_deref().map(phrases);
        let in_document = condition.in_document.as_ref().map(|values| {
            let (ids, words): (Vec<String>, Vec<String>) =
                values.iter().cloned().partition(|value| lexicon.entries.iter().any(|other| other.id == *value));
            (phrases(&words), ids)
        });
        Self {
            source: condition.to_string(),
            next: list(&condition.next),
            prev: list(&condition.prev),
            after_next: list(&condition.after_next),
            near: condition.near.as_ref().map(|near| (phrases(&near.words), near.within as usize)),
            in_sentence: list(&condition.in_sentence),
            in_document,
            next_class: condition.next_class,
            prev_class: condition.prev_class,
            in_title: condition.in_title,
            part_of_name: condition.part_of_name,
        }
    }

    /// All parts have to hold; one that fails decides, one that is open leaves the rest open.
    fn holds(&self, place: &Surroundings<'_>) -> Truth {
        let parts: [Option<Truth>; 10] = [
            self.next.as_ref().map(|phrases| place.next(phrases, 0).into()),
            self.prev.as_ref().map(|phrases| place.prev(phrases).into()),
            self.after_next.as_ref().map(|phrases| place.next(phrases, 1).into()),
            self.near.as_ref().map(|(phrases, within)| place.near(phrases, *within).into()),
            self.in_sentence.as_ref().map(|phrases| place.in_sentence(phrases).into()),
            self.in_document.as_ref().map(|(phrases, entries)| place.in_document(phrases, entries)),
            self.next_class.map(|class| place.next_class(class)),
            self.prev_class.map(|class| place.prev_class(class)),
            self.in_title.map(|wanted| (wanted == (place.zone() == Zone::Headline)).into()),
            self.part_of_name.map(|wanted| (wanted == place.in_name()).into()),
        ];
        let known = || parts.iter().flatten();
        if known().any(|truth| *truth == Truth::No) {
            Truth::No
        } else if known().any(|truth| *truth == Truth::Unknown) {
            Truth::Unknown
        } else {
            Truth::Yes
        }
    }
}

/// A match with the words around it in its sentence.
struct Surroundings<'a> {
    layout: &'a Layout<'a>,
    span: Span,
    names: &'a Phrases,
    facts: &'a DocumentFacts<'a>,
    /// Indices of the words of the sentence.
    start: usize,
    end: usize,
    /// Index of the first word of the match, and of the first after it.
    first: usize,
    after: usize,
}

impl<'a> Surroundings<'a> {
    fn new(layout: &'a Layout<'a>, found: &Match, names: &'a Phrases, facts: &'a DocumentFacts<'a>) -> Self {
        let sentence = layout.words_in(layout.sentence_span(found.span.start));
        let first = layout.words.folded_ended_at(found.folded.start);
        let after = layout.words.folded_starting_before(found.folded.end);
        let (start, end) = (sentence.start.min(first), sentence.end.max(after));
        Self { layout, span: found.span, names, facts, start, end, first, after }
    }

    fn zone(&self) -> Zone {
        self.layout.zone(self.span.start)
    }

    /// Whether words stand next to each other: a comma, a stop or a closing mark between them parts them.
    fn adjacent(&self, from: usize, to: usize) -> bool {
        const PARTS: [char; 11] = [',', ';', ':', '—', '(', ')', '”', '»', '…', '!', '?'];
        let between = self.layout.content().get(from..to).unwrap_or_default();
        !between.contains(PARTS) && !between.starts_with('"')
    }

    /// Where the word before this index ends, or the match.
    fn end_before(&self, index: usize) -> usize {
        if index == self.after { self.span.end } else { self.layout.words[index - 1].span().end }
    }

    fn next(&self, phrases: &Phrases, skip: usize) -> bool {
        let near = |index: usize| index < self.end && self.adjacent(self.end_before(index), self.layout.words[index].span().start);
        if !(self.after..=self.after + skip).all(near) {
            return false;
        }
        phrases.at(self.layout, self.after + skip).any(|phrase| phrase.starts_at(self.layout, self.after + skip, self.end))
    }

    fn prev(&self, phrases: &Phrases) -> bool {
        if self.first == self.start || !self.adjacent(self.layout.words[self.first - 1].span().end, self.span.start) {
            return false;
        }
        phrases.all.iter().any(|phrase| {
            let start = self.first.checked_sub(phrase.0.len()).filter(|&start| start >= self.start);
            start.is_some_and(|start| phrase.starts_at(self.layout, start, self.first))
        })
    }

    /// Whether a phrase stands in the sentence, outside the match; its nearest word is at most the `within`-th on either side.
    fn near(&self, phrases: &Phrases, within: usize) -> bool {
        let to = self.end.min(self.after.saturating_add(within));
        let close = |index: usize, phrase: &Phrase| index + within + phrase.0.len() > self.first;
        let before = |index| phrases.at(self.layout, index).any(|phrase| close(index, phrase) && phrase.starts_at(self.layout, index, self.first));
        let after = |index| phrases.at(self.layout, index).any(|phrase| phrase.starts_at(self.layout, index, self.end));
        (self.start..self.first).any(before) || (self.after..to).any(after)
    }

    /// Whether a phrase stands in the sentence. It may overlap the match, but not be a part of it.
    fn in_sentence(&self, phrases: &Phrases) -> bool {
        let part_of_match = |index: usize, length: usize| index >= self.first && index + length <= self.after;
        let stands = |index: usize, phrase: &Phrase| phrase.starts_at(self.layout, index, self.end) && !part_of_match(index, phrase.0.len());
        (self.start..self.end).any(|index| phrases.at(self.layout, index).any(|phrase| stands(index, phrase)))
    }

    fn in_document(&self, phrases: &Phrases, entries: &[String]) -> Truth {
        let stands = |layout: &Layout<'_>, index: usize, phrase: &Phrase| {
            phrase.starts_at(layout, index, layout.words.len()) && phrase.in_one_sentence(layout, index)
        };
        let in_layout =
            |layout: &Layout<'_>| (0..layout.words.len()).any(|index| phrases.at(layout, index).any(|phrase| stands(layout, index, phrase)));
        let entry_found = self.facts.entries.is_some_and(|found| entries.iter().any(|entry| found.contains(entry.as_str())));
        (entry_found || self.facts.layouts.iter().any(in_layout)).into()
    }

    fn next_class(&self, class: WordClass) -> Truth {
        if class == WordClass::ThatClause {
            return self.governs_clause().into();
        }
        let next = self.after < self.end && self.adjacent(self.span.end, self.layout.words[self.after].span().start);
        if next { self.word_class(self.after, class) } else { Truth::No }
    }

    fn prev_class(&self, class: WordClass) -> Truth {
        if class == WordClass::ThatClause {
            return self.governs_clause().into();
        }
        let previous = self.first > self.start && self.adjacent(self.layout.words[self.first - 1].span().end, self.span.start);
        if previous { self.word_class(self.first - 1, class) } else { Truth::No }
    }

    fn word_class(&self, index: usize, class: WordClass) -> Truth {
        let word = &self.layout.words[index];
        let text = self.layout.word_text(word);
        match class {
            WordClass::Number => is_number_word(text).into(),
            WordClass::Determiner => is_determiner(text).into(),
            WordClass::ThatClause => Truth::No,
            WordClass::Capitalised => {
                let capital = word.span().of(self.layout.content()).starts_with(char::is_uppercase);
                if capital && self.capitals_mean_nothing() { Truth::Unknown } else { capital.into() }
            }
        }
    }

    /// In a headline set in capitals, or with a capital on every longer word, a capital tells nothing.
    fn capitals_mean_nothing(&self) -> bool {
        let long_words = |word: &&crate::tokenize::Word| word.folded().len() > 3;
        let words = self.layout.words[self.start..self.end].iter().filter(long_words);
        let (mut all, mut capital) = (0, 0);
        for word in words {
            let text = word.span().of(self.layout.content());
            all += 1;
            let shouting = text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
            let counts = if self.zone() == Zone::Headline { text.starts_with(char::is_uppercase) } else { shouting };
            capital += usize::from(counts);
        }
        all >= 3 && capital * 5 >= all * 4
    }

    /// "that" within four words, a personal pronoun at once, a quotation right after, or one that ended at most five words before.
    fn governs_clause(&self) -> bool {
        let words = &self.layout.words;
        let text = |index: usize| self.layout.word_text(&words[index]);
        let content = self.layout.content();
        let window = self.after..self.end.min(self.after + 4);
        let reach = window.end.checked_sub(1).filter(|_| !window.is_empty()).map_or(self.span.end, |last| words[last].span().end);
        let same_clause = |index: usize| !content[self.span.end..words[index].span().start].contains([';', ':', '—']);
        let that = reach > self.span.end && window.clone().any(|index| text(index) == "that" && same_clause(index));
        let pronoun = self.after < self.end && matches!(text(self.after), "he" | "she" | "they" | "we" | "i");
        that || pronoun || self.quotation_follows() || self.quotation_ended_before()
    }

    fn quotation_follows(&self) -> bool {
        let after = self.layout.content()[self.span.end..].trim_start();
        let after = after.strip_prefix([',', ':']).unwrap_or(after).trim_start();
        after.starts_with(['“', '"', '‘', '\'', '«', '„'])
    }

    fn quotation_ended_before(&self) -> bool {
        let from = self.first.saturating_sub(5).max(self.start);
        let start = if from < self.first { self.layout.words[from].span().start } else { self.span.start };
        let start = start.min(self.span.start);
        let between = &self.layout.content()[start..self.span.start];
        let sentence_start = self.layout.sentence_span(self.span.start).start;
        // Where the verb follows a quotation at once, the mark stands before the first word looked at.
        let before_first = self.layout.content()[sentence_start.min(start)..start].trim_end().ends_with(['”', '"', '»']);
        before_first || between.contains(['”', '"', '»']) || [",'", ",’", ".’", ".'", "!’", "?’"].iter().any(|mark| between.contains(mark))
    }

    /// Whether the match overlaps, or is, a capitalised sequence listed in `[names]`.
    fn in_name(&self) -> bool {
        self.names.all.iter().any(|name| {
            let length = name.0.len();
            let from = (self.first + 1).saturating_sub(length).max(self.start);
            (from..self.after).any(|index| {
                name.starts_at(self.layout, index, self.end)
                    && self.layout.words[index].span().of(self.layout.content()).starts_with(char::is_uppercase)
            })
        })
    }
}
