//! Exercises held as their users would hold them: a pupil who counts letters, a teacher who asks whether an item is fair, a colleague who disputes it,
//! a program that reads the file. Nothing here knows how they are made.
#![cfg(feature = "cli")]

#[path = "support/program.rs"]
mod program;
mod support;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use connote::analysis::Analyzer;
use connote::exercise::model::{SourceLine, Stretch};
use connote::exercise::task::CompareAbout;
use connote::exercise::task::{Choice, Origin, VoiceAnswer};
use connote::exercise::{Answer, Built, Exercise, Extent, KeySpan, Kind, Level, Passage, Problem, Run, Settings, Task, Work, build, needed_options};
use connote::lexicon::builtin;
use connote::reader::{Format, read};
use program::run;
use proptest::prelude::*;
use serde_json::Value;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| {
    let options = needed_options();
    Analyzer::new(builtin::lexicons(), &options).expect("the built-in lexicons")
});

fn made(texts: &[(&str, Format)], settings: &Settings) -> Result<Built, Problem> {
    let analyses: Vec<_> = (1..)
        .zip(texts)
        .filter_map(|(number, (text, format))| read(&format!("article {number}"), text.as_bytes(), *format).ok())
        .map(|document| ANALYZER.analyze(document))
        .collect();
    build(&analyses, &ANALYZER, settings, Run::new(ANALYZER.lexicons(), Vec::new()))
}

fn of_text(text: &str, settings: &Settings) -> Result<Built, Problem> {
    made(&[(text, Format::Text)], settings)
}

fn easy() -> Settings {
    Settings { least: 1, ..Settings::default() }
}

fn fixture(name: &str) -> String {
    std::fs::read_to_string(support::root().join("fixtures/articles").join(name)).expect("a fixture")
}

/// A piece cut as another program would: by code points.
fn cut(text: &str, start: usize, end: usize) -> String {
    text.chars().skip(start).take(end - start).collect()
}

fn check_stretch(passage: &Passage, stretch: &Stretch) {
    assert_eq!(cut(&passage.text, stretch.start, stretch.end), stretch.text);
    assert!(!stretch.text.is_empty());
}

/// What holds of every exercise whatever the article.
fn check(exercise: &Exercise) {
    for passage in &exercise.passages {
        check_passage(passage);
    }
    let kinds: Vec<Kind> = exercise.tasks.iter().map(Task::kind).collect();
    assert!(kinds.is_sorted() && kinds.iter().collect::<BTreeSet<_>>().len() == kinds.len(), "each kind once, in order: {kinds:?}");
    for task in &exercise.tasks {
        assert!(!task.title.is_empty() && !task.instructions.is_empty(), "{:?}", task.kind());
        check_task(exercise, task);
    }
    let json = serde_json::to_string(exercise).expect("JSON");
    assert_eq!(&serde_json::from_str::<Exercise>(&json).expect("reads what it writes"), exercise);
}

fn check_passage(passage: &Passage) {
    let hash: String = hmac_sha256::Hash::hash(passage.text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(passage.sha256, hash);
    assert!(passage.key.windows(2).all(|pair| pair[0].end <= pair[1].start), "sorted and disjoint");
    assert!(passage.quotations.windows(2).all(|pair| pair[0].end <= pair[1].start), "sorted and disjoint");
    passage.quotations.iter().for_each(|quotation| check_stretch(passage, quotation));
    if let Some(end) = passage.headline_end {
        let after: String = passage.text.chars().skip(end).take(2).collect();
        assert!(after.is_empty() || after == "\n\n", "the headline is a paragraph: {after:?}");
        assert_eq!(passage.title.as_deref(), Some(&*cut(&passage.text, 0, end)));
    }
    for paragraph in passage.text.split("\n\n") {
        assert_eq!(paragraph.trim(), paragraph);
        assert!(!paragraph.contains(['\n', '\t', '\r']) && !paragraph.contains("  "), "{paragraph:?}");
    }
    assert!(passage.whole || passage.source_line.contains('…'), "an excerpt says so: {}", passage.source_line);
    for span in &passage.key {
        assert_eq!(cut(&passage.text, span.start, span.end), span.text);
        assert!(!span.text.trim().is_empty() && span.text.trim() == span.text);
        assert_eq!(span.techniques.first(), Some(&span.technique));
        assert_eq!(span.reason.is_some(), !span.doubts.is_empty());
        assert!(span.answer != Answer::Discuss || span.reason.is_some(), "what is to be discussed says why: {span:?}");
        let own = span.voice.as_str() == "editorial";
        assert!(span.answer != Answer::Mark || own, "only the article's own words are to be marked: {span:?}");
        assert!(!own || span.answer != Answer::Quoted, "{span:?}");
        assert!(!span.omit || span.neutral.is_empty());
    }
}

fn key_of(exercise: &Exercise, passage: usize, key: usize) -> (&Passage, &KeySpan) {
    let passage = &exercise.passages[passage];
    (passage, &passage.key[key])
}

fn passage_of(exercise: &Exercise, passage: usize) -> &Passage {
    &exercise.passages[passage]
}

fn check_asked(exercise: &Exercise, passage: usize, key: usize, term: &str, context: &Stretch) {
    let (passage, span) = key_of(exercise, passage, key);
    check_stretch(passage, context);
    assert_eq!(span.text, term);
    assert!(context.start <= span.start && span.end <= context.end, "the words stand in the sentence shown: {term}");
}

fn check_choices(choices: &[Choice], answer: impl Fn(&Choice) -> bool, level: Level) {
    assert_eq!(choices.iter().filter(|choice| answer(choice)).count(), 1, "one right choice: {choices:?}");
    assert_eq!(choices.iter().filter(|choice| choice.from == Origin::Answer).count(), 1, "{choices:?}");
    let different: BTreeSet<String> = choices.iter().map(|choice| choice.text.to_lowercase()).collect();
    assert_eq!(different.len(), choices.len(), "no choice twice: {choices:?}");
    assert!(choices.len() <= level.choices(), "{choices:?}");
}

fn check_task(exercise: &Exercise, task: &Task) {
    let level = exercise.level;
    match &task.work {
        Work::Emotion(items) => assert!(!items.is_empty()),
        Work::Mark(items) => {
            assert_eq!(items.len(), exercise.passages.len());
            for item in items {
                let passage = &exercise.passages[item.passage];
                let mut keys = [item.mark.clone(), item.quoted.clone(), item.discuss.clone()].concat();
                keys.sort_unstable();
                assert_eq!(keys, (0..passage.key.len()).collect::<Vec<_>>(), "each key span once");
                for decoy in &item.decoys {
                    check_stretch(passage, decoy);
                    assert!(passage.key.iter().all(|span| span.end <= decoy.start || decoy.end <= span.start), "{decoy:?} is in the key");
                }
            }
        }
        Work::Voice(items) => {
            assert!(items.iter().any(|item| item.answer == VoiceAnswer::Own) && items.iter().any(|item| item.answer == VoiceAnswer::Quoted));
            for item in items {
                check_asked(exercise, item.passage, item.key, &item.term, &item.context);
                let (_, span) = key_of(exercise, item.passage, item.key);
                assert_eq!(item.answer == VoiceAnswer::Own, span.voice.as_str() == "editorial");
                assert!(!span.flags.iter().any(|flag| item.answer == VoiceAnswer::Own && flag == "reported"), "{span:?}");
                if item.answer == VoiceAnswer::Quoted {
                    let marks = ['"', '`', '´', '“', '”', '„', '‘', '’', '\'', '«', '»', '‹', '›'];
                    let before = cut(&item.context.text, 0, span.start - item.context.start);
                    let after: String = item.context.text.chars().skip(span.end - item.context.start).collect();
                    assert!(
                        before.contains(marks) && after.contains(marks),
                        "both marks are shown: {:?} of {:?} with {:?}",
                        item.term,
                        item.context.text,
                        passage_of(exercise, item.passage).quotations
                    );
                }
            }
        }
        Work::Match(items) => {
            for (index, item) in items.iter().enumerate() {
                check_asked(exercise, item.passage, item.key, &item.term, &item.context);
                let (_, span) = key_of(exercise, item.passage, item.key);
                assert_eq!(span.neutral.first(), Some(&item.answer));
                check_choices(&item.choices, |choice| choice.text == item.answer, level);
                let right: BTreeSet<String> = span.neutral.iter().map(|wording| wording.to_lowercase()).collect();
                let wrong = item.choices.iter().filter(|choice| choice.from != Origin::Answer);
                assert!(wrong.clone().all(|choice| !right.contains(&choice.text.to_lowercase())), "{item:?}");
                for other in items.iter().skip(index + 1) {
                    let (_, others) = key_of(exercise, other.passage, other.key);
                    assert!(!span.neutral.contains(&other.answer) && !others.neutral.contains(&item.answer), "{} and {}", item.term, other.term);
                }
                assert_eq!(task.choices.iter().filter(|choice| choice.text == item.answer).count(), 1, "the answer is in the pool once");
                let fit = task.choices.iter().filter(|choice| right.contains(&choice.text.to_lowercase())).count();
                assert_eq!(fit, 1, "nothing else in the pool is right for {}: {:?}", item.term, task.choices);
            }
        }
        Work::Technique(items) => {
            let answers: BTreeSet<&str> = items.iter().map(|item| item.answer.as_str()).collect();
            assert_eq!(task.choices.iter().filter_map(|choice| choice.id.as_deref()).collect::<BTreeSet<_>>(), answers);
            for item in items {
                check_asked(exercise, item.passage, item.key, &item.term, &item.context);
                let (_, span) = key_of(exercise, item.passage, item.key);
                assert_eq!(span.technique.id(), item.answer);
                check_choices(&item.choices, |choice| choice.id.as_deref() == Some(&item.answer), level);
                let defensible: BTreeSet<&str> = span.techniques.iter().map(|technique| technique.id()).collect();
                let shown = item.choices.iter().chain(&task.choices).filter_map(|choice| choice.id.as_deref());
                assert!(shown.filter(|id| *id != item.answer).all(|id| !defensible.contains(id)), "{item:?}");
            }
        }
        Work::Rewrite(items) => {
            for item in items {
                let passage = &exercise.passages[item.passage];
                check_stretch(passage, &item.sentence);
                assert_ne!(item.sentence.text, item.model_answer);
                assert!(!item.keys.is_empty());
                let put_in: Vec<usize> = item.keys.iter().copied().filter(|&key| !passage.key[key].neutral.is_empty()).collect();
                assert_eq!(item.gaps.iter().map(|gap| gap.key).collect::<Vec<_>>(), put_in, "each wording that is not left out has its place");
                assert!(item.gaps.windows(2).all(|pair| pair[0].end <= pair[1].start), "{item:?}");
                for gap in &item.gaps {
                    assert_eq!(cut(&item.model_answer, gap.start, gap.end), gap.text);
                    let wordings = passage.key[gap.key].neutral.iter().map(|wording| wording.to_lowercase());
                    assert!(wordings.into_iter().any(|wording| wording == gap.text.to_lowercase()), "{gap:?}");
                }
                for &key in &item.keys {
                    let span = &passage.key[key];
                    assert!(item.sentence.start <= span.start && span.end <= item.sentence.end);
                    assert_eq!(span.voice.as_str(), "editorial", "quotations stay as they are");
                }
                for quotation in
                    passage.quotations.iter().filter(|quotation| item.sentence.start <= quotation.start && quotation.end <= item.sentence.end)
                {
                    assert!(item.model_answer.contains(&quotation.text), "a quotation was changed: {}", item.model_answer);
                }
            }
        }
        Work::Compare(items) => {
            assert_eq!(exercise.passages.len(), 2);
            for (side, term) in items.iter().flat_map(|item| item.a.iter().map(|term| (0, term)).chain(item.b.iter().map(|term| (1, term)))) {
                assert_eq!(term.passage, side);
                assert_eq!(exercise.passages[side].key[term.key].text, term.text);
                assert!(term.own + term.quoted > 0);
            }
        }
    }
}

#[test]
fn every_fixture_makes_a_fair_exercise_at_every_level() {
    let names = [
        "prisoner-exchange.pro-ru",
        "prisoner-exchange.pro-ua",
        "strait-ferry.pro-prc",
        "strait-ferry.pro-tw",
        "harbour-march.authority",
        "harbour-march.protesters",
    ];
    for name in names {
        let text = fixture(&format!("{name}.txt"));
        for level in Level::ALL {
            for (extent, seed, items) in [(Extent::Around(1), 1, 10), (Extent::Whole, 2, 4), (Extent::Around(0), 3, 200)] {
                let built = of_text(&text, &Settings { level, extent, seed, items, ..Settings::default() }).expect("enough hits");
                check(&built.exercise);
                // The framed texts were written to have all of it.
                assert!(built.exercise.tasks.len() >= 5, "{name} {extent:?}: {:?}", built.left_out);
                let counts = built.exercise.tasks.iter().map(|task| match &task.work {
                    Work::Voice(items) => items.len(),
                    Work::Match(items) => items.len(),
                    Work::Technique(items) => items.len(),
                    Work::Rewrite(items) => items.len(),
                    _ => 0,
                });
                assert!(counts.clone().all(|count| count <= items), "{name}: {:?}", counts.collect::<Vec<_>>());
            }
        }
    }
}

/// Counted by hand in the fixture: `fixtures/EXPECTED.md` lists what was put in.
#[test]
fn the_key_of_a_fixture_is_what_was_put_into_it() {
    let settings = Settings { extent: Extent::Whole, ..Settings::default() };
    let exercise = of_text(&fixture("prisoner-exchange.pro-ru.txt"), &settings).expect("enough hits").exercise;
    let passage = &exercise.passages[0];
    assert!(passage.whole && !passage.text.contains("[…]"));
    let of = |answer| passage.key.iter().filter(|span| span.answer == answer).map(|span| span.text.as_str()).collect::<Vec<_>>();
    assert_eq!(
        of(Answer::Mark),
        [
            "Kyiv regime",
            "so-called Ukraine",
            "Kyiv regime",
            "so-called",
            "head of the Kyiv regime",
            "special military operation",
            "former Ukraine",
            "Zelensky regime"
        ]
    );
    assert_eq!(of(Answer::Quoted), ["Kyiv regime", "Kremlin regime"]);
    assert_eq!(of(Answer::Discuss), ["stressed", "claimed", "claimed", "admitted"]);
    // "so-called Ukraine" is found by two lexicons, "head of the Kyiv regime" holds "Kyiv regime": one span each.
    let mark = exercise.tasks.iter().find_map(|task| if let Work::Mark(items) = &task.work { items.first() } else { None }).expect("mark");
    let decoys: Vec<&str> = mark.decoys.iter().map(|decoy| decoy.text.as_str()).collect();
    // Traps of the fixture that an exception knows (a former coach, "No one claimed responsibility") come before plain words. "loud pop" is a
    // euphemism that the lexicons miss (EXPECTED.md): it is no decoy, and nor is any word that no lexicon calls neutral.
    let first: BTreeSet<&str> = decoys.iter().take(2).copied().collect();
    assert_eq!(first, BTreeSet::from(["former Ukraine", "claimed"]), "{decoys:?}");
    assert!(decoys.iter().all(|decoy| !["loud pop", "heroes", "climbdown", "quarrelled", "militants", "liberators"].contains(decoy)), "{decoys:?}");
}

#[test]
fn the_order_depends_on_the_seed_alone() {
    let text = fixture("harbour-march.authority.txt");
    let of_seed =
        |seed| serde_json::to_string(&of_text(&text, &Settings { seed, ..Settings::default() }).expect("hits").exercise.tasks).expect("JSON");
    assert_eq!(of_seed(7), of_seed(7));
    assert_ne!(of_seed(7), of_seed(8));
    // A task made alone is the one made among others.
    let all = of_text(&text, &Settings::default()).expect("hits").exercise;
    for kind in [Kind::Voice, Kind::Match, Kind::Technique, Kind::Rewrite] {
        let alone = of_text(&text, &Settings { kinds: vec![kind], ..Settings::default() }).expect("hits").exercise;
        assert_eq!(alone.tasks[..], [all.tasks.iter().find(|task| task.kind() == kind).expect("made").clone()]);
    }
}

#[test]
fn an_excerpt_shows_what_it_asks_about_and_little_more() {
    let filler = "The committee met on Monday and read the minutes of the last meeting. ".repeat(12);
    let text = format!(
        "Talks end\n\n{filler}\n\nThe Kyiv regime left. It rained.\n\n{filler}\n\nThe puppet government stayed. A so-called state agreed.\n\n{filler}"
    );
    let built = of_text(&text, &easy()).expect("hits");
    let passage = &built.exercise.passages[0];
    assert!(!passage.whole && passage.words < 120, "{}", passage.text);
    assert_eq!(passage.text.matches("[…]").count(), 3, "{}", passage.text);
    assert!(passage.text.starts_with("Talks end\n\n[…] The committee met"), "{}", passage.text);
    assert_eq!(passage.key[0].text, "Kyiv regime");
    let whole = of_text(&text, &Settings { extent: Extent::Whole, ..easy() }).expect("hits");
    assert_eq!(whole.exercise.passages[0].words, built.exercise.passages[0].article.words);
    // A long text with many hits still fits a page.
    let many = format!("Talks end\n\n{}", format!("The Kyiv regime left. {filler}\n\n").repeat(40));
    let words = of_text(&many, &easy()).expect("hits").exercise.passages[0].words;
    assert!((200..500).contains(&words), "{words}");
}

#[test]
fn what_a_fair_colleague_could_dispute_says_why() {
    let cases = [
        ("Doe said that the Kyiv regime had left.", Answer::Discuss, "wording may be theirs"),
        ("What Moscow calls the Kyiv regime goes on.", Answer::Discuss, "who calls it that"),
        ("The “Kyiv regime” left at noon.", Answer::Discuss, "quotation marks without a speaker"),
        ("“The Kyiv regime left, Doe said.", Answer::Discuss, "quotation mark is missing"),
        ("The term “Kyiv regime” is old.", Answer::Discuss, "about the word itself"),
        ("Doe claimed that it rained.", Answer::Discuss, "Plain news uses this word too"),
        ("The Kyiv regime left at noon.", Answer::Mark, ""),
        ("“The Kyiv regime left at noon,” Doe said.", Answer::Quoted, ""),
    ];
    for (sentence, answer, reason) in cases {
        let text = format!("Talks end\n\n{sentence}\n\nThe puppet government stayed. The Zelensky regime stayed as well.");
        let exercise = of_text(&text, &easy()).expect("hits").exercise;
        let span = exercise.passages[0].key.iter().find(|span| sentence.contains(&span.text)).unwrap_or_else(|| panic!("{sentence}"));
        assert_eq!(span.answer, answer, "{sentence}: {span:?}");
        assert!(span.reason.as_deref().unwrap_or_default().contains(reason), "{sentence}: {:?}", span.reason);
        assert_eq!(span.reason.is_none(), reason.is_empty(), "{sentence}: {:?}", span.reason);
    }
}

const SLURS: [&str; 4] = ["khokhol", "katsap", "vatnik", "white trash"];

#[test]
fn slurs_show_their_first_letter_unless_asked_for() {
    let text = "A vatnik met a katsap\n\nThe vatniks and the Vatnik left. “A katsap came,” Doe said of the Kyiv regime. The KHOKHOL stayed. It was white trash, wrote Roe.";
    let masked = of_text(text, &easy()).expect("hits").exercise;
    let shown = of_text(text, &Settings { show_slurs: true, ..easy() }).expect("hits").exercise;
    let [masked_json, shown_json] = [&masked, &shown].map(|exercise| serde_json::to_string(exercise).expect("JSON").to_lowercase());
    for slur in SLURS {
        assert!(shown_json.contains(slur), "{slur} is found");
        assert!(!masked_json.contains(slur), "{slur} leaks: {masked_json}");
    }
    let (passage, whole) = (&masked.passages[0], &shown.passages[0]);
    assert!(passage.text.starts_with("A v***** met a k*****\n\nThe v******"), "{}", passage.text);
    assert!(passage.key.iter().any(|span| span.masked) && whole.key.iter().all(|span| !span.masked));
    assert!(passage.key.iter().all(|span| span.masked == span.text.contains('*')));
    // Marks made on one fit the other.
    let places = |passage: &Passage| passage.key.iter().map(|span| (span.start, span.end)).collect::<Vec<_>>();
    assert_eq!(places(passage), places(whole));
    // Nobody can say what a word means that is not shown.
    let asked = masked.tasks.iter().filter(|task| matches!(task.kind(), Kind::Match | Kind::Technique));
    assert!(asked.clone().count() > 0);
    assert!(asked.map(|task| serde_json::to_string(&task.choices).expect("JSON")).all(|choices| !choices.contains('*')));
    for task in &masked.tasks {
        let terms: Vec<&str> = match &task.work {
            Work::Match(items) => items.iter().map(|item| item.term.as_str()).collect(),
            Work::Technique(items) => items.iter().map(|item| item.term.as_str()).collect(),
            _ => Vec::new(),
        };
        assert!(terms.iter().all(|term| !term.contains('*')), "{terms:?}");
    }
    check(&masked);
    check(&shown);
}

#[test]
fn too_few_hits_say_how_many_and_what_would_work() {
    let plain = "Talks end\n\nThe committee met on Monday. It read the minutes.";
    let problem = of_text(plain, &Settings::default()).expect_err("nothing to find");
    let said = problem.to_string();
    assert!(said.contains("mark needs 3 loaded wordings in the article's own voice, and there are 0"), "{said}");
    assert!(said.contains("types that would work: emotion"), "{said}");
    let two = "Talks end\n\nThe Kyiv regime left. The puppet government stayed. The Zelensky regime had won.";
    let problem = of_text(two, &Settings { kinds: vec![Kind::Voice], ..Settings::default() }).expect_err("nothing quoted");
    assert!(problem.to_string().contains("voice needs 3 wordings, some quoted and some not, and there are 0"), "{problem}");
    assert!(problem.to_string().contains("would work: emotion, mark"), "{problem}");
    let built = of_text(two, &Settings { kinds: vec![Kind::Mark], ..Settings::default() }).expect("three hits");
    assert_eq!(built.exercise.tasks.len(), 1);
}

#[test]
fn a_text_without_loaded_words_can_be_marked_where_that_is_asked_for() {
    let plain = "The ferry left at nine. Two hundred people were on board, and the crossing took an hour.";
    let settings = Settings { kinds: vec![Kind::Mark], least: 0, extent: Extent::Whole, ..Settings::default() };
    let exercise = of_text(plain, &settings).expect("an exercise").exercise;
    check(&exercise);
    assert_eq!(exercise.passages[0].text, plain);
    let Work::Mark(items) = &exercise.tasks[0].work else { panic!("{:?}", exercise.tasks) };
    assert!(items[0].mark.is_empty() && exercise.passages[0].key.is_empty());
    // Where it is not asked for, and of every other type, there has to be something.
    assert!(matches!(of_text(plain, &Settings { least: 1, ..settings.clone() }), Err(Problem::TooFew { .. })));
    for kind in [Kind::Voice, Kind::Match, Kind::Technique, Kind::Rewrite] {
        assert!(matches!(of_text(plain, &Settings { kinds: vec![kind], ..settings.clone() }), Err(Problem::TooFew { .. })), "{kind:?}");
    }
}

#[test]
fn two_articles_are_told_apart_and_two_are_compared() {
    let [a, b] = ["prisoner-exchange.pro-ru.txt", "prisoner-exchange.pro-ua.txt"].map(fixture);
    let built = made(&[(&a, Format::Text), (&b, Format::Text)], &Settings::default()).expect("hits");
    check(&built.exercise);
    let compare = built.exercise.tasks.last().expect("tasks");
    let Work::Compare(items) = &compare.work else { panic!("compare comes last") };
    let same = items.iter().find(|item| item.prompt.contains("government of Ukraine") || item.prompt.contains("Ukrainian government"));
    let same = same.unwrap_or_else(|| panic!("both name it: {items:?}"));
    assert!(same.a.iter().any(|term| term.text == "Kyiv regime" && term.own > 0 && term.quoted > 0), "{same:?}");
    assert!(same.b.iter().all(|term| term.own == 0), "the other text has it in a quotation only: {same:?}");
    let one = of_text(&a, &Settings { kinds: vec![Kind::Compare], ..Settings::default() }).expect_err("one article");
    assert!(matches!(one, Problem::NotTwo(_)), "{one}");
    let document = read("same", a.as_bytes(), Format::Text).expect("a text");
    let twice = [ANALYZER.analyze(document.clone()), ANALYZER.analyze(document)];
    let problem = build(&twice, &ANALYZER, &Settings::default(), Run::new(&[], Vec::new())).expect_err("one id");
    assert!(matches!(problem, Problem::SameId(_)), "{problem}");
}

/// Both reports have "so-called" before a name, and the list knows only one of the names.
#[test]
fn a_word_before_a_name_is_keyed_alike_in_both_texts() {
    let [a, b] = ["harbour-march.authority.txt", "harbour-march.protesters.txt"].map(fixture);
    let built = made(&[(&a, Format::Text), (&b, Format::Text)], &Settings { extent: Extent::Whole, ..Settings::default() }).expect("hits");
    check(&built.exercise);
    for passage in &built.exercise.passages {
        let spans: Vec<&KeySpan> = passage.key.iter().filter(|span| span.text == "so-called").collect();
        let [span] = spans[..] else { panic!("one, and not the golden hour: {spans:?}") };
        assert_eq!(span.answer, Answer::Discuss);
    }
    let Some(Work::Compare(items)) = built.exercise.tasks.last().map(|task| &task.work) else { panic!("compare comes last") };
    let has = |about: CompareAbout, b: bool| {
        items.iter().filter(|item| item.about == about).flat_map(|item| if b { &item.b } else { &item.a }).any(|term| term.text == "so-called")
    };
    assert!(has(CompareAbout::Shared, false) && has(CompareAbout::Shared, true));
    assert!(!has(CompareAbout::OnlyOne, false) && !has(CompareAbout::OnlyOne, true));
}

#[test]
fn markup_is_not_shown_and_moves_no_offset() {
    let markdown = "# Talks *end*\n\nThe **Kyiv** *regime* left [early](https://a.example/x). `puppet government` stayed.\n\n> The puppet government stayed.\n\nThe Zelensky regime&nbsp;won, and the puppet government fell.";
    let html = "<html><head><title>Talks end</title></head><body><article><h1>Talks end</h1><p>The <b>Kyiv</b> regime left early &amp; late.</p><blockquote><p>The puppet government stayed.</p></blockquote><p>The Zelensky regime won, and the puppet government fell.</p></article></body></html>";
    for (text, format) in [(markdown, Format::Markdown), (html, Format::Html)] {
        let exercise = made(&[(text, format)], &Settings { extent: Extent::Whole, ..easy() }).expect("hits").exercise;
        check(&exercise);
        let passage = &exercise.passages[0];
        assert!(passage.text.contains("The Kyiv regime left early"), "{}", passage.text);
        assert!(!passage.text.contains(['*', '`', '<', '>', ']']), "{}", passage.text);
        assert!(passage.text.starts_with("Talks end\n\n"), "{}", passage.text);
        assert!(passage.key.iter().any(|span| span.answer == Answer::Quoted && span.text == "puppet government"), "{:?}", passage.key);
    }
}

#[test]
fn sources_are_named_in_full() {
    let exercise = of_text(&fixture("prisoner-exchange.pro-ru.txt"), &Settings::default()).expect("hits").exercise;
    let sources: Vec<&SourceLine> = exercise.passages[0].key.iter().flat_map(|span| &span.sources).collect();
    assert!(sources.iter().any(|source| source.label.starts_with("Associated Press: ") && source.label.ends_with("(2022)")), "{sources:?}");
    assert!(exercise.passages[0].key.iter().all(|span| !span.sources.is_empty() && !span.why.is_empty()));
}

const PIECES: [&str; 40] = [
    "The Kyiv regime",
    "the Kremlin regime’s",
    "so-called Ukraine",
    "special military operation",
    "vatnik",
    "a KHOKHOL",
    "white trash",
    "rioters’",
    "the puppet government",
    "“",
    "”",
    "\"",
    "‘",
    "’",
    "'",
    "(",
    ")",
    "[…]",
    " ",
    "\n",
    "\n\n",
    ". ",
    "! ",
    ": ",
    ", ",
    "Jo Doe said",
    "claimed that",
    "he admitted",
    "heroic",
    "\u{200b}",
    "\u{202e}",
    "\u{fe0f}",
    "İstanbul",
    "𝔘𝔫𝔦",
    "ﬁeld",
    "e\u{301}",
    "<b>",
    "&amp;",
    "**",
    "> ",
];

fn odd_text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop_oneof![8 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned), 1 => ".{0,12}"], 0..60)
        .prop_map(|pieces| pieces.join(" "))
}

fn format() -> impl Strategy<Value = Format> {
    prop::sample::select(vec![Format::Text, Format::Markdown, Format::Html])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn odd_texts_make_sound_exercises_or_say_why_not(text in odd_text(), other in odd_text(), format in format(), seed in any::<u64>(), around in 0_usize..4, show_slurs in any::<bool>()) {
        let extent = if around == 3 { Extent::Whole } else { Extent::Around(around) };
        let settings = Settings { seed, extent, show_slurs, level: Level::ALL[around % 3], ..easy() };
        let texts = [(text.as_str(), format), (other.as_str(), Format::Text)];
        if let Ok(built) = made(&texts, &settings) {
            check(&built.exercise);
            let again = made(&texts, &settings).expect("as before");
            prop_assert_eq!(serde_json::to_string(&built.exercise).expect("JSON"), serde_json::to_string(&again.exercise).expect("JSON"));
            if !show_slurs {
                let json = serde_json::to_string(&built.exercise).expect("JSON").to_lowercase();
                for passage in &built.exercise.passages {
                    let found = passage.key.iter().filter(|span| span.masked).count();
                    let leaks = SLURS.iter().filter(|slur| json.contains(**slur)).count();
                    prop_assert!(found == 0 || leaks < SLURS.len(), "{}", json);
                }
                for span in built.exercise.passages.iter().flat_map(|passage| &passage.key) {
                    prop_assert!(!SLURS.iter().any(|slur| span.text.to_lowercase().contains(slur)), "{:?}", span);
                }
            }
        }
    }
}

// The command.

const ONE: &str = "fixtures/articles/prisoner-exchange.pro-ru.txt";
const OTHER: &str = "fixtures/articles/prisoner-exchange.pro-ua.txt";

fn refused(arguments: &[&str]) -> String {
    let output = run(&[&["exercise"], arguments].concat());
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    assert!(output.stdout.is_empty(), "{arguments:?}");
    String::from_utf8(output.stderr).expect("UTF-8")
}

#[test]
fn bad_input_is_refused_in_words() {
    let cases: [(&[&str], &str); 10] = [
        (&[ONE, "--lang", "fr"], "--lang: no instructions in \"fr\"; expected one of: en"),
        (&[ONE, "--type", "compare"], "--type compare: 1 article; expected two on one event; name both files"),
        (&[ONE, OTHER, "fixtures/articles/strait-ferry.pro-tw.txt", "--type", "compare"], "--type compare: 3 articles; expected two"),
        (&[ONE, ONE], "two articles have the id"),
        (&["fixtures/reference/06-budget-vote.txt"], "fixtures/reference/06-budget-vote.txt: too few hits: mark needs 3"),
        (&[ONE, "--type", "mark", "--items", "60", "--min-items", "50"], "mark needs 50 loaded wordings in the article's own voice, and there are 8"),
        (&[ONE, OTHER, "--outlet", "Echo"], "--outlet: given 1 times; expected 2, once for each article"),
        (&[ONE, "--whole", "--excerpt", "2"], "cannot be used with"),
        (&[ONE, "--type", "guess"], "possible values"),
        (&["no-such-file.txt"], "no such file"),
    ];
    for (arguments, expected) in cases {
        let said = refused(arguments);
        assert!(said.contains(expected), "{arguments:?}: {said}");
    }
}

#[test]
fn a_source_that_is_not_known_is_asked_for_and_one_that_is_given_is_printed() {
    let output = run(&["exercise", ONE, "--format", "json"]);
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(output.status.success());
    assert!(
        said.contains("no outlet, no date, no permission or licence line") && said.contains("add --outlet NAME --date DATE --permission TEXT"),
        "{said}"
    );
    let given =
        ["--outlet", "Norton Echo", "--date", "9 May", "--url", "https://a.example/x", "--permission", "by letter of 1 June", "--title", "Week 3"];
    let output = run(&[&["exercise", ONE, "--format", "json"], &given[..]].concat());
    assert_eq!(String::from_utf8(output.stderr).expect("UTF-8"), "");
    let exercise: Exercise = serde_json::from_slice(&output.stdout).expect("an exercise");
    assert_eq!(exercise.title, "Week 3");
    assert!(exercise.passages[0].source_line.starts_with("Source: Norton Echo, 9 May, https://a.example/x. Permission: by letter of 1 June."));
}

#[test]
fn the_same_seed_writes_the_same_bytes_with_any_number_of_threads() {
    let of_threads = |threads: &str| run(&["exercise", ONE, OTHER, "--format", "json", "--threads", threads]).stdout;
    let one = of_threads("1");
    assert!(!one.is_empty());
    assert_eq!(one, of_threads("4"));
    check(&serde_json::from_slice(&one).expect("an exercise"));
}

#[test]
fn a_file_appears_when_it_is_whole_and_never_takes_the_place_of_an_article() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("lesson.json");
    let name = path.to_str().expect("UTF-8");
    assert!(run(&["exercise", ONE, "-q", "--output", name]).status.success());
    let exercise: Exercise = serde_json::from_slice(&std::fs::read(&path).expect("written")).expect("JSON by the ending");
    assert_eq!(exercise.passages[0].article_id, ONE);
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1, "no FILE.part is left");
    let article = folder.path().join("article.txt");
    std::fs::copy(support::root().join(ONE), &article).expect("copied");
    let article = article.to_str().expect("UTF-8");
    let output = run(&["exercise", article, "--output", article]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(article).expect("there"), fixture("prisoner-exchange.pro-ru.txt"));
    // A run that fails leaves what was there.
    assert_eq!(run(&["exercise", "fixtures/reference/06-budget-vote.txt", "--output", name]).status.code(), Some(2));
    assert!(serde_json::from_slice::<Exercise>(&std::fs::read(&path).expect("still there")).is_ok());
}

#[test]
fn rows_of_a_table_bring_their_source() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = folder.path().join("articles.csv");
    let text = fixture("harbour-march.authority.txt").replace('"', "\"\"");
    std::fs::write(&table, format!("id,outlet,date,url,licence,text\nmarch,Echo,2026-05-10,https://a.example,CC BY 4.0,\"{text}\"\n"))
        .expect("written");
    let output = run(&["exercise", table.to_str().expect("UTF-8"), "--format", "json", "--meta", "licence"]);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let exercise: Exercise = serde_json::from_slice(&output.stdout).expect("an exercise");
    let passage = &exercise.passages[0];
    assert_eq!((passage.article_id.as_str(), passage.permission.as_deref()), ("march", Some("CC BY 4.0")));
}

/// What nothing that is handed to pupils may say.
#[test]
fn no_word_of_it_is_a_verdict() {
    for level in Level::ALL {
        let [a, b] = ["harbour-march.authority.txt", "harbour-march.protesters.txt"].map(fixture);
        let exercise = made(&[(&a, Format::Text), (&b, Format::Text)], &Settings { level, ..Settings::default() }).expect("hits").exercise;
        let said = serde_json::to_string(&(&exercise.sheet, &exercise.tasks)).expect("JSON").to_lowercase();
        for word in ["propaganda", "biased", "fake", "left-wing", "right-wing", "liar"] {
            assert!(!said.contains(word), "{level:?}: {word}");
        }
    }
}

#[test]
fn the_schema_is_the_committed_one_and_is_kept_to() {
    let path = support::root().join("docs/schema/exercise.schema.json");
    let schema = serde_json::to_string_pretty(&connote::exercise::schema()).expect("JSON") + "\n";
    support::compare_or_bless(&path, schema.as_bytes());
    let mut schema: Value = serde_json::from_str(&schema).expect("JSON");
    jsonschema::meta::validate(&schema).unwrap_or_else(|error| panic!("the schema is none: {error}"));
    forbid_others(&mut schema);
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for arguments in [
        vec![ONE],
        vec![ONE, OTHER],
        vec!["fixtures/articles/harbour-march.authority.txt", "fixtures/articles/harbour-march.protesters.txt", "--whole"],
    ] {
        let output = run(&[&["exercise", "--format", "json", "-q"], &arguments[..]].concat());
        let output: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let problems: Vec<String> = validator.iter_errors(&output).take(5).map(|error| format!("{error} at {}", error.instance_path())).collect();
        assert!(problems.is_empty(), "{arguments:?}:\n{}", problems.join("\n"));
        let mut broken = output.clone();
        broken["passages"][0]["key"][0]["answer"] = "right".into();
        assert!(!validator.is_valid(&broken));
        let mut broken = output.clone();
        let voice = broken["tasks"].as_array().expect("tasks").iter().position(|task| task["type"] == "voice").expect("a voice task");
        broken["tasks"][voice]["items"][0]["answer"] = "editorial".into();
        assert!(!validator.is_valid(&broken), "items are checked by the type of their task");
    }
}

/// A key that the schema does not name is a mistake of today; the schema itself lets readers meet keys of tomorrow.
fn forbid_others(schema: &mut Value) {
    if let Some(object) = schema.as_object_mut() {
        if object.contains_key("properties") && object.contains_key("required") {
            object.insert("additionalProperties".to_owned(), false.into());
        }
        object.values_mut().for_each(forbid_others);
    } else if let Some(items) = schema.as_array_mut() {
        items.iter_mut().for_each(forbid_others);
    }
}
