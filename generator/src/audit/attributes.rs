// SPDX-License-Identifier: EUPL-1.2
//! Rules on attributes: ids and references to them, classes, what a strict CSP blocks.
//! Addresses are judged in `targets`.

use std::borrow::Cow;

use super::element::{Attribute, Element};
use super::facts::{Reference, Word};
use super::names::Key;
use super::walk::Walk;
use super::words;

impl<'a> Walk<'a> {
    /// Looks at every attribute of a start tag, in the order of the page.
    pub(super) fn check_attributes(&mut self, element: &Element<'a, '_>) {
        for attribute in element.attributes {
            match attribute.key {
                Key::Id => self.check_id(attribute),
                Key::Class => self.check_class(attribute),
                Key::Style => self.faults.add_with_hint(
                    "html.stile-nella-pagina",
                    attribute.name_place(),
                    "l'attributo `style` non ha effetto: la regola CSP lo blocca".to_owned(),
                    "usa una classe",
                ),
                Key::Lang => self.check_language(attribute),
                Key::AriaControls | Key::AriaDescribedby | Key::AriaLabelledby | Key::AriaOwns | Key::For | Key::Form | Key::Headers | Key::List => self.note_reference(attribute),
                Key::Action | Key::Content | Key::Data | Key::Formaction | Key::Href | Key::Poster | Key::Src | Key::Srcset | Key::XlinkHref => {
                    self.check_address(element, attribute);
                }
                Key::Other if is_event(attribute.name) => self.faults.add_with_hint(
                    "html.evento-nella-pagina",
                    attribute.name_place(),
                    format!("l'attributo `{}` non ha effetto: la regola CSP lo blocca", attribute.name),
                    "usa `addEventListener` in un file `.js`",
                ),
                _ => {}
            }
        }
    }

    fn check_id(&mut self, attribute: &Attribute<'a>) {
        let id = &attribute.value;
        if id.is_empty() || id.contains(|c: char| c.is_ascii_whitespace()) {
            self.faults.add("html.id-errato", attribute.place(), format!("l'`id` `{id}` è vuoto o contiene spazi"));
            return;
        }
        self.facts.ids.push(attribute.word());
    }

    fn check_class(&mut self, attribute: &Attribute<'a>) {
        if words::find(attribute.value.as_bytes(), 0, |word| word.equal(b'\n') | word.equal(b'\t')).is_some() {
            self.faults.add_with_hint(
                "html.classe-a-capo",
                attribute.place(),
                "l'attributo `class` va a capo: il validatore legge una classe falsa".to_owned(),
                "scrivi le classi su una riga, separate da uno spazio",
            );
        }
        if let (Some(classes), Cow::Borrowed(value)) = (&mut self.facts.classes, &attribute.value) {
            classes.extend(value.split(' ').filter(|class| !class.is_empty()));
        }
    }

    fn check_language(&mut self, attribute: &Attribute) {
        if !is_language(&attribute.value) {
            self.faults.add_with_hint("html.lingua", attribute.place(), format!("`lang=\"{}\"` non è il codice di una lingua", attribute.value), "per l'italiano scrivi `it`");
        }
    }

    fn note_reference(&mut self, attribute: &Attribute<'a>) {
        let name = || Word { text: Cow::Borrowed(attribute.name), place: attribute.name_place() };
        match &attribute.value {
            Cow::Borrowed(value) => {
                for id in value.split_ascii_whitespace() {
                    let offset = id.as_ptr().addr() - value.as_ptr().addr();
                    let at = attribute.value_at + offset;
                    let id = Word { text: Cow::Borrowed(id), place: at..at + id.len() };
                    self.facts.references.push(Reference { attribute: name(), id });
                }
            }
            Cow::Owned(value) => {
                let ids = value.split_ascii_whitespace();
                self.facts.references.extend(ids.map(|id| Reference { attribute: name(), id: Word { text: Cow::Owned(id.to_owned()), place: attribute.place() } }));
            }
        }
    }
}

/// `onclick`, `onload` and the like.
fn is_event(name: &str) -> bool {
    name.len() > 4 && name.get(..2).is_some_and(|on| on.eq_ignore_ascii_case("on")) && name.bytes().all(|b| b.is_ascii_alphabetic())
}

/// The shape of a language code: `it`, `sl`, `zh-Hans`, `de-IT`.
fn is_language(code: &str) -> bool {
    let mut parts = code.split('-');
    let is_first = |part: &str| (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic());
    parts.next().is_some_and(is_first) && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}
