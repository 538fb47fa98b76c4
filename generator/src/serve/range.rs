// SPDX-License-Identifier: EUPL-1.2
//! Pieces of a film: `Range: bytes=…`.

/// What a `Range` header asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Asked {
    /// Everything: no range, several ranges, another unit, or nonsense, all of which may be ignored.
    Whole,
    /// These bytes: never empty, never beyond the end.
    Piece(std::ops::Range<usize>),
    /// Bytes that are not there.
    Beyond,
}

/// Reads the header for a body of this length.
pub(super) fn parse(header: Option<&str>, length: usize) -> Asked {
    let Some((first, last)) = header.and_then(|text| text.trim().strip_prefix("bytes=")).and_then(|range| range.trim().split_once('-')) else {
        return Asked::Whole;
    };
    let (first, last) = (number(first), number(last));
    match (first, last) {
        (Number::Is(first), Number::Is(last)) if last < first => Asked::Whole,
        (Number::Is(first), Number::Is(_) | Number::Missing) if first >= length => Asked::Beyond,
        (Number::Is(first), Number::Is(last)) => Asked::Piece(first..last.min(length - 1) + 1),
        (Number::Is(first), Number::Missing) => Asked::Piece(first..length),
        (Number::Missing, Number::Is(0)) => Asked::Beyond,
        (Number::Missing, Number::Is(_)) if length == 0 => Asked::Beyond,
        (Number::Missing, Number::Is(suffix)) => Asked::Piece(length.saturating_sub(suffix)..length),
        _ => Asked::Whole,
    }
}

enum Number {
    Is(usize),
    Missing,
    Wrong,
}

/// A number too large for us is larger than any body.
fn number(text: &str) -> Number {
    if text.is_empty() {
        Number::Missing
    } else if text.bytes().all(|byte| byte.is_ascii_digit()) {
        Number::Is(text.parse().unwrap_or(usize::MAX))
    } else {
        Number::Wrong
    }
}

#[cfg(test)]
mod tests {
    use super::{Asked, parse};

    #[test]
    fn ranges() {
        for (header, length, expected) in [
            ("bytes=0-0", 10, Asked::Piece(0..1)),
            ("bytes=2-5", 10, Asked::Piece(2..6)),
            ("bytes=2-", 10, Asked::Piece(2..10)),
            ("bytes=-3", 10, Asked::Piece(7..10)),
            ("bytes=-30", 10, Asked::Piece(0..10)),
            ("bytes=5-99999999999999999999999", 10, Asked::Piece(5..10)),
            ("bytes=10-", 10, Asked::Beyond),
            ("bytes=99999999999999999999999-", 10, Asked::Beyond),
            ("bytes=-0", 10, Asked::Beyond),
            ("bytes=-5", 0, Asked::Beyond),
            ("bytes=0-", 0, Asked::Beyond),
            ("bytes=5-2", 10, Asked::Whole),
            ("bytes=0-1,3-4", 10, Asked::Whole),
            ("bytes=-", 10, Asked::Whole),
            ("bytes=a-b", 10, Asked::Whole),
            ("bytes=+1-2", 10, Asked::Whole),
            ("lines=1-2", 10, Asked::Whole),
            ("", 10, Asked::Whole),
        ] {
            assert_eq!(parse(Some(header), length), expected, "{header}");
        }
        assert_eq!(parse(None, 10), Asked::Whole);
    }
}
