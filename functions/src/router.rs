// SPDX-License-Identifier: EUPL-1.2
//! All routes of the functions. What they do not know falls to whoever has the router: the local server shows
//! the site's own files. In the cloud bookings and reports are two functions, each with its part.

use crate::app::{App, Stores};
use crate::{api, assistenza, open311, operatori, prenota, segnala, valutazione};
use axum::Router;

/// Everything.
pub fn router<S: Stores>(app: App<S>) -> Router {
    bookings(app.clone()).merge(reports(app))
}

/// Bookings, the clerk's day, and the document of the API.
pub fn bookings<S: Stores>(app: App<S>) -> Router {
    Router::new().merge(prenota::routes()).merge(api::bookings()).merge(operatori::day()).with_state(app)
}

/// Reports, help and ratings, and what offices see of them: `/segnala/`, `/open311/`, `/assistenza/invia/`,
/// `/valutazione`, `/operatori/segnalazioni/`, `/operatori/assistenza/`, `/operatori/valutazioni/`,
/// `/api/v1/report-kinds`, `/api/v1/report-photos`, `/api/v1/reports`, `/api/v1/help-requests`, `/api/v1/ratings`.
pub fn reports<S: Stores>(app: App<S>) -> Router {
    let citizens = Router::new().merge(segnala::routes()).merge(open311::routes()).merge(assistenza::routes()).merge(valutazione::routes());
    citizens.merge(api::reports()).merge(operatori::reports()).with_state(app)
}
