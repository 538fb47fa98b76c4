// SPDX-License-Identifier: EUPL-1.2
//! What the tests send: messages, bookings that wait for theirs, and a post that does as it is told.

use domain::booking::{Booking, Details, Due, Event};
use domain::person::Email;
use domain::place::{Hold, PlaceKey};
use domain::store::{Confirmed, Found, Store, Taken, Waiting};
use domain::token::Token;
use jiff::civil::{date, time};
use jiff::{SignedDuration, Timestamp};
use model::slug::Slug;
use post::ics::{Appointment, Status, file};
use post::message::{Message, Sender};
use post::transport::{Post, PostError, Why};
use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};

pub fn email(text: &str) -> Email {
    Email::parse(text).expect("an address")
}

pub fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

/// Monday, noon.
pub fn now() -> Timestamp {
    at("2026-11-23T11:00:00Z")
}

pub fn sender() -> Sender {
    Sender { name: "Comune di Prova".to_owned(), address: email("prenotazioni@comune.example"), reply_to: Some(email("anagrafe@comune.example")) }
}

pub fn appointment() -> Appointment {
    Appointment {
        uid: "cd23-4fgh@comune.example".to_owned(),
        sequence: 2,
        stamp: now(),
        start: at("2026-11-26T08:30:00Z"),
        end: at("2026-11-26T08:45:00Z"),
        title: "Carta d'identità elettronica".to_owned(),
        place: "Piazza Grande, 3; piano terra".to_owned(),
        description: "Porta:\n- una fototessera\n- la carta che scade".to_owned(),
        url: Some("https://comune.example/servizi/carta-identita/".to_owned()),
        status: Status::Confirmed,
    }
}

pub fn message() -> Message {
    Message {
        id: "cd23-4fgh.confirmed.2".to_owned(),
        to: email("segreta@posta.example"),
        date: now(),
        subject: "Prenotazione confermata: giovedì 26 novembre, 9.30".to_owned(),
        text: "Buongiorno Zoë,\n.\nci vediamo giovedì.\n".to_owned(),
        html: "<!doctype html><html lang=\"it\"><p>Buongiorno <b>Zoë</b> 🦊</p></html>".to_owned(),
        calendar: Some(file(&appointment(), &sender().address)),
        unsubscribe: None,
    }
}

fn booking(of: u32) -> Booking {
    let token = Token::of_request(b"of the tests", &of.to_string());
    Booking {
        code: token.code(),
        owner: token.owner(),
        sealed: token.seal(b"of the tests"),
        details: Details { name: "Zoë Segreta".to_owned(), email: email(&format!("segreta{of}@posta.example")), phone: None, fiscal_code: None, reason: None, documents: None },
        allowance: None,
        sequence: 0,
        confirmed: now(),
        delete_at: at("2027-01-26T00:00:00Z"),
        attended: None,
        due: vec![Due::now(Event::Confirmed, 0, now())],
    }
}

/// Books so many places; gives the names of the messages that are due.
pub async fn book<S: Store>(store: &S, count: u32) -> Vec<String> {
    let mut ids = Vec::new();
    for number in 1..=count {
        let booking = booking(number);
        let key = PlaceKey { bookable: Slug::parse("sportello").expect("a slug"), day: date(2026, 11, 26), time: time(9, 30, 0, 0), number };
        let hold = Hold { owner: booking.owner, until: now().saturating_add(SignedDuration::from_mins(10)).expect("later"), extended: false };
        assert_eq!(store.take(&key, &hold, now()).await.expect("an answer"), Taken::Yours(hold));
        let confirmed = store.confirm(&key, &booking, now(), now()).await.expect("an answer");
        assert!(matches!(confirmed, Confirmed::Yours(_)), "{confirmed:?}");
        ids.push(booking.due[0].id(&booking.code));
    }
    ids.sort();
    ids
}

/// Writes a message as the functions do.
pub fn write(waiting: &Waiting) -> Result<Option<Message>, Why> {
    let booking = match &waiting.found {
        Found::Standing(_, booking) => booking,
        Found::Closed(closed) => &closed.booking,
    };
    Ok(Some(Message { id: waiting.due.id(&booking.code), to: booking.details.email.clone(), text: booking.details.name.clone(), ..message() }))
}

/// A clock that goes when it is told.
pub struct Clock(AtomicI64);

impl Clock {
    pub fn new() -> Self {
        Self(AtomicI64::new(now().as_second()))
    }

    pub fn read(&self) -> Timestamp {
        Timestamp::from_second(self.0.load(Ordering::SeqCst)).expect("an instant")
    }

    pub fn add(&self, time: SignedDuration) {
        self.0.fetch_add(time.as_secs(), Ordering::SeqCst);
    }
}

/// A post that notes what it is given, and answers as it is told for the so-manieth message.
pub struct Recorder<F> {
    pub given: Mutex<Vec<String>>,
    answer: F,
}

impl<F: Fn(usize) -> Result<(), PostError> + Send + Sync> Recorder<F> {
    pub fn new(answer: F) -> Self {
        Self { given: Mutex::default(), answer }
    }

    pub fn ids(&self) -> Vec<String> {
        let mut ids = self.given.lock().expect("nobody panics").clone();
        ids.sort();
        ids
    }
}

impl<F: Fn(usize) -> Result<(), PostError> + Send + Sync> Post for Recorder<F> {
    async fn send(&self, message: &Message) -> Result<(), PostError> {
        let number = {
            let mut given = self.given.lock().expect("nobody panics");
            given.push(message.id.clone());
            given.len()
        };
        // Others have their turn: a second worker is in the middle of the same.
        tokio::task::yield_now().await;
        (self.answer)(number)
    }
}
