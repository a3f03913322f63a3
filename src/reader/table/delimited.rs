//! CSV and its kin: rows of cells between delimiters, with quotation marks around cells that hold such.

use std::io::{self, Read};

use super::columns::Columns;
use super::decode::RowEncoding;
use super::record::{Record, Step as Cut};
use super::source::Source;
use super::{Row, Step};
use crate::error::RowProblem;

/// How many bytes may be read a second time, beside as many as have been read for good. A mark too many in every row must not make the
/// time grow with the square of the size.
const READ_AGAIN: usize = 64 * 1024 * 1024;

/// What delimits cells where nobody says; the first wins a tie.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Reads rows.
pub(super) struct Delimited {
    record: Record,
    limit: usize,
    /// The row as it stands in the file.
    raw: Vec<u8>,
    /// Bytes read, and bytes of them given back to be read again.
    read: usize,
    again: usize,
    header: Option<Header>,
}

/// What the first row says.
struct Header {
    width: usize,
    /// For each wanted column its place.
    places: Vec<Option<usize>>,
    text: String,
}

/// How a row ended.
enum End {
    Row,
    TooLong,
    /// A mark too many, or one too few.
    Broken,
    Unclosed,
    /// There was none.
    Nothing,
}

impl Delimited {
    pub(super) fn new(delimiter: u8, limit: usize) -> Self {
        Self { record: Record::new(delimiter), limit, raw: Vec::new(), read: 0, again: 0, header: None }
    }

    /// The next row; the first one gives the names of the columns.
    pub(super) fn next<R: Read>(&mut self, source: &mut Source<R>, wanted: &Columns) -> Step {
        match self.read_row(source) {
            Err(error) => Step::broken(source.line(), &error),
            Ok(None) => Step::End,
            Ok(Some((line, Some(problem)))) if self.header.is_some() => Step::Row { line, row: Err(problem) },
            Ok(Some((line, Some(problem)))) => Step::Last { line, problem },
            Ok(Some((line, None))) if self.header.is_some() => Step::Row { line, row: self.row() },
            Ok(Some((line, None))) => match self.read_header(wanted) {
                Ok(header) => {
                    self.header = Some(header);
                    self.next(source, wanted)
                }
                Err(problem) => Step::Last { line, problem },
            },
        }
    }

    /// Reads one row: in which line it begins, and what is wrong with it as a row; nothing at the end.
    pub(super) fn read_row<R: Read>(&mut self, source: &mut Source<R>) -> io::Result<Option<(usize, Option<RowProblem>)>> {
        skip_line_ends(source)?;
        let line = source.line();
        let end = self.read_record(source)?;
        if matches!(end, End::Nothing) { Ok(None) } else { Ok(Some((line, self.problem(end, source)?))) }
    }

    fn read_record<R: Read>(&mut self, source: &mut Source<R>) -> io::Result<End> {
        self.raw.clear();
        self.record.clear();
        let mut length = 0;
        let end = loop {
            let bytes = source.fill()?;
            if bytes.is_empty() {
                break self.last_row(length);
            }
            let (used, cut) = self.record.read(bytes);
            length += used;
            if length <= self.limit {
                self.raw.extend_from_slice(&bytes[..used]);
            } else {
                self.record.forget();
            }
            source.consume(used);
            match cut {
                Cut::More => {}
                Cut::Row => break End::Row,
                Cut::Broken => break End::Broken,
            }
        };
        self.read += length;
        if length > self.limit {
            if matches!(end, End::Broken) {
                skip_line(source)?;
            }
            return Ok(End::TooLong);
        }
        Ok(end)
    }

    fn last_row(&mut self, length: usize) -> End {
        if length == 0 {
            End::Nothing
        } else if self.record.is_within_quotes() {
            End::Unclosed
        } else {
            self.record.end();
            End::Row
        }
    }

    /// What is wrong with a row that ended so; reading goes on behind it.
    fn problem<R: Read>(&mut self, end: End, source: &mut Source<R>) -> io::Result<Option<RowProblem>> {
        Ok(match end {
            End::Row | End::Nothing => None,
            End::TooLong => Some(RowProblem::TooLong { limit: self.limit }),
            End::Broken => {
                if !self.start_again(source) {
                    skip_line(source)?;
                }
                Some(RowProblem::QuoteBroken)
            }
            End::Unclosed => {
                let one_line = second_line(&self.raw).is_none();
                Some(RowProblem::QuoteUnclosed { read_on: self.start_again(source) || one_line })
            }
        })
    }

    /// Goes back to the second line of a row whose marks are wrong: what it took for one cell may be many rows. `false` where there is none,
    /// or where that happens too often.
    fn start_again<R: Read>(&mut self, source: &mut Source<R>) -> bool {
        let Some(rest) = second_line(&self.raw) else { return false };
        let allowed = self.again + rest.len() <= READ_AGAIN + (self.read - self.again);
        if allowed {
            self.again += rest.len();
            source.put_back(rest);
        }
        allowed
    }

    fn read_header(&self, wanted: &Columns) -> Result<Header, RowProblem> {
        let encoding = RowEncoding::of(&self.raw);
        let names: Vec<String> = (0..self.record.len()).map(|index| encoding.decode(self.record.cell(index)).trim().to_owned()).collect();
        let columns = || names.iter().map(String::as_str);
        let mut places = Vec::with_capacity(wanted.0.len());
        for column in &wanted.0 {
            let found = column.find(columns());
            if let (None, Some(problem)) = (found, column.missing(columns())) {
                return Err(problem);
            }
            if let Some((_, name)) = found
                && columns().filter(|other| *other == name).count() > 1
            {
                return Err(RowProblem::ColumnTwice { name: name.to_owned() });
            }
            places.push(found.map(|(place, _)| place));
        }
        let text = places.first().copied().flatten().map_or_else(String::new, |place| names[place].clone());
        Ok(Header { width: names.len(), places, text })
    }

    fn row(&self) -> Result<Row, RowProblem> {
        let Some(header) = &self.header else { return Ok(Row { values: Vec::new(), encoding: RowEncoding::Utf8 }) };
        if self.record.len() != header.width {
            return Err(RowProblem::Ragged { found: self.record.len(), expected: header.width });
        }
        let encoding = RowEncoding::of(&self.raw);
        let values = header.places.iter().map(|place| place.map(|place| encoding.decode(self.record.cell(place)))).collect();
        Ok(Row { values, encoding })
    }

    /// The cells of the row that was read last, all of them.
    pub(super) fn cells(&self) -> Vec<String> {
        let encoding = RowEncoding::of(&self.raw);
        (0..self.record.len()).map(|index| encoding.decode(self.record.cell(index))).collect()
    }

    /// The name of the text column.
    pub(super) fn text_name(&self) -> &str {
        self.header.as_ref().map_or("text", |header| &header.text)
    }
}

/// What stands behind the first line end.
fn second_line(row: &[u8]) -> Option<&[u8]> {
    row.iter().position(|byte| matches!(byte, b'\r' | b'\n')).map(|end| &row[end + 1..])
}

/// Goes to the end of the line.
fn skip_line<R: Read>(source: &mut Source<R>) -> io::Result<()> {
    loop {
        let bytes = source.fill()?;
        let end = bytes.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
        let length = bytes.len();
        source.consume(end.unwrap_or(length));
        if end.is_some() || length == 0 {
            return Ok(());
        }
    }
}

/// Blank lines stand before a record, not in it, so that its line is that of its first cell.
fn skip_line_ends<R: Read>(source: &mut Source<R>) -> io::Result<()> {
    loop {
        let bytes = source.fill()?;
        let blank = bytes.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        if blank == 0 {
            return Ok(());
        }
        source.consume(blank);
    }
}

/// The delimiter that the first line has most of, outside quotation marks; a comma where it has none.
pub(super) fn guess_delimiter(start: &[u8]) -> u8 {
    let mut counts = [0usize; DELIMITERS.len()];
    let mut quoted = false;
    for byte in start {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            _ => counts.iter_mut().zip(DELIMITERS).filter(|(_, delimiter)| delimiter == byte).for_each(|(count, _)| *count += 1),
        }
    }
    let best = counts.iter().max().copied().unwrap_or_default();
    counts.iter().zip(DELIMITERS).find(|(count, _)| **count == best).map_or(b',', |(_, delimiter)| delimiter)
}
