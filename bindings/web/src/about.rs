//! What the engine is and has.

use connote::context::Voice;
use connote::lexicon::{Loaded, TECHNIQUES, builtin};
use connote::profile::{Reading, bundled};
use serde_json::{Value, json};

pub(crate) fn about() -> Value {
    let techniques: Vec<Value> =
        TECHNIQUES.iter().map(|(id, meaning)| json!({ "id": id, "label": id.replace('_', " "), "definition": meaning })).collect();
    json!({
        "version": env!("CARGO_PKG_VERSION"),
        "lexicons": builtin::lexicons().iter().map(lexicon).collect::<Vec<_>>(),
        "techniques": techniques,
        "voices": Voice::ALL.map(Voice::as_str),
        "references": bundled::names().filter_map(reference).collect::<Vec<_>>(),
        "limits": { "file": crate::reading::FILE_LIMIT, "text": crate::reading::TEXT_LIMIT },
    })
}

fn lexicon(loaded: &Loaded) -> Value {
    let lexicon = loaded.lexicon();
    let header = &lexicon.header;
    let on = lexicon.entries.iter().filter(|entry| entry.on_by_default).count();
    json!({ "id": header.id, "title": header.title, "version": header.version, "summary": header.description, "theme": header.theme,
        "sides": header.sides, "entries": lexicon.entries.len(), "on": on, "updated": header.updated, "license": header.license })
}

fn reference(name: &str) -> Option<Value> {
    let about = bundled::profile(name, Reading::WithoutVocabulary)?;
    Some(json!({ "name": name, "label": about.about.description(), "note": about.about.note, "documents": about.kept().count() }))
}
