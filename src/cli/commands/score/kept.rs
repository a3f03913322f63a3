//! What is kept of documents until all are known, for views that are laid out as a whole: the first one as it is, while it may be the only one,
//! and of the others no text and no hit.

use super::Scored;
use crate::analysis::Analysis;
use crate::compare::Place;
use crate::document::Field;
use crate::measure::DocumentCounts;
use crate::report::tables::ScoreRow;

/// Documents without their texts.
#[derive(Default)]
pub(super) struct Kept {
    documents: Vec<(Analysis, DocumentCounts, Vec<Place>)>,
}

impl Kept {
    /// Keeps what is needed of a document.
    pub(super) fn add(&mut self, scored: Scored) {
        let Scored { analysis, places } = scored;
        let counts = DocumentCounts::of(&analysis);
        self.documents.push((analysis, counts, places));
        if self.documents.len() == 2 {
            slim(&mut self.documents[0].0);
        }
        if let [_, .., (last, ..)] = &mut self.documents[..] {
            slim(last);
        }
    }

    /// Their rows.
    pub(super) fn rows(&self) -> Vec<ScoreRow<'_>> {
        self.documents.iter().map(|(analysis, counts, places)| ScoreRow { analysis, counts: *counts, places }).collect()
    }
}

/// Drops what no row has.
fn slim(analysis: &mut Analysis) {
    analysis.document.text = Field::default();
    analysis.hits = Vec::new();
    analysis.ignored = Vec::new();
    analysis.overruled = Vec::new();
    analysis.near_misses = Vec::new();
    analysis.mentions = Vec::new();
    analysis.neutral_names = Vec::new();
    analysis.quotations = Vec::new();
    analysis.reporting_verbs = Vec::new();
}
