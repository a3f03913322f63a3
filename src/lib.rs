//! connote measures loaded language: it finds framing terms of open lexicons, tells whose voice each one stands in, counts them
//! per 1,000 words, and places a text among reference texts.
//!
//! The modules are in the order of a text's way: [`reader`] makes a [`document::Document`] of bytes, [`tokenize`] takes it apart,
//! [`matcher`] finds the forms of [`lexicon`]s, [`context`] decides sense and voice, [`analysis`] puts these together,
//! [`measure`] counts, [`profile`] and [`compare`] place the counts beside reference texts, [`report`] writes results.
//!
//! ```
//! use connote::analysis::{Analyzer, Options};
//! use connote::document::{Document, Field};
//! use connote::lexicon::builtin;
//!
//! let analyzer = Analyzer::new(builtin::lexicons(), &Options::default())?;
//! let text = Field::plain("The Kyiv regime rejected the plan.");
//! let analysis = analyzer.analyze(Document { text, ..Document::default() });
//! assert_eq!(analysis.hits[0].span.of(&analysis.document.text.content), "Kyiv regime");
//! assert_eq!(analysis.hits[0].voice.as_str(), "editorial");
//! # Ok::<(), connote::analysis::AnalyzeError>(())
//! ```
#![warn(clippy::disallowed_methods)]

pub mod analysis;
pub mod authoring;
#[cfg(feature = "cli")]
pub mod cli;
pub mod compare;
pub mod context;
pub mod document;
pub mod error;
pub mod evaluate;
pub mod exercise;
pub mod grade;
pub mod lexicon;
pub mod matcher;
pub mod measure;
pub mod profile;
pub mod reader;
pub mod report;
pub mod span;
pub mod tokenize;
pub use error::Error;
