// SPDX-License-Identifier: EUPL-1.2
//! Reads: of the table always consistent, of the indexes as they are.

use crate::item::Item;
use crate::key::Key;
use crate::write::pause;
use crate::{Dynamo, failed, refused};
use aws_sdk_dynamodb::types::{AttributeValue, KeysAndAttributes};
use domain::store::Answer;

/// As many items as one call gives.
const BATCH: usize = 100;

/// How often it is asked for what a call left out.
const TURNS: u32 = 6;

/// In which order an index is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// The smallest first.
    OldestFirst,
    /// The largest first.
    NewestFirst,
}

impl Dynamo {
    /// One item.
    pub(crate) async fn item(&self, key: &Key) -> Answer<Option<Item>> {
        let read = self.client.get_item().table_name(&self.table).set_key(Some(key.item())).consistent_read(true).send().await;
        Ok(read.map_err(|error| refused("reading an item", &error))?.item)
    }

    /// The items with these keys, in any order; what is not there is left out.
    pub(crate) async fn items(&self, keys: &[Key]) -> Answer<Vec<Item>> {
        let mut out = Vec::new();
        for some in keys.chunks(BATCH) {
            let mut left: Vec<Item> = some.iter().map(Key::item).collect();
            for turn in 0..TURNS {
                let wanted = KeysAndAttributes::builder().set_keys(Some(left)).consistent_read(true).build().map_err(|error| failed("reading items", error.to_string()))?;
                let read = self.client.batch_get_item().request_items(&self.table, wanted).send().await.map_err(|error| refused("reading items", &error))?;
                out.extend(read.responses.unwrap_or_default().remove(&self.table).unwrap_or_default());
                left = read.unprocessed_keys.unwrap_or_default().remove(&self.table).map(|wanted| wanted.keys).unwrap_or_default();
                if left.is_empty() {
                    break;
                }
                pause(turn).await;
            }
            if !left.is_empty() {
                return Err(failed("reading items", "not all came"));
            }
        }
        Ok(out)
    }

    /// All items of a partition, in the order of their keys.
    pub(crate) async fn partition(&self, pk: String) -> Answer<Vec<Item>> {
        let query =
            self.client.query().table_name(&self.table).key_condition_expression("pk = :pk").expression_attribute_values(":pk", AttributeValue::S(pk)).consistent_read(true);
        let mut pages = query.into_paginator().items().send();
        let mut out = Vec::new();
        while let Some(item) = pages.next().await {
            out.push(item.map_err(|error| refused("reading a partition", &error))?);
        }
        Ok(out)
    }

    /// The items of a partition whose sort key begins so, in their order.
    pub(crate) async fn beginning_with(&self, pk: String, prefix: &str) -> Answer<Vec<Item>> {
        let query = self.client.query().table_name(&self.table).key_condition_expression("pk = :pk AND begins_with(sk, :prefix)").consistent_read(true);
        let query = query.expression_attribute_values(":pk", AttributeValue::S(pk)).expression_attribute_values(":prefix", AttributeValue::S(prefix.to_owned()));
        let mut pages = query.into_paginator().items().send();
        let mut out = Vec::new();
        while let Some(item) = pages.next().await {
            out.push(item.map_err(|error| refused("reading a part", &error))?);
        }
        Ok(out)
    }

    /// The keys that an index has on a condition, in its order, so many at most.
    pub(crate) async fn keys(&self, index: &str, condition: &str, values: Vec<(&str, AttributeValue)>, most: usize, order: Order) -> Answer<Vec<Key>> {
        let mut query = self.client.query().table_name(&self.table).index_name(index).key_condition_expression(condition).set_limit(i32::try_from(most).ok());
        query = query.scan_index_forward(order == Order::OldestFirst);
        for (name, value) in values {
            query = query.expression_attribute_values(name, value);
        }
        let mut pages = query.into_paginator().items().send();
        let mut out = Vec::new();
        while out.len() < most {
            let Some(item) = pages.next().await else { break };
            out.push(Key::of(&item.map_err(|error| refused("reading an index", &error))?)?);
        }
        Ok(out)
    }

    /// The keys of all items on a condition: reads the whole table.
    pub(crate) async fn scan(&self, condition: &str, name: &str, value: AttributeValue) -> Answer<Vec<Key>> {
        let scan = self.client.scan().table_name(&self.table).projection_expression("pk, sk").filter_expression(condition).expression_attribute_values(name, value);
        let mut pages = scan.consistent_read(true).into_paginator().items().send();
        let mut out = Vec::new();
        while let Some(item) = pages.next().await {
            out.push(Key::of(&item.map_err(|error| refused("reading the table", &error))?)?);
        }
        Ok(out)
    }
}
