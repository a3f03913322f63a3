//! From analysed articles to an exercise.

use std::collections::BTreeSet;

use super::elsewhere;
use super::mask::Slurs;
use super::model::{Exercise, Level, Run, SCHEMA_VERSION};
use super::passage::{Prepared, prepare};
use super::task::{Kind, Task};
use super::tasks::{Making, make};
use super::texts::{Texts, UnknownLanguage};
use crate::analysis::{Analysis, Analyzer, Options};

/// How much of an article is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// The sentences with hits, and so many on each side of each.
    Around(usize),
}

/// How an exercise is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Heading; the language's own where there is none.
    pub title: Option<String>,
    /// BCP 47 tag of the instructions.
    pub language: String,
    /// For whom they are.
    pub level: Level,
    /// Types wanted; all that the articles give enough for where none is named.
    pub kinds: Vec<Kind>,
    /// Most items of a task.
    pub items: usize,
    /// Fewest items of a task: with fewer there is none. 0 asks for the marking of a text without any; other tasks need at least one.
    pub least: usize,
    /// Where the random numbers start.
    pub seed: u64,
    /// How much of each article is shown.
    pub extent: Extent,
    /// Whether slurs are written out.
    pub show_slurs: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: None,
            language: "en".to_owned(),
            level: Level::default(),
            kinds: Vec::new(),
            items: 10,
            least: 3,
            seed: 1,
            extent: Extent::Around(1),
            show_slurs: false,
        }
    }
}

/// What an analyzer must be asked for so that exercises can be made of what it finds: near misses are decoys, and what gave way may be a slur.
#[must_use]
pub fn needed_options() -> Options {
    Options { near_misses: true, overruled: true, ..Options::default() }
}

/// An exercise, and what there is to say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Built {
    /// The exercise.
    pub exercise: Exercise,
    /// Types for which the articles do not give enough, where none was named.
    pub left_out: Vec<TooFew>,
    /// What a teacher should add or know.
    pub notes: Vec<Note>,
}

/// A type for which the articles do not give enough.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TooFew {
    /// The type.
    pub kind: Kind,
    /// How many items could be made.
    pub found: usize,
    /// How many are needed.
    pub needed: usize,
    /// What an item needs, in the plural: "loaded words in the article's own voice".
    pub of: &'static str,
}

impl std::fmt::Display for TooFew {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} needs {} {}, and there are {}", self.kind.as_str(), self.needed, self.of, self.found)
    }
}

/// What a teacher should add or know about an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Id of the article.
    pub article: String,
    /// In words.
    pub text: String,
}

/// Why there is no exercise.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// No texts in the language asked for.
    #[error(transparent)]
    Language(#[from] UnknownLanguage),
    /// No article.
    #[error("no article; expected at least one; name a file")]
    NoArticle,
    /// Two articles cannot be told apart by their ids.
    #[error(
        "two articles have the id {0:?}; expected an id for each, because marks are kept by it; name each file once, or a column with --id-column"
    )]
    SameId(String),
    /// Not two articles, where two are compared.
    #[error("--type compare: {0}; expected two on one event; name both files")]
    NotTwo(String),
    /// Too few hits for what was asked for.
    #[error("{}", too_few(.short, .possible, *.whole))]
    TooFew {
        /// What was asked for and cannot be made.
        short: Vec<TooFew>,
        /// What could be made.
        possible: Vec<Kind>,
        /// Whether all of the text is shown already.
        whole: bool,
    },
}

fn too_few(short: &[TooFew], possible: &[Kind], whole: bool) -> String {
    let short: Vec<String> = short.iter().map(ToString::to_string).collect();
    let names: Vec<&str> = possible.iter().map(|kind| kind.as_str()).collect();
    let advice = if names.is_empty() { String::new() } else { format!("types that would work: {}; ", names.join(", ")) };
    let more = if whole { "" } else { "show more of the text with --whole, " };
    format!("too few hits: {}; {advice}{more}lower --min-items, or take another article", short.join("; "))
}

/// Makes an exercise of articles, in the order given.
///
/// The analyzer is the one that analysed them, made with [`needed_options`].
///
/// # Errors
/// As [`Problem`] says.
pub fn build(articles: &[Analysis], analyzer: &Analyzer, settings: &Settings, run: Run) -> Result<Built, Problem> {
    let texts = Texts::of(&settings.language)?;
    let Some(level) = texts.level(settings.level) else {
        return Err(UnknownLanguage { asked: settings.language.clone() }.into());
    };
    check_articles(articles, settings)?;
    let slurs = if settings.show_slurs { Slurs::default() } else { Slurs::of(articles, analyzer) };
    let mut prepared: Vec<Prepared> = articles.iter().map(|analysis| prepare(analysis, analyzer, settings.extent, &texts, &slurs)).collect();
    elsewhere::add(&mut prepared, &texts);
    let making = Making { prepared: &prepared, analyzer, settings, texts: &texts, level, slurs: &slurs };
    let (tasks, short) = tasks(&making)?;
    let notes = prepared.iter().flat_map(notes).collect();
    let exercise = Exercise {
        schema_version: SCHEMA_VERSION.to_owned(),
        run,
        title: settings.title.clone().unwrap_or_else(|| texts.title.clone()),
        language: texts.language.clone(),
        level: settings.level,
        seed: settings.seed,
        sheet: level.sheet.clone(),
        tasks,
        passages: prepared.into_iter().map(|prepared| prepared.passage).collect(),
    };
    Ok(Built { exercise, left_out: short, notes })
}

fn check_articles(articles: &[Analysis], settings: &Settings) -> Result<(), Problem> {
    if articles.is_empty() {
        return Err(Problem::NoArticle);
    }
    let mut ids = BTreeSet::new();
    if let Some(twice) = articles.iter().find(|analysis| !ids.insert(&analysis.document.id)) {
        return Err(Problem::SameId(twice.document.id.clone()));
    }
    if settings.kinds.contains(&Kind::Compare) && articles.len() != 2 {
        let articles = if articles.len() == 1 { "1 article".to_owned() } else { format!("{} articles", articles.len()) };
        return Err(Problem::NotTwo(articles));
    }
    Ok(())
}

/// The tasks wanted, and what is left out of those nobody named.
fn tasks(making: &Making<'_>) -> Result<(Vec<Task>, Vec<TooFew>), Problem> {
    let named = &making.settings.kinds;
    let thinkable = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Compare || making.prepared.len() == 2);
    let mut made = Vec::new();
    let mut short = Vec::new();
    for kind in thinkable {
        match make(kind, making) {
            Ok(task) => made.push(task),
            Err(problem) => short.push(problem),
        }
    }
    let possible: Vec<Kind> = made.iter().map(Task::kind).collect();
    let whole = making.prepared.iter().all(|prepared| prepared.passage.whole);
    if named.is_empty() {
        // Feelings can be asked about with any text; alone they are no exercise on words.
        let only_feelings = possible.iter().all(|kind| *kind == Kind::Emotion);
        return if only_feelings { Err(Problem::TooFew { short, possible, whole }) } else { Ok((made, short)) };
    }
    short.retain(|problem| named.contains(&problem.kind));
    if !short.is_empty() {
        return Err(Problem::TooFew { short, possible, whole });
    }
    made.retain(|task| named.contains(&task.kind()));
    Ok((made, Vec::new()))
}

/// What is missing on the sheets of an article.
fn notes(prepared: &Prepared) -> Vec<Note> {
    let passage = &prepared.passage;
    let wanted = [
        (&passage.outlet, "outlet", "--outlet NAME"),
        (&passage.date, "date", "--date DATE"),
        (&passage.permission, "permission or licence line", "--permission TEXT"),
    ];
    let missing: Vec<_> = wanted.iter().filter(|(known, ..)| known.is_none()).collect();
    if missing.is_empty() {
        return Vec::new();
    }
    let names: Vec<&str> = missing.iter().map(|(_, name, _)| *name).collect();
    let options: Vec<&str> = missing.iter().map(|(.., option)| *option).collect();
    let text = format!(
        "no {}; expected on every sheet, so that pupils can judge the source and you may hand it out; add {}",
        names.join(", no "),
        options.join(" ")
    );
    vec![Note { article: passage.article_id.clone(), text }]
}
