//! The encoding of one row. A whole file cannot be looked at while it streams by, and files put together from several have several.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;

use super::super::encoding::damaged_utf_8;
use crate::document::Warning;

/// How the bytes of a row are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowEncoding {
    Utf8,
    /// UTF-8 but for so many places, which are replaced.
    Damaged(usize),
    /// Neither: the encoding of English texts from before UTF-8. A row is too little to guess among all there are.
    Windows1252,
}

impl RowEncoding {
    pub(super) fn of(row: &[u8]) -> Self {
        Self::read(row).0
    }

    /// The encoding of a row, and its text.
    pub(super) fn read(row: &[u8]) -> (Self, Cow<'_, str>) {
        match std::str::from_utf8(row) {
            Ok(text) => (Self::Utf8, Cow::Borrowed(text)),
            Err(_) => {
                let encoding = damaged_utf_8(row).map_or(Self::Windows1252, Self::Damaged);
                (encoding, Cow::Owned(encoding.decode(row)))
            }
        }
    }

    pub(super) fn decode(self, bytes: &[u8]) -> String {
        match self {
            Self::Utf8 | Self::Damaged(_) => String::from_utf8_lossy(bytes).into_owned(),
            Self::Windows1252 => WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
        }
    }

    /// WHATWG name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Utf8 | Self::Damaged(_) => "UTF-8",
            Self::Windows1252 => "windows-1252",
        }
    }

    pub(super) fn warning(self) -> Option<Warning> {
        match self {
            Self::Utf8 => None,
            Self::Damaged(count) => Some(Warning::EncodingDamaged { count }),
            Self::Windows1252 => Some(Warning::EncodingGuessed { encoding: self.name().to_owned() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_read_as_what_its_bytes_are() {
        let read = |row: &[u8]| {
            let encoding = RowEncoding::of(row);
            (encoding.decode(row), encoding.warning().map(|warning| warning.name()))
        };
        assert_eq!(read("“Kyiv”".as_bytes()), ("“Kyiv”".to_owned(), None));
        assert_eq!(read(b"\x93Kyiv\x94 it\x92s"), ("“Kyiv” it’s".to_owned(), Some("encoding_guessed")));
        let broken = [&"“é” ".repeat(5).into_bytes()[..], b"\xE2"].concat();
        assert_eq!(read(&broken), ("“é” ".repeat(5) + "\u{FFFD}", Some("encoding_damaged")));
    }
}
