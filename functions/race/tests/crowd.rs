// SPDX-License-Identifier: EUPL-1.2
//! The crowd and the mixed operations, smaller than in `make race`; and a store that gives places twice, to see
//! that it would be noticed.

use domain::booking::{Booking, Closed};
use domain::office::{KeyId, Keys, OfficeKey};
use domain::place::{Hold, Place, PlaceKey};
use domain::store::{Answer, Changed, Confirmed, Extended, Found, Store, Taken, Waiting};
use domain::token::{Code, Owner};
use functions::app::Stores;
use jiff::Timestamp;
use jiff::civil::Date;
use model::slug::Slug;
use race::{crowd, flood, mixed};
use store::memory::Memory;
use store::sqlite::Sqlite;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_crowd_at_one_door() {
    let folder = tempfile::tempdir().expect("a folder");
    let sqlite = Sqlite::open(&folder.path().join("posti.sqlite")).expect("a file");
    let reports = [crowd::run("memory", Memory::default(), 100, 40).await, crowd::run("sqlite", sqlite, 100, 40).await];
    for report in reports {
        let report = report.expect("a server");
        assert!(report.is_right(), "{report}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_client_has_what_it_was_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let sqlite = Sqlite::open(&folder.path().join("posti.sqlite")).expect("a file");
    let done = mixed::run(sqlite, 20, 300).await.expect("every reply is right");
    assert_eq!(done.operations, 300);
}

impl Stores for Careless {
    type Reports = Memory;

    fn reports(&self) -> &Memory {
        &self.0
    }

    type Feedback = Memory;

    fn feedback(&self) -> &Memory {
        &self.0
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_storm_of_reports() {
    let folder = tempfile::tempdir().expect("a folder");
    let sqlite = Sqlite::open(&folder.path().join("segnalazioni.sqlite")).expect("a file");
    let flood = flood::run("sqlite", sqlite, 50, std::time::Duration::from_secs(2)).await.expect("a server");
    assert!(flood.is_right() && flood.sent == 100, "{flood}");
}

/// A store that looks and then writes: the wrong rule.
#[derive(Default)]
struct Careless(Memory);

impl Store for Careless {
    async fn take(&self, key: &PlaceKey, hold: &Hold, now: Timestamp) -> Answer<Taken> {
        let seen = self.0.place(key).await?;
        tokio::task::yield_now().await;
        if seen.is_some_and(|place| !place.state.is_free(now)) {
            return Ok(Taken::Other);
        }
        self.0.shut(key).await?;
        self.0.open(key).await?;
        self.0.take(key, hold, now).await
    }

    async fn confirm(&self, key: &PlaceKey, booking: &Booking, until: Timestamp, now: Timestamp) -> Answer<Confirmed> {
        match self.0.confirm(key, booking, until, now).await? {
            // It believes what it saw before.
            Confirmed::Lost => Ok(Confirmed::Yours(Box::new(booking.clone()))),
            other => Ok(other),
        }
    }

    async fn day(&self, bookable: &Slug, day: Date) -> Answer<Vec<Place>> {
        self.0.day(bookable, day).await
    }

    async fn place(&self, key: &PlaceKey) -> Answer<Option<Place>> {
        self.0.place(key).await
    }

    async fn extend(&self, key: &PlaceKey, owner: Owner, until: Timestamp) -> Answer<Extended> {
        self.0.extend(key, owner, until).await
    }

    async fn release(&self, key: &PlaceKey, owner: Owner) -> Answer<()> {
        self.0.release(key, owner).await
    }

    async fn cancel(&self, key: &PlaceKey, closed: &Closed, rest_until: Timestamp) -> Answer<Changed> {
        self.0.cancel(key, closed, rest_until).await
    }

    async fn move_to(&self, from: &PlaceKey, to: &PlaceKey, held: Owner, booking: &Booking, rest_until: Timestamp, allowance_until: Timestamp) -> Answer<Changed> {
        self.0.move_to(from, to, held, booking, rest_until, allowance_until).await
    }

    async fn find(&self, code: &Code) -> Answer<Vec<Found>> {
        self.0.find(code).await
    }

    async fn attend(&self, key: &PlaceKey, owner: Owner, attended: Option<bool>) -> Answer<Changed> {
        self.0.attend(key, owner, attended).await
    }

    async fn shut(&self, key: &PlaceKey) -> Answer<()> {
        self.0.shut(key).await
    }

    async fn open(&self, key: &PlaceKey) -> Answer<()> {
        self.0.open(key).await
    }

    async fn waiting(&self, now: Timestamp, most: usize) -> Answer<Vec<Waiting>> {
        self.0.waiting(now, most).await
    }

    async fn claim(&self, waiting: &Waiting, until: Timestamp) -> Answer<bool> {
        self.0.claim(waiting, until).await
    }

    async fn sent(&self, waiting: &Waiting) -> Answer<()> {
        self.0.sent(waiting).await
    }

    async fn purge(&self, now: Timestamp) -> Answer<usize> {
        self.0.purge(now).await
    }
}

impl Keys for Careless {
    async fn put_key(&self, key: &OfficeKey) -> Answer<()> {
        self.0.put_key(key).await
    }

    async fn key(&self, id: KeyId) -> Answer<Option<OfficeKey>> {
        self.0.key(id).await
    }

    async fn keys(&self) -> Answer<Vec<OfficeKey>> {
        self.0.keys().await
    }

    async fn revoke(&self, id: KeyId) -> Answer<bool> {
        self.0.revoke(id).await
    }

    async fn count_try(&self, who: [u8; 16], minute: i64) -> Answer<u32> {
        self.0.count_try(who, minute).await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_careless_store_is_noticed() {
    let report = crowd::run("careless", Careless::default(), 100, 5).await.expect("a server");
    assert!(!report.is_right() && report.double > 0, "{report}");
}
