//! `connote exercise`: classroom material from articles.

mod files;
mod platform;

use std::path::PathBuf;

use super::heard::{Remarks, remark_ignores};
use crate::analysis::{Analysis, Options};
use crate::cli::args::ExerciseArgs;
use crate::cli::corpus::each_document;
use crate::cli::exit::{Status, Stop};
use crate::cli::input::{Inputs, Source};
use crate::cli::message;
use crate::cli::setup::Lexicons;
use crate::document::Document;
use crate::exercise::texts::Texts;
use crate::exercise::{Built, Extent, Problem, Run, Settings, build, needed_options};

/// More articles than this are no lesson; their texts are all in memory.
const MOST_ARTICLES: usize = 50;

pub(super) fn run(args: &ExerciseArgs) -> Result<Status, Stop> {
    // Said before anything is read.
    Texts::of(&args.lang).map_err(|unknown| Stop::Error(format!("--lang: {unknown}")))?;
    let Inputs { found: sources, problems } = super::inputs(&args.input)?;
    let lexicons = Lexicons::new(&args.lexicons)?;
    let options = [lexicons.options(), options(args)].concat();
    let analyzer = lexicons.analyzer(Options { honour_ignores: args.ignores.honour_ignores, ..needed_options() })?;
    let mut articles = Vec::new();
    let reading = args.input.how.reading(args.output.quiet);
    let read = each_document(&sources, &reading, |document| document, &mut |document| keep(document, &mut articles))?;
    if articles.is_empty() {
        return Ok(Status::Failed);
    }
    complete(&mut articles, args)?;
    let articles: Vec<Analysis> = articles.into_iter().map(|document| analyzer.analyze(document)).collect();
    let mut remarks = Remarks::new(args.output.quiet);
    for analysis in &articles {
        remarks.add(&analysis.document.id, &analysis.warnings);
        remark_ignores(&analysis.document.id, &analysis.ignore_problems, args.output.quiet);
    }
    let run = Run::new(analyzer.lexicons(), options);
    let built = build(&articles, analyzer, &settings(args), run).map_err(|problem| stop(&problem, &articles))?;
    remark(&built, args.output.quiet);
    let read_paths = sources.iter().filter_map(Source::path).chain(args.lexicons.lexicon.iter().map(PathBuf::as_path));
    files::write(&built.exercise, args, read_paths)?;
    Ok(Status::failed_if(!problems.is_empty()).and(read.status()))
}

fn keep(document: Document, articles: &mut Vec<Document>) -> Result<(), Stop> {
    if articles.len() == MOST_ARTICLES {
        return Err(Stop::Error(format!("more than {MOST_ARTICLES} articles; expected those of one lesson; name them one by one")));
    }
    articles.push(document);
    Ok(())
}

fn stop(problem: &Problem, articles: &[Analysis]) -> Stop {
    match (problem, articles) {
        (Problem::TooFew { .. }, [only]) => Stop::Error(format!("{}: {problem}", only.document.id)),
        _ => Stop::error(problem),
    }
}

/// Puts in what the command line says of the articles: it wins over what the files say.
fn complete(articles: &mut [Document], args: &ExerciseArgs) -> Result<(), Stop> {
    let given = [("--outlet", &args.outlet), ("--date", &args.date), ("--url", &args.url), ("--permission", &args.permission)];
    for (option, values) in given {
        if !values.is_empty() && values.len() != articles.len() {
            let (values, articles) = (values.len(), articles.len());
            return Err(Stop::Error(format!(
                "{option}: given {values} times; expected {articles}, once for each article in their order; give it again"
            )));
        }
        for (article, value) in articles.iter_mut().zip(values) {
            let meta = &mut article.meta;
            match option {
                "--outlet" => meta.outlet = Some(value.clone()),
                "--date" => meta.date = Some(value.clone()),
                "--url" => meta.url = Some(value.clone()),
                _ => {
                    meta.columns.insert("permission".to_owned(), value.clone());
                }
            }
        }
    }
    Ok(())
}

fn settings(args: &ExerciseArgs) -> Settings {
    Settings {
        title: args.title.clone(),
        language: args.lang.clone(),
        level: args.level.into(),
        kinds: args.kinds.iter().map(|&kind| kind.into()).collect(),
        items: usize::from(args.items),
        least: usize::from(args.min_items),
        seed: args.seed,
        extent: args.extent(),
        show_slurs: args.show_slurs,
    }
}

/// Options that change the exercise and stand nowhere else in it.
fn options(args: &ExerciseArgs) -> Vec<String> {
    let extent = match args.extent() {
        Extent::Whole => "--whole".to_owned(),
        Extent::Around(sentences) => format!("--excerpt={sentences}"),
    };
    let kinds: Vec<&str> = args.kinds.iter().map(|&kind| crate::exercise::Kind::from(kind).as_str()).collect();
    let kinds = (!kinds.is_empty()).then(|| format!("--type={}", kinds.join(",")));
    let numbers = [extent, format!("--items={}", args.items), format!("--min-items={}", args.min_items)];
    let slurs = args.show_slurs.then(|| "--show-slurs".to_owned());
    kinds.into_iter().chain(numbers).chain(slurs).chain(args.ignores.option()).collect()
}

fn remark(built: &Built, quiet: bool) {
    if quiet {
        return;
    }
    for note in &built.notes {
        message::warning(&format!("{}: {}", note.article, note.text));
    }
    for short in &built.left_out {
        message::note(&format!("left out: {short}"));
    }
}
