// SPDX-License-Identifier: EUPL-1.2
//! Rules on addresses: each is either judged here (others' sites, placeholders, forms) or kept for
//! the rules on the whole site.

use std::borrow::Cow;

use super::address::{self, Address};
use super::element::{Attribute, Element};
use super::facts::{Link, Word};
use super::names::{Key, Tag};
use super::walk::Walk;

impl<'a> Walk<'a> {
    /// Looks at an attribute that holds an address.
    pub(super) fn check_address(&mut self, element: &Element<'a, '_>, attribute: &Attribute<'a>) {
        match (element.tag, attribute.key) {
            (Tag::A | Tag::Area, Key::Href) => self.check_target(attribute),
            (Tag::Link, Key::Href) if is_loaded(element) => self.check_loaded(attribute),
            (Tag::Link, Key::Href) => self.note_own(attribute),
            (Tag::Meta, Key::Content) if self.is_own_preview(element, attribute) => {
                self.note_own(attribute);
            }
            (Tag::Form, Key::Action) => self.check_action(element, attribute),
            (Tag::Button | Tag::Input, Key::Formaction) => self.note_own(attribute),
            (Tag::Img | Tag::Source | Tag::Link, Key::Srcset) => self.check_srcset(attribute),
            (Tag::Use | Tag::Image, Key::Href | Key::XlinkHref) | (Tag::Video, Key::Poster) | (Tag::Object, Key::Data) | (_, Key::Src) => self.check_loaded(attribute),
            _ => {}
        }
    }

    /// Whether a `<meta>` tells other sites an address of ours.
    fn is_own_preview(&self, element: &Element, attribute: &Attribute) -> bool {
        element.value(Key::Property).is_some_and(|name| name.starts_with("og:")) && attribute.value.starts_with(self.expectation.base_url)
    }

    /// The address of a link.
    fn check_target(&mut self, attribute: &Attribute<'a>) {
        let target = attribute.value.as_ref();
        // Nearly all links of a page lead to one of our own: nothing else need be asked.
        if target.starts_with('/') && !target.starts_with("//") && self.is_known(target) {
            self.check_likeness(attribute);
            self.push_link(attribute, false);
            return;
        }
        match address::classify(target, self.expectation) {
            Address::Nowhere => self.faults.add_with_hint(
                "html.link-segnaposto",
                attribute.place(),
                format!("il link `{target}` non porta a niente"),
                "per tornare in cima scrivi `#top`; per un comando usa `<button>`",
            ),
            Address::Script => self.faults.add("html.evento-nella-pagina", attribute.place(), format!("il link `{target}` non ha effetto: la regola CSP lo blocca")),
            Address::Unencrypted => self.faults.add_with_hint("html.link-http", attribute.place(), format!("il link `{target}` non è cifrato"), "usa `https://`"),
            Address::Fragment(_) | Address::Own { is_absolute: false, .. } => {
                self.check_likeness(attribute);
                self.note_link(attribute);
            }
            Address::Own { .. } => self.note_link(attribute),
            Address::External | Address::Other => {}
        }
    }

    /// A relative address must not look absolute to the official validator.
    fn check_likeness(&mut self, attribute: &Attribute) {
        let target = attribute.value.as_ref();
        if address::looks_absolute(target) {
            self.faults.add_with_hint(
                "C.SI.2.1",
                attribute.place(),
                format!("l'indirizzo `{target}` contiene `http` o `www`"),
                "il validatore lo prende per quello di un altro sito: cambialo o scrivilo intero",
            );
        }
    }

    /// The address of something that the browser loads by itself.
    fn check_loaded(&mut self, attribute: &Attribute<'a>) {
        if address::is_foreign(&attribute.value, self.expectation) {
            self.third_party(attribute, &attribute.value);
        } else {
            self.note_own(attribute);
        }
    }

    fn check_srcset(&mut self, attribute: &Attribute<'a>) {
        let addresses = attribute.value.split(',').filter_map(|one| one.split_whitespace().next());
        for target in addresses {
            if address::is_foreign(target, self.expectation) {
                self.third_party(attribute, target);
            } else if matches!(address::classify(target, self.expectation), Address::Own { .. }) {
                let address = Word { text: Cow::Owned(target.to_owned()), place: attribute.place() };
                let is_doubtful = !self.is_known(target);
                self.facts.links.push(Link { address, is_doubtful });
            }
        }
    }

    fn check_action(&mut self, element: &Element, attribute: &Attribute<'a>) {
        let target = attribute.value.as_ref();
        if address::is_foreign(target, self.expectation) {
            self.faults.add("html.terze-parti", attribute.place(), format!("il modulo spedisce i dati a un altro sito: `{target}`"));
            return;
        }
        if !element.is(Key::Method, "post") {
            self.note_own(attribute);
            return;
        }
        let is_received = match address::classify(target, self.expectation) {
            Address::Own { path, .. } => address::is_function(path, self.expectation),
            _ => false,
        };
        if !is_received {
            self.faults.add("html.modulo", attribute.place(), format!("il modulo spedisce a `{target}`, che nessuna funzione riceve"));
        }
    }

    fn third_party(&mut self, attribute: &Attribute, target: &str) {
        self.faults.add_with_hint(
            "html.terze-parti",
            attribute.place(),
            format!("`{target}` viene da un altro sito"),
            "copialo nel tema: chi visita la pagina non va mostrato ad altri",
        );
    }

    fn note_own(&mut self, attribute: &Attribute<'a>) {
        if let Address::Own { .. } = address::classify(&attribute.value, self.expectation) {
            self.note_link(attribute);
        }
    }

    fn note_link(&mut self, attribute: &Attribute<'a>) {
        let is_doubtful = !attribute.value.starts_with('#') && !self.is_known(&attribute.value);
        self.push_link(attribute, is_doubtful);
    }

    fn push_link(&mut self, attribute: &Attribute<'a>, is_doubtful: bool) {
        self.facts.links.push(Link { address: attribute.word(), is_doubtful });
    }

    /// Whether an address surely leads somewhere.
    fn is_known(&self, target: &str) -> bool {
        let path = target.strip_prefix(self.expectation.base_url).unwrap_or(target);
        self.expectation.known.is_some_and(|known| known.has(path))
    }
}

/// Whether the browser fetches what a `<link>` names.
fn is_loaded(element: &Element) -> bool {
    const LOADED: [&str; 11] =
        ["stylesheet", "preload", "modulepreload", "icon", "apple-touch-icon", "mask-icon", "manifest", "preconnect", "dns-prefetch", "prefetch", "prerender"];
    element.value(Key::Rel).is_some_and(|rel| rel.split_ascii_whitespace().any(|word| LOADED.iter().any(|l| word.eq_ignore_ascii_case(l))))
}
