//! The bytes of a table as they come, in UTF-8 or nearly so, with the number of the line.

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8};

use super::super::encoding::{binary_byte, utf_16_without_mark};
use crate::error::ReadProblem;

/// How many bytes are read at a time. The first piece also shows what kind of file it is.
const PIECE: usize = 64 * 1024;

/// A stretch of bytes is at hand, whatever the size of the whole.
pub(super) struct Source<R> {
    inner: R,
    /// Only for UTF-16: everything else is told row by row.
    decoder: Option<Decoder>,
    buffer: Vec<u8>,
    at: usize,
    line: usize,
    ended: bool,
    /// What stopped the reading, told when all bytes before it have been used.
    error: Option<io::Error>,
}

impl<R: Read> Source<R> {
    /// Reads the first piece: byte order mark, UTF-16, files that are no text.
    pub(super) fn new(inner: R) -> Result<Self, Refused> {
        let mut source = Self { inner, decoder: None, buffer: Vec::new(), at: 0, line: 1, ended: false, error: None };
        source.read_piece()?;
        let marked = Encoding::for_bom(&source.buffer);
        let encoding = marked.map(|(encoding, _)| encoding).or_else(|| utf_16_without_mark(&source.buffer[..source.buffer.len() & !1]));
        let piece = std::mem::take(&mut source.buffer).split_off(marked.map_or(0, |(_, length)| length));
        match encoding {
            Some(encoding) if encoding != UTF_8 => {
                source.decoder = Some(encoding.new_decoder_without_bom_handling());
                source.decode(&piece);
            }
            _ => {
                if let Some(at) = binary_byte(&piece) {
                    return Err(Refused::Problem(ReadProblem::Binary { at }));
                }
                source.buffer = piece;
            }
        }
        if source.fill()?.is_empty() { Err(Refused::Problem(ReadProblem::Empty)) } else { Ok(source) }
    }

    /// The bytes at hand; none at the end of the input.
    pub(super) fn fill(&mut self) -> io::Result<&[u8]> {
        while self.at == self.buffer.len() && !self.ended {
            self.at = 0;
            self.buffer.clear();
            self.read_piece()?;
            if self.decoder.is_some() {
                let piece = std::mem::take(&mut self.buffer);
                self.decode(&piece);
            }
        }
        Ok(&self.buffer[self.at..])
    }

    /// Goes on by so many bytes.
    pub(super) fn consume(&mut self, length: usize) {
        let end = (self.at + length).min(self.buffer.len());
        self.line += line_ends(&self.buffer[self.at..end]);
        self.at = end;
    }

    /// Gives back bytes that were consumed last.
    pub(super) fn put_back(&mut self, bytes: &[u8]) {
        self.line -= line_ends(bytes);
        if let Some(start) = self.at.checked_sub(bytes.len())
            && self.buffer[start..self.at] == *bytes
        {
            self.at = start;
            return;
        }
        self.buffer = [bytes, &self.buffer[self.at..]].concat();
        self.at = 0;
    }

    /// The line of the next byte, from 1.
    pub(super) fn line(&self) -> usize {
        self.line
    }

    /// WHATWG name of the encoding of the whole, where it is not told row by row.
    pub(super) fn encoding(&self) -> Option<&'static str> {
        self.decoder.as_ref().map(|decoder| decoder.encoding().name())
    }

    /// A full piece, or what is left: how the input happens to come must not decide what is seen in it.
    fn read_piece(&mut self) -> io::Result<()> {
        let before = self.buffer.len();
        if let Some(error) = self.error.take() {
            self.ended = true;
            return Err(error);
        }
        match self.inner.by_ref().take(PIECE as u64).read_to_end(&mut self.buffer) {
            Ok(_) => self.ended = self.buffer.len() - before < PIECE,
            Err(error) if self.buffer.len() == before => {
                self.ended = true;
                return Err(error);
            }
            Err(error) => self.error = Some(error),
        }
        Ok(())
    }

    fn decode(&mut self, piece: &[u8]) {
        let Some(decoder) = &mut self.decoder else { return };
        let mut rest = piece;
        // UTF-16 grows by half at most, and by a replacement character at the seam.
        let mut text = String::with_capacity(piece.len() * 3 / 2 + 16);
        loop {
            let (result, read, _) = decoder.decode_to_string(rest, &mut text, self.ended);
            rest = &rest[read..];
            match result {
                CoderResult::InputEmpty => break,
                CoderResult::OutputFull => text.reserve(rest.len() + 16),
            }
        }
        self.buffer.extend_from_slice(text.as_bytes());
    }
}

/// Why there is nothing to read.
#[derive(Debug)]
pub(super) enum Refused {
    Problem(ReadProblem),
    Io(io::Error),
}

impl From<io::Error> for Refused {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

fn line_ends(bytes: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', bytes).count()
}
