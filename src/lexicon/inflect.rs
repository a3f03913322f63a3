//! Inflected forms of English words, for entries that ask for them. The full list is shown by `lexicon show`.

use serde::{Deserialize, Serialize};

/// Which form of a word something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Inflection {
    #[default]
    Base,
    ThirdPerson,
    Past,
    Participle,
    Gerund,
    Plural,
    Comparative,
    Superlative,
}

impl Inflection {
    /// All of them, in their order.
    pub(crate) const ALL: [Self; 8] =
        [Self::Base, Self::ThirdPerson, Self::Past, Self::Participle, Self::Gerund, Self::Plural, Self::Comparative, Self::Superlative];
}

/// Verbs whose past and participle follow no rule: base, past, participle.
#[rustfmt::skip]
const IRREGULAR_VERBS: [(&str, &str, &str); 48] = [
    ("be", "was", "been"), ("become", "became", "become"), ("begin", "began", "begun"), ("break", "broke", "broken"),
    ("bring", "brought", "brought"), ("build", "built", "built"), ("buy", "bought", "bought"), ("catch", "caught", "caught"),
    ("choose", "chose", "chosen"), ("come", "came", "come"), ("cut", "cut", "cut"), ("do", "did", "done"), ("draw", "drew", "drawn"),
    ("drive", "drove", "driven"), ("fall", "fell", "fallen"), ("fight", "fought", "fought"), ("find", "found", "found"),
    ("get", "got", "got"), ("give", "gave", "given"), ("go", "went", "gone"), ("have", "had", "had"), ("hit", "hit", "hit"),
    ("hold", "held", "held"), ("keep", "kept", "kept"), ("know", "knew", "known"), ("lead", "led", "led"), ("leave", "left", "left"),
    ("let", "let", "let"), ("lie", "lied", "lied"), ("lose", "lost", "lost"), ("make", "made", "made"), ("meet", "met", "met"),
    ("pay", "paid", "paid"), ("put", "put", "put"), ("run", "ran", "run"), ("say", "said", "said"), ("see", "saw", "seen"),
    ("send", "sent", "sent"), ("set", "set", "set"), ("shed", "shed", "shed"), ("speak", "spoke", "spoken"), ("spread", "spread", "spread"),
    ("stand", "stood", "stood"), ("swear", "swore", "sworn"), ("take", "took", "taken"), ("tell", "told", "told"),
    ("think", "thought", "thought"), ("write", "wrote", "written"),
];

/// Verbs of several syllables that double their last consonant.
const DOUBLING_VERBS: [&str; 18] = [
    "admit", "permit", "commit", "submit", "omit", "refer", "infer", "prefer", "concur", "occur", "rebut", "regret", "compel", "expel", "repel",
    "rebel", "propel", "dispel",
];

/// Nouns whose plural follows no rule.
#[rustfmt::skip]
const IRREGULAR_NOUNS: [(&str, &str); 10] = [
    ("man", "men"), ("woman", "women"), ("child", "children"), ("person", "people"), ("foot", "feet"), ("life", "lives"),
    ("wife", "wives"), ("thief", "thieves"), ("crisis", "crises"), ("referendum", "referendums"),
];

/// The forms of a verb with their inflections; spelling variants ("labelled", "labeled") are both given.
#[must_use]
pub fn verb(base: &str) -> Vec<(Inflection, String)> {
    let mut forms = vec![(Inflection::Base, base.to_owned()), (Inflection::ThirdPerson, with_s(base))];
    for stem in gerund_stems(base) {
        forms.push((Inflection::Gerund, format!("{stem}ing")));
    }
    if let Some((_, past, participle)) = IRREGULAR_VERBS.iter().find(|(irregular, ..)| *irregular == base) {
        forms.push((Inflection::Past, (*past).to_owned()));
        forms.push((Inflection::Participle, (*participle).to_owned()));
    } else {
        for past in regular_pasts(base) {
            forms.push((Inflection::Past, past));
        }
    }
    forms
}

/// Singular and plural of a noun.
#[must_use]
pub fn noun(singular: &str) -> Vec<(Inflection, String)> {
    let irregular = IRREGULAR_NOUNS.iter().find(|(irregular, _)| *irregular == singular).map(|(_, plural)| (*plural).to_owned());
    // "strongman", "spokeswoman"; "human" and "German" are no compounds of "man".
    let compound =
        || singular.strip_suffix("man").filter(|stem| stem.len() > 2 && !["ger", "sha", "tali"].contains(stem)).map(|stem| format!("{stem}men"));
    let plural = irregular.or_else(compound).unwrap_or_else(|| with_s(singular));
    vec![(Inflection::Base, singular.to_owned()), (Inflection::Plural, plural)]
}

/// Positive, comparative and superlative of an adjective.
#[must_use]
pub fn adjective(base: &str) -> Vec<(Inflection, String)> {
    let stem = if let Some(stem) = base.strip_suffix('e') {
        stem.to_owned()
    } else if let Some(stem) = consonant_y(base) {
        format!("{stem}i")
    } else if doubles(base) {
        doubled(base)
    } else {
        base.to_owned()
    };
    let forms =
        [(Inflection::Base, base.to_owned()), (Inflection::Comparative, format!("{stem}er")), (Inflection::Superlative, format!("{stem}est"))];
    forms.into()
}

/// The form of a verb (or noun) that corresponds to `inflection`; the base where there is none.
#[must_use]
pub fn like(base: &str, inflection: Inflection) -> String {
    let forms = if inflection == Inflection::Plural { noun(base) } else { verb(base) };
    let wanted = |inflection| forms.iter().find(|(found, _)| *found == inflection).map(|(_, form)| form.clone());
    let instead = if inflection == Inflection::Participle { Inflection::Past } else { Inflection::Base };
    wanted(inflection).or_else(|| wanted(instead)).unwrap_or_else(|| base.to_owned())
}

fn with_s(base: &str) -> String {
    if let Some(stem) = consonant_y(base) {
        format!("{stem}ies")
    } else if ["s", "x", "z", "ch", "sh"].iter().any(|end| base.ends_with(end)) || base == "go" || base == "do" {
        format!("{base}es")
    } else {
        format!("{base}s")
    }
}

fn regular_pasts(base: &str) -> Vec<String> {
    if base.ends_with('e') {
        vec![format!("{base}d")]
    } else if let Some(stem) = consonant_y(base) {
        vec![format!("{stem}ied")]
    } else {
        final_consonant_stems(base).into_iter().map(|stem| format!("{stem}ed")).collect()
    }
}

fn gerund_stems(base: &str) -> Vec<String> {
    if let Some(stem) = base.strip_suffix("ie") {
        vec![format!("{stem}y")]
    } else if let Some(stem) = base.strip_suffix('e').filter(|stem| !stem.ends_with('e') && stem.len() > 1) {
        vec![stem.to_owned()]
    } else {
        final_consonant_stems(base)
    }
}

/// The stem with its last consonant doubled or not; both where British and American spelling differ ("label").
fn final_consonant_stems(base: &str) -> Vec<String> {
    if doubles(base) {
        return vec![doubled(base)];
    }
    let vowel_l = base.ends_with('l') && ends_in_single_vowel_consonant(base);
    if vowel_l { vec![doubled(base), base.to_owned()] } else { vec![base.to_owned()] }
}

fn doubles(base: &str) -> bool {
    DOUBLING_VERBS.contains(&base) || (syllables(base) == 1 && ends_in_single_vowel_consonant(base) && !base.ends_with(['w', 'x', 'y']))
}

fn doubled(base: &str) -> String {
    base.chars().chain(base.chars().next_back()).collect()
}

fn ends_in_single_vowel_consonant(base: &str) -> bool {
    let tail: Vec<char> = base.chars().rev().take(4).collect();
    match tail[..] {
        // The u of "qu" is no vowel: "quip", "quipped".
        [last, vowel, 'u', 'q', ..] => !is_vowel(last) && is_vowel(vowel),
        [last, vowel, before, ..] => !is_vowel(last) && is_vowel(vowel) && !is_vowel(before),
        [last, vowel] => !is_vowel(last) && is_vowel(vowel),
        _ => false,
    }
}

fn consonant_y(base: &str) -> Option<&str> {
    base.strip_suffix('y').filter(|stem| stem.chars().next_back().is_some_and(|c| !is_vowel(c)))
}

fn syllables(base: &str) -> usize {
    let base = base.replace("qu", "q");
    let mut count = 0;
    let mut in_vowel = false;
    for character in base.chars() {
        let vowel = is_vowel(character) || character == 'y';
        count += usize::from(vowel && !in_vowel);
        in_vowel = vowel;
    }
    count
}

fn is_vowel(character: char) -> bool {
    matches!(character.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs() {
        let cases = [
            ("claim", "claim claims claiming claimed"),
            ("admit", "admit admits admitting admitted"),
            ("deny", "deny denies denying denied"),
            ("slam", "slam slams slamming slammed"),
            ("hail", "hail hails hailing hailed"),
            ("acknowledge", "acknowledge acknowledges acknowledging acknowledged"),
            ("stress", "stress stresses stressing stressed"),
            ("vow", "vow vows vowing vowed"),
            ("reveal", "reveal reveals revealing revealed"),
            ("say", "say says saying said said"),
            ("label", "label labels labelling labeling labelled labeled"),
            ("agree", "agree agrees agreeing agreed"),
            ("lie", "lie lies lying lied lied"),
            ("mock", "mock mocks mocking mocked"),
            ("insist", "insist insists insisting insisted"),
        ];
        for (base, expected) in cases {
            let forms: Vec<String> = verb(base).into_iter().map(|(_, form)| form).collect();
            assert_eq!(forms.join(" "), expected);
        }
    }

    #[test]
    fn nouns_and_adjectives() {
        for (singular, plural) in [
            ("regime", "regimes"),
            ("puppet", "puppets"),
            ("crisis", "crises"),
            ("enemy", "enemies"),
            ("clash", "clashes"),
            ("strongman", "strongmen"),
            ("human", "humans"),
        ] {
            assert_eq!(noun(singular)[1].1, plural);
        }
        let grim: Vec<String> = adjective("grim").into_iter().map(|(_, form)| form).collect();
        assert_eq!(grim, ["grim", "grimmer", "grimmest"]);
        assert_eq!(adjective("ugly")[2].1, "ugliest");
    }

    #[test]
    fn neutral_wordings_follow_the_matched_form() {
        assert_eq!(like("say", Inflection::Past), "said");
        assert_eq!(like("say", Inflection::Gerund), "saying");
        assert_eq!(like("welcome", Inflection::ThirdPerson), "welcomes");
        assert_eq!(like("criticise", Inflection::Participle), "criticised");
    }
}
