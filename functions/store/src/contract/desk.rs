// SPDX-License-Identifier: EUPL-1.2
//! The operations of the domain on both stores: what a citizen asks, and what it comes to.

use domain::booking::{Booking, Details};
use domain::calendar::Calendar;
use domain::desk::{Asker, Change, Held, Outcome, availability, cancel, confirm, find, hold, move_to};
use domain::person::Email;
use domain::place::{PlaceKey, State};
use domain::store::{Found, Store};
use domain::token::Token;
use jiff::civil::{Date, Time, date, time};
use jiff::{Timestamp, ToSpan as _};
use model::catalogue::{CatalogueBookable, CatalogueWeekly};
use std::future::Future;
use std::sync::Arc;

/// The server's secret of these examples.
pub const KEY: &[u8] = b"of the tests";

/// Their day.
pub const DAY: Date = date(2026, 11, 26);

/// The first of the two slots of that day.
pub const NINE: Time = time(9, 0, 0, 0);

/// The second.
pub const TEN: Time = time(10, 0, 0, 0);

/// The Monday before, at noon in Rome.
///
/// # Panics
/// Never: it is an instant.
#[must_use]
pub fn now() -> Timestamp {
    "2026-11-23T11:00:00Z".parse().expect("an instant")
}

/// A desk with so many places in each of its two slots.
///
/// # Panics
/// Never: it is a calendar.
#[must_use]
pub fn calendar(places: u32, per_person: Option<u32>) -> Calendar {
    let weekly = CatalogueWeekly { days: vec![1, 2, 3, 4, 5], from: "09:00".into(), to: "11:00".into(), first: None, last: None };
    let bookable = CatalogueBookable {
        id: "sportello".into(),
        title: "Sportello".into(),
        kind: "appuntamento".into(),
        office: "anagrafe".into(),
        address: None,
        organisation: "comune".into(),
        services: Vec::new(),
        place_names: None,
        places,
        weekly: vec![weekly],
        dates: Vec::new(),
        closures: Vec::new(),
        slot_minutes: Some(60),
        open_on_holidays: false,
        releases: Vec::new(),
        reopen_minutes: 15,
        notice_hours: 0,
        horizon_days: 30,
        cancel_hours: 12,
        per_person,
        fields: Vec::new(),
        bring: Vec::new(),
        keep_days: 30,
    };
    Calendar::read(&bookable, None).expect("a calendar")
}

/// Somebody.
#[must_use]
pub fn asker(number: u32) -> Asker {
    Asker { token: Token::of_request(KEY, &number.to_string()), dice: u64::from(number) * 7919 }
}

/// What somebody writes.
///
/// # Panics
/// When it is no address.
#[must_use]
pub fn details(email: &str) -> Details {
    Details { name: "Zoë \"la rossa\" 🦊".into(), email: Email::parse(email).expect("an address"), phone: None, fiscal_code: None, reason: None, documents: None }
}

async fn held<S: Store>(store: &S, calendar: &Calendar, at: Time, who: Asker) -> PlaceKey {
    match hold(store, calendar, DAY, at, None, who, now()).await.expect("an answer") {
        Held::Yours(key, _) => key,
        other => panic!("a place is free: {other:?}"),
    }
}

async fn booked<S: Store>(store: &S, calendar: &Calendar, who: Asker, email: &str) -> Booking {
    let key = held(store, calendar, NINE, who).await;
    match confirm(store, calendar, &key, who.token, details(email), KEY, now()).await.expect("an answer") {
        Outcome::Booked(booking) => *booking,
        other => panic!("it is held: {other:?}"),
    }
}

async fn free<S: Store>(store: &S, calendar: &Calendar, at: Timestamp) -> Vec<usize> {
    availability(store, calendar, DAY, at).await.expect("an answer").into_iter().map(|slot| slot.free.len()).collect()
}

/// All that citizens can see, one after the other.
///
/// # Panics
/// When an operation does not come to what it must.
pub async fn all<S: Store, F: Future<Output = S>>(empty: impl Fn() -> F) {
    a_place_from_the_first_look_to_the_last(&empty().await).await;
    a_person_and_their_limit(&empty().await).await;
    giving_back_and_moving(&empty().await).await;
}

async fn a_place_from_the_first_look_to_the_last<S: Store>(store: &S) {
    let calendar = calendar(2, None);
    assert_eq!(free(store, &calendar, now()).await, [2, 2]);
    assert_eq!(hold(store, &calendar, DAY, time(9, 30, 0, 0), None, asker(1), now()).await.expect("an answer"), Held::NoSlot);
    let first = held(store, &calendar, NINE, asker(1)).await;
    // A reload, a double click: the same request holds the same place.
    assert_eq!(held(store, &calendar, NINE, asker(1)).await, first);
    let second = held(store, &calendar, NINE, asker(2)).await;
    assert_ne!(first, second);
    assert_eq!(hold(store, &calendar, DAY, NINE, None, asker(3), now()).await.expect("an answer"), Held::Taken);
    assert_eq!(hold(store, &calendar, DAY, TEN, Some(3), asker(3), now()).await.expect("an answer"), Held::Taken);
    assert_eq!(free(store, &calendar, now()).await, [0, 2]);
    assert_eq!(free(store, &calendar, now().saturating_add(600.seconds()).expect("later")).await, [2, 2]);

    let confirmed = confirm(store, &calendar, &first, asker(1).token, details("a@posta.example"), KEY, now()).await.expect("an answer");
    let Outcome::Booked(booking) = confirmed.clone() else { panic!("it was held: {confirmed:?}") };
    let again = confirm(store, &calendar, &first, asker(1).token, details("altro@posta.example"), KEY, now()).await.expect("an answer");
    assert_eq!(again, confirmed, "the same request gives the same booking");
    assert_eq!(hold(store, &calendar, DAY, NINE, None, asker(1), now()).await.expect("an answer"), Held::Booked(first.clone(), booking.clone()));
    assert_eq!(confirm(store, &calendar, &first, asker(2).token, details("b@posta.example"), KEY, now()).await.expect("an answer"), Outcome::Lost);
    assert_eq!(find(store, &booking.code, asker(1).token).await.expect("an answer"), Some(Found::Standing(first, booking.clone())));
    assert_eq!(find(store, &booking.code, asker(2).token).await.expect("an answer"), None, "a code opens nothing without its secret");
}

async fn a_person_and_their_limit<S: Store>(store: &S) {
    let calendar = calendar(9, Some(2));
    let first = booked(store, &calendar, asker(1), "maria@posta.example").await;
    booked(store, &calendar, asker(2), "MARIA@posta.example").await;
    let key = held(store, &calendar, NINE, asker(3)).await;
    let third = confirm(store, &calendar, &key, asker(3).token, details("maria@posta.example"), KEY, now()).await.expect("an answer");
    assert_eq!(third, Outcome::LimitReached);
    booked(store, &calendar, asker(4), "paolo@posta.example").await;
    assert_eq!(cancel(store, &calendar, &first.code, asker(1), now()).await.expect("an answer"), Change::Done);
    let third = confirm(store, &calendar, &key, asker(3).token, details("maria@posta.example"), KEY, now()).await.expect("an answer");
    assert!(matches!(third, Outcome::Booked(_)), "{third:?}");
}

async fn giving_back_and_moving<S: Store>(store: &S) {
    let calendar = calendar(1, None);
    let booking = booked(store, &calendar, asker(1), "a@posta.example").await;
    let late = "2026-11-25T20:00:01Z".parse().expect("an instant");
    assert_eq!(cancel(store, &calendar, &booking.code, asker(1), late).await.expect("an answer"), Change::TooLate);
    assert_eq!(cancel(store, &calendar, &booking.code, asker(2), now()).await.expect("an answer"), Change::NotFound);

    let to = held(store, &calendar, TEN, asker(9)).await;
    assert_eq!(move_to(store, &calendar, &booking.code, asker(1), &to, asker(8).token, now()).await.expect("an answer"), Change::NotFound, "that hold is another's");
    assert_eq!(move_to(store, &calendar, &booking.code, asker(1), &to, asker(9).token, now()).await.expect("an answer"), Change::Done);
    assert_eq!(move_to(store, &calendar, &booking.code, asker(1), &to, asker(9).token, now()).await.expect("an answer"), Change::Done, "a double click");
    let found = find(store, &booking.code, asker(1).token).await.expect("an answer");
    let Some(Found::Standing(key, moved)) = found else { panic!("it stands: {found:?}") };
    assert_eq!((key, moved.sequence), (to, 1));

    assert_eq!(cancel(store, &calendar, &booking.code, asker(1), now()).await.expect("an answer"), Change::Done);
    assert_eq!(cancel(store, &calendar, &booking.code, asker(1), now()).await.expect("an answer"), Change::Done, "a double click");
    let State::Resting { until } = store.day(&calendar.id, DAY).await.expect("an answer").pop().expect("the place").state else { panic!("it rests") };
    assert!(until >= now() && until <= now().saturating_add(900.seconds()).expect("later"), "{until}");
    assert_eq!(free(store, &calendar, now().saturating_add(901.seconds()).expect("later")).await, [1, 1]);
}

/// More clients than places, all at once: as many win as there are places, and all others are told so.
///
/// # Panics
/// When it is not so.
pub async fn crowd<S: Store>(store: S, clients: u32, places: u32) {
    let (store, calendar) = (Arc::new(store), Arc::new(calendar(places, None)));
    let tasks: Vec<_> = (0..clients)
        .map(|number| {
            let (store, calendar) = (store.clone(), calendar.clone());
            tokio::spawn(async move {
                match hold(&*store, &calendar, DAY, NINE, None, asker(number), now()).await.expect("an answer") {
                    Held::Yours(key, _) => {
                        let outcome = confirm(&*store, &calendar, &key, asker(number).token, details("a@posta.example"), KEY, now()).await.expect("an answer");
                        assert!(matches!(outcome, Outcome::Booked(_)), "{outcome:?}");
                        Some(key.number)
                    }
                    Held::Taken => None,
                    other => panic!("neither yes nor no: {other:?}"),
                }
            })
        })
        .collect();
    let mut winners = Vec::new();
    for task in tasks {
        winners.extend(task.await.expect("a client ends well"));
    }
    winners.sort_unstable();
    assert_eq!(winners, (1..=places).collect::<Vec<_>>());
    assert_eq!(free(&*store, &calendar, now()).await, [0, places as usize]);
}
