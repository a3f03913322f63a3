//! Why a row of a table is no document, or a table no table.

use std::fmt;

/// What is wrong with a row, or with a table from that row on.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RowProblem {
    /// No column with one of the usual names of a text.
    NoTextColumn {
        /// The columns that are there.
        columns: Vec<String>,
    },
    /// A column that was asked for is not there.
    NoColumn {
        /// The names it may have.
        names: Vec<String>,
        /// The columns that are there.
        columns: Vec<String>,
    },
    /// Two columns of one name.
    ColumnTwice {
        /// The name.
        name: String,
    },
    /// Another number of cells than the first row has.
    Ragged {
        /// Cells of this row.
        found: usize,
        /// Cells of the first row.
        expected: usize,
    },
    /// No text in the text column.
    EmptyText {
        /// Its name.
        column: String,
    },
    /// A list or an object where a text or a number is needed.
    NotText {
        /// Name of the column.
        column: String,
    },
    /// A row longer than the limit.
    TooLong {
        /// The limit, in bytes.
        limit: usize,
    },
    /// A quoted cell is followed by text.
    QuoteBroken,
    /// A quotation mark opens a cell and none closes it.
    QuoteUnclosed {
        /// Whether the rows after it are read all the same.
        read_on: bool,
    },
    /// A line that is no JSON.
    Json {
        /// What the parser says.
        message: String,
    },
    /// A line that is JSON, but no object.
    NotAnObject,
    /// A file that is one JSON array.
    Array,
    /// Columns and not one row.
    NoRows,
    /// Reading broke off.
    BrokenOff {
        /// What the system or the decoder says.
        message: String,
    },
}

impl RowProblem {
    /// What kind of problem it is, for counting.
    #[must_use]
    pub fn kind(&self) -> super::Kind {
        match self {
            Self::NoTextColumn { .. } | Self::NoColumn { .. } => ("table without the column", "tables without the column"),
            Self::ColumnTwice { .. } => ("table with a column twice", "tables with a column twice"),
            Self::Array => ("table that is one array", "tables that are one array"),
            Self::NoRows => ("table without rows", "tables without rows"),
            Self::BrokenOff { .. } => ("table that breaks off", "tables that break off"),
            Self::Ragged { .. } => ("row with too many or too few cells", "rows with too many or too few cells"),
            Self::EmptyText { .. } => ("row without text", "rows without text"),
            Self::NotText { .. } => ("row with a list for a text", "rows with a list for a text"),
            Self::TooLong { .. } => ("row over the limit", "rows over the limit"),
            Self::QuoteBroken | Self::QuoteUnclosed { .. } => ("row with broken quotation marks", "rows with broken quotation marks"),
            Self::Json { .. } => ("line that is no JSON", "lines that are no JSON"),
            Self::NotAnObject => ("line that is no object", "lines that are no object"),
        }
    }
}

impl fmt::Display for RowProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoTextColumn { columns } => {
                write!(f, "no column with the name of a text among {}; name the text with --text-column", list(columns))
            }
            Self::NoColumn { names, columns } => {
                write!(f, "no column {}; expected one of {}; correct the name", names.join(" or "), list(columns))
            }
            Self::ColumnTwice { name } => {
                write!(f, "two columns are called {name:?}; expected one, so that it is clear which is meant; rename the other")
            }
            Self::Ragged { found, expected } => {
                write!(f, "a row of {found} cells; expected {expected}, as in the first row; look for a quotation mark or delimiter too many")
            }
            Self::EmptyText { column } => write!(f, "no text in column {column:?}; expected an article; the row is left out"),
            Self::NotText { column } => {
                write!(f, "a list or an object in column {column:?}; expected a text or a number; write it as one text")
            }
            Self::TooLong { limit } => {
                write!(f, "a row of more than {limit} bytes; expected at most that; raise --max-row-bytes, or look for a quotation mark too many")
            }
            Self::QuoteBroken => write!(
                f,
                "text after the quotation mark that ends a cell; expected a delimiter there, or two marks for one in the text; the row is left out"
            ),
            Self::QuoteUnclosed { read_on } => {
                let rest = if *read_on { "reading goes on in the next line" } else { "nothing after it was read" };
                write!(f, "a quotation mark opens a cell of this row and none closes it; expected a second one; {rest}; correct it")
            }
            Self::Json { message } => write!(f, "no JSON ({message}); expected one object a line, {{\"text\": ...}}; correct the line"),
            Self::NotAnObject => write!(f, "JSON, but no object; expected one object a line, {{\"text\": ...}}; correct the line"),
            Self::Array => write!(f, "one JSON array; expected one object a line without brackets around them; convert it: jq -c '.[]'"),
            Self::NoRows => write!(f, "a table without rows; expected one article a row; check how it was made"),
            Self::BrokenOff { message } => {
                write!(f, "reading broke off here ({message}); expected a whole file; what stands before was read; get the file anew")
            }
        }
    }
}

fn list(columns: &[String]) -> String {
    /// How many names a message has room for.
    const SHOWN: usize = 40;
    let names: Vec<String> = columns.iter().take(SHOWN).map(|column| format!("{:?}", shortened(column))).collect();
    let more = columns.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    if names.is_empty() { "no columns".to_owned() } else { names.join(", ") + &more }
}

fn shortened(name: &str) -> String {
    const LONGEST: usize = 60;
    if name.chars().count() > LONGEST { name.chars().take(LONGEST).chain(['…']).collect() } else { name.to_owned() }
}
