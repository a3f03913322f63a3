//! The engine: one look into a table for each word of a text, and an exact check where that finds something.
//!
//! An automaton looks at every byte, and its tables outgrow the cache with the number of terms. A word is looked up once, whatever the number
//! of terms; nearly all words are in no term and cost nothing more. Every form is filed under one of its words (the rarest) and, where it has
//! several, under that word and the one beside it. Forms without a whole word ("*gate") are left to the automaton.

use std::borrow::Cow;
use std::sync::Arc;

use super::anchor::Anchor;
use super::automaton::Automaton;
use super::form::{CompiledForm, FormId, FormView, compile};
use super::prepared::BuiltIn;
use super::tables::{ALONE, Filed, Filing, PAIR, STEM, Tables, WITH_LEFT, WITH_RIGHT};
use super::verify::{extents, fits_case};
use super::{Engine, EngineProblem, Match};
use crate::lexicon::{Loaded, Selection};
use crate::span::Span;
use crate::tokenize::key::{Side, pair_key, stem_key, word_key};
use crate::tokenize::{Layout, Word, on_word_boundaries, parts_of_word};

/// So many words are looked up before any of them is looked at closer.
const WORDS: usize = 512;

/// Words to a match, rather too few: room is made at once.
const WORDS_A_MATCH: usize = 32;

/// Finds forms by the words that they are filed under.
#[derive(Debug)]
pub struct Keyed {
    forms: Forms,
    tables: Cow<'static, Tables<'static>>,
    /// What is left to the automaton.
    rest: Option<Automaton>,
}

/// The forms of an engine.
#[derive(Debug)]
enum Forms {
    /// Made ready at the start.
    Made(Arc<Vec<CompiledForm>>),
    BuiltIn(BuiltIn),
}

impl Keyed {
    /// An engine for the selected entries and all referents of lexicons. That for the built-in lexicons is part of the program.
    ///
    /// # Errors
    /// A pattern that does not expand; a validated lexicon has none. What limit of the automaton is exceeded.
    pub fn of_lexicons(lexicons: &[Loaded], selection: &Selection) -> Result<Self, EngineProblem> {
        if let Some((forms, tables)) = BuiltIn::new(lexicons, selection) {
            return Ok(Self { forms: Forms::BuiltIn(forms), tables: Cow::Borrowed(tables), rest: None });
        }
        Self::new(compile(lexicons, selection).map_err(EngineProblem::Pattern)?).map_err(EngineProblem::Limit)
    }

    /// Files the forms.
    ///
    /// # Errors
    /// Says what limit of the automaton is exceeded.
    pub fn new(forms: impl Into<Arc<Vec<CompiledForm>>>) -> Result<Self, String> {
        let forms = forms.into();
        let (tables, left) = file(&forms);
        let rest = if left.is_empty() { None } else { Some(Automaton::of(Arc::clone(&forms), &left, false)?) };
        Ok(Self { forms: Forms::Made(forms), tables: Cow::Owned(tables), rest })
    }

    /// What a word may be to a form by its first bytes.
    #[inline]
    fn stem_flags(&self, text: &[u8], word: Span) -> u8 {
        stem_key(text, word.start, word.end).map_or(0, |number| self.tables.flags(number) & STEM)
    }

    /// What a word may be to a form as a whole.
    #[inline]
    fn whole(&self, key: u64) -> u8 {
        self.tables.flags(key) & (ALONE | WITH_LEFT | WITH_RIGHT)
    }

    /// What the part of a word may be to a form.
    fn flags_of(&self, layout: &Layout<'_>, part: &Part) -> u8 {
        self.whole(part.key) | if self.tables.has_stems { self.stem_flags(layout.folded.text.as_bytes(), part.span) } else { 0 }
    }

    /// Of some words those that may be something to a form, as places among them with what they may be: the first so many of `kept`.
    fn candidates(&self, text: &[u8], words: &[Word], keys: &[u64], kept: &mut [(u32, u8); WORDS]) -> usize {
        // Asked here and not word by word: many lexicons have no form that asks for a stem.
        if self.tables.has_stems {
            keep(words.iter().zip(keys).map(|(word, key)| self.whole(*key) | self.stem_flags(text, word.folded())), kept)
        } else {
            keep(keys.iter().map(|key| self.whole(*key)), kept)
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
        if self.tables.flags(number) & PAIR != 0 {
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
        found.extend(self.tables.filed(number).filter_map(|filed| self.matched(layout, filed, part)));
    }

    fn matched(&self, layout: &Layout<'_>, filed: Filed, part: Part) -> Option<Match> {
        let word = part.span;
        let text = layout.folded.text.as_str();
        let form = self.form(filed.form)?;
        let pattern = form.folded;
        let at = usize::from(filed.at);
        let end = at + usize::from(filed.length);
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
        fits_case(&form, layout, span).then_some(Match { span, folded, form: filed.form })
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
    parts_of_word(text, layout.words[index].folded()).map(move |span| Part { index, span, key: word_key(text.as_bytes(), span.start, span.end) })
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

/// Files forms; gives the tables, and which of the forms cannot be filed.
pub(super) fn file(forms: &[CompiledForm]) -> (Tables<'static>, Vec<FormId>) {
    let mut filing = Filing::new(forms.len());
    let mut left = Vec::new();
    for (form, compiled) in (0..).zip(forms) {
        match place(&mut filing, form, compiled) {
            Some(filed) => filing.file(filed),
            None => left.push(form),
        }
    }
    (filing.tables(), left)
}

/// Says of a form under which number it is found, and marks its words; `None` where that cannot be done.
fn place(filing: &mut Filing, form: FormId, compiled: &CompiledForm) -> Option<Filed> {
    let bytes = compiled.folded.as_bytes();
    let key = |word: Span| word_key(bytes, word.start, word.end);
    let (number, word) = match compiled.anchor? {
        Anchor::Word(word) => {
            filing.mark(key(word), ALONE);
            (key(word), word)
        }
        Anchor::Pair(word, beside, side) => {
            filing.mark(key(word), if side == Side::Left { WITH_LEFT } else { WITH_RIGHT });
            let number = pair_key(key(word), key(beside), side);
            filing.mark(number, PAIR);
            (number, word)
        }
        Anchor::Stem(stem) => {
            let number = stem_key(bytes, stem.start, stem.end)?;
            filing.mark(number, STEM);
            (number, stem)
        }
    };
    Some(Filed { number, form, at: u16::try_from(word.start).ok()?, length: u16::try_from(word.len()).ok()? })
}

impl Engine for Keyed {
    fn find(&self, layout: &Layout<'_>) -> Vec<Match> {
        let mut found = Vec::with_capacity(layout.words.len() / WORDS_A_MATCH);
        found.extend(self.rest.iter().flat_map(|rest| rest.find(layout)));
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

    #[inline]
    fn form(&self, form: FormId) -> Option<FormView<'_>> {
        match &self.forms {
            Forms::Made(forms) => forms.get(form as usize).map(CompiledForm::view),
            Forms::BuiltIn(forms) => forms.get(form),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::builtin;

    #[cfg(feature = "cli")]
    #[test]
    fn the_built_in_engine_finds_what_one_made_at_the_start_finds() {
        let built_in = builtin::lexicons();
        let mut changed = built_in.clone();
        changed.iter_mut().for_each(|loaded| _ = loaded.lexicon_mut());
        let ids = |ids: &mut dyn Iterator<Item = &String>| ids.cloned().collect();
        let entries = || built_in.iter().flat_map(|loaded| &loaded.lexicon().entries);
        let selection = Selection {
            enable: ids(&mut built_in.iter().map(|loaded| &loaded.lexicon().header.id)),
            disable: ids(&mut entries().map(|entry| &entry.id).step_by(5)),
            ..Selection::default()
        };
        let engines = [&built_in, &changed].map(|lexicons| Keyed::of_lexicons(lexicons, &selection).expect("valid"));
        assert!(matches!([&engines[0].forms, &engines[1].forms], [Forms::BuiltIn(_), Forms::Made(_)]));
        let examples: Vec<String> = entries().flat_map(|entry| entry.accept.iter().chain(&entry.reject)).cloned().collect();
        let field = crate::document::Field::plain(examples.join("\n\n").replace("[[", "").replace("]]", ""));
        let layout = Layout::new(crate::document::FieldName::Text, &field, true);
        let [found, expected] = engines.each_ref().map(|engine| {
            let shown = |found: &Match| (found.span, found.folded, engine.form(found.form));
            engine.find(&layout).iter().map(shown).collect::<Vec<_>>()
        });
        assert!(found.len() > examples.len() / 2);
        assert_eq!(found, expected);
    }

    #[test]
    fn every_built_in_form_is_filed_under_a_word() {
        let forms = compile(&builtin::lexicons(), &Selection::default()).expect("built in");
        assert!(Keyed::new(forms).expect("fits").rest.is_none());
    }
}
