//! Why each hit is one, and why each near miss is none.

use std::fmt::Write;

use serde_json::{Value, json};

use super::cell::printable;
use super::json::near_misses;
use super::lexicon::evidence_lines;
use super::tables::{self, HitContext, HitRow, RejectedRow, cell_of, neutral_wordings};
use crate::analysis::{Analysis, Analyzer, Hit, Ignored, NearMiss};
use crate::context::{Flag, QuotationKind, Voice, quotation_at};
use crate::document::FieldName;
use crate::lexicon::{Entry, Lexicon};
use crate::span::Span;

/// What of a document is explained: everything, or one line of the source file.
#[derive(Debug, Clone, Copy)]
pub struct Extent {
    /// 1-based line; all where there is none.
    pub line: Option<usize>,
}

/// The explanation as text at this width.
#[must_use]
pub fn text(analysis: &Analysis, analyzer: &Analyzer, extent: Extent, width: usize) -> String {
    let context = HitContext::new(analysis, analyzer);
    let mut items: Vec<(FieldName, Span, String)> = Vec::new();
    for (number, hit) in (1..).zip(&analysis.hits).filter(|(_, hit)| inside(&context, extent, hit.field, hit.span)) {
        items.push((hit.field, hit.span, hit_text(analysis, analyzer, &context, &format!("HIT {number}"), hit)));
    }
    for Ignored { hit, line } in analysis.ignored.iter().filter(|ignored| inside(&context, extent, ignored.hit.field, ignored.hit.span)) {
        let heading = format!("IGNORED, as line {line} asks");
        items.push((hit.field, hit.span, hit_text(analysis, analyzer, &context, &heading, hit)));
    }
    for miss in analysis.near_misses.iter().filter(|miss| inside(&context, extent, miss.field, miss.span)) {
        items.push((miss.field, miss.span, miss_text(analysis, analyzer, &context, miss)));
    }
    items.sort_by_key(|(field, span, _)| (*field, span.start, std::cmp::Reverse(span.end)));
    if items.is_empty() {
        return "No term of the lexicons in use stands here, neither as a hit nor as a near miss.\n".to_owned();
    }
    let mut page = String::new();
    for (_, _, item) in items {
        for (index, line) in item.lines().enumerate() {
            let (first, rest) = if index == 0 { ("", "    ") } else { ("    ", "      ") };
            let options = textwrap::Options::new(width).initial_indent(first).subsequent_indent(rest).break_words(false);
            for line in textwrap::wrap(line, options) {
                let _ = writeln!(page, "{}", line.trim_end());
            }
        }
        page.push('\n');
    }
    page
}

/// The same as JSON: hits and near misses with everything known about them.
#[must_use]
pub fn json(analysis: &Analysis, analyzer: &Analyzer, extent: Extent) -> Value {
    let context = HitContext::new(analysis, analyzer);
    let explained = |(number, hit): (usize, &Hit)| {
        let entry = analyzer.entry(hit.entry);
        let mut object = tables::hits().json(&HitRow { context: &context, number, hit });
        object.insert("why".to_owned(), entry.why.as_str().into());
        object.insert("voice_because".to_owned(), voice_reason(analysis, &context, hit).into());
        object.insert("evidence".to_owned(), evidence_lines(lexicon(analyzer, hit), entry).into());
        object
    };
    let stands_in = |hit: &Hit| inside(&context, extent, hit.field, hit.span);
    let hits: Vec<Value> = (1..).zip(&analysis.hits).filter(|(_, hit)| stands_in(hit)).map(|hit| Value::Object(explained(hit))).collect();
    let ignored = (1..).zip(&analysis.ignored).filter(|(_, ignored)| stands_in(&ignored.hit)).map(|(number, ignored)| {
        let mut object = explained((number, &ignored.hit));
        object.insert("ignored_line".to_owned(), ignored.line.into());
        Value::Object(object)
    });
    let ignored: Vec<Value> = ignored.collect();
    let rejected = match extent.line {
        None => near_misses(&context),
        Some(_) => {
            let kept = analysis.near_misses.iter().filter(|miss| inside(&context, extent, miss.field, miss.span));
            kept.map(|miss| Value::Object(tables::rejected().json(&RejectedRow { context: &context, miss }))).collect()
        }
    };
    let mut explained = json!({ "document": analysis.document.id, "hits": hits, "rejected": rejected });
    if !ignored.is_empty() {
        explained["ignored"] = ignored.into();
    }
    explained
}

fn inside(context: &HitContext<'_>, extent: Extent, field: FieldName, span: Span) -> bool {
    extent.line.is_none_or(|line| context.position(field, span).is_some_and(|position| position.line == line))
}

fn place(context: &HitContext<'_>, field: FieldName, span: Span) -> String {
    context.position(field, span).map_or_else(|| field.as_str().to_owned(), |position| format!("{}:{}", position.line, position.column))
}

fn lexicon<'a>(analyzer: &'a Analyzer, hit: &Hit) -> &'a Lexicon {
    analyzer.lexicons()[hit.entry.lexicon].lexicon()
}

fn hit_text(analysis: &Analysis, analyzer: &Analyzer, context: &HitContext<'_>, heading: &str, hit: &Hit) -> String {
    let entry = analyzer.entry(hit.entry);
    let found = printable(hit.span.of(analysis.content(hit.field)));
    let mut text = format!("{} {heading}: “{found}” ({})\n", place(context, hit.field, hit.span), hit.zone.as_str());
    let _ = writeln!(text, "… {}[{found}]{} …", printable(&hit.left), printable(&hit.right));
    let _ = writeln!(text, "entry: {} of {}, form “{}”", entry.id, analyzer.lexicon_id(hit.entry), hit.term);
    let loaded = if hit.technique.is_loaded() { "counts as loaded" } else { "does not count as loaded" };
    let _ = writeln!(text, "technique: {} ({}; {loaded})", hit.technique, hit.technique.meaning());
    let _ = writeln!(text, "voice: {}", voice_reason(analysis, context, hit));
    if !hit.flags.is_empty() {
        let flags: Vec<&str> = hit.flags.iter().map(|flag| flag.as_str()).collect();
        let _ = writeln!(text, "flags: {}", flags.join(", "));
    }
    let decided = if hit.counts() { conditions(entry) } else { "one could not be decided: listed, not counted" };
    let _ = writeln!(text, "conditions: {decided}");
    if let Some(outer) = hit.within {
        let _ = writeln!(text, "inside or across hit {}; the two count as one stretch", outer + 1);
    }
    let _ = writeln!(text, "why: {}", entry.why);
    let _ = writeln!(text, "neutral: {}", neutral_wordings(entry, hit).join("; "));
    for line in evidence_lines(lexicon(analyzer, hit), entry) {
        let _ = writeln!(text, "source: {line}");
    }
    text
}

fn miss_text(analysis: &Analysis, analyzer: &Analyzer, context: &HitContext<'_>, miss: &NearMiss) -> String {
    let row = RejectedRow { context, miss };
    let found = printable(miss.span.of(analysis.content(miss.field)));
    let mut text = format!("{} NO HIT: “{found}”\n", place(context, miss.field, miss.span));
    let _ = writeln!(text, "… {}[{found}]{} …", printable(&miss.left), printable(&miss.right));
    let _ = writeln!(text, "entry: {} of {}", analyzer.entry(miss.entry).id, analyzer.lexicon_id(miss.entry));
    let _ = writeln!(text, "because: {}", cell_of(&tables::rejected(), &row, "reason").shown());
    text
}

fn conditions(entry: &Entry) -> &'static str {
    match (entry.only_if.is_empty(), entry.unless.is_empty()) {
        (true, true) => "none to meet",
        (false, true) => "one of its only_if holds",
        (true, false) => "none of its unless holds",
        (false, false) => "one of its only_if holds and none of its unless",
    }
}

/// The voice and what it rests on: the quotation around the hit, with its place, or that there is none.
fn voice_reason(analysis: &Analysis, context: &HitContext<'_>, hit: &Hit) -> String {
    let quotations = analysis.quotations.iter().find(|field| field.field == hit.field).map_or(&[][..], |field| &field.quotations);
    let speaker = if hit.speaker.is_empty() { "no named source".to_owned() } else { format!("source: {}", hit.speaker) };
    let voice = hit.voice.as_str();
    let Some(quotation) = quotation_at(quotations, hit.span.start) else {
        let reported = hit.flags.contains(&Flag::Reported);
        return if reported { format!("{voice}, in indirect speech; {speaker}") } else { format!("{voice}, no quotation around it") };
    };
    let kind = match quotation.kind {
        QuotationKind::Block => "a block quotation",
        QuotationKind::Unclosed => "a quotation without a closing mark, taken to end with its sentence:",
        QuotationKind::Unopened => "a quotation without an opening mark, taken to begin with its sentence:",
        QuotationKind::Scare => "scare quotes, one to three words that nobody in the sentence is said to have said:",
        QuotationKind::Quoted => "the quotation",
    };
    let place = extent(context, hit.field, quotation.span).map_or(String::new(), |place| format!(" ({place})"));
    let speaker = if hit.voice == Voice::Scare { String::new() } else { format!("; {speaker}") };
    format!("{voice}, in {kind} {}{place}{speaker}", shortened(quotation.span.of(analysis.content(hit.field))))
}

/// "15:3 to 16:80", from the first character to the last.
fn extent(context: &HitContext<'_>, field: FieldName, span: Span) -> Option<String> {
    let from = context.position(field, span)?;
    let last = span.of(context.content(field)).char_indices().next_back().map_or(span.start, |(at, _)| span.start + at);
    let to = context.position(field, Span::new(last, span.end))?;
    Some(format!("{}:{} to {}:{}", from.line, from.column, to.line, to.column))
}

/// The beginning and the end of a long text.
fn shortened(text: &str) -> String {
    const KEPT: usize = 40;
    let text = printable(text);
    let count = text.chars().count();
    if count <= KEPT * 2 + 3 {
        return text;
    }
    let start: String = text.chars().take(KEPT).collect();
    let end: String = text.chars().skip(count - KEPT).collect();
    format!("{start} … {end}")
}
