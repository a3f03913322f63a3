//! The answer key: the part of an exercise file that grading needs.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::error::Error;
use crate::lexicon::digest;
use crate::span::{Positions, Span};

/// The version of exercise files that is read.
const SCHEMA_VERSION: &str = "1";

/// What the key says of a loaded stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// Loaded, and the article's own voice: the right answer of the marking task.
    Mark,
    /// A fair colleague could dispute it.
    Discuss,
    /// Loaded, but somebody else's words.
    Quoted,
}

impl Answer {
    /// The name used in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mark => "mark",
            Self::Discuss => "discuss",
            Self::Quoted => "quoted",
        }
    }
}

/// An answer key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Name of the file, as given.
    pub file: String,
    /// SHA-256 of the file.
    pub digest: String,
    /// Title of the exercise.
    pub title: Option<String>,
    /// The lexicons it was made with.
    pub lexicons: Vec<KeyLexicon>,
    /// What pupils saw of each article.
    pub passages: Vec<Passage>,
}

/// A lexicon that a key was made with.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct KeyLexicon {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of the file.
    pub digest: String,
}

/// What pupils saw of one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Id of the article.
    pub article_id: String,
    /// Its headline, if known.
    pub title: Option<String>,
    /// The text that was shown.
    pub text: String,
    /// SHA-256 of the text in UTF-8, in hexadecimal.
    pub sha256: String,
    /// Loaded stretches, by place.
    pub spans: Vec<KeySpan>,
}

/// A loaded stretch of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeySpan {
    /// Where in the text.
    pub span: Span,
    /// Start in code points.
    pub start: usize,
    /// End in code points.
    pub end: usize,
    /// What the key says of it.
    pub answer: Answer,
    /// Ids of the techniques that can be defended; none where the key names none.
    pub techniques: BTreeSet<String>,
    /// Whose words; empty where the key does not say.
    pub voice: String,
    /// Why it is to be discussed, if it is.
    pub reason: Option<String>,
    /// What the wording presupposes.
    pub why: Option<String>,
}

#[derive(Deserialize)]
struct WrittenKey {
    schema_version: Option<String>,
    run: Option<WrittenRun>,
    title: Option<String>,
    passages: Option<Vec<WrittenPassage>>,
}

#[derive(Deserialize)]
struct WrittenRun {
    #[serde(default)]
    lexicons: Vec<KeyLexicon>,
}

#[derive(Deserialize)]
struct WrittenPassage {
    article_id: String,
    title: Option<String>,
    text: String,
    sha256: String,
    key: Vec<WrittenSpan>,
}

#[derive(Deserialize)]
struct WrittenSpan {
    start: usize,
    end: usize,
    text: Option<String>,
    technique: Option<String>,
    /// Others that can be defended.
    #[serde(default)]
    techniques: Vec<String>,
    voice: Option<String>,
    answer: Answer,
    reason: Option<String>,
    why: Option<String>,
    #[serde(default)]
    masked: bool,
}

/// Reads a key: the JSON that `connote exercise --format json` writes.
///
/// # Errors
/// [`Error::Exercise`] for a file that is no exercise, or one whose texts, hashes and places do not fit each other any more.
pub fn read_key(file: &str, bytes: &[u8]) -> Result<Key, Error> {
    let refuse = |problem: String| Error::Exercise { file: file.to_owned(), problem };
    let bytes_of_json = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let written: WrittenKey = serde_json::from_slice(bytes_of_json)
        .map_err(|error| refuse(format!("no exercise ({error}); expected the JSON that `connote exercise --format json` writes; check the path")))?;
    match written.schema_version.as_deref() {
        Some(SCHEMA_VERSION) => {}
        Some(other) => {
            let found = format!("an exercise of version {other:?}; expected version {SCHEMA_VERSION:?}; make it again with this version of connote");
            return Err(refuse(found));
        }
        None => return Err(refuse(no_exercise())),
    }
    let passages = written.passages.ok_or_else(|| refuse(no_exercise()))?;
    if passages.is_empty() {
        return Err(refuse("an exercise without a passage; expected at least one; make it again".to_owned()));
    }
    let passages: Vec<Passage> = passages.into_iter().map(passage).collect::<Result<_, _>>().map_err(refuse)?;
    let mut seen = BTreeSet::new();
    if let Some(twice) = passages.iter().find(|passage| !seen.insert(passage.article_id.as_str())) {
        let id = &twice.article_id;
        return Err(refuse(format!("two passages have the article_id {id:?}; expected one each, so that marks have one place; make it again")));
    }
    let lexicons = written.run.map(|run| run.lexicons).unwrap_or_default();
    Ok(Key { file: file.to_owned(), digest: digest(bytes), title: written.title, lexicons, passages })
}

fn no_exercise() -> String {
    "JSON, but no exercise (no schema_version and passages); expected what `connote exercise --format json` writes; name that file first, then the marks"
        .to_owned()
}

fn passage(written: WrittenPassage) -> Result<Passage, String> {
    let WrittenPassage { article_id, title, text, sha256, key } = written;
    if !digest(text.as_bytes()).eq_ignore_ascii_case(sha256.trim()) {
        return Err(format!(
            "the text of passage {article_id:?} is not the one that its sha256 names; expected it as it was made; make the exercise again rather than edit it"
        ));
    }
    let positions = Positions::new(&text);
    let mut spans = key.into_iter().map(|span| key_span(span, &text, &positions)).collect::<Result<Vec<_>, _>>();
    if let Ok(spans) = &mut spans {
        spans.sort_by(|one, other| (one.span, one.answer, &one.techniques).cmp(&(other.span, other.answer, &other.techniques)));
    }
    let spans = spans.map_err(|problem| format!("passage {article_id:?}: {problem}"))?;
    Ok(Passage { article_id, title, text, sha256: sha256.trim().to_ascii_lowercase(), spans })
}

fn key_span(written: WrittenSpan, text: &str, positions: &Positions<'_>) -> Result<KeySpan, String> {
    let WrittenSpan { start, end, .. } = written;
    let bytes = positions.byte(start).zip(positions.byte(end)).filter(|_| start < end).map(|(from, to)| Span::new(from, to));
    let span = bytes.ok_or_else(|| {
        format!(
            "its key has a span {start} to {end}; expected a place in its text of {} code points; make it again",
            positions.code_point(text.len())
        )
    })?;
    // The words of a masked slur are not those of the text.
    if let Some(words) = written.text.filter(|_| !written.masked)
        && words != span.of(text)
    {
        return Err(format!("its key says {words:?} at {start} to {end}; expected {:?}, as its text has it; make it again", span.of(text)));
    }
    let name = |name: String| Some(name.trim().to_lowercase()).filter(|name| !name.is_empty());
    let techniques = written.technique.into_iter().chain(written.techniques).filter_map(name).collect();
    let voice = written.voice.and_then(name).unwrap_or_default();
    Ok(KeySpan { span, start, end, answer: written.answer, techniques, voice, reason: written.reason, why: written.why })
}
