// SPDX-License-Identifier: EUPL-1.2
//! Between HTTP and the events of API Gateway's HTTP APIs, payload format 2.0.

use crate::same::Said;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use http::{HeaderMap, Request};
use serde_json::{Map, Value, json};

/// The event of a request: headers in lower case and joined by commas, cookies apart, the body in base64 when it
/// is no text.
pub fn event(request: &Request<Vec<u8>>) -> Value {
    let (uri, method) = (request.uri(), request.method().as_str());
    let mut headers = Map::new();
    let mut cookies = Vec::new();
    for (name, value) in request.headers() {
        let value = value.to_str().expect("text");
        if name == "cookie" {
            cookies.extend(value.split("; ").map(Value::from));
            continue;
        }
        let joined = headers.get(name.as_str()).and_then(Value::as_str).map_or_else(|| value.to_owned(), |before| format!("{before},{value}"));
        headers.insert(name.as_str().to_owned(), joined.into());
    }
    headers.entry("host").or_insert_with(|| "abc123.execute-api.eu-south-1.amazonaws.com".into());
    let query: Map<String, Value> =
        form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()).map(|(name, value)| (name.into_owned(), value.into_owned().into())).collect();
    let (body, encoded) = match std::str::from_utf8(request.body()) {
        Ok("") => (Value::Null, false),
        Ok(text) => (text.into(), false),
        Err(_) => (BASE64_STANDARD.encode(request.body()).into(), true),
    };
    let mut event = json!({
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": percent_decoded(uri.path()),
        "rawQueryString": uri.query().unwrap_or_default(),
        "headers": headers,
        "requestContext": {
            "accountId": "000000000000",
            "apiId": "abc123",
            "domainName": "abc123.execute-api.eu-south-1.amazonaws.com",
            "domainPrefix": "abc123",
            "http": {"method": method, "path": uri.path(), "protocol": "HTTP/1.1", "sourceIp": "192.0.2.7", "userAgent": "test"},
            "requestId": "id=",
            "routeKey": "$default",
            "stage": "$default",
            "time": "22/Nov/2026:09:00:00 +0000",
            "timeEpoch": 1_795_338_000_000_i64
        },
        "isBase64Encoded": encoded
    });
    let fields = event.as_object_mut().expect("an object");
    if !query.is_empty() {
        fields.insert("queryStringParameters".into(), query.into());
    }
    if !cookies.is_empty() {
        fields.insert("cookies".into(), cookies.into());
    }
    if !body.is_null() {
        fields.insert("body".into(), body);
    }
    event
}

/// API Gateway gives the path decoded.
fn percent_decoded(path: &str) -> String {
    percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned()
}

/// The reply of an event's answer.
pub fn said(answer: &Value) -> Said {
    let mut headers = HeaderMap::new();
    let lists = [answer["headers"].as_object(), answer["multiValueHeaders"].as_object()];
    for (name, value) in lists.into_iter().flatten().flatten() {
        let values: Vec<&str> = value.as_array().map_or_else(|| value.as_str().into_iter().collect(), |list| list.iter().filter_map(Value::as_str).collect());
        for value in values {
            let (name, value): (http::HeaderName, http::HeaderValue) = (name.parse().expect("a name"), value.parse().expect("a value"));
            if !headers.get_all(&name).iter().any(|known| known == value) {
                headers.append(name, value);
            }
        }
    }
    for cookie in answer["cookies"].as_array().into_iter().flatten() {
        headers.append("set-cookie", cookie.as_str().expect("text").parse().expect("a value"));
    }
    let text = answer["body"].as_str().unwrap_or_default();
    let body = if answer["isBase64Encoded"] == true { BASE64_STANDARD.decode(text).expect("base64") } else { text.as_bytes().to_vec() };
    Said { status: u16::try_from(answer["statusCode"].as_u64().expect("a status")).expect("a status"), headers, body }
}
