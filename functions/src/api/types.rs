// SPDX-License-Identifier: EUPL-1.2
//! What the API says and is told, in JSON. Days are `2026-11-26`, times `09:00` by the clocks of the town,
//! moments RFC 3339.

use crate::form::Typed;
use crate::site::{Offer, Site};
use domain::desk::Availability;
use domain::place::{Hold, PlaceKey};
use domain::store::Found;
use domain::token::Token;
use jiff::civil::Date;
use model::words;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Number;
use utoipa::ToSchema;

/// Everything that can be booked.
#[derive(Debug, Serialize, ToSchema)]
pub struct BookableList {
    /// By id.
    pub bookables: Vec<BookableReply>,
}

/// Something that can be booked.
#[derive(Debug, Serialize, ToSchema)]
pub struct BookableReply {
    /// Its name in addresses.
    #[schema(example = "carta-identita")]
    pub id: String,
    /// Its title.
    pub title: String,
    /// `appuntamento`, `posto`, `postazione`, `sala` or `evento`.
    pub kind: String,
    /// The name of the office where one goes.
    pub office: String,
    /// The name of who offers it.
    pub organisation: String,
    /// Where, as one line.
    pub address: Option<String>,
    /// Places of each slot.
    pub places: u32,
    /// Hours before, at least, that one must book.
    pub notice_hours: u32,
    /// Days ahead, at most.
    pub horizon_days: u32,
    /// Hours before, at least, to cancel or move.
    pub cancel_hours: u32,
    /// Bookings to come of one person, at most.
    pub per_person: Option<u32>,
    /// What is asked beside name and e-mail: `telefono`, `codice-fiscale`, `motivo`, `numero-documenti`.
    pub fields: Vec<String>,
    /// What to bring.
    pub bring: Vec<String>,
}

impl BookableReply {
    /// Of an offer.
    #[must_use]
    pub fn of(offer: &Offer, site: &Site) -> Self {
        use model::vocabulary::Coded as _;
        let calendar = &offer.calendar;
        Self {
            id: calendar.id.to_string(),
            title: calendar.title.clone(),
            kind: offer.kind.clone(),
            office: site.office_name(&calendar.office).to_owned(),
            organisation: site.office_name(&offer.organisation).to_owned(),
            address: offer.address.clone(),
            places: calendar.places,
            notice_hours: calendar.notice_hours,
            horizon_days: calendar.horizon_days,
            cancel_hours: calendar.cancel_hours,
            per_person: calendar.per_person,
            fields: calendar.fields.iter().map(|field| field.code().to_owned()).collect(),
            bring: calendar.bring.clone(),
        }
    }
}

/// Some days.
#[derive(Debug, Serialize, ToSchema)]
pub struct DayList {
    /// In the order of time; only those that can be booked now.
    pub days: Vec<DayReply>,
}

/// A day.
#[derive(Debug, Serialize, ToSchema)]
pub struct DayReply {
    /// The day.
    #[schema(format = Date)]
    pub day: String,
    /// Free places of all its slots; 0 of a day that is full.
    pub free: usize,
}

impl DayReply {
    /// Of a day's slots.
    #[must_use]
    pub fn of(day: Date, slots: &[Availability]) -> Self {
        Self { day: day.to_string(), free: slots.iter().map(|slot| slot.free.len()).sum() }
    }
}

/// The slots of some days.
#[derive(Debug, Serialize, ToSchema)]
pub struct SlotList {
    /// In the order of time; only those that can be booked now.
    pub slots: Vec<SlotReply>,
}

/// A slot.
#[derive(Debug, Serialize, ToSchema)]
pub struct SlotReply {
    /// The day.
    #[schema(format = Date)]
    pub day: String,
    /// When it begins.
    #[schema(pattern = "^[0-2][0-9]:[0-5][0-9]$", example = "09:00")]
    pub from: String,
    /// When it ends.
    #[schema(pattern = "^[0-2][0-9]:[0-5][0-9]$", example = "09:30")]
    pub to: String,
    /// When it begins, everywhere in the world.
    #[schema(format = DateTime)]
    pub start: String,
    /// The free places.
    pub free: Vec<PlaceReply>,
}

/// A place of a slot.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaceReply {
    /// Its number, from 1.
    #[schema(minimum = 1)]
    pub number: u32,
    /// Its name, where places have names.
    pub name: Option<String>,
}

impl SlotReply {
    /// Of a slot.
    #[must_use]
    pub fn of(slot: &Availability, offer: &Offer) -> Self {
        let free = slot.free.iter().map(|number| PlaceReply { number: *number, name: offer.calendar.place_name(*number).map(str::to_owned) });
        Self {
            day: slot.slot.day.to_string(),
            from: words::time(slot.slot.range.from()),
            to: words::time(slot.slot.range.to()),
            start: slot.slot.start.to_string(),
            free: free.collect(),
        }
    }
}

/// The number of a place, or a vote: whole and from 1. `3.0` is whole, as JSON Schema has it.
pub(super) fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let number = Number::deserialize(deserializer)?;
    let whole = number.as_u64().or_else(|| number.as_f64().filter(|value| value.fract() == 0.0).and_then(|value| format!("{value:.0}").parse().ok()));
    whole.and_then(|whole| u32::try_from(whole).ok()).filter(|whole| *whole > 0).ok_or_else(|| D::Error::custom("no whole number from 1"))
}

/// The number of a place, or none.
fn any_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    #[derive(Deserialize)]
    struct Given(#[serde(deserialize_with = "number")] u32);
    Ok(Option::<Given>::deserialize(deserializer)?.map(|Given(number)| number))
}

/// Which slot, and perhaps which place of it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WantedSlot {
    /// What is booked, by id.
    pub bookable: String,
    /// The day.
    #[schema(format = Date)]
    pub day: String,
    /// When it begins.
    #[schema(pattern = "^[0-2][0-9]:[0-5][0-9]$", example = "09:00")]
    pub time: String,
    /// Which place; any when it is left out.
    #[serde(default, deserialize_with = "any_number")]
    #[schema(minimum = 1, maximum = 4_294_967_295u32)]
    pub place: Option<u32>,
}

/// The place of a hold.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HeldPlace {
    /// What is booked, by id.
    pub bookable: String,
    /// The day.
    #[schema(format = Date)]
    pub day: String,
    /// When it begins.
    #[schema(pattern = "^[0-2][0-9]:[0-5][0-9]$", example = "09:00")]
    pub time: String,
    /// Which place.
    #[serde(deserialize_with = "number")]
    #[schema(minimum = 1, maximum = 4_294_967_295u32)]
    pub place: u32,
}

/// Which slot to move to.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WantedMove {
    /// The day.
    #[schema(format = Date)]
    pub day: String,
    /// When it begins.
    #[schema(pattern = "^[0-2][0-9]:[0-5][0-9]$", example = "09:00")]
    pub time: String,
    /// Which place; any when it is left out.
    #[serde(default, deserialize_with = "any_number")]
    #[schema(minimum = 1, maximum = 4_294_967_295u32)]
    pub place: Option<u32>,
}

/// A place that is held.
#[derive(Debug, Serialize, ToSchema)]
pub struct HoldReply {
    /// What confirms it, makes it longer and gives it back: send it in `Authorization: Bearer`.
    #[schema(pattern = "^[a-z2-7]{26}$")]
    pub secret: String,
    /// What is booked, by id.
    pub bookable: String,
    /// The day.
    #[schema(format = Date)]
    pub day: String,
    /// When it begins.
    #[schema(pattern = "^[0-2][0-9]:[0-5][0-9]$")]
    pub time: String,
    /// Which place.
    pub place: PlaceReply,
    /// Until when nobody else can take it.
    #[schema(format = DateTime)]
    pub until: String,
    /// Whether it was made longer: that is possible once.
    pub extended: bool,
}

impl HoldReply {
    /// Of a hold.
    #[must_use]
    pub fn of(key: &PlaceKey, hold: &Hold, token: Token, offer: &Offer) -> Self {
        Self {
            secret: token.text(),
            bookable: key.bookable.to_string(),
            day: key.day.to_string(),
            time: words::time(key.time),
            place: PlaceReply { number: key.number, name: offer.calendar.place_name(key.number).map(str::to_owned) },
            until: hold.until.to_string(),
            extended: hold.extended,
        }
    }
}

/// A booking that somebody wants.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WantedBooking {
    /// What is booked, by id.
    pub bookable: String,
    /// The day.
    #[schema(format = Date)]
    pub day: String,
    /// When it begins.
    #[schema(pattern = "^[0-2][0-9]:[0-5][0-9]$", example = "09:00")]
    pub time: String,
    /// Which place. With the secret of a hold it must be the held one.
    #[serde(default, deserialize_with = "any_number")]
    #[schema(minimum = 1, maximum = 4_294_967_295u32)]
    pub place: Option<u32>,
    /// Who comes.
    pub details: Typed,
}

/// A booking.
#[derive(Debug, Serialize, ToSchema)]
pub struct BookingReply {
    /// What one says at the counter.
    #[schema(pattern = "^[2-9A-Z]{4}-[2-9A-Z]{4}$", example = "CD23-4FGH")]
    pub code: String,
    /// What opens it: send it in `Authorization: Bearer`.
    #[schema(pattern = "^[a-z2-7]{26}$")]
    pub secret: String,
    /// Whether it stands.
    pub status: BookingStatus,
    /// What is booked, by id.
    pub bookable: String,
    /// The day.
    #[schema(format = Date)]
    pub day: String,
    /// When it begins.
    #[schema(pattern = "^[0-2][0-9]:[0-5][0-9]$")]
    pub time: String,
    /// Which place; `null` when it was given back.
    pub place: Option<PlaceReply>,
    /// Grows with every change.
    pub sequence: u32,
    /// The page where a citizen sees it.
    #[schema(format = "uri")]
    pub url: String,
}

/// Whether a booking stands.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum BookingStatus {
    /// It stands.
    Confirmed,
    /// It was given back, or the office shut it.
    Cancelled,
}

impl BookingReply {
    /// Of what was found.
    #[must_use]
    pub fn of(found: &Found, token: Token, site: &Site) -> Self {
        let (booking, status, bookable, day, time, place) = match found {
            Found::Standing(key, booking) => {
                let name = site.offer(key.bookable.as_str()).and_then(|offer| offer.calendar.place_name(key.number)).map(str::to_owned);
                let place = PlaceReply { number: key.number, name };
                (&**booking, BookingStatus::Confirmed, key.bookable.to_string(), key.day, key.time, Some(place))
            }
            Found::Closed(closed) => (&closed.booking, BookingStatus::Cancelled, closed.bookable.clone(), closed.day, closed.time, None),
        };
        Self {
            code: booking.code.to_string(),
            secret: token.text(),
            status,
            bookable,
            day: day.to_string(),
            time: words::time(time),
            place,
            sequence: booking.sequence,
            url: format!("{}/prenota/_mia/{}/", site.base_url, token.text()),
        }
    }
}
