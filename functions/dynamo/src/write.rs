// SPDX-License-Identifier: EUPL-1.2
//! Writes with their conditions: one alone, or several that take place together or not at all. A reply that
//! others were writing at the same moment is no answer: the write is tried again.

use crate::item::Item;
use crate::key::Key;
use crate::{Dynamo, failed, refused};
use aws_sdk_dynamodb::error::{BuildError, SdkError};
use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::{AttributeValue, CancellationReason, Delete, Put, ReturnValuesOnConditionCheckFailure, TransactWriteItem, Update};
use domain::store::{Answer, StoreError};
use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasher as _, RandomState};
use std::time::Duration;

/// How often a write is tried while others write the same item.
const TURNS: u32 = 6;

/// Before the second turn; doubled before each one after it.
const PAUSE: Duration = Duration::from_millis(10);

/// The item comes with the refusal.
const OLD: ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure::AllOld;

/// A write, and the condition on which it takes place.
#[derive(Debug, Clone)]
pub struct Write {
    /// What is written.
    pub what: What,
    /// On which condition.
    pub condition: &'static str,
    /// The values that the condition and the change name.
    pub values: Vec<(&'static str, AttributeValue)>,
}

/// What is written.
#[derive(Debug, Clone)]
pub enum What {
    /// The whole item.
    Put(Item),
    /// Some attributes of the item.
    Change(Key, &'static str),
    /// Nothing any more.
    Delete(Key),
}

/// What a write came to.
#[derive(Debug, Clone, PartialEq)]
pub enum Wrote {
    /// It took place; in a transaction: its own condition holds.
    Done,
    /// The condition does not hold, of this item.
    Refused(Option<Item>),
}

impl Write {
    fn values(&self) -> Option<HashMap<String, AttributeValue>> {
        Some(self.values.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()).filter(|values: &HashMap<_, _>| !values.is_empty())
    }
}

impl Dynamo {
    /// One write.
    pub(crate) async fn write(&self, write: &Write) -> Answer<Wrote> {
        for turn in 0..TURNS {
            if let Some(wrote) = self.try_write(write).await? {
                return Ok(wrote);
            }
            pause(turn).await;
        }
        Err(failed("a write", "others write the same item"))
    }

    /// Several writes of different items, which take place together or not at all: what each came to.
    pub(crate) async fn write_all(&self, writes: &[Write]) -> Answer<Vec<Wrote>> {
        for turn in 0..TURNS {
            if let Some(wrote) = self.try_write_all(writes).await? {
                return Ok(wrote);
            }
            pause(turn).await;
        }
        Err(failed("a transaction", "others write the same items"))
    }

    async fn try_write(&self, write: &Write) -> Answer<Option<Wrote>> {
        let (table, values) = (&self.table, write.values());
        match &write.what {
            What::Put(item) => {
                let call = self.client.put_item().table_name(table).set_item(Some(item.clone())).condition_expression(write.condition);
                wrote(call.set_expression_attribute_values(values).return_values_on_condition_check_failure(OLD).send().await)
            }
            What::Change(key, change) => {
                let call = self.client.update_item().table_name(table).set_key(Some(key.item())).update_expression(*change).condition_expression(write.condition);
                wrote(call.set_expression_attribute_values(values).return_values_on_condition_check_failure(OLD).send().await)
            }
            What::Delete(key) => {
                let call = self.client.delete_item().table_name(table).set_key(Some(key.item())).condition_expression(write.condition);
                wrote(call.set_expression_attribute_values(values).return_values_on_condition_check_failure(OLD).send().await)
            }
        }
    }

    async fn try_write_all(&self, writes: &[Write]) -> Answer<Option<Vec<Wrote>>> {
        let items = writes.iter().map(|write| self.part(write)).collect::<Result<Vec<_>, _>>().map_err(|error| failed("a transaction", error.to_string()))?;
        // The SDK adds a token, by which its own retries are known as such.
        match self.client.transact_write_items().set_transact_items(Some(items)).send().await {
            Ok(_) => Ok(Some(vec![Wrote::Done; writes.len()])),
            Err(error) => match error.as_service_error() {
                Some(TransactWriteItemsError::TransactionCanceledException(canceled)) => reasons(canceled.cancellation_reasons()),
                _ => Err(refused("a transaction", &error)),
            },
        }
    }

    fn part(&self, write: &Write) -> Result<TransactWriteItem, BuildError> {
        let (table, values) = (&self.table, write.values());
        let part = TransactWriteItem::builder();
        let part = match &write.what {
            What::Put(item) => {
                let put = Put::builder().table_name(table).set_item(Some(item.clone())).condition_expression(write.condition);
                part.put(put.set_expression_attribute_values(values).return_values_on_condition_check_failure(OLD).build()?)
            }
            What::Change(key, change) => {
                let update = Update::builder().table_name(table).set_key(Some(key.item())).update_expression(*change).condition_expression(write.condition);
                part.update(update.set_expression_attribute_values(values).return_values_on_condition_check_failure(OLD).build()?)
            }
            What::Delete(key) => {
                let delete = Delete::builder().table_name(table).set_key(Some(key.item())).condition_expression(write.condition);
                part.delete(delete.set_expression_attribute_values(values).return_values_on_condition_check_failure(OLD).build()?)
            }
        };
        Ok(part.build())
    }
}

/// Some time, longer at every turn and never the same for two.
pub(crate) async fn pause(turn: u32) {
    let longest = PAUSE * 2u32.pow(turn.min(8));
    let share = RandomState::new().hash_one(turn) % 1000;
    tokio::time::sleep(longest / 2 + longest.mul_f64(share as f64 / 2000.0)).await;
}

/// What each write of a cancelled transaction came to; nothing when it may be tried again.
fn reasons(reasons: &[CancellationReason]) -> Answer<Option<Vec<Wrote>>> {
    let mut out = Vec::new();
    for reason in reasons {
        match reason.code().unwrap_or("None") {
            "None" => out.push(Wrote::Done),
            "ConditionalCheckFailed" => out.push(Wrote::Refused(reason.item().cloned())),
            "TransactionConflict" | "ThrottlingError" | "ProvisionedThroughputExceeded" => return Ok(None),
            other => return Err(failed("a transaction", format!("{other}: {}", reason.message().unwrap_or_default()))),
        }
    }
    if out.iter().all(|wrote| *wrote == Wrote::Done) {
        return Err(failed("a transaction", "it was cancelled without a reason"));
    }
    Ok(Some(out))
}

/// What an error of a write says of its condition.
trait Refusal {
    /// The condition does not hold, of this item.
    fn refusal(&self) -> Option<Option<Item>>;
    /// A transaction is writing the item.
    fn conflict(&self) -> bool;
}

macro_rules! refusal {
    ($($error:ident),*) => {
        $(impl Refusal for $error {
            fn refusal(&self) -> Option<Option<Item>> {
                if let Self::ConditionalCheckFailedException(failed) = self { Some(failed.item().cloned()) } else { None }
            }

            fn conflict(&self) -> bool {
                self.is_transaction_conflict_exception()
            }
        })*
    };
}

refusal!(PutItemError, UpdateItemError, DeleteItemError);

/// What a write came to; nothing when it may be tried again.
fn wrote<T, E: Refusal + std::error::Error + 'static, R: fmt::Debug + 'static>(sent: Result<T, SdkError<E, R>>) -> Answer<Option<Wrote>> {
    let error = match sent {
        Ok(_) => return Ok(Some(Wrote::Done)),
        Err(error) => error,
    };
    match error.as_service_error() {
        Some(known) if known.conflict() => Ok(None),
        Some(known) => known.refusal().map(|item| Some(Wrote::Refused(item))).ok_or_else(|| unanswered(&error)),
        None => Err(unanswered(&error)),
    }
}

fn unanswered<E: std::error::Error + 'static, R: fmt::Debug + 'static>(error: &SdkError<E, R>) -> StoreError {
    refused("a write", error)
}
