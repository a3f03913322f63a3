//! Finding terms: every occurrence on word boundaries, overlapping ones included. What they mean here is decided later.

mod anchor;
mod automaton;
mod form;
mod keyed;
pub mod prepared;
mod tables;
mod verify;

pub use automaton::Automaton;
pub use form::{CompiledForm, FormId, FormView, Owner, compile};
pub use keyed::Keyed;

use crate::lexicon::pattern::PatternProblem;
use crate::span::Span;
use crate::tokenize::Layout;

/// What an engine finds: a form at a place. No sense, no voice, no overlap rule has been applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Match {
    /// In the text.
    pub span: Span,
    /// In the folded text.
    pub folded: Span,
    /// Which form.
    pub form: FormId,
}

/// Something that finds forms in a text.
pub trait Engine: Send + Sync {
    /// Every occurrence of every form that starts and ends on word boundaries and fits the form's case, sorted, each once.
    fn find(&self, layout: &Layout<'_>) -> Vec<Match>;

    /// The form that a match names; `None` for a number that no form has, or none that is looked for.
    fn form(&self, form: FormId) -> Option<FormView<'_>>;
}

/// Why an engine cannot be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EngineProblem {
    /// A pattern does not expand.
    Pattern(PatternProblem),
    /// A limit of the automaton is exceeded: which.
    Limit(String),
}
