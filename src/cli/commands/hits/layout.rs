//! What becomes of a document, in one format: first on the thread that looked at it, then in the order of the input.

use std::collections::BTreeMap;
use std::io;

use super::kwic::Kwic;
use super::{SHOWN, SHOWN_GROUPS, SHOWN_REJECTED};
use crate::analysis::{Analysis, Analyzer, EntryIndex};
use crate::cli::args::{HitsArgs, HitsFormat};
use crate::cli::commands::groups::{Groups, write_table};
use crate::cli::commands::stream::{Stream, json_items};
use crate::cli::exit::Stop;
use crate::cli::output::{Output, width};
use crate::cli::sample::{Sample, Sampled};
use crate::report::groups::{EntryCounts, GroupHitsRow, entries_of, group_hits};
use crate::report::html::{Concordance, Making};
use crate::report::json::hits_document;
use crate::report::lines::Lines;
use crate::report::methods::{self, Texts};
use crate::report::run::Run;
use crate::report::tables::{self, HitContext, HitRow, RejectedRow};
use crate::report::{github, markdown, sarif, table};

/// What every format needs.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    pub(super) analyzer: &'a Analyzer,
    pub(super) run: &'a Run,
    pub(super) args: &'a HitsArgs,
    pub(super) format: HitsFormat,
}

/// What was made of a document on the thread that looked at it.
pub(super) enum Made {
    /// Lines or a piece of JSON.
    Piece(io::Result<Vec<u8>>),
    /// Cells of a table that is laid out as a whole.
    Cells(Vec<Vec<String>>),
    /// Counts for its group.
    Counts { group: Option<String>, words: u64, entries: BTreeMap<EntryIndex, EntryCounts> },
    /// Everything.
    Whole(Box<Analysis>),
}

impl Setting<'_> {
    /// What the format needs of a document.
    pub(super) fn made(&self, analysis: Analysis) -> Made {
        if let Some(column) = &self.args.group_by {
            let group = analysis.document.meta.column(column).map(str::to_owned);
            return Made::Counts { group, words: analysis.words_editorial() as u64, entries: entries_of(&analysis) };
        }
        if self.args.sample.is_some() {
            return Made::Whole(Box::new(analysis));
        }
        match self.format {
            HitsFormat::Table if self.args.rejected => Made::Cells(self.cells(&analysis)),
            HitsFormat::Table | HitsFormat::Html => Made::Whole(Box::new(analysis)),
            // What has nothing to show needs no text.
            HitsFormat::Sarif if analysis.hits.is_empty() && analysis.ignored.is_empty() => {
                let mut analysis = analysis;
                analysis.document.text = crate::document::Field::default();
                Made::Whole(Box::new(analysis))
            }
            HitsFormat::Sarif => Made::Whole(Box::new(analysis)),
            _ => Made::Piece(self.piece(&analysis, |_| true)),
        }
    }

    /// The lines of a document, or its JSON: near misses, or those of its hits that are `wanted` by their index.
    fn piece(&self, analysis: &Analysis, wanted: impl Fn(usize) -> bool) -> io::Result<Vec<u8>> {
        let context = HitContext::new(analysis, self.analyzer);
        let raw_cells = self.args.output.raw_cells;
        let hits = || {
            let wanted = (1..).zip(&analysis.hits).filter(|(number, _)| wanted(number - 1));
            wanted.map(|(number, hit)| HitRow { context: &context, number, hit })
        };
        let misses = || analysis.near_misses.iter().map(|miss| RejectedRow { context: &context, miss });
        let lines = |lines: Lines| {
            if self.args.rejected { lines.rows(&tables::rejected(), misses()) } else { lines.rows(&tables::hits(), hits()) }
        };
        match self.format {
            HitsFormat::Csv => lines(Lines::Csv { raw_cells }),
            HitsFormat::Jsonl => lines(Lines::Jsonl),
            HitsFormat::Github => Ok(github::commands(&context).into_bytes()),
            HitsFormat::Json => {
                let mut document = hits_document(analysis, self.analyzer, self.args.rejected);
                if let Some(hits) = document["hits"].as_array_mut() {
                    let mut index = 0..;
                    hits.retain(|_| index.next().is_some_and(&wanted));
                }
                json_items([document])
            }
            _ if self.args.rejected => Ok(markdown::lines(&tables::rejected(), Some(&SHOWN_REJECTED), &misses().collect::<Vec<_>>()).into_bytes()),
            _ => Ok(markdown::lines(&tables::hits(), Some(&SHOWN), &hits().collect::<Vec<_>>()).into_bytes()),
        }
    }

    fn cells(&self, analysis: &Analysis) -> Vec<Vec<String>> {
        let context = HitContext::new(analysis, self.analyzer);
        let declared = tables::rejected();
        analysis.near_misses.iter().map(|miss| table::cells(&declared, &SHOWN_REJECTED, &RejectedRow { context: &context, miss })).collect()
    }

    /// Whether what is written consists of rows that are whole by themselves.
    pub(super) fn by_row(&self) -> bool {
        let lines = matches!(self.format, HitsFormat::Csv | HitsFormat::Jsonl | HitsFormat::Markdown | HitsFormat::Github | HitsFormat::Table);
        lines && self.args.group_by.is_none() && self.args.sample.is_none() && !(self.args.rejected && self.format == HitsFormat::Table)
    }
}

/// The counts of a group.
#[derive(Default)]
struct GroupCounts {
    docs: u64,
    words: u64,
    entries: BTreeMap<EntryIndex, EntryCounts>,
}

/// A result on its way out.
pub(super) struct Layout<'a> {
    setting: Setting<'a>,
    kind: Kind<'a>,
}

enum Kind<'a> {
    Stream(Stream),
    Kwic(Box<Kwic>),
    /// The table of near misses; nothing while there is no document.
    Cells(Option<Vec<Vec<String>>>),
    Page(Option<Concordance<'a>>),
    Sarif(Vec<Analysis>),
    Groups(Groups<GroupCounts>),
    Sample(Sample<Analysis>),
}

impl<'a> Layout<'a> {
    pub(super) fn new(setting: Setting<'a>) -> Result<Self, Stop> {
        let args = setting.args;
        let kind = match (&args.group_by, args.sample) {
            (Some(column), _) => Kind::Groups(Groups::new(column)),
            (None, Some(size)) => Kind::Sample(Sample::new(size, args.seed)),
            (None, None) => setting.kind(None)?,
        };
        Ok(Self { setting, kind })
    }

    /// Takes what was made of the next document.
    pub(super) fn take(&mut self, made: Made, output: &mut Output) -> Result<(), Stop> {
        match (&mut self.kind, made) {
            (Kind::Stream(stream), Made::Piece(piece)) => stream.take(&piece?, output)?,
            (Kind::Cells(cells), Made::Cells(more)) => cells.get_or_insert_default().extend(more),
            (Kind::Groups(groups), Made::Counts { group, words, entries }) => groups.next(group)?.add(words, &entries),
            (Kind::Sample(sample), Made::Whole(analysis)) => {
                let hits = analysis.hits.len();
                sample.add(*analysis, hits);
            }
            (Kind::Kwic(kwic), Made::Whole(analysis)) => {
                let hits = (0..analysis.hits.len()).collect();
                kwic.take(*analysis, hits, output)?;
            }
            (Kind::Page(page), Made::Whole(analysis)) => {
                page.get_or_insert_with(|| self.setting.page(None)).add(&analysis, |_| true);
            }
            (Kind::Sarif(all), Made::Whole(analysis)) => all.push(*analysis),
            _ => {}
        }
        Ok(())
    }

    /// Ends the result; `false` where there is none.
    pub(super) fn finish(self, texts: Texts, problems: &[String], output: &mut Output) -> Result<bool, Stop> {
        let Self { setting, kind } = self;
        let Setting { analyzer, run, args, .. } = setting;
        match kind {
            Kind::Stream(stream) => stream.finish(output)?,
            Kind::Kwic(mut kwic) => kwic.finish(output)?,
            Kind::Cells(Some(cells)) => output.page(&table::of_cells(&tables::rejected(), &SHOWN_REJECTED, cells, width()))?,
            Kind::Page(Some(page)) => {
                let page = page.page(Making { run, methods: &methods::of_score(run, texts) });
                output.rows(page.as_bytes())?;
            }
            Kind::Sarif(all) => {
                let parts = sarif::Parts { analyzer, run, problems, honour_ignores: args.ignores.honour_ignores };
                output.json(&sarif::log(&all, &parts))?;
                // A log says what could not be read, too.
                return Ok(true);
            }
            Kind::Groups(groups) if !groups.is_empty() => {
                groups.check(args.output.quiet)?;
                let rows = groups.sorted().flat_map(|(group, counts)| counts.rows(&groups.column, group, analyzer)).collect();
                write_table(&group_hits(), &SHOWN_GROUPS, rows, setting.format, run, &args.output, output)?;
            }
            Kind::Sample(sample) => setting.write_sample(sample, texts, output)?,
            Kind::Cells(None) | Kind::Page(None) | Kind::Groups(_) => {}
        }
        Ok(texts.documents > 0)
    }
}

impl GroupCounts {
    fn add(&mut self, words: u64, entries: &BTreeMap<EntryIndex, EntryCounts>) {
        self.docs += 1;
        self.words += words;
        for (entry, counts) in entries {
            self.entries.entry(*entry).or_default().add_all(counts);
        }
    }

    fn rows<'a>(&self, column: &'a str, group: &'a str, analyzer: &'a Analyzer) -> Vec<GroupHitsRow<'a>> {
        let row = |(&entry, &counts)| GroupHitsRow { column, group, docs: self.docs, words: self.words, analyzer, entry, counts };
        self.entries.iter().map(row).collect()
    }
}

impl<'a> Setting<'a> {
    /// The layout of the format, of all hits or of a sample of so many.
    fn kind(&self, sampled_of: Option<u64>) -> Result<Kind<'a>, Stop> {
        let raw_cells = self.args.output.raw_cells;
        let rows = |lines: Lines| {
            if self.args.rejected { Stream::rows(lines, &tables::rejected()) } else { Stream::rows(lines, &tables::hits()) }
        };
        Ok(match self.format {
            HitsFormat::Csv => Kind::Stream(rows(Lines::Csv { raw_cells })),
            HitsFormat::Jsonl => Kind::Stream(rows(Lines::Jsonl)),
            HitsFormat::Github => Kind::Stream(Stream::bare()),
            HitsFormat::Json => Kind::Stream(Stream::json(self.run, "documents")?),
            HitsFormat::Markdown if self.args.rejected => Kind::Stream(Stream::markdown(&tables::rejected(), &SHOWN_REJECTED)),
            HitsFormat::Markdown => Kind::Stream(Stream::markdown(&tables::hits(), &SHOWN)),
            HitsFormat::Table if self.args.rejected => Kind::Cells(None),
            HitsFormat::Table => Kind::Kwic(Box::new(Kwic::new(sampled_of.is_some()))),
            HitsFormat::Html => Kind::Page(sampled_of.map(|_| self.page(sampled_of))),
            HitsFormat::Sarif => Kind::Sarif(Vec::new()),
        })
    }

    fn page(&self, sampled_of: Option<u64>) -> Concordance<'a> {
        Concordance::new(self.analyzer, self.args.rejected, sampled_of)
    }

    /// Writes the hits that were drawn, in the order of the input.
    fn write_sample(self, sample: Sample<Analysis>, texts: Texts, output: &mut Output) -> Result<(), Stop> {
        if texts.documents == 0 {
            return Ok(());
        }
        let mut layout = Layout { setting: self, kind: self.kind(Some(sample.hits_seen()))? };
        if let Kind::Stream(stream) = &mut layout.kind {
            stream.begin(output)?;
        }
        for Sampled { document, hits } in sample.finish() {
            match &mut layout.kind {
                Kind::Stream(stream) => stream.take(&self.piece(&document, |hit| hits.contains(&hit))?, output)?,
                Kind::Kwic(kwic) => kwic.take(document, hits, output)?,
                Kind::Page(Some(page)) => page.add(&document, |hit| hits.contains(&hit)),
                _ => {}
            }
        }
        layout.finish(texts, &[], output).map(|_| ())
    }
}
