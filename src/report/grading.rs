//! `grade`: its tables, and JSON with everything.

use serde_json::{Map, Value, json};

use super::column::{Table, columns};
use super::run::{Run, RunLexicon};
use crate::grade::{Agreement, Answer, Grading, Item, Key, Mark, Outcome, Refusal, Score, Split};

/// What a grading is made with: the lexicons of its key.
#[must_use]
pub fn run(key: &Key) -> Run {
    let mut run = Run::new(&[], Vec::new(), vec![format!("--key-sha256={}", key.digest)]);
    run.lexicons = key
        .lexicons
        .iter()
        .map(|lexicon| RunLexicon { id: lexicon.id.clone(), version: lexicon.version.clone(), digest: lexicon.digest.clone() })
        .collect();
    run
}

/// A word with the article it stands in.
pub struct ItemRow<'a> {
    item: &'a Item,
    article_id: &'a str,
}

/// Words on which the class split, with the article they stand in.
pub struct SplitRow<'a> {
    split: &'a Split,
    article_id: &'a str,
}

/// A mark and what came of it.
pub struct MarkRow<'a> {
    label: &'a str,
    article_id: &'a str,
    place: Option<(&'a Mark, Outcome, &'a str)>,
    note: String,
}

/// The words of all passages.
#[must_use]
pub fn item_rows<'a>(grading: &'a Grading, key: &'a Key) -> Vec<ItemRow<'a>> {
    grading.items.iter().map(|item| ItemRow { item, article_id: &key.passages[item.passage].article_id }).collect()
}

/// The words on which the class split.
#[must_use]
pub fn split_rows<'a>(grading: &'a Grading, key: &'a Key) -> Vec<SplitRow<'a>> {
    grading.splits.iter().map(|split| SplitRow { split, article_id: &key.passages[split.passage].article_id }).collect()
}

/// All marks, pupil by pupil, and what was said where nothing was marked.
#[must_use]
pub fn mark_rows<'a>(grading: &'a Grading, key: &'a Key) -> Vec<MarkRow<'a>> {
    let joined = |notes: &std::collections::BTreeSet<String>| notes.iter().map(String::as_str).collect::<Vec<_>>().join(" | ");
    let marked = grading.marks_with_outcomes().map(|(pupil, passage, mark, outcome)| {
        let passage = &key.passages[passage];
        let words = mark.span.of(&passage.text);
        let place = Some((mark, outcome, words));
        MarkRow { label: &grading.pupils[pupil].label, article_id: &passage.article_id, place, note: joined(&mark.notes) }
    });
    let remarks = grading.pupils.iter().flat_map(|pupil| {
        let said = pupil.sheets.iter().filter(|(_, sheet)| !sheet.remarks.is_empty());
        said.map(|(passage, sheet)| MarkRow {
            label: &pupil.label,
            article_id: &key.passages[*passage].article_id,
            place: None,
            note: joined(&sheet.remarks),
        })
    });
    marked.chain(remarks).collect()
}

/// One row a pupil.
#[must_use]
pub fn class() -> Table<Score> {
    Table {
        name: "grade class",
        row: "one pupil, over all articles handed in (`grade`)",
        columns: columns! { Score;
            annotator: Text, "name as the marks have it; empty where they have none", |row| row.annotator.as_str();
            marked: Integer, "marks at different places: true_pos + partial + false_pos + discuss + quoted_marked", |row| row.marked;
            true_pos: Integer, "marks with exactly the words of a right answer", |row| row.true_pos;
            partial: Integer, "marks with some words of a right answer, or with more than these", |row| row.partial;
            false_pos: Integer, "marks outside the key without a reason", |row| row.false_pos;
            missed: Integer, "right answers with no word marked", |row| row.missed;
            precision: Share, "right share of the marks that count (SemEval-2020 task 11); those to be discussed do not count", |row| row.overlap.precision();
            recall: Share, "covered share of the right answers", |row| row.overlap.recall();
            f1: Share, "harmonic mean of the two", |row| row.overlap.f1();
            kappa_vs_key: Share, "Cohen's kappa with the key, by words, those to be discussed left out", |row| row.kappa();
            technique_accuracy: Share, "of the marks on words of the key that name a technique, the share that names one that the key defends", |row| row.technique.share();
            voice_accuracy: Share, "the same of the voice", |row| row.voice.share();
            quoted_marked: Integer, "marks on loaded words in a quotation, without a reason", |row| row.quoted_marked;
            discuss: Integer, "marks to be talked about: where the key calls the place disputable, and outside the key with a reason", |row| row.discuss;
            strict_f1: Share, "F1 where only the exact words of an answer are right", |row| row.strict.f1();
            pupil: Text, "what tells the pupil from all others: the name, with session or file where two have one name", |row| row.label.as_str();
            session_id: Text, "session as the marks have it", |row| row.session_id.as_str();
            articles: Integer, "articles handed in", |row| row.articles;
            answers: Integer, "right answers in them, without those in stretches that were not read", |row| row.answers;
            refused: Integer, "rows that are not graded", |row| row.refused;
            note: Text, "why figures are empty or incomplete", |row| row.note();
        },
    }
}

/// One row a measure.
#[must_use]
pub fn agreement() -> Table<Agreement> {
    Table {
        name: "grade agreement",
        row: "one measure of agreement, of the class or of two pupils (`grade`)",
        columns: columns! { Agreement;
            unit: Text, "token, char or sentence; pairs by token only", |row| row.unit.as_str();
            metric: Text, "raw, kappa (two pupils) or alpha (the class); raw always stands beside one of the others", |row| row.metric.as_str();
            a: Text, "a pupil as in the column pupil of class; empty for the class", |row| row.a.as_str();
            b: Text, "the other", |row| row.b.as_str();
            n_units: Integer, "units that both judged; of the class, that two or more judged", |row| row.units;
            value: Share, "the figure, at most 1; empty where it is undefined", |row| row.value;
            note: Text, "alpha: firm (0.80 or more), tentative (0.667 or more), discuss; else why there is no figure", |row| row.note;
        },
    }
}

/// One row a word.
#[must_use]
pub fn items<'a>() -> Table<ItemRow<'a>> {
    Table {
        name: "grade items",
        row: "one word of a passage (`grade`)",
        columns: columns! { ItemRow<'a>;
            token: Text, "the word", |row| row.item.token.as_str();
            start: Integer, "start in the shown text, in code points", |row| row.item.start;
            end: Integer, "end", |row| row.item.end;
            key: Text, "mark, discuss or quoted; empty outside the key", |row| row.item.key.map(Answer::as_str);
            n_marked: Integer, "pupils who marked it", |row| row.item.marked;
            share_marked: Share, "their share of those who read it", |row| row.item.share();
            article_id: Text, "id of the article", |row| row.article_id;
            n_answers: Integer, "pupils who read it", |row| row.item.answers;
            n_reasons: Integer, "reasons stated for marks on it; they stand in the tables discuss and marks", |row| row.item.reasons.len();
        },
    }
}

/// One row a stretch on which the class split.
#[must_use]
pub fn discuss<'a>() -> Table<SplitRow<'a>> {
    Table {
        name: "grade discuss",
        row: "neighbouring words that the same pupils marked and others did not, the most even split first (`grade`)",
        columns: columns! { SplitRow<'a>;
            article_id: Text, "id of the article", |row| row.article_id;
            start: Integer, "start in the shown text, in code points", |row| row.split.start;
            end: Integer, "end", |row| row.split.end;
            text: Text, "the words", |row| row.split.text.as_str();
            key: Text, "mark, discuss or quoted; empty outside the key", |row| row.split.key.map(Answer::as_str);
            n_marked: Integer, "pupils who marked them", |row| row.split.marked_by.len();
            n_answers: Integer, "pupils who read them", |row| row.split.answers;
            share_marked: Share, "n_marked / n_answers", |row| row.split.share();
            key_says: Text, "what the key says of them, joined by |", |row| row.split.key_says.join(" | ");
            reasons: Text, "what pupils stated, each after the pupil, joined by |", |row| joined(&row.split.reasons);
        },
    }
}

fn joined(reasons: &[(String, String)]) -> String {
    reasons.iter().map(|(pupil, reason)| format!("{pupil}: {reason}")).collect::<Vec<_>>().join(" | ")
}

/// One row a mark.
#[must_use]
pub fn marks<'a>() -> Table<MarkRow<'a>> {
    Table {
        name: "grade marks",
        row: "one mark of one pupil and what came of it, or what was said where nothing was marked (`grade`)",
        columns: columns! { MarkRow<'a>;
            pupil: Text, "as in class", |row| row.label;
            article_id: Text, "id of the article", |row| row.article_id;
            start: Integer, "start in the shown text, in code points", |row| row.place.map(|(mark, ..)| mark.start as u64);
            end: Integer, "end", |row| row.place.map(|(mark, ..)| mark.end as u64);
            text: Text, "the marked text", |row| row.place.map(|(_, _, words)| words);
            outcome: Text, "true_pos, partial, discuss, quoted_marked or false_pos", |row| row.place.map(|(_, outcome, _)| outcome.as_str());
            technique: List, "techniques that were named", |row| row.place.map(|(mark, ..)| mark.techniques.iter().cloned().collect::<Vec<_>>()).unwrap_or_default();
            voice: List, "voices that were named", |row| row.place.map(|(mark, ..)| mark.voices.iter().map(|voice| voice.as_str().to_owned()).collect::<Vec<_>>()).unwrap_or_default();
            note: Text, "reasons that were stated, joined by |", |row| row.note.as_str();
        },
    }
}

/// One row for what is not graded.
#[must_use]
pub fn refused() -> Table<Refusal> {
    Table {
        name: "grade refused",
        row: "a row, or all rows of one pupil and article in a file, that are not graded (`grade`)",
        columns: columns! { Refusal;
            file: Text, "as given", |row| row.file.as_str();
            line: Integer, "the first line", |row| row.line.map(|line| line as u64);
            rows: Integer, "how many rows; 0 where the file could not be taken apart", |row| row.rows;
            annotator: Text, "whose, where known", |row| row.annotator.as_str();
            session_id: Text, "session, where known", |row| row.session_id.as_str();
            article_id: Text, "article, where known", |row| row.article_id.as_str();
            reason: Text, "found, expected, what to do", |row| row.reason.as_str();
        },
    }
}

/// Everything but the provenance.
#[must_use]
pub fn document(grading: &Grading, key: &Key) -> Map<String, Value> {
    fn rows<R>(table: &Table<R>, rows: &[R]) -> Value {
        rows.iter().map(|row| Value::Object(table.json(row))).collect()
    }
    let counts = json!({ "rows": grading.rows, "marks": grading.marks(), "repeated": grading.repeated, "without_mark": grading.without_mark,
        "refused": grading.rows_refused() });
    let discussed = split_rows(grading, key);
    let table = discuss();
    let discuss = discussed.iter().map(|row| {
        let mut object = table.json(row);
        object.insert("key_says".to_owned(), row.split.key_says.as_slice().into());
        object.insert("reasons".to_owned(), row.split.reasons.iter().map(|(pupil, reason)| json!({ "pupil": pupil, "reason": reason })).collect());
        object.insert("marked_by".to_owned(), row.split.marked_by.as_slice().into());
        object.insert("left".to_owned(), row.split.left.as_str().into());
        object.insert("right".to_owned(), row.split.right.as_str().into());
        Value::Object(object)
    });
    let parts = [
        ("key", key_object(grading, key)),
        ("counts", counts),
        ("discuss", discuss.collect()),
        ("class", rows(&class(), &grading.class)),
        ("agreement", rows(&agreement(), &grading.agreement)),
        ("items", rows(&items(), &item_rows(grading, key))),
        ("marks", rows(&marks(), &mark_rows(grading, key))),
        ("refused", rows(&refused(), &grading.refused)),
        ("notices", grading.notices.as_slice().into()),
    ];
    parts.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn key_object(grading: &Grading, key: &Key) -> Value {
    let passages: Value =
        key.passages.iter().map(|passage| json!({ "article_id": passage.article_id, "title": passage.title, "sha256": passage.sha256 })).collect();
    json!({ "file": key.file, "sha256": key.digest, "title": key.title, "words": grading.key.words, "mark": grading.key.mark,
        "quoted": grading.key.quoted, "discuss": grading.key.discuss, "passages": passages })
}

/// The JSON Schema of the output of `grade --format json`.
#[must_use]
pub fn schema() -> Value {
    let list = |items: Value| json!({ "type": "array", "items": items });
    let text = || json!({ "type": "string" });
    let maybe = || json!({ "type": ["string", "null"] });
    let whole = || json!({ "type": "integer" });
    let object = |properties: Value| {
        let required: Vec<&String> = properties.as_object().into_iter().flat_map(Map::keys).collect();
        json!({ "type": "object", "required": required, "properties": properties })
    };
    let mut discuss = discuss().schema();
    discuss["properties"]["key_says"] = list(text());
    discuss["properties"]["reasons"] = list(object(json!({ "pupil": text(), "reason": text() })));
    discuss["properties"]["marked_by"] = list(text());
    discuss["properties"]["left"] = text();
    discuss["properties"]["right"] = text();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "connote grade",
        "type": "object",
        "required": ["run", "key", "counts", "discuss", "class", "agreement", "items", "marks", "refused", "notices"],
        "properties": {
            "run": super::json::run_schema(),
            "key": object(json!({ "file": text(), "sha256": text(), "title": maybe(), "words": whole(), "mark": whole(), "quoted": whole(),
                "discuss": whole(), "passages": list(object(json!({ "article_id": text(), "title": maybe(), "sha256": text() }))) })),
            "counts": object(json!({ "rows": whole(), "marks": whole(), "repeated": whole(), "without_mark": whole(), "refused": whole() })),
            "discuss": list(discuss),
            "class": list(class().schema()),
            "agreement": list(agreement().schema()),
            "items": list(items().schema()),
            "marks": list(marks().schema()),
            "refused": list(refused().schema()),
            "notices": list(text()),
        },
    })
}
