// SPDX-License-Identifier: EUPL-1.2
//! What a store of an earlier version holds, and what must become of it: each adapter keeps one as a file, written
//! by [`fill`] in its time, and [`goes_on`] reads it with the program of today and works with it.

use super::reports::{moved, report, subscriber};
use super::{after, at, booked, booking, closed, get, hold, key, token};
use domain::booking::{Booking, Closed, Event};
use domain::office::{Keys, OfficeKey};
use domain::place::{Hold, Place, State};
use domain::report::Report;
use domain::report::keep::erased;
use domain::report::status::Status;
use domain::report::store::{Page, Reports, Submitted, Which, Written};
use domain::report::subscriber::{Event as ReportEvent, Role, Subscriber};
use domain::store::{Changed, Confirmed, Found, Store, Taken};
use domain::token::Code;

fn office_key() -> OfficeKey {
    OfficeKey::new(token(9), "anagrafe".to_owned(), at(9))
}

fn code(found: &Found) -> &Code {
    match found {
        Found::Standing(_, booking) => &booking.code,
        Found::Closed(closed) => &closed.booking.code,
    }
}

/// Leaves something of each kind in an empty store.
///
/// # Panics
/// When the store does not do what it must.
pub async fn fill<S: Store + Keys>(store: &S) {
    booked(store, &key(1), 1, Some(1)).await;
    booked(store, &key(2), 2, None).await;
    assert_eq!(get(store.attend(&key(2), token(2).owner(), Some(true))).await, Changed::Done);
    get(store.take(&key(3), &hold(3, 600), at(0))).await;
    get(store.extend(&key(3), token(3).owner(), at(900))).await;
    let given_back = booked(store, &key(4), 4, None).await;
    assert_eq!(get(store.cancel(&key(4), &closed(&key(4), given_back), at(300))).await, Changed::Done);
    get(store.shut(&key(5))).await;
    get(store.put_key(&office_key())).await;
    get(store.count_try([7; 16], 100)).await;
}

/// Finds all of it as it was, and goes on: sends, confirms, gives back, opens, books again.
///
/// # Panics
/// When the store does not do what it must.
pub async fn goes_on<S: Store + Keys>(store: &S) {
    let came = Booking { attended: Some(true), ..booking(2, None) };
    let states = [
        State::Booked(Box::new(booking(1, Some(1)))),
        State::Booked(Box::new(came)),
        State::Held(Hold { until: at(900), extended: true, ..hold(3, 600) }),
        State::Resting { until: at(300) },
        State::Shut,
    ];
    let places: Vec<Place> = (1..).zip(states).map(|(number, state)| Place { key: key(number), state }).collect();
    assert_eq!(get(store.day(&key(1).bookable, key(1).day)).await, places);
    assert_eq!(get(store.find(&token(1).code())).await, [Found::Standing(key(1), Box::new(booking(1, Some(1))))]);
    assert_eq!(get(store.find(&token(4).code())).await, [Found::Closed(Box::new(closed(&key(4), booking(4, None))))]);
    assert_eq!(get(store.keys()).await, [office_key()]);
    assert_eq!(get(store.count_try([7; 16], 100)).await, 2);

    let waiting = get(store.waiting(at(100), 10)).await;
    assert_eq!(waiting.len(), 3, "{waiting:?}");
    for one in &waiting {
        assert!(get(store.claim(one, at(160))).await);
        let claimed = get(store.waiting(at(160), 10)).await.into_iter().find(|known| code(&known.found) == code(&one.found));
        get(store.sent(&claimed.unwrap_or_else(|| panic!("{one:?} is claimed")))).await;
    }
    let left: Vec<Event> = get(store.waiting(at(200), 10)).await.iter().map(|waiting| waiting.due.event).collect();
    assert_eq!(left, [Event::Cancelled], "the second message of what was given back");

    assert!(matches!(get(store.confirm(&key(3), &booking(3, None), at(10_000), at(200))).await, Confirmed::Yours(_)));
    let first = get(store.find(&token(1).code())).await;
    let [Found::Standing(_, standing)] = first.as_slice() else { panic!("{first:?}") };
    let changed = after((**standing).clone(), Event::Cancelled);
    let gone = Closed { booking: changed, bookable: key(1).bookable.to_string(), day: key(1).day, time: key(1).time, at: at(210) };
    assert_eq!(get(store.cancel(&key(1), &gone, at(300))).await, Changed::Done);
    // Its allowance is free again.
    booked(store, &key(6), 6, Some(1)).await;
    get(store.open(&key(5))).await;
    assert_eq!(get(store.take(&key(5), &hold(5, 900), at(300))).await, Taken::Yours(hold(5, 900)));
    assert!(get(store.purge(at(2_000_000))).await > 0);
    assert_eq!(get(store.day(&key(1).bookable, key(1).day)).await, []);
}

/// Leaves reports: one that just came, one that is done, and somebody who follows it.
///
/// # Panics
/// When the store does not do what it must.
pub async fn fill_reports<R: Reports>(store: &R) {
    for (who, second) in [(11, 10), (12, 20)] {
        let (new, reporter) = reported(who, second);
        assert_eq!(get(store.submit(&new, Some(&reporter), &[reporter.letter(ReportEvent::Received, 0, at(second))])).await, Submitted::New);
    }
    assert_eq!(get(store.change(&moved(&report(12, 20), Status::Resolved), &[])).await, Written::Done);
    assert!(get(store.subscribe(&subscriber(&report(12, 20), 13, Role::Follower), None, at(30))).await);
}

fn reported(who: u8, second: i64) -> (Report, Subscriber) {
    let new = report(who, second);
    let reporter = subscriber(&new, who, Role::Reporter);
    (new, reporter)
}

/// Finds these reports as they were, and goes on: writes, changes, forgets.
///
/// # Panics
/// When the store does not do what it must.
pub async fn reports_go_on<R: Reports>(store: &R) {
    let (new, done) = (report(11, 10), moved(&report(12, 20), Status::Resolved));
    let page = Page { since: at(0), before: None, most: 10 };
    assert_eq!(get(store.list(&Which::All, &page)).await, [done.clone(), new.clone()]);
    let mut told = vec![subscriber(&done, 12, Role::Reporter), subscriber(&done, 13, Role::Follower)];
    told.sort_by_key(|subscriber| subscriber.owner);
    assert_eq!(get(store.subscribers(&done.code)).await, told);
    let waiting = get(store.letters(at(100), 10)).await;
    assert_eq!(waiting.len(), 2, "{waiting:?}");
    for one in &waiting {
        assert!(get(store.claim_letter(&one.letter, at(200))).await);
    }
    assert_eq!(get(store.letters(at(199), 10)).await, []);
    for one in get(store.letters(at(200), 10)).await {
        get(store.letter_sent(&one.letter)).await;
    }
    assert_eq!(get(store.letters(at(9_999), 10)).await, []);
    assert_eq!(get(store.change(&moved(&new, Status::Working), &[])).await, Written::Done);
    assert_eq!(get(store.erase(&erased(&done, at(1_000_000)))).await, Written::Done);
    assert_eq!(get(store.subscribers(&done.code)).await, []);
}
