// SPDX-License-Identifier: EUPL-1.2
//! A booking: who comes, and what they are still to be told.

use crate::person::{Email, FiscalCode, PersonKey};
use crate::token::{Code, Owner, Sealed};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What a citizen wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// Name and surname.
    pub name: String,
    /// Where the confirmation goes.
    pub email: Email,
    /// When it is asked.
    pub phone: Option<String>,
    /// When it is asked.
    pub fiscal_code: Option<FiscalCode>,
    /// When it is asked.
    pub reason: Option<String>,
    /// When it is asked.
    pub documents: Option<u32>,
}

/// A booking at a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booking {
    /// What one says at the counter.
    pub code: Code,
    /// Who may see, move and cancel it.
    pub owner: Owner,
    /// The owner's token, for the private link of messages to come.
    pub sealed: Sealed,
    /// What the citizen wrote.
    pub details: Details,
    /// One of the bookings to come that this person may have, when they are limited.
    pub allowance: Option<Allowance>,
    /// Grows with every change: `SEQUENCE` of the calendar file (RFC 5545, 3.8.7.4).
    pub sequence: u32,
    /// When it was confirmed.
    pub confirmed: Timestamp,
    /// When all of it is deleted.
    pub delete_at: Timestamp,
    /// Whether the citizen came, once the office has said it.
    pub attended: Option<bool>,
    /// Messages that are still to be sent.
    pub due: Vec<Due>,
}

/// One of the bookings to come that a person may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Allowance {
    /// Who.
    pub person: PersonKey,
    /// Which of them, from 1 to the limit.
    pub number: u32,
}

/// What a message says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Event {
    /// The booking stands.
    Confirmed,
    /// It stands at another time.
    Moved,
    /// The citizen gave it back.
    Cancelled,
    /// The office shuts: here are other places.
    Shut,
}

/// A message that is to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// What it says.
    pub event: Event,
    /// The booking's sequence when it happened: with the code and the event, the name of the message for ever.
    pub sequence: u32,
    /// Not before.
    pub at: Timestamp,
    /// How often it was tried.
    pub attempts: u32,
}

impl Due {
    /// A message that may go at once.
    #[must_use]
    pub fn now(event: Event, sequence: u32, at: Timestamp) -> Self {
        Self { event, sequence, at, attempts: 0 }
    }

    /// Its name: the same at every attempt, so that a copy is known as a copy (RFC 5322, 3.6.4).
    #[must_use]
    pub fn id(&self, code: &Code) -> String {
        let event = match self.event {
            Event::Confirmed => "confirmed",
            Event::Moved => "moved",
            Event::Cancelled => "cancelled",
            Event::Shut => "shut",
        };
        format!("{}.{event}.{}", code.as_str().to_lowercase(), self.sequence)
    }
}

/// A booking that was given back, kept so that its link still says what happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    /// The booking, with what is still to be said of it.
    pub booking: Booking,
    /// What it was.
    pub bookable: String,
    /// The day it was for.
    pub day: jiff::civil::Date,
    /// When it began, by the clock on the wall.
    pub time: jiff::civil::Time,
    /// When it was given back.
    pub at: Timestamp,
}
