//! Candidates for a lexicon, for people: what was searched, then each candidate with its counts in words and lines to read.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::cell::printable;
use super::discovery::{DiscoverRow, Searched, counts, facts, finding, leading, with_it};
use super::table::{first_columns, last_columns};
use crate::compare::discovery::Discovery;
use crate::compare::evidence::Line;

/// Columns of the names of documents beside the lines.
const NAME_WIDTH: usize = 16;

/// Indentation of what belongs to a candidate.
const INDENT: &str = "    ";

const FOOTER: &str = "These are candidates for a human to judge: names, topics and the style of a newsroom set texts apart as well as loaded words do. A wording \
    that is frequent is not therefore loaded. Validate on other texts than those searched. A different reference gives different numbers.";

/// How much is shown.
#[derive(Debug, Clone, Copy)]
pub struct View {
    /// At most so many candidates of each direction.
    pub most: usize,
    /// At most so many lines of each.
    pub lines: usize,
    /// Columns of the page.
    pub width: usize,
}

/// The page.
#[must_use]
pub fn page(searched: &Searched<'_>, discovery: &Discovery<'_>, rows: &[DiscoverRow<'_>], view: View) -> String {
    let mut page = String::new();
    for (label, fact) in facts(searched, discovery) {
        paragraph(&mut page, &format!("{label:<11}"), "           ", &fact, view.width);
    }
    let mut shown = 0;
    for (row, parts) in leading(rows, view.most) {
        shown += 1;
        candidate(&mut page, shown, row, &parts, view);
    }
    let under = rows.iter().filter(|row| row.under.is_some()).count();
    let more = rows.len() - shown - under;
    if more > 0 {
        let remark = format!("{more} more are not shown: --top N shows more; CSV and JSON have all.");
        let _ = write!(page, "\n{}\n", textwrap::fill(&remark, view.width));
    }
    if shown == 0 {
        page.push_str("\nNothing to list.\n");
    }
    let _ = write!(page, "\n{}\n", textwrap::fill(FOOTER, view.width));
    page
}

fn candidate(page: &mut String, number: usize, row: &DiscoverRow<'_>, parts: &[&str], view: View) {
    let _ = write!(page, "\n{number:>3} {}\n", printable(row.term()));
    let mut facts = vec![counts(row), finding(row)];
    if !parts.is_empty() {
        facts.push(with_it(parts));
    }
    if !row.shown.entries.is_empty() {
        facts.push(format!("entries that find it already: {}", row.shown.entries.join(", ")));
    }
    for fact in facts {
        paragraph(page, INDENT, INDENT, &fact, view.width);
    }
    for line in row.shown.lines.iter().take(view.lines) {
        let _ = writeln!(page, "{}", concordance(line, view.width));
    }
}

fn paragraph(page: &mut String, first: &str, others: &str, text: &str, width: usize) {
    let options = textwrap::Options::new(width).initial_indent(first).subsequent_indent(others);
    for line in textwrap::wrap(&printable(text), options) {
        let _ = writeln!(page, "{line}");
    }
}

/// One line: the document, then the term in brackets in the middle of its context.
fn concordance(line: &Line, width: usize) -> String {
    let name = last_columns(&printable(&line.document), NAME_WIDTH);
    let node = format!("[{}]", printable(&line.node));
    let room = width.saturating_sub(INDENT.len() + NAME_WIDTH + 2 + node.width());
    let left = last_columns(&printable(&line.left), room / 2);
    let right = first_columns(&printable(&line.right), room - room / 2);
    let name_gap = " ".repeat(NAME_WIDTH.saturating_sub(name.width()) + 2);
    let left_gap = " ".repeat((room / 2).saturating_sub(left.width()));
    format!("{INDENT}{name}{name_gap}{left_gap}{left}{node}{right}").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_within_the_page_and_the_term_in_its_middle() {
        let line = |left: &str, right: &str| Line {
            document: "articles/of/some/outlet.txt".to_owned(),
            left: left.to_owned(),
            node: "Kyiv regime".to_owned(),
            right: right.to_owned(),
        };
        let long = "a long sentence that goes on and on, ".repeat(3);
        let shown = [line(&long, &long), line("The ", "."), line("", "")].map(|line| concordance(&line, 80));
        for line in &shown {
            assert!(line.width() <= 80, "{line}");
            assert_eq!(line.find('[').map(|at| line[..at].width()), shown[0].find('[').map(|at| shown[0][..at].width()), "{line}");
        }
        assert!(shown[1].ends_with("The [Kyiv regime]."));
    }
}
