// SPDX-License-Identifier: EUPL-1.2
//! Open311 GeoReport v2: a case for every rule of the standard (http://wiki.open311.org/GeoReport_v2).

use crate::reports::{INSIDE, report, token};
use crate::reports_clerk::{act, signed};
use crate::town::{Reply, Town};
use domain::office::{Keys as _, OfficeKey};
use domain::report::store::{Page, Reports as _, Which};
use domain::report::subscriber::Event;
use domain::token::Code;
use http::StatusCode;
use jiff::Timestamp;
use serde_json::{Value, json};

pub const V2: &str = "/open311/v2";

/// The key of an app.
pub async fn key(town: &Town) -> String {
    let secret = town.app.fresh();
    town.app.store().put_key(&OfficeKey::of_app(secret, "App di prova".to_owned(), town.app.now())).await.expect("a store");
    secret.text()
}

/// What an app sends; later pairs win.
pub fn sent<'t>(key: &'t str, more: &[(&'t str, &'t str)]) -> Vec<(&'t str, &'t str)> {
    let (lat, long) = INSIDE.split_once(',').expect("two numbers");
    let usual = [
        ("api_key", key),
        ("service_code", "lampione"),
        ("lat", lat),
        ("long", long),
        ("address_string", "Via Broseta 12"),
        ("description", "Da tre giorni è spento & \"buio\" <b>."),
        ("attribute[quanti]", "Uno"),
        ("email", "maria@posta.example"),
        ("first_name", "Maria"),
        ("last_name", "Rossi"),
        ("phone", "035 000000"),
        ("device_id", "tt222111"),
        ("account_id", "123456"),
    ];
    usual.iter().copied().chain(more.iter().copied()).collect()
}

async fn post(town: &Town, fields: &[(&str, &str)]) -> Reply {
    town.post(&format!("{V2}/requests.json"), fields).await
}

/// Sends a report; gives its id.
async fn send(town: &Town, more: &[(&str, &str)]) -> String {
    let key = key(town).await;
    let reply = post(town, &sent(&key, more)).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    reply.json()[0]["service_request_id"].as_str().expect("an id").to_owned()
}

async fn get(town: &Town, path: &str) -> Value {
    let reply = town.get(&format!("{V2}/{path}")).await;
    assert_eq!(reply.status, StatusCode::OK, "{path}: {}", reply.text);
    reply.json()
}

/// An error in both formats: its status, and a list of codes and sentences.
async fn refused(town: &Town, path: &str, status: u16) -> String {
    let (name, query) = path.split_once('?').map_or((path, String::new()), |(name, query)| (name, format!("?{query}")));
    let json = town.get(&format!("{V2}/{name}.json{query}")).await;
    assert_eq!((json.status.as_u16(), json.header("content-type")), (status, "application/json; charset=utf-8"), "{path}: {}", json.text);
    assert_eq!(json.json()[0]["code"], status, "{path}");
    let xml = town.get(&format!("{V2}/{name}.xml{query}")).await;
    assert_eq!((xml.status.as_u16(), xml.header("content-type")), (status, "text/xml; charset=utf-8"), "{path}: {}", xml.text);
    assert!(xml.text.contains(&format!("<errors><error><code>{status}</code><description>")), "{path}: {}", xml.text);
    json.json()[0]["description"].as_str().expect("a sentence").to_owned()
}

pub async fn count(town: &Town) -> usize {
    let page = Page { since: Timestamp::MIN, before: None, most: 10_000 };
    town.app.store().list(&Which::All, &page).await.expect("a store").len()
}

#[tokio::test]
async fn discovery_says_where_and_in_which_formats() {
    let town = Town::new();
    let found = get(&town, "discovery.json").await;
    let endpoint = json!({
        "specification": "http://wiki.open311.org/GeoReport_v2",
        "url": "https://comune.example/open311/v2",
        "changeset": "2026-11-22",
        "type": "production",
        "formats": ["text/xml", "application/json"]
    });
    assert_eq!((&found["changeset"], &found["endpoints"]), (&json!("2026-11-22"), &json!([endpoint])));
    for field in ["contact", "key_service"] {
        assert!(found[field].as_str().is_some_and(|text| text.contains("https://comune.example/assistenza/")), "{field}: {found}");
    }
    let xml = town.get(&format!("{V2}/discovery.xml")).await;
    assert!(xml.text.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<discovery><changeset>"), "{}", xml.text);
    assert!(
        xml.text.contains("<endpoints><endpoint><specification>") && xml.text.contains("<formats><format>text/xml</format><format>application/json</format></formats>"),
        "{}",
        xml.text
    );
    assert_eq!((xml.header("content-type"), xml.header("access-control-allow-origin")), ("text/xml; charset=utf-8", "*"));
}

#[tokio::test]
async fn services_and_what_they_ask() {
    let town = Town::new();
    let services = get(&town, "services.json").await;
    let lamp = json!({
        "service_code": "lampione", "service_name": "Lampione spento", "description": "Strade: Lampione spento. Risposta entro 10 giorni.",
        "metadata": true, "type": "realtime", "keywords": "strade, lampione spento", "group": "Strade"
    });
    assert_eq!(services[0], lamp);
    let codes: Vec<&str> = services.as_array().expect("a list").iter().filter_map(|service| service["service_code"].as_str()).collect();
    assert_eq!(codes, ["lampione", "buca", "sito"]);
    assert_eq!(services[1]["metadata"], false);
    let xml = town.get(&format!("{V2}/services.xml")).await;
    assert!(xml.text.contains("<services><service><service_code>lampione</service_code>") && xml.text.contains("<metadata>true</metadata>"), "{}", xml.text);
    let definition = get(&town, "services/lampione.json").await;
    assert_eq!(definition["service_code"], "lampione");
    let choice = json!({
        "variable": true, "code": "quanti", "datatype": "singlevaluelist", "required": true, "datatype_description": null, "order": 1,
        "description": "Domanda quanti", "values": [{"key": "Uno", "name": "Uno"}, {"key": "Tanti", "name": "Tanti"}]
    });
    assert_eq!(definition["attributes"][0], choice);
    let rest: Vec<_> = [1, 2].iter().map(|at| (&definition["attributes"][at]["datatype"], &definition["attributes"][at]["order"])).collect();
    assert_eq!(rest, [(&json!("string"), &json!(2)), (&json!("singlevaluelist"), &json!(3))]);
    let xml = town.get(&format!("{V2}/services/lampione.xml")).await;
    assert!(xml.text.contains("<service_definition><service_code>lampione</service_code><attributes><attribute><variable>true</variable><code>quanti</code>"), "{}", xml.text);
    assert!(xml.text.contains("<datatype_description/>") && xml.text.contains("<values><value><key>Uno</key><name>Uno</name></value>"), "{}", xml.text);
    assert_eq!(get(&town, "services/buca.json").await, json!({"service_code": "buca", "attributes": []}));
}

#[tokio::test]
async fn what_does_not_exist_is_404_in_the_format_that_was_asked() {
    let town = Town::new();
    for path in ["services/xxx", "requests/2222-2222", "requests/xxx", "tokens/2222-2222", "tokens/xxx", "altro", "services/a/b", "requests?service_code=xxx"] {
        refused(&town, path, 404).await;
    }
    for path in ["services/lampione", "services/lampione.csv", "services.csv", "requests", "", "requests/2222-2222"] {
        let reply = town.get(&format!("{V2}/{path}")).await;
        assert_eq!((reply.status.as_u16(), reply.header("content-type")), (404, "text/xml; charset=utf-8"), "{path}: {}", reply.text);
    }
    for path in ["discovery", "services", "services/lampione", "requests", "requests/2222-2222", "tokens/2222-2222"] {
        let said = refused(&town, &format!("{path}?jurisdiction_id=altro.example"), 404).await;
        assert!(said.contains("jurisdiction_id") && said.contains("altro.example"), "{said}");
    }
    // The town's own name, with www and without, or none at all: empty is as if it were not there.
    for own in ["comune.example", "www.comune.example", "COMUNE.example", ""] {
        get(&town, &format!("services.json?jurisdiction_id={own}")).await;
    }
    assert_eq!(town.post(&format!("{V2}/services.json"), &[]).await.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn a_report_needs_a_key_of_an_app() {
    let town = Town::new();
    let (office, other) = (town.key("anagrafe").await, town.app.fresh().text());
    for key in ["", "x", &other, &office] {
        let reply = post(&town, &sent(key, &[])).await;
        assert_eq!((reply.status, &reply.json()[0]["code"]), (StatusCode::FORBIDDEN, &json!(403)), "{key}: {}", reply.text);
        assert!(reply.json()[0]["description"].as_str().is_some_and(|said| said.contains("api_key")), "{}", reply.text);
        let xml = town.post(&format!("{V2}/requests.xml"), &sent(key, &[])).await;
        assert!(xml.status == StatusCode::FORBIDDEN && xml.text.contains("<code>403</code>"), "{}", xml.text);
    }
    assert_eq!(count(&town).await, 0);
    // And the key of an app opens nothing of an office.
    let app = key(&town).await;
    assert_eq!(town.post("/operatori/", &[("chiave", &app)]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let id = town.app.store().keys().await.expect("a store").into_iter().find(|key| key.office == "App di prova").expect("a key").id();
    let feed = format!("/operatori/calendario/{}/{}/agenda.ics", id.text(), id.feed(town.app.key()).text());
    assert_eq!(town.get(&feed).await.status, StatusCode::NOT_FOUND);
    assert!(town.app.store().revoke(id).await.expect("a store"));
    assert_eq!(post(&town, &sent(&app, &[])).await.status, StatusCode::FORBIDDEN, "a key that was taken away");
}

#[tokio::test]
async fn a_report_is_taken_and_has_its_id_at_once() {
    let town = Town::new();
    let key = key(&town).await;
    let reply = post(&town, &sent(&key, &[("jurisdiction_id", "comune.example")])).await;
    assert_eq!((reply.status, reply.header("content-type")), (StatusCode::OK, "application/json; charset=utf-8"), "{}", reply.text);
    let requests = reply.json();
    let [request] = &requests.as_array().expect("a list")[..] else { panic!("one: {}", reply.text) };
    let id = request["service_request_id"].as_str().expect("an id");
    assert!(request.get("token").is_none() && request["account_id"].is_null(), "an id, and so no token: {request}");
    assert_eq!(request["service_notice"], "Se ne occupa: Ufficio anagrafe. Risposta entro il 3 dicembre 2026.");
    let kept = town.app.store().report(&Code::parse(id).expect("a code")).await.expect("a store").expect("a report");
    assert_eq!((kept.text.subject.as_str(), kept.text.answers.len()), ("Da tre giorni è spento & \"buio\" <b>.", 1));
    let place = kept.place.clone().expect("a place");
    assert_eq!((place.address.as_deref(), place.point.map(|point| point.to_string()).as_deref(), place.district.is_some()), (Some("Via Broseta 12"), Some(INSIDE), true));
    let written = serde_json::to_string(&kept).expect("JSON");
    for secret in ["Maria", "Rossi", "035", "tt222111", "123456", "maria@"] {
        assert!(!written.contains(secret), "{secret} is not kept: {written}");
    }
    let citizens = async || {
        let letters = town.app.store().letters(town.app.now(), 10).await.expect("a store");
        letters.iter().filter(|waiting| waiting.letter.event != Event::Office).count()
    };
    assert_eq!(citizens().await, 1, "who left an address is written to");
    let xml = town.post(&format!("{V2}/requests.xml"), &sent(&key, &[("email", "")])).await;
    assert!(xml.text.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<service_requests><request><service_request_id>"), "{}", xml.text);
    assert!(xml.text.contains("<account_id/></request></service_requests>"), "{}", xml.text);
    assert_eq!(citizens().await, 1, "e-mail is optional");
    // The same name of a request is the same report.
    let name = [("idempotency-key", "a-name-of-a-request-1")];
    let fields = sent(&key, &[]);
    let first = town.send(&format!("{V2}/requests.json"), &fields, &name).await.json();
    assert_eq!(town.send(&format!("{V2}/requests.json"), &fields, &name).await.json(), first);
    assert_eq!(count(&town).await, 3);
    let other = town.send(&format!("{V2}/requests.json"), &[&fields[..], &[("description", "Altro")]].concat(), &name).await;
    assert_eq!((other.status, other.json()[0]["code"].as_u64()), (StatusCode::BAD_REQUEST, Some(422)), "{}", other.text);
    assert_eq!(count(&town).await, 3, "what asks for something else has a name of its own");
}

#[tokio::test]
async fn what_is_missing_or_odd_is_400_and_all_of_it_is_said() {
    let town = Town::new();
    let key = key(&town).await;
    let (long, address) = ("è".repeat(4001), "v".repeat(121));
    for (fields, says) in [
        (&[("service_code", "")][..], "service_code"),
        (&[("lat", "")], "lat e long vanno insieme"),
        (&[("long", "")], "lat e long vanno insieme"),
        (&[("lat", "x")], "gradi con il punto"),
        (&[("lat", "91")], "gradi con il punto"),
        (&[("long", "NaN")], "gradi con il punto"),
        (&[("lat", ""), ("long", ""), ("address_string", "")], "Manca il luogo"),
        (&[("lat", ""), ("long", ""), ("address_string", ""), ("address_id", "7")], "address_id"),
        (&[("lat", "45.4642"), ("long", "9.19")], "fuori dal territorio"),
        (&[("address_string", &*address)], "Accorcia l'indirizzo"),
        (&[("attribute[quanti]", "")], "Domanda quanti"),
        (&[("attribute[quanti]", "Tre")], "Domanda quanti"),
        (&[("attribute[palo]", "a\nb")], "Accorcia la risposta"),
        (&[("description", &*long)], "4000"),
        (&[("media_url", "javascript:alert(1)")], "media_url"),
        (&[("media_url", "https://a b")], "media_url"),
        (&[("email", "maria@")], "email"),
    ] {
        let reply = post(&town, &sent(&key, fields)).await;
        assert_eq!((reply.status, &reply.json()[0]["code"]), (StatusCode::BAD_REQUEST, &json!(400)), "{fields:?}: {}", reply.text);
        assert!(reply.json()[0]["description"].as_str().is_some_and(|said| said.contains(says)), "{fields:?}: {}", reply.text);
    }
    for (fields, status) in [(&[("service_code", "xxx")][..], 404), (&[("jurisdiction_id", "altro.example")], 404)] {
        assert_eq!(post(&town, &sent(&key, fields)).await.status.as_u16(), status, "{fields:?}");
    }
    let several = post(&town, &sent(&key, &[("attribute[quanti]", ""), ("email", "x"), ("description", &long)])).await;
    assert_eq!(several.json().as_array().map(Vec::len), Some(3), "each has its line: {}", several.text);
    assert_eq!(count(&town).await, 0, "nothing is half stored");
    let huge = "a".repeat(70_000);
    let reply = post(&town, &sent(&key, &[("description", &huge)])).await;
    assert_eq!((reply.status, &reply.json()[0]["code"]), (StatusCode::BAD_REQUEST, &json!(413)), "{}", reply.text);
}

#[tokio::test]
async fn what_is_optional_may_be_left_out_or_empty() {
    let town = Town::new();
    let exactly = "🦊".repeat(4000);
    for fields in [
        &[("email", ""), ("first_name", ""), ("phone", ""), ("device_id", ""), ("account_id", "")][..],
        &[("lat", ""), ("long", "")],
        &[("address_string", "")],
        &[("description", "")],
        &[("description", &exactly)],
        &[("attribute[quanti]", "Tanti"), ("attribute[acceso]", "sì"), ("attribute[palo]", "12/b")],
        &[("service_code", "sito"), ("lat", ""), ("long", ""), ("address_string", "")],
    ] {
        send(&town, fields).await;
    }
    let key = key(&town).await;
    let few = post(&town, &[("api_key", &key), ("service_code", "lampione"), ("address_string", "Via Broseta 12"), ("attribute[quanti][]", "Uno")]).await;
    assert_eq!(few.status, StatusCode::OK, "several values in brackets, and nothing optional: {}", few.text);
    let id = send(&town, &[("description", ""), ("media_url", "https://foto.example/1.jpg")]).await;
    let kept = town.app.store().report(&Code::parse(&id).expect("a code")).await.expect("a store").expect("a report");
    assert_eq!((kept.text.subject.as_str(), kept.text.description.as_str()), ("Lampione spento", "https://foto.example/1.jpg"));
    let words = "parola ".repeat(30);
    let id = send(&town, &[("description", &words)]).await;
    let kept = town.app.store().report(&Code::parse(&id).expect("a code")).await.expect("a store").expect("a report");
    assert!(kept.text.subject.ends_with("parola…") && kept.text.subject.chars().count() <= 80, "{}", kept.text.subject);
}

#[tokio::test]
async fn only_what_an_office_let_through_is_public() {
    let town = Town::new();
    let mine = report(&town, &[]).await;
    let id = token(&mine).code();
    let hidden = get(&town, &format!("requests/{id}.json")).await;
    let expected = json!([{
        "service_request_id": id.as_str(), "status": "open", "status_notes": null, "service_name": "Lampione spento", "service_code": "lampione",
        "description": null, "agency_responsible": "Ufficio anagrafe", "service_notice": null, "requested_datetime": "2026-11-23T11:01:00Z",
        "updated_datetime": "2026-11-23T11:01:00Z", "expected_datetime": "2026-12-03T11:01:00Z", "address": null, "address_id": null, "zipcode": null,
        "lat": null, "long": null, "media_url": null
    }]);
    assert_eq!(hidden, expected);
    let cookie = signed(&town, "anagrafe").await;
    act(&town, &mine, &cookie, &[("azione", "testo"), ("come", "mostra")]).await;
    act(&town, &mine, &cookie, &[("azione", "nota"), ("nota", "Solo per noi")]).await;
    act(&town, &mine, &cookie, &[("azione", "stato"), ("stato", "presa-in-carico"), ("nota", "")]).await;
    town.later(60);
    act(&town, &mine, &cookie, &[("azione", "stato"), ("stato", "risolta"), ("nota", "Fatto & \"ok\" <i>")]).await;
    town.later(60);
    let shown = &get(&town, &format!("requests/{id}.json")).await[0];
    assert_eq!((&shown["status"], &shown["status_notes"]), (&json!("closed"), &json!("Fatto & \"ok\" <i>")));
    assert_eq!(shown["updated_datetime"], "2026-11-23T12:01:00Z", "when it was closed");
    assert_eq!(shown["description"], "Lampione spento \"qui\" 🦊\nDa tre giorni.\n<b>È buio</b>");
    assert_eq!((&shown["address"], &shown["lat"], &shown["long"]), (&json!("Via Broseta 12"), &json!(45.6941), &json!(9.6712)));
    let xml = town.get(&format!("{V2}/requests/{id}.xml")).await;
    assert!(xml.text.contains("<status_notes>Fatto &amp; &quot;ok&quot; &lt;i&gt;</status_notes>") && xml.text.contains("<lat>45.6941</lat>"), "{}", xml.text);
    assert!(xml.text.contains("<address_id/><zipcode/>") && !xml.text.contains("Solo per noi"), "{}", xml.text);
}

#[tokio::test]
async fn a_token_is_the_id() {
    let town = Town::new();
    let id = send(&town, &[]).await;
    assert_eq!(get(&town, &format!("tokens/{id}.json")).await, json!([{"service_request_id": id, "token": id}]));
    let xml = town.get(&format!("{V2}/tokens/{id}.xml")).await;
    assert!(
        xml.text.contains(&format!("<service_requests><request><service_request_id>{id}</service_request_id><token>{id}</token></request></service_requests>")),
        "{}",
        xml.text
    );
}

/// Ids of a list.
async fn ids(town: &Town, query: &str) -> Vec<String> {
    let found = get(town, &format!("requests.json?{query}")).await;
    found.as_array().expect("a list").iter().map(|request| request["service_request_id"].as_str().expect("an id").to_owned()).collect()
}

#[tokio::test]
async fn requests_by_id_code_status_and_date() {
    let town = Town::new();
    let first = send(&town, &[]).await;
    town.later(60 * 24 * 50);
    let second = send(&town, &[("service_code", "buca")]).await;
    let mine = report(&town, &[]).await;
    let third = token(&mine).code().to_string();
    let cookie = signed(&town, "anagrafe").await;
    act(&town, &mine, &cookie, &[("azione", "stato"), ("stato", "inoltrata"), ("nota", "Alla Provincia")]).await;
    town.later(60 * 24 * 41);
    // Now is 22 February 2027, some 91 days after the first and 41 after the others.
    assert_eq!(ids(&town, "").await, [third.clone(), second.clone()], "the last 90 days, the newest first");
    assert_eq!(ids(&town, "status=open").await, std::slice::from_ref(&second));
    assert_eq!(ids(&town, "status=closed").await, std::slice::from_ref(&third));
    assert_eq!(ids(&town, "status=open,closed").await.len(), 2);
    assert_eq!(ids(&town, "status=open&status=closed").await.len(), 2, "given several times");
    assert_eq!(ids(&town, "status=&service_code=&start_date=&page=").await.len(), 2, "empty is as if it were not there");
    assert_eq!(ids(&town, "service_code=buca").await, std::slice::from_ref(&second));
    assert_eq!(ids(&town, "service_code=buca,lampione").await.len(), 2);
    let range = "start_date=2026-11-23T00:00:00Z&end_date=2027-02-21T00:00:00Z";
    assert_eq!(ids(&town, range).await, [third.clone(), second.clone(), first.clone()], "90 days to the second");
    assert_eq!(ids(&town, "end_date=2026-12-01T00:00:00%2B01:00").await, std::slice::from_ref(&first), "90 days before the end");
    assert_eq!(ids(&town, "end_date=2026-12-01T00:00:00+01:00").await, std::slice::from_ref(&first), "a plus sign that nobody encoded");
    assert_eq!(ids(&town, "start_date=2026-11-01T00:00:00Z").await, [third.clone(), second.clone(), first.clone()], "90 days after the start");
    assert_eq!(ids(&town, "start_date=2026-11-23T11:00:00Z&end_date=2026-11-23T11:00:00Z").await, std::slice::from_ref(&first), "both ends are in");
    assert_eq!(ids(&town, &format!("service_request_id={first},{third},2222-2222,x&status=open&start_date=x")).await.len(), 2, "ids override all other arguments");
    for (query, says) in [
        ("status=aperta", "status"),
        ("start_date=ieri", "start_date"),
        ("end_date=2026", "end_date"),
        ("start_date=2026-11-23T00:00:00Z&end_date=2027-02-21T00:00:01Z", "90 giorni"),
        ("start_date=2026-11-24T00:00:00Z&end_date=2026-11-23T00:00:00Z", "viene prima"),
        ("page=0", "page"),
        ("page_size=1001", "page_size"),
        ("page_size=x", "page_size"),
    ] {
        let said = refused(&town, &format!("requests?{query}"), 400).await;
        assert!(said.contains(says), "{query}: {said}");
    }
    town.later(60 * 24 * 400);
    assert_eq!(ids(&town, "").await, Vec::<String>::new());
    assert_eq!(ids(&town, range).await, [third, second, first], "what is older than the open data");
}

#[tokio::test]
async fn a_thousand_at_most_page_by_page() {
    let town = Town::new();
    let key = key(&town).await;
    for number in 0..1_005 {
        if number % 25 == 0 {
            town.later(1);
        }
        assert_eq!(post(&town, &sent(&key, &[("email", "")])).await.status, StatusCode::OK, "{number}");
    }
    town.later(2);
    let all = ids(&town, "").await;
    assert_eq!(all.len(), 1_000);
    assert_eq!(ids(&town, "page=2").await.len(), 5);
    let second = ids(&town, "page=2&page_size=10").await;
    assert_eq!(second, all[10..20]);
    assert_eq!(ids(&town, "page=101&page_size=10").await.len(), 5);
    assert_eq!(ids(&town, "page=200&page_size=10").await.len(), 0);
    // And a key has its limit in a minute.
    for _ in 0..30 {
        post(&town, &sent(&key, &[])).await;
    }
    let many = post(&town, &sent(&key, &[])).await;
    assert_eq!((many.status, &many.json()[0]["code"]), (StatusCode::BAD_REQUEST, &json!(429)), "{}", many.text);
}
