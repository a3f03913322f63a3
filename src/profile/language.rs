//! Whether a profile and the lexicons in use are for texts in one language.

use std::collections::BTreeSet;

use super::About;
use crate::analysis::Analyzer;
use crate::lexicon::Loaded;

/// The languages of the lexicons of which an entry is in use, as primary tags with a space between.
#[must_use]
pub fn languages(analyzer: &Analyzer) -> String {
    let in_use = |loaded: &&Loaded| loaded.lexicon().entries.iter().any(|entry| analyzer.is_selected(&loaded.lexicon().header.id, entry));
    let lexicons = analyzer.lexicons().iter().filter(in_use);
    let languages: BTreeSet<&str> = lexicons.filter_map(|loaded| loaded.lexicon().header.language.split('-').next()).collect();
    languages.into_iter().collect::<Vec<_>>().join(" ")
}

/// Refuses a profile, called `name`, of texts in a language that the lexicons in use are not for.
///
/// # Errors
/// Says what was found and what was expected.
pub fn check_language(name: &str, about: &About, analyzer: &Analyzer) -> Result<(), String> {
    let languages = languages(analyzer);
    if have_common_language(&about.language, &languages) {
        return Ok(());
    }
    Err(format!(
        "{name}: counted for texts in {:?}; expected {languages:?}, the language of the lexicons in use; choose another reference or other lexicons",
        about.language
    ))
}

/// Whether two lists of languages have one in common.
fn have_common_language(one: &str, other: &str) -> bool {
    one.split(' ').any(|language| other.split(' ').any(|other| other == language))
}
