// SPDX-License-Identifier: EUPL-1.2
//! The outbox on both stores: nothing lost, nothing twice without need, the same name always.

use crate::samples::{Clock, Recorder, book, now, write};
use crate::server::{Fault, Server, Step};
use domain::store::{Store, Waiting};
use jiff::SignedDuration;
use mail_parser::MessageParser;
use post::message::Message;
use post::note::Note;
use post::outbox::{Drained, Limits, Outbox, Writer, drain};
use post::smtp::Smtp;
use post::transport::{Cause, Post, PostError, Why};
use std::collections::BTreeSet;
use std::future::Future;
use std::sync::Mutex;
use store::memory::Memory;
use store::sqlite::Sqlite;
use tokio::sync::Notify;

const LATER: PostError = PostError::Later(Why { step: "RCPT", cause: Cause::Reply(451) });
const REFUSED: PostError = PostError::Refused(Why { step: "RCPT", cause: Cause::Reply(550) });
const AWAY: PostError = PostError::Away(Why { step: "connect", cause: Cause::TimeOut });
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// An outbox with a clock of its own, and what it has told.
struct Desk<S> {
    store: S,
    clock: Clock,
    told: Mutex<Vec<Note>>,
}

impl<S: Store> Desk<S> {
    fn new(store: S) -> Self {
        Self { store, clock: Clock::new(), told: Mutex::default() }
    }

    async fn drain(&self, post: &impl Post) -> Drained {
        self.drain_with(post, &write, Limits::default()).await
    }

    async fn drain_with(&self, post: &impl Post, write: &Writer<'_, Waiting>, limits: Limits) -> Drained {
        let clock = || self.clock.read();
        let log = |note: &Note| self.told.lock().expect("nobody panics").push(note.clone());
        drain(&Outbox { store: &self.store, post, write, clock: &clock, log: &log, limits }).await.expect("an answer")
    }

    async fn waiting(&self) -> usize {
        self.store.waiting(now().saturating_add(DAY * 30).expect("later"), usize::MAX).await.expect("an answer").len()
    }

    fn told(&self) -> Vec<Note> {
        self.told.lock().expect("nobody panics").clone()
    }
}

fn sqlite() -> (Sqlite, tempfile::TempDir) {
    let place = tempfile::tempdir().expect("a folder");
    (Sqlite::open(&place.path().join("prenotazioni.db")).expect("a store"), place)
}

/// The same for each store.
macro_rules! on_both {
    ($($name:ident),* $(,)?) => {
        mod memory { $( #[tokio::test] async fn $name() { super::$name(super::Memory::default()).await; } )* }
        mod sqlite { $( #[tokio::test] async fn $name() { let (store, _place) = super::sqlite(); super::$name(store).await; } )* }
    };
}

on_both!(
    each_message_once,
    refused_and_missing_are_done_with,
    what_cannot_be_written_now_is_tried_again,
    a_post_that_is_away_is_asked_once,
    random_faults_lose_nothing,
    a_fall_between_sent_and_marked_gives_the_same_name,
    two_workers_share_the_work,
);

async fn each_message_once<S: Store>(store: S) {
    let ids = book(&store, 20).await;
    let (desk, post) = (Desk::new(store), Recorder::new(|_| Ok(())));
    let few = Limits { most: 15, ..Limits::default() };
    assert_eq!(desk.drain_with(&post, &write, few).await, Drained { sent: 15, ..Drained::default() });
    assert_eq!(desk.drain_with(&post, &write, few).await, Drained { sent: 5, ..Drained::default() });
    desk.clock.add(DAY);
    assert!(desk.drain(&post).await.is_idle());
    assert_eq!(post.ids(), ids);
    assert_eq!(desk.told(), []);
}

async fn refused_and_missing_are_done_with<S: Store>(store: S) {
    book(&store, 4).await;
    let desk = Desk::new(store);
    let post = Recorder::new(|number| if number == 1 { Err(REFUSED) } else { Ok(()) });
    let missing = Mutex::new(1);
    let write = |waiting: &Waiting| {
        let mut missing = missing.lock().expect("nobody panics");
        if *missing > 0 {
            *missing -= 1;
            return Ok(None);
        }
        write(waiting)
    };
    assert_eq!(desk.drain_with(&post, &write, Limits::default()).await, Drained { sent: 2, refused: 1, missing: 1, ..Drained::default() });
    assert_eq!(desk.waiting().await, 0);
    let told = desk.told();
    assert!(matches!(told.as_slice(), [Note::Missing { .. }, Note::Refused { why: Why { step: "RCPT", cause: Cause::Reply(550) }, .. }]), "{told:?}");
}

async fn what_cannot_be_written_now_is_tried_again<S: Store>(store: S) {
    book(&store, 1).await;
    let (desk, post) = (Desk::new(store), Recorder::new(|_| Ok(())));
    let broken = |_: &Waiting| Err(Why { step: "write", cause: Cause::Theme });
    assert_eq!(desk.drain_with(&post, &broken, Limits::default()).await, Drained { later: 1, ..Drained::default() });
    assert!(matches!(desk.told().as_slice(), [Note::Later { attempts: 1, why: Why { step: "write", cause: Cause::Theme }, .. }]), "{:?}", desk.told());
    desk.clock.add(SignedDuration::from_mins(1));
    assert_eq!(desk.drain(&post).await, Drained { sent: 1, ..Drained::default() });
}

async fn a_post_that_is_away_is_asked_once<S: Store>(store: S) {
    let ids = book(&store, 10).await;
    let desk = Desk::new(store);
    let away = Recorder::new(|_| Err(AWAY));
    let drained = desk.drain(&away).await;
    assert_eq!((drained.later, drained.away), (1, Some(Why { step: "connect", cause: Cause::TimeOut })));
    assert_eq!(away.ids().len(), 1);
    // Back at once: only the one that was tried has to rest.
    let post = Recorder::new(|_| Ok(()));
    assert_eq!(desk.drain(&post).await.sent, 9);
    desk.clock.add(SignedDuration::from_mins(1));
    assert_eq!(desk.drain(&post).await.sent, 1);
    assert_eq!(post.ids(), ids);
}

async fn random_faults_lose_nothing<S: Store>(store: S) {
    let ids = book(&store, 20).await;
    let desk = Desk::new(store);
    let dice = Mutex::new(0x2545_f491_4f6c_dd1d_u64);
    let mut drained = Vec::new();
    let post = Recorder::new(|_| {
        let mut dice = dice.lock().expect("nobody panics");
        *dice ^= *dice << 13;
        *dice ^= *dice >> 7;
        *dice ^= *dice << 17;
        match *dice % 8 {
            0..2 => Ok(()),
            2..6 => Err(LATER),
            _ => Err(AWAY),
        }
    });
    let mut rounds = 0;
    while desk.waiting().await > 0 {
        drained.push(desk.drain(&post).await);
        desk.clock.add(SignedDuration::from_mins(1));
        rounds += 1;
        assert!(rounds < 100_000, "it ends");
    }
    assert_eq!(drained.iter().map(|drained| drained.sent).sum::<usize>(), ids.len());
    assert!(drained.iter().map(|drained| drained.later).sum::<usize>() > ids.len(), "faults happened");
    let given: BTreeSet<String> = post.ids().into_iter().collect();
    assert_eq!(given.into_iter().collect::<Vec<_>>(), ids, "the same names at every attempt");
}

/// A post that has taken the message when its caller falls.
struct Cliff {
    taken: Notify,
    ids: Mutex<Vec<String>>,
}

impl Post for Cliff {
    async fn send(&self, message: &Message) -> Result<(), PostError> {
        self.ids.lock().expect("nobody panics").push(message.id.clone());
        self.taken.notify_one();
        std::future::pending().await
    }
}

async fn a_fall_between_sent_and_marked_gives_the_same_name<S: Store>(store: S) {
    let ids = book(&store, 1).await;
    let desk = Desk::new(store);
    let cliff = Cliff { taken: Notify::new(), ids: Mutex::default() };
    tokio::select! {
        _ = desk.drain(&cliff) => panic!("it falls"),
        () = cliff.taken.notified() => {}
    }
    let post = Recorder::new(|_| Ok(()));
    desk.clock.add(SignedDuration::from_secs(59));
    assert!(desk.drain(&post).await.is_idle(), "it may still be on its way");
    desk.clock.add(SignedDuration::from_secs(1));
    assert_eq!(desk.drain(&post).await.sent, 1);
    assert_eq!(*cliff.ids.lock().expect("nobody panics"), ids);
    assert_eq!(post.ids(), ids);
}

async fn two_workers_share_the_work<S: Store>(store: S) {
    let ids = book(&store, 20).await;
    let (desk, post) = (Desk::new(store), Recorder::new(|_| Ok(())));
    let (one, two, three) = tokio::join!(desk.drain(&post), desk.drain(&post), desk.drain(&post));
    assert_eq!(one.sent + two.sent + three.sent, 20);
    assert!(one.others + two.others + three.others > 0, "they met");
    assert_eq!(post.ids(), ids);
}

#[tokio::test]
async fn attempts_come_ever_later() {
    let store = Memory::default();
    book(&store, 1).await;
    let (desk, post) = (Desk::new(store), Recorder::new(|_| Err(LATER)));
    let mut attempts = Vec::new();
    for minute in 0..60 * 48 {
        if !desk.drain(&post).await.is_idle() {
            attempts.push(minute);
        }
        desk.clock.add(SignedDuration::from_mins(1));
    }
    let waits: Vec<i32> = attempts.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert_eq!(waits, [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360, 360, 360, 360]);
    assert!(matches!(desk.told().last(), Some(Note::Later { attempts: 16, .. })), "{:?}", desk.told().last());
    // Long after the last number of minutes that could be doubled.
    for _ in 0..40 {
        desk.clock.add(SignedDuration::from_hours(6));
        assert_eq!(desk.drain(&post).await.later, 1);
        assert!(desk.drain(&post).await.is_idle());
    }
}

/// All of it together: a server on a socket that fails in many ways, and in the end has every message.
#[tokio::test]
async fn over_a_socket() {
    let faults = [
        Fault::Reply(Step::Greeting, 421, "busy"),
        Fault::Cut(Step::End),
        Fault::Reply(Step::Recipient, 451, "4.7.1 segreta"),
        Fault::None,
        Fault::Cut(Step::Mail),
        Fault::Reply(Step::End, 451, "Zoë Segreta"),
        Fault::Reply(Step::Recipient, 550, "5.1.1 <segreta@posta.example>"),
    ];
    let server = Server::start(&faults).await;
    let setting = post::server::Server::parse(&format!("smtp://{}", server.address)).expect("a setting");
    let post = Smtp::new(setting, crate::samples::sender()).expect("a client");
    let (store, _place) = sqlite();
    let ids = book(&store, 6).await;
    let desk = Desk::new(store);
    for _ in 0..10 {
        desk.drain(&post).await;
        desk.clock.add(SignedDuration::from_hours(1));
    }
    assert_eq!(desk.waiting().await, 0);
    let mut arrived: Vec<String> =
        server.arrived().iter().map(|mail| MessageParser::new().parse(&mail.data).and_then(|mail| mail.message_id().map(str::to_owned)).expect("a name")).collect();
    // Six messages: one refused for good, one that came twice because its first answer was cut.
    assert_eq!(arrived.len(), 6, "{arrived:?}");
    arrived.sort();
    arrived.dedup();
    assert_eq!(arrived.len(), 5);
    assert!(arrived.iter().all(|name| name.strip_suffix("@comune.example").is_some_and(|id| ids.contains(&id.to_owned()))), "{arrived:?}");
    let told = desk.told();
    assert!(told.iter().any(|note| matches!(note, Note::Refused { .. })) && told.iter().any(|note| matches!(note, Note::Later { .. })), "{told:?}");
    assert_nobody_is_named(&told);
}

pub fn assert_nobody_is_named(told: &[Note]) {
    for note in told {
        let said = format!("{note} {note:?}").to_lowercase();
        assert!(!said.contains("segreta") && !said.contains("zoë") && !said.contains('@'), "{said}");
    }
}

/// A drain can be a task of a server.
#[test]
fn it_may_be_sent_to_another_thread() {
    fn check(_: impl Future + Send) {}
    let (store, post) = (Memory::default(), Recorder::new(|_| Ok(())));
    check(drain(&Outbox { store: &store, post: &post, write: &write, clock: &now, log: &|_| {}, limits: Limits::default() }));
}
