// SPDX-License-Identifier: EUPL-1.2
//! What the templates of bookings see.

use crate::site::{Offer, Site};
use crate::when;
use domain::desk::Availability;
use jiff::Timestamp;
use jiff::civil::Date;
use model::words;
use serde::Serialize;

/// What is booked.
#[derive(Debug, Serialize)]
pub struct OfferView<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub office: &'a str,
    pub address: Option<&'a str>,
    pub bring: &'a [String],
    pub url: String,
}

impl<'a> OfferView<'a> {
    pub fn of(offer: &'a Offer, site: &'a Site) -> Self {
        let calendar = &offer.calendar;
        Self {
            id: calendar.id.as_str(),
            title: &calendar.title,
            office: site.office_name(&calendar.office),
            address: offer.address.as_deref(),
            bring: &calendar.bring,
            url: format!("/prenota/{}/", calendar.id),
        }
    }
}

/// The service for which one books.
#[derive(Debug, Serialize)]
pub struct ServiceView<'a> {
    pub id: &'a str,
    pub title: &'a str,
}

impl<'a> ServiceView<'a> {
    /// The service with this id, when the thing is booked for it.
    pub fn of(id: &str, offer: &Offer, site: &'a Site) -> Option<Self> {
        let service = site.services.get(id).filter(|_| offer.services.iter().any(|known| known == id))?;
        Some(Self { id: &service.id, title: &service.title })
    }

    /// As it stands at the end of an address.
    pub fn query(service: Option<&Self>) -> String {
        service.map(|service| format!("?servizio={}", service.id)).unwrap_or_default()
    }
}

/// A day of the list.
#[derive(Debug, Serialize)]
pub struct DayLine {
    pub url: String,
    pub text: String,
    pub free: String,
    pub full: bool,
}

impl DayLine {
    pub fn of(day: Date, slots: &[Availability], url: String, now: Timestamp) -> Self {
        let free = slots.iter().map(|slot| slot.free.len()).sum();
        Self { url, text: when::near(day, now), free: when::free(free), full: free == 0 }
    }
}

/// A time of a day.
#[derive(Debug, Serialize)]
pub struct TimeLine<'a> {
    pub value: String,
    pub text: String,
    pub free: String,
    pub full: bool,
    /// Places to choose from, when they have names.
    pub places: Vec<PlaceView<'a>>,
}

/// A place with a name.
#[derive(Debug, Serialize)]
pub struct PlaceView<'a> {
    pub number: u32,
    pub name: &'a str,
}

impl<'a> TimeLine<'a> {
    pub fn of(slot: &Availability, offer: &'a Offer) -> Self {
        let range = slot.slot.range;
        Self {
            value: when::time_text(range.from()),
            text: format!("dalle {} alle {}", words::time(range.from()), words::time(range.to())),
            free: when::free(slot.free.len()),
            full: slot.free.is_empty(),
            places: slot.free.iter().filter_map(|number| Some(PlaceView { number: *number, name: offer.calendar.place_name(*number)? })).collect(),
        }
    }
}
