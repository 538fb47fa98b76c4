// SPDX-License-Identifier: EUPL-1.2
//! Looking for a byte nearby, eight at a time. `memchr` is made for looking far: most names, values
//! and texts of a page end before it has begun.

use std::ops::BitOr;

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH_BITS: u64 = ONES << 7;
const SIZE: usize = size_of::<u64>();

/// Eight bytes of a page; the first is the lowest.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word(u64);

/// The high bit of each byte that was looked for. Only the first is sure: above it a borrow may
/// have left a bit that means nothing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found(u64);

impl Word {
    /// The word that begins at `at`, if the page is as long.
    #[inline]
    pub(super) fn at(bytes: &[u8], at: usize) -> Option<Self> {
        bytes.get(at..)?.first_chunk().map(|chunk| Self(u64::from_le_bytes(*chunk)))
    }

    #[inline]
    pub(super) fn equal(self, byte: u8) -> Found {
        let differs = self.0 ^ (ONES * u64::from(byte));
        Found(differs.wrapping_sub(ONES) & !differs & HIGH_BITS)
    }

    /// Bytes equal in the bits of the mask.
    #[inline]
    pub(super) fn equal_in(self, mask: u8, byte: u8) -> Found {
        Self(self.0 & (ONES * u64::from(mask))).equal(byte)
    }

    /// Bytes less than this one, which is at most 128.
    #[inline]
    pub(super) fn below(self, byte: u8) -> Found {
        Found(self.0.wrapping_sub(ONES * u64::from(byte)) & !self.0 & HIGH_BITS)
    }

    /// The first bytes alone, fewer than all.
    #[inline]
    pub(super) fn before(self, length: usize) -> u64 {
        self.0 & !(u64::MAX << (8 * length))
    }
}

impl Found {
    /// Where the first one stands.
    #[inline]
    pub(super) fn first(self) -> Option<usize> {
        (self.0 != 0).then(|| self.0.trailing_zeros() as usize / 8)
    }
}

impl BitOr for Found {
    type Output = Self;

    #[inline]
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The first byte from `at` on that is wanted.
#[inline]
pub(super) fn find(bytes: &[u8], mut at: usize, wanted: impl Fn(Word) -> Found) -> Option<usize> {
    while let Some(word) = Word::at(bytes, at) {
        if let Some(gap) = wanted(word).first() {
            return Some(at + gap);
        }
        at += SIZE;
    }
    // Past the end stand bytes that nobody looks for: 0xFF is in no page.
    let rest = bytes.get(at..)?;
    let mut last = [0xFF; SIZE];
    last[..rest.len()].copy_from_slice(rest);
    wanted(Word(u64::from_le_bytes(last))).first().map(|gap| at + gap)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::find;

    proptest! {
        #[test]
        fn finds_what_a_plain_search_finds(bytes in proptest::collection::vec(0u8..0xFF, 0..40), at in 0usize..42, byte in 0u8..128) {
            let plain = |is_wanted: fn(u8, u8) -> bool| bytes.iter().enumerate().skip(at).find(|(_, own)| is_wanted(**own, byte)).map(|(at, _)| at);
            prop_assert_eq!(find(&bytes, at, |word| word.equal(byte)), plain(|own, byte| own == byte));
            prop_assert_eq!(find(&bytes, at, |word| word.below(byte)), plain(|own, byte| own < byte));
            prop_assert_eq!(find(&bytes, at, |word| word.equal_in(0xFC, byte & 0xFC) | word.equal(b'&')), plain(|own, byte| own & 0xFC == byte & 0xFC || own == b'&'));
        }
    }
}
