//! quanteda dictionaries in YAML: categories, nested or not, with lists of terms; a list without a category belongs to one named after the file.

use super::yaml::{Node, Value};
use super::{Item, Parsed, Problem, glob, single_spaced};

/// Between the names of nested categories, as quanteda writes them when it flattens a dictionary.
const NESTED: char = '.';

pub(super) fn parse(root: &Node, stem: &str) -> Result<Parsed, Problem> {
    let mut parsed = Parsed::default();
    match &root.value {
        Value::Scalar { .. } => {
            let advice = "is this a quanteda dictionary? See --format";
            return Err(Problem::at(root.line, root.kind(), "categories with lists of terms, or a list of terms", advice));
        }
        _ => category(root, "", stem, &mut parsed)?,
    }
    if parsed.items.is_empty() && parsed.lost.is_empty() {
        return Err(Problem::at(root.line, "no term", "categories with lists of terms, or a list of terms", "add terms under the categories"));
    }
    Ok(parsed)
}

/// Everything under one category. The depth is that of the tree, which is bounded.
fn category(node: &Node, path: &str, stem: &str, parsed: &mut Parsed) -> Result<(), Problem> {
    match &node.value {
        Value::Map(pairs) => {
            for (key, value) in pairs {
                let name = key.text().map(single_spaced).filter(|name| !name.is_empty());
                let Some(name) = name else {
                    return Err(Problem::at(key.line, "a category without a name", "a name", "write one in quotation marks"));
                };
                if name == "<<" {
                    return Err(Problem::at(key.line, "a merge key (<<)", "the name of a category", "write the terms out"));
                }
                let path = if path.is_empty() { name } else { format!("{path}{NESTED}{name}") };
                if value.text().is_none() && matches!(value.value, Value::Scalar { .. }) {
                    parsed.lose(key.line, path, "the category is empty");
                } else {
                    category(value, &path, stem, parsed)?;
                }
            }
        }
        Value::List(items) => {
            if items.is_empty() {
                parsed.lose(node.line, if path.is_empty() { stem } else { path }, "the category is empty");
            }
            for item in items {
                category(item, path, stem, parsed)?;
            }
        }
        Value::Scalar { .. } => term(node, if path.is_empty() { stem } else { path }, parsed)?,
    }
    Ok(())
}

fn term(node: &Node, category: &str, parsed: &mut Parsed) -> Result<(), Problem> {
    let Some(text) = node.text() else {
        parsed.lose(node.line, category, "an empty item of the list; null as a word needs quotation marks");
        return Ok(());
    };
    let mut item = Item::new(node.line, single_spaced(text));
    let pattern = if text.contains('?') { Err("? stands for any one character; write the forms out".to_owned()) } else { glob::pattern(text) };
    match pattern {
        Ok(pattern) => {
            item.forms = vec![pattern];
            item.categories.push(category.to_owned());
            parsed.take(item)
        }
        Err(reason) => {
            parsed.lose(node.line, item.term, reason);
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authoring::import::yaml;

    fn read(text: &str) -> Parsed {
        parse(&yaml::parse(text).expect("YAML"), "stem").expect("a dictionary")
    }

    #[test]
    fn categories_nest_and_lists_stand_alone() {
        let parsed = read("A:\n  B: [x, 'no']\n  C:\n    - y z\n    - D: [w*]\nE: v\n");
        let found: Vec<String> = parsed.items.iter().map(|item| format!("{} {}", item.categories[0], item.term)).collect();
        assert_eq!(found, ["A.B x", "A.B no", "A.C y z", "A.C.D w*", "E v"]);
        assert_eq!(read("- a\n- no\n").items.iter().map(|item| item.categories[0].as_str()).collect::<Vec<_>>(), ["stem", "stem"]);
    }

    #[test]
    fn what_is_not_carried_is_listed() {
        let parsed = read("A:\n  - wom?n\n  - re*gime\n  -\n  - fine\nB: []\nC:\n");
        let lost: Vec<(usize, &str)> = parsed.lost.iter().map(|lost| (lost.line, lost.what.as_str())).collect();
        assert_eq!(lost, [(2, "wom?n"), (3, "re*gime"), (4, "A"), (6, "B"), (7, "C")]);
        assert!(parse(&yaml::parse("just a text\n").expect("YAML"), "stem").is_err());
        assert!(parse(&yaml::parse("{}\n").expect("YAML"), "stem").is_err());
    }
}
