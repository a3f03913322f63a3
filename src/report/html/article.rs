//! The page of one article.

use askama::Template;

use super::cards::{Card, cards};
use super::charts::{Axis, Names, Scale, Spread, Strip, Whisker};
use super::figure::Figure;
use super::filters::{Filter, filters};
use super::frame::{Frame, Making, rendered};
use super::group::{GROUPS, Group, group};
use super::marked::{Block, Piece, marked, places, text_of};
use super::neutral::{self, neutral};
use super::shown::{language, visible, web_address};
use crate::analysis::{Analysis, Analyzer};
use crate::compare::{Compared, Place};
use crate::measure::{Level, by_speaker};
use crate::report::attribution;
use crate::report::cell::Cell;
use crate::report::place;
use crate::report::sentence::sentence;
use crate::report::tables::{self, ByRow, ScoreRow, by_rows, cell_of};

#[derive(Template)]
#[template(path = "article.html")]
struct ArticlePage<'a> {
    frame: Frame<'a>,
    head: Head,
    sentence: String,
    keys: Vec<Key>,
    strip: Strip,
    language: Option<String>,
    text: Vec<Block<Piece>>,
    neutral: Vec<Block<neutral::Piece>>,
    changes: usize,
    groups: Vec<&'static Group>,
    filters: Vec<Filter>,
    marks: usize,
    cards: Vec<Card>,
    rates: Rates,
    naming: Vec<Naming>,
    speakers: Vec<Speaker>,
    speakers_legend: String,
    beside: Vec<Beside>,
    caution: String,
    warnings: Vec<String>,
}

/// What stands at the top.
pub(super) struct Head {
    pub(super) title: String,
    /// Id, outlet, date; the id only where the title is another.
    pub(super) facts: Vec<String>,
    pub(super) url: Option<String>,
}

/// A figure at the top.
struct Key {
    name: &'static str,
    figure: Figure,
    range: Option<(Figure, Figure)>,
    /// Of words: those in quotations.
    quoted: Option<Figure>,
}

struct Rates {
    axis: Axis,
    rows: Vec<RateRow>,
    uncertain: bool,
}

/// A row of the table of rates.
struct RateRow {
    row: String,
    name: String,
    total: bool,
    editorial: Figure,
    quoted: Figure,
    scare: Figure,
    uncertain: Figure,
    rate: Figure,
    low: Figure,
    high: Figure,
    chart: Whisker,
}

/// Which names were chosen for a thing.
struct Naming {
    row: String,
    name: String,
    loaded: Figure,
    names: Figure,
    chart: Names,
}

/// What verbs report somebody.
pub(super) struct Speaker {
    pub(super) name: String,
    pub(super) neutral: Vec<Verb>,
    pub(super) coloured: Vec<Verb>,
}

pub(super) struct Verb {
    pub(super) row: String,
    pub(super) count: Figure,
    pub(super) verb: &'static str,
    pub(super) times: usize,
    pub(super) colour: Option<String>,
}

/// A reference and what stands beside it.
struct Beside {
    row: String,
    heading: String,
    /// Whether there is too little to compare, so that no place is shown.
    weak: bool,
    spread: Option<Spread>,
    lines: Vec<(&'static str, String)>,
    mind: String,
}

/// The page of one article.
#[must_use]
pub fn article(row: &ScoreRow<'_>, analyzer: &Analyzer, making: Making<'_>) -> String {
    let analysis = row.analysis;
    let head = head(analysis);
    let neutral = neutral(analysis, analyzer);
    let of_change = |block: &Block<neutral::Piece>| block.pieces.iter().filter(|piece| matches!(piece, neutral::Piece::Change(_))).count();
    let verbs = by_speaker(analysis);
    let page = ArticlePage {
        frame: Frame::new(&head.title, making),
        sentence: sentence(row, analyzer),
        keys: keys(row),
        strip: Strip::new(analysis),
        language: language(analysis.document.meta.language.as_deref()),
        text: marked(analysis),
        changes: neutral.iter().map(of_change).sum(),
        neutral,
        groups: GROUPS.into_iter().filter(|one| analysis.hits.iter().any(|hit| group(&hit.technique) == *one)).collect(),
        filters: filters(&analysis.hits.iter().collect::<Vec<_>>(), analyzer),
        marks: analysis.hits.len(),
        cards: cards(analysis, analyzer),
        rates: rates(row, analyzer),
        naming: naming(analysis, analyzer),
        speakers: speakers(analysis),
        speakers_legend: if verbs.is_empty() { String::new() } else { attribution::legend(&verbs, named(&verbs)) },
        beside: row.places.iter().enumerate().map(beside).collect(),
        caution: place::caution(row.places),
        warnings: analysis.warnings.iter().map(|warning| visible(&warning.to_string())).collect(),
        head,
    };
    rendered(&page)
}

fn named(verbs: &[crate::measure::SpeakerVerb]) -> usize {
    let mut names: Vec<&str> = verbs.iter().map(|verb| verb.speaker.as_str()).filter(|name| !name.is_empty()).collect();
    names.dedup();
    names.len()
}

/// Title, or what the document is called.
pub(super) fn head(analysis: &Analysis) -> Head {
    let document = &analysis.document;
    let in_line = |text: &str| visible(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let title = document.title.as_ref().map(|title| in_line(&title.content)).filter(|title| !title.is_empty());
    let title = title.or_else(|| headline(analysis));
    let id = in_line(&document.id);
    let mut facts: Vec<String> = [&document.meta.outlet, &document.meta.date].into_iter().flatten().map(|fact| in_line(fact)).collect();
    if title.is_some() {
        facts.push(id.clone());
    }
    let url = document.meta.url.as_deref();
    facts.extend(url.filter(|url| web_address(url).is_none()).map(in_line).filter(|url| *url != id));
    Head { title: title.unwrap_or(id), facts, url: url.and_then(web_address) }
}

/// The headline that stands in the text itself.
fn headline(analysis: &Analysis) -> Option<String> {
    let first = places(analysis).into_iter().next().filter(|place| place.class == "headline")?;
    let text = text_of(analysis, first.field, first.span).split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

fn keys(row: &ScoreRow<'_>) -> Vec<Key> {
    let score = tables::score();
    let figure = |name: &str| Figure::of(&score, row, name, "score/");
    let key = |name, column| Key { name, figure: figure(column), range: None, quoted: None };
    let mut keys = vec![
        key("loaded terms in its own voice", "editorial"),
        key("loaded terms in quotations", "quoted"),
        key("loaded terms in scare quotes", "scare"),
    ];
    keys.extend((row.counts.loaded.uncertain > 0).then(|| key("loaded terms in unclosed quotations", "uncertain")));
    // Below this a rate says too little to stand so high on a page; it is in the table.
    if row.counts.loaded.editorial >= crate::compare::flag::FEW_HITS_BELOW {
        let range = Some((figure("editorial_rate_low"), figure("editorial_rate_high")));
        keys.push(Key { name: "own voice per 1,000 words", figure: figure("editorial_rate"), range, quoted: None });
    }
    keys.push(Key { quoted: Some(figure("words_quoted")), ..key("words", "words") });
    keys
}

/// A number of a cell.
pub(super) fn number(cell: &Cell) -> Option<f64> {
    if let Cell::Number(number) = cell { Some(*number) } else { None }
}

fn rates(row: &ScoreRow<'_>, analyzer: &Analyzer) -> Rates {
    let items = by_rows(row.analysis, analyzer, Level::Technique, false);
    let score = tables::score();
    let of_total = |name: &str| number(&cell_of(&score, row, name));
    let of_item = |item: &ByRow<'_>, name: &str| number(&cell_of(&tables::by(), item, name));
    let highest = items.iter().filter_map(|item| of_item(item, "rate_high")).chain(of_total("editorial_rate_high"));
    let scale = Scale::new(highest);
    let figure = |name: &str| Figure::of(&score, row, name, "score/");
    let total = RateRow {
        row: String::new(),
        name: "loaded, in all".to_owned(),
        total: true,
        editorial: figure("editorial"),
        quoted: figure("quoted"),
        scare: figure("scare"),
        uncertain: figure("uncertain"),
        rate: figure("editorial_rate"),
        low: figure("editorial_rate_low"),
        high: figure("editorial_rate_high"),
        chart: Whisker::new(scale, of_total("editorial_rate"), of_total("editorial_rate_low"), of_total("editorial_rate_high")),
    };
    let technique = |(index, item): (usize, &ByRow<'_>)| {
        let figure = |name: &str| Figure::of(&tables::by(), item, name, "");
        RateRow {
            row: format!("techniques/{index}"),
            name: item.item.replace('_', " "),
            total: false,
            editorial: figure("editorial"),
            quoted: figure("quoted"),
            scare: figure("scare"),
            uncertain: figure("uncertain"),
            rate: figure("rate"),
            low: figure("rate_low"),
            high: figure("rate_high"),
            chart: Whisker::new(scale, of_item(item, "rate"), of_item(item, "rate_low"), of_item(item, "rate_high")),
        }
    };
    Rates {
        axis: Axis::new(scale),
        rows: std::iter::once(total).chain(items.iter().enumerate().map(technique)).collect(),
        uncertain: row.counts.loaded.uncertain > 0,
    }
}

/// Things of which at least one name is a loaded one.
fn naming(analysis: &Analysis, analyzer: &Analyzer) -> Vec<Naming> {
    let items = by_rows(analysis, analyzer, Level::Referent, false);
    let longest = items.iter().filter_map(|item| item.counts.mentions).max().unwrap_or(0);
    let referents = || analyzer.lexicons().iter().flat_map(|loaded| &loaded.lexicon().referents);
    let naming = |(index, item): (usize, &ByRow<'_>)| Naming {
        row: format!("naming/{index}"),
        name: referents().find(|referent| referent.id == item.item).map_or_else(|| item.item.clone(), |referent| referent.name.clone()),
        loaded: Figure::of(&tables::by(), item, "editorial", ""),
        names: Figure::of(&tables::by(), item, "mentions", ""),
        chart: Names::new(item.counts.hits.editorial, item.counts.mentions.unwrap_or(0), longest),
    };
    items.iter().enumerate().filter(|(_, item)| item.counts.hits.editorial > 0).map(naming).collect()
}

pub(super) fn speakers(analysis: &Analysis) -> Vec<Speaker> {
    let rows = by_speaker(analysis);
    let mut speakers: Vec<Speaker> = Vec::new();
    let mut last: Option<&str> = None;
    for (index, row) in rows.iter().enumerate() {
        if last != Some(&row.speaker) {
            let name = if row.speaker.is_empty() { attribution::NAMELESS.to_owned() } else { visible(&row.speaker) };
            speakers.push(Speaker { name, neutral: Vec::new(), coloured: Vec::new() });
            last = Some(&row.speaker);
        }
        let Some(speaker) = speakers.last_mut() else { continue };
        let verb = Verb {
            row: format!("attribution/{index}"),
            count: Figure::count("count", row.count() as u64),
            verb: row.verb,
            times: row.count(),
            colour: row.technique.as_ref().map(|technique| attribution::short(technique).to_owned()),
        };
        if row.technique.is_some() { speaker.coloured.push(verb) } else { speaker.neutral.push(verb) }
    }
    speakers
}

fn beside((index, place): (usize, &Place)) -> Beside {
    let spread = place.compared.as_ref().map(|compared| {
        let title = format!("Texts of {} by their rate of loaded terms", visible(&place.reference));
        Spread::around(format!("spread-{index}"), title, &compared.summary.bins, "distribution", (!compared.is_weak()).then_some(compared.focus))
    });
    Beside {
        row: format!("places/{index}"),
        heading: place::heading(place),
        weak: place.compared.as_ref().is_some_and(Compared::is_weak),
        spread,
        lines: place.compared.as_ref().map_or_else(|| vec![("", place::not_compared(place))], place::lines),
        mind: place::mind(place).join("; "),
    }
}
