//! What a lexicon author works with: a template, running the examples, auditing, lexicons of other tools in and out.

mod audit;
mod check;
pub mod export;
pub mod import;
mod stubs;
mod template;
mod written;

pub use audit::{Finding, Frequencies, Rule, Verdict, audit, common};
pub use check::{Example, ExampleKind, Failure, check, examples};
pub use stubs::{Stub, stubs};
pub use template::template;
