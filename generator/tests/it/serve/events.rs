// SPDX-License-Identifier: EUPL-1.2
//! The stream of changes.

use super::{live, parse, site};
use axum::body::Body;
use generator::serve::{limits, live::Live, router::router};
use http::{Response, header};
use http_body_util::BodyExt as _;
use std::time::Duration;
use tower::ServiceExt as _;

async fn open(live: &Live, path: &str) -> Response<Body> {
    router(live.clone()).oneshot(parse(&format!("GET {path}"))).await.unwrap()
}

/// The next piece of the stream; `None` when there is none for now.
async fn next(response: &mut Response<Body>) -> Option<String> {
    let frame = tokio::time::timeout(Duration::from_millis(50), response.body_mut().frame()).await.ok()?.unwrap().unwrap();
    Some(String::from_utf8(frame.into_data().unwrap().to_vec()).unwrap())
}

/// The edition that a page says it is.
async fn edition(live: &Live) -> String {
    let page = open(live, "/").await.into_body().collect().await.unwrap().to_bytes().to_vec();
    let page = String::from_utf8(page).unwrap();
    page.split("data-edizione=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

const SITE: super::Files<'_> = &[("index.html", "casa")];

#[tokio::test]
async fn a_publication_reaches_all_who_listen() {
    let live = live(SITE);
    let path = format!("/dev/eventi?edizione={}", edition(&live).await);
    let mut streams = [open(&live, &path).await, open(&live, &path).await, open(&live, "/dev/eventi").await];
    for stream in &mut streams {
        assert_eq!(stream.headers()[header::CONTENT_TYPE], "text/event-stream");
        assert_eq!(stream.headers()[header::CACHE_CONTROL], "no-cache");
        assert_eq!(next(stream).await.as_deref(), Some("retry: 500\n\n"));
        assert_eq!(next(stream).await, None);
    }
    live.publish(site(SITE));
    let changed = format!("event: cambiato\ndata: {}\n\n", edition(&live).await);
    for stream in &mut streams {
        assert_eq!(next(stream).await.as_ref(), Some(&changed));
        assert_eq!(next(stream).await, None);
    }
}

#[tokio::test]
async fn an_old_page_is_told_at_once() {
    let live = live(SITE);
    let old = edition(&live).await;
    live.publish(site(SITE));
    for known in [old.as_str(), "di-un-altro-avvio", ""] {
        let mut stream = open(&live, &format!("/dev/eventi?edizione={known}")).await;
        assert_eq!(next(&mut stream).await.as_deref(), Some("retry: 500\n\n"));
        assert_eq!(next(&mut stream).await, Some(format!("event: cambiato\ndata: {}\n\n", edition(&live).await)), "{known}");
        assert_eq!(next(&mut stream).await, None);
    }
}

#[tokio::test]
async fn each_start_and_each_publication_has_its_edition() {
    let (one, other) = (live(SITE), live(SITE));
    let first = edition(&one).await;
    assert_eq!(first, edition(&one).await);
    assert_ne!(first, edition(&other).await);
    one.publish(site(SITE));
    assert_ne!(first, edition(&one).await);
}

#[tokio::test]
async fn listeners_have_a_limit_and_leave_their_place() {
    let live = live(SITE);
    let mut streams = Vec::new();
    for _ in 0..limits::LISTENERS {
        streams.push(open(&live, "/dev/eventi").await);
    }
    assert_eq!(open(&live, "/dev/eventi").await.status(), 503);
    streams.pop();
    assert_eq!(open(&live, "/dev/eventi").await.status(), 200);
}
