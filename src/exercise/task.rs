//! The tasks of an exercise. Items name a passage and a key span by index; they carry the words a pupil reads, so that a writer looks nothing up.

use serde::{Deserialize, Serialize};

use super::model::Stretch;

/// What pupils do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Say what the text makes them feel, before they look at words.
    Emotion,
    /// Mark the loaded words.
    Mark,
    /// Tell the article's words from quoted ones.
    Voice,
    /// Find the neutral wording of a loaded one.
    Match,
    /// Sort by technique.
    Technique,
    /// Rewrite a sentence neutrally.
    Rewrite,
    /// Compare two texts.
    Compare,
}

impl Kind {
    /// All kinds, in the order of a lesson.
    pub const ALL: [Self; 7] = [Self::Emotion, Self::Mark, Self::Voice, Self::Match, Self::Technique, Self::Rewrite, Self::Compare];

    /// As in JSON and on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Emotion => "emotion",
            Self::Mark => "mark",
            Self::Voice => "voice",
            Self::Match => "match",
            Self::Technique => "technique",
            Self::Rewrite => "rewrite",
            Self::Compare => "compare",
        }
    }
}

/// One task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Its type and its items.
    #[serde(flatten)]
    pub work: Work,
    /// Heading.
    pub title: String,
    /// What to do, step by step.
    pub instructions: Vec<String>,
    /// What all items share: the wordings to choose from in `match`, the techniques to sort into in `technique`; else empty. Each
    /// answer of an item is one of them, and no other one of them is right for it.
    pub choices: Vec<Choice>,
}

impl Task {
    /// Its type.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self.work {
            Work::Emotion(_) => Kind::Emotion,
            Work::Mark(_) => Kind::Mark,
            Work::Voice(_) => Kind::Voice,
            Work::Match(_) => Kind::Match,
            Work::Technique(_) => Kind::Technique,
            Work::Rewrite(_) => Kind::Rewrite,
            Work::Compare(_) => Kind::Compare,
        }
    }
}

/// The items of a task, by its type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "items", rename_all = "lowercase")]
pub enum Work {
    /// Questions to rate.
    Emotion(Vec<EmotionItem>),
    /// One per passage.
    Mark(Vec<MarkItem>),
    /// One per key span asked about.
    Voice(Vec<VoiceItem>),
    /// One per key span asked about; each has another answer.
    Match(Vec<MatchItem>),
    /// One per key span asked about.
    Technique(Vec<TechniqueItem>),
    /// One per sentence.
    Rewrite(Vec<RewriteItem>),
    /// Questions on both texts.
    Compare(Vec<CompareItem>),
}

/// Something to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What is read.
    pub text: String,
    /// Id, where it stands for a technique.
    pub id: Option<String>,
    /// What it means, where it needs saying.
    pub meaning: Option<String>,
    /// Where it comes from.
    pub from: Origin,
}

/// Where a choice comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// The right answer of this item.
    Answer,
    /// The article: answers of other items, its plain names, its other loaded words.
    Article,
    /// The lexicon or the list of techniques.
    Lexicon,
}

/// A feeling to rate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmotionItem {
    /// The question.
    pub prompt: String,
    /// What 1 means.
    pub low: String,
    /// What 5 means.
    pub high: String,
}

/// A passage to mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkItem {
    /// Index of the passage.
    pub passage: usize,
    /// Key spans to be marked.
    pub mark: Vec<usize>,
    /// Key spans in quotations: loaded, but not the article's words.
    pub quoted: Vec<usize>,
    /// Key spans to be talked about: neither right nor wrong.
    pub discuss: Vec<usize>,
    /// Neutral wordings of the passage, for formats that offer phrases to choose from. The first ones can be mistaken for loaded: the
    /// lexicon knows them, and a condition says that they are innocent here.
    pub decoys: Vec<Stretch>,
}

/// Whose words are these?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoiceItem {
    /// Index of the passage.
    pub passage: usize,
    /// Index in its key.
    pub key: usize,
    /// The words asked about.
    pub term: String,
    /// The sentence or sentences around them; of a quotation with both its marks.
    pub context: Stretch,
    /// The right answer.
    pub answer: VoiceAnswer,
    /// Who is named as speaking.
    pub speaker: Option<String>,
    /// What a fair colleague could say against it.
    pub dispute: Option<String>,
}

/// Whose words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum VoiceAnswer {
    /// The article's.
    Own,
    /// Quoted from somebody.
    Quoted,
}

/// Which wording is the neutral one?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchItem {
    /// Index of the passage.
    pub passage: usize,
    /// Index in its key.
    pub key: usize,
    /// The loaded words.
    pub term: String,
    /// The sentence they stand in.
    pub context: Stretch,
    /// The neutral wording.
    pub answer: String,
    /// Other neutral wordings; none of them is an answer of another item.
    pub accepted: Vec<String>,
    /// Answer and distractors, in the order to be shown.
    pub choices: Vec<Choice>,
    /// What a fair colleague could say against it.
    pub dispute: Option<String>,
}

/// How does it work?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TechniqueItem {
    /// Index of the passage.
    pub passage: usize,
    /// Index in its key.
    pub key: usize,
    /// The loaded words.
    pub term: String,
    /// The sentence they stand in.
    pub context: Stretch,
    /// Id of the technique.
    pub answer: String,
    /// Answer and distractors, in the order to be shown. No distractor can be defended for these words.
    pub choices: Vec<Choice>,
    /// What a fair colleague could say against it.
    pub dispute: Option<String>,
}

/// A sentence to rewrite.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RewriteItem {
    /// Index of the passage.
    pub passage: usize,
    /// The sentence.
    pub sentence: Stretch,
    /// Key spans to be worded anew.
    pub keys: Vec<usize>,
    /// The sentence with the first neutral wordings: one answer of many.
    pub model_answer: String,
    /// Where the neutral wordings stand in it, in text order; a wording that is left out has none.
    #[serde(default)]
    pub gaps: Vec<Gap>,
    /// What a fair colleague could say against it.
    pub dispute: Option<String>,
}

/// A neutral wording in a model answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// Index in the key of the passage.
    pub key: usize,
    /// First code point of the model answer.
    pub start: usize,
    /// After the last one.
    pub end: usize,
    /// What stands there.
    pub text: String,
}

/// A question on two texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompareItem {
    /// What it asks about.
    pub about: CompareAbout,
    /// The question.
    pub prompt: String,
    /// What the first text has.
    pub a: Vec<TermUse>,
    /// What the second text has.
    pub b: Vec<TermUse>,
}

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CompareAbout {
    /// The headlines, with their key spans.
    Headlines,
    /// One thing, and the loaded words both texts have for it.
    SameThing,
    /// Loaded wordings that both texts use.
    Shared,
    /// Loaded wordings that only one text uses.
    OnlyOne,
    /// What one text tells and the other does not: no key, to be read.
    LeftOut,
}

/// A loaded wording of a text, and how often it stands in the passage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermUse {
    /// Index of the passage.
    pub passage: usize,
    /// Index in its key of the first one.
    pub key: usize,
    /// As shown.
    pub text: String,
    /// In the article's own words.
    pub own: usize,
    /// In quotations.
    pub quoted: usize,
}
