// SPDX-License-Identifier: EUPL-1.2
//! Many clients at few places while every fifth request fails in some way; at the end the table is read, and
//! what everybody was told must stand there.

use crate::engine::{alone, config, endpoint, table};
use crate::proxy::{Fault, Proxy};
use domain::calendar::Calendar;
use domain::desk::{self, Asker, Change, Held, Outcome};
use domain::place::{PlaceKey, State};
use domain::store::{Answer, Found, Store};
use dynamo::Dynamo;
use jiff::civil::Time;
use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use store::contract::desk::{DAY, KEY, NINE, TEN, asker, calendar, details, now};

/// Clients, and places in each of the two slots.
const CLIENTS: u32 = 60;
const PLACES: u32 = 24;

/// How often somebody asks again.
const PATIENCE: u32 = 50;

/// What somebody was told last.
#[derive(Debug, Clone, PartialEq)]
enum Told {
    Booked(PlaceKey),
    Cancelled,
    Taken,
}

/// Asks until an answer comes.
async fn ask<T, F: Future<Output = Answer<T>>>(errors: &AtomicU32, question: impl Fn() -> F) -> T {
    for _ in 0..PATIENCE {
        match question().await {
            Ok(answer) => return answer,
            Err(_) => errors.fetch_add(1, Ordering::Relaxed),
        };
    }
    panic!("no answer in {PATIENCE} tries");
}

/// Numbers without order (xorshift, Marsaglia 2003).
struct Dice(u64);

impl Dice {
    fn next(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }
}

/// Every fifth request fails, in any of the ways there are.
fn faults(seed: u64) -> impl FnMut(&str) -> Fault {
    let mut dice = Dice(seed);
    move |_| match dice.next(100) {
        0..6 => Fault::Cut,
        6..11 => Fault::Reset,
        11 => Fault::Lost,
        12 => Fault::Mute,
        13..16 => Fault::error(400, "ProvisionedThroughputExceededException"),
        16..18 => Fault::error(400, "ThrottlingException"),
        18..20 => Fault::error(500, "InternalServerError"),
        _ => Fault::None,
    }
}

/// What one client does: takes a place, and then keeps it, gives it back or moves.
async fn client(store: &Dynamo, calendar: &Calendar, number: u32, errors: &AtomicU32) -> Told {
    let me = asker(number);
    let take = |time: Time, me: Asker| ask(errors, move || desk::hold(store, calendar, DAY, time, None, me, now()));
    let key = match take(NINE, me).await {
        Held::Yours(key, _) => key,
        Held::Taken => return Told::Taken,
        other => panic!("{number} was told {other:?}"),
    };
    let email = format!("{number}@posta.example");
    let outcome = ask(errors, || desk::confirm(store, calendar, &key, me.token, details(&email), KEY, now())).await;
    assert!(matches!(&outcome, Outcome::Booked(booking) if booking.details.email.as_str() == email), "{number} held it, and was told {outcome:?}");
    let code = me.token.code();
    match number % 3 {
        0 => {
            assert_eq!(ask(errors, || desk::cancel(store, calendar, &code, me, now())).await, Change::Done, "{number} had it");
            Told::Cancelled
        }
        1 => {
            let other = asker(number + 10_000);
            let Held::Yours(to, _) = take(TEN, other).await else { return Told::Booked(key) };
            assert_eq!(ask(errors, || desk::move_to(store, calendar, &code, me, &to, other.token, now())).await, Change::Done, "{number} had both");
            Told::Booked(to)
        }
        _ => Told::Booked(key),
    }
}

/// What everybody was told stands in the table, and nothing else.
async fn audit(store: &Dynamo, calendar: &Calendar, told: &[(u32, Told)]) {
    let mut owners = BTreeMap::new();
    for place in store.day(&calendar.id, DAY).await.expect("the day") {
        match place.state {
            State::Booked(booking) => assert_eq!(owners.insert(booking.owner, (place.key, booking.code)), None, "somebody has two places"),
            State::Resting { .. } => {}
            other => panic!("{:?} was left {other:?}", place.key),
        }
    }
    let expected: BTreeSet<PlaceKey> = told.iter().filter_map(|(_, told)| if let Told::Booked(key) = told { Some(key.clone()) } else { None }).collect();
    assert_eq!(expected.len(), told.iter().filter(|(_, told)| matches!(told, Told::Booked(_))).count(), "a place was given twice");
    assert_eq!(owners.values().map(|(key, _)| key.clone()).collect::<BTreeSet<_>>(), expected);
    for (number, told) in told {
        let token = asker(*number).token;
        let known = owners.get(&token.owner()).map(|(key, _)| key.clone());
        let found = desk::find(store, &token.code(), token).await.expect("an answer");
        match told {
            Told::Booked(key) => {
                assert_eq!(known.as_ref(), Some(key), "{number}");
                assert!(matches!(&found, Some(Found::Standing(at, _)) if at == key), "{number}: {found:?}");
            }
            Told::Cancelled => assert!(known.is_none() && matches!(found, Some(Found::Closed(_))), "{number}: {known:?} {found:?}"),
            Told::Taken => assert!(known.is_none() && found.is_none(), "{number}: {known:?} {found:?}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_everybody_was_told_is_true() {
    let _turn = alone().await;
    for (seed, per_person) in [(0x5eed, None), (0xfeed, Some(1))] {
        let (good, table) = table().await;
        let proxy = Proxy::before(endpoint()).await;
        proxy.plan(faults(seed));
        let store = Arc::new(Dynamo::of_config(config(&proxy.endpoint).build(), &table));
        let (calendar, errors) = (Arc::new(calendar(PLACES, per_person)), Arc::new(AtomicU32::new(0)));
        let tasks: Vec<_> = (0..CLIENTS)
            .map(|number| {
                let (store, calendar, errors) = (store.clone(), calendar.clone(), errors.clone());
                tokio::spawn(async move { (number, client(&store, &calendar, number, &errors).await) })
            })
            .collect();
        let mut told = Vec::new();
        for task in tasks {
            told.push(task.await.expect("a client ends well"));
        }
        audit(&good, &calendar, &told).await;
        let count = |wanted: fn(&Told) -> bool| told.iter().filter(|(_, told)| wanted(told)).count();
        let (booked, cancelled, taken) = (count(|told| matches!(told, Told::Booked(_))), count(|told| *told == Told::Cancelled), count(|told| *told == Told::Taken));
        println!("booked {booked}, cancelled {cancelled}, taken {taken}, errors {}", errors.load(Ordering::Relaxed));
        assert!(booked > 0 && cancelled > 0 && taken > 0, "all of it happened: {told:?}");
    }
}
