//! Indirect speech: the clause in which the writer tells what somebody said.

use std::collections::HashSet;
use std::ops::Range;

use super::speaker::Speakers;
use super::verbs::{self, gap, is_capital, reporting, word};
use crate::lexicon::is_determiner;
use crate::span::Span;
use crate::tokenize::Layout;

/// The clauses of indirect speech in a sentence, each with the index of its verb (or of "according").
pub(super) fn clauses(layout: &Layout<'_>, speakers: &Speakers<'_>, sentence: Span) -> Vec<(usize, Span)> {
    let words = layout.words_in(sentence);
    let verbs = words.clone().filter(|&verb| verbs::may_report(layout, verb) && !speakers.is_quoted(verb));
    verbs.filter_map(|verb| clause(layout, verb, words.clone(), sentence).map(|clause| (verb, clause))).collect()
}

/// The verb of the clause that a stretch stands in: "X said that ...", "X said the ...", "..., X said", "according to X, ...". Of
/// several, the nearest before it, else the nearest after it.
pub(super) fn verb_around(layout: &Layout<'_>, clauses: &[(usize, Span)], span: Span) -> Option<usize> {
    let first = layout.words_touching(span).start;
    let around = || clauses.iter().filter(|(_, clause)| clause.covers(span)).map(|(verb, _)| *verb);
    around().rfind(|verb| *verb < first).or_else(|| around().find(|verb| *verb >= first))
}

/// A reporting verb outside quotations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reporting {
    /// Where the verb stands.
    pub span: Span,
    /// Where it stands in the folded text.
    pub folded: Span,
    /// Its base form, or "according to".
    pub verb: &'static str,
    /// Nearest named source, else empty.
    pub speaker: String,
}

/// Verbs that say what somebody said with a noun as well: "confirmed the strike", "denied a role".
const WITH_NOUN: [&str; 12] =
    ["confirm", "deny", "admit", "acknowledge", "concede", "reveal", "allege", "insist", "disclose", "confess", "announce", "reiterate"];

/// The reporting verbs of a field outside quotations: those with a clause of indirect speech or a quotation, and those of somebody
/// named that need none.
pub(super) fn all(layout: &Layout<'_>, speakers: &Speakers<'_>) -> Vec<Reporting> {
    let of_quotations: HashSet<usize> = speakers.quotations().found.iter().filter_map(|quotation| speakers.verb_of(quotation)).collect();
    let mut found = Vec::new();
    for &sentence in &layout.sentences {
        let words = layout.words_in(sentence);
        for index in words.clone() {
            let Some(verb) = reporting(layout, index).or_else(|| verbs::is_according(layout, index).then_some("according to")) else { continue };
            let reports = || clause(layout, index, words.clone(), sentence).is_some() || of_quotations.contains(&index);
            if speakers.is_quoted(index) || !(reports() || WITH_NOUN.contains(&verb) && speakers.has_subject(index)) {
                continue;
            }
            let word = &layout.words[index];
            found.push(Reporting { span: word.span(), folded: word.folded(), verb, speaker: speakers.name(index) });
        }
    }
    found
}

/// What the verb at this index reports.
fn clause(layout: &Layout<'_>, verb: usize, words: Range<usize>, sentence: Span) -> Option<Span> {
    if verbs::is_according(layout, verb) {
        return is_source(layout, verb + 2).then_some(sentence);
    }
    reporting(layout, verb)?;
    let found = clause_after(layout, verb, words.clone(), sentence);
    found.or_else(|| clause_before(layout, verb, words.start, sentence))
}

/// "according to Doe", "to the minister", "to officials"; not "according to size".
fn is_source(layout: &Layout<'_>, index: usize) -> bool {
    word(layout, index).is_some_and(|word| is_capital(layout, index) || is_determiner(word) || word.ends_with('s'))
}

/// Verbs that need no "that": "she said the regime ...".
const BARE: [&str; 11] = ["say", "claim", "insist", "argue", "believe", "think", "add", "admit", "allege", "warn", "acknowledge"];

/// Verbs that name their hearer before the clause: "told the head of the council on Monday that ...".
const TELLING: [&str; 6] = ["tell", "inform", "assure", "remind", "warn", "promise"];

/// Words that make a clause with "said" a side remark: "As the guests said their goodbyes, ...".
const SUBORDINATING: [&str; 8] = ["as", "when", "while", "after", "before", "if", "until", "since"];

/// Words after which a determiner begins no clause.
const PREPOSITIONS: [&str; 16] =
    ["of", "about", "in", "on", "at", "to", "for", "with", "from", "by", "during", "over", "under", "into", "against", "after"];

/// What follows the verb, up to the end of the sentence.
fn clause_after(layout: &Layout<'_>, verb: usize, words: Range<usize>, sentence: Span) -> Option<Span> {
    let lemma = reporting(layout, verb)?;
    let telling = TELLING.contains(&lemma);
    let reach = if telling { 14 } else { 4 };
    let following = verb + 1..(verb + 1 + reach).min(words.end);
    if let Some(that) = following.clone().find(|&index| begins_that_clause(layout, verb, index)) {
        return Some(Span::new(layout.words[that].span().end, sentence.end));
    }
    if !follows_word(layout, verb, words.start) || subordinate(layout, verb, words.start) {
        return None;
    }
    let begins = |index: usize| begins_clause(layout, index).then(|| Span::new(layout.words[index].span().start, sentence.end));
    let next = verb + 1;
    let at_once = next < words.end && gap(layout, verb, next).trim().is_empty();
    if BARE.contains(&lemma) && at_once && !telling_hearer(lemma, layout, next) {
        return begins(next);
    }
    if telling && at_once {
        // "told the paper the regime had fallen": a second noun phrase begins the clause.
        let second = (next + 1..following.end).find(|&index| {
            let free = !word(layout, index - 1).is_some_and(|before| PREPOSITIONS.contains(&before) || is_determiner(before));
            free && gap(layout, index - 1, index).trim().is_empty() && is_subject_start(layout, index)
        });
        return second.and_then(begins);
    }
    None
}

/// "said on Monday that"; not "said no to that mob" nor "said otherwise, but that mob".
fn begins_that_clause(layout: &Layout<'_>, verb: usize, index: usize) -> bool {
    let before = word(layout, index - 1).unwrap_or_default();
    let demonstrative = index > verb + 1 && (PREPOSITIONS.contains(&before) || matches!(before, "but" | "and" | "or"));
    word(layout, index) == Some("that") && !demonstrative
}

fn telling_hearer(lemma: &str, layout: &Layout<'_>, next: usize) -> bool {
    lemma == "warn" && is_capital(layout, next)
}

/// Words that begin a clause after such a verb.
fn begins_clause(layout: &Layout<'_>, index: usize) -> bool {
    is_capital(layout, index) || is_subject_start(layout, index)
}

fn is_subject_start(layout: &Layout<'_>, index: usize) -> bool {
    word(layout, index).is_some_and(|word| is_determiner(word) || matches!(word, "he" | "she" | "it" | "they" | "we" | "i" | "there"))
}

/// Before the verb stands its subject; after a comma or a quotation it is the speaker who follows.
fn follows_word(layout: &Layout<'_>, verb: usize, first: usize) -> bool {
    verb > first && gap(layout, verb - 1, verb).trim().is_empty()
}

/// "As the guests said their goodbyes".
fn subordinate(layout: &Layout<'_>, verb: usize, first: usize) -> bool {
    let clause = (first..verb).rev().take(6).take_while(|&index| !gap(layout, index, index + 1).contains([',', ';']));
    clause.last().is_some_and(|start| word(layout, start).is_some_and(|word| SUBORDINATING.contains(&word)))
}

/// What stands before ", X said" at the end of a sentence.
fn clause_before(layout: &Layout<'_>, verb: usize, first: usize, sentence: Span) -> Option<Span> {
    let verb_span = layout.words[verb].span();
    let comma = layout.content()[sentence.start..verb_span.start].rfind(',').map(|at| sentence.start + at)?;
    let between = layout.words_in(Span::new(comma, verb_span.start)).len();
    let after = layout.words_in(Span::new(verb_span.end, sentence.end)).len();
    let before = layout.words_in(Span::new(sentence.start, comma)).len();
    // "…, and no one claimed responsibility": a clause of its own.
    let subject = layout.words_in(Span::new(comma, verb_span.start)).start;
    if between > 0 && word(layout, subject).is_some_and(|word| matches!(word, "and" | "but" | "or" | "so" | "who" | "which")) {
        return None;
    }
    // "Doe, the mayor, said": an apposition, not a report.
    let inverted = between == 0 && !verbs::inverts(layout, verb);
    (between <= 5 && after <= 5 && before >= 3 && verb > first && !inverted && !apposition(layout, verb, between, after))
        .then(|| Span::new(sentence.start, comma))
}

/// Nothing between the comma and the verb, and nobody named directly after it.
fn apposition(layout: &Layout<'_>, verb: usize, between: usize, after: usize) -> bool {
    let names_somebody = || is_source(layout, verb + 1) && gap(layout, verb, verb + 1).trim().is_empty();
    between == 0 && (after == 0 || !names_somebody())
}
