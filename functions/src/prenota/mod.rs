// SPDX-License-Identifier: EUPL-1.2
//! A citizen books: days → times → details → check → confirmed; then sees, moves and gives back. Every step is
//! a page of plain HTML; what changes something is a form, so that no link that is followed ahead takes a place.
//!
//! | address | what |
//! |---|---|
//! | `/prenota/<id>/giorni/` | days with free places |
//! | `/prenota/<id>/<day>/` | times of a day; choosing one holds a place |
//! | `/prenota/<id>/<day>/<time>/<place>/<secret>/` | details, then the check, then it is confirmed |
//! | `/prenota/_mia/<secret>/` | the booking; `_mia` can be no name of something to book |

mod days;
mod hold;
pub mod mine;
mod view;

use crate::app::{App, Stores};
use crate::form::Fields;
use crate::reply::Failure;
use crate::site::{Offer, Site};
use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use domain::place::PlaceKey;
use domain::token::Token;
use http::Uri;
use model::slug::Slug;
use std::sync::Arc;

/// The routes.
pub fn routes<S: Stores>() -> Router<App<S>> {
    Router::new()
        .route("/prenota/{id}/giorni/", get(days::days))
        .route("/prenota/{id}/{day}/", get(days::times).post(days::choose))
        .route("/prenota/{id}/{day}/{time}/{place}/{token}/", get(hold::details).post(hold::submit))
        .route("/prenota/{id}/{day}/{time}/{place}/{token}/lascia/", post(hold::leave))
        .route("/prenota/_mia/{token}/", get(mine::show))
        .route("/prenota/_mia/{token}/appuntamento.ics", get(mine::calendar_file))
        .route("/prenota/_mia/{token}/disdici/", get(mine::ask_cancel).post(mine::cancel))
        .route("/prenota/_mia/{token}/sposta/", get(mine::move_days))
        .route("/prenota/_mia/{token}/sposta/{day}/", get(mine::move_times).post(mine::move_to))
}

/// The address of a booking.
fn mine(token: Token) -> String {
    format!("/prenota/_mia/{}/", token.text())
}

/// The address of a held place.
fn held(key: &PlaceKey, token: Token) -> String {
    let PlaceKey { bookable, day, time, number } = key;
    format!("/prenota/{bookable}/{day}/{}/{number}/{}/", crate::when::time_text(*time), token.text())
}

/// What is booked; 404 when there is no such thing.
fn offer<'s>(site: &'s Site, id: &str) -> Result<&'s Offer, Failure> {
    site.offer(id).ok_or(Failure::NotFound)
}

/// The days of what is booked, for a way back that keeps the service for which one came.
fn back_to_days(id: &str, uri: &Uri) -> (String, &'static str) {
    (format!("/prenota/{id}/giorni/{}", service_again(Fields::query(uri).get("servizio"))), "Scegli un altro giorno")
}

/// The times of the day, likewise; the days, when it is none.
fn back_to_times(id: &str, day: &str, service: &str) -> (String, &'static str) {
    match crate::when::day(day) {
        Some(day) => (format!("/prenota/{id}/{day}/{}", service_again(service)), "Scegli un altro orario"),
        None => (format!("/prenota/{id}/giorni/{}", service_again(service)), "Scegli un altro giorno"),
    }
}

/// A service as it stands at the end of an address, when it can be the name of one.
fn service_again(service: &str) -> String {
    Slug::parse(service).map(|service| format!("?servizio={service}")).unwrap_or_default()
}

/// The answer, or the page that says why there is none.
fn answered<S: Stores>(app: &App<S>, back: Option<(String, &'static str)>, answer: Result<Response, Failure>) -> Response {
    answer.unwrap_or_else(|failure| failure.page(app, back))
}

/// The site as it is now.
fn site<S: Stores>(app: &App<S>) -> Result<Arc<Site>, Failure> {
    app.site()
}
