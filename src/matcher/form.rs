//! Forms made ready for an engine: folded, with their owner and their rule for capitals.

use crate::lexicon::inflect::Inflection;
use crate::lexicon::pattern::{PatternProblem, entry_forms, expand};
use crate::lexicon::{Case, Loaded, Selection};
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
    pub text: String,
    /// Folded; may begin or end words with `*`.
    pub folded: String,
    /// Whether the folded form holds a `*`.
    pub has_wildcard: bool,
    /// Folded but for case, where case matters.
    pub cased: Option<String>,
    /// How capitals are matched.
    pub case: Case,
    /// Which inflected form.
    pub inflection: Inflection,
    /// Whose form.
    pub owner: Owner,
}

/// The forms of all selected entries and of all referents.
///
/// # Errors
/// A pattern that does not expand; a validated lexicon has none.
pub fn compile(lexicons: &[Loaded], selection: &Selection) -> Result<Vec<CompiledForm>, PatternProblem> {
    let mut forms = Vec::new();
    for (lexicon, loaded) in lexicons.iter().enumerate() {
        let content = &loaded.lexicon;
        for (entry, item) in content.entries.iter().enumerate() {
            if !selection.includes(&content.header.id, item) {
                continue;
            }
            for form in entry_forms(content, item)? {
                let cased = (item.case != Case::Insensitive).then(|| fold_keeping_case(&form.text));
                let owner = Owner::Entry { lexicon, entry };
                let folded = fold_term(&form.text);
                forms.push(CompiledForm {
                    has_wildcard: folded.contains('*'),
                    folded,
                    cased,
                    case: item.case,
                    inflection: form.inflection,
                    owner,
                    text: form.text,
                });
            }
        }
        for (referent, item) in content.referents.iter().enumerate() {
            let owner = Owner::Referent { lexicon, referent };
            for pattern in &item.neutral {
                for text in expand(pattern, &[&content.slots])? {
                    let folded = fold_term(&text);
                    forms.push(CompiledForm {
                        has_wildcard: folded.contains('*'),
                        folded,
                        cased: None,
                        case: Case::Insensitive,
                        inflection: Inflection::Base,
                        owner,
                        text,
                    });
                }
            }
        }
    }
    Ok(forms)
}
