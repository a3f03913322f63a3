//! The tables: what a row is made of, and its columns.

use super::cell::Cell;
use super::column::{Table, columns};
use super::profile::ProfileRow;
pub use crate::analysis::neutral_wordings;
use crate::analysis::{Analysis, Analyzer, Hit, NearMiss, Reason};
use crate::authoring::Finding;
use crate::compare::flag::{FEW_HITS_BELOW, SHORT_TEXT_BELOW};
use crate::compare::{CompareFlag, Compared, Place, Rank};
use crate::context::Flag;
use crate::document::FieldName;
use crate::evaluate::Agreement;
use crate::measure::interval::{garwood, wilson};
use crate::measure::{DocumentCounts, Interval, ItemCounts, Level, SpeakerVerb, Tally, by_level};
use crate::span::{Position, Positions, Span};

/// A row of `score`: one document.
pub struct ScoreRow<'a> {
    /// What was found.
    pub analysis: &'a Analysis,
    /// Its counts.
    pub counts: DocumentCounts,
    /// Its places beside the references used, the one of the row first.
    pub places: &'a [Place],
}

impl<'a> ScoreRow<'a> {
    /// Counts a document.
    #[must_use]
    pub fn new(analysis: &'a Analysis, places: &'a [Place]) -> Self {
        Self { analysis, counts: DocumentCounts::of(analysis), places }
    }

    /// Its place beside the first reference.
    #[must_use]
    pub fn place(&self) -> Option<&'a Place> {
        self.places.first()
    }

    /// The comparison with the first reference.
    #[must_use]
    pub fn compared(&self) -> Option<&'a Compared> {
        self.place()?.compared.as_ref()
    }

    fn rate(&self) -> Option<Interval> {
        let Tally { hits, words } = self.counts.tally();
        garwood(hits, words)
    }

    fn editorial_rate(&self) -> Option<Interval> {
        let Tally { hits, words } = self.counts.editorial_tally();
        garwood(hits, words)
    }

    /// Flags of the comparison, then the document's warnings, each once.
    #[must_use]
    pub fn flags(&self) -> Vec<String> {
        let mut flags = self.place().map(place_flags).unwrap_or_default();
        if self.compared().is_none() {
            let weak = [
                (CompareFlag::FewHits, self.counts.loaded.editorial < FEW_HITS_BELOW),
                (CompareFlag::ShortText, self.counts.words_editorial() < SHORT_TEXT_BELOW),
            ];
            flags.extend(weak.into_iter().filter(|(_, applies)| *applies).map(|(flag, _)| flag.as_str().to_owned()));
        }
        for warning in &self.analysis.warnings {
            if !flags.iter().any(|flag| flag == warning.name()) {
                flags.push(warning.name().to_owned());
            }
        }
        flags
    }

    fn title(&self) -> Option<String> {
        self.analysis.document.title.as_ref().map(|title| title.content.clone())
    }
}

/// Flags of a comparison.
#[must_use]
pub fn place_flags(place: &Place) -> Vec<String> {
    let mut flags: Vec<String> = Vec::new();
    if let Some(compared) = &place.compared {
        flags.extend(compared.flags.iter().map(|flag| flag.as_str().to_owned()));
        if compared.ratio_interval.is_some_and(|interval| interval.high.is_infinite()) {
            flags.push("unbounded".to_owned());
        }
    }
    let counted = [("left_out", place.left_out), ("not_covered", place.not_covered)];
    flags.extend(counted.into_iter().filter(|(_, count)| *count > 0).map(|(name, count)| format!("{name}={count}")));
    flags
}

pub(super) fn low(interval: Option<Interval>) -> Option<f64> {
    interval.map(|interval| interval.low)
}

pub(super) fn high(interval: Option<Interval>) -> Option<f64> {
    interval.map(|interval| interval.high)
}

/// Counts and rates of whole documents.
#[must_use]
pub fn score<'a>() -> Table<ScoreRow<'a>> {
    Table {
        name: "score",
        row: "one document",
        columns: columns! { ScoreRow<'a>;
            document: Text, "id, or the path as given", |row| row.analysis.document.id.as_str();
            title: Text, "headline, where the source keeps it apart", |row| row.title();
            outlet: Text, "as found in the source", |row| row.analysis.document.meta.outlet.clone();
            date: Text, "ISO 8601 only when certain, else as found", |row| row.analysis.document.meta.date.clone();
            language: Text, "BCP 47 tag, as declared by the source", |row| row.analysis.document.meta.language.clone();
            words: Integer, "UAX #29 words with a letter or digit, in title and text, without datelines, bylines, links, code and markup", |row| row.counts.words;
            words_quoted: Integer, "of these inside quotations, also uncertain ones, scare quotes and block quotes", |row| row.counts.words_quoted;
            sentences: Integer, "sentences in title and text", |row| row.counts.sentences;
            hits: Integer, "stretches of text with a hit of a loaded technique, any voice", |row| row.counts.loaded.total();
            editorial: Integer, "of these in the article's own voice", |row| row.counts.loaded.editorial;
            quoted: Integer, "of these in quotations", |row| row.counts.loaded.quoted;
            scare: Integer, "of these in scare quotes", |row| row.counts.loaded.scare;
            uncertain: Integer, "of these in quotations without an end", |row| row.counts.loaded.uncertain;
            reported: Integer, "of editorial: in indirect speech", |row| row.counts.reported;
            headline_hits: Integer, "of hits: in the headline", |row| row.counts.headline;
            attribution: Integer, "editorial hits of attribution_* techniques", |row| row.counts.attribution;
            hedges: Integer, "editorial hits of hedge, booster, weasel and editorializing", |row| row.counts.hedges;
            low_confidence: Integer, "hits with an open sense condition: listed by `hits`, counted nowhere else", |row| row.counts.low_confidence;
            rate: Number, "hits per 1,000 words", |row| row.counts.tally().rate();
            rate_low: Number, "lower end of its Garwood 95 % interval", |row| low(row.rate());
            rate_high: Number, "upper end of its Garwood 95 % interval", |row| high(row.rate());
            editorial_rate: Number, "headline figure: editorial per 1,000 words outside quotations", |row| row.counts.editorial_tally().rate();
            editorial_rate_low: Number, "lower end of its Garwood 95 % interval", |row| low(row.editorial_rate());
            editorial_rate_high: Number, "upper end of its Garwood 95 % interval", |row| high(row.editorial_rate());
            reference: Text, "the first reference used", |row| row.place().map(|place| place.reference.clone());
            reference_documents: Integer, "its documents that were compared", |row| row.compared().map(|compared| compared.summary.documents as u64);
            words_reference: Integer, "their words outside quotations", |row| row.compared().map(|compared| compared.summary.pooled.words);
            rate_reference: Number, "their pooled loaded editorial rate", |row| row.compared().and_then(|compared| compared.summary.rate);
            ref_below: Integer, "reference documents with a lower loaded editorial rate", |row| row.compared().and_then(|compared| compared.rank).map(|rank| rank.below);
            ref_equal: Integer, "reference documents with the same rate", |row| row.compared().and_then(|compared| compared.rank).map(|rank| rank.equal);
            ref_above: Integer, "reference documents with a higher rate", |row| row.compared().and_then(|compared| compared.rank).map(|rank| rank.above);
            percentile_mid: Number, "mid-rank percentile among them, 0 to 100; empty below 2 documents", |row| row.compared().and_then(|compared| compared.rank).and_then(|rank| rank.percentile_mid);
            p_rank: Number, "(1 + not below)/(n + 1); empty below 19 documents", |row| row.compared().and_then(|compared| compared.rank).and_then(|rank| rank.p_rank);
            rate_ratio: Number, "editorial rate over reference rate; empty where a count is zero", |row| row.compared().and_then(|compared| compared.ratio);
            rate_ratio_low: Number, "lower end of its exact conditional 95 % interval", |row| row.compared().and_then(|compared| low(compared.ratio_interval));
            rate_ratio_high: Number, "upper end of it; inf (null in JSON) where the reference has no hit", |row| row.compared().and_then(|compared| high(compared.ratio_interval));
            flags: List, "few_hits short_text length_mismatch bursty_reference unbounded left_out=N not_covered=N quote_unclosed homoglyph other_language encoding_guessed ...", |row| row.flags();
        },
    }
}

/// A row of `score --places`: one document beside one reference.
pub struct PlaceRow<'a> {
    /// Id of the document.
    pub document: &'a str,
    /// Its place.
    pub place: &'a Place,
    /// Whether all references say the same of the document; `None` where fewer than two say anything.
    pub agree: Option<bool>,
}

impl PlaceRow<'_> {
    fn compared(&self) -> Option<&Compared> {
        self.place.compared.as_ref()
    }

    fn rank(&self) -> Option<Rank> {
        self.compared()?.rank
    }

    fn rate(&self) -> Option<f64> {
        self.compared()?.focus.rate()
    }

    fn flags(&self) -> Vec<String> {
        let mut flags = place_flags(self.place);
        flags.extend(self.agree.map(|agree| if agree { "references_agree" } else { "references_differ" }.to_owned()));
        flags
    }
}

/// The rows of `score --places` for a document.
#[must_use]
pub fn place_rows<'a>(row: &ScoreRow<'a>) -> Vec<PlaceRow<'a>> {
    let agree = Place::agree(row.places);
    row.places.iter().map(|place| PlaceRow { document: &row.analysis.document.id, place, agree }).collect()
}

/// Documents beside references.
#[must_use]
pub fn places<'a>() -> Table<PlaceRow<'a>> {
    Table {
        name: "places",
        row: "one document beside one reference (`score --places`)",
        columns: columns! { PlaceRow<'a>;
            document: Text, "as in score", |row| row.document;
            reference: Text, "name of the reference", |row| row.place.reference.as_str();
            words: Integer, "words outside quotations: the denominator of the rate", |row| row.compared().map(|compared| compared.focus.words);
            editorial: Integer, "loaded editorial hits of the entries that the reference covers", |row| row.compared().map(|compared| compared.focus.hits);
            editorial_rate: Number, "these per 1,000 words outside quotations", |row| row.rate();
            reference_documents: Integer, "documents that were compared", |row| row.compared().map(|compared| compared.summary.documents as u64);
            words_reference: Integer, "their words outside quotations", |row| row.compared().map(|compared| compared.summary.pooled.words);
            rate_reference: Number, "their pooled loaded editorial rate", |row| row.compared().and_then(|compared| compared.summary.rate);
            ref_below: Integer, "reference documents with a lower rate", |row| row.rank().map(|rank| rank.below);
            ref_equal: Integer, "reference documents with the same rate", |row| row.rank().map(|rank| rank.equal);
            ref_above: Integer, "reference documents with a higher rate", |row| row.rank().map(|rank| rank.above);
            percentile_mid: Number, "mid-rank percentile among them, 0 to 100; empty below 2 documents", |row| row.rank().and_then(|rank| rank.percentile_mid);
            p_rank: Number, "(1 + not below)/(n + 1); empty below 19 documents", |row| row.rank().and_then(|rank| rank.p_rank);
            rate_ratio: Number, "editorial rate over reference rate; empty where a count is zero", |row| row.compared().and_then(|compared| compared.ratio);
            rate_ratio_low: Number, "lower end of its exact conditional 95 % interval", |row| row.compared().and_then(|compared| low(compared.ratio_interval));
            rate_ratio_high: Number, "upper end of it; inf (null in JSON) where the reference has no hit", |row| row.compared().and_then(|compared| high(compared.ratio_interval));
            flags: List, "as in score, for this reference; references_agree references_differ: whether all references say the same (more, less, no clear difference), where at least two have 5 hits and 150 words to go by", |row| row.flags();
        },
    }
}

/// A row of `score --by LEVEL`: one item in one document.
pub struct ByRow<'a> {
    /// Id of the document.
    pub document: &'a str,
    /// The level.
    pub level: Level,
    /// The item.
    pub item: String,
    /// Its counts.
    pub counts: ItemCounts,
    /// The document's counts: the denominator.
    pub totals: DocumentCounts,
}

impl ByRow<'_> {
    fn editorial(&self) -> Tally {
        Tally::new(self.counts.hits.editorial, self.totals.words_editorial())
    }

    /// Rate and interval: per 1,000 words; for a referent the loaded share of its mentions.
    fn rate(&self) -> (Option<f64>, Option<Interval>) {
        match self.counts.mentions {
            Some(mentions) => {
                let share = Tally::new(self.counts.hits.editorial, mentions).rate().map(|per_thousand| per_thousand / 1000.0);
                (share, wilson(self.counts.hits.editorial, mentions))
            }
            None => (self.editorial().rate(), garwood(self.editorial().hits, self.editorial().words)),
        }
    }
}

/// Counts of the items of a level.
#[must_use]
pub fn by<'a>() -> Table<ByRow<'a>> {
    Table {
        name: "by",
        row: "one item of a level in one document (`score --by LEVEL`); items without a hit with --zeros",
        columns: columns! { ByRow<'a>;
            document: Text, "as in score", |row| row.document;
            level: Text, "technique, lexicon, entry, serves, target, zone, voice or referent", |row| row.level.as_str();
            item: Text, "the item", |row| row.item.as_str();
            words: Integer, "denominator of the row: words outside quotations", |row| row.totals.words_editorial();
            hits: Integer, "hits of the item, any voice; items may overlap, so rows need not add up", |row| row.counts.hits.total();
            editorial: Integer, "of these in the article's own voice", |row| row.counts.hits.editorial;
            quoted: Integer, "of these in quotations", |row| row.counts.hits.quoted;
            scare: Integer, "of these in scare quotes", |row| row.counts.hits.scare;
            uncertain: Integer, "of these in quotations without an end", |row| row.counts.hits.uncertain;
            reported: Integer, "of editorial: in indirect speech", |row| row.counts.reported;
            rate: Number, "editorial per 1,000 words outside quotations; for referent the loaded share of mentions, 0 to 1", |row| row.rate().0;
            rate_low: Number, "lower end of its 95 % interval (Garwood; for referent Wilson)", |row| low(row.rate().1);
            rate_high: Number, "upper end of it", |row| high(row.rate().1);
            mentions: Integer, "referent only: all names used in editorial voice", |row| row.counts.mentions;
        },
    }
}

/// The rows of `score --by` for a document.
#[must_use]
pub fn by_rows<'a>(analysis: &'a Analysis, analyzer: &Analyzer, level: Level, zeros: bool) -> Vec<ByRow<'a>> {
    let totals = DocumentCounts::of(analysis);
    let row = |(item, counts)| ByRow { document: &analysis.document.id, level, item, counts, totals };
    by_level(analysis, analyzer, level, zeros).into_iter().map(row).collect()
}

/// What the rows of one document share.
pub struct HitContext<'a> {
    analysis: &'a Analysis,
    analyzer: &'a Analyzer,
    title: Positions<'a>,
    text: Positions<'a>,
}

impl<'a> HitContext<'a> {
    /// Indexes the positions of a document.
    #[must_use]
    pub fn new(analysis: &'a Analysis, analyzer: &'a Analyzer) -> Self {
        let positions = |field| Positions::new(analysis.content(field));
        Self { analysis, analyzer, title: positions(FieldName::Title), text: positions(FieldName::Text) }
    }

    /// The document.
    #[must_use]
    pub fn analysis(&self) -> &'a Analysis {
        self.analysis
    }

    /// What it was analysed with.
    #[must_use]
    pub fn analyzer(&self) -> &'a Analyzer {
        self.analyzer
    }

    fn positions(&self, field: FieldName) -> &Positions<'a> {
        match field {
            FieldName::Title => &self.title,
            FieldName::Text => &self.text,
        }
    }

    /// The code point in a field at a byte position.
    #[must_use]
    pub fn code_point(&self, field: FieldName, position: usize) -> usize {
        self.positions(field).code_point(position)
    }

    /// The text of a field.
    #[must_use]
    pub fn content(&self, field: FieldName) -> &str {
        self.analysis.content(field)
    }

    /// Id of the document.
    #[must_use]
    pub fn document(&self) -> &str {
        &self.analysis.document.id
    }

    /// Line and column in the source file, where the reader kept it as it was.
    #[must_use]
    pub fn position(&self, field: FieldName, span: Span) -> Option<Position> {
        (field == FieldName::Text && self.analysis.document.verbatim).then(|| self.text.position(span.start))
    }
}

/// A row of `hits`.
pub struct HitRow<'a> {
    /// What the rows of the document share.
    pub context: &'a HitContext<'a>,
    /// Number within the document, 1-based.
    pub number: usize,
    /// The hit.
    pub hit: &'a Hit,
}

impl HitRow<'_> {
    fn entry(&self) -> &crate::lexicon::Entry {
        self.context.analyzer.entry(self.hit.entry)
    }

    fn code_point(&self, position: usize) -> usize {
        self.context.code_point(self.hit.field, position)
    }

    fn position(&self) -> Option<Position> {
        self.context.position(self.hit.field, self.hit.span)
    }

    /// Exactly what stands there.
    #[must_use]
    pub fn text(&self) -> &str {
        self.hit.span.of(self.context.analysis.content(self.hit.field))
    }

    /// The neutral wordings, each in the form of the matched one where the entry asks for it.
    #[must_use]
    pub fn neutral(&self) -> Vec<String> {
        neutral_wordings(self.entry(), self.hit)
    }
}

/// Every hit in context.
#[must_use]
pub fn hits<'a>() -> Table<HitRow<'a>> {
    Table {
        name: "hits",
        row: "one hit, in text order",
        columns: columns! { HitRow<'a>;
            document: Text, "as in score", |row| row.context.analysis.document.id.as_str();
            hit: Integer, "number within the document, in text order", |row| row.number;
            field: Text, "title or text", |row| row.hit.field.as_str();
            start: Integer, "code points in that field, half-open", |row| row.code_point(row.hit.span.start);
            end: Integer, "code points in that field, half-open", |row| row.code_point(row.hit.span.end);
            line: Integer, "1-based, in the source file; empty where the reader changed the text", |row| row.position().map(|position| position.line as u64);
            column: Integer, "1-based, code points, in the source file; empty where the reader changed the text", |row| row.position().map(|position| position.column as u64);
            text: Text, "exactly what stands there", |row| row.text();
            lexicon: Text, "id of the lexicon", |row| row.context.analyzer.lexicon_id(row.hit.entry);
            entry: Text, "id of the entry", |row| row.entry().id.as_str();
            term: Text, "the form that matched", |row| row.hit.term.as_str();
            technique: Text, "how the wording works on its reader", |row| row.hit.technique.id();
            target: Text, "whom or what it frames", |row| row.entry().target.clone();
            serves: Text, "whose position it serves", |row| row.entry().serves.as_str();
            polarity: Text, "neg, pos, soften or distance", |row| row.entry().polarity.as_str();
            strength: Integer, "1 to 3", |row| u64::from(row.entry().strength);
            loaded: Boolean, "whether the technique counts in the headline figure", |row| row.hit.technique.is_loaded();
            voice: Text, "editorial, quoted, scare or uncertain", |row| row.hit.voice.as_str();
            speaker: Text, "nearest named source, else empty", |row| row.hit.speaker.as_str();
            zone: Text, "headline, lede or body", |row| row.hit.zone.as_str();
            sentence: Integer, "number of the sentence in the document, the title's first", |row| row.hit.sentence;
            flags: List, "reported negated mention attributed low_confidence homoglyph", |row| row.hit.flags.iter().map(|flag: &Flag| flag.as_str().to_owned()).collect::<Vec<_>>();
            neutral: Text, "neutral wordings, separated by ;", |row| row.neutral().join("; ");
            within: Integer, "number of a hit that covers or crosses it", |row| row.hit.within.map(|within| within as u64 + 1);
            left: Text, "context before", |row| row.hit.left.as_str();
            right: Text, "context after", |row| row.hit.right.as_str();
        },
    }
}

/// A row of `hits --rejected`.
pub struct RejectedRow<'a> {
    /// What the rows of the document share.
    pub context: &'a HitContext<'a>,
    /// The near miss.
    pub miss: &'a NearMiss,
}

impl RejectedRow<'_> {
    fn position(&self) -> Option<Position> {
        self.context.position(self.miss.field, self.miss.span)
    }

    fn code_point(&self, position: usize) -> usize {
        self.context.code_point(self.miss.field, position)
    }

    /// Why it is no hit, in words.
    #[must_use]
    pub fn reason(&self) -> String {
        match &self.miss.reason {
            Reason::Condition(condition) => condition.clone(),
            Reason::Overlap { winner } => format!("inside or across a longer hit of {}", self.context.analyzer.entry(*winner).id),
            Reason::Date(reason) => reason.clone(),
        }
    }
}

/// Matches that are no hits.
#[must_use]
pub fn rejected<'a>() -> Table<RejectedRow<'a>> {
    Table {
        name: "rejected",
        row: "one match that is no hit (`hits --rejected`), in text order",
        columns: columns! { RejectedRow<'a>;
            document: Text, "as in score", |row| row.context.analysis.document.id.as_str();
            field: Text, "title or text", |row| row.miss.field.as_str();
            start: Integer, "code points in that field, half-open", |row| row.code_point(row.miss.span.start);
            end: Integer, "code points in that field, half-open", |row| row.code_point(row.miss.span.end);
            line: Integer, "as in hits", |row| row.position().map(|position| position.line as u64);
            column: Integer, "as in hits", |row| row.position().map(|position| position.column as u64);
            text: Text, "exactly what stands there", |row| row.miss.span.of(row.context.analysis.content(row.miss.field));
            lexicon: Text, "id of the lexicon", |row| row.context.analyzer.lexicon_id(row.miss.entry);
            entry: Text, "id of the entry", |row| row.context.analyzer.entry(row.miss.entry).id.as_str();
            term: Text, "the form that matched", |row| row.miss.term.as_str();
            reason: Text, "the condition that rejected it, or the hit it gave way to", |row| row.reason();
            left: Text, "context before", |row| row.miss.left.as_str();
            right: Text, "context after", |row| row.miss.right.as_str();
        },
    }
}

/// Reporting verbs by speaker.
#[must_use]
pub fn attribution() -> Table<SpeakerVerb> {
    Table {
        name: "attribution",
        row: "one reporting verb of one speaker in an article, outside quotations (JSON of `score`)",
        columns: columns! { SpeakerVerb;
            speaker: Text, "nearest named source, in the longest form of the name in the text; empty where nobody is named", |row| row.speaker.as_str();
            verb: Text, "base form, or according to", |row| row.verb;
            technique: Text, "how the verb colours what was said; missing for a neutral verb", |row| row.technique.as_ref().map(|technique| technique.id().to_owned());
            count: Integer, "how often", |row| row.count();
        },
    }
}

/// What an audit of lexicons found.
#[must_use]
pub fn audit() -> Table<Finding> {
    Table {
        name: "audit",
        row: "one rule about one item of a lexicon (`lexicon audit`)",
        columns: columns! { Finding;
            lexicon: Text, "id of the lexicon", |row| row.lexicon.as_str();
            rule: Text, "balance balance_group strength evidence mirror neutral duplicate shadowed common", |row| row.rule.as_str();
            item: Text, "the side, group, entry or reference it is about; empty for the whole lexicon", |row| row.item.as_str();
            value: Number, "balance: difference between sides, as a share of the larger; strength: mean; common: editorial hits per 1,000 words", |row| row.value;
            limit: Number, "what the value may be at most", |row| row.limit;
            verdict: Text, "ok, note (for people to judge) or fail", |row| row.verdict.as_str();
            detail: Text, "in words", |row| row.detail.as_str();
        },
    }
}

/// What a profile holds.
#[must_use]
pub fn profile() -> Table<ProfileRow> {
    Table {
        name: "profile",
        row: "one entry or one referent of a profile (`profile show`)",
        columns: columns! { ProfileRow;
            kind: Text, "entry or referent", |row| row.item.kind.as_str();
            lexicon: Text, "id of the lexicon", |row| row.item.lexicon.as_str();
            item: Text, "id of the entry or referent", |row| row.item.id.as_str();
            digest: Text, "of what decides its counts: forms, conditions, technique", |row| row.item.digest.as_str();
            covered: Boolean, "whether the lexicons in use count it in the same way; if not, it is compared with nothing and its counts are not shown", |row| row.covered;
            documents: Integer, "documents with an editorial hit; for a referent with a name", |row| row.covered.then_some(row.documents);
            editorial: Integer, "hits in the documents' own voice; for a referent loaded names", |row| row.covered.then_some(row.hits.editorial);
            quoted: Integer, "hits in quotations", |row| row.covered.then_some(row.hits.quoted);
            scare: Integer, "hits in scare quotes", |row| row.covered.then_some(row.hits.scare);
            uncertain: Integer, "hits in quotations without an end", |row| row.covered.then_some(row.hits.uncertain);
            words: Integer, "words of all documents outside quotations", |row| row.words;
            rate: Number, "editorial per 1,000 words outside quotations", |row| if row.covered { row.editorial().rate() } else { None };
            mentions: Integer, "referent only: all names used in editorial voice", |row| row.mentions.filter(|_| row.covered);
        },
    }
}

/// Agreement with annotated texts.
#[must_use]
pub fn evaluate() -> Table<Agreement> {
    Table {
        name: "evaluate",
        row: "the hits of one item against gold spans or labels, in one unit",
        columns: columns! { Agreement;
            level: Text, "all, technique, lexicon, entry, voice or strength", |row| row.level.as_str();
            item: Text, "id or name; of strength N: hits of at least N", |row| row.item.as_str();
            unit: Text, "token, character, exact, overlap or sentence", |row| row.unit.as_str();
            gold: Integer, "annotated: words, code points, different spans, spans merged where they overlap, texts", |row| row.tally.gold;
            found: Integer, "the same of the hits", |row| row.tally.found;
            both: Integer, "in both; empty for overlap, where agreement is partial", |row| row.both();
            precision: Share, "right of found, 0 to 1", |row| row.precision.value;
            precision_low: Share, "lower end of its 95 % percentile bootstrap interval over texts", |row| low(row.precision.interval);
            precision_high: Share, "upper end", |row| high(row.precision.interval);
            recall: Share, "found of gold, 0 to 1", |row| row.recall.value;
            recall_low: Share, "lower end of its 95 % interval", |row| low(row.recall.interval);
            recall_high: Share, "upper end", |row| high(row.recall.interval);
            f1: Share, "harmonic mean of the two", |row| row.f1.value;
            f1_low: Share, "lower end of its 95 % interval", |row| low(row.f1.interval);
            f1_high: Share, "upper end", |row| high(row.f1.interval);
            kappa: Share, "Cohen's kappa; empty for exact and overlap, where nobody can count what neither marked", |row| row.kappa;
        },
    }
}

/// Cells of a row without a table's borders, for messages.
#[must_use]
pub fn cell_of<R>(table: &Table<R>, row: &R, name: &str) -> Cell {
    table.columns.iter().find(|column| column.name == name).map_or(Cell::Empty, |column| (column.value)(row))
}
