//! Counting hits: per document, and per item of a level (technique, lexicon, entry, ...).

use std::collections::BTreeMap;

use super::Tally;
use crate::analysis::{Analysis, Analyzer, EntryIndex, Hit};
use crate::context::{Flag, Voice};
use crate::document::{FieldName, Zone};
use crate::lexicon::Technique;
use crate::span::Span;

/// A number of anything, by voice. The total is their sum.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ByVoice {
    /// In the article's own voice.
    pub editorial: u64,
    /// In quotations.
    pub quoted: u64,
    /// In scare quotes.
    pub scare: u64,
    /// In quotations without an end.
    pub uncertain: u64,
}

impl ByVoice {
    /// All voices together.
    #[must_use]
    pub fn total(self) -> u64 {
        self.editorial + self.quoted + self.scare + self.uncertain
    }

    /// Adds those of another.
    pub fn add_all(&mut self, other: Self) {
        self.editorial += other.editorial;
        self.quoted += other.quoted;
        self.scare += other.scare;
        self.uncertain += other.uncertain;
    }

    /// Adds so many in a voice.
    pub fn add(&mut self, voice: Voice, count: u64) {
        match voice {
            Voice::Editorial => self.editorial += count,
            Voice::Quoted => self.quoted += count,
            Voice::Scare => self.scare += count,
            Voice::Uncertain => self.uncertain += count,
        }
    }
}

/// What counting needs to know of a hit.
#[derive(Debug, Clone, Copy)]
pub struct Sighting<'a> {
    /// How the wording works.
    pub technique: &'a Technique,
    /// Whose words.
    pub voice: Voice,
    /// In indirect speech.
    pub reported: bool,
    /// In the headline.
    pub headline: bool,
    /// A sense condition was left open: listed, not counted.
    pub open: bool,
}

impl<'a> Sighting<'a> {
    fn of(hit: &'a Hit) -> Self {
        Self {
            technique: &hit.technique,
            voice: hit.voice,
            reported: hit.flags.contains(&Flag::Reported),
            headline: hit.zone == Zone::Headline,
            open: !hit.counts(),
        }
    }
}

/// The counts of one document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DocumentCounts {
    /// Words in title and text.
    pub words: u64,
    /// Of these in quotations.
    pub words_quoted: u64,
    /// Sentences.
    pub sentences: u64,
    /// Stretches of text with a hit of a loaded technique. A stretch has the voice of the hit it begins with.
    pub loaded: ByVoice,
    /// Of the editorial ones: in indirect speech.
    pub reported: u64,
    /// Of all of them: in the headline.
    pub headline: u64,
    /// Editorial hits of `attribution_*` techniques.
    pub attribution: u64,
    /// Editorial hits of hedge, booster, weasel and editorializing.
    pub hedges: u64,
    /// Hits with an open sense condition, counted nowhere else.
    pub low_confidence: u64,
}

impl DocumentCounts {
    /// Counts a document.
    #[must_use]
    pub fn of(analysis: &Analysis) -> Self {
        let mut counts = Self {
            words: analysis.words as u64,
            words_quoted: analysis.words_quoted as u64,
            sentences: analysis.sentences as u64,
            ..Self::default()
        };
        for stretch in stretches(&analysis.hits) {
            counts.add_stretch(Sighting::of(stretch), 1);
        }
        for hit in &analysis.hits {
            counts.add_hit(Sighting::of(hit), 1);
        }
        counts
    }

    /// Adds so many stretches of text with a hit of a loaded technique, each known by the hit it begins with.
    pub fn add_stretch(&mut self, first: Sighting<'_>, count: u64) {
        self.loaded.add(first.voice, count);
        let reported = first.voice == Voice::Editorial && first.reported;
        self.reported += if reported { count } else { 0 };
        self.headline += if first.headline { count } else { 0 };
    }

    /// Adds so many hits to the figures that count hits, not stretches.
    pub fn add_hit(&mut self, hit: Sighting<'_>, count: u64) {
        if hit.open {
            self.low_confidence += count;
        } else if hit.voice == Voice::Editorial {
            self.attribution += if hit.technique.is_attribution() { count } else { 0 };
            self.hedges += if hit.technique.is_hedging() { count } else { 0 };
        }
    }

    /// Adds those of another document.
    pub fn add_all(&mut self, other: &Self) {
        self.words += other.words;
        self.words_quoted += other.words_quoted;
        self.sentences += other.sentences;
        self.loaded.add_all(other.loaded);
        self.reported += other.reported;
        self.headline += other.headline;
        self.attribution += other.attribution;
        self.hedges += other.hedges;
        self.low_confidence += other.low_confidence;
    }

    /// Words outside quotations: the denominator of editorial rates.
    #[must_use]
    pub fn words_editorial(&self) -> u64 {
        self.words - self.words_quoted.min(self.words)
    }

    /// What the headline figure is made of: loaded editorial stretches and words outside quotations.
    #[must_use]
    pub fn editorial_tally(&self) -> Tally {
        Tally::new(self.loaded.editorial, self.words_editorial())
    }

    /// Loaded stretches in any voice, and all words.
    #[must_use]
    pub fn tally(&self) -> Tally {
        Tally::new(self.loaded.total(), self.words)
    }
}

/// The first hit of every stretch of overlapping loaded hits, so that a rate can never exceed 1,000.
fn stretches(hits: &[Hit]) -> impl Iterator<Item = &Hit> {
    firsts_of_stretches(hits.iter().filter(|hit| hit.counts_as_loaded()), |hit| (hit.field, hit.span))
}

/// Of things in text order the first one of every stretch of overlapping ones.
pub fn firsts_of_stretches<I: Iterator>(things: I, place: impl Fn(&I::Item) -> (FieldName, Span)) -> impl Iterator<Item = I::Item> {
    let mut reach: Option<(FieldName, usize)> = None;
    things.filter(move |thing| {
        let (field, span) = place(thing);
        let joined = reach.filter(|&(at, end)| at == field && span.start < end).map(|(_, end)| end);
        reach = Some((field, joined.unwrap_or(0).max(span.end)));
        joined.is_none()
    })
}

/// By what `score --by` breaks the hits down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Level {
    Technique,
    Lexicon,
    Entry,
    Serves,
    Target,
    Zone,
    Voice,
    Referent,
}

impl Level {
    /// The name used in columns.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Technique => "technique",
            Self::Lexicon => "lexicon",
            Self::Entry => "entry",
            Self::Serves => "serves",
            Self::Target => "target",
            Self::Zone => "zone",
            Self::Voice => "voice",
            Self::Referent => "referent",
        }
    }
}

/// The counts of one item of a level.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ItemCounts {
    /// Hits by voice.
    pub hits: ByVoice,
    /// Of the editorial ones: in indirect speech.
    pub reported: u64,
    /// Referents only: all names used in editorial voice.
    pub mentions: Option<u64>,
}

/// Counts per item of a level, sorted by item. With `zeros` also the items without a hit.
#[must_use]
pub fn by_level(analysis: &Analysis, analyzer: &Analyzer, level: Level, zeros: bool) -> BTreeMap<String, ItemCounts> {
    let mut items: BTreeMap<String, ItemCounts> = BTreeMap::new();
    if zeros {
        items.extend(all_items(analyzer, level).into_iter().map(|item| (item, ItemCounts::default())));
    }
    if level == Level::Referent {
        count_mentions(analysis, analyzer, &mut items);
        return items;
    }
    for hit in analysis.hits.iter().filter(|hit| hit.counts()) {
        for item in items_of(hit, analyzer, level) {
            let counts = items.entry(item).or_default();
            counts.hits.add(hit.voice, 1);
            counts.reported += u64::from(hit.voice == Voice::Editorial && hit.flags.contains(&Flag::Reported));
        }
    }
    items
}

fn items_of(hit: &Hit, analyzer: &Analyzer, level: Level) -> Vec<String> {
    match level {
        Level::Zone => vec![hit.zone.as_str().to_owned()],
        Level::Voice => vec![hit.voice.as_str().to_owned()],
        _ => items_of_entry(analyzer, hit.entry, level),
    }
}

/// The items of a level that hits of an entry count for: several where it works by several techniques, none of a level that is not about entries.
#[must_use]
pub fn items_of_entry(analyzer: &Analyzer, index: EntryIndex, level: Level) -> Vec<String> {
    let entry = analyzer.entry(index);
    match level {
        Level::Technique => {
            let mut items = vec![entry.technique.id().to_owned()];
            let also = entry.also.iter().map(|technique| technique.id().to_owned());
            also.for_each(|technique| {
                if !items.contains(&technique) {
                    items.push(technique)
                }
            });
            items
        }
        Level::Lexicon => vec![analyzer.lexicon_id(index).to_owned()],
        Level::Entry => vec![entry.id.clone()],
        Level::Serves => vec![entry.serves.clone()],
        Level::Target => vec![entry.target.clone().unwrap_or_default()],
        Level::Zone | Level::Voice | Level::Referent => Vec::new(),
    }
}

fn all_items(analyzer: &Analyzer, level: Level) -> Vec<String> {
    let lexicons = analyzer.lexicons();
    let entries = || lexicons.iter().flat_map(|loaded| loaded.lexicon().entries.iter());
    match level {
        Level::Technique => entries().map(|entry| entry.technique.id().to_owned()).collect(),
        Level::Lexicon => lexicons.iter().map(|loaded| loaded.lexicon().header.id.clone()).collect(),
        Level::Entry => entries().map(|entry| entry.id.clone()).collect(),
        Level::Serves => entries().map(|entry| entry.serves.clone()).collect(),
        Level::Target => entries().map(|entry| entry.target.clone().unwrap_or_default()).collect(),
        Level::Zone => [Zone::Headline, Zone::Lede, Zone::Body].map(|zone| zone.as_str().to_owned()).into(),
        Level::Voice => Voice::ALL.map(|voice| voice.as_str().to_owned()).into(),
        Level::Referent => lexicons.iter().flat_map(|loaded| loaded.lexicon().referents.iter()).map(|referent| referent.id.clone()).collect(),
    }
}

/// Naming choice: of all names used for a thing in editorial voice, how many are loaded.
fn count_mentions(analysis: &Analysis, analyzer: &Analyzer, items: &mut BTreeMap<String, ItemCounts>) {
    for mention in &analysis.mentions {
        let referent = &analyzer.lexicons()[mention.lexicon].lexicon().referents[mention.referent];
        let counts = items.entry(referent.id.clone()).or_default();
        *counts.mentions.get_or_insert(0) += 1;
        counts.hits.editorial += u64::from(mention.loaded);
    }
    for counts in items.values_mut() {
        counts.mentions.get_or_insert(0);
    }
}
