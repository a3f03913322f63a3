//! The part of SARIF 2.1.0 that is written here, as the standard names it.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

/// A log file.
#[derive(Debug, Serialize)]
pub struct Log {
    /// Where its schema is.
    #[serde(rename = "$schema")]
    pub schema: &'static str,
    /// Version of the standard.
    pub version: &'static str,
    /// One run.
    pub runs: Vec<Run>,
}

/// A run of the tool.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Run {
    /// What ran.
    pub tool: Tool,
    /// How it went.
    pub invocations: Vec<Invocation>,
    /// What columns count.
    pub column_kind: &'static str,
    /// What ends a line.
    pub newline_sequences: Vec<&'static str>,
    /// What was found.
    pub results: Vec<Finding>,
    /// Provenance.
    pub properties: Value,
}

/// The tool.
#[derive(Debug, Serialize)]
pub struct Tool {
    /// Its one part.
    pub driver: Driver,
}

/// The part of the tool that ran.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Driver {
    /// Its name.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
    /// The same, said to follow Semantic Versioning.
    pub semantic_version: &'static str,
    /// The entries that have results.
    pub rules: Vec<Rule>,
}

/// An entry of a lexicon.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Rule {
    /// Id of the entry.
    pub id: String,
    /// The id as one word with capitals.
    pub name: String,
    /// Term and technique.
    pub short_description: Message,
    /// What the wording presupposes.
    pub full_description: Message,
    /// Neutral wordings, sources, how to switch it off.
    pub help: Message,
    /// How grave its results are by default.
    pub default_configuration: Configuration,
    /// What else is known of the entry.
    pub properties: Value,
}

/// How grave results are.
#[derive(Debug, Serialize)]
pub struct Configuration {
    /// `warning` or `note`.
    pub level: &'static str,
}

/// Words for people.
#[derive(Debug, Clone, Serialize)]
pub struct Message {
    /// Plain.
    pub text: String,
    /// With markup.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub markdown: Option<String>,
}

impl Message {
    /// A plain message.
    #[must_use]
    pub fn plain(text: String) -> Self {
        Self { text, markdown: None }
    }
}

/// A hit.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// Id of the entry.
    pub rule_id: String,
    /// Its place among the rules.
    pub rule_index: usize,
    /// `warning` or `note`.
    pub level: &'static str,
    /// The hit in words.
    pub message: Message,
    /// Where it is.
    pub locations: Vec<Location>,
    /// By which it is known again.
    pub partial_fingerprints: BTreeMap<&'static str, String>,
    /// Why it is left out; empty where it is not, missing where nobody asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suppressions: Option<Vec<Suppression>>,
    /// What could stand there instead.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fixes: Vec<Fix>,
    /// Voice and the rest.
    pub properties: Value,
}

/// A place.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Location {
    /// In a file.
    pub physical_location: PhysicalLocation,
    /// In a document, where the file has no lines.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub logical_locations: Vec<LogicalLocation>,
}

/// A place in a file.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PhysicalLocation {
    /// The file.
    pub artifact_location: ArtifactLocation,
    /// Lines and columns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<Region>,
}

/// A file.
#[derive(Debug, Clone, Serialize)]
pub struct ArtifactLocation {
    /// Its address.
    pub uri: String,
}

/// Lines and columns, 1-based, the end one past the last.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Region {
    /// First line.
    pub start_line: usize,
    /// Column of the first character.
    pub start_column: usize,
    /// Last line.
    pub end_line: usize,
    /// Column after the last character.
    pub end_column: usize,
    /// Characters before it.
    pub char_offset: usize,
    /// Characters in it.
    pub char_length: usize,
    /// What stands there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub snippet: Option<Content>,
}

/// A piece of text.
#[derive(Debug, Clone, Serialize)]
pub struct Content {
    /// The text.
    pub text: String,
}

/// A place in a document.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LogicalLocation {
    /// `title` or `text`.
    pub name: &'static str,
    /// With the id of the document.
    pub fully_qualified_name: String,
    /// Always `field`.
    pub kind: &'static str,
}

/// Why a result is left out.
#[derive(Debug, Serialize)]
pub struct Suppression {
    /// Always `inSource`.
    pub kind: &'static str,
    /// Which comment asks for it.
    pub justification: String,
}

/// Another wording.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Fix {
    /// What it does.
    pub description: Message,
    /// One change.
    pub artifact_changes: Vec<ArtifactChange>,
}

/// A change of a file.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ArtifactChange {
    /// The file.
    pub artifact_location: ArtifactLocation,
    /// One replacement.
    pub replacements: Vec<Replacement>,
}

/// Text in the place of text.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Replacement {
    /// What goes.
    pub deleted_region: Region,
    /// What comes.
    pub inserted_content: Content,
}

/// How a run went.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Invocation {
    /// Whether every input was read.
    pub execution_successful: bool,
    /// What could not be read, and what was noticed.
    pub tool_execution_notifications: Vec<Notification>,
}

/// Something that is no hit.
#[derive(Debug, Serialize)]
pub struct Notification {
    /// `error` or `warning`.
    pub level: &'static str,
    /// In words.
    pub message: Message,
    /// The file, where it is known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub locations: Vec<Location>,
}
