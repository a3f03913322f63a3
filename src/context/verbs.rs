//! Verbs that report what somebody said, and the small grammar around them.

use std::ops::Range;
use std::sync::LazyLock;

use crate::lexicon::{inflect, is_determiner};
use crate::tokenize::Layout;
use crate::tokenize::key::Words;

/// Verbs that report what somebody said, in their base form.
const REPORTING: [&str; 92] = [
    "say", "tell", "add", "state", "announce", "declare", "explain", "claim", "allege", "assert", "insist", "maintain", "contend", "argue", "admit",
    "concede", "acknowledge", "confess", "confirm", "deny", "reveal", "disclose", "note", "observe", "remark", "comment", "point", "stress",
    "emphasise", "emphasize", "underline", "underscore", "reiterate", "repeat", "warn", "caution", "vow", "pledge", "promise", "threaten", "urge",
    "demand", "ask", "reply", "respond", "answer", "write", "tweet", "post", "quip", "joke", "complain", "protest", "boast", "brag", "call",
    "describe", "dub", "term", "label", "brand", "denounce", "condemn", "praise", "hail", "suggest", "propose", "report", "recall", "predict",
    "conclude", "believe", "think", "cite", "continue", "inform", "assure", "remind", "testify", "retort", "counter", "lament", "fume", "shout",
    "yell", "scream", "cry", "whisper", "mutter", "proclaim", "profess", "swear",
];

/// Further verbs by which a text gives somebody's words, but not in a clause of their own ("accused it of ...").
const NAMING: [&str; 33] = [
    "express", "mouth", "accuse", "slam", "blast", "criticise", "criticize", "decry", "deride", "mock", "dismiss", "reject", "affirm", "refer",
    "deem", "quote", "portray", "pronounce", "extol", "liken", "characterise", "characterize", "speak", "talk", "chant", "tout", "style", "christen",
    "refute", "rebuke", "lambast", "pan", "brief",
];

/// Forms that are more often nouns: they report only after a subject ("the report", "a claim", "the call").
const OFTEN_NOUNS: [&str; 44] = [
    "report", "reports", "claim", "claims", "call", "calls", "note", "notes", "term", "terms", "label", "labels", "brand", "brands", "state",
    "states", "demand", "demands", "promise", "promises", "point", "points", "post", "posts", "comment", "comments", "protest", "protests", "answer",
    "answers", "cry", "cries", "counter", "counters", "style", "styles", "pan", "pans", "talk", "talks", "blast", "blasts", "brief", "briefs",
];

/// What a form is.
#[derive(Debug, Clone, Copy)]
struct Form {
    lemma: &'static str,
    /// Whether it takes a clause.
    reports: bool,
}

/// What a word that says that somebody said something is.
#[derive(Debug, Clone, Copy)]
enum Cue {
    /// A verb.
    Verb(Form),
    /// "according", which "to" has to follow.
    According,
    /// "in the words of", "as she put it": what has to follow.
    Wording(&'static str),
}

static CUES: LazyLock<Words<Cue>> = LazyLock::new(|| {
    let forms = |verbs: &'static [&'static str], reports| {
        verbs.iter().flat_map(move |lemma| inflect::verb(lemma).into_iter().map(move |(_, form)| (form, Cue::Verb(Form { lemma, reports }))))
    };
    let others = [("according", Cue::According), ("words", Cue::Wording("of")), ("put", Cue::Wording("it")), ("puts", Cue::Wording("it"))];
    forms(&NAMING, false).chain(forms(&REPORTING, true)).chain(others.map(|(word, cue)| (word.to_owned(), cue))).collect()
});

/// What the word at this index is by its form alone. Asked of every word of many sentences: nearly all are told by their number to be nothing.
#[inline]
fn cue(layout: &Layout<'_>, index: usize) -> Option<Cue> {
    CUES.get_by(layout.words.key(index)?, || layout.word_text(&layout.words[index])).copied()
}

/// Whether the word at this index has the form of a reporting verb, or is "according".
pub(super) fn may_report(layout: &Layout<'_>, index: usize) -> bool {
    matches!(cue(layout, index), Some(Cue::Verb(_) | Cue::According))
}

/// The lemma of the verb at this index that reports what somebody said.
pub(super) fn reporting(layout: &Layout<'_>, index: usize) -> Option<&'static str> {
    let form = form(layout, index).filter(|form| form.reports)?;
    let noun = word(layout, index).is_some_and(|word| OFTEN_NOUNS.contains(&word)) && !follows_subject(layout, index);
    (!noun).then_some(form.lemma)
}

/// Whether the word at this index may be a verb by which somebody's words are given.
pub(super) fn gives_words(layout: &Layout<'_>, index: usize) -> bool {
    if form(layout, index).is_none() {
        return false;
    }
    let word = word(layout, index).unwrap_or_default();
    let before = index.checked_sub(1).and_then(|before| self::word(layout, before));
    let noun = || before.is_none_or(|before| is_determiner(before) || before.ends_with("'s") || BEFORE_NOUNS.contains(&before));
    !(OFTEN_NOUNS.contains(&word) && noun())
}

/// Words before which "report" and "claims" are nouns.
const BEFORE_NOUNS: [&str; 13] = ["of", "united", "member", "in", "on", "at", "other", "new", "for", "with", "by", "under", "and"];

/// What the word at this index is, by its form alone; "called" of "so-called" is nothing.
fn form(layout: &Layout<'_>, index: usize) -> Option<Form> {
    let Cue::Verb(form) = cue(layout, index)? else { return None };
    let so_called =
        word(layout, index) == Some("called") && index > 0 && self::word(layout, index - 1) == Some("so") && is_hyphened_to(layout, index - 1);
    (!so_called).then_some(form)
}

/// Whether a subject, "to" or a modal stands directly before: then even "claims" and "report" are verbs.
pub(super) fn follows_subject(layout: &Layout<'_>, index: usize) -> bool {
    let Some(before) = index.checked_sub(1) else { return false };
    let text = word(layout, before).unwrap_or_default();
    let capital = is_capital(layout, before);
    let function = is_determiner(text) || BEFORE_NOUNS.contains(&text);
    let subject =
        matches!(text, "he" | "she" | "it" | "they" | "we" | "i" | "you" | "who" | "to" | "will" | "would" | "must" | "should" | "may" | "can");
    let possessive = text.ends_with("'s") || text.ends_with("s'");
    gap(layout, before, index).trim().is_empty() && !function && !possessive && (subject || capital || text.ends_with('s'))
}

/// The lemma of what has the form of a reporting or naming verb, be it a noun here.
pub(super) fn lemma_of_form(layout: &Layout<'_>, index: usize) -> Option<&'static str> {
    form(layout, index).map(|form| form.lemma)
}

/// Whether a hyphen joins the word to the next.
pub(super) fn is_hyphened_to(layout: &Layout<'_>, index: usize) -> bool {
    let hyphen = |c: char| "-\u{2010}\u{2011}\u{2012}\u{2013}".contains(c);
    let joined = |first: usize| {
        layout.words.get(first + 1).is_some() && !gap(layout, first, first + 1).is_empty() && gap(layout, first, first + 1).chars().all(hyphen)
    };
    joined(index) || index > 0 && joined(index - 1)
}

/// The folded word at an index.
pub(super) fn word<'a>(layout: &'a Layout<'_>, index: usize) -> Option<&'a str> {
    layout.words.get(index).map(|word| layout.word_text(word))
}

/// Whether the word at an index begins with a capital.
pub(super) fn is_capital(layout: &Layout<'_>, index: usize) -> bool {
    layout.words.get(index).is_some_and(|word| word.span().of(layout.content()).starts_with(char::is_uppercase))
}

/// What stands between two words.
pub(super) fn gap<'a>(layout: &'a Layout<'_>, first: usize, second: usize) -> &'a str {
    &layout.content()[layout.words[first].span().end..layout.words[second].span().start]
}

/// "according to" at this index.
pub(super) fn is_according(layout: &Layout<'_>, index: usize) -> bool {
    matches!(cue(layout, index), Some(Cue::According)) && word(layout, index + 1) == Some("to")
}

/// Which of these words say that somebody said something.
pub(super) fn sources(layout: &Layout<'_>, words: Range<usize>) -> Vec<usize> {
    let says = |index: &usize| match cue(layout, *index) {
        None => false,
        Some(Cue::Verb(_)) => gives_words(layout, *index),
        Some(Cue::According) => is_according(layout, *index),
        Some(Cue::Wording(next)) => word(layout, *index + 1) == Some(next),
    };
    words.into_iter().filter(says).collect()
}

/// How many words the subject of a tag may have ("the minister of defence said").
const SUBJECT_WORDS: usize = 6;

/// Whether these words hold a tag such as ", he said" or ", said Doe": words of the writer, so no quotation goes on over them.
pub(super) fn has_tag(layout: &Layout<'_>, words: Range<usize>) -> bool {
    words.clone().any(|verb| reporting(layout, verb).is_some() && is_tag(layout, words.start, verb))
}

/// Verbs of tags: what stands beside a quotation and says whose it is.
const TAG_VERBS: [&str; 34] = [
    "say", "add", "tell", "continue", "write", "explain", "ask", "reply", "insist", "recall", "warn", "claim", "note", "argue", "state", "declare",
    "announce", "admit", "respond", "answer", "tweet", "post", "joke", "conclude", "quip", "remark", "observe", "assert", "confirm", "acknowledge",
    "repeat", "stress", "shout", "comment",
];

/// "says", "said", "told": a form that a tag can have. "continues" and "claims" are as often other verbs.
fn is_finite(layout: &Layout<'_>, verb: usize) -> bool {
    let form = word(layout, verb).unwrap_or_default();
    let past = form.ends_with('d') || matches!(form, "wrote" | "says" | "adds" | "writes");
    past && reporting(layout, verb).is_some_and(|lemma| TAG_VERBS.contains(&lemma))
}

/// "said Doe": verbs that may stand before their subject.
pub(super) fn inverts(layout: &Layout<'_>, verb: usize) -> bool {
    let common = |lemma| matches!(lemma, "say" | "add" | "continue" | "write" | "explain" | "ask" | "reply" | "insist" | "recall" | "warn" | "claim");
    is_finite(layout, verb) && reporting(layout, verb).is_some_and(common)
}

fn is_tag(layout: &Layout<'_>, first: usize, verb: usize) -> bool {
    if !is_finite(layout, verb) {
        return false;
    }
    let earliest = first.max(verb.saturating_sub(SUBJECT_WORDS));
    // The comma, or the end of a sentence, before the subject.
    let begins = |index: &usize| gap(layout, *index, index + 1).contains([',', '.', '!', '?', '”', '"', '’']);
    let Some(start) = (earliest..verb).rev().find(begins).map(|index| index + 1) else { return false };
    if start == verb {
        // "…, said Doe": only after a comma, or it is the end of a list.
        let names = layout.words.get(verb + 1).is_some() && starts_name(layout, verb + 1);
        return gap(layout, verb - 1, verb).contains(',') && inverts(layout, verb) && (names || ends_tag(layout, verb));
    }
    let passive = matches!(word(layout, verb - 1), Some("was" | "were" | "is" | "are" | "been" | "be"));
    let subject = word(layout, start).unwrap_or_default();
    let third_person = matches!(subject, "he" | "she" | "they") || starts_name(layout, start);
    ends_tag(layout, verb) && !passive && third_person && !is_speaker_pronoun(subject) && !NO_SUBJECTS.contains(&subject)
}

/// Whether a tag may end with this verb: before punctuation, a time or place; "told" has a hearer. What goes on with a clause,
/// or with a quotation inside the quotation, tells what somebody else said.
fn ends_tag(layout: &Layout<'_>, verb: usize) -> bool {
    const ADVERBIALS: [&str; 16] = [
        "in", "on", "at", "after", "during", "yesterday", "today", "later", "last", "monday", "tuesday", "wednesday", "thursday", "friday",
        "saturday", "sunday",
    ];
    let Some(next) = word(layout, verb + 1) else { return true };
    let between = gap(layout, verb, verb + 1);
    let inner = between.contains(['‘', '\'', '«', '„']);
    let lemma = reporting(layout, verb);
    let tells = lemma == Some("tell") && !is_determiner(next) && next != "that";
    // "Doe posted on his page" tells a story.
    let narrates = matches!(lemma, Some("post" | "tweet" | "write" | "announce" | "declare"));
    let punctuated = !between.trim().is_empty();
    !inner && (punctuated || !narrates && (tells || ADVERBIALS.contains(&next)))
}

/// Words with a capital at the start of a sentence that are no subject of a tag.
const NO_SUBJECTS: [&str; 21] = [
    "everybody", "who", "which", "that", "and", "but", "as", "what", "so", "if", "when", "because", "this", "it", "there", "some", "people",
    "everyone", "nobody", "somebody", "then",
];

fn starts_name(layout: &Layout<'_>, index: usize) -> bool {
    is_capital(layout, index) || matches!(word(layout, index), Some("the" | "a" | "an"))
}

/// Whether a tag begins at this word: "he said", "Doe said", "said Doe", "the minister said".
pub(super) fn begins_tag(layout: &Layout<'_>, first: usize) -> bool {
    let Some(subject) = word(layout, first) else { return false };
    let last = (first + SUBJECT_WORDS).min(layout.words.len());
    let verb = || {
        (first + 1..last).take_while(|&index| !gap(layout, index - 1, index).contains(['.', '!', '?', ',', ';'])).any(|verb| is_finite(layout, verb))
    };
    let third_person = matches!(subject, "he" | "she" | "they") || starts_name(layout, first) && !is_speaker_pronoun(subject);
    inverts(layout, first) || third_person && verb()
}

/// The capitalised words of the tag that begins at this word: the speaker's name.
pub(super) fn tag_names<'a>(layout: &'a Layout<'_>, first: usize) -> Vec<&'a str> {
    if !begins_tag(layout, first) {
        return Vec::new();
    }
    let last = (first + SUBJECT_WORDS).min(layout.words.len());
    let name = |index: &usize| is_capital(layout, *index);
    (first..last).filter(name).filter_map(|index| word(layout, index)).filter(|word| word.len() > 2 && !NO_SUBJECTS.contains(word)).collect()
}

/// I, we, you and their forms: somebody speaks.
pub(super) fn is_speaker_pronoun(word: &str) -> bool {
    let stem = word.split('\'').next().unwrap_or(word);
    matches!(stem, "i" | "we" | "my" | "our" | "me" | "you" | "your" | "ours" | "mine" | "myself" | "ourselves")
}
