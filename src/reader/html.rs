//! Web pages: the main text is found by dom_smoothie (a port of Mozilla's Readability); what it gives is written out as paragraphs
//! here, so that block quotations keep their role and inline markup never splits a word.

use std::ops::Range;

use dom_query::{Document, NodeRef};
use dom_smoothie::{Article, Config, Readability};

use crate::span::floor_boundary;

/// Deeper pages are no articles; the tree builder and the extraction would take quadratic time on them.
const DEPTH_LIMIT: usize = 512;

/// Longest tag, in bytes; the tree builder compares every attribute with every other.
const TAG_LIMIT: usize = 64 * 1024;

/// Among how many paragraphs at the beginning a repeated headline is looked for.
const TITLE_PARAGRAPHS: usize = 5;

/// Pages with less text than this, in bytes, are kept whole where the extraction loses much of them.
const SHORT_PAGE: usize = 400;

/// What a page holds.
#[derive(Debug, Default)]
pub(super) struct HtmlText {
    pub(super) title: Option<String>,
    /// Paragraphs, with a blank line between them.
    pub(super) text: String,
    /// Byte ranges of block quotations in `text`.
    pub(super) block_quotes: Vec<Range<usize>>,
    /// Byte ranges of code in `text`.
    pub(super) code: Vec<Range<usize>>,
    pub(super) outlet: Option<String>,
    pub(super) date: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
}

/// Reads a page.
pub(super) fn read_html(html: &str) -> HtmlText {
    let shallow;
    let html = if depth(html) > DEPTH_LIMIT || longest_tag(html) > TAG_LIMIT {
        shallow = without_containers(html);
        &shallow
    } else {
        html
    };
    let page = Document::from(html);
    let heading = only_heading(&page);
    let whole = Writer::write(&page.root());
    let mut read = match extract(html) {
        Some(article) => HtmlText {
            title: heading.clone().or_else(|| nonempty(&article.title)),
            outlet: article.site_name,
            date: article.published_time,
            url: article.url,
            language: article.lang.or_else(|| language(&page)),
            ..Writer::write(&Document::fragment(article.content).root())
        },
        None => {
            HtmlText { title: heading.clone().or_else(|| nonempty(&page.select("title").text())), language: language(&page), ..HtmlText::default() }
        }
    };
    let lost = read.text.len() * 2 < whole.text.len();
    if read.text.trim().is_empty() || (whole.text.len() < SHORT_PAGE && lost) {
        (read.text, read.block_quotes, read.code) = (whole.text, whole.block_quotes, whole.code);
    }
    drop_title(&mut read);
    read
}

fn extract(html: &str) -> Option<Article> {
    // A short notice is an article too: the usual threshold of 500 characters is for pages full of other things.
    let config = Config { char_threshold: 140, ..Config::default() };
    Readability::new(html, None, Some(config)).ok()?.parse().ok()
}

fn nonempty(text: &str) -> Option<String> {
    let text = collapsed(text);
    (!text.is_empty()).then_some(text)
}

fn language(page: &Document) -> Option<String> {
    nonempty(&page.select("html").attr("lang")?)
}

/// The text of the page's `h1` where there is one only, and it is more than a site's name.
fn only_heading(page: &Document) -> Option<String> {
    let headings = page.select("h1");
    let text = if headings.length() == 1 { nonempty(&headings.text())? } else { return None };
    (text.split(' ').count() > 2).then_some(text)
}

fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The headline is kept apart; the first paragraphs do not repeat it.
fn drop_title(read: &mut HtmlText) {
    let Some(title) = &read.title else { return };
    let title = collapsed(title);
    let mut start = 0;
    let beginning = read.text.split("\n\n").take(TITLE_PARAGRAPHS).find_map(|paragraph| {
        let at = start;
        start += paragraph.len() + 2;
        (!paragraph.is_empty() && collapsed(paragraph) == title).then_some((at, paragraph.len() + 2))
    });
    let Some((at, length)) = beginning else { return };
    let cut = at..(at + length).min(read.text.len());
    read.text.drain(cut.clone());
    let moved = |position: usize| if position < cut.end { position.min(cut.start) } else { position - cut.len() };
    for range in read.block_quotes.iter_mut().chain(&mut read.code) {
        *range = moved(range.start)..moved(range.end);
    }
}

/// How deep the tags nest, at most; closing tags that the page leaves out make it deeper than it is.
fn depth(html: &str) -> usize {
    let bytes = html.as_bytes();
    let (mut depth, mut deepest) = (0usize, 0);
    for at in positions_of(bytes, b'<') {
        match bytes.get(at + 1) {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(byte) if byte.is_ascii_alphabetic() && !closes_itself(&html[at + 1..]) => depth += 1,
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

fn positions_of(bytes: &[u8], wanted: u8) -> impl Iterator<Item = usize> + '_ {
    bytes.iter().enumerate().filter(move |(_, byte)| **byte == wanted).map(|(at, _)| at)
}

/// Elements without content or whose end is usually left out.
fn closes_itself(tag: &str) -> bool {
    const OPEN: [&str; 20] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li", "td", "tr",
        "option", "th",
    ];
    let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).take(8).collect();
    OPEN.contains(&name.to_ascii_lowercase().as_str())
}

/// The longest stretch between `<` and the next `<` or `>`.
fn longest_tag(html: &str) -> usize {
    html.split('<').skip(1).map(|tag| tag.find('>').unwrap_or(tag.len())).max().unwrap_or(0)
}

/// The page with its plainest tags only, without attributes: hostile pages are made of the others.
fn without_containers(html: &str) -> String {
    const KEPT: [&str; 12] = ["p", "br", "h1", "h2", "h3", "script", "style", "title", "html", "head", "body", "meta"];
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        kept.push_str(&rest[..open]);
        let closing = rest[open + 1..].starts_with('/');
        let name: String = rest[open + 1 + usize::from(closing)..].chars().take_while(char::is_ascii_alphanumeric).take(12).collect();
        let end = rest[open..].find('>').map_or(rest.len(), |close| open + close + 1);
        if KEPT.contains(&name.to_ascii_lowercase().as_str()) {
            kept.push_str(if closing { "</" } else { "<" });
            kept.push_str(&name);
            kept.push('>');
        } else {
            kept.push(' ');
        }
        rest = &rest[end..];
    }
    kept + rest
}

/// Writes nodes as text.
#[derive(Default)]
struct Writer {
    read: HtmlText,
    /// How many `q` elements are open.
    quotes: usize,
    /// Whether a paragraph break is due before the next text.
    breaks: bool,
}

impl Writer {
    /// The text of a tree, without what is never running text. Walks without recursion: pages nest as deep as they like.
    fn write(root: &NodeRef<'_>) -> HtmlText {
        let mut writer = Self::default();
        let mut open: Vec<(Option<Role>, usize)> = Vec::new();
        let mut node = root.first_child();
        while let Some(current) = node {
            let name = current.node_name().map(|name| name.to_string()).unwrap_or_default();
            let skipped = is_skipped(&name);
            if !skipped {
                writer.enter(&current, &name);
            }
            if !skipped && let Some(child) = current.first_child() {
                open.push((role(&name), writer.start()));
                node = Some(child);
                continue;
            }
            node = writer.next(current, skipped, &mut open);
        }
        while writer.read.text.ends_with(char::is_whitespace) {
            writer.read.text.pop();
        }
        let end = writer.read.text.len();
        for range in writer.read.block_quotes.iter_mut().chain(&mut writer.read.code) {
            range.end = range.end.min(end);
        }
        writer.read.block_quotes.retain(|range| !range.is_empty());
        writer.read.code.retain(|range| !range.is_empty());
        writer.read
    }

    /// The next node in document order after a node without (more) children; leaves the elements that end here.
    fn next<'a>(&mut self, node: NodeRef<'a>, skipped: bool, open: &mut Vec<(Option<Role>, usize)>) -> Option<NodeRef<'a>> {
        let mut current = node;
        if !skipped {
            self.leave(&current, None);
        }
        loop {
            if let Some(sibling) = current.next_sibling() {
                return Some(sibling);
            }
            let (role, start) = open.pop()?;
            current = current.parent()?;
            self.leave(&current, role.map(|role| (role, start)));
        }
    }

    /// Where an element that begins here starts: white space that the break before it will take away is taken away now.
    fn start(&mut self) -> usize {
        if self.breaks {
            self.read.text.truncate(self.read.text.trim_end().len());
        }
        self.read.text.len()
    }

    fn enter(&mut self, node: &NodeRef<'_>, name: &str) {
        if node.is_text() {
            let verbatim = node.parent().is_some_and(|parent| parent.has_name("pre"));
            self.text(&node.text(), verbatim);
        } else if name == "br" {
            self.read.text.truncate(self.read.text.trim_end_matches(' ').len());
            self.read.text.push('\n');
        } else if name == "q" {
            self.text(if self.quotes.is_multiple_of(2) { "“" } else { "‘" }, false);
            self.quotes += 1;
        } else if is_block(name) {
            self.breaks = true;
        }
    }

    fn leave(&mut self, node: &NodeRef<'_>, role: Option<(Role, usize)>) {
        let name = node.node_name().map(|name| name.to_string()).unwrap_or_default();
        if name == "q" {
            self.quotes = self.quotes.saturating_sub(1);
            self.text(if self.quotes.is_multiple_of(2) { "”" } else { "’" }, false);
        }
        if is_block(&name) {
            self.breaks = true;
        }
        if let Some((role, start)) = role {
            // A break inside the element can have taken white space from before it.
            let start = floor_boundary(&self.read.text, start);
            let lead = self.read.text[start..].len() - self.read.text[start..].trim_start().len();
            let range = start + lead..self.read.text.trim_end().len().max(start + lead);
            match role {
                Role::Quote => self.read.block_quotes.push(range),
                Role::Code => self.read.code.push(range),
            }
        }
    }

    fn text(&mut self, text: &str, verbatim: bool) {
        if self.breaks && !text.trim().is_empty() {
            self.read.text.truncate(self.read.text.trim_end().len());
            if !self.read.text.is_empty() {
                self.read.text.push_str("\n\n");
            }
            self.breaks = false;
        }
        if verbatim {
            self.read.text.push_str(text);
            return;
        }
        for character in text.chars() {
            // No-break spaces stay what they are; the other white space of a page is one space.
            let space = character.is_ascii_whitespace();
            let doubled = space && (self.read.text.is_empty() || self.read.text.ends_with([' ', '\n']));
            if !doubled {
                self.read.text.push(if space { ' ' } else { character });
            }
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum Role {
    Quote,
    Code,
}

fn role(name: &str) -> Option<Role> {
    match name {
        "blockquote" => Some(Role::Quote),
        "pre" | "code" | "kbd" | "samp" => Some(Role::Code),
        _ => None,
    }
}

/// Never running text: code of the page, navigation, forms, captions.
fn is_skipped(name: &str) -> bool {
    matches!(
        name,
        "head"
            | "script"
            | "style"
            | "noscript"
            | "template"
            | "nav"
            | "footer"
            | "aside"
            | "form"
            | "button"
            | "select"
            | "svg"
            | "iframe"
            | "figcaption"
            | "textarea"
            | "title"
            | "object"
            | "video"
            | "audio"
            | "canvas"
    )
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "main"
            | "header"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "ul"
            | "ol"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "table"
            | "tr"
            | "td"
            | "th"
            | "caption"
            | "blockquote"
            | "pre"
            | "figure"
            | "hr"
            | "address"
            | "details"
            | "summary"
            | "body"
            | "html"
            | "center"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_markup_never_splits_a_word() {
        let page = "<html><body><h1>The talks of the day</h1><p>The Kyiv <b>regime</b> and the Kyiv&nbsp;regime, re<wbr>gime, <i>so</i>-called.</p><p>Two<br>lines.</p></body></html>";
        let read = read_html(page);
        assert_eq!(read.title.as_deref(), Some("The talks of the day"));
        assert_eq!(read.text, "The Kyiv regime and the Kyiv\u{A0}regime, regime, so-called.\n\nTwo\nlines.");
    }

    #[test]
    fn block_quotations_keep_their_role() {
        let page = "<p>Before it.</p><blockquote><p>One word.</p><p>Two words.</p></blockquote><p>After it, <q>said</q> and <code>x y</code>.</p>";
        let read = read_html(page);
        let quoted: Vec<&str> = read.block_quotes.iter().map(|range| &read.text[range.clone()]).collect();
        let code: Vec<&str> = read.code.iter().map(|range| &read.text[range.clone()]).collect();
        assert_eq!(quoted, ["One word.\n\nTwo words."]);
        assert_eq!(code, ["x y"]);
        assert!(read.text.ends_with("After it, “said” and x y."));
    }

    #[test]
    fn hostile_pages_are_read() {
        for page in [
            "<div>".repeat(100_000) + "The regime",
            "<b><p>".repeat(50_000) + "The regime",
            "<blockquote>".repeat(20_000) + "The regime",
            format!("<p title=\"{}\">The regime", "x".repeat(1_000_000)),
            "<table><tr><td>".repeat(10_000) + "The regime",
            format!("<p {}>The regime", (0..100_000).map(|n| format!("a{n}=1 ")).collect::<String>()),
            "The regime \u{0} <".to_owned(),
            "<![CDATA[ <p>The regime".to_owned(),
        ] {
            let read = read_html(&page);
            assert!(read.text.len() < 1_000_000);
        }
        assert_eq!(read_html("").text, "");
        assert_eq!(read_html("The regime fell").text, "The regime fell");
    }
}
