//! What all pages share: head with its security policy, style, script, and what the page was made with.

use askama::Template;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::shown::visible;
use crate::report::lists;
use crate::report::run::Run;

const STYLE: &str = include_str!("../../../templates/style.css");
const SCRIPT: &str = concat!(
    "'use strict';\n(() => {\n",
    include_str!("../../../templates/script.js"),
    "document.documentElement.classList.add('js');\n",
    "document.addEventListener('DOMContentLoaded', () => startReport(new AbortController().signal));\n})();\n"
);

/// So many rows of a long table are drawn at first, the others when asked for: laying out thousands takes a browser seconds. The style sheet
/// has the same number.
pub(super) const FIRST: usize = 300;

/// What a page was made with and by which methods, for its foot.
#[derive(Debug, Clone, Copy)]
pub struct Making<'a> {
    /// Tool, lexicons, references, options.
    pub run: &'a Run,
    /// The paragraph on methods.
    pub methods: &'a str,
}

/// What all pages share.
pub(in crate::report) struct Frame<'a> {
    /// Title of the window.
    pub(in crate::report) title: String,
    pub(in crate::report) making: Making<'a>,
    /// What of the lexicons is not as it comes; empty where all is.
    pub(in crate::report) changes: String,
    pub(in crate::report) style: &'static str,
    pub(in crate::report) script: &'static str,
    pub(in crate::report) policy: String,
}

impl<'a> Frame<'a> {
    pub(in crate::report) fn new(title: &str, making: Making<'a>) -> Self {
        let title = visible(title).split_whitespace().collect::<Vec<_>>().join(" ");
        Self { title: format!("{title} – connote"), making, changes: lists::changes(making.run), style: STYLE, script: SCRIPT, policy: policy() }
    }
}

/// The page as text. Writing to memory cannot fail, and no template formats anything that could.
pub(in crate::report) fn rendered(page: &impl Template) -> String {
    page.render().unwrap_or_default()
}

/// Nothing may be loaded, sent or run but the style and the script of the page itself.
fn policy() -> String {
    let digest = |text: &str| STANDARD.encode(hmac_sha256::Hash::hash(text.as_bytes()));
    format!("default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'", digest(STYLE), digest(SCRIPT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_and_script_cannot_end_their_element() {
        for part in [STYLE, SCRIPT] {
            assert!(!part.contains("</") && !part.contains("<!--") && !part.contains('\r'));
        }
    }

    #[test]
    fn the_style_sheet_hides_the_rows_that_come_later() {
        assert!(STYLE.contains(&format!("tr:nth-child(n + {})", FIRST + 1)));
    }

    #[test]
    fn digests_are_those_that_browsers_expect() {
        // printf '' | openssl dgst -sha256 -binary | base64
        assert_eq!(STANDARD.encode(hmac_sha256::Hash::hash(b"")), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }
}
