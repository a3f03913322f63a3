//! Whole files: the counts are made by hand from `fixtures/imports`.

use super::*;
use crate::authoring::check;
use crate::lexicon::{Case, Loaded};

const DIC: &[u8] = include_bytes!("../../../fixtures/imports/ugly.dic");
const QUANTEDA: &[u8] = include_bytes!("../../../fixtures/imports/ugly.quanteda.yml");
const VALE: &[u8] = include_bytes!("../../../fixtures/imports/ugly.vale.yml");
const EXISTENCE: &[u8] = include_bytes!("../../../fixtures/imports/ugly.existence.yml");
const WOKE: &[u8] = include_bytes!("../../../fixtures/imports/ugly.woke.yaml");
const TABLE: &[u8] = include_bytes!("../../../fixtures/imports/ugly.csv");

const FORMATS: [Format; 5] = [Format::Liwc, Format::Quanteda, Format::Vale, Format::Woke, Format::Csv];

fn options() -> Options {
    Options { format: None, id: None, language: "en".to_owned(), today: "2026-11-26".to_owned() }
}

/// What was made, read again: it loads, and its examples hold.
fn imported(file: &str, bytes: &[u8]) -> (Imported, Loaded) {
    let imported = import(file, bytes, &options()).expect(file);
    let loaded = Loaded::from_toml(file, &imported.toml).expect("it loads");
    assert_eq!(check(&loaded).expect("it can be used"), [], "{file}");
    assert_eq!(loaded.lexicon().entries.len(), imported.entries);
    assert!(loaded.lexicon().entries.iter().all(|entry| entry.technique.id().starts_with("x-") || entry.technique.id() == "labeling"));
    (imported, loaded)
}

fn categories(imported: &Imported) -> Vec<(&str, usize)> {
    imported.categories.iter().map(|(_, technique, count)| (technique.as_str(), *count)).collect()
}

fn lost(imported: &Imported) -> Vec<(usize, &str)> {
    imported.lost.iter().map(|lost| (lost.line, lost.what.as_str())).collect()
}

#[test]
fn the_ugly_liwc_file() {
    let (found, loaded) = imported("ugly.dic", DIC);
    assert_eq!(categories(&found), [("x-harmvirtue", 4), ("x-harmvice", 6), ("x-fair-play", 5), ("x-sacred", 5)]);
    assert_eq!(lost(&found), [(16, "re*gime"), (19, "just"), (20, ":-)"), (22, "unknown 99"), (23, "nothing"), (27, "SAFE*")]);
    let entry = |id: &str| loaded.lexicon().entries.iter().find(|entry| entry.id == id).expect(id);
    assert_eq!(entry("ugly-sacred-war").notes.as_deref(), Some("weight 0.75 in HarmVice; weight -1.5 in Sacred"));
    assert_eq!(entry("ugly-harmvice-deshonor").term, "déshonor*");
    assert_eq!(entry("ugly-sacred-the").accept, ["They wrote [[The]] there."]);
    assert!(found.warning.is_some(), "Latin-1 is said to be assumed");
    assert!(found.toml.contains("# Not carried: 6\n#   line 16: \"re*gime\" not carried: "));
}

#[test]
fn the_ugly_quanteda_file() {
    let (found, loaded) = imported("ugly.quanteda.yml", QUANTEDA);
    let expected =
        [("x-culture.high", 2), ("x-culture.sport", 3), ("x-economy", 2), ("x-economy.nested.deeper", 2), ("x-law-order", 2), ("x-single", 1)];
    assert_eq!(categories(&found), expected);
    assert_eq!(lost(&found), [(10, "wom?n"), (11, "re*gime"), (12, "ECONOMY"), (16, "empty")]);
    assert!(loaded.lexicon().entries.iter().any(|entry| entry.term == "no"), "a word, not a boolean");
}

#[test]
fn the_ugly_vale_rules() {
    let (found, loaded) = imported("ugly.vale.yml", VALE);
    assert_eq!(categories(&found), [("x-ugly.vale", 7)]);
    assert_eq!(lost(&found), [(8, "scope"), (9, "action"), (17, r"\d+ hordes"), (18, "e.g.")]);
    let entries = &loaded.lexicon().entries;
    assert_eq!(entries[1].forms, ["Kyiv regime", "Kyiv junta", "Kiev regime", "Kiev junta"]);
    assert_eq!(entries[4].forms, ["illegal aliens", "illegal alien", "illegal immigrants", "illegal immigrant"]);
    assert_eq!((entries[0].neutral.join(","), entries[2].omit, entries[0].strength), ("government,cabinet".to_owned(), true, 3));
    assert_eq!(entries[0].why, "Consider 'government' instead of 'regime'; it takes a side.");

    let (found, loaded) = imported("ugly.existence.yml", EXISTENCE);
    assert_eq!(categories(&found), [("x-ugly.existence", 4)]);
    assert_eq!(lost(&found), [(5, "exceptions"), (9, "best(?! man)"), (10, "un*able")]);
    assert!(loaded.lexicon().entries.iter().all(|entry| entry.case == Case::Sensitive));
}

#[test]
fn the_ugly_woke_file() {
    let (found, loaded) = imported("ugly.woke.yaml", WOKE);
    assert_eq!(categories(&found), [("x-colour", 1), ("x-access", 1), ("x-ugly.woke", 2)]);
    let expected = [
        (6, "whitelist"),
        (9, "alternatives"),
        (19, "options.depth"),
        (23, "switched-off"),
        (24, "c*t"),
        (24, "a rule without a name"),
        (25, "ignore_files"),
    ];
    assert_eq!(lost(&found), expected);
    let first = &loaded.lexicon().entries[0];
    assert_eq!((first.why.chars().count(), first.notes.as_ref().map(|notes| notes.chars().count())), (200, Some(268)), "cut, and whole beside it");
    assert_eq!(loaded.lexicon().entries[2].forms, ["master/slave*", "master-slave*"]);
}

#[test]
fn the_ugly_table() {
    let (found, loaded) = imported("ugly.csv", TABLE);
    assert_eq!(categories(&found), [("labeling", 2), ("x-own-name", 2), ("x-praise", 2), ("x-ugly", 1)]);
    let expected = [(1, "Colour"), (5, "7"), (5, "freedom fighter*"), (7, "Praise"), (8, "re*gime"), (9, "extra")];
    assert_eq!(lost(&found).into_iter().map(|(line, what)| (line, what.trim())).collect::<Vec<_>>(), expected);
    let first = &loaded.lexicon().entries[0];
    // Another term is another entry, whatever its id.
    let ids: Vec<&str> = loaded.lexicon().entries.iter().map(|entry| entry.id.as_str()).filter(|id| id.starts_with('a')).collect();
    assert_eq!(ids, ["a-one", "a-one-2", "a-one-3", "a-one-4"]);
    assert_eq!(first.why, "Denies \"legitimacy\"; takes a side");
    assert_eq!(first.case, Case::Smart);
}

#[test]
fn dictionaries_of_the_words_that_sentences_are_made_of() {
    let words = "They wrote there Birds sang in the park Ships left at noon We met twice Rain fell 42 a* *s t* s* h* w* r* listed under";
    let text = format!("%\n1 All\n%\n{}", words.split(' ').map(|word| format!("{word}\t1\n")).collect::<String>());
    let (found, _) = imported("all.dic", text.as_bytes());
    assert_eq!(found.entries + found.lost.len(), 27);
    // What a wider form of the category always covers is no loss: the stretch is found.
    assert!(found.lost.iter().all(|lost| lost.reason.contains("covers")), "{:?}", found.lost);
}

#[test]
fn names_make_ids_and_take_no_place_of_built_in_lexicons() {
    let made = |file: &str| import(file, "- a\n- ñ\n- Київ\n".as_bytes(), &Options { format: Some(Format::Quanteda), ..options() }).expect(file);
    assert_eq!(made("folder/Моя.yml").id, "imported");
    assert_eq!(made("ru-ua.csv").id, "ru-ua-import");
    let ids: Vec<String> =
        Loaded::from_toml("x", &made("x y.yml").toml).expect("valid").into_lexicon().entries.into_iter().map(|entry| entry.id).collect();
    assert_eq!(ids, ["x-y-x-y-a", "x-y-x-y-n", "x-y-x-y-term"]);
    assert!(!made("/home/somebody/x.yml").toml.contains("somebody"));
}

fn refused(file: &str, bytes: &[u8], format: Option<Format>) -> String {
    let problem = import(file, bytes, &Options { format, ..options() }).expect_err(file).to_string();
    assert!(problem.starts_with(file) && problem.contains("expected") && problem.matches("; ").count() >= 2, "{problem}");
    problem
}

#[test]
fn files_that_are_no_dictionary_are_refused_in_words() {
    for format in FORMATS {
        for bytes in [&b""[..], b" \r\r\n", b"\x89PNG\r\n\x1a\n\0\0", b"\xEF\xBB\xBF"] {
            refused("f.x", bytes, Some(format));
        }
        refused("f.x", b":-)\n", Some(format));
    }
    // Each under the name of each other: refused, or nothing is lost without a word.
    for (name, bytes) in [("liwc", DIC), ("quanteda", QUANTEDA), ("vale", VALE), ("woke", WOKE), ("csv", TABLE)] {
        for format in FORMATS {
            if let Ok(found) = import("f.x", bytes, &Options { format: Some(format), ..options() }) {
                assert!(format.name() == name || format == Format::Quanteda, "{name} as {format:?}: {} entries", found.entries);
            }
        }
    }
    assert!(refused("f.x", b"some text\n", None).contains("--format"));
    assert!(refused("f.yml", b"a: [b]\na: [c]\n", None).starts_with("f.yml:2: a second \"a\""));
    assert!(refused("f.yml", b"a: &x\n - *x\n", None).contains("contains itself"));
    assert!(refused("f.yml", b"a:\n\t- b\n", None).contains("no YAML"));
}

#[test]
fn limits_are_said() {
    assert!(refused("f.dic", &vec![b'a'; SIZE_LIMIT + 1], None).contains("67108865 bytes; expected at most 67108864; split"));
    let terms: String = (0..=TERM_LIMIT).map(|number| format!("- w{number}\n")).collect();
    assert!(refused("f.yml", terms.as_bytes(), None).starts_with("f.yml:200001: more than 200000 terms"));
}

#[test]
fn no_bytes_make_it_panic_and_the_result_is_the_same_twice() {
    let mut state = 1_u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).expect("31 bits") % below
    };
    let signs = *b"%*|()[]{}\\\"':;,\t\n\r-&!? \xE9\x00#@a1";
    for round in 0..400 {
        let mut bytes = [DIC, QUANTEDA, VALE, WOKE, TABLE][round % 5].to_vec();
        for _ in 0..=random(6) {
            let at = random(bytes.len());
            match random(3) {
                0 => bytes[at] = signs[random(signs.len())],
                1 => bytes.insert(at, signs[random(signs.len())]),
                _ => bytes.truncate(at.max(1)),
            }
        }
        let options = Options { format: Some(FORMATS[random(5)]), ..options() };
        let (first, second) = (import("f.x", &bytes, &options), import("f.x", &bytes, &options));
        if let (Ok(first), Ok(second)) = (first, second) {
            assert_eq!(first, second);
            let loaded = Loaded::from_toml("f.toml", &first.toml).expect("what is handed out loads");
            assert_eq!(check(&loaded).expect("usable"), []);
        }
    }
}
