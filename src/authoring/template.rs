//! A lexicon to begin with: the one that `lexicons/README.md` shows.

use crate::error::{Error, LexiconError};
use crate::lexicon::is_id;

/// The text, in one place: a test holds it against the README.
const TEMPLATE: &str = include_str!("template.toml");

/// The line that names the lexicon in it.
const ID_LINE: &str = "id = \"harbour\" ";

/// A lexicon with this id that passes the check as it stands.
///
/// # Errors
/// [`Error::Lexicon`] for an id that no lexicon can have.
pub fn template(id: &str) -> Result<String, Error> {
    if !is_id(id) {
        return Err(Error::Lexicon(Box::new(LexiconError {
            file: "lexicon new".to_owned(),
            line: None,
            item: None,
            found: format!("id {id:?}"),
            expected: "small letters, digits and single hyphens".to_owned(),
            advice: "choose another, for example \"harbour\"".to_owned(),
        })));
    }
    Ok(TEMPLATE.replacen(ID_LINE, &format!("id = \"{id}\" "), 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authoring::check;
    use crate::lexicon::Loaded;

    #[test]
    fn the_template_is_that_of_the_readme_and_passes_the_check() {
        let readme = include_str!("../../lexicons/README.md");
        assert!(readme.contains(&format!("```toml\n{TEMPLATE}```\n")), "copy src/authoring/template.toml into lexicons/README.md");
        let loaded = Loaded::from_toml("new.toml", &template("my-theme").expect("an id")).expect("valid");
        assert_eq!(loaded.lexicon().header.id, "my-theme");
        assert_eq!(loaded.lexicon().entries[0].id, "harbour-destruction", "only the id of the lexicon changes");
        assert_eq!(check(&loaded).expect("usable"), []);
    }

    #[test]
    fn an_id_that_no_lexicon_can_have_is_refused() {
        for id in ["", "My theme", "-a", "a-", "ä", "a\"b", "a_b"] {
            assert!(template(id).expect_err(id).to_string().contains("expected small letters"), "{id}");
        }
    }
}
