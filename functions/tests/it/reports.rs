// SPDX-License-Identifier: EUPL-1.2
//! A citizen reports, without JavaScript, and sees how it goes.

use crate::reports_clerk::{act, signed};
use crate::town::{Reply, Town};
use axum::body::Body;
use domain::report::store::Reports as _;
use domain::token::Token;
use http::{Request, StatusCode, header};
use std::fmt::Write as _;

pub const INSIDE: &str = "45.694100,9.671200";

/// What somebody types for a lamp; later pairs win.
pub fn lamp<'t>(more: &[(&'t str, &'t str)]) -> Vec<(&'t str, &'t str)> {
    let usual = [
        ("tipo", "lampione"),
        ("indirizzo", "Via Broseta 12"),
        ("posizione", INSIDE),
        ("quartiere", "centro"),
        ("oggetto", "Lampione spento \"qui\" 🦊"),
        ("descrizione", "Da tre giorni.\n<b>È buio</b>"),
        ("d-quanti", "Uno"),
        ("email", "maria@posta.example"),
        ("privacy", "sì"),
    ];
    usual.iter().copied().chain(more.iter().copied()).collect()
}

/// The hidden name of the request and the stamp of a page.
pub fn hidden(page: &Reply) -> (String, String) {
    (page.after("name=\"richiesta\" value=\"").to_owned(), page.after("name=\"iniziato\" value=\"").to_owned())
}

/// Reports as a citizen does who takes a minute; gives the private address.
pub async fn report(town: &Town, more: &[(&str, &str)]) -> String {
    let (request, begun) = hidden(&town.get("/segnala/nuova/?tipo=lampione").await);
    town.later(1);
    let fields = [&lamp(more)[..], &[("richiesta", &request), ("iniziato", &begun), ("passo", "invia")]].concat();
    town.post("/segnala/nuova/", &fields).await.location().to_owned()
}

pub fn token(private: &str) -> Token {
    let text = private.strip_prefix("/segnala/_mia/").and_then(|rest| rest.strip_suffix('/')).expect("a private address");
    Token::parse(text).expect("a secret")
}

pub fn public(private: &str) -> String {
    format!("/segnala/{}/", token(private).code())
}

#[tokio::test]
async fn from_the_sub_type_to_the_code() {
    let town = Town::new();
    let choose = town.get("/segnala/nuova/").await;
    assert!(choose.main().contains("<a href=\"/segnala/nuova/?tipo=lampione\">") && choose.main().contains("tel:112"), "{}", choose.main());
    let place = town.get("/segnala/nuova/?tipo=lampione").await;
    assert!(place.text.starts_with("<title>Dov'è il problema? - "), "{}", place.text);
    assert!(place.main().contains("tel:112") && place.main().contains("<option value=\"colli\">Colli</option>"), "{}", place.main());
    assert_eq!(place.header("content-security-policy"), "default-src 'self'; img-src 'self' data: https://mappe.example", "the one page with a map");
    let (request, begun) = hidden(&place);
    let named = [("tipo", "lampione"), ("richiesta", &request), ("iniziato", &begun)];
    let told = town.post("/segnala/nuova/", &[&named[..], &[("passo", "dove"), ("indirizzo", "Via Broseta 12"), ("posizione", INSIDE)]].concat()).await;
    assert!(told.text.starts_with("<title>Che cosa hai visto? - "), "{}", told.text);
    assert_eq!(told.header("content-security-policy"), "default-src 'self'; img-src 'self'");
    assert!(told.main().contains("name=\"indirizzo\" value=\"Via Broseta 12\"") && told.main().contains("Domanda quanti"), "{}", told.main());
    let contact = town.post("/segnala/nuova/", &lamp(&[("richiesta", &request), ("iniziato", &begun), ("passo", "cosa"), ("email", ""), ("privacy", "")])).await;
    assert!(contact.text.starts_with("<title>Dove ti scriviamo? - "), "{}", contact.text);
    town.later(1);
    let check = town.post("/segnala/nuova/", &lamp(&[("richiesta", &request), ("iniziato", &begun), ("passo", "contatto")])).await;
    assert!(check.text.starts_with("<title>Controlla la segnalazione - "), "{}", check.text);
    assert!(check.main().contains("&lt;b&gt;È buio") && check.main().contains("Centro") && check.main().contains("maria@posta.example"), "{}", check.main());
    let send = lamp(&[("richiesta", &request), ("iniziato", &begun), ("passo", "invia")]);
    let mine = town.post("/segnala/nuova/", &send).await.location().to_owned();
    // A double click is one report.
    assert_eq!(town.post("/segnala/nuova/", &send).await.location(), mine);
    // Back in the browser, and something else written on the same page: that is another report.
    let other = town.post("/segnala/nuova/", &[&send[..], &[("descrizione", "Anche l'altro.")]].concat()).await.location().to_owned();
    assert_ne!(other, mine);
    assert_eq!(town.app.store().report(&token(&other).code()).await.expect("a store").expect("a report").text.description, "Anche l'altro.");
    let page = town.get(&mine).await;
    let code = token(&mine).code();
    assert!(page.text.starts_with("<title>Segnalazione inviata - ") && page.main().contains(code.as_str()), "{}", page.text);
    assert!(page.main().contains("Ufficio anagrafe") && page.main().contains("3 dicembre 2026"), "office and promise: {}", page.main());
    assert!(page.main().contains("Lampione spento &quot;qui&quot; 🦊"), "{}", page.main());
    let public = town.get(&public(&mine)).await;
    assert!(public.main().contains("Lampione spento, Centro") && public.main().contains("Meno di un giorno, su 10 promessi"), "{}", public.main());
    for secret in ["🦊", "Broseta", "45.69", "buio", "maria@", "Domanda", mine.as_str()] {
        assert!(!public.main().contains(secret), "{secret} is nobody's business yet: {}", public.main());
    }
    assert_eq!(town.get(&format!("/segnala/{}", code.as_str().to_lowercase())).await.location(), format!("/segnala/{code}/"));
    assert_eq!(town.get("/segnala/_mia/aaaaaaaaaaaaaaaaaaaaaaaaaa/").await.status, StatusCode::NOT_FOUND);
    assert_eq!(town.get("/segnala/2222-2222/").await.status, StatusCode::NOT_FOUND);
    assert!(town.get("/segnala/elenco/").await.main().contains(code.as_str()));
}

#[tokio::test]
async fn what_has_no_place_does_not_ask() {
    let town = Town::new();
    let first = town.get("/segnala/nuova/?tipo=sito").await;
    assert!(first.text.starts_with("<title>Che cosa hai visto? - "), "{}", first.text);
    assert!(!first.main().contains("Dove</li>") && !first.main().contains("torna-dove") && !first.main().contains("tel:112"), "{}", first.main());
    let (request, begun) = hidden(&first);
    town.later(1);
    let fields = [
        ("tipo", "sito"),
        ("richiesta", &request),
        ("iniziato", &begun),
        ("oggetto", "Non va"),
        ("descrizione", "Il modulo."),
        ("email", "a@b.it"),
        ("privacy", "sì"),
        ("passo", "invia"),
        ("posizione", INSIDE),
    ];
    let mine = town.post("/segnala/nuova/", &fields).await.location().to_owned();
    let report = town.app.store().report(&token(&mine).code()).await.expect("a store").expect("a report");
    assert_eq!((report.place, report.office.as_str()), (None, "biblioteca"));
}

#[tokio::test]
async fn each_mistake_is_said_on_its_page_and_nothing_typed_is_lost() {
    let town = Town::new();
    for (title, field, more) in [
        ("Dov&#39;è", "indirizzo", vec![("indirizzo", ""), ("posizione", "")]),
        ("Dov&#39;è", "posizione", vec![("posizione", "44.0,9.0")]),
        ("Dov&#39;è", "posizione", vec![("posizione", "boh")]),
        ("Dov&#39;è", "quartiere", vec![("quartiere", "altrove")]),
        ("Che cosa", "oggetto", vec![("oggetto", "")]),
        ("Che cosa", "descrizione", vec![("descrizione", " ")]),
        ("Che cosa", "d-quanti", vec![("d-quanti", "")]),
        ("Che cosa", "d-quanti", vec![("d-quanti", "Dodici")]),
        ("Che cosa", "d-acceso", vec![("d-acceso", "forse")]),
        ("Dove ti", "email", vec![("email", "maria@")]),
        ("Dove ti", "privacy", vec![("privacy", "no")]),
        ("Dove ti", "sito_web", vec![("sito_web", "http://x")]),
    ] {
        let reply = town.post("/segnala/nuova/", &lamp(&[&more[..], &[("passo", "invia")]].concat())).await;
        assert_eq!(reply.status, StatusCode::OK, "{more:?}: {}", reply.text);
        assert!(reply.text.starts_with("<title>Errore: "), "{more:?}: {}", reply.text);
        assert!(reply.main().contains(&format!("<h1>{title}")), "{more:?}: {}", reply.main());
        assert!(reply.main().contains(&format!("<a href=\"#{field}\">")) && reply.main().contains(&format!("id=\"{field}\"")), "{more:?}: {}", reply.main());
        assert!(reply.main().contains("Da tre giorni.\n&lt;b&gt;") || field == "descrizione", "{more:?}: {}", reply.main());
    }
    let long = "è".repeat(601);
    assert!(town.post("/segnala/nuova/", &lamp(&[("descrizione", &long), ("passo", "invia")])).await.main().contains("al massimo 600 caratteri"));
    let outside = town.post("/segnala/nuova/", &lamp(&[("posizione", "45.5,9.5"), ("passo", "dove")])).await;
    assert!(outside.main().contains("Rivolgiti al Comune in cui si trova"), "it says whom to ask: {}", outside.main());
    assert!(
        town.app
            .store()
            .list(&domain::report::store::Which::All, &domain::report::store::Page { since: jiff::Timestamp::MIN, before: None, most: 9 })
            .await
            .expect("a store")
            .is_empty()
    );
}

#[tokio::test]
async fn nobody_reports_in_three_seconds_and_nobody_reports_all_the_time() {
    let town = Town::new();
    let (request, begun) = hidden(&town.get("/segnala/nuova/?tipo=lampione").await);
    let fields = lamp(&[("richiesta", &request), ("iniziato", &begun), ("passo", "invia")]);
    let quick = town.post("/segnala/nuova/", &fields).await;
    assert!(quick.main().contains("aspetta qualche secondo"), "{}", quick.main());
    let forged = town.post("/segnala/nuova/", &lamp(&[("richiesta", &request), ("iniziato", "1.aaaaaaaaaaaaaaaaaaaaaaaaaa"), ("passo", "invia")])).await;
    assert!(forged.main().contains("aspetta qualche secondo"), "{}", forged.main());
    assert_ne!(hidden(&forged).1, "1.aaaaaaaaaaaaaaaaaaaaaaaaaa", "and gets a stamp of ours");
    town.later(1);
    assert_eq!(town.post("/segnala/nuova/", &fields).await.status, StatusCode::SEE_OTHER);
    // Whatever a client says of where it comes from, it is one source.
    let headers = [("x-forwarded-for", "203.0.113.9"), ("forwarded", "for=203.0.113.9"), ("x-real-ip", "203.0.113.9")];
    for _ in 1..30 {
        assert_eq!(town.send("/segnala/nuova/", &fields, &headers).await.status, StatusCode::SEE_OTHER);
    }
    let many = town.send("/segnala/nuova/", &fields, &headers).await;
    assert_eq!(many.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(many.main().contains("aspetta un minuto") && many.main().contains("name=\"oggetto\" value=\"Lampione"), "nothing typed is lost: {}", many.main());
    town.later(1);
    assert_eq!(town.post("/segnala/nuova/", &fields).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_district_and_the_rule_say_which_office() {
    let town = Town::new();
    for (more, district, office) in [
        (vec![("quartiere", "")], Some("centro"), "anagrafe"),
        (vec![("quartiere", ""), ("posizione", "45.709,9.651")], Some("colli"), "biblioteca"),
        (vec![("quartiere", "colli")], Some("colli"), "biblioteca"),
        (vec![("quartiere", ""), ("posizione", "")], None, "anagrafe"),
    ] {
        let mine = report(&town, &more).await;
        let found = town.app.store().report(&token(&mine).code()).await.expect("a store").expect("a report");
        assert_eq!((found.district().map(|id| id.as_str()), found.office.as_str()), (district, office), "{more:?}");
    }
}

#[tokio::test]
async fn what_is_near_is_shown_before_it_is_said_twice() {
    let town = Town::new();
    let mine = report(&town, &[("oggetto", "Un segreto")]).await;
    let (first, cookie) = (token(&mine).code(), signed(&town, "anagrafe").await);
    let look = async |point: &str| town.post("/segnala/nuova/", &lamp(&[("posizione", point), ("passo", "dove")])).await.main().to_owned();
    let near = look("45.694500,9.671200").await;
    assert!(near.contains("Forse l&#39;ha già detto qualcuno") || near.contains("Forse l'ha già detto qualcuno"), "{near}");
    assert!(near.contains(&format!("href=\"/segnala/{first}/#segui\"")) && near.contains("nelle vicinanze, da oggi"), "{near}");
    assert!(!near.contains("segreto") && !near.contains("metri,"), "its text and its place are nobody's yet: {near}");
    let hole = town.post("/segnala/nuova/", &lamp(&[("tipo", "buca"), ("passo", "dove")])).await;
    assert!(!hole.main().contains("già detto qualcuno"), "another sub-type: {}", hole.main());
    act(&town, &mine, &cookie, &[("azione", "testo"), ("come", "mostra")]).await;
    let near = look("45.694500,9.671200").await;
    assert!(near.contains("a circa 40 metri, da oggi") && near.contains("Un segreto"), "an office has let it through: {near}");
    for elsewhere in ["45.696000,9.671200", "45.694100,9.673300"] {
        assert!(!look(elsewhere).await.contains("già detto qualcuno"), "{elsewhere}");
    }
    act(&town, &mine, &cookie, &[("azione", "testo"), ("come", "nascondi")]).await;
    assert!(!look(INSIDE).await.contains("già detto qualcuno"), "an office has hidden it");
    // Who asks all the time goes on without it.
    act(&town, &mine, &cookie, &[("azione", "testo"), ("come", "mostra")]).await;
    town.later(1);
    for _ in 0..30 {
        assert!(look(INSIDE).await.contains("già detto qualcuno"));
    }
    let many = look(INSIDE).await;
    assert!(many.contains("<h1>Che cosa") && !many.contains("già detto qualcuno"), "{many}");
}

/// Whoever tries every spot of the street learns of a report that nobody has let through in which cell of 200 metres
/// it is, and no more: two reports of one cell answer everywhere alike.
#[tokio::test]
async fn no_number_of_looks_says_where_a_report_is() {
    let (one, two) = (Town::new(), Town::new());
    report(&one, &[("posizione", "45.693100,9.671200"), ("quartiere", "centro")]).await;
    report(&two, &[("posizione", "45.694400,9.672400"), ("quartiere", "centro")]).await;
    for step in 0..20 {
        let point = format!("45.{},9.671800", 692_000 + step * 200);
        let mut seen = Vec::new();
        for town in [&one, &two] {
            let page = town.post("/segnala/nuova/", &lamp(&[("posizione", &point), ("passo", "dove")])).await;
            seen.push(page.main().contains("già detto qualcuno"));
        }
        assert_eq!(seen[0], seen[1], "{point}");
        assert!(seen[0] || !(4..=12).contains(&step), "{point}: near the middle of the cell it is told");
    }
}

/// A form with files, as a browser sends it.
pub async fn upload(town: &Town, fields: &[(&str, &str)], files: &[&[u8]]) -> Reply {
    let mut body = Vec::new();
    for (name, value) in fields {
        let mut part = String::new();
        let _ = write!(part, "--xYzZy\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(part.into_bytes());
    }
    for file in files {
        body.extend(b"--xYzZy\r\nContent-Disposition: form-data; name=\"foto_file\"; filename=\"../../etc/passwd.jpg\"\r\nContent-Type: image/svg+xml\r\n\r\n");
        body.extend_from_slice(file);
        body.extend(b"\r\n");
    }
    body.extend(b"--xYzZy--\r\n");
    let request = Request::post("/segnala/nuova/").header(header::CONTENT_TYPE, "multipart/form-data; boundary=xYzZy");
    town.ask(request.body(Body::from(body)).expect("a request")).await
}

/// A photo of that many pixels a side, with what a camera writes: a secret, and the position of the town hall.
pub fn photo(side: u32) -> Vec<u8> {
    use image::ImageEncoder as _;
    let mut block = b"MM\0\x2a\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1a\0\0\0\0\0\x04".to_vec();
    block.extend(b"\0\x01\0\x02\0\0\0\x02N\0\0\0\0\x02\0\x05\0\0\0\x03\0\0\0\x50\0\x03\0\x02\0\0\0\x02E\0\0\0\0\x04\0\x05\0\0\0\x03\0\0\0\x68\0\0\0\0");
    for (above, below) in [(45u32, 1u32), (41, 1), (3876, 100), (9, 1), (40, 1), (1632, 100)] {
        block.extend(above.to_be_bytes());
        block.extend(below.to_be_bytes());
    }
    block.extend(b"Camera of Maria Rossi");
    let mut out = Vec::new();
    let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut out, 80);
    encoder.set_exif_metadata(block).expect("JPEG holds it");
    let pixels: Vec<u8> = (0..side * side).flat_map(|at| [(at % 251) as u8, 80, 90]).collect();
    encoder.write_image(&pixels, side, side, image::ExtendedColorType::Rgb8).expect("a photo");
    out
}

#[tokio::test]
async fn photos_are_drawn_again_and_their_place_is_offered() {
    let town = Town::new();
    let (request, begun) = hidden(&town.get("/segnala/nuova/?tipo=lampione").await);
    let named = [("richiesta", request.as_str()), ("iniziato", begun.as_str()), ("posizione", ""), ("quartiere", "")];
    let original = photo(600);
    let contact = upload(&town, &lamp(&[&named[..], &[("passo", "cosa")]].concat()), &[&original, b""]).await;
    assert!(contact.text.starts_with("<title>Dove ti scriviamo?"), "{}", contact.text);
    let ids = contact.after("name=\"foto\" value=\"").to_owned();
    let point = contact.after("name=\"posizione_foto\" value=\"").to_owned();
    assert_eq!((ids.len(), point.as_str()), (26, "45.694100,9.671200"));
    let waiting = town.get(&format!("/segnala/nuova/foto/{ids}/")).await;
    assert_eq!((waiting.header("content-type"), waiting.header("content-security-policy")), ("image/jpeg", "default-src 'none'; sandbox"));
    assert!(original.windows(5).any(|part| part == b"Maria") && !waiting.bytes.windows(5).any(|part| part == b"Maria"), "nothing of the camera is left");
    town.later(1);
    let all = [&named[..], &[("foto", ids.as_str()), ("posizione_foto", point.as_str())]].concat();
    let check = town.post("/segnala/nuova/", &lamp(&[&all[..], &[("passo", "contatto")]].concat())).await;
    assert!(check.main().contains("value=\"usa-foto\""), "{}", check.main());
    let used = town.post("/segnala/nuova/", &lamp(&[&all[..], &[("passo", "usa-foto")]].concat())).await;
    assert!(used.main().contains("name=\"posizione\" value=\"45.694100,9.671200\"") && !used.main().contains("usa-foto"), "{}", used.main());
    let mine = town.post("/segnala/nuova/", &lamp(&[&all[..], &[("passo", "invia")]].concat())).await.location().to_owned();
    assert_eq!(town.get(&format!("{mine}foto/1/")).await.header("content-type"), "image/jpeg");
    for hidden in [format!("{}foto/1/", public(&mine)), format!("{mine}foto/2/"), format!("{mine}foto/0/"), format!("{mine}foto/-1/"), "/segnala/nuova/foto/../".to_owned()] {
        assert_eq!(town.get(&hidden).await.status, StatusCode::NOT_FOUND, "{hidden}");
    }
    // The same photo in another report: it is the first one's.
    let (request, begun) = hidden(&town.get("/segnala/nuova/?tipo=lampione").await);
    town.later(1);
    let other = [("richiesta", request.as_str()), ("iniziato", begun.as_str()), ("foto", ids.as_str()), ("passo", "invia")];
    let taken = town.post("/segnala/nuova/", &lamp(&other)).await;
    assert!(taken.main().contains("è già in un'altra segnalazione") || taken.main().contains("è già in un&#39;altra segnalazione"), "{}", taken.main());
    assert!(!taken.main().contains("name=\"foto\" value"), "{}", taken.main());
    // Taken out again, one by one.
    let without = town.post("/segnala/nuova/", &lamp(&[&all[..], &[("passo", "togli-1")]].concat())).await;
    assert!(!without.main().contains("name=\"foto\" value"), "{}", without.main());
}

#[tokio::test]
async fn what_is_no_photo_is_said_and_the_rest_is_kept() {
    let town = Town::new();
    let good = photo(40);
    let step = lamp(&[("passo", "cosa")]);
    for (files, says) in [
        (vec![&b"<svg onload=alert(1)>"[..]], "non è una foto che possiamo leggere"),
        (vec![&b"GIF89a\x01\0\x01\0\0\0\0;"[..], &good], "non è una foto che possiamo leggere"),
        (vec![&good[..], &good, &good, &good], "al massimo 3 foto"),
    ] {
        let reply = upload(&town, &step, &files).await;
        assert!(reply.text.starts_with("<title>Errore: Che cosa hai visto?") && reply.main().contains(says), "{}", reply.text);
        assert!(reply.main().contains("Da tre giorni."), "{}", reply.main());
    }
    let heavy = vec![0xFF; 11 * 1024 * 1024];
    let reply = upload(&town, &step, &[&heavy, &good]).await;
    assert!(reply.main().contains("ogni foto può arrivare a 10 MB") && reply.main().contains("alt=\"Foto 1\""), "the good one is kept: {}", reply.main());
    let before = town.photos.count();
    let gone = town.post("/segnala/nuova/", &lamp(&[("foto", "aaaaaaaaaaaaaaaaaaaaaaaaaa"), ("passo", "invia")])).await;
    assert_eq!((gone.status, town.photos.count()), (StatusCode::OK, before), "{}", gone.text);
}
