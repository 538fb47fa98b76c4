// SPDX-License-Identifier: EUPL-1.2
//! The page of a booking, for whoever has its private link: see, move, give back.

use super::days::{self, token_of};
use super::view::{DayLine, OfferView, TimeLine};
use super::{answered, mine, site};
use crate::app::{App, Stores};
use crate::form::Fields;
use crate::page::{Page, private, see};
use crate::reply::Failure;
use crate::site::{Offer, Site};
use crate::when;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use domain::booking::Booking;
use domain::desk::{self, Change, Held};
use domain::place::PlaceKey;
use domain::store::Found;
use domain::token::Token;
use http::{HeaderValue, StatusCode, Uri, header};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use model::timetable::instant;
use model::words;
use serde::Serialize;

/// Days that are looked at for an earlier place.
const EARLIER_DAYS: usize = 10;

/// What the private link opens.
struct Mine {
    token: Token,
    found: Found,
}

impl Mine {
    fn booking(&self) -> &Booking {
        match &self.found {
            Found::Standing(_, booking) => booking,
            Found::Closed(closed) => &closed.booking,
        }
    }

    /// What is booked, the day and the time.
    fn moment(&self) -> (&str, Date, Time) {
        match &self.found {
            Found::Standing(key, _) => (key.bookable.as_str(), key.day, key.time),
            Found::Closed(closed) => (&closed.bookable, closed.day, closed.time),
        }
    }

    /// Where the booking stands; `None` when it was given back.
    fn standing(&self) -> Option<&PlaceKey> {
        match &self.found {
            Found::Standing(key, _) => Some(key),
            Found::Closed(_) => None,
        }
    }
}

async fn find<S: Stores>(app: &App<S>, token: &str) -> Result<Mine, Failure> {
    let token = Token::parse(token).ok_or(Failure::NotFound)?;
    let found = desk::find(app.store(), &token.code(), token).await?.ok_or(Failure::NotFound)?;
    Ok(Mine { token, found })
}

/// What the page says of a booking.
#[derive(Debug, Serialize)]
struct BookingView<'a> {
    code: &'a str,
    name: &'a str,
    email: &'a str,
    reason: Option<&'a str>,
    when: String,
    place: Option<&'a str>,
    /// It was given back, or the office shut it.
    closed: bool,
    /// It is over.
    past: bool,
    /// One may still move it or give it back.
    may_change: bool,
    /// Until when, in words.
    change_until: Option<String>,
    /// The day on which all of it is deleted.
    deleted_on: String,
    url: String,
}

fn view<'a>(found: &'a Mine, offer: Option<&'a Offer>, now: Timestamp) -> BookingView<'a> {
    let (_, day, time) = found.moment();
    let booking = found.booking();
    let start = instant(day, time);
    let standing = found.standing();
    let change_until = offer.zip(start).and_then(|(offer, start)| start.checked_sub(jiff::SignedDuration::from_hours(i64::from(offer.calendar.cancel_hours))).ok());
    BookingView {
        code: booking.code.as_str(),
        name: &booking.details.name,
        email: booking.details.email.as_str(),
        reason: booking.details.reason.as_deref(),
        when: when::moment(day, time),
        place: standing.and_then(|key| offer?.calendar.place_name(key.number)),
        closed: standing.is_none(),
        past: start.is_some_and(|start| start <= now),
        may_change: standing.is_some() && change_until.is_some_and(|until| until >= now),
        change_until: change_until.map(when::instant),
        deleted_on: words::date(model::timetable::day_of(booking.delete_at)),
        url: mine(found.token),
    }
}

fn offer_of<'s>(found: &Mine, site: &'s Site) -> Option<&'s Offer> {
    site.offer(found.moment().0)
}

/// A free place that is earlier, where one may move.
async fn earlier<S: Stores>(app: &App<S>, offer: &Offer, key: &PlaceKey, now: Timestamp) -> Result<Option<(Date, Time)>, Failure> {
    for day in offer.calendar.days(now).take_while(|day| *day <= key.day).take(EARLIER_DAYS) {
        let slots = desk::availability(app.store(), &offer.calendar, day, now).await?;
        let before = |time: Time| (day, time) < (key.day, key.time);
        if let Some(slot) = slots.iter().find(|slot| !slot.free.is_empty() && before(slot.slot.range.from())) {
            return Ok(Some((day, slot.slot.range.from())));
        }
    }
    Ok(None)
}

/// A link to a page of days or times.
#[derive(Debug, Serialize)]
struct EarlierView {
    text: String,
    url: String,
}

/// `/prenota/_mia/<secret>/`
pub async fn show<S: Stores>(State(app): State<App<S>>, Path(token): Path<String>) -> Response {
    let answer = async {
        let (site, now) = (site(&app)?, app.now());
        let found = find(&app, &token).await?;
        let offer = offer_of(&found, &site);
        let booking = view(&found, offer, now);
        let earlier = match (offer, found.standing()) {
            (Some(offer), Some(key)) if booking.may_change => earlier(&app, offer, key, now).await?,
            _ => None,
        };
        let earlier =
            earlier.map(|(day, time)| EarlierView { text: format!("{}, ore {}", when::near(day, now), words::time(time)), url: format!("{}sposta/{day}/", mine(found.token)) });
        let title = match (booking.closed, booking.past) {
            (true, _) => "Prenotazione annullata",
            (false, true) => "Il tuo appuntamento è passato",
            (false, false) => "Prenotazione confermata",
        };
        let mut page = Page::new(StatusCode::OK, title, "prenotazione.html");
        page.put("booking", &booking).put("offer", &offer.map(|offer| OfferView::of(offer, &site))).put("earlier", &earlier);
        Ok(page.response(&site)?)
    };
    answered(&app, None, answer.await)
}

/// What calendars are told of a booking.
#[must_use]
pub fn appointment(site: &Site, found: &Found, token: Token, now: Timestamp) -> Option<post::ics::Appointment> {
    let mine = Mine { token, found: found.clone() };
    let (id, day, time) = mine.moment();
    let offer = site.offer(id)?;
    let booking = mine.booking();
    let start = instant(day, time)?;
    let slot = offer.calendar.timetable.slots(day).into_iter().find(|range| range.from() == time);
    let end = slot.and_then(|range| instant(day, range.to())).unwrap_or(start);
    let office = site.office_name(&offer.calendar.office);
    let place = mine.standing().and_then(|key| offer.calendar.place_name(key.number));
    let bring = if offer.calendar.bring.is_empty() { String::new() } else { format!("\nPorta con te: {}.", offer.calendar.bring.join("; ")) };
    Some(post::ics::Appointment {
        uid: format!("{}@{}", booking.code.as_str().to_lowercase(), site.host()),
        sequence: booking.sequence,
        stamp: now,
        start,
        end,
        title: offer.calendar.title.clone(),
        place: offer.address.clone().unwrap_or_else(|| office.to_owned()),
        description: format!("Codice {}.{}{bring}", booking.code, place.map(|name| format!(" Posto: {name}.")).unwrap_or_default()),
        url: Some(format!("{}{}", site.base_url, super::mine(token))),
        status: if mine.standing().is_some() { post::ics::Status::Confirmed } else { post::ics::Status::Cancelled },
    })
}

/// `/prenota/_mia/<secret>/appuntamento.ics`
pub async fn calendar_file<S: Stores>(State(app): State<App<S>>, Path(token): Path<String>) -> Response {
    let answer = async {
        let site = site(&app)?;
        let found = find(&app, &token).await?;
        let appointment = appointment(&site, &found.found, found.token, app.now()).ok_or(Failure::NotFound)?;
        let mut response = post::ics::file(&appointment, &app.sender().address).text.into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8"));
        headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"appuntamento.ics\""));
        private(&mut response);
        Ok(response)
    };
    answered(&app, None, answer.await)
}

/// Asks once more.
pub async fn ask_cancel<S: Stores>(State(app): State<App<S>>, Path(token): Path<String>) -> Response {
    let answer = async {
        let site = site(&app)?;
        let found = find(&app, &token).await?;
        let offer = offer_of(&found, &site);
        let mut page = Page::new(StatusCode::OK, "Vuoi disdire?", "disdici.html");
        page.put("booking", &view(&found, offer, app.now())).put("offer", &offer.map(|offer| OfferView::of(offer, &site)));
        Ok(page.response(&site)?)
    };
    answered(&app, None, answer.await)
}

/// Gives it back.
pub async fn cancel<S: Stores>(State(app): State<App<S>>, Path(token): Path<String>) -> Response {
    let answer = async {
        let site = site(&app)?;
        let found = find(&app, &token).await?;
        let offer = offer_of(&found, &site).ok_or(Failure::NotFound)?;
        done(desk::cancel(app.store(), &offer.calendar, &found.booking().code, app.asker(found.token), app.now()).await?)?;
        app.outbox().notify_one();
        Ok(see(&mine(found.token)))
    };
    answered(&app, None, answer.await)
}

/// A change that took place.
pub fn done(change: Change) -> Result<(), Failure> {
    match change {
        Change::Done => Ok(()),
        Change::TooLate => Err(Failure::TooLate),
        Change::NotFound => Err(Failure::NotFound),
    }
}

/// Something to move, and where it is.
fn movable<'f, 's>(found: &'f Mine, site: &'s Site, now: Timestamp) -> Result<(&'f PlaceKey, &'s Offer), Failure> {
    let key = found.standing().ok_or(Failure::NotFound)?;
    let offer = offer_of(found, site).ok_or(Failure::NotFound)?;
    if view(found, Some(offer), now).may_change { Ok((key, offer)) } else { Err(Failure::TooLate) }
}

/// Days to move to.
pub async fn move_days<S: Stores>(State(app): State<App<S>>, Path(token): Path<String>, uri: Uri) -> Response {
    let answer = async {
        let (site, now, query) = (site(&app)?, app.now(), Fields::query(&uri));
        let found = find(&app, &token).await?;
        let (_, offer) = movable(&found, &site, now)?;
        let base = format!("{}sposta/", mine(found.token));
        let (days, later) = days::from(&app, offer, when::day(query.get("dal")), now).await?;
        let days: Vec<DayLine> = days.iter().map(|(day, slots)| DayLine::of(*day, slots, format!("{base}{day}/"), now)).collect();
        let mut page = Page::new(StatusCode::OK, "Scegli il nuovo giorno", "giorni.html");
        page.put("offer", &OfferView::of(offer, &site)).put("service", &None::<()>).put("days", &days);
        page.put("later", &later.map(|day| format!("{base}?dal={day}"))).put("first_page", &query.get("dal").is_empty());
        page.put("moving", &mine(found.token));
        Ok(page.response(&site)?)
    };
    answered(&app, None, answer.await)
}

/// Times to move to.
pub async fn move_times<S: Stores>(State(app): State<App<S>>, Path((token, day)): Path<(String, String)>) -> Response {
    let answer = async {
        let (site, now) = (site(&app)?, app.now());
        let found = find(&app, &token).await?;
        let (_, offer) = movable(&found, &site, now)?;
        let day = when::day(&day).ok_or(Failure::NotFound)?;
        let slots = desk::availability(app.store(), &offer.calendar, day, now).await?;
        let times: Vec<TimeLine<'_>> = slots.iter().map(|slot| TimeLine::of(slot, offer)).collect();
        let mut page = Page::new(StatusCode::OK, format!("Scegli il nuovo orario: {}", words::weekday_date(day)), "orari.html");
        page.put("offer", &OfferView::of(offer, &site)).put("times", &times).put("day", &words::weekday_date(day));
        page.put("back", &format!("{}sposta/", mine(found.token))).put("service", &None::<()>);
        page.put("request", &app.fresh().text()).put("moving", &mine(found.token));
        Ok(page.response(&site)?)
    };
    answered(&app, None, answer.await)
}

/// Moves it: the new place is held first, so that the old one is only given up for it.
pub async fn move_to<S: Stores>(State(app): State<App<S>>, Path((token, day)): Path<(String, String)>, body: Body) -> Response {
    let back = (format!("/prenota/_mia/{token}/sposta/{day}/"), "Scegli un altro orario");
    let answer = async {
        let (site, now, fields) = (site(&app)?, app.now(), Fields::body(body).await?);
        let found = find(&app, &token).await?;
        let (from, offer) = movable(&found, &site, now)?;
        let day = when::day(&day).ok_or(Failure::NotFound)?;
        let time = when::time(fields.get("ora")).ok_or(Failure::NoSlot)?;
        let holder = token_of(&app, "move", &[fields.get("richiesta"), &token, &day.to_string(), fields.get("ora"), fields.get("posto")]);
        let target = Target { day, time, number: fields.get("posto").parse().ok() };
        move_there(&app, offer, from, found.token, holder, target, now).await?;
        Ok(see(&mine(found.token)))
    };
    answered(&app, Some(back), answer.await)
}

/// A slot to move to, and the place of it that is wanted.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// The day.
    pub day: Date,
    /// When it begins.
    pub time: Time,
    /// Which place, when it matters.
    pub number: Option<u32>,
}

/// Holds a place with `holder`, and moves the booking of `token` there. Asked twice, it has moved once.
///
/// # Errors
/// When the place is taken, it is too late, or the store does not answer.
pub async fn move_there<S: Stores>(app: &App<S>, offer: &Offer, from: &PlaceKey, token: Token, holder: Token, target: Target, now: Timestamp) -> Result<(), Failure> {
    let (calendar, store) = (&offer.calendar, app.store());
    let Target { day, time, number } = target;
    if (from.day, from.time) == (day, time) && number.is_none_or(|number| number == from.number) {
        return Ok(());
    }
    match desk::hold(store, calendar, day, time, number, app.asker(holder), now).await? {
        Held::Yours(key, _) => {
            let moved = desk::move_to(store, calendar, &token.code(), app.asker(token), &key, holder, now).await?;
            if moved != Change::Done {
                store.release(&key, holder.owner()).await?;
            }
            app.outbox().notify_one();
            done(moved)
        }
        Held::Booked(..) | Held::Taken => Err(Failure::Taken),
        Held::NoSlot => Err(Failure::NoSlot),
    }
}
