// SPDX-License-Identifier: EUPL-1.2
//! One table of requests, three ways of running the same functions: the router in this process, a server on a
//! port, and the program of the function as Lambda starts it, against a small Runtime API. All three must say
//! the same. Each has its own table in one DynamoDB.
//!
//! `FUNCTIONS_FOLDER` names a folder with unpacked functions (`<name>/bootstrap`), to try what is deployed;
//! without it the programs of this build are started.

mod cases;
mod events;
mod keys;
#[path = "../../../dynamo/tests/dynamo/process.rs"]
mod process;
mod recorder;
mod rights;
mod runtime;
mod same;
#[path = "../../../bucket/tests/it/server.rs"]
mod server;
mod town;

use cases::{Case, Memory};
use race::inbox::Inbox;
use town::Town;

async fn all_say_the_same(function: &str, cases: Vec<Case>) {
    let town = Town::new().await;
    let (router, server, lambda) = (town.router().await, town.server().await, town.lambda(function).await);
    let mut memories = [Memory::default(), Memory::default(), Memory::default()];
    for case in cases {
        let said = [router.ask(memories[0].request(&case, &town)).await, server.ask(memories[1].request(&case, &town)).await, lambda.ask(memories[2].request(&case, &town)).await];
        for (memory, said) in memories.iter_mut().zip(&said) {
            memory.keep(&case, said);
        }
        let [router, server, lambda] = said.map(|said| said.compared());
        assert_eq!(router, lambda, "{}: the function in Lambda says something else", case.name);
        assert_eq!(router, server, "{}: the server says something else", case.name);
        assert_eq!(router.status, case.status, "{}: {}", case.name, router.text);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bookings_by_router_server_and_lambda() {
    all_say_the_same("prenotazioni", cases::all()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reports_by_router_server_and_lambda() {
    all_say_the_same("segnalazioni", cases::reports()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_photo_goes_straight_to_the_bucket_and_the_function_draws_it() {
    let town = Town::new().await;
    let lambda = town.lambda("segnalazioni").await;
    let ask = |path: &str| {
        let request = http::Request::post(path).header("x-nf-sign", town.signature()).header("x-nf-client-connection-ip", "192.0.2.1");
        lambda.ask(request.body(Vec::new()).expect("a request"))
    };
    let leave = ask("/api/v1/report-photos/tickets").await;
    assert_eq!(leave.status, 201, "{}", leave.text());
    let leave: serde_json::Value = serde_json::from_slice(&leave.body).expect("JSON");
    let fields: Vec<(String, String)> = leave["fields"].as_object().expect("fields").iter().map(|(name, value)| (name.clone(), value.as_str().expect("text").to_owned())).collect();
    assert_eq!(server::send(leave["url"].as_str().expect("an address"), &fields, &cases::photo()).await, 204);
    let taken = ask(&format!("/api/v1/report-photos/{}", leave["photo"].as_str().expect("a name"))).await;
    assert_eq!(taken.status, 201, "{}", taken.text());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_outbox_function_writes_to_who_reported_and_who_follows() {
    let town = Town::new().await;
    let lambda = town.lambda("segnalazioni").await;
    let mut memory = Memory::default();
    for case in cases::reports() {
        let said = lambda.ask(memory.request(&case, &town)).await;
        memory.keep(&case, &said);
    }
    let inbox = Inbox::open().await.expect("a mail server");
    town.outbox(&lambda, inbox.url()).await.invoke(serde_json::json!({})).await.expect("it ends well");
    let letters = inbox.names();
    let count = |event: &str| letters.iter().filter(|(name, times)| name.contains(event) && **times == 1).count();
    assert_eq!((letters.len(), count(".received.0."), count(".confirm.0.")), (2, 1, 1), "{letters:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_raw_address_answers_nobody() {
    let town = Town::new().await;
    let lambda = town.lambda("prenotazioni").await;
    let get = || http::Request::get("/api/v1/bookables").body(Vec::new()).expect("a request");
    let unsigned = lambda.ask(get()).await;
    assert_eq!(unsigned.status, 403, "{}", unsigned.text());
    let mut forged = get();
    forged.headers_mut().insert("x-nf-sign", town::signature("another-secret-of-thirty-two-characters").parse().expect("a value"));
    assert_eq!(lambda.ask(forged).await.status, 403);
    let mut signed = get();
    signed.headers_mut().insert("x-nf-sign", town.signature().parse().expect("a value"));
    assert_eq!(lambda.ask(signed).await.status, 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_function_without_its_settings_says_which_is_missing() {
    let town = Town::new().await;
    let shared = ["TABLE", "SERVER_KEY", "PROXY_SECRET", "SENDER"].map(|name| ("prenotazioni", name));
    for (function, name) in shared.into_iter().chain([("segnalazioni", "PHOTOS_BUCKET"), ("messaggi", "PHOTOS_BUCKET"), ("messaggi", "SMTP_URL")]) {
        let fault = town.broken(function, name).await;
        assert!(fault.contains(&format!("`{name}`")), "{name}: {fault}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_outbox_function_sends_what_waits() {
    let town = Town::new().await;
    let lambda = town.lambda("prenotazioni").await;
    let mut memory = Memory::default();
    for case in cases::all().into_iter().take_while(|case| case.name != cases::CANCELLED) {
        let said = lambda.ask(memory.request(&case, &town)).await;
        memory.keep(&case, &said);
    }
    let inbox = Inbox::open().await.expect("a mail server");
    let outbox = town.outbox(&lambda, inbox.url()).await;
    let reply = outbox.invoke(serde_json::json!({"source": "aws.events"})).await.expect("it ends well");
    assert!(reply.is_null(), "{reply}");
    let letters = inbox.names();
    assert!(!letters.is_empty() && letters.keys().all(|name| name.ends_with(".confirmed.0")), "{letters:?}");
    // What was sent is sent once.
    outbox.invoke(serde_json::json!({})).await.expect("it ends well");
    assert_eq!(inbox.names(), letters);
    assert!(letters.values().all(|count| *count == 1), "{letters:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_waking_sends_all_that_waits_of_a_booking() {
    let town = Town::new().await;
    let lambda = town.lambda("prenotazioni").await;
    let mut memory = Memory::default();
    for case in cases::all() {
        let said = lambda.ask(memory.request(&case, &town)).await;
        memory.keep(&case, &said);
    }
    let inbox = Inbox::open().await.expect("a mail server");
    town.outbox(&lambda, inbox.url()).await.invoke(serde_json::json!({})).await.expect("it ends well");
    let letters = inbox.names();
    let of_first = |name: &str| letters.keys().filter(|letter| letter.ends_with(name)).count();
    assert_eq!((of_first(".confirmed.0"), of_first(".cancelled.1")), (2, 1), "{letters:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_server_that_is_away_is_logged_for_the_alarm() {
    let town = Town::new().await;
    let lambda = town.lambda("prenotazioni").await;
    let mut memory = Memory::default();
    for case in cases::all().into_iter().take_while(|case| case.name != cases::CANCELLED) {
        let said = lambda.ask(memory.request(&case, &town)).await;
        memory.keep(&case, &said);
    }
    let nobody = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a port").local_addr().expect("an address");
    let outbox = town.outbox(&lambda, &format!("smtp://{nobody}")).await;
    outbox.invoke(serde_json::json!({})).await.expect("it is no failure");
    let reply = outbox.invoke(serde_json::json!({})).await.expect("it is no failure");
    assert!(reply.is_null(), "{reply}");
    outbox.logged("no message can be sent: connect: no connection").await;
}
