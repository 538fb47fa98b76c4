// SPDX-License-Identifier: EUPL-1.2
//! The engine under the tests, and empty tables in it. All tests share one engine; each has its own table.
use crate::process::Engine;
use aws_sdk_dynamodb::config::Builder;
use aws_sdk_dynamodb::config::retry::RetryPartition;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use dynamo::{Access, Dynamo};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tokio::sync::{RwLock, RwLockReadGuard, RwLockWriteGuard};

/// Where the engine is.
pub fn endpoint() -> &'static str {
    &engine().endpoint
}

/// Whether the tests started it themselves.
pub fn is_dynoxide() -> bool {
    engine().process.is_some()
}

fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(Engine::of_environment)
}

/// Who uses the engine now: tests that wait as long as production does, or one that leaves no time to others.
static TURNS: RwLock<()> = RwLock::const_new(());

/// While this is kept no crowd is at the engine.
pub async fn among_others() -> RwLockReadGuard<'static, ()> {
    TURNS.read().await
}

/// While this is kept only patient tests are at the engine.
pub async fn alone() -> RwLockWriteGuard<'static, ()> {
    TURNS.write().await
}

/// A name that nobody else has, of a table or of a client.
fn name() -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    format!("sportello-{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed))
}

/// The configuration of a client as in production, which shares its budget of retries with no other test.
pub fn config(endpoint: &str) -> Builder {
    dynamo::config(&Access::local(endpoint)).retry_partition(RetryPartition::new(name()))
}

/// The configuration of a client that waits long: for hundreds at once, before an engine with one or two cores.
pub fn patient_config() -> Builder {
    let long = Duration::from_secs(120);
    config(endpoint()).timeout_config(TimeoutConfig::builder().connect_timeout(long).read_timeout(long).operation_attempt_timeout(long).operation_timeout(long).build())
}

/// An empty store that waits long, and the name of its table.
pub async fn table() -> (Dynamo, String) {
    let table = name();
    let store = Dynamo::of_config(patient_config().build(), &table);
    store.create_table().await.unwrap_or_else(|error| panic!("a table: {}", error.0));
    (store, table)
}

/// An empty store that waits long.
pub async fn empty() -> Dynamo {
    table().await.0
}

#[tokio::test]
async fn a_table_is_made_once() {
    let store = empty().await;
    let error = store.create_table().await.expect_err("it is there");
    assert!(error.0.to_string().starts_with("DynamoDB, making the table: "), "{}", error.0);
}

#[test]
fn a_function_needs_its_credentials() {
    let error = Access::of_lambda(|name| (name != "AWS_REGION").then(|| "x".to_owned())).expect_err("no region");
    assert_eq!(error.0.to_string(), "the variable `AWS_REGION` is not set");
    let access = Access::of_lambda(|name| Some(format!("secret {name}"))).expect("all are set");
    assert!(!format!("{access:?}").contains("secret AWS_SECRET_ACCESS_KEY"), "{access:?}");
}

#[tokio::test]
async fn in_its_region_it_is_known_by_the_roots_of_amazon() {
    let variable = |name: &str| (name != "AWS_ENDPOINT_URL_DYNAMODB").then(|| "eu-south-1".to_owned());
    let access = Access::of_lambda(variable).expect("all are set");
    // An address that leads nowhere, given behind the configuration's back: the certificates are read, nothing is sent.
    let config = dynamo::config(&access).endpoint_url("https://127.0.0.1:1").build();
    let store = Dynamo::of_config(config, "none");
    let error = store.create_table().await.expect_err("nobody is there");
    assert!(error.0.to_string().contains("Connection refused") || error.0.to_string().contains("dispatch failure"), "{}", error.0);
    assert_eq!(include_str!("../../src/amazon.pem").matches("BEGIN CERTIFICATE").count(), 5);
}
