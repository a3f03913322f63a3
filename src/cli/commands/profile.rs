//! `connote profile`: reference texts as counts.

use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::analysis::Options;
use crate::cli::args::{AboutArgs, LexiconArgs, OutputArgs, ProfileBuildArgs, ProfileCommand, TableFormat};
use crate::cli::exit::{Status, Stop};
use crate::cli::output::{Output, table_format, width};
use crate::cli::reference::{Counting, lexicons, read_profile};
use crate::cli::setup::Lexicons;
use crate::cli::{message, message::note};
use crate::profile::{About, Builder, Inventory, Profile, Reading, languages};
use crate::report::csv::CsvWriter;
use crate::report::figures::{counted, thousands};
use crate::report::profile::{ProfileRow, rows, summary};
use crate::report::profile_page::page;
use crate::report::run::Run;
use crate::report::{markdown, tables};

/// Columns of the Markdown table.
const SHOWN: [&str; 8] = ["kind", "lexicon", "item", "covered", "documents", "editorial", "quoted", "rate"];

pub(super) fn run(command: &ProfileCommand) -> Result<Status, Stop> {
    match command {
        ProfileCommand::Build(args) => build(args),
        ProfileCommand::Show { profile, lexicons, format, output } => show(profile, lexicons, *format, output),
        ProfileCommand::Merge { profiles, about, output } => merge(profiles, about, output),
        ProfileCommand::Trim { profile, floor, output } => {
            let mut trimmed = read(profile)?;
            trimmed.trim(*floor);
            write(&trimmed, output, std::slice::from_ref(profile))?;
            Ok(Status::Done)
        }
    }
}

fn build(args: &ProfileBuildArgs) -> Result<Status, Stop> {
    let analyzer = Lexicons::everything(&args.lexicons)?.analyzer(Options { overruled: true, ..Options::default() })?;
    let inventory = Inventory::new(analyzer);
    let reading = args.input.how.reading(args.output.quiet);
    let counting = Counting { analyzer, inventory: &inventory, longest: usize::from(args.phrases), reading: &reading, quiet: args.output.quiet };
    let about = About { language: languages(analyzer), lexicons: lexicons(analyzer), ..described(&args.about, About::default()) };
    let (profile, status) = counting.count(&args.input.paths, about)?;
    if profile.documents.is_empty() {
        return Err(Stop::Error("no text could be read; expected articles, folders or tables; check the paths".to_owned()));
    }
    write(&profile, &args.output, &args.input.paths)?;
    Ok(status)
}

fn described(args: &AboutArgs, about: About) -> About {
    let given = |new: &Option<String>, old: String| new.clone().unwrap_or(old);
    About {
        name: given(&args.name, about.name),
        title: given(&args.title, about.title),
        period: given(&args.period, about.period),
        topics: given(&args.topics, about.topics),
        note: given(&args.note, about.note),
        ..about
    }
}

fn read(path: &Path) -> Result<Profile, Stop> {
    read_profile(path, Reading::Whole).map_err(Stop::Error)
}

fn merge(paths: &[PathBuf], args: &AboutArgs, output: &OutputArgs) -> Result<Status, Stop> {
    let mut merged: Option<(About, Builder)> = None;
    for path in paths {
        let profile = read(path)?;
        let unlike = |problem| Stop::error(crate::error::Error::Profile { file: path.display().to_string(), problem });
        let longest = profile.vocabulary.as_ref().map_or(0, |vocabulary| vocabulary.longest);
        let (about, builder) = merged.get_or_insert_with(|| (profile.about.clone(), Builder::new(profile.items.clone(), longest)));
        *about = profile.about.common(about).map_err(unlike)?;
        builder.add_profile(profile).map_err(unlike)?;
    }
    let Some((about, builder)) = merged else { return Err(Stop::Error("no profile; expected at least one; name it".to_owned())) };
    write(&builder.finish(described(args, about)), output, paths)?;
    Ok(Status::Done)
}

fn write(profile: &Profile, args: &OutputArgs, inputs: &[PathBuf]) -> Result<(), Stop> {
    if args.output.is_none() {
        return Err(Stop::Error("a profile is no text; expected a file to write it to; name one with --output".to_owned()));
    }
    Output::refuse_inputs(args, inputs.iter().map(PathBuf::as_path))?;
    let bytes = profile.to_bytes();
    let mut output = Output::open(args)?;
    output.write_all(&bytes)?;
    output.finish(None)?;
    if !args.quiet {
        let texts = counted(profile.kept().count() as u64, "text", "texts");
        let copies = profile.copies();
        let left_out = if copies > 0 { format!("; {} left out", counted(copies, "near copy", "near copies")) } else { String::new() };
        note(&format!(
            "{texts}, {} words{left_out}; {} bytes",
            thousands(profile.kept().map(|document| document.words).sum()),
            thousands(bytes.len() as u64)
        ));
    }
    Ok(())
}

fn show(path: &Path, args: &LexiconArgs, format: Option<TableFormat>, output: &OutputArgs) -> Result<Status, Stop> {
    let profile = read(path)?;
    let analyzer = Lexicons::everything(args)?.analyzer(Options { overruled: true, ..Options::default() })?;
    let inventory = Inventory::new(analyzer);
    let rows: Vec<ProfileRow> = rows(&profile, analyzer, &inventory);
    let declared = tables::profile();
    let format = table_format(format, output);
    let run = Run::new(analyzer.lexicons(), Vec::new(), Vec::new());
    let mut out = Output::open(output)?;
    match format {
        TableFormat::Table => out.page(&page(&path.display().to_string(), &profile, &rows, width()))?,
        TableFormat::Markdown => out.page(&markdown::table(&declared, Some(&SHOWN), &rows))?,
        TableFormat::Json => {
            let items: Vec<_> = rows.iter().map(|row| serde_json::Value::Object(declared.json(row))).collect();
            out.json(&json!({ "run": run, "about": profile.about, "profile": summary(&profile), "items": items }))?;
        }
        TableFormat::Csv => {
            let mut writer = CsvWriter::new(&declared, &mut out, output.raw_cells)?;
            for row in &rows {
                writer.row(row)?;
            }
            writer.finish()?;
        }
    }
    out.finish((format == TableFormat::Csv).then_some(&run))?;
    let missing = rows.iter().filter(|row| !row.covered).count();
    if missing > 0 && !output.quiet {
        message::warning(&format!("{missing} of its items are counted in another way by the lexicons in use, and are not compared"));
    }
    Ok(Status::Done)
}
