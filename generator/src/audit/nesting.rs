// SPDX-License-Identifier: EUPL-1.2
//! Elements that end where they should: unclosed ones, stray end tags, blocks in paragraphs,
//! items outside lists. The end tags that HTML lets one leave out are put back silently.

use std::ops::Range;

use super::element::Element;
use super::facts::Within;
use super::names::{Key, Tag};
use super::walk::Walk;

const RULE: &str = "html.annidamento";

impl<'a> Walk<'a> {
    /// Before an element starts: ends what its start ends, and looks where it stands.
    pub(super) fn nest(&mut self, element: &Element<'a, '_>) {
        while self.stack.last().is_some_and(|open| element.tag.ends(open.tag)) {
            self.close(element.at);
        }
        if self.within.has(Within::PARAGRAPH) && element.tag.ends_paragraph() {
            self.faults.add(RULE, element.place(), format!("`<{}>` non può stare dentro `<p>`", element.name));
        }
        if self.within.has(Within::LINK) && (element.tag == Tag::Button || element.tag == Tag::A && element.has(Key::Href)) {
            self.faults.add(RULE, element.place(), format!("`<{}>` sta dentro un altro link o pulsante", element.name));
        }
        self.check_list(element);
    }

    /// An end tag.
    pub(super) fn end(&mut self, name: &'a str, place: Range<usize>) {
        if self.stack.last().is_some_and(|open| open.name == name) {
            self.close(place.start);
            return;
        }
        let Some(depth) = self.stack.iter().rposition(|open| open.name.eq_ignore_ascii_case(name)) else {
            self.stray(name, place);
            return;
        };
        while self.stack.len() > depth + 1 {
            let Some(open) = self.close(place.start) else {
                return;
            };
            if !open.tag.ends_alone() {
                self.faults.add(RULE, open.place, format!("`<{}>` non è chiuso prima di `</{name}>`", open.name));
                self.owed.push(open.name);
            }
        }
        self.close(place.start);
    }

    /// The end of the page.
    pub(super) fn finish(&mut self) {
        let end = self.html.len();
        while let Some(open) = self.close(end) {
            if !open.tag.ends_alone() {
                self.faults.add(RULE, open.place, format!("`<{}>` non è chiuso", open.name));
            }
        }
    }

    fn stray(&mut self, name: &str, place: Range<usize>) {
        if let Some(owed) = self.owed.iter().position(|owed| owed.eq_ignore_ascii_case(name)) {
            self.owed.remove(owed);
            return;
        }
        let title = format!("`</{name}>` chiude un elemento che non è aperto");
        if name == "p" {
            let hint = "un `<p>` finisce da solo davanti a un blocco, come `<div>` o `<ul>`";
            self.faults.add_with_hint(RULE, place, title, hint);
        } else {
            self.faults.add(RULE, place, title);
        }
    }

    fn check_list(&mut self, element: &Element) {
        use Tag::*;
        let Some(parent) = self.stack.last() else {
            return;
        };
        let title = match (element.tag, parent.tag) {
            (Li, Ul | Ol | Menu | Template) => return,
            (Li, _) => format!("`<li>` sta dentro `<{}>` e non in una lista", parent.name),
            (Script | Template, _) => return,
            (_, Ul | Ol) => format!("`<{}>` sta direttamente dentro `<{}>`: servono `<li>`", element.name, parent.name),
            _ => return,
        };
        self.faults.add(RULE, element.place(), title);
    }
}
