// SPDX-License-Identifier: EUPL-1.2
//! What citizens say beside bookings and reports: they ask for help, and they rate pages.
//!
//! - [`help`]: a question to an office, from the form to the answer, and the letters that go with it.
//! - [`rating`]: how clear a page is, from 1 to 5; nothing of it says who rated.
//! - [`store`]: the port to a store.
//!
//! A help request is one value with a version and holds everything personal that there is of it: when it goes,
//! all goes. Letters that wait are part of it, so that a request is one write.

pub mod help;
pub mod rating;
pub mod store;
