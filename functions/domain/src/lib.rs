// SPDX-License-Identifier: EUPL-1.2
//! The rules of bookings and of reports, without input or output: no clock, no random number, no disk, no HTTP.
//!
//! A place is taken by one conditional write. One item a place: its key is bookable, day, time and number;
//! whoever writes the key first has it. That write is a hold with an end; confirming it is a conditional
//! update; a place that was given back rests until a random moment. Nothing is read before the write, so no
//! number of clients, retries or crashes gives one place to two people.
//!
//! - [`calendar`]: what can be booked, and when, from the catalogue of the site.
//! - [`place`]: a place and the states it goes through; [`booking`]: what is known of who has it.
//! - [`token`]: the secret of a citizen, the short code, hashes; [`person`]: who somebody is without saying it.
//! - [`store`]: the port to a store, one method a step of the domain; every adapter passes one contract.
//! - [`desk`]: what a citizen asks, from a request to what it came to; [`clerk`]: what an office does.
//! - [`office`]: the keys with which offices sign in.
//! - [`report`]: reports of citizens, from the street to the end.
//! - [`feedback`]: help requests, and how clear pages are.

pub mod booking;
pub mod calendar;
pub mod clerk;
pub mod desk;
pub mod feedback;
pub mod office;
pub mod person;
pub mod place;
pub mod report;
pub mod store;
pub mod token;
