// SPDX-License-Identifier: EUPL-1.2
//! Many clients at once for few places: each place is won once, and everybody else is told that it is taken.

use crate::client::Client;
use crate::town::{OPEN_DAY, TIME, app, open_day, serve_functions};
use domain::place::State;
use functions::app::Stores;
use http::StatusCode;
use model::slug::Slug;
use std::collections::BTreeSet;
use std::fmt;

/// What came of a crowd.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The store.
    pub store: String,
    /// Clients that were told that they have a place, and have it.
    pub winners: usize,
    /// Places there were.
    pub places: usize,
    /// Places that two have, or that the store and a client see otherwise.
    pub double: usize,
    /// Clients that were told neither "yours" nor "taken".
    pub errors: usize,
}

impl Report {
    /// Whether it is as it must be.
    #[must_use]
    pub fn is_right(&self) -> bool {
        self.winners == self.places && self.double == 0 && self.errors == 0
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { store, winners, places, double, errors } = self;
        write!(f, "{store} winners: {winners} of {places}, double: {double}, errors: {errors}")
    }
}

/// So many clients want so many places at once; then the store is looked through.
///
/// # Errors
/// When the server cannot begin, or the store cannot be read at the end.
pub async fn run<S: Stores>(name: &str, store: S, clients: usize, places: u32) -> anyhow::Result<Report> {
    let app = app(store, places)?;
    let base = serve_functions(&app).await?;
    let day = open_day().to_string();
    let tasks: Vec<_> = (0..clients)
        .map(|who| {
            let (client, day) = (Client::new(&base), day.clone());
            tokio::spawn(async move { client.hold_and_book(&format!("cliente-{who}"), OPEN_DAY, &day, TIME).await })
        })
        .collect();
    let (mut told, mut errors) = (BTreeSet::new(), 0);
    for task in tasks {
        match task.await? {
            Ok(reply) if reply.status == StatusCode::CREATED => {
                // Two who were told one code would be one place given twice.
                errors += usize::from(!told.insert(reply.text("code")));
            }
            Ok(reply) if reply.status == StatusCode::CONFLICT && reply.code() == "taken" => {}
            Ok(reply) => {
                eprintln!("{}: {}", reply.status, reply.body);
                errors += 1;
            }
            Err(error) => {
                eprintln!("{error:#}");
                errors += 1;
            }
        }
    }
    let bookable = Slug::parse(OPEN_DAY).map_err(|_| anyhow::anyhow!("a slug"))?;
    let kept = app.store().day(&bookable, open_day()).await?;
    let codes: Vec<String> = kept
        .into_iter()
        .filter_map(|place| match place.state {
            State::Booked(booking) => Some(booking.code.to_string()),
            _ => None,
        })
        .collect();
    let known: BTreeSet<String> = codes.iter().cloned().collect();
    let double = codes.len() - known.len() + known.symmetric_difference(&told).count();
    Ok(Report { store: name.to_owned(), winners: told.intersection(&known).count(), places: places as usize, double, errors })
}
