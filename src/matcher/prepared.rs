//! The forms of the built-in lexicons, made ready when the program was built: a start expands no pattern, folds nothing, chooses no anchor.
//!
//! They are looked up by what an entry counts, so that an entry that was changed finds nothing here and is made ready then. A test compares
//! them with what the lexicons give, and rewrites them on request (see CONTRIBUTING.md).

use std::borrow::Cow;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::anchor::Anchor;
use super::form::{CompiledForm, Owner, of_entry, of_referent};
use crate::lexicon::identity::{self, fingerprint_of_entry, fingerprint_of_referent};
use crate::lexicon::inflect::Inflection;
use crate::lexicon::pattern::PatternProblem;
use crate::lexicon::{Case, Entry, Lexicon, Loaded, Referent};

/// Only the command line starts so often that it pays; a page, a module, whatever else holds the library, is the smaller without.
#[cfg(feature = "cli")]
static BYTES: &[u8] = include_bytes!("../../lexicons/forms.bin");
#[cfg(not(feature = "cli"))]
static BYTES: &[u8] = &[];

/// Sorted by fingerprint. Bytes that cannot be read are as good as none: all is made ready at the start then.
static PREPARED: LazyLock<Vec<Prepared<'static>>> = LazyLock::new(|| postcard::from_bytes(BYTES).unwrap_or_default());

/// What was made ready of an entry or a referent.
#[derive(Debug, Serialize, Deserialize)]
pub struct Prepared<'a> {
    fingerprint: u64,
    /// The digest of what it counts, where no other entry that this may rest on is looked for.
    pub digest: &'a str,
    /// A list of [`Stored`], which is read when its forms are asked for.
    forms: &'a [u8],
}

#[derive(Debug, Serialize, Deserialize)]
struct Stored<'a> {
    text: &'a str,
    /// Where it is not the text itself.
    #[serde(borrow)]
    folded: Option<&'a str>,
    #[serde(borrow)]
    cased: Option<&'a str>,
    inflection: Inflection,
    anchor: Option<Anchor>,
}

impl Prepared<'static> {
    /// Its forms.
    pub(super) fn forms(&self, case: Case, owner: Owner) -> impl Iterator<Item = CompiledForm> {
        let forms: Vec<Stored<'static>> = postcard::from_bytes(self.forms).unwrap_or_default();
        forms.into_iter().map(move |stored| {
            let folded = stored.folded.unwrap_or(stored.text);
            CompiledForm {
                text: Cow::Borrowed(stored.text),
                folded: Cow::Borrowed(folded),
                has_wildcard: memchr::memchr(b'*', folded.as_bytes()).is_some(),
                cased: stored.cased.map(Cow::Borrowed),
                case,
                inflection: stored.inflection,
                owner,
                anchor: stored.anchor,
            }
        })
    }
}

/// What was made ready of an entry.
#[must_use]
pub fn entry(lexicon: &Lexicon, entry: &Entry) -> Option<&'static Prepared<'static>> {
    find(fingerprint_of_entry(lexicon, entry))
}

/// What was made ready of a referent.
#[must_use]
pub fn referent(lexicon: &Lexicon, referent: &Referent) -> Option<&'static Prepared<'static>> {
    find(fingerprint_of_referent(lexicon, referent))
}

fn find(fingerprint: u64) -> Option<&'static Prepared<'static>> {
    PREPARED.binary_search_by_key(&fingerprint, |prepared| prepared.fingerprint).ok().map(|place| &PREPARED[place])
}

/// Makes ready the forms of all entries and referents of lexicons, as bytes.
///
/// # Errors
/// A pattern that does not expand; a validated lexicon has none.
pub fn prepare(lexicons: &[Loaded]) -> Result<Vec<u8>, PatternProblem> {
    let mut made = Vec::new();
    for (number, Loaded { lexicon, .. }) in lexicons.iter().enumerate() {
        for (place, entry) in lexicon.entries.iter().enumerate() {
            let digest = identity::of_entry(lexicon, entry, |_| false);
            made.push((fingerprint_of_entry(lexicon, entry), digest, of_entry(lexicon, entry, Owner::Entry { lexicon: number, entry: place })?));
        }
        for (place, referent) in lexicon.referents.iter().enumerate() {
            let forms = of_referent(lexicon, referent, Owner::Referent { lexicon: number, referent: place })?;
            made.push((fingerprint_of_referent(lexicon, referent), identity::of_referent(lexicon, referent), forms));
        }
    }
    made.sort_by_key(|(fingerprint, ..)| *fingerprint);
    made.dedup_by_key(|(fingerprint, ..)| *fingerprint);
    let written: Vec<(u64, String, Vec<u8>)> = made
        .iter()
        .map(|(fingerprint, digest, forms)| (*fingerprint, digest.clone(), bytes(&forms.iter().map(Stored::of).collect::<Vec<_>>())))
        .collect();
    let prepared = written.iter().map(|(fingerprint, digest, forms)| Prepared { fingerprint: *fingerprint, digest, forms });
    Ok(bytes(&prepared.collect::<Vec<_>>()))
}

/// Writing to memory cannot fail.
fn bytes(content: &impl Serialize) -> Vec<u8> {
    postcard::to_allocvec(content).unwrap_or_default()
}

impl<'a> Stored<'a> {
    fn of(form: &'a CompiledForm) -> Self {
        Self {
            text: &form.text,
            folded: (form.folded != form.text).then_some(&form.folded),
            cased: form.cased.as_deref(),
            inflection: form.inflection,
            anchor: form.anchor,
        }
    }
}
