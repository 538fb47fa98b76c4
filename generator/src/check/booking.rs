// SPDX-License-Identifier: EUPL-1.2
//! What can be booked, and comics.

use super::desk::{Desk, Field};
use super::timetable::{releases, timetable};
use crate::decode::nearest;
use crate::fault::Fault;
use crate::parse::Kind;
use crate::raw::booking::RawBookable;
use crate::raw::comic::{RawComic, RawPanel};
use crate::raw::value;
use model::bookable::{Bookable, Places};
use model::comic::{Balloon, Comic, Panel};
use model::slug::Slug;
use model::text::Line;

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

/// Checks a comic: everybody on stage is in the cast, every panel has a name of its own.
pub fn comic(id: &Slug, form: &RawComic, desk: &mut Desk<'_>) -> Option<Comic> {
    let services = desk.refer_some(Kind::Service, &form.servizi, "servizi");
    let mut cast: Vec<(Slug, Line)> = Vec::new();
    for (name, look) in value(&form.personaggi).map(|named| named.0.as_slice()).unwrap_or_default() {
        let slug = desk.slug(&Some(name.clone()));
        cast.extend(slug.zip(value(&look.value.nome).cloned()));
    }
    desk.some(&form.vignette, "vignette");
    let mut panels: Vec<Panel> = Vec::new();
    for raw in value(&form.vignette).into_iter().flatten() {
        let Some(panel) = panel(&raw.value, &cast, desk) else { continue };
        if panels.iter().any(|known| known.id == panel.id) {
            let file = desk.faults.file().clone();
            desk.faults.add(|path| Fault::duplicate_id(path, raw.span, panel.id.as_str(), &file));
            continue;
        }
        panels.push(panel);
    }
    if let Some(cover) = form.copertina.as_ref().filter(|cover| cover.value == 0 || cover.value as usize > panels.len()) {
        desk.faults.add(|file| Fault::out_of_range(file, cover.span, &cover.value.to_string(), "1", &panels.len().to_string()));
    }
    Some(Comic { id: id.clone(), title: value(&form.titolo)?.clone(), summary: value(&form.descrizione)?.clone(), services, cast, panels })
}

fn panel(form: &RawPanel, cast: &[(Slug, Line)], desk: &mut Desk<'_>) -> Option<Panel> {
    let id = desk.slug(&form.id);
    let mut member = |field: &Field<Line>| {
        let who = field.as_ref()?;
        let found = cast.iter().find(|(slug, _)| slug.as_str() == who.value.as_str());
        if found.is_none() {
            let near = nearest(who.value.as_str(), cast.iter().map(|(slug, _)| slug.as_str()));
            desk.faults.add(|file| Fault::not_in_cast(file, who.span, who.value.as_str(), near));
        }
        found.map(|(slug, _)| slug.clone())
    };
    for actor in value(&form.personaggi).into_iter().flatten() {
        member(&actor.value.chi);
    }
    let mut lines = Vec::new();
    for balloon in value(&form.battute).into_iter().flatten() {
        let who = member(&balloon.value.chi);
        lines.extend(who.zip(value(&balloon.value.testo).cloned()).map(|(who, text)| Balloon { who, text }));
    }
    Some(Panel { id: id?, title: value(&form.titolo)?.clone(), description: value(&form.descrizione)?.clone(), narration: value(&form.narrazione).cloned(), lines })
}
