//! What `compare` takes.

use std::path::PathBuf;

use clap::Args;

use super::{OutputArgs, TableFormat};

#[derive(Debug, Args)]
#[group(id = "given", required = true, multiple = false, args = ["counts", "documents"])]
pub(in crate::cli) struct CompareArgs {
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
    pub(in crate::cli) format: Option<TableFormat>,
    #[command(flatten)]
    pub(in crate::cli) output: OutputArgs,
}
