// SPDX-License-Identifier: EUPL-1.2
//! Items that earlier versions wrote, in `tests/versions/`, as DynamoDB says them in JSON: today's program reads
//! them and goes on. `0.json` is from before items said their form. `BLESS=1` writes those of today's version
//! when there are none; those that are there never change.
#![expect(clippy::disallowed_methods, reason = "the test reads and writes what is kept")]

use crate::engine::{config, endpoint, patient_config, table};
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use domain::store::Store as _;
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use store::contract::kept;

/// An item of the SDK.
type Item = HashMap<String, AttributeValue>;

fn file(version: u32) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/versions/{version}.json"))
}

fn to_json(value: &AttributeValue) -> Value {
    match value {
        AttributeValue::S(text) => json!({ "S": text }),
        AttributeValue::N(number) => json!({ "N": number }),
        AttributeValue::Bool(flag) => json!({ "BOOL": flag }),
        AttributeValue::B(bytes) => json!({ "B": BASE64_STANDARD.encode(bytes) }),
        other => panic!("no item has {other:?}"),
    }
}

fn of_json(value: &Value) -> AttributeValue {
    let (kind, value) = value.as_object().and_then(|value| value.iter().next()).expect("a kind and a value");
    let text = || value.as_str().expect("a text").to_owned();
    match kind.as_str() {
        "S" => AttributeValue::S(text()),
        "N" => AttributeValue::N(text()),
        "BOOL" => AttributeValue::Bool(value.as_bool().expect("a flag")),
        "B" => AttributeValue::B(Blob::new(BASE64_STANDARD.decode(text()).expect("base 64"))),
        other => panic!("no item has {other}"),
    }
}

/// All items of a table, in the order of their keys.
async fn dump(client: &Client, table: &str) -> Vec<Value> {
    let items = client.scan().table_name(table).consistent_read(true).send().await.expect("the items").items.unwrap_or_default();
    let json = |item: Item| Value::Object(item.iter().map(|(name, value)| (name.clone(), to_json(value))).collect::<Map<_, _>>());
    let mut items: Vec<Value> = items.into_iter().map(json).collect();
    items.sort_by_key(|item| (item["pk"].to_string(), item["sk"].to_string()));
    items
}

fn client() -> Client {
    Client::from_conf(patient_config().build())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_items_of_every_version_are_read_and_go_on() {
    let (store, name) = table().await;
    kept::fill(&store).await;
    kept::fill_reports(&store).await;
    let items = dump(&client(), &name).await;
    let forms: Vec<u32> = items.iter().filter_map(|item| item["fv"]["N"].as_str()).map(|version| version.parse().expect("a number")).collect();
    let today = forms.iter().copied().max().unwrap_or_default();
    if std::env::var_os("BLESS").is_some() && !file(today).exists() {
        std::fs::write(file(today), serde_json::to_string_pretty(&items).expect("JSON") + "\n").expect("it is written");
    }
    for known in 0..=today {
        let (store, name) = table().await;
        let items: Vec<Map<String, Value>> = serde_json::from_slice(&std::fs::read(file(known)).unwrap_or_else(|_| panic!("version {known} has no file: BLESS=1"))).expect("JSON");
        assert!(items.iter().all(|item| known > 0 || !item.contains_key("fv")));
        for item in items {
            let item: Item = item.iter().map(|(name, value)| (name.clone(), of_json(value))).collect();
            client().put_item().table_name(&name).set_item(Some(item)).send().await.expect("it is put");
        }
        kept::goes_on(&store).await;
        if known == 0 {
            kept::fill_reports(&store).await;
        }
        kept::reports_go_on(&store).await;
    }
}

#[tokio::test]
async fn an_item_of_a_newer_program_is_not_guessed_at() {
    let (store, name) = table().await;
    kept::fill(&store).await;
    let client = Client::from_conf(config(endpoint()).build());
    let places = dump(&client, &name).await;
    let place = places.iter().find(|item| item["k"]["S"] == "booked").expect("a booking");
    let key = |name: &str| of_json(&place[name]);
    let change = client.update_item().table_name(&name).key("pk", key("pk")).key("sk", key("sk")).update_expression("SET fv = :v");
    change.expression_attribute_values(":v", AttributeValue::N("99".to_owned())).send().await.expect("a newer program was here");
    let (_, rest) = place["pk"]["S"].as_str().expect("a key").split_once('#').expect("its kind");
    let (bookable, day) = rest.split_once('#').expect("its day");
    let error = store.day(&model::slug::Slug::parse(bookable).expect("a slug"), day.parse().expect("a day")).await.expect_err("it is newer");
    assert!(error.0.to_string().contains("it has the form 99, this program knows 1"), "{}", error.0);
}
