//! The files of an exercise: one on standard output or under a name, several in a folder.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde_json::json;

use super::platform;
use crate::cli::args::{ExerciseArgs, ExerciseFormat, OutputArgs};
use crate::cli::exit::Stop;
use crate::cli::message;
use crate::cli::output::{Output, width};
use crate::exercise::Exercise;
use crate::report::exercise_page;
use crate::report::exercise_readme::{Listed, readme};
use crate::report::html::exercise::{Page, page, worksheet_with_key};

/// A file of a folder.
struct Made {
    name: String,
    /// By what the README explains it.
    about: &'static str,
    bytes: Vec<u8>,
}

/// Writes what was asked for, to where it was asked for, and never over what was read.
pub(super) fn write<'p>(exercise: &Exercise, args: &ExerciseArgs, read: impl Iterator<Item = &'p Path> + Clone) -> Result<(), Stop> {
    if let Some(folder) = folder(args) {
        return write_folder(exercise, args, folder, read);
    }
    Output::refuse_inputs(&args.output, read)?;
    // Made before the file is opened: what was there stays where there is nothing to write.
    let bytes = alone(exercise, format(args), args)?;
    let mut output = Output::open(&args.output)?;
    output.write_all(&bytes)?;
    output.finish(None)
}

/// The folder that is asked for: a lesson always is one, pages are where the output is one already or ends like one.
fn folder(args: &ExerciseArgs) -> Option<&Path> {
    let path = args.output.output.as_deref()?;
    let is_folder = path.is_dir() || path.as_os_str().to_string_lossy().ends_with(std::path::is_separator);
    (args.all || (is_folder && args.format == Some(ExerciseFormat::Html))).then_some(path)
}

fn format(args: &ExerciseArgs) -> ExerciseFormat {
    let by_ending = || ExerciseFormat::of_ending(args.output.output.as_ref()?.extension()?.to_str()?);
    args.format.or_else(by_ending).unwrap_or(ExerciseFormat::Table)
}

/// A format as one file.
fn alone(exercise: &Exercise, format: ExerciseFormat, args: &ExerciseArgs) -> Result<Vec<u8>, Stop> {
    match format {
        ExerciseFormat::Table => Ok(exercise_page::page(exercise, width()).into_bytes()),
        ExerciseFormat::Html => Ok(worksheet_with_key(exercise).into_bytes()),
        ExerciseFormat::Json => Ok((serde_json::to_string_pretty(&json!(exercise)).map_err(Stop::error)? + "\n").into_bytes()),
        _ => platform::alone(format, exercise, args),
    }
}

/// A format as files of a folder; none of what is only to be looked at.
fn in_folder(exercise: &Exercise, format: ExerciseFormat, args: &ExerciseArgs) -> Result<Vec<Made>, Stop> {
    match format {
        ExerciseFormat::Table => Ok(Vec::new()),
        ExerciseFormat::Html => {
            let made = |of: Page| Made { name: format!("{}.html", of.name()), about: of.name(), bytes: page(exercise, of).into_bytes() };
            Ok(Page::ALL.map(made).into())
        }
        ExerciseFormat::Json => Ok(vec![Made { name: "exercise.json".to_owned(), about: "json", bytes: alone(exercise, format, args)? }]),
        _ => {
            let ending = match format {
                ExerciseFormat::MoodleXml => "moodle.xml",
                ExerciseFormat::H5p => "h5p",
                ExerciseFormat::Anki => "anki.tsv",
                _ => "gift",
            };
            let (about, bytes) = platform::in_folder(format, exercise, args)?;
            Ok(bytes.map(|bytes| Made { name: format!("exercise.{ending}"), about, bytes }).into_iter().collect())
        }
    }
}

fn write_folder<'p>(exercise: &Exercise, args: &ExerciseArgs, folder: &Path, read: impl Iterator<Item = &'p Path> + Clone) -> Result<(), Stop> {
    let formats = if args.all { ExerciseFormat::value_variants() } else { &[ExerciseFormat::Html] };
    let mut files = Vec::new();
    for format in formats {
        files.extend(in_folder(exercise, *format, args)?);
    }
    if args.all {
        let listed: Vec<Listed<'_>> = files.iter().map(|made| Listed { name: &made.name, about: made.about }).collect();
        let bytes = readme(exercise, &listed).into_bytes();
        files.insert(0, Made { name: "README.md".to_owned(), about: "readme", bytes });
    }
    std::fs::create_dir_all(folder).map_err(|error| {
        let name = folder.display();
        Stop::Error(format!("{name}: cannot be made a folder ({error}); expected the name of a folder for --output; choose another"))
    })?;
    let targets: Vec<(OutputArgs, Made)> = files.into_iter().map(|made| (within(&args.output, folder.join(&made.name)), made)).collect();
    for (target, _) in &targets {
        Output::refuse_inputs(target, read.clone())?;
    }
    for (target, made) in &targets {
        let mut output = Output::open(target)?;
        output.write_all(&made.bytes)?;
        output.finish(None)?;
    }
    if !args.output.quiet {
        let (count, name) = (targets.len(), folder.display());
        let begin = if args.all { "; begin with README.md" } else { "" };
        message::note(&format!("{count} files in {name}{begin}"));
    }
    Ok(())
}

/// The same output elsewhere.
fn within(output: &OutputArgs, path: PathBuf) -> OutputArgs {
    OutputArgs { output: Some(path), raw_cells: output.raw_cells, quiet: output.quiet, color: output.color }
}
