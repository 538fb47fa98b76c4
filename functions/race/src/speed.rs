// SPDX-License-Identifier: EUPL-1.2
//! How quick it is: hold and confirm, and the free places of a week, beside a bare loop that puts one row into
//! SQLite for each request. All on one machine that also runs the clients: the ratio is what counts.

use crate::client::Client;
use crate::town::{COUNTERS, app, serve, serve_functions};
use anyhow::ensure;
use axum::Router;
use axum::extract::State;
use axum::routing::post;
use functions::app::Stores;
use http::{Method, StatusCode};
use rusqlite::Connection;
use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Clients at once.
const CLIENTS: usize = 8;

/// Days, slots of a day and places of a slot of the counters.
const DAYS: usize = 59;
const SLOTS: usize = 8;
const PLACES: usize = 10;

/// What a run of requests took.
#[derive(Debug, Clone)]
pub struct Pace {
    /// Of what.
    pub name: String,
    /// Requests a second.
    pub rate: f64,
    /// Half took less.
    pub median: Duration,
    /// One in a hundred took longer.
    pub p99: Duration,
}

impl fmt::Display for Pace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, rate, median, p99 } = self;
        write!(f, "{name:<32} {rate:>8.0}/s   median {:>7.2} ms   p99 {:>7.2} ms", median.as_secs_f64() * 1e3, p99.as_secs_f64() * 1e3)
    }
}

/// Each client does its share, one after the other.
async fn measured<F, D>(name: &str, base: &str, operations: usize, doing: D) -> anyhow::Result<Pace>
where
    F: Future<Output = anyhow::Result<()>> + Send,
    D: Fn(Client, usize) -> F + Clone + Send + 'static,
{
    let start = Instant::now();
    let tasks: Vec<_> = (0..CLIENTS)
        .map(|who| {
            let (client, doing) = (Client::new(base), doing.clone());
            tokio::spawn(async move {
                let mut times = Vec::new();
                for step in (who..operations).step_by(CLIENTS) {
                    let begin = Instant::now();
                    doing(client.clone(), step).await?;
                    times.push(begin.elapsed());
                }
                anyhow::Ok(times)
            })
        })
        .collect();
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await??);
    }
    let rate = operations as f64 / start.elapsed().as_secs_f64();
    times.sort_unstable();
    let at = |share: f64| times.get((times.len() as f64 * share) as usize).copied().unwrap_or_default();
    Ok(Pace { name: name.to_owned(), rate, median: at(0.5), p99: at(0.99) })
}

/// The bare loop: a request is a row, and the row is on the disk when the reply goes out.
///
/// # Errors
/// When the file cannot be written.
pub async fn bare(folder: &Path, operations: usize) -> anyhow::Result<Pace> {
    let connection = Connection::open(folder.join("bare.sqlite"))?;
    connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE row (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;")?;
    let router = Router::new().route("/", post(insert)).with_state(Arc::new(Mutex::new(connection)));
    let base = serve(router).await?;
    measured("bare: one insert", &base, operations, |client, _| async move {
        let reply = client.once(Method::POST, "/", &[], Some(&serde_json::json!({"name": "Maria", "email": "maria@posta.example"}))).await?;
        ensure!(reply.status == StatusCode::OK, "{}", reply.status);
        Ok(())
    })
    .await
}

async fn insert(State(connection): State<Arc<Mutex<Connection>>>, body: String) -> StatusCode {
    let done = tokio::task::spawn_blocking(move || {
        let connection = connection.lock().unwrap_or_else(PoisonError::into_inner);
        connection.prepare_cached("INSERT INTO row (body) VALUES (?1)")?.execute([body])
    });
    if matches!(done.await, Ok(Ok(1))) { StatusCode::OK } else { StatusCode::INTERNAL_SERVER_ERROR }
}

/// Hold and confirm, two requests and two writes an operation; then the free places of a week.
///
/// # Errors
/// When a request is not answered as it must be.
pub async fn bookings<S: Stores>(name: &str, store: S, operations: usize) -> anyhow::Result<[Pace; 2]> {
    ensure!(operations <= DAYS * SLOTS * PLACES, "there are only {} places", DAYS * SLOTS * PLACES);
    let app = app(store, 1)?;
    let base = serve_functions(&app).await?;
    let today = model::timetable::day_of(jiff::Timestamp::now());
    let seen = measured(&format!("{name}: free places of a week"), &base, operations, |client, _| async move {
        let reply = client.once(Method::GET, &format!("/api/v1/bookables/{COUNTERS}/slots"), &[], None).await?;
        ensure!(reply.status == StatusCode::OK, "{}", reply.status);
        Ok(())
    })
    .await?;
    let booked = measured(&format!("{name}: hold and confirm"), &base, operations, move |client, step| {
        let day = today.saturating_add(jiff::Span::new().days(i64::try_from(step % DAYS).unwrap_or_default() + 1)).to_string();
        let minutes = 9 * 60 + step / DAYS % SLOTS * 30;
        async move {
            let reply = client.hold_and_book(&format!("cliente-{step}"), COUNTERS, &day, &format!("{:02}:{:02}", minutes / 60, minutes % 60)).await?;
            ensure!(reply.status == StatusCode::CREATED, "{} {}", reply.status, reply.body);
            Ok(())
        }
    })
    .await?;
    Ok([booked, seen])
}
