//! Hits and voices held against annotated texts.

mod gold;
mod score;

pub use gold::{Gold, GoldSpan, read_gold};
pub use score::{Agreement, VoiceTable, evaluate};
