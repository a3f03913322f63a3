//! Results for readers: columns declared once, one file per format.

pub mod agreement;
#[cfg(feature = "cli")]
pub mod agreement_page;
#[cfg(feature = "cli")]
pub mod article;
#[cfg(feature = "cli")]
pub mod attribution;
pub mod catalogue;
pub mod cell;
pub mod column;
pub mod csv;
#[cfg(feature = "cli")]
pub mod explain;
pub mod json;
#[cfg(feature = "cli")]
pub mod lexicon;
pub mod markdown;
#[cfg(feature = "cli")]
pub mod overview;
pub mod run;
pub mod sentence;
#[cfg(feature = "cli")]
pub mod table;
pub mod tables;
