//! `compare` on counts made elsewhere: the rows, their columns, and the tests that only JSON has.

use serde_json::{Value, json};

use super::column::{Table, columns};
use super::tables::{high, low};
use crate::compare::flag::{BURSTY_ABOVE, FEW_HITS_BELOW};
use crate::compare::permutation::{permutation_and_lengths, smallest_p};
use crate::compare::rank_tests::{brunner_munzel, mann_whitney};
use crate::compare::{Contrast, CorpusRatio, Direction, Permuted, Pool, corpus_ratio};
use crate::measure::dispersion::{deviation_of_proportions, normed_deviation_of_proportions};
use crate::measure::documents::{mean_rate, median_rate, pooled};
use crate::measure::interval::garwood;
use crate::measure::{Interval, Tally};

/// Below this a permutation test of so few documents can never reach.
const TOO_FEW_ABOVE: f64 = 0.05;

/// A row of `compare --counts`.
#[derive(Debug, Clone, PartialEq)]
pub struct CountsRow {
    /// What was counted.
    pub item: String,
    /// Hits and words of the focus, hits and words of the reference, where they are counts.
    pub given: [Option<u64>; 4],
    /// What they say. `None` where they cannot be compared.
    pub contrast: Option<Contrast>,
}

impl CountsRow {
    /// The rate and interval of one side: also where the other side has no words, and nothing but the rate can be said.
    fn rate(&self, side: usize) -> Option<(f64, Interval)> {
        let [hits_focus, words_focus, hits_reference, words_reference] = self.given;
        let sides = [Tally::new(hits_focus?, words_focus?), Tally::new(hits_reference?, words_reference?)];
        let (own, other) = (sides[side], sides[1 - side]);
        let sound = self.contrast.is_some() || (own.hits <= own.words && other.words == 0);
        sound.then(|| Some((own.rate()?, garwood(own.hits, own.words)?)))?
    }

    fn of<T>(&self, figure: impl Fn(&Contrast) -> Option<T>) -> Option<T> {
        self.contrast.as_ref().and_then(figure)
    }

    /// What makes the row weak or undefined.
    #[must_use]
    pub fn flags(&self) -> Vec<String> {
        let Some(contrast) = &self.contrast else { return vec!["invalid_input".to_owned()] };
        let unbounded = contrast.exact.is_some_and(|interval| interval.high.is_infinite());
        named([("few_hits", contrast.focus.hits < FEW_HITS_BELOW), ("unbounded", unbounded)])
    }
}

/// The names of the flags that apply.
fn named<const N: usize>(flags: [(&str, bool); N]) -> Vec<String> {
    flags.into_iter().filter(|(_, applies)| *applies).map(|(name, _)| name.to_owned()).collect()
}

/// Counts of two corpora beside each other, item by item.
#[must_use]
pub fn counts() -> Table<CountsRow> {
    Table {
        name: "counts",
        row: "one row of the table given (`compare --counts`)",
        columns: columns! { CountsRow;
            item: Text, "as given", |row| row.item.as_str();
            hits_focus: Integer, "as given; empty where it is no count", |row| row.given[0];
            words_focus: Integer, "as given", |row| row.given[1];
            hits_reference: Integer, "as given", |row| row.given[2];
            words_reference: Integer, "as given", |row| row.given[3];
            rate_focus: Number, "hits per 1,000 words of the focus", |row| row.rate(0).map(|(rate, _)| rate);
            rate_focus_low: Number, "lower end of its exact (Garwood) 95 % interval", |row| low(row.rate(0).map(|(_, interval)| interval));
            rate_focus_high: Number, "upper end", |row| high(row.rate(0).map(|(_, interval)| interval));
            rate_reference: Number, "hits per 1,000 words of the reference", |row| row.rate(1).map(|(rate, _)| rate);
            rate_reference_low: Number, "lower end of its exact (Garwood) 95 % interval", |row| low(row.rate(1).map(|(_, interval)| interval));
            rate_reference_high: Number, "upper end", |row| high(row.rate(1).map(|(_, interval)| interval));
            direction: Text, "over, under or equal: the rate of the focus beside that of the reference", |row| row.of(|of| of.direction).map(Direction::as_str);
            rate_ratio: Number, "rate of the focus over that of the reference; empty where a count is zero", |row| row.of(|of| of.ratio);
            rate_ratio_exact_low: Number, "lower end of its exact conditional 95 % interval", |row| low(row.of(|of| of.exact));
            rate_ratio_exact_high: Number, "upper end; infinite without hits in the reference", |row| high(row.of(|of| of.exact));
            rate_ratio_midp_low: Number, "lower end of its mid-P conditional 95 % interval", |row| low(row.of(|of| of.mid_p));
            rate_ratio_midp_high: Number, "upper end", |row| high(row.of(|of| of.mid_p));
            rate_ratio_score_low: Number, "lower end of its score 95 % interval", |row| low(row.of(|of| of.score));
            rate_ratio_score_high: Number, "upper end", |row| high(row.of(|of| of.score));
            g2: Number, "log-likelihood of the two cells of hits (Rayson and Garside), unsigned, words taken as independent", |row| row.of(|of| of.g2);
            g2_4cell: Number, "the same of all four cells (Dunning)", |row| row.of(|of| of.g2_four_cell);
            chi2: Number, "Pearson's chi-square without correction, unsigned", |row| row.of(|of| of.chi2);
            p_token_exact: Number, "central exact p-value, words taken as independent", |row| row.of(|of| of.p_exact);
            p_g2: Number, "p-value of g2, one degree of freedom", |row| row.of(|of| of.p_g2);
            log2_ratio: Number, "binary logarithm of rate_ratio (Log Ratio); empty where a count is zero", |row| row.of(|of| of.log2_ratio);
            lrc_unadjusted: Number, "conservative log ratio (Evert 2022) by the 95 % interval; 0: the interval covers a ratio of 1", |row| row.of(|of| of.lrc_unadjusted);
            lrc: Number, "the same with Bonferroni's correction over the rows that can be compared", |row| row.of(|of| of.lrc);
            q_bh: Number, "false discovery rate (Benjamini and Hochberg) of p_token_exact over those rows", |row| row.of(|of| of.q);
            flags: List, "invalid_input; few_hits: fewer than 5 in the focus; unbounded: an infinite upper bound", |row| row.flags();
        },
    }
}

/// Two corpora beside each other, given their documents.
#[derive(Debug, Clone, PartialEq)]
pub struct Beside {
    /// The name of the first corpus, whose rate is divided.
    pub focus: String,
    /// The name of the corpus by whose rate it is divided.
    pub reference: String,
    /// The documents of both.
    pub documents: [Vec<Tally>; 2],
    /// Ratio, interval, dispersion.
    pub ratio: CorpusRatio,
    /// The permutation test, of all documents.
    pub permuted: Permuted,
    /// Whether the two sides differ in the length of their documents more than by chance: then it is a test of length too.
    pub unlike: bool,
}

impl Beside {
    fn new(focus: &Corpus, reference: &Corpus, shuffles: u32, seed: u64) -> Self {
        let all = [&focus.documents[..], &reference.documents].concat();
        let words: Vec<u64> = all.iter().map(|document| document.words).collect();
        let hits: Vec<Vec<(u32, u64)>> = all.iter().map(|document| vec![(0, document.hits)]).collect();
        let pool = Pool { words: &words, focus: focus.documents.len(), hits: &hits, items: 1 };
        let (mut permuted, unlike) = permutation_and_lengths(&pool, shuffles, seed);
        Self {
            focus: focus.name.clone(),
            reference: reference.name.clone(),
            documents: [focus.documents.clone(), reference.documents.clone()],
            ratio: corpus_ratio(&focus.documents, &reference.documents),
            permuted: permuted.pop().unwrap_or(Permuted { p: None, permutations: 0, exact: false }),
            unlike,
        }
    }

    /// Whether so few documents can show nothing, however they differ.
    #[must_use]
    pub fn too_few_documents(&self) -> bool {
        let [focus, reference] = [0, 1].map(|side| self.documents[side].iter().filter(|document| document.words > 0).count());
        smallest_p(focus, reference).is_none_or(|p| p > TOO_FEW_ABOVE)
    }

    fn flags(&self) -> Vec<String> {
        named([
            ("few_hits", self.ratio.focus.hits < FEW_HITS_BELOW),
            ("too_few_documents", self.too_few_documents()),
            ("length_mismatch", self.unlike),
            ("bursty", self.ratio.phi.is_some_and(|phi| phi > BURSTY_ABOVE)),
            ("unbounded", self.ratio.interval.is_some_and(|interval| interval.high.is_infinite())),
        ])
    }

    /// The tests on ranks, which no column has.
    #[must_use]
    pub fn rank_tests(&self) -> Value {
        let [focus, reference] = &self.documents;
        json!({
            "focus": self.focus,
            "reference": self.reference,
            "mann_whitney": mann_whitney(focus, reference).map(|test| json!({ "u": test.u, "p": test.p })),
            "brunner_munzel": brunner_munzel(focus, reference).map(|test| json!({ "w": test.w, "df": test.df, "p": test.p, "share_below": test.below })),
        })
    }
}

/// A corpus by name, as hits and words of its documents.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Corpus {
    /// Its name.
    pub name: String,
    /// Its documents.
    pub documents: Vec<Tally>,
}

/// A row of `compare --documents`.
#[derive(Debug, Clone, PartialEq)]
pub struct CorpusRow {
    /// The corpus of the row.
    pub corpus: Corpus,
    /// The comparison that stands on this row.
    pub beside: Option<Beside>,
}

impl CorpusRow {
    /// Hits and words of all documents.
    #[must_use]
    pub fn pooled(&self) -> Tally {
        pooled(&self.corpus.documents)
    }

    /// The exact interval of the pooled rate.
    #[must_use]
    pub fn rate(&self) -> Option<Interval> {
        let Tally { hits, words } = self.pooled();
        garwood(hits, words)
    }

    fn hits_and_words(&self) -> (Vec<u64>, Vec<u64>) {
        self.corpus.documents.iter().map(|document| (document.hits, document.words)).unzip()
    }

    /// Documents with at least one hit.
    #[must_use]
    pub fn with_hit(&self) -> usize {
        self.corpus.documents.iter().filter(|document| document.hits > 0).count()
    }

    /// Gries's DP. `None` for one document.
    #[must_use]
    pub fn dp(&self) -> Option<f64> {
        let (hits, words) = self.hits_and_words();
        deviation_of_proportions(&hits, &words)
    }

    fn of<T>(&self, figure: impl Fn(&Beside) -> Option<T>) -> Option<T> {
        self.beside.as_ref().and_then(figure)
    }

    /// What makes the row weak: of the corpus, then of the comparison that stands on it.
    #[must_use]
    pub fn flags(&self) -> Vec<String> {
        let documents = &self.corpus.documents;
        let all = self.pooled().hits;
        let most = documents.iter().map(|document| document.hits).max().unwrap_or(0);
        let mut flags = named([
            ("no_hits", all == 0),
            ("one_document", documents.len() == 1),
            ("one_document_dominates", documents.len() > 1 && most > all - most),
        ]);
        let without = documents.iter().filter(|document| document.words == 0).count();
        if without > 0 {
            flags.push(format!("without_words={without}"));
        }
        flags.extend(self.beside.iter().flat_map(Beside::flags));
        flags
    }

    /// What JSON has beside the columns.
    #[must_use]
    pub fn normed_dispersion(&self) -> Value {
        let (hits, words) = self.hits_and_words();
        json!({ "corpus": self.corpus.name, "dp_norm": normed_deviation_of_proportions(&hits, &words) })
    }
}

/// A row for each corpus. The first is the focus, compared with each of the others: of two corpora the comparison stands on the row of the focus, of more on
/// the row of the other.
#[must_use]
pub fn corpus_rows(corpora: Vec<Corpus>, shuffles: u32, seed: u64) -> Vec<CorpusRow> {
    let two = corpora.len() == 2;
    let beside = |index: usize| {
        let other = if two { 1 - index } else { index };
        (other > 0).then(|| Beside::new(&corpora[0], &corpora[other], shuffles, seed))
    };
    let besides: Vec<Option<Beside>> = (0..corpora.len()).map(beside).collect();
    corpora.into_iter().zip(besides).map(|(corpus, beside)| CorpusRow { corpus, beside }).collect()
}

/// Corpora given by their documents.
#[must_use]
pub fn documents() -> Table<CorpusRow> {
    Table {
        name: "documents",
        row: "one corpus of the table given (`compare --documents`), in order of appearance; the first is the focus",
        columns: columns! { CorpusRow;
            corpus: Text, "as given", |row| row.corpus.name.as_str();
            docs: Integer, "its documents, those without words included", |row| row.corpus.documents.len();
            docs_with_hit: Integer, "documents with at least one hit", |row| row.with_hit();
            hits: Integer, "all hits", |row| row.pooled().hits;
            words: Integer, "all words", |row| row.pooled().words;
            rate: Number, "hits per 1,000 words, pooled", |row| row.pooled().rate();
            rate_low: Number, "lower end of its exact (Garwood) 95 % interval, words taken as independent", |row| low(row.rate());
            rate_high: Number, "upper end", |row| high(row.rate());
            mean_rate: Number, "mean of the documents' rates per 1,000 words", |row| mean_rate(&row.corpus.documents);
            median_rate: Number, "their median", |row| median_rate(&row.corpus.documents);
            dp: Number, "Gries's deviation of proportions: 0 even, towards 1 uneven; empty without hits or for one document", |row| row.dp();
            rate_ratio: Number, "pooled rate of the focus over that of `reference`; this and the next five stand on the row of the focus where there are two corpora, else on the row of each other corpus; empty where a side has no hits", |row| row.of(|of| of.ratio.ratio);
            rate_ratio_low: Number, "lower end of its 95 % interval, made as `ci_method` says", |row| low(row.of(|of| of.ratio.interval));
            rate_ratio_high: Number, "upper end; infinite without hits in the reference", |row| high(row.of(|of| of.ratio.interval));
            phi: Number, "quasi-Poisson dispersion of both sides, 1 for independent words; not floored; empty where a side has no hits", |row| row.of(|of| of.ratio.phi);
            p_permutation: Number, "p-value of shuffling the documents, of the difference of the pooled rates", |row| row.of(|of| of.permuted.p);
            permutations: Integer, "shuffles looked at: all there are up to 20,000, else as many as asked for", |row| row.of(|of| of.permuted.p.map(|_| of.permuted.permutations));
            ci_method: Text, "quasi_poisson; or exact, of the counts alone, where a side has no hits or fewer than 3 documents", |row| row.of(|of| of.ratio.ci_method).map(|method| method.as_str());
            reference: Text, "the corpus that the focus is compared with on this row", |row| row.of(|of| Some(of.reference.clone()));
            flags: List, "of the corpus: no_hits, one_document, one_document_dominates (more than half of the hits), without_words=N; of the comparison: few_hits (fewer than 5 in the focus), too_few_documents (no arrangement of so few could give p of 0.05), length_mismatch (documents of the two sides differ in length more than by chance, so that p_permutation tests that too), bursty (phi above 2), unbounded", |row| row.flags();
        },
    }
}
