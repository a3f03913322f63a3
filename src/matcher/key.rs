//! Words as numbers: a word is looked up by one multiplication and one look into a table.

/// A number for a word, from its first eight bytes and its length. Words of up to eight bytes have different numbers; longer ones may share one.
#[inline]
pub(super) fn word_key(text: &[u8], start: usize, end: usize) -> u64 {
    let length = end - start;
    let bytes = first_eight(text, start) & MASKS[length.min(8)];
    mixed(bytes ^ (length as u64) << 56)
}

/// A number for the first four bytes of a word; `None` for a shorter one.
#[inline]
pub(super) fn stem_key(text: &[u8], start: usize, end: usize) -> Option<u64> {
    (end - start >= STEM).then(|| mixed(first_eight(text, start) & MASKS[STEM]))
}

/// Bytes of a stem that are looked at.
pub(super) const STEM: usize = 4;

/// Which of the eight bytes belong to a word of this length.
const MASKS: [u64; 9] = [0, 0xFF, 0xFFFF, 0xFF_FFFF, 0xFFFF_FFFF, 0xFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF, 0xFF_FFFF_FFFF_FFFF, u64::MAX];

/// The eight bytes from a position on, the first one lowest; zeros past the end.
#[inline]
fn first_eight(text: &[u8], start: usize) -> u64 {
    match text[start..].first_chunk::<8>() {
        Some(bytes) => u64::from_le_bytes(*bytes),
        None => text[start..].iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte)),
    }
}

/// Spreads a number over all bits: a multiplication moves what differs upwards, the shift brings it down again. It can be undone, so different
/// numbers stay different.
#[inline]
pub(super) const fn mixed(number: u64) -> u64 {
    let product = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    product ^ product >> 32
}

/// The number of a word beside another one, on its left or right.
#[inline]
pub(super) const fn pair_key(word: u64, neighbour: u64, side: Side) -> u64 {
    mixed(word.rotate_left(side as u32) ^ neighbour)
}

/// On which side a neighbour stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left = 23,
    Right = 41,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_up_to_eight_bytes_have_numbers_of_their_own() {
        let text = "a ab aba abab ababa ababab abababa abababab ababababa bbabababb";
        let mut keys: Vec<u64> = text.split(' ').map(|word| word_key(word.as_bytes(), 0, word.len())).collect();
        let inside: Vec<u64> = text
            .match_indices(|c| c != ' ')
            .filter(|(at, _)| *at == 0 || text.as_bytes()[at - 1] == b' ')
            .map(|(at, _)| {
                let end = text[at..].find(' ').map_or(text.len(), |length| at + length);
                word_key(text.as_bytes(), at, end)
            })
            .collect();
        assert_eq!(keys, inside, "whatever stands around a word");
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), 10);
    }
}
