// SPDX-License-Identifier: EUPL-1.2
//! A service: its references, its state, its sections.

use super::desk::Desk;
use crate::decode::{Spanned, nearest};
use crate::fault::Fault;
use crate::markdown::{Body, Part};
use crate::parse::{Kind, Written};
use crate::raw::service::{RawService, StateCode};
use crate::raw::value;
use model::service::{CostKind, Identity, Section, Sections, Service, State};
use model::slug::Slug;
use model::text::Prose;
use model::translation::Language;
use model::vocabulary::Coded;
use std::collections::BTreeMap;

/// Sections without which a sheet says too little, whatever the service.
const NEEDED: [Section; 5] = [Section::Addressed, Section::HowTo, Section::Needed, Section::Achieved, Section::Timing];

/// Checks a service.
pub fn service(id: &Slug, written: &Written<RawService>, desk: &mut Desk<'_>) -> Option<Service> {
    let form = &written.form;
    let state = state(form, desk);
    let category = desk.refer(Kind::Category, &form.categoria);
    let topics = desk.refer_some(Kind::Topic, &form.argomenti, "argomenti");
    desk.some(&form.destinatari, "destinatari");
    let life_events = desk.life_events(&form.eventi_vita);
    let office = desk.refer(Kind::Office, &form.ufficio);
    let other_offices = desk.refer_all(Kind::Office, &form.altri_uffici, office.as_ref());
    let online = desk.linked(&form.online);
    let bookables = desk.refer_all(Kind::Bookable, &form.prenotazioni, None);
    let related = desk.refer_all(Kind::Service, &form.correlati, Some(id));
    let documents = desk.refer_all(Kind::Document, &form.documenti, None);
    let tutorial = desk.refer(Kind::Tutorial, &form.tutorial);
    let comic = desk.refer(Kind::Comic, &form.fumetto);
    let laws = desk.lines(&form.norme);
    let keywords = desk.lines(&form.parole_chiave);
    let to_verify = desk.lines(&form.da_verificare);
    let cost = value(&form.costo).and_then(|cost| Some(model::service::Cost { kind: value(&cost.tipo)?.0, amount: value(&cost.importo).cloned() }));
    let free = cost.as_ref().is_some_and(|cost| cost.kind == CostKind::Free);
    let sections = sections(&written.body, Language::Italian, free || cost.is_none(), desk);
    Some(Service {
        id: id.clone(),
        title: value(&form.titolo)?.clone(),
        summary: value(&form.descrizione)?.clone(),
        state: state?,
        category: category?,
        topics,
        audiences: value(&form.destinatari)?.iter().map(|code| code.value.0).collect(),
        life_events,
        office: office?,
        other_offices,
        channel: value(&form.canale)?.0,
        identity: value(&form.identita).map_or(Identity::None, |code| code.0),
        online,
        bookables,
        cost: cost?,
        term_days: value(&form.termine_giorni).copied(),
        closes: value(&form.scade).copied(),
        laws,
        keywords,
        related,
        documents,
        tutorial,
        comic,
        to_verify,
        updated: value(&form.aggiornato).copied(),
        sections: sections?,
    })
}

fn state(form: &RawService, desk: &mut Desk<'_>) -> Option<State> {
    let suspended = form.stato.as_ref().filter(|code| matches!(code.value.0, StateCode::Suspended));
    match (suspended, &form.motivo_stato) {
        (Some(_), Some(reason)) => Some(State::Suspended(reason.value.clone())),
        (Some(code), None) => {
            desk.faults.add(|file| Fault::missing_reason(file, code.span));
            None
        }
        (None, Some(reason)) => {
            desk.faults.add(|file| Fault::needless_reason(file, reason.span));
            None
        }
        (None, None) => {
            let today = desk.index.today;
            if let Some(closes) = form.scade.as_ref().filter(|closes| closes.value < today) {
                let (date, today) = (model::words::date(closes.value), model::words::date(today));
                desk.faults.add(|file| Fault::past_closing(file, closes.span, &date, &today));
            }
            Some(State::Active)
        }
    }
}

/// The sections by their titles in a language. `no_costs` when a sheet may be silent about costs.
pub fn sections(body: &Body, language: Language, no_costs: bool, desk: &mut Desk<'_>) -> Option<Sections> {
    desk.links(body);
    let labels: Vec<&str> = Section::ALL.iter().map(|section| section.title(language)).collect();
    let mut found: BTreeMap<Section, &Part> = BTreeMap::new();
    let mut meant: Vec<&str> = Vec::new();
    for heading in body.inner.iter().filter(|heading| labels.contains(&heading.value.as_str())) {
        meant.push(heading.value.as_str());
        desk.faults.add(|file| Fault::section_at_wrong_level(file, heading.span, &heading.value));
    }
    for part in &body.parts {
        let Some(Spanned { value: title, span }) = &part.title else {
            desk.faults.add(|file| Fault::text_before_sections(file, body.start));
            continue;
        };
        let Some(section) = Section::ALL.iter().copied().find(|section| section.title(language) == title) else {
            if !title.is_empty() {
                let near = nearest(title, labels.iter().copied());
                meant.extend(near);
                desk.faults.add(|file| Fault::unknown_section(file, *span, title, near, &labels));
            }
            continue;
        };
        if found.contains_key(&section) {
            desk.faults.add(|file| Fault::duplicate_section(file, *span, title));
            continue;
        }
        if part.empty {
            desk.faults.add(|file| Fault::empty_section(file, *span, title));
        }
        found.insert(section, part);
    }
    let needed = NEEDED.into_iter().chain((!no_costs).then_some(Section::Costs));
    // A section that is there under a mistaken heading is said once, at that heading.
    for section in needed.filter(|section| !found.contains_key(section) && !meant.contains(&section.title(language))) {
        desk.faults.add(|file| Fault::missing_section(file, body.start, section.title(language)));
    }
    let prose = |section| found.get(&section).map(|part| Prose { rendered: part.html.clone() });
    Some(Sections {
        addressed: prose(Section::Addressed)?,
        how_to: prose(Section::HowTo)?,
        needed: prose(Section::Needed)?,
        achieved: prose(Section::Achieved)?,
        timing: prose(Section::Timing)?,
        costs: prose(Section::Costs),
        access: prose(Section::Access),
        conditions: prose(Section::Conditions),
        special_cases: prose(Section::SpecialCases),
        more: prose(Section::More),
    })
}
