//! No bytes make it panic, and whatever comes in, what comes out keeps its promises. `PROPTEST_CASES=10000 cargo test --test properties`
//! looks longer.

#[path = "support/invariants.rs"]
mod invariants;

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use connote::analysis::{Analysis, Analyzer, Options};
use connote::authoring::check;
use connote::document::{Document, Field};
use connote::lexicon::{Loaded, Selection, builtin, load};
use connote::reader::{Format, read};
use invariants::analyzed;
use proptest::prelude::*;
use proptest::sample::{Index, select};

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| {
    let lexicons = builtin::lexicons();
    let everything = lexicons.iter().map(|loaded| loaded.lexicon().header.id.clone()).collect();
    let selection = Selection { enable: everything, ..Selection::default() };
    Analyzer::new(
        lexicons,
        &Options { selection, near_misses: true, overruled: true, reporting_verbs: true, honour_ignores: true, counts_only: false },
    )
    .expect("built in")
});

/// The articles and reference texts of the fixtures, with their names, sorted.
static FIXTURES: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let files = |folder: &str| fs::read_dir(root().join(folder)).expect("fixtures").map(|entry| entry.expect("entry").path());
    let mut paths: Vec<PathBuf> = files("fixtures/articles").chain(files("fixtures/reference")).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    paths.iter().map(|path| (path.file_name().expect("name").to_string_lossy().into_owned(), fs::read_to_string(path).expect("UTF-8"))).collect()
});

/// A lexicon file of one entry, small enough to be damaged everywhere.
static SMALL_LEXICON: LazyLock<String> = LazyLock::new(|| fs::read_to_string(root().join("tests/cli/bad-lexicons.in/good.toml")).expect("a fixture"));

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

const FORMATS: [Format; 3] = [Format::Text, Format::Markdown, Format::Html];

/// What breaks readers of text: marks, invisible characters, combining marks, scripts that fold, ends of lines, bits of markup, terms.
const HOSTILE: [&str; 63] = [
    "\"",
    "'",
    "“",
    "”",
    "‘",
    "’",
    "«",
    "»",
    "„",
    "‚",
    "`",
    "\n",
    "\r",
    "\r\n",
    "\n\n",
    "\t",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{feff}",
    "\u{301}",
    "\u{338}",
    "\u{2028}",
    "\u{85}",
    "е",
    "о",
    "ı",
    "İ",
    "ß",
    "ﬁ",
    "Ｋ",
    "\u{1d400}",
    "👩‍👩‍👧",
    "🇺🇦",
    "ש",
    "\u{202e}",
    "-",
    "–",
    "—",
    ".",
    "...",
    "?",
    ",",
    "5",
    "'90s",
    "(",
    "]",
    "*",
    "**",
    "> ",
    "# ",
    "<b>",
    "</p>",
    "&nbsp;",
    "&#0;",
    "<!--",
    "-->",
    "<!-- connote: ignore ruua-gov-regime-kyiv, labels -->",
    "\nconnote-ignore-next-line\n",
    "Kyiv regime",
    "so-called",
    "\u{fffd}",
];

/// One act of damage to a text, at a place worked out when the text is known.
#[derive(Debug, Clone)]
enum Damage {
    Delete(Index, usize),
    Repeat(Index, usize),
    Insert(Index, String),
    Swap(Index, Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    let piece = prop_oneof![3 => select(&HOSTILE[..]).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    prop_oneof![
        2 => (any::<Index>(), 1_usize..30).prop_map(|(at, length)| Damage::Delete(at, length)),
        1 => (any::<Index>(), 1_usize..30).prop_map(|(at, length)| Damage::Repeat(at, length)),
        5 => (any::<Index>(), piece).prop_map(|(at, piece)| Damage::Insert(at, piece)),
        1 => (any::<Index>(), any::<Index>()).prop_map(|(one, other)| Damage::Swap(one, other)),
    ]
}

fn damaged(text: &str, acts: &[Damage]) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for act in acts {
        if characters.is_empty() {
            break;
        }
        let range = |at: &Index, length: usize| {
            let start = at.index(characters.len());
            start..(start + length).min(characters.len())
        };
        match act {
            Damage::Delete(at, length) => drop(characters.drain(range(at, *length))),
            Damage::Repeat(at, length) => {
                let piece = characters[range(at, *length)].to_vec();
                let start = range(at, 0).start;
                characters.splice(start..start, piece);
            }
            Damage::Insert(at, piece) => {
                let start = range(at, 0).start;
                characters.splice(start..start, piece.chars());
            }
            Damage::Swap(one, other) => {
                let (one, other) = (range(one, 0).start, range(other, 0).start);
                characters.swap(one, other);
            }
        }
    }
    characters.into_iter().collect()
}

/// A few neighbouring paragraphs of a fixture.
fn extract() -> impl Strategy<Value = String> {
    (any::<Index>(), any::<Index>(), 1_usize..4).prop_map(|(file, paragraph, count)| {
        let (_, text) = &FIXTURES[file.index(FIXTURES.len())];
        let paragraphs: Vec<&str> = text.split_inclusive("\n\n").collect();
        let start = paragraph.index(paragraphs.len());
        paragraphs[start..(start + count).min(paragraphs.len())].concat()
    })
}

/// An extract as a page: each paragraph in its element, a headline, a block quotation.
fn as_html(text: &str) -> String {
    let paragraphs = text.split("\n\n").enumerate().map(|(index, paragraph)| {
        let element = ["p", "blockquote", "li"][index % 3];
        format!("<{element}>{paragraph}</{element}>\n")
    });
    format!("<html><head><title>Page</title></head><body><article><h1>Page</h1>{}</article></body></html>", paragraphs.collect::<String>())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases()) })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        for format in FORMATS {
            if let Ok(document) = read("bytes", &bytes, format) {
                analyzed(&ANALYZER, document);
            }
        }
    }

    #[test]
    fn any_characters_are_read(pieces in prop::collection::vec(prop_oneof![select(&HOSTILE[..]).prop_map(str::to_owned), "\\PC{0,8}", "[a-zA-Z ]{0,12}"], 0..60)) {
        let text = pieces.concat();
        for format in FORMATS {
            if let Ok(document) = read("pieces", text.as_bytes(), format) {
                analyzed(&ANALYZER, document);
            }
        }
    }

    #[test]
    fn damaged_articles_are_read(text in extract(), acts in prop::collection::vec(damage(), 1..12), format in select(&FORMATS[..])) {
        let text = if format == Format::Html { as_html(&text) } else { text };
        if let Ok(document) = read("damaged", damaged(&text, &acts).as_bytes(), format) {
            analyzed(&ANALYZER, document);
        }
    }

    #[test]
    fn damaged_bytes_are_read(text in extract(), at in any::<Index>(), bytes in prop::collection::vec(any::<u8>(), 1..6), format in select(&FORMATS[..])) {
        let mut damaged = text.into_bytes();
        let at = at.index(damaged.len());
        damaged.splice(at..at, bytes);
        if let Ok(document) = read("damaged", &damaged, format) {
            analyzed(&ANALYZER, document);
        }
    }

    #[test]
    fn any_string_is_a_lexicon_or_is_refused(toml in prop_oneof!["\\PC{0,200}", "[\\[\\]{}=\"',.#a-z0-9\n -]{0,200}"]) {
        let _ = load("any.toml", &toml);
    }

    #[test]
    fn damaged_lexicons_are_refused_or_can_be_used(acts in prop::collection::vec(damage(), 1..4)) {
        if let Ok(loaded) = Loaded::from_toml("damaged.toml", &damaged(&SMALL_LEXICON, &acts)) {
            used(loaded);
        }
    }

    /// Patterns are a language of their own: what is accepted expands and can be looked for.
    #[test]
    fn any_pattern_is_refused_or_can_be_used(pattern in "[a-zA-Z{}|* .'’-]{1,24}", inflect in select(vec!["none", "verb", "noun", "adj"]), case in select(vec!["insensitive", "sensitive", "smart"])) {
        let forms = format!("inflect = {inflect:?}\ncase = {case:?}\nforms = [{}]\nneutral =", toml::Value::from(pattern));
        if let Ok(loaded) = Loaded::from_toml("pattern.toml", &SMALL_LEXICON.replace("neutral =", &forms)) {
            used(loaded);
        }
    }
}

/// What random input has brought down once, in its smallest form.
#[test]
fn what_broke_it_once_breaks_it_no_more() {
    // A mark after a character of several bytes: before the first sentence, after a dateline's, inside none.
    let nested = "<article><h1>Head</h1><p>A first paragraph with words enough for a reader to find it, and some more.</p>\
        <blockquote><p>One two three.</p><blockquote><p>Four five six.</p></blockquote></blockquote></article>";
    let cases = [
        (Format::Text, "‘𖭐", None),
        (Format::Text, "\u{2028}” ", None),
        (Format::Text, "A title\n\n¡”ALOWER TARROW (Northgate Wire) - Sundmark and Ilvania exchanged 64 prisoners.\n", None),
        // A block quotation in another: each word of it counts once.
        (Format::Markdown, "# Head\n\nThe text.\n\n> One two three.\n>\n> > Four five six.\n", Some(6)),
        (Format::Html, nested, Some(6)),
        // Several bytes of white space before a block quotation.
        (Format::Html, "<p>x&nbsp; <blockquote>é</blockquote>", Some(1)),
        (Format::Html, "<p>x&nbsp;&nbsp; <blockquote>The regime.</blockquote>", Some(2)),
    ];
    for (format, text, words_quoted) in cases {
        let document = read("case", text.as_bytes(), format).expect("a text");
        let found = analyzed(&ANALYZER, document).words_quoted;
        assert_eq!(found, words_quoted.unwrap_or(found), "{text:?}");
    }
}

/// How many cases each property gets: enough for every commit, more on request.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(256)
}

/// A lexicon that was accepted makes an analyzer, its examples can be run and a text can be read with it.
fn used(loaded: Loaded) {
    check(&loaded).unwrap_or_else(|error| panic!("accepted, but cannot be checked: {error}"));
    let analyzer = Analyzer::new(vec![loaded], &Options::default()).unwrap_or_else(|error| panic!("accepted, but cannot be used: {error}"));
    analyzed(&analyzer, plain("The rabble moved. “A rabble,” he said.\n\nRabble, mob and 'rabble'"));
}

fn plain(text: &str) -> Document {
    Document { text: Field::plain(text), ..Document::default() }
}

/// What one lexicon finds in a text, apart from its place among the hits of others.
fn found_by(analysis: &Analysis, analyzer: &Analyzer, lexicon: &str) -> Vec<String> {
    let own = analysis.hits.iter().filter(|hit| analyzer.lexicon_id(hit.entry) == lexicon);
    own.map(|hit| format!("{:?} {:?} {} {:?} {:?} {:?}", hit.field, hit.span, analyzer.entry(hit.entry).id, hit.voice, hit.flags, hit.speaker))
        .collect()
}

#[test]
fn adding_lexicons_changes_no_other_count() {
    let options = Options::default();
    let all = builtin::lexicons();
    let together = Analyzer::new(all.clone(), &options).expect("built in");
    // One more whose terms lie inside, across and upon those of the others.
    let greedy =
        SMALL_LEXICON.replace("term = \"rabble\"", "term = \"rabble\"\nforms = [\"{Kyiv|Moscow|the|so-called|said} *\", \"regime\", \"rabble\"]");
    let greedy = greedy.replace("{Kyiv|Moscow|the|so-called|said} *", "{Kyiv|Moscow|the|so-called|said} {regime|r*|t*|U*}");
    let greedy = Loaded::from_toml("greedy.toml", &greedy).expect("valid");
    let crowded = Analyzer::new(all.iter().cloned().chain([greedy]).collect(), &options).expect("valid");
    let mut seen = 0;
    for loaded in &all {
        let id = &loaded.lexicon().header.id;
        let alone = Analyzer::new(vec![loaded.clone()], &options).expect("built in");
        for (name, text) in FIXTURES.iter() {
            let expected = found_by(&alone.analyze(plain(text)), &alone, id);
            seen += expected.len();
            for (others, analyzer) in [("the built-in ones", &together), ("a greedy one", &crowded)] {
                assert_eq!(found_by(&analyzer.analyze(plain(text)), analyzer, id), expected, "{name}: {id} beside {others}");
            }
        }
    }
    assert!(seen > 50, "{seen}");
}
