//! A corpus as a stream: documents of files and tables go through on several threads and come out in input order. What is in memory is two
//! batches of texts and what came of one, however many documents there are.

mod ids;
mod queue;

use rayon::prelude::*;

use super::args::TableArgs;
use super::exit::{Status, Stop};
use super::input::Source;
use super::interrupt::Listening;
use super::message;
use super::progress::Progress;
use super::source::Meter;
use super::summary::Skipped;
use crate::document::Document;
use crate::reader::{SIZE_LIMIT, TableOptions};
use crate::report::figures::counted;
use queue::{Item, Place, Queue};

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
    /// Whether linked folders are read too.
    pub(super) follow: bool,
    /// Largest article, in bytes.
    pub(super) max_file_bytes: u64,
    /// Whether a line on standard error says how far it is.
    pub(super) progress: bool,
}

impl Reading {
    /// As the command line says.
    pub(super) fn new(tables: &TableArgs, threads: usize, quiet: bool) -> Self {
        Self { tables: tables.options(), threads, quiet, again: false, follow: false, max_file_bytes: SIZE_LIMIT, progress: false }
    }
}

/// What came of a reading.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// Documents that were done.
    pub(super) documents: u64,
    /// What could not be read.
    pub(super) skipped: Skipped,
}

impl Read {
    /// `Failed` if something could not be read.
    pub(super) fn status(&self) -> Status {
        Status::failed_if(!self.skipped.is_empty())
    }

    /// Counts what could not be read, for commands that have no line of their own at the end.
    pub(super) fn report(&self, quiet: bool) {
        if let Some(skipped) = self.skipped.line().filter(|_| !quiet) {
            message::note(&format!("{} read; {skipped}", counted(self.documents, "document", "documents")));
        }
    }
}

/// Who takes what was made of the documents, in input order.
pub(super) trait Taker<T> {
    /// Takes what was made of the next document.
    fn take(&mut self, made: T) -> Result<(), Stop>;

    /// Some documents are through: what is finished may be written out.
    fn pause(&mut self) -> Result<(), Stop> {
        Ok(())
    }

    /// Hears what could not be read, in words.
    fn unread(&mut self, problem: String) {
        message::error(&problem);
    }
}

impl<T, F: FnMut(T) -> Result<(), Stop>> Taker<T> for F {
    fn take(&mut self, made: T) -> Result<(), Stop> {
        self(made)
    }
}

/// Reads every document of the sources, makes something of each on several threads, and hands that over in input order. What cannot be read is
/// reported, the rest is still done.
///
/// `work` takes the document, so a text is gone as soon as nothing of it is needed.
///
/// # Errors
/// What `taker` says; [`Stop::Interrupted`] where somebody asked to stop, when the documents in flight have been handed over.
pub(super) fn each_document<T: Send>(
    sources: &[Source],
    reading: &Reading,
    work: impl Fn(Document) -> T + Sync,
    taker: &mut (impl Taker<T> + Send),
) -> Result<Read, Stop> {
    let listening = Listening::new();
    let meter = Meter::default();
    let progress = Progress::new(sources, reading.follow, &meter, reading.progress);
    let mut queue = Queue::new(sources, reading, &meter);
    // One text needs no threads.
    let single = matches!(sources, [source] if source.is_one_text());
    let pool = if single { None } else { Some(rayon::ThreadPoolBuilder::new().num_threads(reading.threads).build().map_err(Stop::error)?) };
    let done = |item: Item| if listening.asked() { Made::Stopped } else { made(item, &work, reading, &meter, &progress) };
    let mut run = Run { reading, read: Read::default(), last: None };
    let mut batch = queue.batch();
    let mut results = Vec::new();
    while !(batch.is_empty() && results.is_empty()) {
        // What came of the last batch is handed over, and the next one is read, while this one is worked on.
        let (next, made) = match &pool {
            Some(pool) => pool.join(|| run.take_all(results, taker).map(|()| queue.batch()), || batch.into_par_iter().map(done).collect::<Vec<_>>()),
            None => (run.take_all(results, taker).map(|()| queue.batch()), batch.into_iter().map(done).collect()),
        };
        (batch, results) = (next?, made);
    }
    drop(progress);
    queue.ids.report(reading.quiet || reading.again);
    Ok(run.read)
}

/// What became of an item.
enum Made<T> {
    Document(T, Place),
    Said(Item),
    /// Somebody asked to stop before it was begun.
    Stopped,
}

fn made<T>(item: Item, work: &impl Fn(Document) -> T, reading: &Reading, meter: &Meter, progress: &Progress) -> Made<T> {
    let (document, place) = match item {
        Item::File(input) => match input.read(reading.max_file_bytes, meter) {
            Ok(document) => (document, Place { name: input.name().clone(), next_line: None }),
            Err(problem) => return Made::Said(Item::Problem(problem.kind, Some(problem.message))),
        },
        Item::Document(document, place) => (*document, place),
        said => return Made::Said(said),
    };
    let bytes = document.text.content.len() as u64;
    let result = work(document);
    progress.done(bytes);
    Made::Document(result, place)
}

/// A reading that goes on.
struct Run<'r> {
    reading: &'r Reading,
    read: Read,
    /// Where the last document stands.
    last: Option<Place>,
}

impl Run<'_> {
    fn take_all<T>(&mut self, results: Vec<Made<T>>, taker: &mut impl Taker<T>) -> Result<(), Stop> {
        results.into_iter().try_for_each(|result| self.take(result, taker))?;
        taker.pause()
    }

    fn take<T>(&mut self, made: Made<T>, taker: &mut impl Taker<T>) -> Result<(), Stop> {
        match made {
            Made::Document(result, place) => {
                self.read.documents += 1;
                self.last = Some(place);
                taker.take(result)?;
            }
            Made::Said(Item::Problem(kind, words)) => {
                self.read.skipped.add(kind);
                words.into_iter().filter(|_| !self.reading.again).for_each(|words| taker.unread(words));
            }
            Made::Said(Item::More(words)) if !self.reading.again => message::error(&words),
            Made::Said(Item::Remark(words)) if !self.reading.again && !self.reading.quiet => message::warning(&words),
            Made::Said(_) => {}
            Made::Stopped => {
                taker.pause()?;
                return Err(Stop::Interrupted(self.how_far()));
            }
        }
        Ok(())
    }

    fn how_far(&self) -> String {
        let done = counted(self.read.documents, "document", "documents");
        match &self.last {
            None => format!("stopped after {done}"),
            Some(Place { name, next_line: None }) => format!("stopped after {done}; the last one done is {name}"),
            Some(Place { name, next_line: Some(line) }) => format!("stopped after {done}; {name} goes on in line {line}"),
        }
    }
}
