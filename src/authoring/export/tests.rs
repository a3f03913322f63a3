//! There and back: the forms of each category are those that went out.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::authoring::import::{self, Options, import};
use crate::lexicon::{Loaded, builtin};
use crate::tokenize::fold::fold_term;

fn back(file: &str, text: &str) -> (Lexicon, usize) {
    let options = Options { format: None, id: None, language: "en".to_owned(), today: "2026-11-26".to_owned() };
    let imported = import(file, text.as_bytes(), &options).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let lost = imported.lost.iter().filter(|lost| lost.line > 1).count();
    (Loaded::from_toml(file, &imported.toml).expect("valid").into_lexicon(), lost)
}

/// Forms by category, folded.
fn by_category(lexicon: &Lexicon) -> BTreeMap<String, BTreeSet<String>> {
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for entry in &lexicon.entries {
        let forms = forms(lexicon, entry).expect("valid").into_iter().map(|form| fold_term(&form));
        all.entry(category(entry).replace('_', "-")).or_default().extend(forms);
    }
    all
}

fn all_forms(lexicon: &Lexicon) -> BTreeSet<String> {
    by_category(lexicon).into_values().flatten().collect()
}

#[test]
fn quanteda_and_csv_bring_back_the_forms_of_each_category() {
    for loaded in builtin::lexicons() {
        let lexicon = loaded.lexicon();
        for (format, file) in [(Format::Quanteda, "back.yml"), (Format::Csv, "back.csv")] {
            let exported = export(lexicon, format, ReadCells::Guarded).expect("valid");
            assert_eq!(exported, export(lexicon, format, ReadCells::Guarded).expect("valid"), "the same twice");
            let (found, lost) = back(file, &exported.text);
            let missing: usize = by_category(lexicon)
                .iter()
                .map(|(name, forms)| forms.difference(by_category(&found).get(name).unwrap_or(&BTreeSet::new())).count())
                .sum();
            assert!(missing <= lost, "{} {file}: {missing} forms missing, {lost} listed", lexicon.header.id);
            let extra = all_forms(&found).difference(&all_forms(lexicon)).count();
            assert_eq!(extra, 0, "{} {file}", lexicon.header.id);
            assert_eq!(by_category(&found).len(), by_category(lexicon).len());
        }
    }
}

#[test]
fn vale_brings_back_the_forms() {
    for loaded in builtin::lexicons() {
        let lexicon = loaded.lexicon();
        let (rules, _) = vale_style(lexicon).expect("valid");
        assert_eq!(rules.len(), lexicon.entries.len());
        let whole = export(lexicon, Format::Vale, ReadCells::Raw).expect("valid");
        let (found, lost) = back("back.yml", &whole.text);
        assert!(all_forms(&found).is_subset(&all_forms(lexicon)));
        for (rule, entry) in rules.iter().zip(&lexicon.entries) {
            let (one, lost_of_one) = back(&rule.file, &rule.text);
            let forms: BTreeSet<String> = forms(lexicon, entry).expect("valid").iter().map(|form| fold_term(form)).collect();
            assert_eq!(forms.len() - all_forms(&one).len(), lost_of_one, "{}", rule.file);
            assert_eq!(one.entries[0].why, entry.why);
            assert_eq!(one.entries[0].strength, entry.strength);
            assert!(lost > 0 || whole.entries < lexicon.entries.len() || forms.is_subset(&all_forms(&found)), "{}", entry.id);
        }
    }
}

const ODD: &str = r#"
[lexicon]
id = "odd"
version = "1.0.0"
schema = 1
title = "Odd: \"quoted\" # sign"
language = "en"
theme = "general"
sides = ["general"]
license = "CC0-1.0"
description = "d"
maintainers = []
updated = "2026-11-26"

[[entry]]
id = "one"
term = "c++ (the *best*)"
forms = ["=c++ (really)", "so-called*", "what? no", "a|b: #x", "{say|tell} \\d"]
technique = "x-odd category"
serves = "general"
polarity = "neg"
strength = 2
neutral = ["say{forms} 100 %", "b"]
why = "Because of 100 % \"this\"; that's why: # no comment"
status = "candidate"
default = false
case = "smart"
only_if = [{ next = ["x"] }, { prev = ["y"] }]
unless = [{ in_title = true }]
accept = ["[[a]]"]
reject = ["b"]

[[entry]]
id = "two"
term = "mere"
technique = "modifier"
serves = "general"
polarity = "soften"
strength = 1
omit = true
why = "w"
status = "candidate"
default = false
accept = ["[[mere]]"]
reject = ["b"]
"#;

#[test]
fn signs_of_every_format_come_back() {
    let lexicon = Loaded::from_toml("odd.toml", ODD).expect("valid").into_lexicon();
    let sent = all_forms(&lexicon);
    let (found, _) = back("odd.csv", &export(&lexicon, Format::Csv, ReadCells::Guarded).expect("valid").text);
    assert_eq!(all_forms(&found), sent);
    assert_eq!((found.entries[0].id.as_str(), found.entries[0].neutral.join("/")), ("one", "say 100 %/b".to_owned()));
    let quanteda = export(&lexicon, Format::Quanteda, ReadCells::Raw).expect("valid");
    assert_eq!(
        quanteda.left[0].to_string(),
        "entry \"one\": not carried: only_if (2), unless (1), case smart, off by default, the form \"what? no\", in which quanteda takes ? for any character"
    );
    assert_eq!(all_forms(&back("odd.yml", &quanteda.text).0).len(), sent.len() - 1);
    let (rules, _) = vale_style(&lexicon).expect("valid");
    let (found, _) = back("one.yml", &rules[0].text);
    assert_eq!((all_forms(&found).len(), found.entries[0].why.clone()), (sent.len() - 1, lexicon.entries[0].why.clone()));
    let whole = export(&lexicon, Format::Vale, ReadCells::Raw).expect("valid");
    assert_eq!((whole.entries, whole.left.len()), (1, 2), "an entry without a neutral wording is no substitution");
    assert!(rules[1].text.starts_with("extends: existence\n"));
    let _ = import::TERM_LIMIT;
}
