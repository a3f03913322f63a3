//! Ratios on a logarithmic axis, one a row, and shares with their intervals. What is unbounded ends in an arrow at the edge; what is undefined is
//! not drawn but said.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::compare::corpora::CorpusRatio;
use crate::measure::Interval;
use crate::report::figures::{range, two_digits};

/// No axis goes further than so many times as often, or as seldom: what lies beyond ends in an arrow.
const FURTHEST: f64 = 1000.0;

fn percent(share: f64) -> String {
    format!("{:.2}", (share * 100.0).clamp(0.0, 100.0))
}

/// An axis of ratios with 1 on it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ratios {
    low: f64,
    high: f64,
}

impl Ratios {
    /// One that holds these values and 1, between two round numbers.
    pub(super) fn new(values: impl IntoIterator<Item = f64>) -> Self {
        let drawn = |value: &f64| *value > 0.0 && value.is_finite();
        let (mut least, mut most) = (0.5, 2.0);
        for value in values.into_iter().filter(drawn) {
            least = f64::min(least, value);
            most = f64::max(most, value);
        }
        let low = round().rev().find(|round| *round <= least).unwrap_or(1.0 / FURTHEST);
        let high = round().find(|round| *round >= most).unwrap_or(FURTHEST);
        Self { low, high }
    }

    fn at(self, ratio: f64) -> f64 {
        libm::log(ratio / self.low) / libm::log(self.high / self.low)
    }

    /// 1, the ends, and powers of ten between, as far as there is room.
    fn ticks(self) -> Vec<f64> {
        let near = |one: f64, other: f64| (self.at(one) - self.at(other)).abs() < 0.12;
        let mut ticks = vec![1.0];
        for tick in [self.low, self.high].into_iter().chain(round().step_by(3)) {
            if (self.low..=self.high).contains(&tick) && !ticks.iter().any(|other| near(tick, *other)) {
                ticks.push(tick);
            }
        }
        ticks.sort_by(f64::total_cmp);
        ticks
    }
}

/// 0.001, 0.002, 0.005, 0.01 and so on: every third is a power of ten.
fn round() -> impl DoubleEndedIterator<Item = f64> + Clone {
    const STEPS: [f64; 19] = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0];
    STEPS.into_iter()
}

/// The axis above a column of ratios.
#[derive(Debug, Clone, Template)]
#[template(
    source = r#"<svg width="100%" height="18" aria-hidden="true">{% for (at, label, anchor) in ticks %}<text x="{{ at }}%" y="12" text-anchor="{{ anchor }}">{{ label }}</text>{% endfor %}</svg>"#,
    ext = "html"
)]
pub(super) struct RatioAxis {
    ticks: Vec<(String, String, &'static str)>,
}

impl RatioAxis {
    pub(super) fn new(axis: Ratios) -> Self {
        let anchor = |at: f64| {
            if at < 0.01 {
                "start"
            } else if at > 0.99 {
                "end"
            } else {
                "middle"
            }
        };
        let label = |ratio: f64| if ratio < 1.0 { format!("{ratio}") } else { format!("{ratio:.0}") };
        Self { ticks: axis.ticks().into_iter().map(|tick| (percent(axis.at(tick)), label(tick), anchor(axis.at(tick)))).collect() }
    }
}

/// A ratio as a dot, its interval as a line.
#[derive(Debug, Clone, Template)]
#[template(path = "forest.html", escape = "html")]
pub(super) struct Ratio {
    said: String,
    one: String,
    dot: Option<String>,
    line: Option<Line>,
    /// What stands in place of a line.
    instead: &'static str,
}

#[derive(Debug, Clone)]
struct Line {
    low: String,
    high: String,
    /// It goes on beyond the edge.
    below: bool,
    above: bool,
}

impl Ratio {
    /// `None` where the reference says nothing of the item.
    pub(super) fn new(axis: Ratios, ratio: Option<CorpusRatio>) -> Self {
        let interval = ratio.and_then(|ratio| ratio.interval);
        let line = |interval: Interval| Line {
            low: percent(if interval.low > 0.0 { axis.at(interval.low) } else { 0.0 }),
            high: percent(if interval.high.is_finite() { axis.at(interval.high) } else { 1.0 }),
            below: interval.low < axis.low,
            above: interval.high > axis.high,
        };
        let point = ratio.and_then(|ratio| ratio.ratio);
        let on_axis = |point: &f64| (axis.low..=axis.high).contains(point);
        let instead = match (ratio, interval) {
            (None, _) => "not covered by the reference",
            (_, None) => "nothing to compare",
            _ => "",
        };
        Self {
            said: said(point, interval, instead),
            one: percent(axis.at(1.0)),
            dot: point.filter(on_axis).map(|point| percent(axis.at(point))),
            line: interval.map(line),
            instead,
        }
    }
}

fn said(point: Option<f64>, interval: Option<Interval>, instead: &str) -> String {
    match (point, interval) {
        (Some(point), Some(interval)) => format!("{} times as often, 95 % range {}", two_digits(point), range(interval)),
        (None, Some(interval)) => format!("no ratio, a count is zero; 95 % range {}", range(interval)),
        _ => instead.to_owned(),
    }
}

/// A share as a bar with its interval.
#[derive(Debug, Clone, Template)]
#[template(
    source = r#"<svg width="100%" height="18" aria-hidden="true"><line class="axis" x1="0" x2="100%" y1="9" y2="9"/>{% if let Some(to) = bar %}<rect class="{{ class }}" x="0" y="3" width="{{ to }}%" height="12"/>{% endif %}{% if let Some((low, high)) = range %}<line class="whisker" x1="{{ low }}%" x2="{{ high }}%" y1="9" y2="9"/><line class="whisker" x1="{{ low }}%" x2="{{ low }}%" y1="5" y2="13"/><line class="whisker" x1="{{ high }}%" x2="{{ high }}%" y1="5" y2="13"/>{% endif %}</svg>"#,
    ext = "html"
)]
pub(super) struct ShareBar {
    class: &'static str,
    bar: Option<String>,
    range: Option<(String, String)>,
}

impl ShareBar {
    /// Of the focus, or of a reference.
    pub(super) fn new(share: Option<f64>, interval: Option<Interval>, of_focus: bool) -> Self {
        Self {
            class: if of_focus { "share" } else { "share plain-share" },
            bar: share.map(percent),
            range: interval.map(|interval| (percent(interval.low), percent(interval.high))),
        }
    }
}

impl HtmlSafe for RatioAxis {}
impl HtmlSafe for Ratio {}
impl HtmlSafe for ShareBar {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::corpora::corpus_ratio;
    use crate::measure::Tally;

    #[test]
    fn an_axis_ends_at_round_numbers_and_has_1_on_it() {
        for (values, low, high) in
            [(vec![], 0.5, 2.0), (vec![3.0, 31.0], 0.5, 50.0), (vec![0.0, f64::INFINITY, 0.03], 0.02, 2.0), (vec![1e9], 0.5, 1000.0)]
        {
            assert_eq!(Ratios::new(values.clone()), Ratios { low, high }, "{values:?}");
            assert!(Ratios::new(values).ticks().contains(&1.0));
        }
    }

    #[test]
    fn an_unbounded_range_ends_in_an_arrow_and_an_undefined_one_is_said() {
        let axis = Ratios::new([0.5, 20.0]);
        let of = |focus, reference| Ratio::new(axis, Some(corpus_ratio(&[Tally::new(focus, 400)], &[Tally::new(reference, 50_000)]))).to_string();
        let unbounded = of(5, 0);
        assert!(unbounded.contains("or more") && unbounded.contains("arrow") && !unbounded.contains("circle"), "{unbounded}");
        assert!(of(0, 0).contains("nothing to compare"));
        assert!(Ratio::new(axis, None).to_string().contains("not covered"));
    }
}
