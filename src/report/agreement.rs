//! `evaluate` as JSON.

use serde_json::{Map, Value, json};

use super::tables;
use crate::context::Voice;
use crate::evaluate::{ContextAgreement, Evaluation, Example, FalseAlarm, FlagAgreement, LabelCount, Miss, WrongVoice};

/// Everything but the provenance.
#[must_use]
pub fn document(evaluation: &Evaluation, texts: usize) -> Map<String, Value> {
    let declared = tables::evaluate();
    let list = |values: Vec<Value>| Value::Array(values);
    let label = |count: &LabelCount| json!({ "label": count.label, "texts": count.texts, "loaded": count.loaded });
    let mut document = Map::new();
    document.insert("texts".to_owned(), texts.into());
    document.insert("marked".to_owned(), evaluation.marked.into());
    document.insert("labels".to_owned(), list(evaluation.labels.iter().map(label).collect()));
    document.insert("agreement".to_owned(), list(evaluation.agreement.iter().map(|row| Value::Object(declared.json(row))).collect()));
    document.insert("false_alarms".to_owned(), list(evaluation.false_alarms.iter().map(alarm).collect()));
    document.insert("misses".to_owned(), list(evaluation.misses.iter().map(miss).collect()));
    document.insert("context".to_owned(), context(&evaluation.context));
    document
}

fn alarm(alarm: &FalseAlarm) -> Value {
    let FalseAlarm { entry, hits, wrong, .. } = alarm;
    json!({ "entry": entry, "hits": hits, "wrong": wrong, "precision": alarm.precision(), "examples": examples(&alarm.examples) })
}

fn miss(miss: &Miss) -> Value {
    json!({ "words": miss.words, "count": miss.count, "examples": examples(&miss.examples) })
}

fn examples(examples: &[Example]) -> Vec<Value> {
    let example = |Example { document, left, text, right }: &Example| json!({ "document": document, "left": left, "text": text, "right": right });
    examples.iter().map(example).collect()
}

/// Voices, speakers and flags as annotated and as told.
fn context(context: &ContextAgreement) -> Value {
    let flag = |row: &FlagAgreement| json!({ "flag": row.flag.as_str(), "gold": row.gold, "found": row.found, "both": row.both });
    let wrong = |wrong: &WrongVoice| json!({ "document": wrong.document, "gold": wrong.gold, "found": wrong.found, "left": wrong.left, "term": wrong.term, "right": wrong.right });
    json!({
        "voices": Voice::ALL.map(Voice::as_str),
        "gold_by_found": context.voices.counts,
        "accuracy": context.voices.accuracy(),
        "without_hit": context.without_hit,
        "wrong": context.wrong.iter().map(wrong).collect::<Vec<_>>(),
        "speakers": { "right": context.speakers.0, "annotated": context.speakers.1, "accuracy": context.speaker_accuracy() },
        "flags": context.flags.iter().map(flag).collect::<Vec<_>>(),
    })
}
