// SPDX-License-Identifier: EUPL-1.2
//! What nobody sends by mistake: to the help form, to the rating of a page, to Open311.

use crate::help;
use crate::open311::{V2, count, key, sent};
use crate::reports::{hidden, lamp};
use crate::town::Town;
use domain::feedback::rating::Month;
use domain::feedback::store::Feedback as _;
use http::{Method, StatusCode};
use serde_json::json;

#[tokio::test]
async fn hostile_help_and_ratings() {
    let town = Town::new();
    for evil in ["<script>alert(1)</script>", "\0\u{1}\u{202e}", "a@b.it\r\nBcc: c@d.it", "{{ 7*7 }}{% raw %}", "=1+1", "'; DROP TABLE rating; --"] {
        for field in ["nome", "cognome", "email", "categoria", "servizio", "testo", "privacy", "sito_web", "iniziato", "richiesta", "passo"] {
            let reply = town.post(help::HERE, &help::typed(&[(field, evil)])).await;
            assert!(reply.status.as_u16() < 500 && !reply.text.contains("<script>"), "{field} {evil}: {}", reply.text);
        }
        for field in ["pagina", "voto", "motivo"] {
            let fields = [("pagina", "/"), ("voto", "3"), ("testo", evil), (field, evil)];
            let reply = town.post("/valutazione", &fields).await;
            assert!(reply.status.as_u16() < 500 && !reply.text.contains("<script>"), "{field} {evil}: {}", reply.text);
        }
    }
    let big = "a".repeat(17 * 1024);
    for address in [help::HERE, "/valutazione"] {
        assert_eq!(town.post(address, &[("testo", &big)]).await.status, StatusCode::PAYLOAD_TOO_LARGE, "{address}");
    }
    assert_eq!(help::open(&town).await, 0, "nothing was stored");
    let month = Month::parse("2026-11").expect("a month");
    assert_eq!(town.app.feedback().ratings(month).await.expect("a store"), []);
    // What a form of reports needs is no way into these.
    let (request, begun) = hidden(&town.get("/segnala/nuova/?tipo=lampione").await);
    let reply = town.post(help::HERE, &lamp(&[("richiesta", &request), ("iniziato", &begun), ("passo", "invia")])).await;
    assert!(reply.text.starts_with("<title>Errore: "), "{}", reply.text);
}

#[tokio::test]
async fn the_document_is_served_and_hostile_requests_are_refused() {
    let town = Town::new();
    let document = town.get(&format!("{V2}/openapi.json")).await;
    assert_eq!((document.header("content-type"), document.json()["openapi"].as_str()), ("application/json", Some("3.1.0")));
    let key = key(&town).await;
    for evil in ["<script>alert(1)</script>", "../../etc/passwd", "\0\u{1}\u{fffe}", "'; DROP TABLE report; --", "=HYPERLINK(1)", "{{ 7*7 }}", "%00%0d%0a"] {
        for field in ["service_code", "lat", "email", "media_url", "jurisdiction_id", "attribute[quanti]"] {
            let reply = town.post(&format!("{V2}/requests.xml"), &sent(&key, &[(field, evil)])).await;
            assert!(reply.status.is_client_error(), "{field} {evil}: {}", reply.text);
            assert!(!reply.text.contains("<script>"), "{}", reply.text);
        }
        let encoded: String = form_urlencoded::byte_serialize(evil.as_bytes()).collect();
        for path in [format!("services/{encoded}.json"), format!("requests/{encoded}.xml"), format!("requests.json?service_request_id={encoded}&start_date={encoded}")] {
            let reply = town.get(&format!("{V2}/{path}")).await;
            let is_data = reply.header("content-type").starts_with("application/json") && reply.header("x-content-type-options") == "nosniff";
            assert!(reply.status.as_u16() < 500 && (is_data || !reply.text.contains("<script>")), "{path}: {}", reply.text);
        }
    }
    let raw = town.json(Method::POST, &format!("{V2}/requests.json"), &[("content-type", "application/json")], Some(json!({"api_key": key}))).await;
    assert_eq!(raw.status, StatusCode::FORBIDDEN, "JSON is no form");
    assert_eq!(count(&town).await, 0);
}
