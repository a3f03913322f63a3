//! Results for readers: columns declared once, one file per format.

pub mod cell;
pub mod column;
pub mod tables;
