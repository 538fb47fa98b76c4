// SPDX-License-Identifier: EUPL-1.2
//! The end, in order: who is being answered gets an answer, the message that is being sent is sent once, the store is
//! one file.

use super::server::{PATIENCE, Server, until};
use super::town::Town;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

/// Begins a request and leaves the end of its body for later.
fn half(server: &Server, headers: &str, body: &str) -> TcpStream {
    let mut stream = TcpStream::connect(server.public).expect("a connection");
    stream.set_read_timeout(Some(PATIENCE)).expect("a limit");
    let head = format!("POST /api/v1/bookings HTTP/1.1\r\nHost: comune.example\r\n{headers}Content-Length: {}\r\n\r\n", body.len());
    stream.write_all(head.as_bytes()).expect("a head");
    stream.write_all(&body.as_bytes()[..10]).expect("half a body");
    stream
}

#[test]
fn who_is_sending_a_form_still_books() {
    let (town, server) = Town::open();
    let (headers, body) = server.request(&town, 7);
    let mut stream = half(&server, &headers, &body);
    // It has the head: what comes after it on the same machine is answered.
    server.get("/");
    server.signal("TERM");
    server.wait_for("stopping");
    until("the port is shut", || TcpStream::connect(server.public).is_err().then_some(()));
    stream.write_all(&body.as_bytes()[10..]).expect("the rest");
    let mut reply = Vec::new();
    stream.read_to_end(&mut reply).expect("a reply");
    let (code, secret) = Server::booked(&String::from_utf8(reply).expect("UTF-8"));
    let (status, log) = server.ended();
    assert!(status.success(), "{log}");
    let again = town.serve(&["--proxy", "127.0.0.1"]);
    assert_eq!(again.booking(&code, &secret)["status"], "confirmed");
}

#[test]
fn a_message_that_is_being_sent_is_sent_once_and_the_others_wait() {
    let (town, server) = Town::open();
    town.inbox().slow(Duration::from_secs(2));
    let codes: Vec<String> = (0..3).map(|number| server.book(&town, number).0).collect();
    until("the first letter is on its way", || (town.inbox().begun() > 0).then_some(()));
    server.signal("TERM");
    let (status, log) = server.ended();
    assert!(status.success(), "{log}");
    let sent = town.inbox().letters().len();
    assert!((1..3).contains(&sent), "what was begun is sent, the rest waits: {sent}");
    assert!(!town.data().join("prenotazioni.sqlite-wal").exists(), "the store is one file");
    town.inbox().slow(Duration::ZERO);
    let again = town.serve(&["--proxy", "127.0.0.1"]);
    let letters = town.messages(3);
    again.end();
    for code in codes {
        assert_eq!(letters.iter().filter(|letter| letter.contains(&format!("Message-ID: <{}.confirmed.0@", code.to_lowercase()))).count(), 1, "{code}");
    }
}

#[test]
fn an_empty_house_closes_at_once() {
    let (_town, server) = Town::open();
    let start = std::time::Instant::now();
    server.end();
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}
