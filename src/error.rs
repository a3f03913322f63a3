//! What can go wrong, as facts: where, what was found, what was expected, what to do.

mod row;

use std::fmt;

pub use row::RowProblem;

/// Everything the library refuses.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A text that cannot be read.
    #[error("{source_name}: {problem}")]
    Read {
        /// Name of the input, as given.
        source_name: String,
        /// What is wrong with it.
        problem: ReadProblem,
    },
    /// A row of a table that is no document, or a table that is none.
    #[error("{source_name}:{line}: {problem}")]
    Row {
        /// Name of the table, as given.
        source_name: String,
        /// 1-based line in which the row begins.
        line: usize,
        /// What is wrong with it.
        problem: RowProblem,
    },
    /// A file that is not the TOML it should be.
    #[error("{file}:{}{message}", line_prefix(*.line))]
    Toml {
        /// Name of the file, as given.
        file: String,
        /// 1-based line, where known.
        line: Option<usize>,
        /// What the parser says: the line itself, a caret, what was expected.
        message: String,
    },
    /// A lexicon that is TOML but breaks a rule of lexicons.
    #[error("{0}")]
    Lexicon(Box<LexiconError>),
    /// A reference profile that cannot be used.
    #[error("{file}: {problem}")]
    Profile {
        /// Name of the file, as given.
        file: String,
        /// What is wrong with it.
        problem: ProfileProblem,
    },
    /// A gold file that breaks its format.
    #[error("{file}:{line}: {problem}")]
    Gold {
        /// Name of the file, as given.
        file: String,
        /// 1-based line.
        line: usize,
        /// What is wrong and what was expected.
        problem: String,
    },
    /// An exercise file that is none, or whose parts do not fit each other.
    #[error("{file}: {problem}")]
    Exercise {
        /// Name of the file, as given.
        file: String,
        /// What is wrong and what was expected.
        problem: String,
    },
}

/// A kind of problem, named for one and for several of them.
pub type Kind = (&'static str, &'static str);

impl Error {
    /// What kind of problem it is, for counting.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Read { problem, .. } => problem.kind(),
            Self::Row { problem, .. } => problem.kind(),
            _ => ("problem", "problems"),
        }
    }
}

impl ReadProblem {
    /// What kind of problem it is, for counting.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Empty => ("empty file", "empty files"),
            Self::Binary { .. } => ("file that is no text", "files that are no text"),
            Self::Encoding { .. } => ("file in a broken encoding", "files in a broken encoding"),
            Self::UnknownFormat { .. } => ("file of another format", "files of another format"),
            Self::TooLarge { .. } | Self::OverLimit { .. } => ("file over the limit", "files over the limit"),
        }
    }
}

fn line_prefix(line: Option<usize>) -> String {
    line.map_or_else(|| " ".to_owned(), |line| format!("{line}: "))
}

/// Why a reference profile cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProfileProblem {
    /// The file does not begin as one.
    NoProfile,
    /// Of a format that this version does not read.
    Version {
        /// As the file says.
        found: String,
        /// What is read.
        expected: u32,
    },
    /// The content does not have the checksum that the file names, or the file ends early.
    Damaged,
    /// The checksum is right, but the content is none that this program writes.
    Content {
        /// What is wrong.
        found: String,
    },
    /// Profiles that cannot be put together.
    Unlike {
        /// In what they differ.
        found: String,
        /// What to do.
        advice: String,
    },
}

impl fmt::Display for ProfileProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoProfile => write!(f, "no reference profile; expected a file made by `connote profile build`; check the path"),
            Self::Version { found, expected } => {
                write!(f, "a profile of format {found}; expected format {expected}; build it again from its texts with this version")
            }
            Self::Damaged => {
                write!(f, "a damaged profile (its checksum does not fit, or it ends early); expected it as it was written; copy or build it again")
            }
            Self::Content { found } => write!(f, "{found}; expected a profile as `connote profile build` writes it; build it again"),
            Self::Unlike { found, advice } => write!(f, "{found}; expected profiles of the same making; {advice}"),
        }
    }
}

/// Why a text cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadProblem {
    /// Nothing in it.
    Empty,
    /// Not a text.
    Binary {
        /// Byte position of the first byte that no text has.
        at: usize,
    },
    /// Not valid in the encoding that its byte order mark names, and in no other.
    Encoding {
        /// WHATWG name of the encoding tried.
        tried: String,
    },
    /// The file name's ending is none that connote reads.
    UnknownFormat {
        /// As found.
        extension: String,
    },
    /// A text larger than the limit that the user can raise.
    OverLimit {
        /// Limit in bytes.
        limit: u64,
    },
    /// Larger than the limit.
    TooLarge {
        /// Size in bytes.
        bytes: u64,
        /// Limit in bytes.
        limit: u64,
    },
}

impl fmt::Display for ReadProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "empty file; expected a text; check that the article was saved"),
            Self::Binary { at } => {
                write!(f, "not a text (binary byte at position {at}); expected .txt, .md, .html or a table; export the article as one of them")
            }
            Self::Encoding { tried } => {
                write!(f, "the bytes are not valid {tried}, which the file names; expected a text in one encoding; save it again as UTF-8")
            }
            Self::UnknownFormat { extension } if extension.is_empty() => {
                write!(
                    f,
                    "a file name without an ending; expected .txt, .md, .html, or a table .csv, .tsv, .jsonl, each also with .gz or .zst; rename the file or pass it on standard input with --input-format"
                )
            }
            Self::UnknownFormat { extension } => {
                write!(
                    f,
                    "unknown format {extension:?}; expected .txt, .md, .html, or a table .csv, .tsv, .jsonl, each also with .gz or .zst; rename the file or pass it on standard input with --input-format"
                )
            }
            Self::OverLimit { limit } => {
                write!(f, "more than {limit} bytes; expected one article of at most that; split the file, or raise --max-file-bytes")
            }
            Self::TooLarge { bytes, limit } => {
                write!(f, "{bytes} bytes; expected at most {limit}; split the file")
            }
        }
    }
}

/// A broken rule in a lexicon file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LexiconError {
    /// Name of the file, as given.
    pub file: String,
    /// 1-based line of the entry or key, where known.
    pub line: Option<usize>,
    /// Entry, referent or target concerned.
    pub item: Option<String>,
    /// What was found.
    pub found: String,
    /// What was expected.
    pub expected: String,
    /// What to do about it.
    pub advice: String,
}

impl fmt::Display for LexiconError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.file)?;
        if let Some(line) = self.line {
            write!(f, "{line}:")?;
        }
        if let Some(item) = &self.item {
            write!(f, " {item}:")?;
        }
        write!(f, " {}; expected {}; {}", self.found, self.expected, self.advice)
    }
}
