//! The article's own words, or somebody else's?
//!
//! Fair is what the quotation marks decide: indirect speech, scare quotes and missing marks are no items, nor is a quotation that is not shown with
//! both its marks.

use super::super::build::TooFew;
use super::super::chance::Chance;
use super::super::task::{Kind, VoiceAnswer, VoiceItem, Work};
use super::{Asked, Making, is_clear};
use crate::context::Voice;

/// Longest text around the words asked about, in code points.
const CONTEXT: usize = 700;

pub(super) fn items(making: &Making<'_>) -> Result<Work, TooFew> {
    let mut sides = [VoiceAnswer::Own, VoiceAnswer::Quoted].map(|answer| {
        let mut items: Vec<VoiceItem> = making
            .firsts(|asked| item(making, asked).is_some_and(|item| item.answer == answer))
            .into_iter()
            .filter_map(|asked| item(making, asked))
            .collect();
        // The same words twice are one question; both voices of the same words are two.
        let mut seen = std::collections::BTreeSet::new();
        items.retain(|item| seen.insert(super::small(&item.term)));
        Chance::new(making.settings.seed, if answer == VoiceAnswer::Own { "voice own" } else { "voice quoted" }).shuffle(&mut items);
        items
    });
    let fewer = sides[0].len().min(sides[1].len());
    making.too_few(Kind::Voice, if fewer == 0 { 0 } else { sides[0].len() + sides[1].len() }, "wordings, some quoted and some not")?;
    // With nearly all answers alike one would stop reading: one side has at most twice the other.
    for side in &mut sides {
        side.truncate((2 * fewer).max(1));
    }
    let [mut own, mut quoted] = sides;
    let half = making.settings.items / 2;
    let keep_quoted = quoted.len().min(making.settings.items - own.len().min(making.settings.items - half.min(quoted.len())));
    quoted.truncate(keep_quoted);
    own.truncate(making.settings.items - quoted.len());
    let mut items = [own, quoted].concat();
    making.too_few(Kind::Voice, items.len(), "wordings, some quoted and some not")?;
    Chance::new(making.settings.seed, "voice").shuffle(&mut items);
    Ok(Work::Voice(items))
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
