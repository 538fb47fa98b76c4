// SPDX-License-Identifier: EUPL-1.2
//! The store of bookings and reports in DynamoDB: one table, one conditional write a step.
//!
//! # Items
//!
//! | item | `pk` | `sk` |
//! |---|---|---|
//! | place that is not simply free | `P#bookable#day` | `time#number` |
//! | one of the bookings to come of a person | `A#bookable#person` | `number` |
//! | booking that was given back | `C#code` | owner |
//! | key of an office | `K` | its name |
//! | tries of somebody to sign in | `T#who` | minute |
//! | report | `R#code` | `R` |
//! | somebody who is told of a report | `R#code` | `S#owner` |
//! | letter about a report | `R#code` | `L#version#event#owner` |
//! | help request, its letters in it | `H#code` | `H` |
//! | rating of a page | `V#month` | its name |
//! | that a rating was given, for a minute | `M#hash` | `M` |
//!
//! A number has ten digits, so that places come in order; a person and an owner are hashes, in hexadecimal.
//! A day of a bookable is one partition, read by one consistent query.
//!
//! | attribute | what it is | of |
//! |---|---|---|
//! | `k` | `held`, `booked`, `resting`, `shut` | places |
//! | `o` | owner, 32 bytes | held, booked, allowances, closed |
//! | `u` | until when | held, resting, allowances |
//! | `x` | true when the hold was made longer | held |
//! | `code` | the code | booked |
//! | `s` | the sealed token | booked, closed |
//! | `d` | what the citizen wrote, JSON | booked, closed |
//! | `ap`, `an` | person and number of the allowance | booked, closed |
//! | `n`, `c`, `e` | sequence; when it was confirmed, when it is deleted | booked, closed |
//! | `came` | whether the citizen came | booked, closed |
//! | `m` | messages that wait, JSON; not there when none does | booked, closed |
//! | `w`, `due` | `due`, and when the first of them is; not there when none waits | booked, closed |
//! | `b`, `day`, `t`, `a` | what it was, its day and time; when it was given back | closed |
//! | `fv` | the form of the item; not there in the oldest | all but tries |
//! | `f`, `a` | office, or what the app is called; when the key was made | keys, with the hash of the secret in `o` |
//! | `app` | true when it is an app's | keys |
//! | `i` | how many | tries |
//! | `j` | all of it, JSON | reports, subscribers, letters, help requests, ratings |
//! | `v` | version | reports, help requests |
//! | `l`, `q` | `report`; when it came, with the code | reports |
//! | `rk`, `ro` | sub-type while it is open; office, and `open` or `ended` | reports |
//! | `ro`, `q` | `help`, office, and `open` or `answered`; when it came, with the code | help requests |
//! | `w`, `due` | `erase` and when, until it is erased; `letter` and when; `asked` and until when | reports; letters; who is to confirm |
//! | `er` | true when its personal data are deleted; of the oldest only `due` is not there | reports |
//! | `w`, `due` | `help`, and when its first letter is | help requests with letters |
//! | `u` | until when | marks of ratings |
//! | `gone` | when DynamoDB deletes the item, in whole seconds: the time to live | all but keys of offices |
//!
//! Times are nanoseconds since 1970, so that a booking is read as it was written. Names are short because a
//! write unit is a kilobyte of names and values: a usual booking takes two thirds of it. With a reason of more
//! than some 425 characters an item passes the kilobyte and its writes cost two units; nothing else changes.
//!
//! # Indexes
//!
//! All are sparse and hold keys only, so that they cost one unit when a booking begins or ends and nothing
//! when it changes. What they point at is read from the table, consistently: an index may lag, an item never.
//!
//! - `by-code`: `code`. [`find`](domain::store::Store::find) looks again when the index lags behind a move.
//! - `by-due`: `w` and `due`, in one partition: a thousand writes a second, some 250 bookings a second.
//! - `by-time`, `by-kind`, `by-office`: `l`, `rk`, `ro`, each with `q`: reports, the newest first.
//!
//! # Steps
//!
//! | step | write | units on the table |
//! |---|---|---|
//! | take, extend, release, shut, open, attend, claim | one, conditional | 1 |
//! | confirm | one, conditional | 1 |
//! | confirm with an allowance | a transaction of two | 4 |
//! | cancel | a transaction of two, or three with an allowance | 4 or 6 |
//! | move | the same | 4 or 6 |
//! | sent | one read, one write | 1 |
//! | a key of an office made, revoked; a try counted | one | 1 |
//! | a help request taken, answered, its letter claimed or sent | one, conditional | 1 or 2 |
//! | a rating | a transaction of two: itself and its mark | 4 |
//!
//! A condition that does not hold brings the item along (`ALL_OLD`), so that the one who has the place is told
//! so, whoever asks again after a lost reply included. Nothing decides on the condition alone.

mod access;
mod feedback;
mod item;
mod key;
mod office;
mod read;
mod reports;
mod steps;
mod table;
mod write;

pub use access::{Access, config};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use aws_sdk_dynamodb::error::SdkError;
use domain::store::{Answer, StoreError};
use std::error::Error;
use std::fmt;
use std::future::Future;
use std::time::Duration;

/// So much longer than one call with its retries a step may take, however many calls it is.
const MARGIN: Duration = Duration::from_millis(500);

/// The store.
#[derive(Debug, Clone)]
pub struct Dynamo {
    client: Client,
    table: String,
    /// After so long a step has failed.
    longest: Duration,
}

impl Dynamo {
    /// The store in a table.
    #[must_use]
    pub fn new(access: &Access, table: &str) -> Self {
        Self::of_config(config(access).build(), table)
    }

    /// The store in a table, with a configuration that began as [`config`].
    #[must_use]
    pub fn of_config(config: aws_sdk_dynamodb::Config, table: &str) -> Self {
        let call = config.timeout_config().and_then(TimeoutConfig::operation_timeout).unwrap_or(access::OPERATION);
        Self { client: Client::from_conf(config), table: table.to_owned(), longest: call + MARGIN }
    }

    /// A step that ends: well, with an error, or because it took too long.
    async fn step<T>(&self, work: impl Future<Output = Answer<T>>) -> Answer<T> {
        tokio::time::timeout(self.longest, work).await.unwrap_or_else(|_| Err(failed("a step", "it took too long")))
    }
}

/// What was to be done and why it was not. Only words are kept: an error of the SDK holds the whole reply,
/// which may hold what a citizen wrote.
#[derive(Debug)]
struct Failed {
    deed: &'static str,
    why: String,
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DynamoDB, {}: {}", self.deed, self.why)
    }
}

impl Error for Failed {}

fn failed(deed: &'static str, why: impl Into<String>) -> StoreError {
    StoreError(Box::new(Failed { deed, why: why.into() }))
}

/// The words of an error of the SDK, and of what it comes from.
fn refused<E: Error + 'static, R: fmt::Debug + 'static>(deed: &'static str, error: &SdkError<E, R>) -> StoreError {
    let mut why = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        why = format!("{why}: {error}");
        source = error.source();
    }
    failed(deed, why)
}
