//! Forms made ready for an engine: folded, with their owner and their rule for capitals.

use std::borrow::Cow;

use super::anchor::{Anchor, anchor};
use super::prepared;
use crate::lexicon::inflect::Inflection;
use crate::lexicon::pattern::{Form, PatternProblem, entry_forms, expand};
use crate::lexicon::{Case, Entry, Lexicon, Loaded, Referent, Selection};
use crate::tokenize::fold::{fold_keeping_case, fold_term};

/// Index of a form.
pub type FormId = u32;

/// Whose form it is, as indices into the list of lexicons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// A framing choice.
    Entry {
        /// Index of the lexicon.
        lexicon: usize,
        /// Index of the entry in it.
        entry: usize,
    },
    /// A neutral name of a thing with rival names.
    Referent {
        /// Index of the lexicon.
        lexicon: usize,
        /// Index of the referent in it.
        referent: usize,
    },
}

/// A form an engine looks for.
#[derive(Debug, Clone)]
pub struct CompiledForm {
    /// As written in the lexicon, alternatives chosen.
    pub text: Cow<'static, str>,
    /// Folded; may begin or end words with `*`.
    pub folded: Cow<'static, str>,
    /// Whether the folded form holds a `*`.
    pub has_wildcard: bool,
    /// Folded but for case, where case matters.
    pub cased: Option<Cow<'static, str>>,
    /// How capitals are matched.
    pub case: Case,
    /// Which inflected form.
    pub inflection: Inflection,
    /// Whose form.
    pub owner: Owner,
    /// By which of its words it is found.
    pub(super) anchor: Option<Anchor>,
}

impl CompiledForm {
    /// Makes a form ready.
    #[must_use]
    pub fn new(form: Form, case: Case, owner: Owner) -> Self {
        let folded = fold_term(&form.text);
        Self {
            has_wildcard: folded.contains('*'),
            cased: (case != Case::Insensitive).then(|| fold_keeping_case(&form.text).into()),
            case,
            inflection: form.inflection,
            owner,
            anchor: anchor(&folded),
            folded: folded.into(),
            text: form.text.into(),
        }
    }
}

/// A form as an engine shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormView<'a> {
    /// As written in the lexicon, alternatives chosen.
    pub text: &'a str,
    /// Folded; may begin or end words with `*`.
    pub folded: &'a str,
    /// Whether the folded form holds a `*`.
    pub has_wildcard: bool,
    /// Folded but for case, where case matters.
    pub cased: Option<&'a str>,
    /// How capitals are matched.
    pub case: Case,
    /// Which inflected form.
    pub inflection: Inflection,
    /// Whose form.
    pub owner: Owner,
}

impl CompiledForm {
    /// The form, to be looked at.
    #[inline]
    #[must_use]
    pub fn view(&self) -> FormView<'_> {
        FormView {
            text: &self.text,
            folded: &self.folded,
            has_wildcard: self.has_wildcard,
            cased: self.cased.as_deref(),
            case: self.case,
            inflection: self.inflection,
            owner: self.owner,
        }
    }
}

/// The forms of all selected entries and of all referents.
///
/// # Errors
/// A pattern that does not expand; a validated lexicon has none.
pub fn compile(lexicons: &[Loaded], selection: &Selection) -> Result<Vec<CompiledForm>, PatternProblem> {
    let mut forms = Vec::new();
    for (lexicon, loaded) in lexicons.iter().enumerate() {
        let content = loaded.lexicon();
        let ready = prepared::lexicon(loaded);
        for (entry, item) in content.entries.iter().enumerate() {
            if selection.includes(&content.header.id, item) {
                let owner = Owner::Entry { lexicon, entry };
                match ready {
                    Some(ready) => forms.extend(ready.entries[entry].forms(owner)),
                    None => forms.extend(of_entry(content, item, owner)?),
                }
            }
        }
        for (referent, item) in content.referents.iter().enumerate() {
            let owner = Owner::Referent { lexicon, referent };
            match ready {
                Some(ready) => forms.extend(ready.referents[referent].forms(owner)),
                None => forms.extend(of_referent(content, item, owner)?),
            }
        }
    }
    Ok(forms)
}

/// The forms of an entry, expanded.
pub(super) fn of_entry(lexicon: &Lexicon, entry: &Entry, owner: Owner) -> Result<Vec<CompiledForm>, PatternProblem> {
    Ok(entry_forms(lexicon, entry)?.into_iter().map(|form| CompiledForm::new(form, entry.case, owner)).collect())
}

/// The forms of the neutral names of a referent, expanded.
pub(super) fn of_referent(lexicon: &Lexicon, referent: &Referent, owner: Owner) -> Result<Vec<CompiledForm>, PatternProblem> {
    let mut forms = Vec::new();
    for pattern in &referent.neutral {
        let texts = expand(pattern, &[&lexicon.slots])?.into_iter();
        forms.extend(texts.map(|text| CompiledForm::new(Form { text, inflection: Inflection::Base }, Case::Insensitive, owner)));
    }
    Ok(forms)
}
