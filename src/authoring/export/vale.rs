//! Rules of Vale. One file holds one rule with one message; so a lexicon in one file keeps the reasons as comments, and a style, a folder with a
//! rule per entry, keeps them as messages.

use std::collections::HashSet;
use std::fmt::Write;

use super::{Exported, Left, Rule, capitals, conditions, forms, left, off, plain, quoted};
use crate::lexicon::pattern::PatternProblem;
use crate::lexicon::{Case, Entry, Lexicon};

/// Longest key that YAML reads on one line, with room for what is escaped.
const KEY_LIMIT: usize = 500;

/// A lexicon as one rule: a substitution where any entry has a neutral wording, else an existence.
pub(super) fn export(lexicon: &Lexicon) -> Result<Exported, PatternProblem> {
    let substitutes = lexicon.entries.iter().any(|entry| replacement(entry).is_some());
    let mut body = String::new();
    let mut seen = HashSet::new();
    let mut gone = Vec::new();
    let mut entries = 0;
    for entry in &lexicon.entries {
        let mut what = common(entry);
        // One rule has one rule for capitals.
        what.extend(capitals(entry, &[Case::Insensitive]));
        if substitutes && replacement(entry).is_none() {
            what =
                vec!["the whole entry: no neutral wording, and one rule is either substitution or existence (--output FOLDER has both)".to_owned()];
        } else {
            entries += 1;
            let _ = writeln!(body, "  # {}: {}", entry.id, entry.why.replace(['\n', '\r'], " "));
            words(lexicon, entry, &mut seen, &mut body, &mut what)?;
        }
        gone.extend(left(entry, what));
    }
    let (extends, message, list) = if substitutes {
        ("substitution", "'%s' is another wording for '%s'.", "swap")
    } else {
        ("existence", "'%s' is a loaded wording.", "tokens")
    };
    let header = &lexicon.header;
    let text = format!(
        "# {} {}: {}\nextends: {extends}\nmessage: {}\nlevel: warning\nignorecase: true\n{list}:\n{body}",
        header.id,
        header.version,
        quoted(&header.title),
        quoted(message)
    );
    Ok(Exported { text, entries, left: gone })
}

/// A rule per entry.
pub(super) fn style(lexicon: &Lexicon) -> Result<(Vec<Rule>, Vec<Left>), PatternProblem> {
    let mut rules = Vec::new();
    let mut gone = Vec::new();
    for entry in &lexicon.entries {
        let mut what = common(entry);
        what.extend(capitals(entry, &[Case::Insensitive, Case::Sensitive]));
        let mut body = String::new();
        words(lexicon, entry, &mut HashSet::new(), &mut body, &mut what)?;
        gone.extend(left(entry, what));
        if body.is_empty() {
            continue;
        }
        let (extends, list) = if replacement(entry).is_some() { ("substitution", "swap") } else { ("existence", "tokens") };
        let level = ["suggestion", "warning", "error"][usize::from(entry.strength.clamp(1, 3)) - 1];
        let any_case = entry.case != Case::Sensitive;
        // A percent sign in the message would stand for a word.
        let message = quoted(&entry.why.replace('%', "%%"));
        let text = format!("extends: {extends}\nmessage: {message}\nlevel: {level}\nignorecase: {any_case}\n{list}:\n{body}");
        rules.push(Rule { file: format!("{}.yml", entry.id), text });
    }
    Ok((rules, gone))
}

fn common(entry: &Entry) -> Vec<String> {
    let mut what = conditions(entry);
    what.extend(off(entry));
    what
}

/// The first neutral wording. A bar in it would stand for a second one.
fn replacement(entry: &Entry) -> Option<String> {
    entry.neutral.first().map(|wording| plain(wording)).filter(|wording| !wording.trim().is_empty() && !wording.contains('|'))
}

/// The lines of an entry's forms, each once.
fn words(lexicon: &Lexicon, entry: &Entry, seen: &mut HashSet<String>, body: &mut String, what: &mut Vec<String>) -> Result<(), PatternProblem> {
    for form in forms(lexicon, entry)? {
        let token = token(&form);
        if token.len() > KEY_LIMIT {
            what.push(format!("the form {:?}..., too long for a key", form.chars().take(40).collect::<String>()));
        } else if !seen.insert(token.to_lowercase()) {
            what.push(format!("the form {form:?}, which the rule has already"));
        } else if let Some(wording) = replacement(entry) {
            let _ = writeln!(body, "  {}: {}", quoted(&token), quoted(&wording));
        } else {
            let _ = writeln!(body, "  - {}", quoted(&token));
        }
    }
    Ok(())
}

/// The form as a regular expression: signs escaped, `\w*` for `*`.
fn token(form: &str) -> String {
    let mut token = String::new();
    for sign in form.chars() {
        match sign {
            '*' => token.push_str("\\w*"),
            '\\' | '.' | '+' | '?' | '(' | ')' | '[' | ']' | '^' | '$' | '|' | '{' | '}' => token.extend(['\\', sign]),
            _ => token.push(sign),
        }
    }
    token
}
