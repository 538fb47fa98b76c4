// SPDX-License-Identifier: EUPL-1.2
//! `sportello serve --production` as a machine of a town runs it: the program itself, a folder of data, a mail server.
#![expect(clippy::disallowed_methods, reason = "these tests prepare folders for the program and look at what it left")]

mod copies;
mod end;
mod inbox;
mod server;
mod town;

use server::{Server, ask};
use std::fs;
use town::Town;

#[test]
fn the_public_sees_the_site_and_the_functions() {
    let (town, server) = Town::open();
    let page = server.get("/");
    assert!(page.starts_with("HTTP/1.1 200 OK\r\n") && page.contains("</html>"), "{page}");
    assert!(!page.contains("/dev/") && !page.contains("data-edizione"), "{page}");
    for path in ["/dev/eventi", "/dev/ricarica.js", "/dev/errori.css", "/dev/posta", "/salute", "/metriche", "/.sportello", "/_headers"] {
        assert!(server.get(path).starts_with("HTTP/1.1 404 "), "{path}");
    }
    let code = server.book(&town, 0).0;
    assert!(town.messages(1).iter().any(|letter| letter.contains(&code)), "the message comes");
}

#[test]
fn health_and_counts_are_told_elsewhere_and_nothing_of_anybody() {
    let (town, server) = Town::open();
    let (code, secret) = server.book(&town, 1);
    town.messages(1);
    assert!(server.get(&format!("/prenota/_mia/{secret}/")).starts_with("HTTP/1.1 200 "), "the private link opens");
    server.get("/non-ci-sono/");
    let health = ask(server.management, "GET /salute HTTP/1.1\r\n", "");
    assert!(health.starts_with("HTTP/1.1 200 OK\r\n"), "{health}");
    assert!(health.ends_with(r#"{"messages":true,"outbox_oldest_seconds":0,"store":true,"well":true}"#), "{health}");
    let counts = ask(server.management, "GET /metriche HTTP/1.1\r\n", "");
    for line in [
        "sportello_http_requests_total{route=\"/api/v1/bookings\",method=\"POST\",status=\"201\"} 1\n",
        "sportello_http_requests_total{route=\"file\",method=\"GET\",status=\"404\"} 1\n",
        "sportello_messages_total{outcome=\"sent\"} 1\n",
        "sportello_store_up 1\n",
        "sportello_outbox_waiting 0\n",
    ] {
        assert!(counts.contains(line), "{line}{counts}");
    }
    assert!(ask(server.management, "GET / HTTP/1.1\r\n", "").starts_with("HTTP/1.1 404 "));
    let log = server.end();
    assert!(log.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok_and(|line| line["event"].is_string())), "{log}");
    assert!(log.contains(r#""route":"/api/v1/bookings""#), "{log}");
    for told in [&log, &counts] {
        for personal in ["cliente", "posta.example", "192.0.2.", &code, &code.to_lowercase(), &secret, "non-ci-sono"] {
            assert!(!told.contains(personal), "{personal}: {told}");
        }
    }
}

#[test]
fn a_template_of_the_functions_with_a_fault_is_not_written() {
    let town = Town::new();
    let written = town.folder().join("dist-functions/templates/dettagli.html");
    let before = fs::read(&written).expect("a template");
    let build = |file: &str, text: &str| {
        fs::write(town.folder().join("themes/bergamo/funzioni").join(file), text).expect("a template");
        town.run(&["build", "--films", "never"])
    };
    for fault in ["{% if %}", "{{ <manca /> }}"] {
        let (code, said) = build("dettagli.html", fault);
        assert!(code == Some(1) && said.contains("dettagli.html:1:"), "{code:?}: {said}");
    }
    // A component has to be in a file of pieces, which is all that a function compiles beside what it draws.
    build("giorni.html", "{% component manca() -%}<b></b>{%- endcomponent %}");
    let (code, said) = build("dettagli.html", "{{ <manca /> }}");
    assert!(code == Some(2) && said.contains("dettagli.html:1:"), "{code:?}: {said}");
    assert_eq!(fs::read(&written).expect("a template"), before, "what was there stays");
}

#[test]
fn a_store_that_cannot_write_is_ill() {
    let (town, server) = Town::open();
    // Somebody else keeps the store, for longer than a write waits.
    let other = rusqlite::Connection::open(town.data().join("prenotazioni.sqlite")).expect("the store");
    other.execute_batch("BEGIN IMMEDIATE").expect("a lock");
    let health = ask(server.management, "GET /salute HTTP/1.1\r\n", "");
    assert!(health.starts_with("HTTP/1.1 503 ") && health.contains(r#""store":false,"well":false"#), "{health}");
    other.execute_batch("ROLLBACK").expect("the lock ends");
    let health = ask(server.management, "GET /salute HTTP/1.1\r\n", "");
    assert!(health.starts_with("HTTP/1.1 200 "), "{health}");
}

/// Tries to sign in, so many times; the status of the last.
fn tries(server: &Server, from: &str) -> String {
    let mut last = String::new();
    for _ in 0..=domain::office::TRIES {
        let reply = server.post("/operatori/", &format!("X-Forwarded-For: {from}\r\nContent-Type: application/x-www-form-urlencoded\r\n"), "chiave=nessuna");
        last = reply[9..12].to_owned();
    }
    last
}

#[test]
fn tries_are_counted_by_the_address_that_our_proxy_saw() {
    let town = Town::new();
    let behind = town.serve(&["--proxy", "127.0.0.1"]);
    // All within a minute, most likely; a new one begins the count again, so there is a second round.
    let refused = |server: &Server, from: &str| tries(server, from) == "429" || tries(server, from) == "429";
    assert!(refused(&behind, "192.0.2.1"));
    let reply = behind.post("/operatori/", "X-Forwarded-For: 192.0.2.2\r\nContent-Type: application/x-www-form-urlencoded\r\n", "chiave=nessuna");
    assert!(reply.starts_with("HTTP/1.1 422 "), "somebody else is not refused: {reply}");
    assert!(refused(&behind, "192.0.2.3, 192.0.2.4") && !reply.is_empty());
    behind.end();
    let alone = town.serve(&[]);
    assert!(refused(&alone, "192.0.2.5"));
    let reply = alone.post("/operatori/", "X-Forwarded-For: 192.0.2.6\r\nContent-Type: application/x-www-form-urlencoded\r\n", "chiave=nessuna");
    assert!(reply.starts_with("HTTP/1.1 429 "), "nobody chooses an address: {reply}");
}

#[test]
fn a_new_site_is_read_when_asked_and_a_bad_one_is_not() {
    let (town, server) = Town::open();
    let index = town.folder().join("dist/index.html");
    fs::write(&index, "<p>nuovo").expect("a page");
    assert!(!server.get("/").contains("<p>nuovo"), "nothing is watched");
    server.signal("HUP");
    server.wait_for("reloaded");
    assert!(server.get("/").contains("<p>nuovo"));
    fs::remove_file(&index).expect("a page");
    server.signal("HUP");
    server.wait_for("reload-failed");
    assert!(server.get("/").contains("<p>nuovo"));
    server.book(&town, 2);
}

#[test]
fn secrets_do_not_stand_on_the_command_line() {
    let town = Town::new();
    let (code, said) = town.refused(&["--mittente", "ufficio@comune.example", "--smtp", "smtps://u:segreto@posta.example"], None);
    assert_eq!(code, Some(2));
    assert!(said.contains("una password non va nella riga di comando") && !said.contains("segreto"), "{said}");
    assert!(town.refused(&["--mittente", "ufficio@comune.example"], None).1.contains("in produzione serve un server di posta"));
    assert!(town.refused(&["--smtp", "smtp://127.0.0.1:9"], None).1.contains("in produzione serve --mittente"));
    let two = town.refused(&["--mittente", "ufficio@comune.example", "--smtp", "smtp://127.0.0.1:9"], Some("smtp://127.0.0.1:9"));
    assert!(two.1.contains("il server di posta è detto più volte"), "{}", two.1);
    let file = town.folder().join("smtp");
    fs::write(&file, "smtps://u:segreto@posta.example\nsmtps://altro.example\n").expect("a file");
    let path = file.to_str().expect("UTF-8");
    let lines = town.refused(&["--mittente", "ufficio@comune.example", "--smtp-file", path], None);
    assert!(lines.1.contains("deve contenere una riga sola") && !lines.1.contains("segreto"), "{}", lines.1);
    fs::remove_dir_all(town.folder().join("dist")).expect("the site");
    let none = town.refused(&["--mittente", "ufficio@comune.example"], Some("smtp://127.0.0.1:9"));
    assert!(none.1.contains("prima serve `sportello build`"), "{}", none.1);
}
