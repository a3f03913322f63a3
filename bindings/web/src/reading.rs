//! From a file to its one document, as the command line reads it.

use connote::document::Document;
use connote::error::{Error, RowProblem};
use connote::reader::{Format, InputFormat, Rows, TableFormat, TableOptions, read};

use crate::request::{File, RequestOptions};

/// Largest file, in bytes: a web page that was saved with everything in it.
pub(crate) const FILE_LIMIT: usize = 8_000_000;

/// Longest text, in bytes: some 160,000 words. A page that marks more of them helps nobody.
pub(crate) const TEXT_LIMIT: usize = 1_000_000;

/// The document of a file.
pub(crate) fn document(file: &File<'_>, options: &RequestOptions) -> Result<Document, String> {
    within(&file.name, file.bytes.len(), FILE_LIMIT)?;
    let document = match format(&file.name, options)? {
        InputFormat::Article(format) => read(&file.name, file.bytes, format).map_err(|error| said(&error))?,
        InputFormat::Table(format) => only_row(file, format)?,
    };
    within(&file.name, document.text.content.len(), TEXT_LIMIT)?;
    Ok(document)
}

fn within(name: &str, bytes: usize, limit: usize) -> Result<(), String> {
    if bytes <= limit {
        return Ok(());
    }
    // Rounded up, so that what is too large looks so.
    let (tenths, most) = (bytes.div_ceil(100_000), limit / 1_000_000);
    let found = format!("{}.{} MB", tenths / 10, tenths % 10);
    Err(format!("{name}: {found}; expected one article of at most {most} MB; take a part of it, or the command line for long texts"))
}

/// What the command line says, where it names none of its own options.
fn said(error: &Error) -> String {
    match error {
        Error::Row { source_name, line, problem: RowProblem::NoTextColumn { columns } } => {
            let columns: Vec<String> = columns.iter().map(|column| format!("{column:?}")).collect();
            format!("{source_name}:{line}: no column with the name of a text among {}; call the column with the text \"text\"", columns.join(", "))
        }
        other => other.to_string(),
    }
}

fn format(name: &str, options: &RequestOptions) -> Result<InputFormat, String> {
    match options.format.as_deref() {
        // What was pasted has a name without an ending.
        None | Some("auto") if !name.contains('.') => Ok(InputFormat::Article(Format::Text)),
        None | Some("auto") => InputFormat::of_name(name).map_err(|error| error.to_string()),
        Some("text") => Ok(InputFormat::Article(Format::Text)),
        Some("markdown") => Ok(InputFormat::Article(Format::Markdown)),
        Some("html") => Ok(InputFormat::Article(Format::Html)),
        Some("csv") => Ok(InputFormat::Table(TableFormat::Csv)),
        Some(other) => Err(format!("format {other:?}; expected auto, text, markdown, html or csv")),
    }
}

/// The only row of a table. What is wrong with a row is said, since nobody would miss it here.
fn only_row(file: &File<'_>, format: TableFormat) -> Result<Document, String> {
    let mut rows = Rows::new(&file.name, file.bytes, format, &TableOptions::default());
    let first = rows.next().ok_or_else(|| format!("{}: no row; expected one article", file.name))?.map_err(|error| said(&error))?;
    match rows.next() {
        None => Ok(first),
        Some(Ok(_)) => {
            let texts = 2 + rows.filter(Result::is_ok).count();
            Err(format!("{}: {texts} texts; expected one; write the one you mean to a file of its own", file.name))
        }
        Some(Err(error)) => Err(said(&error)),
    }
}
