// SPDX-License-Identifier: EUPL-1.2
//! `sito.yaml`, the redirects and the synonyms.

use super::booking::within;
use super::desk::{Desk, Field};
use crate::fault::Fault;
use crate::parse::{Kind, PICTURE_KILOBYTES, plain_language};
use crate::raw::settings::{RawHelp, RawMunicipality, RawRedirects, RawSecurity, RawSettings, RawSynonyms, RawTiles};
use crate::raw::value;
use crate::serve::path::decode;
use model::holidays::YearDay;
use model::redirect::Redirect;
use model::settings::{Help, Municipality, SecurityContact, Settings, Tiles};
use model::text::Line;
use std::collections::BTreeSet;

/// Days for which a help request is kept, where the file is silent.
const HELP_DAYS: u32 = 180;

/// Days for which ratings are kept, where the file is silent.
const RATING_DAYS: u32 = 730;

/// Days that anything may be kept, at most.
const LONGEST: u32 = 3650;

/// Checks the settings.
pub fn settings(form: &RawSettings, desk: &mut Desk<'_>) -> Option<Settings> {
    let featured_services = desk.refer_all(Kind::Service, &form.servizi_in_evidenza, None);
    let featured_topics = desk.refer_all(Kind::Topic, &form.argomenti_in_evidenza, None);
    let featured_journeys = desk.refer_all(Kind::Journey, &form.eventi_vita_in_evidenza, None);
    let featured_comics = desk.refer_all(Kind::Comic, &form.fumetti_in_evidenza, None);
    let booking_comic = desk.refer(Kind::Comic, &form.fumetto_prenota);
    let report_comic = desk.refer(Kind::Comic, &form.fumetto_segnala);
    let online_desk = desk.linked(&form.sportello_online);
    let personal_area = desk.linked(&form.area_personale);
    let conditions = desk.linked(&form.condizioni);
    secure(&form.indirizzo, desk);
    if let Some(address) = form.indirizzo.as_ref().filter(|address| address.value.as_str().ends_with('/')) {
        desk.faults.add(|file| Fault::bad_path(file, address.span, address.value.as_str()));
    }
    secure(&form.dichiarazione_accessibilita, desk);
    let mut links = Vec::new();
    for link in value(&form.collegamenti).into_iter().flatten() {
        secure(&link.value.indirizzo, desk);
        links.extend(value(&link.value.nome).cloned().zip(value(&link.value.indirizzo).cloned()));
    }
    let patron = form.patrono.as_ref().and_then(|day| {
        let patron = YearDay::parse(day.value.as_str());
        if patron.is_none() {
            desk.faults.add(|file| Fault::bad_year_day(file, day.span, day.value.as_str()));
        }
        patron
    });
    let tiles = value(&form.mappa).and_then(|form| tiles(form, desk));
    let help = value(&form.assistenza).and_then(|form| help(form, desk));
    let rating_days = form.voti_giorni.as_ref().map_or(Some(RATING_DAYS), |_| within(&form.voti_giorni, 1, LONGEST, desk));
    let security = value(&form.sicurezza).and_then(|form| security(form, desk));
    let municipality = municipality(value(&form.comune)?, desk)?;
    Some(Settings {
        municipality,
        base_url: value(&form.indirizzo)?.clone(),
        description: value(&form.descrizione)?.clone(),
        notice: value(&form.avviso).cloned(),
        accessibility_form: value(&form.dichiarazione_accessibilita)?.clone(),
        online_desk: online_desk?,
        personal_area: personal_area?,
        conditions: conditions?,
        featured_services,
        featured_topics,
        featured_journeys,
        featured_comics,
        booking_comic,
        report_comic,
        patron,
        links,
        tiles,
        help,
        rating_days: rating_days.unwrap_or(RATING_DAYS),
        picture_kilobytes: value(&form.immagine_kb).copied().unwrap_or(PICTURE_KILOBYTES),
        plain_language: plain_language(form),
        security,
    })
}

fn secure(field: &Field<Line>, desk: &mut Desk<'_>) {
    if let Some(address) = field.as_ref().filter(|address| !address.value.as_str().starts_with("https://")) {
        desk.faults.add(|file| Fault::bad_link(file, address.span, address.value.as_str()));
    }
}

fn tiles(form: &RawTiles, desk: &mut Desk<'_>) -> Option<Tiles> {
    let address = form.indirizzo.as_ref()?;
    let text = address.value.as_str();
    let host = text.strip_prefix("https://").and_then(|rest| rest.split('/').next());
    if !host.is_some_and(is_host) || !["{z}", "{x}", "{y}"].iter().all(|part| text.contains(part)) || text.contains([' ', ';', ',', '"', '\'']) {
        desk.faults.add(|file| Fault::bad_tiles(file, address.span));
        return None;
    }
    Some(Tiles { address: address.value.clone(), credit: value(&form.fonte)?.clone() })
}

fn help(form: &RawHelp, desk: &mut Desk<'_>) -> Option<Help> {
    let office = desk.refer(Kind::Office, &form.ufficio);
    let keep_days = form.conserva_giorni.as_ref().map_or(Some(HELP_DAYS), |_| within(&form.conserva_giorni, 1, LONGEST, desk));
    Some(Help { office: office?, keep_days: keep_days? })
}

fn security(form: &RawSecurity, desk: &mut Desk<'_>) -> Option<SecurityContact> {
    let good = |text: &str| !text.contains(char::is_whitespace) && (text.starts_with("https://") || text.strip_prefix("mailto:").is_some_and(|rest| rest.contains('@')));
    if let Some(address) = form.contatto.as_ref().filter(|address| !good(address.value.as_str())) {
        desk.faults.add(|file| Fault::bad_security_contact(file, address.span, address.value.as_str()));
    }
    let today = desk.index.today;
    if let Some(expires) = form.scade.as_ref().filter(|expires| expires.value < today) {
        desk.faults.add(|file| Fault::old_security_contact(file, expires.span, &model::words::date(expires.value)));
    }
    Some(SecurityContact { address: value(&form.contatto)?.clone(), expires: *value(&form.scade)? })
}

fn municipality(form: &RawMunicipality, desk: &mut Desk<'_>) -> Option<Municipality> {
    secure(&form.sito_regione, desk);
    Some(Municipality {
        name: value(&form.nome)?.clone(),
        town: value(&form.citta)?.clone(),
        region: value(&form.regione)?.clone(),
        region_url: value(&form.sito_regione)?.clone(),
        street: value(&form.via)?.clone(),
        postcode: value(&form.cap)?.clone(),
        province: value(&form.provincia)?.clone(),
        fiscal_code: value(&form.codice_fiscale)?.clone(),
        ipa_code: value(&form.codice_ipa)?.clone(),
        phone: value(&form.telefono)?.clone(),
        email: value(&form.email)?.clone(),
        certified_email: value(&form.pec)?.clone(),
    })
}

/// Checks the redirects: none hides a page, none starts where another does, all lead to a page.
pub fn redirects(form: &RawRedirects, desk: &mut Desk<'_>) -> Vec<Redirect> {
    let mut known: BTreeSet<(Option<String>, String)> = BTreeSet::new();
    let mut out = Vec::new();
    for raw in value(&form.reindirizzamenti).into_iter().flatten() {
        let host = raw.value.sito.as_ref();
        if let Some(host) = host.filter(|host| !is_host(host.value.as_str())) {
            desk.faults.add(|file| Fault::bad_host(file, host.span, host.value.as_str()));
        }
        if let Some(to) = &raw.value.a {
            desk.link(to.value.as_str(), to.span);
        }
        let Some(from) = &raw.value.da else { continue };
        let path = from.value.as_str();
        // What no request can ask for would stop the server that reads the rule.
        if path.contains([' ', '?', '#', '*', ':']) || path.starts_with("//") || decode(path).is_none() {
            desk.faults.add(|file| Fault::bad_path(file, from.span, path));
            continue;
        }
        let here = |path: &str| desk.index.addresses.contains(path) || desk.index.addresses.contains(&format!("{path}/"));
        if host.is_none() && here(path) {
            desk.faults.add(|file| Fault::hiding_redirect(file, from.span, path));
        }
        if !known.insert((host.map(|host| host.value.to_string()), path.trim_end_matches('/').to_owned())) {
            desk.faults.add(|file| Fault::duplicate_redirect(file, from.span, path));
        }
        let Some(to) = &raw.value.a else { continue };
        if to.value.as_str().starts_with("mailto:") || to.value.as_str().starts_with("tel:") {
            desk.faults.add(|file| Fault::bad_link(file, to.span, to.value.as_str()));
            continue;
        }
        let to = desk.own(to.value.as_str()).and_then(|own| Line::parse(own).ok()).unwrap_or_else(|| to.value.clone());
        out.push(Redirect { host: host.map(|host| host.value.clone()), from: from.value.clone(), to });
    }
    out
}

/// The groups of synonyms, as they are.
pub fn synonyms(form: &RawSynonyms) -> Vec<Vec<Line>> {
    let groups = value(&form.sinonimi).into_iter().flatten();
    groups.map(|group| group.value.iter().map(|word| word.value.clone()).collect()).collect()
}

fn is_host(text: &str) -> bool {
    let label = |label: &str| !label.is_empty() && label.len() <= 63 && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    text.len() <= 253 && text.contains('.') && text.split('.').all(label)
}
