//! The terminal view of one article: the text with its hits underlined and numbered, a legend, a table of rates, one sentence.
//!
//! The underlines are lines of their own, like a compiler's carets, so that they survive a pipe, a black-and-white printer and
//! a terminal without styles. Colour is an addition.

use std::collections::BTreeMap;
use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::attribution;
use super::cell::{Cell, is_bidi_control, printable};
use super::figures::counted;
use super::place_page;
use super::sentence::sentence;
use super::table::grid;
use super::tables::{self, ScoreRow, by_rows, cell_of, neutral_wordings};
use crate::analysis::{Analyzer, EntryIndex, Hit};
use crate::context::Voice;
use crate::document::FieldName;
use crate::lexicon::Status;
use crate::measure::{Level, by_speaker};
use crate::span::Span;

/// Left margin of the text.
const MARGIN: &str = "  ";

/// The view of one article at this width.
#[must_use]
pub fn article(row: &ScoreRow<'_>, analyzer: &Analyzer, width: usize) -> String {
    let width = width.clamp(40, 100);
    let mut page = head(row, width);
    for (field, content) in [(FieldName::Title, row.analysis.content(FieldName::Title)), (FieldName::Text, row.analysis.content(FieldName::Text))] {
        marked_text(&mut page, row, field, content, width);
    }
    legend(&mut page, row, analyzer, width);
    rates(&mut page, row, analyzer, width);
    naming(&mut page, row, analyzer, width);
    speakers(&mut page, row, width);
    reference(&mut page, row, width);
    page.push('\n');
    for line in textwrap::wrap(&sentence(row, analyzer), width) {
        let _ = writeln!(page, "{line}");
    }
    page
}

fn head(row: &ScoreRow<'_>, width: usize) -> String {
    let counts = &row.counts;
    let mut facts = format!(
        "{} · {} ({} quoted) · {}",
        printable(&row.analysis.document.id),
        counted(counts.words, "word", "words"),
        counts.words_quoted,
        counted(counts.sentences, "sentence", "sentences")
    );
    if row.analysis.scare_quotes > 0 {
        let _ = write!(facts, " · {}", counted(row.analysis.scare_quotes as u64, "scare quote", "scare quotes"));
    }
    let mut page = String::new();
    for line in textwrap::wrap(&facts, width) {
        let _ = writeln!(page, "{line}");
    }
    page + &"─".repeat(width) + "\n\n"
}

/// How a voice is underlined. Wordings that do not count as loaded have a thin line.
fn stroke(hit: &Hit) -> char {
    match hit.voice {
        Voice::Editorial if !hit.counts_as_loaded() => '─',
        Voice::Editorial => '━',
        Voice::Quoted => '┄',
        Voice::Scare => '~',
        Voice::Uncertain => '?',
    }
}

fn colour(hit: &Hit) -> Style {
    let colour = match hit.voice {
        Voice::Editorial if !hit.counts_as_loaded() => AnsiColor::Cyan,
        Voice::Editorial => AnsiColor::Red,
        Voice::Quoted => AnsiColor::Blue,
        Voice::Scare => AnsiColor::Magenta,
        Voice::Uncertain => AnsiColor::Yellow,
    };
    colour.on_default()
}

fn marked_text(page: &mut String, row: &ScoreRow<'_>, field: FieldName, content: &str, width: usize) {
    let hits: Vec<(usize, &Hit)> = (1..).zip(&row.analysis.hits).filter(|(_, hit)| hit.field == field).collect();
    let mut first = 0;
    for paragraph in shown_paragraphs(content) {
        for line in wrapped(content, paragraph, width - MARGIN.len() * 2) {
            let _ = writeln!(page, "{MARGIN}{}", shown_text(line.of(content)).trim_end());
            while first < hits.len() && hits[first].1.span.end <= line.start {
                first += 1;
            }
            underlines(page, content, line, &hits[first..]);
        }
        page.push('\n');
    }
}

/// Stretches between line breaks; blank lines are left out.
fn shown_paragraphs(content: &str) -> Vec<Span> {
    let mut start = 0;
    let mut found: Vec<Span> = Vec::new();
    let mut blank = true;
    for line in content.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}']) {
        let span = Span::new(start, start + line.len());
        start = span.end;
        if line.trim().is_empty() {
            blank = blank || !line.starts_with('\n') || !content[..span.start].ends_with('\r');
            continue;
        }
        // A line that ends no sentence goes on in the next: wrapped text is wrapped anew.
        match found.last_mut() {
            Some(last) if !blank && !ends_line(last.of(content)) => last.end = span.end,
            _ => found.push(span),
        }
        blank = false;
    }
    found
}

fn ends_line(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?', '…', '”', '"', ':', '|'])
}

/// The lines of a paragraph, broken at spaces to fit the width.
fn wrapped(content: &str, paragraph: Span, width: usize) -> Vec<Span> {
    let text = paragraph.of(content);
    let mut lines = Vec::new();
    let (mut start, mut used) = (0, 0);
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let length = shown_text(word).trim_end().width();
        if used > 0 && used + length > width {
            lines.push(Span::new(paragraph.start + start, paragraph.start + at));
            (start, used) = (at, 0);
        }
        used += shown_text(word).width();
        at += word.len();
    }
    lines.push(Span::new(paragraph.start + start, paragraph.start + at));
    lines.retain(|line| !line.of(content).trim().is_empty());
    lines
}

/// One character for one: what would move the cursor is replaced.
fn shown_text(text: &str) -> String {
    let shown = |c: char| {
        if c.is_whitespace() {
            ' '
        } else if c.is_control() || is_bidi_control(c) {
            '\u{FFFD}'
        } else {
            c
        }
    };
    text.chars().map(shown).collect()
}

/// The hits under one line of text, as many rows as overlaps need.
fn underlines(page: &mut String, content: &str, line: Span, hits: &[(usize, &Hit)]) {
    let column = |position: usize| shown_text(&content[line.start..position]).width();
    // Per row: the column reached, and the text.
    let mut rows: Vec<(usize, String)> = Vec::new();
    for (number, hit) in hits.iter().take_while(|(_, hit)| hit.span.start < line.end).filter(|(_, hit)| hit.span.overlaps(line)) {
        let end_of_text = line.start + line.of(content).trim_end().len();
        let (from, to) = (column(hit.span.start.max(line.start)), column(hit.span.end.min(end_of_text)));
        let label = if hit.span.end <= line.end { number.to_string() } else { String::new() };
        let length = to.saturating_sub(from).max(1);
        let strokes = length.saturating_sub(label.len()).max(1);
        let mark = stroke(hit).to_string().repeat(strokes) + &label;
        let row = match rows.iter_mut().find(|(reached, _)| *reached <= from) {
            Some(row) => row,
            None => {
                rows.push((0, String::new()));
                let last = rows.len() - 1;
                &mut rows[last]
            }
        };
        let style = colour(hit);
        row.1 += &" ".repeat(from - row.0);
        let _ = write!(row.1, "{style}{mark}{style:#}");
        row.0 = from + strokes + label.len() + 1;
        row.1.push(' ');
    }
    for (_, row) in rows {
        let _ = writeln!(page, "{MARGIN}{}", row.trim_end());
    }
}

fn legend(page: &mut String, row: &ScoreRow<'_>, analyzer: &Analyzer, width: usize) {
    if row.analysis.hits.is_empty() {
        return;
    }
    let _ = writeln!(page, "{}", "─".repeat(width));
    for line in textwrap::wrap("━ own voice   ┄ quoted   ~ scare quotes   ? quotation unclosed   ─ listed, not counted as loaded", width) {
        let _ = writeln!(page, "{line}");
    }
    page.push('\n');
    let mut entries: BTreeMap<EntryIndex, Vec<usize>> = BTreeMap::new();
    for (index, hit) in row.analysis.hits.iter().enumerate() {
        entries.entry(hit.entry).or_default().push(index);
    }
    let mut by_first: Vec<_> = entries.into_iter().collect();
    by_first.sort_by_key(|(_, hits)| hits[0]);
    for (entry, hits) in by_first {
        legend_entry(page, row, analyzer, entry, &hits, width);
    }
}

fn legend_entry(page: &mut String, row: &ScoreRow<'_>, analyzer: &Analyzer, entry: EntryIndex, hits: &[usize], width: usize) {
    let item = analyzer.entry(entry);
    let all = &row.analysis.hits;
    let numbers: Vec<String> = hits.iter().map(|index| (index + 1).to_string()).collect();
    let shown = printable(all[hits[0]].span.of(row.analysis.content(all[hits[0]].field)));
    let voices: Vec<String> = Voice::ALL
        .into_iter()
        .map(|voice| (voice, hits.iter().filter(|&&index| all[index].voice == voice).count()))
        .filter(|(_, count)| *count > 0)
        .map(|(voice, count)| if hits.len() == 1 { voice_name(voice).to_owned() } else { format!("{count} {}", voice_name(voice)) })
        .collect();
    let mut flags: Vec<&str> = hits.iter().flat_map(|&index| &all[index].flags).map(|flag| flag.as_str()).collect();
    flags.sort_unstable();
    flags.dedup();
    let flags = if flags.is_empty() { String::new() } else { format!(" · {}", flags.join(", ").replace('_', " ")) };
    let side = if ["general", "contested"].contains(&item.serves.as_str()) { String::new() } else { format!(" · serves {}", item.serves) };
    let technique = item.technique.id().replace('_', " ");
    let mut neutral: Vec<String> = Vec::new();
    for &index in hits {
        for wording in neutral_wordings(item, &all[index]) {
            if !neutral.contains(&wording) {
                neutral.push(wording);
            }
        }
    }
    let source = item.evidence.iter().map(|evidence| evidence.source.as_str()).collect::<Vec<_>>().join(", ");
    let source = if item.status == Status::Candidate { "none yet (candidate entry)".to_owned() } else { source };
    let label = format!("{} ", numbers.join(" "));
    let indent = " ".repeat(4);
    let lines = [
        (label, format!("{shown} · {technique} · {}{flags}{side}", voices.join(", "))),
        (indent.clone(), format!("neutral: {}", neutral.join("; "))),
        (indent.clone(), item.why.clone()),
        (indent.clone(), format!("{} in {} · source: {source}", item.id, analyzer.lexicon_id(entry))),
    ];
    for (first, text) in lines {
        let first = format!("{first:<4}");
        let options = textwrap::Options::new(width).initial_indent(&first).subsequent_indent("    ").break_words(false);
        for line in textwrap::wrap(&text, options) {
            let _ = writeln!(page, "{}", line.trim_end());
        }
    }
    page.push('\n');
}

fn voice_name(voice: Voice) -> &'static str {
    match voice {
        Voice::Editorial => "own voice",
        Voice::Quoted => "quoted",
        Voice::Scare => "scare quotes",
        Voice::Uncertain => "uncertain",
    }
}

fn rates(page: &mut String, row: &ScoreRow<'_>, analyzer: &Analyzer, width: usize) {
    let _ = writeln!(page, "{}", "─".repeat(width));
    let uncertain = row.counts.loaded.uncertain > 0;
    let shown = |cells: [String; 7]| {
        let [name, editorial, quoted, scare, unclosed, rate, range] = cells;
        let mut cells = vec![name, editorial, quoted, scare];
        cells.extend(uncertain.then_some(unclosed));
        cells.extend([rate, range]);
        cells
    };
    let range = |low: &Cell, high: &Cell| if *low == Cell::Empty { "–".to_owned() } else { format!("{} to {}", low.shown(), high.shown()) };
    let score = |name| cell_of(&tables::score(), row, name);
    let total = [
        "loaded, in all".to_owned(),
        score("editorial").shown(),
        score("quoted").shown(),
        score("scare").shown(),
        score("uncertain").shown(),
        score("editorial_rate").shown(),
        range(&score("editorial_rate_low"), &score("editorial_rate_high")),
    ];
    let techniques = by_rows(row.analysis, analyzer, Level::Technique, false);
    let rows = techniques.iter().map(|item| {
        let cell = |name| cell_of(&tables::by(), item, name);
        shown([
            item.item.replace('_', " "),
            cell("editorial").shown(),
            cell("quoted").shown(),
            cell("scare").shown(),
            cell("uncertain").shown(),
            cell("rate").shown(),
            range(&cell("rate_low"), &cell("rate_high")),
        ])
    });
    let headers = shown(["", "own voice", "quoted", "scare", "unclosed", "per 1,000", "95 % range"].map(str::to_owned));
    let right: Vec<bool> = (0..headers.len()).map(|index| index > 0).collect();
    page.push_str(&grid(&headers, &right, [shown(total)].into_iter().chain(rows), width));
    for line in textwrap::wrap(
        "Rates: own voice per 1,000 words outside quotations. Stretches that overlap count once in the total, once each in their rows.",
        width,
    ) {
        let _ = writeln!(page, "{line}");
    }
}

/// Which of the rival names of a thing the article chose, where it chose a loaded one at least once.
fn naming(page: &mut String, row: &ScoreRow<'_>, analyzer: &Analyzer, width: usize) {
    let items = by_rows(row.analysis, analyzer, Level::Referent, false);
    let named: Vec<_> = items.iter().filter(|item| item.counts.hits.editorial > 0).collect();
    if named.is_empty() {
        return;
    }
    page.push('\n');
    let referents = || analyzer.lexicons().iter().flat_map(|loaded| &loaded.lexicon().referents);
    for item in named {
        let name = referents().find(|referent| referent.id == item.item).map_or(item.item.as_str(), |referent| referent.name.as_str());
        let mentions = item.counts.mentions.unwrap_or_default();
        let text = format!("Names used in its own voice for {name}: {} of {} loaded.", item.counts.hits.editorial, mentions);
        for line in textwrap::wrap(&text, width) {
            let _ = writeln!(page, "{line}");
        }
    }
}

fn speakers(page: &mut String, row: &ScoreRow<'_>, width: usize) {
    let table = attribution::table(&by_speaker(row.analysis), width);
    if !table.is_empty() {
        page.push('\n');
        page.push_str(&table);
    }
}

fn reference(page: &mut String, row: &ScoreRow<'_>, width: usize) {
    page.push('\n');
    if row.places.is_empty() {
        let _ = writeln!(page, "Compared with no reference texts.");
        return;
    }
    page.push_str(&place_page::blocks(row.places, width));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_broken_at_spaces_and_nothing_is_lost() {
        let content = "One two three four five six seven eight nine ten.\n\nEnd";
        let paragraphs = shown_paragraphs(content);
        assert_eq!(paragraphs.len(), 2);
        let lines = wrapped(content, paragraphs[0], 12);
        assert!(lines.iter().all(|line| line.of(content).trim_end().width() <= 12));
        let joined: String = lines.iter().map(|line| line.of(content)).collect();
        assert_eq!(joined.trim_end(), "One two three four five six seven eight nine ten.");
    }
}
