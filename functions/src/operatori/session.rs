// SPDX-License-Identifier: EUPL-1.2
//! Signing in and out.

use super::answered;
use crate::app::{App, Stores};
use crate::form::Fields;
use crate::guard::hashed;
use crate::journal::{Level, Line};
use crate::page::{Page, see};
use crate::reply::{Failure, Wrong};
use axum::Extension;
use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use domain::office::{OfficeKey, Purpose, Session, TRIES, office_key, opened};
use domain::token::Token;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use model::timetable::day_of;
use std::net::{IpAddr, Ipv6Addr};

/// The cookie. Its prefix makes browsers hold us to `Secure`, to this host and to all its paths.
const COOKIE: &str = "__Host-sportello";

/// Who asks, as the host of the router knows them: an address that the client cannot choose. Tries to sign in
/// are counted by it.
#[derive(Debug, Clone, Default)]
pub struct Client(pub String);

impl Client {
    /// By what it is counted: of an IPv6 address the network, because a household has as many addresses in it as
    /// it likes.
    #[must_use]
    pub fn source(&self) -> String {
        match self.0.parse().map(|address: IpAddr| address.to_canonical()) {
            Ok(IpAddr::V6(address)) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).to_string(),
            Ok(IpAddr::V4(address)) => address.to_string(),
            Err(_) => self.0.clone(),
        }
    }
}

/// The office that asks.
pub struct Signed {
    /// Its key.
    pub key: OfficeKey,
}

/// The office of a session; whoever has none is sent to sign in.
///
/// # Errors
/// When the store does not answer.
pub async fn signed<S: Stores>(app: &App<S>, headers: &HeaderMap) -> Result<Result<Signed, Response>, Failure> {
    let away = || Ok(Err(see("/operatori/")));
    let Some(session) = session(app, headers) else { return away() };
    match office_key(app.store(), session.key).await? {
        Some(key) => Ok(Ok(Signed { key })),
        None => away(),
    }
}

fn session<S: Stores>(app: &App<S>, headers: &HeaderMap) -> Option<Session> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(';'));
    let value = cookies.filter_map(|cookie| cookie.trim().split_once('=')).find(|(name, _)| *name == COOKIE)?.1;
    Session::read(value, app.key(), app.now())
}

/// Refuses what another site sends. Cookies of this session do not travel with it anyway; this says it aloud.
///
/// # Errors
/// When the browser says that it comes from elsewhere.
pub fn own(headers: &HeaderMap) -> Result<(), Failure> {
    match headers.get("sec-fetch-site").map(HeaderValue::as_bytes) {
        None | Some(b"same-origin" | b"none") => Ok(()),
        Some(_) => Err(Failure::Foreign),
    }
}

/// `/operatori/`: the day, or the form to sign in.
pub async fn begin<S: Stores>(State(app): State<App<S>>, headers: HeaderMap) -> Response {
    let answer = async {
        let today = day_of(app.now());
        match signed(&app, &headers).await? {
            Ok(_) => Ok(see(&format!("/operatori/giorno/{today}/"))),
            Err(_) => form(&app, StatusCode::OK, Vec::new()),
        }
    };
    answered(&app, answer.await)
}

fn form<S: Stores>(app: &App<S>, status: StatusCode, errors: Vec<Wrong>) -> Result<Response, Failure> {
    let site = app.site()?;
    let mut page = Page::new(status, "Area degli uffici", "entra.html");
    page.put("errors", &errors);
    if !errors.is_empty() {
        page.wrong();
    }
    Ok(page.response(&site)?)
}

/// Reads a key. Every try is counted before it is looked at, so that many at once are no way around.
pub async fn sign_in<S: Stores>(State(app): State<App<S>>, client: Option<Extension<Client>>, headers: HeaderMap, body: Body) -> Response {
    let answer = async {
        own(&headers)?;
        let (now, fields) = (app.now(), Fields::body(body).await?);
        let who = client.map(|Extension(client)| client).unwrap_or_default();
        if app.store().count_try(hashed(&app, "client", &who.source()), now.as_second().div_euclid(60)).await? > TRIES {
            noted(&app, Level::Warning, "too many tries to sign in");
            return Err(Failure::TooMany);
        }
        let known = match Token::parse(&fields.get("chiave").to_lowercase()) {
            Some(secret) => opened(app.store(), secret, Purpose::Office).await?,
            None => None,
        };
        let Some(key) = known else {
            noted(&app, Level::Warning, "a key was refused");
            let wrong = Wrong { field: "chiave".into(), text: "Questa chiave non va bene: copiala per intero, oppure chiedine una nuova".to_owned() };
            return form(&app, StatusCode::UNPROCESSABLE_ENTITY, vec![wrong]);
        };
        noted(&app, Level::Info, &format!("signed in with the key {}", key.id().text()));
        let session = Session::begin(key.id(), now);
        Ok(with_cookie(see(&format!("/operatori/giorno/{}/", day_of(now))), &session.text(app.key()), session.until.as_second() - now.as_second()))
    };
    answered(&app, answer.await)
}

/// Who comes in and who is refused is logged, with the name of a key, which opens nothing, and nobody's address.
fn noted<S: Stores>(app: &App<S>, level: Level, what: &str) {
    app.tell(&Line::new(level, "sign-in", format!("offices: {what}")));
}

/// Ends the session.
pub async fn sign_out<S: Stores>(State(app): State<App<S>>, headers: HeaderMap) -> Response {
    let answer = own(&headers).map(|()| with_cookie(see("/operatori/"), "", 0));
    answered(&app, answer)
}

fn with_cookie(mut response: Response, value: &str, seconds: i64) -> Response {
    let cookie = format!("{COOKIE}={value}; Path=/; Max-Age={seconds}; HttpOnly; Secure; SameSite=Strict");
    if let Ok(cookie) = HeaderValue::try_from(cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::Client;

    #[test]
    fn a_household_is_one_source() {
        for (address, expected) in [
            ("192.0.2.7", "192.0.2.7"),
            ("::ffff:192.0.2.7", "192.0.2.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
            ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
            ("2001:db8:1:3::1", "2001:db8:1:3::"),
            ("the name of a key", "the name of a key"),
        ] {
            assert_eq!(Client(address.to_owned()).source(), expected);
        }
    }
}
