// SPDX-License-Identifier: EUPL-1.2
//! A citizen asks for help; the office is told, answers, gives away; what is over goes.

use crate::reports::hidden;
use crate::reports_clerk::signed;
use crate::town::{Reply, Town};
use axum::body::Body;
use domain::feedback::help::waiting;
use domain::feedback::store::{Feedback as _, OfOffice};
use domain::report::store::Page;
use functions::help_letter::write;
use http::{Method, Request, StatusCode};
use jiff::Timestamp;
use post::message::Message;
use serde_json::json;

pub const HERE: &str = "/assistenza/invia/";

/// What somebody types; later pairs win.
pub fn typed<'t>(more: &[(&'t str, &'t str)]) -> Vec<(&'t str, &'t str)> {
    let usual = [
        ("nome", "Maria \"Mia\" 🦊"),
        ("cognome", "D'Angelo"),
        ("email", "maria+a@posta.example"),
        ("categoria", "anagrafe"),
        ("servizio", "carta"),
        ("testo", "Posso rinnovarla prima?\n<b>Scade</b> a maggio."),
        ("privacy", "letta"),
    ];
    usual.iter().copied().chain(more.iter().copied()).collect()
}

/// Asks as a citizen does who takes a minute; gives the code.
pub async fn ask(town: &Town, more: &[(&str, &str)]) -> String {
    let (request, begun) = hidden(&town.post(HERE, &typed(more)).await);
    town.later(1);
    let sent = town.post(HERE, &[&typed(more)[..], &[("richiesta", &request), ("iniziato", &begun), ("passo", "invia")]].concat()).await;
    sent.location().strip_prefix("/assistenza/invia/?codice=").expect("a code").to_owned()
}

/// Requests of all offices that wait for an answer.
pub async fn open(town: &Town) -> usize {
    let page = Page { since: Timestamp::MIN, before: None, most: 1_000 };
    let mut count = 0;
    for office in ["anagrafe", "comune", "biblioteca"] {
        count += town.app.feedback().help_requests(&OfOffice::Open(office.to_owned()), &page).await.expect("a store").len();
    }
    count
}

async fn see(town: &Town, address: &str, cookie: &str) -> Reply {
    town.ask(Request::get(address).header("cookie", cookie).body(Body::empty()).expect("a request")).await
}

/// Takes every letter that waits.
async fn drained(town: &Town) -> Vec<Message> {
    let mut messages = Vec::new();
    for waiting in waiting(town.app.feedback(), town.app.now(), 100).await.expect("a store") {
        messages.extend(write(&town.app, &waiting).expect("it can be written"));
        domain::feedback::help::sent(town.app.feedback(), &waiting).await.expect("a store");
    }
    messages.sort_by(|a, b| a.to.as_str().cmp(b.to.as_str()));
    messages
}

#[tokio::test]
async fn from_the_static_form_to_the_code() {
    let town = Town::new();
    let check = town.post(HERE, &typed(&[])).await;
    assert!(check.text.starts_with("<title>Controlla la richiesta - "), "{}", check.text);
    for word in ["Maria &quot;Mia&quot; 🦊", "maria+a@posta.example", "Anagrafe", "Carta d'identità", "&lt;b&gt;Scade", "Ufficio anagrafe"] {
        assert!(check.main().replace("&#39;", "'").contains(word), "{word}: {}", check.main());
    }
    let (request, begun) = hidden(&check);
    let send = typed(&[("richiesta", &request), ("iniziato", &begun), ("passo", "invia")]);
    let hasty = town.post(HERE, &send).await;
    assert!(hasty.text.starts_with("<title>Errore: ") && hasty.main().contains("molto in fretta"), "{}", hasty.text);
    assert_eq!(open(&town).await, 0);
    town.later(1);
    let sent = town.post(HERE, &send).await;
    assert_eq!(town.post(HERE, &send).await.location(), sent.location(), "a double click is one request");
    assert_eq!(open(&town).await, 1);
    let other = town.post(HERE, &[&send[..], &[("testo", "E quanto costa?")]].concat()).await;
    assert_ne!(other.location(), sent.location(), "back in the browser, something else is another request");
    assert_eq!(open(&town).await, 2);
    let page = town.get(sent.location()).await;
    let code = sent.location().rsplit_once('=').expect("a code").1;
    assert!(page.text.starts_with("<title>Richiesta inviata - ") && page.main().contains(code), "{}", page.text);
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(town.get(HERE).await.location(), "/assistenza/");
    assert_eq!(town.get("/assistenza/invia/?codice=%3Cscript%3E").await.location(), "/assistenza/");
}

#[tokio::test]
async fn what_does_not_fit_is_said_and_nothing_is_lost() {
    let town = Town::new();
    let long = "è".repeat(601);
    for (fields, says) in [
        (&[("nome", " ")][..], "Scrivi il nome"),
        (&[("cognome", "")], "Scrivi il cognome"),
        (&[("nome", &*"a".repeat(81))], "Accorcia il nome"),
        (&[("cognome", "a\nb")], "su una riga sola"),
        (&[("email", "maria@")], "Scrivi un indirizzo e-mail completo"),
        (&[("email", "")], "ti rispondiamo lì"),
        (&[("categoria", ""), ("servizio", "")], "Scegli la categoria"),
        (&[("categoria", "altro"), ("servizio", "")], "Scegli la categoria dall"),
        (&[("servizio", "altro")], "Scegli il servizio dall"),
        (&[("testo", "")], "Scrivi la tua richiesta"),
        (&[("testo", &*long)], "al massimo 600 caratteri"),
        (&[("privacy", "")], "informativa sulla privacy"),
        (&[("sito_web", "http://x")], "programmi automatici"),
    ] {
        let page = town.post(HERE, &typed(fields)).await;
        assert!(page.text.starts_with("<title>Errore: Richiedi assistenza"), "{fields:?}: {}", page.text);
        assert!(page.main().contains(says) && page.main().contains("data-fuoco"), "{fields:?}: {}", page.main());
        let field = fields[0].0;
        if field != "testo" {
            assert!(page.main().contains("&lt;b&gt;Scade"), "{fields:?}: the text is kept");
        }
        if !["categoria", "servizio"].contains(&field) {
            assert!(page.main().contains("<option value=\"carta\" selected>"), "{fields:?}: the choice is kept: {}", page.main());
        }
    }
    let exactly = "è".repeat(600);
    assert!(town.post(HERE, &typed(&[("testo", &exactly)])).await.text.starts_with("<title>Controlla"), "600 fit");
    let again = town.post(HERE, &typed(&[("passo", "correggi")])).await;
    assert!(again.text.starts_with("<title>Richiedi assistenza - ") && again.main().contains("checked"), "{}", again.text);
    // The static page sends titles.
    let titled = town.post(HERE, &typed(&[("servizio", "Carta d'identità")])).await;
    assert!(titled.text.starts_with("<title>Controlla") && titled.main().contains("name=\"servizio\" value=\"carta\""), "{}", titled.text);
    // A service says its category; without one, the office of the settings answers.
    let other = town.post(HERE, &typed(&[("categoria", "tributi")])).await;
    assert!(other.main().contains("<dd>Anagrafe</dd>"), "{}", other.main());
    let none = town.post(HERE, &typed(&[("categoria", "tributi"), ("servizio", "")])).await;
    assert!(none.main().contains("<dd>Tributi</dd>") && none.main().contains("<dd>Comune di Prova</dd>"), "{}", none.main());
    assert_eq!(open(&town).await, 0);
}

#[tokio::test]
async fn a_stamp_of_somebody_else_is_none_and_a_source_has_a_limit() {
    let town = Town::new();
    let (request, _) = hidden(&town.post(HERE, &typed(&[])).await);
    town.later(1);
    for begun in ["", "0.aaaaaaaaaaaaaaaaaaaaaaaaaa", "1795000000", "x.y"] {
        let reply = town.post(HERE, &typed(&[("richiesta", &request), ("iniziato", begun), ("passo", "invia")])).await;
        assert!(reply.main().contains("molto in fretta"), "{begun}: {}", reply.text);
    }
    let (_, begun) = hidden(&town.post(HERE, &typed(&[])).await);
    town.later(1);
    for number in 0..31 {
        let request = town.app.fresh().text();
        let reply = town.post(HERE, &typed(&[("richiesta", &request), ("iniziato", &begun), ("passo", "invia")])).await;
        if number < 30 {
            reply.location();
        } else {
            assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS);
            assert!(reply.main().contains("aspetta un minuto") && reply.main().contains("&lt;b&gt;Scade"), "{}", reply.text);
        }
    }
    assert_eq!(open(&town).await, 30);
}

#[tokio::test]
async fn neither_the_citizen_nor_the_office_gets_what_was_written() {
    let town = Town::new();
    let code = ask(&town, &[]).await;
    let [office, received] = drained(&town).await.try_into().unwrap_or_else(|all| panic!("two letters: {all:?}"));
    assert_eq!((received.to.as_str(), received.subject.as_str()), ("maria+a@posta.example", &*format!("Abbiamo ricevuto la tua richiesta {code}")));
    assert!(received.text.contains(&code) && received.text.contains("23 dicembre 2026"), "{}", received.text);
    assert_eq!((office.to.as_str(), office.id.as_str()), ("anagrafe@comune.example", &*format!("{}.help.office.0", code.to_lowercase())));
    assert!(office.text.contains(&format!("https://comune.example/operatori/assistenza/{code}/")), "{}", office.text);
    for secret in ["Maria", "D'Angelo", "maria+a", "Scade"] {
        // Nobody has proven that the address is theirs: it gets no words of somebody else's in the town's name.
        for letter in [&office, &received] {
            assert!(!letter.text.contains(secret) && !letter.html.contains(secret) && !letter.subject.contains(secret), "{secret}: {letter:?}");
        }
    }
    assert_eq!(drained(&town).await, [], "each once");
}

#[tokio::test]
async fn an_office_answers_and_gives_away() {
    let town = Town::new();
    let code = ask(&town, &[]).await;
    let address = format!("/operatori/assistenza/{code}/");
    assert_eq!(town.get("/operatori/assistenza/").await.location(), "/operatori/");
    assert_eq!(town.get(&address).await.location(), "/operatori/");
    let (registry, library) = (signed(&town, "anagrafe").await, signed(&town, "biblioteca").await);
    let list = see(&town, "/operatori/assistenza/", &registry).await;
    assert!(list.main().contains(&code) && list.main().contains("Posso rinnovarla prima?") && list.main().contains("ultime 24 ore"), "{}", list.main());
    assert!(!see(&town, "/operatori/assistenza/", &library).await.main().contains(&code));
    assert_eq!(see(&town, &address, &library).await.status, StatusCode::NOT_FOUND, "it is another office's");
    let one = see(&town, &address, &registry).await;
    assert!(one.main().contains(&format!("href=\"mailto:maria%2Ba@posta.example?subject=Richiesta%20{code}\"")), "{}", one.main());
    assert!(one.main().contains("&lt;b&gt;Scade") && one.main().contains("23 dicembre 2026"), "{}", one.main());
    let act = |cookie: &str, fields: &'static [(&'static str, &'static str)], extra: &'static [(&'static str, &'static str)]| {
        let (headers, address, town) = ([("cookie", cookie.to_owned())], address.clone(), &town);
        async move {
            let all: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).chain(extra.iter().copied()).collect();
            town.send(&address, fields, &all).await
        }
    };
    assert_eq!(act(&registry, &[("azione", "risposta")], &[("sec-fetch-site", "cross-site")]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(act(&library, &[("azione", "risposta")], &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(act(&registry, &[("azione", "altro")], &[]).await.status, StatusCode::NOT_FOUND);
    town.later(60 * 24 * 2);
    assert!(see(&town, "/operatori/assistenza/", &registry).await.status == StatusCode::SEE_OTHER, "a session ends");
    let registry = signed(&town, "anagrafe").await;
    assert!(see(&town, "/operatori/assistenza/", &registry).await.main().contains("Aspetta da 2 giorni"));
    assert_eq!(act(&registry, &[("azione", "risposta")], &[]).await.location(), address);
    assert!(!see(&town, "/operatori/assistenza/", &registry).await.main().contains(&code));
    assert!(see(&town, "/operatori/assistenza/?stato=risposte", &registry).await.main().contains(&code));
    let one = see(&town, &address, &registry).await;
    assert!(one.main().contains("Ha avuto risposta") && one.main().contains("25 dicembre 2026"), "it is kept from the last change: {}", one.main());
    assert_eq!(act(&registry, &[("azione", "riapri")], &[]).await.location(), address);
    let wrong = act(&registry, &[("azione", "passa"), ("ufficio", "")], &[]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.starts_with("<title>Errore: ") && wrong.main().contains("dall") && wrong.main().contains("ufficio-errore"), "{}", wrong.text);
    drained(&town).await;
    assert_eq!(act(&registry, &[("azione", "passa"), ("ufficio", "biblioteca")], &[]).await.location(), "/operatori/assistenza/");
    assert_eq!(see(&town, &address, &registry).await.status, StatusCode::NOT_FOUND);
    let library = signed(&town, "biblioteca").await;
    assert!(see(&town, "/operatori/assistenza/", &library).await.main().contains(&code));
    let [told] = drained(&town).await.try_into().unwrap_or_else(|all| panic!("one letter: {all:?}"));
    assert_eq!(told.to.as_str(), "comune@comune.example", "an office without an address: the one that answers for all");
}

#[tokio::test]
async fn what_is_over_is_gone() {
    let town = Town::new();
    ask(&town, &[]).await;
    town.later(60 * 24 * 30 - 1);
    assert_eq!(town.app.feedback().forget_feedback(town.app.now()).await.expect("a store"), 0);
    town.later(1);
    assert_eq!(town.app.feedback().forget_feedback(town.app.now()).await.expect("a store"), 1);
    assert_eq!((open(&town).await, drained(&town).await), (0, Vec::new()));
}

#[tokio::test]
async fn the_same_as_json() {
    let town = Town::new();
    let wanted = json!({"name": "Maria", "surname": "Rossi", "email": "maria@posta.example", "service": "carta", "text": "Posso?", "privacy": true});
    let name = [("idempotency-key", "a-name-of-a-request-1")];
    let ask = |wanted: serde_json::Value| town.json(Method::POST, "/api/v1/help-requests", &name, Some(wanted));
    let first = ask(wanted.clone()).await;
    assert_eq!((first.status, first.json()["office"].as_str()), (StatusCode::CREATED, Some("Ufficio anagrafe")), "{}", first.text);
    assert_eq!(ask(wanted.clone()).await.json(), first.json());
    assert_eq!(open(&town).await, 1);
    let mut other = wanted.clone();
    other["text"] = json!("Altro");
    assert_eq!(ask(other).await.json()["code"], "idempotency-key-reused");
    let nameless = town.json(Method::POST, "/api/v1/help-requests", &[], Some(wanted.clone())).await;
    assert_eq!(nameless.json()["code"], "idempotency-key-missing");
    let mut bad = wanted;
    bad["privacy"] = json!(false);
    bad["email"] = json!("x");
    let bad = ask(bad).await;
    assert_eq!((bad.status, bad.json()["errors"].as_array().map(Vec::len)), (StatusCode::UNPROCESSABLE_ENTITY, Some(2)), "{}", bad.text);
}
