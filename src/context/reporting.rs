//! Reported speech: who is said to have said something, and in whose words.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::quotation::Quotations;
use crate::lexicon::inflect;
use crate::span::Span;
use crate::tokenize::{Layout, Word};

/// Verbs that report what somebody said, in their base form.
const REPORTING_VERBS: [&str; 74] = [
    "say", "tell", "add", "state", "announce", "declare", "explain", "claim", "allege", "assert", "insist", "maintain", "contend", "argue", "admit",
    "concede", "acknowledge", "confess", "confirm", "deny", "reveal", "disclose", "note", "observe", "remark", "comment", "point", "stress",
    "emphasise", "emphasize", "underline", "underscore", "reiterate", "repeat", "warn", "caution", "vow", "pledge", "promise", "threaten", "urge",
    "demand", "ask", "reply", "respond", "answer", "write", "tweet", "post", "quip", "joke", "complain", "protest", "boast", "brag", "call",
    "describe", "dub", "term", "label", "brand", "denounce", "condemn", "praise", "hail", "suggest", "propose", "report", "recall", "predict",
    "conclude", "believe", "think", "cite",
];

static FORMS: LazyLock<HashSet<String>> =
    LazyLock::new(|| REPORTING_VERBS.iter().flat_map(|verb| inflect::verb(verb)).map(|(_, form)| form).collect());

/// Forms that are more often nouns: they report only after a subject ("the report", "a claim", "the call").
const OFTEN_NOUNS: [&str; 26] = [
    "report", "reports", "claim", "claims", "call", "calls", "note", "notes", "term", "terms", "label", "labels", "brand", "brands", "state",
    "states", "demand", "demands", "promise", "promises", "point", "points", "post", "posts", "comment", "comments",
];

/// Whether the word at this index reports speech.
pub(super) fn is_reporting(layout: &Layout<'_>, index: usize) -> bool {
    let word = layout.word_text(&layout.words[index]);
    if !FORMS.contains(word) {
        return false;
    }
    let after_determiner = || index > 0 && is_noun_context(layout.word_text(&layout.words[index - 1]));
    !(OFTEN_NOUNS.contains(&word) && (index == 0 || after_determiner()))
}

fn is_noun_context(before: &str) -> bool {
    crate::lexicon::is_determiner(before)
        || before.ends_with("'s")
        || matches!(before, "of" | "united" | "member" | "in" | "on" | "at" | "other" | "new")
}

/// Whether a sentence names a source: a reporting verb or "according to".
pub(super) fn reports(layout: &Layout<'_>, sentence: Span) -> bool {
    let words = layout.words_in(sentence);
    words.clone().any(|index| is_reporting(layout, index)) || words.clone().any(|index| is_according(layout, index))
}

fn is_according(layout: &Layout<'_>, index: usize) -> bool {
    layout.word_text(&layout.words[index]) == "according" && layout.words.get(index + 1).is_some_and(|next| layout.word_text(next) == "to")
}

/// A clause of indirect speech in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Report {
    /// What is reported.
    pub(super) clause: Span,
    /// The name nearest to the reporting verb; empty where there is none.
    pub(super) speaker: String,
}

/// The first report of a sentence: "X said that ...", "X said the ...", "..., X said", "according to X, ...". Verbs inside quotations
/// are somebody else's.
pub(super) fn report(layout: &Layout<'_>, sentence: Span, quotations: &Quotations) -> Option<Report> {
    let words = layout.words_in(sentence);
    let outside = |index: &usize| quotations.at(layout.words[*index].span.start).is_none();
    words.clone().filter(outside).find_map(|index| {
        if is_according(layout, index) {
            return Some(Report { clause: sentence, speaker: name_after(layout, index + 2, sentence) });
        }
        if !is_reporting(layout, index) {
            return None;
        }
        let verb = &layout.words[index];
        let clause = clause_after(layout, index, sentence).or_else(|| clause_before(layout, index, words.start, sentence))?;
        let before = name_before(layout, index, first_outside(layout, index, words.start, quotations));
        let speaker = if before.is_empty() && clause.end <= verb.span.start { name_after(layout, index + 1, sentence) } else { before };
        Some(Report { clause, speaker })
    })
}

/// The nearest named source of a sentence, whatever is reported; empty where there is none.
pub(super) fn speaker(layout: &Layout<'_>, sentence: Span, quotations: &Quotations) -> String {
    let words = layout.words_in(sentence);
    let outside = |index: &usize| quotations.at(layout.words[*index].span.start).is_none();
    let names = words.clone().filter(outside).filter_map(|index| {
        if is_according(layout, index) {
            return Some(name_after(layout, index + 2, sentence));
        }
        if !is_reporting(layout, index) {
            return None;
        }
        let start = first_outside(layout, index, words.start, quotations);
        let before = name_before(layout, index, start);
        Some(if before.is_empty() { name_after(layout, index + 1, sentence) } else { before })
    });
    names.into_iter().find(|name| !name.is_empty()).unwrap_or_default()
}

/// The first word of the stretch without a quotation that ends at this word.
fn first_outside(layout: &Layout<'_>, index: usize, first: usize, quotations: &Quotations) -> usize {
    let quoted = |index: &usize| quotations.at(layout.words[*index].span.start).is_some();
    (first..index).rev().find(quoted).map_or(first, |index| index + 1)
}

/// Verbs that need no "that": "she said the regime ...".
const BARE: [&str; 20] = [
    "say", "says", "said", "saying", "claims", "claimed", "claiming", "insists", "insisted", "argues", "argued", "believes", "believed", "thinks",
    "adds", "added", "admitted", "alleged", "warned", "acknowledged",
];

/// Words that begin a clause after such a verb.
fn begins_clause(layout: &Layout<'_>, index: usize) -> bool {
    let word = layout.word_text(&layout.words[index]);
    let capital = layout.words[index].span.of(layout.content()).starts_with(char::is_uppercase);
    capital || crate::lexicon::is_determiner(word) || matches!(word, "he" | "she" | "it" | "they" | "we" | "i" | "there")
}

/// Verbs that name their hearer before the clause: "told the head of the council on Monday that ...".
const TELLING: [&str; 10] = ["tell", "tells", "told", "telling", "informed", "assured", "reminded", "warned", "promised", "assures"];

/// What follows "that" within four words of the verb (more where the hearer is named), up to the end of the sentence.
fn clause_after(layout: &Layout<'_>, verb: usize, sentence: Span) -> Option<Span> {
    let reach = if TELLING.contains(&layout.word_text(&layout.words[verb])) { 14 } else { 4 };
    let following = layout.words.iter().skip(verb + 1).take(reach).take_while(|word| word.span.end <= sentence.end);
    if let Some(that) = following.into_iter().find(|word| layout.word_text(word) == "that") {
        return Some(Span::new(that.span.end, sentence.end));
    }
    let next = layout.words.get(verb + 1).filter(|next| next.span.end <= sentence.end)?;
    let at_once = layout.content()[layout.words[verb].span.end..next.span.start].trim().is_empty();
    // Before the verb stands its subject; after a comma or a quotation it is the speaker who follows.
    let previous = verb.checked_sub(1).map(|index| &layout.words[index]).filter(|previous| previous.span.start >= sentence.start)?;
    let has_subject = layout.content()[previous.span.end..layout.words[verb].span.start].trim().is_empty();
    let bare = BARE.contains(&layout.word_text(&layout.words[verb])) && at_once && has_subject && begins_clause(layout, verb + 1);
    bare.then(|| Span::new(next.span.start, sentence.end))
}

/// What stands before ", X said" at the end of a sentence.
fn clause_before(layout: &Layout<'_>, verb: usize, first: usize, sentence: Span) -> Option<Span> {
    let verb_span = layout.words[verb].span;
    let comma = layout.content()[sentence.start..verb_span.start].rfind(',').map(|at| sentence.start + at)?;
    let between = layout.words_in(Span::new(comma, verb_span.start)).len();
    let after = layout.words_in(Span::new(verb_span.end, sentence.end)).len();
    let before = layout.words_in(Span::new(sentence.start, comma)).len();
    (between <= 5 && after <= 5 && before >= 3 && verb > first).then(|| Span::new(sentence.start, comma))
}

/// The capitalised words that end nearest before the verb, within eight words.
fn name_before(layout: &Layout<'_>, verb: usize, first: usize) -> String {
    // "Jo Doe, head of the office in Paris, said": the subject stands before the apposition, at the start.
    let apposition = verb
        .checked_sub(1)
        .is_some_and(|index| index >= first && layout.content()[layout.words[index].span.end..layout.words[verb].span.start].contains(','));
    if apposition {
        let start = (first..verb).find(|&index| is_name_word(layout, index, first));
        if let Some(start) = start {
            let end = (start..verb).take_while(|&index| is_name_word(layout, index, first)).last().unwrap_or(start);
            return first_name(layout, &layout.words[start..=end]);
        }
    }
    let end = (first..verb).rev().take(8).find(|&index| is_name_word(layout, index, first)).map(|index| index + 1);
    let Some(end) = end else { return String::new() };
    let start = (first..end).rev().take_while(|&index| is_name_word(layout, index, first)).last().unwrap_or(end - 1);
    name(layout, &layout.words[start..end])
}

/// The first capitalised words after the verb, within four words.
fn name_after(layout: &Layout<'_>, from: usize, sentence: Span) -> String {
    let inside = |index: &usize| layout.words.get(*index).is_some_and(|word| word.span.end <= sentence.end);
    let start = (from..from + 4).take_while(inside).find(|&index| is_name_word(layout, index, usize::MAX));
    let Some(start) = start else { return String::new() };
    let end = (start..).take_while(inside).take_while(|&index| is_name_word(layout, index, usize::MAX)).last().unwrap_or(start);
    name(layout, &layout.words[start..=end])
}

/// Capitalised, and not merely because the sentence starts with it.
fn is_name_word(layout: &Layout<'_>, index: usize, first: usize) -> bool {
    const NO_NAMES: [&str; 30] = [
        "the", "a", "an", "he", "she", "it", "they", "we", "i", "but", "and", "in", "on", "at", "as", "this", "that", "these", "those", "his", "her",
        "their", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "meanwhile",
    ];
    let word = &layout.words[index];
    let capital = word.span.of(layout.content()).starts_with(char::is_uppercase);
    let folded = layout.word_text(word);
    capital && !NO_NAMES.contains(&folded) && !(index == first && crate::lexicon::is_determiner(folded))
}

/// The words up to the first comma between them.
fn first_name(layout: &Layout<'_>, words: &[Word]) -> String {
    let apart = |pair: &[Word]| layout.content()[pair[0].span.end..pair[1].span.start].contains([',', ';']);
    let end = words.windows(2).position(apart).map_or(words.len(), |index| index + 1);
    name(layout, &words[..end])
}

fn name(layout: &Layout<'_>, words: &[Word]) -> String {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return String::new() };
    let text = Span::new(first.span.start, last.span.end).of(layout.content());
    let text = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s")).unwrap_or(text);
    // A name that reaches over a comma is two names; the nearer one counts.
    text.rsplit([',', ';', '“', '"']).next().unwrap_or(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
