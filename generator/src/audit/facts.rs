// SPDX-License-Identifier: EUPL-1.2
//! What one pass over a page leaves behind for the rules that need the whole page.

use std::borrow::Cow;
use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

use super::json::Outline;
use super::mark::Mark;
use super::names::pack_word;

/// A finding before its place is counted: bytes instead of line and column.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) rule: &'static str,
    pub(super) place: Range<usize>,
    pub(super) title: String,
    pub(super) hint: Option<String>,
}

/// A heading of level 1 to 6.
#[derive(Debug)]
pub(super) struct Heading {
    pub(super) level: u8,
    pub(super) place: Range<usize>,
}

/// A word of the page and where it stands: an id, a reference to one, an address.
#[derive(Debug)]
pub(super) struct Word<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) place: Range<usize>,
}

/// An address of this site.
#[derive(Debug)]
pub(super) struct Link<'a> {
    pub(super) address: Word<'a>,
    /// Whether only all pages together can tell where it leads.
    pub(super) is_doubtful: bool,
}

/// An attribute that names an id.
#[derive(Debug)]
pub(super) struct Reference<'a> {
    pub(super) attribute: Word<'a>,
    pub(super) id: Word<'a>,
}

/// A field of a form that no attribute names.
#[derive(Debug)]
pub(super) struct Field<'a> {
    pub(super) place: Range<usize>,
    /// What to call it in a message: its `name`, or the element.
    pub(super) name: Word<'a>,
    pub(super) id: Option<Word<'a>>,
    /// The label around it.
    pub(super) label: Option<usize>,
}

/// A label and whether it says something.
#[derive(Debug)]
pub(super) struct Label<'a> {
    pub(super) target: Option<Word<'a>>,
    pub(super) has_text: bool,
}

/// An element with a `data-element`.
#[derive(Debug)]
pub(super) struct Marked<'a> {
    pub(super) mark: Mark,
    pub(super) place: Range<usize>,
    pub(super) href: Option<Word<'a>>,
    /// Where its text lies in `Facts::text`.
    pub(super) text: Range<usize>,
    pub(super) within: Within,
}

/// What stands around an element, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Within(pub(super) u16);

impl Within {
    pub(super) const FOOTER: Self = Self(1);
    pub(super) const HEADER: Self = Self(1 << 1);
    pub(super) const FEEDBACK: Self = Self(1 << 2);
    pub(super) const POSITIVE: Self = Self(1 << 3);
    pub(super) const NEGATIVE: Self = Self(1 << 4);
    pub(super) const CRUMBS: Self = Self(1 << 5);
    pub(super) const HIDDEN: Self = Self(1 << 6);
    pub(super) const LINK: Self = Self(1 << 7);
    pub(super) const SVG: Self = Self(1 << 8);
    pub(super) const TEMPLATE: Self = Self(1 << 9);
    pub(super) const PARAGRAPH: Self = Self(1 << 10);
    /// Somebody reads the text.
    pub(super) const READ: Self = Self(1 << 11);
    /// Somebody asks whether there is any text.
    pub(super) const WATCHED: Self = Self(1 << 12);

    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }

    pub(super) fn remove(&mut self, other: Self) {
        self.0 &= !other.0;
    }
}

/// All of a page.
#[derive(Debug, Default)]
pub(super) struct Facts<'a> {
    pub(super) has_doctype: bool,
    /// The `<html>` start tag and its language.
    pub(super) html: Option<(Range<usize>, Option<Word<'a>>)>,
    /// Place of each `<title>` of the document and whether it says something.
    pub(super) titles: Vec<(Range<usize>, bool)>,
    pub(super) headings: Vec<Heading>,
    pub(super) ids: Vec<Word<'a>>,
    pub(super) references: Vec<Reference<'a>>,
    pub(super) fields: Vec<Field<'a>>,
    pub(super) labels: Vec<Label<'a>>,
    pub(super) links: Vec<Link<'a>>,
    pub(super) marks: Vec<Marked<'a>>,
    /// The JSON-LD of the service sheet, with its place.
    pub(super) metatag: Option<(Range<usize>, Outline<'a>)>,
    /// Words of the `class` attributes, if somebody asks for them.
    pub(super) classes: Option<Classes<'a>>,
    /// The texts that criteria read, one after the other.
    pub(super) text: Vec<u8>,
}

/// Whether a rule asks for the classes of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CountsClasses {
    Yes,
    No,
}

/// The findings of a page, in the order in which they were made.
#[derive(Debug, Default)]
pub(super) struct Faults(pub(super) Vec<Fault>);

impl Faults {
    pub(super) fn add(&mut self, rule: &'static str, place: Range<usize>, title: String) {
        self.0.push(Fault { rule, place, title, hint: None });
    }

    pub(super) fn add_with_hint(&mut self, rule: &'static str, place: Range<usize>, title: String, hint: impl Into<String>) {
        self.0.push(Fault { rule, place, title, hint: Some(hint.into()) });
    }
}

impl<'a> Facts<'a> {
    /// No facts yet, with room for those of a common page.
    pub(super) fn new(counts_classes: CountsClasses) -> Self {
        Self {
            headings: Vec::with_capacity(32),
            ids: Vec::with_capacity(32),
            references: Vec::with_capacity(16),
            fields: Vec::with_capacity(32),
            labels: Vec::with_capacity(32),
            links: Vec::with_capacity(96),
            marks: Vec::with_capacity(64),
            classes: (counts_classes == CountsClasses::Yes).then(Classes::default),
            text: Vec::with_capacity(4096),
            ..Self::default()
        }
    }

    /// The text of a marked element.
    pub(super) fn text_of(&self, marked: &Marked) -> Cow<'_, str> {
        let text = self.text.get(marked.text.clone()).unwrap_or_default();
        // The plain way is several times quicker, and texts are rarely broken.
        str::from_utf8(text).map_or_else(|_| String::from_utf8_lossy(text), Cow::Borrowed)
    }

    /// All elements with this mark.
    pub(super) fn marked(&self, mark: Mark) -> impl Iterator<Item = &Marked<'a>> {
        self.marks.iter().filter(move |marked| marked.mark == mark)
    }

    pub(super) fn has_mark(&self, mark: Mark) -> bool {
        self.marked(mark).next().is_some()
    }

    /// Where to show what is missing from the page: at its start, with no length.
    pub(super) fn nowhere(&self) -> Range<usize> {
        let at = self.html.as_ref().map_or(0, |(place, _)| place.start);
        at..at
    }
}

/// The set of classes of a page.
pub(super) type Classes<'a> = HashSet<&'a str, BuildHasherDefault<Quick>>;

/// A quick hash for short words of our own pages: nobody attacks it.
#[derive(Debug, Default)]
pub struct Quick(u64);

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        const PRIME: u64 = 0x9E37_79B9_7F4A_7C15;
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            let word = chunk.first_chunk().map_or(0, |word| u64::from_le_bytes(*word));
            self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(PRIME);
        }
        let word = pack_word(chunks.remainder());
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(PRIME);
    }

    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }
}
