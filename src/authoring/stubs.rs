//! A lexicon file with entries to be: words and phrases that somebody still has to judge. It can be read and checked as it stands, so that an author
//! goes from one valid file to the next; every piece that a person has to write says so.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use super::written::{REJECTS, list, quoted, slug, unique};
use crate::tokenize::fold::fold_term;

/// What a person has to write begins so.
const TO_DO: &str = "TO DO:";

/// The pieces that every stub has, and what is to be put there.
const HOW_TO: &str = "\
# To make an entry of a stub: delete those that are names, topics or the house style of a newsroom; then, entry by entry, give technique, serves,
# polarity, strength and a neutral wording in place of `omit`; write why; write accept and reject sentences of your own (the sentences in the comments
# are other people's texts); name evidence, then delete `status` and `default`. lexicons/README.md explains every key; `connote lexicon check` reads
# the file at any time. Validate on other texts than those that were searched.
";

/// A word or phrase, and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stub {
    /// As written in the texts.
    pub term: String,
    /// Comments that stand before it, one a line.
    pub comments: Vec<String>,
}

/// The file: `head` as comments, then an entry for each stub, off by default and marked as a candidate. Without stubs it has no entry, and no
/// check accepts it.
#[must_use]
pub fn stubs(id: &str, language: &str, head: &[String], stubs: &[Stub]) -> String {
    let mut text = comments(head);
    let _ = write!(text, "#\n{HOW_TO}\n{}", header(id, language));
    let (mut taken, mut next) = (HashSet::new(), HashMap::new());
    for stub in stubs {
        let id = unique(slug(&stub.term, "candidate"), &mut taken, &mut next);
        let _ = write!(text, "\n{}{}", comments(&stub.comments), entry(&id, &stub.term));
    }
    text
}

fn header(id: &str, language: &str) -> String {
    format!(
        "[lexicon]\nid = {}\nversion = \"0.1.0\"\nschema = 1\ntitle = \"{TO_DO} a title\"\nlanguage = {}\ntheme = \"general\"\nsides = [\"general\"]\n\
         license = \"LicenseRef-unknown\"\ndescription = \"{TO_DO} what the entries have in common\"\nmaintainers = [\"{TO_DO} your name\"]\n\
         updated = \"1970-01-01\" # {TO_DO} the day of your last change\n",
        quoted(id),
        quoted(language),
    )
}

fn entry(id: &str, term: &str) -> String {
    format!(
        "[[entry]]\nid = {}\nterm = {}\ntechnique = \"x-candidate\"\nserves = \"general\"\npolarity = \"neg\"\nstrength = 1\nomit = true\n\
         why = \"{TO_DO} what the wording presupposes, so that the other side finds it fair.\"\nstatus = \"candidate\"\ndefault = false\n\
         # {TO_DO} sentences of your own; these only show that the form is found, and not everywhere.\naccept = {}\nreject = {}\n",
        quoted(id),
        quoted(term),
        list(std::iter::once(format!("[[{term}]]."))),
        list(std::iter::once(reject(term).to_owned())),
    )
}

/// The first sentence without a word of the term.
fn reject(term: &str) -> &'static str {
    let term = fold_term(term);
    let words: HashSet<&str> = term.split([' ', '-']).collect();
    let is_free = |sentence: &&str| fold_term(sentence).split([' ', '.']).all(|word| word.is_empty() || !words.contains(word));
    REJECTS.into_iter().find(is_free).unwrap_or(REJECTS[0])
}

/// Lines as comments. No text can end a comment: line ends and control characters become spaces.
fn comments(lines: &[String]) -> String {
    let line = |line: &String| format!("# {}", line.replace(|character: char| character.is_control(), " ")).trim_end().to_owned() + "\n";
    lines.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authoring::check;
    use crate::lexicon::{Loaded, Status};

    fn stub(term: &str) -> Stub {
        Stub { term: term.to_owned(), comments: vec!["x.txt: they “said”\nterm = \"no key\" [[it]]".to_owned()] }
    }

    #[test]
    fn the_file_can_be_read_and_its_examples_hold() {
        let terms = [
            "Kyiv regime",
            "kyiv regime's",
            "so-called",
            "we",
            "42",
            "birds sang",
            "ships in the rain",
            "Bora Bora",
            "it's",
            "Über-Reich",
            "Киев",
            "By John",
            "1,000.5",
            "no no no",
        ];
        let text = stubs("my-words", "en", &["Found \"somewhere\"".to_owned()], &terms.map(stub));
        let loaded = Loaded::from_toml("new.toml", &text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        assert_eq!(loaded.lexicon().entries.len(), terms.len());
        assert!(loaded.lexicon().entries.iter().all(|entry| !entry.on_by_default && entry.status == Status::Candidate));
        assert_eq!(check(&loaded).expect("usable"), []);
    }

    #[test]
    fn a_lexicon_without_candidates_is_no_lexicon() {
        assert!(Loaded::from_toml("new.toml", &stubs("x", "en", &[], &[])).is_err());
    }
}
