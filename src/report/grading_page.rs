//! `grade` for a teacher: what to talk about first, then pupils, then agreement in plain words.

use std::collections::BTreeSet;
use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::cell::printable;
use super::figures::counted;
use super::table::{first_columns, fitted, last_columns};
use crate::grade::{Agreement, Answer, FIRM, Grading, Key, Metric, Outcome, Score, Split, TENTATIVE, Unit};

/// With more pairs than this only the least and the most alike are shown.
const PAIRS_SHOWN: usize = 10;
/// How many of each end then.
const ENDS_SHOWN: usize = 3;
/// How many reasons for one place are shown.
const REASONS_SHOWN: usize = 5;
/// How many refusals are shown.
const REFUSED_SHOWN: usize = 20;

/// What the page shows, and how wide it is.
pub struct View {
    /// How many places to discuss, and how many reasons.
    pub examples: usize,
    /// Columns of the page.
    pub width: usize,
}

/// The whole page.
#[must_use]
pub fn page(grading: &Grading, key: &Key, view: &View) -> String {
    let mut page = taken(grading, key, view.width);
    page += &splits(grading, view);
    page += &reasons(grading, key, view);
    page += &pupils(grading, view.width);
    page += &class(grading, view.width);
    page += &pairs(grading, view.width);
    page += &arguable(view.width);
    page + &refused(grading, view.width)
}

/// What was held against what.
fn taken(grading: &Grading, key: &Key, width: usize) -> String {
    let title = key.title.as_deref().map(|title| format!("{}\n\n", printable(title))).unwrap_or_default();
    let counts = &grading.key;
    let mut lines = format!(
        "{title}Key: {}, {}; {} to mark, {} in quotations, {} to discuss.\n",
        counted(key.passages.len() as u64, "article", "articles"),
        counted(counts.words, "word", "words"),
        counted(counts.mark, "place", "places"),
        counts.quoted,
        counts.discuss
    );
    let refused = match (grading.rows_refused(), grading.refused.is_empty()) {
        (_, true) => "All were graded.".to_owned(),
        (rows, _) => format!("Not graded: {} (listed at the end).", counted(rows, "row", "rows")),
    };
    let pupils = counted(grading.pupils.len() as u64, "pupil", "pupils");
    let _ = write!(lines, "Handed in: {pupils}, {}. {refused}", counted(grading.marks(), "mark", "marks"));
    wrapped(&lines, width)
}

/// Where the class split, the most even first.
fn splits(grading: &Grading, view: &View) -> String {
    let all = &grading.splits;
    if all.is_empty() {
        let why = if grading.pupils.len() < 2 {
            "With one pupil there is nobody to differ from."
        } else {
            "Whoever read a word marked it as all others did."
        };
        return format!("\n{}", wrapped(&format!("What to discuss first: the class did not split on any word. {why}"), view.width));
    }
    let shown = all.len().min(view.examples);
    let of = if shown < all.len() { format!("{shown} of {}; all in JSON and CSV", all.len()) } else { format!("all {shown}") };
    let mut page = format!("\n{}", wrapped(&format!("What to discuss first: the words on which the class split most evenly ({of})"), view.width));
    for (split, number) in all.iter().take(shown).zip(1..) {
        page += &split_lines(split, number, view.width);
    }
    page
}

fn split_lines(split: &Split, number: usize, width: usize) -> String {
    let key = match split.key {
        Some(Answer::Mark) => "The key: to mark",
        Some(Answer::Discuss) => "The key: to discuss",
        Some(Answer::Quoted) => "The key: a quotation",
        None => "Not in the key",
    };
    let counts = format!(": marked by {} of {}. {key}.", split.marked_by.len(), split.answers);
    let start = format!("{number}. ");
    let words = first_columns(&printable(&split.text), width.saturating_sub(start.len() + counts.width()).max(12));
    let mut page = format!("\n{start}{words}{counts}\n");
    let room = width.saturating_sub("    []".len());
    let middle = first_columns(&printable(&split.text), (room / 2).max(12));
    let left = last_columns(&printable(&split.left), room.saturating_sub(middle.width()) / 2);
    let right = first_columns(&printable(&split.right), room.saturating_sub(middle.width() + left.width()));
    let _ = writeln!(page, "    {left}[{middle}]{}", right.trim_end());
    for says in &split.key_says {
        page += &indented(&format!("Key: {}", printable(says)), width);
    }
    for (pupil, reason) in split.reasons.iter().take(REASONS_SHOWN) {
        page += &indented(&format!("{}: {}", printable(pupil), printable(reason)), width);
    }
    if split.reasons.len() > REASONS_SHOWN {
        let more = counted((split.reasons.len() - REASONS_SHOWN) as u64, "more reason", "more reasons");
        page += &indented(&format!("… and {more}"), width);
    }
    page
}

/// Reasons for marks that are to be discussed, and what was said where nothing was marked.
fn reasons(grading: &Grading, key: &Key, view: &View) -> String {
    let reasoned = grading.marks_with_outcomes().filter(|(.., mark, outcome)| *outcome == Outcome::Discuss && !mark.notes.is_empty());
    let of_marks = reasoned.map(|(pupil, passage, mark, _)| {
        let words = first_columns(&printable(mark.span.of(&key.passages[passage].text)), view.width / 2);
        said(&grading.pupils[pupil].label, &format!("“{words}”"), &mark.notes)
    });
    let sheets = grading.pupils.iter().flat_map(|pupil| pupil.sheets.iter().map(move |(passage, sheet)| (pupil, passage, sheet)));
    let remarks = sheets
        .filter(|(.., sheet)| !sheet.remarks.is_empty())
        .map(|(pupil, passage, sheet)| said(&pupil.label, &printable(&key.passages[*passage].article_id), &sheet.remarks));
    let all: Vec<String> = of_marks.chain(remarks).collect();
    if all.is_empty() {
        return String::new();
    }
    let shown = all.len().min(view.examples);
    let of = if shown < all.len() { format!("{shown} of {}; all in JSON and CSV", all.len()) } else { format!("all {shown}") };
    let mut page = format!("\n{}\n", wrapped(&format!("Reasons for marks to discuss, and remarks on an article ({of})"), view.width));
    page.extend(all.iter().take(shown).map(|line| indented(line, view.width)));
    page
}

fn said(pupil: &str, about: &str, notes: &BTreeSet<String>) -> String {
    let notes: Vec<String> = notes.iter().map(|note| printable(note)).collect();
    format!("{}, {about}: {}", printable(pupil), notes.join(" | "))
}

/// Two tables: counts, then figures.
fn pupils(grading: &Grading, width: usize) -> String {
    let counts = |score: &Score| {
        let numbers = [score.marked, score.true_pos, score.partial, score.discuss, score.quoted_marked, score.false_pos, score.missed];
        [vec![score.label.clone()], numbers.iter().map(u64::to_string).collect()].concat()
    };
    let rows: Vec<Vec<String>> = grading.class.iter().map(counts).collect();
    let mut page = format!("\n{}", fitted(&["pupil", "marks", "right", "partly", "discuss", "quoted", "outside", "missed"], rows, 1, width));
    let figures = |score: &Score| {
        let told = |answered: crate::grade::Answered| if answered.all == 0 { dash() } else { format!("{} of {}", answered.right, answered.all) };
        let kappa = score.kappa().map_or_else(dash, |kappa| format!("{kappa:.2}"));
        let shares = [score.overlap.precision(), score.overlap.recall(), score.overlap.f1(), score.strict.f1()].map(percent);
        [vec![score.label.clone()], shares.to_vec(), vec![kappa, told(score.technique), told(score.voice)]].concat()
    };
    let rows: Vec<Vec<String>> = grading.class.iter().map(figures).collect();
    page += &format!("\n{}", fitted(&["pupil", "P %", "R %", "F1 %", "strict %", "kappa", "technique", "voice"], rows, 1, width));
    page += &format!(
        "\n{}",
        wrapped(
            "right: exactly the words of an answer; partly: some of them, or more; discuss: disputable by the key, or outside it with a reason; quoted: loaded, but \
             in a quotation; outside: not in the key, no reason given; missed: answers without a mark. P: right share of the marks (discuss does not count); R: \
             covered share of the answers; F1: both; strict: F1 of whole answers only; kappa: agreement with the key beyond chance; technique, voice: told right of \
             those told.",
            width
        )
    );
    for score in grading.class.iter().filter(|score| !score.note().is_empty()) {
        page += &indented(&format!("{}: {}.", printable(&score.label), score.note()), width);
    }
    page
}

/// The class as a whole, in words.
fn class(grading: &Grading, width: usize) -> String {
    let find = |unit: Unit, metric: Metric| grading.agreement.iter().find(|row| row.a.is_empty() && row.unit == unit && row.metric == metric);
    let (Some(raw), Some(alpha)) = (find(Unit::Token, Metric::Raw), find(Unit::Token, Metric::Alpha)) else {
        return format!("\n{}", wrapped("Agreement needs two pupils.", width));
    };
    let mut text = match alpha.value {
        None => format!("Agreement of the class cannot be told: {}.", alpha.note.trim_start_matches("undefined: ")),
        Some(value) => {
            let meaning = if value >= FIRM {
                "0.80 or more: firm. The class reads this text in one way"
            } else if value >= TENTATIVE {
                "0.667 to 0.80: tentative. Most of it is common ground"
            } else {
                "below 0.667: discuss. The class does not read this text in one way, which is usual for single words and a good start for a talk"
            };
            format!(
                "Agreement of the class beyond chance (Krippendorff's alpha): {value:.2} over {}; {meaning}.",
                counted(alpha.units, "word", "words")
            )
        }
    };
    if let (Some(same), Some(_)) = (raw.value, alpha.value) {
        let _ = write!(
            text,
            " Without taking chance out, {:.1} % of the answers to a word agree; that is always much where most words are marked by nobody, so it says little alone.",
            same * 100.0
        );
    }
    let others: Vec<String> = [(Unit::Sentence, "sentences"), (Unit::Char, "characters")]
        .into_iter()
        .filter_map(|(unit, name)| Some(format!("by {name} {:.2}", find(unit, Metric::Alpha)?.value?)))
        .collect();
    if !others.is_empty() {
        let _ = write!(text, " The same {}.", others.join(", "));
    }
    format!("\n{}", wrapped(&text, width))
}

/// Each two pupils; of many only those least and most alike.
fn pairs(grading: &Grading, width: usize) -> String {
    let rows: Vec<&Agreement> = grading.agreement.iter().filter(|row| !row.a.is_empty()).collect();
    // Raw agreement and kappa of a pair stand one after the other.
    let pairs: Vec<(&Agreement, &Agreement)> = rows.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
    if pairs.is_empty() {
        return String::new();
    }
    let all = pairs.len();
    let (defined, undefined): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(_, kappa)| kappa.value.is_some());
    let mut sorted = defined;
    sorted.sort_by(|one, other| one.1.value.unwrap_or_default().total_cmp(&other.1.value.unwrap_or_default()));
    let left_out = all > PAIRS_SHOWN && sorted.len() > 2 * ENDS_SHOWN;
    let undefined_shown = if all > PAIRS_SHOWN { &[][..] } else { &undefined };
    let ends: Vec<_> =
        if left_out { sorted[..ENDS_SHOWN].iter().chain(&sorted[sorted.len() - ENDS_SHOWN..]).copied().collect() } else { sorted.clone() };
    let cells = |(raw, kappa): &(&Agreement, &Agreement)| {
        let kappa_shown = kappa.value.map_or_else(dash, |value| format!("{value:.2}"));
        vec![raw.a.clone(), raw.b.clone(), kappa_shown, percent(raw.value), raw.units.to_string()]
    };
    let cells: Vec<Vec<String>> = ends.iter().chain(undefined_shown).map(cells).collect();
    let mut page = format!("\n{}", fitted(&["pupil", "and", "kappa", "raw %", "words"], cells, 2, width));
    if left_out {
        let middle = sorted[(sorted.len() - 1) / 2].1.value.unwrap_or_default();
        let text = format!(
            "The {ENDS_SHOWN} pairs least alike and the {ENDS_SHOWN} most alike of {all}; the middle kappa is {middle:.2}. All in JSON and CSV."
        );
        page += &wrapped(&text, width);
    }
    if !undefined.is_empty() {
        let pairs = counted(undefined.len() as u64, "pair", "pairs");
        page += &wrapped(&format!("No kappa for {pairs}: neither marked anything, both marked everything, or no word was read by both."), width);
    }
    page
}

fn arguable(width: usize) -> String {
    let text = "The key is arguable: it comes from lists of words with reasons, and over single words trained readers differ too. Reward reasons (the technique named, \
                a neutral wording offered) and not hits alone. A mark outside the key with a stated reason counts as something to discuss, never as wrong.";
    format!("\n{}", wrapped(text, width))
}

/// What is not graded.
fn refused(grading: &Grading, width: usize) -> String {
    if grading.refused.is_empty() {
        return String::new();
    }
    let mut page = format!("\n{}", wrapped("Not graded, nothing of it counts above:", width));
    for refusal in grading.refused.iter().take(REFUSED_SHOWN) {
        let whose = if refusal.annotator.is_empty() { String::new() } else { format!(" ({})", printable(&refusal.annotator)) };
        let rows = if refusal.rows > 1 { format!(" {} rows.", refusal.rows) } else { String::new() };
        page += &indented(&format!("{}{whose}.{rows}", printable(&refusal.to_string())), width);
    }
    if grading.refused.len() > REFUSED_SHOWN {
        page += &indented(&format!("… and {} more; all in JSON and CSV", grading.refused.len() - REFUSED_SHOWN), width);
    }
    page
}

fn percent(share: Option<f64>) -> String {
    let Some(share) = share else { return dash() };
    if share < 1.0 { format!("{:.1}", share * 100.0) } else { "100".to_owned() }
}

fn dash() -> String {
    "–".to_owned()
}

fn wrapped(text: &str, width: usize) -> String {
    text.lines().map(|line| textwrap::fill(line, width) + "\n").collect()
}

fn indented(text: &str, width: usize) -> String {
    let options = textwrap::Options::new(width).initial_indent("    ").subsequent_indent("        ");
    textwrap::fill(text, options) + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_round_to_a_hundred_only_where_they_are_whole() {
        assert_eq!([Some(0.5), Some(1.0), Some(0.9999), None].map(percent), ["50.0", "100", "100.0", "–"]);
    }
}
