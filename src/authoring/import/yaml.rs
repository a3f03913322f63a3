//! YAML as a tree with lines: scalars as they are written, since `no` and `on` are words here.
//!
//! Depth and size are bounded while the tree grows, copies made for aliases included, so that a small file cannot ask for much memory.

use std::collections::{HashMap, HashSet};

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};

use super::{DEPTH_LIMIT, Problem};

/// Most nodes of a tree.
const NODE_LIMIT: usize = 2_000_000;

/// A value and where it begins.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    pub(super) line: usize,
    pub(super) value: Value,
    /// Nodes in it, itself included.
    size: usize,
    /// Levels below it.
    height: usize,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// As written, and whether without quotation marks.
    Scalar {
        text: String,
        plain: bool,
    },
    List(Vec<Node>),
    /// In the order of the file; every key once.
    Map(Vec<(Node, Node)>),
}

impl Node {
    /// The value of a key, where it is a mapping that has it.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        self.map()?.iter().find(|(name, _)| name.text() == Some(key)).map(|(_, value)| value)
    }

    pub(super) fn map(&self) -> Option<&[(Self, Self)]> {
        if let Value::Map(pairs) = &self.value { Some(pairs) } else { None }
    }

    pub(super) fn list(&self) -> Option<&[Self]> {
        if let Value::List(items) = &self.value { Some(items) } else { None }
    }

    /// The text of a scalar; none for null.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, plain } if !(*plain && matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL")) => Some(text),
            _ => None,
        }
    }

    /// Whether it is the boolean `true`.
    pub(super) fn is_true(&self) -> bool {
        self.text().is_some_and(|text| text.eq_ignore_ascii_case("true"))
    }

    /// Its items: those of a list, or itself where it is a scalar.
    pub(super) fn items(&self) -> &[Self] {
        match &self.value {
            Value::List(items) => items,
            Value::Scalar { .. } if self.text().is_some() => std::slice::from_ref(self),
            _ => &[],
        }
    }

    /// What it is, for messages.
    pub(super) fn kind(&self) -> String {
        match &self.value {
            Value::Scalar { .. } => self.text().map_or_else(|| "nothing".to_owned(), |text| format!("{:?}", super::shortened(text, 60))),
            Value::List(_) => "a list".to_owned(),
            Value::Map(_) => "a mapping".to_owned(),
        }
    }
}

/// Reads the one document of a file.
pub(super) fn parse(text: &str) -> Result<Node, Problem> {
    let mut tree = Tree::default();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| broken(&error))?;
        tree.event(event, span.start.line())?;
    }
    tree.root.ok_or_else(|| Problem::new(None, "a YAML file without content", "a mapping or a list", "check that the file was saved"))
}

fn broken(error: &ScanError) -> Problem {
    let place = error.marker();
    Problem::at(
        place.line(),
        format!("no YAML: {} at column {}", error.info(), place.col() + 1),
        "YAML",
        "correct the line: indentation by spaces, quotation marks around what begins with * & ! % @ [ {",
    )
}

/// A list or mapping that is not closed yet.
struct Open {
    line: usize,
    anchor: usize,
    key: Option<Node>,
    keys: HashSet<String>,
    value: Value,
}

#[derive(Default)]
struct Tree {
    root: Option<Node>,
    open: Vec<Open>,
    anchors: HashMap<usize, Node>,
    nodes: usize,
    documents: usize,
}

impl Tree {
    fn event(&mut self, event: Event<'_>, line: usize) -> Result<(), Problem> {
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(Problem::at(line, "a second document (---)", "one document", "split the file"));
                }
            }
            Event::Scalar(text, style, anchor, _) => {
                let value = Value::Scalar { text: text.into_owned(), plain: style == ScalarStyle::Plain };
                self.add(Node { line, value, size: 1, height: 0 }, anchor)?;
            }
            Event::SequenceStart(anchor, _) => self.begin(line, anchor, Value::List(Vec::new()))?,
            Event::MappingStart(anchor, _) => self.begin(line, anchor, Value::Map(Vec::new()))?,
            Event::SequenceEnd | Event::MappingEnd => self.end()?,
            Event::Alias(anchor) => self.alias(anchor, line)?,
            _ => {}
        }
        Ok(())
    }

    fn begin(&mut self, line: usize, anchor: usize, value: Value) -> Result<(), Problem> {
        if self.open.len() >= DEPTH_LIMIT {
            return Err(too_deep(line));
        }
        self.open.push(Open { line, anchor, key: None, keys: HashSet::new(), value });
        Ok(())
    }

    fn end(&mut self) -> Result<(), Problem> {
        let Some(Open { line, anchor, value, .. }) = self.open.pop() else { return Ok(()) };
        let (size, height) = match &value {
            Value::Scalar { .. } => (1, 0),
            Value::List(items) => (sum(items.iter()), tallest(items.iter())),
            Value::Map(pairs) => {
                let nodes = || pairs.iter().flat_map(|(key, value)| [key, value]);
                (sum(nodes()), tallest(nodes()))
            }
        };
        self.add(Node { line, value, size: size + 1, height: height + 1 }, anchor)
    }

    fn alias(&mut self, anchor: usize, line: usize) -> Result<(), Problem> {
        let Some(node) = self.anchors.get(&anchor) else {
            return Err(Problem::at(line, "a category that contains itself (an alias inside its own anchor)", "a tree", "write the terms out"));
        };
        if self.open.len() + node.height > DEPTH_LIMIT {
            return Err(too_deep(line));
        }
        let copy = self.within(node.size, line).map(|()| node.clone())?;
        self.nodes += copy.size.saturating_sub(1);
        self.add(copy, 0)
    }

    /// Whether so many nodes more are affordable.
    fn within(&self, more: usize, line: usize) -> Result<(), Problem> {
        if self.nodes + more <= NODE_LIMIT {
            return Ok(());
        }
        Err(Problem::at(line, format!("more than {NODE_LIMIT} values, aliases written out"), format!("at most {NODE_LIMIT}"), "split the file"))
    }

    fn add(&mut self, node: Node, anchor: usize) -> Result<(), Problem> {
        self.within(1, node.line)?;
        self.nodes += 1;
        if anchor > 0 {
            self.within(node.size, node.line)?;
            self.nodes += node.size;
            self.anchors.insert(anchor, node.clone());
        }
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        match (&mut open.value, open.key.take()) {
            (Value::Map(pairs), Some(key)) => pairs.push((key, node)),
            (Value::Map(_), None) => {
                once(&mut open.keys, &node)?;
                open.key = Some(node);
            }
            (Value::List(items), _) => items.push(node),
            (Value::Scalar { .. }, _) => {}
        }
        Ok(())
    }
}

/// Two values under one key are two opinions: neither is dropped in silence.
fn once(keys: &mut HashSet<String>, key: &Node) -> Result<(), Problem> {
    let Value::Scalar { text, .. } = &key.value else {
        return Err(Problem::at(key.line, format!("{} as a key", key.kind()), "a name", "write the key as a word"));
    };
    if keys.insert(text.clone()) {
        return Ok(());
    }
    let name = super::shortened(text, 60);
    Err(Problem::at(key.line, format!("a second {name:?} in one mapping"), "every category and key once", "join the two, or rename one"))
}

fn sum<'a>(nodes: impl Iterator<Item = &'a Node>) -> usize {
    nodes.map(|node| node.size).sum()
}

fn tallest<'a>(nodes: impl Iterator<Item = &'a Node>) -> usize {
    nodes.map(|node| node.height).max().unwrap_or(0)
}

fn too_deep(line: usize) -> Problem {
    Problem::at(line, format!("more than {DEPTH_LIMIT} levels"), format!("at most {DEPTH_LIMIT}"), "flatten the categories")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(yaml: &str) -> String {
        let problem = parse(yaml).expect_err(yaml);
        format!("{:?} {}", problem.line, problem.found)
    }

    #[test]
    fn scalars_stay_as_written_and_have_lines() {
        let root = parse("a:\n  - no\n  - 'null'\n  - ~\n  - 1.0\n").expect("YAML");
        let list = root.get("a").and_then(Node::list).expect("a list");
        let texts: Vec<Option<&str>> = list.iter().map(Node::text).collect();
        assert_eq!(texts, [Some("no"), Some("null"), None, Some("1.0")]);
        assert_eq!(list.iter().map(|node| node.line).collect::<Vec<_>>(), [2, 3, 4, 5]);
    }

    #[test]
    fn aliases_are_written_out() {
        let root = parse("a: &x [b, c]\nd: *x\n").expect("YAML");
        assert_eq!(root.get("d").and_then(Node::list).map(<[Node]>::len), Some(2));
    }

    #[test]
    fn hostile_files_are_refused_early() {
        assert!(refused("a: &x\n  b: *x\n").starts_with("Some(2) a category that contains itself"));
        assert!(refused("a: [b]\nc: [d]\na: [e]\n").starts_with("Some(3) a second \"a\""));
        assert!(refused(&format!("{}x{}", "[".repeat(65), "]".repeat(65))).contains("64 levels"));
        assert!(refused(&"[".repeat(100_000)).contains("limit"), "the parser has a limit of its own for what it looks ahead");
        assert!(refused(&(0..100).map(|level| format!("{}a:\n", " ".repeat(level))).collect::<String>()).contains("64 levels"));
        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..9 {
            let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
            bomb += &format!("a{level}: &a{level} [{aliases}]\n");
        }
        assert!(refused(&bomb).contains("values, aliases written out"));
        assert!(refused("--- a\n--- b\n").contains("second document"));
        assert!(refused("a: [b\n").contains("no YAML"));
        assert!(refused("? [a]\n: b\n").contains("a list as a key"));
        assert!(parse("# nothing\n").is_err());
        assert!(parse(&format!("{}x{}", "[".repeat(64), "]".repeat(64))).is_ok());
    }
}
