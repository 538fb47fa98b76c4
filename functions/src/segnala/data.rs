// SPDX-License-Identifier: EUPL-1.2
//! Open data of reports: what everybody may see, as a table (RFC 4180), as GeoJSON (RFC 7946), and the newest as
//! a feed (RFC 4287).

use super::view::{Looker, ReportView};
use super::{public_url, services};
use crate::app::{App, Recent, Stores};
use crate::form::Fields;
use crate::reply::Failure;
use crate::site::Site;
use crate::table;
use crate::xml::escaped as xml;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use domain::report::Report;
use domain::report::services::Services;
use domain::report::store::{Page, Reports as _, Which};
use http::{HeaderValue, Uri, header};
use jiff::{Timestamp, ToSpan as _};
use model::vocabulary::Coded as _;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::sync::Arc;

/// Days of which the open data tell.
pub const DAYS: i64 = 365;

/// Reports of a file, at most: the newest. The page with the list says so.
const MOST: usize = 5_000;

/// The same as Italian writes it.
pub(super) fn most() -> String {
    format!("{}.{:03}", MOST / 1_000, MOST % 1_000)
}

/// Seconds for which what was read is used again.
const FRESH: i64 = 60;

/// Entries of the feed.
const FEED: usize = 50;

/// How long others may keep it: long enough that a thousand readers are one.
const KEPT: &str = "public, max-age=300";

const HEAD: [&str; 15] = [
    "codice",
    "tipo",
    "categoria",
    "quartiere",
    "stato",
    "ufficio",
    "segnalata",
    "aggiornata",
    "chiusa",
    "giorni",
    "giorni_promessi",
    "oggetto",
    "indirizzo",
    "latitudine",
    "longitudine",
];

/// The reports of a year. They are read once a minute, however many ask.
///
/// # Errors
/// When the store does not answer.
pub async fn reports<S: Stores>(app: &App<S>, now: Timestamp) -> Result<Arc<[Report]>, Failure> {
    let mut recent = app.recent().lock().await;
    if let Some(known) = recent.as_ref().filter(|known| now.as_second() - known.at.as_second() < FRESH) {
        return Ok(known.reports.clone());
    }
    let since = now.saturating_sub((DAYS * 24).hours()).unwrap_or(Timestamp::MIN);
    let reports: Arc<[Report]> = app.reports().list(&Which::All, &Page { since, before: None, most: MOST }).await?.into();
    *recent = Some(Recent { at: now, reports: reports.clone() });
    Ok(reports)
}

fn file(kind: &'static str, bytes: Vec<u8>) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(KEPT));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // Open data may be read by scripts of any site.
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}

fn answered<S: Stores>(app: &App<S>, answer: Result<Response, Failure>) -> Response {
    super::answered(app, None, answer)
}

/// `/segnala/dati/segnalazioni.csv`
pub async fn csv<S: Stores>(State(app): State<App<S>>) -> Response {
    let answer = async {
        let (site, now) = (app.site()?, app.now());
        let services = services(&site)?;
        let rows: Vec<Vec<String>> = reports(&app, now).await?.iter().map(|report| row(report, &site, services, now)).collect();
        let table = table::csv(&HEAD, &rows).ok_or(Failure::Unreadable("L'elenco non si può scrivere."))?;
        Ok(file("text/csv; charset=utf-8; header=present", table))
    };
    answered(&app, answer.await)
}

fn row(report: &Report, site: &Site, services: &Services, now: Timestamp) -> Vec<String> {
    let view = ReportView::of(report, site, services, &Looker::Anybody, now);
    let point = report.public_place().and_then(|place| place.point);
    let degrees = |degrees: Option<f64>| degrees.map(|degrees| format!("{degrees:.6}")).unwrap_or_default();
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    vec![
        view.code.to_owned(),
        report.kind.to_string(),
        view.category.to_owned(),
        text(view.district),
        view.status_code.to_owned(),
        report.office.clone(),
        report.submitted.to_string(),
        report.updated.to_string(),
        report.closed.map(|at| at.to_string()).unwrap_or_default(),
        view.days.to_string(),
        view.promised_days.to_string(),
        text(view.text.map(|text| text.subject.as_str())),
        text(report.public_place().and_then(|place| place.address.as_deref())),
        degrees(point.map(model::geo::Point::latitude)),
        degrees(point.map(model::geo::Point::longitude)),
    ]
}

/// `/segnala/dati/segnalazioni.geojson`: those whose place everybody may see.
pub async fn geojson<S: Stores>(State(app): State<App<S>>) -> Response {
    let answer = async {
        let (site, now) = (app.site()?, app.now());
        let services = services(&site)?;
        let found = reports(&app, now).await?;
        let features: Vec<Value> = found.iter().filter_map(|report| feature(report, &site, services)).collect();
        let collection = json!({"type": "FeatureCollection", "features": features});
        Ok(file("application/geo+json", collection.to_string().into_bytes()))
    };
    answered(&app, answer.await)
}

fn feature(report: &Report, site: &Site, services: &Services) -> Option<Value> {
    let point = report.public_place()?.point?;
    let kind = services.kinds.get(&report.kind);
    Some(json!({
        "type": "Feature",
        "id": report.code.as_str(),
        "geometry": {"type": "Point", "coordinates": [point.longitude(), point.latitude()]},
        "properties": {
            "tipo": report.kind.as_str(),
            "categoria": kind.map(|kind| services.category(kind).id.as_str()),
            "stato": report.status.code(),
            "quartiere": report.district().map(model::slug::Slug::as_str),
            "oggetto": report.public_text().map(|text| text.subject.as_str()),
            "segnalata": report.submitted.to_string(),
            "aggiornata": report.updated.to_string(),
            "pagina": format!("{}{}", site.base_url, public_url(&report.code)),
        },
    }))
}

/// `/segnala/dati/segnalazioni.atom`, of one district with `?quartiere=`.
pub async fn atom<S: Stores>(State(app): State<App<S>>, uri: Uri) -> Response {
    let answer = async {
        let (site, now) = (app.site()?, app.now());
        let services = services(&site)?;
        let query = Fields::query(&uri);
        let district = match query.get("quartiere") {
            "" => None,
            id => Some(services.district(id).ok_or(Failure::NotFound)?),
        };
        let all = reports(&app, now).await?;
        let mut found: Vec<&Report> = all.iter().filter(|report| district.is_none_or(|district| report.district() == Some(&district.id))).collect();
        found.sort_by(|a, b| (b.updated, &b.code).cmp(&(a.updated, &a.code)));
        found.truncate(FEED);
        let title = district.map_or_else(|| format!("Segnalazioni, {}", site.municipality), |district| format!("Segnalazioni a {}, {}", district.name, site.municipality));
        let address = format!("{}{}", site.base_url, uri.path_and_query().map_or(uri.path(), |it| it.as_str()));
        Ok(file("application/atom+xml; charset=utf-8", feed(&found, &site, services, &title, &address, now).into_bytes()))
    };
    answered(&app, answer.await)
}

fn feed(reports: &[&Report], site: &Site, services: &Services, title: &str, address: &str, now: Timestamp) -> String {
    let updated = reports.first().map_or(Timestamp::UNIX_EPOCH, |report| report.updated);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:georss=\"http://www.georss.org/georss\" xml:lang=\"it\">\n<title>{}</title>\n<id>{2}</id>\n<updated>{updated}</updated>\n<link rel=\"self\" href=\"{2}\"/>\n<author><name>{1}</name></author>\n",
        xml(title),
        xml(&site.municipality),
        xml(address),
    );
    for report in reports {
        let view = ReportView::of(report, site, services, &Looker::Anybody, now);
        let page = xml(&format!("{}{}", site.base_url, view.url));
        let about = view.text.map_or(view.kind, |text| text.subject.as_str());
        let place = view.district.map(|district| format!(", {district}")).unwrap_or_default();
        let _ = write!(
            out,
            "<entry>\n<title>{}</title>\n<id>{page}</id>\n<link href=\"{page}\"/>\n<published>{}</published>\n<updated>{}</updated>\n<category term=\"{}\" label=\"{}\"/>\n<summary>{}</summary>\n",
            xml(&format!("{about}{place}: {}", view.status)),
            report.submitted,
            report.updated,
            report.kind,
            xml(view.kind),
            xml(&format!("{}. Se ne occupa: {}. Giorni passati: {} su {} promessi.", view.category, view.office, view.days, view.promised_days)),
        );
        if let Some(point) = report.public_place().and_then(|place| place.point) {
            let _ = writeln!(out, "<georss:point>{:.6} {:.6}</georss:point>", point.latitude(), point.longitude());
        }
        out.push_str("</entry>\n");
    }
    out.push_str("</feed>\n");
    out
}
