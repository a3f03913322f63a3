//! What stands around a match: sense conditions, quotations, voice, speaker, flags, concordance lines.

mod flags;
mod glyph;
pub mod kwic;
mod mark;
mod names;
mod pairing;
mod quotation;
mod reporting;
mod scare;
pub mod sense;
mod speaker;
mod verbs;
mod voice;

pub use flags::Flag;
pub use quotation::{Quotation, QuotationKind, Quotations, quotation_at};
pub use reporting::Reporting;
pub use voice::{Attribution, Voice, Voices};
