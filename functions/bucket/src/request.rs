// SPDX-License-Identifier: EUPL-1.2
//! One request to the bucket: signed, within a time, tried again when the bucket is busy. Every request that is
//! made here may be made twice.

use crate::access::Access;
use aws_sigv4::http_request::{PayloadChecksumKind, PercentEncodingMode, SignableBody, SignableRequest, SigningSettings, UriPathNormalizationMode, sign};
use aws_sigv4::sign::v4;
use bytes::Bytes;
use domain::store::{Answer, StoreError};
use http::{Method, Request, StatusCode};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use jiff::Timestamp;
use std::error::Error;
use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime};
use tokio_rustls::rustls::crypto::ring;

/// For one attempt: ten megabytes within a region take a second.
const ATTEMPT: Duration = Duration::from_secs(5);

/// Attempts of a request.
const ATTEMPTS: u32 = 3;

/// Before the second attempt; doubled before the third.
const BACKOFF: Duration = Duration::from_millis(100);

/// Bytes of a reply, at most: a photo as it was sent has ten megabytes.
const REPLY: usize = 16 * 1024 * 1024;

type Https = Client<HttpsConnector<HttpConnector>, Full<Bytes>>;

/// The client of a bucket. Certificates are read when it asks for the first time: most functions that begin never do.
#[derive(Clone)]
pub struct Door {
    pub(crate) access: Access,
    client: Arc<OnceLock<Https>>,
}

impl fmt::Debug for Door {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Door").field(&self.access.bucket).finish()
    }
}

/// What is asked.
pub struct Wish<'a> {
    pub method: Method,
    /// With its slash, and the question if there is one.
    pub path: &'a str,
    /// Headers that are signed too.
    pub headers: &'a [(&'static str, String)],
    pub body: Bytes,
}

/// What the bucket said.
pub struct Said {
    pub status: StatusCode,
    pub body: Bytes,
}

/// What was to be done and why it was not. No address stands here: names of photos are secrets.
#[derive(Debug)]
struct Failed {
    deed: &'static str,
    why: String,
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the bucket of photos, {}: {}", self.deed, self.why)
    }
}

impl Error for Failed {}

/// An error of the store.
pub fn failed(deed: &'static str, why: impl Into<String>) -> StoreError {
    StoreError(Box::new(Failed { deed, why: why.into() }))
}

impl Said {
    /// The body of a good reply; `None` when it is not there.
    pub fn found(self, deed: &'static str) -> Answer<Option<Bytes>> {
        match self.status {
            StatusCode::NOT_FOUND => Ok(None),
            status if status.is_success() => Ok(Some(self.body)),
            status => Err(failed(deed, code(status, &self.body))),
        }
    }
}

/// The status, and the code that S3 gives in its own words: nothing else of a reply is kept.
fn code(status: StatusCode, body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let code = text.split_once("<Code>").and_then(|(_, rest)| rest.split_once("</Code>"));
    code.map_or_else(|| status.to_string(), |(code, _)| format!("{status}, {}", code.chars().take(60).collect::<String>()))
}

impl Door {
    /// A client. Nothing is asked yet.
    pub fn new(access: Access) -> Self {
        Self { access, client: Arc::default() }
    }

    fn client(&self) -> Result<&Https, String> {
        if let Some(client) = self.client.get() {
            return Ok(client);
        }
        let connector = HttpsConnectorBuilder::new().with_provider_and_native_roots(ring::default_provider()).map_err(|error| format!("certificates: {error}"))?;
        Ok(self.client.get_or_init(|| Client::builder(TokioExecutor::new()).build(connector.https_or_http().enable_http1().build())))
    }

    /// Asks, three times at most.
    pub async fn ask(&self, deed: &'static str, wish: &Wish<'_>) -> Answer<Said> {
        let mut pause = BACKOFF;
        for _ in 1..ATTEMPTS {
            match self.once(deed, wish).await {
                Ok(said) if !said.status.is_server_error() => return Ok(said),
                _ => tokio::time::sleep(pause).await,
            }
            pause *= 2;
        }
        self.once(deed, wish).await
    }

    async fn once(&self, deed: &'static str, wish: &Wish<'_>) -> Answer<Said> {
        let request = self.signed(wish, Timestamp::now()).map_err(|why| failed(deed, why))?;
        let client = self.client().map_err(|why| failed(deed, why))?;
        let work = async {
            let response = client.request(request).await.map_err(|error| chain(&error))?;
            let status = response.status();
            let body = Limited::new(response.into_body(), REPLY).collect().await.map_err(|error| chain(&*error))?.to_bytes();
            Ok(Said { status, body })
        };
        let done: Result<Said, String> = tokio::time::timeout(ATTEMPT, work).await.unwrap_or_else(|_| Err("it took too long".to_owned()));
        done.map_err(|why| failed(deed, why))
    }

    /// Signs a request with AWS's own crate, as S3 wants it: the path as it stands, the hash of the body in a header.
    fn signed(&self, wish: &Wish<'_>, now: Timestamp) -> Result<Request<Full<Bytes>>, String> {
        let uri = format!("{}{}", self.access.base, wish.path);
        let mut request = Request::builder().method(wish.method.clone()).uri(&uri);
        for (name, value) in wish.headers {
            request = request.header(*name, value);
        }
        let mut request = request.body(Full::new(wish.body.clone())).map_err(|error| error.to_string())?;
        let mut settings = SigningSettings::default();
        settings.percent_encoding_mode = PercentEncodingMode::Single;
        settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
        settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
        let identity = self.access.credentials.clone().into();
        let params = v4::SigningParams::builder().identity(&identity).region(&self.access.region).name("s3").time(SystemTime::from(now)).settings(settings).build();
        let params = params.map_err(|error| error.to_string())?.into();
        let headers = wish.headers.iter().map(|(name, value)| (*name, value.as_str()));
        let signable = SignableRequest::new(wish.method.as_str(), &uri, headers, SignableBody::Bytes(&wish.body)).map_err(|error| error.to_string())?;
        let (instructions, _) = sign(signable, &params).map_err(|error| error.to_string())?.into_parts();
        instructions.apply_to_request_http1x(&mut request);
        Ok(request)
    }
}

/// The words of an error and of what it comes from.
fn chain(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text = format!("{text}: {error}");
        source = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// AWS's own example of a signed `GET` ("Signature calculations for the Authorization header"), with the bucket
    /// in the host and a header that is signed.
    #[test]
    fn a_request_is_signed_as_aws_shows() {
        let access = Access {
            region: "us-east-1".to_owned(),
            credentials: aws_credential_types::Credentials::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", None, None, "test"),
            base: "https://examplebucket.s3.amazonaws.com".to_owned(),
            bucket: "examplebucket".to_owned(),
        };
        let wish = Wish { method: Method::GET, path: "/test.txt", headers: &[("range", "bytes=0-9".to_owned())], body: Bytes::new() };
        let signed = Door::new(access).signed(&wish, "2013-05-24T00:00:00Z".parse().unwrap()).unwrap();
        let header = signed.headers()["authorization"].to_str().unwrap();
        assert!(header.ends_with("Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"), "{header}");
    }

    #[test]
    fn of_a_refusal_only_the_code_is_kept() {
        let body = b"<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code><Resource>/kept/secret.jpg</Resource></Error>";
        assert_eq!(code(StatusCode::FORBIDDEN, body), "403 Forbidden, AccessDenied");
        assert_eq!(code(StatusCode::BAD_GATEWAY, b"<html>"), "502 Bad Gateway");
    }
}
