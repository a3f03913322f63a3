//! Pages: every number on them is the one in the JSON of the same run, and what comes from outside stays text.
#![cfg(feature = "cli")]

mod support;

use std::path::Path;
use std::process::{Command, Output};

use dom_query::{Document, NodeRef};
use serde_json::Value;

/// Names that nobody should have, and texts that would like to be more than that.
const HOSTILE: &str = r#"{"id":"\"><script>hostile=1</script>","title":"</title><script>globalThis.hostile = 1</script> Kyiv regime","outlet":"<img src=x onerror=hostile=1>","url":"javascript:hostile=1","date":"\u202e2024","language":"en\" onload=\"hostile=1","text":"The Kyiv regime fell.\n\n</script><script>hostile=1</script> & <b>the Kyiv regime</b> \u202Esaid\u2066 -->.\n\nHe claimed: \"the Kyiv regime\" <svg onload=hostile=1>."}"#;

fn connote(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_connote")).args(arguments).current_dir(support::root()).output().expect("the program starts")
}

fn text(arguments: &[&str]) -> String {
    let output = connote(arguments);
    assert!(output.status.success(), "connote {arguments:?}\n{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// A page and the JSON of the same run.
fn page_and_json(command: &str, arguments: &[&str]) -> (String, Value) {
    let with = |format| [&[command, "--quiet", "--format", format], arguments].concat();
    let json = text(&with("json"));
    (text(&with("html")), serde_json::from_str(&json).expect("JSON"))
}

fn write(folder: &Path, name: &str, content: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, content).expect("can be written");
    path.display().to_string()
}

/// The place of a number in the JSON: the paths of the rows around it, outermost first, then its own.
fn pointer(node: &NodeRef<'_>) -> String {
    let mut parts = vec![node.attr("data-field").expect("a field").to_string()];
    for around in node.ancestors(None) {
        if let Some(row) = around.attr("data-row") {
            parts.push(row.to_string());
            if row.starts_with('/') {
                break;
            }
        }
    }
    parts.reverse();
    parts.join("/")
}

fn is_same(shown: &str, json: &Value) -> bool {
    match json {
        Value::Null => shown.is_empty() || shown == "inf",
        number => shown.parse::<f64>().ok() == number.as_f64(),
    }
}

/// How many numbers the page has; each is compared.
fn compare(page: &str, json: &Value) -> usize {
    let page = Document::from(page);
    let figures = page.select("[data-field]");
    for node in figures.nodes() {
        let (value, place) = (node.attr("data-value").expect("a value").to_string(), pointer(node));
        let expected = json.pointer(&place).unwrap_or_else(|| panic!("the JSON has no {place}"));
        assert!(is_same(&value, expected), "{place}: {value} on the page, {expected} in the JSON");
    }
    for node in page.select("[data-sum]").nodes() {
        let field = node.attr("data-sum").expect("a field").to_string();
        let documents = json["documents"].as_array().expect("documents");
        let sum: u64 = documents.iter().filter_map(|document| document.pointer(&format!("/{field}"))?.as_u64()).sum();
        assert_eq!(node.attr("data-value").expect("a value").to_string(), sum.to_string(), "{field}");
    }
    figures.length()
}

#[test]
fn numbers_of_one_article_are_those_of_the_json() {
    let references = ["--against", "fixtures/reference", "--against", "world-2024"];
    for article in ["fixtures/articles/prisoner-exchange.pro-ru.txt", "fixtures/articles/strait-ferry.neutral.txt"] {
        let (page, json) = page_and_json("score", &[&[article], &references[..]].concat());
        assert!(compare(&page, &json) > 30, "{article}");
    }
}

#[test]
fn numbers_of_many_articles_are_those_of_the_json() {
    let (page, json) = page_and_json("score", &["fixtures/articles"]);
    assert!(compare(&page, &json) > 9 * 8);
}

#[test]
fn numbers_of_hits_are_those_of_the_json() {
    let (page, json) = page_and_json("hits", &["fixtures/articles"]);
    let hits: usize = json["documents"].as_array().expect("documents").iter().map(|document| document["hits"].as_array().expect("hits").len()).sum();
    assert_eq!(compare(&page, &json), hits);
    let (page, json) = page_and_json("hits", &["fixtures/articles", "--rejected"]);
    let misses: usize =
        json["documents"].as_array().expect("documents").iter().map(|document| document["rejected"].as_array().expect("near misses").len()).sum();
    assert_eq!(Document::from(page.as_str()).select("tbody tr[data-row^='/documents']").length(), misses);
}

#[test]
fn numbers_of_a_comparison_are_those_of_the_json() {
    let references = ["--against", "fixtures/reference", "--against", "world-2024"];
    for level in ["technique", "entry", "referent"] {
        let (page, json) = page_and_json("compare", &[&["fixtures/articles", "--by", level], &references[..]].concat());
        let rows = json["compare"].as_array().expect("rows");
        assert!(compare(&page, &json) > rows.len() * 8, "{level}");
        let shown = Document::from(page.as_str());
        assert_eq!(shown.select("table[data-sortable] tbody tr").length(), rows.len());
        // Every item with hits has its lines: as many as it has hits, or twenty.
        for row in rows.iter().filter(|row| row["level"] == "entry" && level == "entry" && row["reference"] == "world-2024") {
            let index = rows.iter().position(|other| other == row).expect("it is a row");
            let hits = row["hits_focus"].as_u64().expect("a count");
            assert_eq!(shown.select(&format!("#lines-2-{index} li")).length() as u64, hits.min(20), "{row}");
        }
    }
}

#[test]
fn groups_and_uncovered_items_have_their_place_on_a_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = write(folder.path(), "groups.csv", "id,outlet,text\na,<b>One,The Kyiv regime spoke.\nb,Two,Plain words.\nc,Two,More plain words.\n");
    let lexicon = text(&["lexicon", "new", "mine"]);
    let lexicon = write(folder.path(), "mine.toml", &lexicon);
    let (page, json) = page_and_json("compare", &[&table, "--group-by", "outlet", "--lexicon", &lexicon]);
    assert!(compare(&page, &json) > 20);
    let shown = Document::from(page.as_str());
    assert_eq!(shown.select(".small-multiples li").length(), 2);
    assert!(page.contains("One text says nothing of a group.") && !page.contains("<b>One"));
}

#[test]
fn numbers_of_two_texts_are_those_of_the_json() {
    let articles =
        ["prisoner-exchange.pro-ru", "prisoner-exchange.pro-ua", "strait-ferry.neutral"].map(|name| format!("fixtures/articles/{name}.txt"));
    for (first, second) in [(0, 1), (1, 2), (2, 2)] {
        let (page, json) = page_and_json("compare", &[&articles[first], "--with", &articles[second]]);
        assert!(compare(&page, &json) >= 10);
        let shown = Document::from(page.as_str());
        for (number, row) in (1..).zip(json["with"].as_array().expect("rows")) {
            for (side, count) in [("a", "0"), ("b", "1")] {
                let hits: u64 =
                    ["editorial", "quoted", "scare", "uncertain"].iter().filter_map(|voice| row[format!("{voice}_{side}")].as_u64()).sum();
                let marks = shown.select(&format!("article[aria-label='Text {}'] sup a[href='#e{number}']", if count == "0" { "A" } else { "B" }));
                assert_eq!(marks.length() as u64, hits, "{row}");
            }
        }
    }
}

#[test]
fn counts_made_elsewhere_have_no_page() {
    let output = connote(&["compare", "--counts", "tests/cli/compare.in/counts.csv", "--format", "html"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(2) && said.contains("expected table, csv, jsonl, json or markdown"), "{said}");
}

#[test]
fn one_of_two_texts_may_come_from_standard_input() {
    let article = "fixtures/articles/strait-ferry.pro-tw.txt";
    let mut command = Command::new(env!("CARGO_BIN_EXE_connote"));
    command.args(["compare", "-", "--with", article, "--format", "csv"]).current_dir(support::root());
    let piped = command.stdin(std::fs::File::open(support::root().join(article)).expect("an article")).output().expect("the program starts");
    assert_eq!(String::from_utf8_lossy(&piped.stdout), text(&["compare", article, "--with", article, "--quiet", "--format", "csv"]));
}

#[test]
fn two_texts_without_a_hit_or_a_word_and_the_same_text_twice_make_sense() {
    let folder = tempfile::tempdir().expect("a folder");
    let none = write(folder.path(), "none.txt", "The council met on Tuesday and voted.");
    let empty = write(folder.path(), "empty.txt", "… – …");
    let loaded = write(folder.path(), "loaded.txt", &"The Kyiv regime spoke. ".repeat(6));
    for (first, second, expected) in [
        (&none, &loaded, "no loaded term in its own voice in 7 words: too little for a rate"),
        (&empty, &none, "no word outside quotations, so there is nothing to count in"),
        (&loaded, &loaded, "1 stand in both texts, 0 only in A, 0 only in B"),
    ] {
        let page = text(&["compare", "--quiet", first, "--with", second, "--format", "html"]);
        assert!(page.contains(expected) && page.trim_end().ends_with("</html>"), "{expected}");
        assert!(!text(&["compare", "--quiet", first, "--with", second]).is_empty());
    }
}

#[test]
fn the_marks_cut_the_words_of_the_hits_and_the_text_is_whole() {
    let (page, json) = page_and_json("score", &["fixtures/articles/prisoner-exchange.pro-ru.txt", "--no-reference"]);
    let page = Document::from(page.as_str());
    // Numbers, and what only screen readers are told, are no part of the text.
    page.select("#marked .vh, #marked .n").remove();
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let paragraphs: Vec<String> = page.select("#marked p").nodes().iter().map(|paragraph| squeezed(&paragraph.text())).collect();
    assert_eq!(paragraphs.join(" "), squeezed(json["documents"][0]["text"].as_str().expect("a text")));
    for hit in json["documents"][0]["hits"].as_array().expect("hits") {
        let marks = page.select(&format!("#marked mark[data-hit='{}']", hit["hit"]));
        let words: String = marks.nodes().iter().map(|mark| mark.text().to_string()).collect();
        assert_eq!(squeezed(&words), squeezed(hit["text"].as_str().expect("words")));
        assert_eq!(page.select(&format!("#m{0}, #h{0}", hit["hit"])).length(), 2, "{}", hit["hit"]);
    }
}

#[test]
fn hostile_content_stays_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let one = write(folder.path(), "one.jsonl", HOSTILE);
    let two = write(folder.path(), "two.jsonl", &format!("{HOSTILE}\n{{\"id\":\"2\",\"text\":\"Plain.\"}}\n"));
    for (arguments, script) in [
        (vec!["score", &one], 1),
        (vec!["score", &two, "--group-by", "url"], 1),
        (vec!["hits", &two], 1),
        (vec!["hits", &two, "--rejected"], 1),
        (vec!["compare", &two, "--group-by", "outlet"], 1),
        (vec!["compare", &one, "--with", &one], 1),
    ] {
        let page = text(&[&arguments[..], &["--quiet", "--format", "html"]].concat());
        let parsed = Document::from(page.as_str());
        assert_eq!(parsed.select("script").length(), script, "{arguments:?}");
        assert_eq!(
            parsed.select("img, iframe, object, embed, link, base, form, [onerror], [onload], [onclick], [style]").length(),
            0,
            "{arguments:?}"
        );
        for link in parsed.select("a[href]").nodes() {
            let href = link.attr("href").expect("an address").to_string();
            assert!(href.starts_with('#') || href.starts_with("https://") || href.starts_with("http://"), "{arguments:?}: {href}");
        }
        assert!(!page.contains(['\u{202E}', '\u{2066}']), "{arguments:?}: what turns the direction is still there");
        assert_eq!(page.matches("</script").count(), 1, "{arguments:?}");
        let policy = parsed.select("meta[http-equiv='Content-Security-Policy']").attr("content").expect("a policy").to_string();
        assert!(policy.starts_with("default-src 'none'; style-src 'sha256-") && !policy.contains("unsafe"), "{policy}");
    }
}

#[test]
fn odd_articles_give_pages_that_make_sense() {
    let folder = tempfile::tempdir().expect("a folder");
    let long = format!("The {} regime. {}", "x".repeat(10_000), "The Kyiv regime spoke. ".repeat(5_000));
    let cases = [
        ("no-hits.txt", "The council met on Tuesday and voted.", "No term of the lexicons in use stands in it."),
        ("no-words.txt", "… – …", "There is no word in this text"),
        ("many.txt", long.as_str(), "id=\"m5000\""),
        ("rtl.txt", "قالت الحكومة: the Kyiv regime قالت.", "dir=\"auto\""),
    ];
    for (name, content, expected) in cases {
        let page = text(&["score", "--quiet", "--format", "html", &write(folder.path(), name, content)]);
        assert!(page.contains(expected), "{name}: {expected:?} is missing");
        assert!(page.ends_with("</html>\n") || page.ends_with("</html>"), "{name}");
    }
    let table = write(folder.path(), "groups.csv", "id,outlet,text\na,One,The Kyiv regime spoke.\nb,Two,Plain words.\nc,Two,More plain words.\n");
    let page = text(&["score", "--quiet", "--format", "html", &table]);
    assert!(page.contains("1 text: 1 loaded term in 4 words outside quotations") && page.contains("One text says nothing of a group."), "{page}");
}

#[test]
fn a_page_follows_from_the_ending_and_is_whole_or_not_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("page.html").display().to_string();
    text(&["score", "--output", &path, "fixtures/articles/strait-ferry.pro-tw.txt"]);
    assert!(std::fs::read_to_string(&path).expect("a page").starts_with("<!DOCTYPE html>"));
    let nowhere = folder.path().join("no/such/folder/page.html").display().to_string();
    let output = connote(&["score", "--output", &nowhere, "fixtures/articles/strait-ferry.pro-tw.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot be written"), "{}", String::from_utf8_lossy(&output.stderr));
    let left: Vec<_> = std::fs::read_dir(folder.path()).expect("the folder").map(|entry| entry.expect("an entry").file_name()).collect();
    assert_eq!(left, ["page.html"], "nothing half written stays");
}

#[test]
fn options_that_a_page_does_not_know_are_refused_with_a_way_out() {
    for (arguments, expected) in [
        (&["--format", "html", "--by", "technique"][..], "expected --format table, csv, jsonl, json or markdown"),
        (&["--format", "html", "--places"], "expected --format table, csv, jsonl, json or markdown"),
    ] {
        let output = connote(&[&["score"], arguments, &["fixtures/articles"]].concat());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(2) && said.contains(expected), "{said}");
    }
}

#[test]
fn the_same_input_gives_the_same_page() {
    let page = || text(&["score", "--quiet", "--format", "html", "fixtures/articles"]);
    assert_eq!(page(), page());
}

/// The pages of docs/gallery: name, and how each is made.
const GALLERY: [(&str, &[&str]); 7] = [
    ("one-article", &["score", "fixtures/articles/prisoner-exchange.pro-ru.txt", "--against", "world-2024", "--against", "fixtures/reference"]),
    ("many-articles", &["score", "fixtures/articles"]),
    ("outlets", &["score", "fixtures/outlets.csv", "--group-by", "outlet"]),
    ("hits", &["hits", "fixtures/articles"]),
    ("near-misses", &["hits", "fixtures/articles", "--rejected"]),
    ("comparison", &["compare", "fixtures/outlets.csv", "--group-by", "outlet", "--against", "fixtures/reference"]),
    ("two-texts", &["compare", "fixtures/articles/prisoner-exchange.pro-ru.txt", "--with", "fixtures/articles/prisoner-exchange.pro-ua.txt"]),
];

#[test]
fn the_gallery_is_made_from_the_fixtures() {
    for (name, arguments) in GALLERY {
        let page = text(&[arguments, &["--quiet", "--format", "html"]].concat());
        support::compare_or_bless(&support::root().join(format!("docs/gallery/{name}.html")), page.as_bytes());
    }
}
