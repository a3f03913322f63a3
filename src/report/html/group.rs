//! Techniques in six groups, each with an underline and a colour of its own: 31 could not be told apart.

use crate::context::Voice;
use crate::lexicon::Technique;

/// A group of techniques.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::report) struct Group {
    /// Class in the style sheet, which gives it underline and colour.
    pub(in crate::report) class: &'static str,
    /// Name for people.
    pub(in crate::report) name: &'static str,
}

const LABEL: Group = Group { class: "g-label", name: "names and labels" };
const DISTANCE: Group = Group { class: "g-distance", name: "markers of distance" };
const VERB: Group = Group { class: "g-verb", name: "verbs of saying" };
const SOFTEN: Group = Group { class: "g-soften", name: "softening" };
const COMMENT: Group = Group { class: "g-comment", name: "certainty and comment" };
const JUDGE: Group = Group { class: "g-judge", name: "judgement and image" };

/// All groups, in the order of a legend.
pub(in crate::report) const GROUPS: [&Group; 6] = [&LABEL, &DISTANCE, &VERB, &SOFTEN, &COMMENT, &JUDGE];

/// The group of a technique; categories of imported lexicons stand with the judgements.
pub(in crate::report) fn group(technique: &Technique) -> &'static Group {
    match technique.id() {
        "labeling" | "title_denial" | "toponym" | "slur" | "dysphemism" | "dehumanisation" | "loaded_noun" => &LABEL,
        "scare_marker" | "existence_denial" => &DISTANCE,
        "euphemism" | "minimisation" | "vagueness" => &SOFTEN,
        _ if technique.is_attribution() => &VERB,
        _ if technique.is_hedging() => &COMMENT,
        _ => &JUDGE,
    }
}

/// A technique for people: "attribution doubt".
pub(in crate::report) fn technique_name(technique: &Technique) -> String {
    technique.id().replace('_', " ")
}

/// A voice for people.
pub(in crate::report) fn voice_name(voice: Voice) -> &'static str {
    match voice {
        Voice::Editorial => "own voice",
        Voice::Quoted => "quoted",
        Voice::Scare => "scare quotes",
        Voice::Uncertain => "unclosed quotation",
    }
}

/// What stands beside the number of a mark that is not in the article's own voice.
pub(in crate::report) fn voice_letter(voice: Voice) -> &'static str {
    match voice {
        Voice::Editorial => "",
        Voice::Quoted => "q",
        Voice::Scare => "s",
        Voice::Uncertain => "?",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::TECHNIQUES;

    #[test]
    fn every_technique_has_a_group_and_every_group_a_technique() {
        let groups: Vec<&Group> =
            TECHNIQUES.iter().map(|(id, _)| group(&Technique::try_from((*id).to_owned()).expect("a technique of the list"))).collect();
        for one in GROUPS {
            assert!(groups.contains(&one), "{one:?}");
        }
    }
}
