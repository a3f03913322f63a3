//! A person's own lexicon: checked line by line, and one to begin with.

use connote::authoring::{check as check_examples, template as new_lexicon};
use connote::error::Error;
use connote::lexicon::Loaded;
use serde_json::{Value, json};

use crate::request::Request;

/// What is wrong with lexicons: `problems` with `line` (where known) and `message`; and what they are where they can be read.
pub(crate) fn check(request: &Request<'_>) -> Result<Value, String> {
    let [own] = &request.options.lexicons[..] else {
        return Err(format!("{} lexicons; expected one", request.options.lexicons.len()));
    };
    let loaded = match Loaded::from_toml(&own.name, &own.text) {
        Ok(loaded) => loaded,
        Err(error) => return Ok(json!({ "problems": [{ "line": line(&error), "message": error.to_string() }], "entries": 0 })),
    };
    let failures = check_examples(&loaded).map_err(|error| error.to_string())?;
    let problems: Vec<Value> = failures.iter().map(|failure| json!({ "line": null, "message": failure.to_string() })).collect();
    let header = &loaded.lexicon().header;
    Ok(json!({ "problems": problems, "entries": loaded.lexicon().entries.len(), "id": header.id, "title": header.title, "version": header.version }))
}

/// The line of a lexicon that an error is about.
fn line(error: &Error) -> Option<usize> {
    match error {
        Error::Toml { line, .. } => *line,
        Error::Lexicon(problem) => problem.line,
        _ => None,
    }
}

/// A lexicon to begin with.
pub(crate) fn template(request: &Request<'_>) -> Result<Value, String> {
    new_lexicon(&request.options.id).map(|text| json!({ "text": text })).map_err(|error| error.to_string())
}
