//! The file of a profile: a first line that says what it is, a checksum, then four packed sections. `profiles/README.md` describes it.

use std::io::Read;

use flate2::Compression;
use flate2::read::{DeflateDecoder, DeflateEncoder};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::build::sums;
use super::sketch::{Sketch, VALUES};
use super::{About, Item, Placed, Profile, ProfiledDocument, Single, TermSums, Vocabulary};
use crate::error::ProfileProblem;
use crate::lexicon::digest;

/// What a profile file begins with, before the number of its format and a line end.
pub(super) const MAGIC: &str = "connote profile ";

/// The format that is written and read.
pub const FORMAT: u32 = 1;

/// Hexadecimal digits of the checksum, and the line end after it.
const CHECKSUM: usize = 65;

/// Most bytes that a section may unpack to.
const SECTION_LIMIT: u64 = 4 << 30;

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
    clusters: Vec<Vec<Placed>>,
}

#[derive(Serialize, Deserialize)]
struct WrittenVocabulary {
    longest: usize,
    floor: u64,
    /// The terms, one a line.
    terms: String,
    /// Of a trimmed profile.
    sums: Option<Vec<TermSums>>,
    /// Per document: steps from one number to the next, and counts.
    lists: Option<Vec<Vec<(u32, u32)>>>,
}

impl Profile {
    /// The bytes of its file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let documents: Vec<WrittenDocument> = self.documents.iter().map(written).collect();
        let sketches: Vec<u8> = self.documents.iter().filter_map(|document| document.sketch).flat_map(sketch_bytes).collect();
        let vocabulary = self.vocabulary.as_ref().map(written_vocabulary);
        let mut body = Vec::new();
        section(&mut body, &packed(&Head { about: self.about.clone(), items: self.items.clone() }));
        section(&mut body, &packed(&documents));
        section(&mut body, &sketches);
        section(&mut body, &packed(&vocabulary));
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
    let head: Head = unpacked(take_section(&mut rest)?)?;
    let documents: Vec<WrittenDocument> = unpacked(take_section(&mut rest)?)?;
    let documents = read_documents(documents, take_section(&mut rest)?, head.items.len())?;
    let vocabulary = take_section(&mut rest)?;
    if !rest.is_empty() {
        return Err(content("more than four sections"));
    }
    let vocabulary = match reading {
        Reading::WithoutVocabulary => None,
        Reading::Whole => unpacked::<Option<WrittenVocabulary>>(vocabulary)?.map(|written| read_vocabulary(written, documents.len())).transpose()?,
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
    // Neither writing to memory nor reading from it can fail.
    let bytes = postcard::to_allocvec(value).unwrap_or_default();
    let mut packed = Vec::new();
    let _ = DeflateEncoder::new(&bytes[..], Compression::best()).read_to_end(&mut packed);
    packed
}

fn unpacked<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ProfileProblem> {
    let mut raw = Vec::new();
    DeflateDecoder::new(bytes).take(SECTION_LIMIT + 1).read_to_end(&mut raw).map_err(|_| content("a section that does not unpack"))?;
    if raw.len() as u64 > SECTION_LIMIT {
        return Err(content("a section of more than 4 GiB"));
    }
    match postcard::take_from_bytes(&raw) {
        Ok((value, [])) => Ok(value),
        _ => Err(content("a section that does not have its shape")),
    }
}

fn written(document: &ProfiledDocument) -> WrittenDocument {
    let ProfiledDocument { words, words_quoted, sketch, copy, warnings, singles, clusters } = document.clone();
    WrittenDocument { words, words_quoted, has_sketch: sketch.is_some(), copy, warnings, singles, clusters }
}

fn sketch_bytes(sketch: Sketch) -> impl Iterator<Item = u8> {
    sketch.0.into_iter().flat_map(u16::to_le_bytes)
}

fn read_documents(written: Vec<WrittenDocument>, sketches: &[u8], items: usize) -> Result<Vec<ProfiledDocument>, ProfileProblem> {
    let mut sketches = sketches.chunks_exact(2 * VALUES);
    let mut documents = Vec::with_capacity(written.len());
    for WrittenDocument { words, words_quoted, has_sketch, copy, warnings, singles, clusters } in written {
        let known = |item: u32| (item as usize) < items;
        let sound = words_quoted <= words
            && singles.iter().all(|single| known(single.item))
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

fn written_vocabulary(vocabulary: &Vocabulary) -> WrittenVocabulary {
    let steps = |list: &Vec<(u32, u32)>| {
        let mut last = 0;
        let step = |&(number, count): &(u32, u32)| (number - std::mem::replace(&mut last, number), count);
        list.iter().map(step).collect()
    };
    WrittenVocabulary {
        longest: vocabulary.longest,
        floor: vocabulary.floor,
        terms: vocabulary.terms.join("\n"),
        sums: vocabulary.lists.is_none().then(|| vocabulary.sums.clone()),
        lists: vocabulary.lists.as_ref().map(|lists| lists.iter().map(steps).collect()),
    }
}

fn read_vocabulary(written: WrittenVocabulary, documents: usize) -> Result<Vocabulary, ProfileProblem> {
    let terms: Vec<String> = if written.terms.is_empty() { Vec::new() } else { written.terms.split('\n').map(str::to_owned).collect() };
    let lists = written.lists.map(|lists| lists.into_iter().map(|steps| numbers(steps, terms.len())).collect::<Option<Vec<_>>>());
    let vocabulary = match (written.sums, lists) {
        (Some(sums), None) if sums.len() == terms.len() => Vocabulary { longest: written.longest, floor: written.floor, terms, sums, lists: None },
        (None, Some(Some(lists))) if lists.len() == documents => {
            Vocabulary { longest: written.longest, floor: written.floor, sums: sums(terms.len(), &lists), terms, lists: Some(lists) }
        }
        _ => return Err(content("a vocabulary that does not fit its documents")),
    };
    if vocabulary.terms.is_sorted() { Ok(vocabulary) } else { Err(content("a vocabulary out of order")) }
}

/// Numbers from steps; nothing where one is too large.
fn numbers(steps: Vec<(u32, u32)>, terms: usize) -> Option<Vec<(u32, u32)>> {
    let mut last = 0_u32;
    steps
        .into_iter()
        .map(|(step, count)| {
            last = last.checked_add(step).filter(|number| (*number as usize) < terms)?;
            Some((last, count))
        })
        .collect()
}
