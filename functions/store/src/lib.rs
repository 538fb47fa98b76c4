// SPDX-License-Identifier: EUPL-1.2
//! Embedded stores of bookings and reports: [`memory`] for tests, [`sqlite`] for local use and small
//! installations; [`photos`] in a folder.
//! What every store must do is written once, in [`contract`].

pub mod contract;
pub mod memory;
pub mod photos;
pub mod sqlite;

use domain::place::GRACE_MINUTES;
use jiff::{Timestamp, ToSpan as _};

/// What had ended then may be deleted now.
fn before_grace(now: Timestamp) -> Timestamp {
    now.saturating_sub(GRACE_MINUTES.minutes()).unwrap_or(Timestamp::MIN)
}
