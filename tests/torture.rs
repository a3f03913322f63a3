//! The torture list: every variant of writing a term that must be found, and every near miss that must not, one line each.
//!
//! A text carries its own answer. What must be found stands between ⟦ and ⟧ (marks may nest); the marks are taken out before the text
//! is analysed, so each row checks the exact piece of the original and its place, not only that something was found. Rows without
//! marks say that nothing may be found. What is right here was decided from the definitions, never by running the program.

use connote::analysis::{Analysis, Analyzer, Hit, Options};
use connote::context::Flag;
use connote::document::{Document, Field, FieldName, Zone};
use connote::lexicon::Loaded;
use connote::reader::{Format, Rows, TableFormat, TableOptions, read};
use connote::span::Span;

/// Entries of one lexicon, each as the inside of a TOML inline table; what a row does not care about is filled in by [`entry`].
type Entries<'a> = &'a [&'a str];

const OPEN: char = '⟦';
const CLOSE: char = '⟧';

/// One entry in a line of TOML. Keys that the row leaves out get values that only serve to make the entry valid.
fn entry(index: usize, keys: &str) -> String {
    let id = format!("{:?}", format!("entry-{index}"));
    let defaults = [
        ("id", id.as_str()),
        ("technique", "\"labeling\""),
        ("serves", "\"general\""),
        ("polarity", "\"neg\""),
        ("strength", "1"),
        ("omit", "true"),
        ("why", "\"A test.\""),
        ("evidence", "[{ source = \"guide\", kind = \"style-guide\", stance = \"discourages\" }]"),
        ("accept", "[\"[[x]]\"]"),
        ("reject", "[\"x\"]"),
    ];
    let left_out = defaults.iter().filter(|(key, _)| !keys.starts_with(&format!("{key} =")) && !keys.contains(&format!(", {key} =")));
    let filled: String = left_out.map(|(key, value)| format!(", {key} = {value}")).collect();
    format!("{{ {keys}{filled} }}")
}

/// A lexicon of these entries, with a slot `{city}` and one listed name.
fn lexicon(id: &str, entries: Entries<'_>) -> Loaded {
    let entries: Vec<String> = entries.iter().enumerate().map(|(index, keys)| entry(index, keys)).collect();
    let toml = format!(
        "entry = [{}]
        [lexicon]
        id = {id:?}
        version = \"0.1.0\"
        schema = 1
        title = \"Torture\"
        language = \"en\"
        theme = \"general\"
        sides = [\"general\"]
        license = \"CC-BY-4.0\"
        description = \"Terms of the tests.\"
        maintainers = [\"connote contributors\"]
        updated = \"2026-11-24\"
        [sources.guide]
        title = \"Guide\"
        publisher = \"Press\"
        year = 2026
        kind = \"style-guide\"
        [slots]
        city = [\"Kyiv\", \"Kiev\"]
        [names]
        organisations = [\"Radical Party\"]
        ",
        entries.join(", ")
    );
    Loaded::from_toml("torture.toml", &toml).unwrap_or_else(|error| panic!("{error}\n{toml}"))
}

fn analyzer(lexicons: Vec<Loaded>) -> Analyzer {
    Analyzer::new(lexicons, &Options::default()).unwrap_or_else(|error| panic!("{error}"))
}

/// The text without its marks, and what they enclose: by start, the longer first.
fn unmarked(marked: &str) -> (String, Vec<Span>) {
    let (mut text, mut open, mut spans) = (String::new(), Vec::new(), Vec::new());
    for character in marked.chars() {
        match character {
            OPEN => open.push(text.len()),
            CLOSE => spans.push(Span::new(open.pop().expect("an opening mark"), text.len())),
            other => text.push(other),
        }
    }
    assert!(open.is_empty(), "a mark is not closed in {marked:?}");
    spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    (text, spans)
}

fn analyze(entries: Entries<'_>, title: Option<&str>, text: &str) -> Analysis {
    let document = Document { title: title.map(Field::plain), text: Field::plain(text), ..Document::default() };
    analyzer(vec![lexicon("torture", entries)]).analyze(document)
}

/// Field, place and wording of each hit, as rows compare them.
fn places<'a>(analysis: &'a Analysis, hits: &[Hit]) -> Vec<(FieldName, usize, &'a str)> {
    hits.iter().map(|hit| (hit.field, hit.span.start, hit.span.of(analysis.content(hit.field)))).collect()
}

/// What is wrong with a row, if anything: the hits must be exactly the marked pieces, in order.
fn fault(name: &str, entries: Entries<'_>, title: Option<&str>, marked: &str) -> Option<String> {
    let (title, in_title) = title.map(unmarked).map_or((None, Vec::new()), |(title, spans)| (Some(title), spans));
    let (text, in_text) = unmarked(marked);
    let cut = |field: FieldName, content: &str, spans: &[Span]| {
        spans.iter().map(|span| (field, span.start, span.of(content).to_owned())).collect::<Vec<_>>()
    };
    let mut expected = cut(FieldName::Title, title.as_deref().unwrap_or_default(), &in_title);
    expected.extend(cut(FieldName::Text, &text, &in_text));
    let analysis = analyze(entries, title.as_deref(), &text);
    let counted: Vec<Hit> = analysis.hits.iter().filter(|hit| hit.counts()).cloned().collect();
    let found: Vec<_> = places(&analysis, &counted).into_iter().map(|(field, start, slice)| (field, start, slice.to_owned())).collect();
    (found != expected).then(|| format!("{name}\n    text     {text:?}\n    expected {expected:?}\n    found    {found:?}"))
}

/// All rows are tried before the test fails, so that one run shows everything that is wrong.
fn assert_no_faults(faults: Vec<String>) {
    assert!(faults.is_empty(), "{} rows fail:\n  {}", faults.len(), faults.join("\n  "));
}

const REGIME: &str = r#"term = "Kyiv regime""#;
const SO_CALLED: &str = r#"term = "so-called""#;
const OFFICIAL: &str = r#"term = "official line""#;
const PEOPLE: &str = r#"term = "people's republic""#;
const ACCENTED: &str = r#"term = "ancien régime""#;

/// Name, entry, text. Everything here must be found.
#[rustfmt::skip]
const FOUND: &[(&str, &str, &str)] = &[
    // The plain case and the ends of the text.
    ("in a sentence", REGIME, "The ⟦Kyiv regime⟧ fell."),
    ("the whole text, no final newline", REGIME, "⟦Kyiv regime⟧"),
    ("at the end, no final newline", REGIME, "It blamed the ⟦Kyiv regime⟧"),
    ("at the end before a newline", REGIME, "It blamed the ⟦Kyiv regime⟧\n"),
    ("at the start", REGIME, "⟦Kyiv regime⟧ officials left."),
    ("after a BOM inside a cell", REGIME, "\u{FEFF}⟦Kyiv regime⟧ officials left."),
    ("after leading white space", REGIME, " \t\n⟦Kyiv regime⟧ officials left."),
    ("twice", REGIME, "The ⟦Kyiv regime⟧ is the ⟦Kyiv regime⟧."),
    ("twice in a row", REGIME, "⟦Kyiv regime⟧ ⟦Kyiv regime⟧"),
    ("after characters of two, three and four bytes", REGIME, "Él — 日本 😀 ⟦Kyiv regime⟧ 😀."),

    // White space inside the phrase.
    ("line feed", REGIME, "The ⟦Kyiv\nregime⟧ fell."),
    ("carriage return and line feed", REGIME, "The ⟦Kyiv\r\nregime⟧ fell."),
    ("carriage return alone", REGIME, "The ⟦Kyiv\rregime⟧ fell."),
    ("wrapped with indentation", REGIME, "The ⟦Kyiv\n    regime⟧ fell."),
    ("wrapped with a trailing space", REGIME, "The ⟦Kyiv \n regime⟧ fell."),
    ("wrapped with a tab, CRLF", REGIME, "The ⟦Kyiv\t\r\n\tregime⟧ fell."),
    ("wrapped after a full stop further up", REGIME, "It ended. The ⟦Kyiv\nregime⟧ fell and\nno more was said."),
    ("double space", REGIME, "The ⟦Kyiv  regime⟧ fell."),
    ("many spaces", REGIME, "The ⟦Kyiv          regime⟧ fell."),
    ("tab", REGIME, "The ⟦Kyiv\tregime⟧ fell."),
    ("vertical tab", REGIME, "The ⟦Kyiv\u{B}regime⟧ fell."),
    ("next line U+0085", REGIME, "The ⟦Kyiv\u{85}regime⟧ fell."),
    ("no-break space", REGIME, "The ⟦Kyiv\u{A0}regime⟧ fell."),
    ("no-break space beside a space", REGIME, "The ⟦Kyiv \u{A0} regime⟧ fell."),
    ("ogham space mark", REGIME, "The ⟦Kyiv\u{1680}regime⟧ fell."),
    ("en quad", REGIME, "The ⟦Kyiv\u{2000}regime⟧ fell."),
    ("em quad", REGIME, "The ⟦Kyiv\u{2001}regime⟧ fell."),
    ("en space", REGIME, "The ⟦Kyiv\u{2002}regime⟧ fell."),
    ("em space", REGIME, "The ⟦Kyiv\u{2003}regime⟧ fell."),
    ("three-per-em space", REGIME, "The ⟦Kyiv\u{2004}regime⟧ fell."),
    ("four-per-em space", REGIME, "The ⟦Kyiv\u{2005}regime⟧ fell."),
    ("six-per-em space", REGIME, "The ⟦Kyiv\u{2006}regime⟧ fell."),
    ("figure space", REGIME, "The ⟦Kyiv\u{2007}regime⟧ fell."),
    ("punctuation space", REGIME, "The ⟦Kyiv\u{2008}regime⟧ fell."),
    ("thin space", REGIME, "The ⟦Kyiv\u{2009}regime⟧ fell."),
    ("hair space", REGIME, "The ⟦Kyiv\u{200A}regime⟧ fell."),
    ("line separator", REGIME, "The ⟦Kyiv\u{2028}regime⟧ fell."),
    ("narrow no-break space", REGIME, "The ⟦Kyiv\u{202F}regime⟧ fell."),
    ("medium mathematical space", REGIME, "The ⟦Kyiv\u{205F}regime⟧ fell."),
    ("ideographic space", REGIME, "The ⟦Kyiv\u{3000}regime⟧ fell."),

    // Hyphens.
    ("hyphen-minus", SO_CALLED, "The ⟦so-called⟧ talks."),
    ("hyphen U+2010", SO_CALLED, "The ⟦so\u{2010}called⟧ talks."),
    ("non-breaking hyphen U+2011", SO_CALLED, "The ⟦so\u{2011}called⟧ talks."),
    ("figure dash U+2012", SO_CALLED, "The ⟦so\u{2012}called⟧ talks."),
    ("en dash U+2013", SO_CALLED, "The ⟦so\u{2013}called⟧ talks."),
    ("full-width hyphen", SO_CALLED, "The ⟦so\u{FF0D}called⟧ talks."),
    ("hyphen at a wrapped line end", SO_CALLED, "The ⟦so-\ncalled⟧ talks."),
    ("hyphen at a wrapped line end, CRLF", SO_CALLED, "The ⟦so-\r\ncalled⟧ talks."),
    ("hyphen at a wrapped line end, indented", SO_CALLED, "The ⟦so-\n    called⟧ talks."),
    ("hyphen U+2010 at a wrapped line end", SO_CALLED, "The ⟦so\u{2010}\ncalled⟧ talks."),
    ("hyphen at a wrapped line end, all capitals", SO_CALLED, "THE ⟦SO-\nCALLED⟧ TALKS."),
    ("hyphen at a wrapped line end, Title Case", SO_CALLED, "The ⟦So-\nCalled⟧ Talks."),
    ("hyphen in the term, dash in the lexicon", "term = \"so\u{2013}called\"", "The ⟦so-called⟧ talks."),
    ("behind a hyphenated prefix", REGIME, "The anti-⟦Kyiv regime⟧ rally."),
    ("before a hyphen", REGIME, "The ⟦Kyiv regime⟧-led talks."),

    // Soft hyphens.
    ("soft hyphen inside a word", REGIME, "The ⟦Kyiv re\u{AD}gime⟧ fell."),
    ("soft hyphens everywhere", REGIME, "The ⟦K\u{AD}y\u{AD}iv re\u{AD}gi\u{AD}me⟧ fell."),
    ("soft hyphen before the space", REGIME, "The ⟦Kyiv\u{AD} regime⟧ fell."),
    ("soft hyphen beside the hyphen", SO_CALLED, "The ⟦so-\u{AD}called⟧ talks."),

    // Apostrophes.
    ("straight apostrophe", PEOPLE, "The ⟦people's republic⟧ fell."),
    ("curly apostrophe", PEOPLE, "The ⟦people’s republic⟧ fell."),
    ("opening curly quote as apostrophe", PEOPLE, "The ⟦people‘s republic⟧ fell."),
    ("modifier letter apostrophe", PEOPLE, "The ⟦people\u{2BC}s republic⟧ fell."),
    ("full-width apostrophe", PEOPLE, "The ⟦people\u{FF07}s republic⟧ fell."),
    ("curly apostrophe in the lexicon", r#"term = "people’s republic""#, "The ⟦people's republic⟧ fell."),
    ("apostrophe in the middle of a name", r#"term = "o'neill plan""#, "The ⟦O’Neill plan⟧ fell."),
    ("apostrophe at the start of the term", r#"term = "'90s nostalgia""#, "The ⟦’90s nostalgia⟧ fell."),

    // What may follow a term within its last word.
    ("possessive", REGIME, "The ⟦Kyiv regime⟧'s army."),
    ("possessive, curly", REGIME, "The ⟦Kyiv regime⟧’s army."),
    ("possessive in capitals", REGIME, "THE ⟦KYIV REGIME⟧'S ARMY."),
    ("possessive at the end of the text", REGIME, "An army of the ⟦Kyiv regime⟧’s"),
    ("possessive at the end of a sentence", REGIME, "An army of the ⟦Kyiv regime⟧’s."),
    ("plural possessive", r#"term = "Kyiv regimes""#, "The ⟦Kyiv regimes⟧' army."),
    ("plural possessive, curly", r#"term = "Kyiv regimes""#, "The ⟦Kyiv regimes⟧’ army."),
    ("plural possessive of an inflected noun", r#"term = "puppet", inflect = "noun""#, "The ⟦puppets⟧’ army."),
    ("contraction of is", r#"term = "they""#, "So ⟦they⟧'re gone and ⟦they⟧’ll stay and ⟦they⟧'ve won and ⟦they⟧’d go."),
    ("contraction of not", r#"term = "could""#, "It ⟦could⟧n't and ⟦could⟧n’t."),

    // Case.
    ("capitals", REGIME, "THE ⟦KYIV REGIME⟧ FELL."),
    ("Title Case", REGIME, "The ⟦Kyiv Regime⟧ Fell."),
    ("small letters", REGIME, "the ⟦kyiv regime⟧ fell."),
    ("mixed", REGIME, "The ⟦kYIV rEGIME⟧ fell."),
    ("capitals in the lexicon", r#"term = "KYIV REGIME""#, "The ⟦Kyiv regime⟧ fell."),
    ("full case folding: sharp s", r#"term = "Straßenkampf""#, "The ⟦STRASSENKAMPF⟧ and the ⟦Straßenkampf⟧."),
    ("full case folding: capital sharp s", r#"term = "strassenkampf""#, "The ⟦STRAẞENKAMPF⟧."),
    ("full case folding: long s", r#"term = "so-called""#, "The ⟦ſo-called⟧ talks."),
    ("full case folding: Kelvin sign", REGIME, "The ⟦\u{212A}yiv regime⟧ fell."),
    ("another alphabet, capitals", r#"term = "київський режим""#, "А ⟦КИЇВСЬКИЙ РЕЖИМ⟧ впав."),
    ("Greek final sigma", r#"term = "λόγος""#, "Ο ⟦ΛΌΓΟΣ⟧ και ο ⟦λόγος⟧."),

    // Characters without width.
    ("zero-width space inside", REGIME, "The ⟦Ky\u{200B}iv regime⟧ fell."),
    ("zero-width non-joiner inside", REGIME, "The ⟦Kyiv re\u{200C}gime⟧ fell."),
    ("zero-width joiner inside", REGIME, "The ⟦Kyiv re\u{200D}gime⟧ fell."),
    ("word joiner inside", REGIME, "The ⟦Kyiv re\u{2060}gime⟧ fell."),
    ("U+FEFF inside", REGIME, "The ⟦Kyiv re\u{FEFF}gime⟧ fell."),
    ("several kinds inside", REGIME, "The ⟦K\u{200B}\u{200C}yiv\u{2060} \u{FEFF}re\u{200D}gime⟧ fell."),
    ("between the spaces", REGIME, "The ⟦Kyiv \u{200B} regime⟧ fell."),
    ("zero-width space around", REGIME, "The \u{200B}⟦Kyiv regime⟧\u{200B} fell."),
    ("zero-width non-joiner around", REGIME, "The \u{200C}⟦Kyiv regime⟧\u{200C} fell."),
    ("zero-width joiner around", REGIME, "The \u{200D}⟦Kyiv regime⟧\u{200D} fell."),
    ("word joiner around", REGIME, "The \u{2060}⟦Kyiv regime⟧\u{2060} fell."),
    ("U+FEFF around", REGIME, "The \u{FEFF}⟦Kyiv regime⟧\u{FEFF} fell."),
    ("before a possessive", REGIME, "The ⟦Kyiv regime⟧\u{200B}'s army."),
    ("beside a hyphen", SO_CALLED, "The ⟦so\u{2060}-\u{2060}called⟧ talks."),
    ("directional marks around", REGIME, "The \u{200E}⟦Kyiv regime⟧\u{200F} fell."),

    // Letters of another script that look Latin, in words that have Latin letters.
    ("Cyrillic e", REGIME, "The ⟦Kyiv r\u{435}gime⟧ fell."),
    ("Cyrillic capital K", REGIME, "The ⟦\u{41A}yiv regime⟧ fell."),
    ("Cyrillic i and e", REGIME, "The ⟦Ky\u{456}v r\u{435}gim\u{435}⟧ fell."),
    ("Cyrillic a, c, o", OFFICIAL, "The ⟦\u{43E}ffi\u{441}i\u{430}l line⟧ held."),
    ("Cyrillic capitals", REGIME, "THE ⟦KYIV R\u{415}GI\u{41C}\u{415}⟧ FELL."),
    ("Greek omicron", OFFICIAL, "The ⟦\u{3BF}fficial line⟧ held."),
    ("Greek capital kappa", REGIME, "The ⟦\u{39A}yiv regime⟧ fell."),
    ("Greek capitals in a shout", REGIME, "THE ⟦KY\u{399}V REG\u{399}\u{39C}\u{395}⟧ FELL."),
    ("Cyrillic in a word with a Latin letter outside ASCII", r#"term = "Straßenkampf""#, "Der ⟦Str\u{430}ßenkampf⟧."),
    ("Cyrillic in a word with a decomposed accent", ACCENTED, "The ⟦ancien re\u{301}g\u{456}me⟧ fell."),
    ("Cyrillic with a zero-width space", REGIME, "The ⟦Kyiv r\u{200B}\u{435}gime⟧ fell."),
    ("Cyrillic before a possessive", REGIME, "The ⟦Kyiv regim\u{435}⟧’s army."),

    // Compatibility forms.
    ("full-width letters", REGIME, "The ⟦Ｋｙｉｖ　ｒｅｇｉｍｅ⟧ fell."),
    ("full-width capitals", REGIME, "The ⟦ＫＹＩＶ ＲＥＧＩＭＥ⟧ fell."),
    ("full-width letters and hyphen", SO_CALLED, "The ⟦ｓｏ－ｃａｌｌｅｄ⟧ talks."),
    ("ligature fi", OFFICIAL, "The ⟦of\u{FB01}cial line⟧ held."),
    ("ligature ff", OFFICIAL, "The ⟦o\u{FB00}icial line⟧ held."),
    ("ligature ffi", OFFICIAL, "The ⟦o\u{FB03}cial line⟧ held."),
    ("ligature fl", r#"term = "flood of claims""#, "A ⟦\u{FB02}ood of claims⟧."),
    ("ligature ffl", r#"term = "baffling claim""#, "A ⟦ba\u{FB04}ing claim⟧."),
    ("ligature st", r#"term = "strongman""#, "A ⟦\u{FB06}rongman⟧ and a ⟦\u{FB05}rongman⟧."),
    ("ligature at the end of the term", r#"term = "tariff""#, "A ⟦tari\u{FB00}⟧ rose."),
    ("ligature before a possessive", r#"term = "sheriff""#, "The ⟦sheri\u{FB00}⟧'s men."),

    // Accents, composed and decomposed.
    ("composed", ACCENTED, "The ⟦ancien régime⟧ fell."),
    ("decomposed", ACCENTED, "The ⟦ancien re\u{301}gime⟧ fell."),
    ("decomposed, capitals", ACCENTED, "THE ⟦ANCIEN RE\u{301}GIME⟧ FELL."),
    ("composed capitals", ACCENTED, "THE ⟦ANCIEN RÉGIME⟧ FELL."),
    ("decomposed in the lexicon", "term = \"ancien re\u{301}gime\"", "The ⟦ancien régime⟧ fell."),
    ("composed at the end", r#"term = "political cliché""#, "A ⟦political cliché⟧."),
    ("decomposed at the end: the mark is part of the letter", r#"term = "political cliché""#, "A ⟦political cliche\u{301}⟧."),
    ("decomposed before a possessive", r#"term = "political cliché""#, "The ⟦political cliche\u{301}⟧’s use."),
    ("two marks on one letter", r#"term = "Việt Cộng""#, "The ⟦Vie\u{323}\u{302}t Co\u{302}\u{323}ng⟧ came."),
    ("composed in another alphabet", r#"term = "київський режим""#, "Цей ⟦киі\u{308}вськии\u{306} режим⟧ впав."),

    // Punctuation on either side.
    ("comma", REGIME, "The ⟦Kyiv regime⟧, it said,⟦Kyiv regime⟧,fell."),
    ("semicolon", REGIME, "The ⟦Kyiv regime⟧;⟦Kyiv regime⟧; it fell."),
    ("colon and space", REGIME, "It: ⟦Kyiv regime⟧: it fell."),
    ("full stop", REGIME, "It blamed the ⟦Kyiv regime⟧."),
    ("question and exclamation marks", REGIME, "The ⟦Kyiv regime⟧?! ¿⟦Kyiv regime⟧?"),
    ("ellipsis", REGIME, "The …⟦Kyiv regime⟧… and ...⟦Kyiv regime⟧..."),
    ("parentheses", REGIME, "The (⟦Kyiv regime⟧) fell."),
    ("brackets", REGIME, "The [⟦Kyiv regime⟧] fell."),
    ("braces and angle brackets", REGIME, "The {⟦Kyiv regime⟧} and <⟦Kyiv regime⟧> fell."),
    ("footnote mark", REGIME, "The ⟦Kyiv regime⟧[1] and the ⟦Kyiv regime⟧* fell."),
    ("double quotes", REGIME, "The \"⟦Kyiv regime⟧\" fell."),
    ("curly double quotes", REGIME, "The “⟦Kyiv regime⟧” fell."),
    ("single quotes", REGIME, "The '⟦Kyiv regime⟧' fell."),
    ("curly single quotes", REGIME, "The ‘⟦Kyiv regime⟧’ fell."),
    ("guillemets", REGIME, "The «⟦Kyiv regime⟧» fell."),
    ("low quotes", REGIME, "The „⟦Kyiv regime⟧“ fell."),
    ("em dash without spaces", REGIME, "It fell—⟦Kyiv regime⟧—at last."),
    ("en dash with spaces", REGIME, "It fell – ⟦Kyiv regime⟧ – at last."),
    ("slash", REGIME, "The army/⟦Kyiv regime⟧/media."),
    ("ampersand, percent, hash", REGIME, "The army&⟦Kyiv regime⟧% and #⟦Kyiv regime⟧ fell."),
    ("underscores of emphasis", REGIME, "The _⟦Kyiv regime⟧_ fell."),
    ("asterisks of emphasis", REGIME, "The **⟦Kyiv regime⟧** fell."),
    ("emoji", REGIME, "The 😀⟦Kyiv regime⟧😀 fell."),
    ("bullet", REGIME, "•⟦Kyiv regime⟧ fell"),

    // Boundaries that scraping lost.
    ("glued sentence", REGIME, "It was the ⟦Kyiv regime⟧.Next day it rained."),
    ("glued sentence, term after it", REGIME, "It rained.⟦Kyiv regime⟧ officials left."),
    ("glued sentence with a question mark", REGIME, "It was the ⟦Kyiv regime⟧?Next day it rained."),
    ("glued sentence after a possessive", REGIME, "It was the ⟦Kyiv regime⟧’s.Next day it rained."),
    ("glued sentence with a quotation mark", REGIME, "“It was the ⟦Kyiv regime⟧.”Next day it rained."),
    ("glued comma", REGIME, "It was the ⟦Kyiv regime⟧,which fell."),

    // Patterns.
    ("alternatives", r#"term = "x", forms = ["Kyiv {regime|junta}"]"#, "The ⟦Kyiv regime⟧ and the ⟦Kyiv junta⟧."),
    ("empty alternative", r#"term = "x", forms = ["Kyiv {puppet |}regime"]"#, "The ⟦Kyiv puppet regime⟧ and the ⟦Kyiv regime⟧."),
    ("alternatives inside a word", r#"term = "x", forms = ["labo{u|}r unrest"]"#, "The ⟦labour unrest⟧ and the ⟦labor unrest⟧."),
    ("alternatives of several words", r#"term = "x", forms = ["{in power|at the helm} again"]"#, "He is ⟦in power again⟧, ⟦at the helm again⟧."),
    ("slot", r#"term = "x", forms = ["{city} regime"]"#, "The ⟦Kyiv regime⟧ and the ⟦Kiev regime⟧."),
    ("own slot before the file's", r#"term = "x", forms = ["{city} regime"], slots = { city = ["Minsk"] }"#, "The ⟦Minsk regime⟧, not the Kyiv regime."),
    ("several forms", r#"term = "x", forms = ["{city} regime", "regime in {city}"]"#, "The ⟦Kyiv regime⟧ is the ⟦regime in Kiev⟧."),
    ("trailing star", r#"term = "denazif*""#, "To ⟦denazify⟧ is ⟦denazification⟧."),
    ("trailing star for nothing", r#"term = "denazif*""#, "The ⟦denazif⟧ plan."),
    ("trailing star before a possessive", r#"term = "denazif*""#, "The ⟦denazification⟧’s end."),
    ("trailing star before a contraction", r#"term = "coul*""#, "It ⟦could⟧n’t."),
    ("trailing star in capitals", r#"term = "denazif*""#, "⟦DENAZIFICATION⟧ NOW"),
    ("trailing star before a hyphen", r#"term = "denazif*""#, "The ⟦denazification⟧-first plan."),
    ("trailing star within emphasis", r#"term = "denazif*""#, "The _⟦denazification⟧_ plan."),
    ("trailing star over a soft hyphen", r#"term = "denazif*""#, "The ⟦denazifi\u{AD}cation⟧ plan."),
    ("trailing star before a glued sentence", r#"term = "denazif*""#, "It is ⟦denazification⟧.Next day it rained."),
    ("leading star", r#"term = "*scope""#, "The ⟦telescope⟧ and the ⟦scope⟧."),
    ("leading star within emphasis", r#"term = "*scope""#, "The _⟦telescope⟧_ is gone."),
    ("star at both ends", r#"term = "*nazi*""#, "The ⟦neonazis⟧ and ⟦Nazi⟧ and ⟦denazification⟧."),
    ("star in a phrase", r#"term = "denazif* of Ukraine""#, "The ⟦denazification of Ukraine⟧ began."),
    ("star at the end of the first word, wrapped", r#"term = "denazif* of Ukraine""#, "The ⟦denazification\nof Ukraine⟧ began."),
    ("stars in two words", r#"term = "denazif* *regime*""#, "The ⟦denazified subregimes⟧ fell."),
    ("star in a word before a script without spaces", r#"term = "denazif*""#, "The ⟦denazification⟧日本 plan."),
    ("verb forms", r#"term = "slam", inflect = "verb""#, "They ⟦slam⟧; he ⟦slams⟧, ⟦slammed⟧, is ⟦slamming⟧."),
    ("verb of several words", r#"term = "point out", inflect = "verb""#, "He ⟦points out⟧, ⟦pointed out⟧, is ⟦pointing out⟧."),
    ("verb in y", r#"term = "deny", inflect = "verb""#, "He ⟦denies⟧ and ⟦denied⟧ it, ⟦denying⟧ all."),
    ("irregular verb", r#"term = "shed", inflect = "verb""#, "It ⟦sheds⟧ light, ⟦shed⟧ light, is ⟦shedding⟧ light."),
    ("verb with two spellings", r#"term = "label", inflect = "verb""#, "They ⟦labelled⟧ and ⟦labeled⟧ it, ⟦labelling⟧ it, ⟦labeling⟧ it."),
    ("noun forms", r#"term = "Moscow puppet", inflect = "noun""#, "A ⟦Moscow puppet⟧, two ⟦Moscow puppets⟧."),
    ("noun in y", r#"term = "proxy", inflect = "noun""#, "A ⟦proxy⟧, two ⟦proxies⟧, a ⟦proxy⟧’s ⟦proxies⟧’ men."),
    ("noun in ch, irregular noun", r#"term = "x", forms = ["witch", "strongman"], inflect = "noun""#, "⟦Witches⟧ and ⟦strongmen⟧."),
    ("adjective forms", r#"term = "grim", inflect = "adj""#, "It is ⟦grim⟧, ⟦grimmer⟧, the ⟦grimmest⟧."),
    ("inflection of every form", r#"term = "x", forms = ["{city} puppet", "stooge"], inflect = "noun""#, "⟦Kiev puppets⟧ and ⟦stooges⟧."),

    // Capitals that matter.
    ("sensitive, as written", r#"term = "Right Sector", case = "sensitive""#, "The ⟦Right Sector⟧ came."),
    ("sensitive, possessive", r#"term = "Right Sector", case = "sensitive""#, "The ⟦Right Sector⟧’s men."),
    ("sensitive, wrapped and spaced", r#"term = "Right Sector", case = "sensitive""#, "The ⟦Right\n Sector⟧ came."),
    ("smart, as written", r#"term = "the West", case = "smart""#, "It is ⟦the West⟧ again."),
    ("smart, capitalised at the start of a sentence", r#"term = "the West", case = "smart""#, "It ended. ⟦The West⟧ won."),
    ("smart, start of a sentence in quotation marks", r#"term = "the West", case = "smart""#, "It ended. “⟦The West⟧ won,” he said."),
    ("smart, all capitals", r#"term = "the West", case = "smart""#, "IT IS ⟦THE WEST⟧ AGAIN."),
    ("smart, Title Case in a headline", r#"term = "red lines", case = "smart""#, "Talks on ⟦Red Lines⟧ End\n\nThe talks are over."),
    ("smart acronym, exactly", r#"term = "AIDS", case = "smart""#, "The ⟦AIDS⟧ office aids us."),

    // Zones and what is not text.
    ("after a dateline", REGIME, "Talks end\n\nKYIV (Some Wire) — The ⟦Kyiv regime⟧ fell.\n\nMore."),
    ("right after a dateline", REGIME, "Talks end\n\nPARIS, March 3 (Some Wire) - ⟦Kyiv regime⟧ officials left.\n\nMore."),
    ("a place and a dash in mid-text", REGIME, "Talks end\n\nIt rained all day.\n\nMore came. The ⟦Kyiv regime⟧ — it said — fell."),
    ("after a byline", REGIME, "Talks end\n\nBy Jane Doe\n\nThe ⟦Kyiv regime⟧ fell.\n\nMore."),
    ("beside a link", REGIME, "The ⟦Kyiv regime⟧ (https://a.example/x) fell."),
    ("directly after a link and a space", REGIME, "See https://a.example/x ⟦Kyiv regime⟧ files."),
    ("beside an address", REGIME, "Write to a.b@c.example about the ⟦Kyiv regime⟧."),
    ("each line a paragraph", REGIME, "The ⟦Kyiv regime⟧ fell.\nThe ⟦Kyiv regime⟧ rose.\nIt rained."),
    ("headline without a title field", REGIME, "⟦Kyiv regime⟧ falls\n\nIt rained.\n\nIt snowed."),
];

/// Name, entry, text. Nothing here may be found.
#[rustfmt::skip]
const NOT_FOUND: &[(&str, &str, &str)] = &[
    // Parts of words.
    ("a word that ends in the term", r#"term = "pressed""#, "He expressed it."),
    ("a word that begins with the term", r#"term = "regime""#, "The regimental band."),
    ("the plural without inflection", REGIME, "The Kyiv regimes fell."),
    ("a longer first word", REGIME, "The XKyiv regime fell."),
    ("a digit glued behind", REGIME, "The Kyiv regime2 fell."),
    ("a digit glued before", REGIME, "The 2Kyiv regime fell."),
    ("an underscore between the words", REGIME, "The Kyiv_regime fell."),
    ("an underscore and more behind", REGIME, "The Kyiv regime_x fell."),
    ("an underscore and more before", REGIME, "The x_Kyiv regime fell."),
    ("a letter after a zero-width space", REGIME, "The Kyiv regime\u{200B}s fell."),
    ("a letter after a soft hyphen", REGIME, "The Kyiv regime\u{AD}s fell."),
    ("a Cyrillic letter glued behind", REGIME, "The Kyiv regime\u{436} fell."),
    ("part of a name with an apostrophe", r#"term = "neill""#, "Then O'Neill and O’Neill spoke."),
    ("part of an abbreviation", r#"term = "u""#, "The U.S. and u.s. left."),
    ("part of a number", r#"term = "5""#, "It rose 1.5 and 5,000 and 1,5."),
    ("host name without a scheme", r#"term = "regime""#, "See regime.example for more."),
    ("a file name", r#"term = "regime""#, "See regime.txt for more."),
    ("words run together", REGIME, "The Kyivregime fell."),
    ("words run together by a zero-width joiner", REGIME, "The Kyiv\u{200D}regime fell."),

    // Something between the words.
    ("full stop between", REGIME, "He left Kyiv. Regime officials stayed."),
    ("full stop, small letter", REGIME, "He left Kyiv. regime officials stayed."),
    ("glued full stop between", REGIME, "He left Kyiv.Regime officials stayed."),
    ("comma between", REGIME, "In Kyiv, regime officials stayed."),
    ("colon between", REGIME, "Kyiv: regime officials stayed."),
    ("dash between", REGIME, "In Kyiv — regime officials stayed."),
    ("hyphen between", REGIME, "The Kyiv-regime talks."),
    ("slash between", REGIME, "The Kyiv/regime talks."),
    ("quotation mark between", REGIME, "The Kyiv “regime” fell."),
    ("parenthesis between", REGIME, "The Kyiv (regime) fell."),
    ("ellipsis between", REGIME, "The Kyiv … regime fell."),
    ("a word between", REGIME, "The Kyiv puppet regime fell."),
    ("possessive between", REGIME, "Then Kyiv's regime fell."),
    ("possessive between, curly", REGIME, "Then Kyiv’s regime fell."),
    ("other order", REGIME, "The regime Kyiv has."),
    ("emoji between", REGIME, "The Kyiv 😀 regime fell."),

    // Paragraph ends.
    ("blank line between", REGIME, "All of Kyiv\n\nregime officials stayed"),
    ("blank line between, CRLF", REGIME, "All of Kyiv\r\n\r\nregime officials stayed"),
    ("blank line between, carriage returns", REGIME, "All of Kyiv\r\rregime officials stayed"),
    ("blank line of spaces and tabs", REGIME, "All of Kyiv\n \t \nregime officials stayed"),
    ("blank line of no-break spaces", REGIME, "All of Kyiv\n\u{A0}\nregime officials stayed"),
    ("three line feeds", REGIME, "All of Kyiv\n\n\nregime officials stayed"),
    ("lines that are paragraphs", REGIME, "A man of Kyiv\nRegime officials left.\nIt rained.\nIt snowed."),
    ("headline and first paragraph", REGIME, "Rain in Kyiv\n\nRegime officials left.\n\nIt snowed."),
    ("hyphen before a blank line", SO_CALLED, "This is so-\n\ncalled off"),

    // Hyphens that are none.
    ("no hyphen", SO_CALLED, "It is so called today."),
    ("hyphen with spaces", SO_CALLED, "It is so - called today."),
    ("em dash", SO_CALLED, "It is so—called today."),
    ("two hyphens", SO_CALLED, "It is so--called today."),
    ("space where the term has none", r#"term = "warmonger""#, "The war monger left."),
    ("hyphen where the term has none", r#"term = "warmonger""#, "The war-monger left."),

    // Apostrophes that are none.
    ("no apostrophe", PEOPLE, "The peoples republic fell."),
    ("possessive is not optional", PEOPLE, "The people republic fell."),

    // What is no text.
    ("in a URL", r#"term = "regime""#, "See https://example.com/regime now."),
    ("in the query of a URL", r#"term = "regime""#, "See https://example.com/?q=regime now."),
    ("in the host of a URL", r#"term = "regime""#, "See http://regime.example.com now."),
    ("in a URL without a scheme", r#"term = "regime""#, "See www.regime.org and example.com/regime now."),
    ("in an address", r#"term = "regime""#, "Write to regime@example.com or a.b@regime.example now."),
    ("across a link", REGIME, "In Kyiv https://a.example/x regime officials stayed."),
    ("in a dateline", r#"term = "Kyiv""#, "Talks end\n\nKYIV (Some Wire) — The talks ended.\n\nMore."),
    ("in a dateline with a date", r#"term = "Kyiv""#, "Talks end\n\nKYIV, March 3 (Some Wire) - The talks ended.\n\nMore."),
    ("in a dateline without an agency", r#"term = "Kyiv""#, "Talks end\n\nKYIV, Ukraine — The talks ended.\n\nMore."),
    ("across the end of a dateline", REGIME, "Talks end\n\nKYIV (Some Wire) Regime officials left.\n\nMore."),
    ("in a byline", r#"term = "regime""#, "Talks end\n\nBy Jane Regime, Some Agency\n\nIt rained.\n\nIt snowed."),

    // Other scripts.
    ("a word wholly in Cyrillic that looks Latin", r#"term = "cop""#, "Это сор и рос."),
    ("a word wholly in Greek that looks Latin", r#"term = "no""#, "Το νο και ΝΟ."),
    ("a mixed word with a letter that looks like none", r#"term = "regime""#, "The r\u{436}gime fell."),

    // Patterns.
    ("trailing star only at the end", r#"term = "denazif*""#, "The redenazification."),
    ("leading star only at the start", r#"term = "*scope""#, "The telescopes."),
    ("a star stands for no space", r#"term = "denazif* Ukraine""#, "The denazification of Ukraine."),
    ("a star stands for no hyphen", r#"term = "denazif* plan""#, "The denazif-y plan."),
    ("a star stands for no apostrophe", r#"term = "denazif* plan""#, "The denazifier's plan."),
    ("alternatives are not combined", r#"term = "x", forms = ["{Kyiv regime|Minsk junta}"]"#, "The Kyiv junta and the Minsk regime."),
    ("only the last word of a noun phrase inflects", r#"term = "Moscow puppet", inflect = "noun""#, "Two Moscows puppet."),
    ("only the first word of a verb phrase inflects", r#"term = "point out", inflect = "verb""#, "He point outs."),
    ("no inflection unless asked for", r#"term = "slam""#, "He slams and slammed it."),

    // Capitals that matter.
    ("sensitive, small", r#"term = "Right Sector", case = "sensitive""#, "The right sector came."),
    ("sensitive, all capitals", r#"term = "Right Sector", case = "sensitive""#, "The RIGHT SECTOR came."),
    ("sensitive, small at the start of a sentence", r#"term = "the West", case = "sensitive""#, "The West won."),
    ("smart, small", r#"term = "the West", case = "smart""#, "It lies in the west."),
    ("smart, capitalised in mid-sentence", r#"term = "red lines", case = "smart""#, "It is the Red Lines again."),
    ("smart, only the first letter at the start of a sentence", r#"term = "red lines", case = "smart""#, "It ended. Red Lines won."),
    ("smart acronym, small", r#"term = "AIDS", case = "smart""#, "He aids us."),
    ("smart acronym, start of a sentence", r#"term = "AIDS", case = "smart""#, "It ended. Aids came."),
];

/// Name, entry with a sense condition, a text in which it holds for the marked words, a text in which it does not.
#[rustfmt::skip]
const SENSE: &[(&str, &str, &str, &str)] = &[
    ("only_if next", r#"term = "regime", only_if = [{ next = ["army"] }]"#, "The ⟦regime⟧ army left.", "The regime of the army left."),
    ("next is a whole word", r#"term = "regime", only_if = [{ next = ["army"] }]"#, "The ⟦regime⟧ ARMY’s men left.", "The regime armyworm left."),
    ("next, a mark that opens between", r#"term = "regime", only_if = [{ next = ["army"] }]"#, "The ⟦regime⟧ “army men” left.", "The regime, army men left."),
    ("unless next, not over a comma", r#"term = "regime", unless = [{ next = ["war"] }]"#, "In the ⟦regime⟧, war goes on.", "The regime war goes on."),
    ("next over a wrapped line, not a paragraph", r#"term = "regime", only_if = [{ next = ["army"] }]"#, "The ⟦regime⟧\narmy left.", "The regime\n\narmy left"),
    ("next phrase", r#"term = "regime", only_if = [{ next = ["in power"] }]"#, "The ⟦regime⟧ in power left.", "The regime in great power left."),
    ("next, one of several", r#"term = "regime", only_if = [{ next = ["army", "police"] }]"#, "The ⟦regime⟧ police left.", "The regime clerks left."),
    ("next with a slot", r#"term = "regime", only_if = [{ next = ["in {city}"] }]"#, "The ⟦regime⟧ in Kiev left.", "The regime in Minsk left."),
    ("next with a star", r#"term = "regime", only_if = [{ next = ["chang*"] }]"#, "The ⟦regime⟧ changes.", "The regime exchanges."),
    ("next after a possessive", r#"term = "regime", only_if = [{ next = ["army"] }]"#, "The ⟦regime⟧'s army left.", "The regime's own army left."),
    ("next in a look-alike word", r#"term = "regime", only_if = [{ next = ["army"] }]"#, "The ⟦regime⟧ \u{430}rmy left.", "The regime \u{430} left."),
    ("unless next", r#"term = "regime", unless = [{ next = ["change"] }]"#, "The ⟦regime⟧ changes.", "The regime change."),
    ("unless next over a no-break space", r#"term = "regime", unless = [{ next = ["change"] }]"#, "The ⟦regime⟧. Change came.", "The regime\u{A0}change."),
    ("only_if prev", r#"term = "regime", only_if = [{ prev = ["puppet"] }]"#, "The puppet ⟦regime⟧ left.", "The puppet of a regime left."),
    ("prev does not reach into the sentence before", r#"term = "regime", only_if = [{ prev = ["puppet"] }]"#, "Puppet ⟦regime⟧ men left.", "It was a puppet. Regime men left."),
    ("prev phrase", r#"term = "regime", only_if = [{ prev = ["rule of the"] }]"#, "The rule of the ⟦regime⟧.", "The rule of a regime."),
    ("prev with a leading star", r#"term = "regime", only_if = [{ prev = ["*ist"] }]"#, "The fascist ⟦regime⟧ left.", "The listed regime left."),
    ("unless prev", r#"term = "regime", unless = [{ prev = ["visa", "tax"] }]"#, "The new ⟦regime⟧.", "The tax regime and the Visa-regime."),
    ("after_next", r#"term = "regime", only_if = [{ after_next = ["power"] }]"#, "The ⟦regime⟧ in power left.", "The regime power left."),
    ("after_next, one word too far", r#"term = "regime", only_if = [{ after_next = ["power"] }]"#, "The ⟦regime⟧ in power.", "The regime in full power."),
    ("near, last place before", r#"term = "regime", only_if = [{ near = { words = ["tax"], within = 3 } }]"#, "The tax on a ⟦regime⟧.", "The tax on such a regime."),
    ("near, last place after", r#"term = "regime", only_if = [{ near = { words = ["tax"], within = 3 } }]"#, "The ⟦regime⟧ on a tax.", "The regime on such a tax."),
    ("near, in another sentence", r#"term = "regime", only_if = [{ near = { words = ["tax"], within = 3 } }]"#, "The ⟦regime⟧; tax men left.", "The regime. Tax men left."),
    ("unless near", r#"term = "regime", unless = [{ near = { words = ["fitness*"], within = 2 } }]"#, "The ⟦regime⟧ and all the fitness.", "The regime and fitness."),
    ("in_sentence, far before", r#"term = "regime", only_if = [{ in_sentence = ["war"] }]"#, "The war, as all of us have known since then, is the ⟦regime⟧.", "A war. The regime left. The war."),
    ("in_sentence, far after, phrase", r#"term = "regime", only_if = [{ in_sentence = ["state of war"] }]"#, "The ⟦regime⟧ is, as all of us know, in a state of war.", "The regime is a state at war."),
    ("in_sentence, through an abbreviation", r#"term = "regime", only_if = [{ in_sentence = ["war"] }]"#, "The ⟦regime⟧ of Gen. Doe is at war.", "The regime of Doe. It is at war."),
    ("in_document phrase", r#"term = "regime", only_if = [{ in_document = ["civil war"] }]"#, "The ⟦regime⟧ fell.\n\nIt was the Civil War.", "The regime fell.\n\nIt was civil. War came."),
    ("unless in_document phrase", r#"term = "regime", unless = [{ in_document = ["civil war"] }]"#, "The ⟦regime⟧ fell.\n\nIt was a war.", "It was the civil\nwar.\n\nThe regime fell."),
    ("next_class number, digits", r#"term = "regime", only_if = [{ next_class = "number" }]"#, "The ⟦regime⟧ 4 and ⟦regime⟧ 1,000.5 men.", "The regime of 4 men."),
    ("next_class number, word", r#"term = "regime", only_if = [{ next_class = "number" }]"#, "The ⟦regime⟧ three.", "The regime threesome."),
    ("prev_class number", r#"term = "regime", only_if = [{ prev_class = "number" }]"#, "The two ⟦regime⟧ men and 2 ⟦regime⟧ men.", "The two new regime men."),
    ("next_class capitalised", r#"term = "regime", only_if = [{ next_class = "capitalised" }]"#, "The ⟦regime⟧ Party and the ⟦regime⟧ Élan left.", "The regime party left."),
    ("next_class capitalised, not past the sentence", r#"term = "regime", only_if = [{ next_class = "capitalised" }]"#, "The ⟦regime⟧ “Party” left.", "It was the regime. Party men left."),
    ("prev_class capitalised", r#"term = "regime", only_if = [{ prev_class = "capitalised" }]"#, "In the Doe ⟦regime⟧.", "In the doe regime."),
    ("unless next_class capitalised", r#"term = "regime", unless = [{ next_class = "capitalised" }]"#, "The ⟦regime⟧ party left.", "The regime Party left."),
    ("next_class determiner", r#"term = "branding", only_if = [{ next_class = "determiner" }]"#, "It is ⟦branding⟧ the men, ⟦branding⟧ each of them.", "It is branding men."),
    ("prev_class determiner", r#"term = "regime", only_if = [{ prev_class = "determiner" }]"#, "It left their ⟦regime⟧ and every ⟦regime⟧.", "It left Kyiv’s regime."),
    ("that-clause, that", r#"term = "claimed", only_if = [{ next_class = "that-clause" }]"#, "He ⟦claimed⟧ that it fell.", "He claimed the land of others."),
    ("that-clause, that within four words", r#"term = "claimed", only_if = [{ next_class = "that-clause" }]"#, "He ⟦claimed⟧ on Monday night that it fell.", "He claimed land in the north that fell."),
    ("that-clause, another clause", r#"term = "claimed", only_if = [{ next_class = "that-clause" }]"#, "He ⟦claimed⟧, that is all, it fell.", "He claimed land; that fell."),
    ("that-clause, pronoun", r#"term = "claimed", only_if = [{ next_class = "that-clause" }]"#, "He ⟦claimed⟧ they fell.", "He claimed them."),
    ("that-clause, quotation after a colon", r#"term = "claimed", only_if = [{ next_class = "that-clause" }]"#, "He ⟦claimed⟧: “It fell.”", "He claimed: it fell."),
    ("that-clause, quotation after a comma", r#"term = "claimed", only_if = [{ next_class = "that-clause" }]"#, "He ⟦claimed⟧, \"it fell\".", "He claimed, in part, it fell."),
    ("that-clause, quotation at once", r#"term = "claimed", only_if = [{ next_class = "that-clause" }]"#, "He ⟦claimed⟧ “it fell”.", "He claimed an “it”."),
    ("that-clause, quotation ends at once before", r#"term = "claimed", only_if = [{ next_class = "that-clause" }]"#, "“It fell,” ⟦claimed⟧ Doe.", "It fell, claimed Doe."),
    ("that-clause, quotation ends shortly before", r#"term = "claimed", only_if = [{ next_class = "that-clause" }]"#, "“It fell,” the head of state ⟦claimed⟧.", "“It fell,” or so the old head of state then claimed land."),
    ("that-clause, single quotation marks", r#"term = "claimed", only_if = [{ next_class = "that-clause" }]"#, "‘It fell,’ he ⟦claimed⟧.", "The boys’ father, he claimed land."),
    ("in_title", r#"term = "regime", only_if = [{ in_title = true }]"#, "The ⟦regime⟧ falls\n\nIt fell.\n\nIt did.", "It falls\n\nThe regime fell.\n\nIt did."),
    ("not in_title", r#"term = "regime", only_if = [{ in_title = false }]"#, "It falls\n\nThe ⟦regime⟧ fell.\n\nIt did.", "The regime falls\n\nIt fell.\n\nIt did."),
    ("unless part_of_name, inside", r#"term = "radical", unless = [{ part_of_name = true }]"#, "The ⟦radical⟧ party left.", "The Radical Party left."),
    ("unless part_of_name, crossing", r#"term = "Party men", unless = [{ part_of_name = true }]"#, "The ⟦Party men⟧ left.", "The Radical Party men left."),
    ("unless part_of_name, the whole", r#"term = "the Radical Party", unless = [{ part_of_name = true }]"#, "⟦The radical party⟧ left.", "The Radical Party left."),
    ("part_of_name, possessive and wrapped", r#"term = "radical", only_if = [{ part_of_name = true }]"#, "The ⟦Radical⟧\nParty’s men left.", "The Radical, a Party man, left."),
    ("not part_of_name", r#"term = "radical", only_if = [{ part_of_name = false }]"#, "The ⟦Radical⟧ Group left.", "The Radical Party left."),
    ("all keys of a condition must hold", r#"term = "regime", only_if = [{ next = ["army"], prev = ["puppet"] }]"#, "The puppet ⟦regime⟧ army.", "The regime army of the puppet regime."),
    ("one condition of a list is enough", r#"term = "regime", only_if = [{ next = ["army"] }, { prev = ["puppet"] }]"#, "The ⟦regime⟧ army of the puppet ⟦regime⟧.", "The regime."),
    ("unless wins over only_if", r#"term = "regime", only_if = [{ prev = ["puppet"] }], unless = [{ next = ["change"] }]"#, "A puppet ⟦regime⟧.", "A puppet regime change."),
];

/// Name, title field, text, and the zones of the hits in order.
#[rustfmt::skip]
const ZONES: &[(&str, Option<&str>, &str, &[Zone])] = &[
    ("title field", Some("⟦Kyiv regime⟧ falls"), "The ⟦Kyiv regime⟧ fell.\n\nThe ⟦Kyiv regime⟧ did.", &[Zone::Headline, Zone::Lede, Zone::Body]),
    ("first line as headline", None, "⟦Kyiv regime⟧ falls\n\nThe ⟦Kyiv regime⟧ fell.\n\nThe ⟦Kyiv regime⟧ did.", &[Zone::Headline, Zone::Lede, Zone::Body]),
    ("a first line with a final stop is none", None, "The ⟦Kyiv regime⟧ falls.\n\nThe ⟦Kyiv regime⟧ fell.", &[Zone::Lede, Zone::Body]),
    ("a title field leaves the first line alone", Some("Talks"), "⟦Kyiv regime⟧ falls\n\nThe ⟦Kyiv regime⟧ fell.", &[Zone::Lede, Zone::Body]),
    ("one paragraph has no lede", None, "The ⟦Kyiv regime⟧ fell.", &[Zone::Body]),
    ("one paragraph under a headline has none", Some("Talks"), "The ⟦Kyiv regime⟧ fell.", &[Zone::Body]),
    ("one paragraph under a first line has none", None, "Talks end\n\nThe ⟦Kyiv regime⟧ fell.", &[Zone::Body]),
    ("the lede follows the byline", None, "Talks end\n\nBy Jane Doe\n\nThe ⟦Kyiv regime⟧ fell.\n\nThe ⟦Kyiv regime⟧ did.", &[Zone::Lede, Zone::Body]),
    ("the lede begins after the dateline", None, "Talks end\n\nPARIS (Some Wire) — The ⟦Kyiv regime⟧ fell.\n\nThe ⟦Kyiv regime⟧ did.", &[Zone::Lede, Zone::Body]),
    ("question as headline, lines as paragraphs", None, "⟦Kyiv regime⟧ falls?\nThe ⟦Kyiv regime⟧ fell.\nThe ⟦Kyiv regime⟧ did.", &[Zone::Headline, Zone::Lede, Zone::Body]),
];

/// What is kept where terms overlap: the wording of each hit, and the index of the hit it lies in or across.
type Kept<'a> = &'a [(&'a str, Option<usize>)];

/// Name, entries of one lexicon, text (each kept wording occurs once in it), what is kept.
#[rustfmt::skip]
const OVERLAPS: &[(&str, Entries<'_>, &str, Kept<'_>)] = &[
    ("the longest wins", &[r#"term = "war""#, r#"term = "war crimes""#], "The war crimes.", &[("war crimes", None)]),
    ("the longest wins, whatever the order of entries", &[r#"term = "war crimes""#, r#"term = "war""#], "The war crimes.", &[("war crimes", None)]),
    ("the longest wins although it starts later", &[r#"term = "big lie""#, r#"term = "lie machine""#], "A big lie machine.", &[("lie machine", None)]),
    ("of two alike the leftmost wins", &[r#"term = "lie big""#, r#"term = "big lie""#], "A big lie big.", &[("big lie", None)]),
    ("the longest is not a matter of layout", &[r#"term = "big lie""#, r#"term = "lie machine""#], "A big\n        lie machine.", &[("lie machine", None)]),
    ("the longest is not a matter of encoding", &[r#"term = "déjà lie""#, r#"term = "lie deals""#], "A déjà lie deals.", &[("lie deals", None)]),
    ("what loses against the winner is gone, the rest stays", &[r#"term = "big lie""#, r#"term = "lie and cheat""#, r#"term = "cheat men""#, r#"term = "men of war""#], "A big lie and cheat men of war.", &[("lie and cheat", None), ("men of war", None)]),
    ("boundaries before overlap", &[r#"term = "war crimes""#, r#"term = "war""#], "A war crimesx is here.", &[("war", None)]),
    ("sense before overlap", &[r#"term = "war crimes", unless = [{ next = ["court"] }]"#, r#"term = "war""#], "The war crimes court.", &[("war", None)]),
    ("one hit where two forms of an entry meet", &[r#"term = "x", forms = ["{city} regime", "the {city} regime"]"#], "It is the Kyiv regime.", &[("the Kyiv regime", None)]),
    ("one hit where two entries have one form", &[r#"term = "Kyiv regime""#, r#"term = "Kyiv regime""#], "It is the Kyiv regime.", &[("Kyiv regime", None)]),
    ("another technique inside is kept", &[r#"term = "head of the Kyiv regime""#, r#"term = "Kyiv regime", technique = "slur""#], "The head of the Kyiv regime.", &[("head of the Kyiv regime", None), ("Kyiv regime", Some(0))]),
    ("another technique across is kept", &[r#"term = "puppet regime""#, r#"term = "regime of liars", technique = "slur""#], "A puppet regime of liars.", &[("puppet regime", Some(1)), ("regime of liars", None)]),
    ("three techniques, innermost within the outermost", &[r#"term = "war""#, r#"term = "war crimes", technique = "slur""#, r#"term = "the war crimes court", technique = "slogan""#], "At the war crimes court.", &[("the war crimes court", None), ("war crimes", Some(0)), ("war", Some(0))]),
    ("neighbours do not overlap", &[r#"term = "Kyiv""#, r#"term = "regime", technique = "slur""#], "A Kyiv regime.", &[("Kyiv", None), ("regime", None)]),
];

/// Name, entry, Markdown source. The source stays the text, so a hit holds the markup inside the phrase and none around it.
#[rustfmt::skip]
const MARKDOWN: &[(&str, &str, &str)] = &[
    ("strong first word", REGIME, "The **⟦Kyiv** regime⟧ fell."),
    ("strong second word", REGIME, "The ⟦Kyiv **regime⟧** fell."),
    ("strong phrase", REGIME, "The **⟦Kyiv regime⟧** fell."),
    ("emphasised phrase, underscores", REGIME, "The _⟦Kyiv regime⟧_ fell."),
    ("emphasised phrase before a possessive", REGIME, "The *⟦Kyiv regime⟧*’s army."),
    ("emphasis over part of a word", REGIME, "The ⟦Kyiv re*gi*me⟧ fell."),
    ("emphasis before a hyphen", SO_CALLED, "The *⟦so*-called⟧ talks."),
    ("struck out word", REGIME, "The ~~⟦Kyiv~~ regime⟧ fell."),
    ("linked second word", REGIME, "The ⟦Kyiv [regime⟧](https://x.example) fell."),
    ("linked first word", REGIME, "The [⟦Kyiv](https://x.example/regime) regime⟧ fell."),
    ("linked phrase, wrapped", REGIME, "The [⟦Kyiv\nregime⟧](https://x.example \"The regime\") fell."),
    ("link by reference", REGIME, "The ⟦Kyiv [regime⟧][1] fell.\n\n[1]: https://x.example/regime\n"),
    ("in a list", REGIME, "- The ⟦Kyiv regime⟧ fell.\n- The ⟦Kyiv regime⟧ rose.\n"),
    ("in a heading", REGIME, "# The ⟦Kyiv regime⟧\n\nIt rained.\n"),
    ("in a block quotation, wrapped", REGIME, "> The ⟦Kyiv\n> regime⟧ fell.\n"),
    ("hard line break", REGIME, "The ⟦Kyiv  \nregime⟧ fell."),
    ("escaped character beside it", REGIME, "The \\*⟦Kyiv regime⟧\\* fell."),
    ("no-break space as an entity", REGIME, "The ⟦Kyiv&nbsp;regime⟧ fell."),
    ("apostrophe as an entity", REGIME, "The ⟦Kyiv regime⟧&rsquo;s army."),
    ("code span between", REGIME, "The Kyiv `x` regime fell."),
    ("in a code span", REGIME, "The `Kyiv regime` fell."),
    ("in a code block", REGIME, "It is so.\n\n```\nKyiv regime\n```\n\nAnd so on.\n"),
    ("in the address of a link only", r#"term = "regime""#, "The [talks](https://x.example/regime) end."),
    ("two list items", REGIME, "- It is Kyiv\n- regime men left\n"),
    ("two table cells", REGIME, "| a | b |\n|---|---|\n| Kyiv | regime |\n"),
    ("heading and text", REGIME, "# All of Kyiv\nregime men left.\n"),
    ("comment between", REGIME, "The ⟦Kyiv <!-- old --> regime⟧ fell."),
    ("in a comment", REGIME, "It rained. <!-- The Kyiv regime --> It was so."),
    ("in a comment of several lines", REGIME, "It rained.\n\n<!--\nThe Kyiv regime\n\nfell.\n-->\n\nThe ⟦Kyiv regime⟧ fell.\n"),
    ("behind a comment", REGIME, "<!-- old --> The ⟦Kyiv regime⟧ fell.\n"),
];

/// Name, entry, the body of a web page, and the wordings found in the text made of it.
#[rustfmt::skip]
const HTML: &[(&str, &str, &str, &[&str])] = &[
    ("bold word", REGIME, "<p>The Kyiv <b>regime</b> fell.</p>", &["Kyiv regime"]),
    ("bold part of a word", REGIME, "<p>The Kyiv re<b>gi</b>me fell.</p>", &["Kyiv regime"]),
    ("linked word", REGIME, "<p>The Kyiv <a href=\"https://x.example/regime\">regime</a> fell.</p>", &["Kyiv regime"]),
    ("emphasis before a hyphen", SO_CALLED, "<p>The <em>so</em>-called talks.</p>", &["so-called"]),
    ("no-break space by name", REGIME, "<p>The Kyiv&nbsp;regime fell.</p>", &["Kyiv\u{A0}regime"]),
    ("no-break space by number", REGIME, "<p>The Kyiv&#160;regime and Kyiv&#xA0;regime.</p>", &["Kyiv\u{A0}regime", "Kyiv\u{A0}regime"]),
    ("soft hyphen", REGIME, "<p>The Kyiv re&shy;gime fell.</p>", &["Kyiv re\u{AD}gime"]),
    ("apostrophe", REGIME, "<p>The Kyiv regime&rsquo;s army.</p>", &["Kyiv regime"]),
    ("wrapped source", REGIME, "<p>The Kyiv\n    regime fell.</p>", &["Kyiv regime"]),
    ("comment between", REGIME, "<p>The Kyiv <!-- old --> regime fell.</p>", &["Kyiv regime"]),
    ("two paragraphs", REGIME, "<p>All of Kyiv</p><p>regime men left.</p>", &[]),
    ("two list items", REGIME, "<ul><li>All of Kyiv<li>regime men left.</ul>", &[]),
    ("in an attribute", r#"term = "regime""#, "<p title=\"regime\">The talks end.</p>", &[]),
    ("in a script", REGIME, "<p>The talks end.</p><script>var a = 'Kyiv regime';</script>", &[]),
    ("in code", REGIME, "<p>The <code>Kyiv regime</code> talks end.</p>", &[]),
];

fn read_and_analyze(keys: &str, source: &str, format: Format) -> Analysis {
    let document = read("row", source.as_bytes(), format).unwrap_or_else(|error| panic!("{error}"));
    analyzer(vec![lexicon("torture", &[keys])]).analyze(document)
}

#[test]
fn markup_of_markdown_is_seen_through() {
    let faults = MARKDOWN.iter().filter_map(|(name, keys, marked)| {
        let (source, spans) = unmarked(marked);
        let analysis = read_and_analyze(keys, &source, Format::Markdown);
        let found: Vec<(usize, &str)> = analysis.hits.iter().map(|hit| (hit.span.start, hit.span.of(analysis.content(hit.field)))).collect();
        let expected: Vec<(usize, &str)> = spans.iter().map(|span| (span.start, span.of(&source))).collect();
        (found != expected).then(|| format!("{name}\n    source   {source:?}\n    expected {expected:?}\n    found    {found:?}"))
    });
    assert_no_faults(faults.collect());
}

#[test]
fn markup_of_html_is_gone() {
    let faults = HTML.iter().filter_map(|(name, keys, body, expected)| {
        let page = format!("<!DOCTYPE html><html><head><title>Rain</title></head><body><article><h1>Rain</h1>{body}</article></body></html>");
        let analysis = read_and_analyze(keys, &page, Format::Html);
        let found: Vec<&str> = analysis.hits.iter().map(|hit| hit.span.of(analysis.content(hit.field))).collect();
        (found != *expected).then(|| {
            format!(
                "{name}\n    body     {body:?}\n    expected {expected:?}\n    found    {found:?}\n    text     {:?}",
                analysis.document.text.content
            )
        })
    });
    assert_no_faults(faults.collect());
}

#[test]
fn every_variant_is_found_at_its_exact_place() {
    assert!(FOUND.iter().all(|(.., text)| text.contains(OPEN)), "a row of this table says what is found");
    assert_no_faults(FOUND.iter().filter_map(|(name, keys, text)| fault(name, &[keys], None, text)).collect());
}

#[test]
fn every_near_miss_is_left_alone() {
    assert!(!NOT_FOUND.iter().any(|(.., text)| text.contains(OPEN)), "nothing is found in this table");
    assert_no_faults(NOT_FOUND.iter().filter_map(|(name, keys, text)| fault(name, &[keys], None, text)).collect());
}

#[test]
fn sense_conditions_decide() {
    let faults = SENSE.iter().flat_map(|(name, keys, holds, fails)| {
        assert!(holds.contains(OPEN) && !fails.contains(OPEN), "{name}: one text with marks and one without");
        [fault(&format!("{name}, holds"), &[keys], None, holds), fault(&format!("{name}, fails"), &[keys], None, fails)]
    });
    assert_no_faults(faults.flatten().collect());
}

#[test]
fn sense_conditions_see_title_and_text() {
    let in_title = r#"term = "regime", only_if = [{ in_title = true }]"#;
    let in_document = r#"term = "regime", only_if = [{ in_document = ["civil war"] }]"#;
    let entries: Entries<'_> =
        &[r#"term = "regime", only_if = [{ in_document = ["the-other-one"] }]"#, r#"term = "junta", id = "the-other-one", technique = "slur""#];
    let chained: Entries<'_> = &[
        r#"term = "regime", only_if = [{ in_document = ["the-other-one"] }]"#,
        r#"term = "junta", id = "the-other-one", technique = "slur", unless = [{ next = ["men"] }]"#,
    ];
    let rows = [
        ("in_title, title field", &[in_title][..], "The ⟦regime⟧ falls", "The regime fell.\n\nIt did."),
        ("in_document, phrase in the title", &[in_document][..], "Civil War ends", "The ⟦regime⟧ fell."),
        ("in_document, not across title and text", &[in_document][..], "All is civil", "War, said the regime."),
        ("in_document, entry found later", entries, "The ⟦regime⟧ falls", "The ⟦junta⟧ did not."),
        ("in_document, entry found before", entries, "The ⟦junta⟧ falls", "The ⟦regime⟧ did not."),
        ("in_document, entry not found", entries, "The regime falls", "The army did not."),
        ("in_document, entry rejected by its own condition", chained, "The regime falls", "The junta men did not."),
    ];
    assert_no_faults(rows.iter().filter_map(|(name, entries, title, text)| fault(name, entries, Some(title), text)).collect());
}

/// "within = 2" must mean the same on both sides, whichever word of a phrase the distance is taken to.
#[test]
fn near_is_the_same_on_both_sides() {
    let keys = r#"term = "regime", only_if = [{ near = { words = ["visa rules"], within = 2 } }]"#;
    let found = |text: &str| analyze(&[keys], None, text).hits.len();
    assert_eq!(found("Such visa rules regime men."), found("Such regime visa rules men."), "at once");
    assert_eq!(found("Such visa rules old regime men."), found("Such regime old visa rules men."), "one word between");
    assert_eq!(found("Such visa rules old new regime men."), found("Such regime new old visa rules men."), "two words between");
}

/// Where every word has a capital, one word's capital tells nothing: the hit is listed with the flag and not counted.
#[test]
fn an_undecidable_condition_lists_the_hit_and_does_not_count_it() {
    const ONLY_IF: &str = r#"term = "regime", only_if = [{ next_class = "capitalised" }]"#;
    const UNLESS: &str = r#"term = "regime", unless = [{ next_class = "capitalised" }]"#;
    const BEFORE: &str = r#"term = "regime", only_if = [{ prev_class = "capitalised" }]"#;
    // Name, entry, title, text, whether the hit is open.
    let rows = [
        ("only_if in a shout", ONLY_IF, Some("KYIV REGIME PARTY LEAVES OFFICE"), "It did.", true),
        ("unless in a shout", UNLESS, Some("KYIV REGIME PARTY LEAVES OFFICE"), "It did.", true),
        ("prev_class in a shout", BEFORE, Some("KYIV REGIME PARTY LEAVES OFFICE"), "It did.", true),
        ("Title Case", ONLY_IF, Some("Kyiv Regime Party Leaves Office"), "It did.", true),
        ("shouted first line", ONLY_IF, None, "KYIV REGIME PARTY LEAVES OFFICE\n\nIt did.\n\nMore.", true),
        ("sentence-case headline", ONLY_IF, Some("The regime Party leaves its old office"), "It did.", false),
        ("running text under a shouted headline", ONLY_IF, Some("TALKS END IN PARIS AGAIN"), "The regime Party left its office.", false),
    ];
    for (name, keys, title, text, open) in rows {
        let analysis = analyze(&[keys], title, text);
        let found: Vec<(bool, bool)> = analysis.hits.iter().map(|hit| (hit.flags.contains(&Flag::LowConfidence), hit.counts())).collect();
        assert_eq!(found, [(open, !open)], "{name}: flag and count of the one hit");
    }
    let number = analyze(&[r#"term = "regime", only_if = [{ next_class = "number" }]"#], Some("KYIV REGIME PARTY LEAVES OFFICE"), "It did.");
    assert!(number.hits.is_empty(), "a condition that capitals do not touch is decided");
}

/// A match left open is not counted, so it must not take the place of one that is.
#[test]
fn an_open_match_does_not_push_out_a_sure_one() {
    let entries: Entries<'_> = &[r#"term = "Kyiv regime", only_if = [{ next_class = "capitalised" }]"#, r#"term = "regime""#];
    let analysis = analyze(entries, Some("KYIV REGIME PARTY LEAVES OFFICE"), "It did.");
    let counted: Vec<&str> = analysis.hits.iter().filter(|hit| hit.counts()).map(|hit| hit.term.as_str()).collect();
    assert_eq!(counted, ["regime"]);
}

#[test]
fn hits_know_their_zone() {
    for (name, title, text, zones) in ZONES {
        assert_no_faults(fault(name, &[REGIME], *title, text).into_iter().collect());
        let title = title.map(|title| unmarked(title).0);
        let analysis = analyze(&[REGIME], title.as_deref(), &unmarked(text).0);
        let found: Vec<Zone> = analysis.hits.iter().map(|hit| hit.zone).collect();
        assert_eq!(found, *zones, "{name}");
    }
}

#[test]
fn overlaps_are_resolved_within_a_technique_only() {
    let mut faults = Vec::new();
    for (name, entries, text, kept) in OVERLAPS {
        let analysis = analyze(entries, None, text);
        let found: Vec<(usize, &str, Option<usize>)> = analysis.hits.iter().map(|hit| (hit.span.start, hit.span.of(text), hit.within)).collect();
        let expected: Vec<(usize, &str, Option<usize>)> =
            kept.iter().map(|&(wording, within)| (only_place(text, wording), wording, within)).collect();
        if found != expected {
            faults.push(format!("{name}\n    text     {text:?}\n    expected {expected:?}\n    found    {found:?}"));
        }
    }
    assert_no_faults(faults);
}

/// Where a wording stands that occurs first, or only, here.
fn only_place(text: &str, wording: &str) -> usize {
    text.find(wording).unwrap_or_else(|| panic!("{wording:?} is not in {text:?}"))
}

#[test]
fn lexicons_do_not_compete() {
    let lexicons = vec![lexicon("one", &[r#"term = "war""#]), lexicon("two", &[r#"term = "war""#, r#"term = "war crimes""#])];
    let text = "The war crimes.";
    let analysis = analyzer(lexicons).analyze(Document { text: Field::plain(text), ..Document::default() });
    let found: Vec<(usize, &str, Option<usize>)> = analysis.hits.iter().map(|hit| (hit.entry.lexicon, hit.span.of(text), hit.within)).collect();
    assert_eq!(found, [(1, "war crimes", None), (0, "war", Some(0))]);
}

/// Pieces of tables, good and bad; lines are put together from them by a counter, so that every pair and triple comes up.
const PIECES: &[&[u8]] = &[
    b"a",
    b",",
    b"\"",
    b"\"\"",
    b"\n",
    b"\r\n",
    b"\t",
    b"{\"id\":1,\"text\":\"x\"}",
    b"{\"text\":",
    b"[",
    b"]}",
    b"\xE2\x80",
    b"\x93",
    b"\xEF\xBB\xBF",
    b"\\ud800",
    b"1,x\n",
];

#[test]
fn no_table_makes_the_reader_stumble() {
    let number = PIECES.len();
    let starts: [&[u8]; 4] = [b"", b"id,text\n", b"{\"text\":\"x\"}\n", b"\xFF\xFEi\x00d\x00"];
    for combination in 0..number * number * number * number {
        let piece = |place: u32| PIECES[combination / number.pow(place) % number];
        for start in starts.iter().take(if combination % 7 == 0 { 4 } else { 2 }) {
            let table = [start, piece(0), piece(1), piece(2), piece(3)].concat();
            for format in [TableFormat::Csv, TableFormat::Tsv, TableFormat::Jsonl] {
                let options = TableOptions { max_row_bytes: 9 + combination % 16, ..TableOptions::default() };
                let rows: Vec<_> = Rows::new("t", &table[..], format, &options).take(100).collect();
                assert!(!rows.is_empty() && rows.len() < 20, "{table:?} as {format:?}: {rows:?}");
                for document in rows.into_iter().flatten() {
                    assert!(!document.text.content.trim().is_empty() && !document.id.is_empty() && !document.verbatim, "{table:?}: {document:?}");
                }
            }
        }
    }
}

/// However wrong the lines between are, each is a document or a problem, and the good ones are documents.
#[test]
fn every_line_of_json_is_a_document_or_a_problem() {
    let good = b"{\"text\":\"good\"}\n";
    for combination in 0..PIECES.len().pow(3) {
        let piece = |place: u32| PIECES[combination / PIECES.len().pow(place) % PIECES.len()];
        let middle = [piece(0), piece(1), piece(2)].concat();
        let table = [good, &middle[..], b"\n", good].concat();
        let lines = table.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count();
        let rows: Vec<_> = Rows::new("t", &table[..], TableFormat::Jsonl, &TableOptions::default()).collect();
        assert_eq!(rows.len(), lines, "{middle:?}: {rows:?}");
        assert!(rows[0].is_ok() && rows[lines - 1].is_ok(), "{middle:?}: {rows:?}");
    }
}

/// A mark too many may cost the row it stands in and the one that it runs into, and says so; rows further on are whole.
#[test]
fn a_mark_too_many_in_a_row_of_csv_is_told() {
    for (row, is_row) in [
        ("b,\"x", false),
        ("\"b,x", false),
        ("b,x\"", true),
        ("b,\"x\"\"", false),
        ("b,\"\"x\"", false),
        ("\"b\",\"x\"y", false),
        ("b,\"\"\"x\"", true),
        ("b\",x", true),
    ] {
        for quoted in [false, true] {
            let line = |id: &str| if quoted { format!("\"{id}\",\"It \"\"rained\"\", {id}.\"\n") } else { format!("{id},It rained\n") };
            let table = ["id,text\n", &line("a"), row, "\n", &line("c"), &line("d"), &line("e")].concat();
            let rows: Vec<_> = Rows::new("t", table.as_bytes(), TableFormat::Csv, &TableOptions::default()).collect();
            let ids: Vec<&str> = rows.iter().flatten().map(|document| document.id.as_str()).collect();
            let problems = rows.iter().filter(|row| row.is_err()).count();
            assert!(ids.ends_with(&["c", "d", "e"]) && ids[0] == "a", "{table}: {rows:?}");
            assert_eq!((ids.len(), problems), if is_row { (5, 0) } else { (4, 1) }, "{table}: {rows:?}");
        }
    }
}
