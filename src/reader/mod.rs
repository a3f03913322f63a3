//! From bytes to documents. Opens no file: the caller brings bytes and a name.

mod encoding;
mod html;
mod ignores;
mod markdown;
mod table;

pub use ignores::in_text as ignores;
pub use table::{Cells, Rows, TableFormat, TableOptions};

use std::borrow::Cow;

use crate::document::{Document, Field, Region, Role, Warning};
use crate::error::{Error, ReadProblem};
use crate::span::Span;

/// How the bytes of a document are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
}

impl Format {
    /// The format that a file name's ending stands for, in any case.
    ///
    /// # Errors
    /// [`Error::Read`] for an ending that connote does not read.
    pub fn of_name(name: &str) -> Result<Self, Error> {
        let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let extension = file.rsplit_once('.').map_or("", |(_, extension)| extension);
        match extension.to_ascii_lowercase().as_str() {
            "txt" | "text" => Ok(Self::Text),
            "md" | "markdown" => Ok(Self::Markdown),
            "html" | "htm" | "xhtml" => Ok(Self::Html),
            _ => {
                let problem = ReadProblem::UnknownFormat { extension: extension.to_owned() };
                Err(Error::Read { source_name: name.to_owned(), problem })
            }
        }
    }
}

/// How an input is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InputFormat {
    /// One document.
    Article(Format),
    /// One document a row.
    Table(TableFormat),
}

impl InputFormat {
    /// The format that a file name's ending stands for, in any case.
    ///
    /// # Errors
    /// [`Error::Read`] for an ending that connote does not read.
    pub fn of_name(name: &str) -> Result<Self, Error> {
        TableFormat::of_name(name).map_or_else(|| Format::of_name(name).map(Self::Article), |format| Ok(Self::Table(format)))
    }
}

/// Largest document, in bytes.
pub const SIZE_LIMIT: u64 = 256 * 1024 * 1024;

/// Decodes a file that is no article (a dictionary, a table) as articles are decoded; gives also what was assumed.
///
/// # Errors
/// As [`read`], as a bare problem: what was expected of the bytes is the caller's to say.
pub fn decode(bytes: &[u8]) -> Result<(String, Option<Warning>), ReadProblem> {
    encoding::decode(bytes, None).map(|decoded| (decoded.text, decoded.warning))
}

/// Makes a document of bytes. `id` names it in every output.
///
/// # Errors
/// [`Error::Read`] for bytes that are no text, and for more than [`SIZE_LIMIT`] of them.
pub fn read(id: &str, bytes: &[u8], format: Format) -> Result<Document, Error> {
    read_within(id, bytes, format, SIZE_LIMIT)
}

/// The same with another limit, in bytes. Bytes that are handed over are not copied, where they are UTF-8.
///
/// # Errors
/// As [`read`].
pub fn read_within<'b>(id: &str, bytes: impl Into<Cow<'b, [u8]>>, format: Format, limit: u64) -> Result<Document, Error> {
    let bytes = bytes.into();
    let refuse = |problem| Error::Read { source_name: id.to_owned(), problem };
    if bytes.len() as u64 > limit {
        return Err(refuse(ReadProblem::OverLimit { limit }));
    }
    let declared = if format == Format::Html { encoding::declared_in_html(&bytes) } else { None };
    let decoded = encoding::decode(bytes, declared.as_deref()).map_err(refuse)?;
    let mut document = Document { id: id.to_owned(), ..Document::default() };
    document.meta.encoding = Some(decoded.encoding.to_owned());
    document.warnings.extend(decoded.warning);
    match format {
        Format::Text => {
            document.ignores = ignores::in_text(&decoded.text);
            document.text = Field::plain(decoded.text);
            document.verbatim = true;
        }
        Format::Markdown => markdown::read(decoded.text, &mut document),
        Format::Html => {
            document.ignores = ignores::in_page(&decoded.text);
            let page = html::read_html(&decoded.text);
            let region = |role: Role| move |range: std::ops::Range<usize>| Region { span: Span::new(range.start, range.end), role };
            let mut regions: Vec<Region> = page.block_quotes.into_iter().map(region(Role::BlockQuote)).collect();
            regions.extend(page.code.into_iter().map(region(Role::Code)));
            regions.sort_by_key(|region| region.span);
            document.title = page.title.map(Field::plain);
            document.text = Field { content: page.text, regions };
            document.meta.outlet = page.outlet;
            document.meta.date = page.date;
            document.meta.url = page.url;
            document.meta.language = page.language;
        }
    }
    Ok(document)
}
