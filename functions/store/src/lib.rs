// SPDX-License-Identifier: EUPL-1.2
//! Embedded stores of bookings: [`memory`] for tests, [`sqlite`] for local use and small installations.
//! What every store must do is written once, in [`contract`].

pub mod contract;
pub mod memory;
pub mod sqlite;

use jiff::{Timestamp, ToSpan as _};

/// How long what has ended stays, in minutes: somebody who is a little late may still confirm a hold that
/// nobody else wanted.
const GRACE_MINUTES: i64 = 60;

/// What had ended then may be deleted now.
fn before_grace(now: Timestamp) -> Timestamp {
    now.saturating_sub(GRACE_MINUTES.minutes()).unwrap_or(Timestamp::MIN)
}
