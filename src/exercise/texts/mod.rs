//! Every word of the sheets, in one file per language. A new language is a translation of `en.toml` with a line in [`LANGUAGES`]: nothing else in
//! the program says anything to pupils.

mod lesson;

use std::collections::BTreeMap;

use serde::Deserialize;

use super::model::{Doubt, Level, Sheet, SourceLine};
use super::task::Kind;
use crate::lexicon::{Polarity, Stance, Technique};

pub use lesson::{LessonTexts, StepText};

/// The languages there are: BCP 47 tag and texts.
pub const LANGUAGES: [(&str, &str); 1] = [("en", include_str!("en.toml"))];

/// The texts of one language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// BCP 47 tag.
    pub language: String,
    /// Heading of a sheet nobody named.
    pub title: String,
    /// Short words that writers put beside things; the keys are the same in every language.
    pub labels: BTreeMap<String, String>,
    /// What school platforms and card programs need beside the sheets; the keys are the same in every language.
    pub platform: BTreeMap<String, String>,
    /// The line beneath a text.
    pub source: SourceTexts,
    /// What a fair colleague could say, by the code of the doubt.
    pub doubts: BTreeMap<String, String>,
    /// The four charges: `neg`, `pos`, `soften`, `distance`.
    pub charges: BTreeMap<String, String>,
    /// What the pages say beside the exercise.
    pub page: BTreeMap<String, String>,
    /// What the self-check page says.
    pub check: BTreeMap<String, String>,
    /// What the README of a lesson folder says.
    pub lesson: LessonTexts,
    /// Techniques by id: what they are called and what they do.
    pub techniques: BTreeMap<String, TechniqueText>,
    /// Instructions, by level.
    pub levels: BTreeMap<String, LevelTexts>,
}

/// What stands beneath a text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceTexts {
    /// Before outlet, date, address.
    pub lead: String,
    /// In the place of each of them where it is not known.
    pub missing: [String; 3],
    /// Before the permission.
    pub permission: String,
    /// Where only a part is shown.
    pub excerpt: String,
}

/// What a technique is called, and what it does.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TechniqueText {
    /// A few plain words.
    pub name: String,
    /// A sentence.
    pub meaning: String,
}

/// What is said to readers of one age.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelTexts {
    /// What pupils can do afterwards: "find words that ...".
    pub aims: Vec<String>,
    /// What every sheet says.
    pub sheet: Sheet,
    /// Instructions by type.
    pub tasks: BTreeMap<String, TaskTexts>,
    /// The questions of the emotion check.
    pub emotions: Vec<EmotionTexts>,
    /// The questions on two texts.
    pub compare: CompareTexts,
}

/// A question of the emotion check.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmotionTexts {
    /// The question.
    pub prompt: String,
    /// What 1 means.
    pub low: String,
    /// What 5 means.
    pub high: String,
}

/// Heading and steps of a task.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskTexts {
    /// Heading.
    pub title: String,
    /// What to do.
    pub steps: Vec<String>,
}

/// Questions on two texts; `{thing}` stands for what both speak of.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompareTexts {
    /// On the headlines.
    pub headlines: String,
    /// On one thing with several names.
    pub same_thing: String,
    /// On what both use.
    pub shared: String,
    /// On what only one uses.
    pub only_one: String,
    /// On what one leaves out.
    pub left_out: String,
}

/// No texts in this language.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no instructions in {asked:?}; expected one of: {}; choose one, or translate src/exercise/texts/en.toml", known().join(", "))]
pub struct UnknownLanguage {
    /// The tag asked for.
    pub asked: String,
}

fn known() -> Vec<&'static str> {
    LANGUAGES.iter().map(|(tag, _)| *tag).collect()
}

impl Texts {
    /// The texts of a language.
    ///
    /// # Errors
    /// There are none.
    pub fn of(language: &str) -> Result<Self, UnknownLanguage> {
        let found = LANGUAGES.iter().find(|(tag, _)| tag.eq_ignore_ascii_case(language));
        let read = found.and_then(|(_, toml)| toml::from_str(toml).ok());
        read.ok_or_else(|| UnknownLanguage { asked: language.to_owned() })
    }

    /// What a label is called; the key itself where the language lacks it.
    #[must_use]
    pub fn label<'a>(&'a self, key: &'a str) -> &'a str {
        told(&self.labels, key)
    }

    /// What a page says; the key itself where the language lacks it.
    #[must_use]
    pub fn page<'a>(&'a self, key: &'a str) -> &'a str {
        told(&self.page, key)
    }

    /// What the self-check page says; likewise.
    #[must_use]
    pub fn check<'a>(&'a self, key: &'a str) -> &'a str {
        told(&self.check, key)
    }

    /// What a school platform needs; the key itself where the language lacks it.
    #[must_use]
    pub fn platform<'a>(&'a self, key: &'a str) -> &'a str {
        told(&self.platform, key)
    }

    /// A source, and what it says of a wording.
    #[must_use]
    pub fn says(&self, source: &SourceLine) -> String {
        format!("{}: {}", source.label, self.stance(source.stance))
    }

    /// What a source says of a wording.
    #[must_use]
    pub fn stance(&self, stance: Stance) -> &str {
        self.label(match stance {
            Stance::Discourages => "stance_discourages",
            Stance::AttributeOnly => "stance_attribute_only",
            Stance::Contested => "stance_contested",
            Stance::Recommends => "stance_recommends",
        })
    }

    /// What a fair colleague could say.
    #[must_use]
    pub fn doubt(&self, doubt: Doubt) -> &str {
        self.doubts.get(doubt_code(doubt)).map_or("", String::as_str)
    }

    /// What a charge is called.
    #[must_use]
    pub fn charge(&self, charge: Polarity) -> &str {
        self.charges.get(charge.as_str()).map_or("", String::as_str)
    }

    /// What a technique is called and what it does. A category of an imported lexicon is called by its own name.
    #[must_use]
    pub fn technique(&self, technique: &Technique) -> TechniqueText {
        self.techniques
            .get(technique.id())
            .cloned()
            .unwrap_or_else(|| TechniqueText { name: technique.id().trim_start_matches("x-").replace(['_', '-'], " "), meaning: String::new() })
    }

    /// What is said to readers of this age; every language has all levels, which a test holds.
    #[must_use]
    pub fn level(&self, level: Level) -> Option<&LevelTexts> {
        self.levels.get(level.as_str())
    }

    /// The line beneath a text: `known` is outlet, date and address.
    #[must_use]
    pub fn source_line(&self, known: &[&Option<String>; 3], permission: Option<&str>, whole: bool) -> String {
        let parts = known.iter().zip(&self.source.missing).map(|(known, missing)| known.as_ref().unwrap_or(missing));
        let mut line = format!("{} {}.", self.source.lead, parts.map(String::as_str).collect::<Vec<_>>().join(", "));
        if let Some(permission) = permission {
            line.push_str(&format!(" {} {}.", self.source.permission, permission.trim_end_matches('.')));
        }
        if !whole {
            line.push(' ');
            line.push_str(&self.source.excerpt);
        }
        line
    }
}

/// What a table of texts has under a key; the key itself where the language lacks it.
fn told<'a>(texts: &'a BTreeMap<String, String>, key: &'a str) -> &'a str {
    texts.get(key).map_or(key, String::as_str)
}

impl LevelTexts {
    /// Heading and steps of a type.
    #[must_use]
    pub fn task(&self, kind: Kind) -> Option<&TaskTexts> {
        self.tasks.get(kind.as_str())
    }
}

/// The code of a doubt, as in JSON.
fn doubt_code(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::UncertainVoice => "uncertain_voice",
        Doubt::ScareQuotes => "scare_quotes",
        Doubt::Mention => "mention",
        Doubt::LowConfidence => "low_confidence",
        Doubt::Reported => "reported",
        Doubt::Attributed => "attributed",
        Doubt::Contested => "contested",
        Doubt::Recommended => "recommended",
        Doubt::NoSource => "no_source",
        Doubt::NotCounted => "not_counted",
        Doubt::Elsewhere => "elsewhere",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::TECHNIQUES;

    #[test]
    fn every_language_is_whole() {
        let english: Texts = toml::from_str(LANGUAGES[0].1).expect("en.toml");
        for (tag, toml) in LANGUAGES {
            let texts: Texts = toml::from_str(toml).unwrap_or_else(|error| panic!("{tag}: {error}"));
            assert_eq!(texts.language, tag);
            assert_eq!(texts.labels.keys().collect::<Vec<_>>(), english.labels.keys().collect::<Vec<_>>(), "{tag}");
            assert_eq!(texts.platform.keys().collect::<Vec<_>>(), english.platform.keys().collect::<Vec<_>>(), "{tag}");
            assert_eq!(texts.doubts.keys().collect::<Vec<_>>(), english.doubts.keys().collect::<Vec<_>>(), "{tag}");
            assert_eq!(texts.page.keys().collect::<Vec<_>>(), english.page.keys().collect::<Vec<_>>(), "{tag}");
            assert_eq!(texts.check.keys().collect::<Vec<_>>(), english.check.keys().collect::<Vec<_>>(), "{tag}");
            assert_eq!(texts.lesson.files.keys().collect::<Vec<_>>(), english.lesson.files.keys().collect::<Vec<_>>(), "{tag}");
            assert_eq!(texts.lesson.steps.keys().collect::<Vec<_>>(), english.lesson.steps.keys().collect::<Vec<_>>(), "{tag}");
            assert_eq!(texts.charges.len(), 4, "{tag}");
            for (id, _) in TECHNIQUES {
                assert!(texts.techniques.contains_key(id), "{tag}: {id}");
            }
            assert_eq!(texts.techniques.len(), TECHNIQUES.len(), "{tag}");
            let names: std::collections::BTreeSet<&str> = texts.techniques.values().map(|technique| technique.name.as_str()).collect();
            assert_eq!(names.len(), TECHNIQUES.len(), "{tag}: each technique has a name of its own");
            assert_eq!(texts.levels.len(), Level::ALL.len(), "{tag}");
            for level in Level::ALL {
                let level = texts.level(level).expect("every level");
                assert!(Kind::ALL.iter().all(|kind| level.task(*kind).is_some_and(|task| !task.steps.is_empty())), "{tag}");
                assert_eq!(level.tasks.len(), Kind::ALL.len(), "{tag}");
                assert!(level.compare.same_thing.contains("{thing}"), "{tag}");
                assert!(!level.emotions.is_empty() && !level.sheet.questions.is_empty(), "{tag}");
            }
        }
    }

    #[test]
    fn every_doubt_has_words() {
        let texts = Texts::of("en").expect("English");
        for code in texts.doubts.keys() {
            let doubt: Doubt = serde_json::from_value(code.as_str().into()).expect("a doubt");
            assert_eq!(doubt_code(doubt), code);
            assert!(!texts.doubt(doubt).is_empty());
        }
        assert_eq!(texts.doubts.len(), 11);
    }

    /// A measure of plain language that needs no judgement: short sentences, the shorter the younger.
    #[test]
    fn sentences_are_short() {
        let texts = Texts::of("en").expect("English");
        for (level, most) in [(Level::Younger, 18), (Level::Older, 24), (Level::Adult, 30)] {
            let level = texts.level(level).expect("a level");
            let steps = level.tasks.values().flat_map(|task| &task.steps);
            let sheet = [&level.sheet.loaded, &level.sheet.charge, &level.sheet.quotations, &level.sheet.no_verdict];
            for text in steps.chain(sheet).chain(&level.sheet.questions) {
                for sentence in text.split_inclusive(['.', '?', '!', ':']) {
                    assert!(sentence.split_whitespace().count() <= most, "more than {most} words: {sentence}");
                }
            }
        }
    }

    #[test]
    fn an_unknown_language_is_an_error_that_lists_those_there_are() {
        let error = Texts::of("fr").expect_err("not there");
        assert!(error.to_string().contains("\"fr\"") && error.to_string().contains("expected one of: en"), "{error}");
    }

    #[test]
    fn the_source_line_says_what_is_not_known() {
        let texts = Texts::of("en").expect("English");
        let (outlet, date, none) = (Some("Norton Echo".to_owned()), Some("2026-05-09".to_owned()), None);
        assert_eq!(
            texts.source_line(&[&outlet, &date, &none], Some("CC BY 4.0."), false),
            "Source: Norton Echo, 2026-05-09, no address given. Permission: CC BY 4.0. Excerpt; […] stands for sentences left out."
        );
        assert_eq!(texts.source_line(&[&none, &none, &none], None, true), "Source: outlet not given, no date given, no address given.");
    }
}
