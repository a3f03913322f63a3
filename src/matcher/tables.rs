//! Where forms are filed: tables that say of a number (of a word, of two beside each other, of the beginning of one) whether forms are found under
//! it, and which.
//!
//! They are bytes, so that those of the built-in lexicons are used as they lie in the program.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::form::FormId;

/// What a number may stand for.
pub(super) const ALONE: u8 = 1;
pub(super) const WITH_LEFT: u8 = 2;
pub(super) const WITH_RIGHT: u8 = 4;
pub(super) const STEM: u8 = 8;
pub(super) const PAIR: u8 = 16;

/// A form under a word that begins at this byte of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Filed {
    pub(super) number: u64,
    pub(super) form: FormId,
    pub(super) at: u16,
    pub(super) length: u16,
}

/// Bytes of one that is filed.
const FILED: usize = 16;

impl Filed {
    fn bytes(self) -> [u8; FILED] {
        let mut bytes = [0; FILED];
        bytes[..8].copy_from_slice(&self.number.to_le_bytes());
        bytes[8..12].copy_from_slice(&self.form.to_le_bytes());
        bytes[12..14].copy_from_slice(&self.at.to_le_bytes());
        bytes[14..].copy_from_slice(&self.length.to_le_bytes());
        bytes
    }

    #[inline]
    fn of([n0, n1, n2, n3, n4, n5, n6, n7, f0, f1, f2, f3, a0, a1, l0, l1]: [u8; FILED]) -> Self {
        Self {
            number: u64::from_le_bytes([n0, n1, n2, n3, n4, n5, n6, n7]),
            form: u32::from_le_bytes([f0, f1, f2, f3]),
            at: u16::from_le_bytes([a0, a1]),
            length: u16::from_le_bytes([l0, l1]),
        }
    }
}

/// The tables of an engine.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Tables<'a> {
    /// By the highest bits of a number what it may stand for.
    #[serde(borrow)]
    flags: Cow<'a, [u8]>,
    /// How far a number is shifted to be a place among them.
    shift: u32,
    /// Whether a form is found by the beginning of a word.
    pub(super) has_stems: bool,
    /// What is filed, in the order of the highest bits of its number.
    #[serde(borrow)]
    filed: Cow<'a, [u8]>,
    /// By the highest bits of a number, about as many places as forms, where what is filed under it begins; the last one is the end.
    #[serde(borrow)]
    begins: Cow<'a, [u8]>,
    /// How far a number is shifted to be a place among them.
    coarse: u32,
}

impl Tables<'_> {
    /// What a number may stand for.
    #[inline]
    pub(super) fn flags(&self, number: u64) -> u8 {
        self.flags[shifted(number, self.shift)]
    }

    /// What is filed under a number.
    #[inline]
    pub(super) fn filed(&self, number: u64) -> impl Iterator<Item = Filed> {
        let (begins, _) = self.begins.as_chunks();
        let place = shifted(number, self.coarse);
        let [from, to] = [place, place + 1].map(|place| u32::from_le_bytes(begins[place]) as usize);
        let (filed, _) = self.filed.as_chunks();
        filed[from..to].iter().map(|filed| Filed::of(*filed)).filter(move |filed| filed.number == number)
    }
}

/// Tables while they are filled.
pub(super) struct Filing {
    flags: Vec<u8>,
    shift: u32,
    has_stems: bool,
    filed: Vec<Filed>,
}

impl Filing {
    /// For so many forms.
    pub(super) fn new(forms: usize) -> Self {
        // About 24 places a form: the fewer words share a place with a form, the fewer are looked at in vain.
        let bits = (forms * 24).next_power_of_two().trailing_zeros().clamp(12, 18);
        Self { flags: vec![0; 1 << bits], shift: 64 - bits, has_stems: false, filed: Vec::with_capacity(forms) }
    }

    /// Says what a number may stand for.
    pub(super) fn mark(&mut self, number: u64, flag: u8) {
        self.flags[shifted(number, self.shift)] |= flag;
        self.has_stems |= flag == STEM;
    }

    pub(super) fn file(&mut self, filed: Filed) {
        self.filed.push(filed);
    }

    /// The tables: what shares the highest bits of a number stands in the order in which it was filed.
    pub(super) fn tables(self) -> Tables<'static> {
        let coarse = 64 - self.filed.len().next_power_of_two().trailing_zeros().max(1);
        let places = 1 << (64 - coarse);
        let mut ends = vec![0_u32; places + 1];
        for one in &self.filed {
            ends[shifted(one.number, coarse) + 1] += 1;
        }
        for place in 0..places {
            ends[place + 1] += ends[place];
        }
        let begins = ends.iter().flat_map(|begin| begin.to_le_bytes()).collect();
        let mut filed = vec![0; self.filed.len() * FILED];
        let (sorted, _) = filed.as_chunks_mut::<FILED>();
        for one in &self.filed {
            let end = &mut ends[shifted(one.number, coarse)];
            sorted[*end as usize] = one.bytes();
            *end += 1;
        }
        let Self { flags, shift, has_stems, .. } = self;
        Tables { flags: flags.into(), shift, has_stems, filed: filed.into(), begins: Cow::Owned(begins), coarse }
    }
}

/// The highest bits of a number, fewer than 32.
#[inline]
fn shifted(number: u64, shift: u32) -> usize {
    usize::try_from(number >> shift).unwrap_or_default()
}
