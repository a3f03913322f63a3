//! The page of many articles.
use super::frame::Making;
use crate::analysis::Analyzer;
use crate::report::tables::ScoreRow;

/// todo
#[must_use]
pub fn articles(_rows: &[ScoreRow<'_>], _analyzer: &Analyzer, _group_by: Option<&str>, _making: Making<'_>) -> String {
    String::new()
}
