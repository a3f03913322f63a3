//! The texts of a folder, found while they are read: sorted by path, one folder's names in memory at a time.
//!
//! Everything that looks like a text is read but what is hidden and what a `.connoteignore` names. The `.gitignore` of a project is not asked:
//! a corpus is just what people keep out of Git, and a text that is passed over in silence makes every count wrong.

use std::path::{Path, PathBuf};

use ignore::{DirEntry, Error, Walk, WalkBuilder};

use super::input::{Input, Problem};
use super::source::Packing;
use crate::reader::{Format, InputFormat};

/// A file of this name in the folder or below lists what is passed over, in the language of `.gitignore`.
const IGNORE_FILE: &str = ".connoteignore";

/// A folder with texts.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    path: PathBuf,
}

/// What is met on the way through a folder.
pub(super) enum Found {
    Text(Input),
    Problem(Problem),
    /// Something to be said that is no failure.
    Remark(String),
}

impl Folder {
    pub(super) fn new(path: &Path) -> Self {
        Self { path: path.to_path_buf() }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Its texts, sorted by path. `follow` goes into linked folders too.
    pub(super) fn texts(&self, follow: bool) -> Texts {
        self.walked(follow, true)
    }

    /// The same as they come, which takes no memory.
    pub(super) fn unsorted(&self, follow: bool) -> Texts {
        self.walked(follow, false)
    }

    fn walked(&self, follow: bool, sorted: bool) -> Texts {
        let mut walk = WalkBuilder::new(&self.path);
        walk.standard_filters(false).hidden(true).follow_links(follow).add_custom_ignore_filename(IGNORE_FILE);
        if sorted {
            walk.sort_by_file_name(Ord::cmp);
        }
        Texts { folder: self.path.clone(), walk: Some(walk.build()), next: None, found: 0, problems: 0, links: 0 }
    }
}

/// The texts of a folder, one after the other.
pub(super) struct Texts {
    folder: PathBuf,
    walk: Option<Walk>,
    /// What else is to be said of the entry that was met last.
    next: Option<Found>,
    found: usize,
    problems: usize,
    /// Links to folders that were not followed.
    links: usize,
}

impl Iterator for Texts {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        if let Some(found) = self.next.take() {
            return Some(found);
        }
        while let Some(entry) = self.walk.as_mut()?.next() {
            let found = match entry {
                Ok(entry) => self.entry(entry),
                Err(error) => Some(self.problem(&error)),
            };
            if found.is_some() {
                return found;
            }
        }
        self.walk = None;
        self.end()
    }
}

impl Texts {
    fn entry(&mut self, entry: DirEntry) -> Option<Found> {
        let broken = entry.error().map(|error| format!("{error}; the rules of {IGNORE_FILE} that can be read are followed; correct it"));
        let text = self.text(entry).map(Found::Text);
        let Some(broken) = broken else { return text };
        self.problems += 1;
        self.next = text;
        Some(Found::Problem(Problem::new(("ignore file with a mistake", "ignore files with a mistake"), broken)))
    }

    fn text(&mut self, entry: DirEntry) -> Option<Input> {
        let kind = entry.file_type()?;
        if kind.is_dir() {
            return None;
        }
        if kind.is_symlink() && entry.path().is_dir() {
            self.links += 1;
            return None;
        }
        let name = entry.path().display().to_string();
        let (packing, unpacked) = Packing::of_name(&name);
        // Other files in a folder are nobody's mistake; a file that was named is read or refused. A table in a folder is as likely a list of the
        // articles, or a result, as articles: it is read when it is named.
        let format = Format::of_name(unpacked).ok().filter(|_| !is_readme(unpacked))?;
        self.found += 1;
        Some(Input::of_file(&name, entry.into_path(), InputFormat::Article(format), packing))
    }

    fn problem(&mut self, error: &Error) -> Found {
        self.problems += 1;
        Found::Problem(match looped(error) {
            Some((ancestor, child)) => Problem::new(
                ("link that leads back", "links that lead back"),
                format!("{}: a link to {}, in which it stands; it is not followed; the other texts are read", child.display(), ancestor.display()),
            ),
            None => Problem::new(
                ("folder that cannot be read", "folders that cannot be read"),
                format!("{error}; expected a folder that can be read; the others are; check its permissions"),
            ),
        })
    }

    fn end(&mut self) -> Option<Found> {
        let folder = self.folder.display().to_string();
        if self.links > 0 {
            let links = std::mem::take(&mut self.links);
            self.next = self.nothing();
            let what = if links == 1 { "a link to a folder is".to_owned() } else { format!("{links} links to folders are") };
            return Some(Found::Remark(format!("{folder}: {what} not followed; --follow-links reads what is there")));
        }
        self.nothing()
    }

    fn nothing(&mut self) -> Option<Found> {
        let nothing = self.found == 0 && self.problems == 0;
        self.problems += 1;
        nothing.then(|| {
            Found::Problem(Problem::new(
                ("folder without texts", "folders without texts"),
                format!(
                    "{}: a folder without texts; expected .txt, .md or .html files in it; check the path, and name tables one by one",
                    self.folder.display()
                ),
            ))
        })
    }
}

/// A folder's own description is not one of its articles.
fn is_readme(path: &str) -> bool {
    Path::new(path).file_stem().is_some_and(|stem| stem.eq_ignore_ascii_case("README"))
}

/// The two ends of a loop of links.
fn looped(error: &Error) -> Option<(&Path, &Path)> {
    match error {
        Error::WithDepth { err, .. } | Error::WithPath { err, .. } | Error::WithLineNumber { err, .. } => looped(err),
        Error::Loop { ancestor, child } => Some((ancestor, child)),
        _ => None,
    }
}
