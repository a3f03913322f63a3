//! Rules of Vale: `existence` with tokens, `substitution` with a swap table. What is a list of words is written out; see `regex`.

use super::yaml::Node;
use super::{Item, Parsed, Problem, glob, regex, shortened, single_spaced};
use crate::lexicon::Case;

/// Keys that say something an entry can carry.
const CARRIED: [&str; 7] = ["extends", "message", "level", "link", "ignorecase", "tokens", "swap"];

pub(super) fn parse(root: &Node, stem: &str) -> Result<Parsed, Problem> {
    let pairs =
        root.map().ok_or_else(|| Problem::at(root.line, root.kind(), "a rule with the key extends", "is this a rule of Vale? See --format"))?;
    let expected = "extends: existence or extends: substitution";
    let extends = root.get("extends").ok_or_else(|| Problem::at(root.line, "no key extends", expected, "is this a rule of Vale? See --format"))?;
    let rule = Rule::read(root, stem);
    let mut parsed = Parsed::default();
    for (key, value) in pairs {
        let name = key.text().unwrap_or_default();
        let is_default = name == "nonword" && !value.is_true();
        if !CARRIED.contains(&name) && !is_default {
            parsed.lose(key.line, name, format!("a lexicon has nothing like this key of Vale; found {}", value.kind()));
        }
    }
    match extends.text() {
        Some("existence") => rule.existence(root, &mut parsed)?,
        Some("substitution") => rule.substitution(root, &mut parsed)?,
        _ => return Err(Problem::at(extends.line, format!("extends: {}", extends.kind()), expected, "other rules of Vale are no lists of words")),
    }
    Ok(parsed)
}

/// What holds for all words of a rule.
struct Rule<'a> {
    stem: &'a str,
    message: Option<&'a str>,
    level: Option<u8>,
    link: Option<&'a str>,
    any_case: bool,
}

impl<'a> Rule<'a> {
    fn read(root: &'a Node, stem: &'a str) -> Self {
        let level = match root.get("level").and_then(Node::text) {
            Some("suggestion") => Some(1),
            Some("warning") => Some(2),
            Some("error") => Some(3),
            _ => None,
        };
        let text = |key| root.get(key).and_then(Node::text);
        Self { stem, message: text("message"), level, link: text("link"), any_case: root.get("ignorecase").is_some_and(Node::is_true) }
    }

    fn existence(&self, root: &Node, parsed: &mut Parsed) -> Result<(), Problem> {
        let tokens = root.get("tokens").map(Node::items).unwrap_or_default();
        if tokens.is_empty() {
            return Err(Problem::at(root.line, "no tokens", "tokens: with a list of words", "rules with raw or no tokens are no lists of words"));
        }
        for token in tokens {
            match token.text() {
                Some(text) => self.word(token.line, text, &[], parsed)?,
                None => parsed.lose(token.line, "tokens", format!("{} in place of a word", token.kind())),
            }
        }
        Ok(())
    }

    fn substitution(&self, root: &Node, parsed: &mut Parsed) -> Result<(), Problem> {
        let swap = root.get("swap").and_then(Node::map).filter(|swap| !swap.is_empty());
        let swap = swap.ok_or_else(|| Problem::at(root.line, "no swap table", "swap: with \"word: replacement\"", "add one, or use existence"))?;
        for (word, replacement) in swap {
            let found = word.text().unwrap_or_default();
            let neutral: Vec<String> = replacement.text().unwrap_or_default().split('|').map(single_spaced).filter(|word| !word.is_empty()).collect();
            if neutral.is_empty() && replacement.text().is_none_or(|text| !text.is_empty()) {
                parsed.lose(word.line, found, format!("{} in place of a replacement", replacement.kind()));
            } else {
                self.word(word.line, found, &neutral, parsed)?;
            }
        }
        Ok(())
    }

    /// One token: an entry with all forms that it stands for.
    fn word(&self, line: usize, token: &str, neutral: &[String], parsed: &mut Parsed) -> Result<(), Problem> {
        let words = match regex::words(token) {
            Ok(words) => words,
            Err(reason) => {
                parsed.lose(line, token, format!("a regular expression that is no list of words ({reason}); write the forms out"));
                return Ok(());
            }
        };
        let mut forms: Vec<String> = Vec::new();
        for form in words.forms {
            match glob::pattern(&form) {
                Ok(form) if !forms.contains(&form) => forms.push(form),
                Ok(_) => {}
                Err(reason) => parsed.lose(line, if form.is_empty() { token } else { &form }, reason),
            }
        }
        let Some(term) = forms.first().cloned() else { return Ok(()) };
        let mut item = Item::new(line, term);
        item.why = self.message.map(|message| filled(message, &item.term, neutral));
        item.forms = forms;
        item.categories = vec![self.stem.to_owned()];
        item.neutral = neutral.to_vec();
        item.strength = self.level;
        item.link = self.link.map(str::to_owned);
        item.case = if self.any_case || words.any_case { Case::Insensitive } else { Case::Sensitive };
        parsed.take(item)
    }
}

/// The message with its `%s`: of a substitution the replacement and the word, of others the word.
fn filled(message: &str, term: &str, neutral: &[String]) -> String {
    let quiet = shortened(term, 80);
    let mut values = neutral.first().map(|word| shortened(word, 80)).into_iter().chain(std::iter::repeat(quiet));
    let mut pieces = message.split("%s");
    let first = pieces.next().unwrap_or_default().to_owned();
    single_spaced(&pieces.fold(first, |text, piece| text + &values.next().unwrap_or_default() + piece).replace("%%", "%"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authoring::import::yaml;

    fn read(text: &str) -> Parsed {
        parse(&yaml::parse(text).expect("YAML"), "stem").expect("a rule")
    }

    #[test]
    fn tokens_and_swaps_become_items() {
        let rule = "extends: substitution\nmessage: \"Use '%s' instead of '%s'.\"\nlevel: error\nignorecase: true\nlink: https://example.org\nswap:\n  \
                    (?:Kyiv|Kiev) regime: Ukrainian government|Kyiv\n  'he\\w*|she': they\n";
        let parsed = read(rule);
        let first = &parsed.items[0];
        assert_eq!(first.forms, ["Kyiv regime", "Kiev regime"]);
        assert_eq!(first.neutral, ["Ukrainian government", "Kyiv"]);
        assert_eq!(first.why.as_deref(), Some("Use 'Ukrainian government' instead of 'Kyiv regime'."));
        assert_eq!((first.strength, first.case, first.link.as_deref()), (Some(3), Case::Insensitive, Some("https://example.org")));
        assert_eq!(parsed.items[1].forms, ["he*", "she"]);
        assert_eq!(read("extends: existence\ntokens: [Polish]\n").items[0].case, Case::Sensitive);
    }

    #[test]
    fn what_is_not_carried_is_listed() {
        let parsed = read("extends: existence\nscope: heading\nexceptions:\n  - x\ntokens:\n  - fine\n  - \\d+ times\n  - re\\w*gime\n  - [a]\n");
        let lost: Vec<(usize, &str)> = parsed.lost.iter().map(|lost| (lost.line, lost.what.as_str())).collect();
        assert_eq!(lost, [(2, "scope"), (3, "exceptions"), (7, "\\d+ times"), (8, "re*gime"), (9, "tokens")]);
        for rule in ["extends: occurrence\n", "extends: existence\n", "extends: substitution\nswap: {}\n", "- a\n", "message: x\n", "extends: [a]\n"]
        {
            assert!(parse(&yaml::parse(rule).expect("YAML"), "stem").is_err(), "{rule}");
        }
    }
}
