// SPDX-License-Identifier: EUPL-1.2
//! A place at a time, and the states it goes through.
//!
//! ```text
//!            take                 confirm
//!   (free) ───────→ held ────────────────────→ booked
//!      ↑             │ its end passes,           │ cancel, move away
//!      │             │ or it is given back       ▼
//!      ├─────────────┘                        resting ── its end passes ──→ (free)
//!      └── opened again ── shut ←── the office shuts what is free or held
//! ```
//!
//! Free is the absence of all others: no item, or one whose end has passed.

use crate::booking::Booking;
use crate::token::Owner;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use model::slug::Slug;
use serde::{Deserialize, Serialize};

/// How long a place is held while somebody writes their details, in seconds.
pub const HOLD_SECONDS: i64 = 10 * 60;

/// How long a store keeps what has ended, in minutes: somebody who is a little late may still confirm a hold
/// that nobody else wanted.
pub const GRACE_MINUTES: i64 = 60;

/// Which place: the key of its item.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceKey {
    /// What is booked.
    pub bookable: Slug,
    /// The day.
    pub day: Date,
    /// When it begins, by the clock on the wall.
    pub time: Time,
    /// Which of the places of the slot, from 1.
    pub number: u32,
}

/// A place that is not simply free.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Which.
    pub key: PlaceKey,
    /// How it is.
    pub state: State,
}

/// How a place is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum State {
    /// Somebody is writing their details.
    Held(Hold),
    /// Somebody has it.
    Booked(Box<Booking>),
    /// It was given back, and can be taken again from then on.
    Resting {
        /// From when.
        until: Timestamp,
    },
    /// The office shut it.
    Shut,
}

/// A place kept for a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// For whom.
    pub owner: Owner,
    /// Until when nobody else can take it.
    pub until: Timestamp,
    /// Whether it was made longer: that is possible once.
    pub extended: bool,
}

impl State {
    /// Whether anybody may take it: nothing holds it any more.
    #[must_use]
    pub fn is_free(&self, now: Timestamp) -> bool {
        match self {
            Self::Held(Hold { until, .. }) | Self::Resting { until } => *until <= now,
            Self::Booked(_) | Self::Shut => false,
        }
    }

    /// Who has it.
    #[must_use]
    pub fn owner(&self) -> Option<Owner> {
        match self {
            Self::Held(hold) => Some(hold.owner),
            Self::Booked(booking) => Some(booking.owner),
            Self::Resting { .. } | Self::Shut => None,
        }
    }
}
