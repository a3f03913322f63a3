//! LIWC dictionaries: categories with numbers between two lines that begin with `%`, then a term and its numbers on each line.
//!
//! Found in the wild and read: tabs or blanks between the parts, ids with and without leading zeros, indented categories with a description in
//! parentheses, weights in parentheses, terms of several words.

use std::collections::HashMap;

use super::{Item, Parsed, Problem, glob, shortened, single_spaced};

/// Whether the first line that holds something begins with `%`.
pub(super) fn looks_like(text: &str) -> bool {
    text.lines().map(str::trim).find(|line| !line.is_empty()).is_some_and(|line| line.starts_with('%'))
}

pub(super) fn parse(text: &str) -> Result<Parsed, Problem> {
    let mut lines = (1..).zip(text.lines());
    let categories = Categories::read(&mut lines)?;
    let mut parsed = Parsed::default();
    for (line, content) in lines {
        if !content.trim().is_empty() {
            term(line, content, &categories, &mut parsed)?;
        }
    }
    Ok(parsed)
}

/// The header: names by id, as written.
struct Categories(HashMap<String, String>);

impl Categories {
    fn read<'a>(lines: &mut impl Iterator<Item = (usize, &'a str)>) -> Result<Self, Problem> {
        let expected = "a line with % alone, then the categories (\"1<tab>name\"), then a line with % alone";
        let first = lines.find(|(_, line)| !line.trim().is_empty());
        match first {
            Some((_, line)) if line.trim().starts_with('%') => {}
            Some((at, line)) => {
                return Err(Problem::at(at, format!("{:?}", shortened(line.trim(), 60)), expected, "is this a LIWC dictionary? See --format"));
            }
            None => return Err(Problem::new(None, "no line", expected, "check that the file was saved")),
        }
        let mut ids = HashMap::new();
        let mut names: HashMap<String, usize> = HashMap::new();
        for (at, line) in lines {
            let line = line.trim();
            if line.starts_with('%') {
                return if ids.is_empty() { Err(Problem::at(at, "no category between the % lines", expected, "add one")) } else { Ok(Self(ids)) };
            }
            if line.is_empty() {
                continue;
            }
            let (id, name) = category(at, line)?;
            if let Some(first) = names.insert(name.clone(), at) {
                return Err(twice(at, &format!("the category {name:?} a second time, after line {first}")));
            }
            if ids.insert(plain_id(&id), name).is_some() {
                return Err(twice(at, &format!("the category number {id:?} a second time")));
            }
        }
        Err(Problem::new(None, "no second line with %", expected, "add it after the last category"))
    }

    /// The category of an id; `1` and `01` are one.
    fn name(&self, id: &str) -> Option<&String> {
        self.0.get(&plain_id(id))
    }
}

fn twice(line: usize, found: &str) -> Problem {
    Problem::at(line, found, "every category once", "rename or renumber one of the two")
}

/// Without leading zeros.
fn plain_id(id: &str) -> String {
    let rest = id.trim_start_matches('0');
    if rest.is_empty() { id.chars().take(1).collect() } else { rest.to_owned() }
}

/// Id and name; a description in parentheses after the name is left out of it.
fn category(line: usize, text: &str) -> Result<(String, String), Problem> {
    let (id, name) = text.split_once(char::is_whitespace).map_or((text, ""), |(id, name)| (id, name.trim()));
    let name = name.split_once(" (").filter(|(name, _)| !name.trim().is_empty()).map_or(name, |(name, _)| name);
    if name.is_empty() {
        return Err(Problem::at(line, format!("{:?}", shortened(text, 60)), "number and name of a category", "write both, with a tab between"));
    }
    Ok((id.to_owned(), single_spaced(name)))
}

/// What stands after a term.
enum Mark<'a> {
    Category(&'a str),
    Weight(&'a str),
}

/// `01`, `01(0.5)`, `(0.5)`: the parts of a token after the term, none where it is no such token.
fn marks(token: &str) -> Option<Vec<Mark<'_>>> {
    let (id, weight) = match token.split_once('(') {
        Some((id, rest)) => (id, Some(rest.strip_suffix(')').filter(|weight| weight.parse::<f64>().is_ok())?)),
        None => (token, None),
    };
    let id = (!id.is_empty()).then_some(Mark::Category(id));
    Some(id.into_iter().chain(weight.map(Mark::Weight)).collect())
}

fn term(line: usize, content: &str, categories: &Categories, parsed: &mut Parsed) -> Result<(), Problem> {
    let (term, rest) = split(content, categories);
    let (term, weight) = unweighted(term);
    let mut item = Item::new(line, single_spaced(term));
    item.notes.extend(weight.map(|weight| weight_note(weight, None)));
    let mut unknown = Vec::new();
    for token in rest.split_whitespace() {
        for mark in marks(token).unwrap_or_else(|| vec![Mark::Category(token)]) {
            match mark {
                Mark::Weight(weight) => item.notes.push(weight_note(weight, item.categories.last())),
                Mark::Category(id) => match categories.name(id) {
                    Some(name) if item.categories.contains(name) => {
                        parsed.lose(line, format!("{} {id}", item.term), "it is in this category already")
                    }
                    Some(name) => item.categories.push(name.clone()),
                    None => unknown.push(id),
                },
            }
        }
    }
    if !unknown.is_empty() {
        let reason = format!("no category has the number {}; add it to the header", unknown.join(", "));
        parsed.lose(line, format!("{} {}", item.term, unknown.join(" ")), reason);
    }
    if item.categories.is_empty() {
        if unknown.is_empty() {
            parsed.lose(line, content.trim(), "it is in no category of the header");
        }
        return Ok(());
    }
    match glob::pattern(&item.term) {
        Ok(pattern) => {
            item.forms = vec![pattern];
            parsed.take(item)
        }
        Err(reason) => {
            parsed.lose(line, item.term, reason);
            Ok(())
        }
    }
}

fn weight_note(weight: &str, category: Option<&String>) -> String {
    category.map_or_else(|| format!("weight {weight}"), |category| format!("weight {weight} in {category}"))
}

/// The term and what follows it.
///
/// A tab ends the term, and so does a run of blanks before nothing but numbers. Where the parts are divided by single blanks, the term ends where
/// only categories follow that the header has: `9 11 01` is the term "9 11" in 01, unless there is a category 11.
fn split<'a>(content: &'a str, categories: &Categories) -> (&'a str, &'a str) {
    let content = content.trim();
    if let Some(at) = content.find('\t') {
        return content.split_at(at);
    }
    let known = |token: &str| {
        let is_known = |mark: &Mark<'_>| if let Mark::Category(id) = mark { categories.name(id).is_some() } else { true };
        marks(token).is_some_and(|marks| marks.iter().all(is_known))
    };
    let number = |token: &str| known(token) || token.bytes().all(|byte| byte.is_ascii_digit());
    if let Some((term, rest)) = content.find("  ").map(|at| content.split_at(at))
        && rest.split_whitespace().all(number)
    {
        return (term, rest);
    }
    let mut end = content.len();
    while let Some(start) = content[..end].rfind(char::is_whitespace).filter(|&start| known(content[start..end].trim())) {
        end = content[..start].trim_end().len();
    }
    content.split_at(end)
}

/// The term without a weight in parentheses at its end: `cruel (0.75)`.
fn unweighted(term: &str) -> (&str, Option<&str>) {
    let split = || {
        let (word, weight) = term.trim_end().strip_suffix(')')?.rsplit_once('(')?;
        (!word.trim().is_empty() && weight.parse::<f64>().is_ok()).then_some((word, Some(weight)))
    };
    split().unwrap_or((term, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "%\n01\tHarm\n\t02 Fair Play (just and unjust)\n11\tSacred\n%\n";

    fn items(lines: &str) -> Vec<(String, String)> {
        let parsed = parse(&format!("{HEADER}{lines}")).expect("a dictionary");
        parsed.items.into_iter().map(|item| (item.term, item.categories.join("+"))).collect()
    }

    #[test]
    fn terms_and_numbers_are_told_apart() {
        for (line, term, categories) in [
            ("abus*\t01", "abus*", "Harm"),
            ("abus*\t1\t2", "abus*", "Harm+Fair Play"),
            ("abus*   01 02  11", "abus*", "Harm+Fair Play+Sacred"),
            ("abus* 01", "abus*", "Harm"),
            ("new york city\t01", "new york city", "Harm"),
            ("new york city 01 02", "new york city", "Harm+Fair Play"),
            ("new   york  01", "new york", "Harm"),
            ("catch 22 01", "catch 22", "Harm"),
            ("9 11\t01", "9 11", "Harm"),
            ("cruel\t01(0.75)\t02 (-1)", "cruel", "Harm+Fair Play"),
            ("cruel (0.75)\t01", "cruel", "Harm"),
            ("kind (of)\t01", "kind (of)", "Harm"),
            ("two  words 01", "two words", "Harm"),
        ] {
            assert_eq!(items(line), [(term.to_owned(), categories.to_owned())], "{line}");
        }
    }

    #[test]
    fn what_is_not_carried_is_listed() {
        let parsed = parse(&format!("{HEADER}re*gime\t01\nfoo\t99\nbar\nbaz\t01\t01\n:)\t02\nqux 01 99\n")).expect("a dictionary");
        let lost: Vec<(usize, &str)> = parsed.lost.iter().map(|lost| (lost.line, lost.what.as_str())).collect();
        assert_eq!(lost, [(6, "re*gime"), (7, "foo 99"), (8, "bar"), (9, "baz 01"), (10, ":)"), (11, "qux 01 99")]);
        assert_eq!(parsed.items.len(), 1);
    }

    #[test]
    fn broken_headers_are_refused() {
        for (text, found) in [
            ("abuse\t01\n", "Some(1) \"abuse"),
            ("%\n%\nabuse\t01\n", "Some(2) no category"),
            ("%\n01 Harm\n01 Fair\n%\n", "Some(3) the category number \"01\""),
            ("%\n01 Harm\n02 Harm\n%\n", "Some(3) the category \"Harm\""),
            ("%\n01\n%\n", "Some(2) \"01\""),
            ("%\n01 Harm\nabuse 01\n", "None no second line"),
        ] {
            let problem = parse(text).expect_err(text);
            assert!(format!("{:?} {}", problem.line, problem.found).starts_with(found), "{problem:?}");
        }
    }
}
