//! The flags of documents in words.

/// What the flags of documents mean, for people; others are shown by name.
const MEANINGS: [(&str, &str); 8] = [
    ("few_hits", "fewer than 5 hits in its own voice: the rate says little"),
    ("short_text", "fewer than 150 words outside quotations: the rate says little"),
    ("length_mismatch", "most reference texts are much shorter or longer"),
    ("bursty_reference", "hits come in bursts in the reference"),
    ("unbounded", "no hit in the reference: a ratio has no upper bound"),
    ("quote_unclosed", "a quotation lacks one of its marks"),
    ("homoglyph", "look-alike letters of another script"),
    ("other_language", "the text seems to be in another language than the lexicons"),
];

/// What a flag means; its name where there are no words for it.
#[must_use]
pub fn meaning(flag: &str) -> String {
    MEANINGS.iter().find(|(name, _)| *name == flag).map_or_else(|| flag.replace('_', " "), |(_, meaning)| (*meaning).to_owned())
}
