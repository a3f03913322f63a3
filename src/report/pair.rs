//! Two texts side by side: which listed wordings both use, which only one of them, and the rates with what the counts allow to say.

use std::collections::BTreeMap;

use super::column::{Table, columns};
use super::tables::ScoreRow;
use crate::analysis::{Analysis, Analyzer, EntryIndex};
use crate::compare::flag::{FEW_HITS_BELOW, SHORT_TEXT_BELOW};
use crate::compare::{exact_conditional, rate_ratio};
use crate::lexicon::Technique;
use crate::measure::{ByVoice, Interval, Tally};

/// Two texts and what they are compared by.
pub struct Pair<'a> {
    /// The texts, A and B, each with its counts and its places beside references.
    pub texts: [ScoreRow<'a>; 2],
    /// A row per entry found in either.
    pub rows: Vec<PairRow>,
}

/// One entry in two texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairRow {
    /// Which entry.
    pub index: EntryIndex,
    /// Its id.
    pub entry: String,
    /// Its lexicon.
    pub lexicon: String,
    /// How it works.
    pub technique: Technique,
    /// Its counts in A and B, by voice.
    pub counts: [ByVoice; 2],
    /// The words as they stand in A and B, each once, in text order.
    pub terms: [Vec<String>; 2],
}

/// Who uses an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Users {
    /// Both texts.
    Both,
    /// Only the first.
    OnlyA,
    /// Only the second.
    OnlyB,
}

impl Users {
    /// In the order of the rows.
    pub const ALL: [Self; 3] = [Self::Both, Self::OnlyA, Self::OnlyB];

    /// The word used in tables: `both`, `a` or `b`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Both => "both",
            Self::OnlyA => "a",
            Self::OnlyB => "b",
        }
    }
}

impl PairRow {
    fn new(analyzer: &Analyzer, index: EntryIndex) -> Self {
        let entry = analyzer.entry(index);
        Self {
            index,
            entry: entry.id.clone(),
            lexicon: analyzer.lexicon_id(index).to_owned(),
            technique: entry.technique.clone(),
            counts: [ByVoice::default(); 2],
            terms: [Vec::new(), Vec::new()],
        }
    }

    /// Who uses it.
    #[must_use]
    pub fn users(&self) -> Users {
        match self.counts.map(|counts| counts.total() > 0) {
            [true, false] => Users::OnlyA,
            [false, true] => Users::OnlyB,
            _ => Users::Both,
        }
    }
}

impl<'a> Pair<'a> {
    /// Puts two texts side by side. Rows: what both use, then what only A uses, then only B; each in the order of the text.
    #[must_use]
    pub fn new(texts: [ScoreRow<'a>; 2], analyzer: &Analyzer) -> Self {
        let mut rows: BTreeMap<EntryIndex, ((usize, usize), PairRow)> = BTreeMap::new();
        for (side, text) in texts.iter().enumerate() {
            for (place, hit) in text.analysis.hits.iter().enumerate().filter(|(_, hit)| hit.counts()) {
                let (_, row) = rows.entry(hit.entry).or_insert_with(|| ((side, place), PairRow::new(analyzer, hit.entry)));
                row.counts[side].add(hit.voice, 1);
                let words = words_of(text.analysis, place);
                let known = row.terms[side].iter().any(|term| term.to_lowercase() == words.to_lowercase());
                if !known {
                    row.terms[side].push(words);
                }
            }
        }
        let mut rows: Vec<((usize, usize), PairRow)> = rows.into_values().collect();
        rows.sort_by_key(|(first, row)| (row.users(), *first));
        Self { texts, rows: rows.into_iter().map(|(_, row)| row).collect() }
    }

    /// The loaded hits of each text in its own voice, and its words outside quotations.
    #[must_use]
    pub fn tallies(&self) -> [Tally; 2] {
        [self.texts[0].counts.editorial_tally(), self.texts[1].counts.editorial_tally()]
    }

    /// How many times as often A uses loaded terms in its own voice as B, with the exact conditional interval: counting uncertainty only. `None` where
    /// either has too little for a rate.
    #[must_use]
    pub fn ratio(&self) -> Option<(f64, Interval)> {
        let [a, b] = self.tallies();
        (enough(a) && enough(b)).then(|| rate_ratio(a, b).zip(exact_conditional(a, b))).flatten()
    }

    /// Its rows by who uses them.
    pub fn used_by(&self, users: Users) -> impl Iterator<Item = (usize, &PairRow)> {
        self.rows.iter().enumerate().filter(move |(_, row)| row.users() == users)
    }

    /// The techniques of the rows by who uses them, each with its hits in A and B, in alphabetical order.
    #[must_use]
    pub fn techniques(&self) -> Vec<(&Technique, [u64; 2])> {
        let mut techniques: BTreeMap<&str, (&Technique, [u64; 2])> = BTreeMap::new();
        for row in &self.rows {
            let (_, counts) = techniques.entry(row.technique.id()).or_insert((&row.technique, [0, 0]));
            counts[0] += row.counts[0].total();
            counts[1] += row.counts[1].total();
        }
        techniques.into_values().collect()
    }

    /// What JSON says of the two texts together.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        let ratio = self.ratio();
        let count = |users| self.used_by(users).count();
        serde_json::json!({
            "rate_ratio": ratio.map(|(ratio, _)| ratio),
            "rate_ratio_low": ratio.map(|(_, interval)| interval.low),
            "rate_ratio_high": ratio.map(|(_, interval)| interval.high),
            "entries_both": count(Users::Both),
            "entries_a": count(Users::OnlyA),
            "entries_b": count(Users::OnlyB),
        })
    }
}

/// Whether there is enough for a rate: five hits, in 150 words.
#[must_use]
pub fn enough(tally: Tally) -> bool {
    tally.hits >= FEW_HITS_BELOW && tally.words >= SHORT_TEXT_BELOW
}

/// The words of a hit as they stand, in one line.
fn words_of(analysis: &Analysis, place: usize) -> String {
    let hit = &analysis.hits[place];
    hit.span.of(analysis.content(hit.field)).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Two texts, entry by entry.
#[must_use]
pub fn with() -> Table<PairRow> {
    Table {
        name: "with",
        row: "one entry that stands in either of two texts (`compare A --with B`); first what both use, then what only A, then what only B",
        columns: columns! { PairRow;
            entry: Text, "id of the entry", |row| row.entry.as_str();
            lexicon: Text, "id of its lexicon", |row| row.lexicon.as_str();
            technique: Text, "how the wording works", |row| row.technique.id();
            loaded: Boolean, "whether the technique counts as loaded", |row| row.technique.is_loaded();
            used_by: Text, "both, a (only the first text) or b (only the second), in any voice", |row| row.users().as_str();
            editorial_a: Integer, "hits in the first text's own voice", |row| row.counts[0].editorial;
            quoted_a: Integer, "in its quotations", |row| row.counts[0].quoted;
            scare_a: Integer, "in its scare quotes", |row| row.counts[0].scare;
            uncertain_a: Integer, "in its quotations without an end", |row| row.counts[0].uncertain;
            terms_a: Text, "the words as they stand there, each once, with / between", |row| row.terms[0].join(" / ");
            editorial_b: Integer, "hits in the second text's own voice", |row| row.counts[1].editorial;
            quoted_b: Integer, "in its quotations", |row| row.counts[1].quoted;
            scare_b: Integer, "in its scare quotes", |row| row.counts[1].scare;
            uncertain_b: Integer, "in its quotations without an end", |row| row.counts[1].uncertain;
            terms_b: Text, "the words as they stand there, each once, with / between", |row| row.terms[1].join(" / ");
        },
    }
}
