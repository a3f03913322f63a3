//! Compare two texts. Questions, and what the key has to say to them; never which text is right.

use std::collections::BTreeMap;

use super::super::build::TooFew;
use super::super::elsewhere::places;
use super::super::model::{Answer, Doubt, KeySpan};
use super::super::task::{CompareAbout, CompareItem, Kind, TermUse, Work};
use super::{Making, small};
use crate::context::Voice;

/// Loaded wordings of a passage, by entry.
type Uses = BTreeMap<(String, String), TermUse>;

pub(super) fn items(making: &Making<'_>) -> Result<Work, TooFew> {
    let counted = |span: &KeySpan| span.technique.is_loaded() && super::is_clear(span);
    let found = making.spans().filter(|asked| counted(asked.span) && asked.span.answer != Answer::Discuss).count();
    making.too_few(Kind::Compare, found, "loaded wordings in both texts together")?;
    let sides = [0, 1].map(|passage| uses(making, passage, counted));
    let texts = &making.level.compare;
    let mut items = vec![headlines(making, counted, &texts.headlines)];
    items.extend(same_things(making, &sides, &texts.same_thing));
    // In the text, not only in the key: what the conditions of an entry turn away stands there all the same.
    let shared = |side: &Uses, other: &Uses, wanted: bool| -> Vec<TermUse> {
        let stands = |term: &TermUse| places(&making.prepared[1 - term.passage].passage.text, &term.text).next().is_some();
        let fits = |entry, term: &TermUse| other.contains_key(entry) == wanted && (wanted || !stands(term));
        side.iter().filter(|(entry, term)| fits(*entry, term)).map(|(_, term)| term.clone()).collect()
    };
    let or_elsewhere = |span: &KeySpan| counted(span) || span.doubts == [Doubt::Elsewhere];
    let [a, b] = &[0, 1].map(|passage| uses(making, passage, or_elsewhere));
    for (about, prompt, wanted) in [(CompareAbout::Shared, &texts.shared, true), (CompareAbout::OnlyOne, &texts.only_one, false)] {
        let (a, b) = (shared(a, b, wanted), shared(b, a, wanted));
        if !a.is_empty() || !b.is_empty() {
            items.push(CompareItem { about, prompt: prompt.clone(), a: in_order(a), b: in_order(b) });
        }
    }
    items.push(CompareItem { about: CompareAbout::LeftOut, prompt: texts.left_out.clone(), a: Vec::new(), b: Vec::new() });
    Ok(Work::Compare(items))
}

fn in_order(mut uses: Vec<TermUse>) -> Vec<TermUse> {
    uses.sort_by_key(|term| term.key);
    uses
}

fn uses(making: &Making<'_>, passage: usize, counted: impl Fn(&KeySpan) -> bool) -> Uses {
    let mut uses = Uses::new();
    let Some(prepared) = making.prepared.get(passage) else { return uses };
    for (key, span) in prepared.passage.key.iter().enumerate().filter(|(_, span)| counted(span)) {
        let first = || TermUse { passage, key, text: span.text.clone(), own: 0, quoted: 0 };
        let entry = uses.entry((span.lexicon.clone(), span.entry.clone())).or_insert_with(first);
        match span.voice {
            Voice::Editorial => entry.own += 1,
            _ => entry.quoted += 1,
        }
    }
    uses
}

fn headlines(making: &Making<'_>, counted: impl Fn(&KeySpan) -> bool, prompt: &str) -> CompareItem {
    let of = |passage: usize| {
        let Some(prepared) = making.prepared.get(passage) else { return Vec::new() };
        let end = prepared.passage.headline_end.unwrap_or(0);
        let spans = prepared.passage.key.iter().enumerate().filter(|(_, span)| span.end <= end && counted(span));
        let once = |(key, span): (usize, &KeySpan)| {
            let own = usize::from(span.voice == Voice::Editorial);
            TermUse { passage, key, text: span.text.clone(), own, quoted: 1 - own }
        };
        spans.map(once).collect()
    };
    CompareItem { about: CompareAbout::Headlines, prompt: prompt.to_owned(), a: of(0), b: of(1) }
}

/// Things that both texts have loaded words for, by the lexicons' targets; with their names, so that a pupil knows what is meant.
fn same_things(making: &Making<'_>, sides: &[Uses; 2], prompt: &str) -> Vec<CompareItem> {
    let target = |term: &TermUse| making.prepared[term.passage].passage.key[term.key].target.clone();
    let mut things: BTreeMap<String, [Vec<TermUse>; 2]> = BTreeMap::new();
    for (side, uses) in sides.iter().enumerate() {
        for ((lexicon, _), term) in uses {
            if let Some(name) = target(term).and_then(|target| name_of(making, lexicon, &target)) {
                things.entry(name).or_default()[side].push(term.clone());
            }
        }
    }
    let both = things.into_iter().filter(|(_, [a, b])| !a.is_empty() && !b.is_empty() && differ(a, b));
    both.map(|(name, [a, b])| CompareItem {
        about: CompareAbout::SameThing,
        prompt: prompt.replace("{thing}", &name),
        a: in_order(a),
        b: in_order(b),
    })
    .collect()
}

fn differ(a: &[TermUse], b: &[TermUse]) -> bool {
    let texts = |uses: &[TermUse]| uses.iter().map(|term| small(&term.text)).collect::<std::collections::BTreeSet<_>>();
    texts(a) != texts(b)
}

/// The name of a target; none for those that are no thing in the world ("the speaker"), nor of lexicons without a theme, whose targets are roles.
fn name_of(making: &Making<'_>, lexicon: &str, target: &str) -> Option<String> {
    use crate::lexicon::TargetKind::{Other, Speaker};
    let loaded = making.analyzer.lexicons().iter().find(|loaded| loaded.lexicon().header.id == lexicon)?;
    let target = loaded.lexicon().targets.get(target).filter(|_| loaded.lexicon().header.is_themed())?;
    (!matches!(target.kind, Speaker | Other)).then(|| target.name.clone())
}
