// SPDX-License-Identifier: EUPL-1.2
//! The table as this crate makes it, asked of the engine: `infra/tests/table.json` says it, and the tests of
//! `infra` hold the table of production to it. `BLESS=1` writes what was found.
#![expect(clippy::disallowed_methods, reason = "the test reads and writes what is expected")]

use crate::engine::{config, endpoint, table};
use aws_sdk_dynamodb::types::{AttributeDefinition, KeySchemaElement, Projection};
use std::path::Path;

fn keys(schema: &[KeySchemaElement]) -> serde_json::Value {
    schema.iter().map(|key| serde_json::json!({"AttributeName": key.attribute_name(), "KeyType": key.key_type().as_str()})).collect()
}

fn attributes(definitions: &[AttributeDefinition]) -> serde_json::Value {
    let mut known: Vec<_> = definitions.iter().map(|one| (one.attribute_name(), one.attribute_type().as_str())).collect();
    known.sort_unstable();
    known.into_iter().map(|(name, kind)| serde_json::json!({"AttributeName": name, "AttributeType": kind})).collect()
}

#[tokio::test]
async fn production_makes_the_same_table() {
    let (_, name) = table().await;
    let client = aws_sdk_dynamodb::Client::from_conf(config(endpoint()).build());
    let known = client.describe_table().table_name(&name).send().await.expect("it is there").table.expect("it is there");
    let retention = client.describe_time_to_live().table_name(&name).send().await.expect("it is there").time_to_live_description.expect("it is told");
    let mut indexes: Vec<_> = known.global_secondary_indexes().iter().collect();
    indexes.sort_by_key(|index| index.index_name());
    let projection = |projection: &Projection| projection.projection_type().map(|kind| kind.as_str().to_owned());
    let indexes: serde_json::Value = indexes
        .into_iter()
        .map(|index| serde_json::json!({"IndexName": index.index_name(), "KeySchema": keys(index.key_schema()), "Projection": {"ProjectionType": index.projection().and_then(projection)}}))
        .collect();
    let found = serde_json::json!({
        "AttributeDefinitions": attributes(known.attribute_definitions()),
        "BillingMode": known.billing_mode_summary().and_then(|mode| mode.billing_mode()).map(|mode| mode.as_str()),
        "GlobalSecondaryIndexes": indexes,
        "KeySchema": keys(known.key_schema()),
        "TimeToLiveSpecification": {"AttributeName": retention.attribute_name(), "Enabled": retention.time_to_live_status().is_some_and(|status| status.as_str() == "ENABLED")},
    });
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../infra/tests/table.json");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, serde_json::to_string_pretty(&found).expect("JSON") + "\n").expect("it is written");
    }
    let expected: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).expect("it is there")).expect("JSON");
    assert_eq!(found, expected, "the table is another one: BLESS=1, and change infra/template.yaml");
}
