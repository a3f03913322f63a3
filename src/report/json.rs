//! JSON: everything about a document, with its text, so that spans can be cut without the reader. The schema is committed.

use serde_json::{Map, Value, json};

use super::tables::{self, HitContext, HitRow, PlaceRow, RejectedRow, ScoreRow, by_rows};
use crate::analysis::{Analysis, Analyzer, Hit, Ignored};
use crate::compare::RateBins;
use crate::context::{Quotation, QuotationKind};
use crate::document::FieldName;
use crate::lexicon::Entry;
use crate::measure::{Level, SpeakerVerb, by_speaker};
use crate::span::Span;

/// A document of `score`: its row, its text, its hits, naming choices, quotations and warnings.
#[must_use]
pub fn score_document(row: &ScoreRow<'_>, analyzer: &Analyzer) -> Value {
    let analysis = row.analysis;
    let context = HitContext::new(analysis, analyzer);
    let mut document = Map::new();
    document.insert("document".to_owned(), analysis.document.id.as_str().into());
    document.insert("title".to_owned(), title(analysis).into());
    document.insert("text".to_owned(), analysis.document.text.content.as_str().into());
    document.insert("score".to_owned(), Value::Object(without_document(tables::score().json(row))));
    document.insert("places".to_owned(), tables::place_rows(row).iter().map(place_with_distribution).collect());
    document.insert("encoding".to_owned(), analysis.document.meta.encoding.clone().into());
    document.insert("url".to_owned(), analysis.document.meta.url.clone().into());
    document.insert("scare_quotes".to_owned(), analysis.scare_quotes.into());
    document.insert("warnings".to_owned(), warnings(analysis));
    document.insert("quotations".to_owned(), quotations(&context));
    document.insert("techniques".to_owned(), items(analysis, analyzer, Level::Technique));
    document.insert("naming".to_owned(), items(analysis, analyzer, Level::Referent));
    document.insert("attribution".to_owned(), attribution(&context));
    document.insert("hits".to_owned(), hits(&context));
    document.extend(ignored(&context));
    Value::Object(document)
}

/// A document of `hits`: its text and its hits, and near misses where they were asked for.
#[must_use]
pub fn hits_document(analysis: &Analysis, analyzer: &Analyzer, rejected: bool) -> Value {
    let context = HitContext::new(analysis, analyzer);
    let mut document = json!({
        "document": analysis.document.id,
        "title": title(analysis),
        "text": analysis.document.text.content,
        "hits": hits(&context),
    });
    if let Some((name, ignored)) = ignored(&context) {
        document[name] = ignored;
    }
    if rejected {
        document["rejected"] = near_misses(&context);
    }
    document
}

/// A place, with how the rates of the reference are spread out around it.
fn place_with_distribution(row: &PlaceRow<'_>) -> Value {
    let mut place = without_document(tables::places().json(row));
    let bin = |(index, documents): (usize, &u64)| json!({ "above": RateBins::above(index), "up_to": RateBins::up_to(index), "documents": documents });
    let bins = row.place.compared.as_ref().map(|compared| compared.summary.bins);
    place.insert("distribution".to_owned(), bins.iter().flat_map(|bins| bins.documents.iter().enumerate().map(bin)).collect());
    Value::Object(place)
}

fn title(analysis: &Analysis) -> Option<&str> {
    analysis.document.title.as_ref().map(|title| title.content.as_str())
}

fn items(analysis: &Analysis, analyzer: &Analyzer, level: Level) -> Value {
    by_rows(analysis, analyzer, level, false).iter().map(|row| without_document(tables::by().json(row))).collect()
}

fn hits(context: &HitContext<'_>) -> Value {
    context.analysis().hits.iter().zip(1..).map(|(hit, number)| Value::Object(hit_object(context, number, hit))).collect()
}

fn hit_object(context: &HitContext<'_>, number: usize, hit: &Hit) -> Map<String, Value> {
    let mut object = without_document(tables::hits().json(&HitRow { context, number, hit }));
    object.extend(reasons(context.analyzer().entry(hit.entry)));
    object
}

/// The hits that comments in the text ask to leave out, where there are any.
fn ignored(context: &HitContext<'_>) -> Option<(String, Value)> {
    let ignored = |(ignored, number): (&Ignored, usize)| {
        let mut object = hit_object(context, number, &ignored.hit);
        object.insert("ignored_line".to_owned(), ignored.line.into());
        Value::Object(object)
    };
    let all: Vec<Value> = context.analysis().ignored.iter().zip(1..).map(ignored).collect();
    (!all.is_empty()).then(|| ("ignored".to_owned(), all.into()))
}

/// Why an entry is one, and who says so.
fn reasons(entry: &Entry) -> Map<String, Value> {
    let mut reasons = Map::new();
    reasons.insert("why".to_owned(), entry.why.as_str().into());
    reasons.insert("sources".to_owned(), entry.evidence.iter().map(|evidence| evidence.source.as_str()).collect());
    reasons
}

/// The near misses of a document.
#[must_use]
pub fn near_misses(context: &HitContext<'_>) -> Value {
    let misses = context.analysis().near_misses.iter();
    misses.map(|miss| without_document(tables::rejected().json(&RejectedRow { context, miss }))).collect()
}

fn without_document(mut object: Map<String, Value>) -> Map<String, Value> {
    object.shift_remove("document");
    object
}

fn warnings(analysis: &Analysis) -> Value {
    analysis.warnings.iter().map(|warning| json!({ "name": warning.name(), "message": warning.to_string() })).collect()
}

/// Where something stands: field, and start and end in code points.
fn place(context: &HitContext<'_>, field: FieldName, span: Span) -> Map<String, Value> {
    let mut place = Map::new();
    place.insert("field".to_owned(), field.as_str().into());
    place.insert("start".to_owned(), context.code_point(field, span.start).into());
    place.insert("end".to_owned(), context.code_point(field, span.end).into());
    place
}

fn quotations(context: &HitContext<'_>) -> Value {
    let row = |(field, quotation): (FieldName, &Quotation)| {
        let mut object = place(context, field, quotation.span);
        object.insert("kind".to_owned(), kind(quotation.kind).into());
        Value::Object(object)
    };
    let fields = context.analysis().quotations.iter();
    fields.flat_map(|field| field.quotations.iter().map(|quotation| (field.field, quotation))).map(row).collect()
}

fn attribution(context: &HitContext<'_>) -> Value {
    let row = |row: &SpeakerVerb| {
        let mut object = tables::attribution().json(row);
        object.insert("places".to_owned(), row.places.iter().map(|&(field, span)| place(context, field, span)).collect());
        Value::Object(object)
    };
    by_speaker(context.analysis()).iter().map(row).collect()
}

fn kind(kind: QuotationKind) -> &'static str {
    match kind {
        QuotationKind::Quoted => "quoted",
        QuotationKind::Scare => "scare",
        QuotationKind::Block => "block",
        QuotationKind::Unclosed => "unclosed",
        QuotationKind::Unopened => "unopened",
    }
}

/// What the JSON of `compare` says of each reference, beside its name.
const COMPARISON: [&str; 8] = [
    "focus_documents",
    "focus_words",
    "focus_copies_left_out",
    "reference_documents",
    "reference_words",
    "reference_copies_left_out",
    "reference_left_out_as_focus",
    "entries_not_covered",
];

/// The schema of an object of counts, texts and numbers that may be missing.
fn counts(counts: &[&str], texts: &[&str], numbers: &[&str]) -> Value {
    let of = |names: &[&str], shape: Value| names.iter().map(|name| ((*name).to_owned(), shape.clone())).collect::<Vec<_>>();
    let parts =
        [of(texts, json!({ "type": "string" })), of(counts, json!({ "type": "integer" })), of(numbers, json!({ "type": ["number", "null"] }))];
    let properties: Map<String, Value> = parts.concat().into_iter().collect();
    let required: Vec<&String> = properties.keys().collect();
    json!({ "type": "object", "properties": properties, "required": required })
}

/// How two texts name one thing.
fn named_by_both() -> Value {
    let mut side = counts(&["loaded", "mentions"], &[], &["share", "share_low", "share_high"]);
    let mut name = counts(&["count"], &["name"], &[]);
    name["properties"]["loaded"] = json!({ "type": "boolean" });
    side["properties"]["names"] = json!({ "type": "array", "items": name });
    json!({ "type": "object", "properties": { "referent": { "type": "string" }, "name": { "type": "string" }, "a": side, "b": side },
        "required": ["referent", "name", "a", "b"] })
}

/// The schema of the provenance.
pub(super) fn run_schema() -> Value {
    json!({ "type": "object", "properties": {
        "tool": { "const": "connote" }, "version": { "type": "string" },
        "lexicons": { "type": "array", "items": { "type": "object", "properties": { "id": { "type": "string" }, "version": { "type": "string" }, "digest": { "type": "string" } }, "required": ["id", "version", "digest"] } },
        "references": { "type": "array", "items": { "type": "object", "properties": {
            "name": { "type": "string" }, "title": { "type": "string" }, "period": { "type": "string" }, "topics": { "type": "string" },
            "documents": { "type": "integer" }, "words": { "type": "integer", "description": "outside quotations" },
            "copies_left_out": { "type": "integer" }, "counted_by": { "type": "string", "description": "version of connote" } },
            "required": ["name", "title", "period", "topics", "documents", "words", "copies_left_out", "counted_by"] } },
        "options": { "type": "array", "items": { "type": "string" } } },
        "required": ["tool", "version", "lexicons", "references", "options"] })
}

/// The JSON Schema of the output of `score --format json` and `hits --format json`.
#[must_use]
pub fn schema() -> Value {
    let without = |mut schema: Value, names: &[&str]| {
        for name in names {
            schema["properties"].as_object_mut().map(|properties| properties.shift_remove(*name));
            if let Some(required) = schema["required"].as_array_mut() {
                required.retain(|required| required != name);
            }
        }
        schema
    };
    let mut hit = without(tables::hits().schema(), &["document"]);
    hit["properties"]["why"] = json!({ "type": "string", "description": "what the wording presupposes" });
    hit["properties"]["sources"] = json!({ "type": "array", "items": { "type": "string" }, "description": "keys of the lexicon's sources" });
    hit["properties"]["ignored_line"] =
        json!({ "type": "integer", "description": "only in `ignored`: line of the comment that asks to leave it out" });
    let mut place = without(tables::places().schema(), &["document"]);
    place["properties"]["distribution"] = json!({ "type": "array", "description": "reference documents in bins of their rate per 1,000 words: the first without a hit, the last without an upper edge; empty where nothing was compared",
        "items": { "type": "object", "properties": { "above": { "type": ["integer", "null"] }, "up_to": { "type": ["integer", "null"] }, "documents": { "type": "integer" } },
            "required": ["above", "up_to", "documents"] } });
    let mut attribution = tables::attribution().schema();
    attribution["properties"]["places"] = json!({ "type": "array", "items": { "type": "object", "properties": {
        "field": { "enum": [FieldName::Title.as_str(), FieldName::Text.as_str()] },
        "start": { "type": "integer" }, "end": { "type": "integer" } }, "required": ["field", "start", "end"] } });
    let mut document = json!({
        "type": "object",
        "properties": { "document": { "type": "string" }, "title": { "type": ["string", "null"] }, "score": { "$ref": "#/$defs/score" } },
        "required": ["document", "title", "text", "hits"],
    });
    let properties = [
        ("text", json!({ "type": "string", "description": "what the reader made of the bytes; hits of the field `text` are cut from it" })),
        ("places", json!({ "type": "array", "items": { "$ref": "#/$defs/place" } })),
        ("encoding", json!({ "type": ["string", "null"], "description": "WHATWG name of the encoding the bytes were read in" })),
        ("url", json!({ "type": ["string", "null"] })),
        ("scare_quotes", json!({ "type": "integer", "description": "short quoted phrases the article distances itself from" })),
        (
            "warnings",
            json!({ "type": "array", "items": { "type": "object", "properties": { "name": { "type": "string" }, "message": { "type": "string" } }, "required": ["name", "message"] } }),
        ),
        (
            "quotations",
            json!({ "type": "array", "items": { "type": "object", "properties": {
            "field": { "enum": [FieldName::Title.as_str(), FieldName::Text.as_str()] },
            "start": { "type": "integer" }, "end": { "type": "integer" },
            "kind": { "enum": ["quoted", "scare", "block", "unclosed", "unopened"] } }, "required": ["field", "start", "end", "kind"] } }),
        ),
        ("techniques", json!({ "type": "array", "items": { "$ref": "#/$defs/item" } })),
        ("naming", json!({ "type": "array", "items": { "$ref": "#/$defs/item" } })),
        ("attribution", json!({ "type": "array", "items": { "$ref": "#/$defs/attribution" } })),
        ("hits", json!({ "type": "array", "items": { "$ref": "#/$defs/hit" } })),
        (
            "ignored",
            json!({ "type": "array", "items": { "$ref": "#/$defs/hit" }, "description": "left out by --honour-ignores, numbered by themselves" }),
        ),
        ("rejected", json!({ "type": "array", "items": { "$ref": "#/$defs/rejected" } })),
    ];
    for (name, property) in properties {
        document["properties"][name] = property;
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "connote score, hits and compare of texts",
        "type": "object",
        "properties": {
            "run": { "$ref": "#/$defs/run" },
            "documents": { "type": "array", "items": { "$ref": "#/$defs/document" } },
            "by": { "type": "array", "items": { "$ref": "#/$defs/by" } },
            "places": { "type": "array", "items": { "$ref": "#/$defs/places" } },
            "compare": { "type": "array", "items": { "$ref": "#/$defs/compare" } },
            "comparisons": { "type": "array", "items": counts(&COMPARISON, &["reference"], &[]) },
            "with": { "type": "array", "items": { "$ref": "#/$defs/with" } },
            "pair": counts(&["entries_both", "entries_a", "entries_b"], &[], &["rate_ratio", "rate_ratio_low", "rate_ratio_high"]),
            "naming": { "type": "array", "description": "things that both texts name (`compare --with`)", "items": named_by_both() },
        },
        "required": ["run"],
        "$defs": {
            "run": run_schema(),
            "document": document,
            "score": without(tables::score().schema(), &["document"]),
            "hit": hit,
            "attribution": attribution,
            "item": without(tables::by().schema(), &["document"]),
            "by": tables::by().schema(),
            "compare": super::corpora::compare().schema(),
            "with": super::pair::with().schema(),
            "place": place,
            "places": tables::places().schema(),
            "rejected": without(tables::rejected().schema(), &["document"]),
        },
    })
}
