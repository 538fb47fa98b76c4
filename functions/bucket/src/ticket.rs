// SPDX-License-Identifier: EUPL-1.2
//! Leave for a browser to put one object: a form whose policy we signed ("Browser-based uploads using POST", AWS
//! Signature Version 4). It says which object, how large, and until when.

use crate::access::Access;
use aws_sigv4::sign::v4::{calculate_signature, generate_signing_key};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use domain::report::photo::Ticket;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use std::time::SystemTime;

/// How long it may be used: a photo of ten megabytes on a slow line takes some minutes.
const GOOD_FOR: SignedDuration = SignedDuration::from_mins(10);

/// What the bucket is told that it is. Nobody reads it back as such.
const TYPE: &str = "application/octet-stream";

/// Leave to put so many bytes under a key.
pub fn ticket(access: &Access, key: &str, most: usize, now: Timestamp) -> Ticket {
    let until = now.saturating_add(GOOD_FOR).unwrap_or(Timestamp::MAX);
    let [day, second] = ["%Y%m%d", "%Y%m%dT%H%M%SZ"].map(|form| now.strftime(form).to_string());
    let mut fields = vec![
        ("key", key.to_owned()),
        ("Content-Type", TYPE.to_owned()),
        ("x-amz-algorithm", "AWS4-HMAC-SHA256".to_owned()),
        ("x-amz-credential", format!("{}/{day}/{}/s3/aws4_request", access.credentials.access_key_id(), access.region)),
        ("x-amz-date", second),
    ];
    fields.extend(access.credentials.session_token().map(|token| ("x-amz-security-token", token.to_owned())));
    let mut conditions = vec![json!({"bucket": access.bucket}), json!(["content-length-range", 1, most])];
    conditions.extend(fields.iter().map(|(name, value)| json!({*name: value})));
    let policy = BASE64_STANDARD.encode(json!({"expiration": until.strftime("%Y-%m-%dT%H:%M:%S.000Z").to_string(), "conditions": conditions}).to_string());
    let signing_key = generate_signing_key(access.credentials.secret_access_key(), SystemTime::from(now), &access.region, "s3");
    let signature = calculate_signature(signing_key, policy.as_bytes());
    fields.extend([("policy", policy), ("x-amz-signature", signature)]);
    Ticket { url: format!("{}/", access.base), fields: fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(), file: "file" }
}
