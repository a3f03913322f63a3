//! Patterns: `{a|b}` alternatives, `{slot}`s, `*` at the start or end of a word, inflection. They expand to a list of forms.

use std::collections::BTreeMap;

use super::inflect::{self, Inflection};
use super::model::{Entry, Inflect, Lexicon};

/// Most forms that one pattern may expand to.
pub const FORM_LIMIT: usize = 5_000;

/// A surface form that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// As written, alternatives chosen.
    pub text: String,
    /// Which inflected form it is.
    pub inflection: Inflection,
}

/// Why a pattern cannot be used, as found, expected, advice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternProblem {
    /// What was found.
    pub found: String,
    /// What was expected.
    pub expected: String,
    /// What to do.
    pub advice: String,
}

fn problem(found: impl Into<String>, expected: impl Into<String>, advice: impl Into<String>) -> PatternProblem {
    PatternProblem { found: found.into(), expected: expected.into(), advice: advice.into() }
}

/// All forms of an entry, in the order of its patterns, each once.
///
/// # Errors
/// A slot that does not exist, unbalanced braces, a `*` inside a word, no letter, too many forms.
pub fn entry_forms(lexicon: &Lexicon, entry: &Entry) -> Result<Vec<Form>, PatternProblem> {
    let head = [entry.term.clone()];
    let patterns = if entry.forms.is_empty() { &head[..] } else { &entry.forms[..] };
    let mut forms: Vec<Form> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for pattern in patterns {
        for text in expand(pattern, &[&entry.slots, &lexicon.slots])? {
            for form in inflected(&text, entry.inflect) {
                if seen.insert(form.text.clone()) {
                    forms.push(form);
                }
            }
        }
        if forms.len() > FORM_LIMIT {
            return Err(problem(format!("more than {FORM_LIMIT} forms"), "fewer alternatives", "split the entry"));
        }
    }
    Ok(forms)
}

/// All texts a pattern stands for. `slots` are looked up in order.
///
/// # Errors
/// As [`entry_forms`].
pub fn expand(pattern: &str, slots: &[&BTreeMap<String, Vec<String>>]) -> Result<Vec<String>, PatternProblem> {
    let mut texts = vec![String::new()];
    let mut rest = pattern;
    while let Some(open) = rest.find('{') {
        let close = rest[open..].find('}').map(|at| open + at).ok_or_else(|| unbalanced(pattern))?;
        let choices = choices(&rest[open + 1..close], slots)?;
        let literal = &rest[..open];
        if texts.len() * choices.len() > FORM_LIMIT {
            return Err(problem(format!("{pattern:?} stands for more than {FORM_LIMIT} forms"), "fewer alternatives", "split the pattern"));
        }
        texts = texts.iter().flat_map(|text| choices.iter().map(move |choice| [text.as_str(), literal, choice.as_str()].concat())).collect();
        rest = &rest[close + 1..];
    }
    for text in &mut texts {
        text.push_str(rest);
        // An empty choice leaves two spaces; most texts have none to mend.
        let odd = |c: char| c != ' ' && c.is_whitespace();
        if text.contains("  ") || text.trim().len() < text.len() || text.contains(odd) {
            *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        check_text(pattern, text)?;
    }
    Ok(texts)
}

fn unbalanced(pattern: &str) -> PatternProblem {
    problem(format!("unbalanced braces in {pattern:?}"), "{a|b} or {slot}", "close every brace once")
}

fn choices(inside: &str, slots: &[&BTreeMap<String, Vec<String>>]) -> Result<Vec<String>, PatternProblem> {
    if inside.contains('|') {
        return Ok(inside.split('|').map(str::to_owned).collect());
    }
    if let Some(values) = slots.iter().find_map(|slots| slots.get(inside)) {
        return Ok(values.clone());
    }
    let known: Vec<&str> = slots.iter().flat_map(|slots| slots.keys()).map(String::as_str).collect();
    let known = if known.is_empty() { "a slot that is defined (none is)".to_owned() } else { format!("one of the slots {}", known.join(", ")) };
    Err(problem(format!("slot {{{inside}}} does not exist"), known, format!("define it: slots = {{ {inside} = [\"...\"] }}, or write {{a|b}}")))
}

fn check_text(pattern: &str, text: &str) -> Result<(), PatternProblem> {
    if text.contains(['{', '}']) {
        return Err(unbalanced(pattern));
    }
    if !text.contains(char::is_alphanumeric) {
        return Err(problem(format!("{pattern:?} holds no letter"), "a word or phrase", "write the wording itself"));
    }
    if !text.contains('*') {
        return Ok(());
    }
    for word in text.split(' ').filter(|word| word.contains('*')) {
        let inner = word.strip_prefix('*').unwrap_or(word);
        let inner = inner.strip_suffix('*').unwrap_or(inner);
        if inner.contains('*') || !inner.contains(char::is_alphanumeric) {
            return Err(problem(
                format!("{word:?} in {pattern:?}"),
                "* at the start or the end of a word of at least one letter",
                "write the forms out",
            ));
        }
    }
    Ok(())
}

fn inflected(text: &str, inflect: Inflect) -> Vec<Form> {
    let base = || vec![Form { text: text.to_owned(), inflection: Inflection::Base }];
    let (before, word, after) = match inflect {
        Inflect::None => return base(),
        Inflect::Verb => {
            let end = text.find(' ').unwrap_or(text.len());
            ("", &text[..end], &text[end..])
        }
        Inflect::Noun | Inflect::Adj => {
            let start = text.rfind(' ').map_or(0, |at| at + 1);
            (&text[..start], &text[start..], "")
        }
    };
    if word.contains('*') {
        return base();
    }
    let forms = match inflect {
        Inflect::Verb => inflect::verb(word),
        Inflect::Adj => inflect::adjective(word),
        _ => inflect::noun(word),
    };
    forms.into_iter().map(|(inflection, form)| Form { text: [before, &form, after].concat(), inflection }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slots() -> BTreeMap<String, Vec<String>> {
        BTreeMap::from([("city".to_owned(), vec!["Kyiv".to_owned(), "Kiev".to_owned()])])
    }

    #[test]
    fn alternatives_and_slots_multiply() {
        let found = expand("{city} {regime|junta}", &[&slots()]).expect("valid");
        assert_eq!(found, ["Kyiv regime", "Kyiv junta", "Kiev regime", "Kiev junta"]);
        assert_eq!(expand("{the |}regime", &[]).expect("valid"), ["the regime", "regime"]);
    }

    #[test]
    fn broken_patterns_say_what_is_wrong() {
        assert!(expand("{town} regime", &[&slots()]).expect_err("unknown").expected.contains("city"));
        for pattern in ["{a|b regime", "a} b", "re*gime", "*", "  ", "...", "{a|{b}} c"] {
            assert!(expand(pattern, &[]).is_err(), "{pattern}");
        }
        assert!(expand("denazif* *scope", &[]).is_ok());
        let many = "{a|b|c|d|e|f|g|h|i|j}".repeat(5);
        assert!(expand(&many, &[]).expect_err("too many").found.contains("5000"));
    }

    #[test]
    fn verbs_inflect_their_first_word_and_nouns_their_last() {
        let texts = |text, how| inflected(text, how).into_iter().map(|form| form.text).collect::<Vec<_>>();
        assert_eq!(texts("point out", Inflect::Verb), ["point out", "points out", "pointing out", "pointed out"]);
        assert_eq!(texts("Moscow regime", Inflect::Noun), ["Moscow regime", "Moscow regimes"]);
    }
}
