//! What `compare` takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::compare::items::RowLevel;

use super::{AgainstArgs, LexiconArgs, OutputArgs, ReadingArgs, ReportFormat};

#[derive(Debug, Args)]
#[group(id = "given", required = true, multiple = false, args = ["paths", "counts", "documents"])]
pub(in crate::cli) struct CompareArgs {
    /// The focus: articles, folders (read recursively), tables, or - for standard input
    #[arg(value_name = "PATH")]
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// A second text on the same event: the two side by side, PATH being the first; - for standard input
    #[arg(
        long,
        value_name = "TEXT",
        requires = "paths",
        conflicts_with_all = ["counts", "documents", "group_by", "keep_copies", "by", "zeros", "shuffles", "seed"],
        help_heading = "Comparison"
    )]
    pub(in crate::cli) with: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) reading: ReadingArgs,
    #[command(flatten)]
    pub(in crate::cli) lexicons: LexiconArgs,
    #[command(flatten)]
    pub(in crate::cli) against: AgainstArgs,
    /// Also compare each group of the focus: the articles with one value in this column, such as outlet
    #[arg(long, value_name = "COLUMN", help_heading = "Comparison")]
    pub(in crate::cli) group_by: Option<String>,
    /// Keep near copies (wire reports in several papers) in the focus: they are otherwise left out, as in a reference, but for the longest of them
    #[arg(long, help_heading = "Comparison")]
    pub(in crate::cli) keep_copies: bool,
    /// The level that the view for people shows beside the totals; CSV and JSON have all (default: technique)
    #[arg(long, value_name = "LEVEL", value_enum, help_heading = "Output")]
    pub(in crate::cli) by: Option<CompareLevel>,
    /// Print a paragraph on methods for a paper, true to this run, in place of the result
    #[arg(long, conflicts_with_all = ["counts", "documents"], help_heading = "Output")]
    pub(in crate::cli) methods: bool,
    /// Also the items without a hit on either side
    #[arg(long, help_heading = "Output")]
    pub(in crate::cli) zeros: bool,
    /// A table of counts, one item a row, with the columns item, hits_focus, words_focus, hits_reference, words_reference in any order; - for
    /// standard input, .tsv for tabs
    #[arg(long, value_name = "TABLE", help_heading = "Counts made elsewhere")]
    pub(in crate::cli) counts: Option<PathBuf>,
    /// A table with one document a row and the columns corpus, document, hits, words; the first corpus named is the focus
    #[arg(long, value_name = "TABLE", help_heading = "Counts made elsewhere")]
    pub(in crate::cli) documents: Option<PathBuf>,
    /// How often the documents are shuffled where they are too many to try every arrangement
    #[arg(long, value_name = "N", default_value_t = 9999, value_parser = clap::value_parser!(u32).range(1..=1_000_000), help_heading = "Shuffling documents")]
    pub(in crate::cli) shuffles: u32,
    /// Where the random numbers of the shuffles start
    #[arg(long, value_name = "S", default_value_t = 1, help_heading = "Shuffling documents")]
    pub(in crate::cli) seed: u64,
    /// Format of the result (default: by the ending of --output, else table)
    #[arg(long, short, value_enum, help_heading = "Output")]
    pub(in crate::cli) format: Option<ReportFormat>,
    #[command(flatten)]
    pub(in crate::cli) output: OutputArgs,
}

/// A level of the view for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum CompareLevel {
    Technique,
    Lexicon,
    Serves,
    Target,
    Entry,
    /// Naming choice: the loaded share of all names used for a thing
    Referent,
}

impl From<CompareLevel> for RowLevel {
    fn from(level: CompareLevel) -> Self {
        match level {
            CompareLevel::Technique => Self::Technique,
            CompareLevel::Lexicon => Self::Lexicon,
            CompareLevel::Serves => Self::Serves,
            CompareLevel::Target => Self::Target,
            CompareLevel::Entry => Self::Entry,
            CompareLevel::Referent => Self::Referent,
        }
    }
}
