//! Looking a few terms up in the texts again: how they are written there, lines to read, and what lexicons already find in them.
//!
//! A profile keeps no text, so this is a second way through the focus. Only the terms asked for are kept, and of each a few lines.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::analysis::{Analyzer, EntryIndex, Hit};
use crate::context::Voices;
use crate::context::kwic::{CONTEXT_WORDS, context};
use crate::document::{Document, FieldName};
use crate::profile::{Profile, ProfiledDocument, Sketch, each_term, sketch};
use crate::span::Span;
use crate::tokenize::Layout;

/// A line of a concordance. Lines are ordered by document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// Id of the document.
    pub document: String,
    /// What stands before the term.
    pub left: String,
    /// The term as written.
    pub node: String,
    /// What stands after it.
    pub right: String,
}

/// How a term stands in the texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// As most often written, the first in order of several. `None` where it was not found again.
    pub written: Option<String>,
    /// Its first use in each of the first documents, by their ids; equal lines once.
    pub lines: Vec<Line>,
    /// Ids of entries whose hits share words with at least half of its uses, sorted.
    pub entries: Vec<String>,
}

/// The terms looked for.
#[derive(Debug)]
pub struct Wanted {
    numbers: HashMap<String, usize>,
    longest: usize,
}

impl Wanted {
    /// Terms as folded text, of at most `longest` words.
    #[must_use]
    pub fn new(terms: &[&str], longest: usize) -> Self {
        Self { numbers: terms.iter().enumerate().map(|(number, term)| ((*term).to_owned(), number)).collect(), longest }
    }

    /// Looks for the terms in a document's own voice.
    #[must_use]
    pub fn look(&self, analyzer: &Analyzer, document: Document) -> Seen {
        let (analysis, (sketch, found)) = analyzer.analyze_and(document, |layouts, voices| (sketch(layouts), self.found(layouts, voices)));
        let hits: Vec<&Hit> = analysis.hits.iter().chain(&analysis.overruled).collect();
        let mut terms: BTreeMap<usize, InDocument> = BTreeMap::new();
        for Found { number, field, span, first } in found {
            let seen = terms.entry(number).or_default();
            let node = in_one_piece(span.of(analysis.content(field)));
            let mut touching: Vec<EntryIndex> =
                hits.iter().filter(|hit| hit.field == field && hit.span.overlaps(span)).map(|hit| hit.entry).collect();
            touching.sort_unstable();
            touching.dedup();
            for entry in touching {
                *seen.entries.entry(entry).or_default() += 1;
            }
            if let Some((left, right)) = first {
                seen.line = Some(Line { document: analysis.document.id.clone(), left, node: node.clone(), right });
            }
            match seen.written.get_mut(&node) {
                Some(count) => *count += 1,
                None => drop(seen.written.insert(node, 1)),
            }
        }
        Seen { key: (analysis.words as u64, analysis.words_quoted as u64, sketch), terms }
    }

    fn found(&self, layouts: &[Layout<'_>], voices: &[Voices<'_>]) -> Vec<Found> {
        let mut found = Vec::new();
        let mut met = HashSet::new();
        for (layout, voices) in layouts.iter().zip(voices) {
            each_term(layout, voices, self.longest, |term, words| {
                let Some(&number) = self.numbers.get(term) else { return };
                // The term may be shorter than its words: a possessive 's is no part of it.
                let start = layout.words[words.start].folded().start;
                let span = layout.folded.original(Span::new(start, start + term.len()));
                let first = met.insert(number).then(|| context(layout, span, CONTEXT_WORDS));
                found.push(Found { number, field: layout.name, span, first });
            });
        }
        found
    }
}

struct Found {
    number: usize,
    field: FieldName,
    span: Span,
    /// Left and right context of the first use in the document.
    first: Option<(String, String)>,
}

/// By what a document of a profile is known again.
type Key = (u64, u64, Option<Sketch>);

/// What was seen in one document.
#[derive(Debug)]
pub struct Seen {
    key: Key,
    terms: BTreeMap<usize, InDocument>,
}

#[derive(Debug, Default)]
struct InDocument {
    written: BTreeMap<String, u64>,
    entries: HashMap<EntryIndex, u64>,
    line: Option<Line>,
}

/// What was seen in all documents, added in any order.
#[derive(Debug)]
pub struct Evidence {
    /// The documents that are no near copies.
    kept: HashSet<Key>,
    most_lines: usize,
    terms: Vec<Collected>,
}

#[derive(Debug, Default, Clone)]
struct Collected {
    written: BTreeMap<String, u64>,
    entries: HashMap<EntryIndex, u64>,
    lines: Vec<Line>,
}

impl Evidence {
    /// For so many terms, in the documents that a profile did not leave out, with at most `most_lines` lines each.
    #[must_use]
    pub fn new(terms: usize, profile: &Profile, most_lines: usize) -> Self {
        let key = |document: &ProfiledDocument| (document.words, document.words_quoted, document.sketch);
        Self { kept: profile.kept().map(key).collect(), most_lines, terms: vec![Collected::default(); terms] }
    }

    /// Adds what was seen in a document.
    pub fn add(&mut self, seen: Seen) {
        if !self.kept.contains(&seen.key) {
            return;
        }
        for (number, seen) in seen.terms {
            let collected = &mut self.terms[number];
            seen.written.into_iter().for_each(|(written, count)| *collected.written.entry(written).or_default() += count);
            seen.entries.into_iter().for_each(|(entry, count)| *collected.entries.entry(entry).or_default() += count);
            if let Some(line) = seen.line {
                keep_first(&mut collected.lines, line, self.most_lines);
            }
        }
    }

    /// What is shown of each term, in their order.
    #[must_use]
    pub fn finish(self, analyzer: &Analyzer) -> Vec<Shown> {
        self.terms.into_iter().map(|collected| collected.shown(analyzer)).collect()
    }
}

/// Adds a line where it is among the first in order; of lines that say the same, that of the first document stays.
fn keep_first(lines: &mut Vec<Line>, line: Line, most: usize) {
    // Most lines come too late: nothing more is done for them.
    if lines.len() >= most && lines.last().is_some_and(|last| *last < line) {
        return;
    }
    match lines.iter().position(|other| (&other.left, &other.node, &other.right) == (&line.left, &line.node, &line.right)) {
        Some(place) if lines[place] <= line => return,
        Some(place) => drop(lines.remove(place)),
        None => {}
    }
    lines.insert(lines.partition_point(|other| *other < line), line);
    lines.truncate(most);
}

impl Collected {
    fn shown(self, analyzer: &Analyzer) -> Shown {
        let uses: u64 = self.written.values().sum();
        let often = self.entries.into_iter().filter(|(_, count)| 2 * count >= uses);
        let mut entries: Vec<String> = often.map(|(entry, _)| analyzer.entry(entry).id.clone()).collect();
        entries.sort_unstable();
        // The last of those that compare as largest would be the last in order: the count first, then the earlier text.
        let written = self.written.into_iter().max_by(|(one, of_one), (other, of_other)| of_one.cmp(of_other).then_with(|| other.cmp(one)));
        Shown { written: written.map(|(written, _)| written), lines: self.lines, entries }
    }
}

/// White space as single spaces: a phrase may be wrapped over two lines.
fn in_one_piece(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
