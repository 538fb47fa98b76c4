// SPDX-License-Identifier: EUPL-1.2
//! What every store must do. Each adapter calls [`all`] in its tests with a way to make an empty store, and
//! [`crowd`] with one that many threads share; [`desk`] does the same with the operations of the domain.

pub mod desk;
pub mod feedback;
pub mod kept;
pub mod life;
pub mod photos;
pub mod reports;

use domain::booking::{Allowance, Booking, Closed, Details, Due, Event};
use domain::office::{Keys, OfficeKey};
use domain::person::{Email, PersonKey};
use domain::place::{Hold, Place, PlaceKey, State};
use domain::store::{Changed, Confirmed, Extended, Found, Store, Taken};
use domain::token::Token;
use jiff::civil::{date, time};
use jiff::{Timestamp, ToSpan as _};
use model::slug::Slug;
use std::future::Future;
use std::sync::Arc;

/// So many seconds after some moment.
fn at(seconds: i64) -> Timestamp {
    Timestamp::constant(1_795_000_000, 0).saturating_add(seconds.seconds()).unwrap_or(Timestamp::MAX)
}

fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap_or_else(|_| panic!("{text} is a slug"))
}

/// The place of a number, on the day of these examples.
fn key(number: u32) -> PlaceKey {
    PlaceKey { bookable: slug("sportello"), day: date(2026, 11, 26), time: time(9, 0, 0, 0), number }
}

fn token(number: u8) -> Token {
    Token::new([number; 16])
}

fn hold(who: u8, until: i64) -> Hold {
    Hold { owner: token(who).owner(), until: at(until), extended: false }
}

fn booking(who: u8, allowance: Option<u32>) -> Booking {
    let email = Email::parse("maria@posta.example").unwrap_or_else(|| unreachable!("an address"));
    let person = PersonKey::of(b"of the contract", None, &email);
    Booking {
        code: token(who).code(),
        owner: token(who).owner(),
        sealed: token(who).seal(b"of the contract"),
        details: Details { name: format!("Maria \"{who}\" 🦊"), email, phone: None, fiscal_code: None, reason: Some("perché sì".to_owned()), documents: Some(2) },
        allowance: allowance.map(|number| Allowance { person, number }),
        sequence: 0,
        confirmed: at(0),
        delete_at: at(1_000_000),
        attended: None,
        due: vec![Due::now(Event::Confirmed, 0, at(0))],
    }
}

/// What the booking is after something happened to it.
fn after(mut booking: Booking, event: Event) -> Booking {
    booking.sequence += 1;
    booking.due.push(Due::now(event, booking.sequence, at(50)));
    booking
}

fn closed(key: &PlaceKey, booking: Booking) -> Closed {
    Closed { booking: after(booking, Event::Cancelled), bookable: key.bookable.to_string(), day: key.day, time: key.time, at: at(50) }
}

/// The answer, which must come.
async fn get<T>(answer: impl Future<Output = domain::store::Answer<T>>) -> T {
    answer.await.unwrap_or_else(|error| panic!("the store answers: {error} {:?}", error.0))
}

/// Confirms a place for somebody, from nothing.
async fn booked<S: Store>(store: &S, key: &PlaceKey, who: u8, allowance: Option<u32>) -> Booking {
    let booking = booking(who, allowance);
    assert_eq!(get(store.take(key, &hold(who, 600), at(0))).await, Taken::Yours(hold(who, 600)));
    assert_eq!(get(store.confirm(key, &booking, at(10_000), at(1))).await, Confirmed::Yours(Box::new(booking.clone())));
    booking
}

/// All that one client can see.
///
/// # Panics
/// When the store does not do what it must.
pub async fn all<S: Store + Keys, F: Future<Output = S>>(empty: impl Fn() -> F) {
    a_place_is_taken_by_the_first(&empty().await).await;
    a_hold_ends_and_is_made_longer_once(&empty().await).await;
    a_hold_is_confirmed_once(&empty().await).await;
    an_ended_hold_is_confirmed_while_nobody_took_it(&empty().await).await;
    a_person_has_so_many_bookings(&empty().await).await;
    a_cancelled_place_rests(&empty().await).await;
    a_secret_that_gave_a_place_back_may_give_another_back(&empty().await).await;
    a_booking_moves_whole_or_not_at_all(&empty().await).await;
    the_office_shuts_what_nobody_booked(&empty().await).await;
    a_message_is_claimed_by_one_and_sent(&empty().await).await;
    a_day_is_seen_whole(&empty().await).await;
    nothing_is_kept_beyond_its_day(&empty().await).await;
    keys_are_kept_until_they_are_revoked(&empty().await).await;
    tries_are_counted_by_the_minute(&empty().await).await;
}

async fn keys_are_kept_until_they_are_revoked<S: Keys>(store: &S) {
    let keys = [1, 2].map(|number| OfficeKey::new(token(number), format!("ufficio-{number}"), at(i64::from(number))));
    for key in keys.iter().rev().chain(&keys) {
        get(store.put_key(key)).await;
    }
    assert_eq!(get(store.keys()).await, keys);
    assert_eq!(get(store.key(keys[0].id())).await.as_ref(), Some(&keys[0]));
    assert!(get(store.revoke(keys[0].id())).await);
    assert!(!get(store.revoke(keys[0].id())).await);
    assert_eq!(get(store.key(keys[0].id())).await, None);
    assert_eq!(get(store.keys()).await, keys[1..]);
}

async fn tries_are_counted_by_the_minute<S: Keys>(store: &S) {
    let (one, other) = ([1; 16], [2; 16]);
    for expected in 1..=3 {
        assert_eq!(get(store.count_try(one, 100)).await, expected);
    }
    assert_eq!(get(store.count_try(other, 100)).await, 1);
    assert_eq!(get(store.count_try(one, 101)).await, 1);
    assert_eq!(get(store.count_try(one, 101)).await, 2);
    // What is counted by the hour stays while minutes go by.
    assert_eq!(get(store.count_try(other, 159)).await, 1);
    assert_eq!(get(store.count_try(other, 100)).await, 2);
}

async fn a_place_is_taken_by_the_first<S: Store>(store: &S) {
    assert_eq!(get(store.place(&key(1))).await, None);
    assert_eq!(get(store.take(&key(1), &hold(1, 600), at(0))).await, Taken::Yours(hold(1, 600)));
    assert_eq!(get(store.take(&key(1), &hold(2, 600), at(0))).await, Taken::Other);
    assert_eq!(get(store.take(&key(2), &hold(2, 600), at(0))).await, Taken::Yours(hold(2, 600)));
    // The reply was lost and the request comes again, a little later: it is told what it has.
    assert_eq!(get(store.take(&key(1), &hold(1, 660), at(60))).await, Taken::Yours(hold(1, 600)));
    assert_eq!(get(store.place(&key(1))).await, Some(Place { key: key(1), state: State::Held(hold(1, 600)) }));
    get(store.release(&key(1), token(2).owner())).await;
    assert_eq!(get(store.take(&key(1), &hold(2, 600), at(60))).await, Taken::Other);
    get(store.release(&key(1), token(1).owner())).await;
    assert_eq!(get(store.take(&key(1), &hold(2, 600), at(60))).await, Taken::Yours(hold(2, 600)));
}

async fn a_hold_ends_and_is_made_longer_once<S: Store>(store: &S) {
    get(store.take(&key(1), &hold(1, 600), at(0))).await;
    let longer = Hold { until: at(900), extended: true, ..hold(1, 600) };
    assert_eq!(get(store.extend(&key(1), token(2).owner(), at(900))).await, Extended::Lost);
    assert_eq!(get(store.extend(&key(1), token(1).owner(), at(900))).await, Extended::Until(longer));
    assert_eq!(get(store.extend(&key(1), token(1).owner(), at(1200))).await, Extended::Before(longer));
    assert_eq!(get(store.take(&key(1), &hold(2, 1500), at(899))).await, Taken::Other);
    assert_eq!(get(store.take(&key(1), &hold(2, 1500), at(900))).await, Taken::Yours(hold(2, 1500)));
    assert_eq!(get(store.extend(&key(1), token(1).owner(), at(1200))).await, Extended::Lost);
    assert_eq!(get(store.extend(&key(9), token(1).owner(), at(1200))).await, Extended::Lost);
}

async fn a_hold_is_confirmed_once<S: Store>(store: &S) {
    assert_eq!(get(store.confirm(&key(1), &booking(1, None), at(9), at(0))).await, Confirmed::Lost);
    let first = booked(store, &key(1), 1, None).await;
    // A double click brings other details: what stands is what was confirmed first.
    let mut again = booking(1, None);
    again.details.name = "Un altro nome".to_owned();
    assert_eq!(get(store.confirm(&key(1), &again, at(9), at(2))).await, Confirmed::Yours(Box::new(first.clone())));
    assert_eq!(get(store.confirm(&key(1), &booking(2, None), at(9), at(2))).await, Confirmed::Lost);
    assert_eq!(get(store.take(&key(1), &hold(2, 99_999), at(9_999))).await, Taken::Other);
    assert_eq!(get(store.take(&key(1), &hold(1, 99_999), at(9_999))).await, Taken::Booked(Box::new(first.clone())));
    get(store.release(&key(1), token(1).owner())).await;
    assert_eq!(get(store.find(&first.code)).await, [Found::Standing(key(1), Box::new(first.clone()))]);
    assert_eq!(get(store.find(&token(2).code())).await, []);
    assert_eq!(get(store.attend(&key(1), token(2).owner(), Some(true))).await, Changed::Stale);
    assert_eq!(get(store.attend(&key(1), first.owner, Some(true))).await, Changed::Done);
    let came = Booking { attended: Some(true), ..first };
    assert_eq!(get(store.place(&key(1))).await, Some(Place { key: key(1), state: State::Booked(Box::new(came)) }));
}

async fn an_ended_hold_is_confirmed_while_nobody_took_it<S: Store>(store: &S) {
    get(store.take(&key(1), &hold(1, 600), at(0))).await;
    assert!(matches!(get(store.confirm(&key(1), &booking(1, None), at(9), at(700))).await, Confirmed::Yours(_)));
    get(store.take(&key(2), &hold(2, 600), at(0))).await;
    get(store.take(&key(2), &hold(3, 1300), at(700))).await;
    assert_eq!(get(store.confirm(&key(2), &booking(2, None), at(9), at(701))).await, Confirmed::Lost);
    assert!(matches!(get(store.confirm(&key(2), &booking(3, None), at(9), at(702))).await, Confirmed::Yours(_)));
}

async fn a_person_has_so_many_bookings<S: Store>(store: &S) {
    let first = booked(store, &key(1), 1, Some(1)).await;
    get(store.take(&key(2), &hold(2, 600), at(0))).await;
    let allowance = booking(2, Some(1)).allowance.unwrap_or_else(|| unreachable!("it has one"));
    assert_eq!(get(store.confirm(&key(2), &booking(2, Some(1)), at(9_000), at(2))).await, Confirmed::Allowed(allowance));
    // Neither was written: the hold is as it was, and the second number is still there.
    assert_eq!(get(store.place(&key(2))).await.map(|place| place.state), Some(State::Held(hold(2, 600))));
    assert!(matches!(get(store.confirm(&key(2), &booking(2, Some(2)), at(9_000), at(3))).await, Confirmed::Yours(_)));
    // A retry of the first is no third booking.
    assert_eq!(get(store.confirm(&key(1), &booking(1, Some(2)), at(9_000), at(4))).await, Confirmed::Yours(Box::new(first.clone())));
    // What was given back is free again, and what is over too.
    assert_eq!(get(store.cancel(&key(1), &closed(&key(1), first), at(60))).await, Changed::Done);
    booked(store, &key(3), 3, Some(1)).await;
    get(store.take(&key(4), &hold(4, 99_999), at(9_001))).await;
    assert!(matches!(get(store.confirm(&key(4), &booking(4, Some(2)), at(99_000), at(9_001))).await, Confirmed::Yours(_)));
}

async fn a_cancelled_place_rests<S: Store>(store: &S) {
    let first = booked(store, &key(1), 1, None).await;
    let gone = closed(&key(1), first.clone());
    let stale = Closed { booking: after(gone.booking.clone(), Event::Cancelled), ..gone.clone() };
    assert_eq!(get(store.cancel(&key(1), &stale, at(100))).await, Changed::Stale);
    assert_eq!(get(store.cancel(&key(1), &gone, at(100))).await, Changed::Done);
    assert_eq!(get(store.cancel(&key(1), &gone, at(200))).await, Changed::Done);
    assert_eq!(get(store.cancel(&key(2), &closed(&key(2), booking(2, None)), at(100))).await, Changed::Stale);
    assert_eq!(get(store.find(&first.code)).await, [Found::Closed(Box::new(gone))]);
    assert_eq!(get(store.take(&key(1), &hold(2, 600), at(99))).await, Taken::Other);
    assert_eq!(get(store.take(&key(1), &hold(2, 600), at(100))).await, Taken::Yours(hold(2, 600)));
}

async fn a_secret_that_gave_a_place_back_may_give_another_back<S: Store>(store: &S) {
    for number in [1, 2] {
        let standing = Booking { confirmed: at(i64::from(number)), ..booking(1, None) };
        get(store.take(&key(number), &hold(1, 600), at(0))).await;
        get(store.confirm(&key(number), &standing, at(10_000), at(1))).await;
        let gone = closed(&key(number), standing.clone());
        assert_eq!(get(store.cancel(&key(number), &gone, at(100))).await, Changed::Done);
        assert_eq!(get(store.find(&standing.code)).await, [Found::Closed(Box::new(gone))]);
    }
}

async fn a_booking_moves_whole_or_not_at_all<S: Store>(store: &S) {
    let first = booked(store, &key(1), 1, Some(1)).await;
    let moved = after(first.clone(), Event::Moved);
    let (owner, held) = (first.owner, token(7).owner());
    assert_eq!(get(store.move_to(&key(1), &key(2), held, &moved, at(100), at(20_000))).await, Changed::Stale);
    assert_eq!(get(store.place(&key(1))).await.and_then(|place| place.state.owner()), Some(owner));
    get(store.take(&key(2), &hold(7, 600), at(0))).await;
    assert_eq!(get(store.move_to(&key(1), &key(2), held, &moved, at(100), at(20_000))).await, Changed::Done);
    assert_eq!(get(store.move_to(&key(1), &key(2), held, &moved, at(100), at(20_000))).await, Changed::Done);
    assert_eq!(get(store.find(&first.code)).await, [Found::Standing(key(2), Box::new(moved.clone()))]);
    assert_eq!(get(store.place(&key(1))).await.map(|place| place.state), Some(State::Resting { until: at(100) }));
    // Its allowance went with it: at a moment after its first time it is still counted.
    get(store.take(&key(3), &hold(3, 99_999), at(15_000))).await;
    assert!(matches!(get(store.confirm(&key(3), &booking(3, Some(1)), at(30_000), at(15_000))).await, Confirmed::Allowed(_)));
    // A move that comes late, of a booking that is elsewhere by now, changes nothing.
    let late = after(first, Event::Moved);
    get(store.take(&key(4), &hold(7, 600), at(0))).await;
    assert_eq!(get(store.move_to(&key(1), &key(4), held, &late, at(100), at(20_000))).await, Changed::Stale);
    assert_eq!(get(store.place(&key(4))).await.map(|place| place.state), Some(State::Held(hold(7, 600))));
}

async fn the_office_shuts_what_nobody_booked<S: Store>(store: &S) {
    let first = booked(store, &key(1), 1, None).await;
    get(store.take(&key(2), &hold(2, 600), at(0))).await;
    for number in 1..=3 {
        get(store.shut(&key(number))).await;
    }
    let states: Vec<State> = get(store.day(&slug("sportello"), date(2026, 11, 26))).await.into_iter().map(|place| place.state).collect();
    assert_eq!(states, [State::Booked(Box::new(first)), State::Shut, State::Shut]);
    assert_eq!(get(store.confirm(&key(2), &booking(2, None), at(9), at(1))).await, Confirmed::Lost);
    assert_eq!(get(store.take(&key(3), &hold(3, 600), at(99_999))).await, Taken::Other);
    for number in 1..=3 {
        get(store.open(&key(number))).await;
    }
    assert!(matches!(get(store.take(&key(1), &hold(3, 600), at(0))).await, Taken::Other));
    assert!(matches!(get(store.take(&key(3), &hold(3, 600), at(0))).await, Taken::Yours(_)));
}

async fn a_message_is_claimed_by_one_and_sent<S: Store>(store: &S) {
    let first = booked(store, &key(1), 1, None).await;
    assert_eq!(get(store.waiting(Timestamp::MIN, 10)).await, []);
    let [waiting] = get(store.waiting(at(0), 10)).await.try_into().unwrap_or_else(|all| panic!("one waits: {all:?}"));
    assert_eq!((&waiting.found, waiting.due), (&Found::Standing(key(1), Box::new(first.clone())), first.due[0]));
    assert!(get(store.claim(&waiting, at(60))).await);
    assert!(!get(store.claim(&waiting, at(60))).await, "two cannot send it");
    assert_eq!(get(store.waiting(at(59), 10)).await, []);
    // Whoever claimed it fell over: it waits again, and says how often it was tried.
    let [again] = get(store.waiting(at(60), 10)).await.try_into().unwrap_or_else(|all| panic!("one waits: {all:?}"));
    assert_eq!((again.due.attempts, again.due.id(&first.code)), (1, waiting.due.id(&first.code)));
    assert!(get(store.claim(&again, at(120))).await);
    // Meanwhile the booking is given back: its messages go with it, and the one that was sent is not sent again.
    let Some(Place { state: State::Booked(known), .. }) = get(store.place(&key(1))).await else { panic!("it stands") };
    assert_eq!(get(store.cancel(&key(1), &closed(&key(1), *known), at(70))).await, Changed::Done);
    get(store.sent(&again)).await;
    let [last] = get(store.waiting(at(200), 10)).await.try_into().unwrap_or_else(|all| panic!("one waits: {all:?}"));
    assert_eq!(last.due.event, Event::Cancelled);
    assert!(get(store.claim(&last, at(260))).await);
    get(store.sent(&last)).await;
    assert_eq!(get(store.waiting(at(99_999), 10)).await, []);
}

async fn a_day_is_seen_whole<S: Store>(store: &S) {
    let other = |change: fn(&mut PlaceKey)| {
        let mut key = key(1);
        change(&mut key);
        key
    };
    let keys = [key(1), key(2), key(10), other(|key| key.time = time(14, 30, 0, 0))];
    let elsewhere = [other(|key| key.day = date(2026, 11, 27)), other(|key| key.bookable = slug("sportello-due"))];
    for key in keys.iter().rev().chain(&elsewhere) {
        get(store.take(key, &hold(1, 600), at(0))).await;
    }
    let seen: Vec<PlaceKey> = get(store.day(&slug("sportello"), date(2026, 11, 26))).await.into_iter().map(|place| place.key).collect();
    assert_eq!(seen, keys);
}

async fn nothing_is_kept_beyond_its_day<S: Store>(store: &S) {
    let first = booked(store, &key(1), 1, Some(1)).await;
    let second = booked(store, &key(2), 2, Some(2)).await;
    get(store.cancel(&key(2), &closed(&key(2), second), at(100))).await;
    get(store.take(&key(3), &hold(3, 600), at(0))).await;
    assert_eq!(get(store.purge(at(601))).await, 0, "a hold that has just ended may still be confirmed");
    assert_eq!(get(store.purge(at(20_000))).await, 3, "the hold, the rest and the allowance");
    assert_eq!(get(store.find(&first.code)).await.len(), 1);
    assert_eq!(get(store.purge(at(1_000_001))).await, 2, "both bookings");
    assert_eq!(get(store.find(&first.code)).await, []);
}

/// Many at once: each of `clients` tries to take all of `places` in its own order, and confirms what it got.
/// Every place has one owner, who was told so, and everybody else was told that it is another's.
///
/// # Panics
/// When a place was given twice, or to nobody.
pub async fn crowd<S: Store>(store: Arc<S>, clients: u8, places: u32) {
    let tasks: Vec<_> = (1..=clients)
        .map(|who| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut mine = Vec::new();
                for step in 0..places {
                    let number = (step * 7 + u32::from(who)) % places + 1;
                    if let Taken::Yours(_) = get(store.take(&key(number), &hold(who, 600), at(0))).await {
                        let confirmed = get(store.confirm(&key(number), &booking(who, None), at(9), at(1))).await;
                        assert!(matches!(confirmed, Confirmed::Yours(_)), "{who} holds {number}: {confirmed:?}");
                        mine.push(number);
                    }
                }
                (who, mine)
            })
        })
        .collect();
    let mut owners = std::collections::BTreeMap::new();
    for task in tasks {
        let (who, mine) = task.await.unwrap_or_else(|error| panic!("a client ends well: {error}"));
        for number in mine {
            assert_eq!(owners.insert(number, token(who).owner()), None, "place {number} was given twice");
        }
    }
    assert_eq!(owners.len(), places as usize, "no place is lost");
    for place in get(store.day(&slug("sportello"), date(2026, 11, 26))).await {
        assert_eq!(owners.get(&place.key.number).copied(), place.state.owner());
    }
}
