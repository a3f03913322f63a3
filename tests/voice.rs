//! Whose words: the hand-labelled sets, and what must hold when a text changes by a mark.

use std::path::PathBuf;
use std::sync::LazyLock;

use connote::analysis::{Analysis, Analyzer, Options};
use connote::context::Voice;
use connote::document::Warning;
use connote::evaluate::{ContextAgreement, evaluate, read_gold};
use connote::lexicon::Loaded;
use connote::reader::{Format, read};
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
    let gold = read_gold(file, &content).unwrap_or_else(|error| panic!("{error}"));
    let (_, context) = evaluate(&gold, &[], &TERMS);
    assert_eq!(context.without_hit, 0, "{file}: a labelled place has no hit");
    context
}

#[test]
fn voices_of_the_set_made_while_building() {
    let context = agreement("first.jsonl");
    let accuracy = context.voices.accuracy().expect("voices are labelled");
    assert!(accuracy >= 0.97, "{accuracy}: {:#?}", context.wrong);
}

fn analyzed(text: &str) -> Analysis {
    TERMS.analyze(read("text", text.as_bytes(), Format::Text).expect("a text"))
}

/// Start and voice of every hit.
fn voices(text: &str) -> Vec<(usize, Voice)> {
    analyzed(text).hits.iter().map(|hit| (hit.span.start, hit.voice)).collect()
}

/// A sentence of an article, with `{` and `}` for double marks, `[` and `]` for single ones and `^` for apostrophes.
const SENTENCES: [&str; 24] = [
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
    prop::collection::vec(paragraph, 1..5).prop_map(|paragraphs| paragraphs.join("\n\n"))
}

/// Byte positions and lengths of the double marks.
fn double_marks(text: &str) -> Vec<(usize, usize)> {
    text.char_indices().filter(|(_, c)| "“”\"".contains(*c)).map(|(at, c)| (at, c.len_utf8())).collect()
}

/// Without the mark at `index`, only hits between the mark before it and the mark after it (or the end of its sentence) change voice.
fn deletion_stays_local(text: &str, index: usize) -> Result<(), TestCaseError> {
    let marks = double_marks(text);
    let (at, length) = marks[index];
    let shorter = format!("{}{}", &text[..at], &text[at + length..]);
    let sentence_start = text[..at].rfind("\n\n").map_or(0, |start| start + 2);
    let before = index.checked_sub(1).map_or(0, |before| marks[before].0).min(text[..at].rfind(". ").unwrap_or(sentence_start));
    let sentence_end = text[at..].find(['.', '!', '?']).map_or(text.len(), |end| at + end);
    let after = marks.get(index + 1).map_or(text.len(), |after| after.0).max(sentence_end);
    let (original, changed) = (voices(text), voices(&shorter));
    prop_assert_eq!(original.len(), changed.len());
    for ((start, voice), (moved, now)) in original.into_iter().zip(changed) {
        prop_assert_eq!(if moved >= at { moved + length } else { moved }, start);
        prop_assert!(
            voice == now || (before..=after).contains(&start),
            "without the mark at {} the hit at {} ({}) turned from {:?} to {:?}:\n{}",
            at,
            start,
            &text[start..(start + 20).min(text.len())].chars().take(12).collect::<String>(),
            voice,
            now,
            text
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_deleted_mark_changes_only_its_neighbourhood(text in article(), index in any::<Index>(), is_straight in any::<bool>()) {
        let text = if is_straight { straight(&text) } else { text };
        let marks = double_marks(&text);
        if !marks.is_empty() {
            deletion_stays_local(&text, index.index(marks.len()))?;
        }
    }

    #[test]
    fn straight_marks_for_curly_ones_change_nothing(text in article()) {
        let of = |text: &str| analyzed(text).hits.into_iter().map(|hit| (hit.term, hit.voice, straight(&hit.speaker), hit.flags)).collect::<Vec<_>>();
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
fn a_mark_deleted_from_an_article_of_the_fixtures_changes_only_its_neighbourhood() {
    let folder = root().join("fixtures/articles");
    let mut paths: Vec<_> = std::fs::read_dir(folder).expect("fixtures").map(|entry| entry.expect("entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    let mut tried = 0;
    for path in paths {
        let text = std::fs::read_to_string(&path).expect("UTF-8");
        for index in 0..double_marks(&text).len() {
            deletion_stays_local(&text, index).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            tried += 1;
        }
    }
    assert!(tried > 100, "{tried}");
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
    let found = voices(&text);
    assert_eq!(found[0].1, Voice::Uncertain);
    assert_eq!(found[1].1, Voice::Editorial);
}
