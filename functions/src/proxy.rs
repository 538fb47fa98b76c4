// SPDX-License-Identifier: EUPL-1.2
//! The site's host in front of the functions: it signs what it passes on, and whoever knows the raw address of
//! the functions but not the secret gets nothing.
//!
//! The signature is Netlify's (`signed` in a redirect): a JSON Web Token (RFC 7519) in `x-nf-sign`, HS256, issued
//! by `netlify`, good for a few minutes. The address of the browser, which the host saw, stands in
//! `x-nf-client-connection-ip`; it is believed because the request is signed.

use crate::app::{App, Stores};
use crate::operatori::Client;
use crate::reply::Failure;
use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::{HeaderMap, HeaderValue};
use jiff::Timestamp;
use serde::Deserialize;
use sha2::Sha256;
use std::fmt;
use std::sync::Arc;

/// Where the signature stands.
const SIGNATURE: &str = "x-nf-sign";
/// Where the browser's address stands.
const ADDRESS: &str = "x-nf-client-connection-ip";
/// Who signs.
const ISSUER: &str = "netlify";
/// Seconds that two clocks may differ by.
const SKEW: i64 = 30;

/// The secret that the host and the functions share.
#[derive(Clone)]
pub struct Secret(Arc<str>);

impl Secret {
    /// Fewest characters.
    pub const LENGTH: usize = 32;

    /// A secret; `None` when it is too short to be one.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        (text.len() >= Self::LENGTH).then(|| Self(text.into()))
    }

    /// Whether a token is signed with it, by the host, and still good.
    #[must_use]
    pub fn signed(&self, token: &str, now: Timestamp) -> bool {
        #[derive(Deserialize)]
        struct Header {
            alg: String,
        }
        #[derive(Deserialize)]
        struct Claims {
            iss: String,
            exp: i64,
        }
        let Some((text, signature)) = token.rsplit_once('.') else { return false };
        let Some((header, claims)) = text.split_once('.') else { return false };
        let bytes = |part: &str| BASE64_URL_SAFE_NO_PAD.decode(part).ok();
        let (Some(header), Some(claims), Some(signature)) = (bytes(header), bytes(claims), bytes(signature)) else { return false };
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(self.0.as_bytes()) else { return false };
        mac.update(text.as_bytes());
        // In constant time; what it says is only read when it is true.
        mac.verify_slice(&signature).is_ok()
            && serde_json::from_slice::<Header>(&header).is_ok_and(|header| header.alg == "HS256")
            && serde_json::from_slice::<Claims>(&claims).is_ok_and(|claims| claims.iss == ISSUER && claims.exp + SKEW >= now.as_second())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// The router behind the host: what is not signed is refused before anything looks at it.
pub fn behind<S: Stores>(router: Router, app: App<S>, secret: Secret) -> Router {
    router.layer(from_fn_with_state((app, secret), pass::<S>))
}

async fn pass<S: Stores>(axum::extract::State((app, secret)): axum::extract::State<(App<S>, Secret)>, mut request: Request, next: Next) -> Response {
    let text = |headers: &HeaderMap, name: &str| headers.get(name).map(HeaderValue::to_str).and_then(Result::ok).map(str::to_owned);
    if !text(request.headers(), SIGNATURE).is_some_and(|token| secret.signed(&token, app.now())) {
        return Failure::Unsigned.problem(&app);
    }
    let address = text(request.headers(), ADDRESS).unwrap_or_default();
    request.extensions_mut().insert(Client(address));
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made by another implementation of RFC 7519, with this secret.
    const SECRET: &str = "un-segreto-di-prova-di-trentadue-caratteri";
    const EXPIRES: i64 = 1_795_435_200;
    const GOOD: &str = "eyJhbGciOiAiSFMyNTYiLCAidHlwIjogIkpXVCJ9.eyJkZXBsb3lfY29udGV4dCI6ICJwcm9kdWN0aW9uIiwgImlzcyI6ICJuZXRsaWZ5IiwgImV4cCI6IDE3OTU0MzUyMDB9.O2uAZEW6ouCBeD76pznBTXH0_oOo80WI7V7daKRurHc";
    const OF_SOMEBODY: &str = "eyJhbGciOiAiSFMyNTYiLCAidHlwIjogIkpXVCJ9.eyJpc3MiOiAic29tZWJvZHkiLCAiZXhwIjogMTc5NTQzNTIwMH0.HzuPYzDem1nomsoML9uUNzIC4Li7CaYjr9Fg_0BqZuA";
    const NO_ALGORITHM: &str = "eyJhbGciOiAibm9uZSIsICJ0eXAiOiAiSldUIn0.eyJpc3MiOiAibmV0bGlmeSIsICJleHAiOiAxNzk1NDM1MjAwfQ.4TQR1re_c5EI79AcAmMCAAipT6uYWCQVCVva5A8bam8";

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn secret() -> Secret {
        Secret::new(SECRET).unwrap()
    }

    #[test]
    fn what_the_host_signed_is_good_until_it_expires() {
        assert!(secret().signed(GOOD, at(EXPIRES - 300)));
        assert!(secret().signed(GOOD, at(EXPIRES + SKEW)));
        assert!(!secret().signed(GOOD, at(EXPIRES + SKEW + 1)));
    }

    #[test]
    fn what_anybody_else_made_is_not() {
        let now = at(EXPIRES - 300);
        for token in [OF_SOMEBODY, NO_ALGORITHM, "", ".", "..", "a.b.c", &GOOD[..GOOD.len() - 2], &format!("{GOOD}A"), &GOOD.replacen("ey", "eY", 1)] {
            assert!(!secret().signed(token, now), "{token}");
        }
        let (text, _) = GOOD.rsplit_once('.').unwrap();
        assert!(!secret().signed(&format!("{text}."), now));
        assert!(!Secret::new("un-altro-segreto-di-trentadue-caratteri").unwrap().signed(GOOD, now));
        assert!(Secret::new("corto").is_none());
    }
}
