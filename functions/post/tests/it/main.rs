// SPDX-License-Identifier: EUPL-1.2
//! The post, from outside: calendar files and messages read by other programs' parsers, conversations with an
//! SMTP server on a real socket, and the outbox on both stores.

mod folder;
mod ics;
mod message;
mod outbox;
mod samples;
mod server;
mod smtp;
mod worker;
