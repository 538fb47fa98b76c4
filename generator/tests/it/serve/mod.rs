// SPDX-License-Identifier: EUPL-1.2
//! The local server, from outside: a site and a request in, a response out.

mod chaos;
mod coding;
mod events;
mod faults;
mod files;
mod headers;
mod redirects;
mod tcp;
mod watch;

use axum::{Router, body::Body, response::Response};
use generator::serve::{
    live::{Live, Showing},
    published::Published,
    router::router,
};
use http::{Request, StatusCode, header};
use http_body_util::BodyExt as _;
use std::{collections::BTreeMap, io::Read as _, sync::Arc};
use tower::ServiceExt as _;

/// A site of a few files.
pub type Files<'a> = &'a [(&'a str, &'a str)];

/// Sends a request (`GET /path`, then headers, a line each) to a site and compares the whole response:
/// status, headers in the order of their names, an empty line, the body. Left out when they are what they must be:
/// the length, the tag, the usual cache policy. A compressed body is shown decoded, the edition as `E`.
#[track_caller]
pub fn check(files: Files<'_>, request: &str, expected: &str) {
    assert_eq!(text(router(live(files)), request), expected.trim_start(), "{request}");
}

/// A site, shown.
pub fn live(files: Files<'_>) -> Live {
    Live::new(site(files))
}

/// A site.
pub fn site(files: Files<'_>) -> Showing {
    Showing::Site(Arc::new(published(files).unwrap()))
}

/// A site, if its rules are good.
pub fn published(files: Files<'_>) -> Result<Published, generator::serve::rules::RulesError> {
    let files: BTreeMap<String, Arc<[u8]>> = files.iter().map(|(path, text)| ((*path).to_owned(), Arc::from(text.as_bytes()))).collect();
    Published::new(files)
}

/// A response as text.
pub fn text(router: Router, request: &str) -> String {
    let (response, body) = send(router, request);
    let head = request.starts_with("HEAD");
    let mut headers: Vec<(String, String)> = response.headers().iter().map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect();
    headers.sort();
    let length = headers.iter().find(|(name, _)| name == "content-length").map(|(_, length)| length.parse::<usize>().unwrap());
    match response.status() {
        StatusCode::NOT_MODIFIED => assert_eq!((length, body.len()), (None, 0)),
        _ if head => assert_eq!(body.len(), 0, "HEAD has no body"),
        _ => assert_eq!(length, Some(body.len())),
    }
    let tag = headers.iter().find(|(name, _)| name == "etag").is_none_or(|(_, tag)| tag.starts_with('"') && tag.ends_with('"') && tag.len() >= 34);
    assert!(tag, "{headers:?}");
    let usual = |(name, value): &&(String, String)| match name.as_str() {
        "content-length" => !head,
        "etag" => true,
        "cache-control" => value == "public, max-age=0, must-revalidate",
        _ => false,
    };
    let coding = headers.iter().find(|(name, _)| name == "content-encoding").map(|(_, coding)| coding.as_str());
    let body = String::from_utf8(decode(coding, &body)).unwrap();
    let headers: String = headers.iter().filter(|header| !usual(header)).map(|(name, value)| format!("{name}: {value}\n")).collect();
    format!("{}\n{headers}\n{}", response.status().as_u16(), without_edition(&body))
}

/// A response, and its body as it came.
pub fn send(router: Router, request: &str) -> (Response<()>, Vec<u8>) {
    tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap().block_on(async {
        let (head, body) = router.oneshot(parse(request)).await.unwrap().into_parts();
        let mut response = Response::new(());
        (*response.status_mut(), *response.headers_mut()) = (head.status, head.headers);
        (response, body.collect().await.unwrap().to_bytes().to_vec())
    })
}

/// A header of a response.
pub fn header(response: &Response<()>, name: header::HeaderName) -> String {
    response.headers().get(&name).unwrap_or_else(|| panic!("{name} in {:?}", response.headers())).to_str().unwrap().to_owned()
}

/// `GET /path` and headers, a line each.
pub fn parse(request: &str) -> Request<Body> {
    let mut lines = request.lines();
    let (method, path) = lines.next().unwrap().split_once(' ').unwrap();
    let builder = Request::builder().method(method).uri(path);
    lines.fold(builder, |builder, line| builder.header(line.split_once(": ").unwrap().0, line.split_once(": ").unwrap().1)).body(Body::empty()).unwrap()
}

/// A body without its coding.
pub fn decode(coding: Option<&str>, body: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    match coding {
        None => out.extend(body),
        Some("gzip") => _ = flate2::read::GzDecoder::new(body).read_to_end(&mut out).unwrap(),
        Some("br") => _ = brotli::Decompressor::new(body, 4096).read_to_end(&mut out).unwrap(),
        Some(other) => panic!("{other}"),
    }
    out
}

fn without_edition(body: &str) -> String {
    match body.split_once("data-edizione=\"") {
        None => body.to_owned(),
        Some((before, after)) => format!("{before}data-edizione=\"E{}", &after[after.find('"').unwrap()..]),
    }
}
