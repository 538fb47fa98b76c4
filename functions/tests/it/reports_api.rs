// SPDX-License-Identifier: EUPL-1.2
//! A program that reports.

use crate::reports::photo;
use crate::reports_clerk::{act, signed};
use crate::town::{Reply, Town};
use axum::body::Body;
use http::{Method, Request, StatusCode};
use serde_json::{Value, json};

const NAME: &str = "a-name-of-a-request-1";

fn wish() -> Value {
    json!({
        "kind": "lampione", "subject": "Spento", "description": "Da tre giorni.", "email": "maria@posta.example", "privacy": true,
        "position": {"latitude": 45.6941, "longitude": 9.6712}, "answers": {"quanti": "Uno"}
    })
}

async fn send(town: &Town, name: &str, wish: Value) -> Reply {
    town.json(Method::POST, "/api/v1/reports", &[("idempotency-key", name)], Some(wish)).await
}

fn problem(reply: &Reply, status: u16, code: &str) {
    assert_eq!((reply.status.as_u16(), reply.header("content-type")), (status, "application/problem+json"), "{}", reply.text);
    assert_eq!(reply.json()["code"], code, "{}", reply.text);
}

#[tokio::test]
async fn one_request_is_one_report() {
    let town = Town::new();
    let kinds = town.get("/api/v1/report-kinds").await.json();
    assert_eq!((kinds["kinds"][0]["id"].as_str(), kinds["kinds"][0]["questions"][0]["choices"].as_array().map(Vec::len)), (Some("lampione"), Some(2)));
    let first = send(&town, NAME, wish()).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.text);
    let again = send(&town, NAME, wish()).await;
    assert_eq!((again.status, again.json()), (first.status, first.json()));
    let mut other = wish();
    other["subject"] = json!("Un altro");
    problem(&send(&town, NAME, other.clone()).await, 422, "idempotency-key-reused");
    assert_ne!(send(&town, "a-name-of-a-request-2", other).await.json()["report"]["code"], first.json()["report"]["code"]);
    problem(&town.json(Method::POST, "/api/v1/reports", &[], Some(wish())).await, 400, "idempotency-key-missing");
    let code = first.json()["report"]["code"].as_str().expect("a code").to_owned();
    let seen = town.get(&format!("/api/v1/reports/{code}")).await;
    assert_eq!(seen.json(), first.json()["report"]);
    assert_eq!(
        (&seen.json()["subject"], &seen.json()["position"], &seen.json()["district"], &seen.json()["status"]),
        (&Value::Null, &Value::Null, &json!("centro"), &json!("ricevuta"))
    );
    problem(&town.get("/api/v1/reports/2222-2222").await, 404, "not-found");
    let list = town.get("/api/v1/reports?limit=1").await.json();
    assert_eq!(list["reports"].as_array().map(Vec::len), Some(1));
    let next = list["next"].as_str().expect("there is more");
    let rest = town.get(&format!("/api/v1/reports?limit=100&before={next}")).await.json();
    assert_eq!((rest["reports"].as_array().map(Vec::len), &rest["next"]), (Some(1), &Value::Null));
    for query in ["?limit=0", "?limit=101", "?limit=x", "?before=", "?before=1_2"] {
        problem(&town.get(&format!("/api/v1/reports{query}")).await, 422, "invalid");
    }
    // Opened again with its secret, and with no other.
    let private = format!("/segnala/_mia/{}/", first.json()["secret"].as_str().expect("a secret"));
    let cookie = signed(&town, "anagrafe").await;
    act(&town, &private, &cookie, &[("azione", "stato"), ("stato", "chiusa-senza-intervento"), ("nota", "No")]).await;
    let address = format!("/api/v1/reports/{code}/reopen");
    let bearer = format!("Bearer {}", first.json()["secret"].as_str().expect("a secret"));
    let reason = Some(json!({"reason": "Sì invece"}));
    problem(&town.json(Method::POST, &address, &[], reason.clone()).await, 401, "unauthorized");
    problem(&town.json(Method::POST, &address, &[("authorization", "Bearer aaaaaaaaaaaaaaaaaaaaaaaaaa")], reason.clone()).await, 404, "not-found");
    problem(&town.json(Method::POST, &address, &[("authorization", &bearer)], Some(json!({"reason": " "}))).await, 422, "invalid");
    let open = town.json(Method::POST, &address, &[("authorization", &bearer)], reason).await;
    assert_eq!((open.status, &open.json()["status"], &open.json()["note"]), (StatusCode::OK, &json!("ricevuta"), &json!("No")), "{}", open.text);
}

#[tokio::test]
async fn a_name_that_somebody_else_used_gives_no_secret() {
    let town = Town::new();
    let first = send(&town, NAME, wish()).await;
    let private = format!("/segnala/_mia/{}/", first.json()["secret"].as_str().expect("a secret"));
    let cookie = signed(&town, "anagrafe").await;
    let strangers = || [("description", json!("Altro.")), ("email", json!("ugo@posta.example")), ("kind", json!("buca")), ("address", json!("Altrove"))];
    let same = async |version: u32| {
        let again = send(&town, NAME, wish()).await;
        assert_eq!((again.status, &again.json()["secret"]), (StatusCode::CREATED, &first.json()["secret"]), "{version}");
        for (field, value) in strangers() {
            let mut with = wish();
            with[field] = value;
            with["answers"] = if field == "kind" { json!({}) } else { with["answers"].clone() };
            problem(&send(&town, NAME, with).await, 422, "idempotency-key-reused");
        }
    };
    same(0).await;
    act(&town, &private, &cookie, &[("azione", "stato"), ("stato", "presa-in-carico")]).await;
    town.later(1);
    same(1).await;
    town.later(60 * 24 * 91);
    domain::report::keep::sweep(town.app.store(), None, town.app.now()).await.expect("a store");
    problem(&send(&town, NAME, wish()).await, 422, "idempotency-key-reused");
}

#[tokio::test]
async fn photos_are_put_first() {
    let town = Town::new();
    let put = |bytes: Vec<u8>| town.ask(Request::post("/api/v1/report-photos").body(Body::from(bytes)).expect("a request"));
    let reply = put(photo(50)).await;
    assert_eq!((reply.status, &reply.json()["position"]), (StatusCode::CREATED, &json!({"latitude": 45.6941, "longitude": 9.6712})), "{}", reply.text);
    let mut with = wish();
    with["photos"] = json!([reply.json()["photo"]]);
    assert_eq!(send(&town, NAME, with.clone()).await.status, StatusCode::CREATED);
    assert_eq!(send(&town, NAME, with.clone()).await.status, StatusCode::CREATED, "asked twice it is the same");
    problem(&send(&town, "a-name-of-a-request-4", with).await, 422, "invalid");
    for photos in [json!(["aaaaaaaaaaaaaaaaaaaaaaaaaa"]), json!(["../../x"]), json!(["", "", "", ""])] {
        let mut with = wish();
        with["photos"] = photos;
        problem(&send(&town, "a-name-of-a-request-3", with).await, 422, "invalid");
    }
    problem(&put(b"GIF89a".to_vec()).await, 422, "invalid");
    problem(&put(vec![0; 11 * 1024 * 1024]).await, 413, "too-large");
}

#[tokio::test]
async fn what_does_not_fit_is_said() {
    let town = Town::new();
    for (field, value, wrong) in [
        ("kind", json!("manca"), "kind"),
        ("subject", json!(""), "oggetto"),
        ("description", json!("x".repeat(601)), "descrizione"),
        ("email", json!("maria"), "email"),
        ("privacy", json!(false), "privacy"),
        ("position", json!({"latitude": 44.0, "longitude": 9.0}), "posizione"),
        ("position", json!({"latitude": 1e300, "longitude": 9.0}), "posizione"),
        ("district", json!("luna"), "quartiere"),
        ("answers", json!({}), "d-quanti"),
    ] {
        let mut with = wish();
        with[field] = value;
        let reply = send(&town, NAME, with).await;
        problem(&reply, 422, "invalid");
        assert_eq!(reply.json()["errors"][0]["field"], wrong, "{}", reply.text);
    }
    for (field, value) in [("subject", json!(3)), ("segreto", json!(1)), ("position", json!("45,9")), ("answers", json!([1]))] {
        let mut with = wish();
        with[field] = value;
        problem(&send(&town, NAME, with).await, 400, "unreadable");
    }
}
