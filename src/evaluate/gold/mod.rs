//! Annotated texts, from JSON Lines or CSV.

mod csv;
mod jsonl;
mod offsets;

pub use offsets::Offsets;

use offsets::Ruler;

use crate::context::{Flag, Voice};
use crate::document::{Document, Field};
use crate::error::Error;
use crate::span::Span;

/// An annotated text.
#[derive(Debug, Clone)]
pub struct Gold {
    /// The text.
    pub document: Document,
    /// What was annotated in its field `text`.
    pub spans: Vec<GoldSpan>,
    /// Label of the whole text, if any.
    pub label: Option<String>,
    /// Whether somebody looked for spans in it, so that no span means that there is none.
    pub marked: bool,
}

/// An annotated stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldSpan {
    /// Where.
    pub span: Span,
    /// Technique or other label, if any.
    pub label: Option<String>,
    /// Whose words, if annotated.
    pub voice: Option<Voice>,
    /// The named source, if annotated; empty where there is none.
    pub speaker: Option<String>,
    /// The flags that the words around give, if annotated.
    pub flags: Option<Vec<Flag>>,
}

/// What a gold file holds.
#[derive(Debug, Clone, Default)]
pub struct GoldFile {
    /// The texts in order, without those that have a problem.
    pub texts: Vec<Gold>,
    /// What is wrong, in the order of the lines.
    pub problems: Vec<Error>,
}

/// Reads a gold file: CSV where its name ends so, else JSON Lines. A text with a bad line is left out, since hits in it would be held
/// against half of its spans; the others are there.
#[must_use]
pub fn read_gold(file: &str, content: &str, offsets: Offsets) -> GoldFile {
    let content = content.strip_prefix('\u{FEFF}').unwrap_or(content);
    let is_csv = file.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("csv"));
    let (mut texts, problems) = if is_csv { csv::read(content, offsets) } else { jsonl::read(content, offsets) };
    // Without a single span in the file its labels are all there is: nobody looked for spans.
    if texts.iter().all(|text| text.spans.is_empty()) {
        texts.iter_mut().filter(|text| text.label.is_some()).for_each(|text| text.marked = false);
    }
    let error = |Problem { line, problem }| Error::Gold { file: file.to_owned(), line, problem };
    GoldFile { texts, problems: problems.into_iter().map(error).collect() }
}

/// What is wrong with a line.
struct Problem {
    line: usize,
    problem: String,
}

/// A span as written.
#[derive(Default)]
struct WrittenSpan {
    start: usize,
    end: usize,
    /// The words that it should hold, and the key or column that says so.
    words: Option<(&'static str, String)>,
    label: Option<String>,
    voice: Option<Voice>,
    speaker: Option<String>,
    flags: Option<Vec<Flag>>,
}

impl WrittenSpan {
    /// The span with its place in the text.
    fn placed(self, ruler: &Ruler<'_>, offsets: Offsets) -> Result<GoldSpan, String> {
        let words = self.words.as_ref().map(|(key, words)| (*key, words.as_str()));
        let span = ruler.span(self.start, self.end, words, offsets)?;
        Ok(GoldSpan { span, label: self.label, voice: self.voice, speaker: self.speaker, flags: self.flags })
    }
}

/// A text with the id it was given, or else that of its line.
fn document(id: Option<String>, line: usize, title: Option<String>, text: String) -> Document {
    let id = id.filter(|id| !id.is_empty()).unwrap_or_else(|| format!("line {line}"));
    Document { id, title: title.map(Field::plain), text: Field::plain(text), ..Document::default() }
}

fn voice_of(name: &str) -> Result<Voice, String> {
    let known = Voice::ALL.into_iter().find(|voice| voice.as_str() == name);
    known.ok_or_else(|| format!("unknown voice {name:?}; expected {}; correct it", Voice::ALL.map(Voice::as_str).join(", ")))
}
