// SPDX-License-Identifier: EUPL-1.2
//! The one pass over a page: keeps the stack of open elements and what surrounds the current one,
//! lets the element rules look at each start tag, and fills the facts.

use std::ops::Range;

use super::Expectation;
use super::element::{Attribute, Element};
use super::facts::{Facts, Faults, Marked, Within};
use super::mark::Mark;
use super::names::{Key, Tag};

/// A page in the middle of its reading.
pub(super) struct Walk<'a> {
    pub(super) html: &'a str,
    pub(super) expectation: &'a Expectation<'a>,
    pub(super) facts: Facts<'a>,
    pub(super) faults: Faults,
    pub(super) stack: Vec<Open<'a>>,
    /// Elements that were closed by force, whose own end tag is still to come.
    pub(super) owed: Vec<&'a str>,
    pub(super) within: Within,
    /// The label around us.
    pub(super) label: Option<usize>,
    /// Grows with every visible text or image text: who has a name has seen it grow.
    pub(super) ink: u32,
}

/// An open element.
#[derive(Debug)]
pub(super) struct Open<'a> {
    pub(super) tag: Tag,
    pub(super) name: &'a str,
    pub(super) packed: u128,
    pub(super) place: Range<usize>,
    pub(super) watch: Watch,
    pub(super) mark: Option<usize>,
    /// What surrounded it, to be restored when it ends.
    outside: Within,
    ink: u32,
}

/// What is asked of an element when it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Watch {
    Nothing,
    Link,
    Button,
    Heading,
    Label(usize),
    Title,
    JsonLd { is_metatag: bool },
    Table { has_headers: bool },
}

impl<'a> Walk<'a> {
    pub(super) fn new(html: &'a str, expectation: &'a Expectation<'a>, facts: Facts<'a>) -> Self {
        Self { html, expectation, facts, faults: Faults::default(), stack: Vec::with_capacity(32), owed: Vec::new(), within: Within::default(), label: None, ink: 0 }
    }

    pub(super) fn is_in_svg(&self) -> bool {
        self.within.has(Within::SVG)
    }

    pub(super) fn doctype(&mut self, name: &[u8]) {
        self.facts.has_doctype |= self.facts.html.is_none() && name.eq_ignore_ascii_case(b"html");
    }

    /// Whether some rule asks for text where we stand.
    #[inline]
    pub(super) fn wants_text(&self) -> bool {
        self.within.has(Within(Within::READ.0 | Within::WATCHED.0))
    }

    /// Whether a criterion asks what the text says, and not only whether there is any.
    #[inline]
    pub(super) fn reads_text(&self) -> bool {
        self.within.has(Within::READ)
    }

    /// Notes that there is something to see.
    #[inline]
    pub(super) fn note_ink(&mut self) {
        self.ink += u32::from(self.within.has(Within::WATCHED) && !self.within.has(Within::HIDDEN));
    }

    pub(super) fn text(&mut self, text: &[u8]) {
        if self.reads_text() {
            self.facts.text.extend_from_slice(text);
        }
        if is_ink(text) {
            self.note_ink();
        }
    }

    pub(super) fn repeated_attribute(&mut self, attribute: &Attribute) {
        self.faults.add("html.attributo-doppio", attribute.name_place(), format!("l'attributo `{}` è scritto due volte nello stesso elemento", attribute.name));
    }

    pub(super) fn start(&mut self, element: &Element<'a, '_>) {
        if !self.is_in_svg() {
            self.nest(element);
        }
        let outside = self.within;
        let mark = self.marked(element);
        let watch = if outside.has(Within::TEMPLATE) {
            Watch::Nothing
        } else {
            self.check_attributes(element);
            self.check_element(element)
        };
        if element.says(Key::AriaLabel) || element.has(Key::AriaLabelledby) {
            self.ink += u32::from(!outside.has(Within::HIDDEN));
        }
        if element.tag.is_void() || element.closes_itself && self.may_close_itself(element) {
            return;
        }
        self.surround(element, watch, mark);
        self.stack.push(Open { tag: element.tag, name: element.name, packed: element.packed, place: element.place(), watch, mark, outside, ink: self.ink });
    }

    /// Ends the innermost open element if this is its name.
    #[inline]
    pub(super) fn close_named(&mut self, packed: u128, end: usize) -> bool {
        match self.stack.last() {
            Some(open) if open.packed == packed && packed != 0 => {}
            _ => return false,
        }
        match self.stack.pop_if(|open| open.watch == Watch::Nothing && open.mark.is_none()) {
            Some(open) => self.within = open.outside,
            None => _ = self.close(end),
        }
        true
    }

    /// Ends the innermost open element; `end` is where its content ends.
    pub(super) fn close(&mut self, end: usize) -> Option<Open<'a>> {
        let open = self.stack.pop()?;
        self.within = open.outside;
        if let Some(mark) = open.mark {
            self.facts.marks[mark].text.end = self.facts.text.len();
        }
        if open.watch != Watch::Nothing {
            let has_text = self.ink > open.ink;
            self.check_end(&open, has_text, end);
        }
        Some(open)
    }

    fn may_close_itself(&mut self, element: &Element) -> bool {
        if self.is_in_svg() || matches!(element.tag, Tag::Svg | Tag::Math) {
            return true;
        }
        self.faults.add("html.annidamento", element.place(), format!("`<{0}/>` non si chiude da solo: serve `</{0}>`", element.name));
        false
    }

    /// Notes an element with a `data-element`, a voice of the index, a step of the breadcrumb.
    fn marked(&mut self, element: &Element<'a, '_>) -> Option<usize> {
        let mark = match element.value(Key::DataElement) {
            Some(value) => Mark::of(value)?,
            None if element.tag == Tag::A && self.is_index_voice() => Mark::IndexVoice,
            None if element.tag == Tag::Li && self.within.has(Within::CRUMBS) => Mark::Crumb,
            None => return None,
        };
        let at = self.facts.text.len();
        self.facts.marks.push(Marked { mark, place: element.place(), href: element.get(Key::Href).map(Attribute::word), text: at..at, within: self.within });
        Some(self.facts.marks.len() - 1)
    }

    /// Whether we stand directly in an item of a list marked as the index.
    fn is_index_voice(&self) -> bool {
        let [.., list, item] = self.stack.as_slice() else {
            return false;
        };
        item.tag == Tag::Li && list.mark.is_some_and(|mark| self.facts.marks[mark].mark == Mark::PageIndex)
    }

    /// What surrounds the content of this element.
    fn surround(&mut self, element: &Element, watch: Watch, mark: Option<usize>) {
        let within = &mut self.within;
        match element.tag {
            Tag::Footer => within.add(Within::FOOTER),
            Tag::Header => within.add(Within::HEADER),
            Tag::P => within.add(Within::PARAGRAPH),
            Tag::A if element.has(Key::Href) => within.add(Within::LINK),
            Tag::Svg | Tag::Math => within.add(Within::SVG),
            Tag::Button => {
                within.add(Within::LINK);
                within.remove(Within::PARAGRAPH);
            }
            Tag::Td | Tag::Th | Tag::Caption | Tag::Object => within.remove(Within::PARAGRAPH),
            Tag::Template => {
                within.add(Within::TEMPLATE);
                within.remove(Within::PARAGRAPH);
            }
            _ => {}
        }
        if element.is(Key::AriaHidden, "true") || element.has(Key::Hidden) {
            within.add(Within::HIDDEN);
        }
        if !matches!(watch, Watch::Nothing | Watch::JsonLd { .. } | Watch::Table { .. }) {
            within.add(Within::WATCHED);
        }
        let Some(mark) = mark.map(|mark| self.facts.marks[mark].mark) else {
            return;
        };
        match mark {
            Mark::Feedback => within.add(Within::FEEDBACK),
            Mark::FeedbackRatingPositive => within.add(Within::POSITIVE),
            Mark::FeedbackRatingNegative => within.add(Within::NEGATIVE),
            Mark::Breadcrumb => within.add(Within::CRUMBS),
            _ => {}
        }
        if mark.has_text() {
            within.add(Within::READ);
        }
    }
}

/// Whether there is anything to read: not only blanks.
fn is_ink(text: &[u8]) -> bool {
    text != "\u{a0}".as_bytes() && text.iter().any(|&b| b > b' ')
}
