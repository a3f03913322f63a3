//! What `exercise` takes.

use clap::{Args, ValueEnum};

use crate::exercise::{Extent, Kind, Level};
use crate::report::exercise::h5p::QuestionSet;

use super::{IgnoreArgs, InputArgs, LexiconArgs, OutputArgs};

#[derive(Debug, Args)]
pub(in crate::cli) struct ExerciseArgs {
    #[command(flatten)]
    pub(in crate::cli) input: InputArgs,
    /// Types of tasks (default: all that the articles give enough for; compare takes two articles)
    #[arg(long = "type", value_name = "TYPE", value_enum, value_delimiter = ',', help_heading = "Exercise")]
    pub(in crate::cli) kinds: Vec<KindName>,
    /// Most items of a task
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=200), help_heading = "Exercise")]
    pub(in crate::cli) items: u16,
    /// Fewest items of a task: where there are fewer, the task is not made
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..=200), help_heading = "Exercise")]
    pub(in crate::cli) min_items: u16,
    /// Another number gives other items, distractors and orders; the same gives the same bytes
    #[arg(long, value_name = "S", default_value_t = 1, help_heading = "Exercise")]
    pub(in crate::cli) seed: u64,
    /// Show the sentences with hits and N more on each side of each, about 350 words at most
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(0..=50), help_heading = "Exercise")]
    pub(in crate::cli) excerpt: u16,
    /// Show the whole article; mind that its text belongs to somebody
    #[arg(long, conflicts_with = "excerpt", help_heading = "Exercise")]
    pub(in crate::cli) whole: bool,
    /// Write slurs out; without it only their first letters are shown
    #[arg(long, help_heading = "Exercise")]
    pub(in crate::cli) show_slurs: bool,
    /// For whom the instructions are written
    #[arg(long, value_name = "AGE", value_enum, default_value = "15-18", help_heading = "Sheet")]
    pub(in crate::cli) level: LevelName,
    /// Language of the instructions: en
    #[arg(long, value_name = "TAG", default_value = "en", help_heading = "Sheet")]
    pub(in crate::cli) lang: String,
    /// Heading
    #[arg(long, help_heading = "Sheet")]
    pub(in crate::cli) title: Option<String>,
    /// Who published the article, where the file does not say; with several articles once for each, in their order
    #[arg(long, value_name = "NAME", help_heading = "Sheet")]
    pub(in crate::cli) outlet: Vec<String>,
    /// When it was published; likewise
    #[arg(long, help_heading = "Sheet")]
    pub(in crate::cli) date: Vec<String>,
    /// Where it stands on the web; likewise
    #[arg(long, help_heading = "Sheet")]
    pub(in crate::cli) url: Vec<String>,
    /// Its licence, or whose permission you have; likewise
    #[arg(long, value_name = "TEXT", help_heading = "Sheet")]
    pub(in crate::cli) permission: Vec<String>,
    /// Mark the Words: only one word of each wording is an answer, the one that judges
    #[arg(long, help_heading = "H5P")]
    pub(in crate::cli) h5p_head_only: bool,
    /// Version of the question set: 1.21 where a site has it and asks for it
    #[arg(long, value_name = "VERSION", value_enum, default_value = "1.20", help_heading = "H5P")]
    pub(in crate::cli) h5p_question_set: QuestionSetName,
    #[command(flatten)]
    pub(in crate::cli) lexicons: LexiconArgs,
    #[command(flatten)]
    pub(in crate::cli) ignores: IgnoreArgs,
    /// Format of the result (default: by the ending of --output, else table); html with a folder as --output (FOLDER/) writes each page to a file of its own
    #[arg(long, short, value_enum, help_heading = "Output")]
    pub(in crate::cli) format: Option<ExerciseFormat>,
    /// Write a lesson folder: every format, and a README for the teacher; --output names the folder
    #[arg(long, conflicts_with = "format", requires = "output", help_heading = "Output")]
    pub(in crate::cli) all: bool,
    #[command(flatten)]
    pub(in crate::cli) output: OutputArgs,
}

impl ExerciseArgs {
    /// How much of an article is shown.
    pub(in crate::cli) fn extent(&self) -> Extent {
        if self.whole { Extent::Whole } else { Extent::Around(usize::from(self.excerpt)) }
    }
}

/// Formats of exercises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ExerciseFormat {
    /// Passages, tasks and key, to look at
    Table,
    /// Worksheet and answer key in one page, which print apart; in a folder also a blind copy and a self-check page
    Html,
    /// The exercise as data: what every other format is written from, and what `grade` reads
    Json,
    /// Questions for Moodle's question bank as text (.gift)
    Gift,
    /// The same with notes for whoever marks and gaps to choose for (.xml)
    MoodleXml,
    /// A package for sites with H5P: marking words, dragging, gaps, questions (.h5p)
    H5p,
    /// Cards for Anki (.txt, .tsv, .csv)
    Anki,
}

impl ExerciseFormat {
    /// The format that the ending of a file stands for.
    pub(in crate::cli) fn of_ending(ending: &str) -> Option<Self> {
        match ending {
            "html" | "htm" => Some(Self::Html),
            "json" => Some(Self::Json),
            "gift" => Some(Self::Gift),
            "xml" => Some(Self::MoodleXml),
            "h5p" => Some(Self::H5p),
            "txt" | "tsv" | "csv" => Some(Self::Anki),
            _ => None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum KindName {
    /// Say what the text makes you feel, before and after
    Emotion,
    /// Mark the loaded words
    Mark,
    /// Tell the article's own words from quoted ones
    Voice,
    /// Find the neutral wording
    Match,
    /// Sort by technique
    Technique,
    /// Rewrite sentences neutrally
    Rewrite,
    /// Compare two texts
    Compare,
}

impl From<KindName> for Kind {
    fn from(name: KindName) -> Self {
        match name {
            KindName::Emotion => Self::Emotion,
            KindName::Mark => Self::Mark,
            KindName::Voice => Self::Voice,
            KindName::Match => Self::Match,
            KindName::Technique => Self::Technique,
            KindName::Rewrite => Self::Rewrite,
            KindName::Compare => Self::Compare,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum LevelName {
    /// Plain language, three choices
    #[value(name = "12-14")]
    Younger,
    #[value(name = "15-18")]
    Older,
    Adult,
}

impl From<LevelName> for Level {
    fn from(name: LevelName) -> Self {
        match name {
            LevelName::Younger => Self::Younger,
            LevelName::Older => Self::Older,
            LevelName::Adult => Self::Adult,
        }
    }
}

/// Versions of H5P's question set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum QuestionSetName {
    #[value(name = "1.20")]
    V1_20,
    #[value(name = "1.21")]
    V1_21,
}

impl From<QuestionSetName> for QuestionSet {
    fn from(name: QuestionSetName) -> Self {
        match name {
            QuestionSetName::V1_20 => Self::V1_20,
            QuestionSetName::V1_21 => Self::V1_21,
        }
    }
}
