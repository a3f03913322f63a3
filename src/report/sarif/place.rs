//! Where a hit is: the file as a URI, and lines and columns where the file has them.

use super::model::{ArtifactLocation, Content, Location, LogicalLocation, PhysicalLocation, Region};
use crate::analysis::Hit;
use crate::document::Document;
use crate::report::annotation::{has_lines, source};
use crate::report::tables::HitContext;
use crate::span::Span;

/// The place of a hit.
pub(super) fn location(context: &HitContext<'_>, hit: &Hit) -> Location {
    let document = &context.analysis().document;
    let region = region(context, hit);
    let logical =
        LogicalLocation { name: hit.field.as_str(), fully_qualified_name: format!("{}/{}", document.id, hit.field.as_str()), kind: "field" };
    let logical_locations = if region.is_some() { Vec::new() } else { vec![logical] };
    Location { physical_location: PhysicalLocation { artifact_location: artifact(document), region }, logical_locations }
}

/// A document as a whole.
pub(super) fn whole(document: &Document) -> Location {
    let physical_location = PhysicalLocation { artifact_location: artifact(document), region: None };
    Location { physical_location, logical_locations: Vec::new() }
}

/// The file of a document.
pub(super) fn artifact(document: &Document) -> ArtifactLocation {
    ArtifactLocation { uri: uri(source(document), cfg!(windows)) }
}

/// Lines and columns of a hit, where they are those of the file.
pub(super) fn region(context: &HitContext<'_>, hit: &Hit) -> Option<Region> {
    if !has_lines(&context.analysis().document) {
        return None;
    }
    let at = |position| context.position(hit.field, Span::new(position, position));
    let (start, end) = (at(hit.span.start)?, at(hit.span.end)?);
    let [from, to] = [hit.span.start, hit.span.end].map(|position| context.code_point(hit.field, position));
    Some(Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
        char_offset: from,
        char_length: to - from,
        snippet: Some(Content { text: hit.span.of(context.content(hit.field)).to_owned() }),
    })
}

/// A path as a URI reference: relative paths stay relative, so that whoever reads the log decides what they are relative to.
fn uri(path: &str, windows: bool) -> String {
    if path == "-" {
        // No file; a name that no relative path can have.
        return "stdin:-".to_owned();
    }
    let path = if windows { path.replace('\\', "/") } else { path.to_owned() };
    let drive = windows && path.as_bytes().get(1) == Some(&b':');
    let prefix = match (drive, path.starts_with('/')) {
        (true, _) => "file:///",
        (false, true) => "file://",
        (false, false) => "",
    };
    let mut plain = path.as_str();
    while let Some(rest) = plain.strip_prefix("./") {
        plain = rest.trim_start_matches('/');
    }
    let mut written = prefix.to_owned();
    for byte in plain.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => written.push(char::from(byte)),
            _ => written.push_str(&format!("%{byte:02X}")),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_uri_references() {
        let cases = [
            ("drafts/a.txt", "drafts/a.txt"),
            ("./drafts//a.txt", "drafts//a.txt"),
            ("../a b#c?d%20,e:f.md", "../a%20b%23c%3Fd%2520%2Ce%3Af.md"),
            ("/tmp/ä.txt", "file:///tmp/%C3%A4.txt"),
            ("a\\b.txt", "a%5Cb.txt"),
            ("-", "stdin:-"),
        ];
        for (path, expected) in cases {
            assert_eq!(uri(path, false), expected, "{path}");
        }
        assert_eq!(uri("a\\b c.txt", true), "a/b%20c.txt");
        assert_eq!(uri("C:\\a.txt", true), "file:///C%3A/a.txt");
    }
}
