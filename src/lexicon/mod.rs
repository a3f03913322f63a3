//! Lexicons: entries, their TOML shape and rules, inflection, the built-in ones, composition.

pub mod builtin;
pub mod examples;
pub mod identity;
pub mod inflect;
mod load;
mod model;
pub mod pattern;
mod set;
mod technique;
mod validate;

pub use load::{SIZE_LIMIT, load, toml_error};
pub use model::{
    Case, Condition, Entry, Evidence, Header, Inflect, Lexicon, Near, Polarity, Referent, Source, SourceKind, Stance, Status, Target, TargetKind,
    WordClass,
};
pub use set::{Loaded, Selection, compose, digest};
pub use technique::{TECHNIQUES, Technique};
pub use validate::{WHY_LIMIT, is_id, is_language};

const NUMBER_WORDS: [&str; 28] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
    "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "hundred", "hundreds", "thousand", "thousands", "million",
];

/// Whether a folded word is a number: digits first, or a number word.
#[must_use]
pub fn is_number_word(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) || NUMBER_WORDS.contains(&word)
}

/// Whether a folded word is an article, a demonstrative or a possessive.
#[must_use]
pub fn is_determiner(word: &str) -> bool {
    matches!(word.len(), 1..=5)
        && matches!(
            word,
            "a" | "an"
                | "the"
                | "this"
                | "that"
                | "these"
                | "those"
                | "his"
                | "her"
                | "its"
                | "their"
                | "our"
                | "my"
                | "your"
                | "no"
                | "any"
                | "some"
                | "every"
                | "each"
        )
}
