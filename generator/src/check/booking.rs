// SPDX-License-Identifier: EUPL-1.2
//! What can be booked.

use super::desk::{Desk, Field};
use super::timetable::{releases, timetable};
use crate::fault::Fault;
use crate::parse::Kind;
use crate::raw::booking::RawBookable;
use crate::raw::value;
use model::bookable::{Bookable, Places};
use model::slug::Slug;

/// The most places of one slot.
const PLACES: u32 = 10_000;

/// Minutes, at most, until a place that was given back can be booked again, where the file is silent.
const REOPEN_MINUTES: u32 = 15;

/// Checks a bookable thing.
pub fn bookable(id: &Slug, form: &RawBookable, desk: &mut Desk<'_>) -> Option<Bookable> {
    let office = desk.refer(Kind::Office, &form.ufficio);
    let organisation = match &form.ente {
        Some(_) => desk.refer(Kind::Office, &form.ente),
        None => desk.index.root_office.and_then(|root| Slug::parse(root).ok()),
    };
    let place = desk.refer(Kind::Place, &form.luogo);
    let services = desk.refer_all(Kind::Service, &form.servizi, None);
    let places = places(form, desk);
    let timetable = timetable(form, desk);
    let horizon_days = within(&form.orizzonte_giorni, 1, 730, desk);
    let keep_days = within(&form.conserva_giorni, 1, 3650, desk);
    let per_person = form.massimo_a_persona.as_ref().and_then(|_| within(&form.massimo_a_persona, 1, PLACES, desk));
    let bring = desk.lines(&form.cosa_portare);
    let releases = releases(form, places.as_ref().map(Places::count), horizon_days, desk);
    let reopen_minutes = form.riapertura_minuti.as_ref().map_or(Some(REOPEN_MINUTES), |_| within(&form.riapertura_minuti, 0, 24 * 60, desk));
    Some(Bookable {
        id: id.clone(),
        title: value(&form.titolo)?.clone(),
        summary: value(&form.descrizione)?.clone(),
        kind: value(&form.tipo)?.0,
        office: office?,
        organisation: organisation?,
        place,
        services,
        places: places?,
        timetable: timetable?,
        releases,
        notice_hours: *value(&form.preavviso_ore)?,
        horizon_days: horizon_days?,
        cancel_hours: value(&form.disdetta_ore).copied().unwrap_or(0),
        per_person,
        fields: value(&form.campi).into_iter().flatten().map(|code| code.value.0).collect(),
        bring,
        reopen_minutes: reopen_minutes?,
        keep_days: keep_days?,
    })
}

/// A number between two others, both included.
pub fn within(field: &Field<u32>, from: u32, to: u32, desk: &mut Desk<'_>) -> Option<u32> {
    let number = field.as_ref()?;
    if !(from..=to).contains(&number.value) {
        desk.faults.add(|file| Fault::out_of_range(file, number.span, &number.value.to_string(), &from.to_string(), &to.to_string()));
        return None;
    }
    Some(number.value)
}

fn places(form: &RawBookable, desk: &mut Desk<'_>) -> Option<Places> {
    match (&form.posti, &form.nomi_posti) {
        (Some(_), None) => within(&form.posti, 1, PLACES, desk).map(Places::Count),
        (None, Some(_)) => {
            desk.some(&form.nomi_posti, "nomi_posti");
            Some(Places::Named(desk.lines(&form.nomi_posti)))
        }
        (both, _) => {
            let span = both.as_ref().map(|field| field.span).or(form.titolo.as_ref().map(|title| title.span)).unwrap_or_default();
            desk.faults.add(|file| Fault::one_of_two_keys(file, span, "posti", "nomi_posti"));
            None
        }
    }
}
