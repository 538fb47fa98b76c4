// SPDX-License-Identifier: EUPL-1.2
//! Translations: each beside an Italian text, with all that this must say, and not older than it.

use super::desk::{Desk, Field};
use super::service::sections;
use crate::fault::Fault;
use crate::parse::{Draft, Kind, Written, WrittenEnglishJourney};
use crate::raw::english::{RawEnglishJourney, RawEnglishService};
use crate::raw::value;
use crate::span::Span;
use jiff::civil::Date;
use model::service::CostKind;
use model::slug::Slug;
use model::translation::{Language, TranslatedJourney, TranslatedService, TranslatedStep};

/// Checks a service in English.
pub fn service(id: &Slug, written: &Written<RawEnglishService>, desk: &mut Desk<'_>) -> Option<TranslatedService> {
    let form: &RawEnglishService = &written.form;
    let Some(Draft::Service(italian)) = original(Kind::Service, id, desk) else { return None };
    up_to_date(&italian.form.aggiornato, &form.aggiornato, desk);
    let keywords = desk.lines(&form.parole_chiave);
    let to_verify = desk.lines(&form.da_verificare);
    let free = value(&italian.form.costo).and_then(|cost| value(&cost.tipo)).is_none_or(|kind| kind.0 == CostKind::Free);
    let sections = sections(&written.body, Language::English, free, desk);
    Some(TranslatedService {
        title: value(&form.titolo)?.clone(),
        summary: value(&form.descrizione)?.clone(),
        keywords,
        to_verify,
        updated: value(&form.aggiornato).copied(),
        sections: sections?,
    })
}

/// Checks a journey in English.
pub fn journey(id: &Slug, written: &WrittenEnglishJourney, desk: &mut Desk<'_>) -> Option<TranslatedJourney> {
    let form: &RawEnglishJourney = &written.form;
    let Some(Draft::Journey(italian)) = original(Kind::Journey, id, desk) else { return None };
    up_to_date(&italian.form.aggiornato, &form.aggiornato, desk);
    let keywords = desk.lines(&form.parole_chiave);
    if let (Some(there), Some(here)) = (value(&italian.form.passi), &form.passi)
        && there.len() != here.value.len()
    {
        desk.faults.add(|file| Fault::other_steps(file, here.span, there.len(), here.value.len()));
    }
    let steps = value(&form.passi).into_iter().flatten().zip(&written.steps).map(|(raw, text)| {
        let text = desk.prose(text);
        Some(TranslatedStep { title: value(&raw.value.titolo)?.clone(), by_when: value(&raw.value.entro).cloned(), text })
    });
    let steps: Vec<Option<TranslatedStep>> = steps.collect();
    let body = desk.prose(&written.body);
    Some(TranslatedJourney {
        title: value(&form.titolo)?.clone(),
        summary: value(&form.descrizione)?.clone(),
        first: value(&form.prima_di_tutto)?.clone(),
        keywords,
        steps: steps.into_iter().collect::<Option<_>>()?,
        updated: value(&form.aggiornato).copied(),
        body,
    })
}

/// The Italian text, without which a translation is a fault.
fn original<'d>(kind: Kind, id: &Slug, desk: &mut Desk<'d>) -> Option<&'d Draft> {
    let Some(parsed) = desk.index.named.get(&kind).and_then(|names| names.get(id.as_str())) else {
        desk.faults.add(|file| Fault::orphan_translation(file, id.as_str()));
        return None;
    };
    parsed.draft.as_ref()
}

/// A translation that was not read again since the Italian text was says something else by now.
fn up_to_date(italian: &Field<Date>, english: &Field<Date>, desk: &mut Desk<'_>) {
    let Some(date) = value(italian).copied() else { return };
    if value(english).is_none_or(|own| *own < date) {
        desk.faults.add(|file| Fault::stale_translation(file, english.as_ref().map_or(Span::FILE, |own| own.span), &date.to_string()));
    }
}
