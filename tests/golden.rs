//! Stored results of every invented article and reference text, compared byte by byte.
//!
//! They show what a change does to results that people have read: `CONNOTE_BLESS=1 cargo test --test golden` writes them anew, and the
//! diff is then read against the articles. What is right is decided by `fixtures/EXPECTED.md`, never by these files; what is
//! known to be wrong in them stands in the message of the commit that wrote them.
//!
//! The program runs in the project's folder and gets relative paths with `/`, file by file, so that no name depends on the machine. It
//! looks for a `connote.toml` from there upward, as it does for everybody: keep none above the project.
#![cfg(feature = "cli")]

mod support;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;

const ARTICLES: &str = "fixtures/articles";
const REFERENCE: &str = "fixtures/reference";

/// The article whose terminal view is stored: it has all that the view shows but an unclosed quotation.
const VIEWED: &str = "prisoner-exchange.pro-ru";

/// Two articles on one event, and the exercise made of them.
const PAIR: [&str; 2] = ["harbour-march.authority", "harbour-march.protesters"];
const EXERCISE: &str = "harbour-march.exercise.txt";

#[test]
fn hits_of_every_text_are_the_stored_ones() {
    for text in texts(ARTICLES).iter().chain(&texts(REFERENCE)) {
        let name = stem(text);
        support::compare_or_bless(&golden(&format!("{name}.csv")), &connote(&["hits", "--format", "csv", text]));
    }
}

#[test]
fn scores_of_the_articles_are_the_stored_ones() {
    let articles = texts(ARTICLES);
    let mut arguments = vec!["score", "--against", REFERENCE, "--format", "csv"];
    arguments.extend(articles.iter().map(String::as_str));
    support::compare_or_bless(&golden("score.csv"), &connote(&arguments));
}

#[test]
fn the_terminal_view_is_the_stored_one() {
    let text = format!("{ARTICLES}/{VIEWED}.txt");
    let view = connote(&["score", "--against", REFERENCE, "--format", "table", "--color", "never", &text]);
    support::compare_or_bless(&golden(&format!("{VIEWED}.view.txt")), &view);
}

#[test]
fn annotations_of_the_articles_are_the_stored_ones() {
    for text in texts(ARTICLES) {
        support::compare_or_bless(&golden(&format!("{}.annotations.txt", stem(&text))), &connote(&["hits", "--format", "github", &text]));
    }
}

/// Without what changes with every edit of a lexicon that does not touch the article: versions and digests.
#[test]
fn the_log_is_the_stored_one() {
    let log = connote(&["hits", "--format", "sarif", &format!("{ARTICLES}/{VIEWED}.txt")]);
    let mut log: serde_json::Value = serde_json::from_slice(&log).expect("JSON");
    let run = &mut log["runs"][0];
    run["properties"]["run"] = serde_json::Value::Null;
    for name in ["version", "semanticVersion"] {
        run["tool"]["driver"][name] = serde_json::Value::Null;
    }
    let log = serde_json::to_string_pretty(&log).expect("JSON") + "\n";
    support::compare_or_bless(&golden(&format!("{VIEWED}.sarif")), log.as_bytes());
}

/// The exercise on the two sides of one event, as a teacher looks it through: what a change of lexicons, texts or rules does to items.
#[test]
fn the_exercise_on_a_pair_is_the_stored_one() {
    let [a, b] = PAIR.map(|name| format!("{ARTICLES}/{name}.txt"));
    let known = [
        "--outlet",
        "Northern Wire",
        "--outlet",
        "Tideline Press",
        "--date",
        "10 May",
        "--date",
        "10 May",
        "--permission",
        "MIT OR Apache-2.0",
        "--permission",
        "MIT OR Apache-2.0",
    ];
    let page = connote(&[&["exercise", "--level", "12-14", "--format", "table", &a, &b], &known[..]].concat());
    support::compare_or_bless(&golden(EXERCISE), &page);
}

/// A text that was renamed or taken away must not leave its result behind.
#[test]
fn every_stored_result_has_its_text() {
    let names = texts(ARTICLES).into_iter().chain(texts(REFERENCE)).map(|text| format!("{}.csv", stem(&text)));
    let annotations = texts(ARTICLES).into_iter().map(|text| format!("{}.annotations.txt", stem(&text)));
    let single = ["score.csv".to_owned(), format!("{VIEWED}.view.txt"), format!("{VIEWED}.sarif"), EXERCISE.to_owned()];
    let expected: BTreeSet<String> = names.chain(annotations).chain(single).collect();
    let found = std::fs::read_dir(golden("")).expect("the folder of stored results can be read");
    let left: Vec<String> =
        found.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).filter(|name| !expected.contains(name)).collect();
    assert!(left.is_empty(), "no text belongs to tests/golden/{left:?}: delete what is left over");
}

/// What the program writes to standard output. It must end well and have nothing to say beside that: the texts are sound.
fn connote(arguments: &[&str]) -> Vec<u8> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_connote"));
    let output = command.args(arguments).current_dir(support::root()).output().expect("the program starts");
    let messages = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && messages.is_empty(), "connote {arguments:?} ended with {}\n{messages}", output.status);
    output.stdout
}

/// The texts of a folder of fixtures, relative to the project, in the order of their names.
fn texts(folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(support::root().join(folder)).expect("the folder of fixtures can be read");
    let names: BTreeSet<String> = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.into_iter().filter(|name| name.ends_with(".txt")).map(|name| format!("{folder}/{name}")).collect()
}

/// The name of a text without folder and `.txt`.
fn stem(text: &str) -> &str {
    let name = text.rsplit('/').next().unwrap_or(text);
    name.strip_suffix(".txt").unwrap_or(name)
}

fn golden(name: &str) -> PathBuf {
    support::root().join("tests/golden").join(name)
}
