// SPDX-License-Identifier: EUPL-1.2
//! What can be booked, and when.

use super::types::{BookableList, BookableReply, DayList, DayReply, SlotList, SlotReply};
use super::{Problems, answered, day, said, wrong};
use crate::app::{App, Stores};
use crate::form::Fields;
use crate::reply::Failure;
use crate::site::Offer;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::desk::{self, Availability};
use futures_util::future::try_join_all;
use http::{StatusCode, Uri};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use model::timetable::day_of;

/// Days that one request may ask for.
const MOST_DAYS: usize = 31;

/// Everything that can be booked.
#[utoipa::path(get, path = "/api/v1/bookables", tag = "bookables", responses((status = 200, body = BookableList), Problems))]
pub async fn list<S: Stores>(State(app): State<App<S>>) -> Response {
    let answer = app.site().map(|site| said(StatusCode::OK, &BookableList { bookables: site.offers.values().map(|offer| BookableReply::of(offer, &site)).collect() }));
    answered(&app, answer)
}

/// Something that can be booked.
#[utoipa::path(get, path = "/api/v1/bookables/{id}", tag = "bookables", params(("id" = String, Path)), responses((status = 200, body = BookableReply), Problems))]
pub async fn one<S: Stores>(State(app): State<App<S>>, Path(id): Path<String>) -> Response {
    let answer = app.site().and_then(|site| {
        let offer = site.offer(&id).ok_or(Failure::NotFound)?;
        Ok(said(StatusCode::OK, &BookableReply::of(offer, &site)))
    });
    answered(&app, answer)
}

/// Its days that can be booked now, with how much is free: what a page needs to say where to begin.
#[utoipa::path(
    get,
    path = "/api/v1/bookables/{id}/days",
    tag = "bookables",
    params(
        ("id" = String, Path),
        ("from" = Option<String>, Query, description = "The first day; today when it is left out", format = Date),
        ("to" = Option<String>, Query, description = "The last day, at most 31 days; six days after the first when it is left out", format = Date)
    ),
    responses((status = 200, body = DayList), Problems)
)]
pub async fn days<S: Stores>(State(app): State<App<S>>, Path(id): Path<String>, uri: Uri) -> Response {
    let answer = async {
        let (site, now) = (app.site()?, app.now());
        let offer = site.offer(&id).ok_or(Failure::NotFound)?;
        let days = looked(&app, offer, &uri, now).await?;
        Ok(said(StatusCode::OK, &DayList { days: days.iter().filter(|(_, slots)| !slots.is_empty()).map(|(day, slots)| DayReply::of(*day, slots)).collect() }))
    };
    answered(&app, answer.await)
}

/// Its slots that can be booked now: a week from today, or the days that are asked for.
#[utoipa::path(
    get,
    path = "/api/v1/bookables/{id}/slots",
    tag = "bookables",
    params(
        ("id" = String, Path),
        ("from" = Option<String>, Query, description = "The first day; today when it is left out", format = Date),
        ("to" = Option<String>, Query, description = "The last day, at most 31 days; six days after the first when it is left out", format = Date)
    ),
    responses((status = 200, body = SlotList), Problems)
)]
pub async fn slots<S: Stores>(State(app): State<App<S>>, Path(id): Path<String>, uri: Uri) -> Response {
    let answer = async {
        let (site, now) = (app.site()?, app.now());
        let offer = site.offer(&id).ok_or(Failure::NotFound)?;
        let days = looked(&app, offer, &uri, now).await?;
        Ok(said(StatusCode::OK, &SlotList { slots: days.iter().flat_map(|(_, slots)| slots).map(|slot| SlotReply::of(slot, offer)).collect() }))
    };
    answered(&app, answer.await)
}

/// The days that a query asks for, and their slots.
async fn looked<S: Stores>(app: &App<S>, offer: &Offer, uri: &Uri, now: Timestamp) -> Result<Vec<(Date, Vec<Availability>)>, Failure> {
    let query = Fields::query(uri);
    let asked = |name: &'static str| query.given(name).map(|text| day(name, text)).transpose();
    let from = asked("from")?.unwrap_or_else(|| day_of(now));
    let to = asked("to")?.unwrap_or_else(|| from.saturating_add(6.days()));
    let days: Vec<Date> = from.series(1.day()).take_while(|day| *day <= to).take(MOST_DAYS + 1).collect();
    if to < from || days.len() > MOST_DAYS {
        return Err(wrong("to", "Chiedi da 1 a 31 giorni"));
    }
    try_join_all(days.into_iter().map(async |day| Ok((day, desk::availability(app.store(), &offer.calendar, day, now).await?)))).await
}
