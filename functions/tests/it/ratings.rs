// SPDX-License-Identifier: EUPL-1.2
//! How clear pages are: from the widget to the offices' page and the table of a month.

use crate::reports_clerk::signed;
use crate::town::{Reply, Town};
use axum::body::Body;
use axum::{Extension, Router};
use domain::feedback::rating::{Month, Rating};
use domain::feedback::store::Feedback as _;
use functions::operatori::Client;
use http::{Method, Request, StatusCode, header};
use serde_json::json;
use tower::ServiceExt as _;

const HERE: &str = "/valutazione";

async fn ratings(town: &Town) -> Vec<Rating> {
    town.app.feedback().ratings(Month::parse("2026-11").expect("a month")).await.expect("a store")
}

async fn see(town: &Town, address: &str, cookie: &str) -> Reply {
    town.ask(Request::get(address).header("cookie", cookie).body(Body::empty()).expect("a request")).await
}

/// Rates as somebody at an address.
async fn from(town: &Town, source: String, fields: &[(&str, &str)]) -> StatusCode {
    let router: Router = functions::router::router(town.app.clone()).layer(Extension(Client(source)));
    let body: String = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let request = Request::post(HERE).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(Body::from(body)).expect("a request");
    router.oneshot(request).await.expect("a router answers").status()
}

#[tokio::test]
async fn from_the_widget_to_thanks() {
    let town = Town::new();
    let fields = [("pagina", "/servizi/carta/"), ("voto", "2"), ("motivo", "non-chiare"), ("testo", " Dove si paga? 🦊 ")];
    let sent = town.post(HERE, &fields).await;
    assert_eq!(sent.location(), "/valutazione?grazie=%2Fservizi%2Fcarta%2F");
    let thanks = town.get(sent.location()).await;
    assert!(thanks.text.starts_with("<title>Grazie - ") && thanks.main().contains("href=\"/servizi/carta/\""), "{}", thanks.text);
    let [rating] = ratings(&town).await.try_into().unwrap_or_else(|all| panic!("one: {all:?}"));
    assert_eq!((rating.page.as_str(), rating.vote.number(), rating.comment.as_str(), rating.day.to_string().as_str()), ("/servizi/carta/", 2, "Dove si paga? 🦊", "2026-11-23"));
    let kept = serde_json::to_string(&rating).expect("JSON");
    assert!(!kept.contains("192.0.2.1") && !kept.contains("11:0") && !kept.contains("12:0"), "nobody and no hour: {kept}");
    // A double click is one vote; the same opinion a minute later is another.
    town.post(HERE, &fields).await.location();
    assert_eq!(ratings(&town).await.len(), 1);
    town.later(1);
    town.post(HERE, &fields).await.location();
    assert_eq!(ratings(&town).await.len(), 2);
    assert_eq!(from(&town, "192.0.2.2".to_owned(), &fields).await, StatusCode::SEE_OTHER);
    assert_eq!(ratings(&town).await.len(), 3);
}

#[tokio::test]
async fn what_does_not_fit_is_said_and_nothing_is_lost() {
    let town = Town::new();
    let page = ("pagina", "/servizi/");
    let long = "è".repeat(201);
    for (fields, says) in [
        (&[page, ("testo", "Ciao \"tu\"")][..], "Scegli un voto da 1 a 5"),
        (&[page, ("voto", "0"), ("testo", "Ciao \"tu\"")], "Scegli un voto"),
        (&[page, ("voto", "6"), ("testo", "Ciao \"tu\"")], "Scegli un voto"),
        (&[page, ("voto", "256"), ("testo", "Ciao \"tu\"")], "Scegli un voto"),
        (&[page, ("voto", "3"), ("motivo", "x"), ("testo", "Ciao \"tu\"")], "Scegli una delle risposte"),
        (&[page, ("voto", "3"), ("testo", &*long)], "al massimo 200 caratteri"),
    ] {
        let reply = town.post(HERE, fields).await;
        assert!(reply.text.starts_with("<title>Errore: ") && reply.main().contains(says) && reply.main().contains("data-fuoco"), "{fields:?}: {}", reply.text);
        assert!(reply.main().contains("Ciao &quot;tu&quot;") || reply.main().contains(&long), "{fields:?}: {}", reply.main());
        assert!(reply.main().contains("name=\"pagina\" value=\"/servizi/\""), "{}", reply.main());
    }
    let exactly = "è".repeat(200);
    town.post(HERE, &[page, ("voto", "3"), ("testo", &exactly)]).await.location();
    // The answer to the other question was hidden when the vote changed.
    town.post(HERE, &[page, ("voto", "5"), ("motivo", "non-chiare"), ("testo", "a\nb")]).await.location();
    let all = ratings(&town).await;
    assert!(all.iter().any(|rating| rating.vote.number() == 5 && rating.aspect.is_none() && rating.comment == "a b"), "{all:?}");
    for page in ["", "/non-c-e/", "https://altro.example/", "//altro.example/", "/servizi/../", "<script>"] {
        let reply = town.post(HERE, &[("pagina", page), ("voto", "3")]).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{page}: {}", reply.text);
        assert_eq!(town.get(&format!("{HERE}?grazie={}", form_urlencoded::byte_serialize(page.as_bytes()).collect::<String>())).await.status, StatusCode::NOT_FOUND, "{page}");
    }
    assert_eq!(ratings(&town).await.len(), 2);
    let alone = town.get("/valutazione?pagina=/servizi/").await;
    assert!(alone.main().contains("value=\"/servizi/\"") && alone.main().contains("Capivo sempre che stavo procedendo correttamente"), "{}", alone.main());
}

#[tokio::test]
async fn a_source_has_a_limit() {
    let town = Town::new();
    for number in 0..30 {
        let comment = number.to_string();
        town.post(HERE, &[("pagina", "/"), ("voto", "1"), ("testo", &comment)]).await.location();
    }
    let reply = town.post(HERE, &[("pagina", "/"), ("voto", "1"), ("testo", "Ancora")]).await;
    assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(reply.main().contains("value=\"Ancora\"") && reply.main().contains("aspetta un minuto"), "{}", reply.text);
    assert_eq!(ratings(&town).await.len(), 30);
}

#[tokio::test]
async fn the_worst_pages_first_and_a_table_of_the_month() {
    let town = Town::new();
    for (page, votes) in [("/", [5, 5, 4, 5, 5]), ("/servizi/", [3, 3, 3, 3, 3]), ("/servizi/carta/", [1, 2, 1, 5, 1])] {
        for (number, vote) in votes.iter().enumerate() {
            let (vote, answer) = (vote.to_string(), if *vote > 3 { "chiare" } else { "non-tecnica" });
            let fields = [("pagina", page), ("voto", &*vote), ("motivo", answer), ("testo", if number == 0 { "=1+1 <b>" } else { "" })];
            assert_eq!(from(&town, format!("192.0.2.{number}"), &fields).await, StatusCode::SEE_OTHER);
        }
    }
    assert_eq!(town.get("/operatori/valutazioni/").await.location(), "/operatori/");
    assert_eq!(town.get("/operatori/valutazioni/2026-11/valutazioni.csv").await.location(), "/operatori/");
    let cookie = signed(&town, "biblioteca").await;
    let page = see(&town, "/operatori/valutazioni/", &cookie).await;
    let places: Vec<usize> = ["<strong>2,0</strong>", "<strong>3,0</strong>", "<strong>4,8</strong>"]
        .iter()
        .map(|mean| page.main().find(mean).unwrap_or_else(|| panic!("{mean}: {}", page.main())))
        .collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(
        page.main().contains("almeno 5 voti") && page.main().contains("15 voti") && page.main().contains("settembre 2026 a novembre 2026"),
        "the rule is said: {}",
        page.main()
    );
    assert!(page.main().contains("Ho avuto problemi tecnici (4)") && page.main().contains("=1+1 &lt;b&gt;"), "{}", page.main());
    let table = see(&town, "/operatori/valutazioni/2026-11/valutazioni.csv", &cookie).await;
    assert_eq!(table.header("content-disposition"), "attachment; filename=\"valutazioni-2026-11.csv\"");
    let lines: Vec<&str> = table.text.trim_start_matches('\u{feff}').split("\r\n").collect();
    assert_eq!((lines[0], lines.len()), ("giorno,pagina,voto,risposta,commento", 17), "{}", table.text);
    assert!(lines.contains(&"2026-11-23,/servizi/carta/,1,Ho avuto problemi tecnici,'=1+1 <b>"), "{}", table.text);
    assert!(see(&town, "/operatori/valutazioni/?mese=2026-10", &cookie).await.main().contains("Nessuna pagina ha abbastanza voti"));
    for wrong in ["/operatori/valutazioni/?mese=2026-12", "/operatori/valutazioni/?mese=x", "/operatori/valutazioni/2026-13/valutazioni.csv"] {
        assert_eq!(see(&town, wrong, &cookie).await.status, StatusCode::NOT_FOUND, "{wrong}");
    }
    town.later(60 * 24 * 365);
    assert_eq!(town.app.feedback().forget_feedback(town.app.now()).await.expect("a store"), 0);
    town.later(60 * 24);
    assert_eq!(town.app.feedback().forget_feedback(town.app.now()).await.expect("a store"), 15);
}

#[tokio::test]
async fn the_same_as_json() {
    let town = Town::new();
    let rate = |name: &'static str, wanted: serde_json::Value| {
        let town = &town;
        async move { town.json(Method::POST, "/api/v1/ratings", &[("idempotency-key", name)], Some(wanted)).await }
    };
    let wanted = json!({"page": "/servizi/", "vote": 4, "answer": "chiare", "comment": "Bene"});
    for _ in 0..2 {
        let reply = rate("a-name-of-a-request-1", wanted.clone()).await;
        assert_eq!((reply.status, reply.json()), (StatusCode::CREATED, json!({"page": "/servizi/", "vote": 4})), "{}", reply.text);
    }
    assert_eq!(ratings(&town).await.len(), 1);
    for wrong in [json!({"page": "/x/", "vote": 4}), json!({"page": "/", "vote": 9}), json!({"page": "/", "vote": 4, "answer": "non-chiare"})] {
        assert_eq!(rate("a-name-of-a-request-2", wrong.clone()).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    assert_eq!(rate("a-name-of-a-request-3", json!({"page": "/", "vote": -1})).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(ratings(&town).await.len(), 1);
}
