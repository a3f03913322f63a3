//! `connote lexicon new|import|export`: lexicons to begin with, from other tools and for other tools.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::authoring::export::{self, Left, ReadCells};
use crate::authoring::import::{self, Imported, SIZE_LIMIT};
use crate::authoring::template;
use crate::cli::args::{ExportFormat, ImportArgs, LexiconArgs, OutputArgs};
use crate::cli::exit::{Status, Stop};
use crate::cli::message;
use crate::cli::output::Output;
use crate::cli::setup::{Lexicons, load};
use crate::lexicon::{Lexicon, builtin};
use crate::report::figures::counted;

/// Prints the template.
pub(super) fn new(id: &str, output: &OutputArgs) -> Result<Status, Stop> {
    let text = template(id)?;
    if !output.quiet {
        warn_of_built_in(id);
    }
    write(output, &text)
}

/// Makes a lexicon of a file of another tool.
pub(super) fn import(args: &ImportArgs) -> Result<Status, Stop> {
    let name = args.file.display().to_string();
    Output::refuse_inputs(&args.output, std::iter::once(args.file.as_path()))?;
    let bytes = bytes(&name, &args.file)?;
    let options = import::Options {
        format: args.format.map(Into::into),
        id: args.id.clone(),
        language: args.language.clone(),
        today: today(SystemTime::now()),
    };
    let imported = import::import(&name, &bytes, &options).map_err(Stop::error)?;
    if !args.output.quiet {
        if let Some(id) = &args.id {
            warn_of_built_in(id);
        }
        remark(&name, &imported, &args.output);
    }
    write(&args.output, &imported.toml)
}

fn bytes(name: &str, path: &Path) -> Result<Vec<u8>, Stop> {
    let unread = |error| Stop::Error(format!("{name}: cannot be read ({error}); expected a dictionary of another tool; check the path"));
    let file = std::fs::File::open(path).map_err(unread)?;
    let size = file.metadata().map_err(unread)?;
    if size.is_dir() {
        return Err(Stop::Error(format!("{name}: a folder; expected a dictionary of another tool; name a file")));
    }
    if size.len() > SIZE_LIMIT as u64 {
        return Err(import::too_large(name, size.len()).into());
    }
    let mut bytes = Vec::new();
    // A pipe has no size: one byte more than the limit shows that there is more.
    file.take(SIZE_LIMIT as u64 + 1).read_to_end(&mut bytes).map_err(unread)?;
    Ok(bytes)
}

fn remark(name: &str, imported: &Imported, output: &OutputArgs) {
    if let Some(warning) = &imported.warning {
        message::warning(&format!("{name}: {warning}"));
    }
    for lost in &imported.lost {
        message::warning(&format!("{name}:{lost}"));
    }
    let entries = counted(imported.entries as u64, "entry", "entries");
    let categories = counted(imported.categories.len() as u64, "category", "categories");
    let lost = match imported.lost.len() {
        0 => "everything was carried".to_owned(),
        count => format!("{count} not carried, listed above and at the head of the lexicon"),
    };
    let place = output.output.as_ref().map(|path| format!(" in {}", path.display())).unwrap_or_default();
    message::note(&format!("{name}: {entries} in {categories} from a file of {}; {lost}; lexicon {:?}{place}", imported.format.name(), imported.id));
}

/// A lexicon with the id of a built-in one takes its place: good to know.
fn warn_of_built_in(id: &str) {
    if builtin::lexicons().iter().any(|loaded| loaded.lexicon().header.id == id) {
        message::warning(&format!("{id:?} is the id of a built-in lexicon, whose place a file with this id takes"));
    }
}

/// Writes a lexicon for another tool.
pub(super) fn export(item: &str, format: ExportFormat, output: &OutputArgs) -> Result<Status, Stop> {
    let lexicon = lexicon(item)?;
    let folder = output.output.as_deref().filter(|path| path.is_dir() || path.to_string_lossy().ends_with(['/', '\\']));
    let mut never = export::Format::from(format).never().to_owned();
    let (left, entries) = match (format, folder) {
        (ExportFormat::Vale, Some(folder)) => {
            let (rules, left) = export::vale_style(&lexicon).map_err(|problem| Stop::Error(problem.found))?;
            write_style(&folder.join(&lexicon.header.id), &rules)?;
            (left, rules.len())
        }
        _ => {
            Output::refuse_inputs(output, std::iter::once(Path::new(item)))?;
            let cells = if output.raw_cells { ReadCells::Raw } else { ReadCells::Guarded };
            let exported = export::export(&lexicon, format.into(), cells).map_err(|problem| Stop::Error(problem.found))?;
            write(output, &exported.text)?;
            if format == ExportFormat::Vale {
                never.push_str(", strength, why but as a comment (--output FOLDER/ keeps both)");
            }
            (exported.left, exported.entries)
        }
    };
    if !output.quiet {
        say_left(&lexicon, &never, entries, &left);
    }
    Ok(Status::Done)
}

fn say_left(lexicon: &Lexicon, never: &str, entries: usize, left: &[Left]) {
    let id = &lexicon.header.id;
    for left in left {
        message::warning(&format!("{id}: {left}"));
    }
    let referents = match lexicon.referents.len() as u64 {
        0 => String::new(),
        count => format!("; without its {}", counted(count, "referent", "referents")),
    };
    let all = counted(lexicon.entries.len() as u64, "entry", "entries");
    message::note(&format!("{id}: {entries} of {all} written{referents}; {} listed above as not carried whole; of no entry: {never}", left.len()));
}

/// The lexicon file of this name, or the lexicon in use with this id.
fn lexicon(item: &str) -> Result<Lexicon, Stop> {
    let path = PathBuf::from(item);
    if path.is_file() || item.to_lowercase().ends_with(".toml") {
        return Ok(load(&path)?.1.into_lexicon());
    }
    let none = LexiconArgs { lexicon: Vec::new(), only: Vec::new(), enable: Vec::new(), disable: Vec::new() };
    let found = Lexicons::new(&none)?.loaded.into_iter().find(|loaded| loaded.lexicon().header.id == item);
    found.map(crate::lexicon::Loaded::into_lexicon).ok_or_else(|| {
        Stop::Error(format!("{item:?} is no lexicon; expected a .toml file, or one of the ids that `connote lexicon list` shows; correct it"))
    })
}

/// A folder that appears when it is whole. One that is there already is left alone: it may hold rules that somebody wrote.
fn write_style(style: &Path, rules: &[export::Rule]) -> Result<(), Stop> {
    let name = style.display();
    if style.exists() {
        return Err(Stop::Error(format!("{name}: is there already; expected a new folder for the style; delete it, or name another --output")));
    }
    let mut part = style.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let made = std::fs::create_dir_all(&part)
        .and_then(|()| rules.iter().try_for_each(|rule| std::fs::write(part.join(&rule.file), &rule.text)))
        .and_then(|()| std::fs::rename(&part, style));
    made.map_err(|error| {
        let _ = std::fs::remove_dir_all(&part);
        Stop::Error(format!("{name}: cannot be written ({error}); check the folder and its permissions"))
    })
}

fn write(args: &OutputArgs, text: &str) -> Result<Status, Stop> {
    let mut output = Output::open(args)?;
    output.write_all(text.as_bytes())?;
    output.finish(None)?;
    Ok(Status::Done)
}

/// The day as year-month-day, in UTC.
fn today(now: SystemTime) -> String {
    let days = now.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() / 86_400);
    // Howard Hinnant's civil_from_days: years begin in March, so that the leap day is the last.
    let days = days + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn days_become_dates() {
        // From `date -u -d @SECONDS +%F`.
        for (seconds, date) in [(0, "1970-01-01"), (951_782_400, "2000-02-29"), (1_795_651_199, "2026-11-25"), (4_107_542_400, "2100-03-01")] {
            assert_eq!(today(UNIX_EPOCH + Duration::from_secs(seconds)), date);
        }
    }
}
