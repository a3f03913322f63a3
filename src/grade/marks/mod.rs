//! Pupils' marks as they were handed in: a table, or JSON. Nothing is checked here but that each row can be read.

mod csv;
mod json;

use super::refusal::Refusal;

/// A column of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Column {
    SessionId,
    ArticleId,
    ArticleSha256,
    Annotator,
    Start,
    End,
    Text,
    Technique,
    Voice,
    Confidence,
    Note,
    LexiconVersion,
}

impl Column {
    /// All columns in the order of the format.
    pub const ALL: [Self; 12] = [
        Self::SessionId,
        Self::ArticleId,
        Self::ArticleSha256,
        Self::Annotator,
        Self::Start,
        Self::End,
        Self::Text,
        Self::Technique,
        Self::Voice,
        Self::Confidence,
        Self::Note,
        Self::LexiconVersion,
    ];

    /// Columns without which there is nothing to grade.
    const REQUIRED: [Self; 4] = [Self::ArticleId, Self::Annotator, Self::Start, Self::End];

    /// The name in the header, or of the key.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SessionId => "session_id",
            Self::ArticleId => "article_id",
            Self::ArticleSha256 => "article_sha256",
            Self::Annotator => "annotator",
            Self::Start => "start",
            Self::End => "end",
            Self::Text => "text",
            Self::Technique => "technique",
            Self::Voice => "voice",
            Self::Confidence => "confidence",
            Self::Note => "note",
            Self::LexiconVersion => "lexicon_version",
        }
    }

    fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.as_str() == name.trim())
    }

    fn index(self) -> usize {
        self as usize
    }
}

/// A row of marks as written: each cell without blanks around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// 1-based line in which it begins.
    pub line: usize,
    cells: [String; Column::ALL.len()],
}

impl Row {
    fn new(line: usize) -> Self {
        Self { line, cells: Default::default() }
    }

    fn set(&mut self, column: Column, cell: &str) {
        // A spreadsheet guard that this program writes itself: an apostrophe before what could be a formula.
        let cell = cell.trim();
        let guarded = cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@']));
        guarded.unwrap_or(cell).clone_into(&mut self.cells[column.index()]);
    }

    /// A cell; empty where there is none.
    #[must_use]
    pub fn cell(&self, column: Column) -> &str {
        &self.cells[column.index()]
    }

    fn is_empty(&self) -> bool {
        self.cells.iter().all(String::is_empty)
    }
}

/// What a file of marks holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MarksFile {
    /// Name of the file, as given.
    pub file: String,
    /// The rows in order.
    pub rows: Vec<Row>,
    /// What could not be read, by line.
    pub refused: Vec<Refusal>,
    /// What was noticed.
    pub notices: Vec<String>,
}

impl MarksFile {
    /// A row that cannot be read.
    fn refuse(&mut self, line: usize, reason: String) {
        self.refused.push(Refusal { file: self.file.clone(), line: Some(line), rows: 1, reason, ..Refusal::default() });
    }

    /// The rest of a file that cannot be read, so that nobody knows how many rows it has.
    fn refuse_all(&mut self, line: usize, reason: String) {
        self.refused.push(Refusal { file: self.file.clone(), line: Some(line), reason, ..Refusal::default() });
    }

    /// Columns that are there and mean nothing here; one notice for a file.
    fn ignore(&mut self, names: &[String]) {
        if !names.is_empty() {
            self.notices.push(format!("{}: columns not used: {}", self.file, names.join(", ")));
        }
    }
}

/// Reads a file of marks: JSON where it begins with a bracket or a brace, else a table with a first row of names. Any bytes will do: what cannot
/// be read is refused with its line.
#[must_use]
pub fn read_marks(file: &str, bytes: &[u8]) -> MarksFile {
    let mut marks = MarksFile { file: file.to_owned(), ..MarksFile::default() };
    if is_json(bytes) {
        json::read(bytes, &mut marks)
    } else {
        csv::read(bytes, &mut marks)
    }
    marks
}

/// Whether the first sign of a text is one with which JSON begins, in UTF-8 or UTF-16.
fn is_json(bytes: &[u8]) -> bool {
    let skipped = |byte: &&u8| matches!(byte, 0 | 0xEF | 0xBB | 0xBF | 0xFE | 0xFF) || byte.is_ascii_whitespace();
    bytes.iter().find(|byte| !skipped(byte)).is_some_and(|byte| matches!(byte, b'[' | b'{'))
}

/// Why required columns are missed.
fn missing(there: &[String], what: &str) -> Option<String> {
    let has = |column: &Column| there.iter().any(|name| name.trim() == column.as_str());
    let missing: Vec<&str> = Column::REQUIRED.iter().filter(|column| !has(column)).map(|column| column.as_str()).collect();
    if missing.is_empty() {
        return None;
    }
    let there = if there.is_empty() { "nothing".to_owned() } else { there.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ") };
    let all = Column::ALL.map(Column::as_str).join(",");
    Some(format!("no {what} {} among {there}; expected {all}; add it, or correct its name", missing.join(", ")))
}

#[cfg(test)]
mod tests;
