//! `connote completions` and `connote man`: made from the declaration of the arguments.

use std::io::Write;

use clap::CommandFactory;

use crate::cli::args::Arguments;
use crate::cli::exit::{Status, Stop};

pub(super) fn completions(shell: clap_complete::Shell) -> Result<Status, Stop> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "connote", &mut script);
    write(&script)
}

pub(super) fn man(command: Option<&str>) -> Result<Status, Stop> {
    let mut whole = Arguments::command();
    whole.build();
    let chosen = match command {
        None => whole,
        Some(name) => whole
            .find_subcommand(name)
            .cloned()
            .ok_or_else(|| Stop::Error(format!("{name:?} is no command; expected one that `connote --help` lists; correct it")))?,
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(chosen).render(&mut page)?;
    write(&page)
}

fn write(bytes: &[u8]) -> Result<Status, Stop> {
    let mut output = std::io::stdout().lock();
    output.write_all(bytes)?;
    output.flush()?;
    Ok(Status::Done)
}
