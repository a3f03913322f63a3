//! Comments for connote in a text: `<!-- connote: ignore ENTRY -->` and `connote-ignore-next-line`.
//!
//! They are looked for in every text and honoured only where the analysis is told to. What is written wrongly asks for nothing and is
//! reported, never guessed at.

use memchr::memmem;

use crate::document::{Ignore, Ignores, Request};
use crate::span::{Span, containing, first_ending_after};

/// What every comment for connote begins with.
const NAME: &str = "connote";
const IGNORE: &str = "connote:";
const NEXT_LINE: &str = "connote-ignore-next-line";
const OPEN: &str = "<!--";
const CLOSE: &str = "-->";
const BLANK: [char; 2] = [' ', '\t'];
const LINE_END: [char; 2] = ['\n', '\r'];

/// In plain text, and in the cell of a table.
#[must_use]
pub fn in_text(text: &str) -> Ignores {
    if !text.contains(NAME) {
        return Ignores::default();
    }
    let mut notes = comments(text, |_| true);
    notes.extend(bare_lines(text, |_| true));
    Ignores { comments: whole_lines(text, &notes), found: requests(text, notes) }
}

/// In Markdown. `html` is where the format has tags and comments, `code` what is no text: both sorted and disjoint. A comment that is shown as
/// code asks for nothing.
pub(super) fn in_markdown(text: &str, html: &[Span], code: &[Span]) -> Ignores {
    if !text.contains(NAME) {
        return Ignores::default();
    }
    let written = comments(text, |at| containing(html, at).is_some());
    let in_code = |line: Span| code.get(first_ending_after(code, line.start)).is_some_and(|code| code.start < line.end);
    let bare: Vec<Note> = bare_lines(text, |line| !in_code(line)).collect();
    // The comments are comments to the format as well; a line of its own is text to it.
    let set_aside = whole_lines(text, &bare);
    Ignores { comments: set_aside, found: requests(text, written.into_iter().chain(bare).collect()) }
}

/// In the source of a web page, of which the text keeps no lines.
pub(super) fn in_page(source: &str) -> Ignores {
    if !source.contains(NAME) {
        return Ignores::default();
    }
    let mut found = requests(source, comments(source, |_| true));
    for ignore in &mut found {
        if matches!(ignore.request, Request::Line(..)) {
            let why = format!("the lines of a web page are not kept; expected {OPEN} connote: ignore ENTRY {CLOSE}; write that");
            ignore.request = Request::Unclear(why);
        }
    }
    Ignores { found, comments: Vec::new() }
}

/// What somebody wrote for connote, and where.
struct Note {
    span: Span,
    /// What stands in it; `None` where the comment does not end.
    body: Option<Span>,
}

/// The comments that address connote and begin where `counts` says.
fn comments(text: &str, counts: impl Fn(usize) -> bool) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut at = 0;
    // Where one comment does not end, none after it does: looked for once.
    let mut ends = true;
    while let Some(open) = memmem::find(&text.as_bytes()[at..], OPEN.as_bytes()).map(|open| at + open) {
        let inside = open + OPEN.len();
        at = inside;
        if !counts(open) {
            continue;
        }
        let close = if ends { text[inside..].find(CLOSE).map(|close| inside + close) } else { None };
        ends = close.is_some();
        let body = Span::new(inside, close.unwrap_or(text.len()));
        at = close.map_or(inside, |close| close + CLOSE.len());
        if addresses(body.of(text)) {
            notes.push(Note { span: Span::new(open, at), body: close.map(|_| body) });
        }
    }
    notes
}

/// Whether a comment is for connote, and not about it.
fn addresses(body: &str) -> bool {
    let body = body.trim_start();
    body.starts_with(IGNORE) || body.starts_with("connote-ignore")
}

/// The lines that are nothing but a request, and of which `counts` says that they are text.
fn bare_lines(text: &str, counts: impl Fn(Span) -> bool) -> impl Iterator<Item = Note> {
    let starts = memmem::find_iter(text.as_bytes(), NEXT_LINE).filter(|&at| begins_line(text, at));
    let lines = starts.map(|at| {
        let end = text[at..].find(LINE_END).map_or(text.len(), |end| at + end);
        Span::new(at, at + text[at..end].trim_end().len())
    });
    lines.filter(move |&line| counts(line)).map(|span| Note { span, body: Some(span) })
}

/// Whether nothing but blanks stands before this byte position on its line.
fn begins_line(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(BLANK);
    before.is_empty() || before.ends_with(LINE_END)
}

/// The byte position after the line end, where nothing but blanks stands between `at` and that.
fn after_line_end(text: &str, at: usize) -> Option<usize> {
    let after = text[at..].trim_start_matches(BLANK);
    let end = text.len() - after.len();
    (after.is_empty() || after.starts_with(LINE_END)).then(|| end + line_end(after))
}

/// The notes, each with the line end behind it where nothing else stands on its lines: so that taking it out breaks no paragraph.
fn whole_lines(text: &str, notes: &[Note]) -> Vec<Span> {
    let whole = |span: Span| {
        let end = if begins_line(text, span.start) { after_line_end(text, span.end) } else { None };
        Span::new(span.start, end.unwrap_or(span.end))
    };
    let mut spans: Vec<Span> = notes.iter().filter(|note| note.body.is_some()).map(|note| whole(note.span)).collect();
    spans.sort_unstable();
    spans.dedup_by(|later, earlier| later.start < earlier.end);
    spans
}

/// Bytes of the line end that a text begins with.
fn line_end(text: &str) -> usize {
    if text.starts_with("\r\n") { 2 } else { usize::from(text.starts_with(LINE_END)) }
}

/// What the notes ask for, in text order.
fn requests(text: &str, mut notes: Vec<Note>) -> Vec<Ignore> {
    if notes.is_empty() {
        return Vec::new();
    }
    notes.sort_by_key(|note| note.span);
    let lines = Lines::new(text, &notes);
    let request = |note: &Note| match note.body {
        None => Request::Unclear(format!("the comment does not end; expected {CLOSE} after it; add that")),
        Some(body) => lines.request(body.of(text).trim(), note.span.end),
    };
    notes.iter().map(|note| Ignore { line: lines.number(note.span.start), request: request(note) }).collect()
}

/// The lines of a text, and which of them hold text.
struct Lines {
    starts: Vec<usize>,
    /// The lines with more than white space and comments for connote.
    with_text: Vec<Span>,
}

impl Lines {
    fn new(text: &str, notes: &[Note]) -> Self {
        let notes: Vec<Span> = notes.iter().map(|note| note.span).collect();
        let mut lines = Self { starts: Vec::new(), with_text: Vec::new() };
        let mut start = 0;
        for piece in text.split_inclusive(LINE_END) {
            let span = Span::new(start, start + piece.len());
            start = span.end;
            // The LF of a CRLF is no line of its own.
            if piece == "\n" && span.start > 0 && text.as_bytes()[span.start - 1] == b'\r' {
                continue;
            }
            lines.starts.push(span.start);
            let in_note = |at: usize| containing(&notes, at).is_some();
            if piece.char_indices().any(|(at, c)| !c.is_whitespace() && !in_note(span.start + at)) {
                lines.with_text.push(span);
            }
        }
        lines
    }

    /// 1-based number of the line at a byte position.
    fn number(&self, position: usize) -> usize {
        self.starts.partition_point(|&start| start <= position).max(1)
    }

    /// What the words of a note that ends at `end` ask for.
    fn request(&self, body: &str, end: usize) -> Request {
        let asked = if let Some(rest) = body.strip_prefix(NEXT_LINE).filter(|rest| ends_word(rest)) {
            names(rest).and_then(|names| self.after(end).map(|line| Request::Line(line, names)))
        } else if let Some(rest) =
            body.strip_prefix(IGNORE).map(str::trim_start).and_then(|rest| rest.strip_prefix("ignore")).filter(|rest| ends_word(rest))
        {
            names(rest).and_then(|names| if names.is_empty() { Err("names no entry".to_owned()) } else { Ok(Request::Document(names)) })
        } else {
            Err("says nothing that connote knows".to_owned())
        };
        let expected = format!("expected \"connote: ignore ENTRY, ENTRY\" or \"{NEXT_LINE} ENTRY\"");
        asked.unwrap_or_else(|found| Request::Unclear(format!("the comment {found}; {expected}; correct it")))
    }

    /// The next line with text after a byte position.
    fn after(&self, position: usize) -> Result<Span, String> {
        let next = self.with_text.partition_point(|line| line.start < position);
        self.with_text.get(next).copied().ok_or_else(|| "has no line of text after it".to_owned())
    }
}

fn ends_word(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(char::is_whitespace)
}

/// Names between commas.
fn names(list: &str) -> Result<Vec<String>, String> {
    let names: Vec<String> = list.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    match names.iter().find(|name| name.contains(char::is_whitespace)) {
        Some(name) => Err(format!("has {name:?} for a name; names stand between commas")),
        None => Ok(names),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(text: &str) -> Vec<(usize, Request)> {
        in_text(text).found.into_iter().map(|ignore| (ignore.line, ignore.request)).collect()
    }

    fn whole(names: &[&str]) -> Request {
        Request::Document(names.iter().map(|&name| name.to_owned()).collect())
    }

    /// The line asked for, and the names.
    fn line(text: &str) -> (String, Vec<String>) {
        match &in_text(text).found[0].request {
            Request::Line(span, names) => (span.of(text).to_owned(), names.clone()),
            other => panic!("{text:?}: {other:?}"),
        }
    }

    #[test]
    fn a_comment_names_entries_for_the_whole_text() {
        assert_eq!(asked("One.\n<!-- connote: ignore a, b-c ,d -->\nTwo."), [(2, whole(&["a", "b-c", "d"]))]);
        assert_eq!(asked("One. <!--connote:ignore a--> Two.\r\n<!-- connote:\n ignore b -->"), [(1, whole(&["a"])), (2, whole(&["b"]))]);
        assert_eq!(asked("<!-- not for connote --> connote: ignore a"), []);
    }

    #[test]
    fn a_line_is_the_next_one_with_text() {
        assert_eq!(line("<!-- connote-ignore-next-line -->\nOne.\nTwo.").0, "One.\n");
        assert_eq!(line("<!-- connote-ignore-next-line a --> Zero.\r\n\r\nOne.\r\nTwo."), ("One.\r".to_owned(), vec!["a".to_owned()]));
        assert_eq!(line("  connote-ignore-next-line a, b  \rOne.\rTwo."), ("One.\r".to_owned(), vec!["a".to_owned(), "b".to_owned()]));
        assert_eq!(line("<!-- connote-ignore-next-line\n a -->\n<!-- connote: ignore b -->\n\nOne.").0, "One.");
        assert_eq!(asked("The marker connote-ignore-next-line is prose."), []);
    }

    #[test]
    fn what_is_written_wrongly_asks_for_nothing() {
        for text in [
            "<!-- connote: ignore -->\nOne.",
            "<!-- connote: ignore , -->\nOne.",
            "<!-- connote: ignore a b -->\nOne.",
            "<!-- connote: skip a -->\nOne.",
            "<!-- connote: ignored -->\nOne.",
            "<!-- connote: ignore a\nOne.",
            "<!-- connote-ignore-nextline -->\nOne.",
            "One.\n<!-- connote-ignore-next-line -->\n\n",
            "connote-ignore-next-line is what one writes\nOne.",
        ] {
            let found = asked(text);
            assert!(matches!(found[..], [(_, Request::Unclear(_))]), "{text:?}: {found:?}");
        }
    }

    #[test]
    fn what_is_taken_out_has_its_line_end_where_it_is_alone() {
        let text = "One\r\n <!-- connote: ignore a --> \r\ntwo <!-- connote: ignore b --> three\nconnote-ignore-next-line\nfour";
        let cut: Vec<&str> = in_text(text).comments.iter().map(|span| span.of(text)).collect();
        assert_eq!(cut, ["<!-- connote: ignore a --> \r\n", "<!-- connote: ignore b -->", "connote-ignore-next-line\n"]);
    }

    #[test]
    fn many_comments_without_an_end_take_no_time() {
        let text = "<!-- connote: ignore a\n".repeat(50_000);
        assert_eq!(in_text(&text).found.len(), 50_000);
    }
}
