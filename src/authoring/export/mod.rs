//! Lexicons for other tools: a lexicon in, text out.
//!
//! Every form is written out, for no other tool has our patterns. What a format cannot carry of an entry is in [`Exported::left`], once per entry;
//! what it carries of no entry, in [`Format::never`].

mod csv;
mod quanteda;
mod vale;

use crate::lexicon::pattern::{PatternProblem, entry_forms};
use crate::lexicon::{Case, Entry, Lexicon};

pub use csv::{COLUMNS, ReadCells};

/// Formats that are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A rule of Vale.
    Vale,
    /// YAML: technique, then forms.
    Quanteda,
    /// A row per form.
    Csv,
}

impl Format {
    /// What it carries of no entry. One rule of Vale for a whole lexicon has neither reasons nor strengths beside that; a style has.
    #[must_use]
    pub fn never(self) -> &'static str {
        match self {
            Self::Vale => "technique, target, serves, polarity, evidence, mirror, example sentences, all neutral wordings but the first",
            Self::Quanteda => "target, serves, polarity, strength, neutral wordings, why, evidence, mirror, example sentences",
            Self::Csv => "evidence, mirror, example sentences",
        }
    }
}

/// A lexicon in another format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// What to write.
    pub text: String,
    /// Number of entries written.
    pub entries: usize,
    /// What was left behind, in the order of the lexicon.
    pub left: Vec<Left>,
}

/// What a format cannot carry of one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Id of the entry.
    pub entry: String,
    /// What of it.
    pub what: Vec<String>,
}

impl std::fmt::Display for Left {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "entry {:?}: not carried: {}", self.entry, self.what.join(", "))
    }
}

/// One file of a Vale style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Its name, with ending.
    pub file: String,
    /// Its text.
    pub text: String,
}

/// Writes a lexicon as one text. `cells` says whether cells that a spreadsheet would run get an apostrophe.
///
/// # Errors
/// A pattern that does not expand; a validated lexicon has none.
pub fn export(lexicon: &Lexicon, format: Format, cells: ReadCells) -> Result<Exported, PatternProblem> {
    match format {
        Format::Vale => vale::export(lexicon),
        Format::Quanteda => quanteda::export(lexicon),
        Format::Csv => csv::export(lexicon, cells),
    }
}

/// Writes a lexicon as a Vale style: a rule per entry, so that each keeps its own message.
///
/// # Errors
/// As [`export`].
pub fn vale_style(lexicon: &Lexicon) -> Result<(Vec<Rule>, Vec<Left>), PatternProblem> {
    vale::style(lexicon)
}

/// All forms of an entry, written out.
fn forms(lexicon: &Lexicon, entry: &Entry) -> Result<Vec<String>, PatternProblem> {
    Ok(entry_forms(lexicon, entry)?.into_iter().map(|form| form.text).collect())
}

/// The technique without the `x-` of imports.
fn category(entry: &Entry) -> &str {
    let id = entry.technique.id();
    id.strip_prefix("x-").unwrap_or(id)
}

/// A neutral wording as text: what takes an inflection in it stands in its base form.
fn plain(wording: &str) -> String {
    wording.replace("{forms}", "")
}

/// What no other format carries: conditions, and what an entry is beside its words.
fn conditions(entry: &Entry) -> Vec<String> {
    let count = |key: &str, number: usize| (number > 0).then(|| format!("{key} ({number})"));
    let flag = |key: &str, is_set: bool| is_set.then(|| key.to_owned());
    let parts = [
        count("only_if", entry.only_if.len()),
        count("unless", entry.unless.len()),
        count("also", entry.also.len()),
        entry.since.as_ref().map(|date| format!("since {date}")),
        entry.until.as_ref().map(|date| format!("until {date}")),
        flag("slur", entry.slur),
    ];
    parts.into_iter().flatten().collect()
}

/// The rule for capitals, where it is none of those given.
fn capitals(entry: &Entry, carried: &[Case]) -> Option<String> {
    let name = match entry.case {
        Case::Insensitive => "insensitive",
        Case::Sensitive => "sensitive",
        Case::Smart => "smart",
    };
    (!carried.contains(&entry.case)).then(|| format!("case {name}"))
}

/// That it is off by default: wrong too often, or a candidate.
fn off(entry: &Entry) -> Option<String> {
    (!entry.on_by_default).then(|| "off by default".to_owned())
}

fn left(entry: &Entry, what: Vec<String>) -> Option<Left> {
    (!what.is_empty()).then(|| Left { entry: entry.id.clone(), what })
}

/// A YAML scalar in quotation marks: what JSON writes, YAML reads.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests;
