//! One text or corpus beside another: ratio, rank, flags.
//!
//! Everything here is a pure function of counts. What is undefined is `None`, never a zero, and no zero
//! is ever corrected by half a hit: that would turn the direction round for a short article.

pub mod beside;
mod binomial;
mod bins;
pub mod contrast;
pub mod corpora;
pub mod corpus;
pub mod discovery;
pub mod effect;
pub mod evidence;
pub mod flag;
pub mod heads;
pub mod items;
pub mod keyness;
pub mod log_odds;
pub mod multiple;
pub mod permutation;
mod place;
pub mod rank;
pub mod rank_tests;
pub mod ratio;
pub mod reference;

pub use bins::{BINS, RateBins, bin};
pub use contrast::{Contrast, contrasts};
pub use corpora::{CiMethod, CorpusRatio, corpus_ratio};
pub use effect::{log2_ratio, lrc};
pub use flag::{CompareFlag, flags};
pub use permutation::{Permuted, Pool, permutation};
pub use place::{Compared, Place, Places};
pub use rank::{Rank, rank};
pub use ratio::{Direction, direction, exact_conditional, exact_p, rate_ratio};
pub use reference::{Reference, Summary};
