//! The words of a lesson folder's README.

use std::collections::BTreeMap;

use serde::Deserialize;

/// What the README says. `{...}` is filled in by its writer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the text beside each key says it; the README shows where it stands")]
pub struct LessonTexts {
    /// Minutes of the lesson.
    pub length: u32,
    pub intro: String,
    pub files_title: String,
    pub files_head: [String; 2],
    pub aims_title: String,
    pub before_title: String,
    pub plan_title: String,
    pub plan_head: [String; 3],
    pub home_title: String,
    pub session_title: String,
    pub questions_title: String,
    pub fair_title: String,
    pub anchors_title: String,
    pub anchors_note: String,
    pub limits_title: String,
    /// A text, what is shown of it, and how much the key has.
    pub counts: String,
    pub one_text: String,
    pub more_texts: String,
    pub before: Vec<String>,
    pub session: Vec<String>,
    pub session_command: String,
    pub session_after: Vec<String>,
    pub fair: Vec<String>,
    pub anchors: Vec<String>,
    /// Also at the foot of pages.
    pub limits: Vec<String>,
    /// What a file is for, by its name without ending, or by its format; `other` for what is not listed.
    pub files: BTreeMap<String, String>,
    /// The parts of the lesson, by type of task or `start`, `session`, `close`.
    pub steps: BTreeMap<String, StepText>,
    /// What is left for home, by type of task or `find`.
    pub home: BTreeMap<String, String>,
}

/// A part of the lesson.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepText {
    /// How long it takes.
    pub minutes: u32,
    /// What is done.
    pub what: String,
    /// What is needed for it.
    pub with: String,
}
