// SPDX-License-Identifier: EUPL-1.2
//! What happened to a report: one entry a change. Some entries everybody reads, some only offices.

use super::Visibility;
use super::status::Status;
use crate::token::Code;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Entries of one report, at most: more is no report any more.
pub const ENTRIES: usize = 200;

/// Characters of a note or of a reason, at most.
pub const NOTE: usize = 1000;

/// A change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// When.
    pub at: Timestamp,
    /// The version of the report that it made.
    pub version: u32,
    /// Who.
    pub by: By,
    /// What.
    pub what: What,
}

/// Who changed a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// The citizen who made it.
    Reporter,
    /// An office, by id.
    Office(String),
    /// A date that came.
    Calendar,
}

/// What changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// It came.
    Submitted,
    /// It moved.
    Moved {
        /// Where it was.
        from: Status,
        /// Where it is.
        to: Status,
        /// What everybody reads; "" when nothing is said.
        note: String,
    },
    /// An office wrote something down for offices.
    Noted(String),
    /// The text and the place were let through or hidden.
    Text(Visibility),
    /// A photo was let through or hidden.
    Photo {
        /// Which, from 0.
        number: usize,
        /// What it is now.
        shown: Visibility,
    },
    /// It says the same as another.
    Joined {
        /// The other.
        into: Code,
        /// Where it was.
        from: Status,
    },
    /// Another says the same, and goes on here.
    Took(Code),
    /// It says something else than the other after all, and is open again.
    Parted {
        /// The other.
        from: Code,
        /// Where it is.
        to: Status,
    },
    /// Another office takes care of it.
    Assigned {
        /// Which had it.
        from: String,
        /// Which has it.
        to: String,
    },
    /// What was personal was deleted.
    Erased,
}

impl What {
    /// Whether everybody may read it.
    #[must_use]
    pub fn is_public(&self) -> bool {
        matches!(self, Self::Submitted | Self::Moved { .. } | Self::Joined { .. } | Self::Parted { .. } | Self::Assigned { .. })
    }
}
