// SPDX-License-Identifier: EUPL-1.2
//! Places that are held for ten minutes, while somebody writes their details.

use super::types::{HeldPlace, HoldReply, WantedSlot};
use super::{Problems, answered, day, read, request_name, said, secret, time};
use crate::app::{App, Stores};
use crate::reply::Failure;
use crate::site::Offer;
use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use domain::desk::{self, Held};
use domain::place::PlaceKey;
use domain::store::Extended;
use domain::token::Token;
use http::{HeaderMap, StatusCode};

/// The place that a request names whole.
fn key(wanted: &HeldPlace, offer: &Offer) -> Result<PlaceKey, Failure> {
    Ok(PlaceKey { bookable: offer.calendar.id.clone(), day: day("day", &wanted.day)?, time: time(&wanted.time)?, number: wanted.place })
}

/// Holds a place of a slot: that one, or any. With an `Idempotency-Key` the same request holds the same place.
#[utoipa::path(
    post,
    path = "/api/v1/holds",
    tag = "holds",
    params(("Idempotency-Key" = Option<String>, Header, description = "A name for the request, 16 to 100 visible characters of ASCII", pattern = "^[!-~]{16,100}$")),
    request_body = WantedSlot,
    responses((status = 201, body = HoldReply), Problems)
)]
pub async fn hold<S: Stores>(State(app): State<App<S>>, headers: HeaderMap, body: Body) -> Response {
    let answer = async {
        let (site, now) = (app.site()?, app.now());
        let name = request_name(&headers)?;
        let wanted: WantedSlot = read(body).await?;
        let offer = site.offer(&wanted.bookable).ok_or(Failure::NotFound)?;
        let (day, time) = (day("day", &wanted.day)?, time(&wanted.time)?);
        let token = match name {
            Some(name) => Token::of_request(app.key(), &format!("hold\0{name}\0{}\0{day}\0{time}\0{:?}", wanted.bookable, wanted.place)),
            None => app.fresh(),
        };
        if name.is_some() && desk::find(app.store(), &token.code(), token).await?.is_some() {
            return Err(Failure::RequestNameUsed);
        }
        match desk::hold(app.store(), &offer.calendar, day, time, wanted.place, app.asker(token), now).await? {
            Held::Yours(key, hold) => Ok(said(StatusCode::CREATED, &HoldReply::of(&key, &hold, token, offer))),
            Held::Booked(..) => Err(Failure::RequestNameUsed),
            Held::Taken => Err(Failure::Taken),
            Held::NoSlot => Err(Failure::NoSlot),
        }
    };
    answered(&app, answer.await)
}

/// Makes a hold ten minutes longer from now, once; asked again it says until when.
#[utoipa::path(post, path = "/api/v1/holds/extend", tag = "holds", security(("secret" = [])), request_body = HeldPlace, responses((status = 200, body = HoldReply), Problems))]
pub async fn extend<S: Stores>(State(app): State<App<S>>, headers: HeaderMap, body: Body) -> Response {
    let answer = async {
        let (site, token) = (app.site()?, secret(&headers)?);
        let wanted: HeldPlace = read(body).await?;
        let offer = site.offer(&wanted.bookable).ok_or(Failure::NotFound)?;
        let key = key(&wanted, offer)?;
        match desk::extend(app.store(), &key, token, app.now()).await? {
            Extended::Until(hold) | Extended::Before(hold) => Ok(said(StatusCode::OK, &HoldReply::of(&key, &hold, token, offer))),
            Extended::Lost => Err(Failure::Lost),
        }
    };
    answered(&app, answer.await)
}

/// Gives a held place back.
#[utoipa::path(post, path = "/api/v1/holds/release", tag = "holds", security(("secret" = [])), request_body = HeldPlace, responses((status = 204), Problems))]
pub async fn release<S: Stores>(State(app): State<App<S>>, headers: HeaderMap, body: Body) -> Response {
    let answer = async {
        let (site, token) = (app.site()?, secret(&headers)?);
        let wanted: HeldPlace = read(body).await?;
        let key = key(&wanted, site.offer(&wanted.bookable).ok_or(Failure::NotFound)?)?;
        app.store().release(&key, token.owner()).await?;
        Ok(StatusCode::NO_CONTENT.into_response())
    };
    answered(&app, answer.await)
}
