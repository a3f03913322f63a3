//! The command line, run as a program: what it prints, what it writes, how it ends.
//!
//! Sessions stand as pages in `tests/cli/*.md`, each beside the folder `*.in` in which it runs; read them first. Here stands what a page
//! cannot show: pipes, files, locales, threads.
#![cfg(feature = "cli")]

#[path = "support/program.rs"]
mod program;
mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use program::{connote, printed, run};
use serde_json::Value;

fn piped(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = connote().args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
    child.stdin.take().expect("piped").write_all(input).expect("read by the program");
    child.wait_with_output().expect("ends")
}

/// The test binary runs itself once more where pages are to be rewritten: trycmd has a switch of its own, and one switch is enough.
#[test]
fn sessions() {
    if std::env::var_os("CONNOTE_BLESS").is_some() {
        let itself = std::env::current_exe().expect("a test binary");
        let blessed = Command::new(itself).args(["sessions", "--exact"]).env_remove("CONNOTE_BLESS").env("TRYCMD", "overwrite").status();
        assert!(blessed.expect("starts").success());
        return;
    }
    trycmd::TestCases::new().env("NO_COLOR", "1").case("tests/cli/*.md");
}

/// The texts of `--help`, as committed: `docs/help/connote.txt`, `docs/help/connote-score.txt` and so on.
#[test]
fn help_texts_are_those_that_are_committed() {
    let mut made = BTreeMap::new();
    collect_help(&[], &mut made);
    assert!(made.len() > 8, "{:?}", made.keys());
    let folder = support::root().join("docs/help");
    for (name, text) in &made {
        support::compare_or_bless(&folder.join(name), text.as_bytes());
    }
    let committed = fs::read_dir(&folder).expect("docs/help").map(|entry| entry.expect("entry").file_name().to_string_lossy().into_owned());
    let stale: Vec<String> = committed.filter(|name| !made.contains_key(name)).collect();
    assert!(stale.is_empty(), "no command has these pages any more, delete them: {stale:?}");
}

fn collect_help(command: &[&str], made: &mut BTreeMap<String, String>) {
    let text = printed(&[command, &["--help"]].concat());
    // Commands are listed indented by two under their heading, until the next empty line.
    let listed = text.split_once("\nCommands:\n").map_or("", |(_, rest)| rest);
    let names = listed.lines().take_while(|line| !line.is_empty()).filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    for name in names.filter_map(|line| line.split_whitespace().next()).filter(|&name| name != "help") {
        collect_help(&[command, &[name]].concat(), made);
    }
    let name: String = command.iter().map(|part| format!("-{part}")).collect();
    made.insert(format!("connote{name}.txt"), text);
}

#[test]
fn the_other_inputs_are_scored_whatever_stands_beside_them() {
    let folder = "tests/cli/bad-inputs.in";
    let good = format!("{folder}/good.txt");
    let alone = printed(&["score", &good, "--format", "csv"]);
    for bad in ["missing.txt", "empty.txt", "picture.txt", "no-texts", "marked.txt", "article.docx", "article"] {
        let bad = format!("{folder}/{bad}");
        for order in [[bad.as_str(), good.as_str()], [good.as_str(), bad.as_str()]] {
            let output = run(&[&["score", "--format", "csv"], &order[..]].concat());
            let said = String::from_utf8(output.stderr).expect("UTF-8");
            let (errors, summary) = said.split_at(said.find("connote: note: ").expect("a summary"));
            assert_eq!(output.status.code(), Some(2), "{order:?}");
            assert!(summary.starts_with("connote: note: 1 document, 8 words, 1 hit; left out: 1 ") && summary.lines().count() == 1, "{summary}");
            assert_eq!(String::from_utf8_lossy(&output.stdout), alone, "{order:?}");
            assert_eq!(errors.lines().count(), 1, "{order:?}: one message, not {errors}");
            assert!(errors.starts_with(&format!("connote: error: {bad}: ")), "{order:?}: the message names the file: {errors}");
            assert!(errors.contains("expected") && errors.matches("; ").count() >= 2, "found; expected; what to do: {errors}");
        }
    }
}

#[test]
fn a_closed_pipe_is_a_quiet_end() {
    // More than a pipe holds, whatever the system: the writer must notice that nobody reads.
    let lines = [
        vec!["hits", "fixtures", "--quiet", "--format", "json"],
        vec!["hits", "fixtures", "--quiet", "--format", "sarif"],
        vec!["score", "fixtures", "--quiet", "--format", "json"],
        vec!["score", ARTICLE, "--quiet", "--by", "entry", "--zeros", "--format", "csv"],
        vec!["lexicon", "list", "--format", "toml"],
        vec!["hits", ARTICLE, "--quiet"],
        vec!["grade", "tests/cli/grade.in/lesson", "tests/cli/grade.in/monday.csv", "--format", "json"],
        vec!["completions", "bash"],
        vec!["man"],
        vec!["--help"],
    ];
    for line in lines {
        let mut child = connote().args(&line).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("ends");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{line:?}");
        assert_eq!(output.status.code(), Some(0), "{line:?}");
    }
}

fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).expect("folder").map(|entry| entry.expect("entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

const ARTICLE: &str = "fixtures/articles/harbour-march.authority.txt";

#[test]
fn output_appears_whole_and_leaves_nothing_beside_it() {
    for (name, beside) in [
        ("rows.csv", vec!["rows.csv", "rows.csv.run.json"]),
        ("all.json", vec!["all.json"]),
        ("page.md", vec!["page.md"]),
        ("page.txt", vec!["page.txt"]),
    ] {
        for command in ["score", "hits"] {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join(name);
            let path = path.to_str().expect("UTF-8");
            assert_eq!(printed(&[command, ARTICLE, "--output", path]), "", "nothing on standard output: it is in the file");
            assert_eq!(names_in(folder.path()), beside);
            // The ending of the name stands for the format; the bytes are those of standard output.
            let format = match name {
                "rows.csv" => "csv",
                "all.json" => "json",
                "page.md" => "markdown",
                _ => "table",
            };
            assert_eq!(fs::read_to_string(path).expect("written"), printed(&[command, ARTICLE, "--format", format]), "{command} {format}");
        }
    }
}

#[test]
fn beside_a_csv_stands_where_it_came_from() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("rows.csv");
    printed(&["score", ARTICLE, "--against", "fixtures/reference", "--disable", "scare-markers", "-o", path.to_str().expect("UTF-8")]);
    let run: Value = serde_json::from_slice(&fs::read(folder.path().join("rows.csv.run.json")).expect("written")).expect("JSON");
    assert_eq!(run["tool"], "connote");
    assert_eq!(run["version"], env!("CARGO_PKG_VERSION"));
    let ids: Vec<&str> = run["lexicons"].as_array().expect("a list").iter().filter_map(|lexicon| lexicon["id"].as_str()).collect();
    assert!(ids.contains(&"ru-ua"), "{ids:?}");
    assert_eq!(run["lexicons"][0]["digest"].as_str().map(str::len), Some(64), "SHA-256");
    assert_eq!(run["references"][0]["documents"], 20);
    assert!(run["options"].as_array().expect("a list").iter().any(|option| option.as_str().is_some_and(|option| option.contains("scare-markers"))));
}

#[test]
fn an_output_that_cannot_be_written_is_said_and_nothing_is_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("missing/rows.csv");
    let path = path.to_str().expect("UTF-8");
    let output = run(&["score", ARTICLE, "--output", path]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains(path), "{}", String::from_utf8_lossy(&output.stderr));

    // A run that ends before its result is whole leaves the file of yesterday as it was.
    let kept = folder.path().join("rows.csv");
    fs::write(&kept, "yesterday\n").expect("written");
    let path = kept.to_str().expect("UTF-8");
    assert_eq!(run(&["score", ARTICLE, "--lexicon", "missing.toml", "--output", path]).status.code(), Some(2));
    assert_eq!(fs::read_to_string(&kept).expect("still there"), "yesterday\n");
    assert_eq!(names_in(folder.path()), ["rows.csv"]);
}

/// Renaming a finished file to /dev/null, or to a pipe that somebody reads, would put a file in its place.
#[cfg(unix)]
#[test]
fn an_output_that_is_no_file_is_written_to_and_stays_what_it_is() {
    use std::os::unix::fs::FileTypeExt;
    let folder = tempfile::tempdir().expect("a folder");
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("starts").success());
    let mut reader = Command::new("cat").arg(&pipe).stdout(Stdio::piped()).spawn().expect("starts");
    let output = connote().args(["score", "fixtures/articles/harbour-march.neutral.txt", "-f", "csv", "-o"]).arg(&pipe).output().expect("starts");
    let is_pipe = fs::metadata(&pipe).expect("there").file_type().is_fifo();
    if !is_pipe {
        // Nobody will ever write to it.
        reader.kill().expect("still waiting");
    }
    let read = reader.wait_with_output().expect("ends").stdout;
    assert!(output.status.success() && is_pipe, "{}", String::from_utf8_lossy(&output.stderr));
    assert!(read.starts_with(b"document,"), "{}", String::from_utf8_lossy(&read));
    assert_eq!(names_in(folder.path()), ["pipe"]);
}

#[test]
fn a_dash_reads_standard_input() {
    let text = "The Kyiv regime rejected the plan on Monday.\n";
    let spans = |output: Output| {
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let found: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let hit = &found["documents"][0]["hits"][0];
        (found["documents"][0]["document"].clone(), hit["text"].clone(), hit["voice"].clone())
    };
    let expected = |text: &str, voice: &str| (Value::from("-"), Value::from(text), Value::from(voice));
    let hits = ["hits", "-", "--format", "json", "--input-format"];
    assert_eq!(spans(piped(&[&hits[..], &["text"]].concat(), text.as_bytes())), expected("Kyiv regime", "editorial"));
    let markdown = b"# Plan\n\n> The *Kyiv* regime rejected it.\n";
    assert_eq!(spans(piped(&[&hits[..], &["markdown"]].concat(), markdown)), expected("Kyiv* regime", "quoted"));
    let html = b"<!doctype html><title>Plan</title><article><h1>Plan</h1><p>The <b>Kyiv</b> regime rejected the plan on Monday, and more was said of it.</p></article>";
    assert_eq!(spans(piped(&[&hits[..], &["html"]].concat(), html)), expected("Kyiv regime", "editorial"));
    for command in ["score", "explain"] {
        assert!(String::from_utf8_lossy(&piped(&[command, "-"], text.as_bytes()).stdout).contains("Kyiv regime"), "{command}");
    }
    let empty = piped(&["score", "-"], b"");
    assert_eq!(empty.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&empty.stderr).starts_with("connote: error: -: "), "{}", String::from_utf8_lossy(&empty.stderr));
}

/// A folder of pupils' marks and the key they belong to.
const MARKS: &str = "tests/cli/grade.in";

#[test]
fn marks_come_from_standard_input_files_and_folders() {
    let (key, table) = (format!("{MARKS}/lesson"), format!("{MARKS}/monday.csv"));
    let of_file = printed(&["grade", &key, &table, "--format", "csv"]);
    let piped = piped(&["grade", &key, "-", "--format", "csv"], &fs::read(support::root().join(&table)).expect("committed"));
    assert_eq!((piped.status.code(), String::from_utf8_lossy(&piped.stdout).into_owned()), (Some(0), of_file.clone()));
    // One file a pupil in folders, the key of the lesson and other files among them.
    let folder = tempfile::tempdir().expect("a folder");
    let lines = fs::read_to_string(support::root().join(&table)).expect("committed");
    let header = lines.lines().next().expect("a header");
    for (place, pupil) in [("c", "Ana"), ("b/deep", "Ben"), ("a", "Cleo")] {
        fs::create_dir_all(folder.path().join(place)).expect("made");
        let rows: Vec<&str> = std::iter::once(header).chain(lines.lines().filter(|line| line.contains(&format!(",{pupil},")))).collect();
        fs::write(folder.path().join(place).join("marks.csv"), rows.join("\n")).expect("written");
    }
    fs::copy(support::root().join(&key).join("exercise.json"), folder.path().join("exercise.json")).expect("copied");
    for other in ["picture.png", "old.csv.run.json", ".hidden.csv"] {
        fs::write(folder.path().join(other), "no marks").expect("written");
    }
    let folder = folder.path().to_str().expect("UTF-8");
    assert_eq!(printed(&["grade", folder, folder, "--format", "csv"]), of_file);
}

#[test]
fn a_grading_is_the_same_in_any_locale() {
    let command = ["grade", &format!("{MARKS}/lesson"), &format!("{MARKS}/monday.csv"), &format!("{MARKS}/dia.json"), "--format"];
    for format in ["table", "csv", "json"] {
        let outputs = ["C", "tr_TR.UTF-8", "de_DE.UTF-8"].map(|locale| {
            let mut run = connote();
            run.args(command).arg(format).env("LC_ALL", locale).env("COLUMNS", if locale == "C" { "40" } else { "200" });
            run.output().expect("starts").stdout
        });
        assert!(!outputs[0].is_empty() && outputs[0] == outputs[1] && outputs[0] == outputs[2], "{format}");
    }
}

#[test]
fn all_tables_of_a_grading_go_into_a_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = format!("{}/new/", folder.path().display());
    let command = ["grade", &format!("{MARKS}/lesson"), &format!("{MARKS}/monday.csv"), &format!("{MARKS}/dia.json")];
    assert_eq!(printed(&[&command[..], &["--output", &target]].concat()), "");
    let tables = ["agreement", "class", "discuss", "items", "marks", "refused"];
    let names: Vec<String> = tables.iter().flat_map(|table| [format!("{table}.csv"), format!("{table}.csv.run.json")]).collect();
    assert_eq!(names_in(&folder.path().join("new")), names);
    for table in tables {
        let written = fs::read_to_string(folder.path().join(format!("new/{table}.csv"))).expect("written");
        assert_eq!(written, printed(&[&command[..], &["--format", "csv", "--table", table]].concat()), "{table}");
    }
    let made_with: Value = serde_json::from_slice(&fs::read(folder.path().join("new/class.csv.run.json")).expect("written")).expect("JSON");
    assert_eq!(made_with["lexicons"][0]["id"], "made-up", "the lexicons of the key");
    // Marks that are read are not written over, whatever the folder is called.
    let marks = folder.path().join("new/marks.csv");
    fs::copy(support::root().join(command[2]), &marks).expect("copied");
    let before = fs::read(&marks).expect("there");
    let refused = run(&[command[0], command[1], marks.to_str().expect("UTF-8"), "--output", &target]);
    assert_eq!((refused.status.code(), fs::read(&marks).expect("there")), (Some(2), before));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("is read and would be written over"));
    let page = run(&[&command[..], &["--format", "table", "--output", &target]].concat());
    assert!(String::from_utf8_lossy(&page.stderr).contains("a folder; expected the name of a file"), "{page:?}");
}

#[test]
fn tables_to_compare_come_from_standard_input_too() {
    let table = b"\xef\xbb\xbfitem,hits_focus,words_focus,hits_reference,words_reference\r\npuppet,1,400,0,50000\r\n";
    let output = piped(&["compare", "--counts", "-", "--format", "json"], table);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let found: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let row = &found["counts"][0];
    assert_eq!((&row["item"], &row["rate_ratio"], &row["rate_ratio_exact_high"]), (&Value::from("puppet"), &Value::Null, &Value::Null));
    assert_eq!(row["flags"], serde_json::json!(["few_hits", "unbounded"]));
    assert_eq!(row["direction"], "over");

    let table = b"hits,words,corpus,document\n5,400,A,a\n1,500,B,b\n";
    let output = piped(&["compare", "--documents", "-", "--format", "json"], table);
    let found: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let row = &found["documents"][0];
    assert_eq!((&row["p_permutation"], &row["permutations"], &row["ci_method"]), (&Value::from(1.0), &Value::from(2), &Value::from("exact")));
    assert_eq!(found["rank_tests"][0]["mann_whitney"]["p"], 1.0);
    assert_eq!(found["rank_tests"][0]["brunner_munzel"], Value::Null);

    let broken = piped(&["compare", "--counts", "-"], b"item\xff");
    assert_eq!(broken.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&broken.stderr).starts_with("connote: error: -: is not UTF-8 (byte 5); expected"));
}

/// Commands and formats whose result must not depend on the machine.
const SAME_EVERYWHERE: [&[&str]; 8] = [
    &["score", "fixtures/articles", "--against", "fixtures/reference"],
    &["score", "fixtures/articles", "--format", "json"],
    &["score", "fixtures/articles", "--by", "entry", "--format", "markdown"],
    &["hits", "fixtures/articles"],
    &["hits", "fixtures/articles", "--rejected", "--format", "csv"],
    &["hits", "fixtures/articles", "--format", "sarif"],
    &["hits", "fixtures/articles", "--format", "github"],
    &["score", ARTICLE],
];

#[test]
fn the_same_bytes_for_any_number_of_threads_in_any_locale_without_colour() {
    // In Turkish, capital I has another small letter; in German, the decimal sign is a comma; at Kiritimati it is tomorrow.
    let machines: [(&str, &[(&str, &str)]); 3] = [
        ("1", &[("LC_ALL", "C")]),
        ("2", &[("LC_ALL", "tr_TR.UTF-8"), ("LANG", "tr_TR.UTF-8"), ("TZ", "Pacific/Kiritimati")]),
        ("4", &[("LC_ALL", "de_DE.UTF-8"), ("NO_COLOR", "1"), ("COLUMNS", "200")]),
    ];
    for line in SAME_EVERYWHERE {
        let outputs = machines.map(|(threads, variables)| {
            let output = connote().args(line).args(["--threads", threads]).envs(variables.iter().copied()).output().expect("starts");
            assert_eq!(output.status.code(), Some(0), "{line:?}: {}", String::from_utf8_lossy(&output.stderr));
            (String::from_utf8(output.stdout).expect("UTF-8"), String::from_utf8(output.stderr).expect("UTF-8"))
        });
        assert!(!outputs[0].0.is_empty() && !outputs[0].0.contains('\u{1b}'), "{line:?}: a pipe gets no colours");
        for (machine, output) in machines.iter().zip(&outputs).skip(1) {
            assert_eq!(&outputs[0], output, "{line:?} {machine:?}");
        }
    }
}

#[test]
fn colour_is_an_addition() {
    let plain = printed(&["score", ARTICLE, "--color", "never"]);
    let coloured = printed(&["score", ARTICLE, "--color", "always"]);
    assert!(coloured.contains("\u{1b}["));
    assert_eq!(without_styles(&coloured), plain);
}

/// Without escape sequences of the kind ESC [ ... m.
fn without_styles(text: &str) -> String {
    let mut pieces = text.split("\u{1b}[");
    let first = pieces.next().unwrap_or_default().to_owned();
    first + &pieces.map(|piece| piece.split_once('m').expect("a style ends with m").1).collect::<String>()
}

#[test]
fn the_order_is_that_of_the_command_line_and_of_the_paths_in_a_folder() {
    let documents = |arguments: &[&str]| -> Vec<String> {
        let table = printed(&[&["score", "--format", "csv"], arguments].concat());
        table.lines().skip(1).map(|line| line.split(',').next().expect("a cell").to_owned()).collect()
    };
    let (first, second) = ("fixtures/articles/strait-ferry.neutral.txt", "fixtures/articles/harbour-march.neutral.txt");
    assert_eq!(documents(&[first, second]), [first, second]);
    let folder = documents(&["fixtures/articles"]);
    let mut sorted = folder.clone();
    sorted.sort();
    assert!(folder.len() >= 9 && folder == sorted, "{folder:?}");
}

#[test]
fn hidden_files_and_other_formats_in_a_folder_are_passed_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, "The Kyiv regime rejected the plan.\n").expect("written");
    };
    for name in ["b.txt", "a/z.MD", ".hidden.txt", ".git/c.txt", "table.ods", "a/.b/d.txt"] {
        write(name);
    }
    let table = printed(&["score", folder.path().to_str().expect("UTF-8"), "--format", "csv"]);
    let names: Vec<PathBuf> = table.lines().skip(1).map(|line| PathBuf::from(line.split(',').next().expect("a cell"))).collect();
    assert_eq!(names, [folder.path().join("a/z.MD"), folder.path().join("b.txt")]);
}

#[test]
fn completions_are_made_for_every_shell() {
    for (shell, expected) in [
        ("bash", "complete -F _connote"),
        ("zsh", "#compdef connote"),
        ("fish", "complete -c connote"),
        ("powershell", "Register-ArgumentCompleter"),
        ("elvish", "edit:completion:arg-completer[connote]"),
    ] {
        let script = printed(&["completions", shell]);
        assert!(script.contains(expected), "{shell}");
        for word in ["score", "hits", "explain", "lexicon", "compare", "evaluate", "grade", "against", "max-rate"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
}

#[test]
fn manual_pages_are_made_for_every_command() {
    let whole = printed(&["man"]);
    for line in [".TH connote 1", ".SH NAME", ".SH SYNOPSIS", ".SH SUBCOMMANDS"] {
        assert!(whole.contains(line), "{line}");
    }
    for command in ["score", "hits", "explain", "lexicon", "compare", "evaluate", "grade", "completions", "man"] {
        let page = printed(&["man", command]);
        assert!(whole.contains(command), "{command}");
        assert!(page.starts_with(".ie") || page.starts_with(".TH"), "{command}: troff");
        assert!(page.contains(&format!("connote\\-{command}")) || page.contains(&format!("connote {command}")), "{command}: {page}");
    }
    let score = printed(&["man", "score"]);
    for option in ["against", "max\\-rate", "fail\\-on", "by"] {
        assert!(score.contains(&format!("\\-\\-{option}")), "{option}");
    }
}

#[test]
fn the_version_is_that_of_the_package() {
    assert_eq!(printed(&["--version"]), format!("connote {}\n", env!("CARGO_PKG_VERSION")));
}

/// The articles of a folder as (path, text).
fn articles() -> Vec<(String, String)> {
    let entries = fs::read_dir(support::root().join("fixtures/articles")).expect("the folder").map(|entry| entry.expect("an entry").path());
    let mut names: Vec<String> = entries.map(|path| path.file_name().expect("a name").to_string_lossy().into_owned()).collect();
    names.retain(|name| name.ends_with(".txt"));
    names.sort();
    let named = names.into_iter().map(|name| format!("fixtures/articles/{name}"));
    named.map(|path| (path.clone(), fs::read_to_string(support::root().join(path)).expect("UTF-8"))).collect()
}

fn json_lines(articles: &[(String, String)]) -> Vec<u8> {
    articles.iter().map(|(id, text)| serde_json::json!({ "id": id, "text": text }).to_string() + "\n").collect::<String>().into_bytes()
}

fn comma_separated(articles: &[(String, String)], delimiter: u8) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    writer.write_record(["id", "text"]).expect("memory");
    articles.iter().for_each(|(id, text)| writer.write_record([id, text]).expect("memory"));
    writer.into_inner().expect("memory")
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

#[test]
fn the_same_articles_give_the_same_rows_as_files_and_as_a_table() {
    let articles = articles();
    let paths: Vec<&str> = articles.iter().map(|(path, _)| path.as_str()).collect();
    let options = ["score", "--format", "csv", "--against", "fixtures/reference"];
    let expected = printed(&[&options[..], &paths].concat());
    let folder = tempfile::tempdir().expect("a folder");
    let jsonl = json_lines(&articles);
    let zstandard = ruzstd::encoding::compress_to_vec(&jsonl[..], ruzstd::encoding::CompressionLevel::Fastest);
    let tables = [
        ("a.csv", comma_separated(&articles, b',')),
        ("a.tsv", comma_separated(&articles, b'\t')),
        ("a.csv.gz", gzip(&comma_separated(&articles, b';'))),
        ("a.ndjson", jsonl.clone()),
        ("a.jsonl.gz", [gzip(&jsonl[..1000]), gzip(&jsonl[1000..])].concat()),
        ("a.jsonl.zst", zstandard),
    ];
    for (name, bytes) in &tables {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("written");
        assert_eq!(printed(&[&options[..], &[path.to_str().expect("UTF-8")]].concat()), expected, "{name}");
    }
    for (format, bytes) in [("csv", &tables[0].1), ("tsv", &tables[1].1), ("jsonl", &tables[4].1), ("jsonl", &tables[5].1)] {
        let output = piped(&[&options[..], &["-", "--input-format", format]].concat(), bytes);
        assert_eq!(String::from_utf8(output.stdout).expect("UTF-8"), expected, "{format} on standard input");
    }
}

/// More rows than a batch has, files before and after, and what cannot be read between.
#[test]
fn rows_come_in_input_order_for_any_number_of_threads() {
    let folder = tempfile::tempdir().expect("a folder");
    let row = |number: usize| {
        if number % 700 == 5 { "{\n".to_owned() } else { format!("{{\"text\":\"The Kyiv regime lost {} men.\"}}\n", 10_000 + number) }
    };
    let path = folder.path().join("many.jsonl");
    fs::write(&path, (0..2000).map(row).collect::<String>()).expect("written");
    let path = path.to_str().expect("UTF-8");
    let run = |threads| run(&["hits", ARTICLE, path, "fixtures/reference", "--format", "csv", "--threads", threads]);
    let (one, four) = (run("1"), run("4"));
    assert_eq!((one.status.code(), &one.stdout, &one.stderr), (Some(2), &four.stdout, &four.stderr));
    let table = String::from_utf8(one.stdout).expect("UTF-8");
    let rows = table.lines().filter_map(|line| line.strip_prefix(path)?.strip_prefix(':')?.split(',').next()?.parse::<usize>().ok());
    let rows: Vec<usize> = rows.collect();
    assert!(rows.len() == 1997 && rows.is_sorted(), "{} rows", rows.len());
    let said = String::from_utf8_lossy(&one.stderr).into_owned();
    let last = said.lines().last().expect("a summary");
    assert!(last.starts_with("connote: note: 2,018 documents, ") && last.ends_with("; left out: 3 lines that are no JSON"), "{last}");
    assert_eq!(said.lines().count(), 4);
}

#[test]
fn a_table_that_is_wrong_all_through_is_told_in_a_hundred_lines() {
    let wrong = "{\"text\":\"It rained.\"}\n".to_owned() + &"{\n".repeat(5000);
    let output = piped(&["hits", "-", "--input-format", "jsonl"], wrong.as_bytes());
    let messages = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!((output.status.code(), messages.lines().count()), (Some(2), 102));
    assert!(messages.contains("-: 4900 more rows could not be read; the first 100 are named above; correct them first\n"), "{messages}");
    assert!(messages.ends_with("connote: note: 1 document, 2 words, 0 hits; left out: 5,000 lines that are no JSON\n"), "{messages}");
}

#[test]
fn a_profile_is_the_same_file_however_it_was_built() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    let build = |texts: &[&str], output: &str, more: &[&str]| {
        printed(&[&["profile", "build", "--phrases", "2", "--quiet", "-o", output], texts, more].concat());
        std::fs::read(output).expect("written")
    };
    let mut texts: Vec<String> = ["fixtures/reference", "fixtures/articles"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(support::root().join(folder)).expect("fixtures"))
        .map(|entry| entry.expect("entry").path().display().to_string())
        .filter(|name| name.ends_with(".txt"))
        .collect();
    texts.sort();
    // A copy under another name, which goes to another part than the text itself.
    let copy = path("copy.txt");
    std::fs::write(&copy, std::fs::read_to_string(&texts[0]).expect("UTF-8") + "\nCorrected at noon.\n").expect("written");
    texts.push(copy);
    let all: Vec<&str> = texts.iter().map(String::as_str).collect();
    let whole = build(&all, &path("whole"), &["--threads", "1"]);
    assert_eq!(build(&all, &path("threads"), &["--threads", "3"]), whole);
    let reversed: Vec<&str> = all.iter().rev().copied().collect();
    assert_eq!(build(&reversed, &path("reversed"), &[]), whole);
    let parts: Vec<String> = all
        .chunks(all.len() / 4 + 1)
        .zip(1..)
        .map(|(chunk, number)| {
            let part = path(&format!("part{number}"));
            build(chunk, &part, &[]);
            part
        })
        .collect();
    let merged = path("merged");
    let arguments: Vec<&str> = ["profile", "merge", "--quiet", "-o", &merged].into_iter().chain(parts.iter().map(String::as_str)).collect();
    printed(&arguments);
    assert_eq!(parts.len(), 4);
    assert_eq!(std::fs::read(&merged).expect("written"), whole);
    let shown: serde_json::Value = serde_json::from_str(&printed(&["profile", "show", &merged, "--format", "json"])).expect("JSON");
    assert_eq!((&shown["profile"]["documents"], &shown["profile"]["copies_left_out"]), (&all.len().saturating_sub(1).into(), &1.into()));
    // One byte changed anywhere is seen.
    let mut damaged = whole.clone();
    let last = damaged.len() - 1;
    damaged[last] ^= 1;
    std::fs::write(path("damaged"), damaged).expect("written");
    let output = run(&["profile", "show", &path("damaged")]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("a damaged profile"), "{output:?}");
}

#[test]
fn a_comparison_is_the_same_with_a_profile_the_texts_other_threads_and_another_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let profile = folder.path().join("fixtures").to_str().expect("UTF-8").to_owned();
    printed(&["profile", "build", "fixtures/reference", "--quiet", "-o", &profile]);
    let table = |arguments: &[&str]| {
        let csv = printed(&[&["compare", "--format", "csv", "--zeros", "--quiet"], arguments].concat());
        csv.replace(&profile, "fixtures/reference")
    };
    let beside_texts = table(&["fixtures/articles", "--against", "fixtures/reference"]);
    assert!(beside_texts.lines().count() > 500);
    assert_eq!(table(&["fixtures/articles", "--against", &profile]), beside_texts);
    assert_eq!(table(&["fixtures/articles", "--against", "fixtures/reference", "--threads", "1"]), beside_texts);
    let mut articles: Vec<String> = std::fs::read_dir(support::root().join("fixtures/articles"))
        .expect("fixtures")
        .map(|entry| entry.expect("entry").path().display().to_string())
        .filter(|name| name.ends_with(".txt"))
        .collect();
    articles.sort();
    articles.reverse();
    let mut arguments: Vec<&str> = articles.iter().map(String::as_str).collect();
    arguments.extend(["--against", "fixtures/reference"]);
    assert_eq!(table(&arguments), beside_texts);
    assert_ne!(table(&["fixtures/articles", "--against", "fixtures/reference", "--seed", "2"]), beside_texts);
    // Each article's place, too.
    let places = |reference: &str| {
        let csv = printed(&["score", "fixtures/articles", "--places", "--format", "csv", "--against", reference]);
        csv.replace(&profile, "fixtures/reference")
    };
    assert_eq!(places(&profile), places("fixtures/reference"));
}

#[test]
fn the_paragraph_on_methods_is_true_to_the_run() {
    let said = printed;
    let compare = said(&["compare", "fixtures/articles", "--against", "fixtures/reference", "--seed", "7", "--shuffles", "500", "--methods"]);
    for part in
        ["500 random arrangements of texts within groups", "seed 7", "focus of 9 texts", "fixtures/reference (20 texts", "connote 0.", "--seed=7"]
    {
        assert!(compare.contains(part), "{part}: {compare}");
    }
    let other = "fixtures/articles/strait-ferry.pro-prc.txt";
    let few = said(&["compare", ARTICLE, other, "--against", "fixtures/articles", "--methods"]);
    assert!(few.contains("all 36 arrangements") && few.contains("2 texts of it left out"), "two of nine: {few}");
    let discover = said(&["discover", "fixtures/articles", "--against", "fixtures/reference", "--phrases", "2", "--methods", "--quiet"]);
    for part in ["phrases of up to 2 words", "in 9 texts", "fixtures/reference (20 texts", "uses of a term"] {
        assert!(discover.contains(part), "{part}: {discover}");
    }
    let score = said(&["score", "fixtures/articles", "--methods", "--disable", "scare-markers"]);
    for part in ["corpus has 9 texts", "world-2024 (", "--disable=scare-markers"] {
        assert!(score.contains(part), "{part}: {score}");
    }
    assert!(!said(&["score", "fixtures/articles", "--methods", "--no-reference"]).contains("world-2024"));
}

#[test]
fn a_profile_of_another_language_is_refused_and_the_rest_done() {
    let folder = tempfile::tempdir().expect("a folder");
    let profile = folder.path().join("plain").to_str().expect("UTF-8").to_owned();
    let german = "tests/cli/profiles.in/tiere.toml";
    printed(&["profile", "build", "fixtures/reference", "--lexicon", german, "--only", "tiere", "--quiet", "-o", &profile]);
    let output = run(&["score", ARTICLE, "--against", &profile, "--format", "csv"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains(r#"counted for texts in "de"; expected "en""#), "{said}");
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 2, "the article is scored all the same");
    // Nobody asked for the bundled reference: a remark, no failure.
    let output = run(&["score", ARTICLE, "--lexicon", german, "--only", "tiere", "--format", "csv"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("world-2024: counted for texts in"), "{output:?}");
}
