// SPDX-License-Identifier: EUPL-1.2
//! What the steps cost, as the engine counts it: write units of the table and of each index, read units.

use crate::engine::{is_dynoxide, patient_config, table};
use aws_sdk_dynamodb::config::interceptors::{BeforeSerializationInterceptorContextMut, FinalizerInterceptorContextRef};
use aws_sdk_dynamodb::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_dynamodb::error::BoxError;
use aws_sdk_dynamodb::operation::batch_get_item::{BatchGetItemInput, BatchGetItemOutput};
use aws_sdk_dynamodb::operation::delete_item::{DeleteItemInput, DeleteItemOutput};
use aws_sdk_dynamodb::operation::get_item::{GetItemInput, GetItemOutput};
use aws_sdk_dynamodb::operation::put_item::{PutItemInput, PutItemOutput};
use aws_sdk_dynamodb::operation::query::{QueryInput, QueryOutput};
use aws_sdk_dynamodb::operation::transact_write_items::{TransactWriteItemsInput, TransactWriteItemsOutput};
use aws_sdk_dynamodb::operation::update_item::{UpdateItemInput, UpdateItemOutput};
use aws_sdk_dynamodb::types::{AttributeValue, ConsumedCapacity, ReturnConsumedCapacity};
use domain::booking::{Allowance, Booking, Closed, Details, Due, Event};
use domain::person::{Email, FiscalCode, PersonKey};
use domain::place::{Hold, Place, PlaceKey, State};
use domain::store::{Changed, Confirmed, Store, Taken};
use domain::token::Token;
use dynamo::Dynamo;
use jiff::Timestamp;
use jiff::civil::{date, time};
use model::slug::Slug;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

/// One call: what it was, and the units of the table and of each index.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    pub operation: &'static str,
    pub table: f64,
    pub indexes: BTreeMap<String, f64>,
}

/// Asks each reply for what it cost, and keeps it.
#[derive(Debug, Clone, Default)]
pub struct Meter(Arc<Mutex<Vec<Call>>>);

impl Meter {
    /// The calls since the last time.
    pub fn calls(&self) -> Vec<Call> {
        std::mem::take(&mut *self.0.lock().expect("nobody panics"))
    }

    fn note<'c>(&self, operation: &'static str, consumed: impl IntoIterator<Item = &'c ConsumedCapacity>) {
        let mut call = Call { operation, table: 0.0, indexes: BTreeMap::new() };
        for part in consumed {
            call.table += part.table.as_ref().and_then(|table| table.capacity_units).unwrap_or_default();
            for (name, index) in part.global_secondary_indexes.iter().flatten() {
                *call.indexes.entry(name.clone()).or_default() += index.capacity_units.unwrap_or_default();
            }
        }
        self.0.lock().expect("nobody panics").push(call);
    }
}

macro_rules! metered {
    ($(($name:literal, $input:ident, $output:ident)),*) => {
        impl Intercept for Meter {
            fn name(&self) -> &'static str {
                "Meter"
            }

            fn modify_before_serialization(&self, context: &mut BeforeSerializationInterceptorContextMut<'_>, _: &RuntimeComponents, _: &mut ConfigBag) -> Result<(), BoxError> {
                let input = context.input_mut();
                $(if let Some(input) = input.downcast_mut::<$input>() {
                    input.return_consumed_capacity = Some(ReturnConsumedCapacity::Indexes);
                })*
                Ok(())
            }

            fn read_after_execution(&self, context: &FinalizerInterceptorContextRef<'_>, _: &RuntimeComponents, _: &mut ConfigBag) -> Result<(), BoxError> {
                let Some(Ok(output)) = context.output_or_error() else { return Ok(()) };
                $(if let Some(output) = output.downcast_ref::<$output>() {
                    self.note($name, &output.consumed_capacity);
                })*
                if let Some(output) = output.downcast_ref::<BatchGetItemOutput>() {
                    self.note("batch", output.consumed_capacity.iter().flatten());
                }
                if let Some(output) = output.downcast_ref::<TransactWriteItemsOutput>() {
                    self.note("transaction", output.consumed_capacity.iter().flatten());
                }
                Ok(())
            }
        }
    };
}

metered!(
    ("put", PutItemInput, PutItemOutput),
    ("update", UpdateItemInput, UpdateItemOutput),
    ("delete", DeleteItemInput, DeleteItemOutput),
    ("get", GetItemInput, GetItemOutput),
    ("query", QueryInput, QueryOutput),
    ("batch", BatchGetItemInput, SeveralAmounts),
    ("transaction", TransactWriteItemsInput, SeveralAmounts)
);

/// Transactions and batches have several amounts, which are added up above.
#[derive(Debug)]
struct SeveralAmounts {
    consumed_capacity: Option<ConsumedCapacity>,
}

/// A store whose calls are counted.
pub async fn metered() -> (Dynamo, Meter, String) {
    let (_, table) = table().await;
    let meter = Meter::default();
    (Dynamo::of_config(patient_config().interceptor(meter.clone()).build(), &table), meter, table)
}

fn at(second: i64) -> Timestamp {
    Timestamp::constant(1_795_000_000 + second, 123_456_789)
}

fn slug(text: &str) -> Slug {
    Slug::parse(text).expect("a slug")
}

fn key(number: u32) -> PlaceKey {
    PlaceKey { bookable: slug("carta-identita-elettronica-anagrafe-centrale"), day: date(2026, 11, 26), time: time(9, 30, 0, 0), number }
}

fn hold(who: u8) -> Hold {
    Hold { owner: Token::new([who; 16]).owner(), until: at(600), extended: false }
}

/// All fields filled in, with what people write there.
fn booking(who: u8, limited: bool) -> Booking {
    let token = Token::new([who; 16]);
    let email = Email::parse("giovanna.bernasconi.1967@posta.example").expect("an address");
    let fiscal_code = FiscalCode::parse("RSSMRA85T10A562S").expect("a fiscal code");
    let person = PersonKey::of(b"of the tests", Some(&fiscal_code), &email);
    let reason = "Carta d'identità elettronica: rinnovo per due figli minorenni, con l'assenso dell'altro genitore";
    let details = Details {
        name: "Maria Giovanna Bernasconi Rossi".to_owned(),
        email,
        phone: Some("+39 035 000 0000".to_owned()),
        fiscal_code: Some(fiscal_code),
        reason: Some(reason.to_owned()),
        documents: Some(2),
    };
    Booking {
        code: token.code(),
        owner: token.owner(),
        sealed: token.seal(b"of the tests"),
        details,
        allowance: limited.then_some(Allowance { person, number: 1 }),
        sequence: 0,
        confirmed: at(1),
        delete_at: at(1_000_000),
        attended: None,
        due: vec![Due::now(Event::Confirmed, 0, at(1))],
    }
}

fn after(mut booking: Booking, event: Event) -> Booking {
    booking.sequence += 1;
    booking.due.push(Due::now(event, booking.sequence, at(2)));
    booking
}

pub fn indexes(amounts: &[(&str, f64)]) -> BTreeMap<String, f64> {
    amounts.iter().map(|(name, amount)| ((*name).to_owned(), *amount)).collect()
}

/// The entries of a booking in both indexes.
fn both(amount: f64) -> BTreeMap<String, f64> {
    indexes(&[("by-code", amount), ("by-due", amount)])
}

/// A transaction costs two units an item. DynamoDB Local (1.25.1) counts up to twice as many, of the table too,
/// when entries of an index change with it.
pub fn is_transaction(call: &Call, units: f64) {
    assert_eq!(call.operation, "transaction");
    let most = if is_dynoxide() { units } else { 2.0 * units };
    assert!((units..=most).contains(&call.table), "{units} to {most}: {call:?}");
}

#[tokio::test]
async fn a_hold_and_its_confirmation_are_two_units() {
    let (store, meter, _) = metered().await;
    let booking = booking(1, false);
    assert_eq!(store.take(&key(1), &hold(1), at(0)).await.expect("an answer"), Taken::Yours(hold(1)));
    assert!(matches!(store.confirm(&key(1), &booking, at(9_000), at(1)).await.expect("an answer"), Confirmed::Yours(_)));
    let expected = [Call { operation: "put", table: 1.0, indexes: BTreeMap::new() }, Call { operation: "put", table: 1.0, indexes: both(1.0) }];
    assert_eq!(meter.calls(), expected);
}

#[tokio::test]
async fn with_a_limit_it_is_one_transaction() {
    let (store, meter, _) = metered().await;
    store.take(&key(1), &hold(1), at(0)).await.expect("an answer");
    assert!(matches!(store.confirm(&key(1), &booking(1, true), at(9_000), at(1)).await.expect("an answer"), Confirmed::Yours(_)));
    let [take, confirm] = meter.calls().try_into().expect("two calls");
    assert_eq!((take.operation, take.table), ("put", 1.0));
    is_transaction(&confirm, 4.0);
}

#[tokio::test]
async fn a_day_is_one_query() {
    let (store, meter, _) = metered().await;
    for number in 1..=30 {
        store.take(&key(number), &hold(number as u8), at(0)).await.expect("an answer");
        if number % 2 == 0 {
            store.confirm(&key(number), &booking(number as u8, false), at(9_000), at(1)).await.expect("an answer");
        }
    }
    meter.calls();
    assert_eq!(store.day(&key(1).bookable, key(1).day).await.expect("an answer").len(), 30);
    let [query] = meter.calls().try_into().expect("one call");
    assert_eq!(query.operation, "query");
    // A unit is four kilobytes of a consistent read; a booking is two thirds of a kilobyte, a hold a seventh.
    assert!(query.table <= 6.0, "{query:?}");
}

#[tokio::test]
async fn what_the_other_single_writes_cost() {
    let (store, meter, _) = metered().await;
    let first = booking(1, false);
    store.take(&key(1), &hold(1), at(0)).await.expect("an answer");
    store.extend(&key(1), first.owner, at(900)).await.expect("an answer");
    store.release(&key(1), first.owner).await.expect("an answer");
    store.shut(&key(1)).await.expect("an answer");
    store.open(&key(1)).await.expect("an answer");
    let none = BTreeMap::new();
    let one = |operation| Call { operation, table: 1.0, indexes: none.clone() };
    assert_eq!(meter.calls(), ["put", "put", "delete", "put", "delete"].map(one));

    store.take(&key(1), &hold(1), at(0)).await.expect("an answer");
    store.confirm(&key(1), &first, at(9_000), at(1)).await.expect("an answer");
    meter.calls();
    store.attend(&key(1), first.owner, Some(true)).await.expect("an answer");
    let [waiting] = store.waiting(at(10), 10).await.expect("an answer").try_into().expect("one waits");
    meter.calls().pop();
    assert!(store.claim(&waiting, at(70)).await.expect("an answer"));
    store.sent(&waiting).await.expect("an answer");
    let due = |amount| indexes(&[("by-due", amount)]);
    // Another time is another entry: one goes, one comes.
    let expected = [Call { operation: "update", table: 1.0, indexes: due(2.0) }, one("get"), Call { operation: "update", table: 1.0, indexes: due(1.0) }];
    assert_eq!(meter.calls(), expected);
}

#[tokio::test]
async fn what_moving_and_cancelling_cost() {
    for (limited, expected) in [(false, 4.0), (true, 6.0)] {
        let (store, meter, _) = metered().await;
        let first = booking(1, limited);
        let moved = after(first.clone(), Event::Moved);
        let closed = Closed { booking: after(moved.clone(), Event::Cancelled), bookable: key(2).bookable.to_string(), day: key(2).day, time: key(2).time, at: at(3) };
        for (number, who) in [(1, 1), (2, 2)] {
            store.take(&key(number), &hold(who), at(0)).await.expect("an answer");
        }
        store.confirm(&key(1), &first, at(9_000), at(1)).await.expect("an answer");
        meter.calls();
        assert_eq!(store.move_to(&key(1), &key(2), hold(2).owner, &moved, at(100), at(9_000)).await.expect("an answer"), Changed::Done);
        assert_eq!(store.cancel(&key(2), &closed, at(100)).await.expect("an answer"), Changed::Done);
        let [moved, cancelled] = meter.calls().try_into().expect("two calls");
        is_transaction(&moved, expected);
        is_transaction(&cancelled, expected);
    }
}

/// What an item counts for: names and values, as DynamoDB's page on item sizes says.
pub fn size(item: &std::collections::HashMap<String, AttributeValue>) -> usize {
    let value = |value: &AttributeValue| match value {
        AttributeValue::S(text) => text.len(),
        AttributeValue::N(number) => number.trim_start_matches('-').len().div_ceil(2) + 1 + usize::from(number.starts_with('-')),
        AttributeValue::B(bytes) => bytes.as_ref().len(),
        AttributeValue::Bool(_) | AttributeValue::Null(_) => 1,
        other => panic!("no item has {other:?}"),
    };
    item.iter().map(|(name, known)| name.len() + value(known)).sum()
}

#[tokio::test]
async fn a_usual_booking_is_less_than_a_kilobyte() {
    let (store, _, table) = metered().await;
    let booking = Booking { attended: Some(true), ..after(booking(1, true), Event::Moved) };
    store.take(&key(1), &hold(1), at(0)).await.expect("an answer");
    store.take(&key(2), &hold(2), at(0)).await.expect("an answer");
    store.confirm(&key(1), &booking, at(9_000), at(1)).await.expect("an answer");
    // What is read is what was written, to the nanosecond.
    assert_eq!(store.place(&key(1)).await.expect("an answer"), Some(Place { key: key(1), state: State::Booked(Box::new(booking)) }));
    let client = aws_sdk_dynamodb::Client::from_conf(patient_config().build());
    let items = client.scan().table_name(table).send().await.expect("an answer").items.expect("items");
    let mut sizes: Vec<(String, usize)> = items.iter().map(|item| (item.get("k").map_or("allowance", |kind| kind.as_s().expect("a word")).to_owned(), size(item))).collect();
    sizes.sort();
    let [(_, allowance), (_, booked), (_, held)] = sizes.clone().try_into().expect("three items");
    println!("{sizes:?}");
    assert!(allowance < 256 && held < 256, "{sizes:?}");
    assert!((512..1024).contains(&booked), "{sizes:?}");
}
