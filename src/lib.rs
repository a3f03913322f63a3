//! connote measures loaded language.
pub mod analysis;
pub mod authoring;
pub mod compare;
pub mod context;
pub mod document;
pub mod error;
pub mod lexicon;
pub mod matcher;
pub mod measure;
pub mod profile;
pub mod reader;
pub mod report;
pub mod span;
pub mod tokenize;
pub use error::Error;
