// SPDX-License-Identifier: EUPL-1.2
//! Who sends how much: requests of a source are counted by the address that the host of the router saw, never by
//! a header; a form that no person could have filled in so quickly is asked once more; a field that people do not
//! see stays empty.

use crate::app::{App, Stores};
use crate::operatori::Client;
use crate::reply::Failure;
use domain::person::{Email, keyed};
use domain::token::Token;
use jiff::Timestamp;

/// Seconds within which nobody fills in a form.
const TOO_QUICK: i64 = 3;

/// Letters an hour that ask one address to confirm, over all reports.
const LETTERS_AN_HOUR: u32 = 5;

/// Counts a request of a kind; what is counted is a keyed hash.
///
/// # Errors
/// When the source sent too many in this minute, or the store does not answer.
pub async fn count<S: Stores>(app: &App<S>, client: &Client, kind: &str) -> Result<(), Failure> {
    let who = hashed(app, kind, &client.source());
    let minute = app.now().as_second().div_euclid(60);
    if app.store().count_try(who, minute).await? > app.requests_a_minute() { Err(Failure::TooMany) } else { Ok(()) }
}

/// Counts a letter that asks an address whether it is its owner's: nobody fills another's mail box by asking to follow
/// one report after the other. What is counted is a keyed hash, for this hour.
///
/// # Errors
/// When the address was asked too often in this hour, or the store does not answer.
pub async fn count_letter<S: Stores>(app: &App<S>, email: &Email) -> Result<(), Failure> {
    let who = hashed(app, "letters", &email.as_str().to_lowercase());
    let hour = app.now().as_second().div_euclid(60 * 60);
    if app.store().count_try(who, hour * 60).await? > LETTERS_AN_HOUR { Err(Failure::TooMany) } else { Ok(()) }
}

/// A source, as counts know it.
pub fn hashed<S: Stores>(app: &App<S>, kind: &str, source: &str) -> [u8; 16] {
    let mut hashed = [0; 16];
    hashed.copy_from_slice(&keyed(app.key(), kind, source.as_bytes())[..16]);
    hashed
}

/// When a form was begun, signed: `1795000000.<signature>`.
#[must_use]
pub fn stamp<S: Stores>(app: &App<S>, now: Timestamp) -> String {
    let second = now.as_second();
    format!("{second}.{}", signature(app, second).text())
}

fn signature<S: Stores>(app: &App<S>, second: i64) -> Token {
    Token::new(hashed(app, "begun", &second.to_string()))
}

/// Whether a form was begun long enough ago, as we wrote down ourselves.
#[must_use]
pub fn is_unhurried<S: Stores>(app: &App<S>, stamp: &str, now: Timestamp) -> bool {
    let read = || {
        let (second, signed) = stamp.split_once('.')?;
        let (second, signed) = (second.parse::<i64>().ok()?, Token::parse(signed)?);
        // Hashes are compared, so that how long it takes says nothing of the signature.
        (signed.owner() == signature(app, second).owner()).then_some(second)
    };
    read().is_some_and(|second| now.as_second() - second >= TOO_QUICK)
}
