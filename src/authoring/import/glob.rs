//! Terms with `*`, as LIWC, quanteda and most tables write them: what of them is a pattern of ours.

use std::collections::BTreeMap;

use crate::lexicon::pattern::expand;

/// The pattern that stands for the term, or why there is none.
pub(super) fn pattern(term: &str) -> Result<String, String> {
    let term = super::single_spaced(term);
    if term.is_empty() {
        return Err("it is empty".to_owned());
    }
    if term.contains(['{', '}']) {
        return Err("braces stand for alternatives in a pattern; write the forms out".to_owned());
    }
    if term.contains("[[") || term.contains("]]") {
        return Err("[[ and ]] mark the words in example sentences; write the forms without them".to_owned());
    }
    if let Some(control) = term.chars().find(|c| c.is_control()) {
        return Err(format!("it holds the control character U+{:04X}; delete it", u32::from(control)));
    }
    let none: [&BTreeMap<String, Vec<String>>; 0] = [];
    match expand(&term, &none) {
        Ok(_) => Ok(term),
        Err(_) if !term.contains(char::is_alphanumeric) => Err("it holds no letter or digit, so it is in no word".to_owned()),
        Err(problem) => Err(format!("a form can have {}; {}", problem.expected, problem.advice)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_at_the_ends_of_words() {
        for term in ["abort*", "*scope", "*phob*", "anti* war*", "don't", "c++"] {
            assert_eq!(pattern(term).as_deref(), Ok(term));
        }
        assert_eq!(pattern("  new \t york ").as_deref(), Ok("new york"));
        for (term, reason) in [
            ("re*gime", "start or the end"),
            ("kind of * thing", "start or the end"),
            ("**", "no letter"),
            (":-)", "no letter"),
            ("", "empty"),
            ("a{b}", "braces"),
            ("[[a]]", "mark"),
            ("a\u{7}b", "U+0007"),
        ] {
            assert!(pattern(term).expect_err(term).contains(reason), "{term}");
        }
    }
}
