//! Whose words: the hand-labelled sets, and what must hold when a text changes by a mark.

use std::path::PathBuf;
use std::sync::LazyLock;

use connote::analysis::{Analysis, Analyzer, Options};
use connote::context::{QuotationKind, Quotations, Voice};
use connote::document::{Field, FieldName, Warning};
use connote::evaluate::{ContextAgreement, Offsets, Settings, evaluate, read_gold};
use connote::lexicon::{Loaded, builtin};
use connote::measure::by_speaker;
use connote::reader::{Format, read};
use connote::tokenize::Layout;
use proptest::prelude::*;
use proptest::sample::{Index, select};

static TERMS: LazyLock<Analyzer> = LazyLock::new(|| {
    let toml = std::fs::read_to_string(root().join("fixtures/voice/terms.toml")).expect("a fixture");
    let terms = Loaded::from_toml("terms.toml", &toml).unwrap_or_else(|error| panic!("{error}"));
    Analyzer::new(vec![terms], &Options::default()).expect("valid")
});

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The agreement with one of the hand-labelled sets.
fn agreement(file: &str) -> ContextAgreement {
    let content = std::fs::read_to_string(root().join("fixtures/voice").join(file)).expect("a fixture");
    let gold = read_gold(file, &content, Offsets::CodePoints);
    assert!(gold.problems.is_empty(), "{:?}", gold.problems);
    let context = evaluate(&gold.texts, &Settings::default(), &TERMS).context;
    assert_eq!(context.without_hit, 0, "{file}: a labelled place has no hit");
    context
}

/// Speakers and flags are guesses by a small grammar; these are floors below which something is broken.
fn guesses_hold(context: &ContextAgreement, speakers: f64, flags: u64) {
    let accuracy = context.speaker_accuracy().expect("speakers are labelled");
    assert!(accuracy >= speakers, "{accuracy}");
    for row in &context.flags {
        assert!(row.gold >= 9, "{row:?}: too few to say");
        assert!(100 * row.both >= flags * row.gold && 100 * row.both >= flags * row.found, "{row:?}");
    }
}

#[test]
fn voices_of_the_set_made_while_building() {
    let context = agreement("first.jsonl");
    let accuracy = context.voices.accuracy().expect("voices are labelled");
    assert!(accuracy >= 0.97, "{accuracy}: {:#?}", context.wrong);
    guesses_hold(&context, 0.95, 95);
}

/// Written and labelled without sight of the code, and never tuned on.
#[test]
fn voices_of_the_set_written_apart() {
    let context = agreement("second.jsonl");
    let accuracy = context.voices.accuracy().expect("voices are labelled");
    assert!(accuracy >= 0.95, "{accuracy}: {:#?}", context.wrong);
    guesses_hold(&context, 0.80, 75);
}

fn analyzed(text: &str) -> Analysis {
    TERMS.analyze(read("text", text.as_bytes(), Format::Text).expect("a text"))
}

/// The kind of quotation at each character, nothing outside quotations.
fn kinds(text: &str) -> Vec<Option<QuotationKind>> {
    let field = Field::plain(text);
    let found = Quotations::new(&Layout::new(FieldName::Text, &field, false)).found;
    text.char_indices().map(|(at, _)| found.iter().find(|quotation| quotation.span.contains(at)).map(|quotation| quotation.kind)).collect()
}

/// The reporting verbs that the writer of the fixtures put into each framed article, by hand: `fixtures/EXPECTED.md`, section 1.
#[test]
fn colouring_verbs_of_the_framed_articles_are_those_put_in() {
    let analyzer = Analyzer::new(builtin::lexicons(), &Options { reporting_verbs: true, ..Options::default() }).expect("built in");
    let sides = [
        ("prisoner-exchange.pro-ru", "Oleg Brantsev", "Halyna Dorosh"),
        ("prisoner-exchange.pro-ua", "Halyna Dorosh", "Oleg Brantsev"),
        ("strait-ferry.pro-prc", "Qiu Wenbo", "Lo Chia"),
        ("strait-ferry.pro-tw", "Lo Chia", "Qiu Wenbo"),
        ("harbour-march.authority", "Ruth Calloway", "Joss Pelham"),
        ("harbour-march.protesters", "Joss Pelham", "Ruth Calloway"),
    ];
    for (article, own, other) in sides {
        let bytes = std::fs::read(root().join(format!("fixtures/articles/{article}.txt"))).expect("a fixture");
        let analysis = analyzer.analyze(read(article, &bytes, Format::Text).expect("a text"));
        let rows = by_speaker(&analysis);
        let coloured: Vec<(&str, &str, usize)> =
            rows.iter().filter(|row| row.technique.is_some()).map(|row| (row.speaker.as_str(), row.verb, row.count())).collect();
        for expected in [(own, "confirm", 1), (own, "stress", 1), (other, "claim", 2), (other, "admit", 1)] {
            assert!(coloured.contains(&expected), "{article}: {expected:?} is not in {coloured:?}");
        }
        assert_eq!(coloured.len(), 4, "{article}: {coloured:?}");
    }
}

/// A sentence of an article, with `{` and `}` for double marks, `[` and `]` for single ones and `^` for apostrophes.
const SENTENCES: [&str; 30] = [
    "{We go on. There is no other plan. We wait for the mob,} she said.",
    "{Is it [the plan] or a farce?} she asked.",
    "A pipe of 5 metres broke at the {Old Mill}.",
    "They called it {late} and {poor}.",
    "Roe asked: {What do the thugs want?}",
    "The so-called {peace plan} was chaos.",
    "The regime fell in May.",
    "A mob stood at the gate, and the players^ union paid the bus.",
    "{The thugs came at night,} Jo Doe said.",
    "{The thugs,} Jo Doe said, {were paid in beer.}",
    "Jo Doe said: {The strongman is ill.}",
    "Jo Doe called it a {brutal power grab} and left.",
    "The {liberation} of the town took an hour.",
    "It^s a sham, the miners^ leader said.",
    "{We^ll wait for the occupiers,} she said. {They^ll come.}",
    "{The word [regime] isn^t ours,} Doe wrote, {and the farce isn^t either.}",
    "[The massacre won^t be forgotten,] said Ann Lee.",
    "[The bosses^ stunt,] Lee said, [wasn^t the last.]",
    "Lee said the [cronies] had sold the heroes^ graves.",
    "The song {Traitor} was played twice.",
    "Jo {the butcher} Doe never met the terrorists.",
    "{Is it a crusade?} asked Kim Roe.",
    "{A witch hunt!} he shouted, and the mob laughed.",
    "According to Doe, the invasion cost two lives.",
    "What Norton calls a {special operation} is chaos.",
    "Nobody asked the collaborators.",
    "{I saw the onslaught. I saw the slaughter. I was there,} Roe said.",
    "The extremists^ lawyer called the law {draconian}.",
    "The 1990s were no surrender.",
    "Roe denied a {cover-up}; the radicals did not.",
];

fn curly(sentence: &str) -> String {
    sentence
        .chars()
        .map(|c| match c {
            '{' => '“',
            '}' => '”',
            '[' => '‘',
            ']' | '^' => '’',
            other => other,
        })
        .collect()
}

fn straight(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '“' | '”' => '"',
            '‘' | '’' => '\'',
            other => other,
        })
        .collect()
}

/// An article of well-formed sentences in paragraphs, with curly marks.
fn article() -> impl Strategy<Value = String> {
    let paragraph = prop::collection::vec(select(&SENTENCES[..]), 1..5).prop_map(|sentences| curly(&sentences.join(" ")));
    // With a headline of its own, or a first paragraph of about 120 characters becomes one when it loses a mark.
    prop::collection::vec(paragraph, 1..5).prop_map(|paragraphs| format!("A day at the quay\n\n{}", paragraphs.join("\n\n")))
}

/// Takes each double mark out of a text in turn; says where that changes a kind farther away than it should.
fn felt_too_far(text: &str) -> Vec<String> {
    let whole = kinds(text);
    let characters: Vec<char> = text.chars().collect();
    // Inches and other signs that are no marks belong to no quotation.
    let marks: Vec<usize> = (0..characters.len()).filter(|&at| "“”\"".contains(characters[at]) && whole[at].is_some()).collect();
    let without_mark = |(order, &lost): (usize, &usize)| {
        let without: String = characters[..lost].iter().chain(&characters[lost + 1..]).collect();
        let mut found = kinds(&without);
        found.insert(lost, None);
        let (start, end) = reach(text, &marks, order);
        let far = (0..characters.len()).find(|&at| !(start..end).contains(&at) && whole[at] != found[at])?;
        let around = |at: usize| characters[at.saturating_sub(30)..(at + 30).min(characters.len())].iter().collect::<String>();
        Some(format!("without the mark in {:?}, {:?} becomes {:?} at {:?}", around(lost), whole[far], found[far], around(far)))
    };
    marks.iter().enumerate().filter_map(without_mark).collect()
}

/// How far a lost mark may be felt, in characters: back to the mark before it (whose partner it may have been) or to the beginning of its
/// sentence, forward to the next mark or to the end of its sentence, whichever is farther.
fn reach(text: &str, marks: &[usize], order: usize) -> (usize, usize) {
    let field = Field::plain(text);
    let layout = Layout::new(FieldName::Text, &field, false);
    let byte = text.char_indices().nth(marks[order]).map_or(text.len(), |(at, _)| at);
    let sentence = layout.sentence_span(byte);
    let (start, end) = (text[..sentence.start].chars().count(), text[..sentence.end].chars().count());
    let before = order.checked_sub(1).map_or(start, |before| marks[before]);
    let after = marks.get(order + 1).map_or(end, |after| after + 1);
    (start.min(before), end.max(after))
}

/// The articles and reference texts of the fixtures, with their names, sorted.
fn fixtures() -> Vec<(String, String)> {
    let files = |folder: &str| std::fs::read_dir(root().join(folder)).expect("fixtures").map(|entry| entry.expect("entry").path());
    let mut paths: Vec<PathBuf> = files("fixtures/articles").chain(files("fixtures/reference")).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    paths.iter().map(|path| (path.display().to_string(), std::fs::read_to_string(path).expect("UTF-8"))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_lost_mark_reaches_to_the_end_of_its_sentence_or_the_next_mark(text in article(), is_straight in any::<bool>()) {
        let text = if is_straight { straight(&text) } else { text };
        let problems = felt_too_far(&text);
        prop_assert!(problems.is_empty(), "{}\n{}", text, problems.join("\n"));
    }

    #[test]
    fn straight_marks_for_curly_ones_change_nothing(text in article()) {
        let of = |text: &str| analyzed(text).hits.into_iter().map(|hit| (hit.term, hit.voice, straight(&hit.speaker), hit.flags)).collect::<Vec<_>>();
        prop_assert_eq!(kinds(&text), kinds(&straight(&text)), "{}", text);
        prop_assert_eq!(of(&text), of(&straight(&text)), "{}", text);
    }

    #[test]
    fn a_decade_with_an_apostrophe_changes_nothing(text in article(), index in any::<Index>(), decade in select(&[" in the '90s", " in the ’90s", " of the ‘60s"][..])) {
        // At the end of a word before a space, inside and outside quotations, but not within a term.
        let hits = analyzed(&text).hits;
        let free = |at: &usize| text[..*at].ends_with(char::is_alphanumeric) && !hits.iter().any(|hit| hit.span.contains(*at));
        let places: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).filter(free).collect();
        let at = places[index.index(places.len())];
        let longer = format!("{}{decade}{}", &text[..at], &text[at..]);
        let (before, after) = (analyzed(&text), analyzed(&longer));
        // Words added to a scare quotation make it a longer quotation.
        let widened = |voice| if voice == Voice::Scare { Voice::Quoted } else { voice };
        let of = |analysis: Analysis| analysis.hits.into_iter().map(|hit| (hit.term, widened(hit.voice))).collect::<Vec<_>>();
        prop_assert_eq!(of(before), of(after), "{}", longer);
    }
}

#[test]
fn straight_marks_give_the_fixtures_the_quotations_of_curly_ones() {
    for (name, text) in fixtures() {
        let (curly, straight_text) = (kinds(&text), straight(&text));
        let differing = curly.iter().zip(kinds(&straight_text)).position(|(expected, found)| *expected != found);
        let before = |at: usize| text.chars().skip(at.saturating_sub(40)).take(40).collect::<String>();
        assert!(differing.is_none(), "{name}: after {:?}", differing.map(before));
    }
}

#[test]
fn a_lost_mark_in_an_article_reaches_to_the_end_of_its_sentence_or_the_next_mark() {
    let mut problems = Vec::new();
    let mut marks = 0;
    for (name, text) in fixtures() {
        for text in [text.clone(), straight(&text)] {
            marks += text.chars().filter(|&character| "“”\"".contains(character)).count();
            problems.extend(felt_too_far(&text).into_iter().map(|problem| format!("{name}: {problem}")));
        }
    }
    assert!(marks > 200, "{marks}");
    assert!(problems.is_empty(), "{} of {marks}:\n{}", problems.len(), problems.join("\n"));
}

/// What scraping and malice leave: no panic, a warning where marks are missing, and never more quoted words than words.
#[test]
fn texts_full_of_marks_are_read_and_warned_about() {
    let sentence = "The regime fell and the mob left. ";
    let cases = [
        ("only opening", format!("“{sentence}").repeat(500)),
        ("only closing", format!("{}” ", sentence.trim()).repeat(500)),
        ("ten thousand marks", "“".repeat(10_000) + sentence),
        ("ten thousand straight marks", "\"".repeat(10_000) + sentence),
        ("ten thousand apostrophes", "'".repeat(10_000) + sentence),
        ("five kinds", "“The regime « of the ‘mob \"in „chaos. ".repeat(500)),
        ("alternating kinds", "“a. \"The mob.\" ".repeat(5_000)),
        ("longer than the limit", format!("“{}” he said.", sentence.repeat(600))),
        ("right to left", "אמר: “The regime ישן” \u{202E}“mob” «نظام regime» „".repeat(500)),
    ];
    for (name, text) in cases {
        let analysis = analyzed(&text);
        assert!(analysis.words_quoted <= analysis.words, "{name}");
        let warned = analysis.warnings.iter().any(|warning| matches!(warning, Warning::QuoteUnclosed { .. }));
        let whole = ["ten thousand marks", "ten thousand straight marks", "ten thousand apostrophes", "alternating kinds"].contains(&name);
        assert!(warned || whole, "{name}: no warning");
    }
}

#[test]
fn a_quotation_longer_than_the_limit_does_not_swallow_the_text() {
    let text = format!("“The regime fell. {}” he said. The mob left.", "Nothing happened at the quay on that day. ".repeat(200));
    let voices = |text: &str| analyzed(text).hits.iter().map(|hit| hit.voice).collect::<Vec<_>>();
    assert_eq!(voices(&text), [Voice::Uncertain, Voice::Editorial]);
    // Nor where the next paragraph opens a quotation.
    let text = format!("He left. “The regime fell. {}\n\n“We wait for the mob,” she said.", "Nothing happened at the quay. ".repeat(300));
    assert_eq!(voices(&text), [Voice::Uncertain, Voice::Quoted]);
}
