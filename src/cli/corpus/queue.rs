//! What is still to come, cut into batches.

use std::sync::Arc;

use super::Reading;
use super::ids::Ids;
use crate::cli::folder::Found;
use crate::cli::input::{Input, Source};
use crate::cli::source::{Bytes, Meter, Watch};
use crate::document::Document;
use crate::error::{Error, Kind};
use crate::reader::Rows;

/// At most so many documents are in a batch.
const BATCH: usize = 512;

/// A batch is full when its texts have so many bytes.
const BATCH_BYTES: u64 = 8 * 1024 * 1024;

/// So many problems of one table are told one by one; the others are counted.
const TOLD: usize = 100;

/// Where a document stands.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// The file.
    pub(super) name: Arc<str>,
    /// In a table: the line in which the next row begins.
    pub(super) next_line: Option<usize>,
}

/// What is to be worked on.
pub(super) enum Item {
    /// A file, to be read where it is worked on.
    File(Input),
    Document(Box<Document>, Place),
    /// What could not be read, in words unless there were too many before it.
    Problem(Kind, Option<String>),
    /// How many problems had no words.
    More(String),
    /// Something to be said that is no failure.
    Remark(String),
}

impl Item {
    fn bytes(&self) -> u64 {
        match self {
            Self::File(input) => input.expected_bytes(),
            Self::Document(document, _) => document.text.content.len() as u64,
            Self::Problem(_, words) => words.as_ref().map_or(0, |words| words.len() as u64),
            Self::More(_) | Self::Remark(_) => 0,
        }
    }
}

/// The documents still to come.
pub(super) struct Queue<'a> {
    found: Box<dyn Iterator<Item = Found> + Send + 'a>,
    reading: &'a Reading,
    meter: &'a Meter,
    table: Option<OpenTable>,
    pub(super) ids: Ids,
}

impl<'a> Queue<'a> {
    pub(super) fn new(sources: &'a [Source], reading: &'a Reading, meter: &'a Meter) -> Self {
        let found = sources.iter().flat_map(|source| source.inputs(reading.follow));
        Self { found: Box::new(found), reading, meter, table: None, ids: Ids::default() }
    }

    /// The next documents, as many as fit.
    pub(super) fn batch(&mut self) -> Vec<Item> {
        let mut batch = Vec::new();
        let mut bytes = 0;
        while batch.len() < BATCH && bytes < BATCH_BYTES {
            let Some(item) = self.item() else { break };
            bytes += item.bytes();
            batch.push(item);
        }
        batch
    }

    fn item(&mut self) -> Option<Item> {
        loop {
            if let Some(table) = &mut self.table {
                match table.item(&mut self.ids) {
                    Some(item) => return Some(item),
                    None => self.table = None,
                }
            }
            let input = match self.found.next()? {
                Found::Text(input) => input,
                Found::Problem(problem) => return Some(Item::Problem(problem.kind, Some(problem.message))),
                Found::Remark(words) => return Some(Item::Remark(words)),
            };
            let Some(format) = input.table() else {
                self.ids.note(input.name());
                return Some(Item::File(input));
            };
            match input.rows(format, &self.reading.tables, self.meter) {
                Ok((rows, watch)) => self.table = Some(OpenTable { input, rows, watch, problems: 0, ended: false }),
                Err(problem) => return Some(Item::Problem(problem.kind, Some(problem.message))),
            }
        }
    }
}

/// A table that is being read.
struct OpenTable {
    input: Input,
    rows: Rows<Bytes>,
    watch: Watch,
    problems: usize,
    ended: bool,
}

impl OpenTable {
    fn item(&mut self, ids: &mut Ids) -> Option<Item> {
        if !self.ended {
            match self.rows.next() {
                Some(Ok(document)) => {
                    ids.note(&document.id);
                    let place = Place { name: self.input.name().clone(), next_line: Some(self.rows.line()) };
                    return Some(Item::Document(Box::new(document), place));
                }
                Some(Err(problem)) => return Some(self.problem(&problem)),
                None => self.ended = true,
            }
            if let Some(problem) = self.input.changed(&self.watch) {
                return Some(Item::Problem(problem.kind, Some(problem.message)));
            }
        }
        self.more()
    }

    fn problem(&mut self, problem: &Error) -> Item {
        self.problems += 1;
        Item::Problem(problem.kind(), (self.problems <= TOLD).then(|| problem.to_string()))
    }

    /// How many problems were not told.
    fn more(&mut self) -> Option<Item> {
        let more = std::mem::take(&mut self.problems).saturating_sub(TOLD);
        let name = self.input.name();
        (more > 0).then(|| Item::More(format!("{name}: {more} more rows could not be read; the first {TOLD} are named above; correct them first")))
    }
}
