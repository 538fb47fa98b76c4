// SPDX-License-Identifier: EUPL-1.2
//! Who asks: a connection of its own, and patience with a server that is not there for a moment.

use anyhow::bail;
use bytes::Bytes;
use http::{Method, Request, StatusCode};
use http_body_util::{BodyExt as _, Full};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::{Value, json};
use std::time::Duration;

/// How often a request is sent again when no reply came, or the server says that it could not.
const TRIES: u32 = 200;
/// Between two tries.
const PAUSE: Duration = Duration::from_millis(50);
/// Until a reply is given up.
const WAIT: Duration = Duration::from_secs(20);

/// A client.
#[derive(Clone)]
pub struct Client {
    http: hyper_util::client::legacy::Client<HttpConnector, Full<Bytes>>,
    base: String,
}

/// A reply.
#[derive(Debug, Clone)]
pub struct Reply {
    /// Its status.
    pub status: StatusCode,
    /// Its JSON; `null` when it has none.
    pub body: Value,
}

impl Reply {
    /// The stable code of a problem.
    #[must_use]
    pub fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }

    /// A text of the body.
    #[must_use]
    pub fn text(&self, name: &str) -> String {
        self.body[name].as_str().unwrap_or_default().to_owned()
    }
}

impl Client {
    /// A client of a server.
    #[must_use]
    pub fn new(base: &str) -> Self {
        Self { http: hyper_util::client::legacy::Client::builder(TokioExecutor::new()).build_http(), base: base.to_owned() }
    }

    /// Asks once.
    ///
    /// # Errors
    /// When no whole reply came.
    pub async fn once(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Option<&Value>) -> anyhow::Result<Reply> {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.base));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Full::new(Bytes::from(body.map(Value::to_string).unwrap_or_default())))?;
        let asked = async {
            let reply = self.http.request(request).await?;
            let status = reply.status();
            let bytes = reply.into_body().collect().await?.to_bytes();
            anyhow::Ok(Reply { status, body: serde_json::from_slice(&bytes).unwrap_or(Value::Null) })
        };
        tokio::time::timeout(WAIT, asked).await?
    }

    /// Asks until there is an answer: the same request again is always right.
    ///
    /// # Errors
    /// When there is none after many tries.
    pub async fn ask(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Option<&Value>) -> anyhow::Result<Reply> {
        for _ in 0..TRIES {
            match self.once(method.clone(), path, headers, body).await {
                Ok(reply) if reply.status != StatusCode::SERVICE_UNAVAILABLE => return Ok(reply),
                _ => tokio::time::sleep(PAUSE).await,
            }
        }
        bail!("{path}: no answer after {TRIES} tries")
    }

    /// Books with a name of the request.
    ///
    /// # Errors
    /// As [`Client::ask`].
    pub async fn book(&self, name: &str, bookable: &str, day: &str, time: &str) -> anyhow::Result<Reply> {
        let wish = json!({"bookable": bookable, "day": day, "time": time, "details": {"name": name, "email": format!("{name}@posta.example")}});
        self.ask(Method::POST, "/api/v1/bookings", &[("idempotency-key", &format!("request-of-{name}"))], Some(&wish)).await
    }

    /// Holds, then confirms with the secret.
    ///
    /// # Errors
    /// As [`Client::ask`].
    pub async fn hold_and_book(&self, name: &str, bookable: &str, day: &str, time: &str) -> anyhow::Result<Reply> {
        let request = format!("request-of-{name}");
        let named = ("idempotency-key", request.as_str());
        let wanted = json!({"bookable": bookable, "day": day, "time": time});
        let hold = self.ask(Method::POST, "/api/v1/holds", &[named], Some(&wanted)).await?;
        if hold.status != StatusCode::CREATED {
            return Ok(hold);
        }
        let bearer = format!("Bearer {}", hold.text("secret"));
        let details = json!({"name": name, "email": format!("{name}@posta.example")});
        let wish = json!({"bookable": bookable, "day": day, "time": time, "place": hold.body["place"]["number"], "details": details});
        self.ask(Method::POST, "/api/v1/bookings", &[named, ("authorization", &bearer)], Some(&wish)).await
    }
}
