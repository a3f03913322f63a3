//! What is read: files, folders and standard input, in the order given; within a folder sorted by path.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::folder::{Folder, Found};
use super::message;
use super::source::{self, Bytes, Meter, Packing, Watch};
use crate::document::Document;
use crate::error::{Error, Kind, ReadProblem};
use crate::reader::{InputFormat, Rows, TableFormat, TableOptions, read_within};

/// Something that could not be read.
#[derive(Debug)]
pub(super) struct Problem {
    /// What is counted, for one and for several.
    pub(super) kind: Kind,
    /// In words: place, what was found, what was expected, what to do.
    pub(super) message: String,
}

impl Problem {
    pub(super) fn new(kind: Kind, message: String) -> Self {
        Self { kind, message }
    }
}

impl From<&Error> for Problem {
    fn from(error: &Error) -> Self {
        Self::new(error.kind(), error.to_string())
    }
}

/// One text to be read, or a table of them.
#[derive(Debug, Clone)]
pub(super) struct Input {
    /// The path as given, or `-`.
    name: Arc<str>,
    path: Option<PathBuf>,
    format: InputFormat,
    packing: Option<Packing>,
}

/// What one path on the command line stands for.
#[derive(Debug, Clone)]
pub(super) enum Source {
    One(Input),
    Folder(Folder),
}

impl Source {
    /// The file or folder; none for standard input.
    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            Self::One(input) => input.path(),
            Self::Folder(folder) => Some(folder.path()),
        }
    }

    /// Whether it is one text for certain.
    pub(super) fn is_one_text(&self) -> bool {
        matches!(self, Self::One(input) if input.table().is_none())
    }

    /// Its texts and tables, in order, with what was met on the way.
    pub(super) fn inputs(&self, follow: bool) -> Box<dyn Iterator<Item = Found> + Send> {
        match self {
            Self::One(input) => Box::new(std::iter::once(Found::Text(input.clone()))),
            Self::Folder(folder) => Box::new(folder.texts(follow)),
        }
    }

    /// The same in any order and without what was met.
    pub(super) fn unsorted(&self, follow: bool) -> Box<dyn Iterator<Item = Input> + Send> {
        let text = |found| if let Found::Text(input) = found { Some(input) } else { None };
        match self {
            Self::One(input) => Box::new(std::iter::once(input.clone())),
            Self::Folder(folder) => Box::new(folder.unsorted(follow).filter_map(text)),
        }
    }
}

/// Whether there are at least so many texts; a table is taken to have many rows.
pub(super) fn at_least(sources: &[Source], many: usize, follow: bool) -> bool {
    let is_table = |source: &Source| matches!(source, Source::One(input) if input.table().is_some());
    sources.iter().any(is_table) || sources.iter().flat_map(|source| source.unsorted(follow)).take(many).count() == many
}

/// The texts found, and what was wrong with the paths.
#[derive(Debug, Default)]
pub(super) struct Inputs {
    pub(super) found: Vec<Source>,
    pub(super) problems: Vec<Problem>,
}

impl Inputs {
    /// Looks at files and folders. `stdin_format` is the format of `-`.
    pub(super) fn collect(paths: &[PathBuf], stdin_format: InputFormat) -> Self {
        let mut inputs = Self::default();
        for path in paths {
            if path.is_dir() {
                inputs.found.push(Source::Folder(Folder::new(path)));
                continue;
            }
            match Input::of_argument(path, stdin_format) {
                Ok(input) => inputs.found.push(Source::One(input)),
                Err(problem) => inputs.problems.push(problem),
            }
        }
        inputs
    }

    /// Says what was wrong with the paths; gives whether anything was.
    pub(super) fn report(&self) -> bool {
        for problem in &self.problems {
            message::error(&problem.message);
        }
        !self.problems.is_empty()
    }
}

impl Input {
    fn of_argument(path: &Path, stdin_format: InputFormat) -> Result<Self, Problem> {
        const UNKNOWN: Kind = ("path of another format", "paths of another format");
        let name = path.display().to_string();
        if name == "-" {
            return Ok(Self { name: name.into(), path: None, format: stdin_format, packing: None });
        }
        let (packing, unpacked) = Packing::of_name(&name);
        match InputFormat::of_name(unpacked) {
            _ if !path.exists() => Err(Problem::new(
                ("path that is not there", "paths that are not there"),
                format!("{name}: no such file; expected an article or a folder of articles; check the path"),
            )),
            Ok(format) => Ok(Self::of_file(&name, path.to_path_buf(), format, packing)),
            Err(_) if packing.is_some() => Err(Problem::new(
                UNKNOWN,
                format!("{name}: packed, but what is in it? expected an ending such as .txt.gz, .html.gz, .jsonl.gz or .csv.zst; rename the file"),
            )),
            Err(error) => Err(Problem::new(UNKNOWN, error.to_string())),
        }
    }

    pub(super) fn of_file(name: &str, path: PathBuf, format: InputFormat, packing: Option<Packing>) -> Self {
        Self { name: name.into(), path: Some(path), format, packing }
    }

    /// A text on standard input or in a file.
    pub(super) fn of_path(name: &str, stdin_format: InputFormat) -> Result<Self, String> {
        if Path::new(name).is_dir() {
            return Err(format!("{name}: a folder; expected one article; name a file"));
        }
        Self::of_argument(Path::new(name), stdin_format).map_err(|problem| problem.message)
    }

    /// The file; none for standard input.
    pub(super) fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The path as given, or `-`.
    pub(super) fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// Whether it holds one document a row.
    pub(super) fn table(&self) -> Option<TableFormat> {
        match self.format {
            InputFormat::Table(format) => Some(format),
            InputFormat::Article(_) => None,
        }
    }

    /// Bytes of the file, as far as can be told.
    pub(super) fn bytes_in_file(&self) -> Option<u64> {
        self.path.as_ref()?.metadata().ok().filter(std::fs::Metadata::is_file).map(|metadata| metadata.len())
    }

    /// How much memory the text may take, as far as can be told before it is read.
    pub(super) fn expected_bytes(&self) -> u64 {
        /// Texts are packed to a quarter, web pages to less.
        const UNPACKED: u64 = 6;
        let length = self.bytes_in_file().unwrap_or(0);
        if self.packing.is_some() { length.saturating_mul(UNPACKED) } else { length }
    }

    /// Reads the text, of at most `limit` bytes. What was read of a file that changed meanwhile is nothing to count.
    pub(super) fn read(&self, limit: u64, meter: &Meter) -> Result<Document, Problem> {
        let InputFormat::Article(format) = self.format else {
            return Err(Problem::new(
                ("table in the place of a text", "tables in the place of a text"),
                format!("{}: a table; expected one article; write the text of one row to a file of its own", self.name),
            ));
        };
        let over_limit = || Problem::from(&Error::Read { source_name: self.name.to_string(), problem: ReadProblem::OverLimit { limit } });
        let (source, watch) = source::open(self.path(), self.packing, meter).map_err(|error| self.unreadable(&error))?;
        // What is packed has more in it than its length says, so that too is too much.
        if watch.length().is_some_and(|length| length > limit) {
            return Err(over_limit());
        }
        let mut bytes = Vec::with_capacity(watch.length().and_then(|length| usize::try_from(length + 1).ok()).unwrap_or_default());
        // One byte more than the limit shows that there is more.
        source.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| self.unreadable(&error))?;
        if bytes.len() as u64 > limit {
            return Err(over_limit());
        }
        if let Some(problem) = self.changed(&watch) {
            return Err(problem);
        }
        read_within(&self.name, bytes, format, limit).map_err(|error| Problem::from(&error))
    }

    /// Begins to read the rows of a table.
    pub(super) fn rows(&self, format: TableFormat, options: &TableOptions, meter: &Meter) -> Result<(Rows<Bytes>, Watch), Problem> {
        let (bytes, watch) = source::open(self.path(), self.packing, meter).map_err(|error| self.unreadable(&error))?;
        Ok((Rows::new(&self.name, bytes, format, options), watch))
    }

    /// What is to be said when somebody wrote to the file while it was read.
    pub(super) fn changed(&self, watch: &Watch) -> Option<Problem> {
        let what = if self.table().is_some() { "its rows may be old and new ones" } else { "it is left out" };
        watch.has_changed().then(|| {
            Problem::new(
                ("file that changed", "files that changed"),
                format!("{}: changed while it was read; expected a file that nobody writes to; {what}; run it again", self.name),
            )
        })
    }

    fn unreadable(&self, error: &std::io::Error) -> Problem {
        let advice = match error.kind() {
            std::io::ErrorKind::NotFound => "it was there when the run began; run it again",
            _ if self.packing.is_some() => "check that the file is whole",
            _ => "check the path and its permissions",
        };
        Problem::new(("file that cannot be read", "files that cannot be read"), format!("{}: cannot be read ({error}); {advice}", self.name))
    }
}
