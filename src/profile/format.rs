//! The file of a profile: a first line that says what it is, a checksum, then four packed sections. `profiles/README.md` describes it.

use std::io::{BufWriter, Read, Write};

use flate2::read::{DeflateDecoder, DeflateEncoder};
use flate2::{Compression, write};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::build::sums;
use super::sketch::{Sketch, VALUES};
use super::{About, Item, Placed, Profile, ProfiledDocument, Single, TermList, TermSums, TermTexts, Vocabulary};
use crate::error::ProfileProblem;
use crate::lexicon::digest;

/// What a profile file begins with, before the number of its format and a line end.
pub(super) const MAGIC: &str = "connote profile ";

/// The format that is written and read.
pub const FORMAT: u32 = 2;

/// Hexadecimal digits of the checksum, and the line end after it.
const CHECKSUM: usize = 65;

/// Most bytes that a section may unpack to, whatever the size of the file.
const SECTION_LIMIT: u64 = 4 << 30;

/// So many times the size of the file, and a little for small files: what is written unpacks to a few times its size, a file made to fill the memory
/// to a thousand times.
const UNPACKS_TO: u64 = 16;
const UNPACKS_AT_LEAST_TO: u64 = 16 << 20;

/// Sections of more bytes are packed quickly: to pack phrases of a large corpus well takes as long as to count them, and saves an eighth.
const LARGE: usize = 16 << 20;

/// No sum of counts is larger, so that sums of a few thousand profiles still fit 64 bits, and each is exact as a floating-point number.
const COUNT_LIMIT: u64 = 1 << 53;

/// Words of the longest phrases that a vocabulary may have.
const LONGEST_LIMIT: usize = 1 << 16;

/// What of a profile is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// All of it.
    Whole,
    /// All but the vocabulary, which only discovery needs.
    WithoutVocabulary,
}

#[derive(Serialize, Deserialize)]
struct Head {
    about: About,
    items: Vec<Item>,
}

#[derive(Serialize, Deserialize)]
struct WrittenDocument {
    words: u64,
    words_quoted: u64,
    has_sketch: bool,
    copy: bool,
    warnings: u16,
    singles: Vec<Single>,
    clusters: Vec<Cluster>,
}

/// What overlaps: two or more. Checked while it is read, since a million empty ones take a million bytes in the file and many more in memory.
#[derive(Serialize, Deserialize)]
#[serde(try_from = "Vec<Placed>")]
struct Cluster(Vec<Placed>);

impl TryFrom<Vec<Placed>> for Cluster {
    type Error = &'static str;

    fn try_from(placed: Vec<Placed>) -> Result<Self, Self::Error> {
        if placed.len() > 1 { Ok(Self(placed)) } else { Err("a cluster of fewer than two") }
    }
}

#[derive(Deserialize)]
struct WrittenVocabulary {
    longest: usize,
    floor: u64,
    /// The terms, one a line.
    terms: String,
    /// Of a trimmed profile.
    sums: Option<Vec<TermSums>>,
    /// Per document: steps from one number to the next, and counts.
    lists: Option<Vec<TermList>>,
}

impl Profile {
    /// The bytes of its file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let documents: Vec<WrittenDocument> = self.documents.iter().map(written).collect();
        let sketches: Vec<u8> = self.documents.iter().filter_map(|document| document.sketch).flat_map(sketch_bytes).collect();
        let mut body = Vec::new();
        section(&mut body, &packed(&Head { about: self.about.clone(), items: self.items.clone() }));
        section(&mut body, &packed(&documents));
        section(&mut body, &sketches);
        section(&mut body, &packed_vocabulary(self.vocabulary.as_ref()));
        let mut bytes = format!("{MAGIC}{FORMAT}\n{}\n", digest(&body)).into_bytes();
        bytes.extend(body);
        bytes
    }

    /// Reads the bytes of a profile file.
    ///
    /// # Errors
    /// [`ProfileProblem`] for bytes that are none, of another format, damaged, or not as they are written.
    pub fn from_bytes(bytes: &[u8], reading: Reading) -> Result<Self, ProfileProblem> {
        let (checksum, body) = split(bytes)?;
        if digest(body) != checksum {
            return Err(ProfileProblem::Damaged);
        }
        read_body(body, reading)
    }

    /// Reads a profile that is part of the program: its checksum is held by a test.
    pub(crate) fn from_own_bytes(bytes: &[u8], reading: Reading) -> Result<Self, ProfileProblem> {
        read_body(split(bytes)?.1, reading)
    }

    /// Reads such a profile that was cut off before its vocabulary.
    pub(crate) fn from_own_counts(bytes: &[u8]) -> Result<Self, ProfileProblem> {
        let mut body = split(bytes)?.1.to_vec();
        section(&mut body, &[]);
        read_body(&body, Reading::WithoutVocabulary)
    }
}

/// Where the vocabulary of a profile begins: after the first line, the checksum and three sections. For bytes that are part of the program.
#[cfg(any(test, not(feature = "references")))]
pub(super) const fn end_of_counts(bytes: &[u8]) -> usize {
    let mut at = 0;
    while bytes[at] != b'\n' {
        at += 1;
    }
    at += 1 + CHECKSUM;
    let mut sections = 0;
    while sections < 3 {
        let Some((length, _)) = bytes.split_at(at).1.split_first_chunk::<8>() else { panic!("a profile that ends early") };
        at += 8 + u64::from_le_bytes(*length) as usize;
        sections += 1;
    }
    at
}

/// Whether bytes begin as a profile, of whatever format.
#[must_use]
pub fn is_profile(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC.as_bytes())
}

/// The checksum as written, and what it is of.
fn split(bytes: &[u8]) -> Result<(&str, &[u8]), ProfileProblem> {
    let rest = bytes.strip_prefix(MAGIC.as_bytes()).ok_or(ProfileProblem::NoProfile)?;
    let end = rest.iter().take(12).position(|byte| *byte == b'\n').ok_or(ProfileProblem::NoProfile)?;
    let format = String::from_utf8_lossy(&rest[..end]);
    if format != FORMAT.to_string() {
        return Err(ProfileProblem::Version { found: format.chars().filter(char::is_ascii_graphic).collect(), expected: FORMAT });
    }
    let (checksum, body) = rest[end + 1..].split_at_checked(CHECKSUM).ok_or(ProfileProblem::Damaged)?;
    let checksum = std::str::from_utf8(checksum).map_err(|_| ProfileProblem::Damaged)?;
    Ok((checksum.trim_end_matches('\n'), body))
}

fn read_body(body: &[u8], reading: Reading) -> Result<Profile, ProfileProblem> {
    let mut rest = body;
    let limit = (body.len() as u64).saturating_mul(UNPACKS_TO).saturating_add(UNPACKS_AT_LEAST_TO).min(SECTION_LIMIT);
    let head: Head = unpacked(take_section(&mut rest)?, limit)?;
    if head.about.copies_removed > COUNT_LIMIT {
        return Err(content("more near copies than there can be"));
    }
    let documents: Vec<WrittenDocument> = unpacked(take_section(&mut rest)?, limit)?;
    let documents = read_documents(documents, take_section(&mut rest)?, head.items.len())?;
    let vocabulary = take_section(&mut rest)?;
    if !rest.is_empty() {
        return Err(content("more than four sections"));
    }
    let vocabulary = match reading {
        Reading::WithoutVocabulary => None,
        Reading::Whole => {
            unpacked::<Option<WrittenVocabulary>>(vocabulary, limit)?.map(|written| read_vocabulary(written, documents.len())).transpose()?
        }
    };
    Ok(Profile { about: head.about, items: head.items, documents, vocabulary })
}

fn content(found: &str) -> ProfileProblem {
    ProfileProblem::Content { found: found.to_owned() }
}

fn section(body: &mut Vec<u8>, bytes: &[u8]) {
    body.extend((bytes.len() as u64).to_le_bytes());
    body.extend(bytes);
}

fn take_section<'b>(rest: &mut &'b [u8]) -> Result<&'b [u8], ProfileProblem> {
    let (length, after) = rest.split_first_chunk::<8>().ok_or(ProfileProblem::Damaged)?;
    let length = usize::try_from(u64::from_le_bytes(*length)).map_err(|_| ProfileProblem::Damaged)?;
    let (section, after) = after.split_at_checked(length).ok_or(ProfileProblem::Damaged)?;
    *rest = after;
    Ok(section)
}

fn packed(value: &impl Serialize) -> Vec<u8> {
    // Writing to memory cannot fail.
    deflated(&postcard::to_allocvec(value).unwrap_or_default())
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    let level = if bytes.len() > LARGE { Compression::fast() } else { Compression::best() };
    // Nor can reading from memory.
    let _ = DeflateEncoder::new(bytes, level).read_to_end(&mut packed);
    packed
}

fn unpacked<T: DeserializeOwned>(bytes: &[u8], limit: u64) -> Result<T, ProfileProblem> {
    let mut raw = Vec::new();
    DeflateDecoder::new(bytes).take(limit + 1).read_to_end(&mut raw).map_err(|_| content("a section that does not unpack"))?;
    if raw.len() as u64 > limit {
        return Err(content("a section that unpacks to far more than its file has"));
    }
    match postcard::take_from_bytes(&raw) {
        Ok((value, [])) => Ok(value),
        _ => Err(content("a section that does not have its shape")),
    }
}

fn written(document: &ProfiledDocument) -> WrittenDocument {
    let ProfiledDocument { words, words_quoted, sketch, copy, warnings, singles, clusters } = document.clone();
    let clusters = clusters.into_iter().map(Cluster).collect();
    WrittenDocument { words, words_quoted, has_sketch: sketch.is_some(), copy, warnings, singles, clusters }
}

fn sketch_bytes(sketch: Sketch) -> impl Iterator<Item = u8> {
    sketch.0.into_iter().flat_map(u16::to_le_bytes)
}

fn read_documents(written: Vec<WrittenDocument>, sketches: &[u8], items: usize) -> Result<Vec<ProfiledDocument>, ProfileProblem> {
    let mut sketches = sketches.chunks_exact(2 * VALUES);
    let mut documents = Vec::with_capacity(written.len());
    let (mut all_words, mut all_counts) = (0_u64, 0_u64);
    for WrittenDocument { words, words_quoted, has_sketch, copy, warnings, singles, clusters } in written {
        let known = |item: u32| (item as usize) < items;
        let clusters: Vec<Vec<Placed>> = clusters.into_iter().map(|Cluster(placed)| placed).collect();
        all_words = all_words.saturating_add(words);
        all_counts = singles.iter().fold(all_counts, |sum, single| sum.saturating_add(single.count));
        let sound = words_quoted <= words
            && all_words.max(all_counts) <= COUNT_LIMIT
            && singles.iter().all(|single| known(single.item) && single.count > 0)
            && clusters.iter().flatten().all(|placed| known(placed.item) && placed.start < placed.end);
        if !sound {
            return Err(content("a document with counts that cannot be"));
        }
        let sketch = if has_sketch { Some(read_sketch(sketches.next().ok_or_else(|| content("fewer sketches than documents"))?)) } else { None };
        documents.push(ProfiledDocument { words, words_quoted, sketch, copy, warnings, singles, clusters });
    }
    if sketches.next().is_some() || !sketches.remainder().is_empty() {
        return Err(content("more sketches than documents"));
    }
    Ok(documents)
}

fn read_sketch(bytes: &[u8]) -> Sketch {
    Sketch(std::array::from_fn(|value| u16::from_le_bytes([bytes[2 * value], bytes[2 * value + 1]])))
}

fn packed_vocabulary(vocabulary: Option<&Vocabulary>) -> Vec<u8> {
    let weight = |vocabulary: &Vocabulary| {
        let lists = vocabulary.lists.iter().flatten().map(|list| list.packed().len());
        vocabulary.terms.lines().len() + lists.sum::<usize>()
    };
    // Writing to memory cannot fail.
    if vocabulary.map_or(0, weight) <= LARGE {
        let mut bytes = Vec::new();
        let _ = write_vocabulary(vocabulary, &mut bytes);
        return deflated(&bytes);
    }
    // A large one is packed while it is written: its bytes are never all in memory at one time.
    let mut writer = BufWriter::with_capacity(1 << 16, write::DeflateEncoder::new(Vec::new(), Compression::fast()));
    let _ = write_vocabulary(vocabulary, &mut writer);
    writer.into_inner().ok().and_then(|encoder| encoder.finish().ok()).unwrap_or_default()
}

/// Writes what [`WrittenVocabulary`] reads. The lists of terms are in memory as they are in the file.
fn write_vocabulary(vocabulary: Option<&Vocabulary>, writer: &mut impl Write) -> postcard::Result<()> {
    let Some(Vocabulary { longest, floor, terms, sums, lists }) = vocabulary else {
        return postcard::to_io(&None::<()>, writer).map(|_| ());
    };
    let sums = lists.is_none().then_some(sums);
    postcard::to_io(&Some((longest, floor, terms.lines(), sums)), &mut *writer)?;
    let Some(lists) = lists else {
        return postcard::to_io(&None::<()>, writer).map(|_| ());
    };
    postcard::to_io(&Some(lists.len()), &mut *writer)?;
    for list in lists {
        postcard::to_io(&list.len(), &mut *writer)?;
        writer.write_all(list.packed()).map_err(|_| postcard::Error::SerializeBufferFull)?;
    }
    Ok(())
}

fn read_vocabulary(written: WrittenVocabulary, documents: usize) -> Result<Vocabulary, ProfileProblem> {
    if !(1..=LONGEST_LIMIT).contains(&written.longest) {
        return Err(content("phrases of a length that cannot be"));
    }
    let listed = || written.terms.split('\n').filter(|_| !written.terms.is_empty());
    // Before anything is made of them: each once, none empty.
    if listed().next().is_some_and(str::is_empty) || !listed().is_sorted_by(|one, next| one < next) {
        return Err(content("a vocabulary out of order"));
    }
    let terms = TermTexts::of_lines(written.terms);
    if !written.lists.iter().flatten().all(|list| is_possible(list, terms.len())) {
        return Err(content("terms of a document that cannot be"));
    }
    let possible = |sums: &TermSums| sums.hits <= COUNT_LIMIT && sums.documents <= sums.hits;
    match (written.sums, written.lists) {
        (Some(sums), None) if sums.len() == terms.len() && sums.iter().all(possible) => {
            Ok(Vocabulary { longest: written.longest, floor: written.floor, terms, sums, lists: None })
        }
        (None, Some(lists)) if lists.len() == documents => {
            Ok(Vocabulary { longest: written.longest, floor: written.floor, sums: sums(terms.len(), &lists), terms, lists: Some(lists) })
        }
        _ => Err(content("a vocabulary that does not fit its documents")),
    }
}

/// Whether no number is too large or comes twice, and all have a count.
fn is_possible(list: &TermList, terms: usize) -> bool {
    let mut last = None;
    list.steps().all(|(step, count)| {
        let number = last.map_or(Some(step), |last: u32| last.checked_add(step));
        let is_new = last.is_none() || step > 0;
        last = number;
        count > 0 && is_new && number.is_some_and(|number| (number as usize) < terms)
    })
}
