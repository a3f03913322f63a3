//! What becomes of a document, in one format: first on the thread that looked at it, then in the order of the input.

use std::io;

use super::kept::Kept;
use super::{SHOWN, SHOWN_BY, SHOWN_GROUPS, SHOWN_PLACES, Scored};
use crate::analysis::{Analysis, Analyzer};
use crate::cli::args::{ReportFormat, ScoreArgs};
use crate::cli::commands::groups::{Groups, write_table};
use crate::cli::commands::stream::{Stream, json_items};
use crate::cli::exit::Stop;
use crate::cli::output::{Output, width};
use crate::measure::{DocumentCounts, ItemCounts, Level, by_level};
use crate::report::column::Table;
use crate::report::groups::{GroupRow, Pooled, groups};
use crate::report::html::{Articles, Making};
use crate::report::lines::Lines;
use crate::report::methods::{self, Texts};
use crate::report::run::Run;
use crate::report::tables::{self, ByRow, ScoreRow, by_rows, place_rows};
use crate::report::{article, html, json, markdown, overview, place_page, sentence};

/// What a row is.
#[derive(Clone, Copy)]
enum Rows {
    Documents,
    Places,
    Items(Level),
}

/// What every format needs.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    pub(super) analyzer: &'a Analyzer,
    pub(super) run: &'a Run,
    pub(super) args: &'a ScoreArgs,
    pub(super) format: ReportFormat,
}

/// Counts of the items of a document.
pub(super) struct ItemsOf {
    document: String,
    totals: DocumentCounts,
    items: Vec<(String, ItemCounts)>,
}

/// What was made of a document on the thread that looked at it.
pub(super) enum Made {
    /// Nothing: only the sums are asked for.
    Nothing,
    /// Lines or items of JSON.
    Piece(io::Result<Vec<u8>>),
    /// Lines, and a sentence that stands below them.
    Sentence(Vec<u8>, String),
    /// Counts for its group.
    Counts(Option<String>, DocumentCounts),
    /// Counts of items.
    Items(ItemsOf),
    /// Everything.
    Whole(Box<Scored>),
}

impl<'a> Setting<'a> {
    fn rows(&self) -> Rows {
        match self.args.by {
            Some(level) => Rows::Items(level.into()),
            None if self.args.places => Rows::Places,
            None => Rows::Documents,
        }
    }

    /// The column of the groups, where a row is one.
    fn group_by(&self) -> Option<&'a str> {
        self.args.group_by.as_deref().filter(|_| self.format != ReportFormat::Html)
    }

    /// Whether what is written consists of rows that are whole by themselves.
    pub(super) fn by_row(&self) -> bool {
        matches!(self.format, ReportFormat::Csv | ReportFormat::Jsonl) && self.group_by().is_none() && !self.args.methods
    }

    /// What the format needs of a document.
    pub(super) fn made(&self, scored: Scored) -> Made {
        if self.args.methods {
            return Made::Nothing;
        }
        if let Some(column) = self.group_by() {
            let group = scored.analysis.document.meta.column(column).map(str::to_owned);
            return Made::Counts(group, DocumentCounts::of(&scored.analysis));
        }
        match (self.format, self.rows()) {
            (ReportFormat::Csv | ReportFormat::Jsonl | ReportFormat::Json, _) => Made::Piece(self.piece(&scored)),
            (ReportFormat::Markdown, rows) => self.markdown(&scored, rows),
            (ReportFormat::Table, Rows::Items(level)) => {
                let Scored { analysis, .. } = scored;
                let items = by_level(&analysis, self.analyzer, level, self.args.zeros);
                let (totals, items) = (DocumentCounts::of(&analysis), items.into_iter().collect());
                Made::Items(ItemsOf { document: analysis.document.id, totals, items })
            }
            (ReportFormat::Table | ReportFormat::Html, _) => Made::Whole(Box::new(scored)),
        }
    }

    fn by<'d>(&self, analysis: &'d Analysis, level: Level) -> Vec<ByRow<'d>> {
        by_rows(analysis, self.analyzer, level, self.args.zeros)
    }

    fn piece(&self, scored: &Scored) -> io::Result<Vec<u8>> {
        let row = ScoreRow::new(&scored.analysis, &scored.places);
        match self.rows() {
            Rows::Documents if self.format == ReportFormat::Json => json_items([json::score_document(&row, self.analyzer)]),
            Rows::Documents => self.lines(&tables::score(), vec![row]),
            Rows::Places => self.lines(&tables::places(), place_rows(&row)),
            Rows::Items(level) => self.lines(&tables::by(), self.by(&scored.analysis, level)),
        }
    }

    fn lines<R>(&self, declared: &Table<R>, rows: Vec<R>) -> io::Result<Vec<u8>> {
        match self.format {
            ReportFormat::Json => json_items(rows.iter().map(|row| serde_json::Value::Object(declared.json(row)))),
            ReportFormat::Jsonl => Lines::Jsonl.rows(declared, rows),
            _ => Lines::Csv { raw_cells: self.args.output.raw_cells }.rows(declared, rows),
        }
    }

    fn markdown(&self, scored: &Scored, rows: Rows) -> Made {
        let row = ScoreRow::new(&scored.analysis, &scored.places);
        match rows {
            Rows::Items(level) => {
                let rows = self.by(&scored.analysis, level);
                Made::Piece(Ok(markdown::lines(&tables::by(), Some(&SHOWN_BY), &rows).into_bytes()))
            }
            Rows::Places => {
                let rows = place_rows(&row);
                Made::Piece(Ok(markdown::lines(&tables::places(), Some(&SHOWN_PLACES), &rows).into_bytes()))
            }
            Rows::Documents => {
                let said = format!("- {}: {}\n", markdown::escaped(&scored.analysis.document.id), sentence::sentence(&row, self.analyzer));
                Made::Sentence(markdown::lines(&tables::score(), Some(&SHOWN), &[row]).into_bytes(), said)
            }
        }
    }

    fn stream<R>(&self, declared: &Table<R>, list: &str, shown: &[&str]) -> Result<Stream, Stop> {
        Ok(match self.format {
            ReportFormat::Json => Stream::json(self.run, list)?,
            ReportFormat::Jsonl => Stream::rows(Lines::Jsonl, declared),
            ReportFormat::Markdown => Stream::markdown(declared, shown),
            _ => Stream::rows(Lines::Csv { raw_cells: self.args.output.raw_cells }, declared),
        })
    }
}

/// A result on its way out.
pub(super) struct Layout<'a> {
    setting: Setting<'a>,
    kind: Kind<'a>,
}

enum Kind<'a> {
    Nothing,
    Stream(Stream),
    /// A table, then sentences.
    Sentences(Stream, String),
    Groups(Groups<Pooled>),
    Items(Vec<ItemsOf>),
    Kept(Kept),
    Page(Page<'a>),
}

/// The page: of the only article, or of all.
struct Page<'a> {
    first: Option<Box<Scored>>,
    articles: Articles<'a>,
    texts: Texts,
}

impl<'a> Layout<'a> {
    pub(super) fn new(setting: Setting<'a>) -> Result<Self, Stop> {
        let kind = match (setting.format, setting.rows()) {
            _ if setting.args.methods => Kind::Nothing,
            _ if setting.group_by().is_some() => Kind::Groups(Groups::new(setting.group_by().unwrap_or_default())),
            (ReportFormat::Html, _) => {
                let articles = Articles::new(setting.analyzer, setting.args.group_by.as_deref());
                Kind::Page(Page { first: None, articles, texts: Texts::default() })
            }
            (ReportFormat::Table, Rows::Items(_)) => Kind::Items(Vec::new()),
            (ReportFormat::Table, _) => Kind::Kept(Kept::default()),
            (ReportFormat::Markdown, Rows::Documents) => Kind::Sentences(setting.stream(&tables::score(), "documents", &SHOWN)?, String::new()),
            (_, Rows::Documents) => Kind::Stream(setting.stream(&tables::score(), "documents", &SHOWN)?),
            (_, Rows::Places) => Kind::Stream(setting.stream(&tables::places(), "places", &SHOWN_PLACES)?),
            (_, Rows::Items(_)) => Kind::Stream(setting.stream(&tables::by(), "by", &SHOWN_BY)?),
        };
        Ok(Self { setting, kind })
    }

    /// Takes what was made of the next document.
    pub(super) fn take(&mut self, made: Made, output: &mut Output) -> Result<(), Stop> {
        match (&mut self.kind, made) {
            (Kind::Stream(stream), Made::Piece(piece)) => stream.take(&piece?, output)?,
            (Kind::Sentences(stream, sentences), Made::Sentence(line, sentence)) => {
                stream.take(&line, output)?;
                sentences.push_str(&sentence);
            }
            (Kind::Groups(groups), Made::Counts(group, counts)) => groups.next(group)?.add(&counts),
            (Kind::Items(all), Made::Items(items)) => all.push(items),
            (Kind::Kept(kept), Made::Whole(scored)) => kept.add(*scored),
            (Kind::Page(page), Made::Whole(scored)) => page.add(scored),
            _ => {}
        }
        Ok(())
    }

    /// Ends the result. Without a document there is none.
    pub(super) fn finish(self, output: &mut Output) -> Result<(), Stop> {
        let Self { setting, kind } = self;
        let args = setting.args;
        match kind {
            Kind::Nothing => Ok(()),
            Kind::Stream(stream) => stream.finish(output),
            Kind::Sentences(stream, sentences) => {
                stream.finish(output)?;
                if sentences.is_empty() { Ok(()) } else { output.rows(format!("\n{sentences}").as_bytes()) }
            }
            Kind::Groups(groups) if groups.is_empty() => Ok(()),
            Kind::Groups(by_name) => {
                by_name.check(args.output.quiet)?;
                let row = |(group, pooled): (_, &Pooled)| GroupRow { column: &by_name.column, group, pooled: *pooled };
                let rows = by_name.sorted().map(row).collect();
                write_table(&groups(), &SHOWN_GROUPS, rows, setting.format.into(), setting.run, &args.output, output)
            }
            Kind::Items(items) if items.is_empty() => Ok(()),
            Kind::Items(items) => setting.write_items(&items, output),
            Kind::Kept(kept) => setting.write_kept(&kept.rows(), output),
            Kind::Page(page) => page.write(setting, output),
        }
    }
}

impl Setting<'_> {
    fn write_items(&self, items: &[ItemsOf], output: &mut Output) -> Result<(), Stop> {
        let Rows::Items(level) = self.rows() else { return Ok(()) };
        let rows: Vec<ByRow<'_>> = items
            .iter()
            .flat_map(|ItemsOf { document, totals, items }| {
                let row =
                    move |(item, counts): &(String, ItemCounts)| ByRow { document, level, item: item.clone(), counts: *counts, totals: *totals };
                items.iter().map(row)
            })
            .collect();
        Ok(output.page(&overview::items(&rows, width()))?)
    }

    fn write_kept(&self, rows: &[ScoreRow<'_>], output: &mut Output) -> Result<(), Stop> {
        let page = match (self.rows(), rows) {
            (_, []) => return Ok(()),
            (Rows::Places, _) => place_page::page(rows, width()),
            (_, [row]) => article::article(row, self.analyzer, width()),
            _ => overview::overview(rows, width()),
        };
        Ok(output.page(&page)?)
    }
}

impl Page<'_> {
    fn add(&mut self, scored: Box<Scored>) {
        let row = ScoreRow::new(&scored.analysis, &scored.places);
        self.texts.documents += 1;
        self.texts.words += row.counts.words;
        self.texts.words_editorial += row.counts.words_editorial();
        self.articles.add(&row);
        self.first = (self.texts.documents == 1).then_some(scored);
    }

    fn write(self, setting: Setting<'_>, output: &mut Output) -> Result<(), Stop> {
        if self.texts.documents == 0 {
            return Ok(());
        }
        let making = Making { run: setting.run, methods: &methods::of_score(setting.run, self.texts) };
        let page = match self.first.filter(|_| setting.args.group_by.is_none()) {
            Some(scored) => html::article(&ScoreRow::new(&scored.analysis, &scored.places), setting.analyzer, making),
            None => self.articles.page(making),
        };
        output.rows(page.as_bytes())
    }
}
