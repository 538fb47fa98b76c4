// SPDX-License-Identifier: EUPL-1.2
//! Between a function and its table: passes on what the function asks, and keeps which permissions that needs.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, Request, StatusCode};
use http_body_util::Full;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

/// The recorder.
#[derive(Clone)]
pub struct Recorder {
    engine: String,
    client: Client<HttpConnector, Full<Bytes>>,
    calls: Arc<Mutex<BTreeSet<String>>>,
}

impl Recorder {
    /// A recorder before an engine, and its address.
    pub async fn before(engine: &str) -> (Self, String) {
        let recorder = Self { engine: engine.to_owned(), client: Client::builder(TokioExecutor::new()).build_http(), calls: Arc::default() };
        let router = Router::new().fallback(pass).with_state(recorder.clone());
        let address = race::town::serve(router).await.expect("a port");
        (recorder, address)
    }

    /// Actions and what they were done to, as `dynamodb:Query index/by-code`.
    pub fn calls(&self) -> BTreeSet<String> {
        self.calls.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

async fn pass(State(recorder): State<Recorder>, headers: HeaderMap, body: Bytes) -> Response {
    let operation = headers.get("x-amz-target").and_then(|target| target.to_str().ok()?.rsplit('.').next()).unwrap_or_default();
    let asked = serde_json::from_slice(&body).unwrap_or(Value::Null);
    recorder.calls.lock().unwrap_or_else(PoisonError::into_inner).extend(permissions(operation, &asked));
    let mut request = Request::post(&recorder.engine).body(Full::from(body)).expect("a request");
    *request.headers_mut() = headers;
    match recorder.client.request(request).await {
        Ok(reply) => reply.map(Body::new).into_response(),
        Err(error) => (StatusCode::BAD_GATEWAY, error.to_string()).into_response(),
    }
}

/// What a request needs: a transaction needs what its parts need.
fn permissions(operation: &str, asked: &Value) -> Vec<String> {
    let parts = asked["TransactItems"].as_array().into_iter().flatten().filter_map(Value::as_object).flat_map(|part| part.keys());
    match operation {
        "TransactWriteItems" => {
            parts.map(|part| if part == "ConditionCheck" { "dynamodb:ConditionCheckItem table".to_owned() } else { format!("dynamodb:{part}Item table") }).collect()
        }
        _ => vec![match asked["IndexName"].as_str() {
            Some(index) => format!("dynamodb:{operation} index/{index}"),
            None => format!("dynamodb:{operation} table"),
        }],
    }
}
