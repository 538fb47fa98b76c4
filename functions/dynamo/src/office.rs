// SPDX-License-Identifier: EUPL-1.2
//! The keys of offices, and tries to sign in.

use crate::item::{self, GONE};
use crate::key::{Key, OFFICE_KEYS};
use crate::write::{What, Write, Wrote};
use crate::{Dynamo, failed, refused};
use aws_sdk_dynamodb::types::ReturnValue;
use domain::office::{COUNTED_MINUTES, KeyId, Keys, OfficeKey};
use domain::store::Answer;

impl Keys for Dynamo {
    async fn put_key(&self, key: &OfficeKey) -> Answer<()> {
        let values = vec![(":owner", item::owner(key.secret))];
        let write = Write { what: What::Put(item::office_key(key)), condition: "attribute_not_exists(pk) OR o = :owner", values };
        match self.step(self.write(&write)).await? {
            Wrote::Done => Ok(()),
            Wrote::Refused(_) => Err(failed("keeping a key", "another has its name")),
        }
    }

    async fn key(&self, id: KeyId) -> Answer<Option<OfficeKey>> {
        self.step(async { self.item(&Key::office(id)).await?.as_ref().map(item::read_office_key).transpose() }).await
    }

    async fn keys(&self) -> Answer<Vec<OfficeKey>> {
        let items = self.step(self.partition(OFFICE_KEYS.to_owned())).await?;
        let mut keys = items.iter().map(item::read_office_key).collect::<Answer<Vec<_>>>()?;
        keys.sort_by_key(|key| (key.created, key.id()));
        Ok(keys)
    }

    async fn revoke(&self, id: KeyId) -> Answer<bool> {
        let write = Write { what: What::Delete(Key::office(id)), condition: "attribute_exists(pk)", values: Vec::new() };
        Ok(self.step(self.write(&write)).await? == Wrote::Done)
    }

    /// A try whose reply was lost counts twice: the limit only becomes stricter.
    async fn count_try(&self, who: [u8; 16], minute: i64) -> Answer<u32> {
        let count = self.client.update_item().table_name(&self.table).set_key(Some(Key::tries(who, minute).item()));
        let count = count.update_expression("ADD i :one SET #gone = :gone").expression_attribute_names("#gone", GONE);
        let count = count.expression_attribute_values(":one", item::number(1)).expression_attribute_values(":gone", item::number((minute + 1 + COUNTED_MINUTES) * 60));
        let counted = async { count.return_values(ReturnValue::UpdatedNew).send().await.map_err(|error| refused("counting a try", &error)) };
        let known = self.step(counted).await?.attributes.unwrap_or_default();
        known.get("i").and_then(|count| count.as_n().ok()?.parse().ok()).ok_or_else(|| failed("counting a try", "no number came"))
    }
}
