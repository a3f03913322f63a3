//! What a lexicon author works with: a template, running the examples, lexicons of other tools in and out.

mod check;
pub mod export;
pub mod import;
mod template;

pub use check::{Example, ExampleKind, Failure, check, examples};
pub use template::template;
