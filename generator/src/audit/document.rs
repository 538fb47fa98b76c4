// SPDX-License-Identifier: EUPL-1.2
//! Rules on a whole page, whatever it is about: doctype, language, titles, ids, references, labels.

use super::PageKind;
use super::address::decode;
use super::facts::{Facts, Faults, Field, Word};
use super::text::trim;

/// The rules, each a function over what the pass has found.
const CHECKS: &[fn(&Facts, PageKind, &mut Faults)] = &[doctype, language, title, main_heading, heading_order, labels];

/// Checks a page, whatever it is about; sorts its ids.
pub(super) fn check(facts: &mut Facts, kind: PageKind, faults: &mut Faults) {
    for check in CHECKS {
        check(facts, kind, faults);
    }
    facts.ids.sort_by(|a, b| (&a.text, a.place.start).cmp(&(&b.text, b.place.start)));
    repeated_ids(facts, faults);
    references(facts, faults);
}

/// Whether the page has this id. The ids must be sorted.
fn has_id(facts: &Facts, id: &str) -> bool {
    facts.ids.binary_search_by(|own| own.text.as_ref().cmp(id)).is_ok()
}

fn doctype(facts: &Facts, _: PageKind, faults: &mut Faults) {
    if !facts.has_doctype {
        let title = "manca `<!doctype html>` all'inizio della pagina".to_owned();
        faults.add("html.doctype", 0..0, title);
    }
}

fn language(facts: &Facts, _: PageKind, faults: &mut Faults) {
    let title = match &facts.html {
        None => "manca l'elemento `<html>`",
        Some((_, None)) => "l'elemento `<html>` non dice la lingua della pagina",
        Some(_) => return,
    };
    let place = facts.html.as_ref().map_or(0..0, |(place, _)| place.clone());
    faults.add_with_hint("html.lingua", place, title.to_owned(), "scrivi `<html lang=\"it\">`");
}

fn title(facts: &Facts, kind: PageKind, faults: &mut Faults) {
    const RULE: &str = "html.titolo";
    match facts.titles.as_slice() {
        [] => faults.add(RULE, facts.nowhere(), "la pagina non ha un `<title>`".to_owned()),
        [(_, true)] => {}
        [(place, false)] if kind != PageKind::Shell => {
            faults.add(RULE, place.clone(), "il `<title>` della pagina è vuoto".to_owned());
        }
        [_] => {}
        [_, (place, _), ..] => {
            let title = "la pagina ha più di un `<title>`".to_owned();
            faults.add(RULE, place.clone(), title);
        }
    }
}

fn main_heading(facts: &Facts, kind: PageKind, faults: &mut Faults) {
    let mut main = facts.headings.iter().filter(|heading| heading.level == 1);
    if main.next().is_none() && kind != PageKind::Shell {
        let title = "la pagina non ha un titolo `<h1>`".to_owned();
        faults.add("html.h1", facts.nowhere(), title);
    }
    for heading in main {
        let title = "la pagina ha più di un titolo `<h1>`".to_owned();
        faults.add("html.h1", heading.place.clone(), title);
    }
}

fn heading_order(facts: &Facts, kind: PageKind, faults: &mut Faults) {
    if kind == PageKind::Shell {
        return;
    }
    let mut before = 1;
    for heading in &facts.headings {
        if heading.level > before + 1 {
            faults.add_with_hint(
                "html.ordine-titoli",
                heading.place.clone(),
                format!("dopo `<h{before}>` viene `<h{}>`: manca un livello", heading.level),
                format!("usa `<h{}>`", before + 1),
            );
        }
        before = heading.level;
    }
}

fn labels(facts: &Facts, _: PageKind, faults: &mut Faults) {
    let is_labelled = |field: &Field| {
        field.label.is_some_and(|label| facts.labels[label].has_text)
            || field.id.as_ref().is_some_and(|id| facts.labels.iter().any(|l| l.has_text && l.target.as_ref().is_some_and(|target| target.text == id.text)))
    };
    for field in facts.fields.iter().filter(|field| !is_labelled(field)) {
        faults.add_with_hint(
            "html.etichetta",
            field.place.clone(),
            format!("il campo `{}` non ha un'etichetta", field.name.text),
            "aggiungi una `<label for=…>` con l'`id` del campo",
        );
    }
}

fn repeated_ids(facts: &Facts, faults: &mut Faults) {
    for two in facts.ids.windows(2).filter(|two| two[0].text == two[1].text) {
        faults.add("html.id-doppio", two[1].place.clone(), format!("l'`id` `{}` è usato più di una volta", two[1].text));
    }
}

fn references(facts: &Facts, faults: &mut Faults) {
    const RULE: &str = "html.riferimento";
    for reference in facts.references.iter().filter(|r| !has_id(facts, &r.id.text)) {
        faults.add(RULE, reference.id.place.clone(), format!("`{}` punta all'`id` `{}`, che nella pagina non c'è", reference.attribute.text, reference.id.text));
    }
    for link in facts.links.iter().map(|link| &link.address).filter(|link| !leads_somewhere(facts, link)) {
        faults.add(RULE, link.place.clone(), format!("il link `{}` punta a un `id` che nella pagina non c'è", link.text));
    }
}

/// Whether a link to a fragment of the same page finds it; other links are not judged here.
fn leads_somewhere(facts: &Facts, link: &Word) -> bool {
    // Nearly all links lead to another page.
    if link.text.starts_with('/') {
        return true;
    }
    let Some(fragment) = trim(&link.text).strip_prefix('#') else {
        return true;
    };
    is_always_there(fragment) || has_id(facts, &decode(fragment))
}

/// Fragments that need no id: the top of the page, and those that search a text.
pub(super) fn is_always_there(fragment: &str) -> bool {
    fragment.eq_ignore_ascii_case("top") || fragment.starts_with(":~:")
}
