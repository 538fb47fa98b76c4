// SPDX-License-Identifier: EUPL-1.2
//! What whoever runs the service is told. Invariant: a note has names of messages and our own words, nothing
//! of a person; so the whole of it may be logged.

use crate::transport::Why;
use std::fmt;

/// Something worth a line in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// A message is refused for good: the citizen does not get it.
    Refused {
        /// Its name.
        id: String,
        /// Why.
        why: Why,
    },
    /// A message did not go, and will be tried again.
    Later {
        /// Its name.
        id: String,
        /// How often it was tried.
        attempts: u32,
        /// Why.
        why: Why,
    },
    /// There is nothing to say any more: what was booked is not in the catalogue.
    Missing {
        /// The message's name.
        id: String,
    },
    /// Nothing can be sent at this time.
    Away(Why),
    /// Messages go again.
    Back,
    /// The store does not answer.
    StoreAway,
    /// It does again.
    StoreBack,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { id, why } => write!(f, "message {id} is refused for good: {why}"),
            Self::Later { id, attempts, why } => write!(f, "message {id} will be tried again (attempt {attempts}): {why}"),
            Self::Missing { id } => write!(f, "message {id} has nothing to say: the catalogue does not know what was booked"),
            Self::Away(why) => write!(f, "no message can be sent: {why}"),
            Self::Back => f.write_str("messages are sent again"),
            Self::StoreAway => f.write_str("the outbox cannot be read: the store does not answer"),
            Self::StoreBack => f.write_str("the outbox is read again"),
        }
    }
}
