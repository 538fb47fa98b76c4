// SPDX-License-Identifier: EUPL-1.2
//! The port to a store: one method a step of the domain, each atomic by itself. No method reads and then
//! writes: the condition is part of the write. Every adapter passes the contract of the crate `store`.

use crate::booking::{Allowance, Booking, Closed, Due};
use crate::place::{Hold, Place, PlaceKey};
use crate::token::{Code, Owner};
use jiff::Timestamp;
use jiff::civil::Date;
use model::slug::Slug;
use std::fmt;
use std::future::Future;

/// A store that did not answer as it should: nothing is known of whether the step took place. Asking again
/// is always right, because a step that took place answers the one who took it as it did the first time.
#[derive(Debug)]
pub struct StoreError(pub Box<dyn std::error::Error + Send + Sync>);

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the store did not answer")
    }
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.0)
    }
}

/// What came of taking a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// The asker holds it; perhaps since an earlier try of the same request.
    Yours(Hold),
    /// The asker has booked it: an earlier try went further.
    Booked(Box<Booking>),
    /// Somebody else has it.
    Other,
}

/// What came of making a hold longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extended {
    /// It ends then.
    Until(Hold),
    /// It was made longer before, and ends then.
    Before(Hold),
    /// The asker does not hold it.
    Lost,
}

/// What came of confirming.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confirmed {
    /// The asker has it; perhaps since an earlier try, and then with what was written then.
    Yours(Box<Booking>),
    /// The hold had ended, and somebody else has the place; or the office shut it.
    Lost,
    /// The person has this one of the bookings that one may have: another number is to be tried.
    Allowed(Allowance),
}

/// What came of changing a booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// It is done; perhaps since an earlier try.
    Done,
    /// The booking is not there any more, or not as it was.
    Stale,
}

/// A booking as its code finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// It stands.
    Standing(PlaceKey, Box<Booking>),
    /// It was given back.
    Closed(Box<Closed>),
}

/// A message that waits, and where its booking is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The booking, standing or closed.
    pub found: Found,
    /// Which of its messages.
    pub due: Due,
}

/// The answer of a store.
pub type Answer<T> = Result<T, StoreError>;

/// A store of places.
pub trait Store: Send + Sync + 'static {
    /// The places of a day that are not simply free, in the order of their keys. One query; it sees every
    /// write that was answered before it.
    fn day(&self, bookable: &Slug, day: Date) -> impl Future<Output = Answer<Vec<Place>>> + Send;

    /// One place; `None` when it is free and was never taken.
    fn place(&self, key: &PlaceKey) -> impl Future<Output = Answer<Option<Place>>> + Send;

    /// Takes a place: one write, on the condition that it is free at `now` or the asker's already.
    fn take(&self, key: &PlaceKey, hold: &Hold, now: Timestamp) -> impl Future<Output = Answer<Taken>> + Send;

    /// Makes a hold longer, once.
    fn extend(&self, key: &PlaceKey, owner: Owner, until: Timestamp) -> impl Future<Output = Answer<Extended>> + Send;

    /// Gives a hold back; of a place that the asker does not hold nothing happens.
    fn release(&self, key: &PlaceKey, owner: Owner) -> impl Future<Output = Answer<()>> + Send;

    /// Confirms a hold of the booking's owner: one write, on the condition that nobody took the place, even
    /// when the hold ended. With an allowance both are written or neither; an allowance is free at `now`
    /// when it was never taken or ended, and ends at `allowance_until`.
    fn confirm(&self, key: &PlaceKey, booking: &Booking, allowance_until: Timestamp, now: Timestamp) -> impl Future<Output = Answer<Confirmed>> + Send;

    /// Gives a booking back: the place rests until then, the closed booking is kept, its allowance is free.
    fn cancel(&self, key: &PlaceKey, closed: &Closed, rest_until: Timestamp) -> impl Future<Output = Answer<Changed>> + Send;

    /// Moves a booking to a place that `held` holds: it is there, and its old place rests until then.
    fn move_to(
        &self,
        from: &PlaceKey,
        to: &PlaceKey,
        held: Owner,
        booking: &Booking,
        rest_until: Timestamp,
        allowance_until: Timestamp,
    ) -> impl Future<Output = Answer<Changed>> + Send;

    /// What has this code: rarely more than one.
    fn find(&self, code: &Code) -> impl Future<Output = Answer<Vec<Found>>> + Send;

    /// Says whether the citizen came.
    fn attend(&self, key: &PlaceKey, owner: Owner, attended: Option<bool>) -> impl Future<Output = Answer<Changed>> + Send;

    /// Shuts a place that nobody has booked; a hold ends with it. Of a booked place nothing happens.
    fn shut(&self, key: &PlaceKey) -> impl Future<Output = Answer<()>> + Send;

    /// Opens a place that was shut.
    fn open(&self, key: &PlaceKey) -> impl Future<Output = Answer<()>> + Send;

    /// Messages that wait at `now`, the oldest first, so many at most.
    fn waiting(&self, now: Timestamp, most: usize) -> impl Future<Output = Answer<Vec<Waiting>>> + Send;

    /// Claims a message: whoever changes it from what was read may send it, until `until`.
    fn claim(&self, waiting: &Waiting, until: Timestamp) -> impl Future<Output = Answer<bool>> + Send;

    /// Marks a message as sent: it waits no more.
    fn sent(&self, waiting: &Waiting) -> impl Future<Output = Answer<()>> + Send;

    /// Deletes what is not to be kept any more at `now`; gives how much it was.
    fn purge(&self, now: Timestamp) -> impl Future<Output = Answer<usize>> + Send;
}
