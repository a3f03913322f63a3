//! Markdown: the source stays the text, so that lines and columns are those of the file; what is markup is marked as such.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::ignores;
use crate::document::{Document, Field, Metadata, Region, Role};
use crate::span::Span;

/// Reads Markdown (CommonMark with tables, footnotes, strikethrough and front matter).
pub(super) fn read(text: String, document: &mut Document) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut outline = Outline { source: &text, ..Outline::default() };
    for (event, range) in Parser::new_ext(&text, options).into_offset_iter() {
        outline.event(&event, range);
    }
    let html = std::mem::take(&mut outline.html);
    let (regions, title) = outline.finish(&mut document.meta);
    let code: Vec<Span> = regions.iter().filter(|region| region.role == Role::Code).map(|region| region.span).collect();
    document.ignores = ignores::in_markdown(&text, &html, &code);
    document.title = title.map(Field::plain);
    document.text = Field { content: text, regions };
    document.verbatim = true;
}

#[derive(Default)]
struct Outline<'a> {
    source: &'a str,
    regions: Vec<Region>,
    /// Inline matter seen so far, in order: what lies between is markup.
    covered: Vec<Span>,
    /// The block being read.
    block: Option<Span>,
    /// Tags and comments, in order.
    html: Vec<Span>,
    in_code: bool,
    in_metadata: bool,
    /// In a comment of several lines, of which each is an event.
    in_comment: bool,
    front_matter: String,
}

impl Outline<'_> {
    fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        let span = Span::new(range.start, range.end);
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.in_metadata => {
                self.front_matter.push_str(text);
                self.mark(span, Role::Code);
            }
            Event::Text(_) if self.in_code => self.inline(span, Some(Role::Code)),
            Event::Text(text) => self.text(text, span),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => self.inline(span, Some(Role::Code)),
            Event::Html(_) | Event::InlineHtml(_) => self.html(span),
            Event::FootnoteReference(_) => self.inline(span, Some(Role::Markup)),
            Event::SoftBreak | Event::HardBreak | Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        if is_block(&tag.to_end()) {
            self.close_block();
        }
        match tag {
            Tag::BlockQuote(_) => self.regions.push(Region { span, role: Role::BlockQuote }),
            Tag::Heading { .. } => self.regions.push(Region { span, role: Role::Heading }),
            Tag::CodeBlock(_) => self.in_code = true,
            Tag::MetadataBlock(_) => self.in_metadata = true,
            _ => {}
        }
    }

    fn end(&mut self, tag: &TagEnd) {
        match tag {
            TagEnd::HtmlBlock => self.in_comment = false,
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::MetadataBlock(_) => self.in_metadata = false,
            _ => {}
        }
        if is_block(tag) {
            self.close_block();
        }
    }

    /// Text; an entity is written otherwise than it reads.
    fn text(&mut self, text: &str, span: Span) {
        let mut characters = text.chars();
        let entity = span.of(self.source).starts_with('&') && text != span.of(self.source);
        match (characters.next(), characters.next()) {
            (Some(character), None) if entity => self.inline(span, Some(Role::Entity(character))),
            _ => self.inline(span, None),
        }
    }

    /// Tags are markup, the text between them is text; comments, scripts and styles are neither.
    fn html(&mut self, span: Span) {
        self.html.push(span);
        let mut rest = span;
        if self.in_comment || span.of(self.source).trim_start().starts_with("<!--") {
            let close = span.of(self.source).find("-->").map(|close| span.start + close + "-->".len());
            self.in_comment = close.is_none();
            rest.start = close.unwrap_or(span.end);
            self.comment(Span::new(span.start, rest.start));
        }
        if !rest.of(self.source).trim().is_empty() {
            self.tags(rest);
        }
    }

    fn tags(&mut self, span: Span) {
        let html = span.of(self.source);
        let opens = |name: &str| html.trim_start().get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        if ["<script", "<style", "<?", "<!"].iter().any(|name| opens(name)) {
            self.inline(span, Some(Role::Code));
        } else if opens("<br") {
            self.inline(span, Some(Role::Entity(' ')));
        } else {
            let mut at = span.start;
            while let Some(open) = self.source[at..span.end].find('<').map(|open| at + open) {
                let close = self.source[open..span.end].find('>').map_or(span.end, |close| open + close + 1);
                self.inline(Span::new(at, open), None);
                self.inline(Span::new(open, close), Some(Role::Markup));
                at = close;
            }
            self.inline(Span::new(at, span.end), None);
        }
    }

    /// A comment is no part of a block: alone it is no paragraph, and before a heading it leaves that the first one.
    fn comment(&mut self, span: Span) {
        self.mark(span, Role::Comment);
        self.covered.push(span);
    }

    fn inline(&mut self, span: Span, role: Option<Role>) {
        if span.is_empty() {
            return;
        }
        if let Some(role) = role {
            self.mark(span, role);
        }
        self.covered.push(span);
        self.block = Some(self.block.map_or(span, |block| Span::new(block.start.min(span.start), block.end.max(span.end))));
    }

    fn mark(&mut self, span: Span, role: Role) {
        self.regions.push(Region { span, role });
    }

    fn close_block(&mut self) {
        if let Some(span) = self.block.take() {
            let span = span.trimmed(self.source);
            if !span.is_empty() {
                self.mark(span, Role::Block);
            }
        }
    }

    fn finish(mut self, meta: &mut Metadata) -> (Vec<Region>, Option<String>) {
        self.close_block();
        self.covered.sort_unstable();
        let mut at = 0;
        let covered = std::mem::take(&mut self.covered);
        for span in covered.into_iter().chain([Span::new(self.source.len(), self.source.len())]) {
            self.mark_gap(at, span.start);
            at = at.max(span.end);
        }
        self.regions.sort_by_key(|region| (region.span, matches!(region.role, Role::Block)));
        (self.regions, read_front_matter(&self.front_matter, meta))
    }

    /// What no event covers is markup, except white space: line breaks between words stay line breaks.
    fn mark_gap(&mut self, start: usize, end: usize) {
        if start >= end {
            return;
        }
        let gap = &self.source[start..end];
        for word in gap.split_whitespace() {
            let offset = word.as_ptr() as usize - gap.as_ptr() as usize;
            self.regions.push(Region { span: Span::new(start + offset, start + offset + word.len()), role: Role::Markup });
        }
    }
}

/// Everything but inline markup ends a block.
fn is_block(tag: &TagEnd) -> bool {
    !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image | TagEnd::Superscript | TagEnd::Subscript)
}

/// The plain `key: value` lines that a reader of news needs; gives the title.
fn read_front_matter(front_matter: &str, meta: &mut Metadata) -> Option<String> {
    let mut title = None;
    for (key, value) in front_matter.lines().filter_map(|line| line.split_once(':')) {
        let value = value.trim().trim_matches(['"', '\'']).to_owned();
        let place = match key.trim() {
            "title" | "headline" => &mut title,
            "outlet" | "publisher" | "source" => &mut meta.outlet,
            "date" => &mut meta.date,
            "url" => &mut meta.url,
            "lang" | "language" => &mut meta.language,
            _ => continue,
        };
        if !value.is_empty() {
            *place = Some(value);
        }
    }
    title
}
