// SPDX-License-Identifier: EUPL-1.2
//! What an office does: it sees a day, says who came, and shuts what it cannot keep open.

use crate::booking::{Booking, Event};
use crate::calendar::Calendar;
use crate::desk::closed;
use crate::place::{PlaceKey, State};
use crate::store::{Answer, Changed, Store};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use model::timetable::instant;

/// A slot of an office's day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DaySlot {
    /// When it begins.
    pub from: Time,
    /// When it ends; unknown of a slot that the timetable does not have any more.
    pub to: Option<Time>,
    /// Who comes, by place.
    pub booked: Vec<(PlaceKey, Booking)>,
    /// How many of its places are shut.
    pub shut: u32,
}

/// What shutting came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shut {
    /// Places that are shut now.
    pub places: u32,
    /// People who had booked, and are told.
    pub told: u32,
}

/// The day of a calendar, slot by slot; also what is booked in a slot that the timetable does not have any more.
///
/// # Errors
/// When the store does not answer.
pub async fn day<S: Store>(store: &S, calendar: &Calendar, day: Date) -> Answer<Vec<DaySlot>> {
    let places = store.day(&calendar.id, day).await?;
    let mut slots: Vec<DaySlot> =
        calendar.timetable.slots(day).into_iter().map(|range| DaySlot { from: range.from(), to: Some(range.to()), booked: Vec::new(), shut: 0 }).collect();
    for place in places {
        let at = match slots.iter().position(|slot| slot.from == place.key.time) {
            Some(at) => at,
            None if matches!(place.state, State::Booked(_)) => {
                slots.push(DaySlot { from: place.key.time, to: None, booked: Vec::new(), shut: 0 });
                slots.len() - 1
            }
            None => continue,
        };
        match place.state {
            State::Booked(booking) => slots[at].booked.push((place.key, *booking)),
            State::Shut => slots[at].shut += 1,
            State::Held(_) | State::Resting { .. } => {}
        }
    }
    slots.sort_by_key(|slot| slot.from);
    Ok(slots)
}

/// Shuts a slot, or the whole day. Nobody can take a place any more, and who has booked one loses it and is told.
///
/// # Errors
/// When the store does not answer. What was shut stays shut, and asking again goes on.
pub async fn shut<S: Store>(store: &S, calendar: &Calendar, date: Date, time: Option<Time>, now: Timestamp) -> Answer<Shut> {
    let mut done = Shut::default();
    for slot in day(store, calendar, date).await? {
        let start = slot.from;
        if time.is_some_and(|time| time != start) {
            continue;
        }
        let Some(begin) = instant(date, start) else { continue };
        for number in 1..=calendar.places {
            store.shut(&PlaceKey { bookable: calendar.id.clone(), day: date, time: start, number }).await?;
            done.places += 1;
        }
        // What was confirmed before its place could be shut is seen only now.
        let places = store.day(&calendar.id, date).await?;
        for place in places.into_iter().filter(|place| place.key.time == start) {
            let State::Booked(booking) = place.state else { continue };
            // Until it is shut it rests, so that nobody takes it in between.
            if store.cancel(&place.key, &closed(&place.key, *booking, Event::Shut, now), begin.max(now)).await? == Changed::Done {
                done.told += 1;
            }
            store.shut(&place.key).await?;
        }
    }
    Ok(done)
}

/// Opens what was shut: a slot, or the whole day.
///
/// # Errors
/// When the store does not answer.
pub async fn open<S: Store>(store: &S, calendar: &Calendar, date: Date, time: Option<Time>) -> Answer<()> {
    for place in store.day(&calendar.id, date).await? {
        if place.state == State::Shut && time.is_none_or(|time| time == place.key.time) {
            store.open(&place.key).await?;
        }
    }
    Ok(())
}
