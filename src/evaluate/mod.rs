//! Hits and voices held against annotated texts.

mod context;
mod gold;
mod score;

pub use context::{ContextAgreement, FlagAgreement, VoiceTable, WrongVoice};
pub use gold::{Gold, GoldSpan, read_gold};
pub use score::{Agreement, evaluate};
