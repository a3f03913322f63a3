//! What can be told of a wording without a parser: whether it is plural, whether it is a verb, whether two could stand for one another.

use crate::lexicon::is_determiner;

/// The wording in small letters, with single spaces.
pub(super) fn small(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether two neutral wordings could stand for one another: they are the same, or one is what the other is about ("government", "Norland's
/// government", "government of Norland"). "Norland" and "President of Norland" are two things.
pub(super) fn near(a: &str, b: &str) -> bool {
    let (a, b) = (small(a), small(b));
    is_tail(&a, head(&b)) || is_tail(&b, head(&a)) || a == b
}

/// Whether two wordings speak of the same country, town or person, by the beginnings of their names: "Norland" and "Norlandic government". In news
/// one often stands for the other.
pub(super) fn are_kin(a: &str, b: &str) -> bool {
    const BEGINNING: usize = 4;
    let names = |wording: &str| -> Vec<String> {
        let words = wording.split(|letter: char| !letter.is_alphabetic());
        let named = words.filter(|word| word.starts_with(char::is_uppercase) && word.chars().count() >= BEGINNING);
        named.map(|word| word.chars().take(BEGINNING).collect::<String>().to_lowercase()).collect()
    };
    let of_b = names(b);
    names(a).iter().any(|name| of_b.contains(name))
}

/// The part of a wording in small letters that says what it is about.
fn head(wording: &str) -> &str {
    const AFTER: [&str; 11] = [" of ", " in ", " on ", " at ", " for ", " from ", " by ", " with ", " who ", " that ", " to "];
    let end = AFTER.iter().filter_map(|word| wording.find(word)).min().unwrap_or(wording.len());
    &wording[..end]
}

fn is_tail(tail: &str, of: &str) -> bool {
    of.strip_suffix(tail).is_some_and(|before| before.is_empty() || before.ends_with(' '))
}

/// Whether a noun phrase is plural, as far as its last letters tell.
pub(super) fn is_plural(wording: &str) -> bool {
    const PLURAL: [&str; 6] = ["people", "police", "men", "women", "children", "staff"];
    const SINGULAR: [&str; 4] = ["ss", "is", "us", "'s"];
    let wording = small(wording);
    let last = head(&wording).split(' ').next_back().unwrap_or_default();
    PLURAL.contains(&last) || (last.ends_with('s') && !SINGULAR.iter().any(|end| last.ends_with(end)))
}

/// Whether a wording begins with a verb in the past: "ended the clashes", not "jailed protesters".
pub(super) fn is_verbal(wording: &str) -> bool {
    let wording = small(wording);
    let mut words = wording.split(' ');
    let past = words.next().is_some_and(|first| first.ends_with("ed"));
    past && words.next().is_some_and(is_determiner)
}

/// Whether a wording has places to be filled in: "X, a professor of Y".
pub(super) fn is_template(wording: &str) -> bool {
    let mut words = wording.split(|letter: char| !letter.is_alphanumeric());
    wording.contains(['[', '…']) || words.any(|word| matches!(word, "X" | "Y" | "Z" | "N"))
}

/// Whether wordings are alternatives between which the facts decide ("attacker", "guard", "suspect"), not several names for one thing
/// ("Norland government", "Norland authorities").
pub(super) fn are_open(wordings: &[String]) -> bool {
    let words = |wording: &String| small(wording).split(' ').filter(|word| word.chars().count() > 3).map(str::to_owned).collect::<Vec<_>>();
    let share = |a: &String, b: &String| words(a).iter().any(|word| words(b).contains(word));
    let some_share = || wordings.iter().enumerate().any(|(index, a)| wordings[index + 1..].iter().any(|b| share(a, b)));
    wordings.len() > 2 && !some_share()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wordings_that_could_stand_for_one_another() {
        let cases = [
            ("government", "Norland’s government", true),
            ("government", "government of Norland", true),
            ("Government", "government", true),
            ("Norland", "President of Norland", false),
            ("war in Norland", "war in Sudland", false),
            ("protesters", "organiser", false),
            ("ally", "rally", false),
        ];
        for (a, b, expected) in cases {
            assert_eq!((near(a, b), near(b, a)), (expected, expected), "{a}, {b}");
        }
    }

    #[test]
    fn one_country_by_several_names() {
        assert!(are_kin("Norland", "Norlandic government"));
        assert!(are_kin("President of Norland", "the Norland authorities"));
        assert!(!are_kin("Norlandic government", "Sudlandic government"));
        assert!(!are_kin("government", "government"));
    }

    #[test]
    fn plural_as_far_as_letters_tell() {
        for plural in ["rioters", "people who damaged property", "officers", "members of the group", "police"] {
            assert!(is_plural(plural), "{plural}");
        }
        for singular in ["rampage", "attacker", "crisis", "leader of protesters", "harness", "campus", "said"] {
            assert!(!is_plural(singular), "{singular}");
        }
    }

    #[test]
    fn templates_have_places_to_fill() {
        assert!(is_template("X, a professor of Y at Z, says") && is_template("[name], the minister"));
        assert!(!is_template("protesters") && !is_template("President Xi"));
    }

    #[test]
    fn verbs_as_far_as_an_article_tells() {
        assert!(is_verbal("ended the clashes"));
        assert!(!is_verbal("jailed protesters") && !is_verbal("red") && !is_verbal(""));
    }

    #[test]
    fn alternatives_between_which_facts_decide() {
        let list = |wordings: &[&str]| wordings.iter().map(|&wording| wording.to_owned()).collect::<Vec<_>>();
        assert!(are_open(&list(&["attacker", "young man", "guard", "suspect"])));
        assert!(are_open(&list(&["damage to shops", "acts at the protest", "broke windows"])));
        assert!(!are_open(&list(&["Norland government", "Norland authorities", "cabinet"])));
        assert!(!are_open(&list(&["war in Norland", "invasion"])));
        assert!(!are_open(&[]));
    }
}
