//! One text: its gold spans and hits in the same units.

use std::ops::Range;

use super::tally::{Tally, Unit, float};
use crate::measure::ranges::Ranges;
use crate::span::{Positions, Span};
use crate::tokenize::Layout;

/// A span in all units.
#[derive(Debug, Clone)]
pub(super) struct Place {
    span: Span,
    words: Range<usize>,
    characters: Range<usize>,
}

/// Brings spans of one text into all units.
pub(super) struct Measurer<'a> {
    layout: &'a Layout<'a>,
    positions: Positions<'a>,
}

impl<'a> Measurer<'a> {
    pub(super) fn new(layout: &'a Layout<'a>) -> Self {
        Self { layout, positions: Positions::new(layout.content()) }
    }

    pub(super) fn words(&self) -> usize {
        self.layout.words.len()
    }

    pub(super) fn characters(&self) -> usize {
        self.positions.code_point(self.layout.content().len())
    }

    pub(super) fn place(&self, span: Span) -> Place {
        let characters = self.positions.code_point(span.start)..self.positions.code_point(span.end);
        Place { span, words: self.layout.words_touching(span), characters }
    }
}

/// A set of spans in all units: the gold ones of a text, or the hits.
#[derive(Debug, Clone, Default)]
pub(super) struct Side {
    /// Each once, sorted.
    spans: Vec<Span>,
    words: Ranges,
    characters: Ranges,
}

impl Side {
    pub(super) fn new<'p>(places: impl Iterator<Item = &'p Place> + Clone) -> Self {
        let mut spans: Vec<Span> = places.clone().map(|place| place.span).collect();
        spans.sort_unstable();
        spans.dedup();
        Self {
            spans,
            words: Ranges::new(places.clone().map(|place| place.words.clone())),
            characters: Ranges::new(places.map(|place| place.characters.clone())),
        }
    }

    /// A text that is annotated as a whole: in the unit of texts there is one, or none.
    pub(super) fn whole_text(loaded: bool) -> Self {
        let spans = if loaded { vec![Span::new(0, 0)] } else { Vec::new() };
        Self { spans, ..Self::default() }
    }

    /// How many there are in a unit.
    pub(super) fn count(&self, unit: Unit) -> usize {
        match unit {
            Unit::Token => self.words.covered(),
            Unit::Character => self.characters.covered(),
            Unit::Exact => self.spans.len(),
            Unit::Overlap => self.characters.count(),
            Unit::Sentence => usize::from(!self.spans.is_empty()),
        }
    }

    /// How this side, found, agrees with the annotated one.
    pub(super) fn against(&self, gold: &Self, unit: Unit) -> Tally {
        let both = match unit {
            Unit::Token => self.words.common(&gold.words),
            Unit::Character => self.characters.common(&gold.characters),
            Unit::Exact => self.spans.iter().filter(|span| gold.spans.binary_search(span).is_ok()).count(),
            Unit::Overlap => 0,
            Unit::Sentence => self.count(unit).min(gold.count(unit)),
        };
        let whole = Tally::whole(gold.count(unit), self.count(unit), both);
        if unit == Unit::Overlap {
            let (right_of_found, right_of_gold) =
                (covered_shares(&self.characters, &gold.characters), covered_shares(&gold.characters, &self.characters));
            return Tally { right_of_found, right_of_gold, ..whole };
        }
        whole
    }
}

/// The sum over the stretches of one set of the share that the other covers: the sum of C(s, t, |s|) of `SemEval`-2020 task 11.
fn covered_shares(these: &Ranges, others: &Ranges) -> f64 {
    these.covered_by(others).map(|(length, common)| float(common as u64) / float(length as u64)).sum()
}
