// SPDX-License-Identifier: EUPL-1.2
//! Places in a text: 1-based lines and columns, counted in characters as editors' programs count them.

/// What a fault points at. `line` 0 means the file as a whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Line, from 1; 0 for the whole file.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// Length in characters, on that line.
    pub length: u32,
}

impl Span {
    /// The file as a whole.
    pub const FILE: Self = Self { line: 0, column: 0, length: 0 };

    /// A span; numbers beyond `u32` are cut, no file is that long.
    #[must_use]
    pub fn new(line: usize, column: usize, length: usize) -> Self {
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { line: small(line), column: small(column), length: small(length) }
    }
}

/// Where the lines of a text begin, to turn byte offsets into lines and columns.
pub struct LineIndex<'a> {
    text: &'a str,
    starts: Vec<usize>,
    first_line: usize,
    indent: usize,
}

impl<'a> LineIndex<'a> {
    /// Indexes a text whose first line has the number `first_line` in its file.
    #[must_use]
    pub fn new(text: &'a str, first_line: usize) -> Self {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1));
        Self { text, starts, first_line, indent: 0 }
    }

    /// The same text, of which each line stands further to the right in its file.
    #[must_use]
    pub fn indented(self, indent: usize) -> Self {
        Self { indent, ..self }
    }

    /// The text of a byte range.
    #[must_use]
    pub fn text(&self, range: std::ops::Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    /// The span of a byte range; the length stops at the end of its first line.
    #[must_use]
    pub fn span(&self, range: std::ops::Range<usize>) -> Span {
        let line = self.starts.partition_point(|start| *start <= range.start).max(1) - 1;
        let start = self.starts[line];
        let end = self.starts.get(line + 1).map_or(self.text.len(), |next| next - 1);
        let count = |from: usize, to: usize| self.text.get(from..to).map_or(0, |t| t.chars().count());
        let stop = range.end.clamp(range.start, end.max(range.start));
        Span::new(self.first_line + line, 1 + self.indent + count(start, range.start), count(range.start, stop).max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::{LineIndex, Span};

    #[test]
    fn offsets_become_lines_and_columns_in_characters() {
        let text = "perché\nno, è così\nfine";
        let index = LineIndex::new(text, 10);
        let at = |word: &str| {
            let start = text.find(word).expect("in the text");
            index.span(start..start + word.len())
        };
        assert_eq!(at("perché"), Span::new(10, 1, 6));
        assert_eq!(at("così"), Span::new(11, 7, 4));
        assert_eq!(at("fine"), Span::new(12, 1, 4));
        assert_eq!(index.span(0..text.len()), Span::new(10, 1, 6));
        assert_eq!(index.span(text.len()..text.len()), Span::new(12, 5, 1));
    }
}
