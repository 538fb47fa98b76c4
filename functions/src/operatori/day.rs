// SPDX-License-Identifier: EUPL-1.2
//! The list of a day, who came, and shutting what cannot stay open.

use super::session::{own, signed};
use super::{answered, offers};
use crate::app::{App, Stores};
use crate::form::Fields;
use crate::page::{Page, see};
use crate::reply::Failure;
use crate::site::{Offer, Site};
use crate::when;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::booking::Booking;
use domain::clerk::{self, DaySlot};
use domain::place::{PlaceKey, State as PlaceState};
use http::{HeaderMap, StatusCode, Uri};
use jiff::ToSpan as _;
use jiff::civil::{Date, Time};
use model::timetable::day_of;
use model::words;
use serde::Serialize;

/// What a clerk sees of somebody who comes.
#[derive(Debug, Serialize)]
pub struct VisitView {
    pub time: String,
    pub code: String,
    pub name: String,
    pub email: String,
    pub phone: Option<String>,
    pub fiscal_code: Option<String>,
    pub reason: Option<String>,
    pub documents: Option<u32>,
    pub number: u32,
    pub place: Option<String>,
    pub attended: Option<bool>,
}

impl VisitView {
    pub fn of(key: &PlaceKey, booking: &Booking, offer: &Offer) -> Self {
        let details = &booking.details;
        Self {
            time: words::time(key.time),
            code: booking.code.to_string(),
            name: details.name.clone(),
            email: details.email.as_str().to_owned(),
            phone: details.phone.clone(),
            fiscal_code: details.fiscal_code.as_ref().map(|code| code.as_str().to_owned()),
            reason: details.reason.clone(),
            documents: details.documents,
            number: key.number,
            place: offer.calendar.place_name(key.number).map(str::to_owned),
            attended: booking.attended,
        }
    }
}

/// A slot of the list.
#[derive(Debug, Serialize)]
struct SlotView {
    /// As forms send it.
    value: String,
    text: String,
    visits: Vec<VisitView>,
    shut: u32,
    all_shut: bool,
    /// In words: "3 prenotati su 4", "1 prenotato su 4", "nessuno su 4".
    count: String,
}

/// What is booked in a day of one thing.
#[derive(Debug, Serialize)]
struct OfferDay<'a> {
    id: &'a str,
    title: &'a str,
    slots: Vec<SlotView>,
    visits: usize,
    any_shut: bool,
}

impl<'a> OfferDay<'a> {
    fn of(offer: &'a Offer, slots: &[DaySlot]) -> Self {
        let calendar = &offer.calendar;
        let slots: Vec<SlotView> = slots
            .iter()
            .map(|slot| SlotView {
                value: when::time_text(slot.from),
                text: slot.to.map_or_else(|| words::time(slot.from), |to| format!("{}-{}", words::time(slot.from), words::time(to))),
                visits: slot.booked.iter().map(|(key, booking)| VisitView::of(key, booking, offer)).collect(),
                shut: slot.shut,
                all_shut: slot.shut >= calendar.places,
                count: count(slot.booked.len(), calendar.places),
            })
            .collect();
        let visits = slots.iter().map(|slot| slot.visits.len()).sum();
        let any_shut = slots.iter().any(|slot| slot.shut > 0);
        Self { id: calendar.id.as_str(), title: &calendar.title, slots, visits, any_shut }
    }
}

fn count(booked: usize, places: u32) -> String {
    match booked {
        0 => format!("nessuno su {places}"),
        1 => format!("1 prenotato su {places}"),
        many => format!("{many} prenotati su {places}"),
    }
}

/// The days of an office's offers, with those that have something on this day.
pub async fn of_office<'s, S: Stores>(app: &App<S>, site: &'s Site, office: &str, date: Date) -> Result<Vec<(&'s Offer, Vec<DaySlot>)>, Failure> {
    let mut days = Vec::new();
    for offer in offers(site, office) {
        let slots = clerk::day(app.store(), &offer.calendar, date).await?;
        if !slots.is_empty() {
            days.push((offer, slots));
        }
    }
    Ok(days)
}

/// `/operatori/giorno/<day>/`
pub async fn show<S: Stores>(State(app): State<App<S>>, Path(day): Path<String>, headers: HeaderMap) -> Response {
    let answer = async {
        let site = app.site()?;
        let signed = match signed(&app, &headers).await? {
            Ok(signed) => signed,
            Err(away) => return Ok(away),
        };
        let date = when::day(&day).ok_or(Failure::NotFound)?;
        let office = &signed.key.office;
        let days = of_office(&app, &site, office, date).await?;
        let offers: Vec<OfferDay<'_>> = days.iter().map(|(offer, slots)| OfferDay::of(offer, slots)).collect();
        let mut page = Page::new(StatusCode::OK, format!("Prenotazioni di {}", words::weekday_date(date)), "giornata.html");
        let at = |date: Date| format!("/operatori/giorno/{date}/");
        page.put("office", &site.office_name(office)).put("offers", &offers).put("address", &at(date)).put("iso", &date.to_string());
        page.put("before", &at(date.saturating_sub(1.day()))).put("after", &at(date.saturating_add(1.day())));
        page.put("today", &(date == day_of(app.now()))).put("visits", &offers.iter().map(|offer| offer.visits).sum::<usize>());
        page.put("over", &(date < day_of(app.now())));
        let key = signed.key.id();
        page.put("feed", &format!("{}/operatori/calendario/{}/{}/agenda.ics", site.base_url, key.text(), key.feed(app.key()).text()));
        Ok(page.response(&site)?)
    };
    answered(&app, answer.await)
}

/// What a form of the day names: an offer of the office, and perhaps a time.
struct Named<'s> {
    offer: &'s Offer,
    time: Option<Time>,
}

fn named<'s>(site: &'s Site, office: &str, fields: &Fields) -> Result<Named<'s>, Failure> {
    let offer = offers(site, office).find(|offer| offer.calendar.id.as_str() == fields.get("prenotabile")).ok_or(Failure::NotFound)?;
    let time = match fields.get("ora") {
        "" => None,
        text => Some(when::time(text).ok_or(Failure::NotFound)?),
    };
    Ok(Named { offer, time })
}

/// Says whether somebody came.
pub async fn attend<S: Stores>(State(app): State<App<S>>, Path(day): Path<String>, headers: HeaderMap, body: Body) -> Response {
    let answer = async {
        own(&headers)?;
        let site = app.site()?;
        let signed = match signed(&app, &headers).await? {
            Ok(signed) => signed,
            Err(away) => return Ok(away),
        };
        let date = when::day(&day).ok_or(Failure::NotFound)?;
        let fields = Fields::body(body).await?;
        let Named { offer, time } = named(&site, &signed.key.office, &fields)?;
        let attended = match fields.get("presenza") {
            "si" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        let number = fields.get("posto").parse().map_err(|_| Failure::NotFound)?;
        let key = PlaceKey { bookable: offer.calendar.id.clone(), day: date, time: time.ok_or(Failure::NotFound)?, number };
        let owner = match app.store().place(&key).await?.map(|place| place.state) {
            Some(PlaceState::Booked(booking)) if booking.code.as_str() == fields.get("codice") => booking.owner,
            _ => return Err(Failure::NotFound),
        };
        app.store().attend(&key, owner, attended).await?;
        Ok(see(&format!("/operatori/giorno/{date}/#{}", fields.get("codice"))))
    };
    answered(&app, answer.await)
}

/// Asks once more before something is shut.
pub async fn ask_shut<S: Stores>(State(app): State<App<S>>, Path(day): Path<String>, headers: HeaderMap, uri: Uri) -> Response {
    let answer = async {
        let site = app.site()?;
        let signed = match signed(&app, &headers).await? {
            Ok(signed) => signed,
            Err(away) => return Ok(away),
        };
        let date = when::day(&day).ok_or(Failure::NotFound)?;
        let Named { offer, time } = named(&site, &signed.key.office, &Fields::query(&uri))?;
        let slots = clerk::day(app.store(), &offer.calendar, date).await?;
        let booked: usize = slots.iter().filter(|slot| time.is_none_or(|time| time == slot.from)).map(|slot| slot.booked.len()).sum();
        let mut page = Page::new(StatusCode::OK, "Vuoi chiudere?", "chiudi.html");
        let moment = time.map_or_else(|| words::weekday_date(date), |time| when::moment(date, time));
        page.put("what", &offer.calendar.title).put("id", &offer.calendar.id.as_str()).put("when", &moment).put("booked", &booked);
        page.put("time", &time.map(when::time_text)).put("address", &format!("/operatori/giorno/{date}/"));
        Ok(page.response(&site)?)
    };
    answered(&app, answer.await)
}

/// Shuts a slot or the day; who had booked is told.
pub async fn shut<S: Stores>(State(app): State<App<S>>, Path(day): Path<String>, headers: HeaderMap, body: Body) -> Response {
    change(&app, &day, &headers, body, Doing::Shut).await
}

/// Opens again what was shut.
pub async fn open<S: Stores>(State(app): State<App<S>>, Path(day): Path<String>, headers: HeaderMap, body: Body) -> Response {
    change(&app, &day, &headers, body, Doing::Open).await
}

/// What is done with a slot.
enum Doing {
    Shut,
    Open,
}

async fn change<S: Stores>(app: &App<S>, day: &str, headers: &HeaderMap, body: Body, doing: Doing) -> Response {
    let answer = async {
        own(headers)?;
        let (site, now) = (app.site()?, app.now());
        let signed = match signed(app, headers).await? {
            Ok(signed) => signed,
            Err(away) => return Ok(away),
        };
        let date = when::day(day).ok_or(Failure::NotFound)?;
        let Named { offer, time } = named(&site, &signed.key.office, &Fields::body(body).await?)?;
        if date < day_of(now) {
            return Err(Failure::TooLate);
        }
        match doing {
            Doing::Shut => {
                clerk::shut(app.store(), &offer.calendar, date, time, now).await?;
                app.outbox().notify_one();
            }
            Doing::Open => clerk::open(app.store(), &offer.calendar, date, time).await?,
        }
        Ok(see(&format!("/operatori/giorno/{date}/")))
    };
    answered(app, answer.await)
}
