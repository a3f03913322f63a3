//! Wordings of a passage to choose from: numbered in the text, and in as many questions as ten right answers each take.

use super::super::explain::{explained, labelled};
use super::Offer;
use super::SHARES;
use crate::exercise::model::Passage;
use crate::exercise::task::MarkItem;
use crate::exercise::texts::Texts;

/// The wordings to choose from in text order, each with where it ends. What is to be discussed is not among them: it would have to be right or wrong.
pub(super) fn marked(passage: &Passage, item: &MarkItem, texts: &Texts) -> Vec<(usize, Offer)> {
    let spans = |keys: &[usize]| keys.iter().filter_map(|&key| passage.key.get(key)).collect::<Vec<_>>();
    let mut found: Vec<(usize, usize, &str, bool, String)> = Vec::new();
    for span in spans(&item.mark) {
        found.push((span.start, span.end, &span.text, true, explained(span, None, texts).join("\n")));
    }
    for span in spans(&item.quoted) {
        found.push((span.start, span.end, &span.text, false, labelled(texts, "voice", texts.label("quoted"))));
    }
    for decoy in &item.decoys {
        found.push((decoy.start, decoy.end, &decoy.text, false, String::new()));
    }
    found.sort_by_key(|&(start, end, ..)| (start, end));
    let offer = |(number, (_, end, text, right, feedback)): (usize, (usize, usize, &str, bool, String))| {
        (end, Offer { text: format!("[{number}] {text}"), right, feedback })
    };
    (1..).zip(found).map(offer).collect()
}

/// The passage with the number of each wording behind it.
pub(super) fn numbered(passage: &Passage, offers: &[(usize, Offer)]) -> String {
    let mut ends = (1..).zip(offers.iter().map(|(end, _)| *end)).peekable();
    let mut text = String::new();
    for (at, letter) in passage.text.chars().map(Some).chain([None]).enumerate() {
        while let Some((number, _)) = ends.next_if(|(_, end)| *end <= at) {
            text.push_str(&format!("[{number}]"));
        }
        text.extend(letter);
    }
    text
}

/// Parts of at most ten right answers each, as even as can be; the others stay with their neighbours.
pub(super) fn in_parts(offers: Vec<Offer>, right: usize) -> Vec<Vec<Offer>> {
    let many = right.div_ceil(SHARES.len());
    let mut parts: Vec<Vec<Offer>> = Vec::new();
    let mut seen = 0;
    for offer in offers {
        let part = (seen * many / right.max(1)).min(many - 1);
        seen += usize::from(offer.right);
        while parts.len() <= part {
            parts.push(Vec::new());
        }
        parts[part].push(offer);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_have_at_most_ten_right_answers_and_lose_nothing() {
        for (right, wrong, parts) in [(1, 1, 1), (10, 3, 1), (11, 0, 2), (20, 5, 2), (21, 7, 3), (100, 9, 10)] {
            let offers = (0..right + wrong).map(|at| Offer { text: at.to_string(), right: at < right, feedback: String::new() }).collect();
            let found = in_parts(offers, right);
            let rights: Vec<usize> = found.iter().map(|part| part.iter().filter(|offer| offer.right).count()).collect();
            assert_eq!(found.len(), parts, "{right}");
            assert!(rights.iter().all(|count| (1..=10).contains(count)), "{rights:?}");
            let texts: Vec<String> = found.into_iter().flatten().map(|offer| offer.text).collect();
            assert_eq!(texts, (0..right + wrong).map(|at| at.to_string()).collect::<Vec<_>>());
        }
    }
}
