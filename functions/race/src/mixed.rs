// SPDX-License-Identifier: EUPL-1.2
//! Many operations at once against what each client was told: who books, moves and gives back must at the end
//! have exactly what the replies said, and no place has two owners.

use crate::client::Client;
use crate::town::{LIBRARY, app, serve_functions};
use anyhow::ensure;
use functions::app::Stores;
use http::{Method, StatusCode};
use jiff::{Timestamp, ToSpan as _};
use model::timetable::day_of;
use serde_json::json;
use std::collections::BTreeMap;

/// A small generator of numbers (xorshift64*): the same operations at every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % sides
    }
}

/// A booking as its client knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Known {
    code: String,
    secret: String,
    place: String,
}

fn place(body: &serde_json::Value) -> String {
    format!("{} {} {}", body["day"], body["time"], body["place"]["number"])
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mixed {
    /// Operations that were answered.
    pub operations: usize,
    /// Bookings that stand at the end.
    pub standing: usize,
}

/// So many operations by so many clients; an error is what must never be.
///
/// # Errors
/// When a reply is neither right nor a clear refusal, a booking is lost, or a place has two owners.
pub async fn run<S: Stores>(store: S, clients: usize, operations: usize) -> anyhow::Result<Mixed> {
    let app = app(store, 1)?;
    let base = serve_functions(&app).await?;
    let each = operations / clients;
    let tasks: Vec<_> = (0..clients).map(|who| tokio::spawn(one(Client::new(&base), who, each))).collect();
    let mut owners: BTreeMap<String, String> = BTreeMap::new();
    let mut standing = 0;
    for task in tasks {
        for known in task.await?? {
            standing += 1;
            let before = owners.insert(known.place.clone(), known.code.clone());
            ensure!(before.is_none(), "{} is of {} and of {before:?}", known.place, known.code);
        }
    }
    Ok(Mixed { operations: each * clients, standing })
}

/// One client, with what it has at the end; every booking is asked for once more.
async fn one(client: Client, who: usize, operations: usize) -> anyhow::Result<Vec<Known>> {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15 ^ (who as u64 + 1));
    let mut mine: Vec<Known> = Vec::new();
    let today = day_of(Timestamp::now());
    for step in 0..operations {
        // Few slots, so that clients meet.
        let day = today.saturating_add((1 + i64::try_from(dice.roll(8))?).days()).to_string();
        let time = format!("{:02}:00", 9 + dice.roll(3));
        let at = usize::try_from(dice.roll(mine.len().max(1) as u64))?;
        match (dice.roll(4), mine.is_empty()) {
            (0 | 1, _) | (_, true) => {
                let reply = client.book(&format!("lettore-{who}-{step}"), LIBRARY, &day, &time).await?;
                match (reply.status, reply.code()) {
                    (StatusCode::CREATED, _) => mine.push(Known { code: reply.text("code"), secret: reply.text("secret"), place: place(&reply.body) }),
                    (StatusCode::CONFLICT, "taken") => {}
                    _ => anyhow::bail!("book: {} {}", reply.status, reply.body),
                }
            }
            (2, false) => {
                let known = mine.swap_remove(at);
                let path = format!("/api/v1/bookings/{}", known.code);
                let reply = client.ask(Method::DELETE, &path, &[("authorization", &format!("Bearer {}", known.secret))], None).await?;
                ensure!(reply.status == StatusCode::NO_CONTENT, "cancel: {} {}", reply.status, reply.body);
            }
            _ => {
                let known = &mut mine[at];
                let (path, bearer) = (format!("/api/v1/bookings/{}/move", known.code), format!("Bearer {}", known.secret));
                let reply = client.ask(Method::POST, &path, &[("authorization", &bearer)], Some(&json!({"day": day, "time": time}))).await?;
                match (reply.status, reply.code()) {
                    (StatusCode::OK, _) => known.place = place(&reply.body),
                    (StatusCode::CONFLICT, "taken") => {}
                    _ => anyhow::bail!("move: {} {}", reply.status, reply.body),
                }
            }
        }
    }
    for known in &mine {
        let path = format!("/api/v1/bookings/{}", known.code);
        let reply = client.ask(Method::GET, &path, &[("authorization", &format!("Bearer {}", known.secret))], None).await?;
        ensure!(reply.text("status") == "confirmed" && place(&reply.body) == known.place, "{known:?} is {}", reply.body);
    }
    Ok(mine)
}
