//! The command line: the only place with files, environment and terminal.
#![allow(clippy::disallowed_methods, reason = "the command line is where files, environment and terminal are")]

mod args;
mod commands;
mod config;
mod corpus;
mod exit;
mod folder;
mod gate;
mod input;
mod interrupt;
mod message;
mod output;
mod progress;
mod reference;
mod sample;
mod setup;
mod source;
mod summary;

use std::process::ExitCode;

use clap::Parser;

/// Runs the program with the process's arguments.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = match args::Arguments::try_parse() {
        Ok(arguments) => arguments,
        // Help and version are answers, not errors.
        Err(error) => {
            let _ = error.print();
            return if error.use_stderr() { exit::Status::Failed.into() } else { exit::Status::Done.into() };
        }
    };
    match commands::run(arguments.command) {
        Ok(status) => status.into(),
        Err(exit::Stop::ClosedPipe) => exit::Status::Done.into(),
        Err(exit::Stop::Interrupted(how_far)) => {
            message::note(&how_far);
            exit::INTERRUPTED.into()
        }
        Err(exit::Stop::Error(error)) => {
            message::error(&error);
            exit::Status::Failed.into()
        }
    }
}
