//! Remarks for people, on standard error.

use std::fmt::Display;
use std::io::Write;

/// Says what went wrong.
pub(super) fn error(problem: &impl Display) {
    say("error", problem);
}

/// Says what was noticed.
pub(super) fn warning(problem: &impl Display) {
    say("warning", problem);
}

/// Says what was done.
pub(super) fn note(remark: &impl Display) {
    say("note", remark);
}

fn say(kind: &str, problem: &impl Display) {
    // Where standard error is closed there is nobody to tell.
    let _ = writeln!(std::io::stderr(), "connote: {kind}: {problem}");
}
