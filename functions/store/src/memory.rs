// SPDX-License-Identifier: EUPL-1.2
//! A store in memory, for tests: the shortest text that passes the contract.

mod feedback;
pub mod photos;
mod reports;

use crate::before_grace;
use domain::booking::{Allowance, Booking, Closed};
use domain::office::{COUNTED_MINUTES, KeyId, Keys, OfficeKey};
use domain::place::{Hold, Place, PlaceKey, State};
use domain::store::{Answer, Changed, Confirmed, Extended, Found, Store, Taken, Waiting};
use domain::token::{Code, Owner};
use jiff::Timestamp;
use jiff::civil::Date;
use model::slug::Slug;
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The store.
#[derive(Debug, Default)]
pub struct Memory {
    tables: Mutex<Tables>,
}

#[derive(Debug, Default)]
struct Tables {
    places: BTreeMap<PlaceKey, State>,
    /// Who has an allowance, and until when.
    allowances: BTreeMap<(Slug, Allowance), (Owner, Timestamp)>,
    closed: BTreeMap<(Code, Owner), Closed>,
    keys: BTreeMap<KeyId, OfficeKey>,
    /// Tries to sign in, by who and minute.
    tries: BTreeMap<(i64, [u8; 16]), u32>,
    reports: reports::Tables,
    feedback: feedback::Tables,
}

impl Memory {
    /// No thread panics while it holds the lock.
    fn tables(&self) -> MutexGuard<'_, Tables> {
        self.tables.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Tables {
    fn hold_of(&mut self, key: &PlaceKey, owner: Owner) -> Option<&mut Hold> {
        match self.places.get_mut(key) {
            Some(State::Held(hold)) if hold.owner == owner => Some(hold),
            _ => None,
        }
    }

    fn booking_of(&mut self, key: &PlaceKey, owner: Owner) -> Option<&mut Booking> {
        match self.places.get_mut(key) {
            Some(State::Booked(booking)) if booking.owner == owner => Some(booking),
            _ => None,
        }
    }

    fn found_mut(&mut self, found: &Found) -> Option<&mut Booking> {
        match found {
            Found::Standing(key, booking) => self.booking_of(key, booking.owner),
            Found::Closed(closed) => self.closed.get_mut(&(closed.booking.code.clone(), closed.booking.owner)).map(|closed| &mut closed.booking),
        }
    }
}

impl Store for Memory {
    async fn day(&self, bookable: &Slug, day: Date) -> Answer<Vec<Place>> {
        let tables = self.tables();
        let ours = tables.places.iter().filter(|(key, _)| key.bookable == *bookable && key.day == day);
        Ok(ours.map(|(key, state)| Place { key: key.clone(), state: state.clone() }).collect())
    }

    async fn place(&self, key: &PlaceKey) -> Answer<Option<Place>> {
        Ok(self.tables().places.get(key).map(|state| Place { key: key.clone(), state: state.clone() }))
    }

    async fn take(&self, key: &PlaceKey, hold: &Hold, now: Timestamp) -> Answer<Taken> {
        let mut tables = self.tables();
        match tables.places.get(key) {
            Some(State::Held(known)) if known.owner == hold.owner && known.until > now => Ok(Taken::Yours(*known)),
            Some(State::Booked(booking)) if booking.owner == hold.owner => Ok(Taken::Booked(booking.clone())),
            Some(state) if !state.is_free(now) => Ok(Taken::Other),
            _ => {
                tables.places.insert(key.clone(), State::Held(*hold));
                Ok(Taken::Yours(*hold))
            }
        }
    }

    async fn extend(&self, key: &PlaceKey, owner: Owner, until: Timestamp) -> Answer<Extended> {
        let mut tables = self.tables();
        let Some(hold) = tables.hold_of(key, owner) else { return Ok(Extended::Lost) };
        if hold.extended {
            return Ok(Extended::Before(*hold));
        }
        (hold.until, hold.extended) = (until, true);
        Ok(Extended::Until(*hold))
    }

    async fn release(&self, key: &PlaceKey, owner: Owner) -> Answer<()> {
        let mut tables = self.tables();
        if tables.hold_of(key, owner).is_some() {
            tables.places.remove(key);
        }
        Ok(())
    }

    async fn confirm(&self, key: &PlaceKey, booking: &Booking, allowance_until: Timestamp, now: Timestamp) -> Answer<Confirmed> {
        let mut tables = self.tables();
        if let Some(known) = tables.booking_of(key, booking.owner) {
            return Ok(Confirmed::Yours(Box::new(known.clone())));
        }
        if tables.hold_of(key, booking.owner).is_none() {
            return Ok(Confirmed::Lost);
        }
        if let Some(allowance) = booking.allowance {
            let entry = (key.bookable.clone(), allowance);
            if tables.allowances.get(&entry).is_some_and(|(owner, until)| *until > now && *owner != booking.owner) {
                return Ok(Confirmed::Allowed(allowance));
            }
            tables.allowances.insert(entry, (booking.owner, allowance_until));
        }
        tables.places.insert(key.clone(), State::Booked(Box::new(booking.clone())));
        Ok(Confirmed::Yours(Box::new(booking.clone())))
    }

    async fn cancel(&self, key: &PlaceKey, closed: &Closed, rest_until: Timestamp) -> Answer<Changed> {
        let mut tables = self.tables();
        let entry = (closed.booking.code.clone(), closed.booking.owner);
        match tables.booking_of(key, closed.booking.owner).map(|known| known.sequence) {
            Some(known) if known + 1 == closed.booking.sequence => {}
            None if tables.closed.contains_key(&entry) => return Ok(Changed::Done),
            _ => return Ok(Changed::Stale),
        }
        tables.places.insert(key.clone(), State::Resting { until: rest_until });
        if let Some(allowance) = closed.booking.allowance {
            tables.allowances.remove(&(key.bookable.clone(), allowance));
        }
        tables.closed.insert(entry, closed.clone());
        Ok(Changed::Done)
    }

    async fn move_to(&self, from: &PlaceKey, to: &PlaceKey, held: Owner, booking: &Booking, rest_until: Timestamp, allowance_until: Timestamp) -> Answer<Changed> {
        let mut tables = self.tables();
        if tables.booking_of(to, booking.owner).is_some_and(|known| known.sequence == booking.sequence) {
            return Ok(Changed::Done);
        }
        let standing = tables.booking_of(from, booking.owner).is_some_and(|known| known.sequence + 1 == booking.sequence);
        if !standing || tables.hold_of(to, held).is_none() {
            return Ok(Changed::Stale);
        }
        tables.places.insert(from.clone(), State::Resting { until: rest_until });
        tables.places.insert(to.clone(), State::Booked(Box::new(booking.clone())));
        if let Some(allowance) = booking.allowance {
            tables.allowances.insert((to.bookable.clone(), allowance), (booking.owner, allowance_until));
        }
        Ok(Changed::Done)
    }

    async fn find(&self, code: &Code) -> Answer<Vec<Found>> {
        let tables = self.tables();
        let standing = tables.places.iter().filter_map(|(key, state)| match state {
            State::Booked(booking) if booking.code == *code => Some(Found::Standing(key.clone(), booking.clone())),
            _ => None,
        });
        let closed = tables.closed.values().filter(|closed| closed.booking.code == *code).map(|closed| Found::Closed(Box::new(closed.clone())));
        Ok(standing.chain(closed).collect())
    }

    async fn attend(&self, key: &PlaceKey, owner: Owner, attended: Option<bool>) -> Answer<Changed> {
        let mut tables = self.tables();
        let Some(booking) = tables.booking_of(key, owner) else { return Ok(Changed::Stale) };
        booking.attended = attended;
        Ok(Changed::Done)
    }

    async fn shut(&self, key: &PlaceKey) -> Answer<()> {
        let mut tables = self.tables();
        if !matches!(tables.places.get(key), Some(State::Booked(_))) {
            tables.places.insert(key.clone(), State::Shut);
        }
        Ok(())
    }

    async fn open(&self, key: &PlaceKey) -> Answer<()> {
        let mut tables = self.tables();
        if matches!(tables.places.get(key), Some(State::Shut)) {
            tables.places.remove(key);
        }
        Ok(())
    }

    async fn waiting(&self, now: Timestamp, most: usize) -> Answer<Vec<Waiting>> {
        let tables = self.tables();
        let standing = tables.places.iter().filter_map(|(key, state)| match state {
            State::Booked(booking) => Some((Found::Standing(key.clone(), booking.clone()), booking.due.first().copied()?)),
            _ => None,
        });
        let closed = tables.closed.values().filter_map(|closed| Some((Found::Closed(Box::new(closed.clone())), closed.booking.due.first().copied()?)));
        let mut waiting: Vec<Waiting> = standing.chain(closed).filter(|(_, due)| due.at <= now).map(|(found, due)| Waiting { found, due }).collect();
        waiting.sort_by_key(|waiting| waiting.due.at);
        waiting.truncate(most);
        Ok(waiting)
    }

    async fn claim(&self, waiting: &Waiting, until: Timestamp) -> Answer<bool> {
        let mut tables = self.tables();
        let first = tables.found_mut(&waiting.found).and_then(|booking| booking.due.first_mut());
        let Some(due) = first.filter(|due| **due == waiting.due) else { return Ok(false) };
        (due.at, due.attempts) = (until, due.attempts + 1);
        Ok(true)
    }

    async fn sent(&self, waiting: &Waiting) -> Answer<()> {
        let mut tables = self.tables();
        let tables = &mut *tables;
        let known = match &waiting.found {
            Found::Standing(_, booking) => booking,
            Found::Closed(closed) => &closed.booking,
        };
        // The booking may have moved or closed meanwhile: its message goes with it.
        let standing = tables.places.values_mut().filter_map(|state| match state {
            State::Booked(booking) => Some(&mut **booking),
            _ => None,
        });
        let closed = tables.closed.values_mut().map(|closed| &mut closed.booking);
        for booking in standing.chain(closed).filter(|booking| booking.owner == known.owner) {
            booking.due.retain(|due| (due.event, due.sequence) != (waiting.due.event, waiting.due.sequence));
        }
        Ok(())
    }

    async fn purge(&self, now: Timestamp) -> Answer<usize> {
        let mut tables = self.tables();
        let count = |tables: &Tables| tables.places.len() + tables.closed.len() + tables.allowances.len();
        let before = count(&tables);
        let today = model::timetable::day_of(now);
        tables.places.retain(|key, state| match state {
            State::Booked(booking) => booking.delete_at > now,
            State::Shut => key.day >= today,
            State::Held(_) | State::Resting { .. } => !state.is_free(before_grace(now)),
        });
        tables.closed.retain(|_, closed| closed.booking.delete_at > now);
        tables.allowances.retain(|_, (_, until)| *until > now);
        Ok(before - count(&tables))
    }
}

impl Keys for Memory {
    async fn put_key(&self, key: &OfficeKey) -> Answer<()> {
        self.tables().keys.insert(key.id(), key.clone());
        Ok(())
    }

    async fn key(&self, id: KeyId) -> Answer<Option<OfficeKey>> {
        Ok(self.tables().keys.get(&id).cloned())
    }

    async fn keys(&self) -> Answer<Vec<OfficeKey>> {
        let mut keys: Vec<OfficeKey> = self.tables().keys.values().cloned().collect();
        keys.sort_by_key(|key| (key.created, key.id()));
        Ok(keys)
    }

    async fn revoke(&self, id: KeyId) -> Answer<bool> {
        Ok(self.tables().keys.remove(&id).is_some())
    }

    async fn count_try(&self, who: [u8; 16], minute: i64) -> Answer<u32> {
        let mut tables = self.tables();
        // What is over counts for nothing.
        tables.tries = tables.tries.split_off(&(minute - COUNTED_MINUTES, [0; 16]));
        let count = tables.tries.entry((minute, who)).or_default();
        *count += 1;
        Ok(*count)
    }
}
