//! The forms of the built-in lexicons, made ready when the program was built: a start expands no pattern, folds nothing, chooses no anchor.
//!
//! They are found by the place of a lexicon among the built-in ones, which one that was changed has lost ([`Loaded::lexicon_mut`]). A test compares
//! them with what the lexicons give, and rewrites them on request (see CONTRIBUTING.md).

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::anchor::Anchor;
use super::form::{CompiledForm, Owner, of_entry, of_referent};
use crate::lexicon::inflect::Inflection;
use crate::lexicon::pattern::PatternProblem;
use crate::lexicon::{Case, Loaded, identity};
use crate::span::Span;
use crate::tokenize::key::Side;

/// Only the command line starts so often that it pays; a page, a module, whatever else holds the library, is the smaller without.
#[cfg(feature = "cli")]
static BYTES: &[u8] = include_bytes!("../../lexicons/forms.bin");
#[cfg(not(feature = "cli"))]
static BYTES: &[u8] = &[];

/// Bytes that cannot be read are as good as none: all is made ready at the start then.
static PREPARED: LazyLock<Prepared<'static>> = LazyLock::new(|| postcard::from_bytes(BYTES).unwrap_or_default());

/// Everything that was made ready.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Prepared<'a> {
    #[serde(borrow)]
    lexicons: Vec<PreparedLexicon<'a>>,
    /// All forms, each a [`Record`].
    records: &'a [u8],
    /// What the records name pieces of.
    texts: &'a str,
}

/// What was made ready of a lexicon, in its order.
#[derive(Debug, Serialize, Deserialize)]
pub struct PreparedLexicon<'a> {
    /// Of its entries. Their digests are those for the case that no other entry they may rest on is looked for.
    #[serde(borrow)]
    pub entries: Vec<PreparedItem<'a>>,
    /// Of its referents.
    #[serde(borrow)]
    pub referents: Vec<PreparedItem<'a>>,
}

/// What was made ready of an entry or a referent.
#[derive(Debug, Serialize, Deserialize)]
pub struct PreparedItem<'a> {
    /// The digest of what it counts.
    pub digest: &'a str,
    /// The places of its first form among the records, and of the first one that is another's.
    forms: (usize, usize),
}

/// What was made ready of a lexicon; `None` for one that is not built in, or was changed.
#[must_use]
pub fn lexicon(loaded: &Loaded) -> Option<&'static PreparedLexicon<'static>> {
    PREPARED.lexicons.get(loaded.place_among_built_in()?)
}

impl PreparedItem<'_> {
    /// Its forms.
    pub(super) fn forms(&self, case: Case, owner: Owner) -> impl Iterator<Item = CompiledForm> {
        let Prepared { records, texts, .. } = &*PREPARED;
        let (records, _) = records.as_chunks();
        records[self.forms.0..self.forms.1].iter().map(move |record| Record(*record).form(texts, case, owner))
    }
}

/// A form in a fixed number of bytes, so that it is read without a look at each of them: three [`Piece`]s (what it is as written, folded, folded but
/// for case), its inflection, and its anchor, which is a kind and two spans.
struct Record([u8; 28]);

/// A piece of the texts: where it begins, in 32 bits, and its length, in 16.
type Piece = (u32, u16);

/// The piece for what is not there.
const NOTHING: Piece = (u32::MAX, 0);

impl Record {
    fn new(pieces: [Piece; 3], inflection: Inflection, anchor: Option<Anchor>) -> Self {
        let (kind, first, second) = match anchor {
            None => (0, None, None),
            Some(Anchor::Word(word)) => (1, Some(word), None),
            Some(Anchor::Stem(stem)) => (2, Some(stem), None),
            Some(Anchor::Pair(word, beside, Side::Left)) => (3, Some(word), Some(beside)),
            Some(Anchor::Pair(word, beside, Side::Right)) => (4, Some(word), Some(beside)),
        };
        let places = [first, second].into_iter().flat_map(|span| span.map_or([0, 0], |span| [span.start as u16, span.end as u16]));
        let pieces = pieces.into_iter().flat_map(|(start, length)| start.to_le_bytes().into_iter().chain(length.to_le_bytes()));
        let mut bytes = pieces.chain([inflection as u8, kind]).chain(places.flat_map(u16::to_le_bytes));
        Self(std::array::from_fn(|_| bytes.next().unwrap_or_default()))
    }

    #[inline]
    fn form(&self, texts: &'static str, case: Case, owner: Owner) -> CompiledForm {
        let [text, folded, cased] = [0, 6, 12].map(|at| self.piece(at, texts));
        let folded = folded.unwrap_or_default();
        CompiledForm {
            text: Cow::Borrowed(text.unwrap_or_default()),
            folded: Cow::Borrowed(folded),
            has_wildcard: folded.bytes().any(|byte| byte == b'*'),
            cased: cased.map(Cow::Borrowed),
            case,
            inflection: Inflection::ALL[usize::from(self.0[18]) % Inflection::ALL.len()],
            owner,
            anchor: self.anchor(),
        }
    }

    #[inline]
    fn piece(&self, at: usize, texts: &'static str) -> Option<&'static str> {
        let start = u32::from_le_bytes([self.0[at], self.0[at + 1], self.0[at + 2], self.0[at + 3]]) as usize;
        texts.get(start..start + self.short(at + 4))
    }

    #[inline]
    fn anchor(&self) -> Option<Anchor> {
        let span = |at| Span::new(self.short(at), self.short(at + 2));
        Some(match self.0[19] {
            1 => Anchor::Word(span(20)),
            2 => Anchor::Stem(span(20)),
            3 => Anchor::Pair(span(20), span(24), Side::Left),
            4 => Anchor::Pair(span(20), span(24), Side::Right),
            _ => return None,
        })
    }

    #[inline]
    fn short(&self, at: usize) -> usize {
        usize::from(u16::from_le_bytes([self.0[at], self.0[at + 1]]))
    }
}

/// Makes ready the forms of all entries and referents of lexicons, as bytes.
///
/// # Errors
/// A pattern that does not expand; a validated lexicon has none.
pub fn prepare(lexicons: &[Loaded]) -> Result<Vec<u8>, PatternProblem> {
    let mut written = Written::default();
    let mut made = Vec::new();
    for (number, lexicon) in lexicons.iter().map(Loaded::lexicon).enumerate() {
        let mut entries = Vec::new();
        for (place, entry) in lexicon.entries.iter().enumerate() {
            let forms = written.add(&of_entry(lexicon, entry, Owner::Entry { lexicon: number, entry: place })?);
            entries.push((identity::of_entry(lexicon, entry, |_| false), forms));
        }
        let mut referents = Vec::new();
        for (place, referent) in lexicon.referents.iter().enumerate() {
            let forms = written.add(&of_referent(lexicon, referent, Owner::Referent { lexicon: number, referent: place })?);
            referents.push((identity::of_referent(lexicon, referent), forms));
        }
        made.push((entries, referents));
    }
    let lexicons = made.iter().map(|(entries, referents)| PreparedLexicon { entries: items(entries), referents: items(referents) }).collect();
    let prepared = Prepared { lexicons, records: &written.records, texts: &written.texts };
    // Writing to memory cannot fail.
    Ok(postcard::to_allocvec(&prepared).unwrap_or_default())
}

fn items(made: &[(String, (usize, usize))]) -> Vec<PreparedItem<'_>> {
    made.iter().map(|(digest, forms)| PreparedItem { digest, forms: *forms }).collect()
}

/// Records and texts as they are written.
#[derive(Default)]
struct Written {
    records: Vec<u8>,
    texts: String,
    /// Where each text is that was written: forms share many.
    known: HashMap<String, Piece>,
}

impl Written {
    /// Writes forms; gives the places of the first of them and of what follows.
    fn add(&mut self, forms: &[CompiledForm]) -> (usize, usize) {
        let place = |written: &Self| written.records.len() / size_of::<Record>();
        let first = place(self);
        for form in forms {
            let cased = form.cased.as_deref().map_or(NOTHING, |cased| self.piece(cased));
            let pieces = [self.piece(&form.text), self.piece(&form.folded), cased];
            self.records.extend(Record::new(pieces, form.inflection, form.anchor).0);
        }
        (first, place(self))
    }

    /// Where a text stands among the texts, at the end of which it is put if it is new. No form is as long as 16 bits can tell.
    fn piece(&mut self, text: &str) -> Piece {
        *self.known.entry(text.to_owned()).or_insert_with(|| {
            let start = self.texts.len();
            self.texts.push_str(text);
            (start as u32, text.len() as u16)
        })
    }
}
