// SPDX-License-Identifier: EUPL-1.2
//! Files, folders, kinds, methods, tags, pieces.

use super::{Files, check, header, live, send, text};
use axum::routing::post;
use generator::serve::{
    limits,
    live::{Live, Showing},
    published::Published,
    router::router,
};
use http::{StatusCode, header::ETAG};
use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

const SITE: Files<'_> = &[
    ("index.html", "<html><body>casa</body></html>"),
    ("servizi/cie/index.html", "cie"),
    ("404.html", "<BODY>non c'è</BODY>"),
    ("a b/è.txt", "strano"),
    ("stile.css", "p{}"),
    ("film.mp4", "0123456789"),
];

const PAGE: &str = "200\ncontent-type: text/html; charset=utf-8\nvary: Accept-Encoding\n\n";
const SCRIPT: &str = "<script src=\"/dev/ricarica.js\" defer data-edizione=\"E\"></script>";

fn missing() -> String {
    format!("404\ncontent-type: text/html; charset=utf-8\nvary: Accept-Encoding\n\n<BODY>non c'è{SCRIPT}</BODY>")
}

#[test]
fn a_folder_is_its_page_and_pages_get_the_script() {
    check(SITE, "GET /", &format!("{PAGE}<html><body>casa{SCRIPT}</body></html>"));
    check(SITE, "GET /?a=b", &format!("{PAGE}<html><body>casa{SCRIPT}</body></html>"));
    check(SITE, "GET /servizi/cie/", &format!("{PAGE}cie{SCRIPT}"));
    check(SITE, "GET /servizi/cie/index.html", &format!("{PAGE}cie{SCRIPT}"));
    check(SITE, "GET /stile.css", "200\ncontent-type: text/css; charset=utf-8\nvary: Accept-Encoding\n\np{}");
    check(SITE, "GET /a%20b/%C3%A8.txt", "200\ncontent-type: text/plain; charset=utf-8\nvary: Accept-Encoding\n\nstrano");
}

#[test]
fn a_folder_without_its_slash_is_sent_to_the_one_with_it() {
    let away = |to: &str| format!("301\ncontent-type: text/plain; charset=utf-8\nlocation: {to}\n\n");
    check(SITE, "GET /servizi/cie", &away("/servizi/cie/"));
    check(SITE, "GET /servizi/cie?a=b&c", &away("/servizi/cie/?a=b&c"));
}

#[test]
fn what_is_not_there_is_the_page_for_it() {
    for path in [
        "/niente",
        "/servizi/",
        "/servizi",
        "/stile.css/",
        "/STILE.css",
        "//",
        "//servizi/cie",
        "/../stile.css",
        "/x/../stile.css",
        "/./stile.css",
        "/%2e%2e/stile.css",
        "/..%2fstile.css",
        "/..%5cstile.css",
        "/%2fetc/passwd",
        "/stile.css%00",
        "/%",
        "/%FF",
    ] {
        check(SITE, &format!("GET {path}"), &missing());
    }
    check(&[("a.txt", "")], "GET /b", "404\ncontent-type: text/plain; charset=utf-8\n\npagina non trovata\n");
}

#[test]
fn rules_are_not_served() {
    let site = &[SITE, &[("_headers", "/*\n  X-A: b"), ("_redirects", "/a /b")]].concat();
    for path in ["/_headers", "/_redirects"] {
        assert_eq!(text(router(live(site)), &format!("GET {path}")), missing().replace("\nvary: Accept-Encoding", "\nvary: Accept-Encoding\nx-a: b"));
    }
}

#[test]
fn only_reading_is_allowed() {
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"] {
        check(SITE, &format!("{method} /"), "405\nallow: GET, HEAD\ncontent-type: text/plain; charset=utf-8\n\nqui si può solo leggere\n");
    }
    check(SITE, "POST /dev/ricarica.js", "405\nallow: GET, HEAD\ncontent-type: text/plain; charset=utf-8\n\nqui si può solo leggere\n");
    assert_eq!(send(router(live(SITE)), "POST /dev/eventi").0.status(), StatusCode::METHOD_NOT_ALLOWED);
}

#[test]
fn head_has_the_headers_of_get() {
    for path in ["/", "/stile.css", "/niente", "/film.mp4", "/dev/ricarica.js"] {
        let (get, body) = send(router(live(SITE)), &format!("GET {path}"));
        let (head, nothing) = send(router(live(SITE)), &format!("HEAD {path}"));
        let names = |response: &axum::response::Response<()>| response.headers().keys().cloned().collect::<Vec<_>>();
        assert_eq!((get.status(), names(&get), body.len().to_string()), (head.status(), names(&head), header(&head, http::header::CONTENT_LENGTH)));
        assert!(nothing.is_empty());
    }
}

#[test]
fn an_address_has_a_longest() {
    let long = |bytes: usize| format!("GET /{}", "a".repeat(bytes - 1));
    check(SITE, &long(limits::PATH_BYTES), &missing());
    check(SITE, &long(limits::PATH_BYTES + 1), "414\ncontent-type: text/plain; charset=utf-8\n\nl'indirizzo è troppo lungo\n");
}

#[test]
fn kinds() {
    for (name, mime) in [
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.json", "application/json; charset=utf-8"),
        ("a.webmanifest", "application/manifest+json; charset=utf-8"),
        ("a.xml", "application/xml; charset=utf-8"),
        ("a.svg", "image/svg+xml; charset=utf-8"),
        ("a.csv", "text/csv; charset=utf-8"),
        ("a.vtt", "text/vtt; charset=utf-8"),
        ("a.ics", "text/calendar; charset=utf-8"),
        ("a.tar.JSON", "application/json; charset=utf-8"),
        ("a.woff2", "font/woff2"),
        ("a.png", "image/png"),
        ("a.jpg", "image/jpeg"),
        ("a.webp", "image/webp"),
        ("a.avif", "image/avif"),
        ("a.pdf", "application/pdf"),
        ("a.webm", "video/webm"),
        ("a", "application/octet-stream"),
        ("b.d/a", "application/octet-stream"),
        ("a.qualcosa", "application/octet-stream"),
    ] {
        assert_eq!(header(&send(router(live(&[(name, "x")])), &format!("GET /{name}")).0, http::header::CONTENT_TYPE), mime, "{name}");
    }
}

#[test]
fn what_the_browser_has_is_not_sent_again() {
    let live = live(SITE);
    let tag = |path: &str| header(&send(router(live.clone()), &format!("GET {path}")).0, ETAG);
    let (style, page) = (tag("/stile.css"), tag("/"));
    assert_ne!(style, page);
    let plain = style.trim_matches('"');
    for (path, held, expected) in [
        ("/stile.css", style.clone(), 304),
        ("/stile.css", format!("W/{style}"), 304),
        ("/stile.css", format!("\"a\", {style} , \"b\""), 304),
        ("/stile.css", format!("\"{plain}br\""), 304),
        ("/stile.css", "*".to_owned(), 304),
        ("/stile.css", "\"a\"".to_owned(), 200),
        ("/stile.css", plain.to_owned(), 200),
        ("/stile.css", format!("{style}, {}", "x".repeat(limits::HEADER_BYTES)), 200),
        ("/", page, 304),
        ("/", style.clone(), 200),
        ("/niente", "*".to_owned(), 404),
    ] {
        let (response, _) = send(router(live.clone()), &format!("GET {path}\nIf-None-Match: {held}"));
        assert_eq!(response.status(), expected, "{path} {held}");
    }
    assert_eq!(text(router(live.clone()), &format!("GET /stile.css\nIf-None-Match: {style}")), "304\nvary: Accept-Encoding\n\n");
    live.publish(super::site(SITE));
    let again = |path: &str| header(&send(router(live.clone()), &format!("GET {path}")).0, ETAG);
    assert_eq!(again("/stile.css"), style, "a file that did not change keeps its tag");
}

/// What takes long is made for whoever asks for it first, and for nobody before.
#[test]
fn late_files_are_made_when_they_are_asked_for() {
    let made = Arc::new(AtomicUsize::new(0));
    let count = made.clone();
    let late = move || {
        count.fetch_add(1, Ordering::SeqCst);
        BTreeMap::from([("cerca/indice.json".to_owned(), Arc::from(&b"{}"[..]))])
    };
    let site = Published::new(BTreeMap::from([("cerca/index.html".to_owned(), Arc::from(&b"cerca"[..])), ("404.html".to_owned(), Arc::from(&b"no"[..]))])).unwrap();
    let live = Live::new(Showing::Site(Arc::new(site.with_late("cerca/", late))));
    let status = |path: &str| send(router(live.clone()), &format!("GET {path}")).0.status();
    assert_eq!((status("/cerca/"), status("/altro.txt"), made.load(Ordering::SeqCst)), (StatusCode::OK, StatusCode::NOT_FOUND, 0));
    assert_eq!((status("/cerca/indice.json"), status("/cerca/indice.json"), status("/cerca/altro.txt")), (StatusCode::OK, StatusCode::OK, StatusCode::NOT_FOUND));
    assert_eq!(made.load(Ordering::SeqCst), 1);
}

#[test]
fn films_come_in_pieces() {
    let film = |status: u16, range: &str, body: &str| format!("{status}\naccept-ranges: bytes\n{range}content-type: video/mp4\n\n{body}");
    let tag = header(&send(router(live(SITE)), "GET /film.mp4").0, ETAG);
    for (asked, expected) in [
        ("", film(200, "", "0123456789")),
        ("\nRange: bytes=2-4", film(206, "content-range: bytes 2-4/10\n", "234")),
        ("\nRange: bytes=8-", film(206, "content-range: bytes 8-9/10\n", "89")),
        ("\nRange: bytes=-2", film(206, "content-range: bytes 8-9/10\n", "89")),
        ("\nRange: bytes=10-", film(416, "content-range: bytes */10\n", "")),
        ("\nRange: bytes=0-1,4-5", film(200, "", "0123456789")),
        ("\nRange: nonsense", film(200, "", "0123456789")),
        ("\nAccept-Encoding: gzip, br", film(200, "", "0123456789")),
        (&format!("\nRange: bytes=0-1\nIf-Range: {tag}"), film(206, "content-range: bytes 0-1/10\n", "01")),
        ("\nRange: bytes=0-1\nIf-Range: \"a\"", film(200, "", "0123456789")),
    ] {
        check(SITE, &format!("GET /film.mp4{asked}"), &expected);
    }
    check(SITE, "HEAD /film.mp4\nRange: bytes=2-4", "200\naccept-ranges: bytes\ncontent-length: 10\ncontent-type: video/mp4\n\n");
    check(SITE, "GET /stile.css\nRange: bytes=0-0", "200\ncontent-type: text/css; charset=utf-8\nvary: Accept-Encoding\n\np{}");
}

#[test]
fn other_routers_come_before_the_files() {
    let functions = axum::Router::new().route("/prenota/", post(|| async { "fatto" }));
    let merged = || router(live(SITE)).merge(functions.clone());
    assert_eq!(text(merged(), "POST /prenota/"), "200\ncontent-type: text/plain; charset=utf-8\n\nfatto");
    assert_eq!(text(merged(), "GET /stile.css"), "200\ncontent-type: text/css; charset=utf-8\nvary: Accept-Encoding\n\np{}");
    assert_eq!(text(merged(), "GET /niente"), missing());
}
