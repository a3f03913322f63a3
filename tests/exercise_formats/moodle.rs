//! Moodle XML.

use std::collections::BTreeMap;

use connote::exercise::task::{MarkItem, RewriteItem, VoiceAnswer};
use connote::exercise::{Exercise, Task, Work};
use connote::report::exercise::h5p::{Options, h5p};
use connote::report::exercise::{anki, gift, moodle};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

use super::{ONE, OTHER, exercise, exercises, shown, texts};

/// An element with its own text, the text of its CDATA apart from it.
#[derive(Debug, Default, Clone)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    text: String,
    page: String,
    children: Vec<Element>,
}

impl Element {
    fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    fn child<'e>(&'e self, name: &'e str) -> &'e Self {
        let mut found = self.all(name);
        let first = found.next().unwrap_or_else(|| panic!("no <{name}> in {self:?}"));
        assert!(found.next().is_none(), "two <{name}>");
        first
    }

    /// What stands in its `<text>`.
    fn read(&self) -> String {
        let text = self.child("text");
        assert!(text.children.is_empty(), "elements in <text> are fatal to the importer");
        if text.page.is_empty() { text.text.clone() } else { text.page.clone() }
    }

    fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }
}

fn parsed(xml: &str) -> Element {
    let mut reader = Reader::from_str(xml);
    let mut open = vec![Element::default()];
    loop {
        let event = reader.read_event().unwrap_or_else(|error| panic!("{error}"));
        let inner = open.last_mut().expect("the root");
        match event {
            Event::Start(start) => {
                let attributes = start.attributes().map(|attribute| attribute.expect("an attribute")).map(|attribute| {
                    let name = attribute.key.as_ref().to_owned();
                    (name, attribute.value.into_owned())
                });
                let name = start.name().as_ref().to_owned();
                let element = Element { name, attributes: attributes.collect(), ..Element::default() };
                open.push(element);
            }
            Event::End(_) => {
                let closed = open.pop().expect("an element");
                open.last_mut().expect("its parent").children.push(closed);
            }
            Event::Text(text) => inner.text.push_str(&text),
            Event::GeneralRef(entity) => inner.text.push_str(match &*entity {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                "apos" => "'",
                other => panic!("an entity that XML has not: {other}"),
            }),
            Event::CData(page) => inner.page.push_str(&page),
            Event::Eof => break,
            _ => {}
        }
    }
    open.pop().expect("the root").children.pop().expect("<quiz>")
}

/// The grades that Moodle takes, in per cent.
const FRACTIONS: [&str; 20] = [
    "100", "90", "83.33333", "80", "75", "70", "66.66667", "60", "50", "40", "33.33333", "30", "25", "20", "16.66667", "14.28571", "12.5",
    "11.11111", "10", "5",
];

/// The rules of Moodle's importer.
fn follows_the_rules(question: &Element) {
    const TYPES: [&str; 7] = ["category", "description", "multichoice", "truefalse", "matching", "essay", "gapselect"];
    const FORMATS: [&str; 4] = ["html", "moodle_auto_format", "plain_text", "markdown"];
    let kind = question.attribute("type");
    assert!(TYPES.contains(&kind), "{kind}");
    if kind == "category" {
        let path = question.child("category").read();
        assert!(path.starts_with("$course$/top/") && !path.contains('\n'), "{path}");
        return;
    }
    let name = question.child("name").read();
    assert!(!name.trim().is_empty() && name.chars().count() <= 255 && !name.contains('\n'), "{name:?}");
    assert!(!question.child("questiontext").read().is_empty());
    formats(question, &FORMATS);
    let answers: Vec<&Element> = question.all("answer").collect();
    for answer in &answers {
        let fraction = answer.attribute("fraction");
        assert!(fraction == "0" || FRACTIONS.contains(&fraction.trim_start_matches('-')), "{fraction}");
        assert!(!answer.read().is_empty());
    }
    let plus: f64 =
        answers.iter().map(|answer| answer.attribute("fraction").parse::<f64>().expect("a number")).filter(|fraction| *fraction > 0.0).sum();
    match kind {
        "multichoice" => {
            assert!(answers.len() >= 2, "{name}");
            assert!((plus - 100.0).abs() < 0.01, "{name}: {plus}");
            let full = answers.iter().filter(|answer| answer.attribute("fraction") == "100").count();
            assert!(question.child("single").text == "false" || full == 1);
        }
        "truefalse" => {
            let texts: Vec<String> = answers.iter().map(|answer| answer.read()).collect();
            assert_eq!((texts, plus), (vec!["true".to_owned(), "false".to_owned()], 100.0));
        }
        "matching" => {
            let pairs: Vec<&Element> = question.all("subquestion").collect();
            let asked = pairs.iter().filter(|pair| !pair.read().is_empty()).count();
            assert!(asked >= 2 && pairs.len() >= 3, "{name}: {asked} of {}", pairs.len());
            assert!(pairs.iter().all(|pair| !pair.child("answer").read().is_empty()));
        }
        "gapselect" => gaps_follow_the_rules(question),
        _ => {}
    }
}

fn formats(element: &Element, known: &[&str]) {
    if let Some(format) = element.attributes.get("format") {
        assert!(known.contains(&format.as_str()), "{format}");
    }
    element.children.iter().for_each(|child| formats(child, known));
}

fn gaps_follow_the_rules(question: &Element) {
    let text = question.child("questiontext").read();
    let numbers: Vec<usize> =
        text.split("[[").skip(1).map(|rest| rest.split("]]").next().expect("an end").parse().expect("the number of a choice")).collect();
    assert!(!numbers.is_empty() && numbers.len() <= 8, "{text}");
    let options: Vec<&Element> = question.all("selectoption").collect();
    let group = |option: &Element| option.child("group").text.clone();
    for number in numbers {
        let right = options.get(number - 1).unwrap_or_else(|| panic!("no choice {number}"));
        assert!(options.iter().filter(|option| group(option) == group(right)).count() >= 2, "nothing to choose from for gap {number}");
    }
}

/// Questions of a type whose name begins with the number of the task.
fn of_task<'q>(quiz: &'q Element, number: usize, kind: &str) -> Vec<&'q Element> {
    let named = quiz.all("question").filter(|question| question.attribute("type") == kind);
    named.filter(|question| question.child("name").read().starts_with(&format!("{number}."))).collect()
}

fn compare(exercise: &Exercise, number: usize, task: &Task, quiz: &Element) {
    match &task.work {
        Work::Mark(items) => compare_mark(exercise, items, &of_task(quiz, number, "multichoice")),
        Work::Voice(items) => {
            let found = of_task(quiz, number, "truefalse");
            assert_eq!(found.len(), items.len());
            for (item, question) in items.iter().zip(found) {
                let right = question.all("answer").find(|answer| answer.attribute("fraction") == "100").expect("a right answer").read();
                assert_eq!(right == "true", item.answer == VoiceAnswer::Own);
                let stem = shown(&question.child("questiontext").read());
                assert!(stem.contains(&item.term) && stem.ends_with(&item.context.text), "{stem}");
                let feedback = shown(&question.child("generalfeedback").read());
                assert!(feedback.contains(&exercise.passages[item.passage].key[item.key].why), "{feedback}");
            }
        }
        Work::Match(items) => {
            let found = of_task(quiz, number, "matching");
            let Some(question) = found.first() else {
                assert_eq!(of_task(quiz, number, "multichoice").len(), items.len());
                return;
            };
            let pairs: Vec<(String, String)> = question.all("subquestion").map(|pair| (shown(&pair.read()), pair.child("answer").read())).collect();
            for (item, pair) in items.iter().zip(&pairs) {
                assert_eq!(pair, &(format!("“{}”\n{}", item.term, item.context.text), item.answer.clone()));
            }
            let answers: Vec<&String> = items.iter().map(|item| &item.answer).collect();
            let extra: Vec<&String> = task.choices.iter().map(|choice| &choice.text).filter(|text| !answers.contains(text)).collect();
            assert_eq!(pairs[items.len()..].iter().map(|(_, answer)| answer).collect::<Vec<_>>(), extra);
            assert!(pairs[items.len()..].iter().all(|(left, _)| left.is_empty()), "an extra answer belongs to nothing");
        }
        Work::Technique(items) => {
            let found = of_task(quiz, number, "multichoice");
            assert_eq!(found.len(), items.len());
            for (item, question) in items.iter().zip(found) {
                let answers: Vec<(String, bool)> =
                    question.all("answer").map(|answer| (shown(&answer.read()), answer.attribute("fraction") == "100")).collect();
                let expected: Vec<(String, bool)> =
                    item.choices.iter().map(|choice| (choice.text.clone(), choice.id.as_deref() == Some(&item.answer))).collect();
                assert_eq!(answers, expected);
            }
        }
        Work::Rewrite(items) => compare_rewrite(items, &of_task(quiz, number, "essay"), &of_task(quiz, number, "gapselect")),
        Work::Emotion(items) => assert_eq!(of_task(quiz, number, "essay").len(), items.len()),
        Work::Compare(items) => {
            let found = of_task(quiz, number, "essay");
            assert_eq!(found.len(), items.len());
            for (item, question) in items.iter().zip(found) {
                assert_eq!(shown(&question.child("questiontext").read()), item.prompt);
                let info = shown(&question.child("graderinfo").read());
                assert!(item.a.iter().chain(&item.b).all(|term| info.contains(&term.text)), "{info}");
            }
        }
    }
}

fn compare_mark(exercise: &Exercise, items: &[MarkItem], found: &[&Element]) {
    let mut found = found.iter();
    for item in items {
        let passage = &exercise.passages[item.passage];
        let mut expected: Vec<(usize, &str, bool)> = item.mark.iter().map(|&key| (passage.key[key].start, &*passage.key[key].text, true)).collect();
        expected.extend(item.quoted.iter().map(|&key| (passage.key[key].start, &*passage.key[key].text, false)));
        expected.extend(item.decoys.iter().map(|decoy| (decoy.start, &*decoy.text, false)));
        expected.sort_unstable();
        let right = item.mark.len();
        if right == 0 || expected.len() < 2 {
            continue;
        }
        let questions: Vec<&&Element> = found.by_ref().take(right.div_ceil(10)).collect();
        let answers: Vec<(String, bool)> = questions
            .iter()
            .flat_map(|question| question.all("answer"))
            .map(|answer| (shown(&answer.read()), !answer.attribute("fraction").starts_with('-')))
            .collect();
        let expected: Vec<(String, bool)> = (1..).zip(expected).map(|(n, (_, text, right))| (format!("[{n}] {text}"), right)).collect();
        assert_eq!(answers, expected);
        for question in questions {
            let rights = question.all("answer").filter(|answer| !answer.attribute("fraction").starts_with('-')).count();
            assert!((1..=10).contains(&rights));
            assert_eq!(question.child("defaultgrade").text, rights.to_string());
            let mut stem = shown(&question.child("questiontext").read());
            (1..=answers.len()).for_each(|n| stem = stem.replacen(&format!("[{n}]"), "", 1));
            assert!(stem.ends_with(&passage.text) || passage.text.contains("[1]"), "{stem}");
            let feedback = shown(&question.child("generalfeedback").read());
            assert!(item.discuss.iter().all(|&key| feedback.contains(passage.key[key].reason.as_deref().expect("a reason"))), "{feedback}");
        }
    }
    assert!(found.next().is_none(), "a question too many");
}

fn compare_rewrite(items: &[RewriteItem], written: &[&Element], gaps: &[&Element]) {
    assert_eq!(written.len(), items.len());
    for (item, question) in items.iter().zip(written) {
        assert_eq!(question.child("responsetemplate").read(), item.sentence.text);
        let info = shown(&question.child("graderinfo").read());
        assert!(info.contains(&item.model_answer), "{info}");
        assert!(item.dispute.as_ref().is_none_or(|dispute| info.contains(dispute)), "{info}");
    }
    let with_gaps: Vec<&RewriteItem> = items.iter().filter(|item| (1..=8).contains(&item.gaps.len())).collect();
    assert_eq!(gaps.len(), with_gaps.len());
    for (item, question) in with_gaps.iter().zip(gaps) {
        let options: Vec<String> = question.all("selectoption").map(Element::read).collect();
        let page = question.child("questiontext").read();
        // The right choices are put in while brackets of the article are still written otherwise.
        let mut filled = page.clone();
        for (number, option) in (1..).zip(&options) {
            let escaped = option.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('[', "&#91;");
            filled = filled.replacen(&format!("[[{number}]]"), &escaped, 1);
        }
        assert!(shown(&filled).ends_with(&format!("\n\n{}", item.model_answer)), "{page}");
        assert_eq!(page.matches("[[").count(), item.gaps.len());
    }
}

#[test]
fn moodle_xml_follows_the_rules_and_says_what_the_exercise_says() {
    for exercise in exercises() {
        let written = moodle::moodle(&exercise, &texts()).expect("written");
        let quiz = parsed(std::str::from_utf8(&written.bytes).expect("UTF-8"));
        assert_eq!(quiz.name, "quiz");
        quiz.all("question").for_each(follows_the_rules);
        assert_eq!(quiz.children.len(), quiz.all("question").count());
        let asked = quiz.all("question").filter(|question| !matches!(question.attribute("type"), "category" | "description")).count();
        assert_eq!(asked, written.asked);
        for (number, passage) in (1..).zip(&exercise.passages) {
            let read = of_task(&quiz, 0, "description");
            assert_eq!(shown(&read[number].child("questiontext").read()), format!("{}\n\n{}", passage.text, passage.source_line));
        }
        for (number, task) in (1..).zip(&exercise.tasks) {
            compare(&exercise, number, task, &quiz);
        }
    }
}

/// Letters that no XML can hold, and line breaks where one line is asked for, in every text of an exercise.
#[test]
fn no_text_breaks_a_file() {
    let hostile = "a\u{0}b\u{FFFF}\u{1b}[2J\r\n\n\n// c\t]]> <text> & }{ ~%-50% [[2]]";
    let mut json = serde_json::to_value(exercise(&[ONE, OTHER])).expect("JSON");
    spoil(&mut json, hostile);
    let spoilt: Exercise = serde_json::from_value(json).expect("an exercise still");
    let quiz = parsed(std::str::from_utf8(&moodle::moodle(&spoilt, &texts()).expect("written").bytes).expect("UTF-8"));
    quiz.all("question").for_each(follows_the_rules);
    let stem = quiz.all("question").nth(1).expect("the first to read").child("questiontext").read();
    assert!(shown(&stem).contains("a\u{FFFD}b\u{FFFD}\u{FFFD}[2J\n\n\n// c\t]]> <text> & }{ ~%-50% [[2]]"), "{stem}");
    let text = String::from_utf8(gift::gift(&spoilt, &texts()).bytes).expect("UTF-8");
    let items = text.trim_end().split("\n\n").count();
    let expected = quiz.all("question").filter(|question| question.attribute("type") != "gapselect").count();
    assert_eq!(items, expected, "no blank line within an item");
    let cards = anki::anki(&spoilt, &texts(), anki::Separator::Comma).expect("written");
    let rows = csv::ReaderBuilder::new().comment(Some(b'#')).has_headers(false).from_reader(&cards.bytes[..]).into_records().count();
    assert_eq!(rows, cards.asked);
    assert!(!h5p(&spoilt, &texts(), Options::default()).expect("written").bytes.is_empty());
}

/// Puts a text behind whatever people read.
fn spoil(json: &mut Value, hostile: &str) {
    const READ: [&str; 17] = [
        "text", "title", "why", "prompt", "low", "high", "term", "model_answer", "label", "reason", "dispute", "source_line", "loaded", "arguable",
        "no_verdict", "meaning", "speaker",
    ];
    match json {
        Value::Object(object) => {
            for (name, value) in object {
                match value {
                    Value::String(text) if READ.contains(&name.as_str()) => text.push_str(hostile),
                    Value::Array(texts) if name == "neutral" || name == "instructions" => {
                        texts.iter_mut().for_each(|text| *text = format!("{}{hostile}", text.as_str().unwrap_or_default()).into());
                    }
                    other => spoil(other, hostile),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| spoil(value, hostile)),
        _ => {}
    }
}
