// SPDX-License-Identifier: EUPL-1.2
//! From byte offsets to lines and columns. Offsets come nearly sorted, so a page is counted once
//! and not once for each link of it.

use std::ops::Range;

use crate::span::Span;

/// Counts forward from the last place asked for; a place behind it starts again from the top.
pub(super) struct Locator<'a> {
    html: &'a [u8],
    at: usize,
    line: u32,
    column: u32,
}

impl<'a> Locator<'a> {
    /// Stands at the beginning of the page.
    pub(super) fn new(html: &'a str) -> Self {
        Self { html: html.as_bytes(), at: 0, line: 1, column: 1 }
    }

    /// The place of these bytes.
    pub(super) fn span(&mut self, bytes: Range<usize>) -> Span {
        let start = bytes.start.min(self.html.len());
        let end = bytes.end.clamp(start, self.html.len());
        self.move_to(start);
        Span { line: self.line, column: self.column, length: characters(&self.html[start..end]) }
    }

    fn move_to(&mut self, offset: usize) {
        if offset < self.at {
            (self.at, self.line, self.column) = (0, 1, 1);
        }
        let gap = &self.html[self.at..offset];
        self.at = offset;
        let newlines = count(gap, |b| b == b'\n');
        if newlines == 0 {
            self.column += characters(gap);
            return;
        }
        self.line += newlines;
        let last_line = gap.rsplit(|&b| b == b'\n').next().unwrap_or_default();
        self.column = 1 + characters(last_line);
    }
}

/// How many characters these bytes of UTF-8 begin.
fn characters(bytes: &[u8]) -> u32 {
    count(bytes, |b| !(0x80..0xC0).contains(&b))
}

/// Counts in bytes, a few hundred at a time: the compiler makes vector instructions of it.
fn count(bytes: &[u8], wanted: impl Fn(u8) -> bool) -> u32 {
    bytes.chunks(usize::from(u8::MAX)).map(|chunk| u32::from(chunk.iter().map(|&b| u8::from(wanted(b))).sum::<u8>())).sum()
}

#[cfg(test)]
mod tests {
    use super::{Locator, Span};

    #[test]
    fn counts_characters_forward_and_back() {
        let html = "è <a>\n perché <b>";
        let mut locator = Locator::new(html);
        let b = html.find("<b>").unwrap_or(0);
        assert_eq!(locator.span(3..6), Span { line: 1, column: 3, length: 3 });
        assert_eq!(locator.span(b..b + 3), Span { line: 2, column: 9, length: 3 });
        assert_eq!(locator.span(0..2), Span { line: 1, column: 1, length: 1 });
        assert_eq!(locator.span(900..901), Span { line: 2, column: 12, length: 0 });
    }
}
