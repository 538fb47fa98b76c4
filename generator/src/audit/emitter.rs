// SPDX-License-Identifier: EUPL-1.2
//! From html5gum's events to whole start tags. Nothing is copied as long as the page says it
//! literally: names and values are slices of the page; only a value with an entity is rebuilt.

use std::borrow::Cow;
use std::convert::Infallible;

use html5gum::{Emitter, Error, State};

use super::element::{Attribute, Element};
use super::names::{Key, Tag, pack_quickly};
use super::walk::Walk;

/// Collects one tag at a time and hands it to the walk.
pub(super) struct Tokens<'a, 'w> {
    html: &'a str,
    walk: &'w mut Walk<'a>,
    position: usize,
    tag_at: usize,
    tag_length: usize,
    is_end_tag: bool,
    closes_itself: bool,
    attributes: Vec<Attribute<'a>>,
    present: u64,
    open: Option<OpenAttribute>,
    doctype: Vec<u8>,
    last_start_tag: &'a str,
}

/// The attribute that is being read.
struct OpenAttribute {
    name_at: usize,
    name_length: usize,
    value_at: usize,
    value_length: usize,
    /// Where the value ends in the page.
    value_end: usize,
    /// The value, once it differs from what the page says literally.
    rebuilt: Option<Vec<u8>>,
}

impl<'a, 'w> Tokens<'a, 'w> {
    pub(super) fn new(html: &'a str, walk: &'w mut Walk<'a>) -> Self {
        Self {
            html,
            walk,
            position: 0,
            tag_at: 0,
            tag_length: 0,
            is_end_tag: false,
            closes_itself: false,
            attributes: Vec::with_capacity(16),
            present: 0,
            open: None,
            doctype: Vec::new(),
            last_start_tag: "",
        }
    }

    /// A piece of the page; nothing if a strange character has shifted the counting.
    fn slice(&self, at: usize, length: usize) -> &'a str {
        self.html.get(at..at + length).unwrap_or("")
    }

    fn tag_name(&self) -> &'a str {
        self.slice(self.tag_at + if self.is_end_tag { 2 } else { 1 }, self.tag_length)
    }

    fn begin_tag(&mut self, is_end_tag: bool) {
        self.tag_length = 0;
        self.is_end_tag = is_end_tag;
        self.closes_itself = false;
        self.attributes.clear();
        self.present = 0;
        self.open = None;
    }

    fn finish_attribute(&mut self) {
        let Some(open) = self.open.take() else { return };
        if self.is_end_tag {
            return;
        }
        let name = self.slice(open.name_at, open.name_length);
        let key = Key::of(name);
        let value = match open.rebuilt {
            None => Cow::Borrowed(self.slice(open.value_at, open.value_length)),
            Some(bytes) => Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()),
        };
        let attribute = Attribute { key, name, name_at: open.name_at, value, value_at: open.value_at, value_end: open.value_end };
        if key != Key::Other && self.present & (1 << key as u64) != 0 {
            self.walk.repeated_attribute(&attribute);
            return;
        }
        self.present |= 1 << key as u64;
        self.attributes.push(attribute);
    }
}

impl Emitter for Tokens<'_, '_> {
    type Token = Infallible;

    fn set_last_start_tag(&mut self, _: Option<&[u8]>) {}

    fn emit_eof(&mut self) {
        self.walk.finish();
    }

    fn emit_error(&mut self, _: Error) {}

    #[inline]
    fn should_emit_errors(&mut self) -> bool {
        false
    }

    #[inline]
    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    #[inline]
    fn emit_string(&mut self, text: &[u8]) {
        self.walk.text(text);
    }

    fn init_start_tag(&mut self) {
        self.begin_tag(false);
    }

    fn init_end_tag(&mut self) {
        self.begin_tag(true);
    }

    fn init_comment(&mut self) {}

    fn emit_current_tag(&mut self) -> Option<State> {
        self.finish_attribute();
        let name = self.tag_name();
        if self.is_end_tag {
            self.last_start_tag = "";
            self.walk.end(name, self.tag_at..self.position);
            return None;
        }
        self.last_start_tag = name;
        let element = Element {
            tag: Tag::of(name),
            name,
            packed: pack_quickly(name.as_bytes()),
            at: self.tag_at,
            end: self.position,
            attributes: &self.attributes,
            present: self.present,
            closes_itself: self.closes_itself,
        };
        self.walk.start(&element);
        if self.walk.is_in_svg() {
            return None;
        }
        match element.tag {
            Tag::Script => Some(State::ScriptData),
            Tag::Style | Tag::Iframe | Tag::Xmp | Tag::Noembed | Tag::Noframes => Some(State::RawText),
            Tag::Textarea | Tag::Title => Some(State::RcData),
            _ => None,
        }
    }

    fn emit_current_comment(&mut self) {}

    fn emit_current_doctype(&mut self) {
        self.walk.doctype(&self.doctype);
    }

    fn set_self_closing(&mut self) {
        self.closes_itself = true;
    }

    fn set_force_quirks(&mut self) {}

    #[inline]
    fn push_tag_name(&mut self, name: &[u8]) {
        self.tag_length += name.len();
    }

    fn push_comment(&mut self, _: &[u8]) {}

    fn push_doctype_name(&mut self, name: &[u8]) {
        self.doctype.extend_from_slice(name);
    }

    fn init_doctype(&mut self) {
        self.doctype.clear();
    }

    #[inline]
    fn init_attribute(&mut self) {
        self.finish_attribute();
        let at = self.position.saturating_sub(1);
        self.open = Some(OpenAttribute { name_at: at, name_length: 0, value_at: at, value_length: 0, value_end: at, rebuilt: None });
    }

    #[inline]
    fn init_attribute_value(&mut self) {
        if let Some(open) = &mut self.open {
            open.value_at = self.position;
        }
    }

    #[inline]
    fn push_attribute_name(&mut self, name: &[u8]) {
        if let Some(open) = &mut self.open {
            open.name_length += name.len();
        }
    }

    #[inline]
    fn push_attribute_value(&mut self, value: &[u8]) {
        let Some(open) = &mut self.open else { return };
        open.value_end = self.position;
        if let Some(rebuilt) = &mut open.rebuilt {
            rebuilt.extend_from_slice(value);
            return;
        }
        let page = self.html.as_bytes();
        let from = open.value_at + open.value_length;
        let literal = page.get(from..from + value.len());
        if literal.is_some_and(|literal| literal.as_ptr() == value.as_ptr() || literal == value) {
            open.value_length += value.len();
            return;
        }
        let mut rebuilt = page.get(open.value_at..from).unwrap_or_default().to_vec();
        rebuilt.extend_from_slice(value);
        open.rebuilt = Some(rebuilt);
    }

    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}

    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}

    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}

    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}

    #[inline]
    fn start_open_tag(&mut self) {
        self.tag_at = self.position.saturating_sub(1);
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.is_end_tag && !self.last_start_tag.is_empty() && self.last_start_tag.eq_ignore_ascii_case(self.tag_name())
    }

    #[inline]
    fn move_position(&mut self, by: isize) {
        self.position = self.position.saturating_add_signed(by);
    }
}
