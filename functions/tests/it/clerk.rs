// SPDX-License-Identifier: EUPL-1.2
//! The clerk's day.

use crate::town::{Town, token};
use domain::office::KeyId;
use http::StatusCode;

const DAY: &str = "/operatori/giorno/2026-11-26/";

/// Signs in; gives the header of the session.
async fn signed(town: &Town, office: &str) -> String {
    let key = town.key(office).await;
    let reply = town.post("/operatori/", &[("chiave", &key)]).await;
    assert_eq!(reply.location(), "/operatori/giorno/2026-11-23/");
    let cookie = reply.header("set-cookie");
    for part in ["__Host-sportello=", "; Path=/;", "HttpOnly", "Secure", "SameSite=Strict"] {
        assert!(cookie.contains(part), "{part}: {cookie}");
    }
    cookie.split(';').next().expect("a cookie").to_owned()
}

async fn see(town: &Town, address: &str, cookie: &str) -> crate::town::Reply {
    town.ask(http::Request::get(address).header("cookie", cookie).body(axum::body::Body::empty()).expect("a request")).await
}

#[tokio::test]
async fn the_day_and_who_came() {
    let town = Town::new();
    let code = token(&town.book("2026-11-26", "0900", "Maria <i>Rossi</i>").await).code();
    town.book("2026-11-26", "0900", "=1+1").await;
    let cookie = signed(&town, "anagrafe").await;
    let page = see(&town, DAY, &cookie).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    assert!(page.main().contains("Ufficio anagrafe: 2 persone") && page.main().contains("Maria &lt;i&gt;Rossi") && page.main().contains("2 prenotati su 2"), "{}", page.main());
    let number = page.after("name=\"posto\" value=\"").to_owned();
    let id = page.after("name=\"codice\" value=\"").to_owned();
    let fields = [("prenotabile", "facile"), ("ora", "0900"), ("posto", number.as_str()), ("codice", id.as_str()), ("presenza", "si")];
    let done = town.send(&format!("{DAY}presenza/"), &fields, &[("cookie", &cookie)]).await;
    assert_eq!(done.location(), format!("{DAY}#{id}"));
    assert!(see(&town, DAY, &cookie).await.main().contains("<span class=\"stato\">Presente</span>"));
    let csv = see(&town, &format!("{DAY}elenco.csv"), &cookie).await;
    assert!(csv.text.contains(&format!(",{code},Maria <i>Rossi</i>,maria@posta.example,")) && csv.text.contains(",'=1+1,"), "{}", csv.text);
    assert!(csv.text.contains("presente\r\n"), "{}", csv.text);
    let feed = page.text.split_once("<code>https://comune.example").expect("the address of the feed").1.split('<').next().expect("its end").to_owned();
    let calendar = town.get(&feed).await;
    assert!(calendar.text.contains("BEGIN:VEVENT") && calendar.text.contains(code.as_str()) && !calendar.text.contains("Maria"), "{}", calendar.text);
    assert_eq!(town.get(&feed.replace("/agenda", "a/agenda")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_office_sees_its_own_and_nobody_sees_without_a_key() {
    let town = Town::new();
    town.book("2026-11-26", "0900", "Maria").await;
    let cookie = signed(&town, "biblioteca").await;
    let page = see(&town, DAY, &cookie).await;
    assert!(!page.main().contains("Maria") && page.main().contains("Sportello libri"), "{}", page.main());
    let shut = town.send(&format!("{DAY}chiudi/"), &[("prenotabile", "facile")], &[("cookie", &cookie)]).await;
    assert_eq!(shut.status, StatusCode::NOT_FOUND);
    for wrong in ["", "__Host-sportello=", "__Host-sportello=a.b.c", &cookie[..cookie.len() - 1]] {
        assert_eq!(see(&town, DAY, wrong).await.location(), "/operatori/");
    }
    // A key that is taken away ends its sessions.
    let id = cookie.split_once('=').and_then(|(_, value)| KeyId::parse(value.split('.').next()?)).expect("the name of the key");
    assert!(domain::office::Keys::revoke(town.app.store(), id).await.expect("a store"));
    assert_eq!(see(&town, DAY, &cookie).await.location(), "/operatori/");
}

#[tokio::test]
async fn five_tries_a_minute() {
    let town = Town::new();
    let key = town.key("anagrafe").await;
    for _ in 0..5 {
        let reply = town.post("/operatori/", &[("chiave", "aaaaaaaaaaaaaaaaaaaaaaaaaa")]).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(reply.text.starts_with("<title>Errore: "), "{}", reply.text);
    }
    assert_eq!(town.post("/operatori/", &[("chiave", &key)]).await.status, StatusCode::TOO_MANY_REQUESTS);
    town.later(1);
    assert_eq!(town.post("/operatori/", &[("chiave", &key)]).await.status, StatusCode::SEE_OTHER);
    let foreign = town.send("/operatori/", &[("chiave", &key)], &[("sec-fetch-site", "cross-site")]).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn shutting_takes_no_new_bookings_and_tells_who_had_one() {
    let town = Town::new();
    let mine = town.book("2026-11-26", "0900", "Maria").await;
    let held = town.hold("2026-11-26", "0900").await;
    let cookie = signed(&town, "anagrafe").await;
    let ask = see(&town, &format!("{DAY}chiudi/?prenotabile=facile&ora=0900"), &cookie).await;
    assert!(ask.main().contains("<strong>Una persona</strong>"), "{}", ask.main());
    let fields = [("prenotabile", "facile"), ("ora", "0900")];
    for _ in 0..2 {
        assert_eq!(town.send(&format!("{DAY}chiudi/"), &fields, &[("cookie", &cookie)]).await.location(), DAY);
    }
    assert!(town.get(&mine).await.main().contains("Prenotazione annullata"));
    assert_eq!(town.get(&held).await.status, StatusCode::GONE);
    let times = town.get("/prenota/facile/2026-11-26/").await;
    assert!(times.main().contains("<span>dalle 09:00 alle 10:00</span><small>nessun posto libero</small>"), "{}", times.main());
    assert!(times.main().contains("<span>dalle 10:00 alle 11:00</span><small>2 posti liberi</small>"), "{}", times.main());
    let waiting = domain::store::Store::waiting(town.app.store(), town.app.now(), 10).await.expect("a store");
    assert!(waiting.iter().any(|waiting| match &waiting.found {
        domain::store::Found::Closed(closed) => closed.booking.due.iter().any(|due| due.event == domain::booking::Event::Shut),
        domain::store::Found::Standing(..) => false,
    }));
    assert_eq!(town.send(&format!("{DAY}riapri/"), &[("prenotabile", "facile")], &[("cookie", &cookie)]).await.location(), DAY);
    assert!(town.get("/prenota/facile/2026-11-26/").await.main().contains("<span>dalle 09:00 alle 10:00</span><small>2 posti liberi</small>"));
    let past = town.send("/operatori/giorno/2026-11-20/chiudi/", &fields, &[("cookie", &cookie)]).await;
    assert_eq!(past.status, StatusCode::CONFLICT);
}
