//! The engine: one look into a table for each word of a text, and an exact check where that finds something.
//!
//! An automaton looks at every byte, and its tables outgrow the cache with the number of terms. A word is looked up once, whatever the number
//! of terms; nearly all words are in no term and cost nothing more. Every form is filed under one of its words (the rarest) and, where it has
//! several, under that word and the one beside it. Forms without a whole word ("*gate") are left to the automaton.

use std::sync::Arc;

use super::anchor::Anchor;
use super::automaton::Automaton;
use super::form::{CompiledForm, FormId};
use super::verify::{extents, fits_case};
use super::{Engine, Match};
use crate::span::Span;
use crate::tokenize::key::{Side, pair_key, stem_key, word_key};
use crate::tokenize::{Layout, Word, on_word_boundaries, parts_of_word};

/// What a word of the text may be to a form.
const ALONE: u8 = 1;
const WITH_LEFT: u8 = 2;
const WITH_RIGHT: u8 = 4;
const STEM: u8 = 8;

/// So many words are looked up before any of them is looked at closer.
const WORDS: usize = 512;

/// Files forms under words and finds them again.
#[derive(Debug)]
pub struct Keyed {
    forms: Arc<Vec<CompiledForm>>,
    /// By the highest bits of a word's number what it may be.
    flags: Vec<u8>,
    /// By the highest bits of the number of a word's first bytes whether a form may begin so; empty where none does.
    stems: Vec<u8>,
    /// By the highest bits of the number of a pair whether a form may have it.
    pairs: Vec<u8>,
    /// How far a number is shifted to be a place in the tables above.
    shift: u32,
    /// The forms under the number of a word, of a pair of words, or of a stem, in the order of its highest bits.
    filed: Vec<Filed>,
    /// By the highest bits of a number, about as many places as forms, where its forms begin in `filed`; the last one is the end.
    begins: Vec<u32>,
    /// How far a number is shifted to be a place in `begins`.
    coarse: u32,
    /// What is left to the automaton.
    rest: Option<Automaton>,
}

/// A form under a word that begins at this byte of it.
#[derive(Debug, Clone, Copy, Default)]
struct Filed {
    number: u64,
    form: FormId,
    at: u32,
    length: u32,
}

impl Keyed {
    /// Files the forms.
    ///
    /// # Errors
    /// Says what limit of the automaton is exceeded.
    pub fn new(forms: impl Into<Arc<Vec<CompiledForm>>>) -> Result<Self, String> {
        let forms = forms.into();
        // About 24 places a form: the fewer words share a place with a form, the fewer are looked at in vain.
        let bits = (forms.len() * 24).next_power_of_two().trailing_zeros().clamp(12, 18);
        let empty = || vec![0; 1 << bits];
        let mut keyed = Self {
            forms: Arc::clone(&forms),
            flags: empty(),
            stems: Vec::new(),
            pairs: empty(),
            shift: 64 - bits,
            filed: Vec::new(),
            begins: Vec::new(),
            coarse: 64 - forms.len().next_power_of_two().trailing_zeros().max(1),
            rest: None,
        };
        let mut filed = Vec::with_capacity(forms.len());
        let mut left = Vec::new();
        for (form, compiled) in (0..).zip(forms.iter()) {
            match keyed.file(form, compiled, empty) {
                Some(one) => filed.push(one),
                None => left.push(form),
            }
        }
        keyed.sort_in(&filed);
        if !left.is_empty() {
            keyed.rest = Some(Automaton::of(forms, &left, false)?);
        }
        Ok(keyed)
    }

    /// Says of a form under which number it is found, and marks its words; `None` where that cannot be done.
    fn file(&mut self, form: FormId, compiled: &CompiledForm, empty: impl Fn() -> Vec<u8>) -> Option<Filed> {
        let bytes = compiled.folded.as_bytes();
        let key = |word: Span| word_key(bytes, word.start, word.end);
        let (number, word) = match compiled.anchor? {
            Anchor::Word(word) => {
                self.mark(key(word), ALONE);
                (key(word), word)
            }
            Anchor::Pair(word, beside, side) => {
                self.mark(key(word), if side == Side::Left { WITH_LEFT } else { WITH_RIGHT });
                let number = pair_key(key(word), key(beside), side);
                let place = self.place(number);
                self.pairs[place] = 1;
                (number, word)
            }
            Anchor::Stem(stem) => {
                let number = stem_key(bytes, stem.start, stem.end)?;
                if self.stems.is_empty() {
                    self.stems = empty();
                }
                let place = self.place(number);
                self.stems[place] = STEM;
                (number, stem)
            }
        };
        Some(Filed { number, form, at: u32::try_from(word.start).ok()?, length: u32::try_from(word.len()).ok()? })
    }

    /// Sorts what was filed by the highest bits of its number, and what shares them by form.
    fn sort_in(&mut self, filed: &[Filed]) {
        let places = 1 << (64 - self.coarse);
        let mut ends = vec![0; places + 1];
        for one in filed {
            ends[shifted(one.number, self.coarse) + 1] += 1;
        }
        for place in 0..places {
            ends[place + 1] += ends[place];
        }
        self.begins.clone_from(&ends);
        self.filed = vec![Filed::default(); filed.len()];
        for one in filed {
            let end = &mut ends[shifted(one.number, self.coarse)];
            self.filed[*end as usize] = *one;
            *end += 1;
        }
    }

    fn mark(&mut self, number: u64, flag: u8) {
        let place = self.place(number);
        self.flags[place] |= flag;
    }

    #[inline]
    fn place(&self, number: u64) -> usize {
        shifted(number, self.shift)
    }

    /// What a word may be to a form by its first bytes.
    #[inline]
    fn stem_flags(&self, text: &[u8], word: Span) -> u8 {
        stem_key(text, word.start, word.end).map_or(0, |number| self.stems[self.place(number)])
    }

    /// What the part of a word may be to a form.
    fn flags_of(&self, layout: &Layout<'_>, part: &Part) -> u8 {
        let whole = self.flags[self.place(part.key)];
        if self.stems.is_empty() { whole } else { whole | self.stem_flags(layout.folded.text.as_bytes(), part.span) }
    }

    /// Of some words those that may be something to a form, as places among them with what they may be: the first so many of `kept`.
    fn candidates(&self, text: &[u8], words: &[Word], keys: &[u64], kept: &mut [(u32, u8); WORDS]) -> usize {
        let of_key = |&key: &u64| self.flags[self.place(key)];
        // Asked here and not word by word: many lexicons have no form that asks for a stem.
        if self.stems.is_empty() {
            keep(keys.iter().map(of_key), kept)
        } else {
            keep(words.iter().zip(keys).map(|(word, key)| of_key(key) | self.stem_flags(text, word.folded())), kept)
        }
    }

    /// Looks closer at a part of the word at this index, and at it beside the words to its left and right.
    fn look(&self, layout: &Layout<'_>, part: Part, flags: u8, found: &mut Vec<Match>) {
        if flags & ALONE != 0 {
            self.check(layout, part.key, part, found);
        }
        if flags & STEM != 0
            && let Some(stem) = stem_key(layout.folded.text.as_bytes(), part.span.start, part.span.end)
        {
            self.check(layout, stem, part, found);
        }
        let keys = layout.words.keys();
        if flags & WITH_LEFT != 0
            && let Some(&before) = part.index.checked_sub(1).and_then(|before| keys.get(before))
        {
            self.beside(layout, part, before, Side::Left, found);
        }
        if flags & WITH_RIGHT != 0
            && let Some(&after) = keys.get(part.index + 1)
        {
            self.beside(layout, part, after, Side::Right, found);
        }
    }

    /// Looks at a part of a word beside a neighbour, or a part of that.
    #[inline]
    fn beside(&self, layout: &Layout<'_>, part: Part, neighbour: u64, side: Side, found: &mut Vec<Match>) {
        let number = pair_key(part.key, neighbour, side);
        if self.pairs[self.place(number)] != 0 {
            self.check(layout, number, part, found);
        }
    }

    /// Looks at the parts of the word at this index that are not the whole of it: a term may end before a possessive or a contraction, and stand
    /// between underscores.
    fn look_inside(&self, layout: &Layout<'_>, index: usize, found: &mut Vec<Match>) {
        for part in parts(layout, index).skip(1) {
            let flags = self.flags_of(layout, &part);
            self.look(layout, part, flags, found);
            // As what stands beside another word, or a part of one.
            for (side, anchor) in [(Side::Right, index.checked_sub(1)), (Side::Left, Some(index + 1))] {
                let wanted = if side == Side::Left { WITH_LEFT } else { WITH_RIGHT };
                for anchor in anchor.into_iter().filter(|&anchor| anchor < layout.words.len()).flat_map(|anchor| parts(layout, anchor)) {
                    if self.flags_of(layout, &anchor) & wanted != 0 {
                        self.beside(layout, anchor, part.key, side, found);
                    }
                }
            }
        }
    }

    /// Compares the forms under a number with the text around a word.
    fn check(&self, layout: &Layout<'_>, number: u64, part: Part, found: &mut Vec<Match>) {
        let place = shifted(number, self.coarse);
        let filed = &self.filed[self.begins[place] as usize..self.begins[place + 1] as usize];
        found.extend(filed.iter().filter(|filed| filed.number == number).filter_map(|filed| self.matched(layout, filed, part)));
    }

    fn matched(&self, layout: &Layout<'_>, filed: &Filed, part: Part) -> Option<Match> {
        let word = part.span;
        let text = layout.folded.text.as_str();
        let form = &self.forms[filed.form as usize];
        let pattern = form.folded.as_ref();
        let (at, end) = (filed.at as usize, (filed.at + filed.length) as usize);
        let needle = Span::new(word.start, word.start + end - at);
        if needle.of(text) != &pattern[at..end] {
            return None;
        }
        let (before, after) = (&pattern[..at], &pattern[end..]);
        let on_boundaries = |folded: &Span| on_word_boundaries(text, &layout.words, *folded, part.index);
        let folded = if form.has_wildcard {
            extents(text, needle, before, after, &layout.words).into_iter().find(on_boundaries)?
        } else {
            let fits = text[..needle.start].ends_with(before) && text[needle.end..].starts_with(after);
            Some(Span::new(needle.start.checked_sub(before.len())?, needle.end + after.len())).filter(|folded| fits && on_boundaries(folded))?
        };
        let span = original(layout, part.index, folded);
        fits_case(form, layout, span).then_some(Match { span, folded, form: filed.form })
    }
}

/// A part of the word at an index, or the whole of it.
#[derive(Clone, Copy)]
struct Part {
    index: usize,
    span: Span,
    key: u64,
}

/// The parts of the word at an index that a term may be, the whole of it first.
fn parts<'a>(layout: &'a Layout<'_>, index: usize) -> impl Iterator<Item = Part> + 'a {
    let text = layout.folded.text.as_str();
    parts_of_word(text, layout.words[index].folded())
        .map(move |span| Part { index, span, key: word_key(text.as_bytes(), span.start, span.end) })
}

/// The span of the text under a span of the folded text that has the word at an index, or a part of it.
fn original(layout: &Layout<'_>, index: usize, folded: Span) -> Span {
    let word = layout.words[index];
    // Nearly always: the word itself.
    if word.folded() == folded { word.span() } else { layout.folded.original(folded) }
}

/// Puts the places of those words that have flags, with these, at the beginning of `kept`; gives how many.
#[inline]
fn keep(flags: impl Iterator<Item = u8>, kept: &mut [(u32, u8); WORDS]) -> usize {
    let mut count = 0;
    // Written always and kept sometimes: a branch would be guessed wrongly too often.
    for (flags, place) in flags.zip(0..) {
        kept[count % WORDS] = (place, flags);
        count += usize::from(flags != 0);
    }
    count
}

/// The highest bits of a number, fewer than 32.
#[inline]
fn shifted(number: u64, shift: u32) -> usize {
    usize::try_from(number >> shift).unwrap_or_default()
}

impl Engine for Keyed {
    fn find(&self, layout: &Layout<'_>) -> Vec<Match> {
        let mut found = self.rest.as_ref().map_or_else(Vec::new, |rest| rest.find(layout));
        let text = layout.folded.text.as_bytes();
        let mut kept = [(0, 0); WORDS];
        for (number, (words, keys)) in layout.words.chunks(WORDS).zip(layout.words.keys().chunks(WORDS)).enumerate() {
            let count = self.candidates(text, words, keys, &mut kept);
            for &(place, flags) in &kept[..count] {
                let place = place as usize;
                let part = Part { index: number * WORDS + place, span: words[place].folded(), key: keys[place] };
                self.look(layout, part, flags, &mut found);
            }
        }
        layout.compound_words().for_each(|index| self.look_inside(layout, index, &mut found));
        found.sort_unstable();
        found.dedup();
        found
    }

    fn forms(&self) -> &[CompiledForm] {
        &self.forms
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Selection, builtin};
    use crate::matcher::compile;

    #[test]
    fn every_built_in_form_is_filed_under_a_word() {
        let forms = compile(&builtin::lexicons(), &Selection::default()).expect("built in");
        assert!(Keyed::new(forms).expect("fits").rest.is_none());
    }
}
