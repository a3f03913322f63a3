//! What a lexicon author works with: running the examples, auditing for balance and tidiness.

mod audit;
mod check;

pub use audit::{Finding, Frequencies, Rule, Verdict, audit, common};
pub use check::{Example, ExampleKind, Failure, check, examples};
