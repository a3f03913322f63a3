//! The JSON Schema of an exercise, written by hand beside the types: a test holds what is written against it.

use serde_json::{Map, Value, json};

use super::model::Level;
use super::task::Kind;
use crate::context::Voice;

/// An object with these properties, all of them required.
fn object(properties: Value, description: &str) -> Value {
    let required: Vec<&String> = properties.as_object().map(|properties| properties.keys().collect()).unwrap_or_default();
    json!({ "type": "object", "description": description, "required": required, "properties": properties })
}

fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn of(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

fn text(description: &str) -> Value {
    json!({ "type": "string", "description": description })
}

fn maybe(description: &str) -> Value {
    json!({ "type": ["string", "null"], "description": description })
}

fn count(description: &str) -> Value {
    json!({ "type": "integer", "minimum": 0, "description": description })
}

/// The JSON Schema of the output of `exercise --format json`.
#[must_use]
pub fn schema() -> Value {
    let kinds = Kind::ALL.map(|kind| {
        let name = kind.as_str();
        json!({ "if": { "properties": { "type": { "const": name } } }, "then": { "properties": { "items": list(of(name)) } } })
    });
    let properties = json!({
        "schema_version": { "const": super::model::SCHEMA_VERSION },
        "run": of("run"),
        "title": text("heading of the sheets"),
        "language": text("BCP 47 tag of the instructions"),
        "level": { "enum": Level::ALL.map(Level::as_str), "description": "age the instructions are written for" },
        "seed": count("where the random numbers started"),
        "sheet": of("sheet"),
        "passages": { "type": "array", "items": of("passage"), "minItems": 1 },
        "tasks": list(of("task")),
    });
    let mut schema = object(
        properties,
        "Passages, tasks and key; every other format is written from it. Offsets are Unicode code points into `text` of the passage, half open.",
    );
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    schema["title"] = "connote exercise --format json".into();
    let mut definitions = model();
    definitions.extend(items());
    definitions.insert(
        "task".to_owned(),
        with(
            object(
                json!({
                    "type": { "enum": Kind::ALL.map(Kind::as_str) },
                    "items": { "type": "array" },
                    "title": text("heading"),
                    "instructions": list(text("a step")),
                    "choices": list(of("choice")),
                }),
                "one task; `choices` is what all items of match and technique share, else empty",
            ),
            "allOf",
            json!(kinds),
        ),
    );
    with(schema, "$defs", Value::Object(definitions))
}

fn with(mut schema: Value, key: &str, value: Value) -> Value {
    schema[key] = value;
    schema
}

/// Run, sheet, passage, key span and what they are made of.
fn model() -> Map<String, Value> {
    let lexicon = object(json!({ "id": text("id"), "version": text("version"), "digest": text("SHA-256 of the file") }), "a lexicon in use");
    let stretch = object(
        json!({ "start": count("first code point"), "end": count("after the last one"), "text": text("what stands there") }),
        "a piece of a passage",
    );
    let counts = object(
        json!({
            "words": count("words in title and text"), "words_quoted": count("of these inside quotations"),
            "loaded_own": count("loaded terms in its own voice"), "loaded_quoted": count("the same in quotations"),
        }),
        "counts of the whole article, shown or not",
    );
    let source = object(
        json!({
            "label": text("publisher, title, year"), "url": maybe("address"),
            "stance": { "enum": ["discourages", "attribute-only", "contested", "recommends"] },
            "kind": { "enum": ["style-guide", "glossary", "study", "corpus", "law", "reportage", "reference"] },
        }),
        "who calls the wording contested",
    );
    let choice = object(
        json!({
            "text": text("what is read"), "id": maybe("id of a technique"), "meaning": maybe("what it means"),
            "from": { "enum": ["answer", "article", "lexicon"] },
        }),
        "something to choose",
    );
    let run = object(
        json!({ "tool": { "const": "connote" }, "version": text("version"), "lexicons": list(lexicon), "options": list(text("option")) }),
        "what it was made with",
    );
    let named = [
        ("run", run),
        ("sheet", sheet()),
        ("passage", passage()),
        ("key_span", key_span()),
        ("stretch", stretch),
        ("counts", counts),
        ("source", source),
        ("choice", choice),
    ];
    named.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect()
}

fn sheet() -> Value {
    object(
        json!({
            "loaded": text("what a loaded word is"), "charge": text("praise and blame"), "quotations": text("whose words quotations are"),
            "disagree": text("to be completed by whoever disagrees"), "arguable": text("for the key"), "no_verdict": text("what it does not say"),
            "questions": list(text("to be asked at the end")),
        }),
        "what every sheet says",
    )
}

fn passage() -> Value {
    object(
        json!({
            "article_id": text("path as given, or id of a row; no two passages have the same"),
            "title": maybe("headline, as shown"), "outlet": maybe("who published it"), "date": maybe("as given"), "url": maybe("address"),
            "permission": maybe("licence or permission"),
            "source_line": text("to be printed beneath the text"),
            "whole": { "type": "boolean", "description": "false: an excerpt" },
            "text": text("paragraphs separated by one blank line; […] where sentences are left out"),
            "headline_end": { "type": ["integer", "null"], "minimum": 0, "description": "end of the first paragraph, where it is the headline" },
            "sha256": { "type": "string", "pattern": "^[0-9a-f]{64}$", "description": "of the UTF-8 bytes of text" },
            "words": count("words shown"),
            "quotations": list(of("stretch")),
            "article": of("counts"),
            "key": list(of("key_span")),
        }),
        "what pupils see of one article, and the key to it",
    )
}

fn key_span() -> Value {
    let doubts = [
        "uncertain_voice",
        "scare_quotes",
        "mention",
        "low_confidence",
        "reported",
        "attributed",
        "contested",
        "recommended",
        "no_source",
        "not_counted",
        "elsewhere",
    ];
    object(
        json!({
            "start": count("first code point"), "end": count("after the last one"), "text": text("what stands there"),
            "lexicon": text("id"), "entry": text("id, for looking it up; not for pupils"), "term": text("the form that matched"),
            "technique": text("id"), "techniques": list(text("every technique that can be defended, the first of them `technique`")),
            "charge": { "enum": ["neg", "pos", "soften", "distance"] },
            "strength": { "type": "integer", "minimum": 1, "maximum": 3 },
            "target": maybe("id of whom or what it frames"),
            "voice": { "enum": Voice::ALL.map(Voice::as_str) },
            "speaker": maybe("who is named as speaking"),
            "flags": list(text("label")),
            "neutral": list(text("a neutral wording, the best first")),
            "open_wording": { "type": "boolean", "description": "the neutral wordings are alternatives between which the facts decide" },
            "omit": { "type": "boolean", "description": "the neutral wording is to leave it out" },
            "why": text("what the wording presupposes"),
            "sources": list(of("source")),
            "answer": { "enum": ["mark", "quoted", "discuss"] },
            "doubts": list(json!({ "enum": doubts })),
            "reason": maybe("what a fair colleague could say against it; always there where the answer is discuss"),
            "masked": { "type": "boolean", "description": "a slur of which only the first letter is shown" },
        }),
        "a stretch that the key speaks of: hits that share text are one",
    )
}

/// Items by type of task.
fn items() -> Map<String, Value> {
    let keys = |description: &str| list(count(description));
    let asked = |more: Value| {
        let mut properties = Map::new();
        properties.insert("passage".to_owned(), count("index of the passage"));
        properties.insert("key".to_owned(), count("index in its key"));
        properties.insert("term".to_owned(), text("the words asked about"));
        properties.insert("context".to_owned(), of("stretch"));
        if let Value::Object(more) = more {
            properties.extend(more);
        }
        properties.insert("dispute".to_owned(), maybe("what a fair colleague could say against it"));
        object(Value::Object(properties), "a question on a key span")
    };
    let use_of = || {
        object(
            json!({ "passage": count("index"), "key": count("index of the first one"), "text": text("as shown"), "own": count("in its own words"), "quoted": count("in quotations") }),
            "a loaded wording of a text",
        )
    };
    let gap = || {
        object(
            json!({ "key": count("index in the key"), "start": count("first code point of the model answer"), "end": count("after the last one"), "text": text("what stands there") }),
            "a neutral wording in the model answer",
        )
    };
    let named = [
        (
            "emotion",
            object(json!({ "prompt": text("the question"), "low": text("what 1 means"), "high": text("what 5 means") }), "a feeling to rate"),
        ),
        (
            "mark",
            object(
                json!({ "passage": count("index"), "mark": keys("key spans to be marked"), "quoted": keys("loaded, but quoted"), "discuss": keys("neither right nor wrong"), "decoys": list(of("stretch")) }),
                "a passage to mark",
            ),
        ),
        ("voice", asked(json!({ "answer": { "enum": ["own", "quoted"] }, "speaker": maybe("who is named as speaking") }))),
        ("match", asked(json!({ "answer": text("the neutral wording"), "accepted": list(text("also right")), "choices": list(of("choice")) }))),
        ("technique", asked(json!({ "answer": text("id of the technique"), "choices": list(of("choice")) }))),
        (
            "rewrite",
            object(
                json!({ "passage": count("index"), "sentence": of("stretch"), "keys": keys("key spans to be worded anew"), "model_answer": text("one answer of many"), "gaps": list(gap()), "dispute": maybe("what a fair colleague could say against it") }),
                "a sentence to rewrite",
            ),
        ),
        (
            "compare",
            object(
                json!({ "about": { "enum": ["headlines", "same_thing", "shared", "only_one", "left_out"] }, "prompt": text("the question"), "a": list(use_of()), "b": list(use_of()) }),
                "a question on two texts",
            ),
        ),
    ];
    named.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect()
}
