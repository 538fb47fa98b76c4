// SPDX-License-Identifier: EUPL-1.2
//! What everybody may see: the list, and one report. Text, place and photos only after an office has let them
//! through; until then sub-type and district.

use super::view::{Looker, ReportView};
use super::{answered, data, photo_reply, public_url, services};
use crate::app::{App, Stores};
use crate::form::Fields;
use crate::page::{Page, see};
use crate::reply::Failure;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::report::services::Services;
use domain::report::store::{Page as Part, Reports as _, Which};
use domain::report::{Report, Visibility};
use domain::token::Code;
use http::{StatusCode, Uri};
use jiff::Timestamp;

/// Reports of one page.
const SHOWN: usize = 30;

/// Where the next page begins, as it stands in an address: `1795000000000000000_CD23-4FGH`.
#[must_use]
pub fn mark(report: &Report) -> String {
    format!("{}_{}", report.submitted.as_nanosecond(), report.code)
}

/// Reads it.
#[must_use]
pub fn parse_mark(text: &str) -> Option<(Timestamp, Code)> {
    let (at, code) = text.split_once('_')?;
    let (at, code) = (Timestamp::from_nanosecond(at.parse().ok()?).ok()?, Code::parse(code)?);
    // As we write it, and nothing else that could be read so.
    (format!("{}_{code}", at.as_nanosecond()) == text).then_some((at, code))
}

/// `/segnala/elenco/`
pub async fn list<S: Stores>(State(app): State<App<S>>, uri: Uri) -> Response {
    let answer = async {
        let (site, now, query) = (app.site()?, app.now(), Fields::query(&uri));
        let services = services(&site)?;
        let before = match query.get("prima") {
            "" => None,
            text => Some(parse_mark(text).ok_or(Failure::NotFound)?),
        };
        let first = before.is_none();
        let mut reports = app.reports().list(&Which::All, &Part { since: Timestamp::MIN, before, most: SHOWN + 1 }).await?;
        let later = reports.len() > SHOWN;
        reports.truncate(SHOWN);
        let next = reports.last().filter(|_| later).map(|last| format!("/segnala/elenco/?prima={}", mark(last)));
        let views: Vec<ReportView<'_>> = reports.iter().map(|report| ReportView::of(report, &site, services, &Looker::Anybody, now)).collect();
        let mut page = Page::new(StatusCode::OK, "Che cosa è stato segnalato", "segnala-elenco.html");
        page.put("reports", &views).put("next", &next).put("first", &first).put("most", &data::most());
        Ok(page.response(&site)?)
    };
    answered(&app, None, answer.await)
}

/// A report by its code, when there is one.
///
/// # Errors
/// When there is none, or the store does not answer.
pub async fn find<S: Stores>(app: &App<S>, code: &str) -> Result<Report, Failure> {
    let code = Code::parse(code).ok_or(Failure::NotFound)?;
    app.reports().report(&code).await?.ok_or(Failure::NotFound)
}

/// `/segnala/<code>`: the address that one dictates on the telephone.
pub async fn with_slash(Path(code): Path<String>) -> Response {
    match Code::parse(&code) {
        Some(code) => see(&public_url(&code)),
        None => see("/segnala/elenco/"),
    }
}

/// `/segnala/<code>/`
pub async fn show<S: Stores>(State(app): State<App<S>>, Path(code): Path<String>, uri: Uri) -> Response {
    let answer = async {
        let site = app.site()?;
        let services = services(&site)?;
        let report = find(&app, &code).await?;
        if report.code.as_str() != code {
            return Ok(see(&public_url(&report.code)));
        }
        let asked = Fields::query(&uri).given("seguita").is_some();
        page(&report, &site, services, asked, Vec::new(), "", app.now())
    };
    answered(&app, None, answer.await)
}

/// The page of a report, with its form to follow it.
pub(super) fn page(
    report: &Report,
    site: &crate::site::Site,
    services: &Services,
    asked: bool,
    errors: Vec<crate::reply::Wrong>,
    email: &str,
    now: Timestamp,
) -> Result<Response, Failure> {
    let view = ReportView::of(report, site, services, &Looker::Anybody, now);
    let title = format!("Segnalazione {}: {}", view.code, view.kind);
    let mut page = Page::new(StatusCode::OK, title, "segnala-una.html");
    page.put("report", &view).put("asked", &asked).put("errors", &errors).put("email", &email);
    if !errors.is_empty() {
        page.wrong();
    }
    Ok(page.response(site)?)
}

/// `/segnala/<code>/foto/<number>/`
pub async fn photo<S: Stores>(State(app): State<App<S>>, Path((code, number)): Path<(String, String)>, uri: Uri) -> Response {
    let answer = async {
        let report = find(&app, &code).await?;
        let photo = nth(&report, &number).filter(|photo| photo.shown == Visibility::Shown).ok_or(Failure::NotFound)?;
        photo_reply(&app, photo.id, &uri).await
    };
    answered(&app, None, answer.await)
}

/// A photo by its number, from 1.
#[must_use]
pub fn nth(report: &Report, number: &str) -> Option<domain::report::ReportPhoto> {
    report.photo(number.parse::<usize>().ok()?.checked_sub(1)?).copied()
}
