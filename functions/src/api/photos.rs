// SPDX-License-Identifier: EUPL-1.2
//! Photos of reports to come: sent through us or, where that can be, straight to where they are kept.

use super::report_types::{PhotoReply, Position, TicketReply};
use super::{Problems, answered, said, wrong};
use crate::app::{App, Stores};
use crate::form::bytes_up_to;
use crate::guard::count;
use crate::operatori::Client;
use crate::reply::Failure;
use crate::segnala::upload::{FILES, File, Waiting, put, put_sent};
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::report::photo::PhotoId;
use http::StatusCode;
use imaging::photo::BYTES;

fn waits(photo: Result<Waiting, String>) -> Result<Response, Failure> {
    let photo = photo.map_err(|why| wrong(FILES, &why))?;
    Ok(said(StatusCode::CREATED, &PhotoReply { photo: photo.id.text(), position: photo.position.map(Position::from) }))
}

/// Puts a photo, which waits a day for its report: JPEG, PNG or WebP, 10 MB at most.
#[utoipa::path(
    post,
    path = "/api/v1/report-photos",
    tag = "reports",
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = PhotoReply), Problems)
)]
pub async fn photo<S: Stores>(State(app): State<App<S>>, client: Option<Extension<Client>>, body: Body) -> Response {
    let client = client.map(|Extension(client)| client).unwrap_or_default();
    let answer = async {
        count(&app, &client, "photos").await?;
        let bytes = bytes_up_to(body, BYTES).await?;
        waits(put(&app, File::Whole(bytes.to_vec())).await?)
    };
    answered(&app, answer.await)
}

/// Gives leave to send a photo straight to where photos are kept, as a form of `multipart/form-data` with these
/// fields and then the file; some minutes long. `404` where photos are sent to us.
#[utoipa::path(post, path = "/api/v1/report-photos/tickets", tag = "reports", responses((status = 201, body = TicketReply), Problems))]
pub async fn ticket<S: Stores>(State(app): State<App<S>>, client: Option<Extension<Client>>) -> Response {
    let client = client.map(|Extension(client)| client).unwrap_or_default();
    let answer = async {
        count(&app, &client, "photos").await?;
        let arrivals = app.photos().and_then(|photos| photos.arrivals()).ok_or(Failure::NotFound)?;
        let id = PhotoId::new(app.fresh().bytes());
        let ticket = arrivals.ticket(id, BYTES, app.now());
        Ok(said(StatusCode::CREATED, &TicketReply { photo: id.text(), url: ticket.url, fields: ticket.fields.into_iter().collect(), file_field: ticket.file }))
    };
    answered(&app, answer.await)
}

/// Takes a photo that was sent straight to where photos are kept: it waits a day for its report.
#[utoipa::path(
    post,
    path = "/api/v1/report-photos/{photo}",
    tag = "reports",
    params(("photo" = String, Path, description = "The name that came with the leave to send it")),
    responses((status = 201, body = PhotoReply), Problems)
)]
pub async fn sent<S: Stores>(State(app): State<App<S>>, client: Option<Extension<Client>>, Path(photo): Path<String>) -> Response {
    let client = client.map(|Extension(client)| client).unwrap_or_default();
    let answer = async {
        count(&app, &client, "photos-sent").await?;
        waits(put_sent(&app, PhotoId::parse(&photo).ok_or(Failure::NotFound)?).await?)
    };
    answered(&app, answer.await)
}
