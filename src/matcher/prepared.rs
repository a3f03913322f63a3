//! The forms of the built-in lexicons, made ready when the program was built: a start expands no pattern, folds nothing, files nothing.
//!
//! They are found by the place of a lexicon among the built-in ones, which one that was changed has lost ([`Loaded::lexicon_mut`]). A test compares
//! them with what the lexicons give, and rewrites them on request (see CONTRIBUTING.md).

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::anchor::Anchor;
use super::form::{CompiledForm, FormId, FormView, Owner, of_entry, of_referent};
use super::keyed::file;
use super::tables::Tables;
use crate::lexicon::inflect::Inflection;
use crate::lexicon::pattern::PatternProblem;
use crate::lexicon::{Case, Loaded, Selection, identity};
use crate::span::Span;
use crate::tokenize::key::Side;

/// Only the command line starts so often that it pays; a page, a module, whatever else holds the library, is the smaller without.
#[cfg(feature = "cli")]
static BYTES: &[u8] = include_bytes!("../../lexicons/forms.bin");
#[cfg(not(feature = "cli"))]
static BYTES: &[u8] = &[];

/// Bytes that cannot be read are as good as none: all is made ready at the start then.
static PREPARED: LazyLock<Option<Prepared<'static>>> = LazyLock::new(|| postcard::from_bytes(BYTES).ok());

/// Everything that was made ready.
#[derive(Debug, Serialize, Deserialize)]
struct Prepared<'a> {
    #[serde(borrow)]
    lexicons: Vec<PreparedLexicon<'a>>,
    /// All forms, each a record, item by item.
    records: &'a [u8],
    /// What the records name pieces of.
    texts: &'a str,
    /// Where all of them are filed.
    #[serde(borrow)]
    tables: Tables<'a>,
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
    /// The number of its first form, and of the first one that is another's.
    forms: (FormId, FormId),
}

/// What was made ready of a lexicon; `None` for one that is not built in, or was changed.
#[must_use]
pub fn lexicon(loaded: &Loaded) -> Option<&'static PreparedLexicon<'static>> {
    PREPARED.as_ref()?.lexicons.get(loaded.place_among_built_in()?)
}

impl PreparedItem<'_> {
    /// Its forms.
    pub(super) fn forms(&self, owner: Owner) -> impl Iterator<Item = CompiledForm> {
        (self.forms.0..self.forms.1).filter_map(move |form| {
            let record = PREPARED.as_ref()?.record(form)?;
            let FormView { text, folded, has_wildcard, cased, case, inflection, .. } = record.view(owner);
            let [text, folded] = [text, folded].map(Cow::Borrowed);
            Some(CompiledForm { text, folded, has_wildcard, cased: cased.map(Cow::Borrowed), case, inflection, owner, anchor: record.anchor() })
        })
    }
}

/// All forms of the built-in lexicons, as they lie in the program.
#[derive(Debug)]
pub(super) struct BuiltIn {
    prepared: &'static Prepared<'static>,
    /// Whose forms: all items, in the order of the records; `None` for one that is not looked for.
    owners: Vec<Option<Owner>>,
}

impl BuiltIn {
    /// Those of the items looked for, and where they are filed; `None` where the lexicons are not just the built-in ones, or few of them are asked for.
    pub(super) fn new(lexicons: &[Loaded], selection: &Selection) -> Option<(Self, &'static Tables<'static>)> {
        let prepared = PREPARED.as_ref()?;
        let built_in = lexicons.iter().enumerate().all(|(place, loaded)| loaded.place_among_built_in() == Some(place));
        if !built_in || lexicons.len() != prepared.lexicons.len() || !selection.only.is_empty() {
            return None;
        }
        let mut owners = Vec::new();
        for (lexicon, content) in lexicons.iter().map(Loaded::lexicon).enumerate() {
            let entries = content.entries.iter().enumerate();
            owners.extend(entries.map(|(entry, item)| selection.includes(&content.header.id, item).then_some(Owner::Entry { lexicon, entry })));
            owners.extend((0..content.referents.len()).map(|referent| Some(Owner::Referent { lexicon, referent })));
        }
        Some((Self { prepared, owners }, &prepared.tables))
    }

    /// A form; `None` for one of an item that is not looked for.
    #[inline]
    pub(super) fn get(&self, form: FormId) -> Option<FormView<'_>> {
        let record = self.prepared.record(form)?;
        let owner = *self.owners.get(record.item())?;
        owner.map(|owner| record.view(owner))
    }
}

impl<'a> Prepared<'a> {
    /// The record of a form.
    #[inline]
    fn record(&self, form: FormId) -> Option<Record<'a>> {
        let (records, _) = self.records.as_chunks();
        records.get(form as usize).map(|bytes| Record { bytes, texts: self.texts })
    }
}

/// A form in a fixed number of bytes, so that it is read without a look at those before it: three [`Piece`]s (what it is as written, folded, folded
/// but for case), whose it is, its inflection, its case, the kind of its anchor, the two spans of that, and whether it has a wildcard.
#[derive(Clone, Copy)]
struct Record<'a> {
    bytes: &'a [u8; RECORD],
    texts: &'a str,
}

/// Bytes of a record.
const RECORD: usize = 32;

/// A piece of the texts: where it begins, in 32 bits, and its length, in 16.
type Piece = (u32, u16);

/// The piece for what is not there.
const NOTHING: Piece = (u32::MAX, 0);

const CASES: [Case; 3] = [Case::Insensitive, Case::Sensitive, Case::Smart];

fn bytes_of(pieces: [Piece; 3], item: u16, form: &CompiledForm) -> [u8; RECORD] {
    let (kind, first, second) = match form.anchor {
        None => (0, None, None),
        Some(Anchor::Word(word)) => (1, Some(word), None),
        Some(Anchor::Stem(stem)) => (2, Some(stem), None),
        Some(Anchor::Pair(word, beside, Side::Left)) => (3, Some(word), Some(beside)),
        Some(Anchor::Pair(word, beside, Side::Right)) => (4, Some(word), Some(beside)),
    };
    let places = [first, second].into_iter().flat_map(|span| span.map_or([0, 0], |span| [span.start as u16, span.end as u16]));
    let pieces = pieces.into_iter().flat_map(|(start, length)| start.to_le_bytes().into_iter().chain(length.to_le_bytes()));
    let case = CASES.iter().position(|case| *case == form.case).unwrap_or_default() as u8;
    let small = [form.inflection as u8, case, kind, u8::from(form.has_wildcard)];
    let mut bytes = pieces.chain(item.to_le_bytes()).chain(small).chain(places.flat_map(u16::to_le_bytes));
    std::array::from_fn(|_| bytes.next().unwrap_or_default())
}

impl<'a> Record<'a> {
    #[inline]
    fn view(self, owner: Owner) -> FormView<'a> {
        let [text, folded, cased] = [0, 6, 12].map(|at| self.piece(at));
        FormView {
            text: text.unwrap_or_default(),
            folded: folded.unwrap_or_default(),
            has_wildcard: self.bytes[23] != 0,
            cased,
            case: CASES[usize::from(self.bytes[21]) % CASES.len()],
            inflection: Inflection::ALL[usize::from(self.bytes[20]) % Inflection::ALL.len()],
            owner,
        }
    }

    #[inline]
    fn item(self) -> usize {
        self.short(18)
    }

    #[inline]
    fn piece(self, at: usize) -> Option<&'a str> {
        let start = u32::from_le_bytes([self.bytes[at], self.bytes[at + 1], self.bytes[at + 2], self.bytes[at + 3]]) as usize;
        self.texts.get(start..start + self.short(at + 4))
    }

    fn anchor(self) -> Option<Anchor> {
        let span = |at| Span::new(self.short(at), self.short(at + 2));
        Some(match self.bytes[22] {
            1 => Anchor::Word(span(24)),
            2 => Anchor::Stem(span(24)),
            3 => Anchor::Pair(span(24), span(28), Side::Left),
            4 => Anchor::Pair(span(24), span(28), Side::Right),
            _ => return None,
        })
    }

    #[inline]
    fn short(self, at: usize) -> usize {
        usize::from(u16::from_le_bytes([self.bytes[at], self.bytes[at + 1]]))
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
            let forms = written.add(of_entry(lexicon, entry, Owner::Entry { lexicon: number, entry: place })?);
            entries.push((identity::of_entry(lexicon, entry, |_| false), forms));
        }
        let mut referents = Vec::new();
        for (place, referent) in lexicon.referents.iter().enumerate() {
            let forms = written.add(of_referent(lexicon, referent, Owner::Referent { lexicon: number, referent: place })?);
            referents.push((identity::of_referent(lexicon, referent), forms));
        }
        made.push((entries, referents));
    }
    let lexicons = made.iter().map(|(entries, referents)| PreparedLexicon { entries: items(entries), referents: items(referents) }).collect();
    let (tables, _) = file(&written.forms);
    let prepared = Prepared { lexicons, records: &written.records, texts: &written.texts, tables };
    // Writing to memory cannot fail.
    Ok(postcard::to_allocvec(&prepared).unwrap_or_default())
}

fn items(made: &[(String, (FormId, FormId))]) -> Vec<PreparedItem<'_>> {
    made.iter().map(|(digest, forms)| PreparedItem { digest, forms: *forms }).collect()
}

/// Records and texts as they are written.
#[derive(Default)]
struct Written {
    forms: Vec<CompiledForm>,
    records: Vec<u8>,
    texts: String,
    /// Where each text is that was written: forms share many.
    known: HashMap<String, Piece>,
    items: u16,
}

impl Written {
    /// Writes the forms of the next item; gives the number of the first of them and of what follows.
    fn add(&mut self, forms: Vec<CompiledForm>) -> (FormId, FormId) {
        let first = self.forms.len() as FormId;
        for form in &forms {
            let cased = form.cased.as_deref().map_or(NOTHING, |cased| self.piece(cased));
            let pieces = [self.piece(&form.text), self.piece(&form.folded), cased];
            self.records.extend(bytes_of(pieces, self.items, form));
        }
        self.forms.extend(forms);
        self.items += 1;
        (first, self.forms.len() as FormId)
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
