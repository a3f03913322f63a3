//! The JSON Schema of an exercise.
use serde_json::{Value, json};

/// The schema.
#[must_use]
pub fn schema() -> Value {
    json!({})
}
