//! Where results go: standard output, or a file that appears when it is whole.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Seek, Write};
use std::path::{Path, PathBuf};

use super::args::{ColorWhen, OutputArgs, ReportFormat, TableFormat};
use super::exit::Stop;
use super::message;
use super::source::Packing;
use crate::reader::InputFormat;
use crate::report::run::Run;

/// Width of the output where there is no terminal to ask.
const DEFAULT_WIDTH: usize = 80;

/// Bytes that are held back.
const BUFFER: usize = 64 * 1024;

/// Where results go.
pub(super) enum Output {
    /// Standard output.
    Stdout {
        /// What is written.
        writer: BufWriter<io::Stdout>,
        /// Whether styles are shown.
        styled: bool,
    },
    /// `FILE.part`, renamed at the end.
    File {
        /// What is written.
        writer: BufWriter<File>,
        /// Where it will be.
        path: PathBuf,
        /// Where it is until then.
        part: PathBuf,
        /// So many bytes stand in it for certain, and end with a row.
        whole: u64,
    },
    /// What is there and no file: a device, a pipe. It is written to and stays what it is.
    Device {
        /// What is written.
        writer: BufWriter<File>,
        /// Its name.
        path: PathBuf,
    },
}

impl Output {
    /// Opens the output.
    pub(super) fn open(args: &OutputArgs) -> Result<Self, Stop> {
        let Some(path) = &args.output else {
            let styled = match args.color {
                ColorWhen::Always => true,
                ColorWhen::Never => false,
                ColorWhen::Auto => anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
            };
            return Ok(Self::Stdout { writer: BufWriter::with_capacity(BUFFER, io::stdout()), styled });
        };
        if path.is_dir() {
            return Err(Stop::Error(format!("{}: a folder; expected the name of a file to write; add one", path.display())));
        }
        let cannot = |error| Stop::Error(format!("{}: cannot be written ({error}); check the folder and its permissions", path.display()));
        if path.metadata().is_ok_and(|metadata| !metadata.is_file()) {
            // Renaming would put a file in the place of /dev/null.
            let file = File::options().write(true).open(path).map_err(cannot)?;
            return Ok(Self::Device { writer: BufWriter::with_capacity(BUFFER, file), path: path.clone() });
        }
        let part = part_of(path);
        let file = File::create(&part).map_err(cannot)?;
        Ok(Self::File { writer: BufWriter::with_capacity(BUFFER, file), path: path.clone(), part, whole: 0 })
    }

    /// Whether what is written appears on a terminal at once.
    pub(super) fn is_terminal(&self) -> bool {
        matches!(self, Self::Stdout { .. }) && io::stdout().is_terminal()
    }

    /// Writes whole rows. The buffer writes out what it holds before it takes what does not fit, so that a file ends with a row at any time.
    pub(super) fn rows(&mut self, rows: &[u8]) -> Result<(), Stop> {
        let written = self.write_all(rows);
        self.checked(written)
    }

    /// Writes out what is held back.
    pub(super) fn flush_rows(&mut self) -> Result<(), Stop> {
        let flushed = self.flush();
        self.checked(flushed)?;
        if let Self::File { writer, whole, .. } = self {
            *whole = writer.get_ref().stream_position()?;
        }
        Ok(())
    }

    /// Where a disk is full, what was written of a row is taken away again.
    fn checked(&mut self, written: io::Result<()>) -> Result<(), Stop> {
        let Err(error) = written else { return Ok(()) };
        if let Self::File { writer, whole, .. } = self {
            let _ = writer.get_ref().set_len(*whole);
        }
        Err(self.failed(error))
    }

    fn failed(&self, error: io::Error) -> Stop {
        match (self, error.kind()) {
            (_, io::ErrorKind::BrokenPipe) | (Self::Stdout { .. }, _) => error.into(),
            (Self::File { path, .. } | Self::Device { path, .. }, _) => {
                Stop::Error(format!("{}: cannot be written ({error}); make room, or name another place with --output", path.display()))
            }
        }
    }

    /// Ends before the result is whole. Rows stay in `FILE.part`, and how to go on is said; what is laid out as a whole goes.
    pub(super) fn abandon(mut self, stop: Stop, by_row: bool) -> Stop {
        let flushed = if by_row && !matches!(stop, Stop::ClosedPipe) { self.flush_rows().is_ok() } else { true };
        let Self::File { writer, path, part, whole } = self else { return stop };
        // What is still held back is a piece of a row, or there is no room for it.
        let (_file, _held_back) = writer.into_parts();
        let file = path.display();
        if by_row && whole > 0 {
            let kept = format!("{} has the rows so far, each whole; {file} itself is as it was", part.display());
            message::note(&if flushed { kept } else { kept + "; there was no room for the last ones" });
        } else {
            let _ = std::fs::remove_file(&part);
            if let Stop::Interrupted(_) = stop {
                message::note(&format!("nothing is written to {file}, which is laid out when all is known; --format csv and jsonl write as they go"));
            }
        }
        stop
    }

    /// Writes a page for people: its styles only where they are shown.
    pub(super) fn page(&mut self, page: &str) -> io::Result<()> {
        match self {
            Self::Stdout { writer, styled: true } => writer.write_all(page.as_bytes()),
            _ => write!(self, "{}", anstream::adapter::strip_str(page)),
        }
    }

    /// Writes a paragraph, wrapped on a terminal and in one line elsewhere, as a paper wants it.
    pub(super) fn paragraph(&mut self, text: &str, width: usize) -> io::Result<()> {
        let wrapped = matches!(self, Self::Stdout { .. }) && io::stdout().is_terminal();
        if wrapped { writeln!(self, "{}", textwrap::fill(text, width)) } else { writeln!(self, "{text}") }
    }

    /// Writes JSON, indented, with a line end.
    pub(super) fn json(&mut self, value: &impl serde::Serialize) -> Result<(), Stop> {
        serde_json::to_writer_pretty(&mut *self, value).map_err(io::Error::from)?;
        Ok(writeln!(self)?)
    }

    /// Refuses to write over what is read: a file that was named, or a text in a folder that was.
    pub(super) fn refuse_inputs<'p>(args: &OutputArgs, mut read: impl Iterator<Item = &'p Path>) -> Result<(), Stop> {
        let Some(output) = args.output.as_deref().and_then(|path| path.canonicalize().ok()) else { return Ok(()) };
        let is_text =
            InputFormat::of_name(Packing::of_name(&output.to_string_lossy()).1).is_ok_and(|format| matches!(format, InputFormat::Article(_)));
        let is_read = |path: PathBuf| path == output || is_text && path.is_dir() && output.starts_with(path);
        if read.any(|path| path.canonicalize().is_ok_and(is_read)) {
            let name = output.display();
            return Err(Stop::Error(format!("{name}: is read and would be written over; expected another file for --output; name one")));
        }
        Ok(())
    }

    /// Ends without a result: what was there before stays.
    pub(super) fn discard(self) {
        if let Self::File { part, .. } = self {
            let _ = std::fs::remove_file(part);
        }
    }

    /// Ends the output: a file gets its name, and beside a CSV its provenance.
    pub(super) fn finish(mut self, run: Option<&Run>) -> Result<(), Stop> {
        self.flush_rows()?;
        let Self::File { path, part, .. } = self else { return Ok(()) };
        if let Some(run) = run {
            let mut sidecar = path.clone().into_os_string();
            sidecar.push(".run.json");
            let json = serde_json::to_string_pretty(run).map_err(Stop::error)? + "\n";
            let part = part_of(Path::new(&sidecar));
            std::fs::write(&part, json)?;
            std::fs::rename(part, sidecar)?;
        }
        if let Err(error) = std::fs::rename(&part, &path) {
            let _ = std::fs::remove_file(&part);
            return Err(error.into());
        }
        Ok(())
    }
}

fn part_of(path: &Path) -> PathBuf {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    part.into()
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout { writer, .. } => writer.write(bytes),
            Self::File { writer, .. } | Self::Device { writer, .. } => writer.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout { writer, .. } => writer.flush(),
            Self::File { writer, .. } | Self::Device { writer, .. } => writer.flush(),
        }
    }
}

/// The format asked for; else the one that the ending of the output file stands for; else a table.
pub(super) fn table_format(asked: Option<TableFormat>, output: &OutputArgs) -> TableFormat {
    let by_ending = || match output.output.as_ref()?.extension()?.to_str()? {
        "csv" => Some(TableFormat::Csv),
        "json" => Some(TableFormat::Json),
        "md" | "markdown" => Some(TableFormat::Markdown),
        _ => None,
    };
    asked.or_else(by_ending).unwrap_or(TableFormat::Table)
}

/// The same where there is a page as well.
pub(super) fn report_format(asked: Option<ReportFormat>, output: &OutputArgs) -> ReportFormat {
    let ending = output.output.as_ref().and_then(|path| path.extension()?.to_str());
    let by_ending = || match ending? {
        "html" | "htm" => Some(ReportFormat::Html),
        "jsonl" | "ndjson" => Some(ReportFormat::Jsonl),
        _ => None,
    };
    asked.or_else(by_ending).unwrap_or_else(|| match table_format(None, output) {
        TableFormat::Table => ReportFormat::Table,
        TableFormat::Csv => ReportFormat::Csv,
        TableFormat::Json => ReportFormat::Json,
        TableFormat::Markdown => ReportFormat::Markdown,
    })
}

/// Columns that fit a line: those of the terminal, or 80.
pub(super) fn width() -> usize {
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    if io::stdout().is_terminal() { terminal().unwrap_or(DEFAULT_WIDTH) } else { DEFAULT_WIDTH }
}
