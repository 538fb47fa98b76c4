// SPDX-License-Identifier: EUPL-1.2
//! A citizen without JavaScript.

use crate::town::{Town, token};
use http::StatusCode;

const DAY: &str = "2026-11-26";

#[tokio::test]
async fn from_the_list_of_days_to_the_confirmation() {
    let town = Town::new();
    let days = town.get("/prenota/facile/giorni/?servizio=carta").await;
    assert_eq!(days.status, StatusCode::OK);
    assert!(days.text.starts_with("<title>Scegli il giorno: Sportello facile - Comune di Prova</title>"), "{}", days.text);
    assert!(days.main().contains(r#"<a href="/prenota/facile/2026-11-26/?servizio=carta"><span>giovedì 26 novembre</span><small>4 posti liberi</small></a>"#), "{}", days.text);
    assert!(days.main().contains("Carta d&#39;identità"), "the service is said: {}", days.main());
    let times = town.get("/prenota/facile/2026-11-26/?servizio=carta").await;
    assert!(times.main().contains("<span>dalle 09:00 alle 10:00</span><small>2 posti liberi</small>"), "{}", times.main());
    let request = times.after("name=\"richiesta\" value=\"").to_owned();
    let chosen = [("richiesta", request.as_str()), ("ora", "0900"), ("servizio", "carta")];
    let held = town.post("/prenota/facile/2026-11-26/", &chosen).await;
    let details = held.location().to_owned();
    // A second click finds the place of the first, and takes no other.
    assert_eq!(town.post("/prenota/facile/2026-11-26/", &chosen).await.location(), details);
    let after = town.get("/prenota/facile/2026-11-26/").await;
    assert!(after.main().contains("<span>dalle 09:00 alle 10:00</span><small>1 posto libero</small>"), "{}", after.main());
    let page = town.get(&details).await;
    assert!(page.main().contains("<strong data-resta>10 minuti</strong>"), "{}", page.main());
    let typed = [("nome", "Zoë \"Mimì\" <b>🦊</b>"), ("email", "zoe@posta.example")];
    let check = town.post(&details, &[&[("passo", "controlla")], &typed[..]].concat()).await;
    assert_eq!(check.status, StatusCode::OK);
    assert!(check.main().contains("Zoë &quot;Mimì&quot; &lt;b&gt;🦊&lt;&#x2F;b&gt;") || check.main().contains("Zoë &quot;Mimì&quot; &lt;b&gt;🦊&lt;/b&gt;"), "{}", check.main());
    let again = town.post(&details, &[&[("passo", "correggi")], &typed[..]].concat()).await;
    assert!(again.main().contains("value=\"zoe@posta.example\""), "what was typed is kept: {}", again.main());
    let confirmed = town.post(&details, &[&[("passo", "conferma")], &typed[..]].concat()).await;
    let mine = confirmed.location().to_owned();
    assert_eq!(town.post(&details, &[&[("passo", "conferma")], &typed[..]].concat()).await.location(), mine);
    assert_eq!(town.get(&details).await.location(), mine, "going back leads to the booking");
    let booking = town.get(&mine).await;
    assert!(booking.main().contains(token(&mine).code().as_str()), "{}", booking.main());
    assert!(booking.main().contains("giovedì 26 novembre 2026, ore 09:00") && booking.main().contains("Un documento"), "{}", booking.main());
    assert!(booking.main().contains("Carta d&#39;identità"), "the reason is the service: {}", booking.main());
}

#[tokio::test]
async fn a_reply_is_nobody_elses() {
    let town = Town::new();
    let mine = town.book(DAY, "0900", "Maria").await;
    for reply in [town.get(&mine).await, town.get("/prenota/facile/giorni/").await, town.get("/prenota/_mia/aaaaaaaaaaaaaaaaaaaaaaaaaa/").await] {
        assert_eq!((reply.header("cache-control"), reply.header("referrer-policy")), ("no-store", "no-referrer"));
        assert_eq!(reply.header("content-security-policy"), "default-src 'self'; img-src 'self'");
    }
}

#[tokio::test]
async fn every_mistake_is_said_and_nothing_typed_is_lost() {
    let town = Town::new();
    let page = "/prenota/severo/2026-11-26/";
    let times = town.get(page).await;
    assert!(times.main().contains("<option value=\"2\">Tavolo 2</option>"), "{}", times.main());
    let request = times.after("name=\"richiesta\" value=\"").to_owned();
    let held = town.post(page, &[("richiesta", &request), ("ora", "0900"), ("posto", "2")]).await;
    let details = held.location().to_owned();
    assert!(details.starts_with("/prenota/severo/2026-11-26/0900/2/"), "{details}");
    let typed =
        [("passo", "controlla"), ("nome", "Maria \"Rossi\""), ("email", "maria@posta"), ("telefono", "non ce l'ho"), ("codice_fiscale", "RSSMRA85T10A562T"), ("documenti", "0")];
    let reply = town.post(&details, &typed).await;
    assert!(reply.text.starts_with("<title>Errore: I tuoi dati"), "{}", reply.text);
    for (field, text) in [
        ("email", "Scrivi un indirizzo e-mail completo, come nome@esempio.it"),
        ("telefono", "Scrivi il numero di telefono con le cifre, per esempio 035 000000"),
        ("codice_fiscale", "Il codice fiscale non torna: ricopialo dalla tessera sanitaria"),
        ("documenti", "Scrivi quanti documenti ti servono, da 1 a 20"),
        ("motivo", "Scrivi in poche parole perché vieni"),
    ] {
        assert!(reply.main().contains(&format!("<a href=\"#{field}\">{text}</a>")), "{field}: {}", reply.main());
        assert!(reply.main().contains(&format!("id=\"{field}-errore\"")), "{field} at its place: {}", reply.main());
    }
    assert!(reply.main().contains("value=\"Maria &quot;Rossi&quot;\""), "{}", reply.main());
    let good = [("nome", "Maria"), ("email", "maria@posta.example"), ("telefono", "035 000000"), ("codice_fiscale", "rssmra85t10a562s"), ("documenti", "2"), ("motivo", "rinnovo")];
    let confirm = [&[("passo", "conferma")], &good[..]].concat();
    let mine = town.post(&details, &confirm).await;
    assert!(town.get(mine.location()).await.main().contains("Tavolo 2"));
    // One booking a person: the second is refused, and says so.
    let second = town.post(page, &[("richiesta", &town.app.fresh().text()), ("ora", "1000")]).await;
    let refused = town.post(second.location(), &confirm).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.main().contains("Hai già una prenotazione"), "{}", refused.main());
}

#[tokio::test]
async fn a_hold_ends_is_made_longer_once_and_is_given_back() {
    let town = Town::new();
    let details = town.hold(DAY, "0900").await;
    town.later(4);
    let page = town.get(&details).await;
    let (go_on, longer) = (page.main().find("value=\"controlla\""), page.main().find("value=\"tempo\""));
    assert!(go_on < longer, "the Enter key goes on: {}", page.main());
    assert!(page.main().contains("data-secondi=\"360\"") && page.main().contains("6 minuti"), "{}", page.main());
    let typed = [("passo", "tempo"), ("nome", "Maria"), ("email", "")];
    let longer = town.post(&details, &typed).await;
    assert!(longer.main().contains("10 minuti") && longer.main().contains("value=\"Maria\"") && !longer.main().contains("altri 10 minuti"), "{}", longer.main());
    town.later(11);
    let ended = town.get(&details).await;
    assert!(ended.main().contains("I 10 minuti sono finiti"), "{}", ended.main());
    // Nobody took it: it can still be confirmed; somebody did: it cannot.
    let other = town.hold(DAY, "0900").await;
    let another = town.hold(DAY, "0900").await;
    let lost = town.post(&details, &[("passo", "conferma"), ("nome", "Maria"), ("email", "maria@posta.example")]).await;
    assert_eq!(lost.status, StatusCode::GONE);
    assert!(lost.main().contains("href=\"/prenota/facile/2026-11-26/\""), "there is a way on: {}", lost.main());
    let full = town.post("/prenota/facile/2026-11-26/", &[("richiesta", &town.app.fresh().text()), ("ora", "0900"), ("servizio", "carta")]).await;
    assert_eq!(full.status, StatusCode::CONFLICT);
    assert!(full.main().contains("href=\"/prenota/facile/2026-11-26/?servizio=carta\""), "the way on keeps the service: {}", full.main());
    assert_eq!(town.post(&format!("{another}lascia/"), &[]).await.location(), "/prenota/facile/giorni/");
    town.hold(DAY, "0900").await;
    town.later(11);
    let kept = town.post(&other, &[("passo", "conferma"), ("nome", "Ugo"), ("email", "ugo@posta.example")]).await;
    assert!(kept.location().starts_with("/prenota/_mia/"));
}

#[tokio::test]
async fn a_booking_moves_and_is_given_back() {
    let town = Town::new();
    let mine = town.book("2026-11-27", "1000", "Maria").await;
    assert!(town.get(&mine).await.main().contains("Si è liberato un posto prima: <strong>martedì 24 novembre, ore 09:00"));
    let days = town.get(&format!("{mine}sposta/")).await;
    assert!(days.main().contains(&format!("{mine}sposta/2026-11-25/")), "{}", days.main());
    let page = format!("{mine}sposta/2026-11-25/");
    let request = town.get(&page).await.after("name=\"richiesta\" value=\"").to_owned();
    let fields = [("richiesta", request.as_str()), ("ora", "0900")];
    assert_eq!(town.post(&page, &fields).await.location(), mine);
    assert_eq!(town.post(&page, &fields).await.location(), mine, "a second click moves nothing");
    assert!(town.get(&mine).await.main().contains("mercoledì 25 novembre 2026, ore 09:00"));
    let left = town.get("/prenota/facile/2026-11-25/").await;
    assert!(left.main().contains("<span>dalle 09:00 alle 10:00</span><small>1 posto libero</small>"), "one place, not two: {}", left.main());
    let file = town.get(&format!("{mine}appuntamento.ics")).await;
    assert_eq!(file.header("content-type"), "text/calendar; charset=utf-8");
    assert!(file.text.contains("SEQUENCE:1\r\n") && file.text.contains("DTSTART;TZID=Europe/Rome:20261125T090000\r\n"), "{}", file.text);
    assert!(town.get(&format!("{mine}disdici/")).await.main().contains("Vuoi disdire?"));
    assert_eq!(town.post(&format!("{mine}disdici/"), &[]).await.location(), mine);
    assert_eq!(town.post(&format!("{mine}disdici/"), &[]).await.location(), mine);
    let gone = town.get(&mine).await;
    assert!(gone.main().contains("Prenotazione annullata"), "{}", gone.main());
    // The place rests for up to 15 minutes, and then is free again.
    town.later(16);
    let free = town.get("/prenota/facile/2026-11-25/").await;
    assert!(free.main().contains("<span>dalle 09:00 alle 10:00</span><small>2 posti liberi</small>"), "{}", free.main());
}

#[tokio::test]
async fn it_is_too_late_twelve_hours_before() {
    let town = Town::new();
    let mine = town.book("2026-11-24", "0900", "Maria").await;
    town.later(10 * 60);
    let page = town.get(&mine).await;
    assert!(page.main().contains("Non si può più spostare o disdire online") && !page.main().contains("disdici/"), "{}", page.main());
    assert_eq!(town.post(&format!("{mine}disdici/"), &[]).await.status, StatusCode::CONFLICT);
    assert_eq!(town.get(&format!("{mine}sposta/")).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn what_is_not_there_and_what_is_too_much() {
    let town = Town::new();
    for address in [
        "/prenota/manca/giorni/",
        "/prenota/facile/2026-02-30/",
        "/prenota/facile/ieri/",
        "/prenota/_mia/corto/",
        "/prenota/facile/2026-11-26/0900/1/aaaa/",
        "/prenota/facile/2026-11-26/0900/0/aaaaaaaaaaaaaaaaaaaaaaaaaa/",
    ] {
        let reply = town.get(address).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{address}");
        assert!(reply.main().contains("<h1>Non c&#39;è niente qui</h1>"), "{address}: {}", reply.main());
    }
    assert_eq!(town.post("/prenota/facile/2026-11-26/", &[("ora", "0830")]).await.status, StatusCode::NOT_FOUND, "no such slot");
    let long = "x".repeat(20_000);
    assert_eq!(town.post("/prenota/facile/2026-11-26/", &[("ora", &long)]).await.status, StatusCode::PAYLOAD_TOO_LARGE);
}

/// Somebody gives a booking back and goes back to the form of old: what comes of it is a booking of its own.
#[tokio::test]
async fn an_old_form_after_a_cancellation() {
    let town = Town::new();
    let page = "/prenota/facile/2026-11-26/";
    let request = town.get(page).await.after("name=\"richiesta\" value=\"").to_owned();
    let fields = [("richiesta", request.as_str()), ("ora", "0900")];
    let confirm = [("passo", "conferma"), ("nome", "Maria"), ("email", "maria@posta.example")];
    let details = town.post(page, &fields).await.location().to_owned();
    let first = town.post(&details, &confirm).await.location().to_owned();
    town.post(&format!("{first}disdici/"), &[]).await;
    let details = town.post(page, &fields).await.location().to_owned();
    let second = town.post(&details, &confirm).await.location().to_owned();
    assert_ne!(first, second);
    assert!(town.get(&first).await.main().contains("Prenotazione annullata"));
    assert_eq!(town.post(&format!("{second}disdici/"), &[]).await.location(), second);
    town.later(16);
    assert!(town.get(page).await.main().contains("<span>dalle 09:00 alle 10:00</span><small>2 posti liberi</small>"));
}
