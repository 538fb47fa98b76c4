// SPDX-License-Identifier: EUPL-1.2
//! The clerk's day: who comes, who came, what must be shut; the reports and the help requests of the office; how
//! clear pages are. An office signs in with its key; the session is a cookie that no script reads and no other site
//! sends.

mod day;
mod feed;
mod help;
mod list;
mod paging;
mod ratings;
mod reports;
mod session;

use crate::app::{App, Stores};
use crate::reply::Failure;
use crate::site::{Offer, Site};
use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};

pub use session::Client;

/// The routes of the day, and of who signs in.
pub fn day<S: Stores>() -> Router<App<S>> {
    Router::new()
        .route("/operatori/", get(session::begin).post(session::sign_in))
        .route("/operatori/esci/", post(session::sign_out))
        .route("/operatori/giorno/{day}/", get(day::show))
        .route("/operatori/giorno/{day}/elenco.csv", get(list::csv))
        .route("/operatori/giorno/{day}/presenza/", post(day::attend))
        .route("/operatori/giorno/{day}/chiudi/", get(day::ask_shut).post(day::shut))
        .route("/operatori/giorno/{day}/riapri/", post(day::open))
        .route("/operatori/calendario/{key}/{secret}/agenda.ics", get(feed::feed))
}

/// The routes of reports.
pub fn reports<S: Stores>() -> Router<App<S>> {
    Router::new()
        .route("/operatori/segnalazioni/", get(reports::list))
        .route("/operatori/segnalazioni/{code}/", get(reports::show).post(reports::act))
        .route("/operatori/segnalazioni/{code}/foto/{number}/", get(reports::photo))
        .route("/operatori/assistenza/", get(help::list))
        .route("/operatori/assistenza/{code}/", get(help::show).post(help::act))
        .route("/operatori/valutazioni/", get(ratings::list))
        .route("/operatori/valutazioni/{month}/valutazioni.csv", get(ratings::csv))
}

/// What an office takes bookings for, as who gives them or as who offers them.
fn offers<'s>(site: &'s Site, office: &str) -> impl Iterator<Item = &'s Offer> {
    site.offers.values().filter(move |offer| offer.calendar.office == office || offer.organisation == office)
}

/// The answer, or the page that says why there is none.
fn answered<S: Stores>(app: &App<S>, answer: Result<Response, Failure>) -> Response {
    answer.unwrap_or_else(|failure| failure.page_of(app, None, ("/operatori/", "Torna all'area degli uffici")))
}
