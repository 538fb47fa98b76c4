// SPDX-License-Identifier: EUPL-1.2
//! The local server is killed in the middle of its work, again and again: what it confirmed, bookings and reports,
//! is in the store afterwards, and its message is sent, at worst twice under one name.

use crate::client::Client;
use crate::inbox::Inbox;
use anyhow::{Context as _, bail, ensure};
use http::{Method, StatusCode};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt;
use std::path::Path;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::net::TcpListener;
use tokio::process::{Child, Command};

/// Clients that book all the time.
const CLIENTS: usize = 6;
/// Clients that report all the time.
const REPORTERS: usize = 3;
/// How long the server lives between two kills, at least; each life is a little longer than the one before.
const LIFE: Duration = Duration::from_millis(150);
/// Between two bookings of a client: messages go one after the other, and must keep pace.
const BREATH: Duration = Duration::from_millis(100);
/// How long no new message may come before one gives up: a claim of a killed server ends after a minute, its
/// second after two.
const PATIENCE: Duration = Duration::from_secs(150);

/// What came of what clients were told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// What was confirmed to somebody.
    pub confirmed: usize,
    /// What of it the store does not have.
    pub lost: usize,
    /// That whose message never came.
    pub silent: usize,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Killed {
    /// How often it was killed.
    pub kills: usize,
    /// Of bookings.
    pub bookings: Kept,
    /// Of reports.
    pub reports: Kept,
    /// Messages that came twice, with one name.
    pub repeated: usize,
}

impl Kept {
    fn is_right(&self) -> bool {
        self.confirmed > 0 && self.lost == 0 && self.silent == 0
    }
}

impl Killed {
    /// Whether it is as it must be.
    #[must_use]
    pub fn is_right(&self) -> bool {
        self.bookings.is_right() && self.reports.is_right()
    }
}

impl fmt::Display for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { confirmed, lost, silent } = self;
        write!(f, "confirmed: {confirmed}, lost: {lost}, without message: {silent}")
    }
}

impl fmt::Display for Killed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kills, bookings, reports, repeated } = self;
        write!(f, "kills: {kills}; bookings {bookings}; reports {reports}; messages twice with one name: {repeated}")
    }
}

/// A slot to book.
type Slot = (String, String, String);

/// Kills the program so often. It is run in this folder, with its `content/` and theme.
///
/// # Errors
/// When the program does not begin, or nothing can be booked.
pub async fn run(program: &Path, rounds: usize) -> anyhow::Result<Killed> {
    let program = program.canonicalize().with_context(|| format!("{} is not there", program.display()))?;
    let data = tempfile::tempdir()?;
    let inbox = Inbox::open().await?;
    let port = free_port().await?;
    let start = async || begin(&program, data.path(), port, inbox.url()).await;
    let mut server = start().await?;
    let client = Client::new(&format!("http://127.0.0.1:{port}"));
    let slots = Arc::new(Mutex::new(slots(&client).await?));
    let (done, count) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let clients: Vec<_> = (0..CLIENTS).map(|_| tokio::spawn(book(client.clone(), slots.clone(), done.clone(), count.clone()))).collect();
    let kind = reportable(&client).await?;
    let reporters: Vec<_> = (0..REPORTERS).map(|number| tokio::spawn(report(client.clone(), kind.clone(), number, done.clone()))).collect();
    for round in 0..rounds {
        tokio::time::sleep(LIFE + Duration::from_millis(u64::try_from(round % 20)? * 17)).await;
        server.kill().await?;
        server = start().await?;
    }
    done.store(true, Ordering::Relaxed);
    let (mut booked, mut reported) = (BTreeMap::new(), BTreeSet::new());
    for client in clients {
        booked.extend(client.await??);
    }
    for reporter in reporters {
        reported.extend(reporter.await??);
    }
    let mut lost = [0, 0];
    for (code, secret) in &booked {
        let bearer = format!("Bearer {secret}");
        let reply = client.ask(Method::GET, &format!("/api/v1/bookings/{code}"), &[("authorization", &bearer)], None).await?;
        lost[0] += usize::from(reply.status != StatusCode::OK || reply.text("status") != "confirmed");
    }
    for code in &reported {
        let reply = client.ask(Method::GET, &format!("/api/v1/reports/{code}"), &[], None).await?;
        lost[1] += usize::from(reply.status != StatusCode::OK || reply.text("code") != *code);
    }
    let (mut until, mut known) = (Instant::now() + PATIENCE, 0);
    let silent = loop {
        let names = inbox.names();
        if names.len() > known {
            (until, known) = (Instant::now() + PATIENCE, names.len());
        }
        // The name of a letter about a report ends with whom it is to.
        let came = |start: String| names.range(start.clone()..).next().is_some_and(|(name, _)| name.starts_with(&start));
        let silent = [
            booked.keys().filter(|code| !came(format!("{}.confirmed.0", code.to_lowercase()))).count(),
            reported.iter().filter(|code| !came(format!("{}.received.0.", code.to_lowercase()))).count(),
        ];
        if silent == [0, 0] || Instant::now() > until {
            break silent;
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    };
    server.kill().await?;
    let repeated = inbox.names().values().filter(|count| **count > 1).count();
    let kept = |at: usize, confirmed: usize| Kept { confirmed, lost: lost[at], silent: silent[at] };
    Ok(Killed { kills: rounds, bookings: kept(0, booked.len()), reports: kept(1, reported.len()), repeated })
}

async fn free_port() -> anyhow::Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0)).await?.local_addr()?.port())
}

/// Starts the program and waits until it serves.
async fn begin(program: &Path, data: &Path, port: u16, smtp: &str) -> anyhow::Result<Child> {
    let mut command = Command::new(program);
    command.args(["serve", "--films", "never", "--limite", "1000000", "--port", &port.to_string(), "--smtp", smtp, "--data"]).arg(data);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true).spawn()?;
    let mut lines = BufReader::new(child.stdout.take().context("it speaks")?).lines();
    while let Some(line) = lines.next_line().await? {
        if line.contains("http://") {
            // Whatever it says later is read, so that it never waits for us.
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return Ok(child);
        }
    }
    bail!("the server ended before it served: {:?}", child.wait().await)
}

/// Slots of what asks for nothing but name and e-mail, a place each.
async fn slots(client: &Client) -> anyhow::Result<VecDeque<Slot>> {
    let list = client.ask(Method::GET, "/api/v1/bookables", &[], None).await?;
    let mut slots = VecDeque::new();
    for bookable in list.body["bookables"].as_array().context("a list")? {
        if bookable["fields"].as_array().is_some_and(|fields| !fields.is_empty()) || !bookable["per_person"].is_null() {
            continue;
        }
        let id = bookable["id"].as_str().context("an id")?;
        let from = model::timetable::day_of(jiff::Timestamp::now());
        let to = from.saturating_add(jiff::Span::new().days(30));
        let free = client.ask(Method::GET, &format!("/api/v1/bookables/{id}/slots?from={from}&to={to}"), &[], None).await?;
        for slot in free.body["slots"].as_array().context("slots")? {
            let places = slot["free"].as_array().map_or(0, Vec::len);
            let text = |name: &str| slot[name].as_str().unwrap_or_default().to_owned();
            slots.extend(std::iter::repeat_n((id.to_owned(), text("day"), text("from")), places));
        }
    }
    ensure!(slots.len() > 1000, "only {} places can be booked", slots.len());
    Ok(slots)
}

/// Books one slot after the other; gives the codes that were confirmed, with their secrets.
async fn book(client: Client, slots: Arc<Mutex<VecDeque<Slot>>>, done: Arc<AtomicBool>, count: Arc<AtomicUsize>) -> anyhow::Result<BTreeMap<String, String>> {
    let mut confirmed = BTreeMap::new();
    while !done.load(Ordering::Relaxed) {
        let next = slots.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        let Some((bookable, day, time)) = next else { break };
        let name = format!("cliente-{}", count.fetch_add(1, Ordering::Relaxed));
        let reply = client.book(&name, &bookable, &day, &time).await?;
        match (reply.status, reply.code()) {
            (StatusCode::CREATED, _) => _ = confirmed.insert(reply.text("code"), reply.text("secret")),
            (StatusCode::NOT_FOUND, "no-slot") => {}
            _ => bail!("{bookable} {day} {time}: {} {}", reply.status, reply.body),
        }
        tokio::time::sleep(BREATH).await;
    }
    Ok(confirmed)
}

/// A sub-type that asks for nothing but the usual, by name.
async fn reportable(client: &Client) -> anyhow::Result<String> {
    let list = client.ask(Method::GET, "/api/v1/report-kinds", &[], None).await?;
    let kinds = list.body["kinds"].as_array().context("a list")?;
    let plain = kinds.iter().find(|kind| kind["needs_place"] == false && kind["questions"].as_array().is_none_or(Vec::is_empty));
    Ok(plain.and_then(|kind| kind["id"].as_str()).context("a sub-type without questions")?.to_owned())
}

/// Reports one thing after the other; gives the codes that were told.
async fn report(client: Client, kind: String, number: usize, done: Arc<AtomicBool>) -> anyhow::Result<BTreeSet<String>> {
    let mut told = BTreeSet::new();
    let mut count = 0;
    while !done.load(Ordering::Relaxed) {
        count += 1;
        let name = format!("segnala-{number}-{count}");
        let wish = json!({"kind": kind, "subject": name, "description": "Non funziona.", "email": format!("{name}@posta.example"), "privacy": true});
        let reply = client.ask(Method::POST, "/api/v1/reports", &[("idempotency-key", &format!("request-of-{name}"))], Some(&wish)).await?;
        if reply.status != StatusCode::CREATED {
            bail!("{name}: {} {}", reply.status, reply.body);
        }
        told.insert(reply.body["report"]["code"].as_str().context("a code")?.to_owned());
        tokio::time::sleep(BREATH).await;
    }
    Ok(told)
}
