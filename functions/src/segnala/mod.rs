// SPDX-License-Identifier: EUPL-1.2
//! A citizen reports: sub-type → where → what → who → check → sent; then sees how it goes, follows, opens again.
//! Every step is a page of plain HTML. No `GET` changes anything.
//!
//! | address | what |
//! |---|---|
//! | `/segnala/nuova/` | the form, page by page; each page sends what the others asked along |
//! | `/segnala/nuova/foto/<name>/` | a photo that waits, for who sent it |
//! | `/segnala/elenco/` | what was reported, the newest first |
//! | `/segnala/<code>/` | a report, as everybody may see it |
//! | `/segnala/<code>/foto/<number>/` | a photo that was let through; `?piccola` is the small one |
//! | `/segnala/<code>/segui/` | to follow it: a letter asks whether the address is one's own |
//! | `/segnala/<code>/segui/<secret>/` | to confirm that, or to end it |
//! | `/segnala/_mia/<secret>/` | a report, for who made it |
//! | `/segnala/dati/…` | open data, and the feed |

pub(crate) mod data;
mod follow;
pub(crate) mod mine;
mod near;
pub(crate) mod new;
pub(crate) mod public;
pub(crate) mod typed;
pub(crate) mod upload;
pub(crate) mod view;

use crate::app::{App, Stores};
use crate::page::{private, see};
use crate::reply::Failure;
use crate::site::Site;
use axum::Router;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use domain::report::photo::{PhotoId, Size};
use domain::report::services::Services;
use domain::token::{Code, Token};
use http::{HeaderValue, Uri, header};

/// The routes.
pub fn routes<S: Stores>() -> Router<App<S>> {
    Router::new()
        .route("/segnala/nuova/", get(new::begin).post(new::submit))
        .route("/segnala/nuova/foto/{photo}/", get(new::waiting_photo))
        .route("/segnala/elenco/", get(public::list))
        .route("/segnala/dati/segnalazioni.csv", get(data::csv))
        .route("/segnala/dati/segnalazioni.geojson", get(data::geojson))
        .route("/segnala/dati/segnalazioni.atom", get(data::atom))
        .route("/segnala/_mia/{token}/", get(mine::show))
        .route("/segnala/_mia/{token}/riapri/", post(mine::reopen))
        .route("/segnala/_mia/{token}/basta/", get(ask_to_end).post(mine::unsubscribe))
        .route("/segnala/_mia/{token}/foto/{number}/", get(mine::photo))
        .route("/segnala/{code}", get(public::with_slash))
        .route("/segnala/{code}/", get(public::show))
        .route("/segnala/{code}/foto/{number}/", get(public::photo))
        .route("/segnala/{code}/segui/", post(follow::ask))
        .route("/segnala/{code}/segui/{token}/", get(follow::show).post(follow::confirm))
        .route("/segnala/{code}/segui/{token}/basta/", get(ask_to_end).post(follow::end))
}

/// A mail program that knows nothing of RFC 8058 opens what is meant for its button: the page above has one.
async fn ask_to_end(uri: Uri) -> Response {
    see(uri.path().strip_suffix("basta/").unwrap_or("/segnala/"))
}

/// The address of a report for everybody.
#[must_use]
pub fn public_url(code: &Code) -> String {
    format!("/segnala/{code}/")
}

/// The address of a report for who made it.
#[must_use]
pub fn mine_url(token: Token) -> String {
    format!("/segnala/_mia/{}/", token.text())
}

/// The address of somebody who follows.
#[must_use]
pub fn follower_url(code: &Code, token: Token) -> String {
    format!("/segnala/{code}/segui/{}/", token.text())
}

/// What can be reported; nothing is here where the town takes no reports.
fn services(site: &Site) -> Result<&Services, Failure> {
    site.reports.as_ref().ok_or(Failure::NotFound)
}

/// The answer, or the page that says why there is none.
fn answered<S: Stores>(app: &App<S>, back: Option<(String, &'static str)>, answer: Result<Response, Failure>) -> Response {
    answer.unwrap_or_else(|failure| failure.page_of(app, back, ("/segnala/", "Tutto quello che puoi segnalare")))
}

/// A photo that may be seen by who asks.
pub async fn photo_reply<S: Stores>(app: &App<S>, id: PhotoId, uri: &Uri) -> Result<Response, Failure> {
    let size = if uri.query() == Some("piccola") { Size::Small } else { Size::Full };
    let photos = app.photos().ok_or(Failure::NotFound)?;
    let bytes = photos.get(id, size).await?.ok_or(Failure::NotFound)?;
    let mut response = bytes.into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("image/jpeg"));
    // Nothing in it is ever a page, whatever a browser may think.
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    private(&mut response);
    Ok(response)
}
