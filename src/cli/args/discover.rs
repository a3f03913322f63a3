//! What `discover` takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{InputArgs, LexiconArgs, OutputArgs};
use crate::compare::discovery::Unit;

#[derive(Debug, Args)]
pub(in crate::cli) struct DiscoverArgs {
    #[command(flatten)]
    pub(in crate::cli) input: InputArgs,
    /// What to compare with, one reference: a bundled profile (world-2024, bbc-2004, reuters-1987), a profile file built with as long phrases, or texts
    /// (default: world-2024)
    #[arg(long, value_name = "REF", help_heading = "Comparison")]
    pub(in crate::cli) against: Vec<PathBuf>,
    /// What is counted: documents that use a term, or its uses (default: documents where both sides have at least 20, else words)
    #[arg(long, value_enum, value_name = "UNIT", help_heading = "Comparison")]
    pub(in crate::cli) unit: Option<UnitName>,
    /// Words of the longest phrases looked at
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..=5), help_heading = "Candidates")]
    pub(in crate::cli) phrases: u8,
    /// A candidate is used at least so many times in focus and reference together
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..), help_heading = "Candidates")]
    pub(in crate::cli) min_hits: u64,
    /// A candidate stands in at least so many documents of the focus
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u64).range(1..), help_heading = "Candidates")]
    pub(in crate::cli) min_docs: u64,
    /// Also list what is less frequent in the focus
    #[arg(long, help_heading = "Output")]
    pub(in crate::cli) both: bool,
    /// Also list the candidates without evidence of a difference
    #[arg(long, help_heading = "Output")]
    pub(in crate::cli) all: bool,
    /// Print a paragraph on methods for a paper, true to this run, in place of the result
    #[arg(long, help_heading = "Output")]
    pub(in crate::cli) methods: bool,
    /// How many candidates the table and the TOML file show, of each direction; CSV and JSON have all
    #[arg(long, value_name = "N", default_value_t = 50, help_heading = "Output")]
    pub(in crate::cli) top: usize,
    /// How many lines of evidence for each candidate, each of another document; CSV has one
    #[arg(long, value_name = "N", default_value_t = 3, help_heading = "Output")]
    pub(in crate::cli) lines: usize,
    /// Format of the result (default: by the ending of --output, else table)
    #[arg(long, short, value_enum, help_heading = "Output")]
    pub(in crate::cli) format: Option<DiscoverFormat>,
    #[command(flatten)]
    pub(in crate::cli) output: OutputArgs,
    #[command(flatten)]
    pub(in crate::cli) lexicons: LexiconArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum DiscoverFormat {
    Table,
    Csv,
    Json,
    /// A lexicon file with an entry to be for each candidate
    Toml,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum UnitName {
    Documents,
    Words,
}

impl From<UnitName> for Unit {
    fn from(name: UnitName) -> Self {
        match name {
            UnitName::Documents => Self::Documents,
            UnitName::Words => Self::Words,
        }
    }
}
