//! Marks as JSON: an array of objects, an object with `marks`, or several of these one after the other.

use std::collections::BTreeSet;

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::{Column, MarksFile, Row, missing};
use crate::reader::decode;

/// A file that turns out to be the other one.
const EXERCISE: &str = "an exercise, no marks; expected what pupils handed in; name the exercise once, before the marks";

const SHAPE: &str = "an array of objects, or an object with `marks`";

/// Reads all marks.
pub(super) fn read(bytes: &[u8], marks: &mut MarksFile) {
    let text = match decode(bytes) {
        Ok((text, _)) => text,
        Err(problem) => return marks.refuse_all(1, problem.to_string()),
    };
    let mut reading = Reading { text: &text, counted: (0, 1), ignored: BTreeSet::new(), marks };
    for value in serde_json::Deserializer::from_str(&text).into_iter::<&RawValue>() {
        match value {
            Ok(value) => reading.part(value),
            Err(error) => {
                reading.marks.refuse_all(error.line(), format!("no JSON ({error}); expected {SHAPE}; what stands before was read; export it again"));
                break;
            }
        }
    }
    let Reading { ignored, marks, .. } = reading;
    marks.ignore(&ignored.into_iter().collect::<Vec<_>>());
}

struct Reading<'a> {
    text: &'a str,
    /// A place in the text and its line: places come in order, so that lines are counted once.
    counted: (usize, usize),
    /// Keys that mean nothing here.
    ignored: BTreeSet<String>,
    marks: &'a mut MarksFile,
}

impl Reading<'_> {
    /// One value at the top of the file.
    fn part(&mut self, value: &RawValue) {
        if let Ok(list) = serde_json::from_str::<Vec<&RawValue>>(value.get()) {
            return list.into_iter().for_each(|mark| self.mark(mark, &Map::new()));
        }
        let line = self.line(value);
        let Ok(mut object) = serde_json::from_str::<Map<String, Value>>(value.get()) else {
            return self.marks.refuse_all(line, format!("JSON, but neither a list nor an object; expected {SHAPE}; export it again"));
        };
        if object.contains_key("passages") {
            return self.marks.refuse_all(line, EXERCISE.to_owned());
        }
        if object.shift_remove("marks").is_none() {
            return self.mark(value, &Map::new());
        }
        match serde_json::from_str::<WithMarks<'_>>(value.get()) {
            // What stands beside the list is said of each mark in it.
            Ok(WithMarks { marks }) => marks.into_iter().for_each(|mark| self.mark(mark, &object)),
            Err(_) => self.marks.refuse_all(line, format!("`marks` is no list; expected {SHAPE}; export it again")),
        }
    }

    fn mark(&mut self, value: &RawValue, around: &Map<String, Value>) {
        let line = self.line(value);
        let Ok(object) = serde_json::from_str::<Map<String, Value>>(value.get()) else {
            return self.marks.refuse(line, format!("no object; expected {SHAPE}; export it again"));
        };
        match self.row(line, &object, around) {
            Ok(row) if row.is_empty() => {}
            Ok(row) => self.marks.rows.push(row),
            Err(reason) => self.marks.refuse(line, reason),
        }
    }

    fn row(&mut self, line: usize, object: &Map<String, Value>, around: &Map<String, Value>) -> Result<Row, String> {
        let names: Vec<String> = object.keys().chain(around.keys()).cloned().collect();
        if let Some(reason) = missing(&names, "key") {
            return Err(reason);
        }
        let mut row = Row::new(line);
        for (name, value) in around.iter().chain(object) {
            match Column::of_name(name) {
                Some(column) => row.set(column, &cell(name, value)?),
                None => _ = self.ignored.insert(name.clone()),
            }
        }
        Ok(row)
    }

    /// The line in which a piece of the text begins.
    fn line(&mut self, piece: &RawValue) -> usize {
        let place = (piece.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let (from, line) = if place < self.counted.0 { (0, 1) } else { self.counted };
        let between = self.text.as_bytes().get(from..place).unwrap_or_default();
        self.counted = (place, line + between.iter().filter(|byte| **byte == b'\n').count());
        self.counted.1
    }
}

#[derive(serde::Deserialize)]
struct WithMarks<'a> {
    #[serde(borrow)]
    marks: Vec<&'a RawValue>,
}

fn cell(name: &str, value: &Value) -> Result<String, String> {
    match value {
        Value::Null => Ok(String::new()),
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        Value::Bool(value) => Ok(value.to_string()),
        Value::Array(_) | Value::Object(_) => Err(format!("{name} is a list or an object; expected a text or a number; export it again")),
    }
}
