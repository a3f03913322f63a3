//! connote measures loaded language.
pub mod document;
pub mod error;
pub mod lexicon;
pub mod span;
pub mod tokenize;
pub use error::Error;
