//! Files for school platforms, read back: Moodle XML against the rules of Moodle's importer and against the exercise, the stars of Mark the Words by the
//! rule of that content type written down once more, the same bytes twice. What needs the tools of a format themselves stands in `tests/formats`.
#![cfg(feature = "cli")]

mod command;
mod h5p;
mod moodle;

use std::collections::BTreeMap;
use std::process::{Command, Output};

use connote::exercise::texts::Texts;
use connote::exercise::{Exercise, Level};
use serde_json::Value;

const FRAMED: [&str; 6] = [
    "harbour-march.authority",
    "harbour-march.protesters",
    "prisoner-exchange.pro-ru",
    "prisoner-exchange.pro-ua",
    "strait-ferry.pro-prc",
    "strait-ferry.pro-tw",
];
const ONE: &str = "fixtures/articles/prisoner-exchange.pro-ru.txt";
const OTHER: &str = "fixtures/articles/prisoner-exchange.pro-ua.txt";
const ODD: [&str; 6] = ["tests/formats/odd/odd.txt", "--lexicon", "tests/formats/odd/odd.toml", "--only", "odd-words", "--whole"];

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_connote"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .arg("exercise")
        .args(arguments)
        .output()
        .expect("the program starts")
}

fn exercise(arguments: &[&str]) -> Exercise {
    let output = run(&[&["--format", "json", "--quiet"], arguments].concat());
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("an exercise")
}

/// The framed articles at every level, pairs, and the odd article.
fn exercises() -> Vec<Exercise> {
    let paths = FRAMED.map(|name| format!("fixtures/articles/{name}.txt"));
    let mut exercises = Vec::new();
    for level in Level::ALL {
        for path in &paths {
            exercises.push(exercise(&[path, "--level", level.as_str(), "--whole", "--min-items", "1"]));
        }
    }
    for pair in paths.chunks(2) {
        exercises.push(exercise(&[&pair[0], &pair[1], "--items", "200"]));
    }
    exercises.push(exercise(&[&ODD[..], &["--min-items", "1", "--title", "<T> ]]> & \"{x}\" :: / \\"]].concat()));
    exercises
}

fn texts() -> Texts {
    Texts::of("en").expect("English")
}

/// What a browser shows of HTML: paragraphs by blank lines.
fn shown(page: &str) -> String {
    let lines = page.replace("</p><p>", "\n\n").replace("<br>", "\n").replace("<p>", "").replace("</p>", "");
    assert!(!lines.contains('<'), "markup that nobody wrote: {page}");
    lines.replace("&lt;", "<").replace("&gt;", ">").replace("&#91;", "[").replace("&amp;", "&")
}

/// The files of a package, by another way than they were written: with the central directory.
fn package(bytes: &[u8]) -> BTreeMap<String, Value> {
    let archive = rawzip::ZipArchive::from_slice(bytes).expect("a zip");
    let mut files = BTreeMap::new();
    for entry in archive.entries() {
        let entry = entry.expect("an entry");
        let name = String::from_utf8(entry.file_path().as_bytes().to_vec()).expect("UTF-8");
        let data = archive.get_entry(entry.wayfinder()).expect("its data").data().to_vec();
        let mut text = Vec::new();
        std::io::Read::read_to_end(&mut flate2::read::DeflateDecoder::new(&data[..]), &mut text).expect("packed");
        files.insert(name, serde_json::from_slice(&text).expect("JSON"));
    }
    files
}
