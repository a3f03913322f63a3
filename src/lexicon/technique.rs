//! How a wording works on its reader: a closed list, open to imports by the prefix `x-`.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One technique. Compare and print it by its id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Technique(String);

/// Id and meaning of every technique of the closed list.
pub const TECHNIQUES: [(&str, &str); 31] = [
    ("labeling", "evaluative name for a person, group, state or thing"),
    ("title_denial", "office or institution withheld or replaced"),
    ("scare_marker", "word that distances the writer from a name"),
    ("existence_denial", "treats an existing state as past or unreal"),
    ("toponym", "place name that takes a side"),
    ("attribution_doubt", "reporting verb that casts doubt on what is said"),
    ("attribution_guilt", "reporting verb that implies guilt"),
    ("attribution_endorsement", "reporting verb that presents what is said as true"),
    ("attribution_praise", "reporting verb that ennobles the speaker"),
    ("attribution_attack", "reporting verb that makes the speaker aggressive or small"),
    ("attribution_emphasis", "reporting verb that adds weight"),
    ("booster", "word that adds certainty"),
    ("hedge", "word that takes certainty away"),
    ("weasel", "unnamed authority"),
    ("editorializing", "comment of the writer"),
    ("puffery", "praise without content"),
    ("virtue_word", "noble name for a person or an act"),
    ("modifier", "needless adjective"),
    ("euphemism", "softer name for an act"),
    ("minimisation", "makes an event smaller"),
    ("dysphemism", "harsher name for an act"),
    ("dehumanisation", "animal, disease, dirt or monster for people"),
    ("metaphor", "image of water, war, disease for a development"),
    ("presupposition", "claim packed into a name"),
    ("slogan", "formula of a party or a campaign"),
    ("slur", "insult to a group"),
    ("loaded_verb", "verb that judges"),
    ("loaded_noun", "noun that judges"),
    ("loaded_modifier", "adjective or adverb that judges"),
    ("unattributed_judgement", "judgement without a source"),
    ("vagueness", "wording that hides who did what"),
];

/// Techniques with rows of their own that do not count in the headline figure, beside every `attribution_*`.
const NOT_LOADED: [&str; 4] = ["hedge", "booster", "weasel", "editorializing"];

impl Technique {
    /// The id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.0
    }

    /// Whether hits of it count in the loaded editorial rate.
    #[must_use]
    pub fn is_loaded(&self) -> bool {
        !self.is_attribution() && !self.is_hedging()
    }

    /// Whether it colours the reporting of speech.
    #[must_use]
    pub fn is_attribution(&self) -> bool {
        self.0.starts_with("attribution_")
    }

    /// Whether it is one of hedge, booster, weasel and editorializing.
    #[must_use]
    pub fn is_hedging(&self) -> bool {
        NOT_LOADED.contains(&self.0.as_str())
    }

    /// What it means, in words for readers.
    #[must_use]
    pub fn meaning(&self) -> &'static str {
        TECHNIQUES.iter().find(|(id, _)| *id == self.0).map_or("category of an imported lexicon", |(_, meaning)| meaning)
    }
}

impl TryFrom<String> for Technique {
    type Error = String;

    fn try_from(id: String) -> Result<Self, Self::Error> {
        let imported = id.strip_prefix("x-").is_some_and(|rest| !rest.is_empty());
        if imported || TECHNIQUES.iter().any(|(known, _)| *known == id) {
            return Ok(Self(id));
        }
        let known: Vec<&str> = TECHNIQUES.iter().map(|(id, _)| *id).collect();
        Err(format!("unknown technique {id:?}; expected one of {}, or x-... for an import", known.join(", ")))
    }
}

impl From<Technique> for String {
    fn from(technique: Technique) -> Self {
        technique.0
    }
}

impl fmt::Display for Technique {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
