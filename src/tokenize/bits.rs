//! Classes of bytes as bitmaps: one bit a byte, 64 to a block, the first byte in the lowest bit.
//!
//! Sixteen bytes are compared at a time, by the `wide` crate: on every processor the same answer, on most of them without a branch a byte.

use wide::u8x16;

/// Bytes of a block.
pub(crate) const BLOCK: usize = 64;

/// Sixteen bytes at a time.
pub(crate) type Lanes = u8x16;

/// Which of sixteen bytes are this one.
#[inline]
pub(crate) fn is(lanes: Lanes, byte: u8) -> Lanes {
    lanes.simd_eq(Lanes::splat(byte))
}

/// Which of sixteen bytes lie between two, both included.
#[inline]
pub(crate) fn within(lanes: Lanes, first: u8, last: u8) -> Lanes {
    let above = lanes - Lanes::splat(first);
    above.simd_eq(above.min(Lanes::splat(last - first)))
}

/// Which of sixteen bytes are ASCII letters.
#[inline]
pub(crate) fn is_letter(lanes: Lanes) -> Lanes {
    within(lanes | Lanes::splat(0x20), b'a', b'z')
}

/// Which of sixteen bytes belong to characters outside ASCII: those whose highest bit is set, and of a byte a bitmap takes that bit.
#[inline]
pub(crate) fn wide(lanes: Lanes) -> Lanes {
    lanes
}

/// For every block of the text the bits of each of `N` classes. Past the end of the text there is no byte of any class.
#[inline]
pub(crate) fn classes<const N: usize>(bytes: &[u8], classify: impl Fn(Lanes) -> [Lanes; N]) -> Vec<[u64; N]> {
    let mut blocks = Vec::with_capacity(bytes.len() / BLOCK + 1);
    let (whole, rest) = bytes.as_chunks::<BLOCK>();
    blocks.extend(whole.iter().map(|block| classes_of(block, &classify)));
    if !rest.is_empty() {
        let mut last = [0; BLOCK];
        last[..rest.len()].copy_from_slice(rest);
        let present = u64::MAX >> (BLOCK - rest.len());
        blocks.push(classes_of(&last, &classify).map(|bits| bits & present));
    }
    blocks
}

#[inline(always)]
fn classes_of<const N: usize>(block: &[u8; BLOCK], classify: &impl Fn(Lanes) -> [Lanes; N]) -> [u64; N] {
    let (quarters, _) = block.as_chunks::<16>();
    let mut bits = [0; N];
    for (quarter, shift) in quarters.iter().zip([0, 16, 32, 48]) {
        let found = classify(Lanes::new(*quarter));
        for class in 0..N {
            bits[class] |= u64::from(found[class].to_bitmask()) << shift;
        }
    }
    bits
}

/// The positions of the bits set in a block, lowest first.
#[inline]
pub(crate) fn set_bits(bits: u64) -> SetBits {
    SetBits(bits)
}

/// What is left of the bits of a block.
pub(crate) struct SetBits(u64);

impl Iterator for SetBits {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        if self.0 == 0 {
            return None;
        }
        let lowest = self.0.trailing_zeros() as usize;
        self.0 &= self.0 - 1;
        Some(lowest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One byte at a time.
    fn slow(bytes: &[u8], is: impl Fn(u8) -> bool) -> Vec<usize> {
        (0..bytes.len()).filter(|&at| is(bytes[at])).collect()
    }

    #[test]
    fn classes_are_those_of_single_bytes_at_every_length() {
        let all: Vec<u8> = (0..=255).chain((0..=255).rev()).collect();
        for length in [0, 1, 15, 16, 17, 63, 64, 65, 128, 300, 512] {
            let bytes = &all[..length];
            let blocks = classes(bytes, |lanes| [is(lanes, b'.'), within(lanes, b'0', b'9'), is_letter(lanes), wide(lanes)]);
            let found = |class: usize| -> Vec<usize> {
                blocks.iter().enumerate().flat_map(|(block, bits)| set_bits(bits[class]).map(move |bit| BLOCK * block + bit)).collect()
            };
            assert_eq!(found(0), slow(bytes, |byte| byte == b'.'));
            assert_eq!(found(1), slow(bytes, |byte| byte.is_ascii_digit()));
            assert_eq!(found(2), slow(bytes, |byte| byte.is_ascii_alphabetic()));
            assert_eq!(found(3), slow(bytes, |byte| !byte.is_ascii()));
        }
    }
}
