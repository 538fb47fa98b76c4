// SPDX-License-Identifier: EUPL-1.2
//! Networks and services that fail: no step hangs, none answers "taken" to the one who has it, and what cannot
//! be known is an error.

use crate::engine::{among_others, config, endpoint, table};
use crate::proxy::{Fault, Proxy};
use domain::booking::{Booking, Closed, Due, Event};
use domain::place::{Hold, Place, PlaceKey, State};
use domain::store::{Answer, Changed, Confirmed, Extended, Found, Store, Taken};
use domain::token::Owner;
use dynamo::Dynamo;
use jiff::civil::Time;
use jiff::{Timestamp, ToSpan as _};
use std::time::{Duration, Instant};
use store::contract::desk;

/// A store behind a proxy, and the same without it.
struct Bad {
    proxy: Proxy,
    store: Dynamo,
    good: Dynamo,
}

async fn bad() -> Bad {
    let (good, table) = table().await;
    let proxy = Proxy::before(endpoint()).await;
    let store = Dynamo::of_config(config(&proxy.endpoint).build(), &table);
    Bad { proxy, store, good }
}

fn at(seconds: i64) -> Timestamp {
    desk::now().saturating_add(seconds.seconds()).expect("a moment")
}

fn key(time: Time) -> PlaceKey {
    PlaceKey { bookable: desk::calendar(1, None).id, day: desk::DAY, time, number: 1 }
}

fn owner(who: u32) -> Owner {
    desk::asker(who).token.owner()
}

fn hold(who: u32) -> Hold {
    Hold { owner: owner(who), until: at(600), extended: false }
}

fn booking(who: u32, limited: bool) -> Booking {
    let details = desk::details("maria@posta.example");
    let person = domain::person::PersonKey::of(desk::KEY, None, &details.email);
    Booking {
        code: desk::asker(who).token.code(),
        owner: owner(who),
        sealed: desk::asker(who).token.seal(desk::KEY),
        details,
        allowance: limited.then_some(domain::booking::Allowance { person, number: 1 }),
        sequence: 0,
        confirmed: at(1),
        delete_at: at(1_000_000),
        attended: None,
        due: vec![Due::now(Event::Confirmed, 0, at(1))],
    }
}

fn after(mut booking: Booking, event: Event) -> Booking {
    booking.sequence += 1;
    booking.due.push(Due::now(event, booking.sequence, at(2)));
    booking
}

fn closed(booking: Booking) -> Closed {
    Closed { booking: after(booking, Event::Cancelled), bookable: "sportello".to_owned(), day: desk::DAY, time: desk::NINE, at: at(3) }
}

fn get<T>(answer: Answer<T>) -> T {
    answer.unwrap_or_else(|error| panic!("the store answers: {}", error.0))
}

/// A place booked by somebody, without faults.
async fn booked(store: &Dynamo, who: u32, limited: bool) -> Booking {
    let booking = booking(who, limited);
    get(store.take(&key(desk::NINE), &hold(who), at(0)).await);
    assert!(matches!(get(store.confirm(&key(desk::NINE), &booking, at(9_000), at(1)).await), Confirmed::Yours(_)));
    booking
}

/// The ways in which a write takes place and nobody hears of it.
const SILENT: [Fault; 2] = [Fault::Cut, Fault::Mute];

#[tokio::test]
async fn nothing_hangs() {
    let _turn = among_others().await;
    let Bad { proxy, store, .. } = bad().await;
    for (fault, word) in [(Fault::Lost, "time"), (Fault::Mute, "time"), (Fault::Reset, "error"), (Fault::Cut, "error")] {
        let shared = fault.clone();
        proxy.plan(move |_| shared.clone());
        let begin = Instant::now();
        let error = store.take(&key(desk::NINE), &hold(1), at(0)).await.expect_err("no reply comes");
        assert!(begin.elapsed() < Duration::from_secs(8), "{fault:?} took {:?}", begin.elapsed());
        assert!(error.0.to_string().contains(word), "{fault:?}: {}", error.0);
        let begin = Instant::now();
        assert!(store.find(&booking(1, false).code).await.is_err(), "{fault:?}");
        assert!(begin.elapsed() < Duration::from_secs(8), "{fault:?} took {:?}", begin.elapsed());
    }
}

#[tokio::test]
async fn one_lost_request_is_sent_again() {
    let _turn = among_others().await;
    for fault in [Fault::Lost, Fault::Reset] {
        let Bad { proxy, store, .. } = bad().await;
        proxy.first(1, "PutItem", fault.clone());
        assert_eq!(get(store.take(&key(desk::NINE), &hold(1), at(0)).await), Taken::Yours(hold(1)), "{fault:?}");
    }
}

#[tokio::test]
async fn a_lost_reply_to_one_write_answers_as_the_first_time() {
    let _turn = among_others().await;
    for fault in SILENT {
        let Bad { proxy, store, good } = bad().await;
        let nine = key(desk::NINE);
        proxy.first(1, "PutItem", fault.clone());
        assert_eq!(get(store.take(&nine, &hold(1), at(0)).await), Taken::Yours(hold(1)));
        proxy.first(1, "PutItem", fault.clone());
        let longer = Hold { until: at(900), extended: true, ..hold(1) };
        assert_eq!(get(store.extend(&nine, owner(1), at(900)).await), Extended::Until(longer));
        proxy.first(1, "PutItem", fault.clone());
        let booking = booking(1, false);
        assert_eq!(get(store.confirm(&nine, &booking, at(9_000), at(1)).await), Confirmed::Yours(Box::new(booking.clone())));
        proxy.first(1, "UpdateItem", fault.clone());
        assert_eq!(get(store.attend(&nine, owner(1), Some(true)).await), Changed::Done);
        proxy.first(1, "PutItem", fault.clone());
        assert_eq!(get(store.take(&nine, &hold(2), at(10)).await), Taken::Other);
        let here = Booking { attended: Some(true), ..booking };
        assert_eq!(get(good.day(&nine.bookable, nine.day).await), [Place { key: nine, state: State::Booked(Box::new(here)) }], "{fault:?}");
    }
}

#[tokio::test]
async fn a_lost_reply_to_giving_back_or_shutting_harms_nobody() {
    let _turn = among_others().await;
    for fault in SILENT {
        let Bad { proxy, store, good } = bad().await;
        let nine = key(desk::NINE);
        get(store.take(&nine, &hold(1), at(0)).await);
        proxy.first(1, "DeleteItem", fault.clone());
        get(store.release(&nine, owner(1)).await);
        assert_eq!(get(good.place(&nine).await), None);
        proxy.first(1, "PutItem", fault.clone());
        get(store.shut(&nine).await);
        assert_eq!(get(good.place(&nine).await).map(|place| place.state), Some(State::Shut));
        proxy.first(1, "DeleteItem", fault.clone());
        get(store.open(&nine).await);
        assert_eq!(get(good.place(&nine).await), None);
    }
}

#[tokio::test]
async fn a_lost_reply_to_a_transaction_answers_as_the_first_time() {
    let _turn = among_others().await;
    for fault in SILENT {
        let Bad { proxy, store, good } = bad().await;
        let (nine, ten) = (key(desk::NINE), key(desk::TEN));
        let booking = booking(1, true);
        get(store.take(&nine, &hold(1), at(0)).await);
        get(store.take(&ten, &hold(7), at(0)).await);
        proxy.first(1, "TransactWriteItems", fault.clone());
        assert_eq!(get(store.confirm(&nine, &booking, at(9_000), at(1)).await), Confirmed::Yours(Box::new(booking.clone())));
        let moved = after(booking, Event::Moved);
        proxy.first(1, "TransactWriteItems", fault.clone());
        assert_eq!(get(store.move_to(&nine, &ten, owner(7), &moved, at(100), at(9_000)).await), Changed::Done);
        let gone = Closed { time: desk::TEN, ..closed(moved) };
        proxy.first(1, "TransactWriteItems", fault.clone());
        assert_eq!(get(store.cancel(&ten, &gone, at(100)).await), Changed::Done);
        assert_eq!(get(good.find(&gone.booking.code).await), [Found::Closed(Box::new(gone))], "{fault:?}");
        let rest = State::Resting { until: at(100) };
        let states: Vec<State> = get(good.day(&nine.bookable, nine.day).await).into_iter().map(|place| place.state).collect();
        assert_eq!(states, [rest.clone(), rest], "{fault:?}");
    }
}

/// The whole step fails after the write took place, and the citizen asks again: another call, another token.
#[tokio::test]
async fn whoever_asks_again_after_an_error_is_told_what_they_have() {
    let _turn = among_others().await;
    let (nine, ten) = (key(desk::NINE), key(desk::TEN));
    for limited in [false, true] {
        let Bad { proxy, store, good } = bad().await;
        let booking = booking(1, limited);
        let confirmation = if limited { "TransactWriteItems" } else { "PutItem" };
        proxy.first(3, "PutItem", Fault::Cut);
        assert!(store.take(&nine, &hold(1), at(0)).await.is_err());
        assert_eq!(get(store.take(&nine, &Hold { until: at(660), ..hold(1) }, at(60)).await), Taken::Yours(hold(1)));
        proxy.first(3, confirmation, Fault::Cut);
        assert!(store.confirm(&nine, &booking, at(9_000), at(1)).await.is_err());
        let later = Booking { confirmed: at(5), ..booking.clone() };
        assert_eq!(get(store.confirm(&nine, &later, at(9_000), at(5)).await), Confirmed::Yours(Box::new(booking.clone())));
        let moved = after(booking, Event::Moved);
        get(store.take(&ten, &hold(7), at(0)).await);
        proxy.first(3, "TransactWriteItems", Fault::Cut);
        assert!(store.move_to(&nine, &ten, owner(7), &moved, at(100), at(9_000)).await.is_err());
        assert_eq!(get(store.move_to(&nine, &ten, owner(7), &moved, at(200), at(9_000)).await), Changed::Done);
        let gone = Closed { time: desk::TEN, ..closed(moved) };
        proxy.first(3, "TransactWriteItems", Fault::Cut);
        assert!(store.cancel(&ten, &gone, at(100)).await.is_err());
        assert_eq!(get(store.cancel(&ten, &gone, at(200)).await), Changed::Done);
        assert_eq!(get(good.find(&gone.booking.code).await), [Found::Closed(Box::new(gone))]);
    }
}

#[tokio::test]
async fn a_message_whose_mark_was_lost_is_not_sent_twice() {
    let _turn = among_others().await;
    for fault in SILENT {
        let Bad { proxy, store, good } = bad().await;
        booked(&good, 1, false).await;
        let [waiting] = get(store.waiting(at(10), 10).await).try_into().expect("one waits");
        // Nobody knows who claimed it: it waits until the claim ends.
        proxy.first(1, "UpdateItem", fault.clone());
        assert!(!get(store.claim(&waiting, at(70)).await));
        assert_eq!(get(store.waiting(at(69), 10).await), []);
        let [again] = get(store.waiting(at(70), 10).await).try_into().expect("one waits");
        assert_eq!((again.due.attempts, again.due.sequence, again.due.event), (1, 0, Event::Confirmed));
        assert!(get(store.claim(&again, at(130)).await));
        proxy.first(1, "UpdateItem", fault.clone());
        get(store.sent(&again).await);
        assert_eq!(get(good.waiting(at(99_999), 10).await), []);
    }
}

#[tokio::test]
async fn a_busy_service_is_asked_again_and_then_named() {
    let _turn = among_others().await;
    for (status, name) in [(400, "ProvisionedThroughputExceededException"), (400, "ThrottlingException"), (500, "InternalServerError")] {
        let Bad { proxy, store, .. } = bad().await;
        for operation in ["PutItem", "Query", "TransactWriteItems"] {
            proxy.first(2, operation, Fault::error(status, name));
            get(store.take(&key(desk::NINE), &hold(1), at(0)).await);
            get(store.day(&key(desk::NINE).bookable, desk::DAY).await);
            assert!(matches!(get(store.confirm(&key(desk::NINE), &booking(1, true), at(9_000), at(1)).await), Confirmed::Yours(_)));
        }
        proxy.plan(move |_| Fault::error(status, name));
        let error = store.take(&key(desk::NINE), &hold(2), at(0)).await.expect_err("it is busy");
        assert!(error.0.to_string().contains("of the test"), "{}", error.0);
    }
}

/// Engines on this machine never say so; AWS does when two transactions meet.
#[tokio::test]
async fn two_transactions_that_meet_are_tried_again() {
    let _turn = among_others().await;
    let Bad { proxy, store, .. } = bad().await;
    proxy.first(2, "PutItem", Fault::error(400, "TransactionConflictException"));
    assert_eq!(get(store.take(&key(desk::NINE), &hold(1), at(0)).await), Taken::Yours(hold(1)));
    let conflict = r#"{"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException","Message":"of the test","CancellationReasons":[{"Code":"None"},{"Code":"TransactionConflict"}]}"#;
    proxy.first(2, "TransactWriteItems", Fault::Reply(400, conflict.to_owned()));
    assert!(matches!(get(store.confirm(&key(desk::NINE), &booking(1, true), at(9_000), at(1)).await), Confirmed::Yours(_)));
    proxy.plan(move |_| Fault::Reply(400, conflict.to_owned()));
    let error = store.cancel(&key(desk::NINE), &closed(booking(1, true)), at(9)).await.expect_err("always a conflict");
    assert_eq!(error.0.to_string(), "DynamoDB, a transaction: others write the same items");
}

#[tokio::test]
async fn an_error_says_nothing_of_the_citizen() {
    let _turn = among_others().await;
    let Bad { proxy, store, .. } = bad().await;
    let reply = r#"{"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException","CancellationReasons":[{"Code":"ValidationError","Message":"odd","Item":{"d":{"S":"Zoë la rossa"}}}]}"#;
    for text in [reply, r#"{"__type":"com.amazonaws.dynamodb.v20120810#ValidationException","message":"odd","Item":{"d":{"S":"Zoë la rossa"}}}"#] {
        proxy.plan(move |_| Fault::Reply(400, text.to_owned()));
        let error = store.cancel(&key(desk::NINE), &closed(booking(1, true)), at(9)).await.expect_err("a fault");
        let words = format!("{error} {error:?} {} {:?}", error.0, error.0);
        assert!(words.contains("odd") && !words.contains("rossa"), "{words}");
    }
}

/// An index of AWS may not know yet what the table does; those on this machine always do.
#[tokio::test]
async fn an_index_that_lags_is_asked_again() {
    let _turn = among_others().await;
    let Bad { proxy, store, good } = bad().await;
    let booking = booked(&good, 1, false).await;
    let nothing = Fault::Reply(200, r#"{"Count":0,"Items":[],"ScannedCount":0}"#.to_owned());
    // A look is two queries: of the index and of what was closed.
    proxy.first(4, "Query", nothing.clone());
    assert_eq!(get(store.find(&booking.code).await), [Found::Standing(key(desk::NINE), Box::new(booking.clone()))]);
    proxy.first(6, "Query", nothing);
    assert_eq!(get(store.find(&booking.code).await), []);
}

#[tokio::test]
async fn without_tls_where_it_belongs_there_is_no_answer() {
    let _turn = among_others().await;
    let plain = endpoint().replace("http://", "https://");
    let error = Dynamo::new(&dynamo::Access::local(&plain), "sportello").place(&key(desk::NINE)).await.expect_err("it speaks no TLS");
    assert!(error.0.to_string().starts_with("DynamoDB, reading an item: dispatch failure"), "{}", error.0);
}
