//! Which sentences of an article are shown: those with hits and some around them, quotations whole, about as much as fits a page.

use std::collections::BTreeSet;

use super::build::Extent;
use crate::analysis::{Analysis, Hit};
use crate::context::{QuotationKind, Voice};
use crate::document::{FieldName, Zone};
use crate::span::Span;
use crate::tokenize::{Layout, layouts};

/// An excerpt is about so many words: more hits are left out, the first of each entry and voice last.
const WORDS: usize = 350;

/// A quotation of more sentences than this is not shown whole for one hit in it.
const LONGEST_QUOTATION: usize = 12;

/// A sentence with what stands before it in its paragraph (a dateline).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unit {
    /// Title or text.
    pub(super) field: FieldName,
    /// Number of its paragraph in the field. A title is one paragraph.
    pub(super) paragraph: usize,
    /// Where.
    pub(super) span: Span,
    /// Whether it is part of the headline.
    pub(super) headline: bool,
    /// Words in it.
    pub(super) words: usize,
}

/// The sentences of an article, and which of them are shown.
pub(super) struct Excerpt {
    pub(super) units: Vec<Unit>,
    pub(super) chosen: Vec<bool>,
}

impl Excerpt {
    /// Chooses.
    pub(super) fn new(analysis: &Analysis, extent: Extent) -> Self {
        let units: Vec<Unit> = layouts(&analysis.document).iter().flat_map(units).collect();
        let chosen = match extent {
            Extent::Whole => vec![true; units.len()],
            Extent::Around(sentences) => Choosing { analysis, units: &units, sentences }.chosen(),
        };
        Self { units, chosen }
    }

    /// Whether everything is shown.
    pub(super) fn is_whole(&self) -> bool {
        self.chosen.iter().all(|&chosen| chosen)
    }

    /// Words shown.
    pub(super) fn words(&self) -> usize {
        words(&self.units, &self.chosen)
    }
}

fn words(units: &[Unit], chosen: &[bool]) -> usize {
    units.iter().zip(chosen).filter(|(_, chosen)| **chosen).map(|(unit, _)| unit.words).sum()
}

fn units(layout: &Layout<'_>) -> Vec<Unit> {
    let mut units = Vec::new();
    for (number, paragraph) in layout.paragraphs.iter().enumerate() {
        let sentences: Vec<Span> = layout.sentences.iter().copied().filter(|sentence| paragraph.span.covers(*sentence)).collect();
        // A paragraph without sentences (a dateline alone) is one piece.
        let ends = sentences.iter().take(sentences.len().saturating_sub(1)).map(|sentence| sentence.end).chain([paragraph.span.end]);
        let mut start = paragraph.span.start;
        for end in ends {
            let span = Span::new(start, end);
            units.push(Unit {
                field: layout.name,
                paragraph: if layout.name == FieldName::Title { 0 } else { number },
                span,
                headline: paragraph.zone == Zone::Headline,
                words: layout.words_in(span).len(),
            });
            start = end;
        }
    }
    units
}

struct Choosing<'a> {
    analysis: &'a Analysis,
    units: &'a [Unit],
    sentences: usize,
}

impl Choosing<'_> {
    fn chosen(&self) -> Vec<bool> {
        let mut chosen: Vec<bool> = self.units.iter().map(|unit| unit.headline).collect();
        for hit in self.hits() {
            if words(self.units, &chosen) >= WORDS {
                break;
            }
            self.choose(hit, &mut chosen);
        }
        if !chosen.iter().zip(self.units).any(|(chosen, unit)| *chosen && !unit.headline) {
            self.choose_the_beginning(&mut chosen);
        }
        self.finish_announcements(&mut chosen);
        self.close_gaps(&mut chosen);
        chosen
    }

    /// The hits in the order in which they are wanted: loaded ones before others, the first of each entry and voice before repetitions.
    fn hits(&self) -> Vec<&Hit> {
        let mut seen = BTreeSet::new();
        let mut hits: Vec<(u8, &Hit)> = Vec::new();
        for hit in &self.analysis.hits {
            let first = seen.insert((hit.entry, hit.voice == Voice::Editorial));
            let rank = match (hit.counts_as_loaded(), first) {
                (true, true) => 0,
                (true, false) => 1,
                (false, _) => 2,
            };
            hits.push((rank, hit));
        }
        hits.sort_by_key(|(rank, _)| *rank);
        hits.into_iter().map(|(_, hit)| hit).collect()
    }

    fn choose(&self, hit: &Hit, chosen: &mut [bool]) {
        let touched = |unit: &Unit| unit.field == hit.field && unit.span.overlaps(hit.span);
        let (Some(first), Some(last)) = (self.units.iter().position(touched), self.units.iter().rposition(touched)) else { return };
        let from = first.saturating_sub(self.sentences);
        let to = last.saturating_add(self.sentences).min(self.units.len() - 1);
        chosen[from..=to].fill(true);
        self.complete_quotations(from..=to, chosen);
    }

    /// A quotation that is begun is shown to its end, so that both its marks are seen.
    fn complete_quotations(&self, range: std::ops::RangeInclusive<usize>, chosen: &mut [bool]) {
        for field in &self.analysis.quotations {
            for quotation in field.quotations.iter().filter(|quotation| quotation.kind != QuotationKind::Block) {
                let inside = |unit: &Unit| unit.field == field.field && unit.span.overlaps(quotation.span);
                let Some(first) = self.units.iter().position(inside) else { continue };
                let last = self.units.iter().rposition(inside).unwrap_or(first);
                if first <= *range.end() && *range.start() <= last && last - first < LONGEST_QUOTATION {
                    chosen[first..=last].fill(true);
                }
            }
        }
    }

    /// An article without hits is shown from its beginning.
    fn choose_the_beginning(&self, chosen: &mut [bool]) {
        for index in 0..chosen.len() {
            if words(self.units, chosen) >= WORDS {
                break;
            }
            chosen[index] = true;
        }
    }

    /// A sentence that ends in a colon announces the next one.
    fn finish_announcements(&self, chosen: &mut [bool]) {
        for index in 1..chosen.len() {
            let before = &self.units[index - 1];
            let announced = before.span.of(self.analysis.content(before.field)).trim_end().ends_with(':');
            if announced && chosen[index - 1] && !chosen[index] {
                chosen[index] = true;
                self.complete_quotations(index..=index, chosen);
            }
        }
    }

    /// To leave out one sentence saves nothing.
    fn close_gaps(&self, chosen: &mut [bool]) {
        for index in 0..chosen.len() {
            let before = index == 0 || chosen[index - 1];
            let after = index + 1 == chosen.len() || chosen[index + 1];
            if before && after {
                chosen[index] = true;
            }
        }
    }
}
