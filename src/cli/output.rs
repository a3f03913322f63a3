//! Where results go: standard output, or a file that appears when it is whole.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::args::{ColorWhen, OutputArgs, ReportFormat, TableFormat};
use super::exit::Stop;
use crate::report::run::Run;

/// Width of the output where there is no terminal to ask.
const DEFAULT_WIDTH: usize = 80;

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
    },
    /// What is there and no file: a device, a pipe. It is written to and stays what it is.
    Device {
        /// What is written.
        writer: BufWriter<File>,
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
            return Ok(Self::Stdout { writer: BufWriter::new(io::stdout()), styled });
        };
        if path.is_dir() {
            return Err(Stop::Error(format!("{}: a folder; expected the name of a file to write; add one", path.display())));
        }
        let cannot = |error| Stop::Error(format!("{}: cannot be written ({error}); check the folder and its permissions", path.display()));
        if path.metadata().is_ok_and(|metadata| !metadata.is_file()) {
            // Renaming would put a file in the place of /dev/null.
            let file = File::options().write(true).open(path).map_err(cannot)?;
            return Ok(Self::Device { writer: BufWriter::new(file) });
        }
        let part = part_of(path);
        let file = File::create(&part).map_err(cannot)?;
        Ok(Self::File { writer: BufWriter::new(file), path: path.clone(), part })
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
    pub(super) fn json(&mut self, value: &serde_json::Value) -> Result<(), Stop> {
        serde_json::to_writer_pretty(&mut *self, value).map_err(io::Error::from)?;
        Ok(writeln!(self)?)
    }

    /// Refuses to write over what is read.
    pub(super) fn refuse_inputs<'p>(args: &OutputArgs, mut read: impl Iterator<Item = &'p Path>) -> Result<(), Stop> {
        let Some(output) = args.output.as_deref().and_then(|path| path.canonicalize().ok()) else { return Ok(()) };
        if read.any(|path| path.canonicalize().is_ok_and(|path| path == output)) {
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
        self.flush()?;
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
            Self::File { writer, .. } | Self::Device { writer } => writer.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout { writer, .. } => writer.flush(),
            Self::File { writer, .. } | Self::Device { writer } => writer.flush(),
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
    let by_ending = || matches!(ending, Some("html" | "htm")).then_some(ReportFormat::Html);
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
