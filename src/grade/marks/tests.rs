//! Reading marks, whatever the shape they come in.

use super::*;

const HEADER: &str = "session_id,article_id,article_sha256,annotator,start,end,text,technique,voice,confidence,note,lexicon_version";

fn cells(row: &Row) -> Vec<&str> {
    [Column::Annotator, Column::ArticleId, Column::Start, Column::End, Column::Note].map(|column| row.cell(column)).into()
}

fn refused(file: &MarksFile) -> Vec<String> {
    file.refused.iter().map(ToString::to_string).collect()
}

#[test]
fn the_same_marks_in_every_shape() {
    let expected = [vec!["Ana", "a", "0", "3", "it’s, well, loud"], vec!["Ben", "a", "4", "7", ""]];
    let csv = format!("{HEADER}\ns,a,,Ana,0,3,,,,,\"it’s, well, loud\",\n\ns,a,,Ben,4,7,,,,,,\n");
    let other_order = "note;end;start;annotator;article_id\n\"it’s, well, loud\";3;0;Ana;a\n;7;4; Ben ;a\n";
    let array = r#"[{"annotator":"Ana","article_id":"a","start":0,"end":3,"note":"it’s, well, loud"},
        {"annotator":"Ben","article_id":"a","start":"4","end":"7","note":null}]"#;
    let lines = array.trim_matches(['[', ']']).replace("},\n", "}\n");
    let around =
        r#" {"article_id":"a","marks":[{"annotator":"Ana","start":0,"end":3,"note":"it’s, well, loud"},{"annotator":"Ben","start":4,"end":7}]}"#;
    let utf_16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(csv.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let windows_1252: Vec<u8> = csv.replace('’', "\u{92}").chars().map(|c| u8::try_from(u32::from(c)).expect("in the table")).collect();
    let with_mark = format!("\u{FEFF}{csv}");
    let shapes: [&[u8]; 8] =
        [csv.as_bytes(), other_order.as_bytes(), array.as_bytes(), lines.as_bytes(), around.as_bytes(), &utf_16, &windows_1252, with_mark.as_bytes()];
    for shape in shapes {
        let file = read_marks("m", shape);
        assert!(file.refused.is_empty() && file.notices.is_empty(), "{file:?}");
        assert_eq!(file.rows.iter().map(cells).collect::<Vec<_>>(), expected, "{}", String::from_utf8_lossy(shape));
    }
}

#[test]
fn lines_are_those_of_the_file() {
    let csv = read_marks("m", format!("{HEADER}\n\ns,a,,Ana,0,3,\"x\ny\",,,,,\ns,a,,Ben,4,7,,,,,,\n").as_bytes());
    assert_eq!(csv.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [3, 5]);
    let json = read_marks("m", b"\n[\n{\"annotator\":\"A\",\"article_id\":\"a\",\n\"start\":1,\"end\":2},\n{\"annotator\":\"B\"}]\n7");
    assert_eq!(json.rows[0].line, 3);
    assert_eq!(json.refused.iter().map(|refusal| (refusal.line, refusal.rows)).collect::<Vec<_>>(), [(Some(5), 1), (Some(6), 0)]);
}

#[test]
fn columns_that_are_missing_twice_or_unknown() {
    let missing = read_marks("m.csv", b"annotator,begin,end\nAna,1,2\n");
    assert_eq!(refused(&missing).len(), 1);
    assert!(refused(&missing)[0].starts_with("m.csv:1: no column article_id, start among \"annotator\", \"begin\", \"end\"; expected session_id,"));
    let twice = read_marks("m.csv", format!("{HEADER},start\n").as_bytes());
    assert!(refused(&twice)[0].contains("two columns are called \"start\""), "{twice:?}");
    let unknown = read_marks("m.csv", format!("mood,{HEADER},school\n").as_bytes());
    assert_eq!((unknown.notices, unknown.refused), (vec!["m.csv: columns not used: mood, school".to_owned()], vec![]));
}

#[test]
fn a_row_that_is_wrong_is_told_and_the_others_read() {
    let file = read_marks("m.csv", b"annotator,article_id,start,end,note\nAna,a,0,3,so, it is\nBen,a,4,7\nCleo,a,0,3,\"open\nDia,a,0,3,\n");
    assert_eq!(file.rows.iter().map(|row| row.cell(Column::Annotator)).collect::<Vec<_>>(), ["Ben", "Dia"]);
    let told = refused(&file);
    assert!(told[0].starts_with("m.csv:2: a row of 6 cells; expected 5"), "{told:?}");
    assert!(told[1].starts_with("m.csv:4: a quotation mark opens a cell"), "{told:?}");
    for bytes in [&b""[..], b"\0\x01\x02\x03", b"\xFF\xFE"] {
        assert_eq!(read_marks("m", bytes).refused.len(), 1, "{bytes:?}");
    }
}

#[test]
fn a_guarded_cell_is_read_without_its_guard() {
    let file = read_marks("m.csv", b"annotator,article_id,start,end,note\n'=Ana,a,0,3,'tis so\n");
    assert_eq!(cells(&file.rows[0]), ["=Ana", "a", "0", "3", "'tis so"]);
}
