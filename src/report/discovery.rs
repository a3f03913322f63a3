//! Candidates for a lexicon: the table, the JSON, the file of entry stubs.

use serde_json::{Map, Value, json};

use super::cell::printable;
use super::column::{Table, columns};
use super::figures::{counted, rate, thousands};
use crate::authoring::{Stub, stubs};
use crate::compare::discovery::{Candidate, Discovery, Unit, dispersions, uses};
use crate::compare::evidence::{Line, Shown};
use crate::compare::heads::heads;
use crate::profile::{About, NearCopies, Profile};

/// Id of a lexicon of stubs, until its author gives another.
const STUBS_ID: &str = "discovered";

/// Which candidates are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Listing {
    /// Also those with evidence of under-use.
    pub both: bool,
    /// Also those without evidence.
    pub all: bool,
}

impl Listing {
    /// The candidates listed, in order.
    #[must_use]
    pub fn of<'d, 'p>(self, discovery: &'d Discovery<'p>) -> Vec<&'d Candidate<'p>> {
        let is_listed = |candidate: &&Candidate<'_>| candidate.lrc > 0.0 || self.both && candidate.lrc < 0.0 || self.all && candidate.lrc == 0.0;
        discovery.candidates.iter().filter(is_listed).collect()
    }
}

/// What a result was found in.
#[derive(Debug, Clone)]
pub struct Searched<'a> {
    /// Near copies among the texts searched that were left out.
    pub copies: u64,
    /// Name of the reference.
    pub reference: &'a str,
    /// Where its counts come from.
    pub about: &'a About,
    /// Its phrases with fewer hits than this were dropped; 0 or 1 where none was.
    pub floor: u64,
    /// Its documents that are near copies of texts searched.
    pub near_copies: NearCopies,
}

/// A row of `discover`: one candidate.
pub struct DiscoverRow<'a> {
    /// All candidates.
    pub discovery: &'a Discovery<'a>,
    /// This one.
    pub candidate: &'a Candidate<'a>,
    /// Its dispersion in the focus.
    pub dp: Option<f64>,
    /// How it stands in the texts.
    pub shown: Shown,
    /// The row under which people see it, see [`heads`].
    pub under: Option<usize>,
}

impl DiscoverRow<'_> {
    /// The term as most often written.
    #[must_use]
    pub fn term(&self) -> &str {
        self.shown.written.as_deref().unwrap_or(self.candidate.term)
    }

    fn rates(&self) -> (Option<f64>, Option<f64>) {
        let (focus, reference) = self.candidate.tallies(self.discovery);
        (focus.rate(), reference.and_then(|reference| reference.rate()))
    }

    fn line(&self) -> Option<String> {
        self.shown.lines.first().map(marked)
    }
}

/// The rows of the listed candidates; `shown` in the same order.
#[must_use]
pub fn rows<'a>(discovery: &'a Discovery<'a>, listed: &[&'a Candidate<'a>], shown: Vec<Shown>, focus: &Profile) -> Vec<DiscoverRow<'a>> {
    let terms: Vec<&str> = listed.iter().map(|candidate| candidate.term).collect();
    let uses = uses(focus, &terms);
    let dispersions = dispersions(focus, &uses);
    let under = heads(listed, &uses);
    let rows = listed.iter().zip(shown).zip(dispersions).zip(under);
    rows.map(|(((candidate, shown), dp), under)| DiscoverRow { discovery, candidate, dp, shown, under }).collect()
}

/// Candidates for a lexicon.
#[must_use]
pub fn discover<'a>() -> Table<DiscoverRow<'a>> {
    Table {
        name: "discover",
        row: "one word or phrase of the focus (`discover`), in the article's own voice; near copies of texts are left out",
        columns: columns! { DiscoverRow<'a>;
            term: Text, "the word or phrase, as most often written in the focus", |row| row.term();
            hits_focus: Integer, "its uses outside quotations", |row| row.candidate.focus.hits;
            hits_reference: Integer, "the same in the reference; empty where a trimmed profile dropped the phrase", |row| row.candidate.reference.map(|sums| sums.hits);
            docs_focus: Integer, "documents with a use", |row| row.candidate.focus.documents;
            docs_reference: Integer, "the same in the reference; empty as hits_reference", |row| row.candidate.reference.map(|sums| sums.documents);
            rate_focus: Number, "uses per 1,000 words outside quotations", |row| row.rates().0;
            rate_reference: Number, "the same in the reference; empty as hits_reference", |row| row.rates().1;
            log2_ratio: Number, "binary logarithm of rate_focus over rate_reference; empty where a count is zero or not known", |row| row.candidate.log2_ratio(row.discovery);
            lrc: Number, "conservative log ratio: at least so many doublings, allowing for all candidates; 0 is no evidence, negative is under-use. Of documents where both sides have 20 or more, else of uses (--unit; the JSON says which)", |row| Some(row.candidate.lrc);
            g2: Number, "two-cell log-likelihood of the uses, unsigned; descriptive, as if words were independent", |row| row.candidate.g2(row.discovery);
            q_bh: Number, "central exact p, of the unit of lrc, adjusted over all candidates (Benjamini and Hochberg); empty as hits_reference", |row| row.candidate.q_bh;
            dp_focus: Number, "Gries's deviation of proportions in the focus, 0 (even) to 1; empty below 5 documents or 10 uses", |row| row.dp;
            candidates: Integer, "words and phrases examined: the number that lrc allows for (Bonferroni)", |row| row.discovery.candidates.len();
            kwic: Text, "one line of evidence: the first use in the first document by id, the term in [[ ]]", |row| row.line();
        },
    }
}

/// "before [[the term]] after".
fn marked(line: &Line) -> String {
    format!("{}[[{}]]{}", line.left, line.node, line.right)
}

/// What JSON says beside `run`: the counts, then the rows, each with its `lines`.
#[must_use]
pub fn document<'a>(searched: &Searched<'_>, discovery: &Discovery<'_>, rows: &[DiscoverRow<'a>], most_lines: usize) -> Map<String, Value> {
    let (over, under) = discovery.with_evidence();
    let NearCopies { found, taken_out } = searched.near_copies;
    let content = json!({
        "focus": { "documents": discovery.focus.documents, "words": discovery.focus.words, "copies_left_out": searched.copies },
        "reference": {
            "name": searched.reference,
            "documents": discovery.reference.documents,
            "words": discovery.reference.words,
            "floor": searched.floor,
            "near_copies_of_focus": found,
            "near_copies_taken_out": taken_out,
        },
        "unit": discovery.unit.as_str(),
        "longest_phrase": discovery.longest,
        "candidates": discovery.candidates.len(),
        "more_in_focus": over,
        "less_in_focus": under,
    });
    let declared = discover();
    let row = |row: &DiscoverRow<'a>| {
        let mut object = declared.json(row);
        let line = |line: &Line| json!({ "document": line.document, "left": line.left, "node": line.node, "right": line.right });
        object.insert("lines".to_owned(), row.shown.lines.iter().take(most_lines).map(line).collect());
        object.insert("entries".to_owned(), row.shown.entries.as_slice().into());
        object.insert("under".to_owned(), row.under.and_then(|whole| rows.get(whole)).map(DiscoverRow::term).into());
        Value::Object(object)
    };
    let mut document = match content {
        Value::Object(content) => content,
        _ => Map::new(),
    };
    document.insert(declared.name.to_owned(), rows.iter().map(row).collect());
    document
}

/// The rows for people, at most `most` of each direction, without those that stand under another; each with what stands under it.
pub fn leading<'r, 'a>(rows: &'r [DiscoverRow<'a>], most: usize) -> impl Iterator<Item = (&'r DiscoverRow<'a>, Vec<&'r str>)> {
    let whole = |group: fn(f64) -> bool| rows.iter().enumerate().filter(move |(_, row)| group(row.candidate.lrc) && row.under.is_none()).take(most);
    let parts = |place: usize| rows.iter().filter(|row| row.under == Some(place)).map(DiscoverRow::term).collect();
    whole(|lrc| lrc > 0.0).chain(whole(|lrc| lrc < 0.0)).chain(whole(|lrc| lrc == 0.0)).map(move |(place, row)| (row, parts(place)))
}

/// A lexicon file with a stub for each of the leading rows.
#[must_use]
pub fn stub_file(
    searched: &Searched<'_>,
    discovery: &Discovery<'_>,
    rows: &[DiscoverRow<'_>],
    most: usize,
    most_lines: usize,
    language: &str,
) -> String {
    let stub = |(row, parts): (&DiscoverRow<'_>, Vec<&str>)| {
        let lines = row.shown.lines.iter().take(most_lines).map(|line| format!("    {}: {}", line.document, marked(line)));
        let parts = (!parts.is_empty()).then(|| with_it(&parts));
        let known = (!row.shown.entries.is_empty()).then(|| format!("Entries that find it already: {}", row.shown.entries.join(", ")));
        let facts = [counts(row), finding(row)].into_iter().chain(parts).chain(known);
        Stub { term: row.term().to_owned(), comments: facts.chain(lines).map(|line| printable_line(&line)).collect() }
    };
    let entries: Vec<Stub> = leading(rows, most).map(stub).collect();
    let mut head = vec!["Words and phrases found by `connote discover`: candidates for a lexicon, for a human to judge.".to_owned()];
    head.extend(facts(searched, discovery).into_iter().map(|(label, fact)| format!("{label}: {}", printable(&fact))));
    stubs(STUBS_ID, language, &head, &entries)
}

/// As it can be printed, indented as before.
fn printable_line(line: &str) -> String {
    let indent = line.len() - line.trim_start().len();
    line[..indent].to_owned() + &printable(line.trim_start())
}

/// What was searched, with what, and what came out, for people: labels and sentences.
#[must_use]
pub fn facts(searched: &Searched<'_>, discovery: &Discovery<'_>) -> Vec<(&'static str, String)> {
    let size = |documents: u64, words: u64| format!("{} texts, {} words outside quotations", thousands(documents), thousands(words));
    let copies = match searched.copies {
        0 => String::new(),
        copies => format!("; {} left out", counted(copies, "near copy", "near copies")),
    };
    let described = match searched.about.description() {
        description if description.is_empty() => String::new(),
        description => format!(" ({description})"),
    };
    let reference = size(discovery.reference.documents, discovery.reference.words);
    let (over, under) = discovery.with_evidence();
    let unit = match discovery.unit {
        Unit::Documents => "texts that use a term: a text that repeats it counts once",
        Unit::Words => "uses of a term, as if words were independent of one another",
    };
    let mut facts = vec![
        ("focus", size(discovery.focus.documents, discovery.focus.words) + &copies),
        ("reference", format!("{}{described}: {reference}", searched.reference)),
        ("counted", unit.to_owned()),
        (
            "examined",
            format!(
                "{} candidates, words and phrases of up to {}: {} more frequent in the focus and {} less, after correction for all of them; the others: \
                 no evidence",
                thousands(discovery.candidates.len() as u64),
                counted(discovery.longest as u64, "word", "words"),
                thousands(over as u64),
                thousands(under as u64)
            ),
        ),
    ];
    facts.extend(minded(searched).map(|remark| ("mind", remark)));
    facts
}

/// What is not known of the reference.
fn minded(searched: &Searched<'_>) -> impl Iterator<Item = String> {
    let most = searched.floor.saturating_sub(1);
    let floor = (searched.floor > 1).then(|| {
        format!("phrases with fewer than {} uses were dropped from the reference: of those, {most} uses in {most} texts are assumed", searched.floor)
    });
    let NearCopies { found, taken_out } = searched.near_copies;
    let copies = (found > 0).then(|| {
        let texts = counted(found as u64, "text of the reference is a near copy of one", "texts of the reference are near copies of some");
        let then = if taken_out { "they were taken out" } else { "a trimmed profile cannot tell their words apart, so they stay in" };
        format!("{texts} in the focus; {then}")
    });
    floor.into_iter().chain(copies)
}

/// "in 30 of 60 texts, 41 uses (3.3 per 1,000 words); reference: in 2 of 1,802 texts, 2 uses (0.0)"
#[must_use]
pub fn counts(row: &DiscoverRow<'_>) -> String {
    let side = |hits: u64, documents: u64, all: u64, per_thousand: Option<f64>| match hits {
        0 => format!("in none of {} texts", thousands(all)),
        _ => format!(
            "in {} of {} texts, {} ({} per 1,000 words)",
            thousands(documents),
            thousands(all),
            counted(hits, "use", "uses"),
            rate(per_thousand.unwrap_or_default())
        ),
    };
    let (focus, rates) = (row.candidate.focus, row.rates());
    let here = side(focus.hits, focus.documents, row.discovery.focus.documents, rates.0);
    let there = match row.candidate.reference {
        Some(sums) => side(sums.hits, sums.documents, row.discovery.reference.documents, rates.1),
        None => "too few uses to be kept".to_owned(),
    };
    format!("{here}; reference: {there}")
}

/// What the bound says, in words.
#[must_use]
pub fn finding(row: &DiscoverRow<'_>) -> String {
    let what = match row.discovery.unit {
        Unit::Documents => "share of texts that use it",
        Unit::Words => "rate",
    };
    let lrc = row.candidate.lrc;
    if lrc > 0.0 {
        format!("more: the {what} is at least {} times that of the reference", times(lrc))
    } else if lrc < 0.0 {
        format!("less: the {what} is at least {} times as high in the reference", times(-lrc))
    } else {
        "no evidence of a difference after correction".to_owned()
    }
}

/// What stands under a candidate, the first few.
#[must_use]
pub fn with_it(terms: &[&str]) -> String {
    /// So many are named.
    const NAMED: usize = 6;
    let more = terms.len().saturating_sub(NAMED);
    let named = terms[..terms.len() - more].join("; ");
    let more = if more > 0 { format!("; and {more} more") } else { String::new() };
    format!("found with it, hardly elsewhere: {named}{more}")
}

/// A bound as a factor, rounded down: "at least" must stay true.
fn times(doublings: f64) -> String {
    let factor = libm::exp2(doublings);
    let decimals = match factor {
        _ if factor < 2.0 => 2,
        _ if factor < 10.0 => 1,
        _ => 0,
    };
    let scale = [1.0, 10.0, 100.0][decimals];
    format!("{:.decimals$}", libm::floor(factor * scale) / scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_rounded_down() {
        // 2^0.99 = 1.98618, 2^1.5 = 2.82842, 2^4.999 = 31.97782
        assert_eq!([0.99, 1.5, 4.999].map(times), ["1.98", "2.8", "31"]);
    }
}
