//! A slow reference matcher, written from the definitions alone, and a differential test of the engine against it.
//!
//! The reference shares nothing with the engine but the tables of Unicode: it folds character by character and keeps for each folded
//! character the bytes it came from, and it compares every term at every position. It is meant to be read and believed, not to be
//! fast. Where the two differ, one of them is wrong: the definitions decide which.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use caseless::Caseless;
use connote::document::{Field, FieldName};
use connote::lexicon::{Entry, Loaded, Selection};
use connote::matcher::{Automaton, Engine, Keyed, compile};
use connote::tokenize::Layout;
use proptest::prelude::*;
use proptest::sample::select;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;
use unicode_script::{Script, UnicodeScript};
use unicode_segmentation::UnicodeSegmentation;

mod reference {
    //! The matcher as the definitions describe it.

    use super::*;

    /// Stands for the end of a paragraph: no term holds it.
    const PARAGRAPH_END: char = '\n';

    /// A folded character and the bytes of the original it came from.
    #[derive(Debug, Clone, Copy)]
    struct Folded {
        character: char,
        start: usize,
        end: usize,
    }

    /// Every occurrence of every term: byte range in the text, and index of the term.
    pub(super) fn find(text: &str, terms: &[String]) -> BTreeSet<(usize, usize, usize)> {
        let folded = fold_text(text);
        let words = words(text, &folded);
        let mut found = BTreeSet::new();
        for (index, term) in terms.iter().enumerate() {
            let pattern: Vec<char> = fold_term(term);
            for start in 0..folded.len() {
                for end in ends(&folded, &words, start, &pattern, true) {
                    if may_start(&folded, &words, start) && may_end(&folded, &words, end) {
                        found.insert((folded[start].start, folded[end - 1].end, index));
                    }
                }
            }
        }
        longest_by_wildcard(found, terms)
    }

    /// A `*` stands for the rest of its word, so of several ends (or starts) that one term allows the farthest counts.
    fn longest_by_wildcard(found: BTreeSet<(usize, usize, usize)>, terms: &[String]) -> BTreeSet<(usize, usize, usize)> {
        let longer = |(start, end, term): (usize, usize, usize)| {
            found.iter().any(|&(s, e, t)| {
                t == term && terms[term].contains('*') && (s, e) != (start, end) && ((s == start && e > end) || (e == end && s < start))
            })
        };
        found.iter().copied().filter(|&one| !longer(one)).collect()
    }

    /// Positions after the pattern where it begins at `start`; several where a `*` stands in it. `opens` says that the pattern is at
    /// the beginning of a word.
    fn ends(text: &[Folded], words: &[(usize, usize)], start: usize, pattern: &[char], opens: bool) -> Vec<usize> {
        let Some((&first, rest)) = pattern.split_first() else { return vec![start] };
        if first != '*' {
            let fits = text.get(start).is_some_and(|folded| folded.character == first);
            return if fits { ends(text, words, start + 1, rest, first == ' ') } else { Vec::new() };
        }
        // With the letter it is written at, what a `*` stands for lies in one word.
        let in_one_word = |at: &usize| {
            let (from, to) = if opens { (start, at + 1) } else { (start - 1, *at) };
            *at == start || words.iter().any(|&(word_start, word_end)| word_start <= from && to <= word_end)
        };
        let letters = text[start..].iter().take_while(|folded| folded.character.is_alphanumeric()).count();
        (start..=start + letters).filter(in_one_word).flat_map(|at| ends(text, words, at, rest, false)).collect()
    }

    /// Whether a term may start here: not inside a word, but for the underscores of emphasis in front of it.
    fn may_start(text: &[Folded], words: &[(usize, usize)], at: usize) -> bool {
        let word = words.iter().find(|(start, end)| *start < at && at < *end);
        word.is_none_or(|&(start, _)| text[start..at].iter().all(|folded| folded.character == '_'))
    }

    /// Whether a term may end here: not inside a word, but for a possessive, a contraction, the underscores of emphasis behind it.
    fn may_end(text: &[Folded], words: &[(usize, usize)], at: usize) -> bool {
        const ENDINGS: [&str; 8] = ["", "'s", "'re", "'ve", "'ll", "'d", "'m", "n't"];
        let word = words.iter().find(|(start, end)| *start < at && at < *end);
        word.is_none_or(|&(_, end)| {
            let rest: String = text[at..end].iter().map(|folded| folded.character).collect();
            ENDINGS.contains(&rest.trim_end_matches('_'))
        })
    }

    /// The words of UAX #29, as ranges of folded characters; the boundary lost in "the regime.Next" is one.
    fn words(text: &str, folded: &[Folded]) -> Vec<(usize, usize)> {
        let string: String = folded.iter().map(|folded| folded.character).collect();
        let mut words = Vec::new();
        for (byte, word) in string.unicode_word_indices() {
            let start = string[..byte].chars().count();
            let end = start + word.chars().count();
            let mut from = start;
            for at in (start..end).filter(|&at| is_lost_boundary(text, folded, at)) {
                words.push((from, at));
                from = at + 1;
            }
            words.push((from, end));
        }
        words
    }

    /// A full stop (or colon) between a small letter and a capital with a small letter: "regime.Next", but neither "U.S.A" nor "e.g".
    fn is_lost_boundary(text: &str, folded: &[Folded], at: usize) -> bool {
        let stop = folded[at];
        let mut after = text[stop.end..].chars();
        matches!(stop.character, '.' | ':')
            && text[..stop.start].chars().next_back().is_some_and(char::is_lowercase)
            && after.next().is_some_and(char::is_uppercase)
            && after.next().is_some_and(char::is_lowercase)
    }

    /// The folded characters of a term; its stars stay.
    fn fold_term(term: &str) -> Vec<char> {
        let mut folded = Vec::new();
        fold_paragraph(term, 0, term.len(), &mut folded);
        folded.iter().map(|folded| folded.character).collect()
    }

    fn fold_text(text: &str) -> Vec<Folded> {
        let mut folded = Vec::new();
        let mut last_end = 0;
        for (start, end) in paragraphs(text) {
            if !folded.is_empty() {
                folded.push(Folded { character: PARAGRAPH_END, start: last_end, end: start });
            }
            fold_paragraph(text, start, end, &mut folded);
            last_end = end;
        }
        folded
    }

    /// Blank lines separate paragraphs. In what they leave, each line is a paragraph if most lines end in sentence punctuation;
    /// otherwise line breaks are wrapping.
    fn paragraphs(text: &str) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        let mut block: Vec<(usize, usize)> = Vec::new();
        let mut close = |block: &mut Vec<(usize, usize)>| {
            let ended = block.iter().filter(|&&(start, end)| ends_sentence(&text[start..end])).count();
            if ended * 2 > block.len() {
                found.append(block);
            } else if let (Some(first), Some(last)) = (block.first(), block.last()) {
                found.push((first.0, last.1));
                block.clear();
            }
        };
        for (start, end) in lines(text) {
            if text[start..end].trim().is_empty() {
                close(&mut block);
            } else {
                block.push((start, end));
            }
        }
        close(&mut block);
        found
    }

    fn ends_sentence(line: &str) -> bool {
        let closing = |c: char| c.is_whitespace() || "\"'”’)]»*_".contains(c);
        line.trim_end_matches(closing).ends_with(['.', '!', '?', '…'])
    }

    /// Lines end in LF, CRLF or CR.
    fn lines(text: &str) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        let mut start = 0;
        for (at, character) in text.char_indices() {
            let ends = character == '\n' || (character == '\r' && !text[at..].starts_with("\r\n"));
            if ends {
                found.push((start, at));
                start = at + 1;
            }
        }
        found.push((start, text.len()));
        found
    }

    /// Appends the folded characters of a stretch of text, which has no paragraph end inside.
    fn fold_paragraph(text: &str, from: usize, to: usize, folded: &mut Vec<Folded>) {
        let mut white: Option<(usize, usize)> = None;
        for (offset, character) in text[from..to].char_indices() {
            let (start, end) = (from + offset, from + offset + character.len_utf8());
            if character.is_whitespace() {
                white = Some((white.map_or(start, |(start, _)| start), end));
                continue;
            }
            if is_invisible(character) {
                continue;
            }
            if let Some((space_start, space_end)) = white.take() {
                let wrapped = text[space_start..space_end].contains(['\n', '\r']);
                let hyphenated = ends_in_hyphenated_word(folded) && character.is_alphabetic();
                if !(wrapped && hyphenated) {
                    folded.push(Folded { character: ' ', start: space_start, end: space_end });
                }
            }
            let follows_latin = folded.last().is_some_and(|last| last.character.script() == Script::Latin);
            if canonical_combining_class(character) != 0 && follows_latin {
                // The mark is part of the letter: a span that holds the letter holds the mark.
                if let Some(letter) = folded.last_mut() {
                    letter.end = end;
                }
                continue;
            }
            folded.extend(fold_character(text, start, character).into_iter().map(|character| Folded { character, start, end }));
        }
    }

    fn ends_in_hyphenated_word(folded: &[Folded]) -> bool {
        matches!(folded, [.., letter, hyphen] if hyphen.character == '-' && letter.character.is_alphabetic())
    }

    /// One character without case, width, ligature, accent (Latin letters) and disguise.
    fn fold_character(text: &str, at: usize, character: char) -> Vec<char> {
        let character = match character {
            '‘' | '’' | '\u{201B}' | '\u{2BC}' | '\u{FF07}' => return vec!['\''],
            '\u{2010}'..='\u{2013}' | '\u{FF0D}' => return vec!['-'],
            other if stands_in_disguised_word(text, at) => latin_twin(other).unwrap_or(other),
            other => other,
        };
        let plain: Vec<char> = match character {
            '\u{FB00}' => vec!['f', 'f'],
            '\u{FB01}' => vec!['f', 'i'],
            '\u{FB02}' => vec!['f', 'l'],
            '\u{FB03}' => vec!['f', 'f', 'i'],
            '\u{FB04}' => vec!['f', 'f', 'l'],
            '\u{FB05}' | '\u{FB06}' => vec!['s', 't'],
            '\u{FF01}'..='\u{FF5E}' => vec![char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character)],
            other => vec![other],
        };
        let mut folded: Vec<char> = Vec::new();
        for part in plain.into_iter().default_case_fold().nfd() {
            let on_latin = folded.last().is_some_and(|base| base.script() == Script::Latin);
            if !(on_latin && canonical_combining_class(part) != 0) {
                folded.push(part);
            }
        }
        folded
    }

    /// Letters of Cyrillic and Greek that look like a Latin one; the texts of the test hold no others that do.
    fn latin_twin(character: char) -> Option<char> {
        const TWINS: [(&str, &str); 2] = [("аеорсухіјѕАВЕКМНОРСТХІЈЅ", "aeopcyxijsABEKMHOPCTXIJS"), ("οΑΒΕΖΗΙΚΜΝΟΡΤΧ", "oABEZHIKMNOPTX")];
        TWINS.iter().find_map(|(disguised, latin)| disguised.chars().zip(latin.chars()).find(|(one, _)| *one == character).map(|(_, latin)| latin))
    }

    /// Whether the word around this byte has Latin letters, and others that all look Latin.
    fn stands_in_disguised_word(text: &str, at: usize) -> bool {
        let of_word = |c: &char| c.is_alphabetic() || is_invisible(*c) || canonical_combining_class(*c) != 0;
        let before = text[..at].chars().rev().take_while(of_word);
        let letters: Vec<char> = before.chain(text[at..].chars().take_while(of_word)).filter(|c| c.is_alphabetic()).collect();
        let foreign = |c: &&char| !matches!(c.script(), Script::Latin | Script::Common | Script::Inherited);
        letters.iter().any(|c| c.script() == Script::Latin)
            && letters.iter().any(|c| foreign(&c))
            && letters.iter().filter(foreign).all(|&c| latin_twin(c).is_some())
    }

    /// Soft hyphen, zero-width and directional characters, variation selectors.
    fn is_invisible(character: char) -> bool {
        matches!(character,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
    }
}

/// Words of terms and texts: prefixes of each other, seven, eight and nine letters, apostrophe, hyphen, ligature letters, digits.
const WORDS: &[&str] = &[
    "war", "crimes", "crime", "warcrimes", "so-called", "regime", "regimes", "Kyiv", "official", "officials", "line", "o'neill", "people's",
    "régime", "the", "of", "x", "a", "could", "separatist", "affluent", "1984", "G7", "київ", "Straße",
];

/// Wildcards as a term may hold them.
const WILDCARDS: &[&str] = &["war*", "*crimes", "*gim*", "off*", "*s", "k*", "so-call*", "1*", "*київ*"];

/// What may stand between two words: white space of all kinds, punctuation, joins that make other words of them.
const SEPARATORS: &[&str] = &[
    " ", " ", " ", " ", "  ", "\t", "\n", "\r\n", "\r", "\n    ", " \n\t", "\n\n", "\r\n \r\n", "\n\u{A0}\n", "\u{A0}", "\u{2009}", "\u{202F}",
    "\u{3000}", "\u{2028}", "\u{85}", "\u{B}", " \u{200B} ", "\u{FEFF} ", " \u{AD}", "", "-", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}",
    "\u{2014}", "-\n", "-\r\n  ", "\u{2011}\n", "- ", "'", "\u{2019}", "’s ", "'s ", "' ", "n't ", "’ll ", "_", " _", "_ ", ".", ". ", ".\n", "… ",
    "?\n", ": ", ":", ", ", ",", "; ", " (", ") ", " “", "” ", " «", "» ", "日", "日本 ", "\u{301} ", "\u{301}", "\u{200D}", "\u{200B}", "\u{2060}",
    "\u{AD}", "\u{1F600}", "* ", " / ", "&",
];

/// Ways to write a word differently that folding has to undo, and a few that change it.
#[derive(Debug, Clone, Copy)]
enum Disguise {
    None,
    Capitals,
    Capitalised,
    Invisible(char),
    FullWidth,
    Ligatures,
    Decomposed,
    Accent,
    LookAlike,
    ForeignLetter,
    CurlyApostrophe,
    OtherHyphen(char),
}

fn disguise() -> impl Strategy<Value = Disguise> {
    let invisible = select(&['\u{200B}', '\u{200C}', '\u{200D}', '\u{2060}', '\u{FEFF}', '\u{AD}', '\u{200E}'][..]);
    let hyphen = select(&['\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{FF0D}'][..]);
    prop_oneof![
        8 => Just(Disguise::None),
        2 => Just(Disguise::Capitals),
        2 => Just(Disguise::Capitalised),
        1 => invisible.prop_map(Disguise::Invisible),
        1 => Just(Disguise::FullWidth),
        1 => Just(Disguise::Ligatures),
        1 => Just(Disguise::Decomposed),
        1 => Just(Disguise::Accent),
        1 => Just(Disguise::LookAlike),
        1 => Just(Disguise::ForeignLetter),
        1 => Just(Disguise::CurlyApostrophe),
        1 => hyphen.prop_map(Disguise::OtherHyphen),
    ]
}

/// The word in its disguise; `at` chooses the letter where one letter changes.
fn disguised(word: &str, disguise: Disguise, at: usize) -> String {
    let count = word.chars().count();
    let nth = |replace: &dyn Fn(char) -> String| -> String {
        word.chars().enumerate().map(|(index, c)| if index == at % count { replace(c) } else { c.to_string() }).collect()
    };
    match disguise {
        Disguise::None => word.to_owned(),
        Disguise::Capitals => word.to_uppercase(),
        Disguise::Capitalised => {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
        }
        Disguise::Invisible(invisible) => nth(&|c| format!("{c}{invisible}")),
        Disguise::FullWidth => {
            word.chars().map(|c| if c.is_ascii_graphic() { char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c) } else { c }).collect()
        }
        Disguise::Ligatures => word.replace("ffi", "\u{FB03}").replace("ffl", "\u{FB04}").replace("st", "\u{FB06}"),
        Disguise::Decomposed => word.nfd().collect(),
        Disguise::Accent => nth(&|c| format!("{c}\u{301}")),
        Disguise::LookAlike => nth(&|c| match c {
            'a' => "\u{430}".to_owned(),
            'c' => "\u{441}".to_owned(),
            'e' => "\u{435}".to_owned(),
            'i' => "\u{456}".to_owned(),
            'o' => "\u{3BF}".to_owned(),
            'K' => "\u{39A}".to_owned(),
            other => other.to_string(),
        }),
        Disguise::ForeignLetter => nth(&|_| "\u{436}".to_owned()),
        Disguise::CurlyApostrophe => word.replace('\'', "’"),
        Disguise::OtherHyphen(hyphen) => word.replace('-', &hyphen.to_string()),
    }
}

/// A stretch of text: mostly words of terms in some disguise, then noise. Random letters stand between spaces, so that they cannot make
/// a mixed word whose look-alike letters the reference does not know; other random characters stand wherever they fall. None of it
/// ends a line or makes a link, of which the reference knows nothing.
fn piece() -> impl Strategy<Value = String> {
    let word = (select(WORDS), disguise(), 0..12_usize).prop_map(|(word, disguise, at)| disguised(word, disguise, at));
    let random = |wanted: fn(char) -> bool| {
        proptest::collection::vec(any::<char>(), 1..4).prop_map(move |noise| {
            noise.into_iter().filter(|&c| wanted(c) && !matches!(c, '\n' | '\r' | '\u{C}' | '\u{2029}' | '@' | '/')).collect::<String>()
        })
    };
    let letters = random(|_| true).prop_map(|noise| format!(" {noise} "));
    prop_oneof![12 => word, 1 => letters, 1 => random(|c| !c.is_alphabetic()), 1 => "[a-zA-Z]{1,5}", 1 => "[0-9][0-9.,]{0,3}"]
}

fn text() -> impl Strategy<Value = String> {
    let pieces = proptest::collection::vec((piece(), select(SEPARATORS)), 1..14);
    (select(SEPARATORS), pieces).prop_map(|(lead, pieces)| {
        pieces.into_iter().fold(lead.to_owned(), |mut text, (piece, separator)| {
            text.push_str(&piece);
            text.push_str(separator);
            text
        })
    })
}

fn terms() -> impl Strategy<Value = Vec<String>> {
    let word = prop_oneof![6 => select(WORDS), 1 => select(WILDCARDS)];
    let term = proptest::collection::vec(word, 1..=4).prop_map(|words| words.join(" "));
    let single = select(WORDS).prop_map(str::to_owned);
    proptest::collection::vec(prop_oneof![term, single], 1..12)
}

/// What stands between the words of a planted term: mostly what folds to one space.
fn joint() -> impl Strategy<Value = &'static str> {
    let spaces = [" ", "  ", "\t", "\n", "\r\n", "\n    ", "\u{A0}", "\u{2009}", "\u{3000}", "\u{2028}", " \u{200B} ", "\u{AD} ", "\u{FEFF} "];
    prop_oneof![6 => Just(" "), 3 => proptest::sample::select(spaces.to_vec()), 1 => select(SEPARATORS)]
}

/// A text with some of the terms in it, each word in a disguise of its own, so that terms of several words are found often.
fn text_and_terms() -> impl Strategy<Value = (String, Vec<String>)> {
    let words = proptest::collection::vec((disguise(), 0..12_usize, joint()), 4);
    let planted = proptest::collection::vec((any::<prop::sample::Index>(), words, select(SEPARATORS)), 1..4);
    (text(), terms(), planted, text()).prop_map(|(before, terms, planted, after)| {
        let mut text = before;
        for (index, words, separator) in planted {
            let term = index.get(&terms).replace('*', "");
            let written: Vec<(String, &str)> =
                term.split(' ').zip(words).map(|(word, (disguise, at, joint))| (disguised(word, disguise, at), joint)).collect();
            for (position, (word, joint)) in written.iter().enumerate() {
                text.push_str(word);
                text.push_str(if position + 1 < written.len() { joint } else { separator });
            }
        }
        (text + &after, terms)
    })
}

/// A lexicon of one entry, read once: reading TOML for every case would take most of the time.
static ONE_ENTRY: LazyLock<Loaded> = LazyLock::new(|| {
    let toml = r#"
        lexicon = { id = "terms", version = "0.1.0", schema = 1, title = "T", language = "en", theme = "general", sides = ["general"], license = "CC0-1.0", description = "T", maintainers = ["t"], updated = "2026-11-24" }
        [[entry]]
        id = "term"
        term = "x"
        technique = "labeling"
        serves = "general"
        polarity = "neg"
        strength = 1
        default = false
        status = "candidate"
        omit = true
        why = "A test."
        accept = ["[[x]]"]
        reject = ["y"]
    "#;
    Loaded::from_toml("terms.toml", toml).unwrap_or_else(|error| panic!("{error}"))
});

/// A lexicon with one entry for each term.
fn lexicon(terms: &[String]) -> Loaded {
    let mut loaded = ONE_ENTRY.clone();
    let blank = loaded.lexicon_mut().entries.remove(0);
    loaded.lexicon_mut().entries = terms.iter().map(|term| Entry { term: term.clone(), on_by_default: true, ..blank.clone() }).collect();
    loaded
}

/// The engines.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Keyed,
    Automaton { many_texts: bool },
}

/// What an engine finds: byte range and index of the term. A title has no dateline, which the reference knows nothing of.
fn found_by_engine(text: &str, terms: &[String], kind: Kind) -> BTreeSet<(usize, usize, usize)> {
    let forms = compile(&[lexicon(terms)], &Selection::default()).unwrap_or_else(|problem| panic!("{problem:?}"));
    let engine: Box<dyn Engine> = match kind {
        Kind::Keyed => Box::new(Keyed::new(forms).unwrap_or_else(|error| panic!("{error}"))),
        Kind::Automaton { many_texts } => Box::new(Automaton::new(forms, many_texts).unwrap_or_else(|error| panic!("{error}"))),
    };
    let field = Field::plain(text);
    let layout = Layout::new(FieldName::Title, &field, true);
    engine.find(&layout).iter().map(|found| (found.span.start, found.span.end, found.form as usize)).collect()
}

/// The two sets side by side, as wording and term, for a failure one can read.
fn difference(text: &str, terms: &[String], engine: &BTreeSet<(usize, usize, usize)>, reference: &BTreeSet<(usize, usize, usize)>) -> String {
    let shown = |only: &mut dyn Iterator<Item = &(usize, usize, usize)>| -> Vec<String> {
        only.map(|&(start, end, term)| format!("{start}..{end} {:?} as {:?}", text.get(start..end).unwrap_or("no character boundary"), terms[term]))
            .collect()
    };
    let only_engine = shown(&mut engine.difference(reference));
    let only_reference = shown(&mut reference.difference(engine));
    format!("in {text:?}\n  only the engine finds {only_engine:?}\n  only the reference finds {only_reference:?}")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_engine_finds_what_the_reference_finds((text, terms) in text_and_terms(), many_texts in any::<bool>()) {
        let reference = reference::find(&text, &terms);
        for kind in [Kind::Keyed, Kind::Automaton { many_texts }] {
            let engine = found_by_engine(&text, &terms, kind);
            prop_assert!(engine == reference, "{kind:?} {}", difference(&text, &terms, &engine, &reference));
        }
    }
}

/// The reference itself, on cases one can check by eye: text, terms, the wordings found in order.
#[test]
fn the_reference_is_right_where_one_can_see_it() {
    let cases: &[(&str, &[&str], &[&str])] = &[
        ("The Kyiv regime’s war.", &["kyiv regime", "war", "regime"], &["Kyiv regime", "regime", "war"]),
        ("A war crimesx, a war\n crime.", &["war crimes", "war", "war crime"], &["war", "war", "war\n crime"]),
        ("war\n\ncrimes. War. Crimes", &["war crimes"], &[]),
        ("so-\ncalled so\u{2011}called so—called", &["so-called"], &["so-\ncalled", "so\u{2011}called"]),
        (
            "of\u{FB01}cial \u{3BF}fficial ｏｆｆｉｃｉａｌ re\u{301}gime\u{301}",
            &["official", "regime"],
            &["of\u{FB01}cial", "\u{3BF}fficial", "ｏｆｆｉｃｉａｌ", "re\u{301}gime\u{301}"],
        ),
        ("warlike, postwar's war", &["war*", "*war"], &["warlike", "postwar", "war", "war"]),
        ("the regime.Next regime.next", &["regime", "next"], &["regime", "Next"]),
    ];
    for (text, terms, expected) in cases {
        let terms: Vec<String> = terms.iter().map(|&term| term.to_owned()).collect();
        let found: Vec<&str> = reference::find(text, &terms).iter().map(|&(start, end, _)| &text[start..end]).collect();
        assert_eq!(found, *expected, "{text:?}");
    }
}
