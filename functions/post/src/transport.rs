// SPDX-License-Identifier: EUPL-1.2
//! The port to what carries messages.

use crate::message::{Message, WriteError};
use std::fmt;
use std::future::Future;
use std::io;

/// What carries messages. Sending one twice is no harm: its name is the same, and tells a copy.
pub trait Post: Send + Sync {
    /// Sends a message; when it says so, somebody else answers for it. It ends within half a minute, well
    /// before anybody else may claim the message.
    fn send(&self, message: &Message) -> impl Future<Output = Result<(), PostError>> + Send;
}

/// Why a message did not go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PostError {
    /// It is refused for good: nobody has this address, or the message is not taken.
    Refused(Why),
    /// It may go at another time.
    Later(Why),
    /// Nothing goes at this time, whatever it is: the others need not be tried.
    Away(Why),
}

/// Where it ended and on what. Invariant: our own words and a number, never what a server said, because that
/// often names the citizen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Why {
    /// What was being done.
    pub step: &'static str,
    /// What happened.
    pub cause: Cause,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The message cannot be written.
    Unwritable(WriteError),
    /// The theme cannot draw the message.
    Theme,
    /// There is no site to write about: its content has a fault.
    NoSite,
    /// The server does not write to addresses with letters beyond ASCII.
    Unreadable,
    /// The server answered with this number (RFC 5321, 4.2).
    Reply(u16),
    /// It did not answer in time.
    TimeOut,
    /// The connection is not safe, or not possible.
    Connection,
    /// The server speaks something else.
    Protocol,
    /// The disk did not take it.
    Disk(io::ErrorKind),
}

impl fmt::Display for PostError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(why) => write!(f, "refused for good ({why})"),
            Self::Later(why) => write!(f, "not taken this time ({why})"),
            Self::Away(why) => write!(f, "the post does not answer ({why})"),
        }
    }
}

impl std::error::Error for PostError {}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { step, cause } = self;
        match cause {
            Cause::Unwritable(error) => write!(f, "{step}: {error}"),
            Cause::Theme => write!(f, "{step}: the theme cannot draw it"),
            Cause::NoSite => write!(f, "{step}: there is no site"),
            Cause::Unreadable => write!(f, "{step}: the server takes only ASCII"),
            Cause::Reply(code) => write!(f, "{step}: {code}"),
            Cause::TimeOut => write!(f, "{step}: out of time"),
            Cause::Connection => write!(f, "{step}: no connection"),
            Cause::Protocol => write!(f, "{step}: not understood"),
            Cause::Disk(kind) => write!(f, "{step}: {kind}"),
        }
    }
}
