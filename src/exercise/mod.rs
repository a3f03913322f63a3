//! Classroom material: from analysed articles to an exercise, which is plain data. Every sheet, quiz and deck is written from it and from nothing
//! else, so a writer never works anything out.
//!
//! [`model`] and [`task`] are the data. [`build`] makes it: `excerpt` chooses what of an article is shown, `shown` makes the text that pupils read,
//! `key` the answers, `tasks` has one file per type. [`texts`] holds all words of the sheets, a file per language.

mod build;
mod chance;
mod elsewhere;
mod excerpt;
mod key;
mod mask;
pub mod model;
mod passage;
mod schema;
mod shown;
pub mod task;
mod tasks;
pub mod texts;
mod wording;

pub use build::{Built, Extent, Note, Problem, Settings, TooFew, build, needed_options};
pub use model::{Answer, Exercise, KeySpan, Level, Passage, Run};
pub use schema::schema;
pub use task::{Kind, Task, Work};
