//! Finding terms: every occurrence on word boundaries, overlapping ones included. What they mean here is decided later.

mod anchor;
mod automaton;
mod form;
mod keyed;
pub mod prepared;
mod verify;

pub use automaton::Automaton;
pub use form::{CompiledForm, FormId, Owner, compile};
pub use keyed::Keyed;

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

    /// The forms looked for; a [`FormId`] is an index into them.
    fn forms(&self) -> &[CompiledForm];
}
