//! What the formats promise, held as a reader of the files would: by the JSON Schema, by strict types, by cutting spans out of the text.
//! Nothing here uses the engine; only the schema itself comes from the library.
#![cfg(feature = "cli")]

#[path = "support/program.rs"]
mod program;
mod support;

use std::collections::HashSet;
use std::process::Command;

use program::printed;
use serde::Deserialize;
use serde_json::Value;

const FOLDERS: [&str; 2] = ["fixtures/articles", "fixtures/reference"];

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(&[arguments, &["--format", "json"]].concat())).expect("JSON")
}

fn array<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().unwrap_or_else(|| panic!("{name} is a list"))
}

fn whole(value: &Value, name: &str) -> u64 {
    value[name].as_u64().unwrap_or_else(|| panic!("{name} is a whole number: {}", value[name]))
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("{name} is a text: {}", value[name]))
}

#[test]
fn the_schema_is_the_committed_one() {
    let schema = serde_json::to_string_pretty(&connote::report::json::schema()).expect("JSON") + "\n";
    support::compare_or_bless(&support::root().join("docs/schema/score.schema.json"), schema.as_bytes());
}

#[test]
fn the_schema_of_grade_is_the_committed_one_and_is_kept() {
    let schema = serde_json::to_string_pretty(&connote::report::grading::schema()).expect("JSON") + "\n";
    support::compare_or_bless(&support::root().join("docs/schema/grade.schema.json"), schema.as_bytes());
    let mut schema: Value = serde_json::from_str(&schema).expect("JSON");
    jsonschema::meta::validate(&schema).unwrap_or_else(|error| panic!("the schema is none: {error}"));
    forbid_others(&mut schema);
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let folder = support::root().join("tests/cli/grade.in");
    for marks in [&["monday.csv", "dia.json"][..], &["bad/rows.csv"], &["bad/changed.csv", "bad/damaged.json", "bad/nothing.csv"]] {
        let arguments = [&["grade", "lesson", "--quiet", "--format", "json"], marks].concat();
        let output = Command::new(env!("CARGO_BIN_EXE_connote")).current_dir(&folder).args(&arguments).output().expect("starts");
        let output: Value = serde_json::from_slice(&output.stdout).expect("JSON, whatever was refused");
        let problems: Vec<String> = validator.iter_errors(&output).take(5).map(|error| format!("{} at {}", error, error.instance_path())).collect();
        assert!(problems.is_empty(), "{marks:?}:\n{}", problems.join("\n"));
        assert!(!array(&output, "class").is_empty() && !array(&output, "items").is_empty(), "{marks:?}");
    }
}

#[test]
fn what_is_written_keeps_to_the_schema() {
    let schema = std::fs::read_to_string(support::root().join("docs/schema/score.schema.json")).expect("committed");
    let mut schema: Value = serde_json::from_str(&schema).expect("JSON");
    jsonschema::meta::validate(&schema).unwrap_or_else(|error| panic!("the schema is none: {error}"));
    forbid_others(&mut schema);
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let [articles, reference] = FOLDERS;
    let [one, other] = ["fixtures/articles/prisoner-exchange.pro-ru.txt", "fixtures/articles/prisoner-exchange.pro-ua.txt"];
    let lines: [&[&str]; 9] = [
        &["compare", articles, "--against", reference, "--shuffles", "99"],
        &["compare", one, "--with", other],
        &["score", articles, "--places"],
        &["score", articles, reference],
        &["score", articles, "--against", reference],
        &["score", articles, "--by", "technique"],
        &["score", articles, "--by", "referent", "--zeros"],
        &["hits", articles, reference],
        &["hits", articles, reference, "--rejected"],
    ];
    for line in lines {
        let output = json(line);
        let problems: Vec<String> = validator.iter_errors(&output).take(5).map(|error| format!("{} at {}", error, error.instance_path())).collect();
        assert!(problems.is_empty(), "{line:?}:\n{}", problems.join("\n"));
    }
}

/// The schema lets readers of tomorrow's files meet new keys; a key of today that it does not name is a mistake.
fn forbid_others(schema: &mut Value) {
    if let Some(object) = schema.as_object_mut() {
        if object.contains_key("properties") {
            object.insert("additionalProperties".to_owned(), false.into());
        }
        object.values_mut().for_each(forbid_others);
    } else if let Some(items) = schema.as_array_mut() {
        items.iter_mut().for_each(forbid_others);
    }
}

/// A piece cut as another program would: by code points.
fn cut(content: &str, start: u64, end: u64) -> String {
    let (start, end) = (usize::try_from(start).expect("small"), usize::try_from(end).expect("small"));
    content.chars().skip(start).take(end - start).collect()
}

fn content<'a>(document: &'a Value, field: &str) -> &'a str {
    match field {
        "title" => text(document, "title"),
        "text" => text(document, "text"),
        other => panic!("no field is called {other}"),
    }
}

#[test]
fn spans_cut_exactly_what_they_say() {
    let output = json(&["hits", FOLDERS[0], FOLDERS[1], "--rejected"]);
    let mut seen = 0;
    for document in array(&output, "documents") {
        let id = text(document, "document");
        for found in array(document, "hits").iter().chain(array(document, "rejected")) {
            let content = content(document, text(found, "field"));
            assert_eq!(cut(content, whole(found, "start"), whole(found, "end")), text(found, "text"), "{id}");
            // Line and column lead to the same place in the file itself.
            let file = std::fs::read_to_string(support::root().join(id)).expect("a fixture");
            let line = file.lines().nth(usize::try_from(whole(found, "line")).expect("small") - 1).expect("a line");
            let from: String = line.chars().skip(usize::try_from(whole(found, "column")).expect("small") - 1).collect();
            let first = text(found, "text").lines().next().expect("a hit is not empty");
            assert!(from.starts_with(first), "{id}:{}: {from:?} does not begin with {first:?}", found["line"]);
            seen += 1;
        }
    }
    assert!(seen > 50, "{seen}");
}

#[test]
fn hits_are_numbered_in_text_order_and_within_leads_to_one_that_shares_text() {
    for document in array(&json(&["hits", FOLDERS[0]]), "documents") {
        let hits = array(document, "hits");
        let place = |hit: &Value| (text(hit, "field") == "text", whole(hit, "start"), std::cmp::Reverse(whole(hit, "end")));
        assert!(hits.is_sorted_by_key(place), "{}", text(document, "document"));
        for (hit, number) in hits.iter().zip(1..) {
            assert_eq!(whole(hit, "hit"), number);
            let Some(within) = hit["within"].as_u64() else { continue };
            let other = &hits[usize::try_from(within).expect("small") - 1];
            assert_ne!(within, number, "{hit}");
            assert!(whole(other, "start") < whole(hit, "end") && whole(hit, "start") < whole(other, "end"), "{hit}\n{other}");
        }
    }
}

#[test]
fn quotations_begin_and_end_at_their_marks() {
    for document in array(&json(&["score", FOLDERS[0], FOLDERS[1]]), "documents") {
        for quotation in array(document, "quotations").iter().filter(|quotation| matches!(text(quotation, "kind"), "quoted" | "scare")) {
            let piece = cut(content(document, text(quotation, "field")), whole(quotation, "start"), whole(quotation, "end"));
            assert!(piece.starts_with(['“', '"', '‘', '\'']), "{}: {piece:?}", text(document, "document"));
        }
    }
}

const VOICES: [&str; 4] = ["editorial", "quoted", "scare", "uncertain"];

fn per_thousand(hits: u64, words: u64) -> Option<f64> {
    (words > 0).then(|| hits as f64 / words as f64 * 1000.0)
}

fn assert_close(found: Option<f64>, expected: Option<f64>, what: &str) {
    match (found, expected) {
        (Some(found), Some(expected)) => assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{what}: {found}, expected {expected}"),
        (found, expected) => assert_eq!(found, expected, "{what}"),
    }
}

#[test]
fn counts_add_up_to_what_is_listed() {
    for document in array(&json(&["score", FOLDERS[0], FOLDERS[1]]), "documents") {
        let id = text(document, "document");
        let hits = array(document, "hits");
        let score = &document["score"];
        let flagged = |hit: &Value, flag: &str| array(hit, "flags").iter().any(|found| found == flag);
        // Hits that share text are one stretch in the totals; so a voice never has more than are listed in it.
        for voice in VOICES {
            let listed = hits.iter().filter(|hit| hit["loaded"] == true && hit["voice"] == voice && !flagged(hit, "low_confidence")).count() as u64;
            assert!(whole(score, voice) <= listed, "{id}: {voice}");
            let apart = hits.iter().all(|hit| hit["within"].is_null());
            assert!(!apart || whole(score, voice) == listed, "{id}: no hit shares text with another, so {voice} is {listed}");
        }
        let total = VOICES.iter().map(|voice| whole(score, voice)).sum::<u64>();
        assert_eq!(whole(score, "hits"), total, "{id}");
        let (words, quoted) = (whole(score, "words"), whole(score, "words_quoted"));
        assert!(quoted <= words, "{id}");
        assert_close(score["rate"].as_f64(), per_thousand(total, words), id);
        assert_close(score["editorial_rate"].as_f64(), per_thousand(whole(score, "editorial"), words - quoted), id);
        for [low, rate, high] in [["rate_low", "rate", "rate_high"], ["editorial_rate_low", "editorial_rate", "editorial_rate_high"]] {
            let [low, rate, high] = [low, rate, high].map(|name| score[name].as_f64().expect("words, so a number"));
            assert!(low <= rate && rate <= high && low >= 0.0, "{id}: {low} {rate} {high}");
        }
        let low_confidence = hits.iter().filter(|hit| flagged(hit, "low_confidence")).count() as u64;
        assert_eq!(whole(score, "low_confidence"), low_confidence, "{id}");
        for item in array(document, "techniques") {
            assert_eq!(whole(item, "hits"), VOICES.iter().map(|voice| whole(item, voice)).sum::<u64>(), "{id}: {}", item["item"]);
            assert_close(item["rate"].as_f64(), per_thousand(whole(item, "editorial"), words - quoted), id);
        }
    }
}

/// Reads a table into rows whose type names every column and no other, in this order.
fn rows<R: for<'de> Deserialize<'de>>(arguments: &[&str], columns: &str) -> Vec<R> {
    let table = printed(&[arguments, &["--format", "csv"]].concat());
    assert_eq!(table.lines().next(), Some(columns), "{arguments:?}");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    reader.deserialize().map(|row| row.unwrap_or_else(|error| panic!("{arguments:?}: {error}"))).collect()
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ScoreRow {
    document: String,
    title: Option<String>,
    outlet: Option<String>,
    date: Option<String>,
    language: Option<String>,
    words: u64,
    words_quoted: u64,
    sentences: u64,
    hits: u64,
    editorial: u64,
    quoted: u64,
    scare: u64,
    uncertain: u64,
    reported: u64,
    headline_hits: u64,
    attribution: u64,
    hedges: u64,
    low_confidence: u64,
    rate: Option<f64>,
    rate_low: Option<f64>,
    rate_high: Option<f64>,
    editorial_rate: Option<f64>,
    editorial_rate_low: Option<f64>,
    editorial_rate_high: Option<f64>,
    reference: Option<String>,
    reference_documents: Option<u64>,
    words_reference: Option<u64>,
    rate_reference: Option<f64>,
    ref_below: Option<u64>,
    ref_equal: Option<u64>,
    ref_above: Option<u64>,
    percentile_mid: Option<f64>,
    p_rank: Option<f64>,
    rate_ratio: Option<f64>,
    rate_ratio_low: Option<f64>,
    rate_ratio_high: Option<f64>,
    flags: String,
}

const SCORE_COLUMNS: &str = "document,title,outlet,date,language,words,words_quoted,sentences,hits,editorial,quoted,scare,uncertain,reported,\
headline_hits,attribution,hedges,low_confidence,rate,rate_low,rate_high,editorial_rate,editorial_rate_low,editorial_rate_high,reference,\
reference_documents,words_reference,rate_reference,ref_below,ref_equal,ref_above,percentile_mid,p_rank,rate_ratio,rate_ratio_low,\
rate_ratio_high,flags";

#[test]
fn a_consumer_reads_the_score_table() {
    let alone: Vec<ScoreRow> = rows(&["score", FOLDERS[0], "--no-reference"], SCORE_COLUMNS);
    let beside: Vec<ScoreRow> = rows(&["score", FOLDERS[0], "--against", FOLDERS[1]], SCORE_COLUMNS);
    assert_eq!(alone.len(), beside.len());
    for (row, beside) in alone.iter().zip(&beside) {
        let id = &row.document;
        assert_eq!(row.hits, row.editorial + row.quoted + row.scare + row.uncertain, "{id}");
        assert!(row.reported <= row.editorial && row.headline_hits <= row.hits && row.sentences <= row.words, "{id}: {row:?}");
        assert_close(row.rate, per_thousand(row.hits, row.words), id);
        assert_close(row.editorial_rate, per_thousand(row.editorial, row.words - row.words_quoted), id);
        assert!(row.rate_low <= row.rate && row.rate <= row.rate_high, "{id}");
        assert!(row.editorial_rate_low <= row.editorial_rate && row.editorial_rate <= row.editorial_rate_high, "{id}");
        assert_eq!(row.flags.split(' ').any(|flag| flag == "few_hits"), row.editorial < 5, "{id}: {}", row.flags);
        // Plain text tells nothing of these, and without a reference there is nothing to compare with.
        assert_eq!([&row.title, &row.outlet, &row.date, &row.language, &row.reference], [&None; 5], "{id}");
        let compared = [row.rate_reference, row.percentile_mid, row.p_rank, row.rate_ratio, row.rate_ratio_low, row.rate_ratio_high];
        assert_eq!(compared, [None; 6], "{id}");
        let counted = [row.reference_documents, row.words_reference, row.ref_below, row.ref_equal, row.ref_above];
        assert_eq!(counted, [None; 5], "{id}");

        // A reference adds its columns and changes no count.
        let counts = |row: &ScoreRow| [row.words, row.words_quoted, row.hits, row.editorial, row.attribution, row.hedges, row.low_confidence];
        assert_eq!(counts(row), counts(beside), "{id}");
        assert_eq!(beside.reference.as_deref(), Some(FOLDERS[1]), "{id}");
        assert_eq!(beside.reference_documents, Some(20), "{id}");
        let ranks = [beside.ref_below, beside.ref_equal, beside.ref_above].map(|rank| rank.expect("a rank"));
        assert_eq!(ranks.iter().sum::<u64>(), 20, "{id}");
        let [below, equal, _] = ranks.map(|rank| rank as f64);
        assert_close(beside.percentile_mid, Some((below + equal / 2.0) / 20.0 * 100.0), id);
        assert_close(beside.p_rank, Some((1.0 + 20.0 - below) / 21.0), id);
        let both = (row.editorial_rate, beside.rate_reference);
        if let (Some(own @ 0.0000001..), Some(reference @ 0.0000001..)) = both {
            assert_close(beside.rate_ratio, Some(own / reference), id);
            assert!(beside.rate_ratio_low <= beside.rate_ratio && beside.rate_ratio <= beside.rate_ratio_high, "{id}");
        } else {
            assert_eq!(beside.rate_ratio, None, "{id}: where a count is zero there is no ratio");
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ByRow {
    document: String,
    level: String,
    item: String,
    words: u64,
    hits: u64,
    editorial: u64,
    quoted: u64,
    scare: u64,
    uncertain: u64,
    reported: u64,
    rate: Option<f64>,
    rate_low: Option<f64>,
    rate_high: Option<f64>,
    mentions: Option<u64>,
}

const BY_COLUMNS: &str = "document,level,item,words,hits,editorial,quoted,scare,uncertain,reported,rate,rate_low,rate_high,mentions";

#[test]
fn a_consumer_reads_the_tables_by_level() {
    let documents: Vec<ScoreRow> = rows(&["score", FOLDERS[0]], SCORE_COLUMNS);
    let words_of = |id: &str| documents.iter().find(|row| row.document == id).map(|row| row.words - row.words_quoted).expect("a scored document");
    for level in ["technique", "lexicon", "entry", "serves", "target", "zone", "voice", "referent"] {
        let found: Vec<ByRow> = rows(&["score", FOLDERS[0], "--by", level], BY_COLUMNS);
        assert!(!found.is_empty(), "{level}");
        for row in &found {
            let what = format!("{} {level} {}", row.document, row.item);
            assert_eq!(row.level, level, "{what}");
            assert_eq!(row.words, words_of(&row.document), "{what}");
            assert_eq!(row.hits, row.editorial + row.quoted + row.scare + row.uncertain, "{what}");
            assert!(row.reported <= row.editorial, "{what}");
            assert!(row.rate_low <= row.rate && row.rate <= row.rate_high, "{what}: {row:?}");
            match row.mentions {
                Some(mentions) => {
                    assert_eq!(level, "referent", "{what}");
                    assert_close(row.rate, (mentions > 0).then(|| row.editorial as f64 / mentions as f64), &what);
                }
                None => {
                    assert_ne!(level, "referent", "{what}");
                    assert_close(row.rate, per_thousand(row.editorial, row.words), &what);
                }
            }
        }
    }
}

#[test]
fn zeros_add_rows_and_change_none() {
    for level in ["technique", "referent"] {
        let found = printed(&["score", FOLDERS[0], "--by", level, "--format", "csv"]);
        let with_zeros: HashSet<String> =
            printed(&["score", FOLDERS[0], "--by", level, "--zeros", "--format", "csv"]).lines().map(str::to_owned).collect();
        assert!(found.lines().count() < with_zeros.len(), "{level}");
        assert!(found.lines().all(|row| with_zeros.contains(row)), "{level}");
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct HitRow {
    document: String,
    hit: u64,
    field: String,
    start: u64,
    end: u64,
    line: Option<u64>,
    column: Option<u64>,
    text: String,
    lexicon: String,
    entry: String,
    term: String,
    technique: String,
    target: Option<String>,
    serves: String,
    polarity: String,
    strength: u8,
    loaded: bool,
    voice: String,
    speaker: Option<String>,
    zone: String,
    sentence: u64,
    flags: Option<String>,
    neutral: Option<String>,
    within: Option<u64>,
    left: String,
    right: String,
}

const HIT_COLUMNS: &str = "document,hit,field,start,end,line,column,text,lexicon,entry,term,technique,target,serves,polarity,strength,loaded,voice,\
speaker,zone,sentence,flags,neutral,within,left,right";

#[test]
fn a_consumer_reads_the_table_of_hits() {
    let found: Vec<HitRow> = rows(&["hits", FOLDERS[0], "--raw-cells"], HIT_COLUMNS);
    let output = json(&["hits", FOLDERS[0]]);
    let listed = array(&output, "documents").iter().flat_map(|document| array(document, "hits").iter().map(move |hit| (document, hit)));
    assert_eq!(found.len(), listed.clone().count(), "CSV and JSON list the same hits");
    for (row, (document, hit)) in found.iter().zip(listed) {
        let what = format!("{} hit {}", row.document, row.hit);
        assert_eq!((&*row.document, row.hit), (text(document, "document"), whole(hit, "hit")), "{what}");
        assert_eq!((row.start, row.end, &*row.text), (whole(hit, "start"), whole(hit, "end"), text(hit, "text")), "{what}");
        let texts = [&row.field, &row.lexicon, &row.entry, &row.term, &row.technique, &row.serves, &row.polarity, &row.voice, &row.zone];
        let names = ["field", "lexicon", "entry", "term", "technique", "serves", "polarity", "voice", "zone"];
        assert_eq!(texts.map(String::as_str), names.map(|name| text(hit, name)), "{what}");
        let lists: Vec<&str> = array(hit, "flags").iter().filter_map(Value::as_str).collect();
        assert_eq!(row.flags.as_deref().unwrap_or_default(), lists.join(" "), "{what}");
        let optional = [("target", &row.target), ("speaker", &row.speaker), ("neutral", &row.neutral)];
        for (name, cell) in optional {
            assert_eq!(cell.as_deref().unwrap_or_default(), hit[name].as_str().unwrap_or_default(), "{what}: {name}");
        }
        assert_eq!([row.line, row.column, row.within], ["line", "column", "within"].map(|name| hit[name].as_u64()), "{what}");
        assert_eq!(
            (row.loaded, u64::from(row.strength), row.sentence),
            (hit["loaded"] == true, whole(hit, "strength"), whole(hit, "sentence")),
            "{what}"
        );
        assert!((1..=3).contains(&row.strength), "{what}");
        assert!(VOICES.contains(&&*row.voice) && ["headline", "lede", "body"].contains(&&*row.zone), "{what}");
        // Left, hit and right stand side by side in the text, white space aside.
        let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let context = squeezed(&format!("{}{}{}", row.left, row.text, row.right));
        let content = squeezed(content(document, &row.field));
        let spaced = squeezed(&format!("{} {} {}", row.left, row.text, row.right));
        assert!(content.contains(&context) || content.contains(&spaced), "{what}: {context}");
    }
}
