// SPDX-License-Identifier: EUPL-1.2
//! A file as an HTTP response: type, tag, coding, piece, or "you have it already".
//!
//! 1. Ours: `Content-Type`, `Cache-Control`; then the rules of `_headers`, which may replace them.
//! 2. What only we can know: `ETag`, `Vary`, `Content-Encoding`, `Content-Range`, `Content-Length`.
//! 3. No body for HEAD, nor for 304.

use crate::serve::{
    coding::{Coding, negotiate},
    compress::Compressor,
    kind::{Kind, Travel},
    limits,
    range::{self, Asked},
};
use axum::{body::Body, response::Response};
use bytes::Bytes;
use futures_util::stream;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header, request::Parts};
use std::{convert::Infallible, sync::Arc};

/// What the hosting service says when no rule does: keep it, but ask each time.
const CACHE: HeaderValue = HeaderValue::from_static("public, max-age=0, must-revalidate");

/// What is to be sent.
pub(super) struct Reply<'a> {
    /// Ok, or the status of the page that stands for another.
    pub status: StatusCode,
    /// The kind of the body.
    pub kind: Kind,
    /// The whole body, as it is.
    pub body: Bytes,
    /// Its hash.
    pub hash: blake3::Hash,
    /// Puts headers of the site or of this server into the response.
    pub headers: &'a (dyn Fn(&mut HeaderMap) + Sync),
}

/// Sends it, as far as the request wants it.
pub(super) async fn answer(request: &Parts, reply: Reply<'_>, compressor: &Arc<Compressor>) -> Response {
    let Reply { status, kind, body, hash, headers: rules } = reply;
    let mut headers = HeaderMap::with_capacity(16);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind.mime));
    headers.insert(header::CACHE_CONTROL, CACHE);
    rules(&mut headers);
    if kind.travel == Travel::Compressed {
        headers.append(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    }
    let whole = status == StatusCode::OK;
    if let Some(tag) = held(request, hash).filter(|_| whole) {
        headers.insert(header::ETAG, tag);
        headers.remove(header::CONTENT_TYPE);
        return not_modified(headers);
    }
    let coding = if kind.travel == Travel::Compressed { negotiate(value(request, &header::ACCEPT_ENCODING)) } else { Coding::Identity };
    let (coding, mut body) = match compressor.get(&body, hash, coding).await {
        Some(compressed) => (coding, compressed),
        None => (Coding::Identity, body),
    };
    if coding != Coding::Identity {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding.name()));
    }
    if let Some(tag) = tag(hash, coding).filter(|_| whole) {
        headers.insert(header::ETAG, tag);
    }
    let mut status = status;
    if whole && kind.travel == Travel::Pieces {
        headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
        if request.method == Method::GET {
            (status, body) = piece(request, &mut headers, body);
        }
    }
    let length = body.len();
    respond(status, headers, if request.method == Method::HEAD { Bytes::new() } else { body }, length)
}

/// A short answer in words, for those that no page is made for.
pub(super) fn plain(status: StatusCode, words: &'static str) -> Response {
    let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"))]);
    respond(status, headers, Bytes::from_static(words.as_bytes()), words.len())
}

/// The value of a header, if it is text of a sane length.
fn value<'r>(request: &'r Parts, name: &HeaderName) -> Option<&'r str> {
    request.headers.get(name)?.to_str().ok().filter(|text| text.len() <= limits::HEADER_BYTES)
}

/// One tag for each coding: they are different bytes.
fn tag(hash: blake3::Hash, coding: Coding) -> Option<HeaderValue> {
    const DIGITS: usize = 32;
    let suffix = if coding == Coding::Identity { "" } else { coding.name() };
    HeaderValue::try_from(format!("\"{}{suffix}\"", &hash.to_hex()[..DIGITS])).ok()
}

/// The tag of this body, in any coding, that the client says to hold.
fn held(request: &Parts, hash: blake3::Hash) -> Option<HeaderValue> {
    let tags = value(request, &header::IF_NONE_MATCH)?;
    let mut tags = tags.split(',').map(|tag| tag.trim().trim_start_matches("W/"));
    let ours = Coding::ALL.map(|coding| tag(hash, coding));
    tags.find_map(|tag| if tag == "*" { ours[2].clone() } else { ours.iter().flatten().find(|ours| *ours == tag).cloned() })
}

fn piece(request: &Parts, headers: &mut HeaderMap, body: Bytes) -> (StatusCode, Bytes) {
    let same = value(request, &header::IF_RANGE).is_none_or(|tag| headers.get(header::ETAG).is_some_and(|ours| ours == tag));
    let asked = if same { range::parse(value(request, &header::RANGE), body.len()) } else { Asked::Whole };
    let (status, range, body) = match asked {
        Asked::Whole => return (StatusCode::OK, body),
        Asked::Piece(piece) => (StatusCode::PARTIAL_CONTENT, format!("bytes {}-{}/{}", piece.start, piece.end - 1, body.len()), body.slice(piece)),
        Asked::Beyond => (StatusCode::RANGE_NOT_SATISFIABLE, format!("bytes */{}", body.len()), Bytes::new()),
    };
    if let Ok(range) = HeaderValue::try_from(range) {
        headers.insert(header::CONTENT_RANGE, range);
    }
    (status, body)
}

fn respond(status: StatusCode, mut headers: HeaderMap, body: Bytes, length: usize) -> Response {
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    with_headers(status, headers, Body::from(body))
}

/// The length of a 304 would be that of the file: better none. The body is a stream so that nobody counts it.
fn not_modified(headers: HeaderMap) -> Response {
    with_headers(StatusCode::NOT_MODIFIED, headers, Body::from_stream(stream::empty::<Result<Bytes, Infallible>>()))
}

fn with_headers(status: StatusCode, headers: HeaderMap, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}
