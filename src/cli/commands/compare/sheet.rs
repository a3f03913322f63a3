//! A table with named columns, read for `compare`.

use std::io::Read;
use std::path::Path;

use crate::cli::exit::Stop;
use crate::cli::message;
use crate::reader::SIZE_LIMIT;

/// How many bad rows are named.
const PROBLEMS_NAMED: usize = 20;

/// The rows of a table.
pub(super) struct Sheet {
    name: String,
    pub(super) rows: Vec<Row>,
}

/// One row: its line and the cells of the columns asked for, in the order asked for.
pub(super) struct Row {
    line: u64,
    cells: Vec<String>,
    /// How many cells the row has and how many the header has, where that is not the same.
    ragged: Option<(usize, usize)>,
}

impl Sheet {
    /// Reads the columns of these names from a file or, for `-`, from standard input.
    pub(super) fn read(path: &Path, columns: &[&str]) -> Result<Self, Stop> {
        let name = path.display().to_string();
        let expected = format!("expected a table with the columns {}", columns.join(", "));
        let problem = |what: String, todo: &str| Stop::Error(format!("{name}: {what}; {expected}; {todo}"));
        let bytes = bytes(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => problem("no such file".to_owned(), "check the path"),
            _ => problem(format!("cannot be read ({error})"), "check the path and its permissions"),
        })?;
        if bytes.len() as u64 > SIZE_LIMIT {
            return Err(problem(format!("has more than {SIZE_LIMIT} bytes"), "split it"));
        }
        let text =
            std::str::from_utf8(&bytes).map_err(|error| problem(format!("is not UTF-8 (byte {})", error.valid_up_to() + 1), "save it as UTF-8"))?;
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let tabs = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("tsv"));
        let mut reader = csv::ReaderBuilder::new().flexible(true).delimiter(if tabs { b'\t' } else { b',' }).from_reader(text.as_bytes());
        let header: Vec<String> =
            reader.headers().map_err(|error| problem(error.to_string(), "correct it"))?.iter().map(|cell| cell.trim().to_owned()).collect();
        let mut places = Vec::with_capacity(columns.len());
        for column in columns {
            let mut found = header.iter().enumerate().filter(|(_, cell)| cell == column).map(|(place, _)| place);
            match (found.next(), found.next()) {
                (Some(place), None) => places.push(place),
                (Some(_), Some(_)) => return Err(problem(format!("has two columns named {column}"), "rename one")),
                (None, _) => return Err(problem(format!("has no column {column}, but {}", listed(&header)), "name the columns in the first line")),
            }
        }
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|error| problem(error.to_string(), "correct it"))?;
            let line = record.position().map_or(0, csv::Position::line);
            let cells = places.iter().map(|&place| record.get(place).unwrap_or("").trim().to_owned()).collect();
            rows.push(Row { line, cells, ragged: (record.len() != header.len()).then_some((record.len(), header.len())) });
        }
        if rows.is_empty() {
            return Err(problem("has no row under its header".to_owned(), "add one"));
        }
        Ok(Self { name, rows })
    }

    /// Says what is wrong with rows, each with its line; gives whether anything is.
    pub(super) fn report(&self, problems: &[(u64, String)]) -> bool {
        for (line, problem) in problems.iter().take(PROBLEMS_NAMED) {
            message::error(&format!("{}:{line}: {problem}", self.name));
        }
        if problems.len() > PROBLEMS_NAMED {
            message::error(&format!("{}: {} more rows with problems; correct those named first", self.name, problems.len() - PROBLEMS_NAMED));
        }
        !problems.is_empty()
    }
}

impl Row {
    /// The line of the file.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// The cell of a column, by its place among those asked for.
    pub(super) fn text(&self, place: usize) -> &str {
        self.cells.get(place).map_or("", String::as_str)
    }

    /// The cell as a count, where it is one.
    pub(super) fn count(&self, place: usize) -> Option<u64> {
        self.text(place).parse().ok()
    }

    /// What is wrong with the shape of the row or with the counts in these places, in words.
    pub(super) fn problem(&self, columns: &[&str], counts: std::ops::Range<usize>) -> Option<String> {
        if let Some((found, expected)) = self.ragged {
            return Some(format!("{found} cells; expected {expected}, as in the header; correct the row"));
        }
        let place = counts.into_iter().find(|&place| self.count(place).is_none())?;
        let column = columns.get(place).copied().unwrap_or_default();
        Some(format!("{column} is {:?}; expected a whole number from 0 to {}; correct it", self.text(place), u64::MAX))
    }
}

/// One hit needs one word at least, and a rate needs words. `whose` names the corpus in the columns, such as `_focus`.
pub(super) fn tally_problem(hits: u64, words: u64, whose: &str) -> Option<String> {
    if words == 0 {
        return Some(format!("words{whose} is 0; expected at least 1 to divide by; correct it or leave the row out"));
    }
    (hits > words).then(|| format!("hits{whose} {hits} is more than words{whose} {words}; expected both to count the same unit; correct the row"))
}

fn listed(header: &[String]) -> String {
    if let [only] = header
        && only.contains(';')
    {
        return format!("{only:?} with semicolons, where commas are expected");
    }
    format!("these: {}", header.join(", "))
}

fn bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // One byte more than the limit shows that there is more.
    if path.as_os_str() == "-" {
        std::io::stdin().lock().take(SIZE_LIMIT + 1).read_to_end(&mut bytes)?;
    } else {
        std::fs::File::open(path)?.take(SIZE_LIMIT + 1).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}
