//! What one text or one corpus says about itself: rates with intervals, dispersion, quantiles.
//!
//! Everything here is a pure function of counts. What is undefined is `None`, never a zero.

pub mod agreement;
pub mod alpha;
pub mod attribution;
pub mod chi_square;
pub mod counts;
pub mod dispersion;
pub mod documents;
pub mod interval;
pub(crate) mod probability;
pub mod quantile;
pub(crate) mod ranges;
pub mod student;
pub mod tally;

pub use attribution::{SpeakerVerb, by_speaker};
pub use counts::{ByVoice, DocumentCounts, ItemCounts, Level, Sighting, by_level, firsts_of_stretches, items_of_entry};
pub use interval::Interval;
pub use tally::Tally;
