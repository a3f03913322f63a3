//! Hits and voices held against annotated texts.
//!
//! `gold` reads them, `text` brings gold spans and hits of one text to the same units, `tally` counts what agrees and makes shares of it,
//! `bootstrap` says how much these depend on the texts, `rows` does so for every level, `errors` collects what an author looks at.

mod bootstrap;
mod context;
mod errors;
mod evaluation;
mod gold;
mod labels;
mod rows;
mod tally;
mod text;

pub use context::{ContextAgreement, FlagAgreement, VoiceTable, WrongVoice};
pub use errors::{Example, FalseAlarm, Miss};
pub use evaluation::{Evaluation, Settings, evaluate};
pub use gold::{Gold, GoldFile, GoldSpan, Offsets, read_gold};
pub use labels::{LabelCount, NOT_LOADED_LABELS, Positive};
pub use rows::{Agreement, Estimate, RowLevel};
pub use tally::{Tally, Unit};
