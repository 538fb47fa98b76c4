// SPDX-License-Identifier: EUPL-1.2
//! What each function asks of its table, call by call: `infra/tests/calls.json` says it, and the tests of `infra`
//! hold its role to the same list, no more and no less. `BLESS=1` writes what was asked.
#![expect(clippy::disallowed_methods, reason = "the tests read and write what is expected")]

use crate::cases::{self, Memory};
use crate::recorder::Recorder;
use crate::town::{Lambda, Town};
use domain::report::Report;
use domain::report::store::Reports as _;
use domain::report::subscriber::{Event, Role};
use http::Request;
use race::inbox::Inbox;
use race::town::{LIBRARY, OPEN_DAY, PROBLEM, open_day};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use store::contract::reports as examples;
use tokio::net::{TcpListener, TcpStream};

fn signed(town: &Town, request: http::request::Builder) -> http::request::Builder {
    request.header("x-nf-sign", town.signature()).header("x-nf-client-connection-ip", "192.0.2.9").header("content-type", "application/json")
}

/// A place is held and given back; a clerk looks at the day.
async fn what_the_cases_leave_out(town: &Town, lambda: &Lambda) {
    let hold = serde_json::json!({"bookable": LIBRARY, "day": open_day(), "time": "09:00", "place": 1}).to_string();
    let held = signed(town, Request::post("/api/v1/holds")).header("idempotency-key", "a-hold-that-is-given-back");
    let held = lambda.ask(held.body(hold.clone().into_bytes()).expect("a request")).await;
    let secret = serde_json::from_slice::<serde_json::Value>(&held.body).expect("JSON")["secret"].as_str().expect("a secret").to_owned();
    let released = signed(town, Request::post("/api/v1/holds/release")).header("authorization", format!("Bearer {secret}"));
    let released = lambda.ask(released.body(hold.into_bytes()).expect("a request")).await;
    assert_eq!(released.status, 204, "{}", released.text());
    let key = signed(town, Request::post("/operatori/")).body(b"chiave=aaaaaaaaaaaaaaaaaaaaaaaaaa".to_vec());
    assert_eq!(lambda.ask(key.expect("a request")).await.status, 422);
    lambda.logged("offices: a key was refused").await;
}

/// A mail server before which something happens to the booking.
async fn meanwhile(inbox: &Inbox, town: &Town, lambda: &Lambda, booking: (String, String)) -> (String, impl Future<Output = u16>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let url = format!("smtp://{}", listener.local_addr().expect("an address"));
    let to = inbox.url().trim_start_matches("smtp://").to_owned();
    let cancel = signed(town, Request::delete(format!("/api/v1/bookings/{}", booking.0))).header("authorization", format!("Bearer {}", booking.1));
    let cancelled = async move {
        let (mut letter, _) = listener.accept().await.expect("a letter");
        let status = lambda.ask(cancel.body(Vec::new()).expect("a request")).await.status;
        let mut inbox = TcpStream::connect(to).await.expect("the mail server");
        tokio::io::copy_bidirectional(&mut letter, &mut inbox).await.expect("a conversation");
        status
    };
    (url, cancelled)
}

async fn book(town: &Town, lambda: &Lambda) -> (String, String) {
    let details = serde_json::json!({"name": "Ugo", "email": "ugo@posta.example"});
    let hold = serde_json::json!({"bookable": OPEN_DAY, "day": open_day(), "time": "10:00", "place": 3});
    let send = |path: &str, name: &'static str, secret: Option<&str>, body: serde_json::Value| {
        let request = signed(town, Request::post(path)).header("idempotency-key", name);
        let request = secret.into_iter().fold(request, |request, secret| request.header("authorization", format!("Bearer {secret}")));
        lambda.ask(request.body(body.to_string().into_bytes()).expect("a request"))
    };
    let text = |body: &[u8], field: &str| serde_json::from_slice::<serde_json::Value>(body).expect("JSON")[field].as_str().expect(field).to_owned();
    let held = send("/api/v1/holds", "a-booking-that-is-cancelled", None, hold.clone()).await;
    let secret = text(&held.body, "secret");
    let mut booking = hold;
    booking["details"] = details;
    let booked = send("/api/v1/bookings", "a-booking-that-is-cancelled", Some(&secret), booking).await;
    (text(&booked.body, "code"), secret)
}

/// Somebody reports, an office answers, nobody wants more letters.
async fn reports(town: &Town) -> Recorder {
    let (lambda, recorder) = town.recorded("segnalazioni").await;
    let mut memory = Memory::default();
    for case in cases::reports() {
        let said = lambda.ask(memory.request(&case, town)).await;
        memory.keep(&case, &said);
    }
    let (key, good) = town.keys(&lambda, &["new", "comune"]).await;
    assert!(good, "{key}");
    let key = key.split_once("chiave di `comune`: ").and_then(|(_, rest)| rest.split_whitespace().next()).expect("a key").to_owned();
    let bookings = town.beside(&lambda, "prenotazioni").await;
    let form = |path: &str, cookie: &str, body: String| {
        let request = http::Request::post(path).header("x-nf-sign", town.signature()).header("x-nf-client-connection-ip", "192.0.2.9");
        request.header("content-type", "application/x-www-form-urlencoded").header("cookie", cookie).body(body.into_bytes()).expect("a request")
    };
    let signed_in = bookings.ask(form("/operatori/", "none=0", format!("chiave={key}"))).await;
    assert_eq!(signed_in.status, 303, "{}", signed_in.text());
    let cookie = signed_in.headers["set-cookie"].to_str().expect("text").split(';').next().expect("a cookie").to_owned();
    let [code, secret] = ["code", "secret"].map(|name| memory.get(name));
    let (clerk, mine) = (format!("/operatori/segnalazioni/{code}/"), format!("/segnala/_mia/{secret}/"));
    for (path, body) in
        [(clerk.as_str(), "versione=0&azione=stato&stato=chiusa-senza-intervento&nota=Privato"), (&format!("{mine}riapri/"), "motivo=Non+va"), (&format!("{mine}basta/"), "")]
    {
        let said = lambda.ask(form(path, &cookie, body.to_owned())).await;
        assert_eq!(said.status, 303, "{path}: {}", said.text());
    }
    // A point, near which somebody may have seen the same.
    let near = lambda.ask(form("/segnala/nuova/", "none=0", format!("tipo={PROBLEM}&passo=dove&posizione=45.694100%2C9.671200"))).await;
    assert_eq!(near.status, 200, "{}", near.text());
    let list = http::Request::get("/operatori/segnalazioni/").header("x-nf-sign", town.signature()).header("cookie", cookie);
    assert_eq!(lambda.ask(list.body(Vec::new()).expect("a request")).await.status, 200);
    recorder
}

/// A report that is to be erased, and somebody who never confirmed that they follow it.
async fn what_is_over(town: &Town, lambda: &Lambda) {
    let (store, now) = (town.store(lambda), jiff::Timestamp::now());
    let before = now.saturating_sub(jiff::SignedDuration::from_hours(1)).expect("a moment");
    let old = Report { erase_at: before, ..examples::report(1, 0) };
    let reporter = examples::subscriber(&old, 1, Role::Reporter);
    store.submit(&old, Some(&reporter), &[reporter.letter(Event::Received, 0, before)]).await.unwrap_or_else(|error| panic!("{}", error.0));
    let silent = examples::subscriber(&old, 2, Role::Asked { until: before });
    assert!(store.subscribe(&silent, None, before).await.unwrap_or_else(|error| panic!("{}", error.0)));
    // And one whose photo nobody kept, because whoever took it fell.
    let fallen = Report { erase_at: now.saturating_add(jiff::SignedDuration::from_hours(9)).expect("a moment"), ..examples::report(3, 0) };
    store.submit(&fallen, None, &[]).await.unwrap_or_else(|error| panic!("{}", error.0));
    let id = fallen.photos[0].id.text();
    for object in [format!("drafts/{id}.jpg"), format!("drafts/{id}-small.jpg")] {
        let path = town.photo(&object);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(&path, b"a photo").expect("an object");
        std::fs::File::options().write(true).open(&path).expect("it is there").set_modified(std::time::SystemTime::from(fallen.submitted)).expect("a time");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_function_asks_what_its_role_allows() {
    let town = Town::new().await;
    let (lambda, bookings) = town.recorded("prenotazioni").await;
    let mut memory = Memory::default();
    for case in cases::all() {
        let said = lambda.ask(memory.request(&case, &town)).await;
        memory.keep(&case, &said);
    }
    what_the_cases_leave_out(&town, &lambda).await;
    let inbox = Inbox::open().await.expect("a mail server");
    town.outbox(&lambda, inbox.url()).await.invoke(serde_json::json!({})).await.expect("it ends well");
    let (url, cancelled) = meanwhile(&inbox, &town, &lambda, book(&town, &lambda).await).await;
    let (outbox, messages) = town.recorded_outbox(&lambda, &url).await;
    let (sent, cancelled) = tokio::join!(outbox.invoke(serde_json::json!({})), cancelled);
    sent.expect("it ends well");
    assert_eq!(cancelled, 204);
    what_is_over(&town, &lambda).await;
    let (outbox, sweep) = town.recorded_outbox(&lambda, inbox.url()).await;
    outbox.invoke(serde_json::json!({})).await.expect("it ends well");
    let messages: BTreeSet<String> = messages.calls().into_iter().chain(sweep.calls()).collect();

    let found: BTreeMap<&str, BTreeSet<String>> = [("Prenotazioni", bookings.calls()), ("Segnalazioni", reports(&town).await.calls()), ("Messaggi", messages)].into();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../infra/tests/calls.json");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, serde_json::to_string_pretty(&found).expect("JSON") + "\n").expect("it is written");
    }
    let known: BTreeMap<String, BTreeSet<String>> = serde_json::from_slice(&std::fs::read(&path).expect("it is there")).expect("JSON");
    let found: BTreeMap<String, BTreeSet<String>> = found.into_iter().map(|(name, calls)| (name.to_owned(), calls)).collect();
    assert_eq!(found, known, "the functions ask something else of the table: BLESS=1, and change the roles in infra/template.yaml");
}
