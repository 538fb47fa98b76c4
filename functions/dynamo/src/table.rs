// SPDX-License-Identifier: EUPL-1.2
//! The table, for tests and local use. In production `infra` makes it, with the same keys and indexes, and with
//! backups and protection against deletion.

use crate::item::{BY_CODE, BY_DUE, BY_KIND, BY_OFFICE, BY_TIME, GONE};
use crate::{Dynamo, failed, refused};
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, Projection, ProjectionType, ScalarAttributeType, TableStatus, TimeToLiveSpecification,
};
use domain::store::{Answer, StoreError};
use std::time::Duration;

/// How often it is asked whether the table is there.
const LOOKS: u32 = 100;

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(100);

impl Dynamo {
    /// Makes the table and waits until it is there.
    ///
    /// # Errors
    /// When it cannot be made, or is there already.
    pub async fn create_table(&self) -> Answer<()> {
        let attributes = ["pk", "sk", "code", "w", "l", "rk", "ro", "q"].map(|name| (name, ScalarAttributeType::S));
        let mut create = self.client.create_table().table_name(&self.table).billing_mode(BillingMode::PayPerRequest);
        for (name, kind) in attributes.into_iter().chain([("due", ScalarAttributeType::N)]) {
            create = create.attribute_definitions(AttributeDefinition::builder().attribute_name(name).attribute_type(kind).build().map_err(odd)?);
        }
        create = create.key_schema(key("pk", KeyType::Hash)?).key_schema(key("sk", KeyType::Range)?);
        create = create.global_secondary_indexes(index(BY_CODE, [key("code", KeyType::Hash)?].into())?);
        create = create.global_secondary_indexes(index(BY_DUE, [key("w", KeyType::Hash)?, key("due", KeyType::Range)?].into())?);
        for (name, part) in [(BY_TIME, "l"), (BY_KIND, "rk"), (BY_OFFICE, "ro")] {
            create = create.global_secondary_indexes(index(name, [key(part, KeyType::Hash)?, key("q", KeyType::Range)?].into())?);
        }
        create.send().await.map_err(|error| refused("making the table", &error))?;
        self.table_is_there().await?;
        let retention = TimeToLiveSpecification::builder().enabled(true).attribute_name(GONE).build().map_err(odd)?;
        self.client.update_time_to_live().table_name(&self.table).time_to_live_specification(retention).send().await.map_err(|error| refused("time to live", &error))?;
        Ok(())
    }

    async fn table_is_there(&self) -> Answer<()> {
        for _ in 0..LOOKS {
            let known = self.client.describe_table().table_name(&self.table).send().await.map_err(|error| refused("looking at the table", &error))?;
            if known.table.and_then(|table| table.table_status) == Some(TableStatus::Active) {
                return Ok(());
            }
            tokio::time::sleep(PAUSE).await;
        }
        Err(failed("making the table", "it is not ready"))
    }
}

fn key(name: &str, kind: KeyType) -> Answer<KeySchemaElement> {
    KeySchemaElement::builder().attribute_name(name).key_type(kind).build().map_err(odd)
}

fn index(name: &str, keys: Vec<KeySchemaElement>) -> Answer<GlobalSecondaryIndex> {
    let projection = Projection::builder().projection_type(ProjectionType::KeysOnly).build();
    GlobalSecondaryIndex::builder().index_name(name).set_key_schema(Some(keys)).projection(projection).build().map_err(odd)
}

fn odd(error: aws_sdk_dynamodb::error::BuildError) -> StoreError {
    failed("making a request", error.to_string())
}
