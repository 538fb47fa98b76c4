// SPDX-License-Identifier: EUPL-1.2
//! The worker: woken, stopped, and told once when something goes away or comes back.

use crate::outbox::assert_nobody_is_named;
use crate::samples::{Clock, Recorder, book, write};
use jiff::SignedDuration;
use post::note::Note;
use post::outbox::{Limits, Outbox};
use post::transport::{Cause, PostError, Why};
use post::worker::run;
use rusqlite::Connection;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use store::memory::Memory;
use store::sqlite::Sqlite;
use tokio::sync::{Notify, mpsc};

/// Longer than any test: only what wakes the worker makes it look.
const NEVER: Duration = Duration::from_secs(3600);

/// A worker that does not end is a failure, not a wait.
async fn in_time<T>(work: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(60), work).await.expect("it ends")
}

#[tokio::test]
async fn it_looks_when_it_is_woken_and_ends_when_it_is_told() {
    let (store, clock) = (Memory::default(), Clock::new());
    let (say, mut heard) = mpsc::unbounded_channel();
    let post = Recorder::new(move |number| {
        say.send(number).expect("somebody listens");
        Ok(())
    });
    let (wake, stop) = (Notify::new(), Notify::new());
    let clock = || clock.read();
    let outbox = Outbox { store: &store, post: &post, write: &write, clock: &clock, log: &|note| panic!("nothing goes wrong: {note}"), limits: Limits::default() };
    let citizen = async {
        let ids = book(&store, 3).await;
        wake.notify_one();
        for _ in 0..3 {
            heard.recv().await.expect("a message");
        }
        stop.notify_one();
        ids
    };
    let ((), ids) = in_time(async { tokio::join!(run(&outbox, &wake, NEVER, stop.notified()), citizen) }).await;
    assert_eq!(post.ids(), ids);
}

#[tokio::test]
async fn it_looks_by_itself() {
    let (store, clock) = (Memory::default(), Clock::new());
    let (stop, wake) = (Arc::new(Notify::new()), Notify::new());
    let end = stop.clone();
    let post = Recorder::new(move |_| {
        end.notify_one();
        Ok(())
    });
    let clock = || clock.read();
    let outbox = Outbox { store: &store, post: &post, write: &write, clock: &clock, log: &|_| {}, limits: Limits::default() };
    let ((), ids) = in_time(async { tokio::join!(run(&outbox, &wake, Duration::from_millis(1), stop.notified()), book(&store, 1)) }).await;
    assert_eq!(post.ids(), ids);
}

#[tokio::test]
async fn a_post_that_goes_away_is_told_once() {
    let (store, clock) = (Memory::default(), Clock::new());
    let ids = book(&store, 5).await;
    let why = Why { step: "connect", cause: Cause::Connection };
    let post = Recorder::new(|number| if number <= 3 { Err(PostError::Away(why)) } else { Ok(()) });
    let (told, stop, wake) = (Mutex::new(Vec::new()), Notify::new(), Notify::new());
    let read = || {
        clock.add(SignedDuration::from_mins(10));
        clock.read()
    };
    let log = |note: &Note| {
        told.lock().expect("nobody panics").push(note.clone());
        if *note == Note::Back {
            stop.notify_one();
        }
    };
    let outbox = Outbox { store: &store, post: &post, write: &write, clock: &read, log: &log, limits: Limits::default() };
    in_time(run(&outbox, &wake, Duration::from_millis(1), stop.notified())).await;
    assert_eq!(*told.lock().expect("nobody panics"), [Note::Away(why), Note::Back]);
    let mut given = post.ids();
    given.dedup();
    assert_eq!(given, ids);
}

/// The store fails while a message is on its way, with words that name somebody; then it is well again.
#[tokio::test]
async fn a_store_that_goes_away_is_told_once_and_the_message_goes_again() {
    let place = tempfile::tempdir().expect("a folder");
    let file = place.path().join("prenotazioni.db");
    let (store, clock) = (Sqlite::open(&file).expect("a store"), Clock::new());
    let ids = book(&store, 1).await;
    let other = Mutex::new(Connection::open(&file).expect("the file"));
    let sql = |text: &str| other.lock().expect("nobody panics").execute_batch(text).expect("done");
    let post = Recorder::new(|number| {
        if number == 1 {
            sql("CREATE TRIGGER broken BEFORE UPDATE ON place BEGIN SELECT RAISE(ABORT, 'segreta@posta.example'); END;");
        }
        Ok(())
    });
    let (told, stop, wake, looks) = (Mutex::new(Vec::new()), Notify::new(), Notify::new(), AtomicUsize::new(0));
    let read = || {
        // It fails for a while: some looks later somebody has mended it.
        if looks.fetch_add(1, Ordering::SeqCst) == 10 {
            sql("DROP TRIGGER broken;");
        }
        clock.add(SignedDuration::from_mins(1));
        clock.read()
    };
    let log = |note: &Note| {
        told.lock().expect("nobody panics").push(note.clone());
        if *note == Note::StoreBack && post.ids().len() == 2 {
            stop.notify_one();
        }
    };
    let outbox = Outbox { store: &store, post: &post, write: &write, clock: &read, log: &log, limits: Limits::default() };
    in_time(run(&outbox, &wake, Duration::from_millis(1), stop.notified())).await;
    let told = told.into_inner().expect("nobody panics");
    assert_eq!(told, [Note::StoreAway, Note::StoreBack]);
    assert_nobody_is_named(&told);
    assert_eq!(post.ids(), [ids[0].clone(), ids[0].clone()]);
}
