// SPDX-License-Identifier: EUPL-1.2
//! All routes of the functions. What they do not know falls to whoever has the router: the local server shows
//! the site's own files.

use crate::app::{App, Stores};
use crate::{api, operatori, prenota, segnala};
use axum::Router;

/// The router of an application.
pub fn router<S: Stores>(app: App<S>) -> Router {
    Router::new().merge(prenota::routes()).merge(segnala::routes()).merge(api::routes()).merge(operatori::routes()).with_state(app)
}
