// SPDX-License-Identifier: EUPL-1.2
//! Request in, response out, in the order of the hosting service:
//!
//! 1. a rule of `_redirects` with `!`;
//! 2. a file (a folder without its last slash is sent to the one with it);
//! 3. any other rule;
//! 4. `404.html`.
//!
//! While there are faults, every page is the page of faults; style sheets, scripts and pictures
//! still come from the last good site. Pages get one script that waits for news.

use crate::serve::{
    answer::{Reply, answer, plain},
    events::events,
    faults, kind, limits,
    live::{Live, Moment},
    path,
    published::{Found, Published},
    redirects::{Way, with_query, without_port},
};
use axum::{
    Router,
    extract::{FromRef, Request, State},
    response::{IntoResponse as _, Response},
    routing::get,
};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header, request::Parts};
use std::sync::Arc;

/// The script that every page gets.
const SCRIPT: &str = include_str!("ricarica.js");
/// The look of the page of faults.
const STYLE: &str = include_str!("errori.css");

/// Whom pages are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Audience {
    /// Who writes them: they wait for news, and faults are shown.
    Editors,
    /// Everybody else.
    Public,
}

/// What is served, and to whom.
#[derive(Debug, Clone)]
struct Server {
    live: Live,
    audience: Audience,
}

impl FromRef<Server> for Live {
    fn from_ref(server: &Server) -> Self {
        server.live.clone()
    }
}

/// All that is served to editors. Other routers (those of functions) can be merged into it: what they do not
/// know falls to the files.
pub fn router(live: Live) -> Router {
    Router::new().route("/dev/eventi", get(events)).fallback(serve).with_state(Server { live, audience: Audience::Editors })
}

/// What is served to the public: the site as it was built, and nothing else. It is never shown faults.
pub fn public(live: Live) -> Router {
    Router::new().fallback(serve).with_state(Server { live, audience: Audience::Public })
}

async fn serve(State(Server { live, audience }): State<Server>, request: Request) -> Response {
    let (request, _) = request.into_parts();
    if !matches!(request.method, Method::GET | Method::HEAD) {
        return ([(header::ALLOW, "GET, HEAD")], plain(StatusCode::METHOD_NOT_ALLOWED, "qui si può solo leggere\n")).into_response();
    }
    if request.uri.path().len() > limits::PATH_BYTES {
        return plain(StatusCode::URI_TOO_LONG, "l'indirizzo è troppo lungo\n");
    }
    match request.uri.path() {
        _ if audience == Audience::Public => {}
        "/dev/ricarica.js" => return own(&live, &request, kind::JS, SCRIPT).await,
        "/dev/errori.css" => return own(&live, &request, kind::CSS, STYLE).await,
        _ => {}
    }
    let moment = live.now();
    let path = path::decode(request.uri.path());
    let visit = Visit { live: &live, audience, moment: &moment, request: &request };
    match (&moment.faults, &moment.site) {
        (Some(page), Some(site)) => match file_beside_pages(site, path.as_deref()) {
            Some(page) => file_reply(visit, site, page).await,
            None => fault_reply(visit, page).await,
        },
        (Some(page), None) => fault_reply(visit, page).await,
        (None, Some(site)) => {
            if path.as_deref().is_some_and(|path| site.waits(path)) {
                let site = site.clone();
                if tokio::task::spawn_blocking(move || site.make_late()).await.is_err() {
                    return plain(StatusCode::INTERNAL_SERVER_ERROR, "questo file non si è potuto fare\n");
                }
            }
            site_reply(visit, site, path.as_deref()).await
        }
        (None, None) => plain(StatusCode::NOT_FOUND, "qui non c'è niente\n"),
    }
}

/// One request, and what it finds.
#[derive(Clone, Copy)]
struct Visit<'a> {
    live: &'a Live,
    audience: Audience,
    moment: &'a Moment,
    request: &'a Parts,
}

/// A file, and the address and status it is shown with.
struct Page<'a> {
    status: StatusCode,
    at: &'a str,
    name: &'a str,
    bytes: &'a Arc<[u8]>,
}

async fn site_reply(visit: Visit<'_>, site: &Published, path: Option<&str>) -> Response {
    let uri = &visit.request.uri;
    let Some(path) = path else { return missing(visit, site, "/").await };
    let rule = site.redirects().find(&host(visit.request), path, uri.query());
    let found = if rule.as_ref().is_some_and(|rule| rule.force) { None } else { site.find(path) };
    match (found, rule.map(|rule| rule.way)) {
        (Some(Found::File(name, bytes)), _) => file_reply(visit, site, Page { status: StatusCode::OK, at: path, name, bytes }).await,
        (Some(Found::Folder), _) => away(StatusCode::MOVED_PERMANENTLY, with_query(format!("{}/", uri.path()), uri.query())),
        (None, Some(Way::Away(status, address))) => away(status, address),
        (None, Some(Way::Inside(status, target))) => match site.target(&target) {
            Some((name, bytes)) => file_reply(visit, site, Page { status, at: path, name, bytes }).await,
            None => missing(visit, site, path).await,
        },
        (None, None) => missing(visit, site, path).await,
    }
}

/// The page for what is not there.
async fn missing(visit: Visit<'_>, site: &Published, at: &str) -> Response {
    match site.file("404.html") {
        Some((name, bytes)) => file_reply(visit, site, Page { status: StatusCode::NOT_FOUND, at, name, bytes }).await,
        None => plain(StatusCode::NOT_FOUND, "pagina non trovata\n"),
    }
}

/// What a page of the last good site needs, while no page is shown.
fn file_beside_pages<'a>(site: &'a Published, path: Option<&'a str>) -> Option<Page<'a>> {
    let at = path?;
    let (name, bytes) = site.file(at.strip_prefix('/')?)?;
    (kind::of(name) != kind::HTML).then_some(Page { status: StatusCode::OK, at, name, bytes })
}

async fn file_reply(visit: Visit<'_>, site: &Published, page: Page<'_>) -> Response {
    let Page { status, at, name, bytes } = page;
    let kind = kind::of(name);
    let (body, hash) = if kind == kind::HTML && visit.audience == Audience::Editors {
        let body = with_script(bytes, &visit.moment.edition);
        let hash = blake3::hash(&body);
        (body, hash)
    } else {
        (Bytes::from_owner(bytes.clone()), visit.moment.tag(name, bytes))
    };
    let headers = |headers: &mut HeaderMap| site.headers().apply(at, headers);
    answer(visit.request, Reply { status, kind, body, hash, headers: &headers }, &visit.live.compressor).await
}

async fn fault_reply(visit: Visit<'_>, page: &[u8]) -> Response {
    let body = with_script(page, &visit.moment.edition);
    let hash = blake3::hash(&body);
    let headers = |headers: &mut HeaderMap| {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(faults::POLICY));
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    };
    let reply = Reply { status: StatusCode::INTERNAL_SERVER_ERROR, kind: kind::HTML, body, hash, headers: &headers };
    answer(visit.request, reply, &visit.live.compressor).await
}

/// A file of this server.
async fn own(live: &Live, request: &Parts, kind: kind::Kind, text: &'static str) -> Response {
    let body = Bytes::from_static(text.as_bytes());
    let hash = blake3::hash(&body);
    let headers = |headers: &mut HeaderMap| _ = headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    answer(request, Reply { status: StatusCode::OK, kind, body, hash, headers: &headers }, &live.compressor).await
}

fn away(status: StatusCode, address: String) -> Response {
    match HeaderValue::try_from(address) {
        Ok(address) => ([(header::LOCATION, address)], plain(status, "")).into_response(),
        Err(_) => plain(StatusCode::NOT_FOUND, "pagina non trovata\n"),
    }
}

/// The host that the browser asked for, in small letters and without port.
fn host(request: &Parts) -> String {
    let named = request.headers.get(header::HOST).and_then(|host| host.to_str().ok());
    without_port(named.or(request.uri.authority().map(http::uri::Authority::as_str)).unwrap_or_default()).to_ascii_lowercase()
}

/// The page with its script: outside the text, so that a policy without inline scripts allows it.
fn with_script(page: &[u8], edition: &str) -> Bytes {
    let script = format!("<script src=\"/dev/ricarica.js\" defer data-edizione=\"{edition}\"></script>");
    let at = page.windows(b"</body>".len()).rposition(|window| window.eq_ignore_ascii_case(b"</body>")).unwrap_or(page.len());
    Bytes::from([&page[..at], script.as_bytes(), &page[at..]].concat())
}
