//! Text and addresses from outside, made fit to be shown. Markup is escaped by the templates; this is about what escaping leaves.

use crate::report::cell::is_bidi_control;

/// Running text: control characters and characters that turn the direction of what follows become visible; line breaks stay.
pub(in crate::report) fn visible(text: &str) -> String {
    let shown = |character: char| match character {
        '\n' | '\t' => character,
        '\r' | '\u{2028}' | '\u{2029}' => '\n',
        _ if character.is_control() || is_bidi_control(character) => '\u{FFFD}',
        _ => character,
    };
    text.replace("\r\n", "\n").chars().map(shown).collect()
}

/// An address that may become a link: of the web, and nothing that a browser would run or open.
pub(in crate::report) fn web_address(url: &str) -> Option<String> {
    let scheme = url
        .get(..8)
        .filter(|start| start.eq_ignore_ascii_case("https://"))
        .or_else(|| url.get(..7).filter(|start| start.eq_ignore_ascii_case("http://")));
    let plain = !url.chars().any(|character| character.is_whitespace() || character.is_control() || is_bidi_control(character));
    (scheme.is_some() && plain).then(|| url.to_owned())
}

/// A language tag that may stand in the markup.
pub(in crate::report) fn language(tag: Option<&str>) -> Option<String> {
    let fits = |tag: &&str| {
        tag.len() <= 35 && tag.starts_with(|c: char| c.is_ascii_alphabetic()) && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    tag.filter(fits).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_become_links() {
        let refused = [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "data:text/html,x",
            "//example.org",
            "https:/x",
            "ftp://x",
            "",
            "http",
            " https://x",
            "https://x\ny",
            "file:///etc",
        ];
        for url in refused {
            assert_eq!(web_address(url), None, "{url}");
        }
        for url in ["https://example.org/a?b=c", "HTTP://example.org"] {
            assert_eq!(web_address(url).as_deref(), Some(url));
        }
    }

    #[test]
    fn what_turns_the_direction_becomes_visible() {
        assert_eq!(visible("a\u{202E}b\u{7}\r\nc\td"), "a\u{FFFD}b\u{FFFD}\nc\td");
    }

    #[test]
    fn odd_language_tags_are_left_out() {
        assert_eq!(language(Some("en-GB")).as_deref(), Some("en-GB"));
        for tag in ["", "1", "en\"x", "e n", "a-very-long-tag-that-nobody-ever-wrote-down"] {
            assert_eq!(language(Some(tag)), None, "{tag}");
        }
    }
}
