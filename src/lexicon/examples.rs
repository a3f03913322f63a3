//! Example sentences: the words that must be found stand in `[[ ]]`, which may nest.

use crate::span::Span;

/// A sentence without its marks, and the marked spans in it, in the order in which they begin (the longer first).
#[derive(Debug, PartialEq, Eq)]
pub struct Marked {
    /// The sentence.
    pub text: String,
    /// What was marked.
    pub spans: Vec<Span>,
}

/// Reads the marks of an example sentence.
///
/// # Errors
/// Says which mark has no partner.
pub fn marked(sentence: &str) -> Result<Marked, &'static str> {
    let mut text = String::with_capacity(sentence.len());
    let mut spans = Vec::new();
    let mut open = Vec::new();
    let mut rest = sentence;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix("[[") {
            open.push(text.len());
            rest = after;
        } else if let Some(after) = rest.strip_prefix("]]") {
            let start = open.pop().ok_or("]] without [[")?;
            spans.push(Span::new(start, text.len()));
            rest = after;
        } else {
            let mut characters = rest.chars();
            text.extend(characters.next());
            rest = characters.as_str();
        }
    }
    if !open.is_empty() {
        return Err("[[ without ]]");
    }
    spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    Ok(Marked { text, spans })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_nest() {
        let found = marked("The [[head of the [[Kyiv regime]]]] left.").expect("balanced");
        assert_eq!(found.text, "The head of the Kyiv regime left.");
        assert_eq!(found.spans, [Span::new(4, 27), Span::new(16, 27)]);
        assert!(marked("a [[b").is_err());
        assert!(marked("a]] b").is_err());
    }
}
