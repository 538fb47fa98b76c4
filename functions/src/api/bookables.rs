// SPDX-License-Identifier: EUPL-1.2
//! What can be booked, and when.

use super::types::{BookableList, BookableReply, SlotList, SlotReply};
use super::{Problems, answered, day, said, wrong};
use crate::app::{App, Stores};
use crate::form::Fields;
use crate::reply::Failure;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::desk;
use futures_util::future::try_join_all;
use http::{StatusCode, Uri};
use jiff::ToSpan as _;
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
        let (site, now, query) = (app.site()?, app.now(), Fields::query(&uri));
        let offer = site.offer(&id).ok_or(Failure::NotFound)?;
        let asked = |name: &'static str| if query.get(name).is_empty() { Ok(None) } else { day(name, query.get(name)).map(Some) };
        let from = asked("from")?.unwrap_or_else(|| day_of(now));
        let to = asked("to")?.unwrap_or_else(|| from.saturating_add(6.days()));
        let days: Vec<_> = from.series(1.day()).take_while(|day| *day <= to).take(MOST_DAYS + 1).collect();
        if to < from || days.len() > MOST_DAYS {
            return Err(wrong("to", "Chiedi da 1 a 31 giorni"));
        }
        let looked = days.into_iter().map(|day| desk::availability(app.store(), &offer.calendar, day, now));
        let slots = try_join_all(looked).await?;
        Ok(said(StatusCode::OK, &SlotList { slots: slots.iter().flatten().map(|slot| SlotReply::of(slot, offer)).collect() }))
    };
    answered(&app, answer.await)
}
