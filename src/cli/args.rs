//! What can be typed.

mod compare;
mod discover;
mod exercise;
mod grade;

use std::io::IsTerminal;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::corpus::Reading;
pub(super) use compare::CompareArgs;
pub(super) use discover::{DiscoverArgs, DiscoverFormat};
pub(super) use exercise::{ExerciseArgs, ExerciseFormat};
pub(super) use grade::{GradeArgs, GradeFormat, GradeTable};

use crate::authoring::{export, import};
use crate::evaluate::{Offsets, RowLevel};
use crate::measure::Level;
use crate::reader::{Format, InputFormat, TableFormat as InputTable, TableOptions};

/// Largest article if nobody says otherwise: some ten million words.
const FILE_BYTES: u64 = 64 * 1024 * 1024;

/// More than this would not be one article, and it is held in memory several times over.
const MOST_BYTES: u64 = 1024 * 1024 * 1024;

/// Measures loaded language in news: which framing terms, whose words, how many per 1,000 words, and how unusual that is.
///
/// It says what wording presupposes; it never says who is right, and it gives no verdict on a text, an outlet or a person.
#[derive(Debug, Parser)]
#[command(name = "connote", version, propagate_version = true, arg_required_else_help = true)]
#[command(
    after_help = "Exit status: 0 done; 1 a gate you set was crossed (--max-rate, --fail-on); 2 something went wrong (the rest is still done); 130 stopped by Ctrl-C."
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Score articles: loaded terms, whose voice each stands in, rates, place among reference texts
    Score(ScoreArgs),
    /// List every hit in its context
    Hits(HitsArgs),
    /// Say why each hit is one and why each near miss is none
    Explain(ExplainArgs),
    /// Look at lexicons, check them, begin one, take them from and to other tools
    #[command(subcommand)]
    Lexicon(LexiconCommand),
    /// Count reference texts once, to compare with them later: build, look at, merge, make small for shipping
    #[command(subcommand)]
    Profile(ProfileCommand),
    /// Compare two corpora: counts made elsewhere, item by item or document by document
    Compare(CompareArgs),
    /// Find words and phrases that set texts apart from a reference: candidates for a lexicon, with lines to read
    Discover(DiscoverArgs),
    /// Make classroom material of articles: tasks on loaded words, with a key that gives reasons
    Exercise(ExerciseArgs),
    /// Compare hits and voices with annotated texts
    Evaluate(EvaluateArgs),
    /// Grade pupils' marks against an answer key and each other, and say what to discuss first
    Grade(GradeArgs),
    /// Print the completions of a shell
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Print the manual page of connote, or of one of its commands
    Man {
        /// The command; connote itself without it
        command: Option<String>,
    },
}

#[derive(Debug, Args)]
pub(super) struct ScoreArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,
    #[command(flatten)]
    pub(super) lexicons: LexiconArgs,
    #[command(flatten)]
    pub(super) ignores: IgnoreArgs,
    #[command(flatten)]
    pub(super) against: AgainstArgs,
    /// One row for each article and reference, and whether the references agree; without --against beside all bundled ones
    #[arg(long, conflicts_with = "by", help_heading = "Comparison")]
    pub(super) places: bool,
    /// Print a paragraph on methods for a paper, true to this run, in place of the result
    #[arg(long, conflicts_with = "by", help_heading = "Output")]
    pub(super) methods: bool,
    /// Compare with nothing
    #[arg(long, conflicts_with_all = ["against", "places"], help_heading = "Comparison")]
    pub(super) no_reference: bool,
    /// Break the hits down by this instead of one row a document
    #[arg(long, value_name = "LEVEL", value_enum, help_heading = "Output")]
    pub(super) by: Option<LevelName>,
    /// A row for each group, the articles with one value in this column (outlet, date, language, or any column of a table), in place of
    /// a row for each article; with --format html a small chart for each group (default there: outlet, where known)
    #[arg(long, value_name = "COLUMN", conflicts_with_all = ["by", "places"], help_heading = "Output")]
    pub(super) group_by: Option<String>,
    /// With --by: also the items without a hit
    #[arg(long, requires = "by", help_heading = "Output")]
    pub(super) zeros: bool,
    /// Format of the result (default: by the ending of --output, else table)
    #[arg(long, short, value_enum, help_heading = "Output")]
    pub(super) format: Option<ReportFormat>,
    #[command(flatten)]
    pub(super) output: OutputArgs,
    #[command(flatten)]
    pub(super) gates: GateArgs,
}

/// Comments in the texts that ask to leave hits out.
#[derive(Debug, Args)]
pub(super) struct IgnoreArgs {
    /// Leave out what comments in the texts ask for: <!-- connote: ignore ENTRY -->, connote-ignore-next-line
    #[arg(long)]
    pub(super) honour_ignores: bool,
}

impl IgnoreArgs {
    /// The option, for provenance.
    pub(super) fn option(&self) -> Option<String> {
        self.honour_ignores.then(|| "--honour-ignores".to_owned())
    }
}

/// What ends a run with 1.
#[derive(Debug, Args)]
#[command(next_help_heading = "Gates")]
pub(super) struct GateArgs {
    /// Exit with 1 if a document has more loaded editorial hits per 1,000 words than this
    #[arg(long, value_name = "RATE", value_parser = rate)]
    pub(super) max_rate: Option<f64>,
    /// Exit with 1 if a document has at least this many loaded editorial hits
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub(super) fail_on: Option<u64>,
}

#[derive(Debug, Args)]
pub(super) struct AgainstArgs {
    /// What to compare with: a bundled profile (world-2024, bbc-2004, reuters-1987), a profile file, or texts; give it again for more
    /// (default: world-2024)
    #[arg(long, value_name = "REF", help_heading = "Comparison")]
    pub(super) against: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct HitsArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,
    #[command(flatten)]
    pub(super) lexicons: LexiconArgs,
    #[command(flatten)]
    pub(super) ignores: IgnoreArgs,
    /// List the matches that are no hits, each with the condition that rejected it, instead of the hits
    #[arg(long, help_heading = "Output")]
    pub(super) rejected: bool,
    /// Count the hits of each entry in each group, the articles with one value in this column, instead of listing them
    #[arg(long, value_name = "COLUMN", conflicts_with = "rejected", help_heading = "Output")]
    pub(super) group_by: Option<String>,
    /// Only so many hits, drawn at random with equal chances, in the order of the texts: for close reading
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), conflicts_with_all = ["rejected", "group_by"], help_heading = "Output")]
    pub(super) sample: Option<u32>,
    /// Where the random numbers of --sample start: the same number draws the same hits from the same texts
    #[arg(long, value_name = "S", default_value_t = 1, requires = "sample", help_heading = "Output")]
    pub(super) seed: u64,
    /// Format of the result (default: by the ending of --output, else table)
    #[arg(long, short, value_enum, help_heading = "Output")]
    pub(super) format: Option<HitsFormat>,
    #[command(flatten)]
    pub(super) output: OutputArgs,
    #[command(flatten)]
    pub(super) gates: GateArgs,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// The article, or one line of it: FILE or FILE:LINE
    #[arg(value_name = "FILE[:LINE]")]
    pub(super) place: String,
    /// Format of an article on standard input
    #[arg(long, value_enum, default_value = "text", value_name = "FORMAT")]
    pub(super) input_format: FormatName,
    #[command(flatten)]
    pub(super) lexicons: LexiconArgs,
    #[command(flatten)]
    pub(super) ignores: IgnoreArgs,
    /// Format of the result
    #[arg(long, short, value_enum, default_value = "text", help_heading = "Output")]
    pub(super) format: TextFormat,
    #[command(flatten)]
    pub(super) output: OutputArgs,
}

#[derive(Debug, Subcommand)]
pub(super) enum LexiconCommand {
    /// List the entries of the lexicons in use
    List {
        #[command(flatten)]
        lexicons: LexiconArgs,
        /// Format of the result
        #[arg(long, short, value_enum, default_value = "table", help_heading = "Output")]
        format: ListFormat,
        #[command(flatten)]
        output: OutputArgs,
    },
    /// Show an entry, a referent or a whole lexicon: forms, conditions, evidence, examples
    Show {
        /// Id of an entry, a referent or a lexicon
        item: String,
        #[command(flatten)]
        lexicons: LexiconArgs,
        /// Format of the result
        #[arg(long, short, value_enum, default_value = "table", help_heading = "Output")]
        format: ListFormat,
        #[command(flatten)]
        output: OutputArgs,
    },
    /// Run the accept and reject sentences of lexicons: of these files, or of all in use
    Check {
        /// Lexicon files; without any, the lexicons in use
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
        #[command(flatten)]
        output: OutputArgs,
    },
    /// Print a lexicon to begin with: two entries, every key explained; it passes `lexicon check` as it stands
    New {
        /// Id of the lexicon: small letters, digits, hyphens
        id: String,
        #[command(flatten)]
        output: OutputArgs,
    },
    /// Make a lexicon of a dictionary of another tool; what cannot be carried is listed with its line
    Import(ImportArgs),
    /// Write a lexicon for another tool; what it cannot carry is listed entry by entry
    Export {
        /// Id of a lexicon in use, or a lexicon file
        #[arg(value_name = "ID|FILE")]
        item: String,
        /// Format of the result
        #[arg(long, short, value_enum)]
        format: ExportFormat,
        #[command(flatten)]
        output: OutputArgs,
    },
    /// Audit lexicons for balance between sides, mirrors, neutral wordings and duplicates; exit with 1 if a rule is broken
    Audit(AuditArgs),
}

#[derive(Debug, Subcommand)]
pub(super) enum ProfileCommand {
    /// Count texts with every entry of the lexicons in use, on by default or not; no text is kept
    Build(Box<ProfileBuildArgs>),
    /// Show where the counts of a profile come from, and what they are
    Show {
        /// A profile file, or the name of a bundled profile
        #[arg(value_name = "PROFILE")]
        profile: PathBuf,
        #[command(flatten)]
        lexicons: LexiconArgs,
        /// Format of the result
        #[arg(long, short, value_enum, help_heading = "Output")]
        format: Option<TableFormat>,
        #[command(flatten)]
        output: OutputArgs,
    },
    /// Put profiles of parts of a corpus together: the same file as if it had been counted in one go
    Merge {
        /// Profile files as `profile build` writes them
        #[arg(required = true, value_name = "PROFILE")]
        profiles: Vec<PathBuf>,
        #[command(flatten)]
        about: AboutArgs,
        #[command(flatten)]
        output: OutputArgs,
    },
    /// Make a profile small: only sums of its terms stay; it can be compared with as before, but not merged
    Trim {
        /// A profile file
        #[arg(value_name = "PROFILE")]
        profile: PathBuf,
        /// Drop phrases with fewer hits than this; single words all stay
        #[arg(long, value_name = "N", default_value_t = 1)]
        floor: u64,
        #[command(flatten)]
        output: OutputArgs,
    },
}

#[derive(Debug, Args)]
pub(super) struct ProfileBuildArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,
    #[command(flatten)]
    pub(super) lexicons: LexiconArgs,
    #[command(flatten)]
    pub(super) about: AboutArgs,
    /// Words of the longest phrases counted for `discover`; 0 counts no terms
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(0..=5))]
    pub(super) phrases: u8,
    #[command(flatten)]
    pub(super) output: OutputArgs,
}

/// What is said about a profile's texts.
#[derive(Debug, Args)]
#[command(next_help_heading = "About the texts")]
pub(super) struct AboutArgs {
    /// Short name of the profile
    #[arg(long)]
    pub(super) name: Option<String>,
    /// What the texts are, in a few words
    #[arg(long)]
    pub(super) title: Option<String>,
    /// From when they are
    #[arg(long)]
    pub(super) period: Option<String>,
    /// What they are about
    #[arg(long)]
    pub(super) topics: Option<String>,
    /// What to mind in a comparison; said each time
    #[arg(long)]
    pub(super) note: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct AuditArgs {
    /// Lexicon files; without any, the lexicons in use
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Plain news texts: also audit how common the entries are there
    #[arg(long, value_name = "PATH")]
    pub(super) against: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) tables: TableArgs,
    /// Format of the result (default: by the ending of --output, else table)
    #[arg(long, short, value_enum, help_heading = "Output")]
    pub(super) format: Option<TableFormat>,
    #[command(flatten)]
    pub(super) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    /// The dictionary, at most 64 MiB
    pub(super) file: PathBuf,
    /// Its format (default: by its ending and content)
    #[arg(long, short, value_enum)]
    pub(super) format: Option<ImportFormat>,
    /// Id of the lexicon (default: made from the name of the file)
    #[arg(long)]
    pub(super) id: Option<String>,
    /// Language of the texts it is for, as a BCP 47 tag
    #[arg(long, value_name = "TAG", default_value = "en")]
    pub(super) language: String,
    #[command(flatten)]
    pub(super) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(super) struct EvaluateArgs {
    /// Annotated texts: JSON Lines with id, text, spans and label, or CSV (by its ending) with one span a row: id, text, start, end, label,
    /// voice
    #[arg(required = true, value_name = "GOLD")]
    pub(super) gold: Vec<PathBuf>,
    /// What the offsets of the gold spans count
    #[arg(long, value_enum, default_value = "codepoints", value_name = "UNIT", help_heading = "Gold")]
    pub(super) offsets: OffsetsName,
    /// Count only gold spans of these techniques or labels (default: all)
    #[arg(long, value_name = "LABEL", value_delimiter = ',', help_heading = "Gold")]
    pub(super) label: Vec<String>,
    /// Labels of whole texts that count as loaded (default: all but Non-biased, No agreement, neutral, none, 0, false)
    #[arg(long, value_name = "LABEL", value_delimiter = ',', help_heading = "Gold")]
    pub(super) positive: Vec<String>,
    /// Count only hits of techniques that count as loaded
    #[arg(long, help_heading = "Hits")]
    pub(super) loaded: bool,
    /// Count only hits of at least this strength
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=3), help_heading = "Hits")]
    pub(super) min_strength: u8,
    /// Resamples of the texts for the 95 % intervals; 0 for none
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(0..=100_000), help_heading = "Intervals")]
    pub(super) bootstrap: u32,
    /// Where the random numbers of the resamples start
    #[arg(long, value_name = "S", default_value_t = 1, help_heading = "Intervals")]
    pub(super) seed: u64,
    #[command(flatten)]
    pub(super) lexicons: LexiconArgs,
    /// Show this level in tables for people; CSV and JSON have all (default: technique and lexicon)
    #[arg(long, value_name = "LEVEL", value_enum, help_heading = "Output")]
    pub(super) by: Option<EvaluateLevel>,
    /// How many entries with false alarms, and how many missed wordings, the table shows; JSON has all
    #[arg(long, value_name = "N", default_value_t = 10, help_heading = "Output")]
    pub(super) examples: usize,
    /// Format of the result (default: by the ending of --output, else table)
    #[arg(long, short, value_enum, help_heading = "Output")]
    pub(super) format: Option<TableFormat>,
    #[command(flatten)]
    pub(super) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(super) struct InputArgs {
    /// Articles: files (.txt .md .html), folders of them (read recursively), tables with one article a row (.jsonl .csv .tsv), all of them
    /// also packed (.gz .zst); or - for standard input. Tables in a folder are passed over: name them
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) how: ReadingArgs,
}

/// How texts are read.
#[derive(Debug, Args)]
pub(super) struct ReadingArgs {
    /// Format of what comes on standard input
    #[arg(long, value_enum, default_value = "text", value_name = "FORMAT")]
    pub(super) input_format: InputFormatName,
    /// How many threads read and analyze; the result does not depend on it (default: one per processor)
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub(super) threads: usize,
    /// Also read folders that links in a folder lead to; a link that leads back is named, and not followed
    #[arg(long)]
    pub(super) follow_links: bool,
    /// Largest article: more is an error, and the file is left out. A text takes some twenty times its size in memory while it is looked at
    #[arg(long, value_name = "BYTES", default_value_t = FILE_BYTES, value_parser = clap::value_parser!(u64).range(1..=MOST_BYTES))]
    pub(super) max_file_bytes: u64,
    #[command(flatten)]
    pub(super) tables: TableArgs,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Tables")]
pub(super) struct TableArgs {
    /// The column with the text; of several names the first that a table has (default: text, body, content, article and the like)
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(super) text_column: Vec<String>,
    /// The column with the headline (default: title, headline)
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(super) title_column: Vec<String>,
    /// The column that names a document (default: id, doc_id, url and the like; without one FILE:ROW)
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(super) id_column: Vec<String>,
    /// Columns to keep; outlet, date, url and language are kept where they have their usual names
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(super) meta: Vec<String>,
    /// What stands between the cells of .csv and .tsv: one character, or tab (default: as the first line shows)
    #[arg(long, value_name = "CHAR", value_parser = delimiter)]
    pub(super) delimiter: Option<u8>,
    /// Longest row: more is an error, and the row is left out
    #[arg(long, value_name = "BYTES", default_value_t = TableOptions::MAX_ROW_BYTES, value_parser = row_bytes)]
    pub(super) max_row_bytes: usize,
}

impl TableArgs {
    /// The same for the reader.
    pub(super) fn options(&self) -> TableOptions {
        TableOptions {
            text: self.text_column.clone(),
            title: self.title_column.clone(),
            id: self.id_column.clone(),
            keep: self.meta.clone(),
            delimiter: self.delimiter,
            max_row_bytes: self.max_row_bytes,
        }
    }
}

impl ReadingArgs {
    /// The same for the corpus.
    pub(super) fn reading(&self, quiet: bool) -> Reading {
        let progress = !quiet && std::io::stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|terminal| terminal != "dumb");
        let (follow, max_file_bytes) = (self.follow_links, self.max_file_bytes);
        Reading { follow, max_file_bytes, progress, ..Reading::new(&self.tables, self.threads, quiet) }
    }
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Lexicons")]
pub(super) struct LexiconArgs {
    /// A lexicon file of your own, beside the built-in ones; one with a built-in's id takes its place
    #[arg(long, value_name = "FILE")]
    pub(super) lexicon: Vec<PathBuf>,
    /// Only these lexicons or entries
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub(super) only: Vec<String>,
    /// Switch on entries or lexicons that are off by default
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub(super) enable: Vec<String>,
    /// Switch off entries or lexicons
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub(super) disable: Vec<String>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(super) struct OutputArgs {
    /// Write the result to this file; it appears when it is whole. Until then it is FILE.part
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Leave text cells as they are that a spreadsheet would run as a formula
    #[arg(long)]
    pub(super) raw_cells: bool,
    /// Say nothing on standard error but errors
    #[arg(long, short)]
    pub(super) quiet: bool,
    /// Colour in the terminal view
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN")]
    pub(super) color: ColorWhen,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TableFormat {
    Table,
    Csv,
    Json,
    Markdown,
}

/// Formats of results that also have a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    Table,
    Csv,
    /// The rows of csv, one JSON object a line
    Jsonl,
    Json,
    Markdown,
    /// One self-contained page, to be opened in a browser or printed
    Html,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum HitsFormat {
    Table,
    Csv,
    /// The rows of csv, one JSON object a line
    Jsonl,
    Json,
    Markdown,
    /// One self-contained page, to be opened in a browser or printed
    Html,
    /// SARIF 2.1.0, for code scanning and editors
    Sarif,
    /// Annotations in a run of GitHub Actions
    Github,
}

impl From<ReportFormat> for HitsFormat {
    fn from(format: ReportFormat) -> Self {
        match format {
            ReportFormat::Table => Self::Table,
            ReportFormat::Csv => Self::Csv,
            ReportFormat::Jsonl => Self::Jsonl,
            ReportFormat::Json => Self::Json,
            ReportFormat::Markdown => Self::Markdown,
            ReportFormat::Html => Self::Html,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TextFormat {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    Table,
    Toml,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ImportFormat {
    /// LIWC .dic: numbered categories between % lines
    Liwc,
    /// quanteda YAML: categories, nested or not, or a plain list
    Quanteda,
    /// A Vale rule: existence or substitution
    Vale,
    /// woke YAML: rules with terms and alternatives
    Woke,
    /// A table with a header row and a column named term
    Csv,
}

impl From<ImportFormat> for import::Format {
    fn from(format: ImportFormat) -> Self {
        match format {
            ImportFormat::Liwc => Self::Liwc,
            ImportFormat::Quanteda => Self::Quanteda,
            ImportFormat::Vale => Self::Vale,
            ImportFormat::Woke => Self::Woke,
            ImportFormat::Csv => Self::Csv,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportFormat {
    /// A Vale rule; with a folder as --output, a style with a rule per entry
    Vale,
    /// quanteda YAML: technique, then forms
    Quanteda,
    /// A table with a row per form
    Csv,
}

impl From<ExportFormat> for export::Format {
    fn from(format: ExportFormat) -> Self {
        match format {
            ExportFormat::Vale => Self::Vale,
            ExportFormat::Quanteda => Self::Quanteda,
            ExportFormat::Csv => Self::Csv,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorWhen {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FormatName {
    Text,
    Markdown,
    Html,
}

impl From<FormatName> for InputFormat {
    fn from(name: FormatName) -> Self {
        match name {
            FormatName::Text => Self::Article(Format::Text),
            FormatName::Markdown => Self::Article(Format::Markdown),
            FormatName::Html => Self::Article(Format::Html),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum InputFormatName {
    Text,
    Markdown,
    Html,
    /// One JSON object a line, one article each
    Jsonl,
    /// A table with a first row of names, one article a row
    Csv,
    /// The same with tabulators
    Tsv,
}

impl From<InputFormatName> for InputFormat {
    fn from(name: InputFormatName) -> Self {
        match name {
            InputFormatName::Text => Self::Article(Format::Text),
            InputFormatName::Markdown => Self::Article(Format::Markdown),
            InputFormatName::Html => Self::Article(Format::Html),
            InputFormatName::Jsonl => Self::Table(InputTable::Jsonl),
            InputFormatName::Csv => Self::Table(InputTable::Csv),
            InputFormatName::Tsv => Self::Table(InputTable::Tsv),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum OffsetsName {
    /// Unicode code points, as Python counts
    Codepoints,
    /// Bytes of UTF-8
    Bytes,
    /// UTF-16 units, as JavaScript and Java count
    Utf16,
}

impl From<OffsetsName> for Offsets {
    fn from(name: OffsetsName) -> Self {
        match name {
            OffsetsName::Codepoints => Self::CodePoints,
            OffsetsName::Bytes => Self::Bytes,
            OffsetsName::Utf16 => Self::Utf16,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum EvaluateLevel {
    Technique,
    Lexicon,
    Entry,
    Voice,
    /// Hits of at least strength 1, 2, 3
    Strength,
}

impl From<EvaluateLevel> for RowLevel {
    fn from(name: EvaluateLevel) -> Self {
        match name {
            EvaluateLevel::Technique => Self::Technique,
            EvaluateLevel::Lexicon => Self::Lexicon,
            EvaluateLevel::Entry => Self::Entry,
            EvaluateLevel::Voice => Self::Voice,
            EvaluateLevel::Strength => Self::Strength,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LevelName {
    Technique,
    Lexicon,
    Entry,
    Serves,
    Target,
    Zone,
    Voice,
    /// Naming choice: the loaded share of all names used for a thing
    Referent,
}

impl From<LevelName> for Level {
    fn from(name: LevelName) -> Self {
        match name {
            LevelName::Technique => Self::Technique,
            LevelName::Lexicon => Self::Lexicon,
            LevelName::Entry => Self::Entry,
            LevelName::Serves => Self::Serves,
            LevelName::Target => Self::Target,
            LevelName::Zone => Self::Zone,
            LevelName::Voice => Self::Voice,
            LevelName::Referent => Self::Referent,
        }
    }
}

fn rate(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(rate) if rate.is_finite() && rate >= 0.0 => Ok(rate),
        _ => Err("expected a number of hits per 1,000 words, 0 or more".to_owned()),
    }
}

fn delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        b"tab" | b"\\t" => Ok(b'\t'),
        [byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\r' | b'\n') => Ok(*byte),
        _ => Err("expected one ASCII character that is no quotation mark, or tab".to_owned()),
    }
}

fn row_bytes(text: &str) -> Result<usize, String> {
    let fits = |bytes: &usize| (1..=MOST_BYTES).contains(&(*bytes as u64));
    text.parse().ok().filter(fits).ok_or_else(|| format!("expected a number of bytes, 1 to {MOST_BYTES}"))
}
