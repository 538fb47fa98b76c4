// SPDX-License-Identifier: EUPL-1.2
//! All routes of the functions. What they do not know falls to whoever has the router: the local server shows
//! the site's own files. In the cloud bookings and reports are two functions, each with its part.

use crate::app::{App, Stores};
use crate::{api, operatori, prenota, segnala};
use axum::Router;

/// Everything.
pub fn router<S: Stores>(app: App<S>) -> Router {
    bookings(app.clone()).merge(reports(app))
}

/// Bookings, the clerk's day, and the document of the API.
pub fn bookings<S: Stores>(app: App<S>) -> Router {
    Router::new().merge(prenota::routes()).merge(api::bookings()).merge(operatori::day()).with_state(app)
}

/// Reports, and what offices see of them: `/segnala/`, `/operatori/segnalazioni/`, `/api/v1/report-kinds`,
/// `/api/v1/report-photos`, `/api/v1/reports`.
pub fn reports<S: Stores>(app: App<S>) -> Router {
    Router::new().merge(segnala::routes()).merge(api::reports()).merge(operatori::reports()).with_state(app)
}
