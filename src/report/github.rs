//! Annotations of GitHub Actions: one workflow command a hit, which a run shows beside the line.
//!
//! Columns count code points from 1; the end is the one after the last. GitHub refuses columns where a hit runs over several lines, so they are
//! left out there, and places altogether where the reader changed the text.

use std::fmt::Write;

use super::annotation::{has_lines, is_warning, sentence, source};
use super::tables::HitContext;
use crate::analysis::Hit;
use crate::span::Span;

/// The commands for the hits of a document, one a line.
#[must_use]
pub fn commands(context: &HitContext<'_>) -> String {
    let mut lines = String::new();
    for hit in &context.analysis().hits {
        let _ = writeln!(lines, "{}", command(context, hit));
    }
    lines
}

fn command(context: &HitContext<'_>, hit: &Hit) -> String {
    let name = if is_warning(hit) { "warning" } else { "notice" };
    let entry = context.analyzer().entry(hit.entry);
    let mut properties = place(context, hit);
    properties.push(("title", format!("{}: {}", hit.technique, entry.id)));
    let properties: Vec<String> = properties.iter().map(|(name, value)| format!("{name}={}", in_property(value))).collect();
    format!("::{name} {}::{}", properties.join(","), in_message(&sentence(context.analysis(), context.analyzer(), hit)))
}

/// File, line and columns, as far as they mean something.
fn place(context: &HitContext<'_>, hit: &Hit) -> Vec<(&'static str, String)> {
    let document = &context.analysis().document;
    let file = source(document);
    if file == "-" {
        return Vec::new();
    }
    let mut properties = vec![("file", file.strip_prefix("./").unwrap_or(file).to_owned())];
    let at = |position| context.position(hit.field, Span::new(position, position));
    if let (true, Some(start), Some(end)) = (has_lines(document), at(hit.span.start), at(hit.span.end)) {
        properties.push(("line", start.line.to_string()));
        if start.line == end.line {
            properties.push(("col", start.column.to_string()));
        }
        properties.push(("endLine", end.line.to_string()));
        if start.line == end.line {
            properties.push(("endColumn", end.column.to_string()));
        }
    }
    properties
}

/// A message cannot hold line ends, nor a percent sign that would be read as the beginning of one.
fn in_message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property cannot hold what ends it either.
fn in_property(text: &str) -> String {
    in_message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_command_is_escaped() {
        assert_eq!(in_message("100 %: a,\r\nb::error::"), "100 %25: a,%0D%0Ab::error::");
        assert_eq!(in_property("a: 5%2C,\n"), "a%3A 5%252C%2C%0A");
    }
}
