// SPDX-License-Identifier: EUPL-1.2
//! What can be reported, and who takes care of it.

use super::booking::within;
use super::desk::{Desk, Field};
use crate::decode::{List, Spanned, nearest};
use crate::fault::Fault;
use crate::parse::Kind;
use crate::raw::report::{RawEmergency, RawQuestionOfReport, RawReportCategory, RawReportKind, RawReports, RawRoute};
use crate::raw::value;
use crate::span::Span;
use model::report::{AnswerType, Emergency, ReportCategory, ReportKind, ReportQuestion, Reports, Route};
use model::slug::Slug;
use model::text::Line;
use std::collections::BTreeSet;

/// Days for which a citizen's data are kept, where the file is silent.
const KEEP_DAYS: u32 = 365;

/// Questions that a sub-type may add, at most: more is a form of its own.
const QUESTIONS: usize = 6;

/// Checks the whole file.
pub fn reports(form: &RawReports, desk: &mut Desk<'_>) -> Reports {
    let mut categories: Vec<ReportCategory> = Vec::new();
    let mut kinds = BTreeSet::new();
    for raw in value(&form.categorie).into_iter().flatten() {
        let Some(category) = category(&raw.value, &mut kinds, desk) else { continue };
        if categories.iter().any(|known| known.id == category.id) {
            twice(raw.span, category.id.as_str(), desk);
            continue;
        }
        categories.push(category);
    }
    let routes = routes(&form.smistamento, &categories, desk);
    let emergencies = value(&form.emergenze).into_iter().flatten().filter_map(|raw| emergency(&raw.value, desk)).collect();
    let keep_days = form.conserva_giorni.as_ref().map_or(Some(KEEP_DAYS), |_| within(&form.conserva_giorni, 1, 3650, desk));
    Reports { categories, routes, emergencies, outside: value(&form.fuori_comune).cloned(), keep_days: keep_days.unwrap_or(KEEP_DAYS) }
}

fn twice(span: Span, id: &str, desk: &mut Desk<'_>) {
    let file = desk.faults.file().clone();
    desk.faults.add(|path| Fault::duplicate_id(path, span, id, &file));
}

/// A telephone number as it is dialled.
fn emergency(form: &RawEmergency, desk: &mut Desk<'_>) -> Option<Emergency> {
    let number = form.numero.as_ref()?;
    let digits = number.value.as_str().trim_start_matches('+');
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ') {
        desk.faults.add(|file| Fault::wrong_type(file, number.span, "un numero di telefono, con le sole cifre", &format!("`{}`", number.value.as_str())));
        return None;
    }
    Some(Emergency { number: number.value.clone(), name: value(&form.nome)?.clone(), when: value(&form.quando)?.clone() })
}

fn category(form: &RawReportCategory, known: &mut BTreeSet<Slug>, desk: &mut Desk<'_>) -> Option<ReportCategory> {
    let id = desk.slug(&form.id);
    let office = desk.refer(Kind::Office, &form.ufficio);
    let promised_days = within(&form.giorni_promessi, 1, 365, desk);
    let needs_position = value(&form.serve_posizione).copied();
    desk.some(&form.tipi, "tipi");
    let mut kinds: Vec<ReportKind> = Vec::new();
    for raw in value(&form.tipi).into_iter().flatten() {
        let Some(kind) = kind(&raw.value, office.as_ref(), needs_position, promised_days, desk) else { continue };
        // Addresses and the open data name a sub-type without its category.
        if known.insert(kind.id.clone()) {
            kinds.push(kind);
        } else {
            twice(raw.span, kind.id.as_str(), desk);
        }
    }
    Some(ReportCategory {
        id: id?,
        name: value(&form.nome)?.clone(),
        summary: value(&form.descrizione)?.clone(),
        office: office?,
        emergency_notice: value(&form.avviso_emergenza).copied().unwrap_or(false),
        promised_days: promised_days?,
        kinds,
    })
}

fn kind(form: &RawReportKind, office: Option<&Slug>, needs_position: Option<bool>, promised_days: Option<u32>, desk: &mut Desk<'_>) -> Option<ReportKind> {
    let id = desk.slug(&form.id);
    let office = if form.ufficio.is_some() { desk.refer(Kind::Office, &form.ufficio) } else { office.cloned() };
    let promised_days = if form.giorni_promessi.is_some() { within(&form.giorni_promessi, 1, 365, desk) } else { promised_days };
    if let Some(list) = form.domande.as_ref().filter(|list| list.value.len() > QUESTIONS) {
        desk.faults.add(|file| Fault::too_many_items(file, list.span, list.value.len(), QUESTIONS));
    }
    let mut questions: Vec<ReportQuestion> = Vec::new();
    for raw in value(&form.domande).into_iter().flatten() {
        let Some(question) = question(&raw.value, desk) else { continue };
        if questions.iter().any(|known| known.id == question.id) {
            twice(raw.span, question.id.as_str(), desk);
            continue;
        }
        questions.push(question);
    }
    let needs_position = value(&form.serve_posizione).copied().or(needs_position);
    Some(ReportKind { id: id?, name: value(&form.nome)?.clone(), office: office?, needs_position: needs_position?, promised_days: promised_days?, questions })
}

fn question(form: &RawQuestionOfReport, desk: &mut Desk<'_>) -> Option<ReportQuestion> {
    let id = desk.slug(&form.id);
    let answer = value(&form.risposta)?.0;
    let choices = desk.lines(&form.scelte);
    let span = form.risposta.as_ref().map(|field| field.span).unwrap_or_default();
    match (answer, form.scelte.as_ref()) {
        (AnswerType::Choice, None) => desk.faults.add(|file| Fault::missing_key(file, span, "scelte")),
        (AnswerType::Choice, Some(list)) if choices.len() < 2 => desk.faults.add(|file| Fault::too_few_choices(file, list.span)),
        (AnswerType::Text | AnswerType::YesNo, Some(list)) => desk.faults.add(|file| Fault::needless_choices(file, list.span)),
        _ => {}
    }
    Some(ReportQuestion { id: id?, text: value(&form.domanda)?.clone(), answer, choices, required: value(&form.obbligatoria).copied().unwrap_or(false) })
}

/// The rules in their order. Each must take something that no rule before it takes, and that can happen.
fn routes(field: &Field<List<RawRoute>>, categories: &[ReportCategory], desk: &mut Desk<'_>) -> Vec<Route> {
    let kinds: Vec<&ReportKind> = categories.iter().flat_map(|category| &category.kinds).collect();
    let mut out: Vec<Route> = Vec::new();
    for Spanned { value: raw, span } in value(field).into_iter().flatten() {
        let Some(route) = route(raw, &kinds, desk) else { continue };
        let takes = |kind: &Slug, district: Option<&Slug>| !out.iter().any(|before| before.takes(kind, district));
        let reached = route.kinds.iter().any(|kind| match route.districts.as_slice() {
            [] => takes(kind, None),
            some => some.iter().any(|district| takes(kind, Some(district))),
        });
        let placeless = |kind: &&Slug| kinds.iter().any(|known| known.id == **kind && !known.needs_position);
        if let Some(kind) = route.kinds.iter().find(placeless).filter(|_| !route.districts.is_empty()) {
            desk.faults.add(|file| Fault::route_without_place(file, *span, kind.as_str()));
        } else if !reached {
            desk.faults.add(|file| Fault::dead_route(file, *span));
        }
        out.push(route);
    }
    out
}

fn route(form: &RawRoute, kinds: &[&ReportKind], desk: &mut Desk<'_>) -> Option<Route> {
    desk.some(&form.tipi, "tipi");
    let named = chosen(&form.tipi, "il tipo di problema", kinds.iter().map(|kind| kind.id.as_str()), desk);
    let districts = if form.quartieri.is_some() {
        desk.some(&form.quartieri, "quartieri");
        let known: Vec<&str> = desk.index.districts.iter().copied().collect();
        chosen(&form.quartieri, "il quartiere", known.iter().copied(), desk)
    } else {
        Vec::new()
    };
    let office = desk.refer(Kind::Office, &form.ufficio)?;
    // A rule whose names are wrong is no rule; that they are is said already.
    let whole = |field: &Field<List<Line>>, found: &[Slug]| value(field).map_or(0, Vec::len) == found.len();
    (!named.is_empty() && whole(&form.tipi, &named) && whole(&form.quartieri, &districts)).then_some(Route { kinds: named, districts, office })
}

/// Names of a list, each of which must be known.
fn chosen<'n>(field: &Field<List<Line>>, noun: &'static str, known: impl Iterator<Item = &'n str> + Clone, desk: &mut Desk<'_>) -> Vec<Slug> {
    let mut out: Vec<Slug> = Vec::new();
    for name in value(field).into_iter().flatten() {
        let id = name.value.as_str();
        if out.iter().any(|known| known.as_str() == id) {
            desk.faults.add(|file| Fault::duplicate_reference(file, name.span, id));
        } else if known.clone().any(|known| known == id) {
            out.extend(Slug::parse(id).ok());
        } else {
            let near = nearest(id, known.clone());
            desk.faults.add(|file| Fault::unknown_reference(file, name.span, noun, id, near));
        }
    }
    out
}
