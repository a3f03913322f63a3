//! Grading: against counts by hand, against scikit-learn, krippendorff and sets of characters (`vectors/make_grading.py`), and by properties.

use std::path::Path;

use connote::grade::{Agreement, Grading, Key, MarksFile, Metric, Outcome, Score, Unit, grade, read_key, read_marks};
use connote::lexicon::digest;
use connote::measure::agreement::Tally;
use connote::measure::alpha::Answers;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

/// Sums in another order than numpy's.
const TOLERANCE: f64 = 1e-12;

fn vectors(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors").join(name)).expect("committed")
}

/// Cells of a CSV without quotation marks, the header left out.
fn rows(content: &str) -> Vec<Vec<&str>> {
    content.lines().skip(1).map(|line| line.split(',').collect()).collect()
}

fn check(what: &str, found: Option<f64>, expected: Option<f64>) {
    match (found, expected) {
        (Some(found), Some(expected)) => assert!((found - expected).abs() <= TOLERANCE, "{what}: {found}, expected {expected}"),
        (found, expected) => assert_eq!(found, expected, "{what}"),
    }
}

fn check_cell(what: &str, found: Option<f64>, cell: &str) {
    check(what, found, (!cell.is_empty()).then(|| cell.parse().expect("a number")));
}

#[test]
fn kappa_and_raw_agreement_are_those_of_scikit_learn() {
    let content = vectors("agreement.csv");
    let rows = rows(&content);
    assert_eq!(rows.len(), 300);
    for row in rows {
        let yes = |coder: &str| coder.bytes().filter(|answer| *answer == b'1').count();
        let both = row[0].bytes().zip(row[1].bytes()).filter(|answers| *answers == (b'1', b'1')).count();
        let tally = Tally::whole(yes(row[0]), yes(row[1]), both);
        let all = row[0].len() as u64;
        check_cell(&format!("raw of {row:?}"), tally.raw(all), row[2]);
        check_cell(&format!("kappa of {row:?}"), tally.kappa(all), row[3]);
    }
}

#[test]
fn alpha_is_that_of_the_package_krippendorff() {
    let content = vectors("alpha.csv");
    let rows = rows(&content);
    assert_eq!(rows.len(), 300);
    for row in rows {
        let coders: Vec<&[u8]> = row[0].split(';').map(str::as_bytes).collect();
        let mut answers = Answers::default();
        for unit in 0..coders[0].len() {
            answers.add(coders.iter().map(|coder| coder[unit]).filter(|answer| *answer != b'-').map(u32::from));
        }
        assert_eq!(answers.things().to_string(), row[1], "{row:?}");
        check_cell(&format!("raw of {row:?}"), answers.raw(), row[2]);
        check_cell(&format!("alpha of {row:?}"), answers.alpha(), row[3]);
    }
}

fn key_of(value: &Value) -> Key {
    read_key("key.json", value.to_string().as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

/// A key of one passage "a" with spans as (words, answer).
fn key(text: &str, spans: &[(&str, &str)]) -> Key {
    let spans: Vec<Value> = spans
        .iter()
        .map(|(words, answer)| {
            let byte = text.find(words).expect("in the text");
            let start = text[..byte].chars().count();
            json!({ "start": start, "end": start + words.chars().count(), "text": words, "answer": answer, "technique": "slur", "voice": "editorial" })
        })
        .collect();
    key_of(&json!({ "schema_version": "1", "passages": [{ "article_id": "a", "text": text, "sha256": digest(text.as_bytes()), "key": spans }] }))
}

fn csv(rows: &str) -> MarksFile {
    read_marks("marks.csv", format!("annotator,article_id,start,end,technique,voice,note\n{rows}").as_bytes())
}

fn of_class(grading: &Grading, metric: Metric) -> &Agreement {
    grading.agreement.iter().find(|row| row.a.is_empty() && row.metric == metric && row.unit == Unit::Token).expect("a class of two")
}

#[test]
fn whole_classes_are_graded_as_the_independent_script_does() {
    let content = vectors("grading.jsonl");
    let mut seen = 0;
    for line in content.lines() {
        let expected: Value = serde_json::from_str(line).expect("JSON");
        let key = key_of(&expected["key"]);
        let marks = read_marks("marks.json", expected["marks"].to_string().as_bytes());
        let grading = grade(&key, &[marks]);
        assert!(grading.refused.is_empty(), "{:?}", grading.refused);
        let title = expected["key"]["title"].as_str().expect("a title");
        for score in &grading.class {
            check_score(title, score, &expected["class"]);
            seen += 1;
        }
        for pair in expected["pairs"].as_array().expect("pairs") {
            let find =
                |metric| grading.agreement.iter().find(|row| pair["a"] == row.a && pair["b"] == row.b && row.metric == metric).expect("a pair");
            let (raw, kappa) = (find(Metric::Raw), find(Metric::Kappa));
            assert_eq!((raw.units, kappa.units), (pair["n_units"].as_u64().expect("a count"), raw.units), "{title}: {pair}");
            check(&format!("{title}: {pair}"), raw.value, pair["raw"].as_f64());
            check(&format!("{title}: {pair}"), kappa.value, pair["kappa"].as_f64());
            assert_eq!((raw.value.is_none(), kappa.value.is_none()), (!raw.note.is_empty(), !kappa.note.is_empty()), "undefined has a note");
        }
        if grading.pupils.len() > 1 {
            let alpha = &expected["alpha"];
            assert_eq!(of_class(&grading, Metric::Alpha).units, alpha["n_units"].as_u64().expect("a count"), "{title}");
            check(title, of_class(&grading, Metric::Raw).value, alpha["raw"].as_f64());
            check(title, of_class(&grading, Metric::Alpha).value, alpha["alpha"].as_f64());
        }
        let items: Vec<Value> = grading.items.iter().map(|item| json!([item.marked, item.answers])).collect();
        assert_eq!(Value::from(items), expected["items"], "{title}");
    }
    assert!(seen > 100, "{seen}");
}

fn check_score(title: &str, score: &Score, class: &Value) {
    let expected = class.as_array().expect("pupils").iter().find(|pupil| pupil["pupil"] == score.label).expect("a pupil");
    let what = format!("{title}, {}", score.label);
    for (name, found) in [
        ("true_pos", score.true_pos),
        ("partial", score.partial),
        ("false_pos", score.false_pos),
        ("discuss", score.discuss),
        ("quoted_marked", score.quoted_marked),
        ("missed", score.missed),
    ] {
        assert_eq!(Some(found), expected[name].as_u64(), "{what}: {name}");
    }
    for (name, found) in [
        ("precision", score.overlap.precision()),
        ("recall", score.overlap.recall()),
        ("f1", score.overlap.f1()),
        ("strict_f1", score.strict.f1()),
        ("kappa_vs_key", score.kappa()),
        ("technique_accuracy", score.technique.share()),
        ("voice_accuracy", score.voice.share()),
    ] {
        check(&format!("{what}: {name}"), found, expected[name].as_f64());
    }
}

/// Forty words of two letters: word n stands at 3n to 3n + 2.
fn forty_words() -> String {
    let letter = |n: usize| char::from(b'a' + u8::try_from(n).expect("small"));
    (0..40).map(|n| format!("{}{}", letter(n % 26), letter(n / 26))).collect::<Vec<_>>().join(" ")
}

fn row_of(pupil: &str, first: usize, last: usize, technique: &str) -> String {
    format!("{pupil},a,{},{},{technique},,\n", 3 * first, 3 * last + 2)
}

/// The published figures of the format's description, worked out there with scikit-learn and krippendorff.
#[test]
fn the_reference_values() {
    let key = key(&forty_words(), &[]);
    let two = row_of("A", 3, 7, "") + &row_of("A", 20, 23, "") + &row_of("B", 4, 7, "") + &row_of("B", 30, 32, "");
    let three = two.clone() + &row_of("C", 3, 7, "");
    let missing = three.clone() + &row_of("C", 10, 14, "not-read");
    let graded = |rows: &str| grade(&key, &[csv(rows)]);
    let round = |value: Option<f64>| (value.expect("defined") * 1e6).round() / 1e6;
    let grading = graded(&two);
    assert_eq!(grading.items.len(), 40);
    let pair: Vec<f64> = grading.agreement.iter().filter(|row| row.a == "A").map(|row| round(row.value)).collect();
    assert_eq!(pair, [0.8, 0.377_432]);
    for (rows, alpha, units) in [(&two, 0.382_812, 40), (&three, 0.542_088, 40), (&missing, 0.537_994, 40)] {
        let grading = graded(rows);
        let row = of_class(&grading, Metric::Alpha);
        // 0.3828125 exactly: the published figure was rounded to even.
        let value = row.value.expect("defined");
        assert!((value - alpha).abs() <= 5.1e-7, "{value}, published {alpha}");
        assert_eq!((row.units, row.note), (units, "discuss"));
    }
}

/// "The vile mob ran from the so-called vote today", to mark: vile mob (4-12), so-called (26-35); to discuss: vote.
const TEXT: &str = "The vile mob ran from the so-called vote today";
const SPANS: [(&str, &str); 3] = [("vile mob", "mark"), ("so-called", "mark"), ("vote", "discuss")];

#[test]
fn one_pupil_by_hand() {
    let key = key(TEXT, &SPANS);
    // mob ran (9-16), so-called (26-35), vote (36-40), today (41-46) with a reason, from (17-21) without.
    let marks = "Ana,a,9,16,slur,quoted,\nAna,a,26,35,labeling,editorial,\nAna,a,36,40,,,\nAna,a,41,46,,,it hurries\nAna,a,17,21,,,\n";
    let grading = grade(&key, &[csv(marks)]);
    let score = &grading.class[0];
    let outcomes: Vec<Outcome> = grading.marks_with_outcomes().map(|(.., outcome)| outcome).collect();
    assert_eq!(outcomes, [Outcome::Partial, Outcome::Wrong, Outcome::Right, Outcome::Discuss, Outcome::Discuss], "in the order of the text");
    assert_eq!((score.marked, score.missed, score.answers), (5, 0, 2));
    // Three marks count: mob ran lies to 3/7 in an answer, so-called wholly, from not at all. Of vile mob 3/8 are covered, of so-called all.
    check("precision", score.overlap.precision(), Some((3.0 / 7.0 + 1.0 + 0.0) / 3.0));
    check("recall", score.overlap.recall(), Some((3.0 / 8.0 + 1.0) / 2.0));
    // Whole answers: 1 of 3 marks, 1 of 2 answers.
    check("strict F1", score.strict.f1(), Some(2.0 * (1.0 / 3.0) * 0.5 / (1.0 / 3.0 + 0.5)));
    // Words: The vile mob ran from the so called vote today, of which vote is open. Key: vile mob so called; pupil: mob ran from so called today.
    assert_eq!((score.judged, score.words), (9, Tally::whole(4, 6, 3)));
    assert_eq!((score.technique.right, score.technique.all), (1, 2), "so-called is a slur in this key");
    assert_eq!((score.voice.right, score.voice.all), (1, 2));
}

#[test]
fn answers_clicked_word_by_word_are_whole_but_for_the_blank() {
    let grading = grade(&key(TEXT, &SPANS), &[csv("Ana,a,4,8,,,\nAna,a,9,12,,,\n")]);
    let score = &grading.class[0];
    assert_eq!((score.partial, score.missed), (2, 1));
    check("precision", score.overlap.precision(), Some(1.0));
    check("recall", score.overlap.recall(), Some((7.0 / 8.0) / 2.0));
}

#[test]
fn any_technique_that_the_key_defends_is_right_and_two_answers_must_both_be() {
    let span = json!({ "start": 4, "end": 12, "answer": "mark", "technique": "slur", "techniques": ["slur", "labeling"], "voice": "editorial" });
    let key = key_of(
        &json!({ "schema_version": "1", "passages": [{ "article_id": "a", "text": TEXT, "sha256": digest(TEXT.as_bytes()), "key": [span] }] }),
    );
    for (marks, right) in [
        ("Ana,a,4,12,labeling,,\n", 1),
        ("Ana,a,4,12,Slur ,,\n", 1),
        ("Ana,a,4,12,hedge,,\n", 0),
        ("Ana,a,4,12,slur,,\nAna,a,4,12,labeling,,\n", 1),
        ("Ana,a,4,12,slur,,\nAna,a,4,12,hedge,,\n", 0),
    ] {
        let technique = grade(&key, &[csv(marks)]).class[0].technique;
        assert_eq!((technique.right, technique.all), (right, 1), "{marks}");
    }
}

#[test]
fn a_masked_slur_is_compared_by_its_place_only() {
    let key = |masked: bool| {
        let span = json!({ "start": 4, "end": 12, "text": "v*** m**", "answer": "mark", "masked": masked });
        json!({ "schema_version": "1", "passages": [{ "article_id": "a", "text": TEXT, "sha256": digest(TEXT.as_bytes()), "key": [span] }] })
            .to_string()
    };
    assert!(read_key("k", key(true).as_bytes()).is_ok());
    let refused = read_key("k", key(false).as_bytes()).expect_err("other words").to_string();
    assert!(refused.starts_with("k: passage \"a\": its key says \"v*** m**\" at 4 to 12; expected \"vile mob\""), "{refused}");
}

#[test]
fn who_hands_in_nothing_is_missing_and_who_marks_nothing_is_not() {
    let text = |id: &str| json!({ "article_id": id, "text": "One two.", "sha256": digest(b"One two."), "key": [] });
    let key = key_of(&json!({ "schema_version": "1", "passages": [text("a"), text("b")] }));
    let grading = grade(&key, &[csv("Ana,a,0,3,,,\nAna,b,,,,,\nBen,a,0,3,,,\nCleo,b,4,7,,,\n")]);
    let items: Vec<(u64, u64)> = grading.items.iter().map(|item| (item.marked, item.answers)).collect();
    assert_eq!(items, [(2, 2), (0, 2), (0, 2), (1, 2)]);
    let pair = |a: &str, b: &str| grading.agreement.iter().find(|row| row.a == a && row.b == b && row.metric == Metric::Kappa).expect("a pair");
    assert_eq!((pair("Ben", "Cleo").units, pair("Ben", "Cleo").value, pair("Ben", "Cleo").note), (0, None, "no word that both judged"));
    assert_eq!((pair("Ana", "Ben").units, pair("Ana", "Ben").value), (2, Some(1.0)));
    let alone = grade(&key, &[csv("Ana,a,,,,,\nBen,a,,,,,\n")]);
    let notes: Vec<(Option<f64>, &str)> = alone.agreement.iter().filter(|row| row.unit == Unit::Token).map(|row| (row.value, row.note)).collect();
    let same = "undefined: all answers are the same";
    assert_eq!(notes, [(Some(1.0), ""), (None, same), (Some(1.0), ""), (None, "undefined: neither marked anything")]);
    assert!(alone.class.iter().all(|score| score.kappa().is_none() && score.note().contains("kappa undefined")), "the key has nothing either");
}

#[test]
fn the_most_even_split_comes_first_and_ties_in_the_order_of_the_text() {
    let marks = "A,a,0,3,,,\nB,a,0,3,,,so it is\nC,a,0,3,,,\nD,a,41,46,,,\nA,a,13,16,,,\nB,a,13,16,,,\nA,a,4,12,,,\nB,a,4,12,,,\n";
    let grading = grade(&key(TEXT, &SPANS), &[csv(marks)]);
    let splits: Vec<(&str, usize)> = grading.splits.iter().map(|split| (split.text.as_str(), split.marked_by.len())).collect();
    assert_eq!(splits, [("vile mob", 2), ("ran", 2), ("The", 3), ("today", 1)], "2 of 4, 2 of 4, then 3 and 1 of 4");
    assert_eq!(grading.splits[2].reasons, [("B".to_owned(), "so it is".to_owned())]);
    assert_eq!((grading.splits[1].left.as_str(), grading.splits[1].right.as_str()), ("The vile mob ", " from the so-called vote today"));
}

fn everything(grading: &Grading) -> Value {
    let key = key(TEXT, &SPANS);
    Value::Object(connote::report::grading::document(grading, &key))
}

/// Rows of marks as a class might write them: mostly fine, some not.
fn any_row() -> impl Strategy<Value = String> {
    let offset = || select(vec!["", "0", "3", "4", "9", "12", "13", "16", "26", "35", "36", "40", "46", "47", "-1", "x", "99999999999999999999"]);
    let pupil = select(vec!["Ana", "Ben", "Cleo", ""]);
    let article = select(vec!["a", "a", "a", "b", ""]);
    let technique = select(vec!["", "slur", "labeling", "not-read"]);
    let voice = select(vec!["", "editorial", "quoted", "loud"]);
    let note = select(vec!["", "why not", "\"two\nlines\"", "\"open"]);
    (pupil, article, offset(), offset(), technique, voice, note)
        .prop_map(|(pupil, article, start, end, technique, voice, note)| format!("{pupil},{article},{start},{end},{technique},{voice},{note}\n"))
}

fn check_totals(grading: &Grading) {
    for score in &grading.class {
        assert_eq!(score.marked, score.true_pos + score.partial + score.false_pos + score.discuss + score.quoted_marked);
        assert!(score.missed <= score.answers && score.outcomes.len() as u64 == score.marked);
        let shares =
            [score.overlap.precision(), score.overlap.recall(), score.overlap.f1(), score.strict.f1(), score.technique.share(), score.voice.share()];
        assert!(shares.iter().flatten().all(|share| (0.0..=1.0).contains(share)), "{score:?}");
        assert!(score.kappa().is_none_or(|kappa| (-1.0..=1.0).contains(&kappa)));
    }
    assert!(grading.agreement.iter().all(|row| row.value.is_none_or(|value| value.is_finite() && value <= 1.0)));
    assert!(grading.items.iter().all(|item| item.marked <= item.answers && item.answers <= grading.pupils.len() as u64));
    let ungraded: u64 = grading.class.iter().map(|score| score.refused).sum();
    assert!(ungraded <= grading.rows_refused());
    assert_eq!(grading.rows, grading.marks() + grading.repeated + grading.without_mark + grading.rows_refused(), "nothing is lost");
}

proptest! {
    #[test]
    fn nothing_is_lost_and_the_order_of_rows_changes_no_figure(
        (rows, shuffled) in prop::collection::vec(any_row().prop_filter("one line", |row| !row.contains('"')), 0..25)
            .prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle()))
    ) {
        let key = key(TEXT, &SPANS);
        let grading = grade(&key, &[csv(&rows.concat())]);
        check_totals(&grading);
        let other = grade(&key, &[csv(&shuffled.concat())]);
        let figures = |grading: &Grading| {
            let document = everything(grading);
            ["counts", "discuss", "class", "agreement", "items", "marks"].map(|part| document[part].clone())
        };
        prop_assert_eq!(figures(&grading), figures(&other));
        // The same rows, one file a pupil.
        let of = |pupil: &str| csv(&rows.iter().filter(|row| row.starts_with(&format!("{pupil},"))).cloned().collect::<String>());
        let files: Vec<MarksFile> = ["Cleo", "", "Ben", "Ana"].map(of).into();
        prop_assert_eq!(figures(&grading), figures(&grade(&key, &files)));
    }

    #[test]
    fn names_change_no_figure(rows in prop::collection::vec(any_row(), 0..20)) {
        let key = key(TEXT, &SPANS);
        let renamed = |row: &String| match row.split_once(',') {
            Some(("Ana", rest)) => format!("Cleo,{rest}"),
            Some(("Cleo", rest)) => format!("Ana,{rest}"),
            _ => row.clone(),
        };
        let (content, swapped) = (rows.concat(), rows.iter().map(renamed).collect::<String>());
        let class = |grading: &Grading| {
            let mut rows: Vec<String> = grading.class.iter().map(|score| {
                let plain = Score { label: String::new(), annotator: String::new(), ..score.clone() };
                format!("{plain:?}")
            }).collect();
            rows.sort();
            let of_class: Vec<_> = grading.agreement.iter().filter(|row| row.a.is_empty()).map(|row| (row.units, row.value)).collect();
            (rows, of_class, grading.items.iter().map(|item| (item.marked, item.answers)).collect::<Vec<_>>())
        };
        prop_assert_eq!(class(&grade(&key, &[csv(&content)])), class(&grade(&key, &[csv(&swapped)])));
    }

    #[test]
    fn damaged_tables_lose_nothing(rows in prop::collection::vec(any_row(), 0..20)) {
        check_totals(&grade(&key(TEXT, &SPANS), &[csv(&rows.concat())]));
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for start in ["", "annotator,article_id,start,end,note\n", "[", "{\"marks\":["] {
            let file = read_marks("x", &[start.as_bytes(), &bytes].concat());
            check_totals(&grade(&key(TEXT, &SPANS), &[file]));
        }
        let _ = read_key("x", &bytes);
    }

    #[test]
    fn cut_json_loses_nothing_that_stands_before(cut in 0..400_usize) {
        let mark = |start: usize, end: usize| json!({ "annotator": "Ana", "article_id": "a", "start": start, "end": end });
        let whole = [json!([mark(4, 12)]), mark(26, 35), json!({ "annotator": "Ben", "article_id": "a", "marks": [{ "start": 0, "end": 3 }, { "start": null, "end": null }] })]
            .map(|value| value.to_string()).join("\n");
        let file = read_marks("x", &whole.as_bytes()[..cut.min(whole.len())]);
        let grading = grade(&key(TEXT, &SPANS), &[file]);
        check_totals(&grading);
        if cut >= whole.len() {
            prop_assert_eq!((grading.marks(), grading.without_mark, grading.refused.len()), (3, 1, 0));
        }
    }
}
