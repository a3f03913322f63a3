//! Corpus beside corpus: the table, and the view for people.

use super::column::{Table, columns};
use super::tables::{high, low};
use crate::compare::beside::BesideRow;
use crate::compare::corpora::CiMethod;
use crate::compare::corpus::{CorpusRow, SideFigures};
use crate::compare::items::RowLevel;
use crate::measure::Interval;

/// A row of `compare`.
pub struct CompareRow<'a> {
    /// Name of the reference.
    pub reference: &'a str,
    /// The figures.
    pub beside: &'a BesideRow,
}

impl CompareRow<'_> {
    /// The figures.
    #[must_use]
    pub fn row(&self) -> &CorpusRow {
        &self.beside.row
    }

    fn rated(&self) -> bool {
        self.row().level != RowLevel::Referent
    }

    /// The reference's figures, where it has any.
    fn reference(&self) -> Option<&SideFigures> {
        (!self.beside.uncovered).then_some(&self.beside.row.reference)
    }

    fn rate(&self, side: Option<&SideFigures>) -> Option<f64> {
        side.filter(|_| self.rated())?.tally.rate()
    }

    fn rate_interval(&self, side: Option<&SideFigures>) -> Option<Interval> {
        side.filter(|_| self.rated())?.interval
    }

    fn share(&self, side: Option<&SideFigures>) -> Option<f64> {
        side.filter(|_| !self.rated())?.tally.share()
    }

    fn share_interval(&self, side: Option<&SideFigures>) -> Option<Interval> {
        side.filter(|_| !self.rated())?.interval
    }

    fn words(&self, side: Option<&SideFigures>) -> Option<u64> {
        side.filter(|_| self.rated()).map(|side| side.tally.words)
    }

    fn mentions(&self, side: Option<&SideFigures>) -> Option<u64> {
        side.filter(|_| !self.rated()).map(|side| side.tally.words)
    }

    fn compared(&self) -> Option<&CorpusRow> {
        (!self.beside.uncovered).then_some(&self.beside.row)
    }

    fn ratio_interval(&self) -> Option<Interval> {
        self.compared()?.ratio?.interval
    }

    /// Flags of the row.
    #[must_use]
    pub fn flags(&self) -> Vec<String> {
        let mut flags: Vec<String> = self.compared().map(|row| row.flags.iter().map(|flag| flag.as_str().to_owned()).collect()).unwrap_or_default();
        if self.ratio_interval().is_some_and(|interval| interval.high.is_infinite()) {
            flags.push("unbounded".to_owned());
        }
        if self.beside.uncovered {
            flags.push("not_covered".to_owned());
        } else if self.beside.not_covered > 0 {
            flags.push(format!("not_covered={}", self.beside.not_covered));
        }
        flags
    }
}

fn count(side: Option<&SideFigures>, of: impl Fn(&SideFigures) -> usize) -> Option<u64> {
    side.map(|side| of(side) as u64)
}

/// Corpus beside corpus.
#[must_use]
pub fn compare<'a>() -> Table<CompareRow<'a>> {
    Table {
        name: "compare",
        row: "one item of a level in the focus and in one reference (`compare`)",
        columns: columns! { CompareRow<'a>;
            level: Text, "all (loaded entries together), group (the same in one group of the focus), technique, lexicon, serves, target, entry or referent", |row| row.beside.row.level.as_str();
            item: Text, "the item; empty for all", |row| row.beside.row.item.as_str();
            reference: Text, "name of the reference", |row| row.reference;
            group: Text, "value of the --group-by column; empty for the whole focus", |row| row.beside.group.clone();
            hits_focus: Integer, "editorial hits in the focus; of all: stretches; of a referent: loaded names", |row| row.beside.row.focus.tally.hits;
            words_focus: Integer, "words outside quotations; empty for a referent", |row| row.words(Some(&row.beside.row.focus));
            rate_focus: Number, "hits per 1,000 words", |row| row.rate(Some(&row.beside.row.focus));
            rate_focus_low: Number, "lower end of its Garwood 95 % interval", |row| low(row.rate_interval(Some(&row.beside.row.focus)));
            rate_focus_high: Number, "upper end of it", |row| high(row.rate_interval(Some(&row.beside.row.focus)));
            hits_reference: Integer, "as for the focus", |row| row.reference().map(|side| side.tally.hits);
            words_reference: Integer, "as for the focus", |row| row.words(row.reference());
            rate_reference: Number, "as for the focus", |row| row.rate(row.reference());
            rate_reference_low: Number, "as for the focus", |row| low(row.rate_interval(row.reference()));
            rate_reference_high: Number, "as for the focus", |row| high(row.rate_interval(row.reference()));
            direction: Text, "over, under or equal: the rate of the focus, of a referent the share", |row| row.compared().and_then(|row| row.direction).map(|direction| direction.as_str().to_owned());
            rate_ratio: Number, "rate of the focus over that of the reference; empty where a count is zero", |row| row.compared().and_then(|row| row.ratio?.ratio);
            rate_ratio_low: Number, "lower end of its 95 % interval, made as ci_method says", |row| low(row.ratio_interval());
            rate_ratio_high: Number, "upper end of it; inf (null in JSON, flag unbounded) where the reference has no hit", |row| high(row.ratio_interval());
            ci_method: Text, "quasi_poisson: from the spread of the documents; exact: from the counts, articles treated as independent words", |row| row.compared().and_then(|row| row.ratio?.ci_method).map(|method: CiMethod| method.as_str().to_owned());
            phi: Number, "quasi-Poisson dispersion, not floored; 1 is what independent words would give", |row| row.compared().and_then(|row| row.ratio?.phi);
            p_permutation: Number, "permutation of the documents: of the pooled rates, of a referent of the shares among documents that name it", |row| row.compared().and_then(|row| row.permuted.p);
            permutations: Integer, "how many permutations were looked at; fewer than --shuffles: all there are", |row| row.compared().map(|row| row.permuted.permutations);
            q_bh: Number, "p_permutation adjusted (Benjamini and Hochberg) over the items of the level with a hit on either side", |row| row.compared().and_then(|row| row.q);
            docs_focus: Integer, "documents; for a referent those that name it", |row| row.beside.row.focus.documents;
            docs_focus_with_hit: Integer, "of these with a hit", |row| row.beside.row.focus.documents_with_hit;
            docs_reference: Integer, "as for the focus", |row| count(row.reference(), |side| side.documents);
            docs_reference_with_hit: Integer, "as for the focus", |row| count(row.reference(), |side| side.documents_with_hit);
            dp_focus: Number, "Gries's deviation of proportions, 0 (even) to 1; empty below 5 documents", |row| row.beside.row.focus.dp;
            dp_reference: Number, "as for the focus", |row| row.reference().and_then(|side| side.dp);
            share_focus: Number, "referent only: loaded share of all names in editorial voice, 0 to 1", |row| row.share(Some(&row.beside.row.focus));
            share_focus_low: Number, "lower end of its Wilson 95 % interval", |row| low(row.share_interval(Some(&row.beside.row.focus)));
            share_focus_high: Number, "upper end of it", |row| high(row.share_interval(Some(&row.beside.row.focus)));
            share_reference: Number, "as for the focus", |row| row.share(row.reference());
            share_reference_low: Number, "as for the focus", |row| low(row.share_interval(row.reference()));
            share_reference_high: Number, "as for the focus", |row| high(row.share_interval(row.reference()));
            g2: Number, "two-cell log-likelihood, unsigned; descriptive, as if words were independent", |row| row.compared().and_then(|row| row.g2);
            p_token_exact: Number, "central exact p of the counts; descriptive, as if words were independent", |row| row.compared().and_then(|row| row.p_token);
            flags: List, "bursty one_document_dominates too_few_documents few_hits unbounded not_covered not_covered=N", |row| row.flags();
            mentions_focus: Integer, "referent only: all names used in editorial voice", |row| row.mentions(Some(&row.beside.row.focus));
            mentions_reference: Integer, "as for the focus", |row| row.mentions(row.reference());
        },
    }
}
