//! Annotated texts analyzed and held against what was found.

use std::collections::{BTreeMap, BTreeSet};

use super::context::ContextAgreement;
use super::errors::{Errors, Example, FalseAlarm, Miss};
use super::gold::{Gold, GoldSpan};
use super::labels::{LabelCount, Positive, counted};
use super::rows::{Agreement, GoldPlace, HitPlace, Item, RowLevel, TextPlaces, rows};
use super::text::Measurer;
use crate::analysis::{Analyzer, Hit};
use crate::context::kwic::{CONTEXT_WORDS, context};
use crate::document::FieldName;
use crate::measure::ranges::Ranges;
use crate::span::Span;
use crate::tokenize::Layout;

/// The strengths an entry can have.
const STRENGTHS: std::ops::RangeInclusive<u8> = 1..=3;

/// What counts, and how sure one wants to be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// Only gold spans of these labels; all where empty.
    pub labels: Vec<String>,
    /// Labels of texts that count as loaded.
    pub positive: Positive,
    /// Only hits of techniques that count as loaded.
    pub loaded: bool,
    /// Only hits of at least this strength.
    pub min_strength: u8,
    /// Resamples of the bootstrap; 0 for none.
    pub resamples: usize,
    /// Where its random numbers start.
    pub seed: u64,
}

impl Settings {
    fn wants(&self, span: &GoldSpan) -> bool {
        self.labels.is_empty() || span.label.as_ref().is_some_and(|label| self.labels.contains(label))
    }

    fn counts(&self, hit: &Hit, analyzer: &Analyzer) -> bool {
        let strong = analyzer.entry(hit.entry).strength >= self.min_strength;
        hit.counts() && hit.field == FieldName::Text && strong && (!self.loaded || hit.technique.is_loaded())
    }
}

/// How hits agree with annotated texts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Evaluation {
    /// Texts in which spans are marked.
    pub marked: u64,
    /// Labels of whole texts.
    pub labels: Vec<LabelCount>,
    /// Level by level, item by item, unit by unit.
    pub agreement: Vec<Agreement>,
    /// Entries with hits that touch no gold span, those with most first.
    pub false_alarms: Vec<FalseAlarm>,
    /// Gold spans that no hit touches, by their words, the most frequent first.
    pub misses: Vec<Miss>,
    /// Voices, speakers and flags.
    pub context: ContextAgreement,
}

/// Analyzes annotated texts and compares.
#[must_use]
pub fn evaluate(gold: &[Gold], settings: &Settings, analyzer: &Analyzer) -> Evaluation {
    let mut errors = Errors::default();
    let mut context = ContextAgreement::default();
    let mut texts = Vec::with_capacity(gold.len());
    for text in gold {
        let analysis = analyzer.analyze(text.document.clone());
        let hits: Vec<&Hit> = analysis.hits.iter().filter(|hit| settings.counts(hit, analyzer)).collect();
        let spans: Vec<&GoldSpan> = text.spans.iter().filter(|span| settings.wants(span)).collect();
        let layout = Layout::new(FieldName::Text, &text.document.text, text.document.title.is_some());
        let measurer = Measurer::new(&layout);
        if text.marked {
            note_errors(&mut errors, &text.document.id, &layout, &hits, &spans, analyzer);
        }
        let mut at_place: BTreeMap<Span, &Hit> = BTreeMap::new();
        hits.iter().for_each(|hit| _ = at_place.entry(hit.span).or_insert(hit));
        for span in &spans {
            context.add(span, at_place.get(&span.span).copied(), &text.document.id);
        }
        texts.push(TextPlaces {
            gold: spans.iter().map(|span| GoldPlace { place: measurer.place(span.span), label: span.label.clone() }).collect(),
            hits: hits.iter().map(|hit| HitPlace { place: measurer.place(hit.span), items: items_of(hit, analyzer) }).collect(),
            words: measurer.words(),
            characters: measurer.characters(),
            marked: text.marked,
            loaded: text.label.as_deref().map(|label| settings.positive.includes(label)),
        });
    }
    let agreement = rows(&texts, &items(&texts, settings, analyzer), settings.resamples, settings.seed);
    let (false_alarms, misses) = errors.ranked();
    let marked = gold.iter().filter(|text| text.marked).count() as u64;
    Evaluation { marked, labels: counted(gold, &settings.positive), agreement, false_alarms, misses, context }
}

/// The items a hit belongs to: of each level one, of techniques perhaps more, of strengths all that it reaches.
fn items_of(hit: &Hit, analyzer: &Analyzer) -> Vec<Item> {
    let entry = analyzer.entry(hit.entry);
    let techniques: BTreeSet<&str> = std::iter::once(&hit.technique).chain(&entry.also).map(|technique| technique.id()).collect();
    let mut items = vec![
        (RowLevel::All, "all".to_owned()),
        (RowLevel::Lexicon, analyzer.lexicon_id(hit.entry).to_owned()),
        (RowLevel::Entry, entry.id.clone()),
        (RowLevel::Voice, hit.voice.as_str().to_owned()),
    ];
    items.extend(techniques.into_iter().map(|technique| (RowLevel::Technique, technique.to_owned())));
    items.extend(STRENGTHS.filter(|strength| *strength <= entry.strength).map(|strength| (RowLevel::Strength, strength.to_string())));
    items
}

/// All items that get rows, in the order of the levels and by name: those with hits, all strengths, and the techniques that are annotated
/// by their names.
fn items(texts: &[TextPlaces], settings: &Settings, analyzer: &Analyzer) -> Vec<Item> {
    let mut items: BTreeSet<Item> = texts.iter().flat_map(|text| &text.hits).flat_map(|hit| hit.items.iter().cloned()).collect();
    items.insert((RowLevel::All, "all".to_owned()));
    items.extend(STRENGTHS.map(|strength| (RowLevel::Strength, strength.to_string())));
    items.retain(|(level, item)| *level != RowLevel::Strength || *item >= settings.min_strength.to_string());
    let entries = analyzer.lexicons().iter().flat_map(|loaded| &loaded.lexicon().entries);
    let known: BTreeSet<&str> = entries.map(|entry| entry.technique.id()).collect();
    let annotated = texts.iter().flat_map(|text| &text.gold).filter_map(|gold| gold.label.as_deref());
    items.extend(annotated.filter(|label| known.contains(label)).map(|label| (RowLevel::Technique, label.to_owned())));
    items.into_iter().collect()
}

fn note_errors(errors: &mut Errors, document: &str, layout: &Layout<'_>, hits: &[&Hit], spans: &[&GoldSpan], analyzer: &Analyzer) {
    let text = |span: Span| span.of(layout.content()).to_owned();
    let bytes = |span: Span| span.start..span.end;
    let marked = Ranges::new(spans.iter().map(|span| bytes(span.span)));
    let hit_places = Ranges::new(hits.iter().map(|hit| bytes(hit.span)));
    for hit in hits {
        let wrong = !marked.touch(&bytes(hit.span));
        let example = || Example { document: document.to_owned(), left: hit.left.clone(), text: text(hit.span), right: hit.right.clone() };
        errors.hit(&analyzer.entry(hit.entry).id, wrong, example);
    }
    for span in spans.iter().filter(|span| !hit_places.touch(&bytes(span.span))) {
        let example = || {
            let (left, right) = context(layout, span.span, CONTEXT_WORDS);
            Example { document: document.to_owned(), left, text: text(span.span), right }
        };
        errors.miss(folded_words(layout, span.span), example);
    }
}

/// The folded words that a span overlaps; the text itself where there are none.
fn folded_words(layout: &Layout<'_>, span: Span) -> String {
    let words: Vec<&str> = layout.words[layout.words_touching(span)].iter().map(|word| layout.word_text(word)).collect();
    if words.is_empty() { span.of(layout.content()).trim().to_owned() } else { words.join(" ") }
}
