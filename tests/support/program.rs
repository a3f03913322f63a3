//! The program as a test runs it: in the project's folder.
#![allow(dead_code, reason = "no test uses all of it")]

use std::path::PathBuf;
use std::process::{Command, Output};

/// The program, to be started in the project's folder.
pub(crate) fn connote() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_connote"));
    command.current_dir(PathBuf::from(env!("CARGO_MANIFEST_DIR")));
    command
}

/// A whole run.
pub(crate) fn run(arguments: &[&str]) -> Output {
    connote().args(arguments).output().expect("the program starts")
}

/// What a run that must end with 0 prints.
pub(crate) fn printed(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", said(&output));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// What a run says on standard error.
pub(crate) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
