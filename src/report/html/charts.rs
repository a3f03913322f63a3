//! Charts as plain SVG: what is drawn where, in per cent of the width, so that nothing is stretched and letters keep their size.

use askama::Template;
use askama::filters::HtmlSafe;

use super::figure::Figure;
use crate::analysis::Analysis;
use crate::compare::{BINS, RateBins, bin};
use crate::context::Voice;
use crate::document::FieldName;
use crate::measure::Tally;
use crate::report::figures::{counted, rate, thousands};

/// A position or length in per cent, with two decimals.
fn percent(share: f64) -> String {
    format!("{:.2}", (share * 100.0).clamp(0.0, 100.0))
}

#[expect(clippy::cast_precision_loss, reason = "drawn with two decimals")]
fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// An axis of rates from 0 to a round number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::report) struct Scale {
    top: f64,
}

impl Scale {
    /// One that holds these values.
    pub(in crate::report) fn new(values: impl IntoIterator<Item = f64>) -> Self {
        let largest = values.into_iter().filter(|value| value.is_finite()).fold(0.0, f64::max);
        let steps = (-3..9).flat_map(|exponent| [1.0, 2.0, 4.0, 6.0, 8.0].map(|step| step * libm::pow(10.0, f64::from(exponent))));
        Self { top: steps.into_iter().find(|step| *step >= largest).unwrap_or(1e9) }
    }

    fn at(self, value: f64) -> String {
        percent(value / self.top)
    }
}

/// The axis of a column of whiskers.
#[derive(Debug, Clone, Template)]
#[template(
    source = r#"<svg width="100%" height="18" aria-hidden="true">{% for (at, label, anchor) in ticks %}<text x="{{ at }}%" y="12" text-anchor="{{ anchor }}">{{ label }}</text>{% endfor %}</svg>"#,
    ext = "html"
)]
pub(in crate::report) struct Axis {
    ticks: Vec<(String, String, &'static str)>,
}

impl Axis {
    pub(in crate::report) fn new(scale: Scale) -> Self {
        let tick = |part: f64, anchor| (percent(part), rate(scale.top * part), anchor);
        Self { ticks: vec![tick(0.0, "start"), tick(0.5, "middle"), tick(1.0, "end")] }
    }
}

/// A rate as a dot with its interval as a line. The same numbers stand in the row beside it.
#[derive(Debug, Clone, Template)]
#[template(
    source = r#"<svg width="100%" height="20" aria-hidden="true"><line class="axis" x1="0" x2="100%" y1="10" y2="10"/><line class="axis" x1="50%" x2="50%" y1="3" y2="17"/>{% if let Some((low, high)) = range %}<line class="whisker" x1="{{ low }}%" x2="{{ high }}%" y1="10" y2="10"/><line class="whisker" x1="{{ low }}%" x2="{{ low }}%" y1="6" y2="14"/><line class="whisker" x1="{{ high }}%" x2="{{ high }}%" y1="6" y2="14"/>{% endif %}{% if let Some(at) = dot %}<circle class="dot" cx="{{ at }}%" cy="10" r="5"/>{% endif %}</svg>"#,
    ext = "html"
)]
pub(in crate::report) struct Whisker {
    dot: Option<String>,
    range: Option<(String, String)>,
}

impl Whisker {
    pub(in crate::report) fn new(scale: Scale, value: Option<f64>, low: Option<f64>, high: Option<f64>) -> Self {
        let range = low.zip(high).map(|(low, high)| (scale.at(low), scale.at(high)));
        Self { dot: value.map(|value| scale.at(value)), range }
    }
}

/// Where in a text its hits stand.
#[derive(Debug, Clone, Template)]
#[template(
    source = r#"<svg class="strip" height="20" viewBox="0 0 1000 20" preserveAspectRatio="none" role="img" aria-label="{{ said }}"><path class="ground" d="M0 10h1000"/>{% if !other.is_empty() %}<path class="other" d="{{ other }}"/>{% endif %}{% if !own.is_empty() %}<path class="own" d="{{ own }}"/>{% endif %}</svg>"#,
    ext = "html"
)]
pub(in crate::report) struct Strip {
    own: String,
    other: String,
    said: String,
}

impl Strip {
    pub(in crate::report) fn new(analysis: &Analysis) -> Self {
        let title = analysis.content(FieldName::Title).len();
        let whole = title + analysis.document.text.content.len();
        let (mut own, mut other) = (Vec::new(), Vec::new());
        for hit in analysis.hits.iter().filter(|hit| hit.counts_as_loaded()) {
            let before = if hit.field == FieldName::Title { 0 } else { title };
            // Whole thousandths: what stands closer cannot be told apart.
            let at = (before + hit.span.start) * 1000 / whole.max(1);
            let into = if hit.voice == Voice::Editorial { &mut own } else { &mut other };
            if into.last() != Some(&at) {
                into.push(at);
            }
        }
        let said = format!(
            "Where loaded terms stand, from the beginning of the text to its end: {} in its own voice, {} in other voices",
            counted(own.len() as u64, "place", "places"),
            counted(other.len() as u64, "place", "places")
        );
        let lines = |places: Vec<usize>, top, height| places.iter().map(|at| format!("M{at} {top}v{height}")).collect::<String>();
        Self { own: lines(own, 1, 18), other: lines(other, 5, 10), said }
    }
}

/// A bar of a distribution.
#[derive(Debug, Clone)]
pub(in crate::report) struct Bar {
    x: String,
    width: String,
    y: String,
    height: String,
    middle: String,
    count: Figure,
    label_y: String,
}

/// How the rates of many texts are spread out, and where one text stands.
#[derive(Debug, Clone, Template)]
#[template(path = "spread.html")]
pub(in crate::report) struct Spread {
    id: String,
    title: String,
    said: String,
    bars: Vec<Bar>,
    /// Upper edges of the bins, at the lines between them.
    edges: Vec<(String, u64)>,
    here: Option<Here>,
    base: f64,
    height: f64,
    zero: String,
}

#[derive(Debug, Clone)]
struct Here {
    at: String,
    label: String,
    anchor: &'static str,
}

/// Heights of the tallest bar and of what stands above it: large, and small where many charts stand side by side.
const LARGE: (f64, f64) = (84.0, 34.0);
const SMALL: (f64, f64) = (44.0, 16.0);

impl Spread {
    /// A text among others, where there is enough of it; `field` is the place of their counts in the JSON.
    pub(in crate::report) fn around(id: String, title: String, bins: &RateBins, field: &str, here: Option<Tally>) -> Self {
        Self::new(id, title, bins, Some(field), here, LARGE)
    }

    /// Texts by themselves.
    pub(in crate::report) fn small(id: String, title: String, bins: &RateBins) -> Self {
        Self::new(id, title, bins, None, None, SMALL)
    }

    fn new(id: String, title: String, bins: &RateBins, field: Option<&str>, here: Option<Tally>, (tallest, above): (f64, f64)) -> Self {
        let most = bins.documents.iter().copied().max().unwrap_or(0);
        let base = above + tallest;
        let width = 1.0 / float(BINS);
        let bar = |(index, &count): (usize, &u64)| {
            let tall = if count == 0 { 0.0 } else { (share(count, most) * tallest).max(1.5) };
            Bar {
                x: percent(width * (float(index) + 0.08)),
                width: percent(width * 0.84),
                y: format!("{:.1}", base - tall),
                height: format!("{tall:.1}"),
                middle: percent(width * (float(index) + 0.5)),
                count: Figure::count(field.map_or(String::new(), |field| format!("{field}/{index}/documents")), count),
                label_y: format!("{:.1}", base - tall - 4.0),
            }
        };
        let edges = (1..BINS).filter_map(|index| Some((percent(width * float(index + 1)), RateBins::up_to(index)?))).collect();
        Self {
            id,
            title,
            said: said(bins, here),
            bars: bins.documents.iter().enumerate().map(bar).collect(),
            edges,
            here: here.and_then(Here::new),
            base,
            height: base + 34.0,
            zero: percent(width * 0.5),
        }
    }
}

impl Here {
    fn new(tally: Tally) -> Option<Self> {
        let (index, value) = (bin(tally)?, tally.rate()?);
        let at = (float(index) + within(index, value)) / float(BINS);
        let anchor = if at < 0.25 {
            "start"
        } else if at > 0.75 {
            "end"
        } else {
            "middle"
        };
        Some(Self { at: percent(at), label: format!("this text: {}", rate(value)), anchor })
    }
}

/// How far into its bin a rate stands, 0 to 1.
#[expect(clippy::cast_precision_loss, reason = "edges are small")]
fn within(index: usize, value: f64) -> f64 {
    match (RateBins::above(index), RateBins::up_to(index)) {
        (Some(above), Some(up_to)) => ((value - above as f64) / (up_to - above) as f64).clamp(0.0, 1.0),
        _ => 0.5,
    }
}

#[expect(clippy::cast_precision_loss, reason = "a handful of bins")]
fn float(index: usize) -> f64 {
    index as f64
}

/// The distribution in words.
fn said(bins: &RateBins, here: Option<Tally>) -> String {
    let part = |(index, count): (usize, &u64)| {
        let range = match (RateBins::above(index), RateBins::up_to(index)) {
            (None, _) => "with none".to_owned(),
            (Some(above), Some(up_to)) => format!("above {above} up to {up_to}"),
            (Some(above), None) => format!("above {above}"),
        };
        format!("{} {range}", thousands(*count))
    };
    let parts: Vec<String> = bins.documents.iter().enumerate().filter(|(_, count)| **count > 0).map(part).collect();
    let texts = counted(bins.total(), "text", "texts");
    let mut said = format!("Loaded terms in the own voice of {texts}, per 1,000 words outside quotations: {}.", parts.join(", "));
    if let Some(value) = here.and_then(Tally::rate) {
        said += &format!(" This text: {}.", rate(value));
    }
    said
}

/// Loaded names among all names of a thing.
#[derive(Debug, Clone, Template)]
#[template(
    source = r#"<svg width="100%" height="18" aria-hidden="true">{% for (x, width, loaded) in parts %}<rect class="{% if loaded %}seg-loaded{% else %}seg-other{% endif %}" x="{{ x }}%" y="2" width="{{ width }}%" height="14"/>{% endfor %}</svg>"#,
    ext = "html"
)]
pub(in crate::report) struct Names {
    parts: Vec<(String, String, bool)>,
}

/// Up to so many names each has a box of its own.
const BOXES: u64 = 30;

/// A box is never wider than if there were so many.
const FEWEST: u64 = 12;

impl Names {
    /// `longest` names fill the width, so that bars can be compared.
    pub(in crate::report) fn new(loaded: u64, names: u64, longest: u64) -> Self {
        let longest = longest.max(FEWEST);
        let part = |from: u64, count: u64, loaded| (percent(share(from, longest)), percent(share(count, longest) * 0.94), loaded);
        let parts = if longest <= BOXES {
            (0..names).map(|index| part(index, 1, index < loaded)).collect()
        } else {
            [part(0, loaded, true), part(loaded, names.saturating_sub(loaded), false)].into_iter().filter(|(_, width, _)| width != "0.00").collect()
        };
        Self { parts }
    }
}

impl HtmlSafe for Axis {}
impl HtmlSafe for Whisker {}
impl HtmlSafe for Strip {}
impl HtmlSafe for Spread {}
impl HtmlSafe for Names {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_ends_at_a_round_number() {
        for (values, top) in [(vec![44.0, 3.0], 60.0), (vec![], 0.001), (vec![f64::INFINITY, 9.0], 10.0), (vec![100.0], 100.0)] {
            assert!((Scale::new(values.clone()).top - top).abs() < top * 1e-9, "{values:?}");
        }
    }

    #[test]
    fn a_text_stands_in_its_bin() {
        let here = Here::new(Tally::new(8, 358)).expect("it has words");
        // Above 20 up to 50: the eighth of ten bins.
        assert!(here.at.parse::<f64>().is_ok_and(|at| (70.0..73.0).contains(&at)), "{}", here.at);
        assert!(Here::new(Tally::new(0, 0)).is_none());
    }
}
