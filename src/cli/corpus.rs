//! A corpus as a stream: documents of files and tables go through on several threads and come out in input order. What is in memory is two
//! batches, however many documents there are.

use std::collections::HashSet;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use rayon::prelude::*;

use super::args::TableArgs;
use super::exit::{Status, Stop};
use super::input::Input;
use super::message;
use super::source::Bytes;
use crate::document::Document;
use crate::reader::{Rows, TableOptions};

/// At most so many documents are in a batch.
const BATCH: usize = 512;

/// A batch is full when its texts have so many bytes.
const BATCH_BYTES: u64 = 8 * 1024 * 1024;

/// So many problems of one table are told one by one; the others are counted.
const TOLD: usize = 100;

/// How texts are read.
pub(super) struct Reading {
    /// How tables are read.
    pub(super) tables: TableOptions,
    /// How many threads; 0 is one per processor.
    pub(super) threads: usize,
    /// Whether only errors are said.
    pub(super) quiet: bool,
    /// Whether the texts were read before: then nothing is said of them a second time.
    pub(super) again: bool,
}

impl Reading {
    /// As the command line says.
    pub(super) fn new(tables: &TableArgs, threads: usize, quiet: bool) -> Self {
        Self { tables: tables.options(), threads, quiet, again: false }
    }
}

/// Reads every document of the inputs, makes something of each on several threads, and hands that over in input order. What cannot be read is
/// reported, the rest is still done.
///
/// `work` takes the document, so a text is gone as soon as nothing of it is needed.
pub(super) fn each_document<T: Send>(
    inputs: &[Input],
    reading: &Reading,
    work: impl Fn(Document) -> T + Sync,
    mut each: impl FnMut(T) -> Result<(), Stop>,
) -> Result<Status, Stop> {
    let mut queue = Queue::new(inputs, reading);
    // One text needs no threads.
    let single = inputs.len() == 1 && inputs[0].table().is_none();
    let pool = if single { None } else { Some(rayon::ThreadPoolBuilder::new().num_threads(reading.threads).build().map_err(Stop::error)?) };
    let mut status = Status::Done;
    let mut batch = queue.batch();
    while !batch.is_empty() {
        // The next batch is read while this one is worked on.
        let (next, results) = match &pool {
            Some(pool) => pool.join(|| queue.batch(), || batch.into_par_iter().map(|item| item.done(&work)).collect::<Vec<_>>()),
            None => (queue.batch(), batch.into_iter().map(|item| item.done(&work)).collect()),
        };
        for result in results {
            match result {
                Ok(result) => each(result)?,
                Err(problem) => {
                    status = Status::Failed;
                    if let Some(problem) = problem.filter(|_| !reading.again) {
                        message::error(&problem);
                    }
                }
            }
        }
        batch = next;
    }
    queue.ids.report(reading.quiet || reading.again);
    Ok(status)
}

/// What is to be worked on.
enum Item<'a> {
    /// A file, to be read where it is worked on.
    File(&'a Input),
    Document(Box<Document>),
    /// What could not be read, in words unless there were too many before it.
    Problem(Option<String>),
}

impl Item<'_> {
    fn done<T>(self, work: &impl Fn(Document) -> T) -> Result<T, Option<String>> {
        match self {
            Self::File(input) => input.read().map(work).map_err(Some),
            Self::Document(document) => Ok(work(*document)),
            Self::Problem(problem) => Err(problem),
        }
    }

    fn bytes(&self) -> u64 {
        match self {
            Self::File(input) => input.expected_bytes(),
            Self::Document(document) => document.text.content.len() as u64,
            Self::Problem(problem) => problem.as_ref().map_or(0, |problem| problem.len() as u64),
        }
    }
}

/// The documents still to come.
struct Queue<'a> {
    inputs: std::slice::Iter<'a, Input>,
    reading: &'a Reading,
    table: Option<OpenTable<'a>>,
    ids: Ids,
}

/// A table that is being read.
struct OpenTable<'a> {
    name: &'a str,
    rows: Rows<Bytes>,
    problems: usize,
}

impl<'a> Queue<'a> {
    fn new(inputs: &'a [Input], reading: &'a Reading) -> Self {
        Self { inputs: inputs.iter(), reading, table: None, ids: Ids::default() }
    }

    /// The next documents, as many as fit.
    fn batch(&mut self) -> Vec<Item<'a>> {
        let mut batch = Vec::new();
        let mut bytes = 0;
        while batch.len() < BATCH && bytes < BATCH_BYTES {
            let Some(item) = self.item() else { break };
            bytes += item.bytes();
            batch.push(item);
        }
        batch
    }

    fn item(&mut self) -> Option<Item<'a>> {
        loop {
            if let Some(table) = &mut self.table {
                let Some(row) = table.rows.next() else {
                    let last = table.unsaid();
                    self.table = None;
                    match last {
                        Some(last) => return Some(last),
                        None => continue,
                    }
                };
                return Some(match row {
                    Ok(document) => {
                        self.ids.note(&document.id);
                        Item::Document(Box::new(document))
                    }
                    Err(problem) => table.problem(&problem),
                });
            }
            let input = self.inputs.next()?;
            let Some(format) = input.table() else {
                self.ids.note(input.name());
                return Some(Item::File(input));
            };
            match input.rows(format, &self.reading.tables) {
                Ok(rows) => self.table = Some(OpenTable { name: input.name(), rows, problems: 0 }),
                Err(problem) => return Some(Item::Problem(Some(problem))),
            }
        }
    }
}

impl OpenTable<'_> {
    fn problem<'i>(&mut self, problem: &crate::error::Error) -> Item<'i> {
        self.problems += 1;
        Item::Problem((self.problems <= TOLD).then(|| problem.to_string()))
    }

    /// How many problems were not told.
    fn unsaid<'i>(&self) -> Option<Item<'i>> {
        let more = self.problems.saturating_sub(TOLD);
        let remark = || format!("{}: {more} more rows could not be read; the first {TOLD} are named above; correct them first", self.name);
        (more > 0).then(|| Item::Problem(Some(remark())))
    }
}

/// The ids so far, as hashes: a few bytes a document, where the ids themselves may be long addresses.
#[derive(Default)]
struct Ids {
    seen: HashSet<u64>,
    first: Option<String>,
    repeated: usize,
}

impl Ids {
    fn note(&mut self, id: &str) {
        let mut hasher = DefaultHasher::new();
        id.hash(&mut hasher);
        if !self.seen.insert(hasher.finish()) {
            self.repeated += 1;
            self.first.get_or_insert_with(|| id.to_owned());
        }
    }

    /// Said once, however many there are.
    fn report(&self, quiet: bool) {
        let Some(first) = self.first.as_ref().filter(|_| !quiet) else { return };
        let who = if self.repeated == 1 { "1 document has".to_owned() } else { format!("{} documents have", self.repeated) };
        message::warning(&format!(
            "{who} an id that another one had before (first: {first:?}): all are kept; name a column with --id-column that tells them apart"
        ));
    }
}
