// SPDX-License-Identifier: EUPL-1.2
//! Following a report by e-mail. A letter asks first whether the address is one's own; its link opens a page with
//! a button, because scanners of mail follow links. Every letter ends with one click.

use super::{answered, public_url, services};
use crate::app::{App, Stores};
use crate::form::Fields;
use crate::guard::{count, count_letter};
use crate::operatori::Client;
use crate::page::{Page, see};
use crate::reply::{Failure, Wrong};
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::person::Email;
use domain::report::citizen::{self, Confirmed, Followed};
use domain::report::store::Reports as _;
use domain::report::subscriber::Subscriber;
use domain::token::{Code, Token};
use http::StatusCode;

/// `/segnala/<code>/segui/`: the answer is the same whoever asks, so that nobody learns who follows.
pub async fn ask<S: Stores>(State(app): State<App<S>>, client: Option<Extension<Client>>, Path(code): Path<String>, body: Body) -> Response {
    let client = client.map(|Extension(client)| client).unwrap_or_default();
    let back = Code::parse(&code).map(|code| (public_url(&code), "Torna alla segnalazione"));
    let answer = async {
        let (site, now) = (app.site()?, app.now());
        let report = super::public::find(&app, &code).await?;
        let fields = Fields::body(body).await?;
        let Some(email) = Email::parse(fields.get("email")).filter(|_| fields.get("sito_web").is_empty()) else {
            let wrong = Wrong { field: "email".into(), text: "Scrivi un indirizzo e-mail completo, come nome@esempio.it".to_owned() };
            return super::public::page(&report, &site, services(&site)?, false, vec![wrong], fields.get("email"), now);
        };
        count(&app, &client, "follow").await?;
        // Counted whether a letter goes or not: what is counted says nothing of who follows.
        match count_letter(&app, &email).await {
            Err(Failure::TooMany) => {
                let text = "A questo indirizzo abbiamo già scritto molte volte: guarda la posta, o riprova tra un'ora".to_owned();
                let mut response = super::public::page(&report, &site, services(&site)?, false, vec![Wrong { field: "email".into(), text }], email.as_str(), now)?;
                *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
                return Ok(response);
            }
            counted => counted?,
        }
        match citizen::follow(app.reports(), &report.code, email, app.key(), now).await? {
            Followed::Asked => {
                app.letters().notify_one();
                Ok(see(&format!("{}?seguita", public_url(&report.code))))
            }
            Followed::Full => Err(Failure::Full),
            Followed::NotFound => Err(Failure::NotNow),
        }
    };
    answered(&app, back, answer.await)
}

/// Who follows, by the secret of their link.
async fn follower<S: Stores>(app: &App<S>, code: &str, token: &str) -> Result<(Code, Option<Subscriber>, Token), Failure> {
    let (code, token) = Code::parse(code).zip(Token::parse(token)).ok_or(Failure::NotFound)?;
    let found = app.reports().subscribers(&code).await?.into_iter().find(|subscriber| subscriber.owner == token.owner());
    Ok((code, found, token))
}

/// `/segnala/<code>/segui/<secret>/`: a button to confirm, or to end it.
pub async fn show<S: Stores>(State(app): State<App<S>>, Path((code, token)): Path<(String, String)>) -> Response {
    let answer = async {
        let site = app.site()?;
        let (code, found, token) = follower(&app, &code, &token).await?;
        let (title, state) = match &found {
            None => ("Non segui questa segnalazione", "nessuno"),
            Some(subscriber) if subscriber.is_told() => ("Segui questa segnalazione", "segue"),
            Some(_) => ("Vuoi seguire questa segnalazione?", "chiede"),
        };
        let mut page = Page::new(StatusCode::OK, title, "segnala-segui.html");
        page.put("state", &state).put("code", &code.as_str()).put("report", &public_url(&code)).put("address", &super::follower_url(&code, token));
        page.put("email", &found.as_ref().map(|subscriber| subscriber.email.as_str()));
        Ok(page.response(&site)?)
    };
    answered(&app, None, answer.await)
}

/// Confirms.
pub async fn confirm<S: Stores>(State(app): State<App<S>>, Path((code, token)): Path<(String, String)>) -> Response {
    let answer = async {
        let (code, token) = Code::parse(&code).zip(Token::parse(&token)).ok_or(Failure::NotFound)?;
        match citizen::confirm(app.reports(), &code, token.owner()).await? {
            Confirmed::Done | Confirmed::NotFound => Ok(see(&super::follower_url(&code, token))),
            Confirmed::Full => Err(Failure::Full),
        }
    };
    answered(&app, None, answer.await)
}

/// Ends it, at once: also what a mail program sends for its user (RFC 8058).
pub async fn end<S: Stores>(State(app): State<App<S>>, Path((code, token)): Path<(String, String)>) -> Response {
    let answer = async {
        let (code, token) = Code::parse(&code).zip(Token::parse(&token)).ok_or(Failure::NotFound)?;
        app.reports().unsubscribe(&code, token.owner()).await?;
        Ok(see(&super::follower_url(&code, token)))
    };
    answered(&app, None, answer.await)
}
