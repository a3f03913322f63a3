//! What the script of the self-check page knows: the key spans of each passage and the words it speaks. The answers of questions stand in the page.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::exercise::model::Passage;
use crate::exercise::texts::Texts;
use crate::exercise::{Answer, Exercise, Kind, Work};

#[derive(Serialize)]
struct Answers<'a> {
    passages: Vec<PassageAnswers<'a>>,
    words: &'a BTreeMap<String, String>,
    /// Id and name of the techniques of this exercise, by name.
    techniques: Vec<(String, String)>,
    voices: [(&'static str, &'a str); 2],
}

#[derive(Serialize)]
struct PassageAnswers<'a> {
    id: &'a str,
    sha256: &'a str,
    letter: String,
    /// Lexicons of its key, with versions.
    lexicons: String,
    /// Whether its marks are checked.
    asked: bool,
    key: Vec<SpanAnswer<'a>>,
}

#[derive(Serialize)]
struct SpanAnswer<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    answer: Answer,
    reason: Option<&'a str>,
    technique: String,
}

/// As JSON that can stand in an element of a page.
pub(super) fn answers(exercise: &Exercise, texts: &Texts) -> String {
    let asked = |passage: usize| {
        exercise.tasks.iter().any(|task| matches!(&task.work, Work::Mark(items) if items.iter().any(|item| item.passage == passage)))
    };
    let passages = exercise.passages.iter().enumerate().map(|(index, passage)| of_passage(exercise, texts, index, passage, asked(index))).collect();
    let answers = Answers {
        passages,
        words: &texts.check,
        techniques: techniques(exercise, texts),
        voices: [("editorial", texts.label("own")), ("quoted", texts.label("quoted"))],
    };
    // A "<" could begin the end of the element.
    serde_json::to_string(&answers).unwrap_or_default().replace('<', "\\u003c")
}

fn of_passage<'a>(exercise: &Exercise, texts: &Texts, index: usize, passage: &'a Passage, asked: bool) -> PassageAnswers<'a> {
    let used = exercise.run.lexicons.iter().filter(|lexicon| passage.key.iter().any(|span| span.lexicon == lexicon.id));
    let span = |span: &'a crate::exercise::KeySpan| SpanAnswer {
        start: span.start,
        end: span.end,
        text: &span.text,
        answer: span.answer,
        reason: span.reason.as_deref(),
        technique: texts.technique(&span.technique).name,
    };
    PassageAnswers {
        id: &passage.article_id,
        sha256: &passage.sha256,
        letter: super::view::letter(index),
        lexicons: used.map(|lexicon| format!("{} {}", lexicon.id, lexicon.version)).collect::<Vec<_>>().join("; "),
        asked,
        key: passage.key.iter().map(span).collect(),
    }
}

/// The techniques of the keys, and those among the choices.
fn techniques(exercise: &Exercise, texts: &Texts) -> Vec<(String, String)> {
    let keys = exercise.passages.iter().flat_map(|passage| &passage.key).flat_map(|span| &span.techniques);
    let keys = keys.map(|technique| (technique.id().to_owned(), texts.technique(technique).name));
    let tasks = exercise.tasks.iter().filter(|task| task.kind() == Kind::Technique).flat_map(|task| &task.choices);
    let choices = tasks.filter_map(|choice| Some((choice.id.clone()?, choice.text.clone())));
    let mut all: Vec<(String, String)> = keys.chain(choices).collect::<BTreeMap<_, _>>().into_iter().collect();
    all.sort_by(|a, b| a.1.cmp(&b.1));
    all
}
