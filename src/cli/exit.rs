//! How a run ends: 0 done, 1 a gate the user set was crossed, 2 something went wrong; 2 wins over 1. 130: somebody stopped it by Ctrl-C, as
//! shells say it.

use std::fmt::Display;
use std::io;
use std::process::ExitCode;

/// The exit status of a run that was stopped by Ctrl-C: 128 and the number of the signal.
pub(super) const INTERRUPTED: u8 = 130;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Status {
    /// All went well.
    Done,
    /// A gate that the user set was crossed.
    Gate,
    /// Something could not be read or done; the rest was.
    Failed,
}

impl Status {
    /// The graver of the two.
    pub(super) fn and(self, other: Self) -> Self {
        self.max(other)
    }

    /// `Failed` if something failed.
    pub(super) fn failed_if(failed: bool) -> Self {
        if failed { Self::Failed } else { Self::Done }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}

/// Why a command stopped before its end.
#[derive(Debug)]
pub(super) enum Stop {
    /// Nobody reads the output any more: a quiet end.
    ClosedPipe,
    /// Somebody asked to stop; how far it came, in words.
    Interrupted(String),
    /// Anything else, in words.
    Error(String),
}

impl Stop {
    pub(super) fn error(error: impl Display) -> Self {
        Self::Error(error.to_string())
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::ClosedPipe } else { Self::Error(format!("the output cannot be written: {error}")) }
    }
}

impl From<crate::error::Error> for Stop {
    fn from(error: crate::error::Error) -> Self {
        Self::error(error)
    }
}

impl From<crate::analysis::AnalyzeError> for Stop {
    fn from(error: crate::analysis::AnalyzeError) -> Self {
        Self::error(error)
    }
}
