//! The values that tables are made of, and how each is written.

use std::fmt::Write;

use serde_json::Value;

/// Numbers nearer to zero than this are written with an exponent in CSV.
const EXPONENT_BELOW: f64 = 1e-4;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A number from 0 to 1, or a coefficient up to 1.
    Share,
    /// True or false.
    Boolean,
    /// Several texts, separated by spaces.
    List,
}

impl Kind {
    /// The name used in documentation.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Number | Self::Share => "number",
            Self::Boolean => "boolean",
            Self::List => "list",
        }
    }

    /// Whether values stand under each other at their right ends.
    #[must_use]
    pub fn is_number(self) -> bool {
        matches!(self, Self::Integer | Self::Number | Self::Share)
    }

    /// The type in a JSON Schema; every value may be missing.
    #[must_use]
    pub fn schema(self) -> Value {
        match self {
            Self::Text => serde_json::json!({ "type": ["string", "null"] }),
            Self::Integer => serde_json::json!({ "type": ["integer", "null"] }),
            Self::Number | Self::Share => serde_json::json!({ "type": ["number", "null"] }),
            Self::Boolean => serde_json::json!({ "type": ["boolean", "null"] }),
            Self::List => serde_json::json!({ "type": "array", "items": { "type": "string" } }),
        }
    }
}

/// One value. Missing is empty in CSV and null in JSON, never a zero.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Undefined or unknown.
    Empty,
    /// Text.
    Text(String),
    /// A whole number.
    Integer(u64),
    /// A number; infinite only in upper bounds.
    Number(f64),
    /// True or false.
    Boolean(bool),
    /// Several texts.
    List(Vec<String>),
}

impl Cell {
    /// As a CSV field: numbers in full, `inf` for an infinite bound, empty for what is missing.
    #[must_use]
    pub fn csv(&self) -> String {
        let mut field = String::new();
        self.write_csv(&mut field);
        field
    }

    /// Puts the CSV field behind what is written already.
    pub(super) fn write_csv(&self, field: &mut String) {
        // Writing to memory cannot fail.
        let _ = match self {
            Self::Empty => Ok(()),
            Self::Text(text) => field.write_str(text),
            Self::Integer(number) => write!(field, "{number}"),
            Self::Number(number) if number.is_infinite() => field.write_str("inf"),
            // A p-value of 1e-300 has no need of 300 zeros.
            Self::Number(number) if *number != 0.0 && number.abs() < EXPONENT_BELOW => write!(field, "{number:e}"),
            Self::Number(number) => write!(field, "{number}"),
            Self::Boolean(value) => write!(field, "{value}"),
            Self::List(items) => field.write_str(&items.join(" ")),
        };
    }

    /// As JSON: null for what is missing and for an infinite bound (the row then carries the flag `unbounded`).
    #[must_use]
    pub fn json(&self) -> Value {
        match self {
            Self::Empty => Value::Null,
            Self::Text(text) => text.as_str().into(),
            Self::Integer(number) => (*number).into(),
            Self::Number(number) => serde_json::Number::from_f64(*number).map_or(Value::Null, Value::Number),
            Self::Boolean(value) => (*value).into(),
            Self::List(items) => items.as_slice().into(),
        }
    }

    /// As people read it: numbers with one decimal, a dash for what is missing.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => "–".to_owned(),
            Self::Number(number) if number.is_infinite() => "∞".to_owned(),
            Self::Number(number) => shown_number(*number),
            Self::Text(text) => printable(text),
            Self::List(items) => items.join(" "),
            Self::Integer(_) | Self::Boolean(_) => self.csv(),
        }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<Option<String>> for Cell {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::Empty, Self::from)
    }
}

impl From<u64> for Cell {
    fn from(number: u64) -> Self {
        Self::Integer(number)
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Self::Integer(number as u64)
    }
}

impl From<Option<u64>> for Cell {
    fn from(number: Option<u64>) -> Self {
        number.map_or(Self::Empty, Self::Integer)
    }
}

impl From<Option<f64>> for Cell {
    fn from(number: Option<f64>) -> Self {
        number.map_or(Self::Empty, Self::Number)
    }
}

impl From<bool> for Cell {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<Option<&str>> for Cell {
    fn from(text: Option<&str>) -> Self {
        text.map_or(Self::Empty, Self::from)
    }
}

impl From<Vec<String>> for Cell {
    fn from(items: Vec<String>) -> Self {
        Self::List(items)
    }
}

/// One decimal, or as many as a small number needs not to look like none.
fn shown_number(number: f64) -> String {
    match number.abs() {
        size if size == 0.0 || size >= 0.095 => format!("{number:.1}"),
        0.0095.. => format!("{number:.2}"),
        0.00095.. => format!("{number:.3}"),
        _ => format!("{number:.0e}"),
    }
}

/// Text without control characters, which could steer a terminal; white space in one piece.
#[must_use]
pub fn printable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_whitespace() {
            if !shown.ends_with(' ') {
                shown.push(' ');
            }
        } else if character.is_control() || is_bidi_control(character) {
            shown.push('\u{FFFD}');
        } else {
            shown.push(character);
        }
    }
    shown
}

/// Characters that turn the direction of what follows.
#[must_use]
pub fn is_bidi_control(character: char) -> bool {
    matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
