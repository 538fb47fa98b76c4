// SPDX-License-Identifier: EUPL-1.2
//! An office takes care of a report; two clerks at once; what must go.

use crate::reports::{hidden, lamp, photo, public, report, token, upload};
use crate::town::{Reply, Town};
use domain::report::Report;
use domain::report::keep::sweep;
use domain::report::photo::Photos;
use domain::report::store::Reports as _;
use http::StatusCode;

const LIST: &str = "/operatori/segnalazioni/";

/// A session of an office.
pub async fn signed(town: &Town, office: &str) -> String {
    let key = town.key(office).await;
    let reply = town.post("/operatori/", &[("chiave", &key)]).await;
    reply.header("set-cookie").split(';').next().expect("a cookie").to_owned()
}

async fn see(town: &Town, address: &str, cookie: &str) -> Reply {
    town.ask(http::Request::get(address).header("cookie", cookie).body(axum::body::Body::empty()).expect("a request")).await
}

/// Sends a form of a report, on the version that is there now.
pub async fn act(town: &Town, private: &str, cookie: &str, fields: &[(&str, &str)]) -> Reply {
    let version = found(town, private).await.version.to_string();
    act_on(town, private, cookie, &version, fields).await
}

async fn act_on(town: &Town, private: &str, cookie: &str, version: &str, fields: &[(&str, &str)]) -> Reply {
    let address = format!("{LIST}{}/", token(private).code());
    town.send(&address, &[&[("versione", version)], fields].concat(), &[("cookie", cookie)]).await
}

pub async fn found(town: &Town, private: &str) -> Report {
    town.app.store().report(&token(private).code()).await.expect("a store").expect("a report")
}

#[tokio::test]
async fn from_received_to_resolved_and_open_again() {
    let town = Town::new();
    let mine = report(&town, &[]).await;
    let cookie = signed(&town, "anagrafe").await;
    let list = see(&town, LIST, &cookie).await;
    assert!(list.main().contains("1 segnalazione") && list.main().contains("Lampione spento &quot;qui&quot;") && list.main().contains("Da controllare"), "{}", list.main());
    let address = format!("{LIST}{}/", token(&mine).code());
    let page = see(&town, &address, &cookie).await;
    assert!(page.main().contains("&lt;b&gt;È buio") && page.main().contains("Via Broseta 12") && page.main().contains("value=\"presa-in-carico\""), "{}", page.main());
    assert!(!page.main().contains("maria@posta.example"), "a clerk does not need the address: {}", page.main());
    assert_eq!(act(&town, &mine, &cookie, &[("azione", "stato"), ("stato", "presa-in-carico"), ("nota", "Passiamo domani")]).await.location(), address);
    assert_eq!(act(&town, &mine, &cookie, &[("azione", "testo"), ("come", "mostra")]).await.location(), address);
    assert_eq!(act(&town, &mine, &cookie, &[("azione", "nota"), ("nota", "Chiedere a Ugo")]).await.location(), address);
    let shown = town.get(&public(&mine)).await;
    for word in ["Presa in carico", "Passiamo domani", "Via Broseta 12", "45.694100,9.671200", "Lampione spento &quot;qui&quot;", "Domanda quanti"] {
        assert!(shown.main().contains(word), "{word}: {}", shown.main());
    }
    assert!(!shown.main().contains("Ugo"), "a note is for offices: {}", shown.main());
    // Not from there, not without a reason.
    for (fields, says) in [
        (vec![("azione", "stato"), ("stato", "ricevuta")], "non si può passare"),
        (vec![("azione", "stato"), ("stato", "chiusa-senza-intervento"), ("nota", " ")], "scrivi il motivo"),
        (vec![("azione", "stato"), ("stato", "inoltrata")], "scrivi il motivo"),
        (vec![("azione", "stato"), ("stato", "dimenticata")], "Scegli il nuovo stato"),
        (vec![("azione", "nota"), ("nota", "")], "Scrivi la nota"),
        (vec![("azione", "foto"), ("numero", "1"), ("come", "mostra")], "Questa foto non c"),
        (vec![("azione", "unisci"), ("codice", "no")], "Scrivi il codice"),
        (vec![("azione", "passa"), ("ufficio", "fantasmi")], "Scegli l&#39;ufficio"),
        (vec![("azione", "boh")], "Scegli che cosa fare"),
    ] {
        let refused = act(&town, &mine, &cookie, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        assert!(
            refused.text.starts_with("<title>Errore: ") && (refused.main().contains(says) || refused.main().contains(&says.replace("&#39;", "'"))),
            "{fields:?}: {}",
            refused.main()
        );
    }
    act(&town, &mine, &cookie, &[("azione", "stato"), ("stato", "risolta"), ("nota", "Cambiata la lampada")]).await;
    assert_eq!(see(&town, LIST, &cookie).await.main().matches("<li><a").count(), 0);
    assert_eq!(see(&town, &format!("{LIST}?stato=risolta"), &cookie).await.main().matches("<li><a").count(), 1);
    assert_eq!(see(&town, &format!("{LIST}?stato=inoltrata"), &cookie).await.main().matches("<li><a").count(), 0);
    assert_eq!(see(&town, &format!("{LIST}?stato=chiuse&categoria=strade"), &cookie).await.main().matches("<li><a").count(), 1);
    assert_eq!(see(&town, &format!("{LIST}?stato=chiuse&categoria=servizi"), &cookie).await.main().matches("<li><a").count(), 0);
    // The citizen does not agree.
    assert!(town.get(&mine).await.main().contains("Puoi riaprirla fino a"));
    let without = town.post(&format!("{mine}riapri/"), &[("motivo", " ")]).await;
    assert!(without.text.starts_with("<title>Errore: ") && without.main().contains("Scrivi perché"), "{}", without.text);
    for _ in 0..2 {
        assert_eq!(town.post(&format!("{mine}riapri/"), &[("motivo", "È ancora buio")]).await.location(), mine);
    }
    let again = found(&town, &mine).await;
    assert_eq!((again.status.is_open(), again.closed, again.version), (true, None, 5), "reopened once");
    let public_page = town.get(&public(&mine)).await;
    assert!(public_page.main().contains("Riaperta da chi ha segnalato") && !public_page.main().contains("ancora buio"), "why, offices read: {}", public_page.main());
    assert!(see(&town, &address, &cookie).await.main().contains("È ancora buio"));
    act(&town, &mine, &cookie, &[("azione", "stato"), ("stato", "chiusa-senza-intervento"), ("nota", "È privato")]).await;
    town.later(60 * 24 * 30);
    assert!(town.get(&mine).await.main().contains("Puoi riaprirla"));
    town.later(1);
    assert!(!town.get(&mine).await.main().contains("Puoi riaprirla"));
    assert_eq!(town.post(&format!("{mine}riapri/"), &[("motivo", "Tardi")]).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn two_clerks_at_once_and_nothing_is_overwritten() {
    let town = Town::new();
    let mine = report(&town, &[]).await;
    let (one, two) = (signed(&town, "anagrafe").await, signed(&town, "comune").await);
    let first = act_on(&town, &mine, &one, "0", &[("azione", "stato"), ("stato", "presa-in-carico"), ("nota", "Ci penso io")]).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER);
    let late = act_on(&town, &mine, &two, "0", &[("azione", "stato"), ("stato", "chiusa-senza-intervento"), ("nota", "Non è nostra: \"privata\"")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    for word in ["Qualcuno l", "Presa in carico", "Ci penso io", "Ufficio anagrafe", "Non è nostra: &quot;privata&quot;"] {
        assert!(late.main().contains(word), "{word}: {}", late.main());
    }
    assert_eq!(late.after("name=\"versione\" value=\""), "1", "the form is of the version that is there now");
    let now = found(&town, &mine).await;
    assert_eq!((now.version, now.history.len()), (1, 2), "nothing was done");
    // A second click of the first clerk finds the deed done.
    let again = act_on(&town, &mine, &one, "0", &[("azione", "stato"), ("stato", "presa-in-carico"), ("nota", "Ci penso io")]).await;
    assert_eq!((again.status, found(&town, &mine).await.version), (StatusCode::SEE_OTHER, 1));
    assert_eq!(act_on(&town, &mine, &two, "1", &[("azione", "stato"), ("stato", "chiusa-senza-intervento"), ("nota", "Non è nostra")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(act_on(&town, &mine, &two, "due", &[("azione", "nota"), ("nota", "x")]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_office_sees_its_own_and_those_of_its_category() {
    let town = Town::new();
    let mine = report(&town, &[]).await;
    let address = format!("{LIST}{}/", token(&mine).code());
    let (other, above) = (signed(&town, "biblioteca").await, signed(&town, "comune").await);
    assert_eq!(see(&town, &address, &other).await.status, StatusCode::NOT_FOUND);
    assert_eq!(act(&town, &mine, &other, &[("azione", "nota"), ("nota", "x")]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(see(&town, &address, &above).await.status, StatusCode::OK);
    for address in [LIST, &address, &format!("{address}foto/1/")] {
        assert_eq!(town.get(address).await.location(), "/operatori/", "nobody without a key");
    }
    let foreign = town.send(&address, &[("versione", "0"), ("azione", "nota"), ("nota", "x")], &[("cookie", &above), ("sec-fetch-site", "cross-site")]).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    // Given away, it is the other's.
    let cookie = signed(&town, "anagrafe").await;
    assert_eq!(act(&town, &mine, &cookie, &[("azione", "passa"), ("ufficio", "biblioteca")]).await.location(), LIST);
    assert!(see(&town, &address, &other).await.main().contains("Passata a Biblioteca"));
    assert_eq!(see(&town, &address, &cookie).await.status, StatusCode::NOT_FOUND);
    assert!(town.get(&public(&mine)).await.main().contains("Passata a Biblioteca"));
}

#[tokio::test]
async fn what_does_not_fit_a_page_is_on_the_next() {
    let town = Town::new();
    for _ in 0..51 {
        report(&town, &[]).await;
    }
    let cookie = signed(&town, "anagrafe").await;
    let lines = |reply: &Reply| reply.main().matches("<li><a href=\"/operatori/segnalazioni/").count();
    let first = see(&town, &format!("{LIST}?stato=aperte"), &cookie).await;
    assert!(first.main().contains("51 segnalazioni") && first.main().contains("Pagina 1 di 2"), "{}", first.text);
    assert!(first.main().contains("href=\"/operatori/segnalazioni/?stato=aperte&amp;pagina=2\""), "{}", first.text);
    let second = see(&town, &format!("{LIST}?stato=aperte&pagina=2"), &cookie).await;
    assert_eq!((lines(&first), lines(&second)), (50, 1));
}

#[tokio::test]
async fn an_office_opens_what_its_list_shows_and_nothing_else() {
    let town = Town::new();
    let (request, begun) = hidden(&town.get("/segnala/nuova/?tipo=sito").await);
    town.later(1);
    let fields = [("tipo", "sito"), ("richiesta", &*request), ("iniziato", &begun), ("oggetto", "Non va"), ("descrizione", "Il modulo."), ("email", "a@b.it")];
    let mine = town.post("/segnala/nuova/", &[&fields[..], &[("privacy", "sì"), ("passo", "invia")]].concat()).await.location().to_owned();
    let (address, code) = (format!("{LIST}{}/", token(&mine).code()), token(&mine).code());
    let (category, other) = (signed(&town, "biblioteca").await, signed(&town, "anagrafe").await);
    let sees = async |cookie: &str| (see(&town, LIST, cookie).await.main().contains(code.as_str()), see(&town, &address, cookie).await.status == StatusCode::OK);
    assert_eq!((sees(&category).await, sees(&other).await), ((true, true), (false, false)));
    // The office of the category gives it to one that has nothing to do with the category.
    assert_eq!(act(&town, &mine, &category, &[("azione", "passa"), ("ufficio", "anagrafe")]).await.location(), LIST);
    assert_eq!((sees(&category).await, sees(&other).await), ((false, false), (true, true)));
    act(&town, &mine, &other, &[("azione", "stato"), ("stato", "chiusa-senza-intervento"), ("nota", "Va")]).await;
    let ended = see(&town, &format!("{LIST}?stato=chiuse"), &category).await;
    assert!(!ended.main().contains(code.as_str()), "{}", ended.main());
}

#[tokio::test]
async fn a_duplicate_goes_on_in_the_other() {
    let town = Town::new();
    let (first, second) = (report(&town, &[]).await, report(&town, &[("email", "ugo@posta.example")]).await);
    let cookie = signed(&town, "anagrafe").await;
    let code = token(&first).code();
    for wrong in [token(&second).code().to_string(), "2222-2222".to_owned()] {
        assert_eq!(act(&town, &second, &cookie, &[("azione", "unisci"), ("codice", &wrong)]).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    assert_eq!(act(&town, &second, &cookie, &[("azione", "unisci"), ("codice", code.as_str())]).await.status, StatusCode::SEE_OTHER);
    let joined = found(&town, &second).await;
    assert_eq!((joined.status.is_open(), joined.joined.clone(), joined.reopen_until()), (false, Some(code.clone()), None));
    assert!(town.get(&public(&second)).await.main().contains(&format!("<a href=\"/segnala/{code}/\">")));
    let told: Vec<String> = town.app.store().subscribers(&code).await.expect("a store").iter().map(|one| one.email.as_str().to_owned()).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert_eq!(act(&town, &second, &cookie, &[("azione", "stato"), ("stato", "in-lavorazione"), ("nota", "x")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    // The clerk was wrong.
    let page = see(&town, &format!("{LIST}{}/", token(&second).code()), &cookie).await;
    assert!(page.main().contains("value=\"separa\""), "{}", page.main());
    assert_eq!(act(&town, &second, &cookie, &[("azione", "separa")]).await.status, StatusCode::SEE_OTHER);
    assert!(found(&town, &second).await.status.is_open());
    assert!(town.get(&public(&second)).await.main().contains(&format!("Separata dalla segnalazione {code}")));
    assert_eq!(act(&town, &second, &cookie, &[("azione", "separa")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn photos_are_shown_one_by_one_and_what_is_personal_goes_by_its_day() {
    let town = Town::new();
    let (request, begun) = hidden(&town.get("/segnala/nuova/?tipo=lampione").await);
    let named = [("richiesta", request.as_str()), ("iniziato", begun.as_str())];
    let contact = upload(&town, &lamp(&[&named[..], &[("passo", "cosa")]].concat()), &[&photo(40), &photo(50)]).await;
    let ids = contact.after("name=\"foto\" value=\"").to_owned();
    town.later(1);
    let mine = town.post("/segnala/nuova/", &lamp(&[&named[..], &[("foto", &ids), ("passo", "invia")]].concat())).await.location().to_owned();
    let waits = upload(&town, &lamp(&[("passo", "cosa")]), &[&photo(60)]).await;
    assert!(waits.text.starts_with("<title>Dove ti scriviamo?"), "a photo whose report never comes: {}", waits.text);
    let cookie = signed(&town, "anagrafe").await;
    act(&town, &mine, &cookie, &[("azione", "foto"), ("numero", "2"), ("come", "mostra")]).await;
    let public = public(&mine);
    assert_eq!(town.get(&format!("{public}foto/1/")).await.status, StatusCode::NOT_FOUND);
    let shown = town.get(&format!("{public}foto/2/?piccola")).await;
    assert_eq!((shown.status, shown.header("content-type")), (StatusCode::OK, "image/jpeg"));
    act(&town, &mine, &cookie, &[("azione", "foto"), ("numero", "2"), ("come", "nascondi")]).await;
    assert_eq!(town.get(&format!("{public}foto/2/")).await.status, StatusCode::NOT_FOUND);
    act(&town, &mine, &cookie, &[("azione", "foto"), ("numero", "2"), ("come", "mostra")]).await;
    act(&town, &mine, &cookie, &[("azione", "nota"), ("nota", "Ha telefonato Maria")]).await;
    let photos: &dyn Photos = &*town.photos;
    let sweep = || async { sweep(town.app.store(), Some(photos), town.app.now()).await.expect("a store") };
    assert_eq!((sweep().await.drafts, town.photos.count()), (0, 3));
    town.later(60 * 24 * 2);
    assert_eq!((sweep().await.drafts, town.photos.count()), (1, 2));
    town.later(60 * 24 * 87);
    assert_eq!(sweep().await.reports, 0, "ninety days after the last change, not before");
    town.later(60 * 24 * 2);
    assert_eq!((sweep().await.reports, sweep().await.reports), (1, 0));
    assert_eq!(town.photos.count(), 1, "what everybody saw stays");
    let left = format!("{:?}", found(&town, &mine).await);
    for word in ["Broseta", "buio", "🦊", "45694100", "Maria"] {
        assert!(!left.contains(word), "{word}: {left}");
    }
    assert!(town.app.store().subscribers(&token(&mine).code()).await.expect("a store").is_empty());
    assert!(town.get(&public).await.main().contains("Lampione spento, Centro"), "the page stays");
    assert_eq!(town.get(&format!("{public}foto/2/")).await.status, StatusCode::OK, "its address stays");
    assert_eq!(town.get(&format!("{public}foto/1/")).await.status, StatusCode::NOT_FOUND);
    let api = town.get(&format!("/api/v1/reports/{}", token(&mine).code())).await.json();
    assert_eq!(api["photos"], serde_json::json!([format!("https://comune.example{public}foto/2/")]));
    let cookie = signed(&town, "anagrafe").await;
    let page = see(&town, &format!("{LIST}{}/", token(&mine).code()), &cookie).await;
    assert!(page.main().contains("I dati personali sono stati cancellati"), "{}", page.main());
    assert_eq!(act(&town, &mine, &cookie, &[("azione", "testo"), ("come", "mostra")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn photos_are_kept_though_whoever_took_the_report_fell() {
    let town = Town::new();
    let (request, begun) = hidden(&town.get("/segnala/nuova/?tipo=lampione").await);
    let waits = upload(&town, &lamp(&[("richiesta", &request), ("iniziato", &begun), ("passo", "cosa")]), &[&photo(40)]).await;
    let lost = upload(&town, &lamp(&[("passo", "cosa")]), &[&photo(50)]).await;
    assert!(lost.text.starts_with("<title>Dove ti scriviamo?"), "a photo whose report never comes: {}", lost.text);
    let id = domain::report::photo::PhotoId::parse(waits.after("name=\"foto\" value=\"")).expect("a name");
    // The report is in the store, and nothing came after that.
    let mine = report(&town, &[]).await;
    let before = found(&town, &mine).await;
    let (other, photos) = (town.app.fresh(), vec![domain::report::ReportPhoto { id, slot: 0, shown: domain::report::Visibility::Waiting }]);
    let fallen = Report { code: other.code(), owner: other.owner(), photos, ..before };
    town.app.store().submit(&fallen, None, &[]).await.expect("a store");
    let store: &dyn Photos = &*town.photos;
    let sweep = || async { sweep(town.app.store(), Some(store), town.app.now()).await.expect("a store") };
    assert_eq!((sweep().await.rescued, town.photos.count()), (0, 2));
    town.later(60 * 25);
    let swept = sweep().await;
    assert_eq!((swept.rescued, swept.drafts, town.photos.count()), (1, 1, 1));
    assert!(store.is_kept(id).await.expect("a store"));
    assert_eq!(town.get(&format!("/segnala/_mia/{}/foto/1/", other.text())).await.status, StatusCode::OK);
    assert_eq!((sweep().await, town.photos.count()), (domain::report::keep::Swept::default(), 1));
}
