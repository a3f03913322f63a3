//! From an analysed article to what pupils see of it.

use super::build::Extent;
use super::excerpt::Excerpt;
use super::key::key;
use super::mask::Slurs;
use super::model::{Counts, Passage, Stretch};
use super::shown::Shown;
use super::texts::Texts;
use crate::analysis::{Analysis, Analyzer};
use crate::context::QuotationKind;
use crate::document::Metadata;
use crate::lexicon::digest;
use crate::measure::DocumentCounts;

/// A passage with what its tasks need beside it.
pub(super) struct Prepared {
    /// What is shown.
    pub(super) passage: Passage,
    /// The sentences of the passage, in code points.
    pub(super) sentences: Vec<(usize, usize)>,
    /// Wordings that look loaded and are innocent here.
    pub(super) innocent: Vec<Stretch>,
    /// Neutral names that the passage uses.
    pub(super) names: Vec<String>,
}

impl Prepared {
    /// What stands between two offsets of the passage.
    pub(super) fn stretch(&self, (start, end): (usize, usize)) -> Stretch {
        Stretch { start, end, text: self.passage.cut(start, end) }
    }

    /// From the first sentence that a place touches to the last.
    pub(super) fn sentences_around(&self, (start, end): (usize, usize)) -> (usize, usize) {
        let touched = self.sentences.iter().filter(|sentence| sentence.0 < end && start < sentence.1);
        touched.fold((start, end), |around, sentence| (around.0.min(sentence.0), around.1.max(sentence.1)))
    }

    /// The quotation around a place, where both its marks are shown: one that goes on in the next paragraph has no closing one.
    pub(super) fn quotation(&self, (start, end): (usize, usize)) -> Option<&Stretch> {
        let has_marks = |text: &str| text.starts_with(is_mark) && text.ends_with(is_mark);
        self.passage.quotations.iter().find(|quotation| quotation.start < start && end < quotation.end && has_marks(&quotation.text))
    }
}

/// Whether a letter can begin or end a quotation.
fn is_mark(letter: char) -> bool {
    matches!(letter, '"' | '\'' | '`' | '´' | '‘'..='‟' | '«' | '»' | '‹' | '›' | '＂' | '＇' | '「'..='』')
}

/// Makes a passage of an article.
pub(super) fn prepare(analysis: &Analysis, analyzer: &Analyzer, extent: Extent, texts: &Texts, slurs: &Slurs) -> Prepared {
    let excerpt = Excerpt::new(analysis, extent);
    let shown = Shown::new(&analysis.document, &excerpt.units, &excerpt.chosen);
    let meta = &analysis.document.meta;
    let permission = permission(meta);
    let whole = excerpt.is_whole();
    let (outlet, date, url) = (given(&meta.outlet), given(&meta.date), given(&meta.url));
    let headline = || shown.headline_end.map(|end| shown.stretch((0, end)).text);
    let mut passage = Passage {
        article_id: analysis.document.id.clone(),
        title: headline(),
        source_line: texts.source_line(&[&outlet, &date, &url], permission.as_deref(), whole),
        outlet,
        date,
        url,
        permission,
        whole,
        text: shown.text.clone(),
        headline_end: shown.headline_end,
        sha256: String::new(),
        words: excerpt.words(),
        quotations: quotations(analysis, &shown),
        article: counts(analysis),
        key: key(analysis, analyzer, &shown, texts),
    };
    slurs.mask_passage(&mut passage);
    passage.sha256 = digest(passage.text.as_bytes());
    let mut prepared = Prepared { passage, innocent: Vec::new(), names: names(analysis, &shown), sentences: shown.sentences.clone() };
    prepared.innocent = innocent(analysis, &shown, &prepared);
    prepared
}

fn given(cell: &Option<String>) -> Option<String> {
    cell.as_deref().map(str::trim).filter(|cell| !cell.is_empty()).map(str::to_owned)
}

/// The licence or permission of an article, under the names that tables have for it.
fn permission(meta: &Metadata) -> Option<String> {
    const NAMES: [&str; 5] = ["permission", "licence", "license", "rights", "copyright"];
    NAMES.iter().find_map(|name| given(&meta.column(name).map(str::to_owned)))
}

fn quotations(analysis: &Analysis, shown: &Shown) -> Vec<Stretch> {
    let fields = analysis.quotations.iter();
    let found = fields.flat_map(|field| field.quotations.iter().map(|quotation| (field.field, quotation)));
    let complete = found.filter(|(_, quotation)| matches!(quotation.kind, QuotationKind::Quoted | QuotationKind::Scare));
    let mut quotations: Vec<Stretch> = complete.filter_map(|(field, quotation)| Some(shown.stretch(shown.place(field, quotation.span)?))).collect();
    quotations.sort_by_key(|quotation| quotation.start);
    quotations
}

fn counts(analysis: &Analysis) -> Counts {
    let loaded = DocumentCounts::of(analysis).loaded;
    Counts { words: analysis.words, words_quoted: analysis.words_quoted, loaded_own: loaded.editorial, loaded_quoted: loaded.quoted }
}

/// What the lexicons know and an exception rejected, outside the key.
fn innocent(analysis: &Analysis, shown: &Shown, prepared: &Prepared) -> Vec<Stretch> {
    let misses = analysis.near_misses.iter().filter(|miss| miss.reason.is_exception());
    let mut places: Vec<(usize, usize)> = misses.filter_map(|miss| shown.place(miss.field, miss.span)).collect();
    places.sort_unstable();
    places.dedup();
    places.retain(|&(start, end)| prepared.passage.key.iter().all(|span| span.end <= start || end <= span.start));
    places.into_iter().map(|place| prepared.stretch(place)).collect()
}

/// Neutral names in the shown text, each once, in text order.
fn names(analysis: &Analysis, shown: &Shown) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for mention in analysis.mentions.iter().filter(|mention| !mention.loaded) {
        let Some(place) = shown.place(mention.field, mention.span) else { continue };
        let name = shown.stretch(place).text;
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
