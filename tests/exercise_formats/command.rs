//! The command, and what holds of every format.

use connote::report::exercise::h5p::{Options, h5p};
use connote::report::exercise::{anki, gift, moodle};

use super::{ONE, OTHER, exercise, package, run, texts};

#[test]
fn the_ending_is_the_format_and_the_same_seed_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let begins: [(&str, &str, &[u8]); 6] = [
        ("gift", "gift", b"$CATEGORY: $course$/top/"),
        ("xml", "moodle-xml", b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>"),
        ("h5p", "h5p", b"PK\x03\x04"),
        ("txt", "anki", b"#separator:Tab\n#html:false\n"),
        ("tsv", "anki", b"#separator:Tab\n#html:false\n"),
        ("csv", "", b"#separator:Comma\n#html:false\n"),
    ];
    for (ending, format, begin) in begins {
        let path = folder.path().join(format!("lesson.{ending}"));
        let name = path.to_str().expect("UTF-8");
        assert!(run(&[ONE, OTHER, "-q", "--output", name, "--threads", "1"]).status.success());
        let written = std::fs::read(&path).expect("written");
        assert!(written.starts_with(begin), "{ending}");
        if !format.is_empty() {
            assert_eq!(run(&[ONE, OTHER, "-q", "--format", format]).stdout, written, "{ending}");
        }
        assert!(run(&[ONE, OTHER, "-q", "--output", name, "--seed", "2"]).status.success());
        assert_ne!(std::fs::read(&path).expect("written"), written, "another seed is another exercise: {ending}");
    }
}

#[test]
fn what_a_format_cannot_carry_is_said() {
    let said = |arguments: &[&str]| String::from_utf8(run(arguments).stderr).expect("UTF-8");
    let h5p = said(&[ONE, OTHER, "--format", "h5p"]);
    assert!(h5p.contains("not in h5p: emotion: all items (every question of these content types has a right answer)"), "{h5p}");
    assert!(h5p.contains("not in h5p: compare: all items"), "{h5p}");
    let anki = said(&[ONE, "--format", "anki"]);
    assert!(anki.contains("not in anki: mark: all items (a card holds no whole text)"), "{anki}");
    for format in ["gift", "moodle-xml"] {
        let said = said(&[ONE, OTHER, "--format", format]);
        assert!(!said.contains("not in"), "{said}");
    }
    // A text in which nothing is to be marked, beside one that has enough.
    let plain = "fixtures/articles/prisoner-exchange.neutral.txt";
    let gift = said(&[ONE, plain, "--type", "mark", "--format", "gift"]);
    assert!(gift.contains("not in gift: mark: text 2 (a choice takes one wording to be marked and one other)"), "{gift}");
}

#[test]
fn a_file_without_a_question_is_an_error_and_leaves_what_was_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("cards.txt");
    std::fs::write(&path, "as before").expect("written");
    let output = run(&[ONE, "--type", "emotion", "--output", path.to_str().expect("UTF-8")]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(said.contains("anki: nothing left to ask: emotion: all items (a feeling has no other side of a card)"), "{said}");
    assert_eq!(std::fs::read_to_string(&path).expect("there"), "as before");
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1, "no FILE.part is left");
}

/// A slur stays masked in every format.
#[test]
fn slurs_stay_masked() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("article.txt");
    let text = "Talks end\n\nThe Kyiv regime left. The vatniks of the puppet government stayed. The Zelensky regime had won. “The Kyiv regime is gone,” Jo Doe said.";
    std::fs::write(&path, text).expect("written");
    let exercise = exercise(&[path.to_str().expect("UTF-8"), "--min-items", "1"]);
    assert!(exercise.passages[0].key.iter().any(|span| span.masked), "{:?}", exercise.passages[0].key);
    let gift = gift::gift(&exercise, &texts()).bytes;
    let moodle = moodle::moodle(&exercise, &texts()).expect("written").bytes;
    let cards = anki::anki(&exercise, &texts(), anki::Separator::Tab).expect("written").bytes;
    let packed = package(&h5p(&exercise, &texts(), Options::default()).expect("written").bytes);
    let packed = serde_json::to_vec(&packed).expect("JSON");
    for bytes in [gift, moodle, cards, packed.clone()] {
        assert!(!String::from_utf8(bytes).expect("UTF-8").to_lowercase().contains("vatnik"));
    }
    let packed = String::from_utf8(packed).expect("UTF-8");
    assert!(packed.contains("v∗∗∗∗∗"), "stars of a mask must not be stars of an answer");
}
