// SPDX-License-Identifier: EUPL-1.2
//! Criteria on the pages of the menu: C.SI.1.7 (titles of the second level), C.SI.2.1 (booking),
//! C.SI.1.3 (how many service sheets are listed).

use super::usable;
use crate::audit::facts::{Facts, Faults};
use crate::audit::mark::Mark;
use crate::audit::text::{excerpt, is_one_of, nearest};
use crate::audit::vocabulary::{FEWEST_SERVICES, MENU, MenuVoice};
use crate::audit::{Expectation, Menu};

pub(super) fn management(facts: &Facts, _: &Expectation, faults: &mut Faults) {
    second_level(facts, Menu::Management, faults);
}

pub(super) fn news(facts: &Facts, _: &Expectation, faults: &mut Faults) {
    second_level(facts, Menu::News, faults);
}

pub(super) fn services(facts: &Facts, _: &Expectation, faults: &mut Faults) {
    second_level(facts, Menu::Services, faults);
}

pub(super) fn live(facts: &Facts, _: &Expectation, faults: &mut Faults) {
    second_level(facts, Menu::Live, faults);
}

/// C.SI.1.7: there are categories, and their titles are those of the model.
fn second_level(facts: &Facts, menu: Menu, faults: &mut Faults) {
    const RULE: &str = "C.SI.1.7";
    let Some(voice) = MENU.iter().find(|voice| voice.menu == menu) else {
        return;
    };
    if !voice.second_level.iter().any(|&mark| usable(facts, mark).is_some()) {
        let marks: Vec<_> = voice.second_level.iter().map(|m| format!("`data-element=\"{}\"`", m.as_str())).collect();
        faults.add_with_hint(RULE, facts.nowhere(), "la pagina non porta a nessuna pagina di secondo livello".to_owned(), format!("segna i link con {}", marks.join(" o ")));
    }
    titles(facts, voice, RULE, faults);
    for marked in facts.marked(Mark::CustomCategoryLink) {
        let text = excerpt(&facts.text_of(marked));
        let title = format!("la categoria `{text}` non è del modello");
        faults.add(RULE, marked.place.clone(), title);
    }
}

fn titles(facts: &Facts, voice: &MenuVoice, rule: &'static str, faults: &mut Faults) {
    if voice.titles.is_empty() {
        return;
    }
    for &mark in voice.second_level {
        for marked in facts.marked(mark) {
            let text = facts.text_of(marked);
            if is_one_of(&text, voice.titles) {
                continue;
            }
            let title = format!("il titolo di secondo livello `{}` non è nel vocabolario di `{}`", excerpt(&text), voice.text);
            match nearest(&text, voice.titles) {
                None => faults.add(rule, marked.place.clone(), title),
                Some(near) => {
                    let hint = format!("forse `{near}`; nel link non deve esserci altro testo");
                    faults.add_with_hint(rule, marked.place.clone(), title, hint);
                }
            }
        }
    }
}

/// C.SI.2.1, on the list of services and on every sheet: one reaches the booking from here.
pub(super) fn booking(facts: &Facts, _: &Expectation, faults: &mut Faults) {
    const RULE: &str = "C.SI.2.1";
    if usable(facts, Mark::AllServices).is_none() {
        faults.add_with_hint(RULE, facts.nowhere(), "nel menu della pagina manca il link ai servizi".to_owned(), "segnalo con `data-element=\"all-services\"`");
    }
    if usable(facts, Mark::AppointmentBooking).is_some() {
        return;
    }
    let hint = "segnalo con `data-element=\"appointment-booking\"` e un indirizzo vero";
    match facts.marked(Mark::AppointmentBooking).next() {
        Some(marked) => {
            let title = "il link per prenotare non porta a niente".to_owned();
            faults.add_with_hint(RULE, marked.place.clone(), title, hint);
        }
        None => {
            let title = "manca il link per prenotare un appuntamento".to_owned();
            faults.add_with_hint(RULE, facts.nowhere(), title, hint);
        }
    }
}

/// C.SI.1.3: enough sheets are listed, and the list is not cut in pages.
pub(super) fn service_list(facts: &Facts, _: &Expectation, faults: &mut Faults) {
    const RULE: &str = "C.SI.1.3";
    let mut sheets: Vec<&str> = facts.marked(Mark::ServiceLink).filter_map(super::usable_href).collect();
    sheets.sort_unstable();
    sheets.dedup();
    if sheets.len() < FEWEST_SERVICES {
        faults.add_with_hint(
            RULE,
            facts.nowhere(),
            format!("la pagina porta a {} schede di servizio: servono almeno 10", sheets.len()),
            "segna ogni link a una scheda con `data-element=\"service-link\"`",
        );
    }
    for marked in facts.marked(Mark::PagerLink) {
        faults.add_with_hint(RULE, marked.place.clone(), "con `pager-link` il validatore conta solo i servizi di una pagina".to_owned(), "elenca tutti i servizi in questa pagina");
    }
}
