//! Tables: a header row, then a term on each row. Also what `lexicon export --format csv` writes: rows with one id are one entry.

use std::collections::HashMap;

use super::{Item, Parsed, Problem, glob, shortened, single_spaced};
use crate::lexicon::{Case, Polarity};

/// What a column means, by the names it is found under, in any case.
const COLUMNS: [(Column, &[&str]); 12] = [
    (Column::Term, &["term", "word", "phrase", "token", "expression", "entry", "lemma", "wording"]),
    (Column::Form, &["form", "pattern", "variant"]),
    (Column::Category, &["category", "categories", "technique", "label", "class", "type", "dimension", "group"]),
    (Column::Neutral, &["neutral", "alternative", "alternatives", "replacement", "replacements", "suggestion", "instead"]),
    (Column::Why, &["why", "reason", "message", "note", "notes", "comment", "explanation", "description"]),
    (Column::Strength, &["strength", "severity", "level"]),
    (Column::Weight, &["weight", "score", "value", "intensity"]),
    (Column::Polarity, &["polarity", "sentiment", "valence"]),
    (Column::Case, &["case"]),
    (Column::Default, &["default"]),
    (Column::Link, &["link", "url", "source"]),
    (Column::Id, &["id"]),
];

/// Between several values of one cell: the first of these that it holds.
const LIST: [char; 2] = ['|', ';'];

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Column {
    Term,
    Form,
    Category,
    Neutral,
    Why,
    Strength,
    Weight,
    Polarity,
    Case,
    Default,
    Link,
    Id,
}

impl Column {
    fn named(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        COLUMNS.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(column, _)| *column)
    }
}

/// Whether the first line names a column of terms.
pub(super) fn looks_like(text: &str) -> bool {
    let first = text.trim_start().lines().next().unwrap_or_default();
    first.split([',', ';', '\t']).any(|name| Column::named(name.trim().trim_matches('"')) == Some(Column::Term))
}

pub(super) fn parse(text: &str, stem: &str) -> Result<Parsed, Problem> {
    let delimiter = delimiter(text);
    if let Some(line) = unclosed(text, delimiter) {
        return Err(Problem::at(
            line,
            "a cell whose quotation mark is not closed",
            "quotation marks in pairs",
            "close it, or double it where it is meant as text",
        ));
    }
    let mut parsed = Parsed::default();
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(text.as_bytes());
    let mut records = reader.records().map(|record| {
        let record = record.map_err(|error| Problem::new(None, format!("no table: {error}"), "CSV", "export the table again"))?;
        let line = record.position().map_or(1, |position| usize::try_from(position.line()).unwrap_or(1));
        Ok((line, record))
    });
    let (line, header) = records.next().transpose()?.ok_or_else(|| Problem::new(None, "no row", "a header row", "add one"))?;
    let columns = Columns::read(line, &header, &mut parsed)?;
    let mut rows = Rows { columns, stem, by_id: HashMap::new() };
    for record in records {
        let (line, record) = record?;
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            rows.row(line, &record, &mut parsed)?;
        }
    }
    Ok(parsed)
}

/// Of comma, semicolon and tab the one that the header row has most of.
fn delimiter(text: &str) -> u8 {
    let first = text.trim_start_matches('\n').lines().next().unwrap_or_default();
    let count = |sign: u8| first.bytes().filter(|&byte| byte == sign).count();
    [b';', b'\t'].into_iter().fold(b',', |best, sign| if count(sign) > count(best) { sign } else { best })
}

/// The line of a cell that is opened with a quotation mark and never closed: it would swallow all rows after it.
fn unclosed(text: &str, delimiter: u8) -> Option<usize> {
    let (mut line, mut open, mut at_start) = (1, None, true);
    for byte in text.bytes() {
        let closes = byte == b'"' && open.is_some();
        if closes {
            open = None;
        } else if byte == b'"' && at_start {
            open = Some(line);
        }
        // After a closing mark a second one makes it a doubled pair: the cell goes on.
        at_start = open.is_none() && (byte == delimiter || byte == b'\n' || closes);
        line += usize::from(byte == b'\n');
    }
    open
}

struct Columns {
    /// The meaning of each column; none for one that is not read.
    meanings: Vec<Option<Column>>,
    /// Whether the column of categories is named for techniques of ours.
    techniques: bool,
}

impl Columns {
    fn read(line: usize, header: &csv::StringRecord, parsed: &mut Parsed) -> Result<Self, Problem> {
        let mut meanings: Vec<Option<Column>> = Vec::new();
        let mut techniques = false;
        for name in header {
            let meaning = Column::named(name);
            if let Some(column) = meaning.filter(|&column| meanings.contains(&Some(column))) {
                let found = format!("a second column for {column:?}, {:?}", shortened(name, 60));
                return Err(Problem::at(line, found.to_lowercase(), "one column for each", "delete or rename one of the two"));
            }
            if meaning.is_none() {
                parsed.lose(line, name.trim(), "no column of this name is read; lexicons/README.md has those that are");
            }
            techniques |= meaning == Some(Column::Category) && name.trim().eq_ignore_ascii_case("technique");
            meanings.push(meaning);
        }
        if !meanings.contains(&Some(Column::Term)) && !meanings.contains(&Some(Column::Form)) {
            let names = header.iter().map(str::trim).collect::<Vec<_>>().join(", ");
            let found = format!("the columns {:?}, none of them for terms", shortened(&names, 100));
            return Err(Problem::at(line, found, "a header row with a column named term", "add the row of names, or rename the column"));
        }
        Ok(Self { meanings, techniques })
    }
}

struct Rows<'a> {
    columns: Columns,
    stem: &'a str,
    /// Index of the item with this id and these categories.
    by_id: HashMap<(String, Vec<String>), usize>,
}

impl Rows<'_> {
    fn row(&mut self, line: usize, record: &csv::StringRecord, parsed: &mut Parsed) -> Result<(), Problem> {
        if let Some(extra) = record.iter().skip(self.columns.meanings.len()).find(|cell| !cell.trim().is_empty()) {
            parsed.lose(line, extra, "a cell beyond the last column of the header");
        }
        let cells: HashMap<Column, &str> =
            self.columns.meanings.iter().zip(record).filter_map(|(meaning, cell)| Some(((*meaning)?, unguarded(cell.trim())))).collect();
        let cell = |column| cells.get(&column).copied().filter(|cell| !cell.is_empty());
        let Some(term) = cell(Column::Term).or(cell(Column::Form)) else {
            parsed.lose(line, shortened(&record.iter().collect::<Vec<_>>().join(" "), 60), "a row without a term");
            return Ok(());
        };
        let form = cell(Column::Form).unwrap_or(term);
        let pattern = match glob::pattern(form) {
            Ok(pattern) => pattern,
            Err(reason) => {
                parsed.lose(line, form, reason);
                return Ok(());
            }
        };
        let mut item = Item::new(line, single_spaced(term));
        item.forms = vec![pattern];
        item.categories = self.categories(line, cell(Column::Category), parsed);
        item.techniques = self.columns.techniques;
        item.id = cell(Column::Id).map(str::to_owned);
        item.neutral = cell(Column::Neutral).map(list).unwrap_or_default();
        item.why = cell(Column::Why).map(single_spaced);
        item.link = cell(Column::Link).map(str::to_owned);
        item.notes.extend(cell(Column::Weight).map(|weight| format!("weight {weight}")));
        choices(&mut item, cell, parsed);
        self.add(item, parsed)
    }

    /// A row with the id and the categories of one before it is a form of that entry.
    fn add(&mut self, item: Item, parsed: &mut Parsed) -> Result<(), Problem> {
        let Some(id) = item.id.clone() else { return parsed.take(item) };
        let known = self.by_id.entry((id, item.categories.clone())).or_insert(parsed.items.len());
        match parsed.items.get_mut(*known) {
            Some(entry) if entry.term == item.term => {
                if entry.forms.contains(&item.forms[0]) {
                    parsed.lose(item.line, item.forms[0].clone(), "the entry has this form already");
                } else {
                    entry.forms.extend(item.forms);
                    parsed.terms += 1;
                }
                Ok(())
            }
            _ => parsed.take(item),
        }
    }

    fn categories(&self, line: usize, cell: Option<&str>, parsed: &mut Parsed) -> Vec<String> {
        let mut categories: Vec<String> = Vec::new();
        for name in cell.map(list).unwrap_or_default() {
            if categories.contains(&name) {
                parsed.lose(line, name, "the row names this category already");
            } else {
                categories.push(name);
            }
        }
        if categories.is_empty() {
            categories.push(self.stem.to_owned());
        }
        categories
    }
}

/// Cells with closed lists of values; another value is listed, and the default is used.
fn choices<'c>(item: &mut Item, cell: impl Fn(Column) -> Option<&'c str>, parsed: &mut Parsed) {
    let mut choose = |column: Column, expected: &str, takes: &mut dyn FnMut(&str) -> bool| {
        if let Some(value) = cell(column).filter(|value| !takes(&value.to_lowercase())) {
            parsed.lose(item.line, value, format!("in the column for {}: expected {expected}", format!("{column:?}").to_lowercase()));
        }
    };
    let (strength, polarity, case, on) = (&mut item.strength, &mut item.polarity, &mut item.case, &mut item.on);
    choose(Column::Strength, "1, 2, 3, or suggestion, warning, error", &mut |value| {
        *strength = match value {
            "1" | "suggestion" | "info" => Some(1),
            "2" | "warning" => Some(2),
            "3" | "error" => Some(3),
            _ => None,
        };
        strength.is_some()
    });
    choose(Column::Polarity, "neg, pos, soften, distance", &mut |value| {
        *polarity = match value {
            "neg" | "negative" => Some(Polarity::Neg),
            "pos" | "positive" => Some(Polarity::Pos),
            "soften" => Some(Polarity::Soften),
            "distance" => Some(Polarity::Distance),
            _ => None,
        };
        polarity.is_some()
    });
    choose(Column::Case, "insensitive, sensitive, smart", &mut |value| {
        let found = match value {
            "insensitive" => Some(Case::Insensitive),
            "sensitive" => Some(Case::Sensitive),
            "smart" => Some(Case::Smart),
            _ => None,
        };
        *case = found.unwrap_or_default();
        found.is_some()
    });
    choose(Column::Default, "true or false", &mut |value| {
        *on = value != "false";
        matches!(value, "true" | "false")
    });
}

fn list(cell: &str) -> Vec<String> {
    let sign = LIST.into_iter().find(|&sign| cell.contains(sign)).unwrap_or(LIST[0]);
    cell.split(sign).map(single_spaced).filter(|value| !value.is_empty()).collect()
}

/// Without the apostrophe that keeps a spreadsheet from running the cell.
fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Parsed {
        parse(text, "stem").expect("a table")
    }

    fn listed(parsed: &Parsed) -> Vec<(usize, &str)> {
        parsed.lost.iter().map(|lost| (lost.line, lost.what.as_str())).collect()
    }

    #[test]
    fn columns_go_by_many_names_and_delimiters() {
        for text in [
            "Word,Category,Alternatives\nregime,Bad,government|cabinet\n",
            "WORD;label;neutral\nregime;Bad;\"government;cabinet\"\n",
            "term\ttype\tinstead\nregime\tBad\tgovernment ; cabinet\n",
        ] {
            let item = &read(text).items[0];
            assert_eq!(
                (item.term.as_str(), item.categories.join(","), item.neutral.join(",")),
                ("regime", "Bad".into(), "government,cabinet".into())
            );
        }
        assert_eq!(read("term\nregime\n").items[0].categories, ["stem"]);
    }

    #[test]
    fn rows_with_one_id_are_one_entry() {
        let parsed = read("id,term,form,technique\na,mob,mob,labeling\na,mob,mobs,labeling\nb,mob,mob,x-own\n");
        assert_eq!(parsed.items.len(), 2);
        assert_eq!(parsed.items[0].forms, ["mob", "mobs"]);
        assert_eq!(parsed.items[0].categories, ["labeling"]);
    }

    #[test]
    fn what_is_not_carried_is_listed() {
        let parsed = read("term,colour,strength\n\"two\nlines\",red,9\n,x,\nre*gime,,\nfine,,,extra\n'-ism*,,\n");
        assert_eq!(listed(&parsed), [(1, "colour"), (2, "9"), (4, " x "), (5, "re*gime"), (6, "extra")]);
        assert_eq!(parsed.items.iter().map(|item| item.term.as_str()).collect::<Vec<_>>(), ["two lines", "fine", "-ism*"]);
    }

    #[test]
    fn inches_are_no_open_quotation_marks() {
        let parsed = read("term,why\n5\"\" gun,a \"b\" c\n\"x\"\"\",\"\"\n");
        assert_eq!(parsed.items.iter().map(|item| item.term.as_str()).collect::<Vec<_>>(), ["5\"\" gun", "x\""]);
    }

    #[test]
    fn tables_that_are_none_are_refused() {
        for (text, found) in [
            ("regime,bad\nmob,bad\n", "Some(1) the columns \"regime, bad\""),
            ("term,word\na,b\n", "Some(1) a second column for term"),
            ("term\na\n\"b\"\"\nc\nd\n", "Some(3) a cell whose quotation mark"),
        ] {
            let problem = parse(text, "stem").expect_err(text);
            assert!(format!("{:?} {}", problem.line, problem.found).starts_with(found), "{problem:?}");
        }
    }
}
