//! Whether the lexicons in use are as they come, in words: who reads a result must know what somebody switched off.

use std::collections::BTreeMap;

use super::cell::printable;
use super::run::Run;
use crate::lexicon::{Loaded, builtin};

/// What was switched on, off or added; empty where nothing was.
///
/// "The lists are not as they come. Switched off: “pro-life” (abo-label-pro-life). Not one of the built-in lists: harbour 0.1.0."
#[must_use]
pub fn changes(run: &Run) -> String {
    let built_in = builtin::lexicons();
    let names = Names::new(&built_in);
    let named = |option: &str, said: &str| {
        let given = run.options.iter().find_map(|given| given.strip_prefix(option)?.strip_prefix('='))?;
        Some(format!("{said}: {}.", given.split(',').map(|id| names.of(id)).collect::<Vec<_>>().join(", ")))
    };
    let own: Vec<String> = run
        .lexicons
        .iter()
        .filter(|used| !built_in.iter().any(|known| known.digest == used.digest))
        .map(|used| printable(&format!("{} {}", used.id, used.version)))
        .collect();
    let own = (!own.is_empty()).then(|| format!("Not one of the built-in lists: {}.", own.join(", ")));
    let changes = [named("--only", "Used alone"), named("--enable", "Switched on"), named("--disable", "Switched off"), own];
    let changes: Vec<String> = changes.into_iter().flatten().collect();
    if changes.is_empty() { String::new() } else { format!("The lists are not used as they come. {}", changes.join(" ")) }
}

/// What entries and lexicons are called.
struct Names<'a> {
    terms: BTreeMap<&'a str, &'a str>,
    titles: BTreeMap<&'a str, &'a str>,
}

impl<'a> Names<'a> {
    fn new(lexicons: &'a [Loaded]) -> Self {
        let entries = lexicons.iter().flat_map(|loaded| &loaded.lexicon().entries);
        let headers = lexicons.iter().map(|loaded| &loaded.lexicon().header);
        Self {
            terms: entries.map(|entry| (entry.id.as_str(), entry.term.as_str())).collect(),
            titles: headers.map(|header| (header.id.as_str(), header.title.as_str())).collect(),
        }
    }

    fn of(&self, id: &str) -> String {
        match (self.terms.get(id), self.titles.get(id)) {
            (Some(term), _) => format!("“{term}” ({id})"),
            (None, Some(title)) => format!("the list {id} ({title})"),
            (None, None) => printable(id),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(options: &[&str]) -> Run {
        Run::new(&builtin::lexicons(), Vec::new(), options.iter().map(|&option| option.to_owned()).collect())
    }

    #[test]
    fn lists_as_they_come_need_no_word() {
        assert_eq!(changes(&run(&[])), "");
        assert_eq!(changes(&run(&["--seed=1", "--honour-ignores"])), "");
    }

    #[test]
    fn what_was_switched_and_added_is_named() {
        let said = changes(&run(&["--enable=abo-label-pro-life", "--disable=labels,nobody"]));
        assert_eq!(
            said,
            "The lists are not used as they come. Switched on: “pro-life” (abo-label-pro-life). Switched off: the list labels (Labels), nobody."
        );
        let mut own = run(&[]);
        own.lexicons[0].digest = "0".to_owned();
        assert!(changes(&own).ends_with(&format!("Not one of the built-in lists: {} {}.", own.lexicons[0].id, own.lexicons[0].version)));
    }
}
