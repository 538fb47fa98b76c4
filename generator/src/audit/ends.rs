// SPDX-License-Identifier: EUPL-1.2
//! Rules on an element that ends, when one knows what was in it: names of links and buttons,
//! headings, labels, tables, JSON-LD.

use std::ops::Range;

use super::json::Outline;
use super::walk::{Open, Walk, Watch};

impl<'a> Walk<'a> {
    /// Looks at an element that ends.
    pub(super) fn check_end(&mut self, open: &Open<'a>, has_text: bool, end: usize) {
        let place = open.place.clone();
        match open.watch {
            Watch::Nothing | Watch::Table { has_headers: true } => {}
            Watch::Label(index) => {
                self.facts.labels[index].has_text |= has_text;
                self.label = None;
            }
            Watch::Title => {
                if let Some(title) = self.facts.titles.last_mut() {
                    title.1 = has_text;
                }
            }
            Watch::JsonLd { is_metatag } => self.check_json(open, is_metatag, end),
            Watch::Table { has_headers: false } => {
                self.faults.add_with_hint("html.tabella", place, "la tabella non ha intestazioni `<th>`".to_owned(), "scrivi la prima riga, o la prima colonna, con `<th>`")
            }
            Watch::Link | Watch::Button | Watch::Heading if has_text => {}
            Watch::Link => {
                let title = match self.facts.links.iter().rev().find(|link| within(&link.address.place, &place)) {
                    Some(link) => format!("il link `{}` non ha un testo", link.address.text),
                    None => "il link non ha un testo".to_owned(),
                };
                self.faults.add_with_hint("html.nome-link", place, title, "scrivi un testo, un `aria-label` o l'`alt` dell'immagine");
            }
            Watch::Button => self.faults.add_with_hint("html.nome-pulsante", place, "il pulsante non ha un testo".to_owned(), "scrivi un testo o un `aria-label`"),
            Watch::Heading => self.faults.add("html.titolo-vuoto", place, format!("il titolo `<{}>` è vuoto", open.name)),
        }
    }

    fn check_json(&mut self, open: &Open<'a>, is_metatag: bool, end: usize) {
        let json = self.html.get(open.place.end..end).unwrap_or_default();
        match Outline::read(json) {
            Ok(value @ (Outline::Object(_) | Outline::List)) => {
                if is_metatag {
                    self.facts.metatag.get_or_insert((open.place.clone(), value));
                }
            }
            Ok(_) => self.faults.add("html.json-ld", open.place.clone(), "il JSON-LD non è un oggetto né una lista".to_owned()),
            Err(error) => {
                let before = json.split_inclusive('\n').take(error.line().saturating_sub(1));
                let line: usize = before.map(str::len).sum();
                let at = open.place.end + line + error.column().saturating_sub(1);
                self.faults.add("html.json-ld", at..at + 1, "il JSON-LD si interrompe qui: non è JSON valido".to_owned());
            }
        }
    }
}

fn within(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}
