// SPDX-License-Identifier: EUPL-1.2
//! Open311 GeoReport v2: reports for programs of others. The same reports as everywhere, in the words of that
//! standard, as XML and as JSON; what everybody may see is what an office let through.
//!
//! | address, with `.xml` or `.json` | what |
//! |---|---|
//! | `GET /open311/v2/discovery` | where the service is, and how one gets a key |
//! | `GET /open311/v2/services` | what can be reported |
//! | `GET /open311/v2/services/<code>` | what is asked beside the usual |
//! | `POST /open311/v2/requests` | a report, with a key |
//! | `GET /open311/v2/requests` | reports of 90 days at most, a thousand at most |
//! | `GET /open311/v2/requests/<id>` | a report |
//! | `GET /open311/v2/tokens/<token>` | the report of a token: reports have their id at once, and it is the token |

pub mod node;
mod reply;
mod requests;
mod services;
mod submit;

use crate::app::{App, Stores};
use crate::form::Fields;
use crate::site::Site;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{any, get};
use domain::report::services::Services;
use http::{HeaderValue, Uri, header};
use reply::{Format, Refused, answered, unknown};

/// The document of the service, for programs that make clients and tests.
const OPENAPI: &str = include_str!("openapi.json");

/// The routes.
pub fn routes<S: Stores>() -> Router<App<S>> {
    let mut router = Router::new().route("/open311/v2/openapi.json", get(openapi));
    for format in ["xml", "json"] {
        let at = |name: &str| format!("/open311/v2/{name}.{format}");
        router = router.route(&at("discovery"), get(services::discovery)).route(&at("services"), get(services::list));
        router = router.route(&at("requests"), get(requests::list).post(submit::submit));
    }
    router
        .route("/open311/v2/services/{file}", get(services::definition))
        .route("/open311/v2/requests/{file}", get(requests::one))
        .route("/open311/v2/tokens/{file}", get(requests::token))
        .route("/open311/v2/", any(nothing))
        .route("/open311/v2/{*rest}", any(nothing))
}

/// What can be reported here, when the request is for this town.
fn here<'s>(site: &'s Site, fields: &Fields) -> Result<&'s Services, Refused> {
    let bare = |host: &str| host.strip_prefix("www.").unwrap_or(host).to_lowercase();
    let asked = fields.get("jurisdiction_id");
    if !asked.is_empty() && bare(asked) != bare(site.host()) {
        return Err(unknown(format!("jurisdiction_id «{asked}» non è di questo Comune: è «{}»", bare(site.host()))));
    }
    site.reports.as_ref().ok_or_else(|| unknown("Questo Comune non raccoglie segnalazioni online"))
}

async fn nothing<S: Stores>(State(app): State<App<S>>, uri: Uri) -> Response {
    answered(&app, Format::of(&uri), Err(unknown("A questo indirizzo non c'è niente: comincia da /open311/v2/discovery.xml")))
}

async fn openapi() -> Response {
    let mut response = OPENAPI.into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}
