//! What is read: files, folders and standard input, in the order given; within a folder sorted by path.

use std::io::Read;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::message;
use crate::document::Document;
use crate::reader::{Format, SIZE_LIMIT, read};

/// One text to be read.
#[derive(Debug, Clone)]
pub(super) struct Input {
    /// The path as given, or `-`.
    name: String,
    path: Option<PathBuf>,
    format: Format,
}

/// The texts found, and what was wrong with the paths.
#[derive(Debug, Default)]
pub(super) struct Inputs {
    pub(super) found: Vec<Input>,
    problems: Vec<String>,
}

impl Inputs {
    /// Looks through files and folders. `stdin_format` is the format of `-`.
    pub(super) fn collect(paths: &[PathBuf], stdin_format: Format) -> Self {
        let mut inputs = Self::default();
        for path in paths {
            let name = path.display().to_string();
            if name == "-" {
                inputs.found.push(Input { name, path: None, format: stdin_format });
            } else if path.is_dir() {
                inputs.collect_folder(path);
            } else {
                match Format::of_name(&name) {
                    _ if !path.exists() => {
                        inputs.problems.push(format!("{name}: no such file; expected an article or a folder of articles; check the path"));
                    }
                    Ok(format) => inputs.found.push(Input { name, path: Some(path.clone()), format }),
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
                    // Other files in a folder are nobody's mistake; a file that was named is read or refused.
                    if let Ok(format) = Format::of_name(&name)
                        && !is_readme(entry.path())
                    {
                        self.found.push(Input { name, path: Some(entry.into_path()), format });
                    }
                }
                Err(error) => self.problems.push(format!("{}: cannot be read ({error})", folder.display())),
            }
        }
        if self.found.len() == before {
            self.problems.push(format!("{}: a folder without texts; expected .txt, .md or .html files in it; check the path", folder.display()));
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
fn is_readme(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem.eq_ignore_ascii_case("README"))
}

impl Input {
    /// A text on standard input or in a file.
    pub(super) fn of_path(name: &str, stdin_format: Format) -> Result<Self, String> {
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

    /// Reads the text.
    pub(super) fn read(&self) -> Result<Document, String> {
        let bytes = self.bytes().map_err(|error| format!("{}: cannot be read ({error}); check the path and its permissions", self.name))?;
        read(&self.name, &bytes, self.format).map_err(|error| error.to_string())
    }

    fn bytes(&self) -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        // One byte more than the limit lets the reader see that there is more.
        match &self.path {
            None => std::io::stdin().lock().take(SIZE_LIMIT + 1).read_to_end(&mut bytes)?,
            Some(path) => std::fs::File::open(path)?.take(SIZE_LIMIT + 1).read_to_end(&mut bytes)?,
        };
        Ok(bytes)
    }
}
