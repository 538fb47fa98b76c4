// SPDX-License-Identifier: EUPL-1.2
//! Reports at a steady rate, as after a storm: so many a second whatever the server does, each told to its citizen
//! and there at the end.

use crate::client::Client;
use crate::town::{PROBLEM, app, serve_functions};
use domain::report::store::{Page, Reports as _, Which};
use domain::token::Code;
use functions::app::Stores;
use http::{Method, StatusCode};
use jiff::Timestamp;
use serde_json::json;
use std::collections::BTreeSet;
use std::fmt;
use std::time::{Duration, Instant};
use tokio::time::MissedTickBehavior;

/// Connections that are used in turn.
const CONNECTIONS: usize = 32;

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flood {
    /// The store.
    pub store: String,
    /// Reports that were sent.
    pub sent: usize,
    /// That their citizens were told of.
    pub told: usize,
    /// That they were told of and that are not there.
    pub lost: usize,
    /// That are there and nobody was told of.
    pub unknown: usize,
    /// Milliseconds of the middle reply, and of the slowest but one in a hundred.
    pub milliseconds: [u128; 2],
}

impl Flood {
    /// Whether it is as it must be.
    #[must_use]
    pub fn is_right(&self) -> bool {
        self.told == self.sent && self.lost == 0 && self.unknown == 0
    }
}

impl fmt::Display for Flood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { store, sent, told, lost, unknown, milliseconds: [middle, slow] } = self;
        write!(f, "{store} reports: {sent} sent, {told} told, lost: {lost}, of nobody: {unknown}; replies in {middle} ms, 99 of 100 in {slow} ms")
    }
}

/// So many reports a second, for so long; then the store is looked through.
///
/// # Errors
/// When the server cannot begin, or the store cannot be read at the end.
pub async fn run<S: Stores>(name: &str, store: S, rate: u32, time: Duration) -> anyhow::Result<Flood> {
    let app = app(store, 1)?;
    let base = serve_functions(&app).await?;
    let clients: Vec<Client> = (0..CONNECTIONS).map(|_| Client::new(&base)).collect();
    let mut clock = tokio::time::interval(Duration::from_secs(1) / rate);
    // Whoever was held up does not wait: they all come.
    clock.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let sent = (u128::from(rate) * time.as_millis() / 1000) as usize;
    let mut tasks = Vec::with_capacity(sent);
    for number in 0..sent {
        clock.tick().await;
        let client = clients[number % CONNECTIONS].clone();
        tasks.push(tokio::spawn(async move {
            let wish = json!({"kind": PROBLEM, "subject": format!("Buca {number}"), "description": "Dopo la pioggia.", "email": format!("c{number}@posta.example"), "privacy": true, "address": "Via Broseta"});
            let begun = Instant::now();
            let reply = client.ask(Method::POST, "/api/v1/reports", &[("idempotency-key", &format!("request-number-{number}"))], Some(&wish)).await?;
            anyhow::Ok((reply, begun.elapsed()))
        }));
    }
    let (mut told, mut times) = (BTreeSet::new(), Vec::new());
    for task in tasks {
        let (reply, took) = task.await??;
        times.push(took.as_millis());
        if reply.status == StatusCode::CREATED {
            told.extend(reply.body["report"]["code"].as_str().and_then(Code::parse));
        } else {
            eprintln!("{}: {}", reply.status, reply.body);
        }
    }
    let page = Page { since: Timestamp::MIN, before: None, most: usize::MAX };
    let kept: BTreeSet<Code> = app.reports().list(&Which::All, &page).await?.into_iter().map(|report| report.code).collect();
    times.sort_unstable();
    let of_hundred = |part: usize| times.get(times.len().saturating_sub(1) * part / 100).copied().unwrap_or_default();
    let milliseconds = [of_hundred(50), of_hundred(99)];
    Ok(Flood { store: name.to_owned(), sent, told: told.len(), lost: told.difference(&kept).count(), unknown: kept.difference(&told).count(), milliseconds })
}
