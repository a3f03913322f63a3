//! What `grade` takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::OutputArgs;

#[derive(Debug, Args)]
#[command(after_help = "\
A mark is one row with start and end in code points of the text that was shown, end not included. A row with start and end both empty says: handed in, nothing \
marked. The technique `not-read` says: this stretch was not read. A pupil without a row for an article did not hand it in: missing, not wrong.\n\n\
Nothing leaves this machine, and nothing is written but what you ask for.\n\n\
Exit status: 0 all was graded; 2 something could not be graded (it is listed, the rest is done).")]
pub(in crate::cli) struct GradeArgs {
    /// The answer key: the JSON of `connote exercise`, or a lesson folder with exercise.json in it
    #[arg(value_name = "KEY")]
    pub(in crate::cli) key: PathBuf,
    /// Pupils' marks: CSV with the columns session_id, article_id, article_sha256, annotator, start, end, text, technique, voice, confidence, note,
    /// lexicon_version (article_id, annotator, start and end must be there), or JSON with the same names; files, folders of them, or - for
    /// standard input
    #[arg(required = true, value_name = "MARKS")]
    pub(in crate::cli) marks: Vec<PathBuf>,
    /// How many places to discuss, and how many reasons, the table shows; CSV and JSON have all
    #[arg(long, value_name = "N", default_value_t = 10, help_heading = "Output")]
    pub(in crate::cli) examples: usize,
    /// Which table the CSV has
    #[arg(long, value_name = "NAME", value_enum, default_value = "class", help_heading = "Output")]
    pub(in crate::cli) table: GradeTable,
    /// Format of the result (default: by the ending of --output, else table); CSV with a folder as --output (FOLDER/) writes all tables there
    #[arg(long, short, value_enum, help_heading = "Output")]
    pub(in crate::cli) format: Option<GradeFormat>,
    #[command(flatten)]
    pub(in crate::cli) output: OutputArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum GradeFormat {
    Table,
    Csv,
    Json,
}

/// The tables of a grading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum GradeTable {
    /// One row a pupil
    Class,
    /// One row a measure of agreement: the class, then each two pupils
    Agreement,
    /// One row a word: how many marked it
    Items,
    /// One row a place on which the class split, the most even first
    Discuss,
    /// One row a mark, and what came of it
    Marks,
    /// One row for what is not graded, and why
    Refused,
}

impl GradeTable {
    /// All tables in the order of their files.
    pub(in crate::cli) const ALL: [Self; 6] = [Self::Class, Self::Agreement, Self::Items, Self::Discuss, Self::Marks, Self::Refused];

    /// The name of its file in a folder.
    pub(in crate::cli) fn file(self) -> &'static str {
        match self {
            Self::Class => "class.csv",
            Self::Agreement => "agreement.csv",
            Self::Items => "items.csv",
            Self::Discuss => "discuss.csv",
            Self::Marks => "marks.csv",
            Self::Refused => "refused.csv",
        }
    }
}
