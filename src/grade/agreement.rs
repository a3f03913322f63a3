//! Pupils against each other: each two of them, and the class as a whole.

use super::grid::{Grid, Label, Unit};
use super::sheet::Pupil;
use crate::measure::agreement::Tally;
use crate::measure::alpha::Answers;

/// Alpha from which agreement is called firm, and from which tentative (Krippendorff's customary limits).
pub const FIRM: f64 = 0.8;
/// See [`FIRM`].
pub const TENTATIVE: f64 = 0.667;

/// A measure of agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Metric {
    /// The share of units of which both say the same; of a class, of pairs of its answers.
    Raw,
    /// Cohen's kappa of two pupils.
    Kappa,
    /// Krippendorff's alpha of the class.
    Alpha,
}

impl Metric {
    /// The name used in columns.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Raw => "raw",
            Self::Kappa => "kappa",
            Self::Alpha => "alpha",
        }
    }
}

/// How far two pupils or the class agree. A row of `agreement`.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// In what it is counted.
    pub unit: Unit,
    /// Which measure.
    pub metric: Metric,
    /// One pupil's label; empty for the class.
    pub a: String,
    /// The other's.
    pub b: String,
    /// Units that both judged; of a class those that two pupils judged or more.
    pub units: u64,
    /// The figure; `None` where it is undefined.
    pub value: Option<f64>,
    /// The band of an alpha, or why there is no figure.
    pub note: &'static str,
}

/// The band of an alpha.
#[must_use]
pub fn band(alpha: f64) -> &'static str {
    if alpha >= FIRM {
        "firm"
    } else if alpha >= TENTATIVE {
        "tentative"
    } else {
        "discuss"
    }
}

/// What every pupil said of every unit, passage after passage.
pub(super) struct Said {
    /// Pupil by pupil.
    labels: Vec<Vec<Label>>,
}

impl Said {
    pub(super) fn new(unit: Unit, pupils: &[Pupil], grids: &[Grid]) -> Self {
        let of_passage = |pupil: &Pupil, number: usize| match pupil.sheets.get(&number) {
            Some(sheet) => grids[number].labels(unit, sheet.marks.iter().map(|mark| mark.span), sheet.unread.iter().copied()),
            None => grids[number].nothing(unit),
        };
        let of_pupil = |pupil: &Pupil| (0..grids.len()).flat_map(|number| of_passage(pupil, number)).collect();
        Self { labels: pupils.iter().map(of_pupil).collect() }
    }

    /// What all pupils said of a unit.
    pub(super) fn of(&self, unit: usize) -> impl Iterator<Item = Label> + '_ {
        self.labels.iter().map(move |labels| labels[unit])
    }

    /// How many read a unit and did not mark it, and how many marked it.
    pub(super) fn no_and_yes(&self, unit: usize) -> (u64, u64) {
        let count = |wanted: Label| self.of(unit).filter(|label| *label == wanted).count() as u64;
        (count(Label::No), count(Label::Yes))
    }

    fn units(&self) -> usize {
        self.labels.first().map_or(0, Vec::len)
    }

    /// The class as a whole.
    fn class(&self) -> Answers {
        let mut answers = Answers::default();
        for unit in 0..self.units() {
            let (no, yes) = self.no_and_yes(unit);
            answers.add_yes_no(no, yes);
        }
        answers
    }

    fn pair(&self, one: usize, other: usize) -> (Tally, u64) {
        let both = self.labels[one].iter().zip(&self.labels[other]).filter(|(one, other)| **one != Label::Missing && **other != Label::Missing);
        both.fold((Tally::default(), 0), |(tally, judged), (one, other)| {
            let (one, other) = (*one == Label::Yes, *other == Label::Yes);
            (tally.plus(Tally::whole(one.into(), other.into(), (one && other).into())), judged + 1)
        })
    }
}

/// The class in every unit, then each two pupils by words; raw agreement always with a measure that takes chance out.
pub(super) fn agreement(pupils: &[Pupil], grids: &[Grid], by_words: &Said) -> Vec<Agreement> {
    let mut rows = Vec::new();
    if pupils.len() > 1 {
        for unit in Unit::ALL {
            let answers = if unit == Unit::Token { by_words.class() } else { Said::new(unit, pupils, grids).class() };
            rows.extend(of_class(unit, &answers));
        }
    }
    for one in 0..pupils.len() {
        for other in one + 1..pupils.len() {
            let (tally, judged) = by_words.pair(one, other);
            rows.extend(of_pair(&pupils[one].label, &pupils[other].label, &tally, judged));
        }
    }
    rows
}

fn of_class(unit: Unit, answers: &Answers) -> [Agreement; 2] {
    let row = |metric, value, note| Agreement { unit, metric, a: String::new(), b: String::new(), units: answers.things(), value, note };
    let none = "no unit that two pupils judged";
    let undefined = if answers.things() == 0 { none } else { "undefined: all answers are the same" };
    let alpha = answers.alpha();
    [row(Metric::Raw, answers.raw(), if answers.things() == 0 { none } else { "" }), row(Metric::Alpha, alpha, alpha.map_or(undefined, band))]
}

fn of_pair(a: &str, b: &str, tally: &Tally, judged: u64) -> [Agreement; 2] {
    let row = |metric, value, note| Agreement { unit: Unit::Token, metric, a: a.to_owned(), b: b.to_owned(), units: judged, value, note };
    let none = "no word that both judged";
    let kappa = tally.kappa(judged);
    let undefined = match (judged, tally.gold) {
        (0, _) => none,
        (_, 0) => "undefined: neither marked anything",
        _ => "undefined: both marked every word",
    };
    let why = |value: Option<f64>, note| if value.is_some() { "" } else { note };
    let raw = tally.raw(judged);
    [row(Metric::Raw, raw, why(raw, none)), row(Metric::Kappa, kappa, why(kappa, undefined))]
}
