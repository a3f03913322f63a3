//! Rules of woke: terms, alternatives, a note, a severity. A rule is one entry.

use super::yaml::Node;
use super::{Item, Parsed, Problem, glob, single_spaced};

/// Keys of a rule that an entry carries.
const CARRIED: [&str; 6] = ["name", "terms", "alternatives", "note", "severity", "options"];

/// Options that an entry carries, or that change nothing of what is found.
const OPTIONS: [&str; 5] = ["word_boundary", "word_boundary_start", "word_boundary_end", "categories", "include_note"];

pub(super) fn parse(root: &Node, stem: &str) -> Result<Parsed, Problem> {
    let expected = "rules: with a list of rules (name, terms, alternatives)";
    let advice = "is this a file of woke? See --format";
    let mut parsed = Parsed::default();
    for (key, _) in root.map().unwrap_or_default() {
        if let Some(name) = key.text().filter(|&name| name != "rules") {
            parsed.lose(key.line, name, "a lexicon has nothing like this key of woke");
        }
    }
    let rules = root.get("rules").unwrap_or(root);
    let rules = rules.list().filter(|rules| !rules.is_empty()).ok_or_else(|| Problem::at(rules.line, rules.kind(), expected, advice))?;
    for node in rules {
        if node.map().is_none() {
            return Err(Problem::at(node.line, node.kind(), expected, advice));
        }
        rule(node, stem, &mut parsed)?;
    }
    Ok(parsed)
}

fn rule(node: &Node, stem: &str, parsed: &mut Parsed) -> Result<(), Problem> {
    list_unknown(node, &CARRIED, "", parsed);
    let options = node.get("options");
    if let Some(options) = options {
        list_unknown(options, &OPTIONS, "options.", parsed);
    }
    let name = node.get("name").and_then(Node::text).map(single_spaced);
    let forms = forms(node, Edges::of(options), parsed);
    let Some((term, forms)) = forms else {
        let what = name.unwrap_or_else(|| "a rule without a name".to_owned());
        parsed.lose(node.line, what, "the rule has no term that can be carried");
        return Ok(());
    };
    let mut item = Item::new(node.line, term);
    item.forms = forms;
    item.id = name;
    item.neutral = texts(node.get("alternatives"), "alternatives", parsed).into_iter().map(|(_, text)| text).collect();
    item.why = node.get("note").and_then(Node::text).map(single_spaced).filter(|note| !note.is_empty());
    item.strength = match node.get("severity").and_then(Node::text) {
        Some("error") => Some(3),
        Some("warning" | "warn") => Some(2),
        Some("info") => Some(1),
        _ => None,
    };
    let categories = texts(options.and_then(|options| options.get("categories")), "categories", parsed);
    for (line, category) in categories {
        if item.categories.contains(&category) {
            parsed.lose(line, category, "the rule names this category already");
        } else {
            item.categories.push(category);
        }
    }
    if item.categories.is_empty() {
        item.categories.push(stem.to_owned());
    }
    parsed.take(item)
}

/// Where a term must stand at the edge of a word. woke finds terms inside words too, unless a rule says otherwise.
#[derive(Clone, Copy)]
struct Edges {
    start: bool,
    end: bool,
}

impl Edges {
    fn of(options: Option<&Node>) -> Self {
        let is_set = |key| options.and_then(|options| options.get(key)).is_some_and(Node::is_true);
        let both = is_set("word_boundary");
        Self { start: both || is_set("word_boundary_start"), end: both || is_set("word_boundary_end") }
    }

    fn pattern(self, term: &str) -> String {
        format!("{}{term}{}", if self.start { "" } else { "*" }, if self.end { "" } else { "*" })
    }
}

/// Head form and patterns of a rule, if there is one that can be carried.
fn forms(node: &Node, edges: Edges, parsed: &mut Parsed) -> Option<(String, Vec<String>)> {
    let mut head = None;
    let mut forms = Vec::new();
    for (line, term) in texts(node.get("terms"), "terms", parsed) {
        // A term of woke is text: a star in it would be one.
        let pattern = if term.contains('*') { Err("a * in a term of woke is no wildcard".to_owned()) } else { glob::pattern(&edges.pattern(&term)) };
        match pattern {
            Ok(pattern) if forms.contains(&pattern) => parsed.lose(line, term, "the rule has this term already"),
            Ok(pattern) => {
                head.get_or_insert(term);
                forms.push(pattern);
            }
            Err(reason) => parsed.lose(line, term, reason),
        }
    }
    Some((head?, forms))
}

/// The texts of a list, each with its line; what is no text is listed.
fn texts(node: Option<&Node>, key: &str, parsed: &mut Parsed) -> Vec<(usize, String)> {
    let Some(node) = node else { return Vec::new() };
    if node.map().is_some() {
        parsed.lose(node.line, key, "a mapping in place of a list of words");
    }
    let mut all = Vec::new();
    for item in node.items() {
        match item.text().map(single_spaced).filter(|text| !text.is_empty()) {
            Some(text) => all.push((item.line, text)),
            None => parsed.lose(item.line, key, format!("{} in place of a word", item.kind())),
        }
    }
    all
}

fn list_unknown(node: &Node, carried: &[&str], prefix: &str, parsed: &mut Parsed) {
    for (key, value) in node.map().unwrap_or_default() {
        let name = key.text().unwrap_or_default();
        if !carried.contains(&name) {
            parsed.lose(key.line, format!("{prefix}{name}"), format!("a lexicon has nothing like this key of woke; found {}", value.kind()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authoring::import::yaml;

    fn read(text: &str) -> Parsed {
        parse(&yaml::parse(text).expect("YAML"), "stem").expect("rules")
    }

    #[test]
    fn rules_become_items() {
        let rule = "rules:\n  - name: whitelist\n    terms: [whitelist, white-list]\n    alternatives: [allowlist]\n    note: Colour as worth.\n    \
                    severity: warning\n    options: {word_boundary: true, categories: [colour, access]}\n";
        let item = &read(rule).items[0];
        assert_eq!(
            (item.forms.join(","), item.categories.join(","), item.strength),
            ("whitelist,white-list".into(), "colour,access".into(), Some(2))
        );
        for (option, form) in
            [("{}", "*a b*"), ("{word_boundary: false}", "*a b*"), ("{word_boundary_start: true}", "a b*"), ("{word_boundary_end: true}", "*a b")]
        {
            assert_eq!(read(&format!("- name: x\n  terms: [a b]\n  options: {option}\n")).items[0].forms, [form], "{option}");
        }
    }

    #[test]
    fn what_is_not_carried_is_listed() {
        let parsed =
            read("ignore_files: [x]\nrules:\n  - name: off\n  - name: a\n    terms: [a, a, 'b*', [c]]\n    colour: red\n    options: {depth: 2}\n");
        let lost: Vec<(usize, &str)> = parsed.lost.iter().map(|lost| (lost.line, lost.what.as_str())).collect();
        assert_eq!(lost, [(1, "ignore_files"), (3, "off"), (6, "colour"), (7, "options.depth"), (5, "terms"), (5, "a"), (5, "b*")]);
        for text in ["a: b\n", "rules: {}\n", "rules: [a]\n", "rules: []\n", "x\n"] {
            assert!(parse(&yaml::parse(text).expect("YAML"), "stem").is_err(), "{text}");
        }
    }
}
