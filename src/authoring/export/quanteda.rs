//! A quanteda dictionary: techniques with their forms.

use std::collections::HashSet;
use std::fmt::Write;

use super::{Exported, capitals, category, conditions, forms, left, off, quoted};
use crate::lexicon::pattern::PatternProblem;
use crate::lexicon::{Case, Lexicon};

pub(super) fn export(lexicon: &Lexicon) -> Result<Exported, PatternProblem> {
    // Categories in the order in which the lexicon has them first.
    let mut categories: Vec<(&str, Vec<String>)> = Vec::new();
    let mut seen: HashSet<(&str, String)> = HashSet::new();
    let mut gone = Vec::new();
    for entry in &lexicon.entries {
        let name = category(entry);
        let index = categories.iter().position(|(other, _)| *other == name).unwrap_or_else(|| {
            categories.push((name, Vec::new()));
            categories.len() - 1
        });
        let mut what = conditions(entry);
        what.extend(capitals(entry, &[Case::Insensitive]).into_iter().chain(off(entry)));
        for form in forms(lexicon, entry)? {
            if form.contains('?') {
                what.push(format!("the form {form:?}, in which quanteda takes ? for any character"));
            } else if seen.insert((name, form.clone())) {
                categories[index].1.push(form);
            }
        }
        gone.extend(left(entry, what));
    }
    let mut text = format!("# {} {}: {}\n", lexicon.header.id, lexicon.header.version, quoted(&lexicon.header.title));
    for (name, forms) in categories.iter().filter(|(_, forms)| !forms.is_empty()) {
        let _ = writeln!(text, "{}:", quoted(name));
        for form in forms {
            let _ = writeln!(text, "  - {}", quoted(form));
        }
    }
    Ok(Exported { text, entries: lexicon.entries.len(), left: gone })
}
