//! From bytes to text: byte order mark, declaration, detection, in this order; what was assumed is reported.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::document::Warning;
use crate::error::ReadProblem;

/// Decoded text.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    /// WHATWG name.
    pub(super) encoding: &'static str,
    pub(super) warning: Option<Warning>,
}

/// Decodes bytes. `declared` is an encoding label found in the text itself.
pub(super) fn decode<'b>(bytes: impl Into<Cow<'b, [u8]>>, declared: Option<&str>) -> Result<Decoded, ReadProblem> {
    let text = bytes.into();
    let bytes = &*text;
    if bytes.is_empty() {
        return Err(ReadProblem::Empty);
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[length..]);
        let text = text.ok_or_else(|| ReadProblem::Encoding { tried: encoding.name().to_owned() })?.into_owned();
        return if text.is_empty() { Err(ReadProblem::Empty) } else { Ok(Decoded { text, encoding: encoding.name(), warning: None }) };
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return Ok(guessed(bytes, encoding));
    }
    if let Some(at) = binary_byte(bytes) {
        return Err(ReadProblem::Binary { at });
    }
    if let Some(label) = declared {
        return Ok(as_declared(bytes, label));
    }
    Ok(undeclared(text))
}

fn as_declared(bytes: &[u8], label: &str) -> Decoded {
    let named = Encoding::for_label(label.as_bytes());
    let text = named.and_then(|encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes).map(|text| (encoding, text)));
    if let Some((encoding, text)) = text {
        return Decoded { text: text.into_owned(), encoding: encoding.name(), warning: None };
    }
    let mut decoded = undeclared(bytes.into());
    if !matches!(decoded.warning, Some(Warning::EncodingDamaged { .. })) {
        decoded.warning = Some(Warning::EncodingMisdeclared { declared: label.to_owned(), used: decoded.encoding.to_owned() });
    }
    decoded
}

fn undeclared(bytes: Cow<'_, [u8]>) -> Decoded {
    // What is UTF-8 already and nobody else's is not copied.
    let utf_8 = |text| Decoded { text, encoding: UTF_8.name(), warning: None };
    let bytes = match bytes {
        Cow::Owned(bytes) => match String::from_utf8(bytes) {
            Ok(text) => return utf_8(text),
            Err(no) => Cow::Owned(no.into_bytes()),
        },
        Cow::Borrowed(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => return utf_8(text.to_owned()),
            Err(_) => Cow::Borrowed(bytes),
        },
    };
    let bytes = &*bytes;
    if let Some(count) = damaged_utf_8(bytes) {
        let text = String::from_utf8_lossy(bytes).into_owned();
        return Decoded { text, encoding: UTF_8.name(), warning: Some(Warning::EncodingDamaged { count }) };
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    guessed(bytes, detector.guess(None, Utf8Detection::Deny))
}

fn guessed(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding: encoding.name(), warning: Some(Warning::EncodingGuessed { encoding: encoding.name().to_owned() }) }
}

/// Number of broken places in what is otherwise UTF-8: far more whole multi-byte characters than broken ones.
///
/// A detector would take such a file for a single-byte encoding and garble every quotation mark in it.
pub(super) fn damaged_utf_8(bytes: &[u8]) -> Option<usize> {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    (broken > 0 && whole >= broken * 10).then_some(broken)
}

/// UTF-16 saved without a byte order mark: nearly every second byte is zero.
pub(super) fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    if sample.len() < 16 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|&&byte| byte == 0).count() * 2;
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 10 >= sample.len() * 7 && even * 20 <= sample.len() {
        Some(UTF_16LE)
    } else if even * 10 >= sample.len() * 7 && odd * 20 <= sample.len() {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Position of the first NUL, or of the first control character where more than one byte in a hundred is one.
pub(super) fn binary_byte(bytes: &[u8]) -> Option<usize> {
    // Without a branch a byte, and summed up in bytes, so that many are looked at at once.
    let control = |&byte: &u8| (0x01..=0x08).contains(&byte) | (0x0E..=0x1F).contains(&byte) & (byte != 0x1B) | (byte == 0x7F);
    let controls: usize = bytes.chunks(255).map(|chunk| usize::from(chunk.iter().map(|byte| u8::from(control(byte))).sum::<u8>())).sum();
    let nul = memchr::memchr(0, bytes);
    nul.or_else(|| (controls * 100 > bytes.len()).then(|| bytes.iter().position(control)).flatten())
}

/// The label in `<meta charset=...>` or `<?xml encoding=...?>` near the start of an HTML page.
pub(super) fn declared_in_html(bytes: &[u8]) -> Option<String> {
    const SEARCHED: usize = 2048;
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(SEARCHED)]).to_ascii_lowercase();
    let at = ["charset=", "encoding="].iter().find_map(|key| start.find(key).map(|at| at + key.len()))?;
    let label: String =
        start[at..].trim_start_matches(['"', '\'', ' ']).chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c)).collect();
    (!label.is_empty()).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], declared: Option<&str>) -> (String, &'static str, Option<&'static str>) {
        let decoded = decode(bytes, declared).expect("readable");
        (decoded.text, decoded.encoding, decoded.warning.map(|warning| warning.name()))
    }

    #[test]
    fn encodings_are_told_by_mark_declaration_and_detection() {
        let utf_16: Vec<u8> = "“Kyiv” and more text".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = [&[0xFF, 0xFE][..], &utf_16].concat();
        assert_eq!(read("caf\u{e9}".as_bytes(), None), ("café".into(), "UTF-8", None));
        assert_eq!(read(b"\xEF\xBB\xBFcaf\xC3\xA9", None), ("café".into(), "UTF-8", None));
        assert_eq!(read(&marked, None), ("“Kyiv” and more text".into(), "UTF-16LE", None));
        assert_eq!(read(&utf_16, None).1, "UTF-16LE");
        assert_eq!(read(b"caf\xE9", Some("iso-8859-1")), ("café".into(), "windows-1252", None));
        assert_eq!(read("caf\u{e9}".as_bytes(), Some("utf-7")), ("café".into(), "UTF-8", Some("encoding_misdeclared")));
        let cp1252 = b"He said \x93yes\x94 \x96 it\x92s the caf\xE9 of Monday.";
        assert_eq!(read(cp1252, None), ("He said “yes” – it’s the café of Monday.".into(), "windows-1252", Some("encoding_guessed")));
        let mut damaged = "“a” “b” “c” “d” “e” “f”".as_bytes().to_vec();
        damaged.push(0xE2);
        assert_eq!(read(&damaged, None).2, Some("encoding_damaged"));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert!(matches!(decode(b"", None), Err(ReadProblem::Empty)));
        assert!(matches!(decode(b"\xEF\xBB\xBF", None), Err(ReadProblem::Empty)));
        assert!(matches!(decode(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", None), Err(ReadProblem::Binary { at: 8 })));
        assert!(matches!(decode(b"\xEF\xBB\xBFcaf\xE9", None), Err(ReadProblem::Encoding { .. })));
    }
}
