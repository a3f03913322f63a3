//! `connote explain`: why each hit is one and why each near miss is none.

use super::heard::{Remarks, remark_ignores};
use crate::analysis::Options;
use crate::cli::args::{ExplainArgs, TextFormat};
use crate::cli::exit::{Status, Stop};
use crate::cli::input::Input;
use crate::cli::output::{Output, width};
use crate::cli::setup::Lexicons;
use crate::cli::source::Meter;
use crate::reader::SIZE_LIMIT;
use crate::report::explain::{self, Extent};

pub(super) fn run(args: &ExplainArgs) -> Result<Status, Stop> {
    let (file, line) = file_and_line(&args.place);
    let input = Input::of_path(file, args.input_format.into()).map_err(Stop::Error)?;
    let analyzer =
        Lexicons::new(&args.lexicons)?.analyzer(Options { near_misses: true, honour_ignores: args.ignores.honour_ignores, ..Options::default() })?;
    let document = input.read(SIZE_LIMIT, &Meter::default()).map_err(|problem| Stop::Error(problem.message))?;
    if line.is_some() && !document.verbatim {
        return Err(Stop::Error(format!("{file}: the lines of a web page are not kept; expected {file} without a line; leave it out")));
    }
    let lines = document.text.content.lines().count();
    if let Some(line) = line.filter(|line| !(1..=lines).contains(line)) {
        return Err(Stop::Error(format!("{file}: line {line}; expected 1 to {lines}; correct it")));
    }
    let analysis = analyzer.analyze(document);
    Remarks::new(args.output.quiet).add(&analysis.document.id, &analysis.warnings);
    remark_ignores(&analysis.document.id, &analysis.ignore_problems, args.output.quiet);
    Output::refuse_inputs(&args.output, [std::path::Path::new(file)].into_iter())?;
    let mut output = Output::open(&args.output)?;
    let extent = Extent { line };
    match args.format {
        TextFormat::Text => output.page(&explain::text(&analysis, analyzer, extent, width().min(100)))?,
        TextFormat::Json => output.json(&explain::json(&analysis, analyzer, extent))?,
    }
    output.finish(None)?;
    Ok(Status::Done)
}

/// `article.txt:12` is line 12 of it, unless there is a file of that very name.
fn file_and_line(place: &str) -> (&str, Option<usize>) {
    let parsed = place.rsplit_once(':').and_then(|(file, line)| Some((file, line.parse().ok()?)));
    match parsed {
        Some((file, line)) if !std::path::Path::new(place).exists() => (file, Some(line)),
        _ => (place, None),
    }
}
