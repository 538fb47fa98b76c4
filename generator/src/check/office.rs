// SPDX-License-Identifier: EUPL-1.2
//! Offices, places, districts, topics and categories.

use super::desk::{Desk, Field};
use crate::decode::nearest;
use crate::fault::Fault;
use crate::parse::{Kind, Written};
use crate::raw::office::{RawCategory, RawContacts, RawDistricts, RawOffice, RawPlace, RawTopic};
use crate::raw::value;
use model::office::{Contacts, Office, OfficeKind, Role};
use model::place::{District, Place, Position};
use model::slug::Slug;
use model::taxonomy::{Category, Topic};
use model::text::Line;
use model::vocabulary::{CATEGORIES, TOPICS};

/// Checks an office.
pub fn office(id: &Slug, written: &Written<RawOffice>, desk: &mut Desk<'_>) -> Option<Office> {
    let form = &written.form;
    if let Some(parent) = form.fa_parte_di.as_ref().filter(|parent| parent.value.as_str() == id.as_str()) {
        desk.faults.add(|file| Fault::self_reference(file, parent.span, id.as_str()));
    }
    if let (None, Some(kind)) = (&form.fa_parte_di, &form.tipo)
        && kind.value.0 != OfficeKind::Body
    {
        desk.faults.add(|file| Fault::office_without_parent(file, kind.span));
    }
    let parent = desk.refer(Kind::Office, &form.fa_parte_di);
    let place = desk.refer(Kind::Place, &form.sede);
    let contacts = contacts(value(&form.contatti), desk);
    let hours = desk.hours(&form.orari);
    let closures = desk.closures(&form.chiusure);
    let keywords = desk.lines(&form.parole_chiave);
    let duties = desk.prose(&written.body);
    let role = |role: &crate::raw::office::RawRole| Some(Role { title: value(&role.ruolo)?.clone(), kind: value(&role.tipo)?.0, person: value(&role.persona).cloned() });
    Some(Office {
        id: id.clone(),
        name: value(&form.nome)?.clone(),
        kind: value(&form.tipo)?.0,
        parent,
        place,
        summary: value(&form.descrizione)?.clone(),
        contacts,
        hours,
        closures,
        roles: value(&form.incarichi).into_iter().flatten().filter_map(|raw| role(&raw.value)).collect(),
        public: *value(&form.riceve_pubblico)?,
        bookable: *value(&form.prenotabile)?,
        keywords,
        provenance: value(&form.provenienza)?.0,
        duties,
    })
}

fn contacts(form: Option<&RawContacts>, desk: &mut Desk<'_>) -> Contacts {
    let Some(form) = form else { return Contacts::default() };
    let mut mail = |field: &Field<Line>| {
        let address = field.as_ref()?;
        if !address.value.as_str().contains('@') || address.value.as_str().contains(' ') {
            desk.faults.add(|file| Fault::wrong_type(file, address.span, "un indirizzo di posta", &format!("`{}`", address.value)));
        }
        Some(address.value.clone())
    };
    let (email, certified_email) = (mail(&form.email), mail(&form.pec));
    if let Some(site) = form.sito.as_ref().filter(|site| !site.value.as_str().starts_with("https://")) {
        desk.faults.add(|file| Fault::bad_link(file, site.span, site.value.as_str()));
    }
    Contacts { phone: value(&form.telefono).cloned(), email, certified_email, website: value(&form.sito).cloned() }
}

/// Checks a place.
pub fn place(id: &Slug, written: &Written<RawPlace>, desk: &mut Desk<'_>) -> Option<Place> {
    let form = &written.form;
    let district = district(&form.quartiere, desk);
    let latitude = degrees(&form.latitudine, 90.0, desk);
    let longitude = degrees(&form.longitudine, 180.0, desk);
    if let Some(code) = form.cap.as_ref().filter(|code| code.value.as_str().len() != 5 || !code.value.as_str().bytes().all(|b| b.is_ascii_digit())) {
        desk.faults.add(|file| Fault::wrong_type(file, code.span, "un codice di cinque cifre", &format!("`{}`", code.value)));
    }
    let hours = desk.hours(&form.orari);
    let closures = desk.closures(&form.chiusure);
    let picture = desk.picture(&form.immagine);
    let body = desk.prose(&written.body);
    Some(Place {
        id: id.clone(),
        name: value(&form.nome)?.clone(),
        kind: value(&form.tipo)?.0,
        summary: value(&form.descrizione)?.clone(),
        address: value(&form.indirizzo).cloned(),
        postcode: value(&form.cap).cloned(),
        district,
        position: latitude.zip(longitude).map(|(latitude, longitude)| Position { latitude, longitude }),
        access: value(&form.accesso).cloned(),
        hours,
        closures,
        picture,
        provenance: value(&form.provenienza)?.0,
        body,
    })
}

fn district(field: &Field<Line>, desk: &mut Desk<'_>) -> Option<Slug> {
    let name = field.as_ref()?;
    if desk.index.districts.contains(name.value.as_str()) {
        return Slug::parse(name.value.as_str()).ok();
    }
    let near = nearest(name.value.as_str(), desk.index.districts.iter().copied());
    desk.faults.add(|file| Fault::unknown_reference(file, name.span, "il quartiere", name.value.as_str(), near));
    None
}

/// A number of degrees within ± `limit`, kept as it was written.
fn degrees(field: &Field<Line>, limit: f64, desk: &mut Desk<'_>) -> Option<Line> {
    let text = field.as_ref()?;
    let number: Option<f64> = text.value.as_str().parse().ok();
    if number.is_none_or(|number: f64| !(-limit..=limit).contains(&number)) {
        desk.faults.add(|file| Fault::out_of_range(file, text.span, text.value.as_str(), &format!("-{limit}"), &limit.to_string()));
        return None;
    }
    Some(text.value.clone())
}

/// Checks the districts.
pub fn districts(form: &RawDistricts, desk: &mut Desk<'_>) -> Vec<District> {
    let mut out: Vec<District> = Vec::new();
    for raw in value(&form.quartieri).into_iter().flatten() {
        let (Some(id), Some(name)) = (desk.slug(&raw.value.id), value(&raw.value.nome)) else { continue };
        if out.iter().any(|known| known.id == id) {
            let file = desk.faults.file().clone();
            desk.faults.add(|path| Fault::duplicate_id(path, raw.span, id.as_str(), &file));
            continue;
        }
        out.push(District { id, name: name.clone() });
    }
    out
}

/// Checks a topic.
pub fn topic(id: &Slug, written: &Written<RawTopic>, desk: &mut Desk<'_>) -> Option<Topic> {
    let form = &written.form;
    official(&form.nome, &TOPICS, "un argomento", desk);
    let keywords = desk.lines(&form.parole_chiave);
    let body = desk.prose(&written.body);
    Some(Topic { id: id.clone(), name: value(&form.nome)?.clone(), summary: value(&form.descrizione)?.clone(), keywords, body })
}

/// Checks a category.
pub fn category(id: &Slug, written: &Written<RawCategory>, desk: &mut Desk<'_>) -> Option<Category> {
    let form = &written.form;
    official(&form.nome, &CATEGORIES, "una categoria", desk);
    let keywords = desk.lines(&form.parole_chiave);
    let body = desk.prose(&written.body);
    Some(Category { id: id.clone(), name: value(&form.nome)?.clone(), summary: value(&form.descrizione)?.clone(), keywords, body })
}

fn official(field: &Field<Line>, names: &[&'static str], what: &str, desk: &mut Desk<'_>) {
    if let Some(name) = field.as_ref().filter(|name| !names.contains(&name.value.as_str())) {
        let near = nearest(name.value.as_str(), names.iter().copied());
        desk.faults.add(|file| Fault::not_official(file, name.span, what, name.value.as_str(), near));
    }
}
