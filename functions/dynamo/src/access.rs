// SPDX-License-Identifier: EUPL-1.2
//! How the store reaches DynamoDB: region, credentials, and how long it waits. The SDK alone would wait for a
//! reply for ever.

use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use aws_sdk_dynamodb::config::{BehaviorVersion, Builder, Credentials, Region, SharedHttpClient};
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_http_client::tls::{Provider, TlsContext, TrustStore};
use domain::store::{Answer, StoreError};
use std::time::Duration;

/// Until a connection stands.
const CONNECT: Duration = Duration::from_millis(500);

/// Until a reply begins.
const READ: Duration = Duration::from_millis(900);

/// For one attempt.
const ATTEMPT: Duration = Duration::from_secs(1);

/// For a call with its attempts.
pub const OPERATION: Duration = Duration::from_millis(3500);

/// Attempts of a call.
const ATTEMPTS: u32 = 3;

/// Before the second attempt; doubled before the third.
const BACKOFF: Duration = Duration::from_millis(50);

/// The authorities by which AWS is known. Reading all those of a machine takes most of a function's start, and
/// any of them could speak for AWS.
const AMAZON: &str = include_str!("amazon.pem");

/// Where DynamoDB is, and as whom the store asks.
#[derive(Debug, Clone)]
pub struct Access {
    region: String,
    credentials: Credentials,
    endpoint: Option<String>,
}

impl Access {
    /// From the environment that Lambda gives a function, and `AWS_ENDPOINT_URL_DYNAMODB`, the variable of all
    /// SDKs, when the table is elsewhere than in the region.
    ///
    /// # Errors
    /// When a variable is missing.
    pub fn of_lambda(variable: impl Fn(&str) -> Option<String>) -> Answer<Self> {
        let needed = |name: &str| variable(name).ok_or_else(|| StoreError(format!("the variable `{name}` is not set").into()));
        let credentials = Credentials::new(needed("AWS_ACCESS_KEY_ID")?, needed("AWS_SECRET_ACCESS_KEY")?, variable("AWS_SESSION_TOKEN"), None, "lambda");
        Ok(Self { region: needed("AWS_REGION")?, credentials, endpoint: variable("AWS_ENDPOINT_URL_DYNAMODB") })
    }

    /// An engine on this machine, which takes any credentials.
    #[must_use]
    pub fn local(endpoint: &str) -> Self {
        let credentials = Credentials::new("local", "local", None, None, "local");
        Self { region: "eu-south-1".to_owned(), credentials, endpoint: Some(endpoint.to_owned()) }
    }
}

/// The client that speaks HTTP. What is elsewhere than in a region is known by the authorities of this machine.
fn http(access: &Access) -> SharedHttpClient {
    let builder = aws_smithy_http_client::Builder::new().tls_provider(Provider::Rustls(CryptoMode::Ring));
    if access.endpoint.is_some() {
        return builder.build_https();
    }
    let known = TlsContext::builder().with_trust_store(TrustStore::empty().with_pem_certificate(AMAZON)).build();
    builder.tls_context(known.expect("a context of certificates alone")).build_https()
}

/// The configuration of the client.
#[must_use]
pub fn config(access: &Access) -> Builder {
    let timeouts = TimeoutConfig::builder().connect_timeout(CONNECT).read_timeout(READ).operation_attempt_timeout(ATTEMPT).operation_timeout(OPERATION).build();
    let retries = RetryConfig::standard().with_max_attempts(ATTEMPTS).with_initial_backoff(BACKOFF);
    let mut builder = aws_sdk_dynamodb::Config::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::new(access.region.clone()))
        .credentials_provider(access.credentials.clone())
        .http_client(http(access))
        .timeout_config(timeouts)
        .retry_config(retries);
    builder.set_endpoint_url(access.endpoint.clone());
    builder
}
