// SPDX-License-Identifier: EUPL-1.2
//! The stream that tells a browser to look again.
//!
//! A page says which edition it is (`?edizione=…`), so nothing that was published between
//! the page and the stream is missed, and a page of another start of the server is known as old.

use crate::serve::{answer::plain, limits, live::Live};
use axum::{
    extract::State,
    response::{
        IntoResponse as _, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures_util::stream::{self, StreamExt as _};
use http::{StatusCode, Uri};
use std::{convert::Infallible, future::ready};

/// The name of the event.
pub const CHANGED: &str = "cambiato";

/// Answers with a stream that ends when the browser goes, or the server.
pub(super) async fn events(State(live): State<Live>, uri: Uri) -> Response {
    let Ok(place) = live.listeners.clone().try_acquire_owned() else {
        return plain(StatusCode::SERVICE_UNAVAILABLE, "troppe finestre aperte\n");
    };
    let known = uri.query().and_then(|query| query.strip_prefix("edizione=")).map_or_else(|| live.now().edition.clone(), str::to_owned);
    let first = stream::once(ready(Event::default().retry(limits::RETRY)));
    let changes = stream::unfold((live.subscribe(), known, place), |(mut live, known, place)| async move {
        loop {
            let edition = live.borrow_and_update().edition.clone();
            if edition != known {
                return Some((Event::default().event(CHANGED).data(&edition), (live, edition, place)));
            }
            live.changed().await.ok()?;
        }
    });
    Sse::new(first.chain(changes).map(Ok::<_, Infallible>)).keep_alive(KeepAlive::new().interval(limits::KEEP_ALIVE)).into_response()
}
