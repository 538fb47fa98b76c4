// SPDX-License-Identifier: EUPL-1.2
//! Bookings: made once for each name of a request, then seen, moved and given back with their secret.

use super::types::{BookingReply, WantedBooking, WantedMove};
use super::{Problems, answered, day, read, request_name, said, secret, sent_secret, time};
use crate::app::{App, Stores};
use crate::prenota::mine::{Target, done, move_there};
use crate::reply::Failure;
use crate::site::{Offer, Site};
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use domain::booking::{Booking, Details};
use domain::desk::{self, Held, Outcome};
use domain::place::PlaceKey;
use domain::store::Found;
use domain::token::{Code, Token};
use http::{HeaderMap, StatusCode};
use jiff::Timestamp;

/// Books. With the secret of a hold in `Authorization` that hold is confirmed; without, a place is held and
/// confirmed at once. The same `Idempotency-Key` gives the same booking.
#[utoipa::path(
    post,
    path = "/api/v1/bookings",
    tag = "bookings",
    security((), ("secret" = [])),
    params(("Idempotency-Key" = String, Header, description = "A name for the request, 16 to 100 visible characters of ASCII", pattern = "^[!-~]{16,100}$")),
    request_body = WantedBooking,
    responses((status = 201, body = BookingReply), Problems)
)]
pub async fn book<S: Stores>(State(app): State<App<S>>, headers: HeaderMap, body: Body) -> Response {
    let answer = async {
        let (site, now) = (app.site()?, app.now());
        let name = request_name(&headers)?.ok_or(Failure::NoRequestName)?;
        let sent = sent_secret(&headers)?;
        let wanted: WantedBooking = read(body).await?;
        let offer = site.offer(&wanted.bookable).ok_or(Failure::NotFound)?;
        let details = wanted.details.check(&offer.calendar).map_err(Failure::Invalid)?;
        let token = sent.unwrap_or_else(|| Token::of_request(app.key(), &format!("book\0{name}")));
        if let Some(number) = wanted.place.filter(|_| sent.is_some()) {
            // Whose place it is stands in the place itself: nothing is looked up before the write.
            let key = PlaceKey { bookable: offer.calendar.id.clone(), day: day("day", &wanted.day)?, time: time(&wanted.time)?, number };
            return match confirmed(&app, offer, key, token, &details, now).await? {
                Some((key, booking)) => replayed(&key, &booking, &details, &wanted, token, &site),
                None => before(&app, &details, &wanted, token, &site).await?.ok_or(Failure::Lost),
            };
        }
        // The name may be of a request that went through before.
        if let Some(reply) = before(&app, &details, &wanted, token, &site).await? {
            return Ok(reply);
        }
        let key = place(&app, offer, &wanted, token, now).await?;
        let (key, booking) = confirmed(&app, offer, key, token, &details, now).await?.ok_or(Failure::Lost)?;
        replayed(&key, &booking, &details, &wanted, token, &site)
    };
    answered(&app, answer.await)
}

/// Turns the hold of a place into a booking; none when the place is somebody else's.
async fn confirmed<S: Stores>(app: &App<S>, offer: &Offer, key: PlaceKey, token: Token, details: &Details, now: Timestamp) -> Result<Option<(PlaceKey, Box<Booking>)>, Failure> {
    match desk::confirm(app.store(), &offer.calendar, &key, token, details.clone(), app.key(), now).await? {
        Outcome::Booked(booking) => {
            app.outbox().notify_one();
            Ok(Some((key, booking)))
        }
        Outcome::Lost => Ok(None),
        Outcome::LimitReached => {
            app.store().release(&key, token.owner()).await?;
            Err(Failure::LimitReached)
        }
    }
}

/// The answer to a request that went through before.
async fn before<S: Stores>(app: &App<S>, details: &Details, wanted: &WantedBooking, token: Token, site: &Site) -> Result<Option<Response>, Failure> {
    match desk::find(app.store(), &token.code(), token).await? {
        Some(Found::Standing(key, booking)) => replayed(&key, &booking, details, wanted, token, site).map(Some),
        // Where it was says nothing: it may have moved before it was given back.
        Some(Found::Closed(closed)) if closed.booking.details != *details || closed.bookable != wanted.bookable => Err(Failure::RequestNameUsed),
        Some(closed) => Ok(Some(said(StatusCode::CREATED, &BookingReply::of(&closed, token, site)))),
        None => Ok(None),
    }
}

/// A place that is taken now.
async fn place<S: Stores>(app: &App<S>, offer: &Offer, wanted: &WantedBooking, token: Token, now: Timestamp) -> Result<PlaceKey, Failure> {
    let (day, time) = (day("day", &wanted.day)?, time(&wanted.time)?);
    match desk::hold(app.store(), &offer.calendar, day, time, wanted.place, app.asker(token), now).await? {
        Held::Yours(key, _) | Held::Booked(key, _) => Ok(key),
        Held::Taken => Err(Failure::Taken),
        Held::NoSlot => Err(Failure::NoSlot),
    }
}

/// The booking, perhaps of an earlier try, when that asked for the same.
fn replayed(key: &PlaceKey, booking: &Booking, details: &Details, wanted: &WantedBooking, token: Token, site: &Site) -> Result<Response, Failure> {
    let same = booking.details == *details && key.bookable.as_str() == wanted.bookable;
    let there = key.day.to_string() == wanted.day && model::words::time(key.time) == wanted.time && wanted.place.is_none_or(|number| number == key.number);
    // Who wants it and what never changes; when it is may have changed since.
    if !same || (!there && booking.sequence == 0) {
        return Err(Failure::RequestNameUsed);
    }
    Ok(said(StatusCode::CREATED, &BookingReply::of(&Found::Standing(key.clone(), Box::new(booking.clone())), token, site)))
}

/// The booking of a code, for who has its secret.
async fn found<S: Stores>(app: &App<S>, code: &str, token: Token) -> Result<Found, Failure> {
    let code = Code::parse(code).ok_or(Failure::NotFound)?;
    desk::find(app.store(), &code, token).await?.ok_or(Failure::NotFound)
}

/// Shows a booking.
#[utoipa::path(get, path = "/api/v1/bookings/{code}", tag = "bookings", security(("secret" = [])), params(("code" = String, Path)), responses((status = 200, body = BookingReply), Problems))]
pub async fn see<S: Stores>(State(app): State<App<S>>, Path(code): Path<String>, headers: HeaderMap) -> Response {
    let answer = async {
        let (site, token) = (app.site()?, secret(&headers)?);
        Ok(said(StatusCode::OK, &BookingReply::of(&found(&app, &code, token).await?, token, &site)))
    };
    answered(&app, answer.await)
}

/// Gives a booking back; asked again, it is given back already.
#[utoipa::path(delete, path = "/api/v1/bookings/{code}", tag = "bookings", security(("secret" = [])), params(("code" = String, Path)), responses((status = 204), Problems))]
pub async fn cancel<S: Stores>(State(app): State<App<S>>, Path(code): Path<String>, headers: HeaderMap) -> Response {
    let answer = async {
        let (site, token) = (app.site()?, secret(&headers)?);
        let found = found(&app, &code, token).await?;
        let Found::Standing(key, booking) = found else { return Ok(StatusCode::NO_CONTENT.into_response()) };
        let offer = site.offer(key.bookable.as_str()).ok_or(Failure::NotFound)?;
        done(desk::cancel(app.store(), &offer.calendar, &booking.code, app.asker(token), app.now()).await?)?;
        app.outbox().notify_one();
        Ok(StatusCode::NO_CONTENT.into_response())
    };
    answered(&app, answer.await)
}

/// Moves a booking to another slot.
#[utoipa::path(
    post,
    path = "/api/v1/bookings/{code}/move",
    tag = "bookings",
    security(("secret" = [])),
    params(("code" = String, Path)),
    request_body = WantedMove,
    responses((status = 200, body = BookingReply), Problems)
)]
pub async fn move_to<S: Stores>(State(app): State<App<S>>, Path(code): Path<String>, headers: HeaderMap, body: Body) -> Response {
    let answer = async {
        let (site, now, token) = (app.site()?, app.now(), secret(&headers)?);
        let wanted: WantedMove = read(body).await?;
        let Found::Standing(from, booking) = found(&app, &code, token).await? else { return Err(Failure::NotFound) };
        let offer = site.offer(from.bookable.as_str()).ok_or(Failure::NotFound)?;
        let target = Target { day: day("day", &wanted.day)?, time: time(&wanted.time)?, number: wanted.place };
        // The same wish holds the same place, as long as the booking did not move.
        let wish = format!("move\0{}\0{}\0{}\0{}\0{:?}", token.text(), booking.sequence, wanted.day, wanted.time, wanted.place);
        let holder = Token::of_request(app.key(), &wish);
        move_there(&app, offer, &from, token, holder, target, now).await?;
        Ok(said(StatusCode::OK, &BookingReply::of(&found(&app, &code, token).await?, token, &site)))
    };
    answered(&app, answer.await)
}
