//! Groups of documents, the articles with one value in a column, pooled: a row a group, or a row an entry in a group.

use std::collections::BTreeMap;

use super::column::{Table, columns};
use super::tables::{high, low};
use crate::analysis::{Analysis, Analyzer, EntryIndex};
use crate::compare::CompareFlag;
use crate::compare::flag::{FEW_HITS_BELOW, SHORT_TEXT_BELOW};
use crate::context::Flag;
use crate::context::Voice;
use crate::measure::interval::garwood;
use crate::measure::{ByVoice, DocumentCounts, Interval, Tally};

/// How many documents and what they hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pooled {
    /// Documents.
    pub docs: u64,
    /// Of these with a loaded term in their own voice.
    pub docs_with_hit: u64,
    /// All their counts, added up.
    pub counts: DocumentCounts,
}

impl Pooled {
    /// Adds a document.
    pub fn add(&mut self, counts: &DocumentCounts) {
        self.docs += 1;
        self.docs_with_hit += u64::from(counts.loaded.editorial > 0);
        self.counts.add_all(counts);
    }
}

/// A row of `score --group-by`: one group.
pub struct GroupRow<'a> {
    /// The column.
    pub column: &'a str,
    /// Its value; empty for documents without one.
    pub group: &'a str,
    /// What the group holds.
    pub pooled: Pooled,
}

impl GroupRow<'_> {
    fn rate(&self) -> Option<Interval> {
        let Tally { hits, words } = self.pooled.counts.tally();
        garwood(hits, words)
    }

    fn editorial_rate(&self) -> Option<Interval> {
        let Tally { hits, words } = self.pooled.counts.editorial_tally();
        garwood(hits, words)
    }

    fn flags(&self) -> Vec<String> {
        let counts = &self.pooled.counts;
        let weak =
            [(CompareFlag::FewHits, counts.loaded.editorial < FEW_HITS_BELOW), (CompareFlag::ShortText, counts.words_editorial() < SHORT_TEXT_BELOW)];
        weak.into_iter().filter(|(_, applies)| *applies).map(|(flag, _)| flag.as_str().to_owned()).collect()
    }
}

/// Groups of documents.
#[must_use]
pub fn groups<'a>() -> Table<GroupRow<'a>> {
    Table {
        name: "groups",
        row: "one group of documents, those with one value in a column (`score --group-by COLUMN`)",
        columns: columns! { GroupRow<'a>;
            column: Text, "the column", |row| row.column;
            group: Text, "its value; empty for documents without one", |row| row.group;
            docs: Integer, "documents", |row| row.pooled.docs;
            docs_with_hit: Integer, "of these with a loaded editorial hit", |row| row.pooled.docs_with_hit;
            words: Integer, "words of all of them, as in score", |row| row.pooled.counts.words;
            words_quoted: Integer, "of these inside quotations", |row| row.pooled.counts.words_quoted;
            sentences: Integer, "sentences", |row| row.pooled.counts.sentences;
            hits: Integer, "as in score, added up", |row| row.pooled.counts.loaded.total();
            editorial: Integer, "of these in the articles' own voice", |row| row.pooled.counts.loaded.editorial;
            quoted: Integer, "of these in quotations", |row| row.pooled.counts.loaded.quoted;
            scare: Integer, "of these in scare quotes", |row| row.pooled.counts.loaded.scare;
            uncertain: Integer, "of these in quotations without an end", |row| row.pooled.counts.loaded.uncertain;
            reported: Integer, "of editorial: in indirect speech", |row| row.pooled.counts.reported;
            headline_hits: Integer, "of hits: in the headline", |row| row.pooled.counts.headline;
            attribution: Integer, "editorial hits of attribution_* techniques", |row| row.pooled.counts.attribution;
            hedges: Integer, "editorial hits of hedge, booster, weasel and editorializing", |row| row.pooled.counts.hedges;
            low_confidence: Integer, "hits with an open sense condition, counted nowhere else", |row| row.pooled.counts.low_confidence;
            rate: Number, "hits per 1,000 words of the group: long texts weigh more", |row| row.pooled.counts.tally().rate();
            rate_low: Number, "lower end of its Garwood 95 % interval, which leaves out how texts differ; whether groups differ is for compare --group-by to say", |row| low(row.rate());
            rate_high: Number, "upper end of it", |row| high(row.rate());
            editorial_rate: Number, "headline figure: editorial per 1,000 words outside quotations", |row| row.pooled.counts.editorial_tally().rate();
            editorial_rate_low: Number, "lower end of its interval, as above", |row| low(row.editorial_rate());
            editorial_rate_high: Number, "upper end of it", |row| high(row.editorial_rate());
            flags: List, "few_hits short_text, of the group as a whole", |row| row.flags();
        },
    }
}

/// The hits of one entry in a group.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct EntryCounts {
    /// Documents with a hit, in any voice.
    pub docs_with_hit: u64,
    /// By voice.
    pub hits: ByVoice,
    /// Of the editorial ones: in indirect speech.
    pub reported: u64,
}

/// What a document adds to its group.
#[must_use]
pub fn entries_of(analysis: &Analysis) -> BTreeMap<EntryIndex, EntryCounts> {
    let mut entries: BTreeMap<EntryIndex, EntryCounts> = BTreeMap::new();
    for hit in analysis.hits.iter().filter(|hit| hit.counts()) {
        let counts = entries.entry(hit.entry).or_default();
        counts.docs_with_hit = 1;
        counts.hits.add(hit.voice, 1);
        counts.reported += u64::from(hit.voice == Voice::Editorial && hit.flags.contains(&Flag::Reported));
    }
    entries
}

impl EntryCounts {
    /// Adds those of another document.
    pub fn add_all(&mut self, other: &Self) {
        self.docs_with_hit += other.docs_with_hit;
        self.hits.add_all(other.hits);
        self.reported += other.reported;
    }
}

/// A row of `hits --group-by`: one entry in one group.
pub struct GroupHitsRow<'a> {
    /// The column.
    pub column: &'a str,
    /// Its value; empty for documents without one.
    pub group: &'a str,
    /// Documents of the group.
    pub docs: u64,
    /// Their words outside quotations.
    pub words: u64,
    /// What the entry is looked up in.
    pub analyzer: &'a Analyzer,
    /// The entry.
    pub entry: EntryIndex,
    /// Its hits.
    pub counts: EntryCounts,
}

impl GroupHitsRow<'_> {
    fn rate(&self) -> Option<Interval> {
        garwood(self.counts.hits.editorial, self.words)
    }
}

/// Entries in groups.
#[must_use]
pub fn group_hits<'a>() -> Table<GroupHitsRow<'a>> {
    Table {
        name: "group_hits",
        row: "one entry with a hit in one group of documents (`hits --group-by COLUMN`)",
        columns: columns! { GroupHitsRow<'a>;
            column: Text, "the column", |row| row.column;
            group: Text, "its value; empty for documents without one", |row| row.group;
            lexicon: Text, "id of the lexicon", |row| row.analyzer.lexicon_id(row.entry);
            entry: Text, "id of the entry", |row| row.analyzer.entry(row.entry).id.as_str();
            technique: Text, "how the wording works on its reader", |row| row.analyzer.entry(row.entry).technique.id().to_owned();
            target: Text, "whom or what it frames", |row| row.analyzer.entry(row.entry).target.clone();
            serves: Text, "whose position it serves", |row| row.analyzer.entry(row.entry).serves.as_str();
            loaded: Boolean, "whether the technique counts in the headline figure", |row| row.analyzer.entry(row.entry).technique.is_loaded();
            docs: Integer, "documents of the group", |row| row.docs;
            docs_with_hit: Integer, "of these with a hit of the entry, in any voice", |row| row.counts.docs_with_hit;
            words: Integer, "words of the group outside quotations: denominator of the row", |row| row.words;
            hits: Integer, "hits of the entry, any voice, without those of low confidence", |row| row.counts.hits.total();
            editorial: Integer, "of these in the articles' own voice", |row| row.counts.hits.editorial;
            quoted: Integer, "of these in quotations", |row| row.counts.hits.quoted;
            scare: Integer, "of these in scare quotes", |row| row.counts.hits.scare;
            uncertain: Integer, "of these in quotations without an end", |row| row.counts.hits.uncertain;
            reported: Integer, "of editorial: in indirect speech", |row| row.counts.reported;
            rate: Number, "editorial per 1,000 words outside quotations", |row| Tally::new(row.counts.hits.editorial, row.words).rate();
            rate_low: Number, "lower end of its Garwood 95 % interval, which leaves out how texts differ; whether groups differ is for compare --group-by to say", |row| low(row.rate());
            rate_high: Number, "upper end of it", |row| high(row.rate());
        },
    }
}
