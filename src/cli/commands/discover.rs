//! `connote discover`: words and phrases that set texts apart from a reference.

use std::io::Write;
use std::path::PathBuf;

use serde_json::{Map, Value, json};

use super::{inputs, refuse_inputs};
use crate::analysis::{Analyzer, Options};
use crate::cli::args::{DiscoverArgs, DiscoverFormat};
use crate::cli::corpus::{Reading, each_document};
use crate::cli::exit::{Status, Stop};
use crate::cli::input::{Inputs, Source};
use crate::cli::message;
use crate::cli::output::{Output, width};
use crate::cli::reference::{Counting, Reference};
use crate::cli::setup::Lexicons;
use crate::compare::discovery::{Corpus, DOCUMENTS_FROM, Discovery, Settings, Unit, discover};
use crate::compare::evidence::{Evidence, Shown, Wanted};
use crate::document::Warning;
use crate::profile::{About, Inventory, NearCopies, Profile, bundled, languages};
use crate::report::csv::CsvWriter;
use crate::report::discovery::{self, DiscoverRow, Listing, Searched};
use crate::report::discovery_page::{View, page};
use crate::report::figures::counted;
use crate::report::methods;
use crate::report::profile::warnings;
use crate::report::run::{Run, RunReference};

pub(super) fn run(args: &DiscoverArgs) -> Result<Status, Stop> {
    let Inputs { found: inputs, problems } = inputs(&args.input)?;
    refuse_standard_input(&inputs)?;
    let path = asked_reference(args)?;
    refuse_inputs(&args.output, &inputs, args.lexicons.lexicon.iter().chain([&path]))?;
    let lexicons = Lexicons::everything(&args.lexicons)?;
    let analyzer = lexicons.analyzer(Options { overruled: true, ..Options::default() })?;
    let inventory = Inventory::new(analyzer);
    let reading = args.input.how.reading(args.output.quiet);
    let texts = Texts { analyzer, inventory: &inventory, reading: &reading, args };
    let (mut reference, of_reference) = texts.reference(path)?;
    let (focus, of_focus) = texts.focus(&inputs, longest(&reference, args)?)?;
    let provenance = provenance(&reference);
    let near_copies = reference.profile.take_out(&focus);
    let found = {
        let (focus, reference) = corpora(&focus, &reference, args)?;
        remark(args, &reference, near_copies);
        discover(focus, reference, &settings(args))
    };
    remark_on_unit(args, &found);
    let listed = Listing { both: args.both, all: args.all }.of(&found);
    let terms: Vec<&str> = listed.iter().map(|candidate| candidate.term).collect();
    let shown = texts.evidence(&inputs, &focus, &terms, found.longest)?;
    let rows = discovery::rows(&found, &listed, shown, &focus);
    let searched = Searched {
        copies: focus.copies(),
        reference: &reference.name,
        about: &reference.profile.about,
        floor: reference.profile.vocabulary.as_ref().map_or(0, |vocabulary| vocabulary.floor),
        near_copies,
    };
    let run = Run::new(analyzer.lexicons(), vec![provenance], options(args, &found));
    write(args, &searched, &found, &rows, &run, &language(analyzer))?;
    Ok(Status::failed_if(!problems.is_empty()).and(of_reference).and(of_focus))
}

fn refuse_standard_input(inputs: &[Source]) -> Result<(), Stop> {
    if inputs.iter().all(|input| input.path().is_some()) {
        return Ok(());
    }
    Err(Stop::Error(
        "-: standard input can be read once, and the texts are read twice (counts, then lines); expected files; save it to one".to_owned(),
    ))
}

/// The one reference named, or the bundled one of recent news.
fn asked_reference(args: &DiscoverArgs) -> Result<PathBuf, Stop> {
    match &args.against[..] {
        [] => Ok(PathBuf::from(bundled::DEFAULT)),
        [path] => Ok(path.clone()),
        paths => Err(Stop::Error(format!(
            "{} references; expected one, since a ranking belongs to one reference; name a folder of all texts, merge profiles, or run it once for each",
            paths.len()
        ))),
    }
}

/// What reading and counting needs.
struct Texts<'a> {
    analyzer: &'a Analyzer,
    inventory: &'a Inventory,
    reading: &'a Reading,
    args: &'a DiscoverArgs,
}

impl Texts<'_> {
    fn counting(&self, longest: usize) -> Counting<'_> {
        Counting { analyzer: self.analyzer, inventory: self.inventory, longest, reading: self.reading, quiet: self.args.output.quiet }
    }

    fn reference(&self, path: PathBuf) -> Result<(Reference, Status), Stop> {
        let (references, status) = self.counting(usize::from(self.args.phrases)).references(&[path])?;
        let reference = references.into_iter().next();
        let missing = || Stop::Error("no reference to compare with; expected a profile or texts that can be read; see the message above".to_owned());
        Ok((reference.ok_or_else(missing)?, status))
    }

    /// Counts the texts searched.
    fn focus(&self, inputs: &[Source], longest: usize) -> Result<(Profile, Status), Stop> {
        let (focus, status) = self.counting(longest).count_inputs(inputs, About::default())?;
        if !self.args.output.quiet {
            if focus.copies() > 0 {
                message::note(&format!("{} among the texts searched left out", counted(focus.copies(), "near copy", "near copies")));
            }
            remark_on_language(&focus, "texts searched seem");
        }
        Ok((focus, status))
    }

    /// Goes through the texts again for how the terms are written, and for lines to read.
    fn evidence(&self, inputs: &[Source], focus: &Profile, terms: &[&str], longest: usize) -> Result<Vec<Shown>, Stop> {
        // CSV has one line whatever is asked for.
        let mut evidence = Evidence::new(terms.len(), focus, self.args.lines.max(1));
        if !terms.is_empty() {
            let wanted = Wanted::new(terms, longest);
            let again = Reading { again: true, ..self.args.input.how.reading(self.args.output.quiet) };
            let look = |document| wanted.look(self.analyzer, document);
            each_document(inputs, &again, look, &mut |seen| {
                evidence.add(seen);
                Ok(())
            })?;
        }
        Ok(evidence.finish(self.analyzer))
    }
}

/// Words of the longest phrases that both sides can have.
fn longest(reference: &Reference, args: &DiscoverArgs) -> Result<usize, Stop> {
    let name = &reference.name;
    let asked = usize::from(args.phrases);
    let Some(corpus) = Corpus::of(&reference.profile) else {
        return Err(Stop::Error(format!("{name}: a profile without words; expected one built with --phrases {asked}; build it again")));
    };
    if corpus.longest() < asked && !args.output.quiet {
        let has = counted(corpus.longest() as u64, "word", "words");
        message::warning(&format!("{name}: has phrases of up to {has}, so longer ones are not looked at; build it with --phrases {asked} for those"));
    }
    Ok(asked.min(corpus.longest()))
}

fn provenance(reference: &Reference) -> RunReference {
    let profile = &reference.profile;
    let words = profile.kept().map(crate::profile::ProfiledDocument::words_editorial).sum();
    RunReference::new(&reference.name, &profile.about, profile.kept().count(), words, profile.copies())
}

/// Both sides made ready, or why there is nothing to find.
fn corpora<'p>(focus: &'p Profile, reference: &'p Reference, args: &DiscoverArgs) -> Result<(Corpus<'p>, Corpus<'p>), Stop> {
    let name = &reference.name;
    let words = |corpus: Option<Corpus<'p>>| corpus.filter(|corpus| corpus.size.documents > 0);
    let Some(focus) = words(Corpus::of(focus)) else {
        return Err(Stop::Error("no text with words outside quotations; expected articles; check the paths".to_owned()));
    };
    if focus.size.documents < args.min_docs {
        return Err(Stop::Error(format!(
            "{} to search, near copies left out; expected at least {}, since a candidate stands in so many (--min-docs); add texts",
            counted(focus.size.documents, "text", "texts"),
            args.min_docs
        )));
    }
    match words(Corpus::of(&reference.profile)) {
        Some(reference) => Ok((focus, reference)),
        None => Err(Stop::Error(format!(
            "{name}: no reference text is left that is no copy of a text searched; expected other texts; name another reference"
        ))),
    }
}

fn settings(args: &DiscoverArgs) -> Settings {
    Settings { min_hits: args.min_hits, min_documents: args.min_docs, unit: args.unit.map(Unit::from) }
}

/// What is to be minded about the reference.
fn remark(args: &DiscoverArgs, reference: &Corpus<'_>, near_copies: NearCopies) {
    if args.output.quiet {
        return;
    }
    let NearCopies { found, taken_out } = near_copies;
    let texts = counted(found as u64, "reference text", "reference texts");
    match (found, taken_out) {
        (0, _) => {}
        (_, true) => message::note(&format!("{texts} taken out: near copies of texts searched")),
        (_, false) => message::warning(&format!(
            "{texts}: near copies of texts searched; their words cannot be taken out of a trimmed profile, so differences look smaller than they are"
        )),
    }
    if reference.floor() > 1 {
        let most = reference.floor() - 1;
        message::note(&format!("phrases with fewer than {} uses were dropped from the reference; of those, {most} are assumed", reference.floor()));
    }
}

fn remark_on_unit(args: &DiscoverArgs, found: &Discovery<'_>) {
    let few = found.focus.documents.min(found.reference.documents) < DOCUMENTS_FROM;
    if found.unit == Unit::Documents && few && !args.output.quiet {
        message::warning(&format!("--unit documents: a side has fewer than {DOCUMENTS_FROM} documents; few terms can show a difference"));
    }
}

fn remark_on_language(profile: &Profile, who: &str) {
    let name = Warning::OtherLanguage { detected: String::new() }.name();
    if let Some((_, count)) = warnings(profile).into_iter().find(|(warning, _)| *warning == name) {
        message::warning(&format!("{count} of {} {who} to be in another language than the lexicons", profile.kept().count()));
    }
}

/// Options that change the figures or what is listed.
fn options(args: &DiscoverArgs, found: &Discovery<'_>) -> Vec<String> {
    let always = [
        format!("--phrases={}", found.longest),
        format!("--min-hits={}", args.min_hits),
        format!("--min-docs={}", args.min_docs),
        format!("--unit={}", found.unit.as_str()),
    ];
    let asked = [(args.both, "--both"), (args.all, "--all")].into_iter().filter(|(asked, _)| *asked);
    always.into_iter().chain(asked.map(|(_, name)| name.to_owned())).collect()
}

/// The language of the stubs: that of the lexicons, the first of several.
fn language(analyzer: &Analyzer) -> String {
    languages(analyzer).split(' ').next().filter(|language| !language.is_empty()).unwrap_or("en").to_owned()
}

fn write(
    args: &DiscoverArgs,
    searched: &Searched<'_>,
    found: &Discovery<'_>,
    rows: &[DiscoverRow<'_>],
    run: &Run,
    language: &str,
) -> Result<(), Stop> {
    let format = format(args);
    let mut output = Output::open(&args.output)?;
    if args.methods {
        output.paragraph(&methods::of_discovery(run, searched, found), width())?;
        return output.finish(None);
    }
    match format {
        DiscoverFormat::Table => output.page(&page(searched, found, rows, View { most: args.top, lines: args.lines, width: width() }))?,
        DiscoverFormat::Toml => write!(output, "{}", discovery::stub_file(searched, found, rows, args.top, args.lines, language))?,
        DiscoverFormat::Json => {
            let mut document = Map::from_iter([("run".to_owned(), json!(run))]);
            document.extend(discovery::document(searched, found, rows, args.lines));
            output.json(&Value::Object(document))?;
        }
        DiscoverFormat::Csv => {
            let declared = discovery::discover();
            let mut writer = CsvWriter::new(&declared, &mut output, args.output.raw_cells)?;
            for row in rows {
                writer.row(row)?;
            }
            writer.finish()?;
        }
    }
    output.finish((format == DiscoverFormat::Csv).then_some(run))
}

/// The format asked for; else the one that the ending of the output file stands for; else a table.
fn format(args: &DiscoverArgs) -> DiscoverFormat {
    let by_ending = || match args.output.output.as_ref()?.extension()?.to_str()? {
        "csv" => Some(DiscoverFormat::Csv),
        "json" => Some(DiscoverFormat::Json),
        "toml" => Some(DiscoverFormat::Toml),
        _ => None,
    };
    args.format.or_else(by_ending).unwrap_or(DiscoverFormat::Table)
}
