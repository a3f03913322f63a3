//! Is a lexicon fair and tidy? Rules that need no text, and how common its entries are in texts given as a reference.
//!
//! The rules are those of the project's lexicons: sides of a theme within 15 % of each other, mirrors, neutral wordings that are neutral,
//! no form twice. What a rule only reports is a note; what fails is a gate.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::{AnalyzeError, Analyzer, Options};
use crate::document::{Document, Field};
use crate::lexicon::pattern::entry_forms;
use crate::lexicon::{Entry, Loaded, Selection, Technique};

/// The largest difference in the number of entries on by default between two sides of a theme, as a share of the larger.
const SIDES_WITHIN: f64 = 0.15;

/// The most editorial hits per 1,000 words that a lexicon may have in plain news: of one theme, and of the others.
const THEMED_CEILING: f64 = 0.3;
/// As [`THEMED_CEILING`], for lexicons of no theme.
const GENERAL_CEILING: f64 = 2.0;

/// How many of the most frequent entries are named.
const NOISIEST: usize = 10;

/// What was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// Entries on by default per side.
    Balance,
    /// The same per group of techniques.
    BalanceGroup,
    /// Mean strength per side.
    Strength,
    /// Kinds of evidence per side.
    Evidence,
    /// A mirror with another technique or another default.
    Mirror,
    /// A neutral wording that is a hit.
    Neutral,
    /// One form with the same conditions in two entries.
    Duplicate,
    /// One form in two entries of one technique with other conditions: only one of them can win.
    Shadowed,
    /// Editorial hits per 1,000 words of reference texts, in all and of the most frequent entries.
    Common,
}

impl Rule {
    /// The name used in columns.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Balance => "balance",
            Self::BalanceGroup => "balance_group",
            Self::Strength => "strength",
            Self::Evidence => "evidence",
            Self::Mirror => "mirror",
            Self::Neutral => "neutral",
            Self::Duplicate => "duplicate",
            Self::Shadowed => "shadowed",
            Self::Common => "common",
        }
    }
}

/// How it came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The rule holds.
    Ok,
    /// Reported, for people to judge.
    Note,
    /// The rule is broken.
    Fail,
}

impl Verdict {
    /// `ok`, `note` or `fail`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Note => "note",
            Self::Fail => "fail",
        }
    }
}

/// One line of an audit.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Id of the lexicon.
    pub lexicon: String,
    /// Which rule.
    pub rule: Rule,
    /// The side, entry, group or reference it is about; empty for the whole lexicon.
    pub item: String,
    /// The figure, where there is one.
    pub value: Option<f64>,
    /// What the figure may be at most.
    pub limit: Option<f64>,
    /// How it came out.
    pub verdict: Verdict,
    /// In words.
    pub detail: String,
}

/// How often entries are found in reference texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frequencies {
    /// Name of the reference.
    pub reference: String,
    /// Words outside quotations.
    pub words: u64,
    /// Editorial hits by lexicon and entry.
    pub hits: BTreeMap<(String, String), u64>,
}

/// Audits a lexicon by the rules that need no text.
///
/// # Errors
/// As [`Analyzer::new`].
pub fn audit(loaded: &Loaded) -> Result<Vec<Finding>, AnalyzeError> {
    let mut findings = balance(loaded);
    findings.extend(mirrors(loaded));
    findings.extend(neutral(loaded)?);
    findings.extend(duplicates(loaded));
    Ok(findings)
}

fn finding(loaded: &Loaded, rule: Rule, item: impl Into<String>, verdict: Verdict, detail: impl Into<String>) -> Finding {
    let lexicon = loaded.lexicon().header.id.clone();
    Finding { lexicon, rule, item: item.into(), value: None, limit: None, verdict, detail: detail.into() }
}

/// The entries on by default that serve a side.
fn on_side<'a>(loaded: &'a Loaded, side: &str) -> Vec<&'a Entry> {
    loaded.lexicon().entries.iter().filter(|entry| entry.on_by_default && entry.serves == side).collect()
}

#[expect(clippy::cast_precision_loss, reason = "numbers of entries are small")]
fn balance(loaded: &Loaded) -> Vec<Finding> {
    let header = &loaded.lexicon().header;
    if !header.is_themed() {
        return Vec::new();
    }
    let sides: Vec<(&str, Vec<&Entry>)> =
        header.sides.iter().filter(|side| *side != "general").map(|side| (side.as_str(), on_side(loaded, side))).collect();
    let counts: Vec<usize> = sides.iter().map(|(_, entries)| entries.len()).collect();
    let (most, least) = (counts.iter().max().copied().unwrap_or(0), counts.iter().min().copied().unwrap_or(0));
    let difference = if most == 0 { 0.0 } else { (most - least) as f64 / most as f64 };
    let listed: Vec<String> = sides.iter().map(|(side, entries)| format!("{side} {}", entries.len())).collect();
    let verdict = if difference <= SIDES_WITHIN { Verdict::Ok } else { Verdict::Fail };
    let mut findings = vec![Finding {
        value: Some(difference),
        limit: Some(SIDES_WITHIN),
        ..finding(loaded, Rule::Balance, "", verdict, format!("on by default: {}", listed.join(", ")))
    }];
    let groups: BTreeSet<&str> = sides.iter().flat_map(|(_, entries)| entries).map(|entry| group(&entry.technique)).collect();
    for name in groups {
        let count = |entries: &[&Entry]| entries.iter().filter(|entry| group(&entry.technique) == name).count();
        let listed: Vec<String> = sides.iter().map(|(side, entries)| format!("{side} {}", count(entries))).collect();
        findings.push(finding(loaded, Rule::BalanceGroup, name, Verdict::Note, listed.join(", ")));
    }
    for (side, entries) in &sides {
        let total: f64 = entries.iter().map(|entry| f64::from(entry.strength)).sum();
        let mean = (!entries.is_empty()).then(|| total / entries.len() as f64);
        let mut strength = finding(loaded, Rule::Strength, *side, Verdict::Note, "mean strength of the entries on by default");
        strength.value = mean;
        findings.push(strength);
        findings.push(finding(loaded, Rule::Evidence, *side, Verdict::Note, kinds_of_evidence(entries)));
    }
    findings
}

/// What sort of device a technique is.
fn group(technique: &Technique) -> &'static str {
    match technique.id() {
        "labeling" | "title_denial" | "slogan" => "labels",
        "euphemism" | "minimisation" | "dysphemism" | "metaphor" => "names for acts",
        "scare_marker" | "existence_denial" => "doubt",
        "puffery" | "virtue_word" => "praise",
        "dehumanisation" | "slur" => "dehumanising",
        "toponym" => "place names",
        "presupposition" => "presuppositions",
        _ => "others",
    }
}

fn kinds_of_evidence(entries: &[&Entry]) -> String {
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for evidence in entries.iter().flat_map(|entry| &entry.evidence) {
        *kinds.entry(evidence.kind.as_str().to_owned()).or_default() += 1;
    }
    kinds.iter().map(|(kind, count)| format!("{kind} {count}")).collect::<Vec<_>>().join(", ")
}

/// That a mirror exists and points back is a rule of the format; here, whether the two are alike.
fn mirrors(loaded: &Loaded) -> Vec<Finding> {
    let entries = &loaded.lexicon().entries;
    let twin = |entry: &Entry| entries.iter().find(|other| Some(&other.id) == entry.mirror.as_ref());
    let pairs = entries.iter().filter_map(|entry| twin(entry).map(|twin| (entry, twin))).filter(|(entry, twin)| entry.id < twin.id);
    let mut findings = Vec::new();
    for (entry, twin) in pairs {
        if entry.technique != twin.technique {
            let detail = format!("{} here, {} in its mirror {}", entry.technique, twin.technique, twin.id);
            findings.push(finding(loaded, Rule::Mirror, &entry.id, Verdict::Note, detail));
        }
        if entry.on_by_default != twin.on_by_default {
            let state = |on: bool| if on { "on" } else { "off" };
            let detail = format!("{} by default, its mirror {} {}", state(entry.on_by_default), twin.id, state(twin.on_by_default));
            findings.push(finding(loaded, Rule::Mirror, &entry.id, Verdict::Note, detail));
        }
    }
    findings
}

/// A neutral wording must not be a hit of its own lexicon, with the entries that are on by default.
fn neutral(loaded: &Loaded) -> Result<Vec<Finding>, AnalyzeError> {
    let analyzer = Analyzer::new(vec![loaded.clone()], &Options { selection: Selection::default(), ..Options::default() })?;
    let mut findings = Vec::new();
    for entry in &loaded.lexicon().entries {
        for wording in &entry.neutral {
            let plain = wording.replace("{forms}", "");
            let document = Document { text: Field::plain(plain), ..Document::default() };
            for hit in analyzer.analyze(document).hits.iter().filter(|hit| hit.counts_as_loaded()) {
                let detail = format!("{wording:?} is a hit of {}", analyzer.entry(hit.entry).id);
                findings.push(finding(loaded, Rule::Neutral, &entry.id, Verdict::Fail, detail));
            }
        }
    }
    if findings.is_empty() {
        findings.push(finding(loaded, Rule::Neutral, "", Verdict::Ok, "no neutral wording is itself a hit"));
    }
    Ok(findings)
}

/// How many forms a finding names.
const FORMS_SHOWN: usize = 4;

fn duplicates(loaded: &Loaded) -> Vec<Finding> {
    let entries = &loaded.lexicon().entries;
    let mut owners: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        for form in entry_forms(loaded.lexicon(), entry).unwrap_or_default() {
            owners.entry(form.text.to_lowercase()).or_default().push(index);
        }
    }
    // Per pair of entries the forms they share.
    let mut shared: BTreeMap<(usize, usize), Vec<&str>> = BTreeMap::new();
    for (form, owners) in &owners {
        for (at, &first) in owners.iter().enumerate() {
            for &second in owners[at + 1..].iter().filter(|second| **second != first) {
                shared.entry((first, second)).or_default().push(form);
            }
        }
    }
    let mut findings: Vec<Finding> =
        shared.iter().filter_map(|((first, second), forms)| twins(loaded, &entries[*first], &entries[*second], forms)).collect();
    if !findings.iter().any(|finding| finding.rule == Rule::Duplicate) {
        findings.push(finding(loaded, Rule::Duplicate, "", Verdict::Ok, "no form twice with the same conditions"));
    }
    findings
}

/// Two entries that share forms: with the same conditions one is superfluous; of one technique only one can win.
fn twins(loaded: &Loaded, entry: &Entry, other: &Entry, forms: &[&str]) -> Option<Finding> {
    let same_conditions = entry.only_if == other.only_if && entry.unless == other.unless && entry.case == other.case;
    let more = if forms.len() > FORMS_SHOWN { ", …" } else { "" };
    let shown = forms.iter().take(FORMS_SHOWN).map(|form| format!("{form:?}")).collect::<Vec<_>>().join(", ");
    let count = if forms.len() == 1 { "is a form".to_owned() } else { format!("are {} forms", forms.len()) };
    let detail = format!("{shown}{more} {count} of {} too", other.id);
    if same_conditions {
        Some(finding(loaded, Rule::Duplicate, &entry.id, Verdict::Fail, detail))
    } else if entry.technique == other.technique {
        Some(finding(loaded, Rule::Shadowed, &entry.id, Verdict::Note, detail + ", with other conditions"))
    } else {
        None
    }
}

/// Holds the frequencies of a lexicon's entries in reference texts against the ceiling, and names the most frequent entries.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
pub fn common(loaded: &Loaded, frequencies: &Frequencies) -> Vec<Finding> {
    let id = &loaded.lexicon().header.id;
    let rate = |hits: u64| (frequencies.words > 0).then(|| 1000.0 * hits as f64 / frequencies.words as f64);
    let mut own: Vec<(&str, u64)> =
        frequencies.hits.iter().filter(|((lexicon, _), _)| lexicon == id).map(|((_, entry), hits)| (entry.as_str(), *hits)).collect();
    own.sort_by_key(|&(entry, hits)| (std::cmp::Reverse(hits), entry));
    let total: u64 = own.iter().map(|(_, hits)| hits).sum();
    let ceiling = if loaded.lexicon().header.is_themed() { THEMED_CEILING } else { GENERAL_CEILING };
    let value = rate(total);
    let verdict = if value.is_some_and(|value| value > ceiling) { Verdict::Fail } else { Verdict::Ok };
    let detail = format!("{total} editorial hits per {} words outside quotations, per 1,000", frequencies.words);
    let mut findings = vec![Finding { value, limit: Some(ceiling), ..finding(loaded, Rule::Common, &frequencies.reference, verdict, detail) }];
    for (entry, hits) in own.into_iter().take(NOISIEST) {
        let detail = format!("{hits} editorial hits in {}, per 1,000 words", frequencies.reference);
        findings.push(Finding { value: rate(hits), ..finding(loaded, Rule::Common, entry, Verdict::Note, detail) });
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = r#"
        [lexicon]
        id = "harbour"
        version = "0.1.0"
        schema = 1
        title = "The harbour dispute"
        language = "en"
        theme = "harbour"
        sides = ["pro-expansion", "pro-preservation"]
        license = "CC-BY-4.0"
        description = "For tests."
        maintainers = ["connote contributors"]
        updated = "2026-11-26"
        [sources.guide]
        title = "House style"
        publisher = "A newsroom"
        year = 2025
        kind = "style-guide"
        stance_default = "discourages"
        [targets.works]
        name = "the works"
        kind = "event"
    "#;

    /// An entry with what the rules look at.
    fn entry(id: &str, term: &str, serves: &str, technique: &str, more: &str) -> String {
        format!(
            r#"
            [[entry]]
            id = "{id}"
            term = "{term}"
            technique = "{technique}"
            target = "works"
            serves = "{serves}"
            polarity = "neg"
            strength = 2
            why = "For tests."
            evidence = [{{ source = "guide", kind = "style-guide", stance = "discourages" }}]
            accept = ["The [[{term}]] began."]
            reject = ["Nothing began."]
            {more}
            "#
        )
    }

    fn audited(entries: &[String]) -> Vec<Finding> {
        let toml = format!("{HEAD}{}", entries.concat());
        let loaded = Loaded::from_toml("harbour.toml", &toml).unwrap_or_else(|error| panic!("{error}"));
        audit(&loaded).expect("can be analyzed")
    }

    fn broken(findings: &[Finding]) -> Vec<(Rule, &str)> {
        findings.iter().filter(|finding| finding.verdict == Verdict::Fail).map(|finding| (finding.rule, finding.item.as_str())).collect()
    }

    const ALONE: &str = "mirror_none = \"none\"\nneutral = [\"works\"]";

    #[test]
    fn sides_are_balanced_within_fifteen_per_cent() {
        let side = |serves: &str, count: usize| {
            (0..count).map(|n| entry(&format!("{serves}-{n}"), &format!("{serves} word {n}"), serves, "labeling", ALONE)).collect::<Vec<_>>()
        };
        // 6 of 7 is a difference of 14.3 %, 5 of 6 one of 16.7 %.
        for (more, fewer, expected) in [(7, 6, vec![]), (6, 5, vec![(Rule::Balance, "")]), (1, 0, vec![(Rule::Balance, "")])] {
            let findings = audited(&[side("pro-expansion", more), side("pro-preservation", fewer)].concat());
            assert_eq!(broken(&findings), expected, "{more} and {fewer}");
        }
    }

    #[test]
    fn a_neutral_wording_must_not_be_a_hit() {
        let findings = audited(&[
            entry(
                "destruction",
                "destruction",
                "pro-preservation",
                "labeling",
                "mirror_none = \"none\"\nneutral = [\"renaissance of the quay\", \"works\"]",
            ),
            entry("renaissance", "renaissance", "pro-expansion", "labeling", ALONE),
        ]);
        assert_eq!(broken(&findings), [(Rule::Neutral, "destruction")]);
        assert!(findings.iter().any(|finding| finding.detail.contains("\"renaissance of the quay\" is a hit of renaissance")));
    }

    #[test]
    fn a_form_twice_is_a_duplicate_only_with_the_same_conditions() {
        let twice = |more: &str| {
            audited(&[
                entry("one", "renewal", "pro-expansion", "labeling", ALONE),
                entry("two", "renewal", "pro-preservation", "labeling", &format!("{ALONE}\n{more}")),
            ])
        };
        assert_eq!(broken(&twice("")), [(Rule::Duplicate, "one")]);
        let other = twice("unless = [{ next = [\"fee\"] }]");
        assert!(broken(&other).is_empty());
        assert!(other.iter().any(|finding| finding.rule == Rule::Shadowed && finding.item == "one"));
    }

    #[test]
    fn mirrors_that_differ_are_noted() {
        let findings = audited(&[
            entry("one", "ruin", "pro-preservation", "dysphemism", "mirror = \"two\"\nneutral = [\"works\"]"),
            entry("two", "revival", "pro-expansion", "euphemism", "mirror = \"one\"\nneutral = [\"works\"]\ndefault = false"),
        ]);
        let details: Vec<&str> = findings.iter().filter(|finding| finding.rule == Rule::Mirror).map(|finding| finding.detail.as_str()).collect();
        assert_eq!(details, ["dysphemism here, euphemism in its mirror two", "on by default, its mirror two off"]);
    }

    #[test]
    fn a_lexicon_that_is_common_in_plain_news_is_over_its_ceiling() {
        let toml = format!("{HEAD}{}", entry("one", "ruin", "pro-preservation", "labeling", ALONE));
        let loaded = Loaded::from_toml("harbour.toml", &toml).expect("valid");
        let hits = |count| BTreeMap::from([(("harbour".to_owned(), "one".to_owned()), count), (("other".to_owned(), "x".to_owned()), 900)]);
        // 3 in 10,000 words are 0.3 per 1,000, the ceiling of a theme; 4 are more.
        for (count, verdict) in [(3, Verdict::Ok), (4, Verdict::Fail)] {
            let found = common(&loaded, &Frequencies { reference: "news".to_owned(), words: 10_000, hits: hits(count) });
            assert_eq!((found[0].verdict, found[0].item.as_str(), found.len()), (verdict, "news", 2), "{count}");
        }
        assert_eq!(common(&loaded, &Frequencies::default())[0].value, None);
    }
}
