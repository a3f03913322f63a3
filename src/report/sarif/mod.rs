//! SARIF 2.1.0 (OASIS): hits as results of a static analysis, for code scanning, editors and viewers. What each property holds stands in
//! `docs/newsroom.md`.

mod fingerprint;
mod fix;
pub mod model;
mod place;
mod rule;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::annotation::{is_warning, sentence};
use super::run::Run as Provenance;
use super::tables::HitContext;
use crate::analysis::{Analysis, Analyzer, EntryIndex, Hit};
use crate::context::Flag;
use model::{Driver, Finding, Invocation, Log, Message, Notification, Run, Suppression, Tool};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What a log is made of, beside the documents.
pub struct Parts<'a> {
    /// What the hits were found with.
    pub analyzer: &'a Analyzer,
    /// Provenance.
    pub run: &'a Provenance,
    /// Inputs that could not be read, in words.
    pub problems: &'a [String],
    /// Whether comments in the texts were honoured.
    pub honour_ignores: bool,
}

/// The log of a run.
#[must_use]
pub fn log(documents: &[Analysis], parts: &Parts<'_>) -> Log {
    let entries: BTreeSet<EntryIndex> = documents.iter().flat_map(in_text_order).map(|(hit, _)| hit.entry).collect();
    let places: BTreeMap<EntryIndex, usize> = entries.iter().copied().zip(0..).collect();
    let driver = Driver {
        name: parts.run.tool,
        version: parts.run.version,
        semantic_version: parts.run.version,
        rules: entries.iter().map(|&entry| rule::rule(parts.analyzer, entry)).collect(),
    };
    let run = Run {
        tool: Tool { driver },
        invocations: vec![invocation(documents, parts.problems)],
        column_kind: "unicodeCodePoints",
        newline_sequences: vec!["\r\n", "\n", "\r"],
        results: documents.iter().flat_map(|analysis| findings(analysis, parts, &places)).collect(),
        properties: json!({
            "run": parts.run,
            "documents": documents.len(),
            "ignored": documents.iter().map(|analysis| analysis.ignored.len()).sum::<usize>(),
        }),
    };
    Log { schema: SCHEMA, version: "2.1.0", runs: vec![run] }
}

/// Hits and ignored hits, each of these with the line that asks for it.
fn in_text_order(analysis: &Analysis) -> Vec<(&Hit, Option<usize>)> {
    let ignored = analysis.ignored.iter().map(|ignored| (&ignored.hit, Some(ignored.line)));
    let mut all: Vec<(&Hit, Option<usize>)> = analysis.hits.iter().map(|hit| (hit, None)).chain(ignored).collect();
    all.sort_by_key(|(hit, _)| (hit.field, hit.span.start, std::cmp::Reverse(hit.span.end), hit.entry));
    all
}

fn findings(analysis: &Analysis, parts: &Parts<'_>, places: &BTreeMap<EntryIndex, usize>) -> Vec<Finding> {
    let context = HitContext::new(analysis, parts.analyzer);
    let hits = in_text_order(analysis);
    let fingerprints = fingerprint::fingerprints(analysis, parts.analyzer, hits.iter().map(|(hit, _)| *hit));
    let finding = |((hit, line), fingerprint): ((&Hit, Option<usize>), String)| Finding {
        rule_id: parts.analyzer.entry(hit.entry).id.clone(),
        rule_index: places.get(&hit.entry).copied().unwrap_or_default(),
        level: if is_warning(hit) { "warning" } else { "note" },
        message: Message::plain(in_message(&sentence(analysis, parts.analyzer, hit))),
        locations: vec![place::location(&context, hit)],
        partial_fingerprints: BTreeMap::from([(fingerprint::NAME, fingerprint)]),
        suppressions: parts.honour_ignores.then(|| line.map(suppression).into_iter().collect()),
        fixes: fix::fixes(&context, hit),
        properties: properties(&context, hit),
    };
    hits.into_iter().zip(fingerprints).map(finding).collect()
}

fn suppression(line: usize) -> Suppression {
    Suppression { kind: "inSource", justification: format!("a comment on line {line} of the text asks for it") }
}

/// What the columns of `hits` say beyond the place in the file, under the same names.
fn properties(context: &HitContext<'_>, hit: &Hit) -> serde_json::Value {
    json!({
        "document": context.document(),
        "field": hit.field.as_str(),
        "start": context.code_point(hit.field, hit.span.start),
        "end": context.code_point(hit.field, hit.span.end),
        "lexicon": context.analyzer().lexicon_id(hit.entry),
        "term": hit.term,
        "technique": hit.technique.id(),
        "loaded": hit.technique.is_loaded(),
        "voice": hit.voice.as_str(),
        "speaker": hit.speaker,
        "zone": hit.zone.as_str(),
        "flags": hit.flags.iter().map(|flag: &Flag| flag.as_str()).collect::<Vec<_>>(),
    })
}

fn invocation(documents: &[Analysis], problems: &[String]) -> Invocation {
    let unread = problems.iter().map(|problem| notification("error", problem, None));
    let noticed = documents.iter().flat_map(|analysis| {
        let warnings = analysis.warnings.iter().map(ToString::to_string);
        let all = warnings.chain(analysis.ignore_problems.iter().map(ToString::to_string));
        all.map(move |remark| notification("warning", &format!("{}: {remark}", analysis.document.id), Some(analysis)))
    });
    Invocation { execution_successful: problems.is_empty(), tool_execution_notifications: unread.chain(noticed).collect() }
}

fn notification(level: &'static str, text: &str, about: Option<&Analysis>) -> Notification {
    let locations = about.map(|analysis| place::whole(&analysis.document)).into_iter().collect();
    Notification { level, message: Message::plain(in_message(text)), locations }
}

/// Text as a message holds it: braces would be arguments, brackets links.
fn in_message(text: &str) -> String {
    let mut message = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '{' | '}' => message.extend([character, character]),
            '[' | ']' | '\\' => message.extend(['\\', character]),
            _ => message.push(character),
        }
    }
    message
}
