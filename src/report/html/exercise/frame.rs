//! Head of the pages: title, language, style, script, and the policy that lets nothing else in.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::report::html::shown::{language, visible};

const STYLE: &str = include_str!("../../../../templates/exercise/sheet.css");
const CHECK_STYLE: &str = concat!(include_str!("../../../../templates/exercise/sheet.css"), include_str!("../../../../templates/exercise/check.css"));
const SCRIPT: &str = concat!(
    "'use strict';\n((signal) => {\n",
    include_str!("../../../../templates/exercise/marks.js"),
    include_str!("../../../../templates/exercise/hand-in.js"),
    include_str!("../../../../templates/exercise/questions.js"),
    "})(new AbortController().signal);\n"
);

/// Head of a page.
pub(super) struct Frame {
    pub(super) title: String,
    pub(super) language: String,
    pub(super) style: &'static str,
    pub(super) script: &'static str,
    pub(super) policy: String,
}

impl Frame {
    /// Of a page to be printed, which has no script.
    pub(super) fn printed(title: &str, part: &str, language: &str) -> Self {
        Self::new(title, part, language, STYLE, "")
    }

    /// Of the self-check page.
    pub(super) fn with_script(title: &str, part: &str, language: &str) -> Self {
        Self::new(title, part, language, CHECK_STYLE, SCRIPT)
    }

    fn new(title: &str, part: &str, tag: &str, style: &'static str, script: &'static str) -> Self {
        let title = visible(title).split_whitespace().collect::<Vec<_>>().join(" ");
        let language = language(Some(tag)).unwrap_or_else(|| "en".to_owned());
        Self { title: format!("{part}: {title}"), language, style, script, policy: policy(style, script) }
    }
}

fn policy(style: &str, script: &str) -> String {
    let digest = |text: &str| STANDARD.encode(hmac_sha256::Hash::hash(text.as_bytes()));
    let script = if script.is_empty() { "'none'".to_owned() } else { format!("'sha256-{}'", digest(script)) };
    format!("default-src 'none'; style-src 'sha256-{}'; script-src {script}; base-uri 'none'; form-action 'none'", digest(style))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_and_script_cannot_end_their_element() {
        for part in [CHECK_STYLE, SCRIPT] {
            assert!(!part.contains("</") && !part.contains("<!--") && !part.contains('\r'));
        }
    }

    #[test]
    fn the_script_knows_no_way_out_and_stores_nothing() {
        for way in ["fetch", "XMLHttpRequest", "WebSocket", "sendBeacon", "import(", "localStorage", "sessionStorage", "indexedDB", "cookie", "http"]
        {
            assert!(!SCRIPT.contains(way), "{way}");
        }
    }
}
