//! Opening and unpacking: a file or standard input as a stream of bytes. Nothing is unpacked to disk.

use std::fs::{File, Metadata};
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// A stream of bytes.
pub(super) type Bytes = Box<dyn Read + Send>;

/// How a file is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    Gzip,
    Zstandard,
}

impl Packing {
    /// The packing that the ending of a name stands for, and the name without it.
    pub(super) fn of_name(name: &str) -> (Option<Self>, &str) {
        let ending = name.rsplit_once('.').map(|(stem, ending)| (stem, ending.to_ascii_lowercase()));
        match ending {
            Some((stem, ending)) if ending == "gz" => (Some(Self::Gzip), stem),
            Some((stem, ending)) if ending == "zst" => (Some(Self::Zstandard), stem),
            _ => (None, name),
        }
    }

    /// The packing that the first bytes stand for; no text begins with these.
    fn of_bytes(start: &[u8]) -> Option<Self> {
        match start {
            [0x1F, 0x8B, 0x08, ..] => Some(Self::Gzip),
            [0x28, 0xB5, 0x2F, 0xFD, ..] => Some(Self::Zstandard),
            _ => None,
        }
    }
}

/// How many bytes were read of all files, as they stand there.
#[derive(Debug, Clone, Default)]
pub(super) struct Meter(Arc<AtomicU64>);

impl Meter {
    pub(super) fn read(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

struct Metered<R> {
    inner: R,
    meter: Meter,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.meter.0.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// A file while it is read, and how it was at the beginning.
pub(super) struct Watch(Option<(Arc<File>, Metadata)>);

impl Watch {
    /// Bytes of the file at the beginning.
    pub(super) fn length(&self) -> Option<u64> {
        self.0.as_ref().map(|(_, metadata)| metadata.len())
    }

    /// Whether somebody wrote to the file: another length or another time.
    pub(super) fn has_changed(&self) -> bool {
        let Self(Some((file, before))) = self else { return false };
        let time = |metadata: &Metadata| metadata.modified().ok();
        file.metadata().is_ok_and(|now| now.len() != before.len() || time(&now) != time(before))
    }
}

/// Opens a file, or standard input without a path. It is unpacked as its name says, else as its first bytes say.
pub(super) fn open(path: Option<&Path>, named: Option<Packing>, meter: &Meter) -> io::Result<(Bytes, Watch)> {
    let meter = meter.clone();
    let Some(path) = path else {
        let input = Metered { inner: io::stdin(), meter };
        return Ok((unpacked(BufReader::with_capacity(BUFFER, input), named)?, Watch(None)));
    };
    let file = Arc::new(File::open(path)?);
    let metadata = file.metadata()?;
    // A pipe has no length, and a device no end of changes.
    let watch = Watch(metadata.is_file().then(|| (Arc::clone(&file), metadata)));
    Ok((unpacked(BufReader::with_capacity(BUFFER, Metered { inner: file, meter }), named)?, watch))
}

const BUFFER: usize = 64 * 1024;

fn unpacked(mut packed: impl BufRead + Send + 'static, named: Option<Packing>) -> io::Result<Bytes> {
    let start = packed.fill_buf()?;
    Ok(match named.or_else(|| Packing::of_bytes(start)) {
        // An empty file is empty, whatever it is called.
        Some(_) if start.is_empty() => Box::new(io::empty()),
        Some(Packing::Gzip) => Box::new(MultiGzDecoder::new(packed)),
        Some(Packing::Zstandard) => Box::new(Frames { packed, decoder: FrameDecoder::new(), within: false }),
        None => Box::new(packed),
    })
}

/// The frames of a Zstandard file one after the other; the decoder knows one.
struct Frames<R> {
    packed: R,
    decoder: FrameDecoder,
    within: bool,
}

impl<R: BufRead> Frames<R> {
    /// Goes on to the next frame; `false` at the end.
    fn next_frame(&mut self) -> io::Result<bool> {
        while !self.packed.fill_buf()?.is_empty() {
            match self.decoder.reset(&mut self.packed) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    io::copy(&mut self.packed.by_ref().take(length.into()), &mut io::sink())?;
                }
                Err(error) => return Err(io::Error::other(error)),
            }
        }
        Ok(false)
    }

    /// Unpacks until something is at hand or the frame ends.
    fn advance(&mut self) -> io::Result<()> {
        while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
            self.decoder.decode_blocks(&mut self.packed, BlockDecodingStrategy::UptoBlocks(1)).map_err(io::Error::other)?;
        }
        Ok(())
    }

    fn check(&self) -> io::Result<()> {
        let whole = self.decoder.get_checksum_from_data().is_none_or(|sum| self.decoder.get_calculated_checksum() == Some(sum));
        if whole { Ok(()) } else { Err(io::Error::new(io::ErrorKind::InvalidData, "the checksum does not fit")) }
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if !self.within && !self.next_frame()? {
                return Ok(0);
            }
            self.within = true;
            self.advance()?;
            let read = self.decoder.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            self.check()?;
            self.within = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).expect("memory");
        encoder.finish().expect("memory")
    }

    fn zstandard(bytes: &[u8]) -> Vec<u8> {
        compress_to_vec(bytes, CompressionLevel::Fastest)
    }

    fn read(packed: &[u8], named: Option<Packing>) -> (Vec<u8>, Option<String>) {
        let mut bytes = Vec::new();
        let read = unpacked(io::Cursor::new(packed.to_vec()), named).and_then(|mut source| source.read_to_end(&mut bytes));
        (bytes, read.err().map(|error| error.to_string()))
    }

    #[test]
    fn several_members_and_frames_are_one_file() {
        let (first, second) = ("one ".repeat(100_000), "two".to_owned());
        let whole = (first.clone() + &second).into_bytes();
        let skipped = [&[0x50, 0x2A, 0x4D, 0x18, 3, 0, 0, 0][..], b"abc"].concat();
        for packed in [
            [gzip(first.as_bytes()), gzip(second.as_bytes())].concat(),
            [zstandard(first.as_bytes()), skipped, zstandard(second.as_bytes())].concat(),
            whole.clone(),
        ] {
            assert_eq!(read(&packed, None), (whole.clone(), None));
        }
    }

    #[test]
    fn what_breaks_off_is_told_after_what_came_before() {
        let text: Vec<u8> = (0..400_000u32).flat_map(|number| number.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
        for packed in [gzip(&text), zstandard(&text)] {
            let (bytes, error) = read(&packed[..packed.len() / 2], None);
            assert!(error.is_some() && !bytes.is_empty() && text.starts_with(&bytes), "{} bytes, {error:?}", bytes.len());
        }
        let mut damaged = zstandard(&text);
        let last = damaged.len() - 1;
        damaged[last] ^= 1;
        assert!(read(&damaged, None).1.is_some());
    }

    #[test]
    fn a_name_that_says_packed_is_believed() {
        assert!(read(b"plain text", Some(Packing::Gzip)).1.is_some());
        assert!(read(b"plain text", Some(Packing::Zstandard)).1.is_some());
        assert_eq!(read(b"", Some(Packing::Gzip)), (Vec::new(), None));
        assert_eq!(Packing::of_name("a/b.CSV.GZ"), (Some(Packing::Gzip), "a/b.CSV"));
        assert_eq!(Packing::of_name("a.gz/b.csv"), (None, "a.gz/b.csv"));
    }
}
