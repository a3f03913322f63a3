//! Dictionaries of other tools, made into lexicons: bytes in, TOML out.
//!
//! A parser per format gives items and what it could not carry ([`Lost`]); `build` makes entries of the items, with example sentences that are
//! tried before the lexicon is handed out. Nothing is lost silently: an item becomes an entry, or it is listed with its line and the reason.

mod build;
mod csv;
mod glob;
mod liwc;
mod quanteda;
mod regex;
mod vale;
mod woke;
mod yaml;

use crate::analysis::AnalyzeError;
use crate::document::Warning;
use crate::error::{Error, LexiconError, ReadProblem};
use crate::lexicon::{Case, Polarity};
use crate::reader;

/// Largest file, in bytes: that of a lexicon.
pub const SIZE_LIMIT: usize = crate::lexicon::SIZE_LIMIT;

/// Most terms of a file, each counted once per category.
pub const TERM_LIMIT: usize = 200_000;

/// Deepest nesting.
pub const DEPTH_LIMIT: usize = 64;

/// Formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `.dic`: categories by number between two `%` lines, then terms.
    Liwc,
    /// YAML: categories, nested or not, with lists of terms.
    Quanteda,
    /// YAML: a rule of Vale, `existence` or `substitution`.
    Vale,
    /// YAML: rules of woke.
    Woke,
    /// A table with a header row.
    Csv,
}

impl Format {
    /// As typed.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Liwc => "liwc",
            Self::Quanteda => "quanteda",
            Self::Vale => "vale",
            Self::Woke => "woke",
            Self::Csv => "csv",
        }
    }
}

/// What the file itself does not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Format; guessed from ending and content where it is left out.
    pub format: Option<Format>,
    /// Id of the lexicon; made from the file's name where it is left out.
    pub id: Option<String>,
    /// BCP 47 tag of the texts it is for.
    pub language: String,
    /// The day of the import, year-month-day.
    pub today: String,
}

/// A lexicon made from a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The file that was recognised.
    pub format: Format,
    /// Id of the lexicon.
    pub id: String,
    /// The lexicon as TOML: it loads, and its examples hold.
    pub toml: String,
    /// Number of entries.
    pub entries: usize,
    /// Category as in the file, its technique, number of entries; in the order of the file.
    pub categories: Vec<(String, String, usize)>,
    /// What did not arrive, by line.
    pub lost: Vec<Lost>,
    /// What was assumed about the encoding.
    pub warning: Option<Warning>,
}

/// Something that a lexicon cannot carry, or that the file has twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// 1-based line of the file.
    pub line: usize,
    /// What.
    pub what: String,
    /// Why, and what can be done.
    pub reason: String,
}

impl std::fmt::Display for Lost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {:?} not carried: {}", self.line, shortened(&self.what, 120), self.reason)
    }
}

/// A term of a file, with all that its format says of it.
#[derive(Debug, Clone, PartialEq)]
struct Item {
    line: usize,
    id: Option<String>,
    term: String,
    /// Patterns of ours.
    forms: Vec<String>,
    /// One entry is made for each, so that every category has its count.
    categories: Vec<String>,
    /// Whether the categories may be techniques of ours; else `x-` stands before them.
    techniques: bool,
    neutral: Vec<String>,
    why: Option<String>,
    strength: Option<u8>,
    polarity: Option<Polarity>,
    case: Case,
    on: bool,
    link: Option<String>,
    notes: Vec<String>,
}

impl Item {
    fn new(line: usize, term: String) -> Self {
        Self {
            line,
            id: None,
            forms: vec![term.clone()],
            term,
            categories: Vec::new(),
            techniques: false,
            neutral: Vec::new(),
            why: None,
            strength: None,
            polarity: None,
            case: Case::Insensitive,
            on: true,
            link: None,
            notes: Vec::new(),
        }
    }
}

/// What a parser gives.
#[derive(Debug, Default)]
struct Parsed {
    items: Vec<Item>,
    lost: Vec<Lost>,
    /// Terms seen so far, once per category.
    terms: usize,
}

impl Parsed {
    fn lose(&mut self, line: usize, what: impl Into<String>, reason: impl Into<String>) {
        // What is quoted from the file is shown in a terminal and in a comment.
        let reason = reason.into().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        self.lost.push(Lost { line, what: what.into(), reason });
    }

    /// Takes an item in; the limit is held here, so that a huge file ends early.
    fn take(&mut self, item: Item) -> Result<(), Problem> {
        self.terms += item.forms.len() * item.categories.len().max(1);
        if self.terms > TERM_LIMIT {
            return Err(Problem::at(item.line, format!("more than {TERM_LIMIT} terms"), format!("at most {TERM_LIMIT}"), "split the file"));
        }
        self.items.push(item);
        Ok(())
    }
}

/// Why a file is no dictionary of its format.
#[derive(Debug)]
struct Problem {
    line: Option<usize>,
    found: String,
    expected: String,
    advice: String,
}

impl Problem {
    fn new(line: Option<usize>, found: impl Into<String>, expected: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { line, found: found.into(), expected: expected.into(), advice: advice.into() }
    }

    fn at(line: usize, found: impl Into<String>, expected: impl Into<String>, advice: impl Into<String>) -> Self {
        Self::new(Some(line), found, expected, advice)
    }

    fn of(self, file: &str) -> Error {
        let Self { line, found, expected, advice } = self;
        Error::Lexicon(Box::new(LexiconError { file: file.to_owned(), line, item: None, found, expected, advice }))
    }
}

/// Why there is no lexicon.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file is no dictionary, or none that can be carried.
    #[error(transparent)]
    File(#[from] Error),
    /// The lexicon cannot be used.
    #[error(transparent)]
    Unusable(#[from] AnalyzeError),
}

/// Makes a lexicon of a dictionary. `file` is its name for messages and for the id.
///
/// # Errors
/// A file that is too large, no text, of no known format or broken; one of which nothing can be carried.
pub fn import(file: &str, bytes: &[u8], options: &Options) -> Result<Imported, ImportError> {
    let refuse = |problem: Problem| problem.of(file);
    if bytes.len() > SIZE_LIMIT {
        return Err(too_large(file, bytes.len() as u64).into());
    }
    let (text, warning) = reader::decode(bytes).map_err(|problem| refuse(undecodable(&problem)))?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    // Line ends of any system, so that lines are counted alike in every format.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let stem = stem(file);
    let (format, parsed) = parse(file, stem, &text, options.format).map_err(refuse)?;
    let built = build::build(&build::Origin { file, stem, format, bytes, options }, parsed)?;
    Ok(Imported { warning, ..built })
}

/// The refusal of a file above the limit; the command line asks for the size before it reads.
#[must_use]
pub fn too_large(file: &str, bytes: u64) -> Error {
    Problem::new(None, format!("{bytes} bytes"), format!("at most {SIZE_LIMIT}"), "split the dictionary").of(file)
}

fn undecodable(problem: &ReadProblem) -> Problem {
    let found = match problem {
        ReadProblem::Empty => "an empty file".to_owned(),
        ReadProblem::Binary { at } => format!("no text (binary byte at position {at})"),
        ReadProblem::Encoding { tried } => format!("bytes that are not valid {tried}, which the file names"),
        other => other.to_string(),
    };
    Problem::new(None, found, "a dictionary as text: LIWC .dic, YAML of quanteda, Vale or woke, or CSV", "export it as one of them, in UTF-8")
}

/// The file's name without folders and ending.
fn stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
}

fn parse(file: &str, stem: &str, text: &str, asked: Option<Format>) -> Result<(Format, Parsed), Problem> {
    if text.trim().is_empty() {
        return Err(Problem::new(None, "nothing but white space", "a dictionary", "check that the file was saved"));
    }
    let format = match asked {
        Some(format) => format,
        None => guessed(file, text)?,
    };
    let parsed = match format {
        Format::Liwc => liwc::parse(text),
        Format::Csv => csv::parse(text, stem),
        Format::Quanteda => quanteda::parse(&yaml::parse(text)?, stem),
        Format::Vale => vale::parse(&yaml::parse(text)?, stem),
        Format::Woke => woke::parse(&yaml::parse(text)?, stem),
    }?;
    Ok((format, parsed))
}

/// The format by the file's ending; where several have one ending, or none is known, by what the file holds.
fn guessed(file: &str, text: &str) -> Result<Format, Problem> {
    let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "dic" => Ok(Format::Liwc),
        "csv" | "tsv" => Ok(Format::Csv),
        "yml" | "yaml" => Ok(yaml_format(&yaml::parse(text)?)),
        _ if liwc::looks_like(text) => Ok(Format::Liwc),
        _ if csv::looks_like(text) => Ok(Format::Csv),
        _ => Err(Problem::new(
            None,
            format!("a file whose format neither its ending {ending:?} nor its content tells"),
            "a LIWC .dic, a .yml of quanteda, Vale or woke, or a .csv with a header row",
            "name the format with --format",
        )),
    }
}

fn yaml_format(root: &yaml::Node) -> Format {
    if root.get("extends").is_some() {
        return Format::Vale;
    }
    let rules = root.get("rules").unwrap_or(root);
    let of_woke = |rule: &yaml::Node| rule.get("terms").is_some() || rule.get("alternatives").is_some();
    if rules.list().is_some_and(|rules| rules.iter().any(of_woke)) { Format::Woke } else { Format::Quanteda }
}

/// At most so many characters, the last of them an ellipsis where something was cut.
fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(most.saturating_sub(1)).collect();
    short.truncate(short.trim_end().len());
    short + "…"
}

/// White space of any kind as single spaces, none at the ends.
fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
