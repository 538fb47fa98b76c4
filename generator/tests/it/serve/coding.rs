// SPDX-License-Identifier: EUPL-1.2
//! Compressed bodies.

use super::{decode, header, live, send};
use generator::serve::{
    limits,
    live::{Live, Showing},
    published::Published,
    router::router,
};
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, ETAG, VARY};
use std::sync::Arc;

/// Name of a file, its text, what the client accepts, what it gets.
fn check(name: &str, body: &str, accept: &str, expected: Option<&str>) {
    let (response, sent) = send(router(live(&[(name, body)])), &format!("GET /{name}\nAccept-Encoding: {accept}"));
    let coding = response.headers().get(CONTENT_ENCODING).map(|coding| coding.to_str().unwrap());
    assert_eq!(coding, expected, "{name} {accept}");
    assert_eq!(decode(coding, &sent), body.as_bytes());
    assert_eq!(header(&response, CONTENT_LENGTH), sent.len().to_string());
    assert!(coding.is_none() || sent.len() < body.len());
}

#[test]
fn text_is_compressed_as_the_client_likes() {
    let long = "carta d'identità ".repeat(100);
    for (accept, expected) in [
        ("gzip, deflate, br", Some("br")),
        ("gzip", Some("gzip")),
        ("br;q=0.5, gzip", Some("gzip")),
        ("br;q=0, gzip;q=0", None),
        ("identity", None),
        ("*", Some("br")),
        ("deflate", None),
    ] {
        check("a.txt", &long, accept, expected);
    }
    check("a.csv", &long, "br", Some("br"));
    check("a.svg", &long, "br", Some("br"));
    check("a.png", &long, "br", None);
    check("a.mp4", &long, "br", None);
}

#[test]
fn small_and_huge_bodies_go_as_they_are() {
    check("a.txt", &"a".repeat(limits::SMALLEST_COMPRESSED - 1), "br", None);
    check("a.txt", &"a".repeat(limits::SMALLEST_COMPRESSED), "br", Some("br"));
    check("a.txt", &"a".repeat(limits::LARGEST_COMPRESSED), "gzip", Some("gzip"));
    check("a.txt", &"a".repeat(limits::LARGEST_COMPRESSED + 1), "gzip", None);
}

#[test]
fn what_does_not_shrink_goes_as_it_is() {
    let mut seed = 1_u64;
    let mut noise = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        seed.to_be_bytes()[0]
    };
    let noise: Vec<u8> = (0..2000).map(|_| noise()).collect();
    let site = Published::new([("a.txt".to_owned(), noise.as_slice().into())].into()).unwrap();
    let live = Live::new(Showing::Site(Arc::new(site)));
    for accept in ["gzip", "br"] {
        let (response, body) = send(router(live.clone()), &format!("GET /a.txt\nAccept-Encoding: {accept}"));
        assert_eq!((response.headers().get(CONTENT_ENCODING), &body), (None, &noise));
    }
}

#[test]
fn each_coding_has_its_tag_and_caches_are_told() {
    let live = live(&[("a.txt", &"abc ".repeat(500))]);
    let get = |accept: &str| send(router(live.clone()), &format!("GET /a.txt\nAccept-Encoding: {accept}")).0;
    let tags: std::collections::BTreeSet<String> = ["br", "gzip", "identity"].map(|accept| header(&get(accept), ETAG)).into();
    assert_eq!(tags.len(), 3);
    for accept in ["br", "identity"] {
        assert_eq!(header(&get(accept), VARY), "Accept-Encoding");
    }
    for tag in tags {
        let (response, _) = send(router(live.clone()), &format!("GET /a.txt\nAccept-Encoding: br\nIf-None-Match: {tag}"));
        assert_eq!((response.status().as_u16(), header(&response, ETAG)), (304, tag));
    }
}

#[test]
fn kept_bodies_are_told_apart_by_coding_and_content() {
    let text = |words: &str| words.repeat(400);
    let live = live(&[("a.txt", &text("uno ")), ("b.txt", &text("due "))]);
    let get = |name: &str, accept: &str| {
        let (response, body) = send(router(live.clone()), &format!("GET /{name}\nAccept-Encoding: {accept}"));
        String::from_utf8(decode(response.headers().get(CONTENT_ENCODING).map(|coding| coding.to_str().unwrap()), &body)).unwrap()
    };
    for _ in 0..2 {
        for (name, words) in [("a.txt", "uno "), ("b.txt", "due ")] {
            for accept in ["br", "gzip", "identity"] {
                assert_eq!(get(name, accept), text(words));
            }
        }
    }
    live.publish(super::site(&[("a.txt", &text("tre "))]));
    assert_eq!(get("a.txt", "br"), text("tre "));
}
