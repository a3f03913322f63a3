//! The headline of a text, wherever it stands.

use crate::analysis::Analysis;
use crate::document::{FieldName, Zone};
use crate::tokenize::layouts;

/// The title that the source keeps apart, else the first paragraph where that is the headline; in one line.
#[must_use]
pub fn headline(analysis: &Analysis) -> Option<String> {
    let in_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let title = analysis.document.title.as_ref().map(|title| in_line(&title.content)).filter(|title| !title.is_empty());
    title.or_else(|| {
        let layouts = layouts(&analysis.document);
        let layout = layouts.iter().find(|layout| layout.name == FieldName::Text)?;
        let first = layout.paragraphs.first().filter(|paragraph| paragraph.zone == Zone::Headline)?;
        Some(in_line(first.span.of(analysis.content(FieldName::Text)))).filter(|text| !text.is_empty())
    })
}
