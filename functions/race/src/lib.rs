// SPDX-License-Identifier: EUPL-1.2
//! What must be shown of bookings and reports: crowds at one door, programs killed in the middle, and how quick it is.
//! Everything goes over HTTP to the real router on a socket.
//!
//! - [`town`]: a town with one open day and one library, served on a port.
//! - [`client`]: who asks.
//! - [`crowd`]: many clients for few places; [`mixed`]: many operations against what each client was told.
//! - [`flood`]: reports at a steady rate.
//! - [`kill`]: the local server is killed again and again; [`inbox`]: the mail server that its messages reach.
//! - [`speed`]: beside a bare loop of inserts.

pub mod client;
pub mod crowd;
pub mod flood;
pub mod inbox;
pub mod kill;
pub mod mixed;
pub mod speed;
pub mod town;
