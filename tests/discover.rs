//! Discovery: what is planted is found with the bound that an independent computation gives, where nothing is there nothing is found, and neither the way
//! the reference is kept nor the order of the files changes a number.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use connote::analysis::{Analyzer, Options};
use connote::compare::discovery::{Corpus, Discovery, Settings, Unit, discover, dispersions, uses};
use connote::compare::evidence::{Evidence, Shown, Wanted};
use connote::document::{Document, Field};
use connote::lexicon::builtin;
use connote::profile::{About, Builder, Inventory, Observed, Profile, ProfiledDocument, observe};

/// The generator of `tests/vectors/make_discovery.py`.
struct Generator(u64);

impl Generator {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }

    /// Twelve sentences of twelve words; word 11 never follows word 7, unless planted. With a `pet`, every eighth word or so is that one: words come
    /// in bursts, as in news.
    fn sentences(&mut self, planted: bool, pet: Option<u64>) -> Vec<Vec<u64>> {
        let mut sentences: Vec<Vec<u64>> = Vec::new();
        for _ in 0..12 {
            let mut words: Vec<u64> = Vec::new();
            for _ in 0..12 {
                let word = (0..3).map(|_| self.next(400)).min().expect("three");
                let word = pet.filter(|_| self.next(8) == 0).unwrap_or(word);
                words.push(if words.last() == Some(&7) && word == 11 { 12 } else { word });
            }
            sentences.push(words);
        }
        if planted {
            sentences.push(vec![7, 11]);
        }
        sentences
    }
}

fn word(number: u64) -> String {
    format!("w{number:03}")
}

fn text(sentences: &[Vec<u64>]) -> String {
    let sentence = |words: &Vec<u64>| words.iter().copied().map(word).collect::<Vec<_>>().join(" ") + ".";
    sentences.iter().map(sentence).collect::<Vec<_>>().join(" ")
}

static ENGINE: LazyLock<(Analyzer, Inventory)> = LazyLock::new(|| {
    let analyzer = Analyzer::new(builtin::lexicons(), &Options { overruled: true, ..Options::default() }).expect("built in");
    let inventory = Inventory::new(&analyzer);
    (analyzer, inventory)
});

fn document(id: &str, text: &str) -> Document {
    Document { id: id.to_owned(), text: Field::plain(text), ..Document::default() }
}

fn profile(texts: &[String], longest: usize) -> Profile {
    let mut builder = Builder::new(ENGINE.1.items().to_vec(), longest);
    texts.iter().for_each(|text| builder.add(observe(&ENGINE.0, &ENGINE.1, document("", text), longest).1));
    builder.finish(About::default())
}

/// A document of counts alone: every run of up to three words of a sentence.
fn counted(sentences: &[Vec<u64>]) -> Observed {
    let mut terms: BTreeMap<String, u32> = BTreeMap::new();
    for words in sentences {
        for (length, first) in (1..=3_usize).flat_map(|length| (0..words.len().saturating_sub(length - 1)).map(move |first| (length, first))) {
            let term = words[first..first + length].iter().copied().map(word).collect::<Vec<_>>().join(" ");
            *terms.entry(term).or_default() += 1;
        }
    }
    let words = sentences.iter().map(Vec::len).sum::<usize>() as u64;
    let document = ProfiledDocument { words, words_quoted: 0, sketch: None, copy: false, warnings: 0, singles: Vec::new(), clusters: Vec::new() };
    Observed { document, terms: terms.iter().map(|(term, count)| (term.as_str(), *count)).collect() }
}

fn profile_of(documents: impl Iterator<Item = Observed>) -> Profile {
    let mut builder = Builder::new(Vec::new(), 3);
    documents.for_each(|document| builder.add(document));
    builder.finish(About::default())
}

fn found<'p>(focus: &'p Profile, reference: &Profile, settings: Settings) -> Discovery<'p> {
    discover(Corpus::of(focus).expect("words"), Corpus::of(reference).expect("words"), &settings)
}

fn assert_close(found: Option<f64>, expected: f64) {
    assert!(found.is_some_and(|found| (found - expected).abs() < 1e-10 * expected.abs()), "{found:?}, expected {expected}");
}

#[test]
fn a_planted_phrase_is_first_with_the_bound_worked_out_elsewhere() {
    let mut generator = Generator(2026);
    let focus: Vec<String> = (0..60).map(|number| text(&generator.sentences(number % 2 == 0, None))).collect();
    let reference: Vec<String> = (0..60).map(|_| text(&generator.sentences(false, None))).collect();
    let (focus, reference) = (profile(&focus, 3), profile(&reference, 3));
    let found = found(&focus, &reference, Settings::default());
    assert_eq!(found.unit, Unit::Documents);
    // python3 tests/vectors/make_discovery.py
    assert_eq!(found.candidates.len(), 317);
    let first = &found.candidates[0];
    assert_eq!((first.term, first.focus.hits, first.focus.documents, first.reference), ("w007 w011", 30, 30, Some(Default::default())));
    assert_close(Some(first.lrc), 1.433_786_996_545_548_5);
    assert_eq!(found.with_evidence(), (1, 0), "and nothing else differs");
    assert_close(dispersions(&focus, &uses(&focus, &[first.term]))[0], 0.496_551_724_137_931_3);
    assert_eq!(first.log2_ratio(&found), None, "no ratio to a count of zero");
}

#[test]
fn where_nothing_differs_nothing_is_found_though_words_come_in_bursts() {
    let with_evidence = |seed: u64| {
        let mut generator = Generator(seed);
        let mut half = || -> Vec<Observed> {
            (0..30)
                .map(|_| {
                    let pet = generator.next(400);
                    counted(&generator.sentences(false, Some(pet)))
                })
                .collect()
        };
        let (focus, reference) = (profile_of(half().into_iter()), profile_of(half().into_iter()));
        let evidence = |unit| found(&focus, &reference, Settings { unit: Some(unit), ..Settings::default() }).with_evidence() != (0, 0);
        (evidence(Unit::Documents), evidence(Unit::Words))
    };
    let seeds: Vec<(bool, bool)> = (1..=200).map(with_evidence).collect();
    let (documents, words) = (seeds.iter().filter(|seed| seed.0).count(), seeds.iter().filter(|seed| seed.1).count());
    println!("seeds with evidence: {documents} by documents, {words} by words");
    // At most 5 % of the seeds may show anything. Counting uses instead of documents breaks that: the reason why documents are the default.
    assert!(documents <= 10, "{documents} of 200");
    assert!(words > 100, "{words} of 200");
}

#[test]
fn seven_uses_beside_two_in_a_thousand_words_are_no_evidence() {
    // Evert 2022: 7/1000 beside 2/1000; Walter's estimate log2(7.5/1000.5) - log2(2.5/1000.5) = 1.58 hides that the bound is 0. The plain log2(3.5) is 1.807.
    let side = |uses: usize| {
        let mut words = vec![1; 1000];
        (0..uses).for_each(|at| words[at * 100] = 2);
        profile_of(words.chunks(100).map(|words| counted(&words.iter().map(|word| vec![*word]).collect::<Vec<_>>())))
    };
    let (focus, reference) = (side(7), side(2));
    let found = found(&focus, &reference, Settings { unit: Some(Unit::Words), ..Settings::default() });
    let term = found.candidates.iter().find(|candidate| candidate.term == "w002").expect("a candidate");
    assert_eq!((term.focus.hits, term.reference.map(|sums| sums.hits), term.lrc), (7, Some(2), 0.0));
    assert_close(term.log2_ratio(&found), 1.807_354_922_057_604);
}

#[test]
fn a_dropped_phrase_is_never_made_to_look_rarer_than_it_can_be() {
    let mut generator = Generator(5);
    let texts = |generator: &mut Generator, planted: u64| -> Vec<Observed> {
        (0..40).map(|number| counted(&generator.sentences(number < planted, None))).collect()
    };
    let focus = profile_of(texts(&mut generator, 32).into_iter());
    let whole = profile_of(texts(&mut generator, 3).into_iter());
    for floor in [0, 1, 2, 5, 9] {
        let mut trimmed = whole.clone();
        trimmed.trim(floor);
        for unit in [Unit::Documents, Unit::Words] {
            let settings = Settings { unit: Some(unit), ..Settings::default() };
            let (with_all, with_less) = (found(&focus, &whole, settings), found(&focus, &trimmed, settings));
            assert!(with_less.candidates.len() >= with_all.candidates.len());
            let of_term: BTreeMap<&str, f64> = with_all.candidates.iter().map(|candidate| (candidate.term, candidate.lrc)).collect();
            for candidate in &with_less.candidates {
                let known = candidate.reference.is_some();
                assert_eq!(known, candidate.q_bh.is_some());
                assert!(known || candidate.lrc >= 0.0 && candidate.g2(&with_less).is_none() && candidate.log2_ratio(&with_less).is_none());
                assert!(candidate.lrc.abs() <= of_term.get(candidate.term).map_or(0.0, |lrc| lrc.abs()), "{candidate:?}, floor {floor}");
            }
            // 3 uses: dropped by 5 and 9, kept by 2.
            let planted = with_less.candidates.iter().find(|candidate| candidate.term == "w007 w011").expect("a candidate");
            assert_eq!(planted.reference.map(|sums| sums.hits), (floor < 5).then_some(3));
            assert!(planted.lrc > 0.0 || floor == 9, "floor {floor}");
        }
    }
}

#[test]
fn near_copies_of_the_focus_are_no_reference() {
    let mut generator = Generator(9);
    let mut texts = |count: usize| -> Vec<String> { (0..count).map(|_| text(&generator.sentences(false, None))).collect() };
    let (own, others) = (texts(3), texts(4));
    let focus = profile(&own, 2);
    let mut mixed = profile(&[&own[..2], &others[..]].concat(), 2);
    let mut trimmed = mixed.clone();
    trimmed.trim(0);
    let taken = mixed.take_out(&focus);
    assert_eq!((taken.found, taken.taken_out), (2, true));
    let alone = profile(&others, 2);
    let numbers = |reference: &Profile| -> Vec<String> {
        let found = found(&focus, reference, Settings { min_documents: 1, min_hits: 1, unit: None });
        found.candidates.iter().map(|candidate| format!("{candidate:?}")).collect()
    };
    assert_eq!(numbers(&mixed), numbers(&alone));
    let before = trimmed.clone();
    let left = trimmed.take_out(&focus);
    assert_eq!((left.found, left.taken_out), (2, false));
    assert_eq!(trimmed, before);
}

#[test]
fn lines_do_not_depend_on_the_order_of_the_documents_and_leave_out_quotations_and_copies() {
    let texts = [
        ("d", "The Kyiv\nregime’s plan was read out. They called it “a Kyiv regime plan” twice."),
        ("b", "Nobody in the KYIV REGIME has answered so far, said a clerk in the town."),
        ("a", "A report on the Kyiv regime was late by several days, which nobody had minded."),
        ("c", "A report on the Kyiv regime was late by several days, which nobody had minded."),
    ];
    let focus = profile(&texts.map(|(_, text)| text.to_owned()), 2);
    assert_eq!(focus.copies(), 1);
    let wanted = Wanted::new(&["kyiv regime", "nothing"], 2);
    let shown = |order: [usize; 4], lines: usize| -> Vec<Shown> {
        let mut evidence = Evidence::new(2, &focus, lines);
        order.iter().for_each(|&at| evidence.add(wanted.look(&ENGINE.0, document(texts[at].0, texts[at].1))));
        evidence.finish(&ENGINE.0)
    };
    let first = shown([0, 1, 2, 3], 9);
    assert_eq!(first[0].written.as_deref(), Some("Kyiv regime"));
    let lines: Vec<String> = first[0].lines.iter().map(|line| format!("{}: {}[{}]{}", line.document, line.left, line.node, line.right)).collect();
    assert_eq!(
        lines,
        [
            "a: A report on the [Kyiv regime] was late by several days, which nobody had minded.",
            "b: Nobody in the [KYIV REGIME] has answered so far, said a clerk in the town.",
            "d: The [Kyiv regime]’s plan was read out. They called it “a Kyiv regime",
        ]
    );
    assert_eq!(first[0].entries, ["ruua-gov-regime-kyiv"]);
    assert_eq!(first[1], Shown::default());
    for order in [[3, 2, 1, 0], [2, 0, 3, 1], [1, 3, 0, 2]] {
        assert_eq!(shown(order, 9), first);
        assert_eq!(shown(order, 2)[0].lines, first[0].lines[..2]);
    }
}

#[test]
fn a_profile_without_words_is_none_and_empty_sides_rank_nothing() {
    assert!(Corpus::of(&profile(&["A short text.".to_owned()], 0)).is_none());
    let (some, none) = (profile_of((0..3).map(|_| counted(&[vec![1, 2, 3]]))), profile_of(std::iter::empty()));
    let lenient = Settings { min_hits: 1, min_documents: 1, unit: None };
    assert!(found(&none, &some, lenient).candidates.is_empty());
    assert!(found(&some, &none, lenient).candidates.iter().all(|candidate| candidate.lrc == 0.0 && candidate.q_bh.is_none()));
}

/// The same numbers whatever way the reference is kept, in whatever order the files come, on however many threads.
#[cfg(feature = "cli")]
mod program {
    use std::path::{Path, PathBuf};
    use std::process::Command;

    const ARTICLES: &str = "fixtures/articles";
    const REFERENCE: &str = "fixtures/reference";

    fn run(arguments: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_connote"));
        let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments).output().expect("the program starts");
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// Everything that can be listed, in both directions.
    fn discover(more: &[&str]) -> String {
        run(&[&["discover", "--quiet", "--min-docs", "2", "--min-hits", "3", "--both", "--all", "--format", "json"], more].concat())
    }

    fn rows(json: &str) -> serde_json::Value {
        let whole: serde_json::Value = serde_json::from_str(json).expect("JSON");
        assert!(whole["discover"].as_array().is_some_and(|rows| rows.len() > 100));
        whole["discover"].clone()
    }

    fn written(folder: &tempfile::TempDir, name: &str) -> PathBuf {
        folder.path().join(name)
    }

    fn shown(path: &Path) -> &str {
        path.to_str().expect("UTF-8")
    }

    #[test]
    fn a_reference_of_texts_and_the_profile_built_from_them_give_the_same() {
        let folder = tempfile::tempdir().expect("a folder");
        let profile = written(&folder, "reference.profile");
        run(&["profile", "build", REFERENCE, "--phrases", "3", "--quiet", "--output", shown(&profile)]);
        for unit in ["documents", "words"] {
            let from_texts = rows(&discover(&[ARTICLES, "--against", REFERENCE, "--unit", unit]));
            assert_eq!(rows(&discover(&[ARTICLES, "--against", shown(&profile), "--unit", unit])), from_texts);
        }
    }

    #[test]
    fn neither_threads_nor_the_order_of_files_change_a_byte() {
        let files = || {
            std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(ARTICLES)).expect("fixtures").map(|entry| entry.expect("entry").file_name())
        };
        let mut names: Vec<String> =
            files().map(|name| format!("{ARTICLES}/{}", name.to_string_lossy())).filter(|name| name.ends_with(".txt")).collect();
        names.sort();
        let ordered = discover(&[&names.iter().map(String::as_str).collect::<Vec<_>>()[..], &["--against", REFERENCE, "--threads", "1"]].concat());
        names.reverse();
        names.rotate_left(2);
        let shuffled = discover(&[&names.iter().map(String::as_str).collect::<Vec<_>>()[..], &["--against", REFERENCE, "--threads", "3"]].concat());
        assert_eq!(shuffled, ordered);
    }

    #[test]
    fn the_stubs_are_a_lexicon_that_checks() {
        let folder = tempfile::tempdir().expect("a folder");
        let stubs = written(&folder, "stubs.toml");
        run(&["discover", "--quiet", "--min-docs", "2", "--all", "--top", "100", ARTICLES, "--against", REFERENCE, "--output", shown(&stubs)]);
        let entries = std::fs::read_to_string(&stubs).expect("written").matches("\n[[entry]]\n").count();
        assert!(entries >= 100, "{entries}");
        let checked = run(&["lexicon", "check", shown(&stubs)]);
        assert!(checked.contains(&format!("{entries} entries, {0} of {0} examples hold", 2 * entries)), "{checked}");
    }

    fn said(arguments: &[&str]) -> (Option<i32>, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_connote"));
        let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments).output().expect("the program starts");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        (output.status.code(), text(output.stdout), text(output.stderr))
    }

    #[test]
    fn what_a_trimmed_profile_does_not_know_stays_empty_and_is_said() {
        let folder = tempfile::tempdir().expect("a folder");
        let (whole, trimmed) = (written(&folder, "whole.profile"), written(&folder, "trimmed.profile"));
        // One of the articles searched is among the reference texts.
        let own = "fixtures/articles/strait-ferry.neutral.txt";
        run(&["profile", "build", REFERENCE, own, "--phrases", "2", "--quiet", "--output", shown(&whole)]);
        run(&["profile", "trim", shown(&whole), "--floor", "4", "--quiet", "--output", shown(&trimmed)]);
        let (status, csv, messages) = said(&["discover", ARTICLES, "--against", shown(&trimmed), "--all", "--min-hits", "3", "--format", "csv"]);
        assert_eq!(status, Some(0));
        for part in ["up to 2 words", "1 reference text: near copies", "fewer than 4 uses were dropped from the reference; of those, 3 are assumed"] {
            assert!(messages.contains(part), "{part}: {messages}");
        }
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let names = ["hits_reference", "docs_reference", "rate_reference", "log2_ratio", "g2", "q_bh"];
        let places = names.map(|name| reader.headers().expect("a header").iter().position(|other| other == name).expect(name));
        let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
        let unknown = |row: &&csv::StringRecord| row[places[0]].is_empty();
        assert!(rows.iter().filter(unknown).count() > 10 && !rows.iter().all(|row| unknown(&row)));
        assert!(rows.iter().filter(unknown).all(|row| places.iter().all(|&place| row[place].is_empty())));
        // Single words are all there.
        assert!(rows.iter().filter(unknown).all(|row| row[0].contains([' ', '-'])));
    }

    #[test]
    fn a_profile_that_cannot_be_compared_with_is_refused_in_words() {
        let folder = tempfile::tempdir().expect("a folder");
        let wordless = written(&folder, "wordless.profile");
        run(&["profile", "build", REFERENCE, "--phrases", "0", "--quiet", "--output", shown(&wordless)]);
        let (status, _, messages) = said(&["discover", ARTICLES, "--against", shown(&wordless)]);
        assert!(status == Some(2) && messages.contains("a profile without words; expected one built with --phrases 3"), "{messages}");
        // A profile counted with a lexicon of another language alone.
        let (foreign, lexicon) = (written(&folder, "foreign.profile"), written(&folder, "de.toml"));
        let template = run(&["lexicon", "new", "worte"]).replace("language = \"en\"", "language = \"de\"");
        std::fs::write(&lexicon, template).expect("written");
        run(&["profile", "build", REFERENCE, "--lexicon", shown(&lexicon), "--only", "worte", "--quiet", "--output", shown(&foreign)]);
        let (status, _, messages) = said(&["discover", ARTICLES, "--against", shown(&foreign)]);
        assert!(status == Some(2) && messages.contains("counted for texts in \"de\"; expected \"en\""), "{messages}");
        assert!(messages.contains("no reference to compare with"), "{messages}");
    }
}
