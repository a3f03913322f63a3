//! The article's own words, or somebody else's?
//!
//! Fair is what the quotation marks decide: indirect speech, scare quotes and missing marks are no items, nor is a quotation that is not shown with
//! both its marks.

use std::collections::BTreeSet;

use super::super::build::TooFew;
use super::super::chance::Chance;
use super::super::task::{Kind, VoiceAnswer, VoiceItem, Work};
use super::{Asked, Making, is_clear};
use crate::context::Voice;

/// Longest text around the words asked about, in code points.
const CONTEXT: usize = 700;

pub(super) fn items(making: &Making<'_>) -> Result<Work, TooFew> {
    const OF: &str = "wordings, some quoted and some not";
    let [own, quoted] = [VoiceAnswer::Own, VoiceAnswer::Quoted].map(|answer| side(making, answer));
    let several = !own.is_empty() && !quoted.is_empty();
    making.too_few(Kind::Voice, if several { own.len() + quoted.len() } else { 0 }, OF)?;
    let mut items = balanced(own, quoted, making.settings.items);
    making.too_few(Kind::Voice, items.len(), OF)?;
    Chance::new(making.settings.seed, "voice").shuffle(&mut items);
    Ok(Work::Voice(items))
}

/// The items with this answer, shuffled; the same words are asked about once.
fn side(making: &Making<'_>, answer: VoiceAnswer) -> Vec<VoiceItem> {
    let mut seen = BTreeSet::new();
    let items = making.spans().filter_map(|asked| item(making, asked)).filter(|item| item.answer == answer);
    let mut items: Vec<VoiceItem> = items.filter(|item| seen.insert(super::small(&item.term))).collect();
    Chance::new(making.settings.seed, if answer == VoiceAnswer::Own { "voice own" } else { "voice quoted" }).shuffle(&mut items);
    items
}

/// At most so many items; neither side has more than twice the other: with nearly all answers alike one would stop reading.
fn balanced(mut own: Vec<VoiceItem>, mut quoted: Vec<VoiceItem>, most: usize) -> Vec<VoiceItem> {
    let fewer = own.len().min(quoted.len());
    own.truncate(2 * fewer);
    quoted.truncate(2 * fewer);
    while own.len() + quoted.len() > most {
        if own.len() > quoted.len() {
            own.pop()
        } else {
            quoted.pop()
        };
    }
    own.into_iter().chain(quoted).collect()
}

fn item(making: &Making<'_>, asked: Asked<'_>) -> Option<VoiceItem> {
    let Asked { passage, key, span } = asked;
    let prepared = &making.prepared[passage];
    let place = (span.start, span.end);
    let indirect = span.flags.iter().any(|flag| flag == "reported" || flag == "attributed");
    let (answer, context) = match span.voice {
        _ if !is_clear(span) => return None,
        // A verb of saying is the article's own as a matter of course.
        Voice::Editorial if !indirect && span.technique.is_loaded() => (VoiceAnswer::Own, prepared.sentences_around(place)),
        Voice::Quoted => {
            let quotation = prepared.quotation(place)?;
            (VoiceAnswer::Quoted, prepared.sentences_around((quotation.start, quotation.end)))
        }
        _ => return None,
    };
    let fits = context.1 - context.0 <= CONTEXT;
    let same_words_both = span.voice == Voice::Editorial && stands_quoted_in(prepared, context, &span.text);
    (fits && !same_words_both).then(|| VoiceItem {
        passage,
        key,
        term: span.text.clone(),
        context: prepared.stretch(context),
        answer,
        speaker: span.speaker.clone(),
        dispute: None,
    })
}

/// Whether the same words stand in a quotation of the same sentence: "these words" would be two things.
fn stands_quoted_in(prepared: &super::super::passage::Prepared, context: (usize, usize), words: &str) -> bool {
    let spans = prepared.passage.key.iter().filter(|span| context.0 <= span.start && span.end <= context.1);
    spans.filter(|span| span.voice != Voice::Editorial).any(|span| super::same(&span.text, words))
}
