//! The rules a lexicon keeps beyond its shape.

use std::collections::{HashMap, HashSet};

use super::examples;
use super::load::Place;
use super::model::{Condition, Entry, Lexicon, Status, WordClass};
use super::pattern::{PatternProblem, entry_forms, expand};

/// Longest `why`, in characters.
pub const WHY_LIMIT: usize = 200;

/// A broken rule and where.
#[derive(Debug)]
pub(super) struct Problem {
    pub(super) place: Place,
    pub(super) found: String,
    pub(super) expected: String,
    pub(super) advice: String,
}

fn broken(place: Place, found: impl Into<String>, expected: impl Into<String>, advice: impl Into<String>) -> Problem {
    Problem { place, found: found.into(), expected: expected.into(), advice: advice.into() }
}

fn ensure(holds: bool, problem: impl FnOnce() -> Problem) -> Result<(), Problem> {
    if holds { Ok(()) } else { Err(problem()) }
}

impl PatternProblem {
    fn at(self, place: Place) -> Problem {
        Problem { place, found: self.found, expected: self.expected, advice: self.advice }
    }
}

/// Checks every rule; the first broken one is reported.
pub(super) fn validate(lexicon: &Lexicon) -> Result<(), Problem> {
    header(lexicon)?;
    let mut seen = HashSet::new();
    for (index, entry) in lexicon.entries.iter().enumerate() {
        let place = Place::Entry(index);
        id(place, &entry.id)?;
        ensure(seen.insert(&entry.id), || {
            broken(place, "a second entry with this id", "every id once", "rename one of the two; an id is never used again")
        })?;
        fields(lexicon, entry, place)?;
        evidence(lexicon, entry, place)?;
        entry_forms(lexicon, entry).map_err(|problem| problem.at(place))?;
        conditions(lexicon, entry, place)?;
        example_sentences(entry, place)?;
    }
    mirrors(lexicon)?;
    referents(lexicon, &seen)
}

fn header(lexicon: &Lexicon) -> Result<(), Problem> {
    let header = &lexicon.header;
    let place = Place::Header;
    id(place, &header.id)?;
    ensure(header.schema == 1, || {
        broken(place, format!("schema = {}", header.schema), "schema = 1", "use a version of connote that knows this schema")
    })?;
    let numbers: Vec<&str> = header.version.split('.').collect();
    ensure(numbers.len() == 3 && numbers.iter().all(|number| number.parse::<u32>().is_ok()), || {
        broken(place, format!("version = {:?}", header.version), "three numbers such as \"1.0.0\"", "raise it with every change that moves a score")
    })?;
    ensure(!header.sides.is_empty(), || broken(place, "sides = []", "two sides, or [\"general\"]", "name the sides by what they hold"))?;
    ensure(is_language(&header.language), || {
        broken(place, format!("language = {:?}", header.language), "a BCP 47 tag such as \"en\"", "write the language of the texts it is for")
    })?;
    date(place, "updated", Some(&header.updated))?;
    ensure(!lexicon.entries.is_empty() || !lexicon.referents.is_empty(), || {
        broken(place, "neither an [[entry]] nor a [[referent]]", "at least one", "see lexicons/README.md for an example")
    })
}

/// Whether it can be the id of a lexicon, an entry or a referent: small letters, digits and hyphens.
#[must_use]
pub fn is_id(id: &str) -> bool {
    !id.is_empty()
        && !id.starts_with('-')
        && !id.ends_with('-')
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

fn id(place: Place, id: &str) -> Result<(), Problem> {
    ensure(is_id(id), || broken(place, format!("id = {id:?}"), "small letters, digits and single hyphens", "rename it, for example \"kyiv-regime\""))
}

/// Whether it has the shape of a BCP 47 tag.
#[must_use]
pub fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    parts.next().is_some_and(|first| (2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_lowercase()))
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

fn fields(lexicon: &Lexicon, entry: &Entry, place: Place) -> Result<(), Problem> {
    let header = &lexicon.header;
    ensure(!entry.term.trim().is_empty(), || broken(place, "term = \"\"", "the head form", "write the wording as people will read it"))?;
    ensure((1..=3).contains(&entry.strength), || {
        broken(place, format!("strength = {}", entry.strength), "1, 2 or 3", "see docs/methods.md, strength")
    })?;
    let serves = entry.serves.as_str();
    ensure(["general", "contested"].contains(&serves) || header.sides.iter().any(|side| side == serves), || {
        broken(place, format!("serves = {serves:?}"), format!("one of {}, general, contested", header.sides.join(", ")), "name a side of the header")
    })?;
    ensure(entry.target.is_some() || !header.is_themed(), || {
        broken(place, "no target", "the id of a [targets] table", "say whom or what the wording frames")
    })?;
    if let Some(target) = &entry.target {
        ensure(lexicon.targets.contains_key(target), || {
            let known: Vec<&str> = lexicon.targets.keys().map(String::as_str).collect();
            broken(place, format!("target = {target:?}"), format!("one of {}", known.join(", ")), format!("define [targets.{target}]"))
        })?;
    }
    ensure(entry.omit || entry.neutral.iter().any(|wording| !wording.trim().is_empty()), || {
        broken(place, "no neutral wording", "neutral = [\"...\"] or omit = true", "say what a neutral writer would put")
    })?;
    let why = entry.why.chars().count();
    ensure((1..=WHY_LIMIT).contains(&why) && !entry.why.trim().is_empty(), || {
        broken(
            place,
            format!("a why of {why} characters"),
            format!("1 to {WHY_LIMIT}"),
            "say what the wording presupposes, so that the other side finds it fair",
        )
    })?;
    date(place, "since", entry.since.as_deref())?;
    date(place, "until", entry.until.as_deref())?;
    ensure(entry.since.is_none() || entry.until.is_none() || entry.since <= entry.until, || {
        broken(place, "until before since", "since on or before until", "swap them")
    })
}

fn date(place: Place, key: &str, date: Option<&str>) -> Result<(), Problem> {
    let Some(date) = date else { return Ok(()) };
    let parsed = date.parse::<toml::value::Datetime>().is_ok_and(|found| found.date.is_some() && found.time.is_none());
    ensure(parsed, || broken(place, format!("{key} = {date:?}"), "a date such as \"2026-11-24\"", "write year-month-day"))
}

fn evidence(lexicon: &Lexicon, entry: &Entry, place: Place) -> Result<(), Problem> {
    for evidence in &entry.evidence {
        ensure(lexicon.sources.contains_key(&evidence.source), || {
            let known: Vec<&str> = lexicon.sources.keys().map(String::as_str).collect();
            broken(
                place,
                format!("evidence source {:?}", evidence.source),
                format!("one of {}", known.join(", ")),
                format!("define [sources.{}]", evidence.source),
            )
        })?;
    }
    let candidate = entry.status == Status::Candidate;
    ensure(candidate || !entry.evidence.is_empty(), || {
        broken(place, "no evidence", "at least one source, or status = \"candidate\"", "name who calls the wording contested")
    })?;
    ensure(!(candidate && entry.on_by_default), || {
        broken(place, "a candidate that is on by default", "default = false", "an entry without evidence is never on by default")
    })?;
    let mirrored = entry.mirror.is_some() || entry.mirror_none.as_ref().is_some_and(|reason| !reason.trim().is_empty());
    ensure(mirrored || !lexicon.header.is_themed(), || {
        broken(
            place,
            "neither mirror nor mirror_none",
            "the entry with the same device from the other side, or why there is none",
            "add one of the two",
        )
    })?;
    ensure(entry.mirror.is_none() || entry.mirror_none.is_none(), || broken(place, "both mirror and mirror_none", "one of the two", "delete one"))
}

fn mirrors(lexicon: &Lexicon) -> Result<(), Problem> {
    let by_id: HashMap<&str, &Entry> = lexicon.entries.iter().map(|entry| (entry.id.as_str(), entry)).collect();
    for (index, entry) in lexicon.entries.iter().enumerate() {
        let Some(mirror) = &entry.mirror else { continue };
        let place = Place::Entry(index);
        let twin = by_id.get(mirror.as_str()).ok_or_else(|| {
            broken(
                place,
                format!("mirror = {mirror:?}, which is no entry"),
                "the id of an entry of this file",
                "correct it, or give mirror_none = \"reason\"",
            )
        })?;
        ensure(twin.mirror.as_deref() == Some(entry.id.as_str()), || {
            broken(
                place,
                format!("mirror {mirror:?} does not point back"),
                format!("mirror = {:?} in that entry", entry.id),
                "make the two point at each other",
            )
        })?;
    }
    Ok(())
}

fn referents(lexicon: &Lexicon, entries: &HashSet<&String>) -> Result<(), Problem> {
    let mut seen = HashSet::new();
    for (index, referent) in lexicon.referents.iter().enumerate() {
        let place = Place::Referent(index);
        id(place, &referent.id)?;
        ensure(seen.insert(&referent.id), || broken(place, "a second referent with this id", "every id once", "rename one of the two"))?;
        for loaded in &referent.loaded {
            ensure(entries.contains(loaded), || {
                broken(place, format!("loaded name {loaded:?}"), "the id of an entry of this file", "correct the id")
            })?;
        }
        for pattern in &referent.neutral {
            expand(pattern, &[&lexicon.slots]).map_err(|problem| problem.at(place))?;
        }
        ensure(!(referent.loaded.is_empty() && referent.neutral.is_empty()), || {
            broken(place, "no names", "loaded entries or neutral patterns", "list the rival names")
        })?;
    }
    Ok(())
}

fn example_sentences(entry: &Entry, place: Place) -> Result<(), Problem> {
    for (key, sentences) in [("accept", &entry.accept), ("reject", &entry.reject)] {
        ensure(!sentences.is_empty(), || {
            broken(place, format!("{key} = []"), "at least one sentence", "write one sentence that must match and one that must not")
        })?;
    }
    for sentence in &entry.accept {
        let marked = examples::marked(sentence)
            .map_err(|found| broken(place, format!("{found} in {sentence:?}"), "the words that must be found in [[ ]]", "mark them exactly"))?;
        ensure(!marked.spans.is_empty(), || {
            broken(place, format!("nothing marked in {sentence:?}"), "the words that must be found in [[ ]]", "mark them exactly")
        })?;
    }
    Ok(())
}

fn conditions(lexicon: &Lexicon, entry: &Entry, place: Place) -> Result<(), Problem> {
    for (key, conditions) in [("only_if", &entry.only_if), ("unless", &entry.unless)] {
        for condition in conditions {
            if let Some(reason) = never_holds(lexicon, entry, condition)? {
                let advice =
                    if key == "only_if" { "the entry could never be a hit: correct the condition" } else { "it has no effect: correct or delete it" };
                return Err(broken(place, format!("a condition in {key} that can never hold: {reason}"), "a condition that can hold", advice));
            }
        }
    }
    if !entry.only_if.is_empty() && entry.only_if.iter().all(|condition| entry.unless.contains(condition)) {
        return Err(broken(
            place,
            "only_if and unless with the same condition",
            "a condition that can hold",
            "the entry could never be a hit: delete one",
        ));
    }
    Ok(())
}

/// Why a condition can never hold, if it cannot.
fn never_holds(lexicon: &Lexicon, entry: &Entry, condition: &Condition) -> Result<Option<String>, Problem> {
    if *condition == Condition::default() {
        return Ok(Some("it is empty".to_owned()));
    }
    let near = condition.near.as_ref().map(|near| near.words.clone());
    let lists = [
        ("next", &condition.next),
        ("prev", &condition.prev),
        ("after_next", &condition.after_next),
        ("near.words", &near),
        ("in_sentence", &condition.in_sentence),
        ("in_document", &condition.in_document),
    ];
    for (key, list) in lists {
        let Some(list) = list else { continue };
        if list.is_empty() {
            return Ok(Some(format!("{key} = []")));
        }
        for value in list {
            if value != "*'s" && expand(value, &[&entry.slots, &lexicon.slots]).is_err() {
                return Ok(Some(format!("{key} has {value:?}, which is no word, phrase or known slot")));
            }
            if key == "in_document" && looks_like_id(value) && !lexicon.entries.iter().any(|other| other.id == *value) {
                return Ok(Some(format!("in_document names {value:?}, which is no entry of this file")));
            }
        }
    }
    if condition.near.as_ref().is_some_and(|near| near.within == 0) {
        return Ok(Some("near.within = 0".to_owned()));
    }
    if condition.part_of_name == Some(true) && lexicon.names.values().all(Vec::is_empty) {
        return Ok(Some("part_of_name = true, but [names] lists none".to_owned()));
    }
    Ok(class_contradiction("next", condition.next_class, condition.next.as_ref())
        .or_else(|| class_contradiction("prev", condition.prev_class, condition.prev.as_ref())))
}

/// Ids have at least two hyphens here; phrases such as "so-called" or "cease-fire" have one.
fn looks_like_id(value: &str) -> bool {
    value.matches('-').count() >= 2 && value.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

fn class_contradiction(key: &str, class: Option<WordClass>, words: Option<&Vec<String>>) -> Option<String> {
    let fits: fn(&str) -> bool = match class? {
        WordClass::Number => crate::lexicon::is_number_word,
        WordClass::Determiner => crate::lexicon::is_determiner,
        WordClass::Capitalised | WordClass::ThatClause => return None,
    };
    let words = words?;
    let first_word = |phrase: &String| phrase.split(' ').next().unwrap_or_default().to_lowercase();
    let none = words.iter().all(|phrase| !phrase.contains(['{', '*']) && !fits(&first_word(phrase)));
    none.then(|| format!("no word of {key} is of the class asked for by {key}_class"))
}
