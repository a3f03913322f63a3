//! Agreement with annotated texts: against counts by hand, and against figures of scikit-learn and numpy (`vectors/make_evaluation.py`).

use std::path::Path;

use connote::analysis::{Analyzer, Options};
use connote::evaluate::{Agreement, Estimate, Evaluation, Offsets, Positive, RowLevel, Settings, Unit, evaluate, read_gold};
use connote::lexicon::Loaded;
use connote::measure::Interval;

/// Sums of shares in another order than numpy's.
const TOLERANCE: f64 = 1e-12;

const HEAD: &str = r#"
[lexicon]
id = "nonsense"
version = "0.1.0"
schema = 1
title = "Nonsense"
language = "en"
theme = "general"
sides = ["general"]
license = "CC-BY-4.0"
description = "Words without conditions, for the tests of evaluate."
maintainers = ["connote contributors"]
updated = "2026-11-26"

[sources.test]
title = "tests/evaluate.rs"
publisher = "connote"
year = 2026
kind = "reference"
"#;

/// Entry, term, technique, strength: those of `make_evaluation.py`, and a hedge, which is not loaded.
const ENTRIES: [(&str, &str, &str, u8); 4] = [
    ("one-mob", "mob", "labeling", 1),
    ("two-sham", "sham vote", "slur", 3),
    ("two-vote", "vote", "labeling", 2),
    ("hedge-maybe", "maybe", "hedge", 1),
];

fn analyzer() -> Analyzer {
    let entry = |(id, term, technique, strength): (&str, &str, &str, u8)| {
        format!(
            "[[entry]]\nid = \"{id}\"\nterm = \"{term}\"\ntechnique = \"{technique}\"\nserves = \"general\"\npolarity = \"neg\"\nstrength = {strength}\n\
             neutral = [\"crowd\"]\nwhy = \"Stands for a word.\"\nevidence = [{{ source = \"test\", kind = \"reference\", stance = \"contested\" }}]\n\
             accept = [\"The [[{term}]] fell.\"]\nreject = [\"Nothing fell.\"]\n\n"
        )
    };
    let toml = HEAD.to_owned() + "\n" + &ENTRIES.map(entry).concat();
    let lexicon = Loaded::from_toml("nonsense.toml", &toml).unwrap_or_else(|error| panic!("{error}"));
    Analyzer::new(vec![lexicon], &Options::default()).expect("valid")
}

fn evaluated(content: &str, settings: &Settings) -> Evaluation {
    let gold = read_gold("gold.jsonl", content, Offsets::CodePoints);
    assert!(gold.problems.is_empty(), "{:?}", gold.problems);
    evaluate(&gold.texts, settings, &analyzer())
}

fn row<'e>(evaluation: &'e Evaluation, level: RowLevel, item: &str, unit: Unit) -> &'e Agreement {
    let found = evaluation.agreement.iter().find(|row| (row.level, row.item.as_str(), row.unit) == (level, item, unit));
    found.unwrap_or_else(|| panic!("no row {level:?} {item} {unit:?}"))
}

fn counts(row: &Agreement) -> [u64; 3] {
    [row.tally.gold, row.tally.found, row.tally.both]
}

#[test]
fn figures_are_those_of_scikit_learn_and_numpy() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
    let texts = std::fs::read_to_string(folder.join("evaluation.jsonl")).expect("committed");
    let evaluation = evaluated(&texts, &Settings { resamples: 50, seed: 7, ..Settings::default() });
    let expected = std::fs::read_to_string(folder.join("evaluation.csv")).expect("committed");
    let rows: Vec<Vec<&str>> = expected.lines().skip(1).map(|line| line.split(',').collect()).collect();
    assert_eq!(evaluation.agreement.len(), rows.len());
    for (row, cells) in evaluation.agreement.iter().zip(&rows) {
        let what = format!("{} {} {}", row.level.as_str(), row.item, row.unit.as_str());
        assert_eq!(what, cells[..3].join(" "));
        assert_eq!([Some(row.tally.gold), Some(row.tally.found), row.both()], [count(cells[3]), count(cells[4]), count(cells[5])], "{what}");
        for (estimate, cells) in [row.precision, row.recall, row.f1].into_iter().zip(cells[6..15].chunks(3)) {
            check_estimate(&what, estimate, cells);
        }
        check(&what, row.kappa, cells[15]);
    }
}

fn count(cell: &str) -> Option<u64> {
    (!cell.is_empty()).then(|| cell.parse().expect("a count"))
}

fn check_estimate(what: &str, estimate: Estimate, cells: &[&str]) {
    check(what, estimate.value, cells[0]);
    check(what, estimate.interval.map(|interval| interval.low), cells[1]);
    check(what, estimate.interval.map(|interval| interval.high), cells[2]);
}

fn check(what: &str, found: Option<f64>, cell: &str) {
    match (found, cell) {
        (None, "") => {}
        (Some(found), cell) if !cell.is_empty() => {
            let expected: f64 = cell.parse().expect("a number");
            assert!((found - expected).abs() <= TOLERANCE, "{what}: {found}, expected {expected}");
        }
        (found, cell) => panic!("{what}: {found:?}, expected {cell:?}"),
    }
}

/// "A mob saw the sham vote and ran": words 0-1, 2-5, 6-9, 10-13, 14-18, 19-23, 24-27, 28-31. Hits: mob; sham vote; vote.
/// Gold: "mob saw" (2-9, labeling) and "the sham" (10-18, slur).
const BY_HAND: &str = r#"{"id":"a","text":"A mob saw the sham vote and ran","spans":[[2,9,"labeling"],[10,18,"slur"]]}"#;

#[test]
fn the_formulas_by_hand() {
    let evaluation = evaluated(BY_HAND, &Settings::default());
    let all = |unit| row(&evaluation, RowLevel::All, "all", unit);
    // Words: gold mob saw the sham; found mob sham vote; of 8 words.
    assert_eq!(counts(all(Unit::Token)), [4, 3, 2]);
    // Agreed 2 + 3 of 8; expected (4*3 + 4*5)/64 = 1/2: (5/8 - 1/2)/(1/2).
    assert_eq!(all(Unit::Token).kappa, Some(0.25));
    // Code points: gold 7 + 8; found 3 + 9; both "mob" and "sham".
    assert_eq!(counts(all(Unit::Character)), [15, 12, 7]);
    assert_eq!(counts(all(Unit::Exact)), [2, 3, 0]);
    // SemEval-2020 task 11: found mob (3 of 3 covered) and sham vote (4 of 9; vote lies inside and is merged); gold 3 of 7 and 4 of 8.
    let overlap = all(Unit::Overlap);
    assert_eq!((overlap.tally.gold, overlap.tally.found, overlap.both()), (2, 2, None));
    assert_eq!(overlap.precision.value, Some((1.0 + 4.0 / 9.0) / 2.0));
    assert_eq!(overlap.recall.value, Some((3.0 / 7.0 + 4.0 / 8.0) / 2.0));
    assert!(overlap.kappa.is_none() && all(Unit::Exact).kappa.is_none());
    // A technique is held against the spans of its label, an entry against all.
    assert_eq!(counts(row(&evaluation, RowLevel::Technique, "labeling", Unit::Token)), [2, 2, 1]);
    assert_eq!(counts(row(&evaluation, RowLevel::Entry, "two-vote", Unit::Token)), [4, 1, 0]);
    assert_eq!(counts(row(&evaluation, RowLevel::Strength, "2", Unit::Token)), [4, 2, 1]);
    assert_eq!(counts(row(&evaluation, RowLevel::Strength, "3", Unit::Token)), [4, 2, 1]);
    assert!(evaluation.agreement.iter().all(|row| row.unit != Unit::Sentence), "no text has a label");
}

#[test]
fn a_technique_without_gold_spans_of_its_name_is_held_against_all() {
    let evaluation = evaluated(&BY_HAND.replace("slur", "Loaded_Language"), &Settings::default());
    assert_eq!(counts(row(&evaluation, RowLevel::Technique, "slur", Unit::Token)), [4, 2, 1]);
    assert!(evaluation.agreement.iter().all(|row| row.item != "Loaded_Language"), "no technique has this name");
    let only = evaluated(&BY_HAND.replace("slur", "Loaded_Language"), &Settings { labels: vec!["labeling".to_owned()], ..Settings::default() });
    assert_eq!(counts(row(&only, RowLevel::All, "all", Unit::Token)), [2, 3, 1]);
    // Annotated and never found: precision is undefined, not 0.
    let missed = evaluated(r#"{"text":"A crowd","spans":[[2,7,"slur"]]}"#, &Settings::default());
    let row = row(&missed, RowLevel::Technique, "slur", Unit::Token);
    assert_eq!((counts(row), row.precision.value, row.recall.value, row.f1.value), ([1, 0, 0], None, Some(0.0), None));
}

#[test]
fn which_hits_count() {
    let text = r#"{"text":"maybe a mob or a vote","spans":[[8,11]]}"#;
    let found = |settings: &Settings| row(&evaluated(text, settings), RowLevel::All, "all", Unit::Token).tally.found;
    assert_eq!(found(&Settings::default()), 3);
    assert_eq!(found(&Settings { loaded: true, ..Settings::default() }), 2);
    let strong = Settings { min_strength: 2, ..Settings::default() };
    assert_eq!(found(&strong), 1);
    let strengths: Vec<String> =
        evaluated(text, &strong).agreement.into_iter().filter(|row| row.level == RowLevel::Strength).map(|row| row.item).collect();
    assert!(!strengths.contains(&"1".to_owned()) && strengths.contains(&"3".to_owned()), "{strengths:?}");
}

/// Loaded and found, loaded and not found, not loaded and found, twice neither.
const LABELLED: &str = r#"{"text":"A mob","label":"Biased"}
{"text":"A crowd","label":"Biased"}
{"text":"A vote","label":"Non-biased"}
{"text":"A day","label":"No agreement"}
{"text":"A night","label":"Non-biased"}"#;

#[test]
fn labelled_texts_are_found_where_they_have_a_hit() {
    let evaluation = evaluated(LABELLED, &Settings::default());
    let all = row(&evaluation, RowLevel::All, "all", Unit::Sentence);
    assert_eq!(counts(all), [2, 2, 1]);
    // Agreed 3 of 5; expected (2*2 + 3*3)/25: (15 - 13)/(25 - 13).
    assert_eq!(all.kappa, Some(2.0 / 12.0));
    assert!(evaluation.agreement.iter().all(|row| row.unit == Unit::Sentence), "no spans were looked for");
    let taken: Vec<(&str, u64, bool)> = evaluation.labels.iter().map(|label| (label.label.as_str(), label.texts, label.loaded)).collect();
    assert_eq!(taken, [("Biased", 2, true), ("No agreement", 1, false), ("Non-biased", 2, false)]);
    let named = Settings { positive: Positive { named: vec!["no agreement".to_owned()] }, ..Settings::default() };
    assert_eq!(counts(row(&evaluated(LABELLED, &named), RowLevel::All, "all", Unit::Sentence)), [1, 2, 0]);
}

#[test]
fn spans_and_labels_of_one_text_both_count() {
    let evaluation = evaluated(r#"{"text":"A mob","label":"Biased","spans":[[2,5]]}"#, &Settings::default());
    assert_eq!(counts(row(&evaluation, RowLevel::All, "all", Unit::Token)), [1, 1, 1]);
    assert_eq!(counts(row(&evaluation, RowLevel::All, "all", Unit::Sentence)), [1, 1, 1]);
}

#[test]
fn intervals_need_two_texts_and_resamples() {
    let settings = Settings { resamples: 50, seed: 1, ..Settings::default() };
    let one = evaluated(BY_HAND, &settings);
    assert_eq!(row(&one, RowLevel::All, "all", Unit::Token).precision.interval, None);
    let twice = format!("{BY_HAND}\n{BY_HAND}");
    let two = evaluated(&twice, &settings);
    let precision = row(&two, RowLevel::All, "all", Unit::Token).precision;
    assert_eq!(precision.interval, precision.value.map(|value| Interval { low: value, high: value }), "texts that do not differ");
    assert!(evaluated(&twice, &Settings::default()).agreement.iter().all(|row| row.f1.interval.is_none()), "no resamples, no interval");
}

#[test]
fn false_alarms_and_misses() {
    let texts = r#"{"id":"a","text":"The mob and the vote.","spans":[[4,7]]}
{"id":"b","text":"A vote, a MOB, a Fat Cat.","spans":[[17,24]]}
{"id":"c","text":"Fat cat and a vote.","spans":[[0,7],[14,18]]}"#;
    let evaluation = evaluated(texts, &Settings::default());
    let alarms: Vec<_> = evaluation.false_alarms.iter().map(|alarm| (alarm.entry.as_str(), alarm.hits, alarm.wrong, alarm.precision())).collect();
    assert_eq!(alarms, [("two-vote", 3, 2, Some(1.0 / 3.0)), ("one-mob", 2, 1, Some(0.5))]);
    let example = &evaluation.false_alarms[1].examples[0];
    assert_eq!([&example.document, &example.left, &example.text, &example.right].map(String::as_str), ["b", "A vote, a ", "MOB", ", a Fat Cat."]);
    let misses: Vec<_> = evaluation.misses.iter().map(|miss| (miss.words.as_str(), miss.count, miss.examples.len())).collect();
    assert_eq!(misses, [("fat cat", 2, 2)]);
    assert_eq!(evaluation.misses[0].examples[0].text, "Fat Cat");
}

#[test]
fn json_has_everything() {
    let texts = format!("{BY_HAND}\n{LABELLED}");
    let evaluation = evaluated(&texts, &Settings { resamples: 20, seed: 1, ..Settings::default() });
    let document = serde_json::Value::Object(connote::report::agreement::document(&evaluation, 6));
    let keys: Vec<&String> = document.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["texts", "marked", "labels", "agreement", "false_alarms", "misses", "context"]);
    // The labelled lines have no key `spans`: nobody looked for spans in them.
    assert_eq!((&document["texts"], &document["marked"]), (&6.into(), &1.into()));
    assert_eq!(document["labels"][0], serde_json::json!({ "label": "Biased", "texts": 2, "loaded": true }));
    let overlap = document["agreement"].as_array().expect("rows").iter().find(|row| row["unit"] == "overlap").expect("a row");
    assert!(overlap["both"].is_null() && overlap["kappa"].is_null() && overlap["precision_low"].is_null(), "{overlap}");
    assert_eq!(
        document["false_alarms"],
        serde_json::json!([{ "entry": "two-vote", "hits": 1, "wrong": 1, "precision": 0.0, "examples":
        [{ "document": "a", "left": "A mob saw the sham ", "text": "vote", "right": " and ran" }] }])
    );
    assert_eq!(document["misses"], serde_json::json!([]));
    assert!(document["context"]["accuracy"].is_null());
}
