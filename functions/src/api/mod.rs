// SPDX-License-Identifier: EUPL-1.2
//! The JSON API, `/api/v1`: the operations of the pages for programs. Its OpenAPI 3.1 document is made from
//! these types and served beside it. Secrets stand in `Authorization`, never in an address.

mod bookables;
mod bookings;
mod feedback;
mod holds;
mod photos;
mod report_types;
mod reports;
pub mod types;

use crate::app::{App, Stores};
use crate::form;
use crate::page::private;
use crate::reply::{Failure, Problem, Wrong};
use crate::when;
use axum::body::Body;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use domain::token::Token;
use http::{HeaderMap, StatusCode, header};
use jiff::civil::{Date, Time};
use serde::Serialize;
use serde::de::DeserializeOwned;
use utoipa::openapi::schema::{SchemaType, Type};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{IntoResponses, Modify, OpenApi};

/// Characters of the name of a request.
const REQUEST_NAME: std::ops::RangeInclusive<usize> = 16..=100;

/// What every operation may answer when it is not done.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "it describes replies for the document; they are made in `reply`")]
enum Problems {
    /// The request cannot be read, or has no `Idempotency-Key`.
    #[response(status = 400, content_type = "application/problem+json")]
    Unreadable(#[to_schema] Problem),
    /// No secret was sent.
    #[response(status = 401, content_type = "application/problem+json")]
    Unauthorized(#[to_schema] Problem),
    /// There is no such thing, no such slot, or the secret does not open it.
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(#[to_schema] Problem),
    /// The place is another's, the person has as many as one may have, it is too late, or a report is not in a
    /// state that allows it.
    #[response(status = 409, content_type = "application/problem+json")]
    Conflict(#[to_schema] Problem),
    /// The hold ended, and somebody else has the place.
    #[response(status = 410, content_type = "application/problem+json")]
    Gone(#[to_schema] Problem),
    /// The request is too large.
    #[response(status = 413, content_type = "application/problem+json")]
    TooLarge(#[to_schema] Problem),
    /// Fields do not fit, or the `Idempotency-Key` is of another request.
    #[response(status = 422, content_type = "application/problem+json")]
    Invalid(#[to_schema] Problem),
    /// Too many requests of one source in this minute.
    #[response(status = 429, content_type = "application/problem+json")]
    TooMany(#[to_schema] Problem),
    /// The store or the site is not there: ask again.
    #[response(status = 503, content_type = "application/problem+json")]
    Unavailable(#[to_schema] Problem),
}

/// The secret of a hold or of a booking, as a header.
struct Secret;

impl Modify for Secret {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        if let Some(components) = openapi.components.as_mut() {
            components.add_security_scheme("secret", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
        }
    }
}

/// What may be left out of an address or of the headers is there or is not there: nothing is `null`.
struct NoNull;

impl Modify for NoNull {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let operations = openapi.paths.paths.values_mut().flat_map(|item| [&mut item.get, &mut item.post, &mut item.delete]).flatten();
        for parameter in operations.flat_map(|operation| &mut operation.parameters).flatten() {
            let RefOr::T(parameter) = parameter else { continue };
            let Some(RefOr::T(Schema::Object(schema))) = &mut parameter.schema else { continue };
            let SchemaType::Array(types) = &schema.schema_type else { continue };
            if let [one] | [one, Type::Null] | [Type::Null, one] = types.as_slice() {
                schema.schema_type = SchemaType::Type(one.clone());
            }
        }
    }
}

/// The document of the API.
#[derive(OpenApi)]
#[openapi(
    info(title = "Sportello: prenotazioni, segnalazioni, aiuto", description = "Prenota, vedi, sposta e disdici: un posto non va mai a due persone. Segnala un problema e guarda come va. Chiedi aiuto, di' quanto è chiara una pagina.", license(name = "EUPL-1.2", identifier = "EUPL-1.2")),
    paths(
        bookables::list,
        bookables::one,
        bookables::days,
        bookables::slots,
        holds::hold,
        holds::extend,
        holds::release,
        bookings::book,
        bookings::see,
        bookings::cancel,
        bookings::move_to,
        reports::kinds,
        reports::list,
        reports::see,
        reports::submit,
        photos::photo,
        photos::ticket,
        photos::sent,
        reports::reopen,
        feedback::ask,
        feedback::rating
    ),
    components(schemas(Wrong)),
    modifiers(&Secret, &NoNull)
)]
pub struct Document;

/// The routes of bookings, and the document of all.
pub fn bookings<S: Stores>() -> Router<App<S>> {
    Router::new()
        .route("/api/v1/openapi.json", get(document))
        .route("/api/v1/bookables", get(bookables::list))
        .route("/api/v1/bookables/{id}", get(bookables::one))
        .route("/api/v1/bookables/{id}/days", get(bookables::days))
        .route("/api/v1/bookables/{id}/slots", get(bookables::slots))
        .route("/api/v1/holds", post(holds::hold))
        .route("/api/v1/holds/extend", post(holds::extend))
        .route("/api/v1/holds/release", post(holds::release))
        .route("/api/v1/bookings", post(bookings::book))
        .route("/api/v1/bookings/{code}", get(bookings::see).delete(bookings::cancel))
        .route("/api/v1/bookings/{code}/move", post(bookings::move_to))
}

/// The routes of reports.
pub fn reports<S: Stores>() -> Router<App<S>> {
    Router::new()
        .route("/api/v1/report-kinds", get(reports::kinds))
        .route("/api/v1/report-photos", post(photos::photo))
        .route("/api/v1/report-photos/tickets", post(photos::ticket))
        .route("/api/v1/report-photos/{photo}", post(photos::sent))
        .route("/api/v1/reports", get(reports::list).post(reports::submit))
        .route("/api/v1/reports/{code}", get(reports::see))
        .route("/api/v1/reports/{code}/reopen", post(reports::reopen))
        .route("/api/v1/help-requests", post(feedback::ask))
        .route("/api/v1/ratings", post(feedback::rating))
}

async fn document() -> Response {
    Json(Document::openapi()).into_response()
}

/// A good answer.
fn said(status: StatusCode, value: &impl Serialize) -> Response {
    let mut response = (status, Json(value)).into_response();
    private(&mut response);
    response
}

/// The answer, or the problem.
fn answered<S: Stores>(app: &App<S>, answer: Result<Response, Failure>) -> Response {
    let mut response = answer.unwrap_or_else(|failure| failure.problem(app));
    private(&mut response);
    response
}

/// Reads a body of JSON.
async fn read<T: DeserializeOwned>(body: Body) -> Result<T, Failure> {
    let bytes = form::bytes(body).await?;
    serde_json::from_slice(&bytes).map_err(|_| Failure::Unreadable("Il corpo non è il JSON che serve: guarda /api/v1/openapi.json."))
}

/// The secret in `Authorization: Bearer`; `None` when there is no such header.
fn sent_secret(headers: &HeaderMap) -> Result<Option<Token>, Failure> {
    let Some(value) = headers.get(header::AUTHORIZATION) else { return Ok(None) };
    let text = value.to_str().ok().and_then(|text| text.strip_prefix("Bearer ")).and_then(|text| Token::parse(text.trim()));
    text.map(Some).ok_or(Failure::Unauthorized)
}

/// The secret, which must be there.
fn secret(headers: &HeaderMap) -> Result<Token, Failure> {
    sent_secret(headers)?.ok_or(Failure::Unauthorized)
}

/// The name of the request; `None` when it has none.
pub(crate) fn request_name(headers: &HeaderMap) -> Result<Option<&str>, Failure> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    let good = |name: &&str| REQUEST_NAME.contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_graphic());
    value.to_str().ok().filter(good).map(Some).ok_or(Failure::NoRequestName)
}

fn wrong(field: &'static str, text: &str) -> Failure {
    Failure::Invalid(vec![Wrong { field: field.into(), text: text.to_owned() }])
}

/// Reads a day of a request.
fn day(field: &'static str, text: &str) -> Result<Date, Failure> {
    when::day(text).ok_or_else(|| wrong(field, "Scrivi il giorno come 2026-11-26"))
}

/// Reads a time of a request.
fn time(text: &str) -> Result<Time, Failure> {
    let digits = text.split_once(':').map(|(hour, minute)| format!("{hour}{minute}")).filter(|_| text.len() == 5);
    digits.as_deref().and_then(when::time).ok_or_else(|| wrong("time", "Scrivi l'ora come 09:00"))
}
