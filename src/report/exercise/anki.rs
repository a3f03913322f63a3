//! Cards for Anki: text with the program's own header lines, one card a row.
//!
//! Every cell begins with a word or sign of ours, so that none is a formula where the file is opened in a spreadsheet, and no text needs changing.

use std::collections::BTreeMap;
use std::io;

use csv::{QuoteStyle, Terminator, WriterBuilder};

use super::explain::{explained, labelled};
use super::{Left, Written, writable};
use crate::exercise::task::VoiceAnswer;
use crate::exercise::texts::Texts;
use crate::exercise::{Exercise, KeySpan, Kind, Task, Work};

/// What stands between the cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// For .txt and .tsv.
    Tab,
    /// For .csv.
    Comma,
}

struct Card {
    front: String,
    back: String,
    tags: String,
}

/// The cards of an exercise.
///
/// # Errors
/// None of its own: writing into memory does not fail.
pub fn anki(exercise: &Exercise, texts: &Texts, separator: Separator) -> io::Result<Written> {
    let deck = Deck { exercise, texts };
    let mut cards = Vec::new();
    let mut left = Vec::new();
    for task in &exercise.tasks {
        match deck.cards(task) {
            Ok(found) => cards.extend(found),
            Err(why) => left.push(Left::whole(task.kind(), why)),
        }
    }
    tell_apart(&mut cards);
    let (name, sign) = match separator {
        Separator::Tab => ("Tab", b'\t'),
        Separator::Comma => ("Comma", b','),
    };
    let columns = ["Front", "Back", "Tags"].join(&char::from(sign).to_string());
    let mut bytes =
        format!("#separator:{name}\n#html:false\n#notetype:Basic\n#deck:{}\n#columns:{columns}\n#tags column:3\n", deck_name(&exercise.title))
            .into_bytes();
    let mut writer = WriterBuilder::new().delimiter(sign).quote_style(QuoteStyle::Always).terminator(Terminator::Any(b'\n')).from_writer(&mut bytes);
    for card in &cards {
        writer.write_record([&card.front, &card.back, &card.tags].map(|cell| writable(cell)))?;
    }
    writer.flush()?;
    drop(writer);
    Ok(Written { bytes, asked: cards.len(), left })
}

struct Deck<'a> {
    exercise: &'a Exercise,
    texts: &'a Texts,
}

impl Deck<'_> {
    fn cards(&self, task: &Task) -> Result<Vec<Card>, &'static str> {
        let label = |key: &str, term: &str| self.texts.label(key).replace("{term}", term);
        let cards = match &task.work {
            Work::Emotion(_) => return Err("a feeling has no other side of a card"),
            Work::Mark(_) => return Err("a card holds no whole text"),
            Work::Compare(_) => return Err("a card holds no two texts"),
            Work::Voice(items) => {
                let whose = |term: &str| self.texts.platform("whose").replace("{term}", term);
                let answer = |answer| self.texts.label(if answer == VoiceAnswer::Own { "own" } else { "quoted" });
                let card = |item: &crate::exercise::task::VoiceItem| {
                    let speaker = item.speaker.as_deref().map(|speaker| labelled(self.texts, "speaker", speaker));
                    let front = (whose(&item.term), item.context.text.as_str());
                    self.card(Kind::Voice, front, answer(item.answer), speaker, &[(item.passage, item.key)], item.dispute.as_deref())
                };
                items.iter().map(card).collect()
            }
            Work::Match(items) => items
                .iter()
                .map(|item| {
                    let front = (label("match_question", &item.term), item.context.text.as_str());
                    let accepted = (!item.accepted.is_empty()).then(|| labelled(self.texts, "accepted", &item.accepted.join("; ")));
                    self.card(Kind::Match, front, &item.answer, accepted, &[(item.passage, item.key)], item.dispute.as_deref())
                })
                .collect(),
            Work::Technique(items) => items
                .iter()
                .map(|item| {
                    let front = (label("technique_question", &item.term), item.context.text.as_str());
                    let choice = item.choices.iter().find(|choice| choice.id.as_deref() == Some(item.answer.as_str()));
                    let answer = choice.map_or(item.answer.as_str(), |choice| choice.text.as_str());
                    let meaning = choice.and_then(|choice| choice.meaning.clone());
                    self.card(Kind::Technique, front, answer, meaning, &[(item.passage, item.key)], item.dispute.as_deref())
                })
                .collect(),
            Work::Rewrite(items) => items
                .iter()
                .map(|item| {
                    let front = (self.texts.label("rewrite_question").to_owned(), item.sentence.text.as_str());
                    let keys: Vec<(usize, usize)> = item.keys.iter().map(|&key| (item.passage, key)).collect();
                    self.card(Kind::Rewrite, front, &item.model_answer, None, &keys, item.dispute.as_deref())
                })
                .collect(),
        };
        Ok(cards)
    }

    fn card(
        &self,
        kind: Kind,
        (question, context): (String, &str),
        answer: &str,
        more: Option<String>,
        keys: &[(usize, usize)],
        dispute: Option<&str>,
    ) -> Card {
        let spans: Vec<&KeySpan> = keys.iter().filter_map(|&(passage, key)| self.exercise.passages.get(passage)?.key.get(key)).collect();
        let mut back = vec![format!("→ {answer}")];
        back.extend(more);
        match &spans[..] {
            [only] => back.extend(explained(only, dispute, self.texts)),
            many => {
                back.extend(dispute.map(|dispute| labelled(self.texts, "reason", dispute)));
                back.extend(many.iter().map(|span| super::explain::named(span, None, self.texts)));
            }
        }
        let mut tags = vec!["connote".to_owned(), kind.as_str().to_owned(), self.exercise.level.as_str().to_owned()];
        for technique in spans.iter().map(|span| span.technique.id()) {
            if !tags.iter().any(|tag| tag == technique) {
                tags.push(technique.to_owned());
            }
        }
        Card { front: format!("{question}\n\n{context}"), back: back.join("\n"), tags: tags.join(" ") }
    }
}

/// Two notes with the same first field are one to Anki, and the second is lost.
fn tell_apart(cards: &mut [Card]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for card in cards {
        let count = seen.entry(card.front.clone()).or_default();
        *count += 1;
        if *count > 1 {
            card.front.push_str(&format!(" ({count})"));
        }
    }
}

/// `::` would begin another deck inside.
fn deck_name(title: &str) -> String {
    let title = writable(title).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut name = title.replace("::", ":");
    while name.contains("::") {
        name = name.replace("::", ":");
    }
    format!("connote::{}", name.trim_matches(':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_one_deck() {
        for (title, expected) in [("Week 3", "connote::Week 3"), ("A::::B\nC", "connote::A:B C"), (":x:", "connote::x")] {
            assert_eq!(deck_name(title), expected);
        }
    }

    #[test]
    fn the_same_question_twice_is_two_cards() {
        let card = || Card { front: "Whose?".to_owned(), back: String::new(), tags: String::new() };
        let mut cards = [card(), card(), card()];
        tell_apart(&mut cards);
        assert_eq!(cards.map(|card| card.front), ["Whose?", "Whose? (2)", "Whose? (3)"]);
    }
}
