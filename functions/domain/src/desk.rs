// SPDX-License-Identifier: EUPL-1.2
//! The operations of bookings: what a citizen or a clerk asks, and what it came to. They decide; the store
//! keeps the conditions.

use crate::booking::{Allowance, Booking, Closed, Details, Due, Event};
use crate::calendar::{Calendar, Slot};
use crate::person::PersonKey;
use crate::place::{HOLD_SECONDS, Hold, Place, PlaceKey, State};
use crate::store::{Answer, Changed, Confirmed, Extended, Found, Store, Taken};
use crate::token::{Code, Token};
use jiff::civil::{Date, Time};
use jiff::{Timestamp, ToSpan as _};
use model::timetable::instant;

/// Rounds of looking and taking, before one says that the store is too busy.
const ROUNDS: usize = 8;

/// A slot with what is free of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Availability {
    /// The slot.
    pub slot: Slot,
    /// The numbers of its free places.
    pub free: Vec<u32>,
}

/// What came of asking for a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    /// This place is held.
    Yours(PlaceKey, Hold),
    /// The same request went further before: this is its booking.
    Booked(PlaceKey, Box<Booking>),
    /// All places are taken.
    Taken,
    /// There is no such slot, or not now.
    NoSlot,
}

/// What came of confirming.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The booking, perhaps of an earlier try.
    Booked(Box<Booking>),
    /// The time ran out, and somebody else has the place.
    Lost,
    /// The person has as many bookings to come as one may have.
    LimitReached,
}

/// What came of asking for a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Done.
    Done,
    /// It is too late to change it.
    TooLate,
    /// It is not there, or not the asker's.
    NotFound,
}

/// What somebody who asks brings: their secret, and randomness from outside.
#[derive(Debug, Clone, Copy)]
pub struct Asker {
    /// The secret.
    pub token: Token,
    /// Any number: where one begins to look, so that a crowd does not queue at one place.
    pub dice: u64,
}

/// The free places of a day.
///
/// # Errors
/// When the store does not answer.
pub async fn availability<S: Store>(store: &S, calendar: &Calendar, day: Date, now: Timestamp) -> Answer<Vec<Availability>> {
    let slots = calendar.slots(day, now);
    if slots.is_empty() {
        return Ok(Vec::new());
    }
    let places = store.day(&calendar.id, day).await?;
    Ok(slots.into_iter().map(|slot| Availability { slot, free: free(&places, &slot, now) }).collect())
}

fn free(places: &[Place], slot: &Slot, now: Timestamp) -> Vec<u32> {
    let taken: Vec<u32> = places.iter().filter(|place| place.key.time == slot.range.from() && !place.state.is_free(now)).map(|place| place.key.number).collect();
    (1..=slot.open_places).filter(|number| !taken.contains(number)).collect()
}

/// Holds a place of a slot: that one, or any.
///
/// The list of free places is only a hint where to try; the write decides. A place that somebody else was
/// quicker to take is left out, and when the list is empty it is made anew: "taken" is only said of a slot
/// that a query saw full.
///
/// # Errors
/// When the store does not answer, or others were quicker in every round.
pub async fn hold<S: Store>(store: &S, calendar: &Calendar, day: Date, time: Time, number: Option<u32>, asker: Asker, now: Timestamp) -> Answer<Held> {
    let Some(slot) = calendar.slot(day, time, now) else { return Ok(Held::NoSlot) };
    let hold = Hold { owner: asker.token.owner(), until: later(now, HOLD_SECONDS), extended: false };
    for _ in 0..ROUNDS {
        let places = store.day(&calendar.id, day).await?;
        // The same request may have taken a place before.
        let mine = places.iter().find(|place| place.key.time == time && place.state.owner() == Some(hold.owner));
        match mine.map(|place| (&place.key, &place.state)) {
            Some((key, State::Booked(booking))) => return Ok(Held::Booked(key.clone(), booking.clone())),
            Some((key, State::Held(known))) if known.until > now => return Ok(Held::Yours(key.clone(), *known)),
            _ => {}
        }
        let mut candidates = free(&places, &slot, now);
        candidates.retain(|candidate| number.is_none_or(|wanted| wanted == *candidate));
        if candidates.is_empty() {
            return Ok(Held::Taken);
        }
        let first = usize::try_from(asker.dice % candidates.len() as u64).unwrap_or_default();
        candidates.rotate_left(first);
        for number in candidates {
            let key = PlaceKey { bookable: calendar.id.clone(), day, time, number };
            match store.take(&key, &hold, now).await? {
                Taken::Yours(hold) => return Ok(Held::Yours(key, hold)),
                Taken::Booked(booking) => return Ok(Held::Booked(key, booking)),
                Taken::Other => {}
            }
        }
    }
    Err(crate::store::StoreError("others were quicker in every round".into()))
}

/// Makes a hold ten minutes longer from now, once.
///
/// # Errors
/// When the store does not answer.
pub async fn extend<S: Store>(store: &S, key: &PlaceKey, token: Token, now: Timestamp) -> Answer<Extended> {
    store.extend(key, token.owner(), later(now, HOLD_SECONDS)).await
}

/// Turns a hold into a booking. `server_key` is the server's secret, for [`PersonKey`] and for sealing.
///
/// # Errors
/// When the store does not answer.
pub async fn confirm<S: Store>(store: &S, calendar: &Calendar, key: &PlaceKey, token: Token, details: Details, server_key: &[u8], now: Timestamp) -> Answer<Outcome> {
    let person = PersonKey::of(server_key, details.fiscal_code.as_ref(), &details.email);
    let start = instant(key.day, key.time).unwrap_or(now);
    let booking = |allowance| Booking {
        code: token.code(),
        owner: token.owner(),
        sealed: token.seal(server_key),
        details: details.clone(),
        allowance,
        sequence: 0,
        confirmed: now,
        delete_at: deletion(calendar, start),
        attended: None,
        due: vec![Due::now(Event::Confirmed, 0, now)],
    };
    let Some(limit) = calendar.per_person else {
        return Ok(match store.confirm(key, &booking(None), start, now).await? {
            Confirmed::Yours(booking) => Outcome::Booked(booking),
            Confirmed::Lost => Outcome::Lost,
            Confirmed::Allowed(_) => Outcome::LimitReached,
        });
    };
    for number in 1..=limit {
        match store.confirm(key, &booking(Some(Allowance { person, number })), start, now).await? {
            Confirmed::Yours(booking) => return Ok(Outcome::Booked(booking)),
            Confirmed::Lost => return Ok(Outcome::Lost),
            Confirmed::Allowed(_) => {}
        }
    }
    Ok(Outcome::LimitReached)
}

/// The booking with a code, for whoever has its secret.
///
/// # Errors
/// When the store does not answer.
pub async fn find<S: Store>(store: &S, code: &Code, token: Token) -> Answer<Option<Found>> {
    let owner = token.owner();
    let found = store.find(code).await?;
    Ok(found.into_iter().find(|found| match found {
        Found::Standing(_, booking) => booking.owner == owner,
        Found::Closed(closed) => closed.booking.owner == owner,
    }))
}

/// Gives a booking back. The place can be taken again after `dice` chose a moment of the calendar's delay:
/// nobody can hand a place to somebody who waits for it.
///
/// # Errors
/// When the store does not answer.
pub async fn cancel<S: Store>(store: &S, calendar: &Calendar, code: &Code, asker: Asker, now: Timestamp) -> Answer<Change> {
    match find(store, code, asker.token).await? {
        None => Ok(Change::NotFound),
        Some(Found::Closed(_)) => Ok(Change::Done),
        Some(Found::Standing(key, booking)) => {
            if !may_change(calendar, &key, now) {
                return Ok(Change::TooLate);
            }
            let closed = closed(&key, *booking, Event::Cancelled, now);
            Ok(match store.cancel(&key, &closed, reopening(calendar, asker.dice, now)).await? {
                Changed::Done => Change::Done,
                Changed::Stale => Change::NotFound,
            })
        }
    }
}

pub(crate) fn closed(key: &PlaceKey, mut booking: Booking, event: Event, now: Timestamp) -> Closed {
    booking.sequence += 1;
    booking.due.push(Due::now(event, booking.sequence, now));
    Closed { booking, bookable: key.bookable.to_string(), day: key.day, time: key.time, at: now }
}

/// Moves a booking to a place that the same citizen holds with another secret.
///
/// # Errors
/// When the store does not answer.
pub async fn move_to<S: Store>(store: &S, calendar: &Calendar, code: &Code, asker: Asker, to: &PlaceKey, held: Token, now: Timestamp) -> Answer<Change> {
    let Some(Found::Standing(from, booking)) = find(store, code, asker.token).await? else { return Ok(Change::NotFound) };
    if from == *to {
        return Ok(Change::Done);
    }
    if !may_change(calendar, &from, now) {
        return Ok(Change::TooLate);
    }
    let mut booking = *booking;
    booking.sequence += 1;
    booking.due.push(Due::now(Event::Moved, booking.sequence, now));
    let start = instant(to.day, to.time).unwrap_or(now);
    booking.delete_at = deletion(calendar, start);
    Ok(match store.move_to(&from, to, held.owner(), &booking, reopening(calendar, asker.dice, now), start).await? {
        Changed::Done => Change::Done,
        Changed::Stale => Change::NotFound,
    })
}

fn may_change(calendar: &Calendar, key: &PlaceKey, now: Timestamp) -> bool {
    instant(key.day, key.time).is_some_and(|start| calendar.may_change(start, now))
}

/// So many days after the appointment.
fn deletion(calendar: &Calendar, start: Timestamp) -> Timestamp {
    later(start, i64::from(calendar.keep_days) * 24 * 60 * 60)
}

/// A moment within the calendar's delay.
fn reopening(calendar: &Calendar, dice: u64, now: Timestamp) -> Timestamp {
    let seconds = u64::from(calendar.reopen_minutes) * 60 + 1;
    later(now, i64::try_from(dice % seconds).unwrap_or_default())
}

fn later(now: Timestamp, seconds: i64) -> Timestamp {
    now.saturating_add(seconds.seconds()).unwrap_or(Timestamp::MAX)
}
