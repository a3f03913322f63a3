//! JSON: everything about a document, with its text, so that spans can be cut without the reader. The schema is committed.

use serde_json::{Map, Value, json};

use super::tables::{self, HitContext, HitRow, PlaceRow, RejectedRow, ScoreRow, by_rows};
use crate::analysis::{Analysis, Analyzer};
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
    let hit = |(hit, number)| {
        let row = HitRow { context, number, hit };
        let mut object = without_document(tables::hits().json(&row));
        object.extend(reasons(context.analyzer().entry(hit.entry)));
        Value::Object(object)
    };
    context.analysis().hits.iter().zip(1..).map(hit).collect()
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
        ("rejected", json!({ "type": "array", "items": { "$ref": "#/$defs/rejected" } })),
    ];
    for (name, property) in properties {
        document["properties"][name] = property;
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "connote score and hits",
        "type": "object",
        "properties": {
            "run": { "$ref": "#/$defs/run" },
            "documents": { "type": "array", "items": { "$ref": "#/$defs/document" } },
            "by": { "type": "array", "items": { "$ref": "#/$defs/by" } },
            "places": { "type": "array", "items": { "$ref": "#/$defs/places" } },
        },
        "required": ["run"],
        "$defs": {
            "run": { "type": "object", "properties": {
                "tool": { "const": "connote" }, "version": { "type": "string" },
                "lexicons": { "type": "array", "items": { "type": "object", "properties": { "id": { "type": "string" }, "version": { "type": "string" }, "digest": { "type": "string" } }, "required": ["id", "version", "digest"] } },
                "references": { "type": "array", "items": { "type": "object", "properties": {
                    "name": { "type": "string" }, "title": { "type": "string" }, "period": { "type": "string" }, "topics": { "type": "string" },
                    "documents": { "type": "integer" }, "words": { "type": "integer", "description": "outside quotations" },
                    "copies_left_out": { "type": "integer" }, "counted_by": { "type": "string", "description": "version of connote" } },
                    "required": ["name", "title", "period", "topics", "documents", "words", "copies_left_out", "counted_by"] } },
                "options": { "type": "array", "items": { "type": "string" } } },
                "required": ["tool", "version", "lexicons", "references", "options"] },
            "document": document,
            "score": without(tables::score().schema(), &["document"]),
            "hit": hit,
            "attribution": attribution,
            "item": without(tables::by().schema(), &["document"]),
            "by": tables::by().schema(),
            "place": place,
            "places": tables::places().schema(),
            "rejected": without(tables::rejected().schema(), &["document"]),
        },
    })
}
