// SPDX-License-Identifier: EUPL-1.2
//! Who is told of a report, and the letters that wait. These are the only things that hold an e-mail address.

use crate::person::Email;
use crate::token::{Code, Owner, Sealed, Token};
use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};

/// People who follow one report, at most: a change and its letters are one transaction of a hundred items.
pub const FOLLOWERS: usize = 90;

/// Letters of one change to who is told, at most. A few more may confirm at one moment than [`FOLLOWERS`] says; what is
/// left of a transaction is for two reports and a letter to the office.
pub const LETTERS: usize = 96;

/// Addresses of one report that are asked at once whether they want to follow it, at most. They are counted apart:
/// whoever types in others' addresses keeps nobody from confirming.
pub const ASKED: usize = 300;

/// Hours within which a follower must confirm.
pub const CONFIRM_HOURS: i64 = 48;

/// Somebody who is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscriber {
    /// Of which report.
    pub code: Code,
    /// Whose link it is.
    pub owner: Owner,
    /// The link's token, for letters to come.
    pub sealed: Sealed,
    /// Where letters go.
    pub email: Email,
    /// Why.
    pub role: Role,
}

/// Why somebody is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// They made the report.
    Reporter,
    /// They want to know.
    Follower,
    /// They are to say first that the address is theirs.
    Asked {
        /// Until when.
        until: Timestamp,
    },
}

impl Subscriber {
    /// Whether letters about changes go to them.
    #[must_use]
    pub fn is_told(&self) -> bool {
        !matches!(self.role, Role::Asked { .. })
    }

    /// Somebody with this token.
    #[must_use]
    pub fn new(code: Code, token: Token, email: Email, role: Role, server_key: &[u8]) -> Self {
        Self { code, owner: token.owner(), sealed: token.seal(server_key), email, role }
    }

    /// Somebody who is asked to confirm.
    #[must_use]
    pub fn asked(code: Code, token: Token, email: Email, server_key: &[u8], now: Timestamp) -> Self {
        let until = now.saturating_add(CONFIRM_HOURS.hours()).unwrap_or(Timestamp::MAX);
        Self::new(code, token, email, Role::Asked { until }, server_key)
    }

    /// A letter to them.
    #[must_use]
    pub fn letter(&self, event: Event, version: u32, at: Timestamp) -> Letter {
        let Self { code, owner, sealed, email, role } = self.clone();
        Letter { code, version, event, to: owner, sealed, email, reporter: role == Role::Reporter, at, attempts: 0 }
    }
}

/// What a letter says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Event {
    /// The report came.
    Received,
    /// Confirm that you want to follow it.
    Confirm,
    /// It changed.
    Changed,
    /// To the office in charge: it has something to do.
    Office,
}

/// A letter that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// About which report.
    pub code: Code,
    /// The version of the report that it is about.
    pub version: u32,
    /// What it says.
    pub event: Event,
    /// To whom.
    pub to: Owner,
    /// The token of their link.
    pub sealed: Sealed,
    /// Where.
    pub email: Email,
    /// Whether they made the report.
    pub reporter: bool,
    /// Not before.
    pub at: Timestamp,
    /// How often it was tried.
    pub attempts: u32,
}

impl Letter {
    /// Its name: the same at every attempt (RFC 5322, 3.6.4). It says nothing of who gets it.
    #[must_use]
    pub fn id(&self) -> String {
        let event = match self.event {
            Event::Received => "received",
            Event::Confirm => "confirm",
            Event::Changed => "changed",
            Event::Office => "office",
        };
        let to: String = self.to.bytes().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        format!("{}.{event}.{}.{to}", self.code.as_str().to_lowercase(), self.version)
    }
}
