//! The lines of the focus behind the items of a comparison: what is counted, in its context, at most so many an item.

use std::collections::BTreeMap;

use super::concordance::class;
use super::group::technique_name;
use super::shown::visible;
use crate::analysis::{Analysis, Analyzer, EntryIndex, Hit};
use crate::compare::items::RowLevel;
use crate::context::Voice;
use crate::measure::{Level, items_of_entry};

/// So many lines of an item are kept.
pub const LINES_OF_ITEM: usize = 20;

/// A hit in its line.
#[derive(Debug, Clone)]
pub struct FocusLine {
    pub(super) document: String,
    pub(super) left: String,
    pub(super) text: String,
    pub(super) right: String,
    pub(super) class: String,
    pub(super) technique: String,
    pub(super) entry: String,
}

impl FocusLine {
    fn new(analysis: &Analysis, analyzer: &Analyzer, hit: &Hit) -> Self {
        let text = visible(hit.span.of(analysis.content(hit.field)));
        Self {
            document: visible(&analysis.document.id),
            left: visible(&hit.left),
            text: text.split_whitespace().collect::<Vec<_>>().join(" "),
            right: visible(&hit.right),
            class: class(hit),
            technique: technique_name(&hit.technique),
            entry: analyzer.entry(hit.entry).id.clone(),
        }
    }
}

/// The first lines of each item of a level, in the order of the texts.
#[derive(Debug)]
pub struct FocusLines {
    by_item: BTreeMap<String, Vec<FocusLine>>,
}

/// The lines of one text by item.
pub type LinesOfText = BTreeMap<String, Vec<FocusLine>>;

impl FocusLines {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self { by_item: BTreeMap::new() }
    }

    /// The lines of a text: its hits in its own voice by the items of a level, as many of each as are ever shown.
    #[must_use]
    pub fn of_text(analysis: &Analysis, analyzer: &Analyzer, level: RowLevel) -> LinesOfText {
        let mut lines = LinesOfText::new();
        for hit in analysis.hits.iter().filter(|hit| hit.voice == Voice::Editorial && hit.counts()) {
            for item in items(analyzer, hit.entry, level) {
                let of_item = lines.entry(item).or_default();
                if of_item.len() < LINES_OF_ITEM {
                    of_item.push(FocusLine::new(analysis, analyzer, hit));
                }
            }
        }
        lines
    }

    /// Adds the lines of the next text.
    pub fn add(&mut self, of_text: LinesOfText) {
        for (item, lines) in of_text {
            let of_item = self.by_item.entry(item).or_default();
            let room = LINES_OF_ITEM - of_item.len();
            of_item.extend(lines.into_iter().take(room));
        }
    }

    pub(super) fn of(&self, item: &str) -> &[FocusLine] {
        self.by_item.get(item).map_or(&[], Vec::as_slice)
    }
}

impl Default for FocusLines {
    fn default() -> Self {
        Self::new()
    }
}

/// The items of a level that a hit of an entry stands behind; of referents those for which it is a loaded name.
fn items(analyzer: &Analyzer, entry: EntryIndex, level: RowLevel) -> Vec<String> {
    let of = |level| items_of_entry(analyzer, entry, level);
    match level {
        RowLevel::All | RowLevel::Group => Vec::new(),
        RowLevel::Technique => of(Level::Technique),
        RowLevel::Lexicon => of(Level::Lexicon),
        RowLevel::Serves => of(Level::Serves),
        RowLevel::Target => of(Level::Target),
        RowLevel::Entry => of(Level::Entry),
        RowLevel::Referent => {
            let lexicon = analyzer.lexicons()[entry.lexicon].lexicon();
            lexicon.loaded_name_of(&analyzer.entry(entry).id).map(|referent| lexicon.referents[referent].id.clone()).collect()
        }
    }
}
