//! Profile files taken apart and put together again, with a checksum that is right whatever the sections say; used by the tests of profiles and by
//! their fuzz target.

use std::io::Read;

use flate2::Compression;
use flate2::read::{DeflateDecoder, DeflateEncoder};

/// The sketches: they are not packed.
const SKETCHES: usize = 2;

/// The four sections of a profile file, unpacked.
pub(crate) fn sections(bytes: &[u8]) -> [Vec<u8>; 4] {
    let mut rest = &bytes[bytes.iter().position(|byte| *byte == b'\n').expect("a line") + 1 + 65..];
    std::array::from_fn(|section| {
        let (length, after) = rest.split_first_chunk::<8>().expect("a length");
        let (mut packed, after) = after.split_at(usize::try_from(u64::from_le_bytes(*length)).expect("small"));
        rest = after;
        let mut raw = Vec::new();
        let read = if section == SKETCHES { packed.read_to_end(&mut raw) } else { DeflateDecoder::new(packed).read_to_end(&mut raw) };
        read.expect("whole");
        raw
    })
}

/// A profile file with a right checksum.
pub(crate) fn file(sections: &[Vec<u8>; 4], compression: Compression) -> Vec<u8> {
    let mut body = Vec::new();
    for (section, raw) in sections.iter().enumerate() {
        let mut packed = Vec::new();
        let mut raw = raw.as_slice();
        let read = if section == SKETCHES { raw.read_to_end(&mut packed) } else { DeflateEncoder::new(raw, compression).read_to_end(&mut packed) };
        read.expect("memory");
        body.extend((packed.len() as u64).to_le_bytes());
        body.extend(packed);
    }
    let digest = connote::lexicon::digest(&body);
    [format!("connote profile 2\n{digest}\n").as_bytes(), &body].concat()
}
