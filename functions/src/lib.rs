// SPDX-License-Identifier: EUPL-1.2
//! HTTP in, HTTP out: request → form → domain → reply. One router, used as it is by the local server, the
//! tests and the functions in the cloud.
//!
//! - [`site`]: what is known of the site: the catalogue, its frame, the theme's templates for function pages.
//! - [`app`]: the store, the site, the clock and the server's secret, as every handler gets them.
//! - [`prenota`]: a citizen books, sees, moves and gives back, in plain HTML.
//! - [`segnala`]: a citizen reports, follows and opens again; what everybody may read of it.
//! - [`assistenza`]: a citizen asks for help; [`valutazione`]: how clear a page is.
//! - [`api`]: the same operations as JSON.
//! - [`open311`]: reports for programs of others, as Open311 GeoReport v2 wants them.
//! - [`operatori`]: the clerk's day, the reports and help requests of the office, how clear pages are.
//! - [`keys`]: the keys with which clerks sign in.
//! - [`guard`]: how much one source may send, and whether a person could have.
//! - [`message`], [`letter`], [`help_letter`]: what citizens are written; the crate `post` carries it.
//! - [`journal`]: lines for whoever runs the service.
//! - [`forwarded`], [`proxy`]: who asks, behind a proxy of ours or behind the site's host.
//! - [`reply`]: what goes wrong, as a page or as `application/problem+json`; status codes live there.
//!
//! Invariants: nothing a citizen wrote is logged; a secret stands in a path or a header, never in a query; every
//! reply of a function is `no-store`.

pub mod api;
pub mod app;
pub mod assistenza;
pub mod form;
pub mod forwarded;
pub mod guard;
pub mod help_letter;
pub mod journal;
pub mod keys;
pub mod letter;
pub mod message;
pub mod open311;
pub mod operatori;
pub mod page;
pub mod prenota;
pub mod proxy;
pub mod reply;
pub mod router;
pub mod segnala;
pub mod site;
pub mod table;
mod templates;
mod unwritten;
pub mod valutazione;
pub mod when;
pub mod xml;
