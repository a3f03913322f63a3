//! What stands around a match: sense conditions, quotations, voice, speaker, flags, concordance lines.

mod flags;
pub mod kwic;
mod mark;
mod quotation;
mod reporting;
pub mod sense;
mod voice;

pub use flags::Flag;
pub use quotation::{Quotation, QuotationKind, Quotations};
pub use voice::{Attribution, Voice, Voices};
