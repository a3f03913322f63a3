//! A result that is written as it comes: what stands before, between and after what was made of the documents.

use crate::cli::exit::Stop;
use crate::cli::output::Output;
use crate::report::column::Table;
use crate::report::lines::Lines;
use crate::report::markdown;
use crate::report::run::Run;

/// A result on its way out.
pub(super) struct Stream {
    head: Vec<u8>,
    /// Before the first piece and before every other.
    before: [&'static [u8]; 2],
    tail: &'static [u8],
    begun: bool,
    first: bool,
}

impl Stream {
    /// Pieces with nothing around them.
    pub(super) fn bare() -> Self {
        Self { head: Vec::new(), before: [b"", b""], tail: b"", begun: false, first: true }
    }

    /// Rows under a header, or none where the format has none.
    pub(super) fn rows<R>(lines: Lines, table: &Table<R>) -> Self {
        Self { head: lines.head(table), ..Self::bare() }
    }

    /// Rows of a Markdown table.
    pub(super) fn markdown<R>(table: &Table<R>, shown: &[&str]) -> Self {
        Self { head: markdown::head(table, Some(shown)).into_bytes(), ..Self::bare() }
    }

    /// One JSON object with the provenance and a list of this name.
    pub(super) fn json(run: &Run, list: &str) -> Result<Self, Stop> {
        let run = serde_json::to_string(run).map_err(Stop::error)?;
        let head = format!("{{\"run\":{run},\n\"{list}\":[").into_bytes();
        Ok(Self { head, before: [b"\n", b",\n"], tail: b"\n]}\n", ..Self::bare() })
    }

    /// What stands between two items of a JSON list.
    pub(super) const BETWEEN: &'static str = ",\n";

    /// Writes what stands before everything, once.
    pub(super) fn begin(&mut self, output: &mut Output) -> Result<(), Stop> {
        if std::mem::replace(&mut self.begun, true) { Ok(()) } else { output.rows(&self.head) }
    }

    /// Writes what was made of a document; nothing may have been made.
    pub(super) fn take(&mut self, piece: &[u8], output: &mut Output) -> Result<(), Stop> {
        self.begin(output)?;
        if piece.is_empty() {
            return Ok(());
        }
        let before = self.before[usize::from(!std::mem::replace(&mut self.first, false))];
        if !before.is_empty() {
            output.rows(before)?;
        }
        output.rows(piece)
    }

    /// Writes the end, if there was a beginning.
    pub(super) fn finish(&self, output: &mut Output) -> Result<(), Stop> {
        if self.begun { output.rows(self.tail) } else { Ok(()) }
    }
}

/// Items of a JSON list as text.
pub(super) fn json_items(items: impl IntoIterator<Item = serde_json::Value>) -> std::io::Result<Vec<u8>> {
    let texts: Vec<String> = items.into_iter().map(|item| serde_json::to_string_pretty(&item)).collect::<Result<_, _>>()?;
    Ok(texts.join(Stream::BETWEEN).into_bytes())
}
