//! Agreement of hits with gold spans.

use std::collections::BTreeMap;

use super::context::ContextAgreement;
use super::gold::{Gold, GoldSpan};
use crate::analysis::{Analyzer, Hit};
use crate::document::FieldName;

/// How well hits and gold spans agree.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Agreement {
    /// `all`, or a label.
    pub item: String,
    /// Annotated spans.
    pub gold: u64,
    /// Hits in the annotated texts.
    pub found: u64,
    /// Hits with exactly the place of a gold span.
    pub exact: u64,
    /// Hits that share a character with a gold span.
    pub overlapping: u64,
    /// Gold spans that share a character with a hit.
    pub recalled: u64,
}

impl Agreement {
    /// Share of the hits that overlap a gold span; `None` without hits.
    #[must_use]
    pub fn precision(&self) -> Option<f64> {
        share(self.overlapping, self.found)
    }

    /// Share of the gold spans that overlap a hit; `None` without gold spans.
    #[must_use]
    pub fn recall(&self) -> Option<f64> {
        share(self.recalled, self.gold)
    }

    /// Harmonic mean of the two; `None` where one is undefined or both are 0.
    #[must_use]
    pub fn f1(&self) -> Option<f64> {
        let (precision, recall) = (self.precision()?, self.recall()?);
        (precision + recall > 0.0).then(|| 2.0 * precision * recall / (precision + recall))
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of spans are far below 2^53")]
pub(super) fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// Analyzes annotated texts and compares. `labels` keeps only gold spans of these labels; all where empty. A row for each label
/// compares its gold spans with the hits of that technique.
#[must_use]
pub fn evaluate(gold: &[Gold], labels: &[String], analyzer: &Analyzer) -> (Vec<Agreement>, ContextAgreement) {
    let mut rows: BTreeMap<String, Agreement> = BTreeMap::new();
    let mut all = Agreement { item: "all".to_owned(), ..Agreement::default() };
    let mut context = ContextAgreement::default();
    for text in gold {
        let analysis = analyzer.analyze(text.document.clone());
        let hits: Vec<&Hit> = analysis.hits.iter().filter(|hit| hit.counts() && hit.field == FieldName::Text).collect();
        let wanted = |span: &&GoldSpan| labels.is_empty() || span.label.as_ref().is_some_and(|label| labels.contains(label));
        let spans: Vec<&GoldSpan> = text.spans.iter().filter(wanted).collect();
        add(&mut all, &spans, &hits);
        let names = spans.iter().filter_map(|span| span.label.as_deref()).chain(hits.iter().map(|hit| hit.technique.id()));
        for name in names.collect::<std::collections::BTreeSet<_>>() {
            let row = rows.entry(name.to_owned()).or_insert_with(|| Agreement { item: name.to_owned(), ..Agreement::default() });
            let own_spans: Vec<&GoldSpan> = spans.iter().filter(|span| span.label.as_deref() == Some(name)).copied().collect();
            let own_hits: Vec<&Hit> = hits.iter().filter(|hit| hit.technique.id() == name).copied().collect();
            add(row, &own_spans, &own_hits);
        }
        for span in &spans {
            context.add(span, hits.iter().find(|hit| hit.span == span.span).copied(), &text.document.id);
        }
    }
    let rows = std::iter::once(all).chain(rows.into_values()).collect();
    (rows, context)
}

fn add(row: &mut Agreement, spans: &[&GoldSpan], hits: &[&Hit]) {
    row.gold += spans.len() as u64;
    row.found += hits.len() as u64;
    row.exact += hits.iter().filter(|hit| spans.iter().any(|span| span.span == hit.span)).count() as u64;
    row.overlapping += hits.iter().filter(|hit| spans.iter().any(|span| span.span.overlaps(hit.span))).count() as u64;
    row.recalled += spans.iter().filter(|span| hits.iter().any(|hit| span.span.overlaps(hit.span))).count() as u64;
}
