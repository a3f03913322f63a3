//! JSON Lines: one object a line. Only keys of the object itself are columns; what is not wanted is not unfolded.

use std::borrow::{Borrow, Cow};
use std::collections::BTreeMap;
use std::io::{self, Read};

use serde::Deserialize;
use serde_json::value::RawValue;

use super::columns::{Columns, Wanted};
use super::decode::RowEncoding;
use super::source::Source;
use super::{Row, Step};
use crate::error::RowProblem;

/// The keys of a line with their values as written.
type Object<'l> = BTreeMap<Key<'l>, &'l RawValue>;

/// A key: nearly always as it stands in the line.
#[derive(PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(transparent)]
struct Key<'l>(#[serde(borrow)] Cow<'l, str>);

impl Borrow<str> for Key<'_> {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// Reads lines.
pub(super) struct JsonLines {
    limit: usize,
    line: Vec<u8>,
    /// The name of the text, decided by the first object: a file that calls it otherwise later is not read half.
    text: Option<String>,
    /// Which of the wanted columns were there at least once.
    seen: Vec<bool>,
    /// The keys of the first object, for messages.
    columns: Vec<String>,
}

impl JsonLines {
    pub(super) fn new(limit: usize, wanted: &Columns) -> Self {
        Self { limit, line: Vec::new(), text: None, seen: vec![false; wanted.0.len()], columns: Vec::new() }
    }

    /// The next line that is not blank.
    pub(super) fn next<R: Read>(&mut self, source: &mut Source<R>, wanted: &Columns) -> Step {
        loop {
            let start = source.line();
            match self.read_line(source) {
                Err(error) => return Step::broken(source.line(), &error),
                Ok(None) => return self.end(source.line(), wanted),
                Ok(Some(false)) => return Step::Row { line: start, row: Err(RowProblem::TooLong { limit: self.limit }) },
                Ok(Some(true)) if self.line.trim_ascii().is_empty() => {}
                Ok(Some(true)) => return self.row(start, wanted),
            }
        }
    }

    /// Reads to the end of the line; `false` where it is longer than the limit, nothing at the end of the input.
    fn read_line<R: Read>(&mut self, source: &mut Source<R>) -> io::Result<Option<bool>> {
        self.line.clear();
        let mut length = 0;
        loop {
            let bytes = source.fill()?;
            if bytes.is_empty() {
                return Ok((length > 0).then_some(length <= self.limit));
            }
            let end = memchr::memchr(b'\n', bytes);
            let piece = &bytes[..end.unwrap_or(bytes.len())];
            length += piece.len();
            if length <= self.limit {
                self.line.extend_from_slice(piece);
            }
            let consumed = piece.len() + usize::from(end.is_some());
            source.consume(consumed);
            if end.is_some() {
                return Ok(Some(length <= self.limit));
            }
        }
    }

    fn row(&mut self, line: usize, wanted: &Columns) -> Step {
        let bytes = std::mem::take(&mut self.line);
        let (encoding, text) = RowEncoding::read(&bytes);
        let read = match object(&text) {
            Ok(object) => self.values(&object, wanted),
            // Without an object before it, one bracket says what the whole file is.
            Err(_) if self.columns.is_empty() && text.trim_start().starts_with('[') => Err((RowProblem::Array, true)),
            Err(problem) => Err((problem, false)),
        };
        self.line = bytes;
        match read {
            Ok(values) => Step::Row { line, row: Ok(Row { values, encoding }) },
            Err((problem, true)) => Step::Last { line, problem },
            Err((problem, false)) => Step::Row { line, row: Err(problem) },
        }
    }

    /// The wanted values; a problem, and whether it is one of the whole table.
    fn values(&mut self, object: &Object<'_>, wanted: &Columns) -> Result<Vec<Option<String>>, (RowProblem, bool)> {
        if self.columns.is_empty() {
            self.columns = object.keys().map(|Key(key)| key.to_string()).collect();
        }
        let mut values = Vec::with_capacity(wanted.0.len());
        for (column, seen) in wanted.0.iter().zip(&mut self.seen) {
            let known = if column.is_text() { self.text.as_deref() } else { None };
            let name = known.or_else(|| column.find(object.keys().map(|Key(key)| &**key)).map(|(_, name)| name));
            *seen |= name.is_some_and(|name| object.contains_key(name));
            let Some(name) = name else {
                if let (true, Some(problem)) = (column.is_text(), column.missing(object.keys().map(|Key(key)| &**key))) {
                    return Err((problem, true));
                }
                values.push(None);
                continue;
            };
            values.push(object.get(name).map_or(Ok(None), |raw| value(raw, name, column)).map_err(|problem| (problem, false))?);
            if column.is_text() && self.text.is_none() {
                self.text = Some(name.to_owned());
            }
        }
        Ok(values)
    }

    /// A key may be left out where it has no value; one that no line has was misspelt.
    fn end(&mut self, line: usize, wanted: &Columns) -> Step {
        let columns = self.columns.iter().map(String::as_str);
        if columns.len() == 0 {
            return Step::End;
        }
        let missing = wanted.0.iter().zip(&mut self.seen).find(|(column, seen)| column.asked && !**seen);
        let Some((column, seen)) = missing else { return Step::End };
        *seen = true;
        column.missing(columns).map_or(Step::End, |problem| Step::Remark { line, problem })
    }

    /// The name of the text column.
    pub(super) fn text_name(&self) -> &str {
        self.text.as_deref().unwrap_or("text")
    }
}

fn object(line: &str) -> Result<Object<'_>, RowProblem> {
    serde_json::from_str(line).map_err(|error| {
        if serde_json::from_str::<&RawValue>(line).is_ok_and(|value| !value.get().starts_with('{')) {
            return RowProblem::NotAnObject;
        }
        // The parser sees one line; the number of that line is said by who asked.
        RowProblem::Json { message: error.to_string().replace(" at line 1 column ", " at column ") }
    })
}

/// A value as text: a string unfolded, a number or a truth value as written.
fn value(raw: &RawValue, name: &str, column: &Wanted) -> Result<Option<String>, RowProblem> {
    let written = raw.get();
    match written.as_bytes().first() {
        Some(b'"') => serde_json::from_str(written).map(Some).map_err(|error| RowProblem::Json { message: error.to_string() }),
        Some(b'n') => Ok(None),
        // What merely has a usual name may be anything.
        Some(b'{' | b'[') if !column.asked && !column.is_text() => Ok(None),
        Some(b'{' | b'[') => Err(RowProblem::NotText { column: name.to_owned() }),
        _ => Ok(Some(written.to_owned())),
    }
}
