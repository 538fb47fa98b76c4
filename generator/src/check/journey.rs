// SPDX-License-Identifier: EUPL-1.2
//! A journey: the references of its steps, each of which must lead somewhere.

use super::desk::Desk;
use crate::decode::Spanned;
use crate::fault::Fault;
use crate::markdown::Body;
use crate::parse::{Kind, WrittenJourney};
use crate::raw::journey::RawStep;
use crate::raw::value;
use model::journey::{Journey, Step};
use model::slug::Slug;

/// Checks a journey.
pub fn journey(id: &Slug, written: &WrittenJourney, desk: &mut Desk<'_>) -> Option<Journey> {
    let form = &written.form;
    let life_events = desk.life_events(&form.eventi_vita);
    let topics = desk.refer_some(Kind::Topic, &form.argomenti, "argomenti");
    let keywords = desk.lines(&form.parole_chiave);
    let related = desk.refer_all(Kind::Journey, &form.correlati, Some(id));
    desk.some(&form.passi, "passi");
    let steps: Vec<Option<Step>> = value(&form.passi).into_iter().flatten().zip(&written.steps).map(|(raw, text)| step(raw, text, desk)).collect();
    let body = desk.prose(&written.body);
    Some(Journey {
        id: id.clone(),
        title: value(&form.titolo)?.clone(),
        summary: value(&form.descrizione)?.clone(),
        first: value(&form.prima_di_tutto)?.clone(),
        life_events,
        topics,
        keywords,
        steps: steps.into_iter().collect::<Option<_>>()?,
        related,
        updated: value(&form.aggiornato).copied(),
        body,
    })
}

fn step(raw: &Spanned<RawStep>, text: &Body, desk: &mut Desk<'_>) -> Option<Step> {
    let form = &raw.value;
    let services = desk.refer_all(Kind::Service, &form.servizi, None);
    let offices = desk.refer_all(Kind::Office, &form.uffici, None);
    let bookables = desk.refer_all(Kind::Bookable, &form.prenotazioni, None);
    let named = [&form.servizi, &form.uffici, &form.prenotazioni].into_iter().any(|list| value(list).is_some_and(|list| !list.is_empty()));
    if !named && text.links.is_empty() && form.testo.is_some() {
        desk.faults.add(|file| Fault::step_to_nowhere(file, form.titolo.as_ref().map_or(raw.span, |title| title.span)));
    }
    let text = desk.prose(text);
    Some(Step { title: value(&form.titolo)?.clone(), by_when: value(&form.entro).cloned(), text, services, offices, bookables })
}
