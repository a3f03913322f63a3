//! The regular expressions of Vale's tokens: those that stand for a list of words are written out, the others are refused with the reason.

use super::DEPTH_LIMIT;

/// Most forms that one expression may stand for.
const FORMS: usize = 200;

/// What stands for `\b` until it is known whether it is at the edge of a word.
const EDGE: char = '\u{0}';

/// What an expression stands for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Words {
    /// The forms, `*` for `\w*`, in the order of the expression.
    pub(super) forms: Vec<String>,
    /// Whether it begins with `(?i)`.
    pub(super) any_case: bool,
}

/// The words that an expression stands for.
pub(super) fn words(expression: &str) -> Result<Words, String> {
    let (any_case, rest) = expression.strip_prefix("(?i)").map_or((false, expression), |rest| (true, rest));
    let mut reader = Reader { rest, depth: 0 };
    let forms = reader.alternatives()?;
    if !reader.rest.is_empty() {
        return Err("a ) without its (".to_owned());
    }
    let forms = forms.iter().map(|form| without_edges(form)).collect::<Result<Vec<_>, _>>()?;
    Ok(Words { forms, any_case })
}

/// `\b` says what always holds here at the edges of a form or beside a space; elsewhere it cannot be carried.
fn without_edges(form: &str) -> Result<String, String> {
    for (at, _) in form.match_indices(EDGE) {
        let (before, after) = (&form[..at], &form[at + 1..]);
        let free = |neighbour: Option<char>| neighbour.is_none_or(|c| c == ' ' || c == EDGE);
        if !free(before.chars().next_back()) && !free(after.chars().next()) {
            return Err("\\b inside a word".to_owned());
        }
    }
    Ok(form.replace(EDGE, ""))
}

struct Reader<'a> {
    rest: &'a str,
    depth: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.rest = &self.rest[next.len_utf8()..];
        Some(next)
    }

    fn eat(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn alternatives(&mut self) -> Result<Vec<String>, String> {
        let mut all = self.sequence()?;
        while self.eat("|") {
            all.extend(self.sequence()?);
            few(all.len())?;
        }
        Ok(all)
    }

    fn sequence(&mut self) -> Result<Vec<String>, String> {
        let mut all = vec![String::new()];
        while self.peek().is_some_and(|next| next != '|' && next != ')') {
            let mut piece = self.atom()?;
            if self.eat("?") {
                piece.push(String::new());
            }
            if let Some(count @ ('*' | '+' | '{' | '?')) = self.peek() {
                return Err(format!("{count} repeats what is before it"));
            }
            few(all.len() * piece.len())?;
            all = all.iter().flat_map(|start| piece.iter().map(move |end| format!("{start}{end}"))).collect();
        }
        Ok(all)
    }

    fn atom(&mut self) -> Result<Vec<String>, String> {
        match self.next() {
            Some('(') => self.group(),
            Some('[') => self.class(),
            Some('\\') => self.escape(),
            Some('.') => Err(". stands for any character; write \\. where the full stop is meant".to_owned()),
            Some(sign @ ('^' | '$')) => Err(format!("{sign} asks for the edge of a line")),
            Some(sign @ ('*' | '+' | '?' | '{' | '}' | ']')) => Err(format!("{sign} with nothing to belong to")),
            Some(' ') => Ok(self.space()),
            Some(letter) => Ok(vec![letter.to_string()]),
            None => Ok(Vec::new()),
        }
    }

    /// One space, also for `\s+` and for more than one.
    fn space(&mut self) -> Vec<String> {
        self.eat("+");
        vec![" ".to_owned()]
    }

    fn group(&mut self) -> Result<Vec<String>, String> {
        if !self.eat("?:") && self.peek() == Some('?') {
            return Err("(? looks around or sets a flag".to_owned());
        }
        self.depth += 1;
        if self.depth > DEPTH_LIMIT {
            return Err(format!("more than {DEPTH_LIMIT} groups in each other"));
        }
        let inside = self.alternatives()?;
        self.depth -= 1;
        if self.eat(")") { Ok(inside) } else { Err("a ( without its )".to_owned()) }
    }

    fn class(&mut self) -> Result<Vec<String>, String> {
        let inside = self.rest.split_once(']').filter(|(inside, _)| !inside.is_empty());
        let (inside, rest) = inside.ok_or("a [ without its ]")?;
        if inside.starts_with('^') || inside.contains(['\\', '[']) || inside.trim_matches('-').contains('-') {
            return Err(format!("[{inside}] stands for characters that are not listed"));
        }
        self.rest = rest;
        Ok(inside.chars().map(String::from).collect())
    }

    fn escape(&mut self) -> Result<Vec<String>, String> {
        match self.next() {
            Some('b') => Ok(vec![EDGE.to_string()]),
            Some('s') => Ok(self.space()),
            Some('w') if self.eat("*") => Ok(vec!["*".to_owned()]),
            Some(sign @ ('*' | '{' | '}')) => Err(format!("the sign {sign} has a meaning in patterns")),
            Some(sign) if sign.is_ascii_punctuation() || sign == ' ' => Ok(vec![sign.to_string()]),
            Some(class) => Err(format!("\\{class} stands for characters that are not listed")),
            None => Err("a \\ at the end".to_owned()),
        }
    }
}

fn few(forms: usize) -> Result<(), String> {
    if forms > FORMS { Err(format!("it stands for more than {FORMS} forms")) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_words_are_written_out() {
        for (expression, expected) in [
            ("regime", vec!["regime"]),
            ("a|b c", vec!["a", "b c"]),
            ("(?:mad|foolish)ness", vec!["madness", "foolishness"]),
            ("(a(b|c))d", vec!["abd", "acd"]),
            ("colou?r", vec!["colour", "color"]),
            ("[Cc]rook(?:s)?", vec!["Crooks", "Crook", "crooks", "crook"]),
            (r"\bso\-called\b", vec!["so-called"]),
            (r"new\s+york", vec!["new york"]),
            (r"denazif\w*", vec!["denazif*"]),
            (r"e\.g\.", vec!["e.g."]),
        ] {
            assert_eq!(words(expression).map(|words| words.forms), Ok(expected.iter().map(ToString::to_string).collect()), "{expression}");
        }
        assert!(words("(?i)regime").expect("a word").any_case);
    }

    #[test]
    fn the_others_say_why_not() {
        for (expression, reason) in [
            ("e.g.", "any character"),
            ("a+", "repeats"),
            ("a{2}", "repeats"),
            ("ab*", "repeats"),
            (r"\d+", "not listed"),
            (r"\w+", "not listed"),
            ("[a-z]", "not listed"),
            ("[^a]", "not listed"),
            ("(?!a)b", "looks around"),
            ("(?<=a)b", "looks around"),
            ("^a", "edge of a line"),
            (r"a\bb", "inside a word"),
            (r"a\*", "meaning"),
            ("(a", "without"),
            ("a)", "without"),
            ("[a", "without"),
            ("a\\", "at the end"),
            ("*", "nothing to belong to"),
            ("[abcdef][abcdef][abcdef]", "more than 200"),
        ] {
            assert!(words(expression).expect_err(expression).contains(reason), "{expression}: {:?}", words(expression));
        }
        assert!(words(&"(".repeat(100_000)).is_err());
    }
}
