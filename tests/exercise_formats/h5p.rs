//! H5P packages.

use std::collections::BTreeMap;

use connote::exercise::Work;
use connote::exercise::model::Passage;
use connote::exercise::task::MarkItem;
use connote::report::exercise::h5p::{Options, QuestionSet, h5p};
use serde_json::Value;

use super::{ONE, OTHER, exercise, exercises, package, shown, texts};

/// All parameters of a content type in a package.
fn params(files: &BTreeMap<String, Value>, library: &str) -> Vec<Value> {
    let content = &files["content/content.json"];
    if files["h5p.json"]["mainLibrary"] == library {
        return vec![content.clone()];
    }
    let questions = content["questions"].as_array().cloned().unwrap_or_default();
    let of = |question: &Value| question["library"].as_str().is_some_and(|name| name.split(' ').next() == Some(library));
    questions.into_iter().filter(of).map(|question| question["params"].clone()).collect()
}

/// A word as Mark the Words makes it of a text: what is shown to be clicked, and whether it is an answer.
fn clickable(text: &str) -> Vec<(String, bool)> {
    let mut words = Vec::new();
    for token in text.split(|letter: char| letter.is_whitespace() || letter == '\u{FEFF}').filter(|token| !token.is_empty()) {
        let rest = token.trim_start_matches(|letter| "[({⟨¿¡“\"«„".contains(letter));
        let rest = rest.trim_end_matches(|letter| "\",….:;?!])}⟩»”".contains(letter));
        let letters: Vec<char> = rest.chars().collect();
        let star = |at: Option<usize>| at.and_then(|at| letters.get(at)) == Some(&'*');
        let last = letters.len().checked_sub(1);
        let answer = letters.len() > 2 && star(Some(0)) && (star(last) || star(last.and_then(|last| last.checked_sub(1))));
        if !rest.is_empty() {
            words.push((rest.replace('*', ""), answer));
        }
    }
    words
}

/// The same from the passage: every word that a wording touches is an answer, or only its first or last one.
fn expected_words(passage: &Passage, item: &MarkItem, head_only: bool) -> Vec<(String, bool)> {
    const FIRST: [&str; 7] = ["scare_marker", "existence_denial", "modifier", "loaded_modifier", "puffery", "booster", "hedge"];
    let letters: Vec<char> = passage.text.chars().collect();
    let mut words: Vec<(usize, usize)> = Vec::new();
    let mut start = None;
    for at in 0..=letters.len() {
        let space = letters.get(at).is_none_or(|letter| letter.is_whitespace() || *letter == '\u{FEFF}');
        match (space, start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                let (mut from, mut to) = (from, at);
                while from < to && "[({⟨¿¡“\"«„".contains(letters[from]) {
                    from += 1;
                }
                while from < to && "\",….:;?!])}⟩»”".contains(letters[to - 1]) {
                    to -= 1;
                }
                if from < to {
                    words.push((from, to));
                }
                start = None;
            }
            _ => {}
        }
    }
    let mut answers = vec![false; words.len()];
    for span in item.mark.iter().map(|&key| &passage.key[key]) {
        let touched: Vec<usize> = (0..words.len()).filter(|&word| words[word].0 < span.end && span.start < words[word].1).collect();
        assert!(!touched.is_empty(), "{span:?}");
        let chosen = match (head_only, FIRST.contains(&span.technique.id())) {
            (false, _) => &touched[..],
            (true, true) => &touched[..1],
            (true, false) => &touched[touched.len() - 1..],
        };
        chosen.iter().for_each(|&word| answers[word] = true);
    }
    words.iter().zip(answers).map(|(&(from, to), answer)| (letters[from..to].iter().collect::<String>().replace('*', "∗"), answer)).collect()
}

#[test]
fn words_with_stars_are_the_wordings_to_be_marked() {
    let mut stars = [0, 0];
    for exercise in exercises() {
        let Some(Work::Mark(items)) = exercise.tasks.iter().map(|task| &task.work).find(|work| matches!(work, Work::Mark(_))) else { continue };
        for head_only in [false, true] {
            let written = h5p(&exercise, &texts(), Options { head_only, ..Options::default() }).expect("written");
            let contents = params(&package(&written.bytes), "H5P.MarkTheWords");
            assert_eq!(contents.len(), items.len());
            for (item, content) in items.iter().zip(contents) {
                let field = content["textField"].as_str().expect("a text").replace("</p>", "\n").replace("<strong>", "").replace("</strong>", "");
                let text = shown(&field.replace("<p>", ""));
                let found = clickable(&text);
                assert_eq!(found, expected_words(&exercise.passages[item.passage], item, head_only));
                stars[usize::from(head_only)] += found.iter().filter(|(_, answer)| *answer).count();
            }
        }
    }
    assert!(stars[0] > stars[1] && stars[1] > 100, "{stars:?}");
}

#[test]
fn a_package_asks_for_what_it_needs_and_no_more() {
    let files = |arguments: &[&str], question_set| {
        let options = Options { question_set, ..Options::default() };
        package(&h5p(&exercise(arguments), &texts(), options).expect("written").bytes)
    };
    let both = files(&[ONE, OTHER], QuestionSet::V1_20);
    assert_eq!(both.keys().collect::<Vec<_>>(), ["content/content.json", "h5p.json"]);
    let needed = |files: &BTreeMap<String, Value>| {
        let libraries = files["h5p.json"]["preloadedDependencies"].as_array().expect("a list").iter();
        libraries
            .map(|library| format!("{} {}.{}", library["machineName"].as_str().expect("a name"), library["majorVersion"], library["minorVersion"]))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        needed(&both),
        ["H5P.QuestionSet 1.20", "H5P.MarkTheWords 1.11", "H5P.TrueFalse 1.8", "H5P.DragText 1.10", "H5P.MultiChoice 1.16", "H5P.Blanks 1.14"]
    );
    assert_eq!(needed(&files(&[ONE], QuestionSet::V1_21))[0], "H5P.QuestionSet 1.21");
    for (kind, library) in [("mark", "H5P.MarkTheWords 1.11"), ("match", "H5P.DragText 1.10"), ("rewrite", "H5P.Blanks 1.14")] {
        assert_eq!(needed(&files(&[ONE, "--type", kind], QuestionSet::V1_20)), [library], "one content needs no set");
    }
    assert_eq!(needed(&files(&[ONE, "--type", "voice"], QuestionSet::V1_20)), ["H5P.QuestionSet 1.20", "H5P.TrueFalse 1.8"]);
    let source = files(&[ONE, "--type", "mark", "--url", "https://a.example/x"], QuestionSet::V1_20);
    assert_eq!(source["h5p.json"]["source"], "https://a.example/x");
    let title = "word ".repeat(80);
    let long = files(&[ONE, "--title", &title], QuestionSet::V1_20);
    assert!(long["h5p.json"]["title"].as_str().expect("a title").chars().count() <= 255);
}
