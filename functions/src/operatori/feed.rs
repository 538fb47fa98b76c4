// SPDX-License-Identifier: EUPL-1.2
//! The office's bookings as a calendar to subscribe to. Calendar programs hand feeds on to other services, so
//! it says what and when and the code, and of nobody the name.

use super::answered;
use super::day::of_office;
use crate::app::{App, Stores};
use crate::page::private;
use crate::reply::Failure;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use domain::office::{KeyId, office_key};
use domain::token::Token;
use http::{HeaderValue, header};
use jiff::ToSpan as _;
use model::timetable::{day_of, instant};
use post::ics::{Appointment, Status};

/// Days ahead, today included.
const DAYS: usize = 14;

/// `/operatori/calendario/<key>/<secret>/agenda.ics`
pub async fn feed<S: Stores>(State(app): State<App<S>>, Path((key, secret)): Path<(String, String)>) -> Response {
    let answer = async {
        let (site, now) = (app.site()?, app.now());
        let id = KeyId::parse(&key).ok_or(Failure::NotFound)?;
        // Hashes are compared, so that how long it takes says nothing of the secret.
        let right = Token::parse(&secret).is_some_and(|secret| secret.owner() == id.feed(app.key()).owner());
        let key = office_key(app.store(), id).await?.filter(|_| right).ok_or(Failure::NotFound)?;
        let mut appointments = Vec::new();
        for day in day_of(now).series(1.day()).take(DAYS) {
            for (offer, slots) in of_office(&app, &site, &key.office, day).await? {
                for slot in slots {
                    let Some(start) = instant(day, slot.from) else { continue };
                    let end = slot.to.and_then(|to| instant(day, to)).unwrap_or(start);
                    appointments.extend(slot.booked.iter().map(|(place, booking)| Appointment {
                        uid: format!("{}.ufficio@{}", booking.code.as_str().to_lowercase(), site.host()),
                        sequence: booking.sequence,
                        stamp: now,
                        start,
                        end,
                        title: format!("{} ({})", offer.calendar.title, booking.code),
                        place: offer.calendar.place_name(place.number).map(str::to_owned).unwrap_or_default(),
                        description: String::new(),
                        url: None,
                        status: Status::Confirmed,
                    }));
                }
            }
        }
        let mut response = post::ics::feed(site.office_name(&key.office), &appointments).into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8"));
        private(&mut response);
        Ok(response)
    };
    answered(&app, answer.await)
}
