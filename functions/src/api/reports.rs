// SPDX-License-Identifier: EUPL-1.2
//! Reports: made once for each name of a request, seen by everybody as far as offices let it through, opened
//! again with their secret.

use super::report_types::{ReportKindList, ReportKindReply, ReportList, ReportReply, SentReport, WantedReopening, WantedReport};
use super::{Problems, answered, read, request_name, said, secret, wrong};
use crate::app::{App, Stores};
use crate::form::{Fields, clean};
use crate::guard::count;
use crate::operatori::Client;
use crate::reply::Failure;
use crate::segnala::mine::reason_fault;
use crate::segnala::new::{Missing, keep_all, missing};
use crate::segnala::public::{find, mark, parse_mark};
use crate::segnala::typed::{Fitting, Step, Typed};
use crate::site::Site;
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::report::PHOTOS;
use domain::report::citizen::{self, New, Reopened};
use domain::report::photo::PhotoId;
use domain::report::services::Services;
use domain::report::store::{Page, Reports as _, Which};
use http::{HeaderMap, StatusCode, Uri};
use jiff::Timestamp;

/// Reports of one reply, at most, and when nothing is said.
const MOST: usize = 100;
const USUAL: usize = 20;

fn services(site: &Site) -> Result<&Services, Failure> {
    site.reports.as_ref().ok_or(Failure::NotFound)
}

/// What can be reported.
#[utoipa::path(get, path = "/api/v1/report-kinds", tag = "reports", responses((status = 200, body = ReportKindList), Problems))]
pub async fn kinds<S: Stores>(State(app): State<App<S>>) -> Response {
    let answer = async {
        let site = app.site()?;
        let services = services(&site)?;
        let kinds = services.categories.iter().flat_map(|category| &category.kinds).filter_map(|id| services.kinds.get(id));
        Ok(said(StatusCode::OK, &ReportKindList { kinds: kinds.map(|kind| ReportKindReply::of(kind, services)).collect() }))
    };
    answered(&app, answer.await)
}

/// Reports, the newest first.
#[utoipa::path(
    get,
    path = "/api/v1/reports",
    tag = "reports",
    params(
        ("limit" = Option<u32>, Query, description = "How many, from 1 to 100; 20 when it is left out", minimum = 1, maximum = 100),
        ("before" = Option<String>, Query, description = "The `next` of the reply before", pattern = "^-?[0-9]{1,20}_[2-9A-Z]{4}-[2-9A-Z]{4}$")
    ),
    responses((status = 200, body = ReportList), Problems)
)]
pub async fn list<S: Stores>(State(app): State<App<S>>, uri: Uri) -> Response {
    let answer = async {
        let (site, query) = (app.site()?, Fields::query(&uri));
        services(&site)?;
        let most = match query.given("limit") {
            None => USUAL,
            Some(text) => text.parse().ok().filter(|most| (1..=MOST).contains(most)).ok_or_else(|| wrong("limit", "Scrivi un numero da 1 a 100"))?,
        };
        let before = match query.given("before") {
            None => None,
            Some(text) => Some(parse_mark(text).ok_or_else(|| wrong("before", "Scrivi il valore `next` della risposta precedente"))?),
        };
        let mut reports = app.reports().list(&Which::All, &Page { since: Timestamp::MIN, before, most: most + 1 }).await?;
        let more = reports.len() > most;
        reports.truncate(most);
        let next = reports.last().filter(|_| more).map(mark);
        Ok(said(StatusCode::OK, &ReportList { reports: reports.iter().map(|report| ReportReply::of(report, &site)).collect(), next }))
    };
    answered(&app, answer.await)
}

/// A report, as everybody sees it.
#[utoipa::path(get, path = "/api/v1/reports/{code}", tag = "reports", params(("code" = String, Path)), responses((status = 200, body = ReportReply), Problems))]
pub async fn see<S: Stores>(State(app): State<App<S>>, Path(code): Path<String>) -> Response {
    let answer = async {
        let site = app.site()?;
        Ok(said(StatusCode::OK, &ReportReply::of(&find(&app, &code).await?, &site)))
    };
    answered(&app, answer.await)
}

/// Makes a report. The same `Idempotency-Key` gives the same report.
#[utoipa::path(
    post,
    path = "/api/v1/reports",
    tag = "reports",
    params(("Idempotency-Key" = String, Header, description = "A name for the request, 16 to 100 visible characters of ASCII", pattern = "^[!-~]{16,100}$")),
    request_body = WantedReport,
    responses((status = 201, body = SentReport), Problems)
)]
pub async fn submit<S: Stores>(State(app): State<App<S>>, client: Option<Extension<Client>>, headers: HeaderMap, body: Body) -> Response {
    let client = client.map(|Extension(client)| client).unwrap_or_default();
    let answer = async {
        let (site, now) = (app.site()?, app.now());
        let services = services(&site)?;
        let name = request_name(&headers)?.ok_or(Failure::NoRequestName)?;
        let wanted: WantedReport = read(body).await?;
        let kind = services.kind(&wanted.kind).ok_or_else(|| wrong("kind", "Scegli un tipo da /api/v1/report-kinds"))?;
        let typed = wanted.typed();
        if wanted.photos.len() > PHOTOS {
            return Err(wrong("photos", &format!("Puoi mandare al massimo {PHOTOS} foto")));
        }
        let fitting = typed.check(kind, services, &site.municipality, Step::Check).map_err(|(_, wrong)| Failure::Invalid(wrong))?;
        let Fitting { place, text, photos, email } = fitting.ok_or(Failure::NotFound)?;
        let name = format!("api\0{name}");
        there(&app, &typed, &photos, &name).await?;
        count(&app, &client, "reports").await?;
        let new = New { kind, place, text, photos, email: Some(email) };
        let sent = citizen::submit(app.reports(), services, &new, &name, app.key(), now).await?;
        if sent.before && !citizen::is_same(app.reports(), &sent.report, &new).await? {
            return Err(Failure::RequestNameUsed);
        }
        keep_all(&app, &sent.report).await?;
        app.letters().notify_one();
        Ok(said(StatusCode::CREATED, &SentReport::of(&sent.report, sent.token, &site)))
    };
    answered(&app, answer.await)
}

/// Whether every photo that is named was put before, and for no other report.
async fn there<S: Stores>(app: &App<S>, typed: &Typed, photos: &[PhotoId], request: &str) -> Result<(), Failure> {
    let gone = || wrong("photos", "Una foto non c'è: mandala prima a /api/v1/report-photos");
    if photos.len() != typed.photos.len() {
        return Err(gone());
    }
    match missing(app, photos, request).await? {
        None => Ok(()),
        Some((_, Missing::Gone)) => Err(gone()),
        Some((_, Missing::Taken)) => Err(wrong("photos", "Una foto è già di un'altra segnalazione: mandala di nuovo a /api/v1/report-photos")),
    }
}

/// Opens a report again, with its secret.
#[utoipa::path(
    post,
    path = "/api/v1/reports/{code}/reopen",
    tag = "reports",
    security(("secret" = [])),
    params(("code" = String, Path)),
    request_body = WantedReopening,
    responses((status = 200, body = ReportReply), Problems)
)]
pub async fn reopen<S: Stores>(State(app): State<App<S>>, client: Option<Extension<Client>>, Path(code): Path<String>, headers: HeaderMap, body: Body) -> Response {
    let client = client.map(|Extension(client)| client).unwrap_or_default();
    let answer = async {
        let (site, token) = (app.site()?, secret(&headers)?);
        let wanted: WantedReopening = read(body).await?;
        let reason = clean(&wanted.reason);
        let reason = reason.trim();
        if let Some(wrong) = reason_fault(reason) {
            return Err(Failure::Invalid(vec![wrong]));
        }
        let report = find(&app, &code).await?;
        if report.owner != token.owner() {
            return Err(Failure::NotFound);
        }
        count(&app, &client, "reports").await?;
        match citizen::reopen(app.reports(), services(&site)?, token, reason, app.key(), app.now()).await? {
            Reopened::Done(report) => {
                app.letters().notify_one();
                Ok(said(StatusCode::OK, &ReportReply::of(&report, &site)))
            }
            Reopened::TooLate => Err(Failure::NotNow),
            Reopened::NotFound => Err(Failure::NotFound),
        }
    };
    answered(&app, answer.await)
}
