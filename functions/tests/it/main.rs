// SPDX-License-Identifier: EUPL-1.2
//! The functions from outside: a request in, a reply out, a store in memory, a clock that stands still.

mod api;
mod clerk;
mod feedback_hostile;
mod help;
mod messages;
mod open311;
mod pages;
mod ratings;
mod reports;
mod reports_api;
mod reports_clerk;
mod reports_follow;
mod reports_hostile;
mod town;
