// SPDX-License-Identifier: EUPL-1.2
//! One start tag, as the rules see it: a name, its attributes, its place in bytes.

use std::borrow::Cow;
use std::ops::Range;

use super::facts::Word;
use super::names::{Key, Tag};
use super::text::trim;

/// An attribute with the place of its value. A value without entities is borrowed from the page.
#[derive(Debug)]
pub(super) struct Attribute<'a> {
    pub(super) key: Key,
    pub(super) name: &'a str,
    pub(super) name_at: usize,
    pub(super) value: Cow<'a, str>,
    pub(super) value_at: usize,
    pub(super) value_end: usize,
}

impl<'a> Attribute<'a> {
    /// The value with its place.
    pub(super) fn word(&self) -> Word<'a> {
        Word { text: self.value.clone(), place: self.place() }
    }

    /// The bytes of the value, or of the name if there is no value.
    pub(super) fn place(&self) -> Range<usize> {
        if self.value.is_empty() { self.name_place() } else { self.value_place() }
    }

    /// The bytes of the name.
    pub(super) fn name_place(&self) -> Range<usize> {
        self.name_at..self.name_at + self.name.len()
    }

    /// The bytes of the value.
    pub(super) fn value_place(&self) -> Range<usize> {
        self.value_at..self.value_end
    }
}

/// A start tag.
#[derive(Debug)]
pub(super) struct Element<'a, 't> {
    pub(super) tag: Tag,
    pub(super) name: &'a str,
    /// The name in one integer, 0 if it is too long.
    pub(super) packed: u128,
    pub(super) at: usize,
    pub(super) end: usize,
    pub(super) attributes: &'t [Attribute<'a>],
    /// One bit for each `Key` that is there, so that most look-ups cost one instruction.
    pub(super) present: u64,
    pub(super) closes_itself: bool,
}

impl<'a, 't> Element<'a, 't> {
    /// The bytes of the whole start tag.
    pub(super) fn place(&self) -> Range<usize> {
        self.at..self.end
    }

    /// The name with its place.
    pub(super) fn called(&self) -> Word<'a> {
        Word { text: Cow::Borrowed(self.name), place: self.at + 1..self.at + 1 + self.name.len() }
    }

    pub(super) fn has(&self, key: Key) -> bool {
        self.present & (1 << key as u64) != 0
    }

    pub(super) fn get(&self, key: Key) -> Option<&'t Attribute<'a>> {
        if !self.has(key) {
            return None;
        }
        self.attributes.iter().find(|attribute| attribute.key == key)
    }

    /// The value of an attribute; `None` if it is not there.
    pub(super) fn value(&self, key: Key) -> Option<&'t str> {
        self.get(key).map(|attribute| attribute.value.as_ref())
    }

    /// Whether the attribute is there and says something.
    pub(super) fn says(&self, key: Key) -> bool {
        self.value(key).is_some_and(|value| !trim(value).is_empty())
    }

    /// Whether the attribute has this value, in any case of letters.
    pub(super) fn is(&self, key: Key, value: &str) -> bool {
        self.value(key).is_some_and(|own| trim(own).eq_ignore_ascii_case(value))
    }

    /// Whether the list of words in the attribute has this one.
    pub(super) fn lists(&self, key: Key, word: &str) -> bool {
        self.value(key).is_some_and(|own| own.split_ascii_whitespace().any(|w| w.eq_ignore_ascii_case(word)))
    }
}
