//! connote measures loaded language.
pub mod analysis;
pub mod context;
pub mod document;
pub mod error;
pub mod lexicon;
pub mod matcher;
pub mod span;
pub mod tokenize;
pub use error::Error;
