//! Runs the accept and reject sentences of a lexicon against that lexicon alone.

use std::fmt;

use crate::analysis::{AnalyzeError, Analyzer, Hit, Options};
use crate::document::{Document, Field};
use crate::lexicon::examples::marked;
use crate::lexicon::{Loaded, Selection};
use crate::span::Span;

/// Whether an example must match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExampleKind {
    /// The marked words must be found.
    Accept,
    /// The entry must not be found.
    Reject,
}

/// One example sentence of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// Id of the lexicon.
    pub lexicon: String,
    /// Index of the entry.
    pub entry: usize,
    /// Id of the entry.
    pub entry_id: String,
    /// Accept or reject.
    pub kind: ExampleKind,
    /// Number within its kind, 1-based.
    pub number: usize,
    /// As in the file, with marks.
    pub sentence: String,
}

impl Example {
    /// A name by which a test runner lists it: `lexicon::entry::accept_1`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}::{}::{}_{}", self.lexicon, self.entry_id, self.kind_name(), self.number)
    }

    fn kind_name(&self) -> &'static str {
        match self.kind {
            ExampleKind::Accept => "accept",
            ExampleKind::Reject => "reject",
        }
    }
}

/// An example that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Which one.
    pub example: Example,
    /// The words that had to be found; none for a reject sentence.
    pub expected: Vec<String>,
    /// The words in which hits of the lexicon were found, each with its entry.
    pub found: Vec<String>,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |items: &[String]| if items.is_empty() { "nothing".to_owned() } else { items.join("; ") };
        let example = &self.example;
        write!(f, "entry {:?}, {} sentence {}: {:?}", example.entry_id, example.kind_name(), example.number, example.sentence)?;
        let expected = match example.kind {
            ExampleKind::Accept => format!("expected {}", list(&self.expected)),
            ExampleKind::Reject => "expected no hit of this entry".to_owned(),
        };
        write!(f, "; found {}; {expected}; correct the sentence, the forms or the conditions", list(&self.found))
    }
}

/// All example sentences of a lexicon, in order.
#[must_use]
pub fn examples(loaded: &Loaded) -> Vec<Example> {
    let lexicon = loaded.lexicon();
    let mut all = Vec::new();
    for (entry, item) in lexicon.entries.iter().enumerate() {
        for (kind, sentences) in [(ExampleKind::Accept, &item.accept), (ExampleKind::Reject, &item.reject)] {
            all.extend(sentences.iter().zip(1..).map(|(sentence, number)| Example {
                lexicon: lexicon.header.id.clone(),
                entry,
                entry_id: item.id.clone(),
                kind,
                number,
                sentence: sentence.clone(),
            }));
        }
    }
    all
}

/// Runs all examples of a lexicon; gives those that do not hold.
///
/// # Errors
/// As [`Analyzer::new`].
pub fn check(loaded: &Loaded) -> Result<Vec<Failure>, AnalyzeError> {
    let mut failures = Vec::new();
    let mut analyzers = Analyzers::new(loaded);
    for example in examples(loaded) {
        failures.extend(analyzers.run(example)?);
    }
    Ok(failures)
}

/// An entry is tried beside those that are on by default, for that is how it will meet them.
struct Analyzers<'a> {
    loaded: &'a Loaded,
    last: Option<(Vec<String>, Analyzer)>,
}

impl<'a> Analyzers<'a> {
    fn new(loaded: &'a Loaded) -> Self {
        Self { loaded, last: None }
    }

    fn run(&mut self, example: Example) -> Result<Option<Failure>, AnalyzeError> {
        let entry = &self.loaded.lexicon().entries[example.entry];
        let enable = if entry.on_by_default { Vec::new() } else { vec![entry.id.clone()] };
        let analyzer = match self.last.take() {
            Some((enabled, analyzer)) if enabled == enable => analyzer,
            _ => {
                let selection = Selection { enable: enable.clone(), ..Selection::default() };
                Analyzer::new(vec![self.loaded.clone()], &Options { selection, ..Options::default() })?
            }
        };
        let failure = try_example(&analyzer, example);
        self.last = Some((enable, analyzer));
        Ok(failure)
    }
}

fn try_example(analyzer: &Analyzer, example: Example) -> Option<Failure> {
    // Validation has seen to it that the marks are balanced; a reject sentence may carry marks that mean nothing.
    let sentence = marked(&example.sentence).ok()?;
    let document = Document { text: Field::plain(sentence.text.clone()), ..Document::default() };
    let hits = analyzer.analyze(document).hits;
    let own: Vec<&Hit> = hits.iter().filter(|hit| hit.entry.entry == example.entry).collect();
    let holds = match example.kind {
        ExampleKind::Reject => own.is_empty(),
        ExampleKind::Accept => accepts(&sentence.spans, &hits, &own),
    };
    if holds {
        return None;
    }
    let cut = |span: Span| format!("{:?}", span.of(&sentence.text));
    let shown = |hit: &Hit| {
        let open = if hit.counts() { "" } else { ", low confidence" };
        format!("{} ({}{open})", cut(hit.span), analyzer.entry(hit.entry).id)
    };
    let found = hits.iter().map(shown).collect();
    let expected = sentence.spans.iter().map(|&span| cut(span)).collect();
    Some(Failure { example, expected, found })
}

/// Every marked span is a hit, one of them of the entry, and no hit of the entry is unmarked.
fn accepts(marked: &[Span], hits: &[Hit], own: &[&Hit]) -> bool {
    let found = |span: &Span| hits.iter().any(|hit| hit.span == *span && hit.counts());
    let expected = |hit: &&Hit| marked.contains(&hit.span) && hit.counts();
    !own.is_empty() && marked.iter().all(found) && own.iter().all(expected)
}
