//! A lexicon as its TOML file writes it. Unknown keys are errors: a misspelt field must not pass as "no exceptions".

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::technique::Technique;

/// A lexicon file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lexicon {
    /// The file's header.
    #[serde(rename = "lexicon")]
    pub header: Header,
    /// Where the evidence comes from, by key.
    #[serde(default)]
    pub sources: BTreeMap<String, Source>,
    /// Whom or what the entries frame, by id.
    #[serde(default)]
    pub targets: BTreeMap<String, Target>,
    /// Named alternatives for patterns: `{city}`.
    #[serde(default)]
    pub slots: BTreeMap<String, Vec<String>>,
    /// Names for the condition `part_of_name`, by kind.
    #[serde(default)]
    pub names: BTreeMap<String, Vec<String>>,
    /// Things named, with their rival names.
    #[serde(default, rename = "referent")]
    pub referents: Vec<Referent>,
    /// The framing choices.
    #[serde(default, rename = "entry")]
    pub entries: Vec<Entry>,
}

impl Lexicon {
    /// Indices of the referents for which the entry of this id is a loaded name.
    pub fn loaded_name_of<'a>(&'a self, entry: &'a str) -> impl Iterator<Item = usize> + 'a {
        let named = self.referents.iter().enumerate().filter(move |(_, referent)| referent.loaded.iter().any(|id| id == entry));
        named.map(|(index, _)| index)
    }
}

/// What a lexicon is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// Kebab-case id.
    pub id: String,
    /// Semantic version of the content.
    pub version: String,
    /// Version of this format: 1.
    pub schema: u32,
    /// Name for people.
    pub title: String,
    /// BCP 47 tag of the texts it is for.
    pub language: String,
    /// Theme, or `general`.
    pub theme: String,
    /// Positions that the wordings serve, named by what they hold; or `general` alone.
    pub sides: Vec<String>,
    /// Licence of the content, SPDX.
    pub license: String,
    /// What it is about, in a sentence or two.
    pub description: String,
    /// Who answers for it.
    pub maintainers: Vec<String>,
    /// Date of the last change, ISO 8601.
    pub updated: String,
}

impl Header {
    /// Whether the lexicon is about one theme with sides.
    #[must_use]
    pub fn is_themed(&self) -> bool {
        self.sides.iter().any(|side| side != "general")
    }
}

/// A publication that entries rest on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Title.
    pub title: String,
    /// Publisher or author.
    pub publisher: String,
    /// Year of publication.
    pub year: u16,
    /// Address, where certain.
    #[serde(default)]
    pub url: Option<String>,
    /// What sort of source it is.
    pub kind: SourceKind,
    /// What it mostly says of the wordings it lists.
    #[serde(default)]
    pub stance_default: Option<Stance>,
}

/// What sort of evidence a source gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// Rules of a newsroom or agency.
    StyleGuide,
    /// A list of words and what they mean to whom.
    Glossary,
    /// Research.
    Study,
    /// Counts in annotated texts.
    Corpus,
    /// A law or court.
    Law,
    /// News on the wording.
    Reportage,
    /// A fact that the wording contradicts.
    Reference,
}

impl SourceKind {
    /// As in the file.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::StyleGuide => "style-guide",
            Self::Glossary => "glossary",
            Self::Study => "study",
            Self::Corpus => "corpus",
            Self::Law => "law",
            Self::Reportage => "reportage",
            Self::Reference => "reference",
        }
    }
}

/// What a source says of a wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// Avoid it.
    Discourages,
    /// Only in quotations or with a source.
    AttributeOnly,
    /// Disputed between the sides.
    Contested,
    /// Use it.
    Recommends,
}

/// Whom or what a wording frames.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// Name for people.
    pub name: String,
    /// What sort of thing it is.
    pub kind: TargetKind,
}

/// What sort of thing is framed or named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum TargetKind {
    Person,
    Government,
    State,
    Place,
    Group,
    Organisation,
    Event,
    Action,
    Speaker,
    Other,
}

/// A thing with rival names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Referent {
    /// Kebab-case id.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// What sort of thing it is.
    pub kind: TargetKind,
    /// Entries of this lexicon that are loaded names for it.
    #[serde(default)]
    pub loaded: Vec<String>,
    /// Patterns of neutral names: counted, no hits.
    #[serde(default)]
    pub neutral: Vec<String>,
    /// Offices of a person.
    #[serde(default)]
    pub offices: Vec<String>,
}

/// One framing choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Kebab-case id, unique, never used again.
    pub id: String,
    /// Head form shown to people.
    pub term: String,
    /// Patterns; `term` alone where there are none.
    #[serde(default)]
    pub forms: Vec<String>,
    /// Named alternatives of this entry, before those of the file.
    #[serde(default)]
    pub slots: BTreeMap<String, Vec<String>>,
    /// Which inflected forms are generated.
    #[serde(default)]
    pub inflect: Inflect,
    /// How capitals are matched.
    #[serde(default)]
    pub case: Case,
    /// How the wording works on its reader.
    pub technique: Technique,
    /// Further techniques.
    #[serde(default)]
    pub also: Vec<Technique>,
    /// Id of whom or what it frames.
    #[serde(default)]
    pub target: Option<String>,
    /// Whose position it serves: a side, `general` or `contested`.
    pub serves: String,
    /// Direction towards the target.
    pub polarity: Polarity,
    /// 1 to 3.
    pub strength: u8,
    /// Whether it is on unless switched off.
    #[serde(default = "yes", rename = "default")]
    pub on_by_default: bool,
    /// Neutral wordings; `{forms}` after a word makes it take the inflection of the matched form.
    #[serde(default)]
    pub neutral: Vec<String>,
    /// The neutral wording is to leave it out.
    #[serde(default)]
    pub omit: bool,
    /// What the wording presupposes, at most 200 characters.
    pub why: String,
    /// Who calls it contested.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
    /// Whether there is evidence.
    #[serde(default)]
    pub status: Status,
    /// The same device from the other side.
    #[serde(default)]
    pub mirror: Option<String>,
    /// Why there is no such device.
    #[serde(default)]
    pub mirror_none: Option<String>,
    /// It is a hit only where one of these holds.
    #[serde(default)]
    pub only_if: Vec<Condition>,
    /// It is no hit where one of these holds.
    #[serde(default)]
    pub unless: Vec<Condition>,
    /// Sentences with the words that must be found in `[[ ]]`.
    pub accept: Vec<String>,
    /// Sentences in which it must not be found.
    pub reject: Vec<String>,
    /// First day on which it is valid, ISO 8601.
    #[serde(default)]
    pub since: Option<String>,
    /// Last day on which it is valid, ISO 8601.
    #[serde(default)]
    pub until: Option<String>,
    /// Masked in worksheets.
    #[serde(default)]
    pub slur: bool,
    /// Remarks, counts.
    #[serde(default)]
    pub notes: Option<String>,
    /// Free tags.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Variants of the language in which it is used.
    #[serde(default)]
    pub lang_variants: Vec<String>,
}

fn yes() -> bool {
    true
}

/// Which inflected forms are generated, of which word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Inflect {
    /// As written.
    #[default]
    None,
    /// The first word: -s, -ed, -ing.
    Verb,
    /// The last word: plural.
    Noun,
    /// The last word: -er, -est.
    Adj,
}

/// How capitals are matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Case {
    /// In any case.
    #[default]
    Insensitive,
    /// As written.
    Sensitive,
    /// As written, also with a capital where a sentence starts, in headlines and in all capitals; acronyms as written.
    Smart,
}

/// Direction of a wording towards its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// Makes it worse.
    Neg,
    /// Makes it better.
    Pos,
    /// Makes it smaller.
    Soften,
    /// Keeps it at a distance.
    Distance,
}

impl Polarity {
    /// As in the file.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Neg => "neg",
            Self::Pos => "pos",
            Self::Soften => "soften",
            Self::Distance => "distance",
        }
    }
}

/// Whether an entry has evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It has.
    #[default]
    Established,
    /// Not yet: never on by default.
    Candidate,
}

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Key of the source.
    pub source: String,
    /// What sort of evidence.
    pub kind: SourceKind,
    /// What it says of the wording.
    pub stance: Stance,
    /// Where in the source.
    #[serde(default)]
    pub locator: Option<String>,
}

/// A sense condition: all of what it names must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Condition {
    /// One of these follows.
    pub next: Option<Vec<String>>,
    /// One of these stands before.
    pub prev: Option<Vec<String>>,
    /// One of these stands after the next word.
    pub after_next: Option<Vec<String>>,
    /// One of these stands within so many words, in the same sentence.
    pub near: Option<Near>,
    /// One of these stands in the same sentence.
    pub in_sentence: Option<Vec<String>>,
    /// One of these phrases, or a hit of one of these entries, stands in the document.
    pub in_document: Option<Vec<String>>,
    /// The next word is of this class.
    pub next_class: Option<WordClass>,
    /// The word before is of this class.
    pub prev_class: Option<WordClass>,
    /// It stands in the headline (or not).
    pub in_title: Option<bool>,
    /// It is part of a name listed in `[names]` (or not).
    pub part_of_name: Option<bool>,
}

/// As one reads it in the lexicon, long lists shortened.
impl std::fmt::Display for Condition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let shortened = |values: &[String]| {
            let shown: Vec<&str> = values.iter().take(4).map(String::as_str).collect();
            let more = if values.len() > 4 { format!(", ... ({} in all)", values.len()) } else { String::new() };
            format!("[{}{more}]", shown.join(", "))
        };
        let list = |key: &str, values: &Option<Vec<String>>| values.as_ref().map(|values| format!("{key} {}", shortened(values)));
        let class = |key: &str, class: Option<WordClass>| class.map(|class| format!("{key} {}", class.as_str()));
        let parts = [
            list("next", &self.next),
            list("prev", &self.prev),
            list("after_next", &self.after_next),
            self.near.as_ref().map(|near| format!("near {} within {}", shortened(&near.words), near.within)),
            list("in_sentence", &self.in_sentence),
            list("in_document", &self.in_document),
            class("next_class", self.next_class),
            class("prev_class", self.prev_class),
            self.in_title.map(|wanted| format!("in_title {wanted}")),
            self.part_of_name.map(|wanted| format!("part_of_name {wanted}")),
        ];
        f.write_str(&parts.into_iter().flatten().collect::<Vec<_>>().join(" and "))
    }
}

/// Words in the neighbourhood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Near {
    /// Words or phrases.
    pub words: Vec<String>,
    /// Largest distance in words, on either side.
    pub within: u32,
}

/// A class of words that can be told without a parser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WordClass {
    /// Digits or a number word.
    Number,
    /// Begins with a capital letter.
    Capitalised,
    /// An article, a demonstrative, a possessive.
    Determiner,
    /// A clause that reports what is said: "that ...", a personal pronoun, or a quotation.
    ThatClause,
}

impl WordClass {
    /// As in the file.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Capitalised => "capitalised",
            Self::Determiner => "determiner",
            Self::ThatClause => "that-clause",
        }
    }
}
