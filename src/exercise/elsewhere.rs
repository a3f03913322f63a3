//! Words of the key that stand in another place too, where the conditions of their entry do not hold: a list that knows "so-called" before one name
//! and not before another would judge one text and not its neighbour. They come into the keys to be discussed.

use super::model::{Answer, Doubt, KeySpan, Stretch};
use super::passage::Prepared;
use super::texts::Texts;
use super::wording::small;
use crate::context::Voice;

/// Adds to the key of each passage what is to be marked in any of them and stands in it outside quotations, before a name if it does so there ("so-called
/// golden hour" names nobody), unless an exception says that it is innocent.
pub(super) fn add(prepared: &mut [Prepared], texts: &Texts) {
    let mut known: Vec<(KeySpan, bool)> = Vec::new();
    for Prepared { passage, .. } in prepared.iter() {
        for span in passage.key.iter().filter(|span| span.answer == Answer::Mark && !span.masked) {
            let before_name = is_before_name(&passage.text, span.end);
            if !known.iter().any(|(other, name)| *name == before_name && small(&other.text) == small(&span.text)) {
                known.push((span.clone(), before_name));
            }
        }
    }
    for (span, before_name) in &known {
        let mut added = false;
        for prepared in prepared.iter_mut() {
            let text = &prepared.passage.text;
            let fits = |place: &Stretch| is_before_name(text, place.end) == *before_name && is_free(prepared, place);
            let found: Vec<Stretch> = places(text, &span.text).filter(fits).collect();
            added |= !found.is_empty();
            prepared.passage.key.extend(found.into_iter().map(|place| twin(span, place, texts)));
            prepared.passage.key.sort_by_key(|span| span.start);
        }
        if added {
            prepared.iter_mut().for_each(|prepared| dispute(prepared, span, *before_name, texts));
        }
    }
}

/// The place that the list knows is as open as the other one: of two texts it would else blame one.
fn dispute(prepared: &mut Prepared, span: &KeySpan, before_name: bool, texts: &Texts) {
    let passage = &mut prepared.passage;
    let same = |other: &&mut KeySpan| {
        other.answer == Answer::Mark && small(&other.text) == small(&span.text) && is_before_name(&passage.text, other.end) == before_name
    };
    for known in passage.key.iter_mut().filter(same) {
        known.answer = Answer::Discuss;
        known.doubts = vec![Doubt::Elsewhere];
        known.reason = Some(texts.doubt(Doubt::Elsewhere).to_owned());
    }
}

/// Where words stand in a text as words, whatever their capitals, in code points.
pub(super) fn places<'a>(text: &'a str, words: &'a str) -> impl Iterator<Item = Stretch> + 'a {
    let letters: Vec<char> = text.chars().collect();
    let length = words.chars().count();
    let wanted = words.to_lowercase();
    let joins = |letter: Option<&char>| letter.is_some_and(|letter| letter.is_alphanumeric() || *letter == '-');
    (0..(letters.len() + 1).saturating_sub(length.max(1))).filter_map(move |start| {
        let end = start + length;
        let apart = !joins(start.checked_sub(1).and_then(|before| letters.get(before))) && !joins(letters.get(end));
        let place = || letters[start..end].iter().collect::<String>();
        (!wanted.is_empty() && apart && place().to_lowercase() == wanted).then(|| Stretch { start, end, text: place() })
    })
}

/// Whether the next word begins with a capital.
fn is_before_name(text: &str, end: usize) -> bool {
    let mut letters = text.chars().skip(end);
    letters.next() == Some(' ') && letters.next().is_some_and(char::is_uppercase)
}

fn is_free(prepared: &Prepared, place: &Stretch) -> bool {
    let apart = |start: usize, end: usize| end <= place.start || place.end <= start;
    let passage = &prepared.passage;
    passage.key.iter().all(|span| apart(span.start, span.end))
        && prepared.innocent.iter().chain(&passage.quotations).all(|stretch| apart(stretch.start, stretch.end))
}

fn twin(span: &KeySpan, place: Stretch, texts: &Texts) -> KeySpan {
    KeySpan {
        start: place.start,
        end: place.end,
        text: place.text,
        voice: Voice::Editorial,
        speaker: None,
        flags: Vec::new(),
        answer: Answer::Discuss,
        doubts: vec![Doubt::Elsewhere],
        reason: Some(texts.doubt(Doubt::Elsewhere).to_owned()),
        ..span.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_as_words() {
        let found = |text, words| places(text, words).map(|place| (place.start, place.text)).collect::<Vec<_>>();
        assert_eq!(found("“Ünited” So-called, so-called!", "so-called"), [(9, "So-called".to_owned()), (20, "so-called".to_owned())]);
        assert_eq!(found("mobster, mob-like, mob", "mob"), [(19, "mob".to_owned())]);
        assert!(found("mob", "").is_empty() && found("", "mob").is_empty() && found("mo", "mob").is_empty());
    }
}
