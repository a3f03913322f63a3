//! `connote grade`: pupils' marks against an answer key and each other.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use serde_json::{Value, json};

use crate::cli::args::{GradeArgs, GradeFormat, GradeTable, OutputArgs};
use crate::cli::exit::{Status, Stop};
use crate::cli::message;
use crate::cli::output::{Output, width};
use crate::cli::source::{Meter, open};
use crate::grade::{Grading, Key, MarksFile, Refusal, grade, read_key, read_marks};
use crate::report::column::Table;
use crate::report::csv::CsvWriter;
use crate::report::grading;
use crate::report::grading_page::{View, page};

/// The key in a lesson folder.
const EXERCISE: &str = "exercise.json";

/// Largest key, and largest file of marks.
const SIZE_LIMIT: u64 = 64 * 1024 * 1024;

/// How many refusals and how many notices are told one by one.
const TOLD: usize = 20;

pub(super) fn run(args: &GradeArgs) -> Result<Status, Stop> {
    let key_path = key_path(&args.key);
    let key = read_key(&key_path.display().to_string(), &key_bytes(&key_path)?)?;
    let (paths, problems) = marks_paths(&args.marks);
    let read = paths.iter().chain([&key_path]).map(PathBuf::as_path);
    let target = Target::new(args)?;
    target.refuse_inputs(&args.output, read)?;
    let mut failed = !problems.is_empty();
    problems.iter().for_each(message::error);
    let mut files = Vec::new();
    for path in &paths {
        match bytes(path) {
            Ok(bytes) => files.push(read_marks(&path.display().to_string(), &bytes)),
            Err(error) => {
                failed = true;
                message::error(&format!("{}: cannot be read ({error}); expected pupils' marks as CSV or JSON; check the path", path.display()));
            }
        }
    }
    let grading = grade(&key, &files);
    tell(&grading, &files, args.output.quiet);
    failed |= !grading.refused.is_empty();
    if grading.pupils.is_empty() {
        return Err(Stop::Error(
            "an empty class: no mark of any pupil; expected rows with annotator, article_id, start and end; check the files".to_owned(),
        ));
    }
    target.write(&grading, &key, args)?;
    Ok(Status::failed_if(failed))
}

fn key_path(path: &Path) -> PathBuf {
    if path.is_dir() { path.join(EXERCISE) } else { path.to_owned() }
}

fn key_bytes(path: &Path) -> Result<Vec<u8>, Stop> {
    let advice = "expected the JSON of `connote exercise`, or a lesson folder with exercise.json in it; check the path";
    bytes(path).map_err(|error| Stop::Error(format!("{}: cannot be read ({error}); {advice}", path.display())))
}

fn bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let from = Some(path).filter(|path| path.as_os_str() != "-");
    open(from, None, &Meter::default())?.0.take(SIZE_LIMIT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > SIZE_LIMIT {
        return Err(std::io::Error::other(format!("more than {SIZE_LIMIT} bytes: split the file")));
    }
    Ok(bytes)
}

/// The files named, and those of folders sorted by path; what is wrong with the others.
fn marks_paths(given: &[PathBuf]) -> (Vec<PathBuf>, Vec<String>) {
    let (mut paths, mut problems) = (Vec::new(), Vec::new());
    for path in given {
        if !path.is_dir() {
            paths.push(path.clone());
            continue;
        }
        let before = paths.len();
        let mut walk = WalkBuilder::new(path);
        walk.standard_filters(false).hidden(true).sort_by_file_name(Ord::cmp);
        for entry in walk.build() {
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) && may_be_marks(entry.path()) => paths.push(entry.into_path()),
                Ok(_) => {}
                Err(error) => {
                    problems.push(format!("{}: cannot be read ({error}); expected a folder of marks; check its permissions", path.display()))
                }
            }
        }
        if paths.len() == before {
            problems.push(format!("{}: a folder without marks; expected .csv, .tsv or .json files in it; check the path", path.display()));
        }
    }
    (paths, problems)
}

/// In a folder: tables and JSON, but neither the key of the lesson nor the provenance of a table.
fn may_be_marks(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    matches!(ending, "csv" | "tsv" | "json" | "jsonl") && name != EXERCISE && !name.ends_with("run.json")
}

/// Says what is not graded, in one line for one reason in one file, and what was noticed.
fn tell(grading: &Grading, files: &[MarksFile], quiet: bool) {
    let mut grouped: Vec<(&Refusal, u64, usize)> = Vec::new();
    let mut known: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for refusal in &grading.refused {
        let place = *known.entry((&refusal.file, &refusal.reason)).or_insert_with(|| {
            grouped.push((refusal, 0, 0));
            grouped.len() - 1
        });
        grouped[place].1 += refusal.rows;
        grouped[place].2 += 1;
    }
    for (refusal, rows, _) in grouped.iter().take(TOLD) {
        let count = if *rows > 1 { format!(" ({rows} rows)") } else { String::new() };
        message::error(&format!("{refusal}{count}"));
    }
    if grouped.len() > TOLD {
        message::error(&format!("{} more reasons not to grade a row; --table refused and JSON have all", grouped.len() - TOLD));
    }
    for notice in grading.notices.iter().take(TOLD).filter(|_| !quiet) {
        message::warning(notice);
    }
    if grading.notices.len() > TOLD && !quiet {
        message::warning(&format!("{} more notices; JSON has all", grading.notices.len() - TOLD));
    }
    for file in files.iter().filter(|file| file.rows.is_empty() && file.refused.is_empty() && !quiet) {
        message::warning(&format!("{}: no marks in it", file.file));
    }
}

/// Where the result goes, and in which format.
enum Target {
    /// One file, or standard output.
    One(GradeFormat),
    /// All tables in a folder.
    Folder(PathBuf),
}

impl Target {
    fn new(args: &GradeArgs) -> Result<Self, Stop> {
        let Some(path) = &args.output.output else { return Ok(Self::One(args.format.unwrap_or(GradeFormat::Table))) };
        let name = path.display().to_string();
        if path.is_dir() || name.ends_with(std::path::is_separator) {
            return match args.format {
                None | Some(GradeFormat::Csv) => Ok(Self::Folder(path.clone())),
                Some(_) => Err(Stop::Error(format!("{name}: a folder; expected the name of a file for this format, or --format csv; add one"))),
            };
        }
        let by_ending = || match path.extension().and_then(|ending| ending.to_str()) {
            Some("csv") => GradeFormat::Csv,
            Some("json") => GradeFormat::Json,
            _ => GradeFormat::Table,
        };
        Ok(Self::One(args.format.unwrap_or_else(by_ending)))
    }

    fn refuse_inputs<'p>(&self, output: &OutputArgs, read: impl Iterator<Item = &'p Path> + Clone) -> Result<(), Stop> {
        match self {
            Self::One(_) => Output::refuse_inputs(output, read),
            Self::Folder(folder) => {
                GradeTable::ALL.iter().try_for_each(|table| Output::refuse_inputs(&in_folder(output, folder, table.file()), read.clone()))
            }
        }
    }

    fn write(&self, grading: &Grading, key: &Key, args: &GradeArgs) -> Result<(), Stop> {
        let run = grading::run(key);
        let folder = match self {
            Self::One(format) => {
                let mut output = Output::open(&args.output)?;
                match format {
                    GradeFormat::Table => output.page(&page(grading, key, &View { examples: args.examples, width: width() }))?,
                    GradeFormat::Csv => table(args.table, grading, key, &mut output, args.output.raw_cells)?,
                    GradeFormat::Json => {
                        let mut document = serde_json::Map::from_iter([("run".to_owned(), json!(run))]);
                        document.extend(grading::document(grading, key));
                        output.json(&Value::Object(document))?;
                    }
                }
                return output.finish((*format == GradeFormat::Csv).then_some(&run));
            }
            Self::Folder(folder) => folder,
        };
        std::fs::create_dir_all(folder)
            .map_err(|error| Stop::Error(format!("{}: cannot be made ({error}); check the folder and its permissions", folder.display())))?;
        for which in GradeTable::ALL {
            let mut output = Output::open(&in_folder(&args.output, folder, which.file()))?;
            table(which, grading, key, &mut output, args.output.raw_cells)?;
            output.finish(Some(&run))?;
        }
        Ok(())
    }
}

fn in_folder(output: &OutputArgs, folder: &Path, file: &str) -> OutputArgs {
    OutputArgs { output: Some(folder.join(file)), raw_cells: output.raw_cells, quiet: output.quiet, color: output.color }
}

fn table(which: GradeTable, grading: &Grading, key: &Key, output: &mut Output, raw_cells: bool) -> Result<(), Stop> {
    fn rows<R>(table: &Table<R>, rows: &[R], output: impl Write, raw_cells: bool) -> Result<(), Stop> {
        let mut writer = CsvWriter::new(table, output, raw_cells)?;
        rows.iter().try_for_each(|row| writer.row(row))?;
        Ok(writer.finish()?)
    }
    match which {
        GradeTable::Class => rows(&grading::class(), &grading.class, output, raw_cells),
        GradeTable::Agreement => rows(&grading::agreement(), &grading.agreement, output, raw_cells),
        GradeTable::Items => rows(&grading::items(), &grading::item_rows(grading, key), output, raw_cells),
        GradeTable::Discuss => rows(&grading::discuss(), &grading::split_rows(grading, key), output, raw_cells),
        GradeTable::Marks => rows(&grading::marks(), &grading::mark_rows(grading, key), output, raw_cells),
        GradeTable::Refused => rows(&grading::refused(), &grading.refused, output, raw_cells),
    }
}
