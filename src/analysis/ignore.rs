//! Hits that comments in the text ask to leave out. It is the last step: what is ignored has been decided as every other hit, and nothing takes
//! its place.

use std::collections::{HashMap, HashSet};
use std::fmt;

use super::Hit;
use crate::document::{FieldName, Ignore, Ignores, Request};
use crate::lexicon::Loaded;
use crate::span::Span;

/// A hit that is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignored {
    /// The hit.
    pub hit: Hit,
    /// 1-based line of the comment that asks for it.
    pub line: usize,
}

/// A comment for connote that cannot be followed, or not wholly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IgnoreProblem {
    /// 1-based line of the comment.
    pub line: usize,
    /// What is wrong, what was expected, what to do.
    pub what: String,
}

impl fmt::Display for IgnoreProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

/// What the comments of a text ask for, made ready.
pub(super) struct Asked<'a> {
    lexicons: &'a [Loaded],
    /// Names for the whole document, each with the first line that names it.
    names: HashMap<&'a str, usize>,
    /// Lines of which hits are left out, in text order: the line, the names or none for all, and the line of the comment.
    lines: Vec<(Span, &'a [String], usize)>,
}

impl<'a> Asked<'a> {
    pub(super) fn new(ignores: &'a Ignores, lexicons: &'a [Loaded]) -> Self {
        let mut asked = Self { lexicons, names: HashMap::new(), lines: Vec::new() };
        for Ignore { line, request } in &ignores.found {
            match request {
                Request::Document(names) => names.iter().for_each(|name| {
                    asked.names.entry(name).or_insert(*line);
                }),
                Request::Line(next, names) => asked.lines.push((*next, names, *line)),
                Request::Unclear(_) => {}
            }
        }
        asked
    }

    /// Takes the hits out that the comments name.
    pub(super) fn split(&self, hits: Vec<Hit>) -> (Vec<Hit>, Vec<Ignored>) {
        let mut kept = Vec::with_capacity(hits.len());
        let mut ignored = Vec::new();
        for hit in hits {
            match self.line_against(&hit) {
                Some(line) => ignored.push(Ignored { hit, line }),
                None => kept.push(hit),
            }
        }
        (kept, ignored)
    }

    /// The line of the first comment that asks to leave a hit out.
    pub(super) fn line_against(&self, hit: &Hit) -> Option<usize> {
        let lexicon = self.lexicons[hit.entry.lexicon].lexicon();
        let ids = [lexicon.header.id.as_str(), lexicon.entries[hit.entry.entry].id.as_str()];
        let whole = ids.iter().filter_map(|id| self.names.get(id)).min();
        let first = self.lines.partition_point(|(line, ..)| line.end <= hit.span.start);
        let near = self.lines[first..].iter().take_while(|(line, ..)| hit.field == FieldName::Text && line.contains(hit.span.start));
        let named = |names: &[String]| names.is_empty() || names.iter().any(|name| ids.contains(&name.as_str()));
        let line = near.filter(|(_, names, _)| named(names)).map(|(.., line)| line).min();
        whole.into_iter().chain(line).min().copied()
    }
}

/// What is wrong with the comments: what cannot be understood, and names of nothing.
pub(super) fn problems(ignores: &Ignores, lexicons: &[Loaded]) -> Vec<IgnoreProblem> {
    if ignores.found.is_empty() {
        return Vec::new();
    }
    let entries = lexicons.iter().flat_map(|loaded| loaded.lexicon().entries.iter().map(|entry| entry.id.as_str()));
    let known: HashSet<&str> = entries.chain(lexicons.iter().map(|loaded| loaded.lexicon().header.id.as_str())).collect();
    let mut problems = Vec::new();
    for Ignore { line, request } in &ignores.found {
        match request {
            Request::Unclear(what) => problems.push(IgnoreProblem { line: *line, what: what.clone() }),
            Request::Document(names) | Request::Line(_, names) => {
                problems.extend(names.iter().filter(|name| !known.contains(name.as_str())).map(|name| {
                    let expected = "expected an id that `connote lexicon list` shows";
                    let what = format!("the comment names {name:?}, which is neither an entry nor a lexicon; {expected}; correct it");
                    IgnoreProblem { line: *line, what }
                }));
            }
        }
    }
    problems
}
