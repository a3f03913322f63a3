//! The file: the template with everything put in.

use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};

use crate::module::Module;
use crate::read;
use crate::script::script;

/// Texts to try the page with: one event, two angles.
const EXAMPLES: [(&str, &str); 2] = [("Report A", "harbour-march.authority.txt"), ("Report B", "harbour-march.protesters.txt")];

/// What stands in the place of `{{name}}`.
type Parts = Vec<(&'static str, String)>;

/// The page.
pub fn page(root: &Path, module: &Module) -> Result<String, String> {
    let page = root.join("bindings/web/page");
    let templates = root.join("templates");
    let texts: Map<String, Value> = serde_json::from_str(&read(&page.join("texts.en.json"))?)
        .map_err(|error| format!("texts.en.json: {error}; expected an object of strings"))?;
    let report_style = read(&templates.join("style.css"))?;
    let mark_style = read(&templates.join("exercise/sheet.css"))? + &read(&templates.join("exercise/check.css"))?;
    let page_style = read(&page.join("style.css"))?;
    let script = script(root)?;
    let policy = policy(&[&report_style, &mark_style, &page_style], &script);
    for part in [&report_style, &mark_style, &page_style, &script] {
        // Inside its element it would end it, or be changed by the parser so that its digest does not fit.
        if part.contains("</") || part.contains("<!--") || part.contains('\r') {
            return Err("a style sheet or script has \"</\", \"<!--\" or a carriage return in it; write it in another way".to_owned());
        }
    }
    let examples = EXAMPLES.iter().map(|(name, file)| Ok(json!({ "name": name, "text": read(&root.join("fixtures/articles").join(file))? })));
    let examples = examples.collect::<Result<Vec<Value>, String>>()?;
    let worker = format!("{}\n{}", module.script, read(&page.join("worker.js"))?);
    let parts = vec![
        ("policy", policy),
        ("report_style", report_style),
        ("mark_style", mark_style),
        ("page_style", page_style),
        ("script", script),
        ("engine", data("engine", &json!({ "worker": worker, "module": STANDARD.encode(&module.packed) }))),
        ("texts", data_text(&Value::Object(texts.clone()))),
        ("examples", data_text(&Value::Array(examples))),
        ("version", env!("CARGO_PKG_VERSION").to_owned()),
        ("language", "en".to_owned()),
    ];
    filled(&read(&page.join("index.html"))?, &parts, &texts)
}

/// Nothing may be loaded or sent. The styles and the script are those of the page itself; the worker is made of bytes that came with it, and only
/// that it compiles WebAssembly has to be allowed.
fn policy(styles: &[&str], script: &str) -> String {
    let digest = |text: &str| format!("'sha256-{}'", STANDARD.encode(hmac_sha256::Hash::hash(text.as_bytes())));
    let styles: Vec<String> = styles.iter().map(|style| digest(style)).collect();
    format!(
        "default-src 'none'; style-src {}; script-src {} 'wasm-unsafe-eval'; worker-src blob:; base-uri 'none'; form-action 'none'",
        styles.join(" "),
        digest(script)
    )
}

/// An element that holds data for the script.
fn data(id: &str, value: &Value) -> String {
    format!("<script type=\"application/json\" id=\"{id}\">{}</script>", data_text(value))
}

/// JSON that can stand in an element: "<" could begin its end.
fn data_text(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
}

/// Puts the parts in. `{{text NAME}}` is a text of the page, escaped.
fn filled(template: &str, parts: &Parts, texts: &Map<String, Value>) -> Result<String, String> {
    let mut page = String::with_capacity(LIKELY_SIZE);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after.split_once("}}").ok_or("index.html: \"{{\" without \"}}\"")?;
        page.push_str(before);
        let name = name.trim();
        if let Some(key) = name.strip_prefix("text ") {
            let text = texts.get(key.trim()).and_then(Value::as_str).ok_or_else(|| format!("index.html: no text {key:?} in texts.en.json"))?;
            page.push_str(&escaped(text));
        } else {
            let (_, part) = parts.iter().find(|(known, _)| *known == name).ok_or_else(|| format!("index.html: nothing is called {name:?}"))?;
            page.push_str(part);
        }
        rest = after;
    }
    page.push_str(rest);
    Ok(page)
}

const LIKELY_SIZE: usize = 3 << 20;

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_and_texts_are_put_in_and_nothing_is_taken_twice() {
        let texts = Map::from_iter([("title".to_owned(), json!("<a> & {{script}}"))]);
        let parts = vec![("script", "let x = '{{text title}}';".to_owned())];
        let filled = filled("<p>{{text title}}</p><s>{{ script }}</s>", &parts, &texts);
        assert_eq!(filled.as_deref(), Ok("<p>&lt;a&gt; &amp; {{script}}</p><s>let x = '{{text title}}';</s>"));
    }

    #[test]
    fn what_is_not_there_is_named() {
        let parts = Parts::new();
        assert!(filled("{{other}}", &parts, &Map::new()).is_err_and(|said| said.contains("other")));
        assert!(filled("{{text other}}", &parts, &Map::new()).is_err_and(|said| said.contains("other")));
        assert!(filled("{{open", &parts, &Map::new()).is_err());
    }

    #[test]
    fn data_cannot_end_its_element() {
        let element = data("engine", &json!({ "worker": "</script><!--" }));
        assert_eq!(element.matches("</").count(), 1);
        assert!(element.ends_with("</script>") && !element.contains("<!--"));
    }
}
