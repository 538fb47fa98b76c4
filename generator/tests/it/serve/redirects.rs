// SPDX-License-Identifier: EUPL-1.2
//! The rules of `_redirects`.

use super::{header, live, published, send};
use generator::serve::{router::router, rules::RuleFault};
use http::header::LOCATION;

const FILES: &[(&str, &str)] =
    &[("index.html", "casa"), ("nuovo/index.html", "nuovo"), ("nuovo/x/index.html", "x"), ("stile.css", "p{}"), ("altro404.html", "altro"), ("404.html", "perso")];

/// Rules, a request, and what comes of it: a status with an address, or with the first word of the body.
#[track_caller]
fn check(rules: &str, request: &str, expected: &str) {
    let files = [FILES, &[("_redirects", rules)]].concat();
    let (response, body) = send(router(live(&files)), request);
    let what = match response.headers().contains_key(LOCATION) {
        true => header(&response, LOCATION),
        false => String::from_utf8(body).unwrap().split('<').next().unwrap().to_owned(),
    };
    assert_eq!(format!("{} {what}", response.status().as_u16()), expected, "{rules}\n{request}");
}

#[test]
fn statuses() {
    for (rule, expected) in [
        ("/a /nuovo/", "301 /nuovo/"),
        ("/a /nuovo/ 301", "301 /nuovo/"),
        ("/a /nuovo/ 302", "302 /nuovo/"),
        ("/a /nuovo/ 303", "303 /nuovo/"),
        ("/a /nuovo/ 307", "307 /nuovo/"),
        ("/a /nuovo/ 308", "308 /nuovo/"),
        ("/a /nuovo/ 200", "200 nuovo"),
        ("/a /nuovo 200", "200 nuovo"),
        ("/a /nuovo/index.html 200", "200 nuovo"),
        ("/a /altro404.html 404", "404 altro"),
        ("/a /manca/ 200", "404 perso"),
        ("/a https://altrove.example/b?c=d#e 302", "302 https://altrove.example/b?c=d#e"),
        ("/a https://altrove.example:8443/b", "301 https://altrove.example:8443/b"),
        ("/a https://funzioni.example/b 200", "404 perso"),
        ("/a https://funzioni.example/b 200 signed=SEGRETO", "404 perso"),
        ("\t/a \t /nuovo/   302   # perché", "302 /nuovo/"),
        ("# /a /no\n\n/a /nuovo/", "301 /nuovo/"),
        ("/a /nuovo/\r\n", "301 /nuovo/"),
        ("/a /perché/è", "301 /perch%C3%A9/%C3%A8"),
    ] {
        check(rule, "GET /a", expected);
    }
}

#[test]
fn the_first_rule_that_matches_decides() {
    let rules = "/a/b /primo\n/a/* /secondo\n/a/b /terzo\n/:x/c /quarto\n/z/c /quinto\n/q /sesto\n/* /nuovo/ 200";
    for (path, expected) in [("/a/b", "301 /primo"), ("/a/c", "301 /secondo"), ("/z/c", "301 /quarto"), ("/q", "301 /sesto"), ("/qq", "200 nuovo"), ("/stile.css", "200 p{}")] {
        check(rules, &format!("GET {path}"), expected);
    }
}

#[test]
fn a_last_slash_does_not_matter_letters_do() {
    for (rule, path, expected) in [
        ("/a /b", "/a/", "301 /b"),
        ("/a/ /b", "/a", "301 /b"),
        ("/a/:x /b", "/a/c/", "301 /b"),
        ("/a /b", "/A", "404 perso"),
        ("/c%C3%A9line /b", "/c%C3%A9line", "301 /b"),
        ("/c%c3%a9line /b", "/c%C3%A9line", "301 /b"),
        ("/a /b", "/%61", "301 /b"),
    ] {
        check(rule, &format!("GET {path}"), expected);
    }
}

#[test]
fn files_win_unless_forced() {
    for (rule, path, expected) in [
        ("/nuovo/ /b", "/nuovo/", "200 nuovo"),
        ("/nuovo/ /b 301!", "/nuovo/", "301 /b"),
        ("/nuovo/ /b 301!", "/nuovo", "301 /b"),
        ("/nuovo /b", "/nuovo", "301 /nuovo/"),
        ("/* /nuovo/ 200", "/stile.css", "200 p{}"),
        ("/* /nuovo/ 200!", "/stile.css", "200 nuovo"),
        ("/nuovo/* /stile.css 200!", "/nuovo/x/", "200 p{}"),
        ("/nuovo/ /altro404.html 404!", "/nuovo/", "404 altro"),
    ] {
        check(rule, &format!("GET {path}"), expected);
    }
}

#[test]
fn names_and_splats() {
    for (rule, path, expected) in [
        ("/v/* /n/:splat", "/v/a/b", "301 /n/a/b"),
        ("/v/* /n/:splat", "/v/a/", "301 /n/a/"),
        ("/v/* /n/:splat", "/v/", "301 /n/"),
        ("/v/* /n/:splat", "/v", "301 /n/"),
        ("/v/* /n/:splat", "/vv", "404 perso"),
        ("/* /n/:splat", "/a", "301 /n/a"),
        ("/* /n/:splat", "/", "200 casa"),
        ("/* /n/:splat 301!", "/", "301 /n/"),
        ("/v/* https://x.example/:splat", "/v/a", "301 https://x.example/a"),
        ("/v/:anno/:mese /n/:mese-:anno.html", "/v/2026/05", "301 /n/05-2026.html"),
        ("/v/:anno/:mese /n/:mese", "/v/2026", "404 perso"),
        ("/v/:anno/:mese /n/:mese", "/v/2026/05/1", "404 perso"),
        ("/v/:a /n/:b/:a", "/v/x", "301 /n/:b/x"),
        ("/v/:a /n/:ab/:a", "/v/x", "301 /n/:ab/x"),
        ("/v/:a/* /n/:splat/:a", "/v/x/y/z", "301 /n/y/z/x"),
        ("/v/:a /n?a=:a", "/v/x", "301 /n?a=x"),
        ("/v/* /nuovo/:splat 200", "/v/x/", "200 x"),
        ("/v/:a /nuovo/:a/ 200", "/v/x", "200 x"),
    ] {
        check(rule, &format!("GET {path}"), expected);
    }
}

#[test]
fn queries_go_on() {
    for (rule, path, expected) in [
        ("/a /b", "/a?x=1&y", "301 /b?x=1&y"),
        ("/a /b?z=2", "/a?x=1", "301 /b?z=2"),
        ("/a /b#c", "/a?x=1", "301 /b?x=1#c"),
        ("/a /b", "/a?", "301 /b"),
        ("/a /nuovo/ 200", "/a?x=1", "200 nuovo"),
        ("/v/* /n/:splat", "/v/a?x=1", "301 /n/a?x=1"),
    ] {
        check(rule, &format!("GET {path}"), expected);
    }
}

#[test]
fn a_host_is_part_of_a_rule() {
    let rules = "https://Vecchio.example/a /nuovo/ 301!\nhttp://vecchio.example/ /nuovo/x/ 301!\nhttps://vecchio.example/d/* /nuovo/:splat 302!\nhttps://altro.example/a /altro/\n/a /ovunque/";
    for (host, path, expected) in [
        ("vecchio.example", "/a", "301 /nuovo/"),
        ("vecchio.example:8080", "/a/", "301 /nuovo/"),
        ("VECCHIO.EXAMPLE", "/a", "301 /nuovo/"),
        ("vecchio.example", "/", "301 /nuovo/x/"),
        ("vecchio.example", "/d/x/", "302 /nuovo/x/"),
        ("altro.example", "/a", "301 /altro/"),
        ("127.0.0.1:8080", "/a", "301 /ovunque/"),
        ("[::1]:8080", "/a", "301 /ovunque/"),
        ("x.vecchio.example", "/a", "301 /ovunque/"),
        ("localhost", "/", "200 casa"),
        ("altro.example", "/d/x/", "404 perso"),
    ] {
        check(rules, &format!("GET {path}\nHost: {host}"), expected);
    }
    check(rules, "GET http://altro.example/a", "301 /altro/");
}

#[test]
fn nobody_outside_writes_the_address() {
    for (rule, path, expected) in [
        ("/v/* /:splat", "/v//male.example/", "301 /male.example/"),
        ("/v/* /:splat", "/v/%2fmale.example", "301 /male.example"),
        ("/* /:splat 301!", "//male.example", "301 /male.example"),
        ("/v/* /:splat", "/v/%5cmale.example", "404 perso"),
        ("/v/* /n/:splat", "/v/a%0d%0aX-A:%20b", "404 perso"),
        ("/v/* /n/:splat", "/v/%3Fa%23b%25", "301 /n/%3Fa%23b%25"),
        ("/v/* /n?a=:splat", "/v/1&b=2", "301 /n?a=1%26b%3D2"),
        ("/v/* /n/:splat", "/v/%C3%A8", "301 /n/%C3%A8"),
        ("/v/* /:splat 200", "/v/_redirects", "404 perso"),
        ("/v/* /:splat 200", "/v/..%2fstile.css", "404 perso"),
    ] {
        check(rule, &format!("GET {path}"), expected);
    }
}

#[test]
fn wrong_rules_are_named() {
    for (rules, line, fault, words) in [
        ("/a", 1, RuleFault::NoTarget, "_redirects:1: manca la destinazione"),
        ("/a # /b", 1, RuleFault::NoTarget, "_redirects:1: manca la destinazione"),
        ("/a/* 200", 1, RuleFault::NoTarget, "_redirects:1: manca la destinazione"),
        ("\n# x\na /b", 3, RuleFault::BadSource, "_redirects:3: l'origine non è né un percorso né un indirizzo `https://`"),
        ("/a?b /c", 1, RuleFault::BadSource, "_redirects:1: l'origine non è né un percorso né un indirizzo `https://`"),
        ("https:///a /c", 1, RuleFault::BadSource, "_redirects:1: l'origine non è né un percorso né un indirizzo `https://`"),
        ("/a b", 1, RuleFault::BadTarget, "_redirects:1: la destinazione non è né un percorso né un indirizzo `https://`"),
        ("/a https://x.example/ 404", 1, RuleFault::BadTarget, "_redirects:1: la destinazione non è né un percorso né un indirizzo `https://`"),
        ("/a /b 418", 1, RuleFault::BadStatus, "_redirects:1: il codice di stato non è tra quelli previsti"),
        ("/a /b si", 1, RuleFault::BadStatus, "_redirects:1: il codice di stato non è tra quelli previsti"),
        ("/a*/b /c", 1, RuleFault::BadStar, "_redirects:1: qui l'asterisco non si può usare"),
        ("/*/b /c", 1, RuleFault::BadStar, "_redirects:1: qui l'asterisco non si può usare"),
        ("/a /a/", 1, RuleFault::Loop, "_redirects:1: la regola rimanda a sé stessa"),
        ("/a id=:id /b/:id", 1, RuleFault::Unsupported, "_redirects:1: le condizioni dopo il codice di stato e i parametri prima della destinazione non si usano"),
        ("/a /b 302 Country=it", 1, RuleFault::Unsupported, "_redirects:1: le condizioni dopo il codice di stato e i parametri prima della destinazione non si usano"),
        ("/a /b 301 signed=X", 1, RuleFault::Unsupported, "_redirects:1: le condizioni dopo il codice di stato e i parametri prima della destinazione non si usano"),
        (
            "/a https://x.example/ 301 signed=X",
            1,
            RuleFault::Unsupported,
            "_redirects:1: le condizioni dopo il codice di stato e i parametri prima della destinazione non si usano",
        ),
        (
            "/a https://x.example/ 200 Country=it",
            1,
            RuleFault::Unsupported,
            "_redirects:1: le condizioni dopo il codice di stato e i parametri prima della destinazione non si usano",
        ),
        ("/a /b Language=it", 1, RuleFault::Unsupported, "_redirects:1: le condizioni dopo il codice di stato e i parametri prima della destinazione non si usano"),
    ] {
        let error = published(&[("_redirects", rules)]).unwrap_err();
        assert_eq!((error.line, error.fault, error.to_string().as_str()), (line, fault, words), "{rules}");
    }
}

#[test]
fn thousands_of_rules_are_found() {
    let rules: String = (0..20_000).map(|number| format!("https://vecchio.example/node/{number} /nuovo/{number}/ 301!\n")).collect();
    assert_eq!(published(&[("_redirects", &rules)]).unwrap().redirects().count(), 20_000);
    check(&rules, "GET /node/19999\nHost: vecchio.example", "301 /nuovo/19999/");
}
