//! Remarks for people, on standard error.

use std::fmt::Display;
use std::io::Write;

use super::progress::aside;

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
    aside(|| {
        let _ = writeln!(std::io::stderr(), "connote: {kind}: {}", shown(&problem.to_string()));
    });
}

/// A message may quote an id, a note of a profile, a name of a file: nothing in it steers the terminal.
fn shown(message: &str) -> String {
    let steers = |character: char| character.is_control() && !matches!(character, '\n' | '\t');
    message.chars().map(|character| if steers(character) { char::REPLACEMENT_CHARACTER } else { character }).collect()
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn a_message_steers_no_terminal() {
        assert_eq!(shown("a\u{1b}[2Jb\u{9b}31m\r\n\tc"), "a\u{fffd}[2Jb\u{fffd}31m\u{fffd}\n\tc");
    }
}
