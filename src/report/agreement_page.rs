//! `evaluate` for people: figures first, then what an author of a lexicon looks at.

use std::cmp::Reverse;
use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::cell::printable;
use super::table::{first_columns, fitted, grid, last_columns};
use crate::context::Voice;
use crate::evaluate::{Agreement, ContextAgreement, Estimate, Evaluation, Example, LabelCount, RowLevel, Unit};

/// How many of the voices that were told wrong are shown.
const WRONG_SHOWN: usize = 20;

/// Room for the words of an example at the least.
const EXAMPLE_WORDS: usize = 12;

/// What the page shows, and how wide it is.
pub struct View {
    /// The levels with tables of their own.
    pub levels: Vec<RowLevel>,
    /// How many false alarms and how many misses.
    pub examples: usize,
    /// Resamples behind the intervals.
    pub resamples: usize,
    /// Columns of the page.
    pub width: usize,
}

/// The whole page.
#[must_use]
pub fn page(evaluation: &Evaluation, view: &View) -> String {
    let mut page = taken(evaluation, view.width);
    page += &all_units(&evaluation.agreement, view.width);
    for level in &view.levels {
        page += &level_table(&evaluation.agreement, *level, view.width);
    }
    page += &legend(evaluation, view);
    page += &false_alarms(evaluation, view);
    page += &misses(evaluation, view);
    page + &context(&evaluation.context, view.width)
}

/// What the figures are about: texts with spans, texts with labels, which labels count as loaded.
fn taken(evaluation: &Evaluation, width: usize) -> String {
    let mut lines = Vec::new();
    if evaluation.marked > 0 {
        lines.push(format!("Texts with marked spans: {}.", evaluation.marked));
    }
    if !evaluation.labels.is_empty() {
        let texts: u64 = evaluation.labels.iter().map(|label| label.texts).sum();
        let of = |loaded: bool| named(evaluation.labels.iter().filter(|label| label.loaded == loaded));
        lines.push(format!("Texts with a label: {texts}. Counted as loaded: {}. Not loaded: {}.", of(true), of(false)));
    }
    wrapped(&lines.join("\n"), width) + "\n"
}

fn named<'a>(labels: impl Iterator<Item = &'a LabelCount>) -> String {
    let names: Vec<String> = labels.map(|label| format!("{} ({})", printable(&label.label), label.texts)).collect();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

/// All hits in every unit.
fn all_units(rows: &[Agreement], width: usize) -> String {
    let all: Vec<&Agreement> = rows.iter().filter(|row| row.level == RowLevel::All).collect();
    let cells =
        |row: &&Agreement| [vec![row.unit.as_str().to_owned(), row.tally.gold.to_string(), row.tally.found.to_string()], shares(row)].concat();
    let mut page = fitted(&["all hits", "gold", "found", "precision %", "recall %", "F1 %"], all.iter().map(cells).collect(), 1, width);
    let kappas: Vec<String> = all.iter().filter_map(|row| Some(format!("{} {:.2}", row.unit.as_str(), row.kappa?))).collect();
    if !kappas.is_empty() {
        let _ = writeln!(page, "Cohen's kappa: {}.", kappas.join(", "));
    }
    page
}

/// The items of a level by words, or by texts where no words are marked; those most often right first. A curve keeps its order.
fn level_table(rows: &[Agreement], level: RowLevel, width: usize) -> String {
    let of_level = |unit| rows.iter().filter(|row| row.level == level && row.unit == unit).collect::<Vec<_>>();
    let (mut chosen, mut unit) = (of_level(Unit::Token), Unit::Token);
    if chosen.is_empty() {
        (chosen, unit) = (of_level(Unit::Sentence), Unit::Sentence);
    }
    if chosen.is_empty() {
        return format!("\nNo hit: no table by {}.\n", level.as_str());
    }
    if level != RowLevel::Strength {
        chosen.sort_by(|one, other| {
            let precision = |row: &Agreement| row.precision.value.unwrap_or(-1.0);
            precision(other).total_cmp(&precision(one)).then(Reverse(one.tally.found).cmp(&Reverse(other.tally.found)))
        });
    }
    let item = |row: &Agreement| if level == RowLevel::Strength { format!("{} and more", row.item) } else { row.item.clone() };
    let cells = chosen.iter().map(|row| [vec![item(row), row.tally.found.to_string()], shares(row)].concat()).collect();
    let header = format!("{}, {}", level.as_str(), unit.as_str());
    format!("\n{}", fitted(&[&header, "found", "precision %", "recall %", "F1 %"], cells, 1, width))
}

fn shares(row: &Agreement) -> Vec<String> {
    [row.precision, row.recall, row.f1].map(percent).into()
}

/// Per cent, and in brackets the ends of the interval: with a decimal where both are below ten.
fn percent(estimate: Estimate) -> String {
    let Some(value) = estimate.value else { return "–".to_owned() };
    let value = if value < 1.0 { format!("{:.1}", value * 100.0) } else { "100".to_owned() };
    let Some(interval) = estimate.interval else { return value };
    let decimals = usize::from(interval.high < 0.0995);
    format!("{value} ({:.decimals$}–{:.decimals$})", interval.low * 100.0, interval.high * 100.0)
}

/// What the units are that the tables name.
fn legend(evaluation: &Evaluation, view: &View) -> String {
    let of_spans = "token, character: words and code points of spans; exact: spans with the same ends; overlap: spans, each right to the share that \
                    is covered.";
    let of_texts = "sentence: texts with a label, found where there is a hit.";
    let units = [(of_spans, evaluation.marked > 0), (of_texts, !evaluation.labels.is_empty())];
    let mut legend = units.into_iter().filter(|(_, named)| *named).map(|(unit, _)| unit).collect::<Vec<_>>().join(" ");
    if view.resamples > 0 {
        let _ = write!(legend, " In brackets: the middle 95 % of {} resamples of the texts.", view.resamples);
    }
    format!("\n{}", wrapped(&legend, view.width))
}

/// The entries with most hits that touch no gold span.
fn false_alarms(evaluation: &Evaluation, view: &View) -> String {
    let shown: Vec<_> = evaluation.false_alarms.iter().take(view.examples).collect();
    if shown.is_empty() {
        return String::new();
    }
    let mut page = format!("\nHits that touch no gold span, by entry ({}):\n", shown_of(shown.len(), evaluation.false_alarms.len()));
    for alarm in shown {
        let precision = alarm.precision().unwrap_or_default() * 100.0;
        let _ = writeln!(page, "\n{}: wrong {} of {}, precision {precision:.1} %", alarm.entry, alarm.wrong, alarm.hits);
        page.extend(alarm.examples.iter().map(|example| example_line(example, view.width)));
    }
    page
}

/// The words most often marked and not hit.
fn misses(evaluation: &Evaluation, view: &View) -> String {
    let shown: Vec<_> = evaluation.misses.iter().take(view.examples).collect();
    if shown.is_empty() {
        return String::new();
    }
    let mut page = format!("\nGold spans that no hit touches, by their words ({}):\n", shown_of(shown.len(), evaluation.misses.len()));
    for miss in shown {
        let times = format!(": {}", miss.count);
        let _ = writeln!(page, "\n{}{times}", first_columns(&printable(&miss.words), view.width.saturating_sub(times.width())));
        page.extend(miss.examples.iter().map(|example| example_line(example, view.width)));
    }
    page
}

fn shown_of(shown: usize, all: usize) -> String {
    if shown < all { format!("{shown} of {all}; all in JSON") } else { format!("all {all}") }
}

/// One line: the words in the middle, as much context as fits.
fn example_line(example: &Example, width: usize) -> String {
    let room = width.saturating_sub("    []".len());
    let text = first_columns(&printable(&example.text), (room / 2).max(EXAMPLE_WORDS));
    let left = last_columns(&printable(&example.left), room.saturating_sub(text.width()) / 2);
    let right = first_columns(&printable(&example.right), room.saturating_sub(text.width() + left.width()));
    format!("    {left}[{text}]{right}\n")
}

fn wrapped(text: &str, width: usize) -> String {
    text.lines().map(|line| textwrap::fill(line, width) + "\n").collect()
}

/// The confusion table of voices, what was told wrong, speakers and flags.
fn context(context: &ContextAgreement, width: usize) -> String {
    let mut page = voices(context, width);
    if let Some(accuracy) = context.speaker_accuracy() {
        let _ = writeln!(page, "Speaker told right in {:.1} % of {}.", accuracy * 100.0, context.speakers.1);
    }
    for row in &context.flags {
        let _ = writeln!(page, "Flag {}: annotated {}, told {}, both {}.", row.flag.as_str(), row.gold, row.found, row.both);
    }
    page
}

/// The confusion table of voices.
fn voices(context: &ContextAgreement, width: usize) -> String {
    let Some(accuracy) = context.voices.accuracy() else { return String::new() };
    let headers: Vec<String> = std::iter::once("annotated \\ told").chain(Voice::ALL.map(Voice::as_str)).map(str::to_owned).collect();
    let rows = Voice::ALL
        .iter()
        .zip(context.voices.counts)
        .map(|(voice, counts)| std::iter::once(voice.as_str().to_owned()).chain(counts.map(|count| count.to_string())).collect());
    let mut page = format!("\n{}", grid(&headers, &[false, true, true, true, true], rows, width));
    let _ = writeln!(page, "Voice told right in {:.1} % of the hits with an annotated voice.", accuracy * 100.0);
    if context.without_hit > 0 {
        let _ = writeln!(page, "At {} annotated places there is no hit: not compared.", context.without_hit);
    }
    for wrong in context.wrong.iter().take(WRONG_SHOWN) {
        let _ = writeln!(page, "\n{}: annotated {}, told {}", printable(&wrong.document), wrong.gold.as_str(), wrong.found.as_str());
        let line = format!("… {}[{}]{} …", printable(&wrong.left), wrong.term, printable(&wrong.right));
        for line in textwrap::wrap(&line, textwrap::Options::new(width).initial_indent("    ").subsequent_indent("    ")) {
            let _ = writeln!(page, "{line}");
        }
    }
    if context.wrong.len() > WRONG_SHOWN {
        let _ = writeln!(page, "\n… and {} more; --format json has all.", context.wrong.len() - WRONG_SHOWN);
    }
    if !context.wrong.is_empty() {
        page.push('\n');
    }
    page
}
