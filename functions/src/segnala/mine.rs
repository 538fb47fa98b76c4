// SPDX-License-Identifier: EUPL-1.2
//! The page of a report, for whoever has its private link: how it goes, opening it again, no more letters.

use super::public::nth;
use super::view::{Looker, ReportView};
use super::{answered, mine_url, photo_reply, services};
use crate::app::{App, Stores};
use crate::form::Fields;
use crate::guard::count;
use crate::operatori::Client;
use crate::page::{Page, see};
use crate::reply::{Failure, Wrong};
use crate::when;
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::report::Report;
use domain::report::citizen::{self, Reopened};
use domain::report::history::NOTE;
use domain::report::status::{Mover, Status, transition};
use domain::report::store::Reports as _;
use domain::token::Token;
use http::{StatusCode, Uri};
use model::timetable::day_of;
use model::words;

async fn find<S: Stores>(app: &App<S>, token: &str) -> Result<(Token, Report), Failure> {
    let token = Token::parse(token).ok_or(Failure::NotFound)?;
    let report = citizen::mine(app.reports(), token).await?.ok_or(Failure::NotFound)?;
    Ok((token, report))
}

async fn draw<S: Stores>(app: &App<S>, token: Token, report: &Report, reason: &str, errors: Vec<Wrong>) -> Result<Response, Failure> {
    let (site, now) = (app.site()?, app.now());
    let services = services(&site)?;
    let subscribers = app.reports().subscribers(&report.code).await?;
    let me = subscribers.iter().find(|subscriber| subscriber.owner == report.owner);
    let reopen = report.reopen_until().filter(|until| *until >= now && transition(report.status, Status::Received, Mover::Reporter).is_some());
    let view = ReportView::of(report, &site, services, &Looker::Reporter(mine_url(token)), now);
    // When the day is past by which an answer was promised, the promise is no news any more.
    let is_new = report.version == 0 && now < report.expected();
    let mut page = Page::new(StatusCode::OK, if is_new { "Segnalazione inviata" } else { "La tua segnalazione" }, "segnala-mia.html");
    page.put("report", &view).put("is_new", &is_new).put("address", &mine_url(token)).put("reason", &reason).put("errors", &errors);
    page.put("email", &me.map(|me| me.email.as_str())).put("reopen_until", &reopen.map(when::instant)).put("reason_length", &NOTE);
    page.put("deleted_on", &(!report.erased).then(|| words::date(day_of(report.erase_at)))).put("expected", &words::date(day_of(report.expected())));
    if !errors.is_empty() {
        page.wrong();
    }
    Ok(page.response(&site)?)
}

/// `/segnala/_mia/<secret>/`
pub async fn show<S: Stores>(State(app): State<App<S>>, Path(token): Path<String>) -> Response {
    let answer = async {
        let (token, report) = find(&app, &token).await?;
        draw(&app, token, &report, "", Vec::new()).await
    };
    answered(&app, None, answer.await)
}

/// What is wrong with a reason, if anything is.
pub fn reason_fault(reason: &str) -> Option<Wrong> {
    let text = match reason.chars().count() {
        0 => "Scrivi perché".to_owned(),
        length if length > NOTE => format!("Accorcia il testo: al massimo {NOTE} caratteri"),
        _ => return None,
    };
    Some(Wrong { field: "motivo".into(), text })
}

/// Opens it again.
pub async fn reopen<S: Stores>(State(app): State<App<S>>, client: Option<Extension<Client>>, Path(token): Path<String>, body: Body) -> Response {
    let client = client.map(|Extension(client)| client).unwrap_or_default();
    let answer = async {
        let (token, report) = find(&app, &token).await?;
        let fields = Fields::body(body).await?;
        let reason = fields.get("motivo");
        if let Some(wrong) = reason_fault(reason) {
            return draw(&app, token, &report, reason, vec![wrong]).await;
        }
        count(&app, &client, "reports").await?;
        let site = app.site()?;
        match citizen::reopen(app.reports(), services(&site)?, token, reason, app.key(), app.now()).await? {
            Reopened::Done(_) => {
                app.letters().notify_one();
                Ok(see(&mine_url(token)))
            }
            Reopened::TooLate => Err(Failure::NotNow),
            Reopened::NotFound => Err(Failure::NotFound),
        }
    };
    answered(&app, None, answer.await)
}

/// No more letters: the address is forgotten. One click in a mail program does the same.
pub async fn unsubscribe<S: Stores>(State(app): State<App<S>>, Path(token): Path<String>) -> Response {
    let answer = async {
        let (token, report) = find(&app, &token).await?;
        app.reports().unsubscribe(&report.code, report.owner).await?;
        Ok(see(&mine_url(token)))
    };
    answered(&app, None, answer.await)
}

/// One of its photos.
pub async fn photo<S: Stores>(State(app): State<App<S>>, Path((token, number)): Path<(String, String)>, uri: Uri) -> Response {
    let answer = async {
        let (_, report) = find(&app, &token).await?;
        photo_reply(&app, nth(&report, &number).ok_or(Failure::NotFound)?.id, &uri).await
    };
    answered(&app, None, answer.await)
}
