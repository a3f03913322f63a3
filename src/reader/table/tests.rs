//! Tables as they are found, and what is wrong with them.

use super::*;
use crate::document::Warning;

/// Documents as (id, title, text), problems as text, in the order of the rows.
fn read_with(bytes: &[u8], format: TableFormat, options: &TableOptions) -> Vec<Result<Document, String>> {
    Rows::new("t", bytes, format, options).map(|row| row.map_err(|error| error.to_string())).collect()
}

fn read(bytes: &[u8], format: TableFormat) -> Vec<Result<Document, String>> {
    read_with(bytes, format, &TableOptions::default())
}

fn short(rows: &[Result<Document, String>]) -> Vec<(String, String, String)> {
    let title = |document: &Document| document.title.as_ref().map_or(String::new(), |title| title.content.clone());
    let documents = rows.iter().map(|row| row.as_ref().expect("a document"));
    documents.map(|document| (document.id.clone(), title(document), document.text.content.clone())).collect()
}

fn triple(id: &str, title: &str, text: &str) -> (String, String, String) {
    (id.to_owned(), title.to_owned(), text.to_owned())
}

/// Asserts that the only problem is at this place and says this, and gives the ids of the documents.
fn ids_beside(problem: (&str, &str), rows: &[Result<Document, String>]) -> Vec<String> {
    let problems: Vec<&String> = rows.iter().filter_map(|row| row.as_ref().err()).collect();
    let [only] = problems[..] else { panic!("one problem: {problems:?}") };
    assert!(only.starts_with(problem.0) && only.contains(problem.1), "{only}");
    rows.iter().filter_map(|row| row.as_ref().ok()).map(|document| document.id.clone()).collect()
}

#[test]
fn the_same_rows_in_every_layout() {
    let expected = [triple("a", "One", "First, \"so\".\nMore."), triple("t:2", "", "Second.")];
    for (format, bytes) in [
        (TableFormat::Csv, "id,headline,text\na,One,\"First, \"\"so\"\".\nMore.\"\n,,Second.\n"),
        (TableFormat::Csv, "id,headline,text\r\na,One,\"First, \"\"so\"\".\nMore.\"\r\n\r\n,,Second."),
        (TableFormat::Csv, "\u{FEFF}id;headline;Text \na;One;\"First, \"\"so\"\".\nMore.\"\n;;Second.\n"),
        (TableFormat::Tsv, "id\ttitle\tbody\na\tOne\t\"First, \"\"so\"\".\nMore.\"\n\t\tSecond.\n"),
        (TableFormat::Jsonl, "{\"id\":\"a\",\"title\":\"One\",\"text\":\"First, \\\"so\\\".\\nMore.\"}\n\n{\"text\":\"Second.\",\"id\":null}"),
        (
            TableFormat::Jsonl,
            "\u{FEFF}{\"id\":\"a\",\"title\":\"One\",\"text\":\"First, \\\"so\\\".\\nMore.\"}\r\n{\"text\":\"Second.\",\"id\":\" \"}\r\n",
        ),
    ] {
        assert_eq!(short(&read(bytes.as_bytes(), format)), expected, "{bytes}");
        let utf_16: Vec<u8> = std::iter::once('\u{FEFF}')
            .chain(bytes.trim_start_matches('\u{FEFF}').chars())
            .collect::<String>()
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        let rows = read(&utf_16, format);
        assert_eq!(short(&rows), expected, "{bytes} in UTF-16");
        assert_eq!(rows[0].as_ref().expect("a document").meta.encoding.as_deref(), Some("UTF-16BE"));
    }
}

#[test]
fn columns_are_found_by_usual_names_or_as_told() {
    let row = r#"{"url":"https://x.test/1","Source":"Gazette","publish_date":"2024-05-01","lang":"en","words":12.0,"maintext":"A.","lead":"B.","topic":{"a":1}}"#;
    let [Ok(document)] = &read(row.as_bytes(), TableFormat::Jsonl)[..] else { panic!("one document") };
    assert_eq!((document.id.as_str(), document.text.content.as_str(), document.verbatim), ("https://x.test/1", "A.", false));
    let column = |name| document.meta.column(name);
    assert_eq!([column("outlet"), column("date"), column("language"), column("words")], [Some("Gazette"), Some("2024-05-01"), Some("en"), None]);
    let list = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
    let options =
        TableOptions { text: list(&["none", "lead"]), id: list(&["words"]), keep: list(&["outlet", "maintext"]), ..TableOptions::default() };
    let [Ok(document)] = &read_with(row.as_bytes(), TableFormat::Jsonl, &options)[..] else { panic!("one document") };
    assert_eq!((document.id.as_str(), document.text.content.as_str()), ("12.0", "B."));
    assert_eq!((document.meta.column("maintext"), document.meta.column("outlet")), (Some("A."), Some("Gazette")));
}

#[test]
fn a_table_without_the_column_is_refused_with_the_columns_it_has() {
    for (format, bytes) in
        [(TableFormat::Csv, "id,tekst\n1,a\n2,b\n"), (TableFormat::Jsonl, "{\"id\":1,\"tekst\":\"a\"}\n{\"id\":2,\"tekst\":\"b\"}\n")]
    {
        let rows = read(bytes.as_bytes(), format);
        assert!(ids_beside(("t:1: no column with the name of a text", "\"id\", \"tekst\"; name the text with --text-column"), &rows).is_empty());
        let options = TableOptions { text: vec!["tekst".to_owned()], keep: vec!["outlet".to_owned()], ..TableOptions::default() };
        let ids = ids_beside(("t:", "no column outlet or source"), &read_with(bytes.as_bytes(), format, &options));
        // Lines of JSON may leave a key out; a column that no row has is told at the end.
        assert_eq!(ids.len(), if format == TableFormat::Jsonl { 2 } else { 0 });
    }
    ids_beside(("t:1: two columns are called \"text\"", ""), &read(b"text,text\na,b\n", TableFormat::Csv));
}

#[test]
fn bad_rows_of_csv_are_named_by_their_line_and_the_others_read() {
    for (row, line, part) in [
        ("b,x", 5, "a row of 2 cells; expected 3"),
        ("b,x,y,z", 5, "a row of 4 cells"),
        ("\"b,x,y", 5, "text after the quotation mark"),
        ("\"b\"s,x,y", 5, "text after the quotation mark"),
        ("b,x,  ", 5, "no text in column \"text\""),
        ("b,x,\"y", 5, "text after the quotation mark"),
    ] {
        let table = format!("id,title,text\na,\"x\n\",y\n\n{row}\n\"c\",x,y\nd,x,y\n");
        let ids = ids_beside((&format!("t:{line}: "), part), &read(table.as_bytes(), TableFormat::Csv));
        assert!(ids.first().is_some_and(|id| id == "a") && ids.last().is_some_and(|id| id == "d"), "{row}: {ids:?}");
    }
}

#[test]
fn a_quotation_mark_without_an_end_costs_its_row() {
    let ids = ids_beside(("t:3: ", "reading goes on in the next line"), &read(b"id,text\na,x\nb,\"y\nc,z\nd,z\n", TableFormat::Csv));
    assert_eq!(ids, ["a", "c", "d"]);
    ids_beside(("t:1: ", "a quotation mark opens"), &read(b"\"id,text\na,x\n", TableFormat::Csv));
}

/// Each row would have all others read a second time.
#[test]
fn marks_that_are_wrong_everywhere_do_not_stop_the_reading() {
    let many = "b\",\"\n".repeat(40_000);
    let rows = read(format!("id,text\n{many}\"x\"y\nc,z\n").as_bytes(), TableFormat::Csv);
    assert!(rows.len() > 100 && rows.last().is_some_and(|last| last.as_ref().is_ok_and(|document| document.id == "c")), "{}", rows.len());
}

#[test]
fn bad_lines_of_json_are_named_and_the_others_read() {
    for (row, part) in [
        ("{\"text\":", "no JSON (EOF while parsing a value at column 8)"),
        ("[1]", "JSON, but no object"),
        ("\"text\"", "JSON, but no object"),
        ("{\"id\":1}", "no text in column \"text\""),
        ("{\"text\":\"\"}", "no text in column \"text\""),
        ("{\"text\":[\"a\"]}", "a list or an object in column \"text\""),
        ("{\"text\":\"\\ud800\"}", "no JSON"),
    ] {
        let table = format!("{{\"id\":\"a\",\"text\":\"x\"}}\n\n{row}\n{{\"id\":\"c\",\"text\":\"x\"}}");
        let ids = ids_beside(("t:3: ", part), &read(table.as_bytes(), TableFormat::Jsonl));
        assert_eq!(ids, ["a", "c"], "{row}");
    }
    ids_beside(("t:1: one JSON array", "jq -c '.[]'"), &read(b"[\n{\"text\":\"a\"},\n{\"text\":\"b\"}\n]", TableFormat::Jsonl));
}

#[test]
fn long_rows_are_read_past() {
    let options = TableOptions { max_row_bytes: 100, ..TableOptions::default() };
    let long = "x".repeat(300_000);
    let csv = format!("id,text\na,x\nb,\"{long}\n{long}\"\nc,x\n");
    assert_eq!(ids_beside(("t:3: ", "more than 100 bytes"), &read_with(csv.as_bytes(), TableFormat::Csv, &options)), ["a", "c"]);
    let unclosed = format!("id,text\na,x\nb,\"{long}\nc,x\n");
    assert_eq!(ids_beside(("t:3: ", "--max-row-bytes"), &read_with(unclosed.as_bytes(), TableFormat::Csv, &options)), ["a"]);
    let jsonl = format!("{{\"id\":\"a\",\"text\":\"x\"}}\n{{\"id\":\"b\",\"text\":\"{long}\"}}\n{{\"id\":\"c\",\"text\":\"x\"}}\n");
    assert_eq!(ids_beside(("t:2: ", "more than 100 bytes"), &read_with(jsonl.as_bytes(), TableFormat::Jsonl, &options)), ["a", "c"]);
}

#[test]
fn rows_longer_than_a_piece_are_whole() {
    let text = "It rained, “again”. ".repeat(20_000);
    let csv = format!("text,id\n\"{text}\",a\n{text}\n\"{text}\",b\n").replace(&format!("\n{text}\n"), "\n");
    assert_eq!(short(&read(csv.as_bytes(), TableFormat::Csv)), [triple("a", "", &text), triple("b", "", &text)]);
    let jsonl = format!("{{\"text\":\"{text}\",\"id\":\"a\"}}\n").repeat(2);
    assert_eq!(short(&read(jsonl.as_bytes(), TableFormat::Jsonl)), [triple("a", "", &text), triple("a", "", &text)]);
}

#[test]
fn files_that_are_no_tables_are_refused_once() {
    for format in [TableFormat::Csv, TableFormat::Tsv, TableFormat::Jsonl] {
        ids_beside(("t: not a text (binary byte at position 8)", ""), &read(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", format));
        ids_beside(("t: empty file", ""), &read(b"", format));
        ids_beside(("t: empty file", ""), &read(b"\xEF\xBB\xBF", format));
    }
    ids_beside(("t:2: a table without rows", ""), &read(b"id,text\n", TableFormat::Csv));
    ids_beside(("t:2: a table without rows", ""), &read(b"\n", TableFormat::Jsonl));
}

#[test]
fn every_row_has_an_encoding_of_its_own() {
    let rows = read(b"id,text\na,\xE2\x80\x9CYes\xE2\x80\x9D\nb,\x93Yes\x94\nc,\xEF\xBB\xBFYes\n", TableFormat::Csv);
    assert_eq!(short(&rows), [triple("a", "", "“Yes”"), triple("b", "", "“Yes”"), triple("c", "", "\u{FEFF}Yes")]);
    let warnings: Vec<&[Warning]> = rows.iter().map(|row| &row.as_ref().expect("a document").warnings[..]).collect();
    assert_eq!(warnings[1], [Warning::EncodingGuessed { encoding: "windows-1252".to_owned() }]);
    assert!(warnings[0].is_empty() && warnings[2].is_empty());
}

/// Gives some bytes, then an error, and says no more.
struct Broken(Vec<u8>, bool);

impl Read for Broken {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.0.is_empty() {
            return if std::mem::replace(&mut self.1, true) { Ok(0) } else { Err(io::Error::other("snapped")) };
        }
        let length = self.0.len().min(buffer.len()).min(7);
        buffer[..length].copy_from_slice(&self.0[..length]);
        self.0.drain(..length);
        Ok(length)
    }
}

#[test]
fn an_input_that_breaks_off_gives_the_rows_before_it() {
    for (format, bytes) in
        [(TableFormat::Csv, "id,text\na,x\nb,x\nc,"), (TableFormat::Jsonl, "{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"b\",\"text\":\"x\"}\n{\"id\"")]
    {
        let rows = Rows::new("t", Broken(bytes.into(), false), format, &TableOptions::default());
        let rows: Vec<_> = rows.map(|row| row.map_err(|error| error.to_string())).collect();
        assert_eq!(ids_beside(("t:", "reading broke off here (snapped)"), &rows), ["a", "b"]);
    }
}

#[test]
fn the_first_line_shows_the_delimiter() {
    for (start, delimiter) in [("text", b','), ("a,b;c,d", b','), ("a;b\n,,,,", b';'), ("\"a,b,c\"\tb", b'\t'), ("a|b", b'|'), ("", b',')] {
        assert_eq!(guess_delimiter(start.as_bytes()), delimiter, "{start:?}");
    }
}
