//! The grammar of a row of CSV, byte by byte, stricter than usual in one place.
//!
//! A quoted cell ends with its mark and may be followed by nothing but blanks and a delimiter. Readers that let text follow take a mark too many
//! for the beginning of a cell that ends in a later row, and make one wrong row of two without a word.

/// Cuts rows into cells.
pub(super) struct Record {
    delimiter: u8,
    state: State,
    /// The cells, one behind the other, and where each ends.
    cells: Vec<u8>,
    ends: Vec<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// At the beginning of a cell.
    Start,
    /// In a cell without marks around it.
    Plain,
    /// In a cell with marks around it.
    Quoted,
    /// After a mark in such a cell: its end, or the first of two.
    Mark,
    /// Blanks after its end.
    Padding,
}

/// What stands at the end of the bytes that were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The end of the bytes, in the middle of a row.
    More,
    /// The end of a row.
    Row,
    /// Text after the end of a quoted cell.
    Broken,
}

impl Record {
    pub(super) fn new(delimiter: u8) -> Self {
        Self { delimiter, state: State::Start, cells: Vec::new(), ends: Vec::new() }
    }

    /// Begins a new row.
    pub(super) fn clear(&mut self) {
        self.state = State::Start;
        self.forget();
    }

    /// Drops the cells, and stays where it is in the row.
    pub(super) fn forget(&mut self) {
        self.cells.clear();
        self.ends.clear();
    }

    /// Number of cells.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn cell(&self, index: usize) -> &[u8] {
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        &self.cells[start..self.ends[index]]
    }

    /// Whether a cell waits for its closing mark.
    pub(super) fn is_within_quotes(&self) -> bool {
        self.state == State::Quoted
    }

    /// Ends the last row of an input.
    pub(super) fn end(&mut self) {
        self.end_cell();
    }

    /// Goes on through these bytes; gives how many were used.
    pub(super) fn read(&mut self, bytes: &[u8]) -> (usize, Step) {
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            match self.state {
                State::Start if byte == b'"' => {
                    self.state = State::Quoted;
                    at += 1;
                }
                State::Start => self.state = State::Plain,
                State::Plain => {
                    let rest = &bytes[at..];
                    at += self.copy(rest, memchr::memchr3(self.delimiter, b'\r', b'\n', rest));
                    if at < bytes.len() {
                        at += 1;
                        if self.is_row_end(bytes[at - 1]) {
                            return (at, Step::Row);
                        }
                    }
                }
                State::Quoted => {
                    let rest = &bytes[at..];
                    at += self.copy(rest, memchr::memchr(b'"', rest));
                    if at < bytes.len() {
                        at += 1;
                        self.state = State::Mark;
                    }
                }
                State::Mark if byte == b'"' => {
                    self.cells.push(byte);
                    self.state = State::Quoted;
                    at += 1;
                }
                State::Mark | State::Padding => {
                    if byte == self.delimiter || matches!(byte, b'\r' | b'\n') {
                        at += 1;
                        if self.is_row_end(byte) {
                            return (at, Step::Row);
                        }
                    } else if byte == b' ' {
                        at += 1;
                        self.state = State::Padding;
                    } else {
                        return (at, Step::Broken);
                    }
                }
            }
        }
        (at, Step::More)
    }

    /// Copies what stands before the end of the cell, all where it has none; gives how much that is.
    fn copy(&mut self, bytes: &[u8], end: Option<usize>) -> usize {
        let length = end.unwrap_or(bytes.len());
        self.cells.extend_from_slice(&bytes[..length]);
        length
    }

    /// Ends the cell, and says whether that byte ends the row too.
    fn is_row_end(&mut self, byte: u8) -> bool {
        self.end_cell();
        byte != self.delimiter
    }

    fn end_cell(&mut self) {
        self.ends.push(self.cells.len());
        self.state = State::Start;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(row: &str) -> (Vec<String>, Step) {
        let whole = cut(row.as_bytes(), row.len().max(1));
        assert_eq!(whole, cut(row.as_bytes(), 1), "{row:?}: byte by byte");
        whole
    }

    fn cut(row: &[u8], piece: usize) -> (Vec<String>, Step) {
        let mut record = Record::new(b',');
        let mut step = Step::More;
        for piece in row.chunks(piece) {
            step = record.read(piece).1;
            if step != Step::More {
                break;
            }
        }
        let cells = (0..record.len()).map(|index| String::from_utf8_lossy(record.cell(index)).into_owned());
        (cells.collect(), step)
    }

    #[test]
    fn rows_are_cut_at_delimiters_outside_marks() {
        for (row, expected) in [
            ("a,b\n", &["a", "b"][..]),
            ("a,b\r\n", &["a", "b"]),
            (",\n", &["", ""]),
            ("\"\",\"\"\"\"\n", &["", "\""]),
            ("\"a,\r\nb\",c\n", &["a,\r\nb", "c"]),
            ("\"a\"  ,b\n", &["a", "b"]),
            ("5\" pipe, \"b\"\n", &["5\" pipe", " \"b\""]),
        ] {
            assert_eq!(cells(row), (expected.iter().map(|&cell| cell.to_owned()).collect(), Step::Row), "{row:?}");
        }
    }

    #[test]
    fn text_after_a_quoted_cell_breaks_the_row() {
        for row in ["\"a\"b,c\n", "\"b,x\n\"c\",x\n", "\"a\" \"b\"\n"] {
            assert_eq!(cells(row).1, Step::Broken, "{row:?}");
        }
        assert_eq!(cells("\"a\nb\n").1, Step::More);
    }
}
