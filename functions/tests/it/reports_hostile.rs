// SPDX-License-Identifier: EUPL-1.2
//! What nobody sends by mistake: a table, and two thousand requests made of it by chance that is always the same.
//! No reply is of the server's own failing, nothing is executed, nothing is half stored.

use crate::reports::{lamp, photo, report};
use crate::town::Town;
use axum::body::Body;
use domain::report::store::{Page, Reports as _, Which};
use futures_util::stream;
use http::{Request, header};
use jiff::Timestamp;
use std::convert::Infallible;

/// Pieces that have hurt others.
const PIECES: [&[u8]; 26] = [
    b"",
    b"<script>alert(1)</script>",
    b"\"><img src=x onerror=alert(1)>",
    b"{{ 7*7 }}{% raw %}",
    b"'; DROP TABLE report; --",
    b"../../../../etc/passwd",
    b"..%2f..%2fetc%2fpasswd",
    b"C:\\windows\\system32",
    b"\0\x01\x02\x7f",
    b"\xff\xfe\xfa\xc3\x28",
    b"\xed\xa0\x80",
    b"\r\nSet-Cookie: a=b\r\n\r\n<html>",
    b"a@b.it\r\nBcc: c@d.it",
    b"=HYPERLINK(\"http://x\")",
    b"45.694100,9.671200",
    b"1e308,1e308",
    b"-0,NaN",
    b"99999999999999999999999999999999",
    b"aaaaaaaaaaaaaaaaaaaaaaaaaa",
    b"\xf0\x9f\xa6\x8a\xe2\x80\xae\xe2\x80\x8d",
    b"lampione",
    b"invia",
    b"togli-18446744073709551615",
    b"%00%0d%0a",
    b"--xYzZy--",
    b"GIF89a\xff\xd8\xff\xe1\x89PNG\r\n\x1a\nRIFF\x04\0\0\0WEBP",
];

/// Numbers that look like chance, and are the same every time.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }

    fn piece(&mut self) -> Vec<u8> {
        let mut out = Vec::new();
        for _ in 0..=self.throw(3) {
            let piece = PIECES[self.throw(PIECES.len())];
            out.extend_from_slice(piece);
        }
        out
    }
}

const NAMES: [&str; 16] = [
    "tipo",
    "passo",
    "posizione",
    "indirizzo",
    "quartiere",
    "oggetto",
    "descrizione",
    "d-quanti",
    "d-palo",
    "foto",
    "posizione_foto",
    "email",
    "privacy",
    "iniziato",
    "richiesta",
    "motivo",
];

/// A form in parts, whose parts are odd.
fn multipart(dice: &mut Dice) -> Vec<u8> {
    let mut out = Vec::new();
    for _ in 0..dice.throw(8) {
        out.extend(b"--xYzZy\r\nContent-Disposition: form-data; name=\"");
        if dice.throw(3) == 0 {
            out.extend(dice.piece())
        } else {
            out.extend(NAMES[dice.throw(NAMES.len())].bytes())
        }
        out.extend(b"\"");
        match dice.throw(5) {
            0 => out.extend(b"; filename=\"x.jpg\""),
            1 => out.extend(dice.piece()),
            _ => {}
        }
        out.extend(if dice.throw(9) == 0 { &b"\n"[..] } else { b"\r\n\r\n" });
        out.extend(dice.piece());
        out.extend(b"\r\n");
    }
    if dice.throw(4) > 0 {
        out.extend(b"--xYzZy--\r\n");
    }
    out
}

fn urlencoded(dice: &mut Dice) -> Vec<u8> {
    let mut out = Vec::new();
    for _ in 0..dice.throw(9) {
        out.extend(NAMES[dice.throw(NAMES.len())].bytes());
        out.push(b'=');
        let piece = dice.piece();
        if dice.throw(2) == 0 {
            out.extend(piece)
        } else {
            out.extend(form_urlencoded::byte_serialize(&piece).flat_map(str::bytes))
        }
        out.push(b'&');
    }
    out.extend(b"tipo=lampione&passo=invia");
    out
}

async fn count(town: &Town) -> usize {
    let page = Page { since: Timestamp::MIN, before: None, most: 10_000 };
    town.app.store().list(&Which::All, &page).await.expect("a store").len()
}

#[tokio::test]
async fn two_thousand_requests_by_chance() {
    let town = Town::new();
    let mine = report(&town, &[]).await;
    let code = crate::reports::token(&mine).code();
    let addresses = [
        "/segnala/nuova/".to_owned(),
        format!("/segnala/{code}/segui/"),
        format!("/segnala/{code}/segui/aaaaaaaaaaaaaaaaaaaaaaaaaa/"),
        format!("{mine}riapri/"),
        "/api/v1/reports".to_owned(),
        "/api/v1/report-photos".to_owned(),
        format!("/api/v1/reports/{code}/reopen"),
        format!("/operatori/segnalazioni/{code}/"),
        "/operatori/".to_owned(),
    ];
    let kinds = [
        "multipart/form-data; boundary=xYzZy",
        "multipart/form-data",
        "multipart/form-data; boundary=\"",
        "application/x-www-form-urlencoded",
        "application/json",
        "",
        "text/html",
    ];
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let before = count(&town).await;
    for round in 0..2_000 {
        let address = &addresses[if dice.throw(3) == 0 { dice.throw(addresses.len()) } else { 0 }];
        let body = if dice.throw(2) == 0 { multipart(&mut dice) } else { urlencoded(&mut dice) };
        let kind = kinds[if dice.throw(2) == 0 { 0 } else { dice.throw(kinds.len()) }];
        let request = Request::post(address).header(header::CONTENT_TYPE, kind).header("idempotency-key", "a-name-of-a-request-1");
        let reply = town.ask(request.body(Body::from(body)).expect("a request")).await;
        assert!(reply.status.as_u16() < 500, "{round} {address}: {} {}", reply.status, reply.text);
        for sign in ["<script>alert", "<img src=x", "onerror=alert(1)>"] {
            assert!(!reply.text.contains(sign), "{round} {address}: {sign} in {}", reply.text);
        }
        assert!(!reply.headers.contains_key("set-cookie"), "{round}");
        if round % 25 == 0 {
            town.later(1);
        }
    }
    assert_eq!(count(&town).await, before, "nothing was stored");
    assert_eq!(town.photos.count(), 0, "nothing was kept");
}

#[tokio::test]
async fn a_script_in_every_field_is_only_text() {
    let town = Town::new();
    let evil = "<script>alert(1)</script>";
    let mine = report(&town, &[("oggetto", evil), ("descrizione", evil), ("indirizzo", evil), ("d-palo", evil)]).await;
    let cookie = crate::reports_clerk::signed(&town, "anagrafe").await;
    crate::reports_clerk::act(&town, &mine, &cookie, &[("azione", "testo"), ("come", "mostra")]).await;
    crate::reports_clerk::act(&town, &mine, &cookie, &[("azione", "stato"), ("stato", "inoltrata"), ("nota", evil)]).await;
    let public = crate::reports::public(&mine);
    for page in [mine.as_str(), &public, "/segnala/elenco/", "/segnala/dati/segnalazioni.atom"] {
        let text = town.get(page).await.text;
        assert!(text.contains("&lt;script&gt;") && !text.contains("<script>"), "{page}: {text}");
    }
}

#[tokio::test]
async fn bodies_that_are_too_large_or_break_off() {
    let town = Town::new();
    // In pieces, as a network brings it.
    let pieces = |body: Vec<u8>| Body::from_stream(stream::iter(body.chunks(64 * 1024).map(|piece| Ok::<_, Infallible>(bytes::Bytes::copy_from_slice(piece))).collect::<Vec<_>>()));
    let send = |kind: &'static str, body: Vec<u8>| town.ask(Request::post("/segnala/nuova/").header(header::CONTENT_TYPE, kind).body(pieces(body)).expect("a request"));
    let big = send("application/x-www-form-urlencoded", vec![b'a'; 50 * 1024 * 1024]).await;
    assert_eq!(big.status.as_u16(), 413, "{}", big.text);
    let mut form: Vec<u8> = Vec::new();
    for (name, value) in lamp(&[("passo", "cosa")]) {
        form.extend(format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes());
    }
    let mut huge = form.clone();
    huge.extend(b"--b\r\nContent-Disposition: form-data; name=\"foto_file\"; filename=\"x\"\r\n\r\n");
    huge.extend(std::iter::repeat_n(0xFF, 50 * 1024 * 1024));
    huge.extend(b"\r\n--b--\r\n");
    let reply = send("multipart/form-data; boundary=b", huge).await;
    assert!(reply.status.is_success() && reply.main().contains("ogni foto può arrivare a 10 MB") && reply.main().contains("Da tre giorni."), "{}", reply.text);
    let mut endless = form.clone();
    endless.extend(b"--b\r\nContent-Disposition: form-data; name=\"foto_file\"; filename=\"x\"\r\n\r\n");
    endless.extend(std::iter::repeat_n(0xFF, 65 * 1024 * 1024));
    let reply = send("multipart/form-data; boundary=b", endless).await;
    assert!(reply.status.is_success() && reply.main().contains("ogni foto può arrivare a 10 MB"), "{}", reply.text);
    for end in (0..form.len()).step_by(17) {
        let reply = send("multipart/form-data; boundary=b", form[..end].to_vec()).await;
        assert!(reply.status.is_client_error(), "{end}: {}", reply.text);
    }
    let mut text = form;
    text.extend(b"--b\r\nContent-Disposition: form-data; name=\"oggetto\"\r\n\r\n");
    text.extend(std::iter::repeat_n(b'x', 20_000));
    text.extend(b"\r\n--b--\r\n");
    assert_eq!(send("multipart/form-data; boundary=b", text).await.status.as_u16(), 413);
    // Half a photo is no photo.
    let mut half = photo(200);
    half.truncate(half.len() / 8);
    let reply = crate::reports::upload(&town, &lamp(&[("passo", "cosa")]), &[&half]).await;
    assert!(reply.status.is_success(), "{}", reply.text);
    assert_eq!(count(&town).await, 0);
}
