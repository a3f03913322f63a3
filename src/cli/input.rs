//! What is read: files, folders and standard input, in the order given; within a folder sorted by path.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::message;
use super::source::{Bytes, Packing, open};
use crate::document::Document;
use crate::reader::{Format, InputFormat, Rows, SIZE_LIMIT, TableFormat, TableOptions, read};

/// One text to be read, or a table of them.
#[derive(Debug, Clone)]
pub(super) struct Input {
    /// The path as given, or `-`.
    name: String,
    path: Option<PathBuf>,
    format: InputFormat,
    packing: Option<Packing>,
}

/// The texts found, and what was wrong with the paths.
#[derive(Debug, Default)]
pub(super) struct Inputs {
    pub(super) found: Vec<Input>,
    pub(super) problems: Vec<String>,
}

impl Inputs {
    /// Looks through files and folders. `stdin_format` is the format of `-`.
    pub(super) fn collect(paths: &[PathBuf], stdin_format: InputFormat) -> Self {
        let mut inputs = Self::default();
        for path in paths {
            let name = path.display().to_string();
            if name == "-" {
                inputs.found.push(Input { name, path: None, format: stdin_format, packing: None });
            } else if path.is_dir() {
                inputs.collect_folder(path);
            } else {
                let (packing, unpacked) = Packing::of_name(&name);
                match InputFormat::of_name(unpacked) {
                    _ if !path.exists() => {
                        inputs.problems.push(format!("{name}: no such file; expected an article or a folder of articles; check the path"));
                    }
                    Ok(format) => inputs.found.push(Input { name, path: Some(path.clone()), format, packing }),
                    Err(_) if packing.is_some() => inputs.problems.push(format!(
                        "{name}: packed, but what is in it? expected an ending such as .txt.gz, .html.gz, .jsonl.gz or .csv.zst; rename the file"
                    )),
                    Err(error) => inputs.problems.push(error.to_string()),
                }
            }
        }
        inputs
    }

    fn collect_folder(&mut self, folder: &Path) {
        let hidden = |entry: &DirEntry| entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
        let before = self.found.len();
        for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(|entry| !hidden(entry)) {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => {
                    let name = entry.path().display().to_string();
                    let (packing, unpacked) = Packing::of_name(&name);
                    // Other files in a folder are nobody's mistake; a file that was named is read or refused. A table in a folder is as
                    // likely a list of the articles, or a result, as articles: it is read when it is named.
                    if let Ok(format) = Format::of_name(unpacked)
                        && !is_readme(unpacked)
                    {
                        let format = InputFormat::Article(format);
                        self.found.push(Input { name, path: Some(entry.into_path()), format, packing });
                    }
                }
                Err(error) => self.problems.push(format!("{}: cannot be read ({error})", folder.display())),
            }
        }
        if self.found.len() == before {
            self.problems.push(format!(
                "{}: a folder without texts; expected .txt, .md or .html files in it; check the path, and name tables one by one",
                folder.display()
            ));
        }
    }

    /// Says what was wrong with the paths; gives whether anything was.
    pub(super) fn report(&self) -> bool {
        for problem in &self.problems {
            message::error(problem);
        }
        !self.problems.is_empty()
    }
}

/// A folder's own description is not one of its articles.
fn is_readme(path: &str) -> bool {
    Path::new(path).file_stem().is_some_and(|stem| stem.eq_ignore_ascii_case("README"))
}

impl Input {
    /// A text on standard input or in a file.
    pub(super) fn of_path(name: &str, stdin_format: InputFormat) -> Result<Self, String> {
        let mut inputs = Inputs::collect(&[PathBuf::from(name)], stdin_format);
        match (inputs.found.pop(), inputs.problems.pop()) {
            (Some(input), None) if inputs.found.is_empty() && !Path::new(name).is_dir() => Ok(input),
            (_, Some(problem)) => Err(problem),
            _ => Err(format!("{name}: a folder; expected one article; name a file")),
        }
    }

    /// The file; none for standard input.
    pub(super) fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The path as given, or `-`.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Whether it holds one document a row.
    pub(super) fn table(&self) -> Option<TableFormat> {
        match self.format {
            InputFormat::Table(format) => Some(format),
            InputFormat::Article(_) => None,
        }
    }

    /// How much memory the text may take, as far as can be told before it is read.
    pub(super) fn expected_bytes(&self) -> u64 {
        /// Texts are packed to a quarter, web pages to less.
        const UNPACKED: u64 = 6;
        let length = self.path.as_ref().and_then(|path| path.metadata().ok()).map_or(0, |metadata| metadata.len());
        if self.packing.is_some() { length.saturating_mul(UNPACKED) } else { length }
    }

    /// Reads the text.
    pub(super) fn read(&self) -> Result<Document, String> {
        let InputFormat::Article(format) = self.format else {
            return Err(format!("{}: a table; expected one article; write the text of one row to a file of its own", self.name));
        };
        let bytes = self.bytes().map_err(|error| self.unreadable(&error))?;
        read(&self.name, &bytes, format).map_err(|error| error.to_string())
    }

    /// Begins to read the rows of a table.
    pub(super) fn rows(&self, format: TableFormat, options: &TableOptions) -> Result<Rows<Bytes>, String> {
        let bytes = open(self.path.as_deref(), self.packing).map_err(|error| self.unreadable(&error))?;
        Ok(Rows::new(&self.name, bytes, format, options))
    }

    fn bytes(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        // One byte more than the limit lets the reader see that there is more.
        open(self.path.as_deref(), self.packing)?.take(SIZE_LIMIT + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn unreadable(&self, error: &io::Error) -> String {
        let advice = if self.packing.is_some() { "check that the file is whole" } else { "check the path and its permissions" };
        format!("{}: cannot be read ({error}); {advice}", self.name)
    }
}
