// SPDX-License-Identifier: EUPL-1.2
//! A program that books.

use crate::town::{Reply, Town};
use http::{Method, StatusCode};
use serde_json::{Value, json};

const NAME: &str = "a-name-of-a-request-1";

fn wish(time: &str) -> Value {
    json!({"bookable": "facile", "day": "2026-11-26", "time": time, "details": {"name": "Maria", "email": "maria@posta.example"}})
}

async fn book(town: &Town, name: &str, wish: Value) -> Reply {
    town.json(Method::POST, "/api/v1/bookings", &[("idempotency-key", name)], Some(wish)).await
}

fn problem(reply: &Reply, status: u16, code: &str) {
    assert_eq!((reply.status.as_u16(), reply.header("content-type")), (status, "application/problem+json"), "{}", reply.text);
    assert_eq!(reply.json()["code"], code, "{}", reply.text);
    assert!(reply.json()["detail"].as_str().is_some_and(|text| text.ends_with('.')), "{}", reply.text);
}

#[tokio::test]
async fn what_can_be_booked_and_when() {
    let town = Town::new();
    let list = town.get("/api/v1/bookables").await.json();
    assert_eq!(list["bookables"][0]["id"], "facile");
    let slots = town.get("/api/v1/bookables/severo/slots?from=2026-11-26&to=2026-11-27").await.json();
    assert_eq!(slots["slots"].as_array().map(Vec::len), Some(4));
    assert_eq!(
        slots["slots"][0],
        json!({"day": "2026-11-26", "from": "09:00", "to": "10:00", "start": "2026-11-26T08:00:00Z", "free": [{"number": 1, "name": "Tavolo 1"}, {"number": 2, "name": "Tavolo 2"}]})
    );
    let days = town.get("/api/v1/bookables/severo/days?from=2026-11-27&to=2026-11-30").await.json();
    assert_eq!(days, json!({"days": [{"day": "2026-11-27", "free": 4}, {"day": "2026-11-30", "free": 4}]}), "days that are shut are left out");
    for query in ["?from=", "?to=", "?from=ieri", "?from=2026-11-26&to=2026-11-25", "?from=2026-11-01&to=2026-12-31"] {
        problem(&town.get(&format!("/api/v1/bookables/facile/slots{query}")).await, 422, "invalid");
        problem(&town.get(&format!("/api/v1/bookables/facile/days{query}")).await, 422, "invalid");
    }
    problem(&town.get("/api/v1/bookables/manca").await, 404, "not-found");
}

#[tokio::test]
async fn one_request_is_one_booking() {
    let town = Town::new();
    let first = book(&town, NAME, wish("09:00")).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.text);
    let again = book(&town, NAME, wish("09:00")).await;
    assert_eq!((again.status, again.json()), (first.status, first.json()));
    problem(&book(&town, NAME, wish("10:00")).await, 422, "idempotency-key-reused");
    let mut other = wish("09:00");
    other["details"]["name"] = json!("Ugo");
    problem(&book(&town, NAME, other).await, 422, "idempotency-key-reused");
    assert_eq!(book(&town, "a-name-of-a-request-2", wish("09:00")).await.status, StatusCode::CREATED);
    problem(&book(&town, "a-name-of-a-request-3", wish("09:00")).await, 409, "taken");
    problem(&town.json(Method::POST, "/api/v1/bookings", &[], Some(wish("09:00"))).await, 400, "idempotency-key-missing");
    for name in ["short", "sixteen letters and spaces"] {
        problem(&book(&town, name, wish("09:00")).await, 400, "idempotency-key-missing");
    }
    let (code, secret) = (first.json()["code"].clone(), first.json()["secret"].clone());
    let address = format!("/api/v1/bookings/{}", code.as_str().expect("a code"));
    let bearer = format!("Bearer {}", secret.as_str().expect("a secret"));
    let known = [("authorization", bearer.as_str())];
    assert_eq!(town.json(Method::GET, &address, &known, None).await.json(), first.json());
    problem(&town.json(Method::GET, &address, &[], None).await, 401, "unauthorized");
    problem(&town.json(Method::GET, &address, &[("authorization", "Bearer aaaaaaaaaaaaaaaaaaaaaaaaaa")], None).await, 404, "not-found");
    let there = json!({"day": "2026-11-27", "time": "10:00"});
    for _ in 0..2 {
        let moved = town.json(Method::POST, &format!("{address}/move"), &known, Some(there.clone())).await;
        assert_eq!((moved.status, &moved.json()["day"], &moved.json()["sequence"]), (StatusCode::OK, &json!("2026-11-27"), &json!(1)), "{}", moved.text);
    }
    // Somebody else who happens to use the name gets no secret, whatever became of the booking.
    let mut stranger = wish("09:00");
    stranger["details"]["email"] = json!("ugo@posta.example");
    assert_eq!(book(&town, NAME, wish("09:00")).await.json()["secret"], secret, "moved it is still the answer to its request");
    problem(&book(&town, NAME, stranger.clone()).await, 422, "idempotency-key-reused");
    assert_eq!(town.json(Method::DELETE, &address, &known, None).await.status, StatusCode::NO_CONTENT);
    problem(&book(&town, NAME, stranger).await, 422, "idempotency-key-reused");
    assert_eq!(book(&town, NAME, wish("09:00")).await.json()["status"], "cancelled");
    assert_eq!(town.json(Method::DELETE, &address, &known, None).await.status, StatusCode::NO_CONTENT);
    assert_eq!(town.json(Method::GET, &address, &known, None).await.json()["status"], "cancelled");
    problem(&town.json(Method::POST, &format!("{address}/move"), &known, Some(there)).await, 404, "not-found");
}

#[tokio::test]
async fn a_hold_is_confirmed_with_its_secret() {
    let town = Town::new();
    let wanted = json!({"bookable": "facile", "day": "2026-11-26", "time": "09:00"});
    let named = [("idempotency-key", NAME)];
    let hold = town.json(Method::POST, "/api/v1/holds", &named, Some(wanted.clone())).await;
    assert_eq!(hold.status, StatusCode::CREATED, "{}", hold.text);
    assert_eq!(town.json(Method::POST, "/api/v1/holds", &named, Some(wanted)).await.json(), hold.json());
    let bearer = format!("Bearer {}", hold.json()["secret"].as_str().expect("a secret"));
    let known = [("authorization", bearer.as_str())];
    let place = json!({"bookable": "facile", "day": "2026-11-26", "time": "09:00", "place": hold.json()["place"]["number"]});
    town.later(3);
    let longer = town.json(Method::POST, "/api/v1/holds/extend", &known, Some(place.clone())).await;
    assert_eq!((longer.json()["extended"].clone(), longer.json()["until"].clone()), (json!(true), json!("2026-11-23T11:13:00Z")), "{}", longer.text);
    let mut booking = wish("09:00");
    booking["place"] = place["place"].clone();
    let confirmed = town.json(Method::POST, "/api/v1/bookings", &[named[0], known[0]], Some(booking)).await;
    assert_eq!((confirmed.status, &confirmed.json()["secret"]), (StatusCode::CREATED, &hold.json()["secret"]), "{}", confirmed.text);
    assert_eq!(town.json(Method::POST, "/api/v1/holds/release", &known, Some(place)).await.status, StatusCode::NO_CONTENT);
    let slots = town.get("/api/v1/bookables/facile/slots?from=2026-11-26&to=2026-11-26").await.json();
    assert_eq!(slots["slots"][0]["free"].as_array().map(Vec::len), Some(1), "a booking is not released as a hold");
}

#[tokio::test]
async fn what_cannot_be_read_is_said() {
    let town = Town::new();
    let mut unknown = wish("09:00");
    unknown["segreto"] = json!(1);
    problem(&book(&town, NAME, unknown).await, 400, "unreadable");
    let mut wrong = wish("09:00");
    wrong["details"] = json!({"name": "", "email": "maria"});
    let reply = book(&town, NAME, wrong).await;
    problem(&reply, 422, "invalid");
    assert_eq!(reply.json()["errors"].as_array().map(Vec::len), Some(2));
    for place in [json!(0), json!(1.5), json!(-1), json!("1"), json!(4_294_967_296_u64)] {
        let mut numbered = wish("09:00");
        numbered["place"] = place;
        problem(&book(&town, NAME, numbered).await, 400, "unreadable");
    }
    let mut numbered = wish("09:00");
    numbered["place"] = json!(2.0);
    assert_eq!(book(&town, "a-name-of-a-request-9", numbered).await.json()["place"]["number"], 2);
    problem(&book(&town, NAME, wish("9:00")).await, 422, "invalid");
    problem(&book(&town, NAME, wish("09:30")).await, 404, "no-slot");
    let mut huge = wish("09:00");
    huge["details"]["name"] = json!("x".repeat(20_000));
    problem(&book(&town, NAME, huge).await, 413, "too-large");
}

/// Every `$ref` of a JSON value.
fn references<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| match value {
            Value::String(text) if key == "$ref" => found.push(text),
            value => references(value, found),
        }),
        Value::Array(list) => list.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

#[tokio::test]
async fn the_document_points_nowhere_in_vain() {
    let document = Town::new().get("/api/v1/openapi.json").await.json();
    let mut found = Vec::new();
    references(&document, &mut found);
    assert!(found.len() > 20, "{found:?}");
    let key = document.pointer("/paths/~1api~1v1~1holds/post/parameters/0").expect("a header");
    assert_eq!((&key["name"], &key["required"], &key["schema"]["type"]), (&json!("Idempotency-Key"), &json!(false), &json!("string")), "it is not `null`");
    for reference in found {
        assert!(document.pointer(reference.trim_start_matches('#')).is_some(), "{reference}");
    }
}

#[tokio::test]
async fn the_document_says_every_route() {
    let document = Town::new().get("/api/v1/openapi.json").await.json();
    assert_eq!(document["openapi"], "3.1.0");
    let paths: Vec<&String> = document["paths"].as_object().expect("paths").keys().collect();
    assert_eq!(
        paths,
        [
            "/api/v1/bookables",
            "/api/v1/bookables/{id}",
            "/api/v1/bookables/{id}/days",
            "/api/v1/bookables/{id}/slots",
            "/api/v1/bookings",
            "/api/v1/bookings/{code}",
            "/api/v1/bookings/{code}/move",
            "/api/v1/help-requests",
            "/api/v1/holds",
            "/api/v1/holds/extend",
            "/api/v1/holds/release",
            "/api/v1/ratings",
            "/api/v1/report-kinds",
            "/api/v1/report-photos",
            "/api/v1/report-photos/tickets",
            "/api/v1/report-photos/{photo}",
            "/api/v1/reports",
            "/api/v1/reports/{code}",
            "/api/v1/reports/{code}/reopen"
        ]
    );
}
