//! Flags: labels on a hit that never remove it.

use serde::{Deserialize, Serialize};

use super::verbs::{follows_subject, gap, is_hyphened_to, lemma_of_form, word};
use crate::lexicon::is_determiner;
use crate::span::Span;
use crate::tokenize::Layout;

/// A label on a hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// In indirect speech: the writer's wording of what somebody said.
    Reported,
    /// "is not a ...": still loaded.
    Negated,
    /// The text speaks of the word: "the word 'regime'".
    Mention,
    /// Given to somebody: "what Moscow calls the ...".
    Attributed,
    /// A sense condition could not be decided: listed, not counted.
    LowConfidence,
    /// Written with look-alike letters of another script.
    Homoglyph,
}

impl Flag {
    /// The flags that the words around a hit give it.
    pub const OF_WORDS: [Self; 4] = [Self::Reported, Self::Negated, Self::Mention, Self::Attributed];

    /// The name used in columns and JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Negated => "negated",
            Self::Mention => "mention",
            Self::Attributed => "attributed",
            Self::LowConfidence => "low_confidence",
            Self::Homoglyph => "homoglyph",
        }
    }
}

/// The flags that the words around a hit give it, in the order of [`Flag`].
#[must_use]
pub(super) fn flags(layout: &Layout<'_>, span: Span, reported: bool) -> Vec<Flag> {
    let around = Around::new(layout, span);
    let rules = [
        (Flag::Reported, reported),
        (Flag::Negated, around.is_negated()),
        (Flag::Mention, around.is_mentioned()),
        (Flag::Attributed, around.is_attributed()),
    ];
    rules.into_iter().filter(|(_, holds)| *holds).map(|(flag, _)| flag).collect()
}

/// Negations that deny what follows at once or after an article.
const DIRECT: [&str; 10] = ["no", "not", "never", "neither", "nor", "isn't", "aren't", "wasn't", "weren't", "ain't"];

/// Forms of "be" between a negation and what it denies ("will not be a ...").
const BEING: [&str; 5] = ["be", "been", "being", "become", "becoming"];

/// Negations of an auxiliary: they deny a noun only through "be".
const AUXILIARY: [&str; 13] =
    ["don't", "won't", "wouldn't", "hasn't", "haven't", "hadn't", "can't", "cannot", "couldn't", "shouldn't", "mustn't", "doesn't", "didn't"];

/// Words after "not" or "no" that turn it to something else ("not only a ...", "no doubt a ...").
const DIVERTING: [&str; 14] =
    ["only", "just", "merely", "simply", "far", "doubt", "wonder", "matter", "one", "sooner", "less", "until", "because", "quite"];

/// Words that name a word.
const WORDS: [&str; 17] = [
    "word", "words", "term", "terms", "phrase", "phrases", "expression", "label", "labels", "wording", "noun", "adjective", "epithet", "slogan",
    "euphemism", "moniker", "tag",
];

/// Verbs by which somebody gives a name.
const CALLING: [&str; 12] =
    ["call", "term", "describe", "label", "dub", "brand", "style", "christen", "deem", "refer", "characterise", "characterize"];

/// Words that may stand between such a verb and the name it gives.
const LIGHT: [&str; 16] = ["it", "him", "her", "them", "us", "this", "as", "to", "a", "an", "the", "its", "his", "their", "so", "called"];

/// Words between a verb and its complement that show that it is another verb ("called for", "called a meeting about").
const BREAKING: [&str; 16] = ["for", "off", "on", "out", "up", "about", "of", "in", "at", "by", "with", "from", "that", "and", "when", "where"];

/// How far the words that make a flag may stand from the hit.
const NEGATION_REACH: usize = 4;
const CALLING_REACH: usize = 8;

/// The words around a hit, in its sentence.
struct Around<'a> {
    layout: &'a Layout<'a>,
    /// Index of the first word of the sentence, of the hit, and of the first after it.
    start: usize,
    first: usize,
    after: usize,
    end: usize,
}

impl<'a> Around<'a> {
    fn new(layout: &'a Layout<'a>, span: Span) -> Self {
        let sentence = layout.words_in(layout.sentence_span(span.start));
        let hit = layout.words_touching(span);
        let first = hit.start.max(sentence.start);
        let after = hit.end.max(first);
        Self { layout, start: sentence.start, first, after, end: sentence.end.max(after) }
    }

    fn word(&self, index: usize) -> &'a str {
        word(self.layout, index).unwrap_or_default()
    }

    /// Whether the stretch before this word is broken by punctuation other than quotation marks.
    fn breaks_before(&self, index: usize) -> bool {
        index > 0 && gap(self.layout, index - 1, index).contains([',', ';', ':', '.', '!', '?', '—', '(', ')'])
    }

    /// "is not a hero", "no invasion", "never a massacre", "neither a martyr nor a traitor", "without heroes".
    fn is_negated(&self) -> bool {
        let earliest = self.start.max(self.first.saturating_sub(NEGATION_REACH));
        let mut between: Vec<&str> = Vec::new();
        for index in (earliest..self.first).rev() {
            if self.breaks_before(index + 1) {
                return false;
            }
            let word = self.word(index);
            let through_be = between.iter().any(|word| BEING.contains(word));
            if word == "without" {
                return !self.negated_before(index);
            }
            if AUXILIARY.contains(&word) {
                return through_be;
            }
            if DIRECT.contains(&word) {
                return self.denies(index, &between, through_be);
            }
            between.push(word);
        }
        false
    }

    /// Whether the negation at this index denies the hit, and not a verb or something else between them.
    fn denies(&self, index: usize, between: &[&str], through_be: bool) -> bool {
        let diverted = between.last().is_some_and(|next| DIVERTING.contains(next));
        let noun_phrase = between.last().is_none_or(|next| is_determiner(next) || through_be || *next == "really" || *next == "even");
        // "no" stands before adjectives as well.
        let adjectives = self.word(index) == "no" && between.len() <= 1;
        !diverted && (noun_phrase || adjectives)
    }

    /// A second negation before this word ("not a day without ...").
    fn negated_before(&self, index: usize) -> bool {
        (self.start..index).rev().take(6).any(|before| DIRECT.contains(&self.word(before)) || AUXILIARY.contains(&self.word(before)))
    }

    /// "the word 'regime'", "the terms 'mob' and 'thugs'".
    fn is_mentioned(&self) -> bool {
        let names_word = |index: usize| {
            let joined = !self.breaks_before(index + 1) && !is_hyphened_to(self.layout, index);
            joined && WORDS.contains(&self.word(index))
        };
        let Some(before) = self.first.checked_sub(1).filter(|before| *before >= self.start) else { return false };
        let listed = || {
            matches!(self.word(before), "and" | "or")
                && (self.start.max(before.saturating_sub(3))..before).any(|index| self.word(index).ends_with('s') && names_word(index))
        };
        names_word(before) || listed()
    }

    /// "what Moscow calls the ...", "called it a ...", "described by critics as ...", "..., as Kyiv calls it".
    fn is_attributed(&self) -> bool {
        let earliest = self.start.max(self.first.saturating_sub(CALLING_REACH));
        let called = (earliest..self.first).rev().find(|&index| self.gives_name(index));
        called.is_some_and(|verb| self.names(verb)) || self.named_after()
    }

    fn gives_name(&self, index: usize) -> bool {
        let noun = || matches!(self.word(index), "call" | "calls" | "term" | "terms" | "label" | "labels" | "brand" | "brands" | "style" | "styles");
        let what = || self.asks_what(index);
        lemma_of_form(self.layout, index).is_some_and(|lemma| CALLING.contains(&lemma)) && (!noun() || what() || follows_subject(self.layout, index))
    }

    /// "what", "as", "whom" or "which" a few words before the verb.
    fn asks_what(&self, verb: usize) -> bool {
        (self.start.max(verb.saturating_sub(6))..verb).any(|index| matches!(self.word(index), "what" | "as" | "whom" | "which"))
    }

    /// Whether what the verb names is the hit.
    fn names(&self, verb: usize) -> bool {
        let layout = self.layout;
        let between: Vec<&str> = (verb + 1..self.first).map(|index| self.word(index)).collect();
        let broken = (verb + 1..=self.first).any(|index| index < layout.words.len() && self.breaks_before(index));
        if broken {
            return false;
        }
        let last = between.last().copied();
        let is_as = |word: Option<&&str>| word.is_some_and(|word| *word == "as");
        let article = last.is_some_and(is_determiner);
        let before_article = if article { between.get(between.len().wrapping_sub(2)) } else { between.last() };
        // "describes the law as a ...", "described by critics as ...".
        if is_as(before_article) || is_as(between.iter().rev().nth(2)) && article {
            return true;
        }
        if between.iter().any(|word| BREAKING.contains(word)) {
            return false;
        }
        // "calls the ...", "calls it a ..."; an adjective may stand before the hit.
        let light = |words: &[&str]| words.iter().all(|word| LIGHT.contains(word) || is_determiner(word));
        let adjective = between.len() > 1 && is_determiner(between[between.len() - 2]) && light(&between[..between.len() - 1]);
        let what = || self.asks_what(verb);
        let pronoun = between.first().is_some_and(|word| matches!(*word, "it" | "him" | "her" | "them" | "us" | "this"));
        let passive = verb > self.start && matches!(self.word(verb - 1), "was" | "were" | "is" | "are" | "been" | "being" | "be");
        if (light(&between) || adjective) && (pronoun || what() || passive) {
            return true;
        }
        // "called the strike 'blackmail'", "called Sall a puppet": an object, then the name in marks or after an article.
        let quoted = self.first > 0 && gap(layout, self.first - 1, self.first).contains(['“', '"', '‘', '\'', '«', '„', '”', '’']);
        let inside = (verb + 1..self.first)
            .any(|index| gap(layout, index - 1, index).contains(['“', '"', '‘', '«', '„']) || gap(layout, index - 1, index).contains(" '"));
        !between.is_empty() && (quoted || inside || matches!(last, Some("a" | "an")) && between.len() >= 2) || between.is_empty() && quoted && what()
    }

    /// "the invasion, as Kyiv calls it".
    fn named_after(&self) -> bool {
        let end = (self.after + 6).min(self.end);
        self.word(self.after) == "as"
            && self.after < self.end
            && (self.after + 1..end).any(|index| self.gives_name(index) && matches!(self.word(index + 1), "it" | "them" | "him" | "her"))
    }
}
