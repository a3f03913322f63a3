//! A table with a row per form; what `lexicon import` reads again.

use super::{Exported, conditions, forms, left, plain};
use crate::lexicon::pattern::PatternProblem;
use crate::lexicon::{Case, Lexicon};

/// The columns, in order.
pub const COLUMNS: [&str; 13] =
    ["id", "term", "form", "technique", "target", "serves", "polarity", "strength", "neutral", "why", "case", "default", "conditions"];

/// Who reads the cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadCells {
    /// A spreadsheet: a cell that it would run as a formula gets an apostrophe.
    Guarded,
    /// A program: cells as they are.
    Raw,
}

pub(super) fn export(lexicon: &Lexicon, cells: ReadCells) -> Result<Exported, PatternProblem> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut gone = Vec::new();
    // Writing into memory does not fail.
    let mut row = |fields: &[String]| drop(writer.write_record(fields.iter().map(|field| cell(field, cells))));
    row(&COLUMNS.map(str::to_owned));
    for entry in &lexicon.entries {
        let neutral: Vec<String> = entry.neutral.iter().map(|wording| plain(wording)).collect();
        let case = match entry.case {
            Case::Insensitive => "insensitive",
            Case::Sensitive => "sensitive",
            Case::Smart => "smart",
        };
        for form in forms(lexicon, entry)? {
            row(&[
                entry.id.clone(),
                entry.term.clone(),
                form,
                entry.technique.id().to_owned(),
                entry.target.clone().unwrap_or_default(),
                entry.serves.clone(),
                entry.polarity.as_str().to_owned(),
                entry.strength.to_string(),
                neutral.join("|"),
                entry.why.clone(),
                case.to_owned(),
                entry.on_by_default.to_string(),
                (entry.only_if.len() + entry.unless.len()).to_string(),
            ]);
        }
        gone.extend(left(entry, conditions(entry)));
    }
    let text = writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
    Ok(Exported { text, entries: lexicon.entries.len(), left: gone })
}

fn cell(text: &str, cells: ReadCells) -> String {
    let runs = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if runs && cells == ReadCells::Guarded { format!("'{text}") } else { text.to_owned() }
}
