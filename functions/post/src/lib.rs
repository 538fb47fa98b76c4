// SPDX-License-Identifier: EUPL-1.2
//! How messages about bookings and reports leave the house. The write that changes a booking or a report marks a
//! message as due; here it is written, sent and marked as sent. It may go twice, after a crash, and then with
//! the same `Message-ID`; it is never lost.
//!
//! 1. [`outbox`]: takes what waits in the store, claims it, sends it, marks it; [`worker`] does so for ever.
//! 2. [`message`]: what is said, and its form as MIME; [`ics`]: the appointment as a calendar file.
//! 3. [`transport`]: the port to what carries messages; [`smtp`] and [`folder`] are its adapters, and
//!    [`server`] says which SMTP server it is.
//! 4. [`note`]: what is told to whoever runs the service: names of messages, never of people.

pub mod folder;
pub mod ics;
pub mod message;
pub mod note;
pub mod outbox;
pub mod server;
pub mod smtp;
pub mod transport;
pub mod worker;
