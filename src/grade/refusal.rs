//! What is not graded, and why.

use std::fmt;

/// A row, or a whole article of one file, that is not graded.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Refusal {
    /// Name of the file, as given.
    pub file: String,
    /// 1-based line, the first where there are several; `None` for a file that cannot be read at all.
    pub line: Option<usize>,
    /// How many rows it is about; 0 where no row could be read.
    pub rows: u64,
    /// Whose marks, where known.
    pub annotator: String,
    /// Which session, where known.
    pub session_id: String,
    /// Of which article, where known.
    pub article_id: String,
    /// What was found, what was expected, what to do.
    pub reason: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.file)?;
        if let Some(line) = self.line {
            write!(f, "{line}:")?;
        }
        write!(f, " {}", self.reason)
    }
}
