//! Rewrite a sentence neutrally.

use super::super::build::TooFew;
use super::super::chance::Chance;
use super::super::model::{Answer, KeySpan};
use super::super::task::{Gap, Kind, RewriteItem, Work};
use super::super::wording::is_plural;
use super::Making;
use crate::context::Voice;

pub(super) fn items(making: &Making<'_>) -> Result<Work, TooFew> {
    let mut items: Vec<RewriteItem> = Vec::new();
    for (passage, prepared) in making.prepared.iter().enumerate() {
        for &place in &prepared.sentences {
            let keys: Vec<usize> = (0..prepared.passage.key.len()).filter(|&key| is_reworded(&prepared.passage.key[key], place)).collect();
            let spans: Vec<&KeySpan> = keys.iter().map(|&key| &prepared.passage.key[key]).collect();
            if spans.iter().any(|span| span.answer == Answer::Mark) {
                let sentence = prepared.stretch(place);
                let Some((model_answer, places)) = reworded(making, &sentence.text, place.0, &spans) else { continue };
                let gaps = gaps(&model_answer, &keys, &places);
                let dispute = spans.iter().filter_map(|span| making.wording_dispute(span).map(|reason| format!("“{}”: {reason}", span.text)));
                let dispute = Some(dispute.collect::<Vec<_>>().join(" ")).filter(|dispute| !dispute.is_empty());
                items.push(RewriteItem { passage, sentence, keys, model_answer, gaps, dispute });
            }
        }
    }
    making.too_few(Kind::Rewrite, items.len(), "sentences with a loaded wording that has a neutral one")?;
    Chance::new(making.settings.seed, "rewrite").shuffle(&mut items);
    items.truncate(making.settings.items);
    items.sort_by_key(|item| (item.passage, item.sentence.start));
    Ok(Work::Rewrite(items))
}

/// What may change: the article's own words for which there are others. What somebody said stays.
fn is_reworded(span: &KeySpan, place: (usize, usize)) -> bool {
    let inside = place.0 <= span.start && span.end <= place.1;
    let has_other = span.omit || !span.neutral.is_empty();
    inside && span.voice == Voice::Editorial && has_other && super::is_clear(span)
}

/// Where a wording was put in; none where the words are left out.
type Place = Option<(usize, usize)>;

/// The wordings put in, of those that were not left out: `places` has for each key where its wording begins and ends.
fn gaps(model_answer: &str, keys: &[usize], places: &[Place]) -> Vec<Gap> {
    let put_in = keys.iter().zip(places).filter_map(|(&key, place)| Some((key, (*place)?)));
    put_in.map(|(key, (start, end))| Gap { key, start, end, text: model_answer.chars().skip(start).take(end - start).collect() }).collect()
}

/// A sentence with the first neutral wordings put in, and for each span where, in code points; none where that makes no English.
fn reworded(making: &Making<'_>, sentence: &str, start: usize, spans: &[&KeySpan]) -> Option<(String, Vec<Place>)> {
    let letters: Vec<char> = sentence.chars().collect();
    let mut text = String::new();
    let mut places = Vec::new();
    let mut at = 0;
    for span in spans {
        let (from, to) = (span.start - start, span.end - start);
        text.extend(letters[at.min(from)..from].iter());
        at = to;
        let rest: String = letters[at..].iter().collect();
        let mark = possessive(&rest);
        let new = wording(making, span, mark.is_some())?;
        if new.is_empty() {
            at += usize::from(rest.starts_with(' '));
            let next = rest.trim_start();
            let raise = span.text.starts_with(char::is_uppercase) && text.trim_end().is_empty();
            put_article_right(&mut text, next);
            if raise {
                let raised: String = next.chars().take(1).flat_map(char::to_uppercase).collect();
                text.push_str(&raised);
                at += usize::from(!raised.is_empty());
            }
            places.push(None);
            continue;
        }
        let new = with_capital_of(&new, span);
        drop_article_of_name(&mut text, &new);
        put_article_right(&mut text, &new);
        let begin = text.chars().count();
        text.push_str(&new);
        places.push(Some((begin, begin + new.chars().count())));
        if let Some(mark) = mark {
            at += mark.length;
            text.push(mark.apostrophe);
            text.push_str(if new.ends_with('s') { "" } else { "s" });
        }
    }
    text.extend(letters[at..].iter());
    Some((text, places))
}

/// The mark of the possessive that follows a wording.
#[derive(Clone, Copy)]
struct Possessive {
    apostrophe: char,
    /// Letters it takes: one after a plural ("rioters’ bags"), else two.
    length: usize,
}

fn possessive(rest: &str) -> Option<Possessive> {
    let mut letters = rest.chars();
    let apostrophe = letters.next().filter(|letter| matches!(letter, '\'' | '’'))?;
    let (next, after) = (letters.next(), letters.next());
    let ends = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
    match next {
        Some('s') if ends(after) => Some(Possessive { apostrophe, length: 2 }),
        Some(' ') => Some(Possessive { apostrophe, length: 1 }),
        _ => None,
    }
}

/// The first neutral wording of the same number; before a possessive the shortest one, since "people who did it’s" is no English. Empty where
/// the words are left out.
fn wording(making: &Making<'_>, span: &KeySpan, possessive: bool) -> Option<String> {
    if span.neutral.is_empty() {
        return span.omit.then(String::new);
    }
    // Of a masked word the number is not seen; the key has put the fitting wording first.
    let fits = |wording: &&String| span.masked || making.is_verb(span) || is_plural(wording) == is_plural(&span.text);
    let words = |wording: &&String| if possessive { wording.split(' ').count() } else { 0 };
    let found = span.neutral.iter().filter(fits).min_by_key(words)?;
    (!possessive || words(&found) <= 2).then(|| found.clone())
}

/// A capital where the matched words have one that the lexicon's form does not ask for.
fn with_capital_of(new: &str, span: &KeySpan) -> String {
    let raised = span.text.starts_with(char::is_uppercase) && span.term.starts_with(char::is_lowercase);
    let mut letters = new.chars();
    match letters.next() {
        Some(first) if raised => first.to_uppercase().chain(letters).collect(),
        _ => new.to_owned(),
    }
}

/// "the former Norland" becomes "Norland", "the Doe regime" becomes "Doe's government", "the despot" becomes "President Doe".
fn drop_article_of_name(text: &mut String, new: &str) {
    const TITLES: [&str; 6] = ["President", "Prime", "Chancellor", "King", "Queen", "Minister"];
    let mut words = new.split(' ');
    let (first, second) = (words.next().unwrap_or_default(), words.next());
    let capital = first.starts_with(char::is_uppercase);
    let is_name = capital && second.is_none_or(|second| TITLES.contains(&first) && second.starts_with(char::is_uppercase));
    let has_owner = first.ends_with("'s") || first.ends_with("’s");
    if !(is_name || has_owner) {
        return;
    }
    for article in ["the ", "The "] {
        let before = text.strip_suffix(article).filter(|before| before.chars().next_back().is_none_or(|letter| !letter.is_alphanumeric()));
        if let Some(length) = before.map(str::len) {
            text.truncate(length);
        }
    }
}

/// Whether the article at the end of a text, where there is one, can stand before a word; a plural or "police" takes none.
pub(super) fn is_right_article(text: &str, next: &str) -> bool {
    let last = text.strip_suffix(' ').and_then(|text| text.rsplit(|letter: char| !letter.is_alphanumeric()).next()).unwrap_or_default();
    if !(last.eq_ignore_ascii_case("a") || last.eq_ignore_ascii_case("an")) {
        return true;
    }
    let mut put = text.to_owned();
    put_article_right(&mut put, next);
    put == text && !is_plural(next)
}

/// "a" before a vowel becomes "an" and the other way round, as far as letters tell.
fn put_article_right(text: &mut String, next: &str) {
    let vowel =
        next.starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O']) || (next.starts_with(['u', 'U']) && !next.to_lowercase().starts_with("uk"));
    let vowel = vowel && !next.to_lowercase().starts_with("eu") && !next.to_lowercase().starts_with("uni") && !next.to_lowercase().starts_with("one");
    for (found, right) in [("a ", "an "), ("A ", "An "), ("an ", "a "), ("An ", "A ")] {
        let before = text.strip_suffix(found).filter(|before| before.chars().next_back().is_none_or(|letter| !letter.is_alphanumeric()));
        if let Some(before) = before
            && vowel == right.trim_end().ends_with('n')
        {
            *text = format!("{before}{right}");
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_follow_the_new_word() {
        let cases = [
            ("like an ", "police force", "like a "),
            ("of a ", "armed group", "of an "),
            ("A ", "opposition party", "An "),
            ("of an ", "union", "of a "),
            ("of an ", "European plan", "of a "),
            ("of a ", "Ukrainian city", "of a "),
            ("the ", "armed group", "the "),
            ("Diana ", "armed group", "Diana "),
        ];
        for (before, next, expected) in cases {
            let mut text = before.to_owned();
            put_article_right(&mut text, next);
            assert_eq!(text, expected, "{before}{next}");
        }
    }

    #[test]
    fn an_article_is_right_or_not() {
        let cases = [
            ("like an ", "police", false),
            ("like an ", "armed group", true),
            ("like a ", "protesters", false),
            ("of the ", "police", true),
            ("Diana ", "police", true),
            ("", "police", true),
        ];
        for (before, next, right) in cases {
            assert_eq!(is_right_article(before, next), right, "{before}{next}");
        }
    }

    #[test]
    fn names_have_no_article() {
        let cases = [
            ("with the ", "Norland", "with "),
            ("The ", "President Jo Doe", ""),
            ("Whether the ", "Doe's government", "Whether "),
            ("with the ", "Norland government", "with the "),
            ("with the ", "protesters", "with the "),
            ("Goethe ", "Norland", "Goethe "),
        ];
        for (before, new, expected) in cases {
            let mut text = before.to_owned();
            drop_article_of_name(&mut text, new);
            assert_eq!(text, expected, "{before}{new}");
        }
    }

    #[test]
    fn possessives_are_seen() {
        assert_eq!(possessive("’s delays").map(|mark| mark.length), Some(2));
        assert_eq!(possessive("' bags").map(|mark| mark.length), Some(1));
        assert!(possessive("’ll").is_none() && possessive(" left").is_none() && possessive("").is_none());
    }
}
