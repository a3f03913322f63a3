//! What a lexicon author works with. For now: running the examples.

mod check;

pub use check::{Example, ExampleKind, Failure, check, examples};
