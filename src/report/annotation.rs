//! One hit in a sentence or two, for the margin of a text: the words, whose voice, why, what else could be written.

use super::cell::printable;
use super::tables::neutral_wordings;
use crate::analysis::{Analysis, Analyzer, Hit};
use crate::context::{Flag, Voice};
use crate::document::Document;

/// The hit in words.
#[must_use]
pub fn sentence(analysis: &Analysis, analyzer: &Analyzer, hit: &Hit) -> String {
    let entry = analyzer.entry(hit.entry);
    let words = printable(hit.span.of(analysis.content(hit.field)));
    let open = if hit.counts() { "" } else { " A sense condition is open: listed, not counted." };
    let neutral = neutral_wordings(entry, hit).join("; ");
    let neutral = if neutral.is_empty() { String::new() } else { format!(" Neutral wording: {neutral}.") };
    format!("“{words}” ({}), {}. {}{open}{neutral}", hit.technique, voice(hit), entry.why)
}

/// Whose words, in words.
fn voice(hit: &Hit) -> String {
    let reported = hit.flags.contains(&Flag::Reported);
    let of = if hit.speaker.is_empty() { String::new() } else { format!(" of {}", printable(&hit.speaker)) };
    match hit.voice {
        Voice::Editorial if reported => format!("in the article's own voice, in indirect speech{of}"),
        Voice::Editorial => "in the article's own voice".to_owned(),
        Voice::Quoted => format!("in a quotation{of}"),
        Voice::Scare => "in scare quotes".to_owned(),
        Voice::Uncertain => format!("in a quotation{of} that lacks one of its marks"),
    }
}

/// Whether an editor should look at it first: a loaded wording in the article's own voice that is counted.
#[must_use]
pub fn is_warning(hit: &Hit) -> bool {
    hit.voice == Voice::Editorial && hit.counts_as_loaded()
}

/// The file a document was read from, as given; `-` for standard input.
#[must_use]
pub fn source(document: &Document) -> &str {
    document.table.as_deref().unwrap_or(&document.id)
}

/// Whether lines and columns of the text are those of the file as it lies there: it was kept as it was, and not packed.
#[must_use]
pub fn has_lines(document: &Document) -> bool {
    let ending = source(document).rsplit('.').next().unwrap_or_default();
    document.verbatim && !["gz", "zst"].iter().any(|packed| ending.eq_ignore_ascii_case(packed))
}
