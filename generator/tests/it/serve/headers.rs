// SPDX-License-Identifier: EUPL-1.2
//! The rules of `_headers`.

use super::{live, published, send, text};
use generator::serve::{
    limits,
    router::router,
    rules::{RuleFault, RulesError},
};

const FILES: &[(&str, &str)] =
    &[("index.html", "casa"), ("a/index.html", "a"), ("a/b/c.css", "p{}"), ("ab.css", "p{}"), ("404.html", "perso"), ("_redirects", "/via /a/\n/dentro /a/ 200")];

/// Rules, an address, and the headers that begin with `x-`, in order.
#[track_caller]
fn check(rules: &str, path: &str, expected: &str) {
    let files = [FILES, &[("_headers", rules)]].concat();
    let (response, _) = send(router(live(&files)), &format!("GET {path}"));
    let mut found: Vec<String> =
        response.headers().iter().filter(|(name, _)| name.as_str().starts_with("x-")).map(|(name, value)| format!("{name}={}", value.to_str().unwrap())).collect();
    found.sort();
    assert_eq!(found.join(" "), expected, "{rules}\n{path}");
}

#[test]
fn paths_of_rules() {
    for (pattern, path, matches) in [
        ("/*", "/", true),
        ("/*", "/a/b/c.css", true),
        ("/*", "/niente", true),
        ("/", "/", true),
        ("/", "/a/", false),
        ("/a/*", "/a/", true),
        ("/a/*", "/a/b/c.css", true),
        ("/a/*", "/ab.css", false),
        ("/a", "/a/", true),
        ("/a/", "/a/", true),
        ("/A/", "/a/", true),
        ("/a/b/c.css", "/a/b/c.css", true),
        ("/*.css", "/a/b/c.css", true),
        ("/*.css", "/ab.css", true),
        ("/a/*.css", "/ab.css", false),
        ("/*.css", "/a/", false),
        ("/a*", "/ab.css", true),
        ("/a*c*", "/ab.css", true),
        ("/a/*/c.css", "/a/b/c.css", true),
        ("/*/c.css", "/a/b/c.css", true),
        ("/a/:x/c.css", "/a/b/c.css", true),
        ("/:x/c.css", "/a/b/c.css", false),
        ("/:x/:y/:z", "/a/b/c.css", true),
        ("/:x", "/", false),
    ] {
        check(&format!("{pattern}\n  X-A: si"), path, if matches { "x-a=si" } else { "" });
    }
}

#[test]
fn rules_that_match_are_merged() {
    let rules = "# tutto\n/*\n  X-A: uno\n  X-B: uno\n\n/a/*\n  X-B: due\n  x-c: a\n  X-C: b\n\n/b/*\n  X-D: no\n";
    check(rules, "/", "x-a=uno x-b=uno");
    check(rules, "/a/", "x-a=uno x-b=due x-c=a, b");
    check("/*\n  X-A: https://a.example:80; b", "/", "x-a=https://a.example:80; b");
    check("/*\n/a/\n  X-A: no", "/", "");
}

#[test]
fn all_that_comes_from_the_site_has_them() {
    let rules = "/*\n  X-A: si\n/dentro\n  X-B: si\n/a/\n  X-C: si";
    check(rules, "/a/", "x-a=si x-c=si");
    check(rules, "/niente", "x-a=si");
    check(rules, "/dentro", "x-a=si x-b=si");
    check(rules, "/via", "");
    check(rules, "/dev/ricarica.js", "x-content-type-options=nosniff");
}

#[test]
fn they_replace_ours_but_not_what_only_the_server_knows() {
    let rules =
        "/*\n  Cache-Control: no-store\n  Content-Type: text/plain\n  Content-Length: 7\n  Content-Encoding: br\n  Vary: Cookie\n  Set-Cookie: a=b\n  Location: /x\n  ETag: x";
    let files = [("a.css", "p{}"), ("_headers", rules)];
    assert_eq!(text(router(live(&files)), "GET /a.css"), "200\ncache-control: no-store\ncontent-type: text/plain\nvary: Accept-Encoding\nvary: Cookie\n\np{}");
}

#[test]
fn wrong_rules_are_named() {
    let many: String = (0..=limits::HEADER_RULES).map(|number| format!("/{number}\n")).collect();
    for (rules, line, fault) in [
        ("X-A: b", 1, RuleFault::NoPath),
        ("/a\n  X-A b", 2, RuleFault::BadHeader),
        ("/a\n  X-A:", 2, RuleFault::BadHeader),
        ("/a\n  : b", 2, RuleFault::BadHeader),
        ("/a\n  X A: b", 2, RuleFault::BadHeader),
        ("/a\n  X-A: perch\u{7}", 2, RuleFault::BadHeader),
        ("/a/*/*/*", 1, RuleFault::BadStar),
        ("/a b", 1, RuleFault::BadSource),
        (&many, limits::HEADER_RULES + 1, RuleFault::TooMany),
    ] {
        assert_eq!(published(&[("_headers", rules)]).unwrap_err(), RulesError { file: "_headers", line, fault }, "{rules}");
    }
    let error = generator::serve::published::Published::new([("_headers".to_owned(), std::sync::Arc::from(&b"/\xff"[..]))].into()).unwrap_err();
    assert_eq!(error.to_string(), "_headers: il file non è scritto in UTF-8");
}
