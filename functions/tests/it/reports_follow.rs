// SPDX-License-Identifier: EUPL-1.2
//! Following, letters, and the open data.

use crate::reports::{public, report, token};
use crate::reports_clerk::{act, signed};
use crate::town::Town;
use domain::report::store::Reports as _;
use functions::letter::write;
use http::StatusCode;
use post::message::Message;

/// Takes every letter to citizens that waits.
async fn drained(town: &Town) -> Vec<Message> {
    taken(town).await.into_iter().filter(|message| !message.to.as_str().ends_with("@comune.example")).collect()
}

/// Takes every letter that waits.
async fn taken(town: &Town) -> Vec<Message> {
    let mut messages = Vec::new();
    for waiting in town.app.store().letters(town.app.now(), 100).await.expect("a store") {
        messages.push(write(&town.app, &waiting).expect("it can be written").expect("there is something to say"));
        town.app.store().letter_sent(&waiting.letter).await.expect("a store");
    }
    messages.sort_by(|a, b| a.to.as_str().cmp(b.to.as_str()));
    messages
}

/// The first address of a text that begins so, without the host.
fn link(message: &Message, start: &str) -> String {
    let rest = message.text.split_once(&format!("https://comune.example{start}")).unwrap_or_else(|| panic!("no {start} in {}", message.text)).1;
    format!("{start}{}", rest.split_whitespace().next().unwrap_or_default())
}

#[tokio::test]
async fn who_follows_confirms_is_told_and_ends_it_with_one_click() {
    let town = Town::new();
    let mine = report(&town, &[]).await;
    let (page, code) = (public(&mine), token(&mine).code());
    let [received] = drained(&town).await.try_into().expect("one letter");
    assert_eq!((received.to.as_str(), received.subject.as_str()), ("maria@posta.example", format!("Segnalazione {code} ricevuta: Lampione spento").as_str()));
    assert_eq!(link(&received, "/segnala/_mia/"), mine);
    assert_eq!(received.unsubscribe.as_deref(), Some(format!("https://comune.example{mine}basta/").as_str()));
    let wrong = town.post(&format!("{page}segui/"), &[("email", "ugo@")]).await;
    assert!(wrong.text.starts_with("<title>Errore: ") && wrong.main().contains("value=\"ugo@\""), "{}", wrong.text);
    let said = town.post(&format!("{page}segui/"), &[("email", "ugo@posta.example")]).await;
    assert!(town.get(said.location()).await.main().contains("Guarda la posta"));
    // Asked again, and by who follows already: the same answer, and no other letter.
    for email in ["ugo@posta.example", "UGO@posta.example", "maria@posta.example"] {
        assert_eq!(town.post(&format!("{page}segui/"), &[("email", email)]).await.location(), said.location());
    }
    assert_eq!(town.post(&format!("{page}segui/"), &[("email", "bot@posta.example"), ("sito_web", "x")]).await.status, StatusCode::OK);
    let [confirm] = drained(&town).await.try_into().expect("one letter");
    assert_eq!((confirm.to.as_str(), confirm.unsubscribe.as_deref()), ("ugo@posta.example", None));
    let follow = link(&confirm, &format!("/segnala/{code}/segui/"));
    let cookie = signed(&town, "anagrafe").await;
    act(&town, &mine, &cookie, &[("azione", "stato"), ("stato", "presa-in-carico"), ("nota", "Passiamo & \"domani\"")]).await;
    let told: Vec<String> = drained(&town).await.iter().map(|letter| letter.to.as_str().to_owned()).collect();
    assert_eq!(told, ["maria@posta.example"], "who did not confirm is told nothing");
    // A scanner opens the link: nothing happens. A person presses the button.
    assert!(town.get(&follow).await.main().contains("Sì, seguila"));
    assert!(town.get(&follow).await.main().contains("Sì, seguila"));
    for _ in 0..2 {
        assert_eq!(town.post(&follow, &[]).await.location(), follow);
    }
    assert!(town.get(&follow).await.main().contains("Ti scriviamo a ugo@posta.example"));
    act(&town, &mine, &cookie, &[("azione", "stato"), ("stato", "in-lavorazione"), ("nota", "Passiamo & \"domani\"")]).await;
    act(&town, &mine, &cookie, &[("azione", "nota"), ("nota", "Solo per noi")]).await;
    let [maria, ugo] = drained(&town).await.try_into().expect("two letters, of the one change that is told");
    for letter in [&maria, &ugo] {
        assert!(letter.text.contains("In lavorazione") && letter.text.contains("Passiamo & \"domani\"") && !letter.text.contains("noi"), "{}", letter.text);
        assert!(letter.html.contains("Passiamo &amp; "), "{}", letter.html);
    }
    assert!(!ugo.text.contains("/_mia/") && !ugo.text.contains("Broseta"), "a follower sees what everybody sees: {}", ugo.text);
    let end = ugo.unsubscribe.as_deref().and_then(|url| url.strip_prefix("https://comune.example")).expect("an address").to_owned();
    assert_eq!(town.post(&end, &[("List-Unsubscribe", "One-Click")]).await.status, StatusCode::SEE_OTHER);
    assert!(town.get(&follow).await.main().contains("il tuo indirizzo è cancellato"));
    assert_eq!(town.get(&format!("{mine}basta/")).await.location(), mine, "a mail program that opens it finds the button");
    assert_eq!(town.post(&format!("{mine}basta/"), &[]).await.location(), mine);
    act(&town, &mine, &cookie, &[("azione", "stato"), ("stato", "risolta")]).await;
    assert!(drained(&town).await.is_empty());
    assert_eq!(town.post(&format!("{page}segui/"), &[("email", "ada@posta.example")]).await.status, StatusCode::CONFLICT, "it is over");
}

#[tokio::test]
async fn what_everybody_may_have_as_data() {
    let town = Town::new();
    let mine = report(&town, &[("oggetto", "=HYPERLINK(\"x\") <lampione> & co")]).await;
    let hills = report(&town, &[("quartiere", "colli")]).await;
    let code = token(&mine).code();
    let csv = town.get("/segnala/dati/segnalazioni.csv").await;
    assert!(csv.header("content-type").starts_with("text/csv") && csv.text.starts_with("codice,tipo,"), "{}", csv.text);
    assert_eq!(csv.text.lines().count(), 3);
    assert_eq!(town.get("/segnala/dati/segnalazioni.geojson").await.json()["features"], serde_json::json!([]), "no place before an office let it through");
    for secret in ["HYPERLINK", "Broseta", "maria@"] {
        assert!(!csv.text.contains(secret), "{secret}: {}", csv.text);
    }
    let cookie = signed(&town, "anagrafe").await;
    act(&town, &mine, &cookie, &[("azione", "testo"), ("come", "mostra")]).await;
    assert!(!town.get("/segnala/dati/segnalazioni.csv").await.text.contains("HYPERLINK"), "what was read is used for a minute");
    town.later(1);
    let csv = town.get("/segnala/dati/segnalazioni.csv").await;
    assert!(csv.text.contains("\"'=HYPERLINK(\"\"x\"\") <lampione> & co\",Via Broseta 12,45.694100,9.671200"), "{}", csv.text);
    let geo = town.get("/segnala/dati/segnalazioni.geojson").await;
    assert_eq!(geo.json()["features"][0]["geometry"]["coordinates"], serde_json::json!([9.6712, 45.6941]));
    assert_eq!((geo.json()["features"].as_array().map(Vec::len), geo.header("content-type"), geo.header("access-control-allow-origin")), (Some(1), "application/geo+json", "*"));
    let atom = town.get("/segnala/dati/segnalazioni.atom").await;
    assert!(atom.text.contains(&format!("<id>https://comune.example/segnala/{code}/</id>")) && atom.text.contains("&lt;lampione&gt; &amp; co, Centro: Ricevuta"), "{}", atom.text);
    let hills_only = town.get("/segnala/dati/segnalazioni.atom?quartiere=colli").await;
    assert!(hills_only.text.contains(token(&hills).code().as_str()) && !hills_only.text.contains(code.as_str()), "{}", hills_only.text);
    assert_eq!(town.get("/segnala/dati/segnalazioni.atom?quartiere=luna").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_list_goes_on() {
    let town = Town::new();
    let mut codes = Vec::new();
    for _ in 0..31 {
        codes.push(token(&report(&town, &[]).await).code());
    }
    let first = town.get("/segnala/elenco/").await;
    assert_eq!(first.main().matches("<li><a").count(), 30);
    assert!(first.main().contains("fino alle 5.000 segnalazioni più recenti"), "the files with open data have an end");
    let next = first.after("<a class=\"btn btn-outline-primary\" href=\"").to_owned();
    let second = town.get(&next).await;
    assert!(second.main().matches("<li><a").count() == 1 && second.main().contains(codes[0].as_str()) && !second.main().contains("precedenti"), "{}", second.main());
    assert_eq!(town.get("/segnala/elenco/?prima=boh").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_office_in_charge_is_told_that_it_has_something_to_do() {
    let town = Town::new();
    let to_offices = async || taken(&town).await.into_iter().filter(|message| message.to.as_str().ends_with("@comune.example")).collect::<Vec<_>>();
    let mine = report(&town, &[]).await;
    let (code, cookie) = (token(&mine).code(), signed(&town, "anagrafe").await);
    let [new] = to_offices().await.try_into().expect("one letter");
    assert_eq!((new.to.as_str(), new.subject.as_str()), ("anagrafe@comune.example", format!("Segnalazione {code} è arrivata: Lampione spento").as_str()));
    for body in [&new.text, &new.html] {
        for word in ["Ufficio anagrafe", code.as_str(), "Strade", "Centro", &format!("https://comune.example/operatori/segnalazioni/{code}/")] {
            assert!(body.contains(word), "{word}: {body}");
        }
        for secret in ["🦊", "Broseta", "45.69", "buio", "maria@", "_mia"] {
            assert!(!body.contains(secret), "{secret}: {body}");
        }
    }
    assert_eq!(new.unsubscribe, None);
    // What the office does itself, nobody needs to tell it.
    act(&town, &mine, &cookie, &[("azione", "stato"), ("stato", "presa-in-carico")]).await;
    act(&town, &mine, &cookie, &[("azione", "stato"), ("stato", "risolta")]).await;
    assert!(to_offices().await.is_empty());
    town.post(&format!("{mine}riapri/"), &[("motivo", "È ancora buio")]).await;
    let [again] = to_offices().await.try_into().expect("one letter");
    assert!(again.subject.contains("è di nuovo aperta") && again.text.contains("ha riaperto") && !again.text.contains("buio"), "{}", again.text);
    act(&town, &mine, &cookie, &[("azione", "passa"), ("ufficio", "comune")]).await;
    let [given] = to_offices().await.try_into().expect("one letter");
    assert_eq!((given.to.as_str(), given.subject.contains("è passata a voi")), ("comune@comune.example", true));
    // The library has no address.
    act(&town, &mine, &signed(&town, "comune").await, &[("azione", "passa"), ("ufficio", "biblioteca")]).await;
    assert!(to_offices().await.is_empty());
}

#[tokio::test]
async fn nobody_fills_a_mail_box_with_letters_to_confirm() {
    let town = Town::new();
    let mut pages = Vec::new();
    for _ in 0..7 {
        pages.push(public(&report(&town, &[]).await));
    }
    town.later(60);
    drained(&town).await;
    for (number, page) in pages.iter().enumerate() {
        let asked = town.post(&format!("{page}segui/"), &[("email", if number % 2 == 0 { "ugo@posta.example" } else { "Ugo@POSTA.example" })]).await;
        assert_eq!(asked.status, if number < 5 { StatusCode::SEE_OTHER } else { StatusCode::TOO_MANY_REQUESTS }, "{number}");
        assert_eq!(asked.text.contains("riprova tra un"), number >= 5, "{}", asked.text);
        town.later(1);
    }
    assert_eq!(drained(&town).await.len(), 5);
    assert_eq!(town.post(&format!("{}segui/", pages[5]), &[("email", "ada@posta.example")]).await.status, StatusCode::SEE_OTHER, "another address");
    town.later(60);
    assert_eq!(town.post(&format!("{}segui/", pages[5]), &[("email", "ugo@posta.example")]).await.status, StatusCode::SEE_OTHER, "an hour later");
}
