//! The pages and the lesson folder of an exercise: what stands in the article stands on the page, what must not be given away is not, and the same
//! command writes the same bytes. How the pages work in a browser is held by tests/browser/exercise.js.
#![cfg(feature = "cli")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use connote::analysis::Analyzer;
use connote::exercise::{Answer, Exercise, Extent, Kind, Level, Run, Settings, Work, build, needed_options};
use connote::lexicon::builtin;
use connote::reader::{Format, read};
use connote::report::exercise_readme::{Listed, readme};
use connote::report::html::exercise::{Page, page, worksheet_with_key};
use dom_query::Document;
use serde_json::Value;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::new(builtin::lexicons(), &needed_options()).expect("the built-in lexicons"));

const PAIR: [&str; 2] = ["fixtures/articles/prisoner-exchange.pro-ru.txt", "fixtures/articles/prisoner-exchange.pro-ua.txt"];

/// Every sign that some format takes for its own, in a headline, around hits, at the beginning of a paragraph; a picture; a script from right to left.
const ODD: &str = "Talks ~ = # { } : * / \\ % -> ]]> & < > \" + - @ end\n\n\
    =cmd, said the Kyiv regime’s ~army: #1 {x} *all* a/b\\c 5 % -> ]]> &amp; & <b>bold</b> \u{1F642} é e\u{301} 'x' + - @ `y` | $z_.\n\n\
    The puppet government – שלום, עולם – stayed. “The Kremlin regime </script> went,” Doe said.\n\n\
    -->The Zelensky regime <!-- won; the special military operation goes on.";

fn made(texts: &[&str], settings: &Settings) -> Exercise {
    let documents = (1..).zip(texts).map(|(number, text)| read(&format!("</script>\"{number}"), text.as_bytes(), Format::Text).expect("a text"));
    let mut analyses: Vec<_> = documents.map(|document| ANALYZER.analyze(document)).collect();
    for analysis in &mut analyses {
        let meta = &mut analysis.document.meta;
        meta.outlet = Some("<img src=x onerror=hostile=1> & \"Co\"".to_owned());
        meta.url = Some("javascript:hostile=1".to_owned());
    }
    let title = Some("</title><script>hostile=1</script> ]]> & 'x'".to_owned());
    let settings = Settings { title, least: 1, extent: Extent::Whole, ..settings.clone() };
    build(&analyses, &ANALYZER, &settings, Run::new(ANALYZER.lexicons(), Vec::new())).expect("enough hits").exercise
}

fn pair() -> Exercise {
    let texts = PAIR.map(|path| std::fs::read_to_string(root().join(path)).expect("a fixture"));
    made(&[&texts[0], &texts[1]], &Settings::default())
}

fn pages(exercise: &Exercise) -> Vec<(&'static str, String)> {
    let together = ("together", worksheet_with_key(exercise));
    Page::ALL.iter().map(|&of| (of.name(), page(exercise, of))).chain([together]).collect()
}

/// The texts on a page, without what the page adds to them.
fn texts(page: &Document) -> Vec<(usize, String)> {
    page.select("[data-extra]").remove();
    let of = |node: &dom_query::NodeRef<'_>| {
        let index = node.attr("data-passage").expect("an index").parse().expect("a number");
        let paragraphs = dom_query::Selection::from(*node).select("p");
        (index, paragraphs.iter().map(|paragraph| paragraph.text().to_string()).collect::<Vec<_>>().join("\n\n"))
    };
    page.select("[data-passage]").nodes().iter().map(of).collect()
}

#[test]
fn an_article_of_odd_signs_stands_on_every_page_as_it_is() {
    let exercise = made(&[ODD, ODD], &Settings::default());
    for line in ODD.split("\n\n") {
        assert!(exercise.passages[0].text.contains(line), "{line}");
    }
    assert!(exercise.passages[0].key.len() >= 4);
    for (name, html) in pages(&exercise) {
        let page = Document::from(html.as_str());
        let shown = texts(&page);
        let expected = if matches!(name, "together" | "self-check") { 4 } else { 2 };
        assert_eq!(shown.len(), expected, "{name}");
        for (index, text) in shown {
            assert_eq!(text, exercise.passages[index].text, "{name}");
        }
        let scripts: Vec<String> = page.select("script").iter().map(|script| script.attr("type").unwrap_or_default().to_string()).collect();
        assert_eq!(scripts, if name == "self-check" { vec!["application/json", ""] } else { vec![] }, "{name}");
        assert_eq!(page.select("img, [onerror], [onload], link, iframe, base, form").length(), 0, "{name}");
        assert_eq!(page.select("h1").length(), 1, "{name}");
        assert!(page.select("h1").text().contains("</title><script>hostile=1</script> ]]> & 'x'"), "{name}");
        let sources = page.select(".source");
        assert!(
            sources.iter().all(|line| line.text().contains("<img src=x onerror=hostile=1> & \"Co\", no date given, javascript:hostile=1")),
            "{name}"
        );
        assert!(
            page.select("a[href]").iter().all(|link| ["#", "http"].iter().any(|start| link.attr("href").is_some_and(|href| href.starts_with(start))))
        );
    }
}

/// What the script of the self-check page knows is the key, whatever signs are in it; the words to choose from are those of the text.
#[test]
fn the_self_check_page_knows_the_key() {
    for exercise in [made(&[ODD], &Settings::default()), pair()] {
        let page = Document::from(page(&exercise, Page::SelfCheck));
        let answers: Value = serde_json::from_str(&page.select("#answers").text()).expect("JSON");
        for (passage, known) in exercise.passages.iter().zip(answers["passages"].as_array().expect("passages")) {
            assert_eq!((known["id"].as_str(), known["sha256"].as_str()), (Some(&*passage.article_id), Some(&*passage.sha256)));
            let spans: Vec<(u64, u64, &str, &str)> = known["key"]
                .as_array()
                .expect("spans")
                .iter()
                .map(|span| {
                    (
                        span["start"].as_u64().unwrap_or(0),
                        span["end"].as_u64().unwrap_or(0),
                        span["text"].as_str().unwrap_or(""),
                        span["answer"].as_str().unwrap_or(""),
                    )
                })
                .collect();
            let expected: Vec<_> = passage.key.iter().map(|span| (span.start as u64, span.end as u64, &*span.text, span.answer.as_str())).collect();
            assert_eq!(spans, expected);
        }
        let letters: Vec<Vec<char>> = exercise.passages.iter().map(|passage| passage.text.chars().collect()).collect();
        for (index, passage) in exercise.passages.iter().enumerate() {
            let words = page.select(&format!(".choose[data-passage='{index}'] .w"));
            let place = |word: &dom_query::NodeRef<'_>, name: &str| word.attr(name).expect("a place").parse::<usize>().expect("a number");
            let places: Vec<(usize, usize)> = words.nodes().iter().map(|word| (place(word, "data-s"), place(word, "data-e"))).collect();
            for (word, (start, end)) in page.select(&format!(".choose[data-passage='{index}'] .w > i")).iter().zip(&places) {
                assert_eq!(word.text().to_string(), letters[index][*start..*end].iter().collect::<String>());
            }
            // Every answer can be marked exactly.
            for span in passage.key.iter().filter(|span| span.answer == Answer::Mark) {
                assert!(places.iter().any(|(start, _)| *start == span.start) && places.iter().any(|(_, end)| *end == span.end), "{}", span.text);
            }
        }
        // One right choice in each question, and it is one of those shown.
        for question in page.select(".q").iter() {
            let answer = question.attr("data-answer").expect("an answer");
            let right = question.select("input").iter().filter(|input| input.attr("value") == Some(answer.clone())).count();
            assert_eq!(right, 1, "{answer}");
        }
    }
}

#[test]
fn what_pupils_get_gives_no_answer_away() {
    let exercise = pair();
    let keys: Vec<_> = exercise.passages.iter().flat_map(|passage| &passage.key).collect();
    for of in [Page::Worksheet, Page::BlindCopy] {
        let page = Document::from(page(&exercise, of));
        let whole = page.select("body").text().to_string();
        assert!(keys.iter().all(|span| !whole.contains(&*span.why) && span.sources.iter().all(|source| !whole.contains(&*source.label))), "{of:?}");
        assert!(!whole.contains("Answer key") && page.select("mark").length() == 0, "{of:?}");
        for task in &exercise.tasks {
            if let Work::Rewrite(items) = &task.work {
                assert!(items.iter().all(|item| !whole.contains(&*item.model_answer)), "{of:?}");
            }
        }
    }
    // The blind copy names no loaded word outside the texts, nor a neutral wording.
    let blind = Document::from(page(&exercise, Page::BlindCopy));
    blind.select("[data-passage], .source").remove();
    let rest = blind.select("body").text().to_string();
    for span in keys {
        assert!(!rest.contains(&*span.text), "{}", span.text);
        assert!(span.neutral.iter().all(|wording| wording == "said" || !rest.contains(&**wording)), "{:?}", span.neutral);
    }
}

#[test]
fn the_key_has_every_span_with_its_reason() {
    let exercise = pair();
    let page = Document::from(page(&exercise, Page::AnswerKey));
    let whole = page.select("body").text().to_string();
    for (index, passage) in exercise.passages.iter().enumerate() {
        let numbers: Vec<String> = page
            .select(&format!("[data-passage='{index}'] mark"))
            .iter()
            .map(|mark| mark.attr("data-number").expect("a number").to_string())
            .collect();
        assert_eq!(numbers, (1..=passage.key.len()).map(|number| number.to_string()).collect::<Vec<_>>());
        for span in &passage.key {
            assert!(whole.contains(&*span.why) && span.sources.iter().all(|source| whole.contains(&*source.label)), "{}", span.text);
            assert!(span.neutral.iter().all(|wording| whole.contains(&**wording)), "{}", span.text);
            assert!(span.reason.iter().all(|reason| whole.contains(&**reason)), "{}", span.text);
        }
    }
    // Each number stands in one row of the table of its text.
    let tables = page.select(".key-table");
    for (table, passage) in tables.iter().zip(&exercise.passages) {
        let mut listed: Vec<usize> = table
            .select("tbody td:first-child")
            .iter()
            .flat_map(|cell| cell.text().split(", ").map(|number| number.parse().expect("a number")).collect::<Vec<usize>>())
            .collect();
        listed.sort_unstable();
        assert_eq!(listed, (1..=passage.key.len()).collect::<Vec<_>>());
    }
    assert_eq!(tables.length(), exercise.passages.len());
}

#[test]
fn pages_of_every_set_of_tasks_and_every_level_are_whole() {
    let texts = PAIR.map(|path| std::fs::read_to_string(root().join(path)).expect("a fixture"));
    for level in Level::ALL {
        for kind in Kind::ALL {
            let exercise = made(&[&texts[0], &texts[1]], &Settings { level, kinds: vec![kind], ..Settings::default() });
            for (name, html) in pages(&exercise) {
                let named = match name {
                    "answer-key" => kind != Kind::Mark,
                    "blind-copy" => matches!(kind, Kind::Emotion | Kind::Mark | Kind::Compare),
                    _ => true,
                };
                let page = Document::from(html.as_str());
                let headings = page.select("h2").text().to_string();
                assert!(html.ends_with("</html>") && headings.contains(&exercise.tasks[0].title) == named, "{name} {kind:?}: {headings}");
                // Nobody is asked for marks that are not checked.
                let asks = page.select(".marks, .choose, .hand-in").length() > 0;
                assert_eq!(asks, kind == Kind::Mark && name != "answer-key", "{name} {kind:?}");
            }
            let text = readme(&exercise, &[Listed { name: "a.json", about: "json" }, Listed { name: "b.x", about: "nobody knows" }]);
            check_plan(&text);
            assert!(text.contains("| [b.x](b.x) | the same exercise in another format |"), "{text}");
        }
        check_plan(&readme(&made(&[&texts[0]], &Settings { level, ..Settings::default() }), &[]));
    }
}

/// The minutes of a lesson add up, and nothing is left to be filled in.
fn check_plan(readme: &str) {
    let minutes: u32 = readme.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next()?.parse::<u32>().ok()).sum();
    assert_eq!(minutes, 45, "{readme}");
    assert!(!readme.contains(['{', '}']), "{readme}");
    for word in ["biased article", "propaganda", "fake", "left-wing", "right-wing"] {
        assert!(!readme.contains(word), "{word}");
    }
}

fn connote(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_connote")).args(arguments).current_dir(root()).output().expect("the program starts")
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_lesson_folder_has_everything_and_the_same_bytes_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let lessons = ["one", "two", "other"].map(|name| folder.path().join(name));
    for (lesson, seed) in lessons.iter().zip(["5", "5", "6"]) {
        let output = connote(&["exercise", "--quiet", "--all", "--seed", seed, "--output", &lesson.display().to_string(), PAIR[0], PAIR[1]]);
        assert!(output.status.success() && output.stderr.is_empty() && output.stdout.is_empty(), "{output:?}");
    }
    let [one, two, other] = &lessons;
    let written = names(one);
    for name in ["README.md", "worksheet.html", "answer-key.html", "blind-copy.html", "self-check.html", "exercise.json"] {
        assert!(written.iter().any(|written| written == name), "{name} in {written:?}");
    }
    assert_eq!(written, names(two));
    let bytes = |folder: &Path, name: &str| std::fs::read(folder.join(name)).expect("a file");
    let readme = String::from_utf8(bytes(one, "README.md")).expect("UTF-8");
    for name in &written {
        assert_eq!(bytes(one, name), bytes(two, name), "{name}");
        assert!(name == "README.md" || readme.contains(&format!("[{name}]({name})")), "{name} is not in the README");
    }
    assert_ne!(bytes(one, "worksheet.html"), bytes(other, "worksheet.html"));
    check_plan(&readme);
    // What is there and not of the lesson stays; what is of it is written anew.
    std::fs::write(one.join("marks.csv"), "mine").expect("can be written");
    std::fs::write(one.join("README.md"), "old").expect("can be written");
    let again = connote(&["exercise", "--quiet", "--all", "--seed", "5", "--output", &one.display().to_string(), PAIR[0], PAIR[1]]);
    assert!(again.status.success(), "{again:?}");
    assert_eq!((bytes(one, "marks.csv"), bytes(one, "README.md")), (b"mine".to_vec(), readme.into_bytes()));
}

#[test]
fn pages_go_to_one_file_or_to_a_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (file, pages) = (path("lesson.html"), path("pages/"));
    assert!(connote(&["exercise", "--quiet", "--output", &file, PAIR[0]]).status.success());
    let html = std::fs::read_to_string(&file).expect("a page");
    assert!(html.contains("class=\"sheet\"") && html.contains("class=\"answer-key\""));
    let shown = connote(&["exercise", "--quiet", "--format", "html", PAIR[0]]);
    assert_eq!(String::from_utf8(shown.stdout).expect("UTF-8"), html);
    assert!(connote(&["exercise", "--quiet", "--format", "html", "--output", &pages, PAIR[0]]).status.success());
    assert_eq!(names(Path::new(&pages)), ["answer-key.html", "blind-copy.html", "self-check.html", "worksheet.html"]);
    for (arguments, said) in [
        (vec!["--all", "--output", &file], "cannot be made a folder"),
        (vec!["--all"], "--output"),
        (vec!["--format", "json", "--output", &pages], "a folder; expected the name of a file"),
    ] {
        let refused = connote(&[&["exercise", "--quiet", PAIR[0]], &arguments[..]].concat());
        let message = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(refused.status.code() == Some(2) && message.contains(said), "{arguments:?}: {message}");
    }
    // An article that is named as a file of the lesson is not written over.
    let article = folder.path().join("README.md");
    std::fs::copy(root().join(PAIR[0]), &article).expect("can be copied");
    let refused = connote(&["exercise", "--quiet", "--all", "--output", &folder.path().display().to_string(), &article.display().to_string()]);
    assert!(refused.status.code() == Some(2) && String::from_utf8_lossy(&refused.stderr).contains("would be written over"), "{refused:?}");
    assert!(!folder.path().join("worksheet.html").exists());
}
