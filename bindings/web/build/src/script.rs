//! The page's script, one function around all of it: nothing is added to the names of the window.

use std::path::Path;

use crate::read;

/// The files in `page/`, in the order in which they use each other.
const FILES: [&str; 7] = ["texts.js", "engine.js", "files.js", "lists.js", "report.js", "marking.js", "page.js"];

/// The script of marking, which is that of the self-check page; what the page asks of it is in `page/marks-handle.js`.
const MARKING: [&str; 3] = ["marks.js", "hand-in.js", "questions.js"];

/// The script.
pub fn script(root: &Path) -> Result<String, String> {
    let templates = root.join("templates");
    let mut script = "'use strict';\n(() => {\n".to_owned();
    script.push_str(&read(&templates.join("script.js"))?);
    script.push_str("function startMarking(signal) {\n");
    for name in MARKING {
        script.push_str(&read(&templates.join("exercise").join(name))?);
    }
    script.push_str(&read(&root.join("bindings/web/page/marks-handle.js"))?);
    script.push_str("}\n");
    for name in FILES {
        script.push_str(&read(&root.join("bindings/web/page").join(name))?);
    }
    script.push_str("})();\n");
    Ok(script)
}
