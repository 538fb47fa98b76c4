// SPDX-License-Identifier: EUPL-1.2
//! What citizens are written: one message for each event of a booking, in the words of the theme.

use crate::app::{App, Stores};
use crate::prenota::mine::appointment;
use crate::site::Site;
use crate::unwritten::{NO_SITE, undrawn};
use crate::when;
use domain::booking::{Booking, Event};
use domain::store::{Found, Waiting};
use jiff::Timestamp;
use post::message::{Message, Sender};
use post::transport::Why;
use serde::Serialize;
use tera::{Context, Value};

/// What the templates of messages see: the context `it`.
#[derive(Debug, Serialize)]
struct MessageView<'a> {
    /// "confermata", "spostata", "disdetta" or "chiusa".
    event: &'static str,
    municipality: &'a str,
    name: &'a str,
    title: &'a str,
    when: String,
    place: Option<&'a str>,
    office: &'a str,
    address: Option<&'a str>,
    code: &'a str,
    bring: &'a [String],
    /// The private link.
    url: String,
    /// Where one books again.
    again: String,
    change_hours: u32,
}

fn words(event: Event) -> (&'static str, &'static str) {
    match event {
        Event::Confirmed => ("confermata", "Prenotazione confermata"),
        Event::Moved => ("spostata", "Prenotazione spostata"),
        Event::Cancelled => ("disdetta", "Prenotazione disdetta"),
        Event::Shut => ("chiusa", "Appuntamento annullato dall'ufficio"),
    }
}

/// Writes a message that waits. `None` when there is nothing to say it with: the site does not have any more
/// what was booked, or the server's key is another one.
///
/// # Errors
/// When it cannot be written now: there is no site, or the theme cannot draw it.
pub fn write<S: Stores>(app: &App<S>, waiting: &Waiting) -> Result<Option<Message>, Why> {
    let site = app.site().map_err(|_| NO_SITE)?;
    of(&site, app.key(), app.sender(), waiting, app.now()).map_err(|error| undrawn(app, &error))
}

fn of(site: &Site, key: &[u8], sender: &Sender, waiting: &Waiting, now: Timestamp) -> Result<Option<Message>, tera::Error> {
    let (booking, id, day, time, number): (&Booking, &str, _, _, _) = match &waiting.found {
        Found::Standing(place, booking) => (booking, place.bookable.as_str(), place.day, place.time, Some(place.number)),
        Found::Closed(closed) => (&closed.booking, &closed.bookable, closed.day, closed.time, None),
    };
    let (Some(offer), Some(token)) = (site.offer(id), booking.sealed.open(key, booking.owner)) else { return Ok(None) };
    let calendar = &offer.calendar;
    let (event, title) = words(waiting.due.event);
    let view = MessageView {
        event,
        municipality: &site.municipality,
        name: &booking.details.name,
        title: &calendar.title,
        when: when::moment(day, time),
        place: number.and_then(|number| calendar.place_name(number)),
        office: site.office_name(&calendar.office),
        address: offer.address.as_deref(),
        code: booking.code.as_str(),
        bring: &calendar.bring,
        url: format!("{}/prenota/_mia/{}/", site.base_url, token.text()),
        again: format!("{}/prenota/{id}/giorni/", site.base_url),
        change_hours: calendar.cancel_hours,
    };
    let subject = format!("{title}: {}, {}", calendar.title, view.when);
    let mut context = Context::new();
    context.insert_value("it", Value::try_from_serializable(&view).expect("a view is texts and numbers"));
    context.insert_value("subject", Value::from(subject.as_str()));
    Ok(Some(Message {
        id: waiting.due.id(&booking.code),
        to: booking.details.email.clone(),
        date: waiting.due.at.min(now),
        text: site.draw("messaggi/messaggio.txt", &context)?,
        html: site.draw("messaggi/messaggio.html", &context)?,
        subject,
        calendar: appointment(site, &waiting.found, token, now).map(|appointment| post::ics::file(&appointment, &sender.address)),
        unsubscribe: None,
    }))
}
