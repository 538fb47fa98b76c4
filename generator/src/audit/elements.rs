// SPDX-License-Identifier: EUPL-1.2
//! Rules on one start tag: images, fields, frames, scripts, and what to ask when it ends.

use super::element::{Attribute, Element};
use super::facts::{Field, Heading, Label, Within};
use super::names::{Key, Tag};
use super::walk::{Walk, Watch};

impl<'a> Walk<'a> {
    /// Looks at a start tag; says what to ask when the element ends.
    pub(super) fn check_element(&mut self, element: &Element<'a, '_>) -> Watch {
        match element.tag {
            Tag::A => return self.check_link(element),
            Tag::Button => return self.named_or(element, Watch::Button),
            Tag::Img => self.check_image(element),
            Tag::Area => self.check_area(element),
            Tag::Input | Tag::Select | Tag::Textarea => self.check_field(element),
            Tag::Iframe => self.check_frame(element),
            Tag::Script => return self.check_script(element),
            Tag::Title if !self.is_in_svg() => {
                self.facts.titles.push((element.place(), false));
                return Watch::Title;
            }
            Tag::Html => {
                let lang = element.get(Key::Lang).map(Attribute::word);
                self.facts.html.get_or_insert((element.place(), lang));
            }
            Tag::Label => {
                let target = element.get(Key::For).map(Attribute::word);
                let has_text = element.says(Key::AriaLabel);
                self.facts.labels.push(Label { target, has_text });
                self.label = Some(self.facts.labels.len() - 1);
                return Watch::Label(self.facts.labels.len() - 1);
            }
            Tag::Table if !element.is(Key::Role, "presentation") && !element.is(Key::Role, "none") => {
                return Watch::Table { has_headers: false };
            }
            Tag::Th => self.note_header_cell(),
            Tag::Form if element.is(Key::Method, "post") && !element.has(Key::Action) => {
                let title = "il modulo non dice a chi spedire: manca `action`".to_owned();
                self.faults.add("html.modulo", element.place(), title);
            }
            tag => return self.check_heading(element, tag),
        }
        Watch::Nothing
    }

    /// What to ask when the element ends, if no attribute names it and readers can reach it.
    fn named_or(&self, element: &Element, watch: Watch) -> Watch {
        let is_hidden = self.within.has(Within::HIDDEN) || element.is(Key::AriaHidden, "true") || element.has(Key::Hidden);
        if is_hidden || is_named(element) { Watch::Nothing } else { watch }
    }

    fn check_link(&mut self, element: &Element) -> Watch {
        let lists = |word| element.lists(Key::Rel, word);
        if element.is(Key::Target, "_blank") && !lists("noopener") && !lists("noreferrer") {
            self.faults.add_with_hint(
                "html.nuova-scheda",
                element.place(),
                "il link si apre in un'altra scheda senza `rel=\"noopener\"`".to_owned(),
                "togli `target=\"_blank\"`, o aggiungi `rel=\"noopener\"`",
            );
        }
        if !element.has(Key::Href) {
            return Watch::Nothing;
        }
        self.named_or(element, Watch::Link)
    }

    fn check_image(&mut self, element: &Element) {
        let source = element.value(Key::Src).unwrap_or_default();
        match element.value(Key::Alt) {
            None => self.faults.add_with_hint(
                "html.img-alt",
                element.place(),
                format!("l'immagine `{source}` non ha `alt`"),
                "descrivila in poche parole; se è solo un ornamento scrivi `alt=\"\"`",
            ),
            Some(alt) if !alt.trim().is_empty() && !self.within.has(Within::HIDDEN) => {
                self.ink += 1;
            }
            Some(_) => {}
        }
        let missing = match (element.has(Key::Width), element.has(Key::Height)) {
            (true, true) => return,
            (false, true) => "`width`",
            (true, false) => "`height`",
            (false, false) => "`width` e `height`",
        };
        self.faults.add_with_hint("html.img-misure", element.place(), format!("l'immagine `{source}` non ha {missing}"), "con le misure la pagina non salta mentre si carica");
    }

    fn check_area(&mut self, element: &Element) {
        if element.has(Key::Href) && !element.says(Key::Alt) && !is_named(element) {
            self.faults.add("html.img-alt", element.place(), "la zona `<area>` della mappa non ha `alt`".to_owned());
        }
    }

    fn check_field(&mut self, element: &Element<'a, '_>) {
        let kind = element.value(Key::Type).unwrap_or("text").to_ascii_lowercase();
        if self.within.has(Within::HIDDEN) || element.has(Key::Hidden) || is_named(element) {
            return;
        }
        if element.tag == Tag::Input {
            match kind.as_str() {
                "hidden" | "submit" | "reset" => return,
                "image" if element.says(Key::Alt) => return,
                "image" => {
                    let title = "il pulsante con immagine non ha `alt`".to_owned();
                    self.faults.add("html.img-alt", element.place(), title);
                    return;
                }
                "button" => {
                    if !element.says(Key::Value) {
                        let title = "il pulsante non ha un testo".to_owned();
                        self.faults.add("html.nome-pulsante", element.place(), title);
                    }
                    return;
                }
                _ => {}
            }
        }
        let name = element.get(Key::Name).or_else(|| element.get(Key::Id));
        self.facts.fields.push(Field {
            place: element.place(),
            name: name.map_or_else(|| element.called(), Attribute::word),
            id: element.get(Key::Id).map(Attribute::word),
            label: self.label,
        });
    }

    fn check_frame(&mut self, element: &Element) {
        if !element.says(Key::Title) && !element.says(Key::AriaLabel) {
            let title = "il riquadro `<iframe>` non ha un `title`".to_owned();
            self.faults.add("html.iframe-titolo", element.place(), title);
        }
    }

    fn check_script(&mut self, element: &Element) -> Watch {
        if element.has(Key::Src) {
            return Watch::Nothing;
        }
        if element.is(Key::Type, "application/ld+json") {
            let is_metatag = element.value(Key::DataElement) == Some("metatag");
            return Watch::JsonLd { is_metatag };
        }
        if !element.is(Key::Type, "application/json") && !element.is(Key::Type, "speculationrules") {
            self.faults.add_with_hint(
                "html.script-nella-pagina",
                element.place(),
                "uno script scritto nella pagina non parte: la regola CSP lo blocca".to_owned(),
                "spostalo in un file `.js`",
            );
        }
        Watch::Nothing
    }

    fn check_heading(&mut self, element: &Element, tag: Tag) -> Watch {
        let Some(level) = tag.heading_level() else {
            return Watch::Nothing;
        };
        self.facts.headings.push(Heading { level, place: element.place() });
        self.named_or(element, Watch::Heading)
    }

    fn note_header_cell(&mut self) {
        let table = self.stack.iter_mut().rev().find(|open| open.tag == Tag::Table);
        if let Some(Watch::Table { has_headers }) = table.map(|table| &mut table.watch) {
            *has_headers = true;
        }
    }
}

/// Whether an attribute names the element.
fn is_named(element: &Element) -> bool {
    element.says(Key::AriaLabel) || element.says(Key::AriaLabelledby) || element.says(Key::Title)
}
