//! Hits for other programs: SARIF against its official schema, places against the files themselves, fingerprints, annotations, and comments in
//! texts that ask to leave hits out.
//!
//! Lines and columns are counted here anew, character by character, as a reader of the standard would.
#![cfg(feature = "cli")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

const ARTICLE: &str = "fixtures/articles/prisoner-exchange.pro-ru.txt";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn run_in(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_connote")).current_dir(folder).args(arguments).output().expect("the program starts")
}

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, bytes).expect("written");
    }
    folder
}

fn validator() -> jsonschema::Validator {
    let schema = fs::read_to_string(root().join("tests/sarif/sarif-2.1.0.json")).expect("committed");
    jsonschema::validator_for(&serde_json::from_str(&schema).expect("JSON")).expect("a schema")
}

/// The log of a run, which must be valid whatever was read.
fn log_in(folder: &Path, arguments: &[&str]) -> Value {
    let output = run_in(folder, &[&["hits", "--format", "sarif"], arguments].concat());
    let log: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{arguments:?}: {error}"));
    let problems: Vec<String> = validator().iter_errors(&log).take(5).map(|error| format!("{error} at {}", error.instance_path())).collect();
    assert!(problems.is_empty(), "{arguments:?}:\n{}", problems.join("\n"));
    log
}

fn results(log: &Value) -> &[Value] {
    log["runs"][0]["results"].as_array().expect("results")
}

fn whole(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap_or_else(|| panic!("a whole number: {value}"))).expect("small")
}

/// The piece between two places, both 1-based, found by walking through the text.
fn between(text: &str, region: &Value) -> String {
    let [from, to] = ["start", "end"].map(|edge| (whole(&region[format!("{edge}Line")]), whole(&region[format!("{edge}Column")])));
    let (mut line, mut column) = (1, 1);
    let mut piece = String::new();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if (line, column) >= from && (line, column) < to {
            piece.push(character);
        }
        let ends_line = character == '\n' || (character == '\r' && characters.peek() != Some(&'\n'));
        (line, column) = if ends_line { (line + 1, 1) } else { (line, column + 1) };
    }
    piece
}

fn region(result: &Value) -> &Value {
    &result["locations"][0]["physicalLocation"]["region"]
}

/// Each region cuts its snippet out of the file, by lines and by characters; gives the snippets.
fn cut(log: &Value, text: &str) -> Vec<String> {
    let pieces = results(log).iter().map(|result| {
        let region = region(result);
        let snippet = region["snippet"]["text"].as_str().unwrap_or_else(|| panic!("a region: {result}"));
        assert_eq!(between(text, region), snippet, "{result}");
        let piece: String = text.chars().skip(whole(&region["charOffset"])).take(whole(&region["charLength"])).collect();
        assert_eq!(piece, snippet, "{result}");
        for fix in result["fixes"].as_array().into_iter().flatten() {
            assert_eq!(between(text, &fix["artifactChanges"][0]["replacements"][0]["deletedRegion"]), snippet, "{fix}");
        }
        snippet.to_owned()
    });
    pieces.collect()
}

#[test]
fn every_region_of_the_fixtures_cuts_the_words_of_the_hit() {
    let mut seen = 0;
    for folder in ["fixtures/articles", "fixtures/reference"] {
        for entry in fs::read_dir(root().join(folder)).expect("a folder") {
            let name = entry.expect("an entry").file_name().into_string().expect("UTF-8");
            let path = format!("{folder}/{name}");
            if !name.ends_with(".txt") {
                continue;
            }
            let log = log_in(&root(), &[&path]);
            let pieces = cut(&log, &fs::read_to_string(root().join(&path)).expect("UTF-8"));
            let table = run_in(&root(), &["hits", "--format", "csv", &path]).stdout;
            let mut table = csv::Reader::from_reader(&table[..]);
            let column = table.headers().expect("a header").iter().position(|name| name == "text").expect("a column");
            let texts: Vec<String> = table.records().map(|row| row.expect("a row")[column].to_owned()).collect();
            assert_eq!(pieces, texts, "{path}");
            seen += pieces.len();
        }
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn regions_hold_whatever_the_file_is_made_of() {
    let cases: [(&str, &str, &[&str]); 9] = [
        ("crlf.txt", "Talks\r\n\r\nIt rained and\r\nthe Kyiv\r\nregime fell.\r\n", &["Kyiv\r\nregime"]),
        ("cr.txt", "Talks\r\rIt rained. The Kyiv\rregime fell.\r", &["Kyiv\rregime"]),
        ("bom.txt", "\u{feff}The Kyiv regime fell.\n", &["Kyiv regime"]),
        ("beyond.txt", "😀 𝔄 the Kyiv regime 😀 and the Kyiv regime.", &["Kyiv regime", "Kyiv regime"]),
        ("combining.txt", "E\u{301}te\u{301} the Kyiv re\u{301}gime fell.", &["Kyiv re\u{301}gime"]),
        ("tabs.txt", "\tThe\tKyiv\tregime\tfell.", &["Kyiv\tregime"]),
        ("marked.md", "# Talks\n\n> It\n\nThe *Kyiv* **regime** fell.\n", &["Kyiv* **regime"]),
        ("last.txt", "It rained on the Kyiv regime", &["Kyiv regime"]),
        ("separators.txt", "One\u{2028}two\u{85}the Kyiv regime.\u{c}\nThe Kyiv regime.", &["Kyiv regime", "Kyiv regime"]),
    ];
    for (name, text, expected) in cases {
        let folder = folder(&[(name, text.as_bytes())]);
        let log = log_in(folder.path(), &[name, "--only", "ruua-gov-regime-kyiv"]);
        assert_eq!(cut(&log, text.trim_start_matches('\u{feff}')), expected, "{name}");
    }
    // Characters are those of the text, whatever bytes they were.
    let folder = folder(&[("latin.txt", b"Caf\xe9, na\xefve fa\xe7ade: the Kyiv regime fell in S\xe3o.".as_slice())]);
    assert_eq!(cut(&log_in(folder.path(), &["latin.txt", "--quiet"]), "Café, naïve façade: the Kyiv regime fell in São."), ["Kyiv regime"]);
}

#[test]
fn where_lines_are_not_those_of_the_file_there_is_no_region() {
    let page = "<!doctype html><title>Kyiv regime falls</title><article><h1>Kyiv regime falls</h1><p>The Kyiv regime fell on Monday, it rained.</p></article>";
    let rows = "{\"id\": \"n1\", \"title\": \"Kyiv regime falls\", \"text\": \"It rained on the Kyiv regime.\"}\n";
    let front = "---\ntitle: Kyiv regime falls\n---\n\nThe Kyiv regime fell.\n";
    let folder = folder(&[("page.html", page.as_bytes()), ("rows.jsonl", rows.as_bytes()), ("front.md", front.as_bytes())]);
    for (name, regions, fields) in [
        ("page.html", vec![false, false], vec!["page.html/title", "page.html/text"]),
        ("rows.jsonl", vec![false, false], vec!["n1/title", "n1/text"]),
        ("front.md", vec![false, true], vec!["front.md/title"]),
    ] {
        let log = log_in(folder.path(), &[name, "--only", "ru-ua"]);
        let found: Vec<bool> = results(&log).iter().map(|result| region(result).is_object()).collect();
        assert_eq!(found, regions, "{name}");
        let logical = results(&log).iter().filter_map(|result| result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"].as_str());
        assert_eq!(logical.collect::<Vec<_>>(), fields, "{name}");
        for result in results(&log) {
            assert_eq!(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], name, "the file, not the row: {result}");
            assert!(result["message"]["text"].as_str().is_some_and(|text| text.starts_with("“Kyiv regime”")), "{result}");
            assert!(result["fixes"].is_null() || region(result).is_object(), "nothing can be replaced without a place: {result}");
        }
    }
}

/// The fingerprints of the hits of a text.
fn fingerprints(text: &str) -> Vec<String> {
    let folder = folder(&[("a.txt", text.as_bytes())]);
    let log = log_in(folder.path(), &["a.txt", "--only", "ru-ua"]);
    results(&log).iter().map(|result| result["partialFingerprints"]["connoteHit/v1"].as_str().expect("a fingerprint").to_owned()).collect()
}

#[test]
fn fingerprints_know_a_hit_again() {
    let plain = fingerprints("Talks end\n\nThe Kyiv regime fell. It rained.\n\nThe Kyiv regime fell. The Kyiv regime rose.\n");
    assert_eq!(plain.len(), 3);
    assert!(plain[0] != plain[1] && plain[1] != plain[2] && plain[0] != plain[2], "hits that are alike differ by their order: {plain:?}");
    let above = fingerprints(
        "Talks end\n\nA line that is new. And one more.\n\nThe KYIV\nregime  fell. It snowed.\n\nThe Kyiv regime fell. The Kyiv regime rose.\n",
    );
    assert_eq!(above, plain, "neither lines above, nor layout, nor other sentences");
    let changed = fingerprints("Talks end\n\nThe Kyiv regime fell at last. It rained.\n\nThe Kyiv regime fell. The Kyiv regime rose.\n");
    assert!(!plain.contains(&changed[0]), "another sentence");
    assert_eq!(changed[1..], [plain[0].clone(), plain[2].clone()], "the one that is left is now the first of its kind");
}

#[test]
fn levels_fixes_and_rules_follow_what_is_written() {
    let text = "The Kyiv regime fell. “The Kyiv regime fell,” he claimed. Doe claimed it. Doe, it is claimed, left.";
    let folder = folder(&[("a.txt", text.as_bytes())]);
    let log = log_in(folder.path(), &["a.txt"]);
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules");
    for result in results(&log) {
        assert_eq!(rules[whole(&result["ruleIndex"])]["id"], result["ruleId"]);
        let loaded = result["properties"]["loaded"] == true && result["properties"]["voice"] == "editorial";
        assert_eq!(result["level"], if loaded { "warning" } else { "note" }, "{result}");
        assert!(result["suppressions"].is_null(), "nobody asked for comments");
        if result["properties"]["voice"] != "editorial" {
            assert!(result["fixes"].is_null(), "what somebody said stays: {result}");
        }
    }
    let put: Vec<&str> = results(&log)
        .iter()
        .filter_map(|result| result["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"].as_str())
        .collect();
    assert!(put.contains(&"said"), "{put:?}");
    assert!(!put.iter().any(|text| text.contains("Ukrainian")), "two wordings are a choice for people: {put:?}");
    assert_eq!(log["runs"][0]["invocations"][0]["executionSuccessful"], true);
    assert_eq!(log["runs"][0]["properties"]["run"]["lexicons"][0]["digest"].as_str().map(str::len), Some(64));
}

/// What would be put in, in text order; an empty text where nothing is offered.
fn offered(text: &str, only: &str) -> Vec<String> {
    let folder = folder(&[("a.txt", text.as_bytes())]);
    let log = log_in(folder.path(), &["a.txt", "--only", only]);
    let inserted =
        |result: &Value| result["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"].as_str().map(str::to_owned);
    results(&log).iter().map(|result| inserted(result).unwrap_or_default()).collect()
}

#[test]
fn a_wording_is_offered_only_where_it_fits_as_it_stands() {
    let cases = [
        ("It rained on so-called Ukraine.", "ruua-state-so-called-ukraine", "Ukraine"),
        ("It rained.\n\nDoe admitted that it rained. So it did.", "attr-admit", "said"),
        ("It rained.\n\nDoe admits that it rained. So it did.", "attr-admit", "says"),
        ("Doe said “he admitted that it rained”.", "attr-admit", ""),
        ("Doe ADMITTED that it rained.", "attr-admit", ""),
        ("A new bridge will bring Taiwan's farmers closer to the motherland.", "cntw-prc-motherland", ""),
    ];
    for (text, only, expected) in cases {
        let found = offered(text, only);
        assert!(found.iter().all(|put| put == expected), "{text}: {found:?}");
        assert!(!found.is_empty(), "{text}");
    }
}

#[test]
fn names_of_files_can_be_anything() {
    let names: &[(&str, &str, &str)] = &[
        ("a b#c?.txt", "a%20b%23c%3F.txt", "a b#c?.txt"),
        ("100%,x:y.txt", "100%25%2Cx%3Ay.txt", "100%25%2Cx%3Ay.txt"),
        ("new\nline::error::.txt", "new%0Aline%3A%3Aerror%3A%3A.txt", "new%0Aline%3A%3Aerror%3A%3A.txt"),
        ("ünï/“q”.md", "%C3%BCn%C3%AF/%E2%80%9Cq%E2%80%9D.md", "ünï/“q”.md"),
    ];
    for (name, uri, property) in names.iter().filter(|_| cfg!(unix)) {
        let folder = folder(&[(name, "The Kyiv regime fell.\n".as_bytes())]);
        let log = log_in(folder.path(), &[name]);
        assert_eq!(results(&log)[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], *uri);
        let commands = String::from_utf8(run_in(folder.path(), &["hits", "--format", "github", name]).stdout).expect("UTF-8");
        let expected =
            format!("::warning file={property},line=1,col=5,endLine=1,endColumn=16,title=labeling%3A ruua-gov-regime-kyiv::“Kyiv regime” (labeling)");
        assert!(commands.starts_with(&expected), "{commands}");
        assert_eq!(commands.lines().count(), 1, "one command a line, whatever the name: {commands}");
    }
}

#[test]
fn words_of_a_text_cannot_steer_what_reads_the_result() {
    let text = "The Kyiv\nregime fell. \u{202e}{0} [x](javascript:alert) ::error::boo said the Kyiv [regime](https://x.example/a) too.\n";
    let folder = folder(&[("a.md", text.as_bytes())]);
    let log = log_in(folder.path(), &["a.md", "--only", "ru-ua"]);
    assert_eq!(cut(&log, text), ["Kyiv\nregime", "Kyiv [regime"]);
    let messages: Vec<&str> = results(&log).iter().map(|result| result["message"]["text"].as_str().expect("text")).collect();
    assert!(messages[0].starts_with("“Kyiv regime”") && messages[1].starts_with("“Kyiv \\[regime”"), "no link, no line end: {messages:?}");
    let commands = String::from_utf8(run_in(folder.path(), &["hits", "--format", "github", "a.md", "--only", "ru-ua"]).stdout).expect("UTF-8");
    let lines: Vec<&str> = commands.lines().collect();
    assert!(lines.iter().all(|line| line.starts_with("::warning file=a.md,line=")), "{commands}");
    assert!(lines[0].starts_with("::warning file=a.md,line=1,endLine=2,title="), "GitHub takes no columns over several lines: {commands}");
}

#[test]
fn what_cannot_be_read_is_in_the_log_and_the_rest_is_done() {
    let folder = folder(&[("a.txt", b"The Kyiv regime fell.\n".as_slice()), ("b.txt", b"\0\x01\x02".as_slice()), ("c.jsonl", b"{\n".as_slice())]);
    let output = run_in(folder.path(), &["hits", "--format", "sarif", "a.txt", "b.txt", "missing.txt", "c.jsonl", "--fail-on", "1"]);
    assert_eq!(output.status.code(), Some(2), "what went wrong wins over a gate");
    let log = log_in(folder.path(), &["a.txt", "b.txt", "missing.txt", "c.jsonl"]);
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let told: Vec<&str> = invocation["toolExecutionNotifications"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| one["message"]["text"].as_str().expect("text"))
        .collect();
    for name in ["b.txt", "missing.txt", "c.jsonl"] {
        assert!(told.iter().any(|text| text.starts_with(name)), "{name}: {told:?}");
    }
    assert_eq!(results(&log).len(), 1);
    let nothing = log_in(folder.path(), &["missing.txt"]);
    assert!(results(&nothing).is_empty());
    assert_eq!(nothing["runs"][0]["invocations"][0]["executionSuccessful"], false);
}

#[test]
fn a_text_without_hits_and_one_with_thousands_give_a_log() {
    let many = "The Kyiv regime fell. ".repeat(3_000);
    let folder = folder(&[("none.txt", b"It rained.\n".as_slice()), ("many.txt", many.as_bytes())]);
    let none = log_in(folder.path(), &["none.txt"]);
    assert!(results(&none).is_empty() && none["runs"][0]["tool"]["driver"]["rules"].as_array().is_some_and(Vec::is_empty));
    let log = log_in(folder.path(), &["many.txt"]);
    let mut prints: Vec<&str> = results(&log).iter().filter_map(|result| result["partialFingerprints"]["connoteHit/v1"].as_str()).collect();
    assert_eq!(prints.len(), 3_000);
    prints.sort_unstable();
    prints.dedup();
    assert_eq!(prints.len(), 3_000, "each its own");
}

#[test]
fn gates_leave_the_output_whole() {
    for format in ["sarif", "github", "csv", "table"] {
        let plain = run_in(&root(), &["hits", ARTICLE, "--format", format]);
        for gate in [["--fail-on", "1"], ["--max-rate", "1"]] {
            let crossed = run_in(&root(), &[&["hits", ARTICLE, "--format", format], &gate[..]].concat());
            assert_eq!((crossed.status.code(), &crossed.stdout), (Some(1), &plain.stdout), "{format} {gate:?}");
        }
        let kept = run_in(&root(), &["hits", ARTICLE, "--format", format, "--fail-on", "1000"]);
        assert_eq!((kept.status.code(), &kept.stdout), (Some(0), &plain.stdout), "{format}");
    }
    // What is no hit has no place among them.
    for format in ["sarif", "github"] {
        let refused = run_in(&root(), &["hits", ARTICLE, "--rejected", "--format", format]);
        assert_eq!((refused.status.code(), refused.stdout.len()), (Some(2), 0), "{format}");
    }
}

#[test]
fn the_ending_stands_for_the_format_and_standard_input_has_a_name() {
    let folder = folder(&[("a.txt", b"The Kyiv regime fell.\n".as_slice())]);
    assert!(run_in(folder.path(), &["hits", "a.txt", "--output", "a.sarif"]).status.success());
    assert_eq!(fs::read(folder.path().join("a.sarif")).expect("written"), run_in(folder.path(), &["hits", "a.txt", "--format", "sarif"]).stdout);
    let input = fs::File::open(folder.path().join("a.txt")).expect("readable");
    let output = Command::new(env!("CARGO_BIN_EXE_connote")).args(["hits", "-", "--format", "sarif"]).stdin(input).output().expect("starts");
    let log: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(results(&log)[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "stdin:-");
}

/// A text in which comments ask to leave hits out, the one the other tests begin with.
const ASKING: &str = "Talks end\n\n<!-- connote: ignore ruua-gov-regime-moscow -->\n\nThe Kyiv regime fell. The Moscow regime rose.\n\n\
    <!-- connote-ignore-next-line -->\nThe Kyiv regime left in the rain. It was late.\n\nThe Moscow regime and the Kyiv regime met.\n";

#[test]
fn ignored_hits_are_suppressed_in_a_log_and_absent_elsewhere() {
    let folder = folder(&[("a.txt", ASKING.as_bytes())]);
    let log = log_in(folder.path(), &["a.txt", "--only", "ru-ua", "--honour-ignores"]);
    cut(&log, ASKING);
    let found: Vec<(&str, usize)> = results(&log)
        .iter()
        .map(|result| (result["ruleId"].as_str().expect("an id"), result["suppressions"].as_array().expect("asked for").len()))
        .collect();
    let (kyiv, moscow) = ("ruua-gov-regime-kyiv", "ruua-gov-regime-moscow");
    assert_eq!(found, [(kyiv, 0), (moscow, 1), (kyiv, 1), (moscow, 1), (kyiv, 0)]);
    assert_eq!(log["runs"][0]["properties"]["ignored"], 3);
    assert_eq!(log["runs"][0]["properties"]["run"]["options"], serde_json::json!(["--only=ru-ua", "--honour-ignores"]));
    let lines = |format: &str| {
        let output = run_in(folder.path(), &["hits", "a.txt", "--only", "ru-ua", "--honour-ignores", "--format", format]);
        assert_eq!(
            String::from_utf8_lossy(&output.stderr),
            "connote: note: 3 hits in 1 document left out, as comments in the text ask (--honour-ignores)\n"
        );
        String::from_utf8(output.stdout).expect("UTF-8").lines().count()
    };
    assert_eq!((lines("github"), lines("csv"), lines("table")), (2, 3, 2));
    let gate = |limit: &str| run_in(folder.path(), &["hits", "a.txt", "--only", "ru-ua", "--honour-ignores", "--fail-on", limit]).status.code();
    assert_eq!((gate("2"), gate("3")), (Some(1), Some(0)));
}

/// The row of a text in the table of `score`.
fn score(name: &str, text: &str, options: &[&str]) -> csv::StringRecord {
    let folder = folder(&[(name, text.as_bytes())]);
    let output = run_in(folder.path(), &[&["score", name, "--format", "csv", "--no-reference", "--quiet"], options].concat());
    csv::Reader::from_reader(&output.stdout[..]).records().next().expect("a row").expect("well-formed")
}

#[test]
fn comments_are_no_words_and_move_nothing() {
    let bare = "Talks end\n\nThe Kyiv regime fell. The Moscow regime rose.\n\nThe Kyiv regime left in the rain. It was late.\n\nThe Moscow regime and the Kyiv regime met.\n";
    for ending in ["txt", "md"] {
        let name = format!("a.{ending}");
        let honoured = score(&name, ASKING, &["--honour-ignores", "--only", "ru-ua"]);
        let expected = score(&name, bare, &["--only", "ru-ua"]);
        // document title outlet date language words words_quoted sentences
        assert_eq!(honoured.iter().take(8).collect::<Vec<_>>(), expected.iter().take(8).collect::<Vec<_>>(), "{name}");
        assert_eq!((&honoured[9], &expected[9]), ("2", "5"), "{name}: editorial");
    }
    // A request at the very beginning is no headline, and one in a wrapped paragraph does not break it.
    let first = "<!-- connote: ignore ruua-gov-regime-moscow -->\n<!-- about the Kyiv regime -->\nKyiv regime falls\n\nIt rained.\n";
    for (name, text) in [("a.md", first.to_owned()), ("a.txt", first.replace("<!-- about the Kyiv regime -->\n", ""))] {
        assert_eq!(&score(name, &text, &["--honour-ignores", "--only", "ru-ua"])[14], "1", "{name}: headline_hits");
    }
    let wrapped = "Talks end\n\nIt rained on\nconnote-ignore-next-line\nthe Kyiv\nregime as on the Kyiv\nregime before.\n";
    let row = score("a.txt", wrapped, &["--honour-ignores", "--only", "ru-ua"]);
    assert_eq!((&row[5], &row[7], &row[9]), ("14", "2", "1"), "words, sentences, editorial: {row:?}");
}

#[test]
fn without_the_option_nothing_is_honoured() {
    let row = score("a.txt", ASKING, &["--only", "ru-ua"]);
    assert_eq!(&row[9], "5");
    let folder = folder(&[("a.txt", ASKING.as_bytes())]);
    let log = log_in(folder.path(), &["a.txt", "--only", "ru-ua"]);
    assert!(results(&log).iter().all(|result| result["suppressions"].is_null()));
}

#[test]
fn comments_that_cannot_be_followed_are_named_with_their_line() {
    let text =
        "Talks end\n<!-- connote: ignore -->\n<!-- connote: ignore nothing-of-that-name -->\nThe Kyiv regime fell.\n<!-- connote: ignore ru-ua\n";
    let page = "<!doctype html><title>Rain</title>\n<!-- connote-ignore-next-line -->\n<article><h1>Rain</h1><p>The Kyiv regime fell on Monday, and the Moscow regime rose.</p></article>\n<!-- connote: ignore ruua-gov-regime-moscow -->";
    let folder = folder(&[("a.txt", text.as_bytes()), ("b.html", page.as_bytes())]);
    let output = run_in(folder.path(), &["hits", "a.txt", "b.html", "--only", "ru-ua", "--honour-ignores", "--format", "csv"]);
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    for start in [
        "a.txt: line 2: ",
        "a.txt: line 3: the comment names \"nothing-of-that-name\"",
        "a.txt: line 5: the comment does not end",
        "b.html: line 2: ",
    ] {
        assert!(said.contains(&format!("connote: warning: {start}")), "{start}: {said}");
    }
    assert_eq!(said.lines().count(), 5, "four warnings and the count: {said}");
    assert_eq!(output.status.code(), Some(0), "a comment is no reason to fail");
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 3, "a header and two hits");
}

#[test]
fn code_that_shows_a_comment_asks_for_nothing() {
    let text = "# Talks\n\nWrite `<!-- connote: ignore ru-ua -->` or:\n\n```\n<!-- connote: ignore ru-ua -->\nconnote-ignore-next-line\n```\n\nThe Kyiv regime fell.\n";
    assert_eq!(&score("a.md", text, &["--honour-ignores", "--only", "ru-ua"])[9], "1");
}

#[test]
fn explain_shows_what_is_ignored_and_rows_of_a_table_can_ask() {
    let row = serde_json::json!({ "id": "n1", "text": ASKING }).to_string();
    let folder = folder(&[("a.txt", ASKING.as_bytes()), ("rows.jsonl", row.as_bytes())]);
    let page = String::from_utf8(run_in(folder.path(), &["explain", "a.txt", "--only", "ru-ua", "--honour-ignores"]).stdout).expect("UTF-8");
    assert_eq!((page.matches("IGNORED, as line 3 asks").count(), page.matches("IGNORED, as line 7 asks").count()), (2, 1), "{page}");
    let json = run_in(folder.path(), &["hits", "rows.jsonl", "--only", "ru-ua", "--honour-ignores", "--format", "json", "--quiet"]).stdout;
    let document: Value = serde_json::from_slice(&json).expect("JSON");
    let document = &document["documents"][0];
    assert_eq!((document["hits"].as_array().map(Vec::len), document["ignored"].as_array().map(Vec::len)), (Some(2), Some(3)));
    assert_eq!(document["ignored"][1]["ignored_line"], 7);
}
