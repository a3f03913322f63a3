//! The view of hits for people: each in the middle of its line.

use unicode_width::UnicodeWidthStr;

use crate::analysis::{Analysis, Hit};
use crate::cli::exit::Stop;
use crate::cli::output::{Output, width};
use crate::report::cell::printable;
use crate::report::table::last_columns;

/// Room for a document's name beside a concordance line.
const NAME_WIDTH: usize = 18;

/// Lines as documents come. One document needs no name beside its lines, so that the first is kept until it is known to be the only one.
pub(super) struct Kwic {
    first: Option<(Analysis, Vec<usize>)>,
    /// Whether names are needed for certain.
    named: bool,
    begun: bool,
    any: bool,
}

impl Kwic {
    /// Lines to come, with names in any case or where there are several documents.
    pub(super) fn new(named: bool) -> Self {
        Self { first: None, named, begun: named, any: false }
    }

    /// Writes the lines of a document: its hits with these indexes.
    pub(super) fn take(&mut self, analysis: Analysis, hits: Vec<usize>, output: &mut Output) -> Result<(), Stop> {
        if !std::mem::replace(&mut self.begun, true) {
            self.first = Some((analysis, hits));
            return Ok(());
        }
        self.named = true;
        if let Some((first, of_first)) = self.first.take() {
            self.write(&first, &of_first, output)?;
        }
        self.write(&analysis, &hits, output)
    }

    /// Writes what was kept.
    pub(super) fn finish(&mut self, output: &mut Output) -> Result<(), Stop> {
        if let Some((first, hits)) = self.first.take() {
            self.write(&first, &hits, output)?;
        }
        if self.begun && !self.any {
            output.page("No listed term was found.\n")?;
        }
        Ok(())
    }

    fn write(&mut self, analysis: &Analysis, hits: &[usize], output: &mut Output) -> Result<(), Stop> {
        self.any |= !hits.is_empty();
        let name = if self.named { analysis.document.id.as_str() } else { "" };
        let lines: String = hits.iter().map(|&hit| line(name, hit + 1, analysis, &analysis.hits[hit]) + "\n").collect();
        Ok(output.page(&lines)?)
    }
}

/// One concordance line: the hit in the middle, as much context as fits.
fn line(document: &str, number: usize, analysis: &Analysis, hit: &Hit) -> String {
    let label = if document.is_empty() {
        format!("{number:>3}")
    } else {
        format!("{:<NAME_WIDTH$} {number:>3}", last_columns(&printable(document), NAME_WIDTH))
    };
    let room = width().saturating_sub(label.width() + 14);
    let text = printable(hit.span.of(analysis.content(hit.field)));
    // The hits stand under each other; what follows gets the rest of the line.
    let before = room * 2 / 5;
    let after = room.saturating_sub(before + text.width());
    let left = last_characters(&printable(&hit.left), before);
    let right = first_characters(&printable(&hit.right), after);
    let voice = hit.voice.as_str();
    format!("{label} {voice:<9} {left:>before$}[{text}]{right}")
}

fn last_characters(text: &str, count: usize) -> String {
    text.chars().skip(text.chars().count().saturating_sub(count)).collect()
}

fn first_characters(text: &str, count: usize) -> String {
    text.chars().take(count).collect()
}
