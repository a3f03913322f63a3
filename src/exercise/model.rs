//! An exercise as plain data: what is shown, the key, the tasks. The JSON of `connote exercise --format json` is this and nothing more.
//!
//! All offsets are Unicode code points into [`Passage::text`], half open.

use serde::{Deserialize, Serialize};

use super::task::Task;
use crate::context::Voice;
use crate::lexicon::{Loaded, Polarity, SourceKind, Stance, Technique};

/// Version of this shape.
pub const SCHEMA_VERSION: &str = "1";

/// An exercise on one or more articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exercise {
    /// [`SCHEMA_VERSION`].
    pub schema_version: String,
    /// What it was made with.
    pub run: Run,
    /// Heading of the sheets.
    pub title: String,
    /// BCP 47 tag of the instructions.
    pub language: String,
    /// For whom the instructions are written.
    pub level: Level,
    /// Where the random numbers started.
    pub seed: u64,
    /// What every sheet says, whatever its tasks.
    pub sheet: Sheet,
    /// What pupils see of the articles, in the order given.
    pub passages: Vec<Passage>,
    /// In the order of [`Kind::ALL`](super::task::Kind::ALL), each kind at most once.
    pub tasks: Vec<Task>,
}

/// What an exercise was made with, in the shape of the `run` object of other results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Always `connote`.
    pub tool: String,
    /// Its version.
    pub version: String,
    /// The lexicons in use.
    pub lexicons: Vec<RunLexicon>,
    /// Options that change the exercise.
    pub options: Vec<String>,
}

/// A lexicon in use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunLexicon {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of the file, in hexadecimal digits.
    pub digest: String,
}

impl Run {
    /// What an exercise is made with.
    #[must_use]
    pub fn new(lexicons: &[Loaded], options: Vec<String>) -> Self {
        let lexicon = |loaded: &Loaded| RunLexicon {
            id: loaded.lexicon().header.id.clone(),
            version: loaded.lexicon().header.version.clone(),
            digest: loaded.digest.clone(),
        };
        Self { tool: "connote".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned(), lexicons: lexicons.iter().map(lexicon).collect(), options }
    }
}

/// How old the readers are: the instructions are written for them, and the youngest get fewer choices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Level {
    /// Plain language, three choices.
    #[serde(rename = "12-14")]
    Younger,
    /// The default.
    #[default]
    #[serde(rename = "15-18")]
    Older,
    /// Adults.
    #[serde(rename = "adult")]
    Adult,
}

impl Level {
    /// All levels.
    pub const ALL: [Self; 3] = [Self::Younger, Self::Older, Self::Adult];

    /// `12-14`, `15-18` or `adult`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Younger => "12-14",
            Self::Older => "15-18",
            Self::Adult => "adult",
        }
    }

    /// Choices of a question, the right one among them.
    #[must_use]
    pub fn choices(self) -> usize {
        if self == Self::Younger { 3 } else { 4 }
    }
}

/// What every sheet says. Each is one short paragraph in the language of the exercise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// What a loaded word is.
    pub loaded: String,
    /// Loaded words can praise as well as blame.
    pub charge: String,
    /// Quotations are somebody else's words.
    pub quotations: String,
    /// To be completed by whoever disagrees: "... is not loaded here because ...".
    pub disagree: String,
    /// For the key: it is arguable, reasons count.
    pub arguable: String,
    /// It is no verdict on truth, outlet or writer.
    pub no_verdict: String,
    /// To be asked at the end.
    pub questions: Vec<String>,
}

/// What pupils see of one article, and the key to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The path as given, or the id of a table's row; no two passages have the same.
    pub article_id: String,
    /// Headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// When, as given.
    pub date: Option<String>,
    /// Where it stands on the web.
    pub url: Option<String>,
    /// Licence or permission, as given.
    pub permission: Option<String>,
    /// Outlet, date, address, permission in one line, and that it is an excerpt; to be printed beneath the text.
    pub source_line: String,
    /// Whether the whole article is shown.
    pub whole: bool,
    /// What is shown: paragraphs separated by one blank line, ` […] ` where sentences are left out. A headline is the first paragraph.
    pub text: String,
    /// Where the headline ends; none where no headline is shown.
    pub headline_end: Option<usize>,
    /// SHA-256 of the UTF-8 bytes of `text`, in hexadecimal digits.
    pub sha256: String,
    /// Words shown.
    pub words: usize,
    /// Quotations that are shown whole, marks included; sorted and disjoint.
    pub quotations: Vec<Stretch>,
    /// Counts of the whole article, shown or not.
    pub article: Counts,
    /// Sorted and disjoint: hits that share text are one.
    pub key: Vec<KeySpan>,
}

impl Passage {
    /// What stands between two offsets; empty where they are none.
    #[must_use]
    pub fn cut(&self, start: usize, end: usize) -> String {
        self.text.chars().skip(start).take(end.saturating_sub(start)).collect()
    }
}

/// Counts of a whole article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Words in title and text.
    pub words: usize,
    /// Of these inside quotations.
    pub words_quoted: usize,
    /// Loaded terms in its own voice; such as share text count once.
    pub loaded_own: u64,
    /// The same in quotations.
    pub loaded_quoted: u64,
}

/// A piece of a passage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// First code point.
    pub start: usize,
    /// After the last one.
    pub end: usize,
    /// What stands there.
    pub text: String,
}

/// What a pupil who marks this has done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// Loaded, and the article's own words: to be marked.
    Mark,
    /// Loaded, but somebody else's words: not to be marked as the article's.
    Quoted,
    /// A fair colleague could dispute it: marked or not, it is not wrong.
    Discuss,
}

impl Answer {
    /// `mark`, `quoted` or `discuss`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mark => "mark",
            Self::Quoted => "quoted",
            Self::Discuss => "discuss",
        }
    }
}

/// A stretch of a passage that the key speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeySpan {
    /// First code point.
    pub start: usize,
    /// After the last one.
    pub end: usize,
    /// What stands there, as shown.
    pub text: String,
    /// Id of the lexicon.
    pub lexicon: String,
    /// Id of the entry: of the longest hit, where several share the text. For looking it up; not for pupils.
    pub entry: String,
    /// The form that matched, as written in the lexicon.
    pub term: String,
    /// How the wording works.
    pub technique: Technique,
    /// Every technique that can be defended: the first is `technique`; then others of the entry, and of hits that share the text.
    pub techniques: Vec<Technique>,
    /// Direction towards whom or what it frames: `neg`, `pos`, `soften`, `distance`.
    pub charge: Polarity,
    /// 1 to 3.
    pub strength: u8,
    /// Id of whom or what it frames.
    pub target: Option<String>,
    /// Whose words.
    pub voice: Voice,
    /// Who is named as speaking.
    pub speaker: Option<String>,
    /// Labels, as in other results.
    pub flags: Vec<String>,
    /// Neutral wordings, the best first.
    pub neutral: Vec<String>,
    /// The neutral wordings are alternatives: which of them fits depends on what happened.
    pub open_wording: bool,
    /// The neutral wording is to leave it out.
    pub omit: bool,
    /// What the wording presupposes.
    pub why: String,
    /// Who calls it contested.
    pub sources: Vec<SourceLine>,
    /// What the key says of it.
    pub answer: Answer,
    /// Codes of what a fair colleague could bring forward, the gravest first.
    pub doubts: Vec<Doubt>,
    /// The same in words; always there where the answer is `discuss`.
    pub reason: Option<String>,
    /// A slur of which only the first letter is shown.
    pub masked: bool,
}

/// Why a fair colleague could dispute an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// A quotation mark is missing: whose words these are cannot be known.
    UncertainVoice,
    /// In quotation marks without a speaker: the article keeps its distance.
    ScareQuotes,
    /// The text speaks of the word itself.
    Mention,
    /// The lexicon could not decide which meaning it has here.
    LowConfidence,
    /// In indirect speech: somebody's thought in the writer's wording.
    Reported,
    /// The article says who calls it that.
    Attributed,
    /// Whose position it serves is itself disputed.
    Contested,
    /// A style guide or glossary recommends it.
    Recommended,
    /// No source calls it loaded yet.
    NoSource,
    /// Verbs of saying, hedges, boosters: plain news has them too.
    NotCounted,
    /// The word stands in another place of these texts too, and the conditions of its entry hold in only one of them.
    Elsewhere,
}

/// A source of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceLine {
    /// Publisher, title and year in one line.
    pub label: String,
    /// Address, where known.
    pub url: Option<String>,
    /// What it says of the wording.
    pub stance: Stance,
    /// What sort of evidence.
    pub kind: SourceKind,
}
