// SPDX-License-Identifier: EUPL-1.2
//! One table of requests, three ways of running the same functions: the router in this process, a server on a
//! port, and the program of the function as Lambda starts it, against a small Runtime API. All three must say
//! the same. Each has its own table in one DynamoDB.
//!
//! `FUNCTIONS_FOLDER` names a folder with unpacked functions (`<name>/bootstrap`), to try what is deployed;
//! without it the programs of this build are started.

mod cases;
mod events;
#[path = "../../../dynamo/tests/dynamo/process.rs"]
mod process;
mod recorder;
mod rights;
mod runtime;
mod same;
mod town;

use cases::Memory;
use race::inbox::Inbox;
use town::Town;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn router_server_and_lambda_say_the_same() {
    let town = Town::new().await;
    let (router, server, lambda) = (town.router().await, town.server().await, town.lambda("prenotazioni").await);
    let mut memories = [Memory::default(), Memory::default(), Memory::default()];
    let mut compared = 0;
    for case in cases::all() {
        let said = [router.ask(memories[0].request(&case, &town)).await, server.ask(memories[1].request(&case, &town)).await, lambda.ask(memories[2].request(&case, &town)).await];
        for (memory, said) in memories.iter_mut().zip(&said) {
            memory.keep(&case, said);
        }
        let [router, server, lambda] = said.map(|said| said.compared());
        assert_eq!(router, lambda, "{}: the function in Lambda says something else", case.name);
        assert_eq!(router, server, "{}: the server says something else", case.name);
        assert_eq!(router.status, case.status, "{}: {}", case.name, router.text);
        compared += 1;
    }
    assert_eq!(compared, cases::all().len());
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
    for name in ["TABLE", "SERVER_KEY", "PROXY_SECRET", "SENDER"] {
        let fault = town.broken("prenotazioni", name).await;
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
    // The second event came after the line was written.
    assert_eq!(outbox.log().lines().next(), Some("no message can be sent: connect: no connection"));
}
