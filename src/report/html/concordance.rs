//! The page of `hits`: every hit in its line, to be searched, filtered and sorted.
use super::frame::Making;
use crate::analysis::{Analysis, Analyzer};

/// todo
#[must_use]
pub fn concordance(_all: &[Analysis], _analyzer: &Analyzer, _rejected: bool, _making: Making<'_>) -> String {
    String::new()
}
