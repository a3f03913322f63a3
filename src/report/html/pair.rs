//! The page of two texts side by side: both whole, with the entries that both use tied by number, and those of one told apart by underline.

use std::collections::BTreeMap;

use askama::Template;

use super::article::{Head, Speaker, head, speakers};
use super::cards::{SourceLine, sources};
use super::charts::{Axis, Names, Scale, Strip, Whisker};
use super::figure::Figure;
use super::frame::{Frame, Making};
use super::marked::{self, Block, marked};
use super::shown::{language, visible};
use crate::analysis::{Analyzer, EntryIndex};
use crate::lexicon::Entry;
use crate::measure::interval::garwood;
use crate::report::figures::two_digits;
use crate::report::pair::{Pair, PairRow, Users, with};
use crate::report::pair_names::{NamedByBoth, NamesOfText};
use crate::report::pair_words::{CAUTION, LETTERS, own_voice, ratio};
use crate::report::place;
use crate::report::tables::{self, ScoreRow, neutral_wordings};

#[derive(Template)]
#[template(path = "pair.html")]
struct PairPage<'a> {
    frame: Frame<'a>,
    title: String,
    lead: String,
    ratio_said: String,
    ratio: Option<[Figure; 3]>,
    caution: &'static str,
    axis: Axis,
    sides: [Side; 2],
    counts: Vec<(&'static str, [Figure; 2])>,
    techniques: Vec<(String, u64, u64, bool)>,
    parts: Vec<Part>,
    naming: Vec<Thing>,
    beside: bool,
}

/// One of the texts.
struct Side {
    letter: &'static str,
    row: String,
    head: Head,
    said: String,
    chart: Whisker,
    strip: Strip,
    language: Option<String>,
    text: Vec<Block<Piece>>,
    speakers: Vec<Speaker>,
    places: Vec<Among>,
    warnings: Vec<String>,
}

/// What is said of a text among reference texts.
struct Among {
    heading: String,
    lines: Vec<(&'static str, String)>,
    mind: String,
}

/// A piece of a text.
enum Piece {
    Text(String),
    Begin(Mark),
    End(Mark),
}

/// A mark where an entry stands: its number is that of the entry, in both texts.
struct Mark {
    number: usize,
    /// It begins here, or ends here, and was not only cut.
    whole: bool,
    id: String,
    class: &'static str,
    voiced: bool,
    said: String,
    letter: &'static str,
}

/// The entries that the same texts use.
struct Part {
    id: &'static str,
    title: &'static str,
    key: &'static str,
    a: bool,
    b: bool,
    rows: Vec<Row>,
}

/// An entry.
struct Row {
    number: usize,
    row: String,
    entry: String,
    lexicon: String,
    technique: String,
    loaded: bool,
    why: String,
    neutral: String,
    sources: Vec<SourceLine>,
    sides: [Use; 2],
}

/// How one of the texts uses it.
struct Use {
    terms: String,
    /// How often, in which voice.
    voices: Vec<(Figure, &'static str)>,
    /// Where it stands first, as the target of a link.
    target: Option<String>,
}

/// A thing that both name.
struct Thing {
    name: String,
    row: String,
    sides: [Choice; 2],
}

struct Choice {
    loaded: Figure,
    mentions: Figure,
    names: String,
    chart: Names,
}

/// The page.
#[must_use]
pub fn pair(pair: &Pair<'_>, naming: &[NamedByBoth], analyzer: &Analyzer, making: Making<'_>) -> String {
    let numbers: BTreeMap<EntryIndex, (usize, Users)> = pair.rows.iter().zip(1..).map(|(row, number)| (row.index, (number, row.users()))).collect();
    let ends = pair.tallies().into_iter().filter_map(|tally| garwood(tally.hits, tally.words)).map(|interval| interval.high);
    let scale = Scale::new(ends);
    let side = |index: usize| side(index, &pair.texts[index], &numbers, scale);
    let sides = [side(0), side(1)];
    let title = "Two texts side by side";
    let longest = naming.iter().flat_map(|thing| &thing.sides).map(|names| names.tally().words).max().unwrap_or(0);
    let page = PairPage {
        frame: Frame::new(title, making),
        title: title.to_owned(),
        lead: lead(pair),
        ratio_said: ratio(pair),
        ratio: pair.ratio().map(|(ratio, interval)| {
            let figure = |name: &str, value: f64| Figure { field: name.to_owned(), value: value.to_string(), shown: two_digits(value) };
            [figure("rate_ratio", ratio), figure("rate_ratio_low", interval.low), figure("rate_ratio_high", interval.high)]
        }),
        caution: CAUTION,
        axis: Axis::new(scale),
        sides,
        counts: counts(pair),
        techniques: techniques(pair),
        parts: Users::ALL.into_iter().map(|users| part(pair, users, analyzer)).collect(),
        naming: naming.iter().enumerate().map(|(index, of)| thing(index, of, longest)).collect(),
        beside: pair.texts.iter().any(|text| !text.places.is_empty()),
    };
    page.render().unwrap_or_default()
}

fn lead(pair: &Pair<'_>) -> String {
    let count = |users| pair.used_by(users).filter(|(_, row)| row.technique.is_loaded()).count();
    let [both, a, b] = Users::ALL.map(count);
    format!("Of the loaded entries found, {both} stand in both texts, {a} only in A, {b} only in B, in any voice.")
}

fn side(index: usize, text: &ScoreRow<'_>, numbers: &BTreeMap<EntryIndex, (usize, Users)>, scale: Scale) -> Side {
    let tally = text.counts.editorial_tally();
    let interval = garwood(tally.hits, tally.words);
    let id = ["a", "b"][index];
    let said = |place: &crate::compare::Place| {
        let lines = place.compared.as_ref().map_or_else(|| vec![("result", place::not_compared(place))], place::lines);
        Among { heading: visible(&place::heading(place)), lines, mind: place::mind(place).join("; ") }
    };
    Side {
        letter: LETTERS[index],
        row: format!("/documents/{index}"),
        head: head(text.analysis),
        said: own_voice(text),
        chart: Whisker::new(scale, tally.rate(), interval.map(|interval| interval.low), interval.map(|interval| interval.high)),
        strip: Strip::new(text.analysis),
        language: language(text.analysis.document.meta.language.as_deref()),
        text: pieces(id, text, numbers),
        speakers: speakers(text.analysis),
        places: text.places.iter().map(said).collect(),
        warnings: text.analysis.warnings.iter().map(|warning| visible(&warning.to_string())).collect(),
    }
}

/// The text with its marks, numbered by entry.
fn pieces(id: &str, text: &ScoreRow<'_>, numbers: &BTreeMap<EntryIndex, (usize, Users)>) -> Vec<Block<Piece>> {
    let mark = |hit_number: usize, whole: bool, said: String, letter: &'static str| {
        let hit = text.analysis.hits.get(hit_number - 1)?;
        let (number, users) = *numbers.get(&hit.entry)?;
        let class = if users == Users::Both { "u-both" } else { "u-one" };
        Some(Mark { number, whole, id: format!("{id}{hit_number}"), class, voiced: hit.voice != crate::context::Voice::Editorial, said, letter })
    };
    let piece = |piece: marked::Piece| match piece {
        marked::Piece::Text(text) => Some(Piece::Text(text)),
        marked::Piece::Begin(begin) => mark(begin.number, begin.first, spoken(&begin.said), "").map(Piece::Begin),
        marked::Piece::End(end) => mark(end.number, end.last, String::new(), end.letter).map(Piece::End),
    };
    let block = |block: Block<marked::Piece>| Block { class: block.class, pieces: block.pieces.into_iter().filter_map(piece).collect() };
    marked(text.analysis).into_iter().map(block).collect()
}

/// Technique and voice of a mark, without its number among the hits.
fn spoken(said: &str) -> String {
    said.split_once(", ").map_or_else(|| said.to_owned(), |(_, rest)| rest.to_owned())
}

fn counts(pair: &Pair<'_>) -> Vec<(&'static str, [Figure; 2])> {
    let score = tables::score();
    let row =
        |name, column: &str| (name, [0, 1].map(|index: usize| Figure::of(&score, &pair.texts[index], column, &format!("/documents/{index}/score/"))));
    let mut rows = vec![
        row("words", "words"),
        row("of them in quotations", "words_quoted"),
        row("loaded terms in its own voice", "editorial"),
        row("loaded terms in quotations", "quoted"),
        row("loaded terms in scare quotes", "scare"),
    ];
    if pair.texts.iter().any(|text| text.counts.loaded.uncertain > 0) {
        rows.push(row("loaded terms in unclosed quotations", "uncertain"));
    }
    rows
}

fn techniques(pair: &Pair<'_>) -> Vec<(String, u64, u64, bool)> {
    let row = |(technique, [a, b]): (&crate::lexicon::Technique, [u64; 2])| (technique.id().replace('_', " "), a, b, technique.is_loaded());
    pair.techniques().into_iter().map(row).collect()
}

fn part(pair: &Pair<'_>, users: Users, analyzer: &Analyzer) -> Part {
    let (id, title, key) = match users {
        Users::Both => ("both", "Both use", "u-both"),
        Users::OnlyA => ("only-a", "Only A uses", "u-one"),
        Users::OnlyB => ("only-b", "Only B uses", "u-one"),
    };
    let rows = pair.used_by(users).map(|(index, of)| row(pair, index, of, analyzer)).collect();
    Part { id, title, key, a: users != Users::OnlyB, b: users != Users::OnlyA, rows }
}

fn row(pair: &Pair<'_>, index: usize, of: &PairRow, analyzer: &Analyzer) -> Row {
    let entry = analyzer.entry(of.index);
    let table = with();
    let side = |side: usize| {
        let letter = ["a", "b"][side];
        let first = pair.texts[side].analysis.hits.iter().position(|hit| hit.entry == of.index);
        let figure = |(column, voice)| (Figure::of(&table, of, &format!("{column}_{letter}"), ""), voice);
        let voices = [("editorial", "own"), ("quoted", "quoted"), ("scare", "scare"), ("uncertain", "unclosed")];
        Use {
            terms: visible(&of.terms[side].join(" / ")),
            voices: voices.map(figure).into_iter().filter(|(figure, _)| figure.value != "0").collect(),
            target: first.map(|hit| format!("{letter}{}", hit + 1)),
        }
    };
    Row {
        number: index + 1,
        row: format!("/with/{index}"),
        entry: of.entry.clone(),
        lexicon: of.lexicon.clone(),
        technique: of.technique.id().replace('_', " "),
        loaded: of.technique.is_loaded(),
        why: entry.why.clone(),
        neutral: neutral(pair, of, entry),
        sources: sources(entry, analyzer.lexicons()[of.index.lexicon].lexicon()),
        sides: [side(0), side(1)],
    }
}

/// The first neutral wording, in the form that the first hit asks for.
fn neutral(pair: &Pair<'_>, of: &PairRow, entry: &Entry) -> String {
    let first = pair.texts.iter().find_map(|text| text.analysis.hits.iter().find(|hit| hit.entry == of.index));
    first.and_then(|hit| neutral_wordings(entry, hit).into_iter().next()).unwrap_or_default()
}

fn thing(index: usize, of: &NamedByBoth, longest: u64) -> Thing {
    let choice = |side: usize, names: &NamesOfText| {
        let tally = names.tally();
        let letter = ["a", "b"][side];
        let listed: Vec<String> =
            names.names.iter().map(|(name, loaded, count)| format!("{}{} {count}", visible(name), if *loaded { "*" } else { "" })).collect();
        Choice {
            loaded: Figure::count(format!("{letter}/loaded"), tally.hits),
            mentions: Figure::count(format!("{letter}/mentions"), tally.words),
            names: listed.join(", "),
            chart: Names::new(tally.hits, tally.words, longest),
        }
    };
    Thing { name: visible(&of.name), row: format!("/naming/{index}"), sides: [choice(0, &of.sides[0]), choice(1, &of.sides[1])] }
}
