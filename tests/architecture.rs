//! The order of the modules, as a table that explains itself when it breaks.
//!
//! A text goes through the rows from top to bottom, so a module needs to know only what stands above it. What that buys: statistics that
//! are tested without a text, a matcher that knows no flags, a new output format that cannot change a number, and a library that touches no
//! file, no clock and no terminal, so that a browser page and a Python module can use it.
//!
//! The paths are read as they are written, by a small lexer that knows comments, strings and lifetimes. It sees what stands inside macro
//! calls too, which a syntax tree does not show. What only the compiler can resolve (a method of `Path` that touches the disk, a renamed
//! import) is held by `clippy.toml`.

use std::fs;
use std::path::{Path, PathBuf};

/// A module, and the modules of its own row that it may import.
struct Module {
    name: &'static str,
    beside: &'static [&'static str],
}

const fn module(name: &'static str) -> Module {
    Module { name, beside: &[] }
}

/// A module imports from the rows above its own. Within a row modules do not know each other, but for what `beside` names.
const ORDER: &[&[Module]] = &[
    &[module("error"), module("span"), Module { name: "document", beside: &["span"] }],
    &[module("reader"), module("tokenize")],
    &[module("lexicon")],
    &[module("matcher")],
    &[module("context")],
    &[module("analysis")],
    &[module("measure")],
    &[module("profile")],
    &[module("compare")],
    &[module("authoring"), module("exercise"), module("evaluate"), module("grade")],
    &[module("report")],
    &[module("cli")],
];

/// The one module that touches the machine. `main.rs` starts it, `lib.rs` lists the modules; neither is read by this test.
const EDGE: &str = "cli";

/// What only the edge may name, and what to do instead.
const EDGE_ONLY: &[(&str, &str)] = &[
    ("std::fs", "take a string, a reader or a writer; src/cli opens the file"),
    ("std::env", "take the value as an argument; src/cli reads arguments and environment"),
    ("std::time", "take the date as an argument, so that the same input gives the same bytes tomorrow; src/cli reads the clock"),
    ("std::process", "return an error; src/cli turns it into an exit status"),
    ("std::io::stdin", "take a reader; src/cli passes standard input"),
    ("std::io::stdout", "take a writer; src/cli passes standard output"),
    ("std::io::stderr", "return a warning in the result; src/cli prints it"),
    ("std::io::IsTerminal", "take the choice as an argument; src/cli looks at the terminal"),
];

/// What nothing may name: texts can be confidential drafts, and connote works offline.
const NOWHERE: &[(&str, &str)] = &[("std::net", "connote opens no connection; read what is needed from a file in src/cli")];

#[test]
fn modules_import_only_from_rows_above_their_own() {
    let problems: Vec<String> = sources().iter().flat_map(Source::forbidden_imports).collect();
    assert!(problems.is_empty(), "\n\n{}\n", problems.join("\n\n"));
}

#[test]
fn only_the_command_line_touches_the_machine() {
    let problems: Vec<String> = sources().iter().flat_map(Source::forbidden_places).collect();
    assert!(problems.is_empty(), "\n\n{}\n", problems.join("\n\n"));
}

/// A file under `src`, read.
struct Source {
    file: String,
    module: Vec<String>,
    paths: Vec<WrittenPath>,
}

/// A path as the compiler sees it: from the root of this crate (`crate` first), or of another.
#[derive(Debug, PartialEq, Eq)]
struct WrittenPath {
    line: usize,
    segments: Vec<String>,
}

impl WrittenPath {
    fn text(&self) -> String {
        self.segments.join("::")
    }

    fn is_within(&self, path: &str) -> bool {
        let text = self.text();
        text == path || text.strip_prefix(path).is_some_and(|rest| rest.starts_with("::"))
    }
}

impl Source {
    fn forbidden_imports(&self) -> Vec<String> {
        let own = &self.module[0];
        if row_of(own).is_none() {
            let file = &self.file;
            return vec![format!(
                "{file}: the module `{own}` is in no row.\n  rule: every module has its place in the way of a text through the program.\n  \
                 to resolve: add it to ORDER in tests/architecture.rs and to ARCHITECTURE.md, below all that it imports."
            )];
        }
        let imports = self.paths.iter().filter(|path| path.segments[0] == "crate");
        imports.filter_map(|path| Some((path, refusal(own, path.segments.get(1)?)?))).map(|(path, why)| self.message(path, &why)).collect()
    }

    fn forbidden_places(&self) -> Vec<String> {
        let edge_only = if self.module[0] == EDGE { &[] } else { EDGE_ONLY };
        let rules = NOWHERE.iter().chain(edge_only);
        let broken = rules.flat_map(|(place, advice)| self.paths.iter().filter(|path| path.is_within(place)).map(move |path| (path, advice)));
        let rule = "files, environment, clock and terminal belong to src/cli; the library works on what it is given";
        broken.map(|(path, advice)| self.message(path, &format!("rule: {rule}.\n  to resolve: {advice}."))).collect()
    }

    fn message(&self, path: &WrittenPath, why: &str) -> String {
        format!("{}:{}: `{}` uses {}\n  {why}", self.file, path.line, self.module.join("::"), path.text())
    }
}

/// Why a module may not import another, and what to do; nothing where it may.
fn refusal(own: &str, other: &str) -> Option<String> {
    if own == other {
        return None;
    }
    let (from, to) = match (row_of(own)?, row_of(other)) {
        (from, Some(to)) => (from, to),
        (_, None) => {
            return Some(format!(
                "rule: imports name the module that defines a thing, and `{other}` is no module of the table.\n  \
                 to resolve: write crate::module::{other} in place of a re-export or a glob of the crate; a new module needs a row in ORDER."
            ));
        }
    };
    if to < from || (to == from && may_stand_beside(own, other)) {
        return None;
    }
    let (rule, place) = if to == from {
        ("modules of one row do not know each other", "to a row above both, or list it under `beside` in ORDER if it really is one-way")
    } else {
        ("a module imports only from rows above its own", "up, to a row that both may see, or let the lower module pass in what the upper one needs")
    };
    let (from, to) = (from + 1, to + 1);
    Some(format!("rule: {rule}; `{own}` stands in row {from}, `{other}` in row {to}.\n  to resolve: move what is shared {place}."))
}

fn row_of(name: &str) -> Option<usize> {
    ORDER.iter().position(|row| row.iter().any(|module| module.name == name))
}

fn may_stand_beside(own: &str, other: &str) -> bool {
    ORDER.iter().copied().flatten().any(|module| module.name == own && module.beside.contains(&other))
}

/// Every source file but `lib.rs` and `main.rs`. Modules that are not written yet are simply not there.
fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(&root.join("src"), &mut files);
    files.sort();
    let found: Vec<Source> = files.iter().filter_map(|file| source(root, file)).collect();
    assert!(!found.is_empty(), "no source files under src: this test reads the wrong folder");
    found
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("readable folder") {
        let path = entry.expect("readable folder").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn source(root: &Path, path: &Path) -> Option<Source> {
    let relative = path.strip_prefix(root).expect("a file of this package").with_extension("");
    let mut module: Vec<String> = relative.iter().skip(1).map(|part| part.to_string_lossy().into_owned()).collect();
    if module == ["lib"] || module == ["main"] {
        return None;
    }
    module.pop_if(|last| last == "mod");
    let text = fs::read_to_string(path).expect("a UTF-8 source file");
    let paths = written_paths(&text, &module);
    let file = path.strip_prefix(root).expect("a file of this package").to_string_lossy().replace('\\', "/");
    Some(Source { file, module, paths })
}

/// A word or a sign of a source file, with its line. Comments and literals leave none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Token<'a> {
    line: usize,
    text: &'a str,
}

fn tokens(source: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let (mut at, mut line) = (0, 1);
    while let Some(character) = source[at..].chars().next() {
        let rest = &source[at..];
        let (length, is_token) = if character.is_whitespace() {
            (character.len_utf8(), false)
        } else if let Some(length) = comment(rest).or_else(|| literal(rest)) {
            (length, false)
        } else if is_word(character) {
            (rest.find(|c| !is_word(c)).unwrap_or(rest.len()), true)
        } else if rest.starts_with("::") {
            (2, true)
        } else {
            (character.len_utf8(), true)
        };
        if is_token {
            found.push(Token { line, text: &rest[..length] });
        }
        line += rest[..length].matches('\n').count();
        at += length;
    }
    found
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// Length of the comment that `rest` begins with. Block comments nest.
fn comment(rest: &str) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    let mut at = rest.starts_with("/*").then_some(2)?;
    let mut depth = 1;
    while depth > 0 {
        let Some(next) = rest[at..].find(['/', '*']) else { return Some(rest.len()) };
        at += next;
        let step = match rest.get(at..at + 2) {
            Some("/*") => 1,
            Some("*/") => -1,
            _ => 0,
        };
        depth += step;
        at += if step == 0 { 1 } else { 2 };
    }
    Some(at)
}

/// Length of the string or character literal that `rest` begins with. `'a` in `&'a str` is none, nor is `r#type`.
fn literal(rest: &str) -> Option<usize> {
    let prefix = ["br", "cr", "r", "b", "c", ""].into_iter().find(|prefix| rest.starts_with(prefix))?;
    let body = &rest[prefix.len()..];
    if prefix.ends_with('r') {
        let hashes = body.len() - body.trim_start_matches('#').len();
        let content = body[hashes..].strip_prefix('"')?;
        let close = format!("\"{}", "#".repeat(hashes));
        return Some(prefix.len() + hashes + 1 + content.find(&close).map_or(content.len(), |end| end + close.len()));
    }
    let quote = body.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    if quote == '\'' && !body[1..].starts_with('\\') && body[1..].char_indices().nth(1).is_none_or(|(_, second)| second != '\'') {
        return None;
    }
    let mut escaped = false;
    let end = body[1..].char_indices().find(|&(_, c)| {
        let ends = c == quote && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    });
    Some(prefix.len() + end.map_or(body.len(), |(at, _)| at + 2))
}

/// Every path in a file that begins with `crate`, `self`, `super` or `std`: one per leaf of a `use` tree, resolved from `module`.
fn written_paths(source: &str, module: &[String]) -> Vec<WrittenPath> {
    let tokens = tokens(source);
    let text = |index: usize| tokens.get(index).map_or("", |token| token.text);
    let mut found = Vec::new();
    // Inline modules (`mod tests { ... }`) with the depth of their braces: `super` counts from the innermost.
    let mut inline: Vec<(usize, &str)> = Vec::new();
    let mut depth = 0;
    let mut at = 0;
    while at < tokens.len() {
        match text(at) {
            "mod" if text(at + 2) == "{" => inline.push((depth + 1, text(at + 1))),
            "{" => depth += 1,
            "}" => {
                inline.pop_if(|(opened, _)| *opened == depth);
                depth = depth.saturating_sub(1);
            }
            "crate" | "self" | "super" | "std" if text(at + 1) == "::" && !continues_path(&tokens[..at]) => {
                let names = inline.iter().map(|(_, name)| (*name).to_owned());
                let here = ["crate".to_owned()].into_iter().chain(module.iter().cloned()).chain(names);
                at = match text(at) {
                    "std" => leaves(&tokens, at, &[], &mut found),
                    "crate" => leaves(&tokens, at + 2, &["crate".to_owned()], &mut found),
                    _ => leaves(&tokens, at, &here.collect::<Vec<_>>(), &mut found),
                };
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// Whether the next word goes on with a path (`other::std::x`). A `::` that touches no word begins one.
fn continues_path(before: &[Token<'_>]) -> bool {
    let [.., name, separator] = before else { return false };
    let touches = name.text.as_bytes().as_ptr_range().end == separator.text.as_ptr();
    separator.text == "::" && touches && name.text.ends_with(|c| is_word(c) || c == '>')
}

/// Adds the leaves of the path or `use` tree at `at`, which stands in `prefix`; gives the index after it.
fn leaves(tokens: &[Token<'_>], mut at: usize, prefix: &[String], found: &mut Vec<WrittenPath>) -> usize {
    let text = |index: usize| tokens.get(index).map_or("", |token| token.text);
    let line = tokens.get(at).map_or(0, |token| token.line);
    let mut segments = prefix.to_vec();
    loop {
        match text(at) {
            "{" => return branches(tokens, at + 1, &segments, found),
            "self" => {}
            "super" => segments.truncate(segments.len().saturating_sub(1).max(1)),
            name if name == "*" || name.starts_with(is_word) => segments.push(name.to_owned()),
            // The generic arguments of `f::<T>()` are paths of their own.
            _ => break,
        }
        at += 1;
        if text(at) != "::" {
            break;
        }
        at += 1;
    }
    found.push(WrittenPath { line, segments });
    at
}

/// Adds the leaves of the branches between braces; gives the index after the closing one.
fn branches(tokens: &[Token<'_>], mut at: usize, prefix: &[String], found: &mut Vec<WrittenPath>) -> usize {
    while tokens.get(at).is_some_and(|token| token.text != "}") {
        at = leaves(tokens, at, prefix, found);
        // What may follow a branch: `as name`, a comma.
        at += tokens[at..].iter().take_while(|token| !matches!(token.text, "," | "}")).count();
        at += usize::from(tokens.get(at).is_some_and(|token| token.text == ","));
    }
    at + 1
}

#[test]
fn the_table_names_every_module_once_and_beside_only_earlier_ones_of_its_row() {
    let mut seen: Vec<&str> = Vec::new();
    for row in ORDER {
        let row_start = seen.len();
        for module in *row {
            assert!(!seen.contains(&module.name), "`{}` stands in two places", module.name);
            for beside in module.beside {
                assert!(
                    seen[row_start..].contains(beside),
                    "`{}` may import only modules that stand before it in its row, not `{beside}`",
                    module.name
                );
            }
            seen.push(module.name);
        }
    }
    assert_eq!(seen.last(), Some(&EDGE), "the command line sees everything and is seen by nothing");
}

#[test]
fn refusals_follow_the_table() {
    for (own, other) in [("lexicon", "tokenize"), ("analysis", "error"), ("document", "span"), ("cli", "report"), ("context", "context")] {
        assert_eq!(refusal(own, other), None, "{own} may import {other}");
    }
    let cases = [
        ("lexicon", "analysis", "rows above its own"),
        ("reader", "tokenize", "modules of one row"),
        ("span", "document", "modules of one row"),
        ("report", "cli", "rows above its own"),
        ("report", "Error", "no module of the table"),
        ("report", "*", "no module of the table"),
    ];
    for (own, other, rule) in cases {
        let said = refusal(own, other).unwrap_or_else(|| panic!("{own} must not import {other}"));
        assert!(said.contains(rule) && said.contains("to resolve"), "{said}");
    }
}

#[test]
fn every_way_of_writing_a_path_is_read() {
    let cases: &[(&str, &[&str])] = &[
        ("use crate::span::Span;", &["crate::span::Span"]),
        (
            "pub(crate) use crate::span::{self, Span as S, deep::{A, B}};",
            &["crate::span", "crate::span::Span", "crate::span::deep::A", "crate::span::deep::B"],
        ),
        ("use crate::{error::Error, span::*,};", &["crate::error::Error", "crate::span::*"]),
        ("use super::model::Entry;", &["crate::lexicon::model::Entry"]),
        ("use super::super::analysis::Hit;", &["crate::analysis::Hit"]),
        ("use super::{super::report::Row, set};", &["crate::report::Row", "crate::lexicon::set"]),
        (
            "mod tests { use super::*; mod inner { use super::super::x; } } use self::y;",
            &["crate::lexicon::load::*", "crate::lexicon::load::x", "crate::lexicon::load::y"],
        ),
        ("fn f() -> Vec<crate::error::Error> { crate::span::join::<u8>() }", &["crate::error::Error", "crate::span::join"]),
        ("vec![crate::report::row(), <crate::cli::Args>::new()]", &["crate::report::row", "crate::cli::Args"]),
        ("macro_rules! m { () => { $crate::span::x() } }", &["crate::span::x"]),
        ("use std::{fs, io::{self, Read, stdin}};", &["std::fs", "std::io", "std::io::Read", "std::io::stdin"]),
        ("let now = ::std::time::Instant::now();", &["std::time::Instant::now"]),
        ("use ::std::env::{var};", &["std::env::var"]),
        ("pub(in crate) fn f(self) {} use other::std::fs;", &[]),
        ("// crate::a::b\n/* crate::a /* nested */ crate::b */ /// crate::c\n", &[]),
        (r####"let x = "crate::a \" crate::b"; r#"crate::c " crate::d"#; br"crate::e"; b"std::fs""####, &[]),
        (r"fn f<'a>(x: &'a str) { ('\'', '\\', 'x', b'\n'); crate::span::y }", &["crate::span::y"]),
        ("let r#type = crate::span::Span;", &["crate::span::Span"]),
    ];
    let module = ["lexicon".to_owned(), "load".to_owned()];
    for (source, expected) in cases {
        let found: Vec<String> = written_paths(source, &module).iter().map(WrittenPath::text).collect();
        assert_eq!(&found, expected, "{source}");
    }
}

#[test]
fn paths_keep_the_line_they_stand_on() {
    let source = "/* two\nlines */\nuse crate::{\n    span::Span,\n    error::Error,\n};\nlet x = \"a\nb\"; crate::report::y();";
    let lines: Vec<usize> = written_paths(source, &["cli".to_owned()]).iter().map(|path| path.line).collect();
    assert_eq!(lines, [4, 5, 8]);
}
